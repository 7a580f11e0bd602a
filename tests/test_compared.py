"""Two views of one person under small policies, every part of each difference: worked out by hand.

Away from Monday 12 to Wednesday 14 January 2026, three working days; the talk is due on the 14th.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import policydsl
from policydsl.interpret.answer import Difference
from tests.engine import history_of
from tests.small import held, outcome, record, small

WATCH = """
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over {limit} working days
    falls due again only on a new absence
    outcome well: {well}
    outcome unwell: wait for review
  step review
    falls due when 1 new absence starts within 4 weeks after talk is held
    if not due by then: close
    outcome better: close
"""
AFTER = """
branch Long follows each absence after it ends
  step talk
    falls due when the absence has lasted over 1 week
    outcome done: close
"""
AWAY = record("2026-01-12 2026-01-14")
HELD = held("2026-01-15")
WELL = outcome("2026-01-16", "talk", "well")


def watch(limit: int = 2, well: str = "close") -> str:
    return WATCH.format(limit=limit, well=well)


def compared(
    here: str,
    there: str,
    *events: dict[str, Any],
    known: tuple[str | None, str | None] = (None, None),
    absent: tuple[dict[str, Any], ...] = (AWAY,),
    on: str = "2026-02-28",
) -> policydsl.Comparison:
    values = {"employee": "E1", "absences": absent, "events": events}
    views = [
        policydsl.View(
            policy, history_of(values, policy), date.fromisoformat(on), None if day is None else date.fromisoformat(day)
        )
        for policy, day in zip((small(here), small(there)), known, strict=True)
    ]
    return policydsl.compare(views[0], views[1])


def differences(found: policydsl.Comparison) -> list[Difference]:
    return [one.difference for one in found.differences]


def test_a_step_that_falls_due_on_one_side() -> None:
    # with a limit of 3 nothing is due, and what was held is out of sequence
    due = date(2026, 1, 14)
    assert differences(compared(watch(), watch(limit=3))) == [
        Difference("fell-due", "talk", due, None, "talk", "Watch", None)
    ]


def test_a_case_that_closes_on_another_day() -> None:
    # with the outcome, or 4 weeks after the 15th have passed and nothing new began
    closed = date(2026, 1, 16), date(2026, 2, 13)
    assert differences(compared(watch(), watch(well="wait for review"), HELD, WELL)) == [
        Difference("closed", "Watch", *closed, None, "Watch", None)
    ]


def test_a_step_held_on_one_side_is_named_by_the_day_it_was_due() -> None:
    found = compared(watch(), watch(), HELD | {"recorded": "2026-01-20"}, known=("2026-01-19", "2026-01-20"))
    assert differences(found)[0] == Difference("state", "talk", "due", "held", "talk", "Watch", None, date(2026, 1, 14))


def test_where_one_side_has_no_answer_that_is_the_difference_and_the_record_says_why() -> None:
    # by the 10th the meeting may be about either absence
    absent = (record("2026-01-05 2026-01-16"), record("2026-01-26 2026-02-06") | {"recorded": "2026-02-10"})
    found = compared(AFTER, AFTER, held("2026-02-09"), known=("2026-02-09", None), absent=absent)
    assert differences(found) == [Difference("no-answer", "the history", "an answer", "problems")]
    assert (found.here, [one.code.name for one in found.there]) == ((), ["event-fits-several"])
    assert [(one.what, one.name, one.how) for one in found.records] == [("absence", "2026-01-26", "added")]
    assert found.moves


def test_it_is_said_which_side_has_no_answer() -> None:
    absent = (record("2026-01-05 2026-01-16"), record("2026-01-26 2026-02-06") | {"recorded": "2026-02-10"})
    found = compared(AFTER, AFTER, held("2026-02-09"), known=(None, "2026-02-09"), absent=absent)
    assert differences(found) == [Difference("no-answer", "the history", "problems", "an answer")]
    assert ([one.code.name for one in found.here], found.there) == (["event-fits-several"], ())


@pytest.mark.parametrize("limits", [(1, 2), (2, 1)])
def test_the_reasons_of_each_side_are_its_own(limits: tuple[int, int]) -> None:
    absent = (record("2026-01-12 2026-01-13"),)
    (moved,) = compared(watch(limits[0]), watch(limits[1]), absent=absent).differences
    due = [date(2026, 1, 13) if each == 1 else None for each in limits]
    assert moved.difference == Difference("fell-due", "talk", due[0], due[1], "talk", "Watch", None)
    whys = (*moved.why_here, *moved.why_there)
    assert [(one.what, one.value, one.limit) for one in whys] == [("lost", 2, limits[0]), ("lost", 2, limits[1])]


def test_what_two_histories_hold_is_not_told_as_a_record_that_was_put_right() -> None:
    policy = small(watch())
    one, other = (
        history_of({"employee": "E1", "absences": [record(each) | {"recorded": "2026-02-10"}]}, policy)
        for each in ("2026-01-12 2026-01-14", "2026-01-13 2026-01-15")
    )
    on, known = date(2026, 2, 28), date(2026, 2, 1)
    view = policydsl.View(policy, one, on, known)
    assert policydsl.compare(policydsl.View(policy, other, on), view).records == ()
    assert [each.how for each in policydsl.compare(policydsl.View(policy, one, on), view).records] == ["added"]
    assert policydsl.compare(view, view) == policydsl.Comparison()


@pytest.mark.parametrize(
    ("count", "help_"),
    [
        (3, "add `absence: 2026-01-05`, `absence: 2026-01-26` or `absence: 2026-02-16`"),
        (4, "add one of\n" + "\n".join(f"- `absence: 2026-{day}`" for day in ("01-05", "01-26", "02-16", "03-09"))),
    ],
)
def test_an_event_that_fits_several_says_how_to_name_each(count: int, help_: str) -> None:
    policy = small(AFTER)
    mondays = [date(2026, 1, 5), date(2026, 1, 26), date(2026, 2, 16), date(2026, 3, 9)]
    absent = [{"first": each, "last": each + timedelta(days=11)} for each in mondays[:count]]
    values = {"employee": "E1", "absences": absent, "events": [held("2026-03-30")]}
    found = policydsl.evaluate(policy, history_of(values, policy), date(2026, 3, 31))
    assert found.answer is None
    assert [one.help for one in found.diagnostics] == [help_]


# ------------------------------------------------------------------ what is told of an absence, and what is not told

LONG = """
branch Long follows each absence while it lasts
  step talk
    falls due when the absence has lasted over {limit}
    falls due again {again}
    must be held within {hold} after falling due
    outcome done: {done}
    outcome more: wait for review
    outcome on: stay
  step review
    falls due {review}
    dates already passed count
    if not due by then: {late}
    outcome done: close
    outcome other: wait for last
  step last
    falls due when the absence has lasted over 300 calendar days
    outcome done: close
"""
RUNS = {"id": "a1", "first": "2026-01-05"}
"""Lasts over one week on Monday 12 January 2026, over two on the 19th."""
SOON = "when 1 new absence starts within 4 weeks after talk is held"
DONE = outcome("2026-01-16", "talk", "done")


def long(
    limit: str = "1 week",
    again: str = "only after falling back",
    hold: str = "1 week",
    done: str = "close",
    review: str = SOON,
    late: str = "close",
) -> str:
    text = LONG if review == SOON else LONG.replace("    if not due by then: {late}\n", "")
    text = text.replace("    dates already passed count\n", "") if "when" in review else text
    return text.format(limit=limit, again=again, hold=hold, done=done, review=review, late=late)


def of_a1(kind: str, here: Any, there: Any, what: str = "talk", step: str | None = "talk", **more: Any) -> Difference:
    return Difference(kind, what, here, there, step, "Long", "a1", **more)


def test_what_a_case_of_an_absence_comes_to_names_the_absence() -> None:
    found = compared(long(), long(limit="2 weeks"), absent=(RUNS,), on="2026-01-16")
    assert differences(found) == [of_a1("fell-due", date(2026, 1, 12), None)]


def test_where_a_step_fell_due_on_one_side_its_duties_and_what_lies_ahead_are_told_by_that() -> None:
    # here the talk is to be held by the 19th, there it falls due on that day
    here, there = long(limit="1 week"), long(limit="2 weeks")
    for one, other in ((here, there), (there, here)):
        found = differences(compared(one, other, absent=(RUNS,), on="2026-01-16"))
        assert [each.kind for each in found] == ["fell-due"]


def test_where_a_step_fell_due_on_another_day_its_duties_are_compared() -> None:
    found = compared(long(), long(limit="2 weeks"), absent=(RUNS,), on="2026-01-19")
    assert differences(found) == [
        of_a1("fell-due", date(2026, 1, 12), date(2026, 1, 19)),
        of_a1("duty", "open, by 2026-01-19", "open, by 2026-01-26", what="hold"),
    ]
    (here,), (there,) = found.differences[0].why_here, found.differences[0].why_there
    assert (here.value, here.limit, there.value, there.limit) == (8, 1, 15, 2)


def test_the_day_by_which_something_is_to_be_done_is_told_until_that_day() -> None:
    weeks = long(), long(hold="2 weeks")
    open_ = of_a1("duty", "open, by 2026-01-19", "open, by 2026-01-26", what="hold")
    late = of_a1("duty", "breached", "open, by 2026-01-26", what="hold")
    assert differences(compared(*weeks, absent=(RUNS,), on="2026-01-19")) == [open_]
    assert differences(compared(*weeks, absent=(RUNS,), on="2026-01-20")) == [late]
    assert differences(compared(*weeks, absent=(RUNS,), on="2026-01-27")) == []


def test_a_case_that_closes_for_an_absence() -> None:
    # that it stands elsewhere on the other side is told by its closing
    found = compared(long(), long(done="wait for last"), HELD, DONE, absent=(RUNS,))
    assert differences(found) == [of_a1("closed", date(2026, 1, 16), None, what="Long", step=None)]


def test_a_case_that_goes_back_has_lapsed() -> None:
    more = outcome("2026-01-16", "talk", "more")
    found = compared(long(late="go back to talk"), long(late="stay"), HELD, more, absent=(RUNS,))
    assert differences(found) == [of_a1("lapsed", date(2026, 2, 13), None, what="Long", step=None)]


def test_a_case_that_ends_with_its_absence_is_no_news() -> None:
    # here it closes on the 16th, there on the day of being back, as such cases do
    over = RUNS | {"last": "2026-01-23"}
    found = compared(long(), long(limit="3 weeks"), HELD, DONE, absent=(over,))
    assert differences(found) == [
        of_a1("fell-due", date(2026, 1, 12), None),
        of_a1("closed", date(2026, 1, 16), None, what="Long", step=None),
    ]


def test_a_case_that_stands_elsewhere_though_all_else_is_the_same() -> None:
    policies = long(done="wait for review"), long(done="wait for last")
    found = compared(*policies, HELD, DONE, absent=(RUNS,), on="2026-01-31")
    assert differences(found)[-1] == of_a1("stands", "review", "last", what="Long", step=None)


def test_a_step_held_on_one_side_says_where_the_case_stands() -> None:
    then = watch().replace("    outcome well: close\n    outcome unwell: wait for review", "    then wait for review")
    known = ("2026-01-19", "2026-01-20")
    found = compared(then, then, HELD | {"recorded": "2026-01-20"}, known=known, on="2026-01-31")
    assert differences(found) == [Difference("state", "talk", "due", "held", "talk", "Watch", None, date(2026, 1, 14))]


def test_a_step_that_fell_due_on_one_side_says_where_the_case_stands() -> None:
    then = "    then wait for review"
    here, there = (
        watch(limit).replace("    outcome well: close\n    outcome unwell: wait for review", then) for limit in (2, 3)
    )
    found = compared(here, there, HELD, on="2026-01-31")
    assert differences(found) == [
        Difference("fell-due", "talk", date(2026, 1, 14), None, "talk", "Watch", None),
    ]


def test_a_case_that_closed_on_one_side_says_where_it_stands() -> None:
    # here it has begun again and waits for the talk, there it waits for the review
    found = compared(watch(), watch(well="wait for review"), HELD, WELL, on="2026-01-31")
    assert differences(found) == [Difference("closed", "Watch", date(2026, 1, 16), None, None, "Watch", None)]


def test_a_step_that_is_still_ahead_on_one_side_is_told_by_the_day_it_fell_due_on_the_other() -> None:
    policies = (long(done="wait for review", review=f"{weeks} weeks after the absence began") for weeks in (4, 2))
    found = compared(*policies, HELD, DONE, absent=(RUNS,), on="2026-01-20")
    assert differences(found) == [of_a1("fell-due", None, date(2026, 1, 19), "review", "review")]


def test_a_step_of_an_absence_held_on_one_side() -> None:
    known = ("2026-01-19", "2026-01-20")
    found = compared(long(), long(), HELD | {"recorded": "2026-01-20"}, known=known, absent=(RUNS,))
    assert differences(found) == [
        of_a1("state", "due", "held", on=date(2026, 1, 12)),
        of_a1("duty", "breached", "met", what="hold"),
    ]


def test_a_meeting_that_nothing_calls_for_any_more() -> None:
    # ill from the 8th only, it is not over one week on the day of the meeting, Wednesday the 14th
    corrected = (RUNS | {"recorded": "2026-01-05"}, RUNS | {"first": "2026-01-08", "recorded": "2026-02-02"})
    event = held("2026-01-14", recorded="2026-01-14")
    found = compared(long(), long(), event, known=("2026-01-31", None), absent=corrected)
    assert differences(found) == [of_a1("unsupported", None, date(2026, 1, 14))]
    # of the side where it was called for there is nothing to tell
    assert found.differences[0].why_here == ()


HOLIDAY = "when 1 absence next to a public holiday starts in the last 4 weeks"


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        # no calendar says what is next to a holiday
        (
            "when 9 absences start in the last 4 weeks",
            [of_a1("unknown", date(2026, 1, 17), None, "holiday calendar", "review")],
        ),
        ("2 weeks after the absence began", [of_a1("fell-due", None, date(2026, 1, 19), "review", "review")]),
    ],
)
def test_what_is_missing_on_one_side(review: str, expected: list[Difference]) -> None:
    here, there = long(done="wait for review", review=HOLIDAY), long(done="wait for review", review=review)
    assert differences(compared(here, there, HELD, DONE, absent=(RUNS,), on="2026-01-20")) == expected


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (("on half pay date", "from 2026-01-17 on"), ("4 weeks after the absence began", date(2026, 2, 2))),
        (
            ("on half pay date or 8 weeks after the absence began, whichever is sooner", "2026-01-17 to 2026-03-02"),
            ("3 weeks after the absence began", date(2026, 1, 26)),
        ),
    ],
)
def test_what_lies_ahead_is_a_day_or_as_much_as_is_certain(here: tuple[str, str], there: tuple[str, date]) -> None:
    policies = (long(done="wait for review", review=one) for one in (here[0], there[0]))
    found = compared(*policies, HELD, DONE, absent=(RUNS,), on="2026-01-20")
    assert differences(found) == [of_a1("target", here[1], there[1], "review", "review")]


def test_a_step_that_falls_due_several_times_is_told_on_the_days_that_only_one_side_has() -> None:
    # every two weeks from 12 January, or from the 26th
    here, there = (
        long(again="every 2 weeks until the absence ends"),
        long("3 weeks", "every 2 weeks until the absence ends"),
    )
    assert differences(compared(here, there, absent=(RUNS,), on="2026-02-10")) == [
        of_a1("fell-due", date(2026, 1, 12), None)
    ]


def test_duties_of_steps_that_fell_due_on_other_days_stand_beside_each_other_in_order() -> None:
    # on 12 and 26 January and 9 February, or a week later each time; only of the last is the week not over
    every = "every 2 weeks until the absence ends"
    found = compared(long(again=every), long("2 weeks", every), absent=(RUNS,), on="2026-02-16")
    assert [one for one in differences(found) if one.kind == "duty"] == [
        of_a1("duty", "open, by 2026-02-16", "open, by 2026-02-23", what="hold")
    ]


def test_duties_of_a_step_that_falls_due_several_times_stand_beside_each_other() -> None:
    every = long(again="every 2 weeks until the absence ends")
    events = (held("2026-01-13", recorded="2026-02-02", due="2026-01-12"), held("2026-01-27", due="2026-01-26"))
    found = compared(every, every, *events, known=("2026-02-01", None), absent=(RUNS,), on="2026-02-04")
    assert [one for one in differences(found) if one.kind == "duty"] == [of_a1("duty", "breached", "met", what="hold")]


PAY = """
sick pay for everybody
  {lines}
  pay is counted in calendar days
  earlier sick pay does not count
"""
FOUR = PAY.format(lines="everybody: 4 weeks full, 4 weeks half")


@pytest.mark.parametrize(
    ("lines", "half", "none"),
    [
        ("everybody: 2 weeks full, 6 weeks half", date(2026, 1, 19), "never"),
        ("everybody: 8 weeks full, 4 weeks half", "never", "never"),
        # nobody says since when the employee has worked there
        (
            "service under 1 year: 2 weeks full; service at least 1 year: 8 weeks full; service is taken on each day",
            *("cannot tell", "cannot tell"),
        ),
    ],
)
def test_first_days_of_another_pay(lines: str, half: date | str, none: str) -> None:
    # forty days: four weeks on full pay to 1 February, then half
    found = differences(
        compared(FOUR, PAY.format(lines=lines.replace("; ", "\n  ")), absent=(RUNS | {"last": "2026-02-13"},))
    )
    expected = [("first day on half pay", date(2026, 2, 2), half), ("first day with no pay", "never", none)]
    assert found == [
        Difference("pay", what, here, there, absence="a1") for what, here, there in expected if here != there
    ]
