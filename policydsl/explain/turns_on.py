"""What an answer turns on: the readings under which something would come out otherwise, and what it would be then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from policydsl.explain import words
from policydsl.explain.page import BLANK, Row, labelled
from policydsl.interpret.answer import Answer, Difference

COLUMN = 26


def turns_on(answer: Answer) -> Iterator[Row]:
    """Each reading with its question, what is taken, and under every other alternative what would be different."""
    if answer.turns_on is None:
        return
    if not answer.turns_on:
        yield Row("  ", "Nothing: it is the same under every reading of the policy.")
    for place, (_, group) in enumerate(groupby(answer.turns_on, key=lambda one: one.reading)):
        found = list(group)
        first = found[0]
        if place:
            yield BLANK
        yield Row("  ", f"{first.reading}: {first.question}{words.cited(first.line, first.clauses)}", hang=4)
        yield from labelled(first.taken, "taken here", indent=4, column=COLUMN)
        for one in found:
            label = one.taking
            for difference in one.differences:
                yield from labelled(label, sentence(difference), indent=4, column=COLUMN)
                label = ""


def sentence(one: Difference) -> str:
    """`first formal meeting would have fallen due on Tue 21 Apr 2026, not on Wed 22 Apr 2026`."""
    about = f" ({words.absence(one.absence)})" if one.absence else ""
    here, there = _value(one.here), _value(one.there)
    match one.kind:
        case "fell-due":
            return _when(f"{one.what}{about}", "fallen due", here, there)
        case "lapsed" | "closed":
            return _when(f"{one.what}{about}", one.kind, here, there)
        case "state":
            return f"{one.what}{about}, due on {words.value_of(one.on)}, would be {there}, not {here}"
        case "unsupported":
            if not there:
                return f"{one.what}{about} of {here} would not be unsupported"
            return f"{one.what}{about} of {there} would be unsupported: nothing on record would call for it"
        case "unknown":
            return f"{one.what}, for {one.step}{about}, would {'be missing' if there else 'not be missing'}"
        case "target":
            return _ahead(f"{one.what}{about}", here, there)
        case "stands":
            return f"{one.what}{about} would be at {there}, not at {here}"
        case "duty":
            duty = words.DUTIES.get(one.what, one.what)
            if not there:
                return f"{duty}, at {one.step}{about}, would not be asked for"
            return f"{duty}, at {one.step}{about}: {there}" + (f", not {here}" if here else ", not asked for here")
        case "measure":
            return f"{one.what} would be {there}, not {here}"
        case _:
            return one.what


def _when(what: str, verb: str, here: str, there: str) -> str:
    if not there:
        return f"{what} would not have {verb} on {here}"
    return f"{what} would have {verb} on {there}" + (f", not on {here}" if here else "")


def _ahead(what: str, here: str, there: str) -> str:
    if not there:
        return f"{what} would have no date ahead, here {here}"
    return f"{what} would fall due {_on(there)}" + (f", not {_on(here)}" if here else "")


def _on(when: str) -> str:
    return when if when.startswith("from") else f"on {when}"


def _value(value: object) -> str:
    if value is None or not isinstance(value, str):
        return words.value_of(value)  # type: ignore[arg-type]
    return words.with_days(value)
