"""A comparison as JSON holds it: the shape that `comparison.schema.json` describes, every key always there."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.diagnostics import as_json as problems_as_json
from policydsl.explain.compared import Compared, Run, Side, summary
from policydsl.explain.policy_differs import LineDiffers
from policydsl.explain.policy_lines import PolicyLine
from policydsl.explain.values import Json, at_line, day, reason, value
from policydsl.interpret.compare import Moved
from policydsl.interpret.record_differs import RecordDiffers
from policydsl.source import Source
from policydsl.version import ENGINE, LANGUAGE

SCHEMA_VERSION = 1
Sources = Mapping[str, Source]
NO_TEXTS: Sources = {}


def as_json(run: Run, sources: Sources = NO_TEXTS) -> Json:
    """The whole comparison. `sources`: texts by name, to give the places of problems their lines and columns."""
    return {**head(run), "people": [person(one, sources) for one in run.people]}


def head(run: Run) -> Json:
    """All but the people: the two sides, what the policies say differently, and the numbers."""
    found = summary(run.people)
    return {
        "schema_version": SCHEMA_VERSION,
        "produced_by": {"engine": ENGINE, "language": LANGUAGE},
        "on": day(run.on),
        "here": _side(run.here),
        "there": _side(run.there),
        "lines": [_line_differs(one) for one in run.lines],
        "summary": {
            "people": found.people,
            "move": found.move,
            "other": found.other,
            "same": found.same,
            "not_compared": found.errors,
            "moving": [
                {
                    "kind": one.kind,
                    "what": one.what,
                    "only_here": one.only_here,
                    "only_there": one.only_there,
                    "earlier": one.earlier,
                    "later": one.later,
                }
                for one in found.moving
            ],
        },
    }


def person(one: Compared, sources: Sources = NO_TEXTS) -> Json:
    """One person: whether something moves, what differs in the record and in what comes of it, and problems."""
    found = one.comparison
    return {
        "employee": one.employee,
        "history": {"digest": one.digest},
        "moves": found.moves,
        "records": [_record(each) for each in found.records],
        "differences": [_moved(each) for each in found.differences],
        "problems_here": problems_as_json(found.here, sources),
        "problems_there": problems_as_json(found.there, sources),
    }


def _side(one: Side) -> Json:
    return {
        "said": one.said,
        "policy": {
            "name": one.policy,
            "digest": one.digest,
            "in_force": day(one.in_force),
            "taking": [{"reading": title, "taking": name} for title, name in one.takings],
            **({} if one.pay is None else {"pay": {"name": one.pay[0], "digest": one.pay[1]}}),
        },
        "known": day(one.known),
    }


def _line_differs(one: LineDiffers) -> Json:
    return {"under": [*one.under], "here": _line(one.here), "there": _line(one.there)}


def _line(one: PolicyLine | None) -> Json | None:
    if one is None:
        return None
    return {**at_line(one.line), "words": one.words, "formal": one.formal, "clauses": [*one.clauses]}


def _record(one: RecordDiffers) -> Json:
    days = {
        side: None if both is None else {"first": day(both[0]), "last": day(both[1])}
        for side, both in (("earlier", one.earlier), ("later", one.later))
    }
    return {"what": one.what, "name": one.name, "how": one.how, **days, "parts": [*one.parts]}


def _moved(each: Moved) -> Json:
    one = each.difference
    return {
        "kind": one.kind,
        "what": one.what,
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "on": day(one.on),
        "here": value(one.here),
        "there": value(one.there),
        "why_here": [reason(why) for why in each.why_here],
        "why_there": [reason(why) for why in each.why_there],
    }
