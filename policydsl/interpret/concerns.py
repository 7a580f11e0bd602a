"""What somebody should look at: doubtful records, events that moved nothing, notices too short, papers missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policydsl.diagnostics import count_of
from policydsl.domain.number import Day
from policydsl.interpret import unworked
from policydsl.interpret.allowances import beyond_what_is_allowed
from policydsl.interpret.answer import DutyState, StepState, Warned
from policydsl.interpret.discounts import doubtful_discounts
from policydsl.interpret.duties import Owed, days_between, earliest_meeting, unit_words
from policydsl.interpret.early_periods import begun_before_their_meeting, not_begun_before_the_policy
from policydsl.interpret.of_no_days import linked_and_of_no_days, without_working_day
from policydsl.interpret.people import deciders_not_named, leaders_not_named
from policydsl.interpret.person import Person
from policydsl.interpret.some_records import counted_twice, flagged_in_part
from policydsl.interpret.standing import WHO_LED, Noted, Occurrence, Standings
from policydsl.interpret.too_late import certain_too_late
from policydsl.interpret.unknown_reasons import kept_apart
from policydsl.interpret.version import step_of
from policydsl.model.amount import During, OutcomeEvent, StepEvent
from policydsl.model.at_rest import runs_from_due
from policydsl.model.condition import Tally
from policydsl.model.duty import Notice, OtherDate
from policydsl.model.named import parts_of
from policydsl.model.policy import DueWhen, Scope, When


def concerns(
    person: Person, standings: Standings, duties: tuple[Owed, ...], of_guidance: tuple[Warned, ...] = ()
) -> tuple[Warned, ...]:
    """All warnings of an answer, in order of date."""
    found = [
        *_of_the_policy(person),
        *_of_records(person),
        *kept_apart(person),
        *unworked.warned(person),
        *_of_events(person, standings),
        *_of_duties(person, duties),
        *_of_leaders(person, standings),
        *beyond_what_is_allowed(person, standings),
        *begun_before_their_meeting(person, standings),
        *not_begun_before_the_policy(person),
        *of_guidance,
        *doubtful_discounts(person),
        *flagged_in_part(person),
        *counted_twice(person),
        *certain_too_late(person, standings),
        *_outstanding(person, standings),
    ]
    return tuple(sorted(found, key=lambda one: one.on or date.min))


def _of_the_policy(person: Person) -> Iterator[Warned]:
    """A policy asked about a day on which it is not in force."""
    policy = person.policy
    if person.on < person.first_day:
        message = f"the policy is in force from {policy.in_force} on, so nothing of it applies yet"
        yield Warned("policy-not-in-force", message, on=date.fromordinal(person.on))
    elif policy.until is not None and person.on > policy.until.toordinal():
        message = f"the policy was in force until {policy.until}; what follows is as if it still were"
        yield Warned("policy-not-in-force", message, on=policy.until, help="ask under the policy that followed it")


def day(number: Day | str) -> str:
    """A day as ISO text."""
    return date.fromordinal(int(number)).isoformat()


# ------------------------------------------------------------------ records


def _of_records(person: Person) -> Iterator[Warned]:
    yield from without_working_day(person)
    yield from linked_and_of_no_days(person)
    for absence in person.seen_around[When.AFTER]:
        flagged = [one for one in absence.records if person.is_left_out(one)]
        if flagged and len(flagged) < len(absence.records):
            marks = ", ".join(sorted(frozenset().union(*(one.flags for one in flagged))))
            yield Warned(
                "protected-record-touches",
                f"a record flagged {marks} touches others of the absence that began on {day(absence.first)}"
                " and counts for nothing there",
                absence=absence.name,
                on=date.fromordinal(absence.first),
                help="decide whether the other records belong to it, and flag them too if they do",
            )


# ------------------------------------------------------------------ events


def _of_events(person: Person, standings: Standings) -> Iterator[Warned]:
    for noted in standings.noted:
        about = dict(noted.about)
        message, help_ = _sentence(noted, about)
        event = None if noted.event is None else person.events[noted.on][noted.event]
        yield Warned(
            noted.code,
            message,
            step=noted.step,
            absence=noted.case.absence if noted.case else None,
            on=date.fromordinal(noted.on),
            help=help_,
            clauses=noted.clauses,
            place=event.place if event else None,
        )


WAYS_OUT = "record what led to it, or state where the case stood before under `standing`"


def _sentence(noted: Noted, about: dict[str, str]) -> tuple[str, str | None]:
    what = f"`{about.get('what', '')}` of {noted.step} on {day(noted.on)}"
    match noted.code:
        case "out-of-sequence":
            if about["due"]:
                return f"{what} moves nothing: it was not recorded as held by then", "record its `held` with its day"
            waits = f"; the case waits for {about['waits']}" if about["waits"] and about["waits"] != noted.step else ""
            if about["by_itself"]:
                counted = f"it counted as held at once, on {day(about['held'])}"
                return f"{what} moves nothing: {counted}", "take the event out; nobody has to hold this step"
            held = f"it was held on {day(about['held'])} already" if about["held"] else "it was not due"
            return f"{what} moves nothing: {held}{waits}", WAYS_OUT
        case "before-standing":
            return (
                f"{what} moves nothing: {about['branch']} stood where `standing` says on {day(about['held'])}",
                "take the event out, or the standing",
            )
        case "before-permitted":
            outcome = f" with outcome {about['outcome']}" if "outcome" in about else ""
            return f"{what}{outcome} moves nothing: first comes {about['needs']}", f"record {about['needs']} first"
        case "outcome-of-another-version":
            only = f"only {about['offered']}" if about["offered"] else "none"
            return (
                f"{what} moves nothing: the version that this case goes by has {only}, not `{about['outcome']}`",
                "check the day of the event, and what the policy says of cases already open",
            )
        case "unsupported-meeting":
            return (
                f"{noted.step} held on {day(noted.on)} is no longer supported by the record as it stands",
                "decide what becomes of it and of what rests on it",
            )
        case "nothing-to-close":
            return f"`closed` on {day(noted.on)} moves nothing: no case of {about['branch']} is open", "check `branch`"
        case "waiver-without-reason":
            return f"{what} does not say who decided that and why", "add `by` and `why`"
        case "not-a-meeting":
            return f"{what} moves nothing: it is decided, not held", "record its `outcome`"
        case "decided-by-the-same":
            return (
                f"{what} moves nothing: it is for someone other than the {about['other']} to decide",
                "have somebody else decide, and record who did",
            )
        case "decider-not-named":
            return (
                f"{what} does not show that it was someone other than the {about['other']}",
                "add `by` to this event and to the "
                + ("`held` of that meeting" if about["other"].startswith(WHO_LED) else "one that recommended it"),
            )
        case "no-such-period":
            if over := about.get("over"):
                return (
                    f"{what_period(about, noted)} moves nothing: it ended on {day(over)}",
                    "date the change on or before that day, or record again what starts the period",
                )
            return f"{what_period(about, noted)} moves nothing: it does not run", "check the day, and the period's name"
        case "period-not-to-change":
            return f"{what_period(about, noted)} moves nothing: the policy does not say that it may be", None
        case "period-beyond-limit":
            text = (
                f"{what_period(about, noted)}, to {day(about['last'])}; the policy allows {day(about['limit'])} at most"
            )
            return text, "decide whether that shall stand, and record the day that does"
        case "period-changed-by-another":
            return f"{what_period(about, noted)} by somebody whom the policy does not name for that", None
        case "tell":
            return f"{about['role']}: {about['text']}", None
        case _:
            return f"{what}: {noted.code.replace('-', ' ')}", None


def what_period(about: dict[str, str], noted: Noted) -> str:
    """What was recorded of a period, and when."""
    return f"{about['period']} {about['what']} on {day(noted.on)}"


# ------------------------------------------------------------------ duties


def _of_duties(person: Person, duties: tuple[Owed, ...]) -> Iterator[Warned]:
    for one in duties:
        item = one.item
        if isinstance(one.duty, Notice):
            yield from _short_notice(person, one, one.duty)
        elif item.state is DutyState.BREACHED and not isinstance(one.duty, OtherDate):  # that is left to a person
            held = one.occurrence.held
            on = item.latest if held is None else date.fromordinal(held)
            at_meeting = held is not None and item.duty != "hold"
            missing = f"`{item.duty}` is missing when {item.step} was held on {on}"
            late = f"`{item.duty}` of {item.step} was to be done by {item.latest}"
            yield Warned(
                "missing-at-meeting" if at_meeting else "too-late",
                missing if at_meeting else late,
                step=item.step,
                absence=item.absence,
                on=on,
                help="put it on file" if at_meeting else None,
                clauses=item.clauses,
            )


def _short_notice(person: Person, one: Owed, duty: Notice) -> Iterator[Warned]:
    if one.meeting is None or one.item.state is DutyState.MET:
        return
    required = unit_words(duty.amount)
    on = date.fromordinal(one.meeting)
    if one.given is None:
        if one.occurrence.held is None:
            return
        message = f"{one.item.step} was held on {on} without notice; {required} required"
    else:
        number = days_between(person, duty.amount, one.given, one.meeting)
        unit = duty.amount.unit.value
        short = f"{number} {unit[:-1] if number == 1 else unit}"
        be = "was" if one.occurrence.held is not None else "is"
        message = (
            f"notice of {one.item.step} is {short}, {required} required;"
            f" the earliest meeting {be} {day(earliest_meeting(person, duty.amount, one.given))}"
        )
    yield Warned("notice-too-short", message, one.item.step, one.item.absence, on, None, one.item.clauses)


def _of_leaders(person: Person, standings: Standings) -> Iterator[Warned]:
    for one in standings.occurrences.values():
        step = step_of(person, one)
        yield from (*leaders_not_named(step, one), *deciders_not_named(step, one))


# ------------------------------------------------------------------ steps not held


def _outstanding(person: Person, standings: Standings) -> Iterator[Warned]:
    """A step due and not held, while absences go by that count for no stage: the next clock starts when it is held."""
    for one in standings.occurrences.values():
        branch = person.policy.branches.get(one.case.branch)
        open_ = one.state in (StepState.DUE, StepState.NOTICED, StepState.ARRANGED)
        if not open_ or branch is None or branch.scope.meaning(person.on) is not Scope.EMPLOYEE:
            continue
        if _is_counted_from_due(one, person):
            continue
        since = sum(1 for absence in person.absences if one.on < absence.first <= person.on)
        if since:
            yield _not_held(one, since, counts_from_held=_is_counted_from_held(one, person))


def _is_counted_from_due(one: Occurrence, person: Person) -> bool:
    """Does the time of some step run from the day this one fell due, so that absences count although it is not held?"""
    dues = (step.due.meaning(person.on) for step in person.policy if step.due)
    return any(isinstance(due, DueWhen) and runs_from_due(due.condition, one.step) for due in dues)


def _is_counted_from_held(one: Occurrence, person: Person) -> bool:
    """Does the time of some count, or a period, run from the day this one is held or decided?"""
    lines = tuple((step.due, step.ifs) for step in person.policy)
    windows = [part.window for part in parts_of(lines) if isinstance(part, Tally)]
    looked_at = {part.period for part in parts_of(tuple(windows)) if isinstance(part, During)}
    periods = [period.lasts for period in person.policy.periods.values() if period.name in looked_at]
    return any(
        isinstance(part, StepEvent | OutcomeEvent) and part.step == one.step for part in parts_of((*windows, *periods))
    )


def _not_held(one: Occurrence, since: int, *, counts_from_held: bool) -> Warned:
    verb = "counts" if since == 1 else "count"
    begun = f"{'has' if since == 1 else 'have'} begun since then"
    what = f"since then {verb} for no stage until it is held" if counts_from_held else begun
    return Warned(
        "step-outstanding",
        f"{one.step} is outstanding since {day(one.on)}; {count_of(since, 'absence')} {what}",
        step=one.step,
        absence=one.case.absence,
        on=date.fromordinal(one.on),
        help="hold the meeting and record it",
    )
