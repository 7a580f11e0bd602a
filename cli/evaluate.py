"""`policydsl evaluate`: an answer for each history, or what is wrong with it, in the order of the files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import click

import policydsl
from policydsl.diagnostics import Diagnostic, as_text, has_errors
from policydsl.explain.json import problems as problems_as_values
from policydsl.explain.snapshot import as_snapshot, digests_of

from . import files, handed_in, histories, including, paying, policies, snapshots
from .days import EVERYTHING, Day, DayOrEverything
from .readings import takings, under
from .status import Status, together
from .tables import Tables, options

RULE = "-" * 72


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one history: an answer, or the problems in its place."""

    status: Status
    text: str | None
    told: str
    values: dict[str, object]
    snapshot: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The day asked about, the day up to which entries are looked at (None: all), and whether readings are compared."""

    on: date
    known: date | None
    readings: bool = False
    resume: snapshots.Kept | None = None
    """Snapshots to go on from."""
    keep: bool = False
    """Is a snapshot to be taken?"""


@click.command("evaluate")
@click.argument("policy_name", metavar="POLICY")
@click.argument("names", metavar="[HISTORY]...", nargs=-1)
@click.option("--on", "on", type=Day(), required=True, metavar="DATE", help="The day asked about, like 2026-05-29.")
@click.option("--known", "known", type=Day(), metavar="DATE", help="Look only at what had been recorded by that day.")
@click.option("--readings", is_flag=True, help="Say on which readings of the policy each answer turns.")
@click.option(
    "--taking", "wanted", multiple=True, metavar="TITLE=NAME", help="Take a reading in another way; repeatable."
)
@click.option("--pay", metavar="FILE", help="A policy whose sick pay gives days that POLICY asks for as facts.")
@click.option("--against", metavar="OTHER", help="Say what differs from the answers under another policy file.")
@click.option(
    "--against-known",
    type=DayOrEverything(),
    metavar="DATE",
    help="Say what differs from what was on file by another day, or from `everything`.",
)
@click.option("--resume", metavar="FILE", help="Go on from the snapshots in a file; the answers are the same.")
@click.option("--snapshot", metavar="FILE", help="Put where every case stands that day into a file, to go on from.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    help="How to print; jsonl is one object a line.",
)
@handed_in.option
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
    pay: str | None,
    against: str | None,
    against_known: date | str | None,
    resume: str | None,
    snapshot: str | None,
    form: str,
    calendars: tuple[policydsl.HolidayCalendar, ...],
    tables: Tables,
) -> None:
    """Say what a policy asks for, for people's histories, on a day.

    HISTORY is a YAML or JSON file with one or several histories, or a folder
    of such files; `-` is what is piped in. Answers come in the order of the
    files. A history with errors does not keep the others from being
    answered. Records may also stand in tables, with the columns that
    `policydsl template` prints: the rows about one employee, of all tables and
    files, are one history.

    With --pay the sick pay of another policy gives days that POLICY, and OTHER,
    ask for as facts.

    With --against there are no answers, but what differs from those under
    another policy: who moves, by which step and day, and why. POLICY is the
    new one, OTHER the old one. --against-known does the same for two states
    of the record.

    \b
    Examples:
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29
      policydsl evaluate luu.policy people/*.yaml --on 2026-05-29 --format jsonl
      policydsl evaluate luu.policy --absences absences.csv --on 2026-05-29
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29 --readings
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29 --taking "over 150=at least"
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29 --pay sick_pay.policy
      policydsl evaluate luu.policy people/ --on 2026-05-31 --snapshot may.jsonl
      policydsl evaluate new.policy people/ --on 2026-05-29 --against old.policy
      policydsl evaluate luu.policy e1042.yaml --on 2026-05-29 --against-known 2026-05-20

    \b
    Exit status: 0 every history was answered, or compared whether or not
    anybody moves; 1 errors in a policy (nothing is answered); 2 a file that
    cannot be read; 3 errors in a history (under POLICY: with errors under
    OTHER alone it is compared, and that is what differs).
    """
    if [policy_name, *names].count("-") > 1:
        raise click.UsageError("only one thing can be piped in; name a file in the place of the other `-`", ctx)
    _fit_together(ctx, known, against, against_known, {"readings": readings, "resume": resume, "snapshot": snapshot})
    sources = histories.named(names, tables, ctx)
    policy = policies.read(policy_name, thorough=readings or bool(wanted), calendars=calendars)
    if wanted and not isinstance(policy, files.Unreadable) and policy.checked.policy is not None:
        policy = under(policy, takings(policy.checked.policy, wanted, ctx), thorough=readings)
    other = policy if against is None else policies.read(against, thorough=False, calendars=calendars)
    here, there = _usable(policy), _usable(other)
    if pay is not None and here is not None and there is not None:
        payer = paying.read(pay, (here, there), calendars, ctx)
        if isinstance(payer, files.Unreadable) or payer.checked.policy is None:
            _refuse([payer], [], form)
            ctx.exit(_status_of(payer))
        same = there is here
        here = paying.together(here, payer)
        there = here if same else paying.together(there, payer)
    unread = histories.unread(sources, tables)
    if here is None or there is None:
        _refuse([policy] if other is policy else [policy, other], unread, form)
        if form == "text" and (first := _policy_among(policy, sources)):
            files.tell(f"{first} looks like a policy, and the policy is named first: {first} {policy_name}")
        ctx.exit(_status_of(policy, other, *unread))
    if against is not None or against_known is not None:
        for one in (here,) if there is here else (here, there):
            _warn(one, form)
        ctx.exit(_compared(here, there, Asked(on, known), against_known, sources, tables, form))
    kept = None if resume is None else snapshots.read(resume, here)
    if isinstance(kept, files.Unreadable):
        _refuse([], [kept, *unread], form)
        ctx.exit(Status.WRONG_USE)
    made_under, found = histories.made(here, sources, tables)
    asked = Asked(on, known, readings, kept, snapshot is not None)
    results = [
        _unanswered(one) if isinstance(one, files.Unreadable) else answered(made_under, one, asked) for one in found
    ]
    _print(here, results, form)
    statuses = [one.status for one in results]
    if snapshot is not None:
        statuses.append(_put_away(snapshot, results, on, form))
    ctx.exit(together(statuses))


def _named(read: policies.Read) -> tuple[policydsl.Policy, str]:
    policy = read.checked.policy
    assert policy is not None
    return policy, read.digest


def _put_away(name: str, results: list[Result], on: date, form: str) -> Status:
    """Write the snapshots of all who were answered, and say so."""
    taken = [one.snapshot for one in results if one.snapshot is not None]
    wrong = snapshots.write(name, taken)
    if wrong is not None:
        files.tell(str(wrong))
        return Status.WRONG_USE
    if form == "text":
        left = len(results) - len(taken)
        without = f"; {left} without an answer {'is' if left == 1 else 'are'} not in it" if left else ""
        files.tell(
            f"{name}: where {len(taken)} {'person stands' if len(taken) == 1 else 'people stand'} on {on}{without}"
        )
    return Status.WELL


def _fit_together(
    ctx: click.Context,
    known: date | None,
    against: str | None,
    against_known: date | str | None,
    of_answers: Mapping[str, object],
) -> None:
    """Options that say different things about what is to be done."""
    if against is not None and against_known is not None:
        raise click.UsageError("--against and --against-known are two questions; ask one at a time", ctx)
    name = next((name for name, value in of_answers.items() if value), None)
    if name and (against is not None or against_known is not None):
        raise click.UsageError(f"--{name} is about answers, and a comparison has none; leave one of the two out", ctx)
    if against_known is not None and known == (None if against_known == EVERYTHING else against_known):
        both = "everything on file" if known is None else f"what was on file by {known}"
        raise click.UsageError(f"this compares {both} with itself; name another day with --known", ctx)


def _usable(one: policies.Read | files.Unreadable) -> policies.Read | None:
    """A policy without errors."""
    return one if isinstance(one, policies.Read) and one.checked.policy is not None else None


def _status_of(*ones: policies.Read | files.Unreadable) -> Status:
    return together(Status.WRONG_USE if isinstance(one, files.Unreadable) else one.status for one in ones)


def _warn(policy: policies.Read, form: str) -> None:
    if form == "text":
        policy.tell()


def _compared(
    here: policies.Read,
    there: policies.Read,
    asked: Asked,
    against_known: date | str | None,
    sources: histories.Sources,
    tables: Tables,
    form: str,
) -> Status:
    """What differs under another policy, or by another state of the record."""
    from . import against

    known = asked.known
    if against_known is not None:
        known = against_known if isinstance(against_known, date) else None
    given = against.Given(sources, tables, asked.on)
    return against.run(against.Seen(here, asked.known), against.Seen(there, known), given, form)


def _refuse(named: list[policies.Read | files.Unreadable], others: list[files.Unreadable], form: str) -> None:
    """Without a policy there are no answers; what is wrong with it stands in their place."""
    if form != "text":
        wrong = [one for one in named if _usable(one) is None]
        _write_values([*map(policies.as_values, wrong), *map(_unread, others)], form)
        return
    for policy in named:
        if isinstance(policy, policies.Read):
            policy.tell()
    for one in [*named, *others]:
        if isinstance(one, files.Unreadable):
            files.tell(str(one))


def _policy_among(
    policy: policies.Read | files.Unreadable, others: list[policydsl.Source | files.Unreadable]
) -> str | None:
    """The file that seems to be the policy, where a history was named in its place."""
    if isinstance(policy, files.Unreadable) or policy.names_one:
        return None
    texts = (one for one in others if isinstance(one, policydsl.Source))
    return next((one.name for one in texts if including.POLICY_LINE.search(one.text)), None)


def _unread(one: files.Unreadable) -> dict[str, object]:
    return {"employee": None, "problems": [one.as_values()]}


def _unanswered(one: files.Unreadable) -> Result:
    return Result(Status.WRONG_USE, None, str(one), _unread(one))


def answered(read: policies.Read, filed: histories.Filed, asked: Asked) -> Result:
    """What comes of one history. INVARIANT: the policy has no errors."""
    policy, policy_digest = _named(read)
    one = filed.one
    found = one.diagnostics
    answer = None
    taken = None
    if one.history is not None:
        evaluated = _evaluated(policy, one.history, asked)
        answer, found = evaluated.answer, (*found, *evaluated.diagnostics)
        if asked.keep and answer is not None:
            taken = as_snapshot(
                one.history,
                evaluated.standings,
                asked.on,
                asked.known,
                policy_digest=policy_digest,
                takings=policy.takings,
                calendars=digests_of(read.handed_in.values()),
                pay_digest=read.pay_digest,
            )
    texts = {**filed.texts(bool(found)), **read.source.by_name}
    if asked.resume is not None:
        texts[asked.resume.source.name] = asked.resume.source
    told = as_text(found, texts, colour=files.in_colour(errors=True))
    if answer is None or has_errors(found):
        return Result(Status.HISTORY_ERRORS, None, told, problems_as_values(one.employee, found, texts))
    warned: tuple[Diagnostic, ...] = (*read.checked.diagnostics, *found)
    values = policydsl.as_json(
        answer,
        policy_digest=policy_digest,
        history_digest=policydsl.digest_of_values(one.values),
        policy_files=read.digests,
        found=warned,
        sources=texts,
    )
    text = policydsl.as_text(answer, colour=files.in_colour(), width=files.width())
    return Result(Status.WELL, text, told, values, taken)


def _evaluated(policy: policydsl.Policy, history: policydsl.History, asked: Asked) -> policydsl.Evaluated:
    since = asked.resume.since(history, asked.on, asked.known) if asked.resume else None
    if isinstance(since, Diagnostic):
        return policydsl.Evaluated(None, (since,))
    return policydsl.evaluate(policy, history, asked.on, asked.known, readings=asked.readings, since=since)


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
