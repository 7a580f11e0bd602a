"""Assertions become a history in the policy's own words, or problems, all at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.diagnostics import has_errors
from policydsl.domain.absence import Record
from policydsl.domain.working_time import Pattern
from policydsl.history.history import Event, FactValue, Membership, Stood, What
from policydsl.history.make import make
from policydsl.history.names import found, found_role, key_of, names_of
from policydsl.history.problems import quoted
from policydsl.records.read import read
from policydsl.source import Source
from tests.history_chunks import histories, history
from tests.support_policy import POLICY


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def events(*lines: str) -> tuple[Event, ...]:
    return history("employee: E1\nabsences: [{id: a1, first: 2026-01-05}]\nevents:\n" + "".join(lines)).events


def test_a_history_is_made_of_what_is_said() -> None:
    made = history("""
employee: E1042
works: [{days: [mon, tue, wed]}]
service from: 2020-03-02
standing: [{branch: branch 1, step: the first informal meeting, held: 2026-03-10, by: HR, why: before these records}]
facts: [{name: Half pay date, value: 2026-03-09, from: 2026-01-05, recorded: 2026-01-06}]
absences:
  - {id: a1, first: 2026-01-05, last: 2026-01-09, reason: R12, flags: [Pregnancy-Related], part: {2026-01-09: 0.5}}
events:
  - {date: 2026-02-01, step: first formal meeting, what: notice, value: written, for: 2026-02-09}
""")
    assert made.employee == "E1042"
    assert made.works == (Pattern((True, True, True, False, False, False, False)),)
    assert made.records == (
        Record(
            name="a1",
            first=day("2026-01-05"),
            last=day("2026-01-09"),
            part={day("2026-01-09"): Fraction(1, 2)},
            flags=frozenset({"pregnancy-related"}),
            reason="R12",
        ),
    )
    assert made.standing == (
        Stood("Branch 1", "first informal meeting", day("2026-03-10"), by="HR", why="before these records"),
    )
    assert made.facts == (FactValue("half pay date", day("2026-03-09"), "a1", day("2026-01-05"), day("2026-01-06")),)
    assert made.events == (
        Event(day("2026-02-01"), What.NOTICE, "first formal meeting", value="written", for_=day("2026-02-09")),
    )
    assert made.events[0].place is not None
    assert made.events[0].place.field == "events[1]"
    assert made.standing[0].place is not None
    assert made.standing[0].place.field == "standing[1]"
    assert made.service == day("2020-03-02")


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (
            "held: true, outcome: attendance likely to improve",
            ["what: held", "what: outcome, value: attendance likely to improve"],
        ),
        ("held: false", ["what: not held"]),
        ("notice: written, for: 2026-08-09", ["what: notice, value: written, for: 2026-08-09"]),
        ("notice: true, for: 2026-08-09", ["what: notice, for: 2026-08-09"]),
        ("scheduled: 2026-08-09", ["what: scheduled, for: 2026-08-09"]),
        ("alternative offered: 2026-08-09", ["what: alternative offered, for: 2026-08-09"]),
        ("return agreed: 2026-08-09", ["what: return agreed, for: 2026-08-09"]),
        ("issued: Attendance Recommendation", ["what: issued, name: Attendance Recommendation"]),
        ("issued: attendance recommendation 2", ["what: issued, name: Attendance Recommendation"]),
        ("agreed: [further support, Attendance Support Plan]",
         ["what: agreed, name: further support", "what: agreed, name: Attendance Support Plan"]),
        ("recorded: companion, value: friend", ["what: recorded, name: companion, value: friend"]),
        ("recorded: whether the employee is fit to attend, value: false",
         ["what: recorded, name: whether the employee is fit to attend, value: false"]),
        ("attended: false", ["what: attended, value: false"]),
        ("held: true, issued: Attendance Recommendation, recorded: 2026-08-09",
         ["what: held, recorded: 2026-08-09", "what: issued, name: Attendance Recommendation, recorded: 2026-08-09"]),
        ("requested: true", ["what: requested"]),
        ("what: held, outcome: attendance likely to improve",
         ["what: held", "what: outcome, value: attendance likely to improve"]),
        ("told: true, by: HR, absence: 2026-01-05", ["what: told, by: HR, absence: a1"]),
    ],
)  # fmt: skip
def test_a_short_form_says_what_the_long_forms_say(short: str, long: list[str]) -> None:
    start = "- {date: 2026-08-03, step: first formal meeting, "
    assert events(f"{start}{short}}}\n") == events(*(f"{start}{one}}}\n" for one in long))


@pytest.mark.parametrize(
    "name",
    [
        *("Attendance Support Plan", "the attendance support plans", "further support", "companion"),
        *("all other options exhausted", "whether employee is fit to attend", "capability dismissal"),
        *("Attendance Recommendation 12", "all other options"),
    ],
)
def test_a_thing_is_whatever_the_policy_names(name: str) -> None:
    assert events(f"- {{date: 2026-08-03, recorded: {name}}}\n")[0].name in names_of(POLICY).things


def test_names_are_found_by_case_articles_and_plural() -> None:
    assert found("The First Informal Meetings", POLICY.steps) == "first informal meeting"
    assert found("first  formal meeting", POLICY.steps) == "first formal meeting"
    assert found("second informal meeting", POLICY.steps) is None
    assert key_of("companies") == key_of("company")
    assert key_of("boxes") == key_of("a box")
    assert key_of("illness") == "illness"
    assert found("a Plan", ("plan", "a Plan")) == "a Plan"


@pytest.mark.parametrize(
    ("by", "role"),
    [
        ("Head of Service", "head of service"),
        ("J Moss, head of service", "head of service"),
        ("head of service, J Moss", "head of service"),
        ("director, interim", "director, interim"),
        ("J Moss", None),
        ("J Moss, head of finance", None),
    ],
)
def test_a_role_is_found_by_itself_or_beside_a_name(by: str, role: str | None) -> None:
    assert found_role(by, ("head of service", "director, interim")) == role


def test_a_procedures_steps_go_with_the_branches_that_start_it() -> None:
    assert names_of(POLICY).branches_of["capability dismissal"] == {"Branch 1"}


def test_no_history_is_made_of_a_file_with_problems() -> None:
    assertions, found_in_form = read(Source("a", "employee: E1\nabsences: [{frist: 2026-01-12}]"))
    made, found_in_sense = make(assertions[0], POLICY)
    assert made is None
    assert found_in_sense == ()
    assert has_errors(found_in_form)


def test_warnings_alone_stop_nothing() -> None:
    made, problems = histories("employee: E1\nabsences: [{first: 2026-01-12}, {first: 2026-01-12}]")
    assert made[0] is not None
    assert len(made[0].records) == 2
    assert [one.code.name for one in problems] == ["duplicate-record"]


def test_records_without_ids_are_named_by_their_first_day() -> None:
    made = history("employee: E1\nabsences: [{first: 2026-01-12, last: 2026-01-13}]")
    assert made.records[0].name == "2026-01-12"


WORDS = st.sampled_from(
    (
        *(
            "employee",
            "absences",
            "events",
            "facts",
            "standing",
            "works",
            "first",
            "last",
            "id",
            "part",
            "flags",
            "date",
        ),
        *("what", "held", "outcome", "step", "name", "value", "branch", "absence", "for", "recorded", "days", "issued"),
    )
)
SCALARS = st.one_of(
    st.sampled_from(
        (
            *("E1", "a1", "2026-01-12", "2026-01-14", "2026-02-30", "0.5", "true", "no", "mon", "held", "outcome"),
            *("first formal meeting", "Branch 1", "Branch 2", "half pay date", "companion", "after every absence"),
        )
    ),
    st.text(max_size=8),
)
TREES: st.SearchStrategy[object] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=6)),
    max_leaves=25,
)


@given(st.dictionaries(WORDS, TREES, max_size=7))
def test_nothing_that_is_said_makes_it_fail(whole: dict[str, object]) -> None:
    import yaml

    made, problems = histories(yaml.safe_dump(whole, allow_unicode=True))
    assert problems or all(one is not None for one in made)


def test_what_refers_to_an_absence_keeps_the_record_that_was_said() -> None:
    # The earliest record may be one that the policy leaves out, and then the others make an absence without it.
    made = history("""
employee: E1
facts: [{name: half pay date, value: 2026-04-09}, {name: half pay date, value: 2026-04-09, absence: 2026-03-16}]
absences: [{id: a, first: 2026-03-13, last: 2026-03-13}, {id: b, first: 2026-03-16}]
events: [{date: 2026-04-13, step: long-term informal meeting, absence: b, held: true}]
""")
    assert [one.absence for one in made.facts] == ["a", "b"]
    assert made.events[0].absence == "b"


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("2026-05-20", "2026-05-20", True),
        ("2026-05-21", None, False),
        (None, "2026-05-19", False),
        ("2026-05-21", "2026-05-19", False),
        (None, None, True),
    ],
)
def test_somebody_belongs_to_a_group_on_its_first_and_its_last_day(
    since: str | None, until: str | None, held: bool
) -> None:
    member = Membership("in Scotland", day(since) if since else None, day(until) if until else None)
    assert member.holds(day("2026-05-20")) is held


def test_long_words_of_a_file_are_cut_in_a_message() -> None:
    assert quoted("x" * 32) == "`" + "x" * 32 + "`"
    assert quoted("x" * 33) == "`" + "x" * 31 + "…`"
    assert quoted("two\n  lines") == "`two lines`"
