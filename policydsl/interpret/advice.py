"""What people see, put on file and settle at the meetings of guidance that were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from policydsl.history.history import What
from policydsl.history.names import found_role
from policydsl.interpret.answer import DutyState, Human, Shown, ToRecord, Warned
from policydsl.interpret.condition import Seen, holds
from policydsl.interpret.duties import Owed
from policydsl.interpret.guidance import Asked
from policydsl.interpret.people import leaders_not_named, led_by_another, left_to_a_person
from policydsl.interpret.shown import is_never_breached, paper, quoted, texts
from policydsl.interpret.standing import Standings
from policydsl.interpret.why import condition_words
from policydsl.model.action import Action, Do, LeaveTo, Modal, StartProcedure, Tell
from policydsl.model.clause import Form
from policydsl.model.duty import AskedFor, OtherDate
from policydsl.model.policy import IfThen, Outcome


def shown(meetings: Iterable[Asked], duties: tuple[Owed, ...]) -> Iterator[Shown]:
    """Of the latest meeting of each step: rights, notes and topics until it is held, and what is not on file yet."""
    for one in meetings:
        if not one.latest or one.is_closed:
            continue
        at = one.occurrence
        if not one.is_held:
            yield from _before(one)
        yield from led_by_another(one.step, at)
        for each in duties:
            if each.occurrence is at and each.item.state is DutyState.OPEN and is_never_breached(each):
                yield Shown("open-duty", each.item.duty, at.step, at.case.absence, each.item.clauses)


def _before(one: Asked) -> Iterator[Shown]:
    at = one.occurrence
    has_offered = any(event.what is What.ALTERNATIVE_OFFERED for event in one.events)
    for clause in one.step.duties:
        form = clause.form(at.on)
        if has_offered and isinstance(form.meaning, OtherDate):
            continue
        for code, text in texts(form.meaning, at, one.person):
            yield Shown(code, text, at.step, at.case.absence, form.written.cites)
        if isinstance(form.meaning, AskedFor):
            for event in one.events:
                by = event.by if event.what is What.REQUESTED and event.name is None else None
                if by is not None and found_role(by, form.meaning.roles) is None:
                    text = f"{at.step} was asked for by {by}; {' or '.join(form.meaning.roles)} may ask for it"
                    yield Shown("asked-by-another", text, at.step, at.case.absence, form.written.cites)


def to_record(meetings: Iterable[Asked], duties: tuple[Owed, ...]) -> Iterator[ToRecord]:
    """Event lines for a meeting that is still to be held, and for what it was to leave on file and did not."""
    for one in meetings:
        if one.is_closed:
            continue
        if not one.is_held:
            day = date.fromordinal(one.person.on).isoformat()
            if one.occurrence.arranged is None:
                yield _line(one, "scheduled", f"what: scheduled, for: {day}")
            yield _line(one, "held", "what: held")
        for each in duties:
            if each.occurrence is one.occurrence and each.item.state in (DutyState.OPEN, DutyState.BREACHED):
                for what, rest in paper(each):
                    yield _line(one, what, rest)


def _line(one: Asked, what: str, rest: str) -> ToRecord:
    at = one.occurrence
    parts = [f"date: {date.fromordinal(one.person.on).isoformat()}", f"step: {quoted(at.step)}"]
    if at.case.absence is not None:
        parts.append(f"absence: {at.case.absence}")
    return ToRecord(at.step, at.case.branch, at.case.absence, what, "{" + ", ".join([*parts, rest]) + "}", at.id)


# ------------------------------------------------------------------ what waits for people


def human(meetings: Iterable[Asked], standings: Standings) -> Iterator[Human]:
    """Companions and dates to be decided on, and what an `if` or an outcome leaves to people."""
    for one in meetings:
        at = one.occurrence
        if one.is_closed:
            continue
        yield from left_to_a_person(one.step, at, one.person, standings)
        for action, form, because in _following(one, standings):
            if (said := _left(action)) is not None and not _is_on_file(action, one):
                code, what = said
                since = date.fromordinal(at.held or at.on)
                text = f"{what}: {because}" if because else what
                yield Human(code, text, at.step, at.case.branch, at.case.absence, since, form.written.cites)


def warned(meetings: Iterable[Asked], standings: Standings) -> Iterator[Warned]:
    """Leaders whom the policy does not name; what somebody is to be told, as long as the condition for it holds."""
    for one in meetings:
        at = one.occurrence
        yield from leaders_not_named(one.step, at)
        texts_ = dict.fromkeys(
            (action.deed, form.written.cites)
            for action, form, _ in _following(one, standings)
            if isinstance(action.deed, Tell)
        )
        for tell, cites in texts_:
            on = date.fromordinal(at.held or at.on)
            yield Warned("tell", f"{tell.role}: {tell.text}", at.step, at.case.absence, on, None, cites)


def _following(one: Asked, standings: Standings) -> Iterator[tuple[Action, Form[IfThen] | Form[Outcome], str]]:
    """The actions of each `if` whose condition holds on the day asked about, and of the outcome on file."""
    seen = Seen(one.person, None, standings, one.person.on)
    for clause in one.step.ifs:
        form = clause.form(one.occurrence.on)
        if holds(form.meaning.condition, seen).value is True:
            because = condition_words(form.meaning.condition)
            yield from ((action, form, because) for action in form.meaning.actions)
    outcome = one.step.outcome(one.occurrence.outcome or "")
    if outcome is not None:
        decided = outcome.form(one.occurrence.on)
        yield from ((action, decided, "") for action in decided.meaning.actions)


def _left(action: Action) -> tuple[str, str] | None:
    """The code and the words of an action that people carry out."""
    code = "to-do" if action.modal is Modal.DOES else f"{action.modal.value}-do"
    match action.deed:
        case Do(verb, thing):
            return code, f"{verb} {thing}".strip()
        case StartProcedure(procedure):
            return code, f"start {procedure}"
        case LeaveTo(role):
            return "left-to", f"{role} decides"
        case _:  # the others move a case, and guidance has none
            return None


def _is_on_file(action: Action, one: Asked) -> bool:
    return isinstance(action.deed, Do) and any(event.name == action.deed.thing for event in one.events)
