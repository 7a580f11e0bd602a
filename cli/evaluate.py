"""`policydsl evaluate`: an answer for each history, or what is wrong with it, in the order of the files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import click

import policydsl
from policydsl.diagnostics import Diagnostic, as_text, has_errors
from policydsl.explain.json import problems as problems_as_values
from policydsl.records.mask import masked

from . import files, policies
from .readings import takings, under
from .status import Status, together
from .tables import Tables, is_table, options

RULE = "-" * 72
SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")
POLICY_LINE = re.compile(r"^\s*policy\s+\S", re.MULTILINE)


class Day(click.ParamType[date]):
    """A day written year first; nothing else is guessed at."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if not SHAPE.fullmatch(value):
            raise click.UsageError(f"`{value}` is not a day written year first; write it like 2026-05-29", ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise click.UsageError(
                f"there is no day {value}; write year, month and day, like 2026-05-29", ctx
            ) from None

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        return "Write the day you ask about, like --on 2026-05-29."


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one history: an answer, or the problems in its place."""

    status: Status
    text: str | None
    told: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """The day asked about, the day up to which entries are looked at (None: all), and whether readings are compared."""

    on: date
    known: date | None
    readings: bool = False


@click.command("evaluate")
@click.argument("policy_name", metavar="POLICY")
@click.argument("names", metavar="[HISTORY]...", nargs=-1)
@click.option("--on", "on", type=Day(), required=True, metavar="DATE", help="The day asked about, like 2026-05-29.")
@click.option("--known", "known", type=Day(), metavar="DATE", help="Look only at what had been recorded by that day.")
@click.option("--readings", is_flag=True, help="Say on which readings of the policy each answer turns.")
@click.option(
    "--taking", "wanted", multiple=True, metavar="TITLE=NAME", help="Take a reading in another way; repeatable."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    help="How to print; jsonl is one object a line.",
)
@click.pass_context
@options
def command(
    ctx: click.Context,
    policy_name: str,
    names: tuple[str, ...],
    on: date,
    known: date | None,
    readings: bool,
    wanted: tuple[str, ...],
    form: str,
    tables: Tables,
) -> None:
    """Say what a policy asks for, for people's histories, on a day.

    HISTORY is a YAML or JSON file with one or several histories; `-` is what
    is piped in. Answers come in the order of the files. A history with errors
    does not keep the others from being answered. Records may also stand in
    tables, with the columns that `policydsl template` prints: the rows about
    one employee, of all tables and files, are one history.

    \b
    Examples:
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29
      policydsl evaluate luu.policy people/*.yaml --on 2026-05-29 --format jsonl
      policydsl evaluate luu.policy --absences absences.csv --on 2026-05-29
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29 --readings
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29 --taking "over 150=at least"

    \b
    Exit status: 0 every history was answered; 1 errors in the policy
    (nothing is answered); 2 a file that cannot be read; 3 errors in a history.
    """
    if not names and not tables.were_named:
        raise click.UsageError("name a history, or a table with --absences", ctx)
    if table := next((name for name in names if is_table(name)), None):
        raise click.UsageError(f"{table} is a table; say of what, like --absences {table}", ctx)
    policy = policies.read(policy_name, thorough=readings or bool(wanted))
    if wanted and not isinstance(policy, files.Unreadable) and policy.checked.policy is not None:
        policy = under(policy, takings(policy.checked.policy, wanted, ctx))
    sources = [files.read(name) for name in names]
    unread = [one for one in (policy, *sources, *tables.unreadable) if isinstance(one, files.Unreadable)]
    statuses = [Status.WRONG_USE for _ in unread]
    if isinstance(policy, files.Unreadable) or policy.checked.policy is None:
        _refuse(policy, [one for one in unread if one is not policy], form)
        if form == "text" and (first := _policy_among(policy, sources)):
            files.tell(f"{first} looks like a policy, and the policy is named first: {first} {policy_name}")
        ctx.exit(together([*statuses, Status.POLICY_ERRORS]))
    asked = Asked(on, known, readings)
    results = _answered(policy, policy.checked.policy, sources, tables, asked)
    if any(one.status is Status.HISTORY_ERRORS for one in results) and not (readings or wanted):
        # A history may name what only an alternative of a reading speaks of: that is no error.
        whole = policies.Read(policy.source, policydsl.check_text(policy.source))
        if whole.checked.policy is not None:
            results = _answered(whole, whole.checked.policy, sources, tables, asked)
    _print(policy, results, form)
    ctx.exit(together([*statuses, *(one.status for one in results)]))


def _answered(
    read: policies.Read,
    policy: policydsl.Policy,
    sources: list[policydsl.Source | files.Unreadable],
    tables: Tables,
    asked: Asked,
) -> list[Result]:
    if tables.were_named:
        return list(_of_all(read, policy, sources, tables, asked))
    return [result for source in sources for result in answers(read, policy, source, asked)]


def _refuse(policy: policies.Read | files.Unreadable, others: list[files.Unreadable], form: str) -> None:
    """Without a policy there are no answers; what is wrong with it stands in their place."""
    if form != "text":
        _write_values([policies.as_values(policy), *map(_unread, others)], form)
        return
    if isinstance(policy, policies.Read):
        policy.tell()
    for one in [policy, *others]:
        if isinstance(one, files.Unreadable):
            files.tell(str(one))


def _policy_among(
    policy: policies.Read | files.Unreadable, others: list[policydsl.Source | files.Unreadable]
) -> str | None:
    """The file that seems to be the policy, where a history was named in its place."""
    if isinstance(policy, files.Unreadable) or policy.names_one:
        return None
    texts = (one for one in others if isinstance(one, policydsl.Source))
    return next((one.name for one in texts if POLICY_LINE.search(one.text)), None)


def _unread(one: files.Unreadable) -> dict[str, object]:
    return {"employee": None, "problems": [one.as_values()]}


def answers(
    read: policies.Read, policy: policydsl.Policy, source: policydsl.Source | files.Unreadable, asked: Asked
) -> Iterator[Result]:
    """One result for each history of a source."""
    if isinstance(source, files.Unreadable):
        yield Result(Status.WRONG_USE, None, str(source), _unread(source))
        return
    found = policydsl.read_histories(source, policy)
    # What a record says of somebody's health is hidden before any line of it can be shown.
    hidden = cache(lambda: {source.name: masked(source)})
    for one in found:
        yield _result(read, policy, lambda some: hidden() if some else {source.name: source}, one, asked)


def _of_all(
    read: policies.Read,
    policy: policydsl.Policy,
    sources: list[policydsl.Source | files.Unreadable],
    tables: Tables,
    asked: Asked,
) -> Iterator[Result]:
    """One result for each employee of all files and tables; what could not be read might be about any of them."""
    from policydsl.records.columns import Told
    from policydsl.records.together import read_together

    unread = [one for one in (*sources, *tables.unreadable) if isinstance(one, files.Unreadable)]
    for missing in unread:
        yield Result(Status.WRONG_USE, None, str(missing), _unread(missing))
    texts = [one for one in sources if isinstance(one, policydsl.Source)]
    all_there = tables.can_be_used and not unread
    if tables.columns_found:
        found = policydsl.OnFile(None, None, None, tables.columns_found)
        yield _result(read, policy, lambda _: {one.name: one for one in tables.columns}, found, asked)
    if has_errors(tables.columns_found):
        return
    people = read_together(texts, tables.given, tables.told or Told(), policy, all_there=all_there)
    shown = {text.name: text for text in (*map(masked, texts), *tables.shown())}
    for one in people:
        yield _result(read, policy, lambda _: shown, one, asked)


def _result(
    read: policies.Read,
    policy: policydsl.Policy,
    sources: Callable[[bool], Mapping[str, policydsl.Source]],
    one: policydsl.OnFile,
    asked: Asked,
) -> Result:
    """What comes of one history; `sources` are its texts, with nothing private in them where there are problems."""
    found = one.diagnostics
    answer = None
    if one.history is not None:
        evaluated = policydsl.evaluate(policy, one.history, asked.on, asked.known, readings=asked.readings)
        answer, found = evaluated.answer, (*found, *evaluated.diagnostics)
    texts = {**sources(bool(found)), read.source.name: read.source}
    told = as_text(found, texts, colour=files.in_colour(errors=True))
    if answer is None or has_errors(found):
        return Result(Status.HISTORY_ERRORS, None, told, problems_as_values(one.employee, found, texts))
    warned: tuple[Diagnostic, ...] = (*read.checked.diagnostics, *found)
    values = policydsl.as_json(
        answer,
        policy_digest=policydsl.digest_of_text(read.source.text),
        history_digest=policydsl.digest_of_values(one.values),
        found=warned,
        sources=texts,
    )
    text = policydsl.as_text(answer, colour=files.in_colour(), width=files.width())
    return Result(Status.WELL, text, told, values)


def _print(policy: policies.Read, results: list[Result], form: str) -> None:
    if form != "text":
        _write_values([one.values for one in results], form)
        return
    policy.tell()
    written = 0
    for one in results:
        if one.told:
            files.tell(one.told)
        if one.text is not None:
            files.write(f"\n{RULE}\n\n{one.text}" if written else one.text)
            written += 1


def _write_values(values: list[dict[str, object]], form: str) -> None:
    if form == "jsonl":
        files.write("\n".join(json.dumps(one, ensure_ascii=False) for one in values))
    else:
        files.write(json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=2))
