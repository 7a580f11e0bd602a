"""What a history keeps of what is said, and what is wrong with it, at the edges: by hand, under a small policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policydsl.domain.absence import Record
from policydsl.domain.holidays import Holiday, HolidayCalendar
from policydsl.domain.number import Day
from policydsl.history.as_known import as_known, has_corrections, latest_memberships
from policydsl.history.header import header_of
from policydsl.history.history import Adjustment, Event, FactValue, History, Membership, What
from policydsl.model.amount import Amount, Clock, SettingValue, Share, Unit
from policydsl.model.clause import ALWAYS, Clause, ClauseKey, Form, Guard, Written
from policydsl.model.policy import Policy, Setting, WaivedStep
from policydsl.source import Span
from tests.history_chunks import histories, history
from tests.support_policy import POLICY, clause, conventions


def day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


def codes(text: str, policy: Policy = POLICY) -> list[str]:
    """What is wrong with a history of this text."""
    return [one.code.name for one in histories(f"employee: E1\n{text}", policy)[1]]


def absences(*said: str) -> list[str]:
    return codes("absences:\n" + "".join(f"  - {{{one}}}\n" for one in said))


# ------------------------------------------------------------------ records


def test_a_record_keeps_what_is_said_of_it() -> None:
    made = history("employee: E1\nabsences: [{first: 2026-01-05}, {id: a2, first: 2026-01-01, last: 2026-01-02}]")
    assert [one.place.field for one in made.records if one.place] == ["absences[1]", "absences[2]"]
    assert [one.has_id for one in made.records] == [False, True]
    text = "employee: E1\nabsences: [{first: 2026-01-05, disputed: true}, {first: 2026-01-02, last: 2026-01-02}]"
    assert [one.disputed for one in history(text).records] == [True, False]


OVERLAP, DUPLICATE = "overlapping-records", "duplicate-record"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        # the third lies in the second, which goes on after the first
        (
            (
                "first: 2026-01-05, last: 2026-01-07",
                "first: 2026-01-07, last: 2026-01-20",
                "first: 2026-01-10, last: 2026-01-12",
            ),
            [OVERLAP, OVERLAP],
        ),
        # and here in the first, which goes on after the second
        (
            (
                "first: 2026-01-05, last: 2026-01-20",
                "first: 2026-01-07, last: 2026-01-08",
                "first: 2026-01-10, last: 2026-01-12",
            ),
            [OVERLAP, OVERLAP],
        ),
        (("first: 2026-01-05, last: 2026-01-07", "first: 2026-01-08, last: 2026-01-09"), []),
        (("first: 2026-01-05, last: 2026-01-07", "id: b, first: 2026-01-05, last: 2026-01-07"), [DUPLICATE]),
        (("id: a, first: 2026-01-05, last: 2026-01-07", "first: 2026-01-05, last: 2026-01-07"), [DUPLICATE]),
        (("id: a, first: 2026-01-05, last: 2026-01-07", "id: b, first: 2026-01-05, last: 2026-01-07"), [OVERLAP]),
        (("first: 2026-01-05, last: 2026-01-07, reason: R1", "first: 2026-01-05, last: 2026-01-07"), [OVERLAP]),
        # one that was withdrawn is in nobody's way
        (("first: 2026-01-05, last: 2026-01-07", "first: 2026-01-07, last: 2026-01-08, retracted: 2026-02-01"), []),
        (
            (
                "id: a, first: 2026-01-05, last: 2026-01-20, recorded: 2026-01-05",
                "id: a, first: 2026-01-05, last: 2026-01-09, recorded: 2026-01-21",
                "first: 2026-01-12, last: 2026-01-12",
            ),
            [],
        ),
        (
            (
                "id: a, first: 2026-01-05, last: 2026-01-09, recorded: 2026-01-21",
                "id: a, first: 2026-01-05, last: 2026-01-20",
                "first: 2026-01-12, last: 2026-01-12",
            ),
            [],
        ),
        # without ids nothing is said twice; with one it is, wherever it stands
        (
            (
                "first: 2026-01-05, last: 2026-01-07",
                "id: a, first: 2026-02-05, last: 2026-02-06",
                "id: a, first: 2026-03-05, last: 2026-03-06",
            ),
            ["record-twice"],
        ),
        (("id: a, first: 2026-01-05, last: 2026-01-07, recorded: 2026-01-09, retracted: 2026-01-09",), []),
        (
            ("id: a, first: 2026-01-05, last: 2026-01-07, recorded: 2026-01-09, retracted: 2026-01-08",),
            ["retracted-before-recorded"],
        ),
    ],
)
def test_what_is_wrong_with_records_that_share_days(said: tuple[str, ...], wrong: list[str]) -> None:
    assert absences(*said) == wrong


# ------------------------------------------------------------------ events


def test_a_name_where_none_belongs_is_one_problem() -> None:
    event = "{date: 2026-02-02, step: first formal meeting, what: postponed, for: 2026-02-09, name: no such thing}"
    assert codes(f"events: [{event}]") == ["event-does-not-take"]


def test_two_absences_may_have_outcomes_of_their_own_on_one_day() -> None:
    records = "absences: [{first: 2026-01-05, last: 2026-01-06}, {first: 2026-02-02, last: 2026-02-03}]\n"
    other = {"2026-01-05": "return date not clear", "2026-02-02": "return date clear"}
    event = "{{date: 2026-03-02, step: long-term informal meeting, absence: {}, what: outcome, value: {}}}"
    apart = ", ".join(event.format(absence, value) for absence, value in other.items())
    assert codes(f"{records}events: [{apart}]") == []
    together = ", ".join(event.format("2026-01-05", value) for value in other.values())
    assert codes(f"{records}events: [{together}]") == ["contradicting-outcomes"]


# ------------------------------------------------------------------ which records are one absence

WEEK = "works: [{days: [mon, tue, wed]}]\n"
ENGLAND = "holidays: England and Wales\n"
HERE = HolidayCalendar("Here", day("2026-01-01"), day("2026-12-31"), {day("2026-03-03"): Holiday("Founder's day")})


def said_of_both(first: str, second: str, more: str = "", policy: Policy = POLICY) -> list[str]:
    """What is wrong where two records have different outcomes of one step on one day."""
    event = "{{date: 2026-08-03, step: long-term informal meeting, absence: {}, what: outcome, value: {}}}"
    told = event.format(first, "return date clear"), event.format(second, "return date not clear")
    records = f"absences: [{{first: {first}, last: {first}}}, {{first: {second}, last: {second}}}]\n"
    return codes(f"{more}{records}events: [{', '.join(told)}]", policy)


ONE_ABSENCE = ["contradicting-outcomes"]


@pytest.mark.parametrize(
    ("first", "second", "more", "wrong"),
    [
        # Wednesday and Monday, for somebody who works from Monday to Wednesday
        ("2026-03-04", "2026-03-09", "", []),
        ("2026-03-04", "2026-03-09", WEEK, ONE_ABSENCE),
        # Thursday before Good Friday and Tuesday after Easter Monday
        ("2026-04-02", "2026-04-07", "", []),
        ("2026-04-02", "2026-04-07", ENGLAND, ONE_ABSENCE),
        # Monday and Wednesday around a holiday of a calendar that was handed in
        ("2026-03-02", "2026-03-04", "holidays: Here\n", ONE_ABSENCE),
    ],
)
def test_two_records_are_one_absence_by_the_days_of_the_person(
    first: str, second: str, more: str, wrong: list[str]
) -> None:
    assert said_of_both(first, second, more, replace(POLICY, calendars={"Here": HERE})) == wrong


def test_two_records_are_one_absence_across_leave() -> None:
    rules = replace(POLICY.conventions, across=clause(("holiday",)))
    leave = "absences: [{first: 2026-03-04, last: 2026-03-06, reason: holiday}, "
    text = "{first: 2026-03-02, last: 2026-03-03}, {first: 2026-03-09, last: 2026-03-09}]\n"
    event = "{{date: 2026-08-03, step: long-term informal meeting, absence: {}, what: outcome, value: {}}}"
    told = event.format("2026-03-02", "return date clear"), event.format("2026-03-09", "return date not clear")
    events = f"events: [{', '.join(told)}]"
    assert codes(leave + text + events, replace(POLICY, conventions=rules)) == ONE_ABSENCE


def test_of_records_that_are_wrong_nothing_more_is_said() -> None:
    records = "absences: [{id: a1, first: 2026-01-05, last: 2026-01-02}]\n"
    facts = "facts: [{name: half pay date, value: 2026-03-09, absence: a1}, "
    facts += "{name: half pay date, value: 2026-03-10, absence: 2026-01-05}]"
    assert codes(records + facts) == ["end-before-start"]


def test_facts_of_two_absences_contradict_each_other_no_more_than_those_of_two_unknown_ones() -> None:
    records = "absences: [{first: 2026-01-05, last: 2026-01-06}, {first: 2026-02-02, last: 2026-02-03}]\n"
    fact = "{{name: half pay date, value: 2026-03-{:02}, absence: {}}}"

    def facts(*absences: str, before: str = "") -> list[str]:
        values = ", ".join(fact.format(day, absence) for day, absence in enumerate(absences, 1))
        return codes(f"{records}facts: [{before}{values}]")

    assert facts("2026-01-05", "2026-02-02") == []
    assert facts("2026-01-05", "2026-01-05") == ["contradicting-facts"]
    assert facts("2026-05-05", "2026-06-05") == ["absence-not-on-record"] * 2
    # one that the policy does not know is passed over
    unknown = "{name: no pay date, value: 2026-03-01}, "
    assert facts("2026-01-05", "2026-01-05", before=unknown) == ["fact-not-in-policy", "contradicting-facts"]


def test_a_fact_and_a_standing_keep_their_place_and_their_absence() -> None:
    made = history("""
employee: E1
facts: [{name: service start, value: 2019-01-02}]
absences: [{first: 2026-01-05, last: 2026-01-06}, {first: 2026-02-02, last: 2026-02-03}]
standing: [{branch: Branch 2, step: long-term informal meeting, held: 2026-02-03, absence: 2026-02-02}]
""")
    assert [one.place.field for one in made.facts if one.place] == ["facts[1]"]
    assert [(one.absence, one.place.field) for one in made.standing if one.place] == [("2026-02-02", "standing[1]")]


def test_a_case_stands_at_one_place() -> None:
    records = "absences: [{first: 2026-01-05, last: 2026-01-06}, {first: 2026-02-02, last: 2026-02-03}]\n"

    def standing(*said: str) -> list[str]:
        return codes(f"{records}standing: [{', '.join(f'{{{one}, held: 2026-02-03}}' for one in said)}]")

    informal, other = "branch: Branch 1, step: first informal meeting", "branch: Branch 1, step: no such meeting"
    long = "branch: Branch 2, step: long-term informal meeting, absence: {}"
    assert standing(informal) == []
    assert standing(informal, informal) == ["contradicting-standing"]
    assert standing(other, informal, informal) == ["step-not-in-policy", "contradicting-standing"]
    assert standing(long.format("2026-01-05"), long.format("2026-02-02")) == []
    assert standing(long.format("2026-05-05"), long.format("2026-06-05")) == ["absence-not-on-record"] * 2


def test_a_calendar_that_there_is_not_is_said() -> None:
    assert codes("holidays: Nowhere") == ["unknown-calendar"]


def test_a_period_that_the_policy_does_not_have() -> None:
    _, (found,) = histories("employee: E1\nevents: [{date: 2026-03-02, what: extended, name: trial, for: 2026-05-01}]")
    assert found.message == "the period `trial` is not in the policy"


# ------------------------------------------------------------------ adjustments


def adjusted(setting: str, value: str, more: str = "", by: str = "by: HR, why: agreed") -> list[str]:
    policy = replace(POLICY, settings={**POLICY.settings, **MORE})
    return codes(f"adjustments: [{{setting: {setting}, value: {value}, {by}{more}}}]", policy)


MORE = {
    name: Setting(name, clause(value, name, "value"))
    for name, value in (
        ("time to reply", Amount(10, Unit.CALENDAR_DAYS)),
        ("time to appeal", SettingValue("time to reply")),
        ("short time", Share(50, SettingValue("time to reply"))),
        ("short term", Amount(2, Unit.WEEKS)),
        ("time at work", Amount(6, Unit.MONTHS, Clock.ACTIVE_SERVICE)),
    )
}
NO_FIT = ["adjustment-does-not-fit"]


@pytest.mark.parametrize(
    ("setting", "value", "wrong"),
    [
        ("time to reply", "12 calendar days", []),
        ("time to reply", "1 calendar day", []),
        ("time to reply", "2.5 calendar days", []),
        ("time to reply", "2 weeks", NO_FIT),
        ("short term", "3 weeks", []),
        ("short term", "1 week", []),
        ("short term", "3 weekss", NO_FIT),
        ("short term", "2.5 weeks", NO_FIT),
        # what another setting is worth, or a share of it, is in the unit of that one
        ("time to appeal", "12", []),
        ("time to appeal", "12 calendar days", []),
        ("short time", "4 calendar days", []),
        ("short time", "4 weeks", NO_FIT),
    ],
)
def test_an_adjustment_is_in_the_unit_of_its_setting(setting: str, value: str, wrong: list[str]) -> None:
    assert adjusted(setting, value) == wrong


def test_an_adjustment_is_kept_in_the_unit_of_its_setting() -> None:
    said = "employee: E1\nadjustments: [{{setting: {}, value: {}, by: HR, why: agreed}}]"
    values = [
        history(said.format(*one)).adjustments[0].value
        for one in (("follow-up period", 9), ("Bradford threshold", 250))
    ]
    assert values == [Amount(9, Unit.MONTHS), 250]


def test_an_adjustment_runs_on_the_days_on_which_its_setting_does() -> None:
    policy = replace(POLICY, settings={**POLICY.settings, **MORE})
    said = "employee: E1\nadjustments: [{setting: time at work, value: 9 months, by: HR, why: agreed}]"
    (made,), _ = histories(said, policy)
    assert made is not None
    assert made.adjustments[0].value == Amount(9, Unit.MONTHS, Clock.ACTIVE_SERVICE)


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("", "", True),
        (", to: 2026-01-31", ", to: 2026-03-31", True),
        (", from: 2026-03-01", ", from: 2026-01-01", True),
        (", from: 2026-01-01, to: 2026-01-31", ", from: 2026-01-31, to: 2026-03-31", True),
        (", from: 2026-01-01, to: 2026-01-31", ", from: 2026-02-01, to: 2026-03-31", False),
        (", from: 2026-02-01, to: 2026-03-31", ", from: 2026-01-01, to: 2026-01-31", False),
        (", to: 2026-01-31", ", from: 2026-02-01", False),
        # of two on one day the one that was put on file later counts
        ("", ", recorded: 2026-01-31", False),
        (", recorded: 2026-01-31", ", recorded: 2026-01-31", True),
    ],
)
def test_a_setting_has_one_value_on_a_day(first: str, second: str, wrong: bool) -> None:
    said = "{{setting: {}, value: {}, by: HR, why: agreed{}}}"
    one = said.format("Bradford threshold", 250, first)
    assert codes(f"adjustments: [{one}, {said.format('Bradford threshold', 300, second)}]") == (
        ["adjustments-overlap"] if wrong else []
    )
    assert codes(f"adjustments: [{one}, {said.format('Bradford threshold', 250, second)}]") == []
    assert codes(f"adjustments: [{one}, {said.format('follow-up period', 9, second)}]") == []


def test_an_adjustment_says_how_long_and_who_and_why() -> None:
    assert adjusted("short term", "3", ", from: 2026-01-05, to: 2026-01-05") == []
    assert adjusted("short term", "3", ", from: 2026-01-05, to: 2026-01-04") == ["adjustment-backwards"]
    assert adjusted("short term", "3", by="by: HR") == ["adjustment-without-reason"]
    assert adjusted("short term", "3", by="why: agreed") == ["adjustment-without-reason"]


def test_an_adjustment_that_does_not_fit_is_answered_in_the_unit_of_the_setting() -> None:
    for value in ("1.5", "9 weeks"):
        said = f"employee: E1\nadjustments: [{{setting: follow-up period, value: {value}, by: HR, why: x}}]"
        assert [one.help for one in histories(said)[1]] == ["write it like `9 months`"]


# ------------------------------------------------------------------ groups


def test_a_membership_of_one_day_is_in_order_and_keeps_the_day_it_was_put_on_file() -> None:
    text = "employee: E1\ngroups: [{name: on trial, from: 2026-01-05, to: 2026-01-05, recorded: 2026-01-06}]"
    assert history(text).groups == (
        Membership("on trial", day("2026-01-05"), day("2026-01-05"), recorded=day("2026-01-06")),
    )
    assert codes("groups: [{name: on trial, from: 2026-01-05, to: 2026-01-04}]") == ["group-backwards"]


@pytest.mark.parametrize(
    ("groups", "clashes"),
    [
        (("on trial", "night staff"), 1),
        (("on trial, to: 2026-03-31", "night staff, from: 2026-03-31"), 1),
        (("on trial, to: 2026-03-30", "night staff, from: 2026-03-31"), 0),
        (("on trial, to: 2026-01-31", "on trial, from: 2026-03-01", "night staff, from: 2026-06-01"), 1),
        (("night staff", "on trial, to: 2026-01-31", "on trial, from: 2026-03-01"), 2),
    ],
)
def test_two_groups_with_a_line_each_must_not_hold_together(groups: tuple[str, ...], clashes: int) -> None:
    said = "".join(f"  - {{name: {one}}}\n" for one in groups)
    assert codes(f"groups:\n{said}") == ["two-groups-two-lines"] * clashes


def test_two_groups_without_days_hold_together_from_the_start() -> None:
    _, (found,) = histories("employee: E1\ngroups: [{name: on trial}, {name: night staff}]")
    assert (found.help or "").startswith("line 2 is for on trial and line 3 for night staff, and from the start both")


@pytest.mark.parametrize(
    ("groups", "day_"),
    [
        ("{name: on trial, from: 2026-03-02}, {name: night staff, from: 2026-02-02}", "2 March 2026"),
        ("{name: on trial, from: 2026-03-02}, {name: night staff, from: 2026-04-06}", "6 April 2026"),
        ("{name: on trial, to: 2026-05-31}, {name: night staff, from: 2026-04-06}", "6 April 2026"),
    ],
)
def test_the_first_day_on_which_two_groups_hold_together_is_named(groups: str, day_: str) -> None:
    _, (found,) = histories(f"employee: E1\ngroups: [{groups}]")
    assert found.message == "the policy says two things for the groups of this employee"
    assert found.help == (
        f"line 2 is for on trial and line 3 for night staff, and on {day_} both hold:\n"
        "end one of the two with `to`, or ask for a group of its own in the policy"
    )


A, B = Membership("A", since=5), Membership("A", since=5, until=9, recorded=20)
C, D = Membership("A", since=7, recorded=30), Membership("A", since=5, until=12, recorded=40)


@pytest.mark.parametrize(
    ("known", "held"), [(19, (A,)), (20, (B,)), (29, (B,)), (30, (B, C)), (39, (B, C)), (40, (C, D)), (None, (C, D))]
)
def test_of_memberships_from_one_day_the_one_put_on_file_last_counts(
    known: Day | None, held: tuple[Membership, ...]
) -> None:
    assert latest_memberships((A, B, C, D), known) == held
    assert latest_memberships((D, C, B, A), known) == held[::-1]


def test_what_was_on_file_by_a_day_are_the_memberships_of_that_day() -> None:
    for known, held in ((19, (A,)), (20, (B,)), (None, (C, D))):
        assert as_known(History("E1", groups=(A, B, C, D)), known).groups == held


def test_of_versions_of_a_record_the_one_put_on_file_last_counts_wherever_it_stands() -> None:
    old, new = Record("r", 5, 6, recorded=20, has_id=True), Record("r", 5, 9, recorded=40, has_id=True)
    for known, stands in ((19, ()), (20, (old,)), (39, (old,)), (40, (new,)), (None, (new,))):
        for both in ((old, new), (new, old)):
            assert as_known(History("E1", records=both), known).records == stands


def test_records_without_an_id_are_no_versions_of_each_other() -> None:
    one, other = Record("2026-01-05", 5, 6, recorded=40), Record("2026-01-05", 5, 9, recorded=20)
    named = Record("2026-01-05", 12, 13, recorded=10, has_id=True)
    for both in ((one, other, named), (named, other, one)):
        assert as_known(History("E1", records=both), None).records == both


def test_of_values_of_a_fact_the_one_put_on_file_last_counts_wherever_it_stands() -> None:
    old, new = (FactValue("half pay date", number, None, None, number) for number in (20, 40))
    other = FactValue("end of pay", 30, None, None, 25)
    for known, stands in ((19, set()), (20, {old}), (39, {old, other}), (40, {new, other}), (None, {new, other})):
        for all_ in ((old, new, other), (new, old, other)):
            assert set(as_known(History("E1", facts=all_), known).facts) == stands


def test_two_memberships_put_on_file_together_both_hold() -> None:
    both = replace(B, until=None), B
    assert latest_memberships((A, *both)) == both
    assert latest_memberships((A, A)) == (A, A)


@pytest.mark.parametrize(
    "one",
    [
        History("E1", groups=(Membership("A", recorded=20),)),
        History("E1", facts=(FactValue("half pay date", 5, None, None, 20),)),
        History("E1", adjustments=(Adjustment("limit", 5, recorded=20),)),
        History("E1", events=(Event(19, What.CLOSED, recorded=20),)),
        History("E1", records=(Record("r", 5, 6, recorded=20),)),
        History("E1", records=(Record("r", 5, 6, recorded=40, retracted=20),)),
        History("E1", records=(Record("r", 5, 6, retracted=20),)),
    ],
)
def test_something_was_put_on_file_on_a_day_of_its_own(one: History) -> None:
    assert [has_corrections(one, known) for known in (19, 20, 21, None)] == [False, True, True, True]


def test_what_was_always_there_is_no_correction() -> None:
    there = Record("r", 5, 6), Membership("A"), FactValue("half pay date", 5)
    assert not has_corrections(History("E1", records=there[:1], groups=there[1:2], facts=there[2:]))


@pytest.mark.parametrize("recorded", [None, 19, 20])
def test_an_event_is_no_correction_that_was_on_file_by_its_day(recorded: int | None) -> None:
    assert not has_corrections(History("E1", events=(Event(20, What.CLOSED, recorded=recorded),)))


# ------------------------------------------------------------------ the header for one person

MAY, JUNE, JULY, AUGUST = (day(f"2026-{month}-01") for month in ("05", "06", "07", "08"))
HELD, CLOSES, AGAIN = WaivedStep.AS_HELD, WaivedStep.CLOSES, WaivedStep.WATCHED


def form(meaning: WaivedStep, guard: Guard = ALWAYS) -> Form[WaivedStep]:
    line = {HELD: 1, CLOSES: 2, AGAIN: 3}[meaning]
    return Form(meaning, Written(Span(0, 0), line), guard)


KEY = ClauseKey("policy", "waived")
OF_ALL = form(HELD), form(CLOSES, Guard(group="A")), form(AGAIN, Guard(first=JULY))


def read_for(forms: tuple[Form[WaivedStep], ...], *groups: Membership) -> list[tuple[WaivedStep, Guard]] | None:
    """The line as it reads for somebody of these groups: each wording, and from when until when."""
    found = header_of(replace(conventions(), waived=Clause(KEY, forms)), groups).waived
    return None if found is None else [(one.meaning, one.guard) for one in found.forms]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((), [(HELD, Guard(last=JULY - 1)), (AGAIN, Guard(first=JULY))]),
        ((Membership("B"),), [(HELD, Guard(last=JULY - 1)), (AGAIN, Guard(first=JULY))]),
        ((Membership("A"),), [(CLOSES, ALWAYS)]),
        ((Membership("A", since=MAY),), [(HELD, Guard(last=MAY - 1)), (CLOSES, Guard(first=MAY))]),
        (
            (Membership("A", until=JUNE - 1),),
            [(CLOSES, Guard(last=JUNE - 1)), (HELD, Guard(JUNE, JULY - 1)), (AGAIN, Guard(first=JULY))],
        ),
        (
            (Membership("A", since=MAY, until=AUGUST - 1),),
            [(HELD, Guard(last=MAY - 1)), (CLOSES, Guard(MAY, AUGUST - 1)), (AGAIN, Guard(first=AUGUST))],
        ),
    ],
)
def test_a_line_of_a_group_holds_on_the_days_of_membership(
    groups: tuple[Membership, ...], expected: list[tuple[WaivedStep, Guard]]
) -> None:
    assert read_for(OF_ALL, *groups) == expected


def test_a_line_that_is_there_for_a_group_alone() -> None:
    alone = (form(CLOSES, Guard(group="A")),)
    assert read_for(alone) is None
    assert read_for(alone, Membership("A", since=MAY)) == [(CLOSES, Guard(first=MAY))]
    twice = Membership("A", until=MAY - 1), Membership("A", since=JUNE)
    assert read_for(alone, *twice) == [(CLOSES, Guard(last=MAY - 1)), (CLOSES, Guard(first=JUNE))]
    without_a_gap = Membership("A", until=MAY - 1), Membership("A", since=MAY)
    assert read_for(alone, *without_a_gap) == [(CLOSES, ALWAYS)]
    assert header_of(replace(conventions(), waived=Clause(KEY, alone)), ()).join == conventions().join


def test_a_line_that_no_group_changes_stays_as_it_is() -> None:
    plain = (form(HELD, Guard(last=JULY - 1)), form(AGAIN, Guard(first=JULY)))
    assert read_for(plain, Membership("A", since=MAY)) == [(one.meaning, one.guard) for one in plain]
