"""Answers built by hand, and at random: what the tests of everything behind the engine look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import wraps
from typing import Any, get_type_hints

from hypothesis import strategies as st

from policydsl.domain.number import exact
from policydsl.explain.words import number
from policydsl.interpret.answer import (
    Answer,
    AskedMeeting,
    Blocked,
    CaseState,
    Closed,
    Counted,
    DutyItem,
    DutyState,
    FellDue,
    Human,
    Lapsed,
    LeftOut,
    MeasureValue,
    Possible,
    Reason,
    Shown,
    Standing,
    StepState,
    Target,
    ToRecord,
    Unknown,
    Warned,
)
from policydsl.source import Place, Span

BRANCH_1, BRANCH_2, AFTER = "Branch 1", "Branch 2", "after every absence"
INFORMAL, FORMAL, RETURN = "first informal meeting", "first formal meeting", "return to work meeting"
LONG_INFORMAL, LONG_FORMAL = "long-term informal meeting", "long-term first formal meeting"
TOLD = "2 more short-term absences or 1 medium-term absence in the next 6 months lead to a second formal meeting."
LISTS = tuple(field.name for field in fields(Answer) if "tuple" in str(field.type))


def day(text: str) -> date:
    return date.fromisoformat(text)


def answer(on: str, **parts: Any) -> Answer:
    """An answer of the attendance procedure with these parts, everything else empty."""
    empty: dict[str, Any] = dict.fromkeys(LISTS, ())
    return Answer(
        **{
            "policy": "LUU Attendance Support Procedure",
            "in_force": date(2024, 9, 1),
            "employee": "E1042",
            "on": day(on),
            "known": None,
            "next_change": None,
        }
        | empty
        | parts
    )


def counted(*spans: str) -> tuple[Counted, ...]:
    """Absences written `2026-05-18..2026-05-20=3`; without a last day still running, without a number none."""
    found = []
    for span in spans:
        dates, _, days = span.partition("=")
        first, dots, last = dates.partition("..")
        end = day(last) if last else None if dots else day(first)
        found.append(Counted(first, day(first), end, _exact(days) if days else None))
    return tuple(found)


def _exact(text: str) -> int | Fraction:
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number


FIVE = counted("2026-01-12=1", "2026-02-03=1", "2026-03-05=1", "2026-04-08=1", "2026-05-18..2026-05-20=3")
OLD = (LeftOut("2025-03-03", date(2025, 3, 3), "before-the-window"),)
SCORE = Reason(
    "measure",
    "Bradford score",
    51,
    ("LUU-9",),
    value=175,
    comparison="over",
    limit=150,
    first=date(2025, 5, 22),
    last=date(2026, 5, 20),
    counted=FIVE,
    left_out=OLD,
)
PRINCIPLES = (
    Shown(
        "principle",
        "Every case is treated individually; any step below may be recorded as not needed, with a reason.",
        clauses=("LUU-3",),
    ),
    Shown(
        "principle", "The aim is to support a return to work and an acceptable level of attendance.", clauses=("LUU-5",)
    ),
)


def _returns(*days: str) -> dict[str, Any]:
    """Return to work meetings that are due: for each the absence and the day."""
    pairs = [one.split(">") for one in days]
    return {
        "standing": tuple(Standing(AFTER, name, RETURN, StepState.DUE, day(on)) for name, on in pairs),
        "fell_due": tuple(
            FellDue(
                f"{AFTER} / {name} / {RETURN} / {on}",
                RETURN,
                AFTER,
                name,
                day(on),
                StepState.DUE,
                reasons=(Reason("date", "first working time back", 131, ("LUU-51", "LUU-55"), value=day(on)),),
            )
            for name, on in pairs
        ),
        "duties": tuple(
            DutyItem(
                "record fitness for normal duties",
                RETURN,
                AFTER,
                name,
                "line manager",
                None,
                None,
                DutyState.OPEN,
                134,
                ("LUU-4", "LUU-52"),
            )
            for name, _ in pairs
        ),
        "to_record": tuple(
            ToRecord(RETURN, AFTER, name, what, f"{{date: YYYY-MM-DD, step: {RETURN}, absence: {name}, {rest}}}")
            for name, _ in pairs
            for what, rest in (("held", "what: held"), ("outcome", "what: outcome, value: fit for normal duties"))
        ),
    }


def completed(made: Answer) -> Answer:
    """The answer with what the engine puts in by itself: the occurrence a duty belongs to, the arithmetic."""
    latest = {(due.step, due.branch, due.absence): due.id for due in made.fell_due}

    def placed(item: Any) -> Any:
        return replace(item, occurrence=latest.get((item.step, item.branch, item.absence), ""))

    def summed(item: Any) -> Any:
        count, days = len(item.counted), exact(sum((one.days or 0 for one in item.counted), Fraction(0)))
        text = f"{count} absences x {count} absences x {number(days)} working days"
        return replace(item, arithmetic=text) if count else item

    def because(due: FellDue) -> FellDue:
        return replace(due, reasons=tuple(summed(one) if one.kind == "measure" else one for one in due.reasons))

    return replace(
        made,
        duties=tuple(map(placed, made.duties)),
        to_record=tuple(map(placed, made.to_record)),
        measures=tuple(map(summed, made.measures)),
        fell_due=tuple(map(because, made.fell_due)),
    )


def completing(build: Callable[[], Answer]) -> Callable[[], Answer]:
    """The answer a function builds by hand, completed."""
    return wraps(build)(lambda: completed(build()))


@completing
def simple() -> Answer:
    """Five absences; the informal meeting is due, nothing else."""
    back = _returns("2026-05-18>2026-05-21")
    return answer(
        "2026-05-29",
        standing=(
            Standing(BRANCH_1, None, INFORMAL, StepState.DUE, date(2026, 5, 20), reasons=(SCORE,)),
            *back["standing"],
        ),
        fell_due=(
            FellDue(
                f"{BRANCH_1} / - / {INFORMAL} / 2026-05-20",
                INFORMAL,
                BRANCH_1,
                None,
                date(2026, 5, 20),
                StepState.DUE,
                reasons=(SCORE,),
            ),
            *back["fell_due"],
        ),
        duties=(
            DutyItem(
                "complete Attendance Support Plan",
                INFORMAL,
                BRANCH_1,
                None,
                "line manager",
                None,
                None,
                DutyState.OPEN,
                75,
                ("LUU-12",),
            ),
            *back["duties"],
        ),
        measures=(
            MeasureValue(
                "Bradford score", 175, None, date(2025, 5, 31), date(2026, 5, 29), FIVE, (), OLD, 46, ("LUU-7", "LUU-9")
            ),
        ),
        shown=(
            Shown("led-by", "line manager, with employee", INFORMAL, clauses=("LUU-10",)),
            Shown("discuss", "nature of the illness, support options", INFORMAL, clauses=("LUU-11",)),
            *PRINCIPLES,
        ),
        to_record=(
            ToRecord(INFORMAL, BRANCH_1, None, "held", f"{{date: YYYY-MM-DD, step: {INFORMAL}, what: held}}"),
            ToRecord(
                INFORMAL,
                BRANCH_1,
                None,
                "completed",
                f"{{date: YYYY-MM-DD, step: {INFORMAL}, what: completed, name: Attendance Support Plan}}",
            ),
            *back["to_record"],
        ),
    )


@completing
def mid_procedure() -> Answer:
    """The first formal meeting is arranged; the plan of the informal one is missing; notice was short."""
    window = (date(2026, 5, 27), date(2026, 11, 26))
    why = Reason(
        "count",
        "short-term absence",
        83,
        ("LUU-13",),
        value=2,
        comparison="at least",
        limit=2,
        first=window[0],
        last=window[1],
        counted=counted("2026-06-15..2026-06-16", "2026-07-22"),
        left_out=(LeftOut("2026-05-25", date(2026, 5, 25), "before-the-window"),),
        because=(Reason("event", f"{INFORMAL} is held", 83, ("LUU-13",), value=date(2026, 5, 26)),),
    )
    at = {"step": FORMAL, "branch": BRANCH_1, "absence": None}
    return answer(
        "2026-07-30",
        next_change=date(2026, 8, 4),
        standing=(Standing(BRANCH_1, None, FORMAL, StepState.ARRANGED, date(2026, 7, 23), reasons=(why,)),),
        fell_due=(
            FellDue(
                "a",
                INFORMAL,
                BRANCH_1,
                None,
                date(2026, 5, 20),
                StepState.HELD,
                held_on=date(2026, 5, 26),
                reasons=(SCORE,),
            ),
            FellDue("b", FORMAL, BRANCH_1, None, date(2026, 7, 23), StepState.ARRANGED, reasons=(why,)),
            *(
                FellDue(
                    f"r{n}",
                    RETURN,
                    AFTER,
                    f"2026-0{n}-03",
                    date(2026, n, 4),
                    StepState.DECIDED,
                    held_on=date(2026, n, 5),
                    outcome="fit for normal duties",
                )
                for n in range(1, 7)
            ),
        ),
        duties=(
            DutyItem(
                "complete Attendance Support Plan",
                INFORMAL,
                BRANCH_1,
                None,
                "line manager",
                None,
                None,
                DutyState.BREACHED,
                75,
                ("LUU-12",),
            ),
            DutyItem(
                "notice",
                bearer="line manager",
                earliest=date(2026, 8, 4),
                latest=date(2026, 7, 29),
                state=DutyState.BREACHED,
                line=87,
                clauses=("LUU-25",),
                **at,
            ),
            DutyItem(
                "agree further support",
                bearer="line manager",
                earliest=None,
                latest=None,
                state=DutyState.OPEN,
                line=91,
                clauses=("LUU-18",),
                **at,
            ),
            DutyItem(
                f'tell the employee "{TOLD}"',
                bearer="line manager",
                earliest=None,
                latest=None,
                state=DutyState.OPEN,
                line=92,
                clauses=("LUU-19",),
                **at,
            ),
        ),
        measures=(
            MeasureValue(
                "Bradford score",
                Fraction(577, 2),
                None,
                date(2025, 8, 1),
                date(2026, 7, 30),
                (*FIVE, *counted("2026-06-15..2026-06-16=2", "2026-07-22=1/2")),
                ("2026-01-12",),
                OLD,
                46,
                ("LUU-7", "LUU-9"),
            ),
        ),
        shown=(
            Shown(
                "right-to-bring",
                "employee may bring a work colleague or a trade union representative",
                FORMAL,
                clauses=("LUU-26",),
            ),
            Shown("open-duty", "review Attendance Support Plan", FORMAL, clauses=("LUU-17",)),
            Shown("open-duty", "plan support over the coming weeks and months", FORMAL, clauses=("LUU-30",)),
            *PRINCIPLES,
        ),
        human=(
            Human("may-do", "issue Attendance Recommendation", FORMAL, BRANCH_1, None, date(2026, 7, 23), ("LUU-21",)),
        ),
        blocked=(
            Blocked(
                "capability dismissal meeting",
                BRANCH_1,
                None,
                "dismissed",
                "all other options exhausted",
                "needs `all other options exhausted` on file first",
                ("LUU-45",),
            ),
        ),
        warnings=(
            Warned(
                "notice-too-short",
                "notice of first formal meeting was given 4 days before Mon 3 Aug 2026; 5 are asked for",
                FORMAL,
                on=date(2026, 7, 30),
                help="meet on Tue 4 Aug 2026 or later, or agree the earlier day on the record",
                clauses=("LUU-25",),
            ),
        ),
        to_record=(
            ToRecord(
                INFORMAL,
                BRANCH_1,
                None,
                "completed",
                f"{{date: YYYY-MM-DD, step: {INFORMAL}, what: completed, name: Attendance Support Plan}}",
            ),
            ToRecord(what="held", line=f"{{date: 2026-08-03, step: {FORMAL}, what: held}}", **at),
            ToRecord(
                what="outcome",
                line=f"{{date: YYYY-MM-DD, step: {FORMAL}, what: outcome, value: attendance likely to improve}}",
                **at,
            ),
        ),
    )


@completing
def half_pay_unknown() -> Answer:
    """Branch 2 waits for its first formal meeting, and nobody has recorded when half pay begins."""
    name = "2026-01-05"
    rule = (
        Reason("date", f"4 weeks after {LONG_INFORMAL} is held", 117, ("LUU-35", "LUU-36"), value=date(2026, 3, 4)),
        Reason("fact", "half pay date", 117, ("LUU-35", "LUU-36"), needs=("half pay date",)),
        Reason(
            "date",
            "8 weeks after the absence began",
            117,
            ("LUU-35", "LUU-36"),
            value=date(2026, 3, 2),
            comparison="not before",
        ),
    )
    return answer(
        "2026-02-20",
        next_change=date(2026, 3, 2),
        standing=(
            Standing(
                BRANCH_1,
                None,
                INFORMAL,
                CaseState.WAITING,
                date(2024, 9, 1),
                reasons=(
                    Reason(
                        "measure",
                        "Bradford score",
                        51,
                        ("LUU-9",),
                        value=35,
                        comparison="over",
                        limit=150,
                        first=date(2025, 2, 22),
                        last=date(2026, 2, 20),
                        counted=counted("2026-01-05..=35"),
                    ),
                ),
            ),
            Standing(BRANCH_2, name, LONG_FORMAL, CaseState.WAITING, date(2026, 2, 4)),
        ),
        fell_due=(
            FellDue(
                "x",
                LONG_INFORMAL,
                BRANCH_2,
                name,
                date(2026, 2, 2),
                StepState.DECIDED,
                held_on=date(2026, 2, 4),
                outcome="return date not clear",
                reasons=(
                    Reason(
                        "length",
                        name,
                        110,
                        ("LUU-31",),
                        value=29,
                        comparison="over",
                        limit=4,
                        unit="weeks",
                        first=date(2026, 1, 5),
                        last=date(2026, 2, 2),
                    ),
                ),
            ),
        ),
        targets=(
            Target(LONG_FORMAL, BRANCH_2, name, None, date(2026, 3, 2), date(2026, 3, 4), ("half pay date",), rule),
        ),
        unknown=(Unknown("half pay date", LONG_FORMAL, BRANCH_2, name, date(2026, 2, 4)),),
        measures=(
            MeasureValue(
                "Bradford score",
                35,
                None,
                date(2025, 2, 22),
                date(2026, 2, 20),
                counted("2026-01-05..=35"),
                (),
                (),
                46,
                ("LUU-7", "LUU-9"),
            ),
        ),
        shown=PRINCIPLES,
    )


@completing
def many_absences() -> Answer:
    """Twenty short absences, most of whose return to work meetings were never recorded; Branch 1 lapsed once."""
    firsts = [date(2025, 9, 1) + timedelta(days=17 * number) for number in range(20)]
    back = _returns(*(f"{first}>{first + timedelta(days=1)}" for first in firsts[3:]))
    spans = counted(*(f"{first}=1" for first in firsts))
    score = Reason(
        "measure",
        "Bradford score",
        51,
        ("LUU-9",),
        value=8000,
        comparison="over",
        limit=150,
        first=date(2025, 8, 22),
        last=date(2026, 8, 20),
        counted=spans,
    )
    return answer(
        "2026-08-20",
        standing=(Standing(BRANCH_1, None, INFORMAL, StepState.DUE, firsts[5]), *back["standing"]),
        fell_due=(
            FellDue("i", INFORMAL, BRANCH_1, None, firsts[5], StepState.DUE, reasons=(score,)),
            *back["fell_due"],
        ),
        duties=back["duties"],
        to_record=back["to_record"],
        lapsed=(Lapsed(BRANCH_1, None, date(2025, 8, 30), FORMAL),),
        closed=(
            Closed(BRANCH_2, "2025-06-02", date(2025, 7, 14), "returned-before-the-meeting", LONG_INFORMAL),
            *(Closed(BRANCH_2, str(first), first + timedelta(days=1), "absence-over") for first in firsts),
        ),
        measures=(
            MeasureValue(
                "Bradford score",
                8000,
                None,
                date(2025, 8, 22),
                date(2026, 8, 20),
                spans,
                (),
                tuple(LeftOut(f"2025-0{n}-03", date(2025, n, 3), "before-the-window") for n in range(1, 9)),
                46,
                ("LUU-9",),
            ),
        ),
        shown=PRINCIPLES,
    )


@completing
def meeting_on_request() -> Answer:
    """Guidance only: nothing falls due, a meeting may be asked for."""
    return answer(
        "2026-05-06",
        policy="University case management meetings",
        possible=(Possible("case management meeting", ("manager", "HR"), ("UCM-10", "UCM-11")),),
        warnings=(
            Warned(
                "strange-new-code",
                "\x1b[31mnotes of the meeting are not on file",
                clauses=("UCM-31",),
                place=Place("e1.yaml", Span(4, 9), "events[0]"),
            ),
        ),
    )


BY_HAND = {
    build.__name__: build for build in (simple, mid_procedure, half_pay_unknown, many_absences, meeting_on_request)
}

# ------------------------------------------------------------------ at random

_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_PLACES = st.builds(Place, st.just("e1.yaml"), st.just(Span(0, 1)), st.text(max_size=8))
_EXACT = st.one_of(
    st.integers(-(10**20), 10**20), st.fractions(max_denominator=10**7).filter(lambda one: one.denominator > 1)
)


def _of(cls: type[Any], **strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    kinds = get_type_hints(cls)
    needed = (one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING)
    return st.builds(cls, **{name: st.from_type(kinds[name]) for name in needed} | strategies)


_TEXTS = st.text(max_size=12)
_MAYBE_DAY = st.none() | _DAYS
_COUNTED = st.builds(Counted, _TEXTS, _DAYS, _MAYBE_DAY, st.none() | _EXACT)
_LEFT_OUT = st.builds(LeftOut, _TEXTS, _DAYS, _TEXTS)


def _few(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2).map(tuple)


def _reasons() -> st.SearchStrategy[Reason]:
    def reason(because: st.SearchStrategy[tuple[Reason, ...]]) -> st.SearchStrategy[Reason]:
        return st.builds(
            Reason,
            st.sampled_from(("measure", "count", "length", "date", "event", "fact", "case", "human", "new-kind")),
            _TEXTS,
            st.none() | st.integers(1, 999),
            _few(_TEXTS),
            st.none() | _EXACT | _DAYS | _TEXTS,
            st.none() | _TEXTS,
            st.none() | _EXACT | _DAYS,
            st.none() | st.just("working days"),
            _MAYBE_DAY,
            _MAYBE_DAY,
            _few(_COUNTED),
            _few(_TEXTS),
            _few(_LEFT_OUT),
            _few(_TEXTS),
            because,
        )

    return reason(_few(reason(st.just(()))))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer the types allow: what is written of it must keep its form whatever it says."""
    case = {"branch": _TEXTS, "absence": st.none() | _TEXTS}
    why = {"reasons": _few(_reasons())}
    cites = {"clauses": _few(_TEXTS)}
    states = st.sampled_from(StepState) | st.sampled_from(CaseState)
    parts = {
        "standing": _of(
            Standing,
            **case,
            step=st.none() | _TEXTS,
            state=states,
            since=_DAYS,
            first=_MAYBE_DAY,
            last=_MAYBE_DAY,
            **why,
        ),
        "fell_due": _of(FellDue, **case, **why, outcome=st.none() | _TEXTS, held_on=_MAYBE_DAY, on=_DAYS),
        "targets": _of(
            Target, **case, **why, on=_MAYBE_DAY, earliest=_MAYBE_DAY, latest=_MAYBE_DAY, needs=_few(_TEXTS)
        ),
        "duties": _of(DutyItem, **case, **cites, earliest=_MAYBE_DAY, latest=_MAYBE_DAY, line=st.integers(1, 999)),
        "lapsed": _of(Lapsed, **case, **why, on=_DAYS),
        "closed": _of(Closed, **case, on=_DAYS, step=st.none() | _TEXTS),
        "measures": st.builds(
            MeasureValue,
            _TEXTS,
            _EXACT,
            st.none() | _TEXTS,
            _DAYS,
            _DAYS,
            _few(_COUNTED),
            _few(_TEXTS),
            _few(_LEFT_OUT),
            st.integers(0, 99),
            _few(_TEXTS),
        ),
        "blocked": _of(Blocked, **case, **cites),
        "possible": _of(Possible, by=_few(_TEXTS), **cites),
        "asked_for": _of(
            AskedMeeting,
            absence=st.none() | _TEXTS,
            since=_DAYS,
            asked_on=_MAYBE_DAY,
            asked_by=st.none() | _TEXTS,
            meeting_on=_MAYBE_DAY,
            other_date=_MAYBE_DAY,
            held_on=_MAYBE_DAY,
            led_by=st.none() | _TEXTS,
            closed_on=_MAYBE_DAY,
        ),
        "unknown": _of(Unknown, **case, since=_DAYS),
        "human": _of(Human, **case, since=_MAYBE_DAY, **cites),
        "shown": _of(Shown, step=st.none() | _TEXTS, absence=st.none() | _TEXTS, **cites),
        "to_record": _of(ToRecord, **case),
        "warnings": _of(Warned, on=_MAYBE_DAY, help=st.none() | _TEXTS, place=st.none() | _PLACES, **cites),
    }
    drawn = {name: draw(_few(items)) for name, items in parts.items()}
    return answer("2026-05-29", employee=draw(_TEXTS), known=draw(_MAYBE_DAY), next_change=draw(_MAYBE_DAY), **drawn)
