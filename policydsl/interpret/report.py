"""The answer for the day asked about, read off the standings: what a person needs to see, with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.domain.hours import HOURS
from policydsl.domain.number import FUTURE, Day
from policydsl.interpret import advice, guidance, unworked
from policydsl.interpret import answer as answers
from policydsl.interpret.adjusted import adjusted, overdue_reviews
from policydsl.interpret.answer import (
    Ahead,
    Answer,
    Blocked,
    CaseState,
    Closed,
    FellDue,
    Human,
    Lapsed,
    Possible,
    Reason,
    Target,
    Unknown,
)
from policydsl.interpret.concerns import concerns
from policydsl.interpret.condition import Seen, window_of
from policydsl.interpret.dates import Dated
from policydsl.interpret.duties import owed, unit_words
from policydsl.interpret.events import is_kept_back, subject
from policydsl.interpret.fold import next_standings
from policydsl.interpret.meanwhile import is_at_work, is_paused
from policydsl.interpret.measured import measured
from policydsl.interpret.pay_report import other_than_recorded, sick_pay
from policydsl.interpret.people import left_to_a_person
from policydsl.interpret.person import Person
from policydsl.interpret.repeated import next_day
from policydsl.interpret.shown import shown, to_record
from policydsl.interpret.standing import At, Case, Occurrence, Position, Standings
from policydsl.interpret.step import date_of
from policydsl.interpret.today import Today
from policydsl.interpret.version import of_case, on_day, step_of
from policydsl.interpret.why import reason, words
from policydsl.interpret.windows_said import window_in_words
from policydsl.model.clause import Form
from policydsl.model.duty import AskedFor
from policydsl.model.policy import DueOn, DueWhen, Repeat, Step


def report(person: Person, standings: Standings) -> Answer:
    """Everything the answer lists, in order of date, then of the policy."""
    person = on_day(person, person.on)
    meetings = guidance.asked(person)
    duties = (*owed(person, standings), *guidance.owed(meetings, standings))
    change = next_standings(person, standings)
    paid = tuple(sick_pay(person))
    soonest = [as_date(change[0])] if change else []
    soonest += [each.first for one in paid for each in one.stretches if each.first.toordinal() > person.on]
    return Answer(
        policy=person.policy.name,
        in_force=person.policy.in_force,
        employee=person.history.employee,
        takings=person.policy.takings,
        on=as_date(person.on),
        known=None if person.known is None else as_date(person.known),
        next_change=min(soonest, default=None),
        ahead=() if change is None or as_date(change[0]) > min(soonest) else tuple(_happens(standings, change[1])),
        standing=tuple(_standing(person, standings)),
        fell_due=_fell_due(person, standings),
        targets=(*targets(person, standings), *_repeated(person, standings)),
        duties=tuple(one.item for one in duties),
        lapsed=tuple(_lapsed(standings)),
        closed=tuple(_closed(standings)),
        measures=tuple(_measures(person, standings)),
        adjusted=tuple(adjusted(person, standings)),
        sick_pay=paid,
        blocked=tuple(_blocked(person, standings)),
        possible=tuple(_possible(person)),
        calendars=person.calendars,
        unknown=(*_unknown(person, standings), *unworked.unknown(person, duties)),
        human=(*_human(person, standings), *advice.human(meetings, standings)),
        shown=(*shown(person, standings, duties), *advice.shown(meetings, duties)),
        to_record=(*to_record(person, standings, duties), *advice.to_record(meetings, duties)),
        warnings=concerns(
            person, standings, duties, (*advice.warned(meetings, standings), *other_than_recorded(person))
        ),
        asked_for=tuple(guidance.as_answer(meetings)),
    )


def _happens(standings: Standings, after: Standings) -> Iterator[Ahead]:
    """What the next change brings."""
    for name, one in after.occurrences.items():
        if name not in standings.occurrences:
            yield Ahead("falls-due", one.step, one.case.branch, one.case.absence)
    for ended in after.ended[len(standings.ended) :]:
        what = "lapses" if ended.lapsed else "closes"
        yield Ahead(what, ended.step, ended.case.branch, ended.case.absence)


def as_date(day: Day) -> date:
    """A day as a date."""
    return date.fromordinal(day)


def _cases(person: Person, standings: Standings) -> list[Case]:
    """The open cases, branches in the order of the policy, absences by their first day."""
    branches = (*person.policy.branches, *(around.when.value for around in person.policy.around))
    order = {name: number for number, name in reversed([*enumerate(branches)])}
    begun = {one.name: one.first for seen in person.seen_around.values() for one in seen}

    def place(case: Case) -> tuple[int, int, str]:
        return order[case.key.branch], begun.get(case.key.absence or "", 0), case.key.step or ""

    return sorted(standings.cases.values(), key=place)


# ------------------------------------------------------------------ where cases stand


def _standing(person: Person, standings: Standings) -> Iterator[answers.Standing]:
    for case in _cases(person, standings):
        yield _stands(case, case.place, None, person, standings)
        if case.procedure is not None:
            yield _stands(case, case.procedure, case.procedure.owner, person, standings)


def _stands(
    case: Case, position: Position, procedure: str | None, person: Person, standings: Standings
) -> answers.Standing:
    window: tuple[Day, Day] | None = None
    reasons: tuple[Reason, ...] = ()
    one = of_case(person, case, person.on).policy.steps[position.step]
    occurrence = standings.occurrences.get(position.occurrence or "")
    if position.at is At.WAITING:
        paused = is_paused(case, person, standings, person.on)
        state: answers.StepState | CaseState = CaseState.PAUSED if paused else CaseState.WAITING
        window, reasons = _waits(case, one, person, standings)
    elif occurrence is not None:
        state, reasons = occurrence.state, occurrence.reasons
    else:
        state = answers.StepState.DECIDED if _is_decided(position, None) else answers.StepState.HELD
    return answers.Standing(
        branch=case.key.branch,
        absence=case.key.absence,
        step=position.step,
        state=state,
        since=as_date(position.since),
        first=None if window is None else as_date(window[0]),
        last=None if window is None else as_date(window[1]),
        procedure=procedure,
        reasons=reasons,
    )


def _is_decided(position: Position, occurrence: Occurrence | None) -> bool:
    """Has the step that the position is at an outcome, recorded or stated in `standing`?"""
    if occurrence is not None:
        return occurrence.outcome is not None
    return any(mark.step == position.step and mark.outcome is not None for mark in position.marks)


def _waits(
    case: Case, one: Step, person: Person, standings: Standings
) -> tuple[tuple[Day, Day] | None, tuple[Reason, ...]]:
    """The window in which the step waited for can fall due, and how far its condition has come."""
    due = one.due.form(person.on) if one.due else None
    if due is None or not isinstance(due.meaning, DueWhen):
        return None, ()
    seen = Seen.of(person, case, standings, person.on)
    condition = due.meaning.condition
    return window_of(condition, seen), (reason(condition, seen, due.written),)


def _fell_due(person: Person, standings: Standings) -> tuple[FellDue, ...]:
    place = {name: number for number, name in enumerate(person.policy.steps)}
    order = sorted(standings.occurrences.values(), key=lambda one: (one.on, place[one.step], one.id))
    return tuple(
        FellDue(
            id=one.id,
            step=one.step,
            branch=one.case.branch,
            absence=one.case.absence,
            on=as_date(one.on),
            state=one.state,
            held_on=None if one.held is None else as_date(one.held),
            outcome=one.outcome,
            unsupported=one.unsupported,
            reasons=one.reasons,
        )
        for one in order
    )


def _lapsed(standings: Standings) -> Iterator[Lapsed]:
    for one in standings.ended:
        if one.lapsed:
            yield Lapsed(one.case.branch, one.case.absence, as_date(one.on), one.step, one.reasons)


def _closed(standings: Standings) -> Iterator[Closed]:
    for one in standings.ended:
        if one.why is not None:
            yield Closed(one.case.branch, one.case.absence, as_date(one.on), one.why, one.step)


def _measures(person: Person, standings: Standings) -> Iterator[answers.MeasureValue]:
    cases = _cases(person, standings)
    for measure in person.policy.measures.values():
        # A branch that has stopped counting earlier absences shows the number that it goes by.
        name = measure.name
        case = next((one for one in cases if one.counts_after(name)), None)
        found = measured(measure, person, case, standings, person.on)
        # Hours that nobody has put on file are of no use to somebody for whom no line turns on them.
        if found is not None and (HOURS not in found.needs or person.turns_on_hours):
            yield found


# ------------------------------------------------------------------ dates ahead


def _ahead(person: Person, standings: Standings) -> Iterator[tuple[Case, Step, Dated]]:
    """The cases that wait for a date, with what the date rule gives as known on the day asked about."""
    today = Today(person, standings, person.on)
    for case in _cases(person, standings):
        if is_at_work(case, person, person.on):
            continue
        one = of_case(person, case, person.on).policy.steps[case.active.step]
        due = one.due.form(person.on) if one.due and case.active.at is At.WAITING else None
        if due is not None and isinstance(due.meaning, DueOn):
            yield case, one, date_of(case, one, due.meaning.rule, due.written, today)


def targets(person: Person, standings: Standings) -> Iterator[Target]:
    """The days ahead on which steps fall due, as far as dates are known on the day asked about."""
    for case, one, found in _ahead(person, standings):
        if found.day is None:
            continue
        soonest = case.active.since + 1
        earliest = max(found.day.earliest or soonest, soonest)
        latest = None if found.day.latest is None else max(found.day.latest, soonest)
        needs = tuple(sorted(found.day.needs - {FUTURE})) if earliest != latest else ()
        yield Target(
            step=one.name,
            branch=case.key.branch,
            absence=case.key.absence,
            on=as_date(earliest) if earliest == latest else None,
            earliest=as_date(earliest),
            latest=None if latest is None else as_date(latest),
            needs=needs,
            reasons=found.reasons,
        )


def _repeated(person: Person, standings: Standings) -> Iterator[Target]:
    """The next day of each step that falls due every so often."""
    for case in _cases(person, standings):
        found = None if is_paused(case, person, standings, person.on) else _next_of_row(case, person, standings)
        if found is not None:
            on = as_date(max(found[0], person.on + 1))
            what = f"every {unit_words(found[1].meaning.amount)}"
            reason_ = Reason("date", what, found[1].written.line, found[1].written.cites, value=on)
            key = case.key
            yield Target(case.active.step, key.branch, key.absence, on, on, on, (), (reason_,))


def _next_of_row(case: Case, person: Person, standings: Standings) -> tuple[Day, Form[Repeat]] | None:
    return next_day(case, Seen.of(person, case, standings, person.on))


def _unknown(person: Person, standings: Standings) -> Iterator[Unknown]:
    for case in _cases(person, standings):
        position = case.active
        for need in sorted(position.stuck):
            since = as_date(position.stuck_since or position.since)
            yield Unknown(
                need, position.step, case.key.branch, _meant(person, case.key.branch, case.key.absence), since
            )
    for target in targets(person, standings):
        waiting = next(
            case.active.since
            for case in standings.cases.values()
            if (case.key.branch, case.key.absence, case.active.step) == (target.branch, target.absence, target.step)
        )
        for need in target.needs:
            absence = _meant(person, target.branch, target.absence)
            yield Unknown(need, target.step, target.branch, absence, as_date(waiting))


def _meant(person: Person, branch: str, absence: str | None) -> str | None:
    """The absence of which something is to be recorded: of a run of linked ones the latest."""
    latest = person.current(branch, absence, person.on) if person.follows_runs(branch) else None
    return absence if latest is None else latest.name


# ------------------------------------------------------------------ what people settle


def _human(person: Person, standings: Standings) -> Iterator[Human]:
    for case, one, found in _ahead(person, standings):
        if found.day is None:
            roles = one.none_left.meaning(person.on) if one.none_left else ()
            cites = one.none_left.form(person.on).written.cites if one.none_left else ()
            who = " or ".join(roles) or "a person"
            since = as_date(case.active.since)
            what = f"the date of {one.name}: {who} sets it"
            yield Human("date-to-be-set", what, one.name, case.key.branch, case.key.absence, since, cites)
    for case in _cases(person, standings):
        for position in (case.place, case.procedure):
            if position is None or position.at is not At.HELD or (position is case.place and case.procedure):
                continue
            occurrence = standings.occurrences.get(position.occurrence or "")
            one = of_case(person, case, person.on).policy.steps[position.step]
            if one.outcomes and not _is_decided(position, occurrence):
                names = " or ".join(f"`{clause.key.name}`" for clause in one.outcomes)
                what = f"the outcome of {one.name}: {names}"
                since = as_date(position.since)
                yield Human("outcome-to-record", what, one.name, case.key.branch, case.key.absence, since)
    for occurrence in standings.occurrences.values():
        if occurrence.unsupported and occurrence.held is not None:
            held = as_date(occurrence.held)
            what = f"{occurrence.step} of {held}: the record as it stands no longer calls for it"
            key = occurrence.case
            yield Human("meeting-not-supported", what, occurrence.step, key.branch, key.absence, held)
    for occurrence in standings.occurrences.values():
        one = step_of(person, occurrence)
        yield from left_to_a_person(one, occurrence, person, standings)
    yield from overdue_reviews(person)
    for pending in standings.pending:
        what = f"{pending.what} decides" if pending.code == "left-to" else pending.what
        yield Human(
            code=pending.code,
            what=f"{what}: {pending.because}" if pending.because else what,
            step=pending.step,
            branch=pending.case.branch,
            absence=pending.case.absence,
            since=as_date(pending.since),
            clauses=pending.clauses,
        )


def _blocked(person: Person, standings: Standings) -> Iterator[Blocked]:
    for case in _cases(person, standings):
        seen = Seen.of(person, case, standings, person.on)
        steps = [one for one in seen.person.policy if one.owner == case.active.owner]
        for one in steps:
            for clause in one.never_before:
                form = clause.form(person.on)
                if all(seen.day_of(first) is None for first in form.meaning):
                    needs = " or ".join(subject(first) for first in form.meaning)
                    text = f"{one.name} may not be before {needs}"
                    key = case.key
                    yield Blocked(one.name, key.branch, key.absence, None, needs, text, form.written.cites)
        yield from _blocked_outcomes(case, seen)


def _blocked_outcomes(case: Case, seen: Seen) -> Iterator[Blocked]:
    if case.active.at is At.WAITING:
        return
    one = seen.person.policy.steps[case.active.step]
    for clause in one.outcomes:
        form = clause.form(seen.on)
        first = form.meaning.only_after
        if first is not None and is_kept_back(form.meaning, first, seen):
            needs, name, since = subject(first), form.meaning.name, form.meaning.since
            later = "" if since is None else f" since {words(since)}"
            if form.meaning.within is not None:
                later = f" {window_in_words(form.meaning.within)}"
            text = f"`{name}` may be the outcome of {one.name} only after {needs}{later}"
            yield Blocked(one.name, case.key.branch, case.key.absence, name, needs, text, form.written.cites)


def _possible(person: Person) -> Iterator[Possible]:
    for one in person.policy:
        for clause in one.duties:
            form = clause.form(person.on)
            if isinstance(form.meaning, AskedFor):
                yield Possible(one.name, form.meaning.roles, form.written.cites)
