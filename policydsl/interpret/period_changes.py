"""What people record of a period: that it is extended, shortened or ended; the day they set stands, and is checked."""

from __future__ import annotations

from dataclasses import replace

from policydsl.domain.number import Day
from policydsl.history.history import Event, What
from policydsl.history.names import found
from policydsl.interpret import periods
from policydsl.interpret.standing import Case, CaseKey, Ended, Noted, PeriodRun
from policydsl.interpret.today import Today
from policydsl.model.clause import Form
from policydsl.model.period import Adjustable, Change

CHANGES = {What.EXTENDED: Change.EXTENDED, What.SHORTENED: Change.SHORTENED, What.ENDED: Change.ENDED_EARLY}


def change_period(event: Event, number: int, today: Today) -> None:
    """The period ends with the day that is recorded, in the one case that has it; otherwise it is noted why not."""
    name = event.name or ""
    having = [(case, run) for case in today.cases.values() if (run := _open_run(case, event, today)) is not None]
    if not having and (left := _left_behind(event, today)) is not None:
        _change_left_behind(left, event, number, today)
        return
    if not having:
        last_days = _last_days_of_those_over(event, today)
        _note("no-such-period", event, number, today, over=str(max(last_days)) if last_days else "")
        return
    if len(having) > 1:
        names = " | ".join(" / ".join(filter(None, (one.key.branch, one.key.absence))) for one, _ in having)
        _note("fits-several", event, number, today, cases=names)
        return
    case, run = having[0]
    form = _line(event, today)
    if form is None:
        _note("period-not-to-change", event, number, today, case.key)
        return
    last = today.on if event.for_ is None else event.for_
    procedure = case.procedure and periods.ending(case.procedure, name, last)
    today.put(replace(case, place=periods.ending(case.place, name, last), procedure=procedure))
    _check(form, run, last, event, number, today, case.key)


def _line(event: Event, today: Today) -> Form[Adjustable] | None:
    """The line that says that the period may be changed so."""
    clauses = today.person.policy.periods[event.name or ""].adjustable
    forms = (one.form(today.on) for one in clauses)
    return next((one for one in forms if one.meaning.change is CHANGES[event.what]), None)


def _left_behind(event: Event, today: Today) -> Ended | None:
    """The closed case of which the period goes on, the latest of several."""
    return next(
        (
            one
            for one in reversed(today.ended)
            if any(run.period == event.name and run.over is None for run in one.periods)
            and today.person.is_about(event, one.case.branch, one.case.absence)
        ),
        None,
    )


def _change_left_behind(ended: Ended, event: Event, number: int, today: Today) -> None:
    form, run = _line(event, today), next(one for one in ended.periods if one.period == event.name)
    if form is None:
        _note("period-not-to-change", event, number, today, ended.case)
        return
    last = today.on if event.for_ is None else event.for_
    changed = tuple(periods.ended_with(one, last) if one is run else one for one in ended.periods)
    other = replace(ended, periods=changed)
    today.ended, today.changed = tuple(other if one is ended else one for one in today.ended), True
    _check(form, run, last, event, number, today, ended.case)


def _open_run(case: Case, event: Event, today: Today) -> PeriodRun | None:
    """The run of the period in the case, if its end is still ahead; that of a branch in a procedure is not awaited."""
    run = _run(case, event, today)
    if run is None or run.over is not None:
        return None
    ahead = run in case.active.periods or periods.is_running(run, today.person, today.on).value is not False
    return run if ahead else None


def _run(case: Case, event: Event, today: Today) -> PeriodRun | None:
    """The latest run of the period in the case, if the event can be about it."""
    if not today.person.is_about(event, case.key.branch, case.key.absence):
        return None
    return periods.run_in(case.procedure, event.name or "") or periods.run_in(case.place, event.name or "")


def _last_days_of_those_over(event: Event, today: Today) -> list[Day]:
    """The last days of the runs that are over, of the cases that the event can be about, open or closed."""
    over = [run for case in today.cases.values() if (run := _run(case, event, today)) is not None]
    for ended in today.ended:
        if today.person.is_about(event, ended.case.branch, ended.case.absence):
            over += [run for run in ended.periods if run.period == event.name]
    return [periods.lasts_to(run, today.person, today.on).earliest or run.last for run in over]


def _check(
    form: Form[Adjustable], run: PeriodRun, last: int, event: Event, number: int, today: Today, case: CaseKey
) -> None:
    limit, cites = form.meaning.limit, " ".join(form.written.cites)
    if limit is not None:
        latest = periods.limit_day(run, limit, today.person, today.on).latest
        if latest is not None and last > latest:
            _note("period-beyond-limit", event, number, today, case, last=str(last), limit=str(latest), clauses=cites)
    if event.by is not None and found(event.by, form.meaning.roles) is None:
        _note("period-changed-by-another", event, number, today, case, clauses=cites)


def _note(code: str, event: Event, number: int, today: Today, case: CaseKey | None = None, **about: str) -> None:
    clauses = tuple(about.pop("clauses", "").split())
    facts = (("what", event.what.value), ("period", event.name or ""), *about.items())
    today.note(Noted(code, today.on, None, case, facts, clauses, number))
