"""`policydsl evaluate --against`: what comes out otherwise under another policy, or by another state of the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

import policydsl
from policydsl.diagnostics import Diagnostic, as_text, has_errors
from policydsl.explain import comparison, comparison_json
from policydsl.explain.compared import Compared, Run, Side
from policydsl.explain.policy_differs import LineDiffers, policy_differences
from policydsl.explain.policy_lines import policy_lines
from policydsl.explain.words import short_day
from policydsl.interpret.compare import Comparison, unanswered

from . import files, histories, policies
from .status import Status, together
from .tables import Tables


@dataclass(frozen=True, slots=True)
class Seen:
    """One side: a policy that has no errors, as it was read, and the day up to which entries are looked at."""

    read: policies.Read
    known: date | None

    @property
    def policy(self) -> policydsl.Policy:
        assert self.read.checked.policy is not None
        return self.read.checked.policy


@dataclass(frozen=True, slots=True)
class Given:
    """The histories, and the day asked about."""

    sources: histories.Sources
    tables: Tables
    on: date


def run(here: Seen, there: Seen, given: Given, form: str) -> Status:
    """Compare every history, print what differs; the status is of the histories alone."""
    ours = _on_file(here, given)
    theirs = ours if there.read is here.read else _on_file(there, given)
    people: list[Compared] = []
    texts: dict[str, policydsl.Source] = {**here.read.source.by_name, **there.read.source.by_name}
    statuses = [Status.WRONG_USE for _ in histories.unread(given.sources, given.tables)]
    for one, other in _aligned(ours, theirs):
        found = _compared(one, other, here, there, given.on)
        digest = policydsl.digest_of_values(one.one.values) if one.one.values is not None else None
        people.append(Compared(one.one.employee, digest, found))
        statuses += [Status.HISTORY_ERRORS] if found.here else []
        if found.here or found.there:
            texts.update(one.texts(True))
    sides = _sides(here, there, given)
    lines = () if there.read.source is here.read.source else _lines(here, there)
    whole = Run(given.on, *sides, tuple(people), lines, is_of_policies=there.read is not here.read)
    _print(whole, texts, histories.unread(given.sources, given.tables), form)
    return together(statuses)


def _on_file(side: Seen, given: Given) -> list[histories.Filed]:
    """Every history under a policy."""
    _, found = histories.made(side.read, given.sources, given.tables)
    return [one for one in found if isinstance(one, histories.Filed)]


def _aligned(
    ours: list[histories.Filed], theirs: list[histories.Filed]
) -> Iterator[tuple[histories.Filed, histories.Filed]]:
    """The two readings of each history; where a table keeps all from being read, one of them may be left out."""
    left = list(theirs)
    for one in ours:
        other = next((each for each in left if each.one.employee == one.one.employee), None)
        if other is not None:
            left.remove(other)
        yield one, other or one
    yield from ((each, each) for each in left)


def _compared(one: histories.Filed, other: histories.Filed, here: Seen, there: Seen, on: date) -> Comparison:
    if one.one.history is None or other.one.history is None:
        return unanswered(_errors(one), _errors(other))
    return policydsl.compare(
        policydsl.View(here.policy, one.one.history, on, here.known),
        policydsl.View(there.policy, other.one.history, on, there.known),
    )


def _errors(filed: histories.Filed) -> tuple[Diagnostic, ...]:
    return filed.one.diagnostics if has_errors(filed.one.diagnostics) else ()


# ------------------------------------------------------------------ what the sides are called


def _sides(here: Seen, there: Seen, given: Given) -> tuple[Side, Side]:
    names = [one.read.name for one in (here, there)]
    short = [PurePath(name).name for name in names]
    if there.read is here.read:
        short = [_of_record(one.known) for one in (here, there)]
        said = [_in_full(one.known) for one in (here, there)]
    elif names[0] == names[1]:
        short = ["taken so", "as written"] if here.policy.takings else ["first", "second"]
        said = [f"{name}, {word}" for name, word in zip(names, short, strict=True)]
    else:
        said = names
        short = names if short[0] == short[1] else short
    one, other = (_side(seen, said[place], short[place]) for place, seen in enumerate((here, there)))
    return one, other


def _side(one: Seen, said: str, short: str) -> Side:
    digest = one.read.digest
    pay = None if one.read.pay is None else (one.read.pay.name, one.read.pay.digest)
    return Side(said, short, one.policy.name, digest, one.policy.in_force, one.policy.takings, one.known, pay)


def _of_record(known: date | None) -> str:
    return "everything" if known is None else f"by {short_day(known)}"


def _in_full(known: date | None) -> str:
    return "everything on file" if known is None else f"what was on file by {short_day(known)}"


def _lines(here: Seen, there: Seen) -> tuple[LineDiffers, ...]:
    one, other = (policy_lines(policydsl.parse(each.read.source).tree, each.read.source) for each in (here, there))
    return policy_differences(one, other)


# ------------------------------------------------------------------ printing


def _print(whole: Run, texts: dict[str, policydsl.Source], unread: list[files.Unreadable], form: str) -> None:
    if form == "text":
        for missing in unread:
            files.tell(str(missing))
        _tell_problems(whole, texts)
        files.write(comparison.as_text(whole, colour=files.in_colour(), width=files.width()))
        return
    not_read = [{"employee": None, "problems": [one.as_values()]} for one in unread]
    if form == "jsonl":
        people = (comparison_json.person(one, texts) for one in whole.people)
        values = [{**comparison_json.head(whole), "not_read": not_read}, *people]
        files.write("\n".join(json.dumps(one, ensure_ascii=False) for one in values))
    else:
        values_ = {**comparison_json.as_json(whole, texts), "not_read": not_read}
        files.write(json.dumps(values_, ensure_ascii=False, indent=2))


def _tell_problems(whole: Run, texts: dict[str, policydsl.Source]) -> None:
    for one in whole.people:
        found = one.comparison
        for side, problems, others in ((whole.here, found.here, found.there), (whole.there, found.there, found.here)):
            if problems and not (side is whole.there and others):
                who = one.employee or "somebody without a name"
                by = "" if others else f", under {side.said}"
                files.tell(f"{who}{by}:\n{as_text(problems, texts, colour=files.in_colour(errors=True))}")
