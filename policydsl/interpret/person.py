"""One person under one policy, as far as the day asked about lets anybody see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from policydsl.domain.absence import Absence, Record
from policydsl.domain.calendar import LAST_DAY, MONDAY_TO_FRIDAY, MonthEnd, add_months, within
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.hours import HOURS, hours_on, hours_per_week
from policydsl.domain.number import NOTHING, YES, Day, DayRange, Exact, Needs, Range, exact
from policydsl.domain.working_time import WorkingDays, WorkingTime, days_per_week
from policydsl.history.as_known import as_known
from policydsl.history.header import header_of
from policydsl.history.history import RANK, Adjustment, Event, FactValue, History, Stood, What
from policydsl.history.join import absences, calendar_named, is_leave, joins_across, works_of
from policydsl.history.kinds import OF_AN_ABSENCE
from policydsl.interpret.expected import expected_last, until_declared_fit
from policydsl.interpret.scaled import rounded, times
from policydsl.interpret.standing import CaseKey
from policydsl.model.amount import Amount, Clock, ProRata, Rounded, SetAt, SettingValue, Share, Unit, Value
from policydsl.model.at_rest import steps_ahead, steps_at_rest
from policydsl.model.clause import NO_GROUP, Clause, Form
from policydsl.model.condition import Points
from policydsl.model.policy import AbsenceEnd, Conventions, Gap, Join, Policy, Scope, Step, Taken, WaivedStep, When

Meaning = TypeVar("Meaning")

SHARED = (
    *(
        "history",
        "first_day",
        "conventions",
        "works",
        "records",
        "absences",
        "seen_around",
        "_absence_of",
        "standing",
        "_begun",
    ),
    *("_settled", "_named", "facts", "events", "things", "scheduled", "linked", "_run_of", "_of_absences"),
)
"""What is worked out of the history and of what is the same in every version of the policy."""
OWN = (
    "policy",
    "conventions",
    "always_empty_counts",
    "measured",
    "taken_by",
    "grows_to",
    "fixed_days",
    "limits",
    "holds_at_once",
    "sees_marks_alone",
    "reads_alike",
    "linked_branches",
    "accounts",
    "stretches",
    "once_due",
    "whole",
    "keeps",
    "versions",
    "at_rest",
    "steps_ahead",
    "awake",
    "paid",
)
"""What is known of a person under one policy alone."""
SET = ", set at "
"""Between a setting and the step at which it is set, where its value is missing."""
AHEAD = 400
"""How many days past the day asked about a running absence is followed, to say when something can change next."""


@dataclass(frozen=True)
class Person:
    """A policy, a history and the day asked about; what begins later is cut off, so that nothing can look ahead.

    A recorded last day after `on` is a plan: the absence runs on (semantics 0a).
    """

    policy: Policy
    filed: History
    """Everything on file, all versions of it."""
    on: Day
    known: Day | None = None
    """Only what had been recorded by this day is looked at; None: everything on file."""
    once_due: Mapping[Event, tuple[CaseKey, Day]] = field(default_factory=dict, compare=False)
    """Meetings held when their step was due by what was known then, though it is not by the record as it stands."""
    whole: Person | None = field(default=None, compare=False, repr=False)
    """The person under the policy with all its versions, where this is one version of it."""
    keeps: Day | None = None
    """The day whose version of a setting holds on all later ones, for a case that keeps to an earlier version."""

    @cached_property
    def history(self) -> History:
        """The record as known: of each entry its latest version, without what was withdrawn."""
        return as_known(self.filed, self.known)

    def under(self, policy: Policy) -> Person:
        """The same person under another policy; with the same conventions, what was worked out already is known."""
        other = Person(policy, self.filed, self.on, self.known)
        if policy.conventions == self.policy.conventions and policy.in_force == self.policy.in_force:
            known = {name: value for name, value in vars(self).items() if name not in OWN}
            vars(other).update(known)
        return other

    @cached_property
    def at_rest(self) -> frozenset[str]:
        """The steps at which a case that no longer waits watches nothing."""
        return steps_at_rest(self.policy)

    @cached_property
    def holds_at_once(self) -> bool:
        """Is there a step that counts as held at once, in some version?"""
        return self.policy.holds_at_once

    @cached_property
    def sees_marks_alone(self) -> bool:
        """Does a case turn on nothing else of others than on what happened to their steps, and that they closed?"""
        policy = self.policy
        formulas = (form.meaning for one in policy.measures.values() for form in one.formula.forms)
        return not (
            policy.stands_still
            or self.holds_at_once
            or any(branch.pauses for branch in policy.branches.values())
            or any(isinstance(formula, Points) for formula in formulas)
        )

    @cached_property
    def steps_ahead(self) -> Mapping[str, tuple[Step, ...]]:
        """For each step the later ones that may be reached without those before them."""
        return steps_ahead(self.policy)

    @cached_property
    def awake(self) -> list[Any]:
        """The standings asked about last, and those of their cases that something else than a person may move."""
        return [None, ()]

    @cached_property
    def days_absences_begin(self) -> frozenset[Day]:
        """The days on which an absence or a run of them begins or is settled, as some branch or step sees it."""
        seen = (*self.absences, *self.linked, *(one for each in self.seen_around.values() for one in each))
        return frozenset(day for one in seen for day in (one.first, one.settled) if day is not None)

    @cached_property
    def first_day(self) -> Day:
        """The day the policy comes into force: the first day of every branch without a standing."""
        return self.policy.in_force.toordinal()

    @cached_property
    def conventions(self) -> Conventions:
        """The lines below the policy's heading as they read for this employee."""
        return header_of(self.policy.conventions, self.history.groups)

    @cached_property
    def works(self) -> WorkingDays:
        """The days the person is due to work, or those the policy takes when no pattern is on file."""
        return works_of(self.history.works, self.history.holidays, self.conventions)

    # ------------------------------------------------------------------ versions and groups

    @property
    def base(self) -> Person:
        """The same person under the policy with all its versions."""
        return self.whole or self

    @cached_property
    def versions(self) -> dict[Any, Any]:
        """The same person under the policy as it reads in each version that was asked for so far."""
        return {}

    @cached_property
    def measured(self) -> dict[tuple[str, tuple[tuple[Day, Day], tuple[Day, Day]], Day, Day], Range]:
        """The measures worked out so far: by name, window, day, and the day up to which absences count no more."""
        return {}

    @cached_property
    def taken_by(self) -> dict[Any, Any]:
        """The absences that measures take, worked out so far, by the same as their values."""
        return {}

    @cached_property
    def limits(self) -> dict[tuple[int, Day], tuple[Exact, Needs]]:
        """The limits worked out so far, by their place in the policy and the day."""
        return {}

    @cached_property
    def fixed_days(self) -> list[tuple[Day, ...]]:
        """The days that matter whatever the cases wait for, once they have been asked for."""
        return []

    @cached_property
    def reads_alike(self) -> bool:
        """Does the policy read the same for this person on every day?"""
        policy = self.policy
        return not policy.version_days and not self.history.groups and policy.conventions.open_cases is None

    @cached_property
    def grows_to(self) -> dict[Any, Any]:
        """What measures come to at most on the days to come, worked out so far."""
        return {}

    @cached_property
    def accounts(self) -> dict[Any, Any]:
        """The accounts of points worked out so far, by all that they depend on."""
        return {}

    @cached_property
    def stretches(self) -> dict[tuple[Clock, Day], tuple[Any, ...]]:
        """The days on which a clock stands still, as far as a day can tell: those asked for so far."""
        return {}

    @cached_property
    def paid(self) -> dict[str, Any]:
        """What was worked out so far of sick pay."""
        return {}

    def reading(self, policy: Policy, keeps: Day | None) -> Person:
        """The same person under one version of the policy; what does not depend on it is not worked out again."""
        other = Person(policy, self.filed, self.on, self.known, self.once_due, self, keeps)
        vars(other).update({name: getattr(self, name) for name in SHARED})
        return other

    def groups_on(self, on: Day) -> frozenset[str]:
        """The groups of the policy that the employee belongs to on a day."""
        if not self.history.groups:
            return NO_GROUP
        return frozenset(one.group for one in self.history.groups if one.holds(on))

    def said(self, clause: Clause[Meaning] | None, on: Day) -> Meaning | None:
        """What a line below the policy's heading says on a day; None: there is no such line."""
        if clause is None:
            return None
        if not clause.varies:
            return clause.forms[0].meaning
        found = clause.held(on)
        return None if found is None else found.meaning

    # ------------------------------------------------------------------ conventions

    def organisation(self, on: Day) -> WorkingDays:
        """The days the organisation works, for a notice, deadline or duration that is counted from that day."""
        return self.said(self.conventions.organisation, on) or MONDAY_TO_FRIDAY

    def month_end(self, on: Day) -> MonthEnd:
        """What a month that is too short does to the day number of that day."""
        return self.said(self.conventions.month_end, on) or MonthEnd.LAST_DAY

    def taken(self, absence: Absence) -> Taken:
        """When an absence takes its category: as the policy said on its first day."""
        return self.said(self.conventions.taken, absence.first) or Taken.CERTAIN

    def until_back(self, absence: Absence) -> bool:
        """Do days off before the return belong to the absence?"""
        return self.said(self.conventions.absence_end, absence.first) is AbsenceEnd.BACK

    def counts_once(self, on: Day) -> bool:
        """Does an absence that led to one step count towards no other?"""
        return self.said(self.conventions.several_steps, self._read_on(on)) is False

    def empty_counts(self, absence: Absence) -> bool:
        """Does the absence count even without a working day?"""
        if (known := self.always_empty_counts) is not None:
            return known
        return self.said(self.conventions.empty_absence_counts, absence.first) is not False

    @cached_property
    def always_empty_counts(self) -> bool | None:
        """Do absences count even without a working day? None: that changes with the days."""
        clause = self.conventions.empty_absence_counts
        if clause is None or not clause.varies:
            return clause is None or clause.forms[0].meaning
        return None

    def waived(self, on: Day) -> WaivedStep:
        """What a waived step means."""
        return self.said(self.conventions.waived, self._read_on(on)) or WaivedStep.AS_HELD

    def _read_on(self, on: Day) -> Day:
        """The day whose version holds on a day: that day itself, or the last that a case keeps to."""
        return on if self.keeps is None else min(on, self.keeps)

    # ------------------------------------------------------------------ absences

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records that had begun by the day asked about; planned ends and planned part days are taken off."""
        begun = (record for record in self.history.records if record.first <= self.on)
        begun = (self._until_fit(record) for record in begun)
        return tuple(self._as_known(record) for record in begun)

    def _until_fit(self, record: Record) -> Record:
        """The record up to the day before the employee was declared fit, where that is its end."""
        if self.said(self.conventions.absence_end, record.first) is not AbsenceEnd.DECLARED_FIT:
            return record
        return until_declared_fit(record, self._of_absences, self.works)

    @cached_property
    def _of_absences(self) -> tuple[Event, ...]:
        """What people recorded of absences themselves, by the day asked about."""
        return tuple(one for one in self.history.events if one.what in OF_AN_ABSENCE and one.day <= self.on)

    def expected_last(self, absence: Absence, on: Day) -> Day | None:
        """The last day that an absence is expected to have; None: nobody has said."""
        return expected_last(absence, self._of_absences, on) if self._of_absences else None

    def _as_known(self, record: Record) -> Record:
        if record.last is not None and record.last <= self.on:
            return record
        part = {day: missed for day, missed in record.part.items() if day <= self.on}
        return replace(record, last=None, part=part)

    def is_left_out(self, record: Record, when: When | None = None) -> bool:
        """Does the record count for nothing (but, where the policy says so, for the steps around every absence)?"""
        return self.is_leave(record) or self.is_protected(record, when)

    def is_leave(self, record: Record) -> bool:
        """Is the record one of leave, and so no absence?"""
        return is_leave(record, self.conventions)

    def is_protected(self, record: Record, when: When | None = None) -> bool:
        """Has the record a flag for which it counts for nothing?"""
        for clause in self.conventions.protected:
            meaning = self.said(clause, record.first)
            if meaning is None:
                continue
            spared = (when is When.AFTER and meaning.after_every) or (when is When.DURING and meaning.during_every)
            if not spared and not record.flags.isdisjoint(meaning.flags):
                return True
        return False

    def _joined(self, when: When | None, linked: bool = False) -> tuple[Absence, ...]:
        kept = tuple(record for record in self.records if not self.is_left_out(record, when))
        if linked:
            rules = self.conventions
            return absences(kept, replace(rules, join=rules.link), self.works, self.on + AHEAD, self.leave)
        if when is not None and self._unbroken is not self.conventions:
            return absences(kept, self._unbroken, self.works, self.on + AHEAD, self.leave)
        return self._of_all if len(kept) == len(self.records) else self._of(kept)

    def by_gap_alone(self, rule: Clause[Join]) -> tuple[Absence, ...]:
        """The absences that branches see, if another rule joined them."""
        kept = tuple(record for record in self.records if not self.is_left_out(record))
        return absences(kept, replace(self.conventions, join=rule), self.works, self.on + AHEAD, self.leave)

    def _of(self, records: tuple[Record, ...]) -> tuple[Absence, ...]:
        return absences(records, self.conventions, self.works, self.on + AHEAD, self.leave)

    @cached_property
    def leave(self) -> tuple[Record, ...]:
        """The records of leave across which absences join."""
        if self.conventions.across is None:
            return ()
        return tuple(record for record in self.records if joins_across(record, self.conventions))

    @cached_property
    def leave_taken(self) -> tuple[Record, ...]:
        """All records of leave, whether absences join across it or not."""
        if self.conventions.across is None and self.conventions.leave is None:
            return ()
        return tuple(record for record in self.records if is_leave(record, self.conventions))

    def leave_names(self, record: Record) -> Iterator[str]:
        """The flags or reasons that make a record one of leave."""
        for clause in (self.conventions.across, self.conventions.leave):
            names = self.said(clause, record.first) if clause is not None else None
            yield from (one for one in names or () if one == record.reason or one in record.flags)

    @cached_property
    def leave_as_absences(self) -> tuple[Absence, ...]:
        """Leave joined as absences are, each kind of it by itself, for a clock that stands still while it lasts."""
        kinds: dict[frozenset[str], list[Record]] = {}
        for record in self.leave_taken:
            if not self.is_protected(record):
                kinds.setdefault(frozenset(self.leave_names(record)), []).append(record)
        joined = (absences(records, self.conventions, self.works, self.on + AHEAD) for records in kinds.values())
        return tuple(one for each in joined for one in each)

    @cached_property
    def public_holidays(self) -> HolidayCalendar | None:
        """The holiday calendar of the employee, whether its days are worked or not; None: none is named."""
        return self.history.holidays or calendar_named(self.conventions.working_day)

    @cached_property
    def _of_all(self) -> tuple[Absence, ...]:
        """The absences when no record is left out: the same for branches and for the steps around absences."""
        return self._of(self.records)

    @cached_property
    def linked(self) -> tuple[Absence, ...]:
        """The runs of linked absences, each as if it were one absence."""
        return self._joined(None, linked=True) if self.conventions.link else ()

    def follows_runs(self, branch: str) -> bool:
        """Does a branch follow runs of linked absences?"""
        return branch in self.linked_branches

    @cached_property
    def linked_branches(self) -> frozenset[str]:
        """The branches that follow runs of linked absences."""
        return frozenset(
            one.name for one in self.policy.branches.values() if one.scope.meaning(self.on) is Scope.LINKED
        )

    def followed(self, branch: str, name: str | None) -> Absence | None:
        """What a case follows as a whole: its absence, or its run of linked absences."""
        if self.follows_runs(branch):
            return next((one for one in self.linked if one.name == name), None)
        return self.named(branch, name)

    def current(self, branch: str, name: str | None, on: Day) -> Absence | None:
        """The absence that a case is about on a day: of a run of linked absences the latest that has begun."""
        if not self.follows_runs(branch):
            return self.named(branch, name)
        run = self._run_of
        begun = [one for one in self.absences if one.first <= on and run.get(one.records[0].name) == name]
        return begun[-1] if begun else None

    @cached_property
    def _run_of(self) -> Mapping[str, str]:
        return {record.name: one.name for one in self.linked for record in one.records}

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """The absences that branches and measures see: without the records that count for nothing."""
        return self._joined(None)

    @cached_property
    def _unbroken(self) -> Conventions:
        """The conventions for the steps around every absence: whoever was back at work has returned.

        A rule that joins absences with days at work between them is about counting. Here records join where no working
        day lies between them, or, with no working days on file or in the policy, where one follows the other.
        """
        join = self.conventions.join
        if join is None or all(form.meaning.gap is not Gap.AT_MOST for form in join.forms):
            return self.conventions
        known = self.history.works or self.conventions.no_pattern is not None
        rule = Join(Gap.NO_WORKING_DAY if known else Gap.NEXT_DAY)
        forms = (replace(one, meaning=rule) if one.meaning.gap is Gap.AT_MOST else one for one in join.forms)
        return replace(self.conventions, join=replace(join, forms=tuple(forms)))

    @cached_property
    def seen_around(self) -> Mapping[When, tuple[Absence, ...]]:
        """The absences that the steps after (or during) every absence see."""
        if not self.conventions.protected and self._unbroken is self.conventions:
            return dict.fromkeys(When, self.absences)
        return {when: self._joined(when) for when in When}

    @cached_property
    def turns_on_hours(self) -> bool:
        """Does a line of a step turn on hours for this employee, by the groups that they are or were in?"""
        return not {None, *(one.group for one in self.history.groups)}.isdisjoint(self.policy.hours_for)

    @cached_property
    def has_untold(self) -> bool:
        """Is there an absence of which something cannot be told, as not all working days, or their hours, are known?"""
        absences = [one for seen in (self.absences, *self.seen_around.values()) for one in seen]
        if self.turns_on_hours and any(hours_on(self.works, day).needs for one in absences for day in one.lost):
            return True
        return isinstance(self.works, WorkingTime) and any(one.untold for one in absences)

    def is_of(self, record: str | None, branch: str, absence: str | None) -> bool:
        """Does what was said of an absence, by the name of one of its records, belong to this absence of a branch?

        None (nothing said) belongs to every case. Branches leave out records that count for nothing, so the same record
        may be part of one absence there and of another, longer one in the steps around every absence.
        """
        return record is None or (absence is not None and self._names_in(branch).get(record) == absence)

    def is_about(self, event: Event, branch: str, absence: str | None) -> bool:
        """Can the event be about the case of this branch and absence, as far as it says?"""
        return event.branch in (None, branch) and self.is_of(event.absence, branch, absence)

    def _names_in(self, branch: str) -> Mapping[str, str]:
        """From each record to what cases of a branch are named by: its absence, or its run of linked absences."""
        return self._run_of if self.follows_runs(branch) else self._absence_of[self._view(branch)]

    def _view(self, branch: str) -> When | None:
        return next((when for when in When if when.value == branch), None)

    @cached_property
    def _absence_of(self) -> Mapping[When | None, Mapping[str, str]]:
        views: list[tuple[When | None, tuple[Absence, ...]]] = [(None, self.absences), *self.seen_around.items()]
        return {when: {record.name: one.name for one in seen for record in one.records} for when, seen in views}

    @cached_property
    def standing(self) -> tuple[Stood, ...]:
        """Where cases stood before the record, each with the name of the absence it follows."""
        return tuple(
            replace(one, absence=self._names_in(one.branch).get(one.absence or "", one.absence))
            for one in self.history.standing
        )

    def seen(self, view: When | None) -> tuple[Absence, ...]:
        """The absences that branches see (None), or those of the steps around every absence."""
        return self.absences if view is None else self.seen_around[view]

    def begun_on(self, view: When | None) -> Mapping[Day, tuple[Absence, ...]]:
        """The absences by their first day, without one that may only go on from another."""
        return self._begun[view]

    def settled_on(self, view: When | None) -> Mapping[Day, tuple[Absence, ...]]:
        """The absences by the day on which they are settled."""
        return self._settled[view]

    def settled_by(self, view: When | None, name: str | None, on: Day) -> bool:
        """Is the absence of that name over for certain?"""
        return any(one.name == name and one.is_settled(on) for one in self.seen(view))

    @cached_property
    def _begun(self) -> Mapping[When | None, Mapping[Day, tuple[Absence, ...]]]:
        own = {view: [one for one in self.seen(view) if one.is_own is YES] for view in (None, *When)}
        return {view: _by_day((one.first, one) for one in own[view]) for view in (None, *When)}

    @cached_property
    def _settled(self) -> Mapping[When | None, Mapping[Day, tuple[Absence, ...]]]:
        own = {view: [one for one in self.seen(view) if one.is_own is YES] for view in (None, *When)}
        return {view: _by_day((one.settled, one) for one in own[view]) for view in (None, *When)}

    def named(self, branch: str, name: str | None) -> Absence | None:
        """The absence of that name, as a branch or the steps around every absence see it."""
        return self._named[self._view(branch)].get(name or "")

    @cached_property
    def _named(self) -> Mapping[When | None, Mapping[str, Absence]]:
        return {view: {one.name: one for one in self.seen(view)} for view in (None, *When)}

    # ------------------------------------------------------------------ events and facts

    @cached_property
    def facts(self) -> tuple[FactValue, ...]:
        """The facts that were known by the day asked about."""
        return tuple(one for one in self.history.facts if one.since is None or one.since <= self.on)

    @cached_property
    def events(self) -> Mapping[Day, tuple[Event, ...]]:
        """What happened by the day asked about, day by day, in the order of semantics 0a (steps, rank, name, value).

        What is left of their differences follows, so that their place in the file never decides.
        """
        place = {name: number for number, name in enumerate(self.policy.steps)}

        def order(event: Event) -> tuple[int, int, tuple[str, ...], tuple[Day, ...]]:
            said = (event.name or "", str(event.value), event.absence or "", event.branch or "", event.by or "")
            remarks = (event.why or "", str(event.minutes), " ".join(sorted(event.flags)))
            cover = event.since or 0, event.until or 0
            days = (event.for_ or 0, event.due or 0, event.recorded or 0, *cover)
            return place.get(event.step or "", len(place)), RANK[event.what], (*said, *remarks), days

        days: dict[Day, list[Event]] = {}
        for event in sorted((one for one in self.history.events if one.day <= self.on), key=order):
            days.setdefault(event.day, []).append(event)
        return {day: tuple(days[day]) for day in sorted(days)}

    @cached_property
    def things(self) -> Mapping[str, tuple[Event, ...]]:
        """Events of a thing that the policy names, by its name, in order of date."""
        found: dict[str, list[Event]] = {}
        for events in self.events.values():
            for event in events:
                if event.name is not None:
                    found.setdefault(event.name, []).append(event)
        return {name: tuple(events) for name, events in found.items()}

    @cached_property
    def scheduled(self) -> Mapping[str, tuple[Event, ...]]:
        """The dates that people set for a step, in order of the day they did."""
        found: dict[str, list[Event]] = {}
        for events in self.events.values():
            for event in events:
                if event.what is What.SCHEDULED and event.step is not None:
                    found.setdefault(event.step, []).append(event)
        return {name: tuple(events) for name, events in found.items()}

    def fact(self, name: str, absence: str | None, on: Day) -> DayRange:
        """The day a fact gives, as it holds on `on`; not on file: any day, needing the fact."""
        held = [
            one
            for one in self.facts
            if one.fact == name
            and (one.since is None or one.since <= on)
            and (one.absence is None) == (absence is None)
            and self.is_of(one.absence, "", absence)
        ]
        if not held:
            return DayRange(None, None, frozenset({name}))
        return DayRange.of(max(held, key=lambda one: (one.since or 0, one.recorded or 0)).value)

    # ------------------------------------------------------------------ values and dates

    def value(self, value: Value, on: Day) -> Exact | Amount:
        """A value for this person, the setting behind a name read on the day examined.

        An adjustment takes the place of the whole value, pro rata and rounding with it.
        """
        if isinstance(value, (Amount, int)):
            return value  # the usual ones, and quick
        match value:
            case SettingValue(setting):
                adjusted = self.adjustment(setting, on) if self.history.adjustments else None
                return adjusted.value if adjusted else self.value(self.setting(setting, on).meaning, on)
            case Share(percent, of):
                return times(self.value(of, on), Fraction(percent) / 100)
            case ProRata(full, week):
                return times(self.value(full, on), Fraction(self._own_week(week, on)) / Fraction(week.number))
            case SetAt(setting):
                recorded = self.set_on(setting, on)
                return 0 if recorded is None else exact(Fraction(str(recorded.value)))
            case Rounded(exact_value, how):
                return rounded(self.value(exact_value, on), how)
            case _:
                return value

    def _own_week(self, week: Amount, on: Day) -> Exact:
        """This person's week in the unit of the full-time one; taken for full-time where nobody can tell."""
        if week.unit is not Unit.HOURS:
            return days_per_week(self.works, on)
        hours = hours_per_week(self.works, on)
        return week.number if hours is None else hours

    def set_on(self, setting: str, on: Day) -> Event | None:
        """What people recorded last, by a day, of a setting that is set at a meeting."""
        said = [one for one in self.things.get(setting, ()) if one.what is What.RECORDED and one.day <= on]
        return said[-1] if said else None

    def limit(self, value: Value, on: Day) -> tuple[Exact, Needs]:
        """A limit as a plain number, and what would settle it; of a day told only once."""
        if isinstance(value, (Amount, int, Fraction)):
            return self.number(value, on), NOTHING
        found = self.limits.get((id(value), on))
        if found is None:
            found = self.limits[id(value), on] = self.number(value, on), self.value_needs(value, on)
        return found

    def value_needs(self, value: Value, on: Day) -> Needs:
        """What would settle a value that is pro rata to hours which are not on file; nothing where it is known."""
        match value:
            case SettingValue(setting):
                if self.history.adjustments and self.adjustment(setting, on):
                    return NOTHING
                return self.value_needs(self.setting(setting, on).meaning, on)
            case SetAt(setting, step):
                return frozenset({f"{setting}{SET}{step}"}) if self.set_on(setting, on) is None else NOTHING
            case ProRata(inner, week):
                known = week.unit is not Unit.HOURS or hours_per_week(self.works, on) is not None
                return self.value_needs(inner, on) | (NOTHING if known else frozenset({HOURS}))
            case Share(of=inner) | Rounded(value=inner):
                return self.value_needs(inner, on)
            case _:
                return NOTHING

    def setting(self, name: str, on: Day) -> Form[Value]:
        """The value of a setting on a day, in the words that hold then for this employee."""
        clause = self.policy.settings[name].value
        return clause.form(self._read_on(on), self.groups_on(on)) if clause.varies else clause.forms[0]

    def adjustment(self, setting: str, on: Day) -> Adjustment | None:
        """The adjustment of a setting that holds on a day: the one recorded last, then the one that began last."""
        held = [one for one in self.history.adjustments if one.setting == setting and one.holds(on)]
        return max(held, key=lambda one: (one.recorded or 0, one.since or 0), default=None)

    def number(self, value: Value, on: Day) -> Exact:
        """A plain number, or an amount of weeks or days as calendar days. INVARIANT (checked): not months."""
        value = self.value(value, on)
        if isinstance(value, Amount):
            return value.number * 7 if value.unit is Unit.WEEKS else value.number
        return value

    @cached_property
    def calendars(self) -> tuple[HolidayCalendar, ...]:
        """The holiday calendars that the answer rests on, each once."""
        clause = self.conventions.organisation
        days = (self.works, *(form.meaning for form in (clause.forms if clause else ())))
        found = [one.holidays for one in days if isinstance(one, WorkingTime)]
        found += [one.calendar for one in self.policy.days.values()]
        if self.policy.looks_at_holidays:
            found.append(self.public_holidays)
        return tuple({one.name: one for one in found if one is not None}.values())

    def day_after(self, day: Day, length: Value, times: int = 1) -> DayRange:
        """The day so long after `day`, within bounds where it is not known which days the organisation works."""
        amount = self._length(length, day)
        if amount.unit is not Unit.WORKING_DAYS:
            return DayRange.of(self.after(day, length, times))
        return shifted(self.organisation(day), day, int(amount.number) * times)

    def after(self, day: Day, length: Value, times: int = 1) -> Day:
        """The day so long after `day`, or before it when `times` is -1; working days are the organisation's.

        Where nobody can tell which days those are: the latest that it may be. See `day_after`.
        """
        amount = self._length(length, day)
        number = int(amount.number) * times
        match amount.unit:
            case Unit.CALENDAR_DAYS:
                return within(day + number)
            case Unit.CLEAR_DAYS:
                return within(day + number + times)
            case Unit.WEEKS:
                return within(day + 7 * number)
            case Unit.WORKING_DAYS | Unit.HOURS | Unit.MINUTES | Unit.SHIFTS | Unit.PAY_PERIODS:  # no time is in these
                latest = shifted(self.organisation(day), day, number).latest
                return LAST_DAY if latest is None else latest
            case Unit.MONTHS:
                return add_months(day, number, self.month_end(day))
            case Unit.YEARS:
                return add_months(day, 12 * number, self.month_end(day))

    def _length(self, length: Value, on: Day) -> Amount:
        """A length of time for this person. INVARIANT (checked): it has a unit."""
        amount = self.value(length, on)
        assert isinstance(amount, Amount)
        return amount


def shifted(works: WorkingDays, day: Day, days: int) -> DayRange:
    """The day so many working days after another (before it, when negative), within bounds where nobody can tell."""
    ends = works.possibly.shift(day, days), works.certainly.shift(day, days)
    if ends[0] == ends[1]:
        return DayRange(*ends)
    if days > 0:
        earliest, latest = ends
        return DayRange(earliest, latest, works.needs(day + 1, within(day + 366) if latest is None else latest))
    latest, earliest = ends
    return DayRange(earliest, latest, works.needs(day - 366 if earliest is None else earliest, day - 1))


def _by_day(found: Iterable[tuple[Day | None, Absence]]) -> Mapping[Day, tuple[Absence, ...]]:
    days: dict[Day, tuple[Absence, ...]] = {}
    for day, absence in found:
        if day is not None:
            days[day] = (*days.get(day, ()), absence)
    return days
