"""Knows what policy 3.3 asks for on a day, told a second time and day by day, to check the interpreter against.

It shares nothing with the library. "5" stands for the default reading set, "0a" for the rules that settle what was
open, both of the design this was written from; where neither speaks, the comment says DECIDED and why.
Left out: corrections (`recorded`, `retracted`), adjustments, holidays, `waived`, `postponed`, `closed` by a person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.luu_absences import Absence, Pattern, Score, days, joined, months_after

IN_FORCE = date(2024, 9, 1)
BRANCH_1, BRANCH_2, AFTERWARDS = "Branch 1", "Branch 2", "after every absence"
INFORMAL, FORMAL_1, FORMAL_2, FINAL = LADDER = (
    "first informal meeting",
    "first formal meeting",
    "second formal meeting",
    "final formal meeting",
)
LONG_INFORMAL, LONG_FORMAL_1, LONG_FORMAL_2, LONG_FINAL = LONG_TERM = (
    "long-term informal meeting",
    "long-term first formal meeting",
    "long-term second formal meeting",
    "long-term final meeting",
)
REVIEW, DISMISSAL = PROCEDURE = ("review of the recommendation", "capability dismissal meeting")
RETURN = "return to work meeting"
STEPS = (*LADDER, *LONG_TERM, *PROCEDURE, RETURN)
WITH_NOTICE = {*LADDER[1:], *LONG_TERM[1:]}
HALF_PAY, END_OF_PAY = "half pay date", "end of pay"
WAITING, DUE, HELD = "waiting", "due", "held"
START, SHOULD_START, CLOSE, BACK, STAY = "start", "should start", "close", "return", "stay"
# what an outcome leads to: an action, or the step waited for; those of FORMAL_1 and FORMAL_2 move nothing
OUTCOMES: dict[tuple[str, str], str] = {
    (FINAL, "recommend capability dismissal meeting"): START,
    (FINAL, "more support"): STAY,
    (LONG_INFORMAL, "return date clear"): CLOSE,
    (LONG_INFORMAL, "return date not clear"): LONG_FORMAL_1,
    (LONG_FORMAL_1, "return date clear"): CLOSE,
    (LONG_FORMAL_1, "return date not clear"): LONG_FORMAL_2,
    (LONG_FORMAL_2, "no clear prospects"): START,
    (LONG_FORMAL_2, "further time needed"): LONG_FINAL,
    (LONG_FINAL, "no clear prospects"): SHOULD_START,
    (LONG_FINAL, "return likely"): STAY,
    (REVIEW, "proceed"): DISMISSAL,
    (REVIEW, "more support first"): BACK,
    (DISMISSAL, "dismissed"): CLOSE,
    (DISMISSAL, "not dismissed"): BACK,
    (RETURN, "fit for normal duties"): CLOSE,
    (RETURN, "not fully fit"): CLOSE,
}
STARTS_THE_PROCEDURE, ATTESTATION = "capability dismissal", "all other options exhausted"
# 0a, events of one day: by step, then in this order
RANKS = ("requested", "notice", "scheduled", "held", "attended", "recorded", "outcome")

Event = dict[str, Any]


@dataclass(slots=True)
class Expected:
    """What must be reported on a day. Lists are in date order, then in the order of STEPS, then by absence.

    A step of the procedure bears the branch (and absence) of the case that started it, and an open procedure is a
    second line of `standing` beside its case, which stays `held`. `closed` has every case of Branch 2 that ended, also
    of a short absence, and a case of Branch 1 closed by a dismissal. Return-to-work meetings are under AFTERWARDS in
    `fell_due` and, while due or held without an outcome, in `standing`; they are not in `closed`. `targets` are
    the days of the date rules of Branch 2 (latest None: no bound). `before_standing` and `not_permitted` (reviewed by
    the recommender) hold events that move nothing for reasons of their own; they are not in `out_of_sequence`.
    """

    score: int | Fraction = 0
    fell_due: list[tuple[str, str, str | None, date]] = field(default_factory=list)
    lapsed: list[tuple[str, date]] = field(default_factory=list)
    closed: list[tuple[str, str | None, date]] = field(default_factory=list)
    standing: list[tuple[str, str | None, str, str]] = field(default_factory=list)
    out_of_sequence: set[tuple[str, date]] = field(default_factory=set)
    before_standing: set[tuple[str, date]] = field(default_factory=set)
    not_permitted: set[tuple[str, date]] = field(default_factory=set)
    notice_breached: list[tuple[str, date]] = field(default_factory=list)
    unknown: set[tuple[str, str]] = field(default_factory=set)
    targets: list[tuple[str, str, date, date | None]] = field(default_factory=list)


# --- cases ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Case:
    """One running of a branch, of the procedure, or of the meeting after one absence."""

    branch: str
    absence: Absence | None
    step: str
    state: str
    reached: date  # the day it came to wait for its step, or to its step
    examined_from: date
    held: date | None = None  # the day of the meeting held last
    new_since: date | None = None  # Branch 1 again: an absence must begin on this day or later
    arranged: date | None = None  # the date a person set for its step
    notices: list[date] = field(default_factory=list)
    should_start: date | None = None  # the day of the outcome after which the procedure should be started
    started_by: Case | None = None  # of a procedure: the case whose outcome opened it
    recommender: str | None = None  # of a procedure: who recorded that outcome
    procedure: Case | None = None
    steps_held: set[str] = field(default_factory=set)

    @property
    def about(self) -> str | None:
        return self.absence.name if self.absence else None

    def wait_for(self, step: str, today: date) -> None:
        self.step, self.state, self.reached, self.examined_from = step, WAITING, today, today + days(1)
        self.arranged, self.notices = None, []


@dataclass(frozen=True, slots=True)
class Target:
    earliest: date
    latest: date | None
    needs: frozenset[str]


def date_rule(case: Case, half_pay: date | None, end: date | None) -> Target | None:
    """When the step of Branch 2 the case waits for falls due; None when no date is left and a person sets it (5).

    A date not later than the meeting just held drops out. An unknown one may be any date later than it, or drop out.
    """
    assert case.absence is not None
    assert case.held is not None
    held, tomorrow = case.held, case.held + days(1)
    earliest: date
    latest: date | None
    needs = {name for name, value in ((HALF_PAY, half_pay), (END_OF_PAY, end)) if value is None}
    if case.step == LONG_FORMAL_1:
        floor = case.absence.first + days(56)
        latest = held + days(28)
        if half_pay is None:
            earliest = tomorrow
        else:
            earliest = latest = min(latest, half_pay) if half_pay > held else latest
        earliest, latest = max(earliest, floor), max(latest, floor)
        needs.discard(END_OF_PAY)
    elif case.step == LONG_FORMAL_2:
        halfway = held + days((end - held).days // 2) if end else None
        ahead = [day for day in (half_pay, halfway) if day and day > held]
        if not ahead and not needs:
            return None
        latest = min(ahead, default=None)
        earliest = tomorrow if needs else min(ahead)
    elif half_pay and half_pay > held:
        earliest = latest = half_pay
    elif half_pay is None or end is None:
        # DECIDED: with neither on file both are asked for; end of pay decides should half pay turn out to be past
        earliest, latest = tomorrow, None
    elif end > held:
        earliest = latest = end
    else:
        return None
    earliest = max(earliest, case.examined_from)  # the day after the outcome, if that is later (5)
    latest = max(latest, case.examined_from) if latest else None
    # what cannot change the day is not asked for (absorbed operands drop)
    return Target(earliest, latest, frozenset() if earliest == latest else frozenset(needs))


class Run:
    """A history told day by day: `morning` of each day, then `evening`. `answer` does this."""

    def __init__(self, history: dict[str, Any], on: date) -> None:
        records = history.get("absences", [])
        pattern = Pattern(history)
        counted = [record for record in records if "pregnancy-related" not in record.get("flags", ())]
        self.on = on
        self.absences = joined(counted, pattern, on)  # as the branches see them
        self.all_absences = joined(records, pattern, on)  # as the meetings after an absence see them
        self.score = Score(counted, self.absences, pattern, on)
        self.facts = history.get("facts", [])
        self.standing: list[Event] = history.get("standing", [])
        self.events: dict[date, list[Event]] = defaultdict(list)
        for event in history.get("events", []):
            self.events[event["date"]].append(event)
        self.cases: list[Case] = []  # the open ones
        self.expected = Expected()
        stood = [(entry, self.absence_named(entry)) for entry in self.standing]
        self.stood_from: dict[tuple[str, str | None], date] = {
            (entry["branch"], absence.name if absence else None): entry["held"] for entry, absence in stood
        }
        self.opens: dict[date, list[tuple[Absence | None, dict[str, Any] | None]]] = defaultdict(list)
        for entry, absence in stood:
            self.opens[entry["held"]].append((absence, entry))
        if (BRANCH_1, None) not in self.stood_from:
            self.opens[IN_FORCE].append((None, None))
        for absence in self.absences:
            # 0a, the first day: one that was over before opens no case, one still running opens its case then
            if (BRANCH_2, absence.name) not in self.stood_from and not absence.settled(IN_FORCE):
                self.opens[max(absence.first, IN_FORCE)].append((absence, None))

    def absence_named(self, entry: dict[str, Any]) -> Absence | None:
        if entry["branch"] == BRANCH_1:
            return None
        named = [a for a in self.absences if "absence" not in entry or str(entry["absence"]) in a.references]
        if len(named) != 1:
            raise ValueError(f"which absence is meant by {entry}?")
        return named[0]

    def first_day(self) -> date:
        """Everything recorded is met, so that a meeting held before the first day is found out of sequence."""
        return min([IN_FORCE, *self.opens, *self.events])

    # --- the morning: what the day itself brings

    def morning(self, today: date) -> None:
        for case in list(self.cases):  # the case lasts to the first day back and closes then, before anything else (5)
            if case.branch == BRANCH_2 and case.started_by is None and case.absence and case.absence.back == today:
                self.close(case, today)
        for absence, entry in self.opens.get(today, ()):
            if entry:
                self.begin_from(entry, absence, today)
            else:
                branch, step = (BRANCH_2, LONG_INFORMAL) if absence else (BRANCH_1, INFORMAL)
                self.cases.append(Case(branch, absence, step, WAITING, today, today))
        for absence in self.all_absences:
            # DECIDED: one whose first day back is the first day was not over before it (it is over on that day)
            if absence.back == today and today >= IN_FORCE:
                case = Case(AFTERWARDS, absence, RETURN, WAITING, today, today)
                self.cases.append(case)
                self.fall_due(case, today)
        for case in self.cases:
            if case.state == WAITING and case.examined_from <= today:
                self.examine(case, today)

    def begin_from(self, entry: dict[str, Any], absence: Absence | None, today: date) -> None:
        """0a, standing from before: as if the step had been held (and decided) on that day."""
        if entry["step"] in PROCEDURE:
            raise ValueError("a standing in the procedure does not say where it returns to")
        case = Case(entry["branch"], absence, entry["step"], DUE, today, today)
        self.cases.append(case)
        self.hold(case, today)
        if (entry["step"], entry.get("outcome")) in OUTCOMES:
            self.decide(case, entry["outcome"], entry.get("by"), today)

    def examine(self, case: Case, today: date) -> None:
        if case.step == INFORMAL:
            new = case.new_since is None or any(case.new_since <= a.first <= today for a in self.absences)
            if new and self.score.on(today) > 150:
                self.fall_due(case, today)
        elif case.step in LADDER:
            self.examine_window(case, today)
        elif case.step == LONG_INFORMAL:
            assert case.absence is not None
            if case.absence.length(today) > 28:
                self.fall_due(case, today)
        else:
            target = self.target(case, today)
            if target and target.latest and target.latest <= today:
                self.fall_due(case, today)

    def examine_window(self, case: Case, today: date) -> None:
        """2 short-term absences or 1 medium-term one that began in the six months after the meeting; else a lapse."""
        assert case.held is not None
        closing = months_after(case.held, 6)
        inside = [absence for absence in self.absences if case.held < absence.first <= min(closing, today)]
        medium = sum(1 for absence in inside if absence.length(today) > 7)
        short = sum(1 for absence in inside if absence.settled(today) and absence.length(today) <= 7)
        if short >= 2 or medium >= 1:
            self.fall_due(case, today)
        elif today > closing and all(absence.settled(today) for absence in inside):
            self.expected.lapsed.append((case.branch, today))
            self.begin_again(case, today)

    def begin_again(self, case: Case, today: date) -> None:
        """Branch 1 waits for its first step; what must be new begins today or later, looked at from tomorrow (5)."""
        case.wait_for(INFORMAL, today)
        case.held, case.new_since = None, today

    def fact(self, name: str, absence: Absence, today: date) -> date | None:
        known = [
            fact
            for fact in self.facts
            if fact["name"] == name
            and fact.get("from", date.min) <= today
            and ("absence" not in fact or str(fact["absence"]) in absence.references)
        ]
        value: date | None = max(known, key=lambda fact: fact.get("from", date.min))["value"] if known else None
        return value

    def target(self, case: Case, today: date) -> Target | None:
        assert case.absence is not None
        computed = date_rule(case, self.fact(HALF_PAY, case.absence, today), self.fact(END_OF_PAY, case.absence, today))
        if computed is None and case.arranged:
            # DECIDED: a person sets the date by a `scheduled` event, and the step falls due on its `for`
            day = max(case.arranged, case.examined_from)
            return Target(day, day, frozenset())
        return computed

    def fall_due(self, case: Case, today: date) -> None:
        case.state = DUE
        self.expected.fell_due.append((case.step, case.branch, case.about, today))

    # --- the evening: what people recorded

    def evening(self, today: date) -> None:
        for event in sorted(self.events.get(today, ()), key=order_of):
            self.take(event, today)

    def take(self, event: Event, today: date) -> None:
        step, what = event.get("step"), event["what"]
        if step and self.before_standing(event, today):
            if what in ("held", "outcome", "notice"):
                self.expected.before_standing.add((step, today))
        elif what == "held" and step:
            case = self.case_for(event, DUE)
            if case is None:
                self.expected.out_of_sequence.add((step, today))
            elif step != REVIEW:  # it has `decided by` and is not a meeting (0a)
                if step in WITH_NOTICE and not any((today - notice).days >= 5 for notice in case.notices):
                    self.expected.notice_breached.append((step, today))
                self.hold(case, today)
        elif what == "outcome" and step:
            self.take_outcome(event, today)
        elif what in ("notice", "scheduled") and step:
            self.take_date(event, today)
        elif what == "recorded" and event.get("name") == STARTS_THE_PROCEDURE:
            for case in self.cases:
                if case.should_start and refers_to(event, case):
                    self.start(case, event.get("by"), today)
                    break

    def before_standing(self, event: Event, today: date) -> bool:
        """0a: events of that branch, in Branch 2 of that absence, dated that day or earlier move nothing."""
        if event["step"] in LADDER or event.get("branch") == BRANCH_1:
            return self.stood_after(today, None)
        if event["step"] == RETURN or "absence" not in event:
            return False
        return any(self.stood_after(today, a.name) for a in self.absences if str(event["absence"]) in a.references)

    def stood_after(self, today: date, about: str | None) -> bool:
        return today <= self.stood_from.get((BRANCH_2 if about else BRANCH_1, about), date.min)

    def case_for(self, event: Event, *states: str) -> Case | None:
        fitting = [
            case
            for case in self.cases
            if case.step == event["step"] and case.state in states and refers_to(event, case)
        ]
        if len(fitting) > 1:
            raise ValueError(f"{event} fits two cases")  # an error of the history (language, section 5)
        return fitting[0] if fitting else None

    def take_outcome(self, event: Event, today: date) -> None:
        step, value = event["step"], event["value"]
        if step in (FORMAL_1, FORMAL_2):  # such an outcome adds and moves nothing: it wants a meeting held by then (0a)
            in_sequence = any(step in case.steps_held for case in self.cases if case.branch == BRANCH_1)
        else:
            # DECIDED: an outcome counts where one is waited for; a second one only after `return` or `leave it to HR`
            case = self.case_for(event, DUE if step == REVIEW else HELD)
            in_sequence = case is not None and case.procedure is None
            if case and in_sequence:
                if step == REVIEW and case.recommender and event.get("by") == case.recommender:
                    self.expected.not_permitted.add((step, today))
                elif value == "dismissed" and not self.attested(case, today):  # LUU-45
                    in_sequence = False
                else:
                    self.decide(case, value, event.get("by"), today)
        if not in_sequence:
            self.expected.out_of_sequence.add((step, today))

    def attested(self, case: Case, today: date) -> bool:
        """DECIDED: on file for this procedure, that is since it was opened; the day of the decision will do."""
        on_file = (event for day, events in self.events.items() if case.reached <= day <= today for event in events)
        return any(event.get("name") == ATTESTATION and refers_to(event, case) for event in on_file)

    def take_date(self, event: Event, today: date) -> None:
        """A notice or a date. Only one of the dismissal meeting before its review can be out of sequence (0a, blocked).

        DECIDED: any other notice may come before its step is due (else no meeting could be held on its target), but
        counts only for the case that waits for the step, or has it due, on the day it is given.
        """
        case = self.case_for(event, WAITING, DUE, HELD)
        if event["step"] == DISMISSAL and case is None:
            self.expected.out_of_sequence.add((DISMISSAL, today))
        elif case and event["what"] == "notice":
            case.notices.append(today)
        elif case:
            case.arranged = event["for"]

    # --- what moves a case

    def hold(self, case: Case, today: date) -> None:
        case.state, case.held = HELD, today
        case.steps_held.add(case.step)
        if case.step in LADDER[:3]:  # `then wait for`: with or without an outcome
            case.wait_for(LADDER[LADDER.index(case.step) + 1], today)

    def decide(self, case: Case, outcome: str, by: str | None, today: date) -> None:
        action = OUTCOMES[case.step, outcome]
        case.should_start = None
        if action == START:
            self.start(case, by, today)
        elif action == SHOULD_START:
            case.should_start = today
            for event in self.events.get(today, ()):  # recorded on the same day, though before it by rank
                if event.get("name") == STARTS_THE_PROCEDURE and refers_to(event, case):
                    self.start(case, event.get("by"), today)
                    break
        elif action == CLOSE:
            self.close(case.started_by or case, today)
        elif action == BACK:  # the case is still held at the step that started this, and waits for another outcome
            assert case.started_by is not None
            case.started_by.procedure = None
            self.cases.remove(case)
        elif action == DISMISSAL:  # due on that same day (0a, due at once)
            case.step = DISMISSAL
            self.fall_due(case, today)
        elif action != STAY:
            case.wait_for(action, today)

    def start(self, case: Case, by: str | None, today: date) -> None:
        case.should_start = None
        case.procedure = Case(case.branch, case.absence, REVIEW, DUE, today, today, started_by=case, recommender=by)
        self.cases.append(case.procedure)
        self.fall_due(case.procedure, today)

    def close(self, case: Case, today: date) -> None:
        if case.procedure:
            self.cases.remove(case.procedure)
            case.procedure = None
        if case.branch != AFTERWARDS:
            self.expected.closed.append((case.branch, case.about, today))
        if case.branch == BRANCH_1:  # 0a: a branch that follows each employee begins again
            self.begin_again(case, today)
        else:
            self.cases.remove(case)

    # --- the end

    def answer(self) -> Expected:
        expected = self.expected
        expected.score = self.score.on(self.on)
        for case in self.cases:
            expected.standing.append((case.branch, case.about, case.state, case.step))
            if case.state == WAITING and case.step in LONG_TERM[1:]:
                target = self.target(case, self.on)
                if target and case.about:
                    expected.targets.append((case.step, case.about, target.earliest, target.latest))
                    expected.unknown |= {(case.about, need) for need in target.needs}
        expected.fell_due.sort(key=lambda due: (due[3], STEPS.index(due[0]), due[2] or ""))
        expected.standing.sort(key=lambda line: (line[0], line[1] or "", STEPS.index(line[3])))
        return expected


def refers_to(event: Event, case: Case) -> bool:
    if event.get("branch", case.branch) != case.branch:
        return False
    return "absence" not in event or bool(case.absence and str(event["absence"]) in case.absence.references)


def order_of(event: Event) -> tuple[int, int, str, str]:
    step, what = event.get("step"), event["what"]
    return (
        STEPS.index(step) if step else len(STEPS),
        RANKS.index(what) if what in RANKS else len(RANKS),
        str(event.get("name", "")),
        str(event.get("value", "")),
    )


def answer(history: dict[str, Any], on: date) -> Expected:
    run = Run(history, on)
    day = run.first_day()
    while day <= on:
        run.morning(day)
        run.evening(day)
        day += days(1)
    return run.answer()
