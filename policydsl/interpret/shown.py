"""What people should see beside what is due: principles, rights, notes, open duties; and the lines to record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.diagnostics import count_of
from policydsl.domain.number import Day
from policydsl.interpret import unworked
from policydsl.interpret.allowances import last_day_to_appeal
from policydsl.interpret.answer import DutyState, Shown, StepState, ToRecord
from policydsl.interpret.duties import ON_FILE, Owed, unit_words
from policydsl.interpret.people import led_by_another
from policydsl.interpret.periods import days_left_out, lasts_to, limit_day, running
from policydsl.interpret.person import Person
from policydsl.interpret.standing import At, Case, Occurrence, PeriodRun, Standings
from policydsl.interpret.version import step_of
from policydsl.interpret.why import words
from policydsl.model.duty import (
    Act,
    Appeal,
    Bring,
    Discuss,
    LedBy,
    NeverShow,
    Note,
    Notice,
    OtherDate,
    Postponable,
    Present,
    Strength,
    TellDuty,
    Waivable,
)
from policydsl.model.policy import Step

INVITED = "whether the employee is invited"
"""The question whose answer a right of an employee `when invited` depends on."""
MOVES = "an absence that is not over may move that on"
OPEN = (StepState.DUE, StepState.NOTICED, StepState.ARRANGED, StepState.POSTPONED)


def shown(person: Person, standings: Standings, duties: tuple[Owed, ...]) -> Iterator[Shown]:
    """Principles; what was assumed; and for each step that a case is at, its rights, notes and open duties."""
    for principle in person.policy.principles:
        text_form = principle.form(person.on)
        yield Shown("principle", text_form.meaning, clauses=text_form.written.cites)
    if person.history.works is None and person.conventions.no_pattern is not None:
        yield Shown("working-pattern-assumed", "no working pattern is on file; the one the policy names is used")
    yield from unworked.joined_over_holidays(person)
    yield from _periods(person, standings)
    at: set[str] = set()
    for occurrence, one in current(person, standings):
        for clause in one.duties:
            form = clause.form(person.on)
            for code, text in texts(form.meaning, occurrence, person):
                until = _appeal_until(form.meaning, occurrence, person, standings)
                yield Shown(code, text + until, one.name, occurrence.case.absence, form.written.cites)
        yield from led_by_another(one, occurrence)
        at.add(occurrence.id)
        for owed in duties:
            if owed.occurrence is occurrence and owed.item.state is DutyState.OPEN and is_never_breached(owed):
                yield Shown("open-duty", owed.item.duty, one.name, occurrence.case.absence, owed.item.clauses)
    for owed in duties:
        if owed.moves and owed.item.state is DutyState.OPEN:
            text = f"{owed.item.duty}: {owed.item.latest} at the earliest is its last day; {MOVES}"
            yield Shown("deadline-may-move", text, owed.item.step, owed.item.absence, owed.item.clauses)
    yield from _appeals(person, standings, frozenset(at))


def _appeals(person: Person, standings: Standings, at: frozenset[str]) -> Iterator[Shown]:
    """The appeals that are still in time although the case has gone on."""
    for occurrence in standings.occurrences.values():
        over = occurrence.held and occurrence.id not in at
        for clause in step_of(person, occurrence).duties if over else ():
            form = clause.form(person.on)
            if isinstance(form.meaning, Appeal):
                last = last_day_to_appeal(form.meaning, occurrence, person, standings)
                if last is not None and person.on <= last:
                    for code, text in texts(form.meaning, occurrence, person):
                        said = text + _until(last)
                        yield Shown(code, said, occurrence.step, occurrence.case.absence, form.written.cites)


def _periods(person: Person, standings: Standings) -> Iterator[Shown]:
    """The periods that run, up to when, and who may change that."""
    having = [(case.key, run) for case in standings.cases.values() for run in running(case, person, person.on)]
    having += [(one.case, run) for one in standings.ended for run in one.periods if run.over is None]
    for key, run in having:
        period = person.policy.periods[run.period]
        text = f"{run.period} runs from {_iso(run.first)} {_until_when(run, person)}"
        absence, cites = key.absence, period.lasts.form(person.on).written.cites
        yield Shown("period", text, None, absence, cites)
        for clause in period.adjustable:
            form = clause.form(person.on)
            limit = form.meaning.limit
            latest = None if limit is None else limit_day(run, limit, person, person.on)
            until = "" if latest is None else f", up to {_iso(latest.latest or latest.earliest or run.first)}"
            what = f"{run.period} may be {form.meaning.change.value} by {' or '.join(form.meaning.roles)}{until}"
            yield Shown("period-may-change", what, None, absence, form.written.cites)


def _until_when(run: PeriodRun, person: Person) -> str:
    """Up to which day a period runs, or at least; and how many days its clock stood still."""
    last, days = lasts_to(run, person, person.on), days_left_out(run, person, person.on)
    clock = next((one.clock.value for one in run.amounts if one.clock), "")
    none = f"{'is' if days == 1 else 'are'} no {clock.removeprefix('of ')}"
    out = f" ({count_of(days, 'day')} of it {none})" if days else ""
    if last.known is not None:
        return f"to {_iso(last.known)}{out}"
    return f"to {_iso(last.earliest or run.last)} at least{out}; {MOVES}"


def _iso(day: Day) -> str:
    return date.fromordinal(day).isoformat()


def current(person: Person, standings: Standings) -> Iterator[tuple[Occurrence, Step]]:
    """The steps that cases are at: due, or held with the case still there."""
    at = {
        position.occurrence
        for case in standings.cases.values()
        for position in (case.place, case.procedure)
        if position is not None and position.at is not At.WAITING
    }
    at.update(name for case in standings.cases.values() for name in case.active.outstanding)
    for occurrence in standings.occurrences.values():
        if occurrence.id in at:
            yield occurrence, step_of(person, occurrence)


def is_never_breached(owed: Owed) -> bool:
    """Is it something that stays open however long it takes (semantics 0a, which duties are checked)?"""
    duty = owed.duty
    return isinstance(duty, Act) and duty.by is None and not (duty.strength.value == "must" and duty.verb in ON_FILE)


def texts(duty: object, occurrence: Occurrence, person: Person) -> Iterator[tuple[str, str]]:
    """The code and the words of a duty that people should see at a step."""
    match duty:
        case Bring(companions, when_invited, _):
            invited = _is_invited(occurrence, person) if when_invited else True
            when = "" if invited else ", when invited,"
            if invited is not False:
                yield "right-to-bring", f"the employee{when} may bring {' or '.join(companions)}"
        case Appeal(to, _, _, under):
            to_whom = f" to {' or '.join(to)}" if to else ""
            how = f" under {under}" if under else ""
            yield "right-to-appeal", f"the employee may appeal{to_whom}{how}"
        case Waivable(roles, reason):
            yield "may-be-waived", f"by {' or '.join(roles)}{', giving a reason' if reason else ''}"
        case Postponable(times, amount):
            often = {1: "once", 2: "twice"}.get(times, f"{times} times")
            yield "may-be-postponed", f"{often}, to at most {unit_words(amount)} after the original date"
        case OtherDate(length, _):
            last = "" if occurrence.arranged is None else _until(person.after(occurrence.arranged, length))
            yield "right-to-another-date", f"the employee may offer another date{last}"
        case LedBy(leaders, others):
            along = f", with {' and '.join(others)}" if others else ""
            yield "led-by", f"led by {' or '.join(leaders)}{along}"
        case Present(roles, how):
            yield "present", f"{how} {', '.join(roles)}"
        case Discuss(topics):
            yield "discuss", ", ".join(topics)
        case Note(text):
            yield "note", text
        case NeverShow(things):
            yield "never-shown", ", ".join(things)
        case Act(Strength.MAY, bearer, verb, thing, _):
            yield "may-do", f"{bearer}: {' '.join(filter(None, (verb, thing)))}"
        case _:
            return


def _appeal_until(duty: object, occurrence: Occurrence, person: Person, standings: Standings) -> str:
    """The last day on which an appeal is in time, or how long there is for it."""
    if not isinstance(duty, Appeal) or duty.amount is None or duty.after is None:
        return ""
    last = last_day_to_appeal(duty, occurrence, person, standings)
    return f" within {unit_words(duty.amount)} after {words(duty.after)}" if last is None else _until(last)


def _is_invited(occurrence: Occurrence, person: Person) -> bool | None:
    """Whether the employee is asked to attend; None: not on file."""
    found = [one for one in person.things.get(INVITED, ()) if one.step in (None, occurrence.step)]
    return found[-1].value is not False if found else None


def _until(day: Day) -> str:
    return f", up to {date.fromordinal(day).isoformat()}"


# ------------------------------------------------------------------ what to put on file


def to_record(person: Person, standings: Standings, duties: tuple[Owed, ...]) -> Iterator[ToRecord]:
    """Event lines for what is due or waits for an outcome, dated the day asked about, to be put right and pasted."""
    at = {
        position.occurrence: (case, position.at)
        for case in standings.cases.values()
        for position in (case.place, case.procedure)
        if position is not None and position.occurrence is not None
    }
    at |= {name: (case, At.DUE) for case in standings.cases.values() for name in case.active.outstanding}
    of_occurrence: dict[str, list[Owed]] = {}
    for owed in duties:
        of_occurrence.setdefault(owed.occurrence.id, []).append(owed)
    for occurrence, one in current(person, standings):
        case, where = at[occurrence.id]
        mine = [owed for owed in of_occurrence.get(occurrence.id, ()) if owed.occurrence is occurrence]
        if occurrence.state in OPEN and one.decided_by is None:
            yield from _notice_line(occurrence, case, person, mine)
            yield _line(occurrence, case, person, "held", "what: held")
        for owed in mine:
            if owed.item.state in (DutyState.OPEN, DutyState.BREACHED):
                yield from _paper_line(owed, occurrence, case, person)
        undecided = occurrence.outcome is None and (where is At.HELD or occurrence.state in OPEN)
        for clause in one.outcomes if undecided else ():
            value = f"what: outcome, value: {quoted(clause.key.name)}"
            yield _line(occurrence, case, person, "outcome", value)


AMONG_WORDS = dict.fromkeys(map(ord, " -'’"))
"""What may stand among the letters of a text that needs no quotes."""


def quoted(text: str) -> str:
    """A text as a value in a line of a history file, in quotes where YAML would read it otherwise."""
    plain = text[:1].isalpha() and text.translate(AMONG_WORDS).isalnum()
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line(occurrence: Occurrence, case: Case, person: Person, what: str, rest: str, step: bool = True) -> ToRecord:
    parts = [f"date: {date.fromordinal(person.on).isoformat()}"]
    if step:
        parts.append(f"step: {quoted(occurrence.step)}")
    branch = person.policy.branches.get(case.key.branch)
    if branch is not None and case.procedure is not None:
        parts.append(f"branch: {quoted(case.key.branch)}")
    if case.key.absence is not None:
        parts.append(f"absence: {case.key.absence}")
    if occurrence.id in case.active.outstanding and occurrence.step == case.active.step:
        parts.append(f"due: {_iso(occurrence.on)}")
    line = "{" + ", ".join([*parts, rest]) + "}"
    return ToRecord(occurrence.step, case.key.branch, case.key.absence, what, line, occurrence.id)


def _notice_line(occurrence: Occurrence, case: Case, person: Person, duties: list[Owed]) -> Iterator[ToRecord]:
    for owed in duties:
        if isinstance(owed.duty, Notice) and owed.given is None:
            # A line to paste: for a day on which the organisation works.
            day = person.after(person.on, owed.duty.amount)
            day = person.organisation(day).possibly.next_worked(day - 1) or day
            earliest = date.fromordinal(day).isoformat()
            how = "written" if owed.duty.in_writing else "given"
            yield _line(occurrence, case, person, "notice", f"what: notice, value: {how}, for: {earliest}")


PAST = {
    "complete": "completed",
    "agree": "agreed",
    "issue": "issued",
    "send": "sent",
    "give": "given",
    "consider": "considered",
}


def _paper_line(owed: Owed, occurrence: Occurrence, case: Case, person: Person) -> Iterator[ToRecord]:
    set_here = isinstance(owed.duty, Act) and owed.duty.thing in person.policy.settings
    for what, rest in paper(owed):
        yield _line(occurrence, case, person, what, f"{rest}, value: 4" if set_here else rest)


def paper(owed: Owed) -> Iterator[tuple[str, str]]:
    """What puts a duty on file that is wanted there, and the keys of its event line."""
    if isinstance(owed.duty, TellDuty):
        yield "told", "what: told"
    elif isinstance(owed.duty, Act) and not is_never_breached(owed):
        what = PAST.get(owed.duty.verb, "recorded")
        yield what, f"what: {what}, name: {quoted(owed.duty.thing)}"
