"""What an example tells of meetings, papers and people: each line as one event or two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import assert_never

from policydsl.check import example_problems as wording
from policydsl.check import units
from policydsl.check.names import NameKind
from policydsl.check.scene import Scene
from policydsl.history.names import found
from policydsl.model.amount import Unit
from policydsl.model.example import EventTold, Told
from policydsl.model.policy import Policy
from policydsl.syntax import nodes

STEPS = (NameKind.STEP, NameKind.GUIDANCE)
ANSWERS = {"yes": True, "no": False}


def told(node: nodes.Date) -> Told[date]:
    """A day and its place."""
    return Told(node.value, node.span)


def maybe_told(node: nodes.Date | None) -> Told[date] | None:
    """A day that may be left out."""
    return None if node is None else told(node)


def of_absence(node: nodes.OfAbsence | None) -> Told[date] | None:
    """Which absence is meant, by its first day."""
    return None if node is None else told(node.day)


def words(scene: Scene, name: nodes.Name | None) -> Told[str] | None:
    """Words as their author wrote them."""
    return None if name is None else Told(scene.words(name), name.span)


EventLine = (
    nodes.WasHeld
    | nodes.WasDecided
    | nodes.Noticed
    | nodes.WasScheduled
    | nodes.WasOffered
    | nodes.Attended
    | nodes.DidNotAttend
    | nodes.WasClosed
    | nodes.WasChanged
    | nodes.WasWaived
    | nodes.WasAppealed
    | nodes.WasExpected
    | nodes.WasTold
    | nodes.WasDone
    | nodes.HadEvent
)


def happened(scene: Scene, policy: Policy, line: EventLine) -> Iterator[EventTold]:
    """The events of one line."""
    match line:
        case nodes.WasHeld():
            yield _of_step(scene, line, "held", by=words(scene, line.by))
            if line.outcome is not None:
                yield _outcome(scene, line, line.outcome)
        case nodes.WasDecided():
            yield _outcome(scene, line, line.outcome)
        case nodes.Noticed():
            value: Told[str | bool] | None = Told("written", line.writing.span) if line.writing else None
            yield _of_step(scene, line, "notice", value=value, other=maybe_told(line.meeting))
        case nodes.WasScheduled():
            yield _of_step(scene, line, "scheduled", other=told(line.meeting))
        case nodes.WasOffered():
            yield _of_step(scene, line, "alternative offered", other=told(line.other))
        case nodes.Attended():
            yield _of_step(scene, line, "attended")
        case nodes.DidNotAttend():
            yield _of_step(scene, line, "attended", value=Told(False, line.step.span))
        case nodes.WasClosed():
            yield _closed(scene, line)
        case nodes.WasChanged():
            yield _changed(scene, line)
        case nodes.WasWaived():
            yield _of_step(scene, line, "waived", by=words(scene, line.by))
        case nodes.WasAppealed():
            yield _of_step(scene, line, "appealed")
        case nodes.WasExpected():
            yield _expected(line)
        case nodes.WasTold():
            yield from _told(scene, policy, line)
        case nodes.WasDone():
            yield _done(scene, policy, line)
        case nodes.HadEvent():
            yield _had(scene, line)
        case _ as never:
            assert_never(never)


OfStep = (
    nodes.WasHeld
    | nodes.WasDecided
    | nodes.Noticed
    | nodes.WasScheduled
    | nodes.WasOffered
    | nodes.Attended
    | nodes.DidNotAttend
    | nodes.WasWaived
    | nodes.WasAppealed
)


def _of_step(
    scene: Scene,
    line: OfStep,
    what: str,
    *,
    value: Told[str | bool] | None = None,
    other: Told[date] | None = None,
    by: Told[str] | None = None,
) -> EventTold:
    return EventTold(
        day=told(line.day),
        what=Told(what, line.span),
        step=Told(scene.refer(line.step, *STEPS), line.step.span),
        value=value,
        other=other,
        absence=of_absence(line.absence),
        by=by,
        span=line.span,
    )


def _outcome(scene: Scene, line: nodes.WasHeld | nodes.WasDecided, outcome: nodes.Name) -> EventTold:
    value: Told[str | bool] = Told(scene.words(outcome), outcome.span)
    return _of_step(scene, line, "outcome", value=value, by=words(scene, line.by))


def _closed(scene: Scene, line: nodes.WasClosed) -> EventTold:
    name = Told(scene.refer(line.name, NameKind.BRANCH, *STEPS), line.name.span)
    is_step = scene.names.find(line.name.text, NameKind.BRANCH) is None
    return EventTold(
        day=told(line.day),
        what=Told("closed", line.span),
        step=name if is_step else None,
        branch=None if is_step else name,
        absence=of_absence(line.absence),
        span=line.span,
    )


def _changed(scene: Scene, line: nodes.WasChanged) -> EventTold:
    what = line.change.text.removesuffix("_early")
    return EventTold(
        day=told(line.day),
        what=Told(what, line.change.span),
        name=Told(scene.refer(line.period, NameKind.PERIOD), line.period.span),
        other=maybe_told(line.last),
        absence=of_absence(line.absence),
        span=line.span,
    )


def _expected(line: nodes.WasExpected) -> EventTold:
    return EventTold(
        day=told(line.day),
        what=Told("expected", line.span),
        other=told(line.last),
        absence=of_absence(line.absence),
        span=line.span,
    )


def _told(scene: Scene, policy: Policy, line: nodes.WasTold) -> Iterator[EventTold]:
    """Something told to somebody belongs to the step whose duty it is."""
    name = nodes.Name(text=line.text.value, quoted=True, span=line.text.span)
    thing, steps = _thing(scene, policy, name), _telling(policy, line.text.value)
    if not steps:
        scene.unknown(name, also=policy.things)
    for step in steps[:1]:
        yield EventTold(
            day=told(line.day),
            what=Told("told", line.span),
            step=Told(step, line.text.span),
            name=Told(thing or line.text.value, line.text.span),
            absence=of_absence(line.absence),
            span=line.span,
        )


def _telling(policy: Policy, text: str) -> list[str]:
    """The steps at which somebody must be told this."""
    return [
        one.name for one in policy for clause in one.duties if clause.key.kind == "tell" and clause.key.name == text
    ]


def _done(scene: Scene, policy: Policy, line: nodes.WasDone) -> EventTold:
    step = scene.lookup(line.thing, *STEPS) if line.done.text == "requested" else None
    thing = None if step else _thing(scene, policy, line.thing)
    if step is None and thing is None:
        scene.unknown(line.thing, also=policy.things)
    answer: Told[str | bool] | None = Told(ANSWERS[line.answer.text], line.answer.span) if line.answer else None
    return EventTold(
        day=told(line.day),
        what=Told(line.done.text, line.done.span),
        step=Told(step.name, line.thing.span) if step else None,
        name=Told(thing, line.thing.span) if thing else None,
        value=answer,
        absence=of_absence(line.absence),
        by=words(scene, line.by),
        since=maybe_told(line.covers.first if line.covers else None),
        until=maybe_told(line.covers.last if line.covers else None),
        span=line.span,
    )


def _had(scene: Scene, line: nodes.HadEvent) -> EventTold:
    minutes = None
    if line.length is not None:
        length = units.amount(scene, line.length, units.EVENT_LENGTH)
        minutes = Told(Fraction(length.number) * (60 if length.unit is Unit.HOURS else 1), line.length.span)
    return EventTold(
        day=told(line.day),
        what=Told("had", line.span),
        name=Told(scene.refer(line.name, NameKind.EVENT), line.name.span),
        minutes=minutes,
        flags=tuple(Told(scene.words(one.flag), one.flag.span) for one in line.told),
        span=line.span,
    )


def _thing(scene: Scene, policy: Policy, name: nodes.Name) -> str | None:
    document = scene.lookup(name, NameKind.DOCUMENT)
    if document is not None:
        return document.name
    words = scene.words(name)
    return scene.things.find(name.text) or scene.things.find(words) or found(words, policy.things)


def meetings(events: list[EventTold], scene: Scene) -> list[EventTold]:
    """The events, notices without a day being for the day on which their meeting was then held."""
    return [_for_its_meeting(one, events, scene) for one in events]


def _for_its_meeting(one: EventTold, events: list[EventTold], scene: Scene) -> EventTold:
    if one.what.value != "notice" or one.other is not None or one.step is None:
        return one
    held = [
        other.day
        for other in events
        if other.what.value == "held"
        and (other.step, other.absence) == (one.step, one.absence)
        and other.day.value >= one.day.value
    ]
    if not held:
        scene.say(wording.notice_for_which_day(scene.at(one.span), one.step.value))
        return one
    return replace(one, other=Told(min(when.value for when in held), one.span))
