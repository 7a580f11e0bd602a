"""What differs between two states of one record: what was added, corrected or withdrawn, with its days, in full."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policydsl.interpret.record_differs import RecordDiffers, record_differences
from tests.engine import history_of
from tests.small import held, small, watched

SETTINGS = "setting limit is 5 working days\nevent late arrival\n"
POLICY = small(
    watched("at least limit", settings=SETTINGS)
    .replace("    then close", "    outcome done: close")
)  # fmt: skip
BY = {"by": "HR", "why": "agreed"}
ADDED, GONE = {"recorded": "2026-03-02"}, {"recorded": "2026-02-02", "retracted": "2026-03-02"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def one_day(text: str) -> tuple[date, date | None]:
    return day(text), day(text)


def differs(
    one: str | None = "2026-03-01", other: str | None = "2026-03-02", **values: Any
) -> tuple[RecordDiffers, ...]:
    filed = history_of({"employee": "E1", **values}, POLICY)
    known = [None if each is None else day(each).toordinal() for each in (one, other)]
    return record_differences(filed, *known)


def limit(value: int, **more: Any) -> dict[str, Any]:
    return {"setting": "limit", "value": f"{value} working days", **BY, **more}


@pytest.mark.parametrize(
    ("values", "what", "name", "days"),
    [
        ({"absences": [{"first": "2026-01-12", "last": "2026-01-14"}]}, "absence", "2026-01-12",
         (day("2026-01-12"), day("2026-01-14"))),
        ({"absences": [{"id": "a1", "first": "2026-01-12"}]}, "absence", "a1", (day("2026-01-12"), None)),
        ({"events": [held("2026-01-15")]}, "event", "talk: held", one_day("2026-01-15")),
        ({"events": [{"date": "2026-01-15", "had": "late arrival"}]}, "event", "late arrival: had",
         one_day("2026-01-15")),
        ({"events": [{"date": "2026-01-15", "what": "closed", "branch": "Watch", "by": "HR"}]}, "event", "closed",
         one_day("2026-01-15")),
        ({"facts": [{"name": "probation end", "value": "2026-06-30"}]}, "fact", "probation end",
         one_day("2026-06-30")),
        ({"adjustments": [limit(7, **{"from": "2026-01-01", "to": "2026-06-30", "review": "2026-06-01"})]},
         "adjustment", "limit", (day("2026-01-01"), day("2026-06-30"))),
        ({"adjustments": [limit(7, **{"from": "2026-01-01"})]}, "adjustment", "limit",
         (day("2026-01-01"), None)),
        ({"adjustments": [limit(7)]}, "adjustment", "limit", (date.min, None)),
    ],
)  # fmt: skip
def test_each_kind_of_entry_is_added_or_withdrawn_with_its_days(
    values: dict[str, list[dict[str, Any]]], what: str, name: str, days: tuple[date, date | None]
) -> None:
    def filed(when: dict[str, str]) -> dict[str, Any]:
        return {key: [one | when for one in ones] for key, ones in values.items()}

    assert differs(**filed(ADDED)) == (RecordDiffers(what, name, "added", None, days),)


def test_an_absence_that_was_withdrawn_is_named_with_the_days_that_it_had() -> None:
    gone = RecordDiffers("absence", "a1", "withdrawn", (day("2026-01-12"), None), None)
    assert differs(absences=[{"id": "a1", "first": "2026-01-12"} | GONE]) == (gone,)


def test_an_absence_without_a_name_of_its_own_is_another_one_with_other_days() -> None:
    first, last, later = (day(f"2026-01-{number}") for number in (12, 14, 16))
    absence = {"first": "2026-01-12"}
    assert differs(absences=[absence | {"last": "2026-01-14"} | GONE, absence | {"last": "2026-01-16"} | ADDED]) == (
        RecordDiffers("absence", "2026-01-12", "withdrawn", (first, last), None),
        RecordDiffers("absence", "2026-01-12", "added", None, (first, later)),
    )


def test_the_earlier_state_is_that_of_the_earlier_day_and_everything_on_file_is_the_last() -> None:
    absences = [{"id": "a1", "first": "2026-01-12", "last": "2026-01-14"} | ADDED]
    added = (RecordDiffers("absence", "a1", "added", None, (day("2026-01-12"), day("2026-01-14"))),)
    for one, other in (("2026-03-01", None), (None, "2026-03-01"), ("2026-03-02", "2026-03-01"), ("0001-01-01", None)):
        assert differs(one, other, absences=absences) == added
    for one, other in (("2026-03-02", None), (None, None), ("2026-02-01", "2026-03-01")):
        assert differs(one, other, absences=absences) == ()


def test_a_correction_names_the_parts_that_it_changes() -> None:
    earlier, later = {"recorded": "2026-02-02"}, {"recorded": "2026-03-02"}
    absence = {"id": "a1", "first": "2026-01-12"}
    facts = [{"name": "probation end", "value": value} for value in ("2026-06-30", "2026-07-31")]
    since = {"from": "2026-01-01"}
    found = differs(
        adjustments=[limit(7, **since) | earlier, limit(8, to="2026-06-30", **since) | later],
        absences=[absence | earlier, absence | {"last": "2026-01-14", "flags": ["industrial injury"]} | later],
        facts=[one | when for one, when in zip(facts, (earlier, later), strict=True)],
    )
    assert found == (
        RecordDiffers(
            "absence", "a1", "corrected", (day("2026-01-12"), None), (day("2026-01-12"), day("2026-01-14")),
            ("last", "flags"),
        ),
        RecordDiffers(
            "fact", "probation end", "corrected", one_day("2026-06-30"), one_day("2026-07-31"), ("value",)
        ),
        RecordDiffers(
            "adjustment", "limit", "corrected", (day("2026-01-01"), None), (day("2026-01-01"), day("2026-06-30")),
            ("value", "to"),
        ),
    )  # fmt: skip
