"""Records become absences as the policy's join rule says, and no absence knows more on a day than the day does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.calendars import found_calendar
from policydsl.domain.absence import Absence, Record
from policydsl.domain.calendar import MONDAY_TO_FRIDAY, MonthEnd, Week
from policydsl.domain.holidays import HolidayCalendar
from policydsl.domain.number import Day, DayRange
from policydsl.domain.working_time import WorkingTime, pattern_of
from policydsl.history.join import absences, works_of
from policydsl.model.amount import Amount, Unit
from policydsl.model.clause import Clause, ClauseKey, Form, Guard
from policydsl.model.policy import Conventions, Gap, Join, PartDay
from tests.support_policy import WRITTEN, clause, conventions

MON_TO_WED = Week((True, True, True, False, False, False, False))
FAR = date(2027, 1, 1).toordinal()


def day(text: str) -> Day:
    return date.fromisoformat(f"2026-{text}").toordinal()


def written(day: Day | None) -> str:
    return "open" if day is None else date.fromordinal(day).strftime("%m-%d")


def record(days: str, name: str = "", reason: str | None = None, **part: float) -> Record:
    """`03-13`, `03-02 to 03-04` or `03-02 on`."""
    first, _, last = days.removesuffix(" on").partition(" to ")
    end = None if days.endswith(" on") else day(last or first)
    parts = {day(text[1:].replace("_", "-")): Fraction(str(share)) for text, share in part.items()}
    return Record(name or first, day(first), end, parts, reason=reason)


def joined(
    *records: Record, join: Join | None = None, week: Week = MONDAY_TO_FRIDAY, on: Day = FAR
) -> tuple[Absence, ...]:
    return absences(records, conventions(join), week, on)


def runs(found: Sequence[Absence]) -> list[str]:
    return [" + ".join(f"{written(first)}..{written(last)}" for first, last in one.runs) for one in found]


AT_MOST_3 = Join(Gap.AT_MOST, Amount(3, Unit.CALENDAR_DAYS))
AT_MOST_WEEK = Join(Gap.AT_MOST, Amount(1, Unit.WEEKS))
AT_MOST_2_WORKED = Join(Gap.AT_MOST, Amount(2, Unit.WORKING_DAYS))


@pytest.mark.parametrize(
    ("join", "days", "expected"),
    [
        # 13 March 2026 is a Friday.
        (Join(Gap.NO_WORKING_DAY), ["03-13", "03-16"], ["03-13..03-13 + 03-16..03-16"]),
        (Join(Gap.NO_WORKING_DAY), ["03-13", "03-17"], ["03-13..03-13", "03-17..03-17"]),
        (Join(Gap.NO_WORKING_DAY), ["03-13", "03-14"], ["03-13..03-14"]),
        (Join(Gap.NEXT_DAY), ["03-13", "03-14"], ["03-13..03-14"]),
        (Join(Gap.NEXT_DAY), ["03-13", "03-15"], ["03-13..03-13", "03-15..03-15"]),
        (Join(Gap.NEXT_DAY), ["03-13", "03-16"], ["03-13..03-13", "03-16..03-16"]),
        (Join(Gap.NEVER), ["03-13", "03-14"], ["03-13..03-13", "03-14..03-14"]),
        (Join(Gap.NEVER), ["03-13 to 03-16", "03-14 to 03-20"], ["03-13..03-20"]),
        (AT_MOST_3, ["03-13", "03-17"], ["03-13..03-13 + 03-17..03-17"]),
        (AT_MOST_3, ["03-13", "03-18"], ["03-13..03-13", "03-18..03-18"]),
        (AT_MOST_WEEK, ["03-13", "03-21"], ["03-13..03-13 + 03-21..03-21"]),
        (AT_MOST_WEEK, ["03-13", "03-22"], ["03-13..03-13", "03-22..03-22"]),
        (AT_MOST_2_WORKED, ["03-13", "03-18"], ["03-13..03-13 + 03-18..03-18"]),
        (AT_MOST_2_WORKED, ["03-13", "03-19"], ["03-13..03-13", "03-19..03-19"]),
        (Join(Gap.NO_WORKING_DAY), ["03-02 to 03-04", "03-04 to 03-06", "03-02 to 03-04"], ["03-02..03-06"]),
        (Join(Gap.NO_WORKING_DAY), ["03-13 on", "03-16"], ["03-13..open"]),
    ],
)
def test_records_join_as_the_rule_says(join: Join, days: list[str], expected: list[str]) -> None:
    assert runs(joined(*map(record, days), join=join)) == expected


@pytest.mark.parametrize(("other", "count"), [("A", 1), ("B", 2), (None, 2)])
def test_a_rule_may_ask_for_the_same_reason(other: str | None, count: int) -> None:
    rule = Join(Gap.NO_WORKING_DAY, same_reason=True)
    assert len(joined(record("03-13", reason="A"), record("03-16", reason=other), join=rule)) == count


def test_overlapping_records_unite_whatever_their_reasons() -> None:
    rule = Join(Gap.NEVER, same_reason=True)
    assert runs(joined(record("03-13 to 03-16", reason="A"), record("03-16", reason="B"), join=rule)) == [
        "03-13..03-16"
    ]


def test_of_records_that_begin_on_one_day_one_may_have_no_end() -> None:
    ended, open_ = record("03-02 to 03-04", "a"), record("03-02 on", "b")
    assert runs(joined(ended, open_)) == runs(joined(open_, ended)) == ["03-02..open"]


@pytest.mark.parametrize(("reason", "count"), [("A", 2), ("B", 1)])
def test_of_records_that_end_on_one_day_the_later_says_the_reason(reason: str, count: int) -> None:
    rule = Join(Gap.NEXT_DAY, same_reason=True)
    found = joined(
        record("03-09 to 03-10", reason="A"), record("03-10", reason="B"), record("03-11", reason=reason), join=rule
    )
    assert len(found) == count


def test_an_absence_of_the_same_reason_joins_across_one_of_another() -> None:
    rule = Join(Gap.AT_MOST, Amount(3, Unit.CALENDAR_DAYS), same_reason=True)
    found = joined(record("03-09", reason="A"), record("03-10", reason="B"), record("03-11", reason="A"), join=rule)
    assert runs(found) == ["03-09..03-09 + 03-11..03-11", "03-10..03-10"]


def test_the_pattern_is_the_persons() -> None:
    (one,) = joined(record("03-04"), record("03-09"), week=MON_TO_WED)
    assert one.lost == (day("03-04"), day("03-09"))


def test_without_a_join_rule_only_overlaps_unite() -> None:
    found = absences((record("03-13"), record("03-14")), Conventions(), MONDAY_TO_FRIDAY, FAR)
    assert len(found) == 2


def test_an_absence_is_named_by_its_earliest_record() -> None:
    (one,) = joined(record("03-16", "b"), record("03-13", "a"))
    assert (one.name, [each.name for each in one.records]) == ("a", ["a", "b"])


@pytest.mark.parametrize(
    ("join", "days", "back", "settled"),
    [
        (Join(Gap.NO_WORKING_DAY), ["03-13"], "03-16", "03-16"),
        (Join(Gap.NEVER), ["03-12", "03-13"], "03-16", "03-16"),
        (Join(Gap.NEVER), ["03-13", "03-16"], "03-17", "03-17"),  # another absence begins on the Monday
        (Join(Gap.NEVER), ["03-12", "03-13 on"], "open", "open"),
        (Join(Gap.NO_WORKING_DAY), ["03-12 on"], "open", "open"),
        (AT_MOST_3, ["03-13"], "03-16", "03-17"),
        (AT_MOST_WEEK, ["03-13"], "03-16", "03-21"),
        (AT_MOST_2_WORKED, ["03-13"], "03-16", "03-18"),
        (Join(Gap.AT_MOST, Amount(1, Unit.CALENDAR_DAYS)), ["03-13"], "03-16", "03-16"),
    ],
)
def test_back_and_settled(join: Join, days: list[str], back: str, settled: str) -> None:
    one = joined(*map(record, days), join=join)[0]
    assert (written(one.back), written(one.settled)) == (back, settled)


@pytest.mark.parametrize(
    ("rule", "total"), [(PartDay.FRACTION, Fraction(5, 2)), (PartDay.WHOLE, 3), (PartDay.NOTHING, 2)]
)
def test_part_days_count_as_the_policy_says(rule: PartDay, total: Fraction) -> None:
    given_ = (record("05-18 to 05-20", d05_20=0.5),)
    (one,) = absences(given_, conventions(part_day=rule), MONDAY_TO_FRIDAY, FAR)
    assert one.weights[-1] == total
    assert len(one.lost) == 3


def test_a_day_recorded_twice_counts_once_with_the_larger_part() -> None:
    (one,) = joined(record("05-18", d05_18=0.25), record("05-18", d05_18=0.5))
    assert one.weights == (0, Fraction(1, 2))
    (whole,) = joined(record("05-18", d05_18=0.25), record("05-18 to 05-19"))
    assert whole.weights == (0, 1, 2)


def test_a_record_says_nothing_of_the_days_after_its_last() -> None:
    (one,) = joined(record("05-18"), record("05-19", d05_19=0.5))
    assert one.weights == (0, 1, Fraction(3, 2))


def test_days_are_lost_up_to_the_day_asked_about() -> None:
    (one,) = joined(record("05-18 on"), on=day("05-20"))
    assert one.lost == (day("05-18"), day("05-19"), day("05-20"))
    (planned,) = joined(record("05-18 to 05-29"), on=day("05-20"))
    assert planned.lost == one.lost
    (ahead,) = joined(record("05-25"), on=day("05-20"))
    assert ahead.lost == ()


def test_the_policys_pattern_stands_in_for_one_that_is_not_on_file() -> None:
    assert works_of(None, None, conventions()) == MONDAY_TO_FRIDAY
    assert works_of((pattern_of(MON_TO_WED),), None, conventions()) == MON_TO_WED
    assert works_of(None, None, Conventions()) == MONDAY_TO_FRIDAY
    assert works_of(None, None, replace(conventions(), no_pattern=clause(MON_TO_WED))) == MON_TO_WED


@pytest.mark.parametrize(
    ("number", "unit", "last", "latest"),
    [
        (Fraction(1), Unit.MONTHS, "03-13", "04-14"),
        (Fraction(1), Unit.MONTHS, "01-31", "03-01"),  # to 28 February, and the day after
        (Fraction(3, 2), Unit.MONTHS, "03-13", "04-14"),
        (Fraction(1, 2), Unit.YEARS, "03-13", "09-14"),
        (Fraction(3, 2), Unit.WEEKS, "03-13", "03-24"),  # ten whole days between
        (Fraction(5, 2), Unit.CLEAR_DAYS, "03-13", "03-16"),
        (Fraction(5, 2), Unit.WORKING_DAYS, "03-13", "03-18"),
    ],
)
def test_the_latest_day_that_a_gap_of_so_much_allows(number: Fraction, unit: Unit, last: str, latest: str) -> None:
    rule = Join(Gap.AT_MOST, Amount(number, unit))
    late = record(latest)
    assert len(joined(record(last), late, join=rule)) == 1
    assert len(joined(record(last), Record("later", late.first + 1, late.first + 1), join=rule)) == 2


def test_a_year_is_twelve_months() -> None:
    rule = Join(Gap.AT_MOST, Amount(1, Unit.YEARS))
    ended, late = record("03-13"), date(2027, 3, 14).toordinal()
    assert len(joined(ended, Record("late", late, late), join=rule)) == 1
    assert len(joined(ended, Record("later", late + 1, late + 1), join=rule)) == 2


def test_where_records_join_by_no_gap_leave_joins_none_either() -> None:
    leave = (record("03-04 to 03-06"),)
    away = (record("03-02 to 03-04"), record("03-06"))
    assert len(absences(away, conventions(Join(Gap.NEVER)), MONDAY_TO_FRIDAY, FAR, leave)) == 2
    assert len(absences(away, conventions(Join(Gap.NEXT_DAY)), MONDAY_TO_FRIDAY, FAR, leave)) == 1


def test_the_pattern_that_the_policy_names_may_change_with_a_day() -> None:
    def named(later: Week) -> Conventions:
        forms = (
            Form(MONDAY_TO_FRIDAY, WRITTEN, Guard(last=day("03-31"))),
            Form(later, WRITTEN, Guard(first=day("04-01"))),
        )
        return replace(conventions(), no_pattern=Clause(ClauseKey("policy", "line"), forms))

    changed = WorkingTime((pattern_of(MONDAY_TO_FRIDAY), pattern_of(MON_TO_WED, day("04-01"))))
    assert works_of(None, None, named(MON_TO_WED)) == changed
    assert works_of(None, None, named(MONDAY_TO_FRIDAY)) == MONDAY_TO_FRIDAY


def test_where_a_month_is_too_short_the_policy_says_which_day_counts() -> None:
    rule = replace(conventions(Join(Gap.AT_MOST, Amount(1, Unit.MONTHS))), month_end=clause(MonthEnd.NEXT_FIRST))
    assert len(absences((record("01-31"), record("03-02")), rule, MONDAY_TO_FRIDAY, FAR)) == 1
    assert len(absences((record("01-31"), record("03-03")), rule, MONDAY_TO_FRIDAY, FAR)) == 2


def test_the_rule_of_a_records_first_day_decides_and_an_absence_waits_for_it() -> None:
    # from Tuesday the 17th on a gap of three days joins: until then the absence of Friday the 13th is not settled
    key = ClauseKey("policy", "line")
    before = Form(Join(Gap.NEVER), WRITTEN, Guard(last=day("03-16")))
    after = Form(AT_MOST_3, WRITTEN, Guard(first=day("03-17")))
    rules = replace(conventions(), join=Clause(key, (before, after)))
    (one,) = absences((record("03-13"),), rules, MONDAY_TO_FRIDAY, FAR)
    assert (written(one.back), written(one.settled)) == ("03-16", "03-17")
    assert len(absences((record("03-13"), record("03-17")), rules, MONDAY_TO_FRIDAY, FAR)) == 1
    assert len(absences((record("03-12"), record("03-16")), rules, MONDAY_TO_FRIDAY, FAR)) == 2


def test_a_rule_joins_up_to_the_day_before_another_takes_its_place() -> None:
    forms = (
        Form(AT_MOST_WEEK, WRITTEN, Guard(last=day("03-18"))),
        Form(Join(Gap.NEVER), WRITTEN, Guard(first=day("03-19"))),
    )
    rules = replace(conventions(), join=Clause(ClauseKey("policy", "line"), forms))
    (one,) = absences((record("03-13"),), rules, MONDAY_TO_FRIDAY, FAR)
    assert (written(one.back), written(one.settled)) == ("03-16", "03-18")


def test_a_day_of_which_one_record_has_a_part_and_another_the_whole_is_lost_whole() -> None:
    both = record("05-18", d05_18=0.5), record("05-18 to 05-19", d05_19=0.5)
    (one,) = absences(both, conventions(part_day=PartDay.NOTHING), MONDAY_TO_FRIDAY, FAR)
    assert one.weights == (0, 1, 1)
    (plain,) = joined(record("05-18 to 05-20"))
    assert plain.weights == (0, 1, 2, 3)


# Where nobody can tell which days are worked -------------------------------------------------------------------------

FROM_APRIL = WorkingTime((pattern_of(MONDAY_TO_FRIDAY, day("04-01")),))
PATTERN = frozenset({"working pattern before 2026-04-01"})


def test_where_nobody_can_tell_the_day_of_being_back_is_within_bounds() -> None:
    (one,) = absences((record("03-13"),), conventions(), FROM_APRIL, FAR)
    assert one.back is None
    assert one.untold is not None
    assert one.untold.back == DayRange(day("03-14"), day("04-01"), PATTERN)


def test_the_day_of_being_back_is_told_where_only_days_lost_are_not() -> None:
    (one,) = absences((record("03-30 to 03-31"),), conventions(), FROM_APRIL, FAR)
    assert one.untold is not None
    assert (one.back, one.untold.back) == (day("04-01"), DayRange(day("04-01"), day("04-01")))


def test_days_perhaps_lost_weigh_what_was_missed_of_them() -> None:
    (one,) = absences((record("03-11 to 03-13", d03_12=0.25),), conventions(), FROM_APRIL, FAR)
    assert one.untold is not None
    assert one.untold.days == (day("03-11"), day("03-12"), day("03-13"))
    assert one.untold.weights == (0, 1, Fraction(5, 4), Fraction(9, 4))
    assert (one.lost, one.untold.whys) == ((), tuple(PATTERN) * 3)


def ordinal(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


def spell_out(text: str) -> Record:
    """A record of days in any year: `2036-12-31`, or `2036-12-30 to 2036-12-31`."""
    first, _, last = text.partition(" to ")
    return Record(first, ordinal(first), ordinal(last or first))


def years(*which: int) -> frozenset[str]:
    return frozenset(f"holiday calendar England and Wales for {one}" for one in which)


ENGLAND = found_calendar("England and Wales")  # up to the end of 2035; 31 December 2036 is a Wednesday
NO_CALENDAR_AFTER_2035 = WorkingTime((pattern_of(MONDAY_TO_FRIDAY),), ENGLAND)


@pytest.mark.parametrize(
    ("last", "earliest", "needs"),
    [
        # from the first day that may be one back at work, for a year
        ("2036-12-30", "2036-12-31", years(2036, 2037)),
        ("2036-12-31", "2037-01-01", years(2037, 2038)),
        ("2037-01-01", "2037-01-02", years(2037, 2038)),
    ],
)
def test_what_would_settle_a_return_that_nobody_can_tell(last: str, earliest: str, needs: frozenset[str]) -> None:
    (one,) = absences((spell_out(last),), conventions(), NO_CALENDAR_AFTER_2035, FAR + 9999)
    assert one.untold is not None
    assert one.untold.back == DayRange(ordinal(earliest), None, needs)


def test_what_comes_after_a_day_that_is_certainly_worked_settles_no_return() -> None:
    # the calendar ends with August; 1 April is worked for certain, whatever the year after is
    here = HolidayCalendar("Here", day("04-01"), day("08-31"), {})
    works = WorkingTime((pattern_of(MONDAY_TO_FRIDAY, day("04-01")),), here)
    for last in ("03-13", "03-30"):
        (one,) = absences((record(last),), conventions(), works, FAR)
        assert one.untold is not None
        assert one.untold.back == DayRange(day(last) + 1, day("04-01"), PATTERN)


@pytest.mark.parametrize(
    ("first", "second", "needs"),
    [
        ("2036-12-31", "2037-01-02", years(2037)),  # the first of January alone lies between
        ("2036-12-30", "2037-01-01", years(2036)),  # and here the last of December
        ("2036-12-30", "2037-01-02", years(2036, 2037)),
    ],
)
def test_the_days_between_two_records_would_settle_whether_they_are_one(
    first: str, second: str, needs: frozenset[str]
) -> None:
    one, other = absences(map(spell_out, (first, second)), conventions(), NO_CALENDAR_AFTER_2035, FAR + 9999)
    for each in (one, other):
        assert each.untold is not None
        assert each.untold.joins == needs


def test_three_records_of_which_each_may_go_on_from_the_one_before() -> None:
    days = [spell_out(one) for one in ("2036-12-29", "2036-12-31", "2037-01-02 to 2037-01-03")]
    kin = absences(days, conventions(), NO_CALENDAR_AFTER_2035, FAR + 9999)
    told = [one.untold for one in kin if one.untold]
    firsts = [one.first for one in days]
    assert [(one.before, one.after) for one in told] == [
        (None, firsts[1]),
        (firsts[0], firsts[2]),
        (firsts[0], None),
    ]
    assert [one.joins for one in told] == [years(2036, 2037)] * 3
    assert {one.until for one in told} == {ordinal("2037-01-03")}


# What holds for all histories ----------------------------------------------------------------------------------------

START = day("01-05")
JOINS = st.builds(
    Join,
    st.sampled_from(Gap),
    st.builds(
        Amount, st.integers(0, 6), st.sampled_from((Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS))
    ),
    st.booleans(),
)
WEEKS = st.tuples(*[st.booleans()] * 7).filter(any).map(Week)


@st.composite
def record_lists(draw: st.DrawFn) -> tuple[Record, ...]:
    found = []
    for number in range(draw(st.integers(0, 7))):
        first = START + draw(st.integers(0, 60))
        last = None if draw(st.integers(0, 9)) == 0 else first + draw(st.integers(0, 9))
        part = {first: Fraction(1, 4)} if draw(st.booleans()) else {}
        found.append(Record(f"r{number}", first, last, part, reason=draw(st.sampled_from((None, "A", "B")))))
    return tuple(found)


RECORDS = record_lists()
DAYS = st.integers(START - 3, START + 90)


@given(RECORDS, JOINS, WEEKS, DAYS, DAYS)
def test_what_an_absence_says_of_a_day_depends_on_records_begun_by_then(
    records: tuple[Record, ...], join: Join, week: Week, on: Day, before: Day
) -> None:
    rules, before = conventions(join), min(before, on)
    seen = absences([one for one in records if one.first <= on], rules, week, on)
    later = [one for one in absences(records, rules, week, FAR) if one.first <= on]
    assert [one.name for one in seen] == [one.name for one in later]
    for now, then in zip(seen, later, strict=True):
        assert now.last(on) == then.last(on)
        assert now.is_settled(on) == then.is_settled(on)
        assert now.length(on) == then.length(on)
        assert now.calendar_days(before, on) == then.calendar_days(before, on)
        assert now.is_recorded(before, on) == then.is_recorded(before, on)
        assert now.working_days(before, on) == then.working_days(before, on)
        if now.is_settled(on):
            assert now.back == then.back


@given(RECORDS.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))), JOINS, WEEKS)
def test_the_order_of_the_file_means_nothing(
    both: tuple[tuple[Record, ...], list[Record]], join: Join, week: Week
) -> None:
    one, other = both
    assert absences(one, conventions(join), week, FAR) == absences(other, conventions(join), week, FAR)


@given(RECORDS, JOINS, WEEKS)
def test_every_record_is_in_one_absence_and_every_day_counted_once(
    records: tuple[Record, ...], join: Join, week: Week
) -> None:
    found = absences(records, conventions(join), week, FAR)
    assert sorted(one.name for absence in found for one in absence.records) == sorted(one.name for one in records)
    assert [one.first for one in found] == sorted(one.first for one in found)
    recorded = {day for one in records for day in range(one.first, (FAR if one.last is None else one.last) + 1)}
    lost = [day for absence in found for day in absence.lost]
    assert sorted(lost) == sorted(day for day in recorded if week.is_worked(day))
    for absence in found:
        assert absence.back is None or (week.is_worked(absence.back) and absence.back not in recorded)
        for (_, last), (first, _) in zip(absence.runs, absence.runs[1:], strict=False):
            assert last is not None
            assert first > last + 1
