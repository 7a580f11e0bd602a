"""A comparison for people: what the two sides are, how many move and by which step, then who, by how much, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policydsl.diagnostics import listing
from policydsl.explain import words
from policydsl.explain.compared import Run, Side, Summary, summary
from policydsl.explain.page import BLANK, Ink, Row, as_lines, heading, labelled
from policydsl.explain.policy_differs import LineDiffers
from policydsl.explain.reasons import because
from policydsl.gathered import file_of
from policydsl.interpret.answer import Difference, Reason
from policydsl.interpret.compare import Moved
from policydsl.interpret.record_differs import RecordDiffers

COUNTED = {"fell-due": "falls due", "lapsed": "lapses", "closed": "closes"}
BRIEFLY = ("stands", "target", "state")
"""Kinds of differences whose reasons are given without naming the absences."""


def as_text(run: Run, *, colour: bool = False, width: int = 100) -> str:
    """The whole comparison, wrapped to so many columns; no line end after the last line."""
    return as_lines(_rows(run), colour=colour, width=width)


def _rows(run: Run) -> Iterator[Row]:
    yield heading(f"{run.here.said} against {run.there.said}, on {words.day(run.on)}")
    if run.here.policy == run.there.policy:
        yield Row("", run.here.policy, Ink.QUIET)
    if run.here.pay is not None:
        yield Row("", f"with the sick pay of {run.here.pay[0]} on both sides", Ink.QUIET)
    if run.is_of_policies:
        yield from _of_policies(run)
    yield BLANK
    yield heading("In short")
    yield from _in_short(run, summary(run.people))
    for one in run.people:
        if one.comparison.differences or one.comparison.records:
            yield BLANK
            yield heading(one.employee or "somebody without a name")
            yield from _of_record(one.comparison.records)
            for each in one.comparison.differences:
                yield from _difference(each, run)


# ------------------------------------------------------------------ what the policies say


def _of_policies(run: Run) -> Iterator[Row]:
    yield BLANK
    yield heading("What the policies say differently")
    if not run.lines:
        yield Row("  ", "Nothing that could change an answer.")
    for number, one in enumerate(run.lines):
        above = run.lines[number - 1].under if number else ()
        if one.under and one.under != above:
            yield Row("  ", one.under[-1], Ink.QUIET)
        yield from _line(one, run)


def _line(one: LineDiffers, run: Run) -> Iterator[Row]:
    indent = 4 if one.under else 2
    files = [file_of(line.line) or "" for line in (one.here, one.there) if line is not None]
    column = max(len(name) for name in (run.here.short, run.there.short, *files)) + len(":9999") + 2
    for side, line in ((run.here, one.here), (run.there, one.there)):
        if line is not None:
            text = line.words + words.cited(None, line.clauses)
            yield from labelled(_label(side, line.line), text, indent=indent, column=column)
        else:
            yield from labelled(f"{side.short}:", "no such line", indent=indent, column=column)


def _label(side: Side, line: int) -> str:
    return f"{file_of(line) or side.short}:{int(line)}"


# ------------------------------------------------------------------ how many


def _in_short(run: Run, found: Summary) -> Iterator[Row]:
    parts = [f"{found.move} {'moves' if found.move == 1 else 'move'}"] if found.move else ["nobody moves"]
    if found.other:
        has = "has" if found.other == 1 else "have"
        parts.append(f"{found.other} {has} other duties or numbers")
    if found.same:
        parts.append(f"{found.same} {'stays' if found.same == 1 else 'stay'} the same")
    if found.errors:
        was = "was" if found.errors == 1 else "were"
        parts.append(f"{found.errors} {was} not compared, because of problems")
    yield Row("  ", f"Of {_people(found.people)}: {listing(parts, 'and')}.")
    names = [f"{one.what} {COUNTED[one.kind]}" for one in found.moving]
    column = max(map(len, names), default=0) + 2
    by, other = run.here.short, run.there.short
    for name, one in zip(names, found.moving, strict=True):
        told = [
            (one.only_here, f"only {_in_view(by, run)}"),
            (one.only_there, f"only {_in_view(other, run)}"),
            (one.earlier, f"earlier {_in_view(by, run)}"),
            (one.later, f"later {_in_view(by, run)}"),
        ]
        text = ", ".join(f"{number} {what}" for number, what in told if number)
        yield from labelled(name, text, indent=2, column=min(column, 48))


def _in_view(short: str, run: Run) -> str:
    """`under new.policy`, `by 1 Jun 2026`, `with everything`."""
    if run.is_of_policies:
        return f"under {short}"
    return short if short.startswith("by ") else f"with {short}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


# ------------------------------------------------------------------ one person


def _of_record(found: Sequence[RecordDiffers]) -> Iterator[Row]:
    for one in found:
        yield Row("  ", f"The record: {_entry(one)}", hang=4)


def _entry(one: RecordDiffers) -> str:
    name = f"{one.what} {words.its_day(one.name)}"
    now, before = (None if days is None else _days(one.what, days) for days in (one.later, one.earlier))
    match one.how:
        case "added":
            return f"{name} was added ({now})"
        case "withdrawn":
            return f"{name} was withdrawn ({before})"
    changed = f": {listing(list(one.parts), 'and')}"
    return f"{name} was corrected{changed} ({now}" + (f", before {before})" if before != now else ")")


def _days(what: str, days: tuple[date, date | None]) -> str:
    first, last = days
    if first == date.min:
        return "at all times" if last is None else f"to {words.short_day(last)}"
    return words.days(first, last) if what != "fact" else words.day(first)


def _difference(each: Moved, run: Run) -> Iterator[Row]:
    one = each.difference
    yield Row("  ", _head(one), hang=4)
    column = max(len(run.here.short), len(run.there.short)) + 2
    sides = ((run.here, one.here, each.why_here), (run.there, one.there, each.why_there))
    for side, value, why in sides:
        yield from labelled(side.short, side_says(one, value), indent=4, column=column)
        for sentence in _why(one, value, why):
            yield Row(" " * (4 + column + 2), sentence, Ink.QUIET)


def _why(one: Difference, value: object, why: tuple[Reason, ...]) -> Iterator[str]:
    so_far = value is None or one.kind == "stands"
    if one.kind in ("duty", "pay"):
        yield from (words.cited(reason.line, reason.clauses).strip() for reason in why)
        return
    yield from because(why, briefly=one.kind in BRIEFLY or so_far, so_far=so_far)


def _head(one: Difference) -> str:
    about = words.case(one.branch, one.absence) if one.branch else ""
    match one.kind:
        case "lapsed" | "closed" | "stands":
            return about
        case "state" if one.on:
            return f"{one.what}, {about}, due on {words.day(one.on)}"
        case "duty":
            return f"{words.DUTIES.get(one.what, one.what)}, at {one.step}, {about}"
        case "unknown":
            return f"{one.what}, for {one.step}, {about}"
        case "pay" if one.absence:
            return f"{one.what}, {words.absence(one.absence)}"
        case _:
            return f"{one.what}, {about}" if about else one.what


def side_says(one: Difference, value: object) -> str:
    """What came out on one side of a difference (None: nothing), in a few words."""
    said = words.with_days(value) if isinstance(value, str) else words.value_of(value)  # type: ignore[arg-type]
    match one.kind:
        case "fell-due":
            return f"fell due on {said}" if said else "not due"
        case "lapsed" | "closed":
            return f"{one.kind} on {said}" if said else f"not {one.kind}"
        case "unsupported":
            return f"held on {said}, unsupported: the record no longer calls for it" if said else "not unsupported"
        case "target":
            return f"falls due {said if said.startswith('from') else f'on {said}'}" if said else "no date ahead"
        case "unknown":
            return f"not on file, which matters since {said}" if said else "not needed"
        case "duty":
            return said or "not asked for"
        case "pay":
            return said or "no sick pay says so"
        case "stands":
            return f"at {said}"
        case _:
            return said or "not worked out"
