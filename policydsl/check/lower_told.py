"""What an example tells: working days, absences, meetings, papers, facts, and where a case stood before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import assert_never

from policydsl.check import example_problems as wording
from policydsl.check.lower_happened import happened, maybe_told, of_absence, told, words
from policydsl.check.lower_header import week
from policydsl.check.names import NameKind
from policydsl.check.once import Once
from policydsl.check.scene import Scene
from policydsl.domain.calendar import Week
from policydsl.domain.number import exact
from policydsl.domain.working_time import Pattern, pattern_of
from policydsl.history.names import found
from policydsl.model.example import AbsenceTold, EventTold, FactTold, OwnValueTold, StoodTold, Told
from policydsl.model.policy import Group, Policy
from policydsl.syntax import nodes


@dataclass(slots=True)
class Story:
    """What the lines of one example have told so far."""

    scene: Scene
    policy: Policy
    once: Once
    works: Told[Pattern] | None = None
    service: Told[date] | None = None
    groups: list[Told[str]] = field(default_factory=list)
    absences: list[AbsenceTold] = field(default_factory=list)
    events: list[EventTold] = field(default_factory=list)
    facts: list[FactTold] = field(default_factory=list)
    own_values: list[OwnValueTold] = field(default_factory=list)
    standing: list[StoodTold] = field(default_factory=list)

    def copy(self) -> Story:
        """What was told so far, to go on from: no row knows what another has told."""
        return replace(
            self,
            once=replace(self.once, said=dict(self.once.said)),
            groups=list(self.groups),
            absences=list(self.absences),
            events=list(self.events),
            facts=list(self.facts),
            own_values=list(self.own_values),
            standing=list(self.standing),
        )


def tell(story: Story, line: nodes.Told) -> None:
    """Add what one line tells."""
    scene = story.scene
    match line:
        case nodes.Works() | nodes.WorksRange():
            if story.once.first(line, "which days are worked"):
                story.works = Told(_pattern(scene, line), line.span)
        case nodes.InGroup(group=group):
            meant = _recorded_as(story, group) or story.policy.groups.get(scene.refer(group, NameKind.GROUP))
            if meant is not None and meant.recorded is None:
                scene.say(wording.group_is_worked_out(scene.at(group.span), meant))
            story.groups += [Told(meant.recorded, group.span)] if meant and meant.recorded is not None else []
        case nodes.Served(since=since):
            if story.once.first(line, "from when service counts"):
                story.service = told(since)
        case nodes.Absent() | nodes.AbsentHalf() | nodes.AbsentFrom():
            story.absences += _absences(scene, line)
        case nodes.Stood():
            story.standing += _stood(story, line)
        case nodes.Supposed():
            name = Told(scene.refer(line.fact, NameKind.FACT), line.fact.span)
            story.facts.append(
                FactTold(name=name, value=told(line.day), absence=of_absence(line.absence), span=line.span)
            )
        case nodes.OwnValue() if line.until is None and _is_set_at(story, line.setting):
            story.events.append(_value_set(story, line))
        case nodes.OwnValue():
            story.own_values.append(_own_value(scene, line))
        case _:
            story.events += happened(scene, story.policy, line)


def _recorded_as(story: Story, name: nodes.Name) -> Group | None:
    """The group of these recorded words, where no group has them for its name."""
    if story.scene.names.any(name.text) is not None:
        return None
    recorded = {one.recorded: one for one in story.policy.groups.values() if one.recorded is not None}
    meant = found(story.scene.words(name), recorded)
    if meant is None:
        return None
    story.scene.refer(replace(name, text=recorded[meant].name), NameKind.GROUP)
    return recorded[meant]


def _is_set_at(story: Story, name: nodes.Name) -> bool:
    declared = story.scene.names.find(name.text, NameKind.SETTING)
    return declared is not None and isinstance(declared.block, nodes.SetAt)


def _value_set(story: Story, line: nodes.OwnValue) -> EventTold:
    """The value that people set at a meeting; without a day, before the policy began."""
    scene = story.scene
    return EventTold(
        day=maybe_told(line.since) or Told(story.policy.in_force, line.span),
        what=Told("recorded", line.span),
        name=Told(scene.refer(line.setting, NameKind.SETTING), line.setting.span),
        value=Told(" ".join(scene.text(line.value.span).split()), line.value.span),
        span=line.span,
    )


def _own_value(scene: Scene, line: nodes.OwnValue) -> OwnValueTold:
    words_of_it = " ".join(scene.text(line.value.span).split())
    return OwnValueTold(
        setting=Told(scene.refer(line.setting, NameKind.SETTING), line.setting.span),
        value=Told(words_of_it, line.value.span),
        since=maybe_told(line.since),
        until=maybe_told(line.until),
        span=line.span,
    )


MOST_HOURS = 24


def _pattern(scene: Scene, line: nodes.Works | nodes.WorksRange) -> Pattern:
    """The days of a week that are worked, with their hours where they are said."""
    pattern = pattern_of(_week(line))
    if line.hours is None:
        return pattern
    hours = line.hours.number.value
    if not 0 < hours <= MOST_HOURS:
        scene.say(wording.hours_of_a_day(scene.at(line.hours.span)))
    return replace(pattern, hours=tuple(exact(hours) if one else 0 for one in pattern.worked))


def _week(line: nodes.Works | nodes.WorksRange) -> Week:
    if isinstance(line, nodes.WorksRange):
        return week(line.first, line.last)
    worked = {one.value for one in line.days.days}
    mon, tue, wed, thu, fri, sat, sun = (number in worked for number in range(7))
    return Week((mon, tue, wed, thu, fri, sat, sun))


def _absences(scene: Scene, line: nodes.Absent | nodes.AbsentHalf | nodes.AbsentFrom) -> Iterator[AbsenceTold]:
    flags = tuple(Told(scene.words(one.flag), one.flag.span) for one in line.told if isinstance(one, nodes.Flagged))
    reasons = [Told(scene.words(one.reason), one.reason.span) for one in line.told if isinstance(one, nodes.BecauseOf)]
    reason = reasons[0] if reasons else None
    match line:
        case nodes.Absent(days=nodes.DaysAway(days=days)):
            for one in days:
                yield AbsenceTold(first=told(one), last=told(one), flags=flags, reason=reason, span=one.span)
            for before, after in pairwise(days):
                if after.value <= before.value:
                    scene.say(wording.days_not_in_order(scene.at(after.span), scene.at(before.span)))
        case nodes.AbsentHalf(day=one):
            half = told(one)
            yield AbsenceTold(first=half, last=half, half=half, flags=flags, reason=reason, span=line.span)
        case nodes.AbsentFrom(first=first, last=last, half=half_day):
            days_away = (told(first), maybe_told(last), maybe_told(half_day))
            yield AbsenceTold(
                first=days_away[0], last=days_away[1], half=days_away[2], flags=flags, reason=reason, span=line.span
            )
        case _ as never:
            assert_never(never)


def _stood(story: Story, line: nodes.Stood) -> Iterator[StoodTold]:
    scene = story.scene
    name = scene.refer(line.step, NameKind.STEP)
    step = story.policy.steps.get(name)
    if step is None:
        return  # reported as a name
    homes = sorted(story.policy.homes.get(step.owner, ()))
    if len(homes) != 1:
        scene.say(wording.standing_in_no_branch(scene.at(line.step.span), name, homes))
        return
    yield StoodTold(
        branch=Told(homes[0], line.step.span),
        step=Told(name, line.step.span),
        held=told(line.day),
        outcome=words(scene, line.outcome),
        absence=of_absence(line.absence),
        span=line.span,
    )
