"""What a stretch of time counts from: a paper, guidance, a meeting, a setting; and time that runs beside a step due.

Away from Monday 12 to Wednesday 14 January 2026, three working days; the talk is due on the 14th.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from tests.small import codes, fell, held, outcome, stands, told

WATCH = """
setting period is {period}
measure lost over the last 4 weeks
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when lost is over 2 working days
    falls due again only on a new absence
    must send warning letter
    then wait for review
    outcome well: stay
    outcome unwell: stay
  step review
    falls due when {when}
    if not due by then: close
    outcome better: close

guidance advice
  may be asked for at any time by HR
  outcome fit: close
  outcome unfit: close

document warning letter
"""
AWAY = "2026-01-12 2026-01-14"


def watch(when: str, on: str, *absent: str, events: Any = (), period: str = "4 weeks") -> Answer:
    return told(WATCH.format(when=when, period=period), on, AWAY, *absent, events=list(events))


def review(found: Answer) -> list[str]:
    return [one.removeprefix("review ") for one in fell(found) if one.startswith("review")]


def paper(day: str, what: str = "issued", name: str = "warning letter", **more: Any) -> dict[str, Any]:
    return {"date": day, "what": what, "name": name, **more}


# ------------------------------------------------------------------ since


@pytest.mark.parametrize(
    ("first", "day"),
    [("2026-01-16", None), ("2026-01-19", "2026-01-20"), ("2026-01-20", "2026-01-20"), ("2026-03-02", "2026-03-02")],
)
def test_since_a_meeting_its_own_day_counts(first: str, day: str | None) -> None:
    # held on Monday the 19th; what the case waits for is looked at from the day after
    found = watch("1 absence starts since talk is held", "2026-03-31", first, events=[held("2026-01-19")])
    assert review(found) == ([day] if day else [])


@pytest.mark.parametrize(("days", "day"), [(15, "2026-02-06"), (16, "2026-02-09"), (31, None)])
def test_an_absence_that_runs_is_counted_once_it_has_so_many_working_days(days: int, day: str | None) -> None:
    # from Monday 19 January on: the fifteenth working day is Friday 6 February
    kind = f"1 new absence lasting at least {days} working days starts within 8 weeks after talk is held"
    assert review(watch(kind, "2026-02-27", "2026-01-19 -", events=[held("2026-01-15")])) == ([day] if day else [])


# ------------------------------------------------------------------ papers

AFTER_LETTER = "1 new absence starts within 4 weeks after warning letter is issued"
HELD = held("2026-01-15")


@pytest.mark.parametrize(
    ("letters", "first", "day"),
    [
        ([], "2026-01-26", None),  # nothing to count from
        (["2026-01-19"], "2026-01-19", None),  # the day itself is not after it
        (["2026-01-19"], "2026-01-20", "2026-01-20"),
        (["2026-01-19"], "2026-02-16", "2026-02-16"),  # 19 January and 4 weeks
        (["2026-01-19"], "2026-02-17", None),
        (["2026-01-19", "2026-01-26"], "2026-02-23", "2026-02-23"),  # the latest letter counts
        (["2026-01-19", "2026-01-26"], "2026-01-26", None),
    ],
)
def test_time_after_a_letter(letters: list[str], first: str, day: str | None) -> None:
    found = watch(AFTER_LETTER, "2026-03-31", first, events=[HELD, *(paper(one) for one in letters)])
    assert review(found)[:1] == ([day] if day else [])


def test_a_letter_sent_is_not_a_letter_issued() -> None:
    found = watch(AFTER_LETTER, "2026-03-31", "2026-01-26", events=[HELD, paper("2026-01-19", "sent")])
    assert review(found) == []


@pytest.mark.parametrize(
    ("what", "day"), [("recorded", "2026-01-26"), ("issued", "2026-01-26"), ("sent", "2026-01-26")]
)
def test_recorded_means_that_anything_about_it_is_on_file(what: str, day: str) -> None:
    when = AFTER_LETTER.replace("is issued", "is recorded")
    assert review(watch(when, "2026-03-31", "2026-01-26", events=[HELD, paper("2026-01-19", what)])) == [day]


def test_what_is_recorded_as_not_so_is_not_there() -> None:
    when = AFTER_LETTER.replace("is issued", "is recorded")
    refused = paper("2026-01-19", "recorded", value=False)
    assert review(watch(when, "2026-03-31", "2026-01-26", events=[HELD, refused])) == []


def test_a_letter_of_a_later_day_is_not_seen_yet() -> None:
    before = watch(AFTER_LETTER, "2026-01-26", "2026-01-26", events=[HELD, paper("2026-01-27")])
    assert review(before) == []


# ------------------------------------------------------------------ guidance


@pytest.mark.parametrize(
    ("after", "events", "day"),
    [
        ("advice is held", [], None),
        ("advice is held", [held("2026-01-19", "advice")], "2026-01-26"),
        ("advice is held", [held("2026-01-26", "advice")], None),
        ("advice has outcome unfit", [held("2026-01-19", "advice")], None),
        (
            "advice has outcome unfit",
            [held("2026-01-19", "advice"), outcome("2026-01-20", "advice", "unfit")],
            "2026-01-26",
        ),
        ("advice has outcome unfit", [held("2026-01-19", "advice"), outcome("2026-01-20", "advice", "fit")], None),
    ],
)
def test_time_after_guidance(after: str, events: list[dict[str, Any]], day: str | None) -> None:
    when = f"1 new absence starts within 4 weeks after {after}"
    assert review(watch(when, "2026-03-31", "2026-01-26", events=[HELD, *events])) == ([day] if day else [])


# ------------------------------------------------------------------ outcomes, settings


@pytest.mark.parametrize(
    ("value", "first", "day"),
    [
        ("unwell", "2026-02-16", "2026-02-16"),  # decided on 19 January, and 4 weeks
        ("unwell", "2026-02-17", None),
        ("well", "2026-01-26", None),
    ],
)
def test_time_after_an_outcome_of_the_step_before(value: str, first: str, day: str | None) -> None:
    text = WATCH.replace("    then wait for review\n", "").replace("unwell: stay", "unwell: wait for review")
    text = text.format(when="1 new absence starts within 4 weeks after talk has outcome unwell", period="4 weeks")
    found = told(text, "2026-03-31", AWAY, first, events=[HELD, outcome("2026-01-19", "talk", value)])
    assert review(found) == ([day] if day else [])


@pytest.mark.parametrize(
    ("period", "reached"),
    [
        # two absences, the first day of the first being 12 January
        ("4 weeks", "2026-02-08"),
        ("28 calendar days", "2026-02-08"),
        ("1 month", "2026-02-11"),  # on the 12th the month begins on 13 January
        ("2 months", "2026-03-11"),
        ("1 year", "2027-01-11"),
    ],
)
def test_the_last_of_a_setting(period: str, reached: str) -> None:
    text = WATCH.format(when="1 new absence starts within 1 week after talk is held", period=period)
    text = text.replace("lost is over 2 working days", "2 absences start in the last period")
    after = date.fromisoformat(reached) + timedelta(days=1)
    assert fell(told(text, "2027-06-30", AWAY, reached)) == [f"talk {reached}"]
    assert fell(told(text, "2027-06-30", AWAY, after.isoformat())) == []


# ------------------------------------------------------------------ time that runs from the day a step is due

BESIDE = "1 new absence starts within 4 weeks after talk is due"


def beside(*events: dict[str, Any], on: str = "2026-01-31", absent: tuple[str, ...] = ("2026-01-19",)) -> Answer:
    return watch(BESIDE, on, *absent, events=events)


def talk(found: Answer) -> str:
    return next(one.state.value for one in found.fell_due if one.step == "talk")


def test_the_next_step_falls_due_beside_the_one_that_is_due() -> None:
    found = beside()
    assert fell(found) == ["talk 2026-01-14", "review 2026-01-19"]
    assert (talk(found), stands(found)) == ("due", ["review due"])


@pytest.mark.parametrize(("first", "day"), [("2026-02-11", "2026-02-11"), ("2026-02-12", None)])
def test_its_time_runs_from_the_day_that_one_was_due(first: str, day: str | None) -> None:
    # due on 14 January, and 4 weeks
    assert review(beside(on="2026-03-31", absent=(first,))) == ([day] if day else [])


@pytest.mark.parametrize(
    ("event", "state"),
    [
        ({"what": "notice", "value": "written", "for": "2026-01-28"}, "noticed"),
        ({"what": "scheduled", "for": "2026-01-28"}, "arranged"),
        ({"what": "held"}, "held"),
        ({"what": "waived", "by": "HR", "why": "agreed"}, "waived"),
        ({"what": "held", "value": False}, "due"),
    ],
)
def test_what_is_recorded_of_the_step_left_behind_is_kept_and_moves_nothing(event: dict[str, Any], state: str) -> None:
    found = beside({"date": "2026-01-21", "step": "talk", **event})
    assert talk(found) == state
    assert (stands(found), review(found)) == (["review due"], ["2026-01-19"])
    assert "out-of-sequence" not in codes(found)


def test_an_arranged_day_of_the_step_left_behind_is_the_last_that_was_set() -> None:
    found = beside(
        {"date": "2026-01-20", "step": "talk", "what": "scheduled", "for": "2026-01-27"},
        {"date": "2026-01-21", "step": "talk", "what": "held"},
    )
    (one,) = (one for one in found.fell_due if one.step == "talk")
    assert str(one.held_on) == "2026-01-21"


def test_once_it_is_held_it_cannot_be_held_again() -> None:
    found = beside({"date": "2026-01-21", "step": "talk", "what": "held"}, held("2026-01-22"))
    assert "out-of-sequence" in codes(found)


def test_that_its_time_passed_is_acted_on_once_the_first_is_held() -> None:
    # nothing new by 11 February; the talk is still due, and with it the case stays
    waiting = beside(on="2026-02-28", absent=())
    assert (fell(waiting), waiting.closed) == (["talk 2026-01-14"], ())
    over = beside(held("2026-02-20"), on="2026-02-28", absent=())
    assert [(str(one.on), one.why) for one in over.closed] == [("2026-02-21", "lapsed")]
