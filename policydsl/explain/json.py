"""An answer as JSON holds it: the shape that `answer.schema.json` describes, every key always there.

Days are ISO dates. A number of at most six decimals is a JSON number, any other is `{"exact": "10/3"}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from policydsl.diagnostics import Diagnostic, Severity, in_order
from policydsl.diagnostics import as_json as problems_as_json
from policydsl.explain.digest import digest_of_values
from policydsl.explain.pay_values import sick_pay
from policydsl.explain.values import (
    Json,
    at_line,
    counted,
    day,
    entries,
    files_of,
    left_out,
    number,
    place,
    reason,
    value,
)
from policydsl.interpret import answer as parts
from policydsl.source import Source
from policydsl.version import ENGINE, LANGUAGE

SCHEMA_VERSION = 1
Sources = Mapping[str, Source]
NO_TEXTS: Sources = {}
NO_FILES: Mapping[str, str] = {}


def as_json(
    answer: parts.Answer,
    *,
    policy_digest: str,
    history_digest: str,
    policy_files: Mapping[str, str] = NO_FILES,
    found: Iterable[Diagnostic] = (),
    sources: Sources = NO_TEXTS,
) -> Json:
    """The whole answer. `found`: warnings of the policy and the history.

    `policy_files`: the digests of all the files that the policy is made of, by name, where it includes any.

    `sources`: texts by name, to give the places of warnings their lines and columns.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "produced_by": {"engine": ENGINE, "language": LANGUAGE},
        "policy": {
            "name": answer.policy,
            "digest": policy_digest,
            **files_of(policy_files),
            "in_force": day(answer.in_force),
            "taking": [{"reading": title, "taking": name} for title, name in answer.takings],
        },
        "calendars": [{"name": one.name, "digest": digest_of_values(one.values())} for one in answer.calendars],
        "history": {"digest": history_digest},
        "employee": answer.employee,
        "on": day(answer.on),
        "known": day(answer.known),
        "next_change": day(answer.next_change),
        "ahead": [_ahead(one) for one in answer.ahead],
        "standing": [_standing(one) for one in answer.standing],
        "fell_due": [_fell_due(one) for one in answer.fell_due],
        "targets": [_target(one) for one in answer.targets],
        "duties": [_duty(one) for one in answer.duties],
        "lapsed": [_lapsed(one) for one in answer.lapsed],
        "closed": [_closed(one) for one in answer.closed],
        "measures": [_measure(one) for one in answer.measures],
        "blocked": [_blocked(one) for one in answer.blocked],
        "possible": [_possible(one) for one in answer.possible],
        "asked_for": [_asked_for(one) for one in answer.asked_for],
        "unknown": [_unknown(one) for one in answer.unknown],
        "human": [_human(one) for one in answer.human],
        "shown": [_shown(one) for one in answer.shown],
        "to_record": [_to_record(one) for one in answer.to_record],
        "adjusted": [_adjusted(one) for one in answer.adjusted],
        "sick_pay": [sick_pay(one) for one in answer.sick_pay],
        "turns_on": [_turns_on(one) for one in answer.turns_on or ()],
        "disputed": [_disputed(one) for one in answer.disputed],
        "warnings": [*(_warned(one, sources) for one in answer.warnings), *_warnings(found, sources)],
    }


def problems(employee: str | None, found: Iterable[Diagnostic], sources: Sources) -> Json:
    """What stands in the place of an answer when a history has errors: whose it is, as far as known, and why."""
    return {"employee": employee, "problems": problems_as_json(found, sources)}


def _reasons(whys: tuple[parts.Reason, ...]) -> list[Json]:
    return [reason(why) for why in whys]


def _turns_on(one: parts.TurnsOn) -> Json:
    return {
        "reading": one.reading,
        "question": one.question,
        "taken": one.taken,
        "taking": one.taking,
        "differences": [_difference(each) for each in one.differences],
        **at_line(one.line),
        "clauses": list(one.clauses),
    }


def _difference(one: parts.Difference) -> Json:
    return {
        "kind": one.kind,
        "what": one.what,
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "on": day(one.on),
        "here": value(one.here),
        "there": value(one.there),
    }


def _disputed(one: parts.Disputed) -> Json:
    return {
        "records": [{"record": each.record, "first": day(each.first), "last": day(each.last)} for each in one.records],
        "differences": [_difference(each) for each in one.differences],
    }


def _adjusted(one: parts.Adjusted) -> Json:
    return {
        "setting": one.setting,
        "value": one.value,
        "would_be": one.would_be,
        "first": day(one.first),
        "last": day(one.last),
        "review": day(one.review),
        "by": one.by,
        "differences": [
            {"step": each.step, "branch": each.branch, "absence": each.absence, "on": day(each.on), "due": each.due}
            for each in one.differences
        ],
    }


def _ahead(one: parts.Ahead) -> Json:
    return {"what": one.what, "step": one.step, "branch": one.branch, "absence": one.absence}


def _standing(one: parts.Standing) -> Json:
    return {
        "branch": one.branch,
        "absence": one.absence,
        "procedure": one.procedure,
        "step": one.step,
        "state": one.state.value,
        "since": day(one.since),
        "window": {"first": day(one.first), "last": day(one.last)},
        "reasons": _reasons(one.reasons),
    }


def _fell_due(one: parts.FellDue) -> Json:
    return {
        "id": one.id,
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "on": day(one.on),
        "state": one.state.value,
        "held_on": day(one.held_on),
        "outcome": one.outcome,
        "unsupported": one.unsupported,
        "reasons": _reasons(one.reasons),
    }


def _target(one: parts.Target) -> Json:
    return {
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "on": day(one.on),
        "earliest": day(one.earliest),
        "latest": day(one.latest),
        "needs": list(one.needs),
        "reasons": _reasons(one.reasons),
    }


def _duty(one: parts.DutyItem) -> Json:
    return {
        "duty": one.duty,
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "bearer": one.bearer,
        "earliest": day(one.earliest),
        "latest": day(one.latest),
        "state": one.state.value,
        **at_line(one.line),
        "clause": one.clauses[0] if one.clauses else None,
        "clauses": list(one.clauses),
        "text": one.text,
        "occurrence": one.occurrence,
        **({"uncovered": gaps} if (gaps := _stretches(one.uncovered)) else {}),
    }


def _stretches(days: Sequence[tuple[date, date]]) -> list[Json]:
    return [{"first": day(first), "last": day(last)} for first, last in days]


def _lapsed(one: parts.Lapsed) -> Json:
    return {
        "branch": one.branch,
        "absence": one.absence,
        "on": day(one.on),
        "step": one.step,
        "reasons": _reasons(one.reasons),
    }


def _closed(one: parts.Closed) -> Json:
    return {"branch": one.branch, "absence": one.absence, "on": day(one.on), "why": one.why, "step": one.step}


def _measure(one: parts.MeasureValue) -> Json:
    return {
        "name": one.name,
        "value": number(one.value),
        "unit": one.unit,
        "first": day(one.first),
        "last": day(one.last),
        "counted": [counted(absence) for absence in one.counted],
        "clipped": list(one.clipped),
        "left_out": [left_out(absence) for absence in one.left_out],
        "arithmetic": one.arithmetic,
        **at_line(one.line),
        "clauses": list(one.clauses),
    } | entries(one.entries)


def _blocked(one: parts.Blocked) -> Json:
    return {
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "outcome": one.outcome,
        "needs": one.needs,
        "message": one.message,
        "clauses": list(one.clauses),
    }


def _possible(one: parts.Possible) -> Json:
    return {"step": one.step, "by": list(one.by), "clauses": list(one.clauses)}


def _asked_for(one: parts.AskedMeeting) -> Json:
    return {
        "id": one.id,
        "step": one.step,
        "absence": one.absence,
        "since": day(one.since),
        "asked_on": day(one.asked_on),
        "asked_by": one.asked_by,
        "meeting_on": day(one.meeting_on),
        "other_date": day(one.other_date),
        "held_on": day(one.held_on),
        "led_by": one.led_by,
        "closed_on": day(one.closed_on),
    }


def _unknown(one: parts.Unknown) -> Json:
    return {
        "needs": one.needs,
        "for": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "since": day(one.since),
    }


def _human(one: parts.Human) -> Json:
    return {
        "code": one.code,
        "what": one.what,
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "since": day(one.since),
        "clauses": list(one.clauses),
    }


def _shown(one: parts.Shown) -> Json:
    return {
        "code": one.code,
        "text": one.text,
        "step": one.step,
        "absence": one.absence,
        "clauses": list(one.clauses),
    }


def _to_record(one: parts.ToRecord) -> Json:
    return {
        "step": one.step,
        "branch": one.branch,
        "absence": one.absence,
        "what": one.what,
        "line": one.line,
        "occurrence": one.occurrence,
    }


def _warned(one: parts.Warned, sources: Sources) -> Json:
    return {
        "code": one.code,
        "message": one.message,
        "help": one.help,
        "step": one.step,
        "absence": one.absence,
        "on": day(one.on),
        "clauses": list(one.clauses),
        "place": place(one.place, sources),
    }


def _warnings(found: Iterable[Diagnostic], sources: Sources) -> Iterable[Json]:
    """Warnings about the policy or the history, in the shape of an answer's own."""
    for problem in in_order(found):
        if problem.code.severity is Severity.WARNING:
            about = parts.Warned(problem.code.name, problem.message, help=problem.help, place=problem.at.place)
            yield _warned(about, sources)
