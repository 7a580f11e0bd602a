"""`policydsl new`: a first policy, from a few questions or from none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import click

import policydsl
from policydsl.diagnostics import listing, nearest

from . import files, like
from .first_policy import Trigger, Wanted, day, text
from .status import Status

WRITTEN = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")
MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]
EVERY = "*"
"""What `--like` means alone."""
KINDS = ("calendar", "working", "clear")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what is offered, and what an answer makes of the policy that is wanted."""

    key: str
    words: Callable[[Wanted], str]
    offered: Callable[[Wanted], str]
    taken: Callable[[Wanted, str], Wanted]


@click.command("new")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--minimal", is_flag=True, help="Ask nothing: take what would have been offered.")
@click.option("--answers", multiple=True, metavar="KEY=VALUE", help="Ask nothing; may be given again.")
@click.option(
    "--like",
    "model",
    is_flag=False,
    flag_value=EVERY,
    metavar="POLICY",
    help="Begin from a copy of a policy that comes with the program; alone: list them.",
)
@click.option("--output", metavar="FILE", help="A new file to write to.")
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    minimal: bool,
    answers: tuple[str, ...],
    model: str | None,
    output: str | None,
) -> None:
    """Write a small policy to begin with, every line explained.

    On a terminal a few questions are asked, each with an answer offered. The
    policy has one branch with one meeting, a meeting after every absence, and
    two examples; it is printed, or written to a new file.

    With --like nothing is asked: the copy bears the NAME given, and cites no
    clauses of the other text. `policydsl new --like` lists what there is.

    \b
    Keys of --answers:
      name, from, trigger (absences or score), months, limit,
      notice, days (calendar, working or clear)

    \b
    Examples:
      policydsl new
      policydsl new Attendance --minimal --output attendance.policy
      policydsl new --answers trigger=score --answers limit=200
      policydsl new --like york "Attendance at Work" --output attendance.policy
    """
    if model is not None:
        ctx.exit(_like(ctx, model, name, output, alone=not (minimal or answers)))
    given = _given(answers)
    if name is not None:
        given = {"name": name, **given}
    if not (minimal or answers or files.somebody_is_there()):
        raise click.UsageError("there is nobody to ask here; add --minimal, or --answers", ctx)
    wanted = _wanted(given, ask=not (minimal or answers))
    if output is None:
        files.write(text(wanted))
        return
    why = files.write_bytes(output, f"{text(wanted)}\n".encode())
    if why is not None:
        files.tell(str(files.Unreadable(output, why, "name another file")))
        ctx.exit(Status.WRONG_USE)
    files.tell(f"{output}: written; next: policydsl check {output}, then policydsl test {output}")


def _like(ctx: click.Context, model: str, name: str | None, output: str | None, *, alone: bool) -> Status:
    """A copy of a policy that comes with the program, printed or written; or a list of them."""
    if not alone:
        raise click.UsageError("--like asks nothing; leave --minimal and --answers out", ctx)
    if model == EVERY:
        files.write(like.listed())
        return Status.WELL
    if name is not None:
        _name(Wanted(), name)
    found = like.copy(model, name)
    if found is None:
        raise click.UsageError(like.unknown(model), ctx)
    copied, examples = found
    if output is None:
        files.write(copied.removesuffix("\n"))
        return Status.WELL
    beside = files.with_ending(output, ".policy", ".examples.yaml")
    for where, words in ((output, copied), (beside, examples)):
        why = None if words is None else files.write_bytes(where, words.encode())
        if why is not None:
            files.tell(str(files.Unreadable(where, why, "name another file")))
            return Status.WRONG_USE
    others = f" with {beside}" if examples is not None else ""
    files.tell(f"{output}: written{others}; next: policydsl check {output}, then policydsl test {output}")
    return Status.WELL


def _given(answers: tuple[str, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    keys = [question.key for question in QUESTIONS]
    for one in answers:
        key, equals, value = one.partition("=")
        if not equals:
            raise click.UsageError(f"`{one}` has no `=`; write it like limit=4")
        if key not in keys:
            near = nearest(key, keys)
            hint = f"did you mean `{near}`?" if near else f"there are {listing(keys, 'and')}"
            raise click.UsageError(f"there is no question `{key}`; {hint}")
        given[key] = value
    return given


def _wanted(given: dict[str, str], *, ask: bool) -> Wanted:
    """The policy that the answers make, each question seeing those before it."""
    wanted = Wanted()
    for question in QUESTIONS:
        taken = partial(question.taken, wanted)
        offered = question.offered(wanted)
        if question.key in given:
            wanted = taken(given[question.key])
        elif ask:
            wanted = click.prompt(question.words(wanted), default=offered, value_proc=taken, err=True)
        else:
            wanted = taken(offered)
    return wanted


def _name(wanted: Wanted, said: str) -> Wanted:
    named = replace(wanted, name=" ".join(said.split()))
    if policydsl.check_text(policydsl.Source("policy", text(named))).diagnostics:
        raise click.UsageError(f"`{said}` cannot be the name; write plain words, like Attendance at Work")
    return named


def _start(wanted: Wanted, said: str) -> Wanted:
    found = WRITTEN.fullmatch(said.strip())
    try:
        if found is None:
            start = date.fromisoformat(said.strip())
        else:
            start = date(int(found[3]), MONTHS.index(found[2].capitalize()) + 1, int(found[1]))
    except ValueError:
        raise click.UsageError(f"`{said}` is no day; write it like 1 April 2026") from None
    if not 2000 <= start.year <= 2100:
        raise click.UsageError(f"{day(start)} is far away; write a day from 2000 to 2100")
    return replace(wanted, start=start)


def _trigger(wanted: Wanted, said: str) -> Wanted:
    word = said.strip().casefold()
    if word not in [one.value for one in Trigger]:
        raise click.UsageError(f"`{said}` is not known here; write absences or score")
    return replace(wanted, trigger=Trigger(word))


def _limit(wanted: Wanted, said: str) -> Wanted:
    # One absence a week always fits into the window of the measure, so that the two examples can show the limit.
    most = min(24, 4 * wanted.months)
    highest = most if wanted.trigger is Trigger.ABSENCES else most**3
    return replace(wanted, limit=_number(said, 2, highest))


def _days(wanted: Wanted, said: str) -> Wanted:
    word = said.strip().casefold().removesuffix("days").removesuffix("day").strip()
    if word not in KINDS:
        raise click.UsageError(f"`{said}` is not known here; write {listing([*KINDS])}")
    return replace(wanted, days=word)


def _number(said: str, least: int, most: int) -> int:
    if not re.fullmatch(r"\s*[0-9]{1,5}\s*", said) or not least <= int(said) <= most:
        raise click.UsageError(f"`{said}` does not fit here; write a number from {least} to {most}")
    return int(said)


def _limit_words(wanted: Wanted) -> str:
    if wanted.trigger is Trigger.SCORE:
        return "Which Bradford score leads to the meeting?"
    return "How many absences lead to the meeting?"


QUESTIONS = (
    Question("name", lambda _: "What is the policy called?", lambda one: one.name, _name),
    Question("from", lambda _: "From which day is it in force?", lambda one: day(one.start), _start),
    Question(
        "trigger",
        lambda _: "What leads to the first meeting: a number of absences, or a Bradford score? (absences, score)",
        lambda one: one.trigger.value,
        _trigger,
    ),
    Question(
        "months",
        lambda _: "How many months back are absences looked at?",
        lambda one: str(one.months),
        lambda one, said: replace(one, months=_number(said, 1, 36)),
    ),
    Question(
        "limit",
        _limit_words,
        lambda one: "3" if one.trigger is Trigger.ABSENCES else "50" if one.months == 1 else "150",
        _limit,
    ),
    Question(
        "notice",
        lambda _: "How many days of notice does the employee get?",
        lambda one: str(one.notice),
        lambda one, said: replace(one, notice=_number(said, 1, 60)),
    ),
    Question("days", lambda _: "Which days are these? (calendar, working, clear)", lambda one: one.days, _days),
)
