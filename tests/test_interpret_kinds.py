"""Which absences are of a kind, and from which day on: by length, reason and flag, on days worked out by hand.

5 January 2026 is a Monday; everybody works from Monday to Friday.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.small import fell, record, small, told

WATCH = """
category kind is {kind}
branch Watch follows each employee
  step talk
    falls due when 1 kind starts in the last 4 weeks
    falls due again only on a new absence
"""
CERTAIN = "an absence takes its category as soon as that is certain"
TAKEN = "an absence takes its category {how}"
ENDS = "an absence ends on its last recorded day"

AT_MOST = "an absence lasting at most 7 calendar days"
OVER = "an absence lasting over 7 calendar days"


def due(kind: str, *absent: str, header: tuple[tuple[str, str], ...] = (), on: str = "2026-01-31") -> list[str]:
    """The days on which the step falls due for one absence of that kind."""
    return [one.removeprefix("talk ") for one in fell(told(small(WATCH.format(kind=kind), *header), on, *absent))]


# ------------------------------------------------------------------ when the category is taken


@pytest.mark.parametrize(
    ("how", "kind", "absent", "day"),
    [
        ("as soon as that is certain", AT_MOST, "2026-01-05 2026-01-09", "2026-01-12"),  # back on Monday
        ("as soon as that is certain", OVER, "2026-01-05 2026-01-16", "2026-01-12"),  # its 8th day
        ("on its first day", AT_MOST, "2026-01-05 2026-01-09", "2026-01-05"),
        ("on its first day", AT_MOST, "2026-01-05 2026-01-16", "2026-01-05"),  # so far it is
        ("on its first day", OVER, "2026-01-05 2026-01-16", "2026-01-12"),
        ("on its first day", OVER, "2026-01-05 2026-01-11", None),
        ("on its last day", AT_MOST, "2026-01-05 2026-01-09", "2026-01-09"),
        ("on its last day", AT_MOST, "2026-01-05 2026-01-12", None),
        ("on its last day", AT_MOST, "2026-01-05 -", None),
    ],
)
def test_when_an_absence_takes_its_category(how: str, kind: str, absent: str, day: str | None) -> None:
    assert due(kind, absent, header=((CERTAIN, TAKEN.format(how=how)),)) == ([day] if day else [])


def test_taken_on_its_last_day_the_last_of_joined_records_counts() -> None:
    # Friday and Monday are one absence of four days; on Friday the second record is not on file yet
    joined = ("2026-01-09", "2026-01-12")
    last = ((CERTAIN, TAKEN.format(how="on its last day")),)
    assert due("an absence lasting at most 3 calendar days", *joined, header=last, on="2026-01-09") == ["2026-01-09"]
    assert due("an absence lasting exactly 4 calendar days", *joined, header=last) == ["2026-01-12"]


# ------------------------------------------------------------------ the length


@pytest.mark.parametrize(
    ("ends", "kind", "day"),
    [
        # Sunday 4 to Friday 9 January are 6 days; up to the return on Monday the 12th they are 8
        ("an absence ends on its last recorded day", AT_MOST, "2026-01-12"),
        ("an absence ends on its last recorded day", OVER, None),
        ("an absence ends when the employee is back", AT_MOST, None),
        ("an absence ends when the employee is back", OVER, "2026-01-11"),  # nobody can be back on that Sunday
    ],
)
def test_whether_days_off_before_the_return_belong_to_it(ends: str, kind: str, day: str | None) -> None:
    assert due(kind, "2026-01-04 2026-01-09", header=((ENDS, ends),)) == ([day] if day else [])


@pytest.mark.parametrize(
    ("bound", "absent", "day"),
    [
        ("at least 5 working days", "2026-01-05 2026-01-09", "2026-01-09"),
        ("at least 5 working days", "2026-01-08 2026-01-13", None),  # a weekend inside: 4
        ("at least 5 working days", "2026-01-08 2026-01-14", "2026-01-14"),
        ("at most 4 working days", "2026-01-05 2026-01-08", "2026-01-09"),
        ("exactly 4 working days", "2026-01-08 2026-01-13", "2026-01-14"),
        ("under 1 week", "2026-01-05 2026-01-10", "2026-01-12"),
        ("under 1 week", "2026-01-05 2026-01-11", None),
        ("from 3 calendar days to 5 calendar days", "2026-01-05 2026-01-06", None),
        ("from 3 calendar days to 5 calendar days", "2026-01-05 2026-01-07", "2026-01-08"),
        ("from 3 calendar days to 5 calendar days", "2026-01-05 2026-01-09", "2026-01-12"),
        ("from 3 calendar days to 5 calendar days", "2026-01-05 2026-01-10", None),
    ],
)
def test_a_length(bound: str, absent: str, day: str | None) -> None:
    assert due(f"an absence lasting {bound}", absent) == ([day] if day else [])


# ------------------------------------------------------------------ reason, flag, and what is taken out


def reasons(kind: str, *records: dict[str, Any]) -> list[str]:
    answer = told(small(WATCH.format(kind=kind)), "2026-01-31", absences=list(records))
    return [one.removeprefix("talk ") for one in fell(answer)]


STRESS = record("2026-01-05 2026-01-06") | {"reason": "stress"}
BACK_PAIN = record("2026-01-05 2026-01-06") | {"reason": "back pain"}


def test_a_reason() -> None:
    assert reasons("an absence because of stress", STRESS) == ["2026-01-05"]
    assert reasons("an absence because of stress", BACK_PAIN) == []
    assert reasons("an absence because of stress", record("2026-01-05 2026-01-06")) == []


def test_the_reason_of_any_record_is_the_reason_of_the_absence_from_that_day_on() -> None:
    # two days for another reason and the next for stress are one absence
    assert reasons("an absence because of stress", BACK_PAIN, record("2026-01-07") | {"reason": "stress"}) == [
        "2026-01-07"
    ]


def test_what_is_taken_out() -> None:
    kind = "an absence except an absence because of stress"
    assert reasons(kind, STRESS) == []
    assert reasons(kind, BACK_PAIN) == ["2026-01-05"]


def test_a_reason_and_a_length_together() -> None:
    kind = "an absence because of stress lasting at least 2 calendar days"
    assert reasons(kind, STRESS) == ["2026-01-06"]
    assert reasons(kind, STRESS | {"last": "2026-01-05"}) == []


@pytest.mark.parametrize(
    ("kind", "flags", "day"),
    [
        ("an absence flagged injury", ["injury"], "2026-01-05"),
        ("an absence flagged injury", ["other"], None),
        ("an absence not flagged injury", ["injury"], None),
        ("an absence not flagged injury", [], "2026-01-05"),
        ("an absence flagged injury or an absence lasting over 1 week", [], None),
        ("an absence except an absence flagged injury or an absence flagged other", ["other"], None),
    ],
)
def test_a_flag(kind: str, flags: list[str], day: str | None) -> None:
    assert reasons(kind, record("2026-01-05 2026-01-06") | {"flags": flags}) == ([day] if day else [])
