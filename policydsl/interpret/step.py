"""The specification: what one day does to the standings of all cases. Pure; folded over every day it is the meaning.

The order is that of semantics 2: absences over and begun, what each case watches, recorded events in rank order,
prompts. A case sees its own steps as they stand and those of other branches as they stood the day before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policydsl.domain.absence import Absence
from policydsl.domain.number import FUTURE, NOTHING, Day, DayRange
from policydsl.interpret.again import is_watched, may_fire
from policydsl.interpret.answer import Reason
from policydsl.interpret.at_once import hold_at_once
from policydsl.interpret.condition import counted, has_passed, holds, window_of
from policydsl.interpret.dates import Dated, dated
from policydsl.interpret.direct import enter_directly
from policydsl.interpret.events import record
from policydsl.interpret.meanwhile import is_paused, of_kind_today, opens, waits_in_vain, watch_meanwhile
from policydsl.interpret.period_ends import begin_periods, end_periods, end_what_outlived_its_case
from policydsl.interpret.person import Person
from policydsl.interpret.repeated import repeat
from policydsl.interpret.standing import At, Case, CaseKey, Mark, Position, Standings
from policydsl.interpret.today import Today
from policydsl.interpret.version import on_day
from policydsl.interpret.why import condition_words, reason
from policydsl.model.amount import Deed
from policydsl.model.clause import Written
from policydsl.model.condition import Condition, DateRule
from policydsl.model.named import starts
from policydsl.model.policy import Branch, DueAtOnce, DueOn, DueWhen, Policy, Scope, Step, When

DURING = When.DURING.value

WHILE_IT_LASTS = (Scope.ABSENCE, Scope.LINKED)


def step(person: Person, before: Standings, on: Day) -> Standings:
    """The standings at the end of the day, from those at the end of the day before."""
    person = person.base
    today = Today(person, before, on)
    _end_absences(today)
    _begin(today)
    _stand(today)
    for case in [case for case in today.awake() if not is_paused(case, person, before, on)]:
        if enter_directly(case, today):
            continue
        if is_watched(case, on):
            _watch(case, today)
        else:
            watch_meanwhile(case, today)
        if (current := today.cases.get(case.key)) is not None:
            repeat(current, today)
            _end_periods(today.cases[case.key], today)
    end_what_outlived_its_case(today)
    hold_at_once(today)
    for number, event in enumerate(person.events.get(on, ())):
        record(event, number, today)
        hold_at_once(today)
    _prompt(today)
    begin_periods(today)
    return today.standings()


def _end_periods(case: Case, today: Today) -> None:
    """Periods end. What a case waits for may be just that, and is then looked at once more."""
    end_periods(case, today)
    current = today.cases.get(case.key)
    ended = current is not None and any(run.over == today.on for run in current.active.periods)
    if ended and current is not None and is_watched(current, today.on):
        _watch(current, today)


# ------------------------------------------------------------------ absences over and begun


def _end_absences(today: Today) -> None:
    """A case that lasts as long as its absence closes on the first working day back, before anything else.

    What fell due during the absence is owed after it, too; what was still waited for no longer falls due.
    """
    branches = today.person.policy.branches
    for case in list(today.cases.values()):
        branch = branches.get(case.key.branch)
        if case.key.absence is None:
            if branch is not None and branch.group and not today.follows(branch):
                today.close(case, "left-the-group")
            continue
        if branch is None:
            during = case.key.branch == DURING and case.active.at is not At.DUE
            if during and today.person.settled_by(When.DURING, case.key.absence, today.on):
                today.close(case, "absence-over")
            continue
        absence = today.person.followed(case.key.branch, case.key.absence)
        if absence is None or not absence.is_settled(today.on):
            continue
        if branch.scope.meaning(today.on) is Scope.ABSENCE_OPEN and waits_in_vain(case, branch.steps[0], today):
            today.close(case, "absence-over")
        if branch.scope.meaning(today.on) in WHILE_IT_LASTS:
            met = case.active.at is At.DUE
            today.close(case, "returned-before-the-meeting" if met else "absence-over")
    if today.pending:
        today.drop([one for one in today.pending if _is_over(one.case, today)])


def _is_over(key: CaseKey, today: Today) -> bool:
    """Has the absence that a case followed while it lasted come to its end?"""
    branch = today.person.policy.branches.get(key.branch)
    absence = today.person.followed(key.branch, key.absence)
    return (
        branch is not None
        and branch.scope.meaning(today.on) in WHILE_IT_LASTS
        and absence is not None
        and absence.is_settled(today.on)
    )


def _begin(today: Today) -> None:
    """Branches open on the first day, cases of an absence on its first day (or the first day, while it still runs)."""
    person, on = today.person, today.on
    if on < person.first_day:
        return
    policy = person.base.policy
    of_a_kind = any(around.kind is not None for around in policy.around)
    if on > person.first_day and on not in person.days_absences_begin and not policy.groups and not of_a_kind:
        return
    stood = {(one.branch, one.absence) for one in person.standing}
    for branch in on_day(person, on).policy.branches.values():
        scope = branch.scope.meaning(on)
        if scope is Scope.EMPLOYEE:
            if _begins(branch, today) and (on > person.first_day or (branch.name, None) not in stood):
                today.open(CaseKey(branch.name), branch.name, branch.steps[0])
            continue
        for absence in _runs_of_today(person, on) if scope is Scope.LINKED else _followed_from_today(person, scope, on):
            key, first = CaseKey(branch.name, absence.name), branch.steps[0]
            case = Case(key, on, Position(branch.name, first.name, At.WAITING, on))
            if (branch.name, absence.name) not in stood and opens(scope, first, case, today):
                today.open(key, branch.name, first)
    for around in person.policy.around:
        begun = _of_today(person, around.when, around.when is When.DURING, on)
        for absence in of_kind_today(around, begun, today):
            for one in around.steps:
                key = CaseKey(around.when.value, absence.name, one.name)
                if not _was_opened(key, today):
                    today.open(key, around.when.value, one)


def _followed_from_today(person: Person, scope: Scope, on: Day) -> tuple[Absence, ...]:
    return _of_today(person, None, scope is not Scope.ABSENCE_ENDED, on)


def _runs_of_today(person: Person, on: Day) -> tuple[Absence, ...]:
    """The runs of linked absences that begin today, or (on the first day) are not over yet."""
    if on == person.first_day:
        return tuple(one for one in person.linked if one.first <= on and not one.is_settled(on))
    return tuple(one for one in person.linked if one.first == on)


def _was_opened(key: CaseKey, today: Today) -> bool:
    """Has a case been opened before: when its absence was of the kind for the first time?"""
    return key in today.cases or any(one.case == key for one in today.ended)


def _begins(branch: Branch, today: Today) -> bool:
    """Does a branch of the employee begin: on the policy's first day, or when the employee joins its group?"""
    person, on = today.person, today.on
    if on == person.first_day or branch.group is None:
        return on == person.first_day and today.follows(branch)
    joins = branch.group in person.groups_on(on) and branch.group not in person.groups_on(on - 1)
    return joins and CaseKey(branch.name) not in today.cases


def _of_today(person: Person, view: When | None, begun: bool, on: Day) -> tuple[Absence, ...]:
    """The absences that begin today, or (on the first day) still run; or, not `begun`, those that are settled today."""
    if not begun:
        return person.settled_on(view).get(on, ())
    if on == person.first_day:
        return tuple(one for one in person.seen(view) if one.first <= on and not one.is_settled(on))
    return person.begun_on(view).get(on, ())


def _stand(today: Today) -> None:
    """A case that stood somewhere before the records begins there, as if its step had been held on that day."""
    policy = today.person.policy
    for stood in today.person.standing:
        if stood.held != today.on or stood.held > today.person.on:
            continue
        key = CaseKey(stood.branch, stood.absence)
        held = policy.steps[stood.step]
        # Nobody says when it fell due: on the day it was held, at the latest.
        marks = (Mark(stood.step, Deed.DUE, today.on), Mark(stood.step, Deed.HELD, today.on))
        position = Position(stood.branch, stood.step, At.HELD, today.on, passed=today.on, marks=marks, row=today.on)
        case = Case(key, today.on, position)
        if held.owner in policy.procedures:
            case = replace(
                case,
                place=replace(position, step=_starter(stood.branch, held.owner, policy), marks=()),
                procedure=replace(position, owner=held.owner),
            )
        case = today.put(case)
        held = today.step_of(case)
        if held.then is not None:
            form = held.then.form(today.on)
            case = today.follow(case, stood.step, form.meaning, form.written, "then") or case
        outcome = held.outcome(stood.outcome) if stood.outcome else None
        if outcome is not None and key in today.cases:
            decided = outcome.form(today.on)
            active = replace(
                case.active, marks=(*case.active.marks, Mark(stood.step, None, today.on, decided.meaning.name))
            )
            today.follow(today.move(case, active), stood.step, decided.meaning.actions, decided.written, "outcome")


def _starter(branch: str, procedure: str, policy: Policy) -> str:
    """The last step of the branch that can start the procedure, or one that leads to it. INVARIANT (checked)."""
    leading = {procedure}
    while more := {name for name, one in policy.procedures.items() if starts(one) & leading} - leading:
        leading |= more
    return [one.name for one in policy.branches[branch].steps if starts(one) & leading][-1]


# ------------------------------------------------------------------ what a case watches


def _watch(case: Case, today: Today) -> None:
    one = today.step_of(case)
    if one.due is None:
        return
    due = one.due.form(today.on)
    match due.meaning:
        case DueWhen(condition):
            _watch_condition(case, one, condition, due.written, today)
        case DueOn(rule):
            _watch_date(case, one, rule, due.written, today)
        case DueAtOnce():
            today.arrive(case)


def _watch_condition(case: Case, one: Step, condition: Condition, written: Written, today: Today) -> None:
    seen = today.seen(case)
    certain = holds(condition, seen)
    if certain.value is True:
        if may_fire(case, one, condition, today):
            today.fall_due(case, (reason(condition, seen, written),), counted(condition, seen))
        return
    if certain.value is None and certain.facts:
        _stick(case, certain.facts, today)
        return
    _stick(case, NOTHING, today)
    if one.not_due is None or case.active.overdue or not has_passed(condition, seen):
        return
    form = one.not_due.form(today.on)
    window = window_of(condition, seen)
    if window and _was_over(case, one, window, today):
        return
    why = (reason(condition, seen, written), _window_reason(window, form.written)) if window else ()
    active = today.cases[case.key]
    waiting = today.move(active, replace(active.active, overdue=True))
    moved = today.follow(waiting, one.name, form.meaning, form.written, "lapsed")
    if moved is not None and today.ended and today.ended[-1].on == today.on and today.ended[-1].lapsed:
        today.ended = (*today.ended[:-1], replace(today.ended[-1], reasons=why))


def _was_over(case: Case, one: Step, window: tuple[Day, Day], today: Today) -> bool:
    """Had the time passed before the case began anew at its first step? It counts from something before it, then."""
    fresh, branch = case.active.fresh, today.person.policy.branches.get(case.active.owner)
    return fresh is not None and window[1] < fresh and branch is not None and branch.steps[0].name == one.name


def _window_reason(window: tuple[Day, Day], written: Written) -> Reason:
    first, last = window
    return Reason(
        "case",
        "window passed",
        written.line,
        written.cites,
        first=date.fromordinal(first),
        last=date.fromordinal(last),
    )


def _stick(case: Case, needs: frozenset[str], today: Today) -> None:
    """A case that cannot tell says so, once, and since when."""
    position = case.active
    if position.stuck != needs:
        since = today.on if needs else None
        today.move(case, replace(position, stuck=needs, stuck_since=since))


def date_of(case: Case, one: Step, rule: DateRule, written: Written, today: Today) -> Dated:
    """The day the step's rule gives as known today, or the day that people set where the rule leaves none."""
    position = case.active
    leaves_out = one.passed_left_out is not None and one.passed_left_out.meaning(today.on)
    found = dated(rule, today.seen(case), position.passed if leaves_out else None, written)
    if found.day is not None or one.none_left is None:
        return found
    return replace(found, day=_set_by_people(case, one, today))


def _fell_due_for(case: Case, one: Step, found: Dated, today: Today) -> bool:
    """In a branch that has begun again: was this the day for which the step fell due in a case before?"""
    position, day = case.active, found.day.latest if found.day else None
    if day is None or position.fresh is None or position.marks:
        return False
    return any(
        each.step == one.name and each.case == case.key and each.on >= day for each in today.occurrences.values()
    )


def _watch_date(case: Case, one: Step, rule: DateRule, written: Written, today: Today) -> None:
    found = date_of(case, one, rule, written, today)
    if _fell_due_for(case, one, found, today):
        return
    if found.day is not None and found.day.latest is not None and found.day.latest <= today.on:
        needs = found.day.needs - {FUTURE}
        value = None if found.day.known is None else date.fromordinal(found.day.known)
        top = Reason(
            "date",
            one.name,
            written.line,
            written.cites,
            value=value,
            comparison="had already passed" if value and value.toordinal() < today.on else None,
            first=date.fromordinal(found.day.earliest) if value is None and found.day.earliest is not None else None,
            last=date.fromordinal(found.day.latest),
            needs=tuple(sorted(needs)),
            because=found.reasons,
        )
        today.fall_due(case, (top,))


def _set_by_people(case: Case, one: Step, today: Today) -> DayRange | None:
    """The day that people last set for the step, since the one before it was held: a recorded `scheduled`."""
    since = case.active.passed or case.opened
    for event in reversed(today.person.scheduled.get(one.name, ())):
        mine = today.person.is_about(event, case.key.branch, case.key.absence)
        if mine and since <= event.day <= today.on and event.for_ is not None:
            return DayRange.of(event.for_)
    return None


# ------------------------------------------------------------------ prompts


def _prompt(today: Today) -> None:
    """`if C: ...` does what it says on the first day on which C is certain while the step is due or held."""
    for case in today.awake():
        position = case.active
        one = today.step_of(case)
        if not one.ifs or position.occurrence is None or position.at is At.WAITING:
            continue
        for clause in one.ifs:
            number = int(clause.key.name)
            occurrence = today.occurrences[position.occurrence]
            form = clause.form(today.on)
            if number in occurrence.prompted or case.key not in today.cases:
                continue
            current = today.cases[case.key]
            if holds(form.meaning.condition, today.seen(current)).value is True:
                today.update(replace(occurrence, prompted=(*occurrence.prompted, number)))
                because = condition_words(form.meaning.condition)
                today.follow(current, one.name, form.meaning.actions, form.written, "prompt", because)
