"""One day in the making: the standings of yesterday with what today changes, copied only where something does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from policydsl.domain.number import Day
from policydsl.interpret import periods
from policydsl.interpret.answer import Reason, StepState
from policydsl.interpret.condition import Seen, holds
from policydsl.interpret.entry import entered
from policydsl.interpret.period_begins import closed_with, goes_on, with_periods_begun
from policydsl.interpret.person import Person
from policydsl.interpret.standing import (
    At,
    Case,
    CaseKey,
    Ended,
    Mark,
    Noted,
    Occurrence,
    Pending,
    Position,
    Standings,
)
from policydsl.interpret.version import kept_by, of_case
from policydsl.model.action import (
    Action,
    Actions,
    AddTo,
    AsIfHeld,
    Close,
    Do,
    EndPeriod,
    GoBack,
    GoTo,
    LeaveTo,
    Modal,
    ResetPeriod,
    Return,
    StartProcedure,
    Stay,
    StopCounting,
    TakeOff,
    Tell,
    WaitFor,
)
from policydsl.model.amount import Deed, OutcomeEvent
from policydsl.model.clause import Written
from policydsl.model.condition import Condition, Happened, Points, without_guards
from policydsl.model.policy import Branch, DueAtOnce, DueOn, DueWhen, Scope, Step, WaivedStep


def awake(person: Person, standings: Standings) -> tuple[Case, ...]:
    """The cases that something else than a person may move; of standings that go on unchanged told only once."""
    known = person.base.awake
    if known[0] is not standings:
        known[:] = standings, not_at_rest(person, standings.cases.values())
    found: tuple[Case, ...] = known[1]
    return found


def not_at_rest(person: Person, cases: Iterable[Case]) -> tuple[Case, ...]:
    """Those of the cases that something else than a person may move."""
    at_rest = person.base.at_rest
    return tuple([case for case in cases if not case.rests(at_rest)])


class Today:
    """The standings at the end of a day, while that day is worked out. Lives for one call of the step function."""

    def __init__(self, person: Person, before: Standings, on: Day) -> None:
        self.person = person
        self.before = before
        self.on = on
        self.cases = dict(before.cases)
        self.occurrences = dict(before.occurrences)
        self.ended = before.ended
        self.pending = before.pending
        self.noted = before.noted
        self.taken = before.taken
        self.changed = False
        self.known_awake: tuple[Case, ...] | None = None

    def standings(self) -> Standings:
        """The finished day; yesterday's own value when nothing changed."""
        if not self.changed:
            return self.before
        return Standings(self.cases, self.occurrences, self.ended, self.pending, self.noted, self.taken)

    def awake(self) -> tuple[Case, ...]:
        """The cases that something else than a person may move, as they stand now."""
        if not self.changed:
            return awake(self.person, self.before)
        if self.known_awake is None:
            self.known_awake = not_at_rest(self.person, self.cases.values())
        return self.known_awake

    def seen(self, case: Case | None) -> Seen:
        """What a condition of the case is asked against."""
        return Seen.of(self.person, case, self.before, self.on)

    def step_of(self, case: Case, name: str | None = None) -> Step:
        """The step that the case is at, or another one, as it reads for this case today."""
        return of_case(self.person, case, self.on).policy.steps[name or case.active.step]

    def put(self, case: Case) -> Case:
        """The case as it stands now."""
        self.cases[case.key] = case
        self.changed = True
        self.known_awake = None
        return case

    def update(self, occurrence: Occurrence) -> None:
        """The occurrence as it stands now."""
        self.occurrences[occurrence.id] = occurrence
        self.changed = True

    def note(self, noted: Noted) -> None:
        """Something to report, once."""
        if noted not in self.noted:
            self.noted = (*self.noted, noted)
            self.changed = True

    def drop(self, gone: list[Pending]) -> None:
        """What no longer waits for people."""
        if gone:
            self.pending = tuple(one for one in self.pending if one not in gone)
            self.changed = True

    # ------------------------------------------------------------------ opening, moving, closing

    def open(
        self,
        key: CaseKey,
        owner: str,
        first: Step,
        again: Day | None = None,
        counted_after: tuple[tuple[str | None, Day], ...] = (),
    ) -> Case:
        """A case that begins by waiting for the first step of its branch."""
        position = Position(owner, first.name, At.WAITING, self.on, again=again, passed=self.on, fresh=again)
        case = self.put(Case(key, self.on, position, counted_after=counted_after))
        return self.arrive(case)

    def move(self, case: Case, position: Position) -> Case:
        """The case with its active position moved."""
        return self.put(case.moved_to(position))

    def arrive(self, case: Case) -> Case:
        """A case that has just come to wait for a step: due on this same day where the step is due at once."""
        step = self.step_of(case)
        due = step.due.form(self.on) if step.due else None
        if due is None:
            return case
        match due.meaning:
            case DueAtOnce():
                return self.fall_due(case, (Reason("case", "at once", due.written.line, due.written.cites),))
            case DueWhen(condition):
                event = self._outcome_on_record(condition, case)
                if event is None:
                    return case
                what = f"{event.step} has outcome {event.outcome}"
                day = date.fromordinal(self.on)
                return self.fall_due(case, (Reason("event", what, due.written.line, due.written.cites, value=day),))
            case DueOn():
                return case

    def _outcome_on_record(self, condition: Condition, case: Case) -> OutcomeEvent | None:
        """The outcome that a step waits for, if it is on record and nothing else keeps the step back."""
        match without_guards(condition):
            case Happened(OutcomeEvent() as event, False, None) if holds(condition, self.seen(case)).value is True:
                return event
            case _:
                return None

    def fall_due(self, case: Case, reasons: tuple[Reason, ...], counted: frozenset[str] = frozenset()) -> Case:
        """The step that the case waits for falls due today; `counted`: the absences whose count made it do so."""
        if (other := entered(case, self.seen(case))) is not None:
            case = self.move(case, replace(case.active, step=other.name))
        position = case.active
        key = case.key
        day = date.fromordinal(self.on).isoformat()
        name = " / ".join(part for part in (key.branch, key.absence, position.step, day) if part)
        state = StepState.NOTICED if position.notices else StepState.DUE
        marks = (*position.marks, Mark(position.step, Deed.DUE, self.on))
        moved = replace(position, at=At.DUE, since=self.on, reached=position.came, marks=marks, occurrence=name)
        due = self.move(case, replace(moved, stuck=frozenset(), stuck_since=None, row=position.row or self.on))
        self.update(
            Occurrence(
                name,
                key,
                position.step,
                self.on,
                state,
                noticed=position.notices,
                unsupported=case.unsupported,
                counted=counted,
                version=kept_by(due, self.person.policy),
                reasons=reasons,
            )
        )
        return due

    def uphold(self, case: Case, step: str, due: Day, by: str | None) -> Case:
        """A meeting that only an earlier state of the record called for stands, and moves the case, unsupported."""
        position = case.active
        name = " / ".join(
            part for part in (case.key.branch, case.key.absence, step, date.fromordinal(due).isoformat()) if part
        )
        marks = (*position.marks, Mark(step, Deed.DUE, due))
        moved = replace(position, step=step, reached=position.came, marks=marks, occurrence=name)
        moved = replace(moved, stuck=frozenset(), row=position.row or due)
        stands = self.move(replace(case, unsupported=True), moved)
        version = kept_by(stands, self.person.policy)
        self.update(Occurrence(name, case.key, step, due, StepState.DUE, unsupported=True, version=version))
        return self.hold(stands, by)

    def hold(self, case: Case, by: str | None) -> Case:
        """The step that is due is held today; what its `then` says follows."""
        position = case.active
        held = replace(self.occurrences[position.occurrence or ""], state=StepState.HELD, held=self.on, held_by=by)
        self.update(held)
        marks = (*position.marks, Mark(position.step, Deed.HELD, self.on))
        case = self.move(case, replace(position, at=At.HELD, since=self.on, marks=marks, passed=self.on))
        then = self.step_of(case).then
        if then is None:
            return case
        form = then.form(self.on)
        return self.follow(case, position.step, form.meaning, form.written, "then") or case

    def waive(self, case: Case) -> None:
        """People decided that the step that is due is not needed; what follows is what the policy says of that."""
        position = case.active
        step = self.step_of(case)
        waived = replace(self.occurrences[position.occurrence or ""], state=StepState.WAIVED, decided=self.on)
        self.update(waived)
        how = of_case(self.person, case, self.on).waived(self.on)
        if step.if_waived is None and how is WaivedStep.WATCHED:
            again = replace(
                position, at=At.WAITING, since=self.on, again=self.on, occurrence=None, notices=(), row=None
            )
            self.move(case, again)
            return
        if step.if_waived is None and (how is WaivedStep.CLOSES or (step.then is None and case.key.step is not None)):
            self.close(case, "waived")
            return
        marks = (*position.marks, Mark(position.step, Deed.HELD, self.on))
        case = self.move(case, replace(position, at=At.HELD, since=self.on, marks=marks, passed=self.on))
        follows = step.if_waived or step.then
        if follows is not None:
            form = follows.form(self.on)
            self.follow(case, step.name, form.meaning, form.written, "waived")

    def close(self, case: Case, why: str) -> None:
        """The case ends, its procedure with it; a branch that follows each employee begins again."""
        runs = closed_with(case, self.seen(case))
        branch = self.person.policy.branches.get(case.key.branch)
        again = branch if branch is not None and self.follows(branch) else None
        own = {period.name for period in again.periods} if again else set()
        going_on = tuple(run for run in runs if run.over is None and run.period in own)
        left = tuple(run for run in runs if run not in going_on)
        self.ended = (*self.ended, Ended(case.key, self.on, why, case.place.step, periods=left))
        for one in list(self.occurrences.values()):
            if one.case == case.key and one.held is None and one.state not in (StepState.MOOT, StepState.WAIVED):
                self.update(replace(one, state=StepState.MOOT))
        del self.cases[case.key]
        self.changed = True
        self.known_awake = None
        if again is not None:
            new = self.open(case.key, again.name, again.steps[0], again=self.on, counted_after=case.counted_after)
            if going_on:
                self.put(replace(new, place=periods.taken_over(new.place, going_on)))

    def follows(self, branch: Branch) -> bool:
        """Is it a branch of the employee: of everybody, or of a group that the employee belongs to today?"""
        if branch.scope.meaning(self.on) is not Scope.EMPLOYEE:
            return False
        return branch.group is None or branch.group in self.person.groups_on(self.on)

    def lapse(self, case: Case, to: str, reasons: tuple[Reason, ...]) -> Case:
        """The window passed without a trigger: the case waits for an earlier step, under its `falls due again`."""
        position = case.active
        self.ended = (*self.ended, Ended(case.key, self.on, None, position.step, reasons))
        # What happened to the steps before that one still stands: their days anchor its window.
        names = list(self.person.policy.steps)
        marks = tuple(mark for mark in position.marks if names.index(mark.step) < names.index(to))
        go_on = {one.period for one in position.periods if goes_on(one, self.seen(case))}
        runs = periods.kept(position, names, to, go_on)
        waiting = Position(position.owner, to, At.WAITING, self.on, again=self.on, passed=self.on, marks=marks)
        waiting = replace(waiting, fresh=self.on, periods=runs)
        for name in position.outstanding:
            self.update(replace(self.occurrences[name], state=StepState.MOOT))
        self._leave_undone(position)
        return self.move(replace(case, unsupported=False), waiting)

    def _leave_undone(self, position: Position) -> None:
        """A step that is due and was not held in its time is owed no longer: the case waits for it anew."""
        if position.at is At.DUE and position.occurrence is not None:
            self.update(replace(self.occurrences[position.occurrence], state=StepState.MOOT))

    # ------------------------------------------------------------------ what follows

    def follow(
        self, case: Case, step: str, actions: Actions, written: Written, why: str, because: str = ""
    ) -> Case | None:
        """Carry out what follows a step; None: the case has closed. `why` is the code under which it closes."""
        now: Case | None = case
        for action in sorted(actions, key=_may_close):
            assert now is not None  # INVARIANT (check): a line sends a case to one place
            now = self._act(now, step, action, written, why, because)
        return now

    def _act(self, case: Case, step: str, action: Action, written: Written, why: str, because: str) -> Case | None:
        position = case.active
        if action.modal is not Modal.DOES:
            self.leave_to_people(case.key, step, action, written, because)
            return case
        match action.deed:
            case WaitFor(to):
                if to == position.step:
                    self._leave_undone(position)
                return self.arrive(self.move(case, towards(position, to, step, self.on)))
            case GoTo(to):
                why_due = Reason("case", f"after {step}", written.line, written.cites)
                return self.fall_due(self.move(case, towards(position, to, step, self.on)), (why_due,))
            case GoBack(to):
                return self.lapse(case, to, (Reason("case", why, written.line, written.cites),))
            case StartProcedure(procedure):
                return self.start(case, procedure, self._decider(case))
            case Return():
                return self.put(replace(case, procedure=None, started=None, started_by=None))
            case Close():
                self.close(case, "procedure" if case.procedure is not None else why)
                return None
            case AsIfHeld():
                then = self.step_of(case, step).then
                form = then.form(self.on) if then else None
                return self.follow(case, step, form.meaning, form.written, why) if form else case
            case LeaveTo() | Do() | Tell():
                self.leave_to_people(case.key, step, action, written, because)
                return case
            case EndPeriod(period):
                return self.move(case, periods.ending(position, period, self.on))
            case AddTo(amount, period):
                return self.move(case, periods.longer(position, period, amount, self.person))
            case ResetPeriod(period):
                again = periods.begun(self.person.policy.periods[period], position, self.on, self.person)
                return self.move(case, again)
            case StopCounting(measure):
                others = tuple(one for one in case.counted_after if one[0] != measure)
                # The day after a period is the first of what comes after it: points of that day count.
                until = self.on - 1 if why == "period-ended" and self._is_of_points(measure) else self.on
                return self.put(replace(case, counted_after=(*others, (measure, until))))
            case TakeOff(number, points):
                self.taken = (*self.taken, (points, self.on, number))
                return self.put(case)
            case Stay():
                return self._stay(case, step, why)

    def _is_of_points(self, measure: str | None) -> bool:
        found = self.person.policy.measures.get(measure or "")
        return found is not None and isinstance(found.formula.meaning(self.on), Points)

    def _stay(self, case: Case, step: str, why: str) -> Case:
        """The case stays where it is; after a meeting it waits for the same step if that can fall due again."""
        position = case.active
        one = self.person.policy.steps[step]
        after = why in ("then", "outcome", "waived")
        if not after or one.again is None or position.at is not At.HELD or position.step != step:
            return case
        return self.move(case, towards(position, step, step, self.on))

    def start(self, case: Case, procedure: str, by: str | None) -> Case:
        """A procedure opens for the case, which waits at its step."""
        case = with_periods_begun(case, self.seen)
        first = self.person.policy.procedures[procedure].steps[0]
        position = Position(procedure, first.name, At.WAITING, self.on, passed=self.on)
        return self.arrive(self.put(replace(case, procedure=position, started=self.on, started_by=by)))

    def _decider(self, case: Case) -> str | None:
        for event in reversed(self.person.events.get(self.on, ())):
            if event.step == case.active.step and event.value is not None and event.by is not None:
                return event.by
        return None

    def follow_late(self, case: Case, step: str, actions: Actions, written: Written) -> None:
        """Carry out what is left to people, or changes a period, of a step that the case has left; it stays."""
        self.follow(replace(case, procedure=None), step, actions, written, "outcome")
        self.put(replace(self.cases[case.key], procedure=case.procedure))

    def leave_to_people(self, key: CaseKey, step: str, action: Action, written: Written, because: str = "") -> None:
        """What an action tells people, or leaves to them until it is on file, whether the case is still open or not."""
        code = "to-do" if action.modal is Modal.DOES else f"{action.modal.value}-do"
        match action.deed:
            case Tell(role, text):
                self.note(Noted("tell", self.on, step, key, (("role", role), ("text", text)), written.cites))
                return
            case Do(verb, thing):
                what, name, procedure = f"{verb} {thing}".strip(), thing, None
            case StartProcedure(procedure):
                what, name = f"start {procedure}", procedure
            case LeaveTo(role):
                code, what, name, procedure = "left-to", role, "", None
            case _:
                return
        line, cites = written.line, written.cites
        self.pending = (*self.pending, Pending(code, what, name, key, step, self.on, line, cites, procedure, because))
        self.changed = True


def _may_close(action: Action) -> bool:
    """May the case be over with it? Whatever stands beside it in a line is done before."""
    return action.modal is Modal.DOES and isinstance(action.deed, Close | AsIfHeld)


def towards(position: Position, to: str, left: str, on: Day) -> Position:
    """The position moved on to wait for another step, from a step whose outcome may still be recorded.

    A step that fell due in this running of the case before falls due again only as its `falls due again` says.
    """
    again = on if any(mark.step == to and mark.deed is Deed.DUE for mark in position.marks) else None
    held = [mark.day for mark in position.marks if mark.step == left and mark.deed is Deed.HELD]
    moved = position.moved if to == left else held[-1] if held else on
    return replace(
        position,
        step=to,
        at=At.WAITING,
        since=on,
        reached=None,
        left=left,
        occurrence=None,
        again=again,
        notices=(),
        overdue=False,
        moved=moved,
        row=None,
    )
