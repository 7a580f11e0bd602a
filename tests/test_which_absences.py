"""Which absences count: by weekday, reason, paper; left out of everything; so many of the last; events in a window.

In 2026 the 5th, 12th, 19th and 26th of January and the 2nd, 9th and 16th of February are Mondays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from policydsl.check import check_text
from policydsl.domain.number import FUTURE, Range
from policydsl.interpret.answer import Warned
from policydsl.interpret.last_absences import among_the_last, number_among
from policydsl.interpret.person import Person
from policydsl.model.condition import KOfN
from policydsl.model.policy import DueWhen
from policydsl.source import Source
from tests.engine import history_of, person_of
from tests.small import HEADER, fell, held, outcome, record, small, told, value

COUNTED = """
{words}
measure lost over the last 12 months
  is absences
  counting only {kinds}
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
"""
PAPER = """
document medical certificate
"""


def found(text: str) -> list[str]:
    """The problems of a small policy."""
    return [one.code.name for one in check_text(Source("test.policy", HEADER + text)).diagnostics]


def counted(kinds: str, on: str, *absent: str, words: str = PAPER, **more: Any) -> Any:
    return value(told(COUNTED.format(words=words, kinds=kinds), on, *absent, **more))


@pytest.mark.parametrize(
    ("kinds", "number"),
    [
        ("absences starting on a Monday", 1),
        ("absences starting on Fridays", 1),
        ("absences starting on a Friday or Monday", 2),
        ("absences starting on a Monday or a Wednesday or Friday", 3),
        ("absences starting on a Tuesday", 0),
        ("absences, except absences starting on a Monday", 2),
    ],
)
def test_the_day_of_the_week_is_that_of_the_first_day(kinds: str, number: int) -> None:
    assert counted(kinds, "2026-01-31", "2026-01-05 2026-01-06", "2026-01-14", "2026-01-23") == number


REASONS = "reason mental ill health covers stress, low mood\nreason low mood covers R12, R13\n"


@pytest.mark.parametrize(
    ("kinds", "number"),
    [
        ("absences because of stress", 1),
        ("absences because of mental ill health", 3),  # stress, R13, and its own name
        ("absences because of low mood", 1),
        ("absences because of back pain", 1),
    ],
)
def test_a_reason_covers_others_and_what_they_cover(kinds: str, number: int) -> None:
    codes = ("stress", "R13", "mental ill health", "back pain")
    days = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")
    absences = [record(day) | {"reason": code} for day, code in zip(days, codes, strict=True)]
    policy = small(COUNTED.format(words=REASONS, kinds=kinds))
    assert value(told(policy, "2026-01-31", absences=absences)) == number


def test_reasons_may_cover_each_other() -> None:
    words = "reason one covers two\nreason two covers one, three\n"
    absences = [record("2026-01-05") | {"reason": "three"}]
    policy = small(COUNTED.format(words=words, kinds="absences because of one"))
    assert value(told(policy, "2026-01-31", absences=absences)) == 1


PAPERS = [
    ("2026-01-07", "recorded", {"absence": "2026-01-05"}, 1),
    ("2026-01-07", "recorded", {"absence": "2026-01-05", "value": True}, 1),
    ("2026-01-07", "recorded", {"absence": "2026-01-05", "value": False}, 0),
    ("2026-01-07", "issued", {}, 1),  # for the latest absence begun by then
    ("2026-01-13", "recorded", {}, 1),
    ("2026-01-12", "recorded", {}, 1),  # the second begins on that very day
    ("2026-01-20", "recorded", {"absence": "2026-01-05"}, 1),
    ("2026-01-20", "recorded", {"from": "2026-02-02"}, 0),  # for what may begin by then
    ("2026-01-07", "requested", {"absence": "2026-01-05"}, 0),
    ("2026-01-07", "refused", {"absence": "2026-01-05"}, 0),
]


@pytest.mark.parametrize(("day", "what", "about", "number"), PAPERS)
def test_an_absence_has_a_paper_from_the_day_it_is_on_file(
    day: str, what: str, about: dict[str, str], number: int
) -> None:
    events = [{"date": day, "what": what, "name": "medical certificate", **about}]
    away = ("2026-01-05 2026-01-09", "2026-01-12 2026-01-13")
    never = ("absences join when no working day lies between them", "absences never join")
    for kinds, expected in (("with medical certificate", number), ("without medical certificate", 2 - number)):
        policy = small(COUNTED.format(words=PAPER, kinds=f"absences {kinds}"), never)
        assert value(told(policy, "2026-01-31", *away, events=events)) == expected
    early = small(COUNTED.format(words=PAPER, kinds="absences with medical certificate"), never)
    assert value(told(early, "2026-01-06", *away, events=events)) == 0


def test_a_paper_makes_a_step_due_on_the_day_it_arrives() -> None:
    policy = """
document medical certificate
branch Watch follows each employee
  step talk
    falls due when 1 absence with medical certificate starts in the last 4 weeks
    then close
"""
    events = [{"date": "2026-01-14", "what": "given", "name": "medical certificate", "absence": "2026-01-05"}]
    assert fell(told(policy, "2026-01-31", "2026-01-05 2026-01-06", events=events)) == ["talk 2026-01-14"]
    assert found(policy.replace("document medical certificate\n", "")) == ["unknown-name"]


# ------------------------------------------------------------------ left out of everything

LEFT_OUT = ("an absence ends on", "leave out absences lasting under 1 working day\n  an absence ends on")


def test_what_is_left_out_counts_nowhere() -> None:
    text = """
measure lost over the last 12 months
  is absences
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 4 weeks
    falls due again only on a new absence
    then close
"""
    half = {"first": "2026-01-12", "last": "2026-01-12", "part": {"2026-01-12": 0.5}}
    absences = [record("2026-01-05"), half, record("2026-01-19")]
    with_half = told(small(text), "2026-01-31", absences=absences)
    assert (fell(with_half), value(with_half)) == (["talk 2026-01-12"], 3)
    answer = told(small(text, LEFT_OUT), "2026-01-31", absences=absences)
    assert (fell(answer), value(answer)) == (["talk 2026-01-19"], 2)
    (measure,) = answer.measures
    assert [(one.absence, one.why) for one in measure.left_out] == [("2026-01-12", "left-out")]
    (reason,) = answer.fell_due[0].reasons
    assert [(one.absence, one.why) for one in reason.left_out] == [("2026-01-12", "left-out")]


def test_it_counts_as_soon_as_it_is_certain_that_it_is_not_left_out() -> None:
    text = """
branch Watch follows each employee
  step talk
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    then close
"""
    policy = small(text, (LEFT_OUT[0], LEFT_OUT[1].replace("under 1 working day", "under 3 calendar days")))
    assert fell(told(policy, "2026-01-31", "2026-01-05 2026-01-06")) == []
    assert fell(told(policy, "2026-01-31", "2026-01-05 2026-01-07")) == ["talk 2026-01-07"]
    assert fell(told(policy, "2026-01-31", "2026-01-05 -")) == ["talk 2026-01-07"]


# ------------------------------------------------------------------ so many of the last

LAST = """
category quick absence is an absence lasting at most 2 calendar days
  may overlap short absence
branch Watch follows each employee
  step talk
    falls due when {condition}
    falls due again only on a new absence
    then close
"""
FIVE = ("2026-01-05", "2026-01-12 2026-01-14", "2026-01-19", "2026-01-26 2026-01-28", "2026-02-02")


@pytest.mark.parametrize(
    ("condition", "due"),
    [
        # quick, not, quick, not, quick; a quick absence of a Monday is certain on Tuesday, one not quick on its 3rd day
        ("at least 2 of the last 3 absences are quick absences", "2026-01-20"),
        ("at least 3 of the last 5 absences are quick absences", "2026-02-03"),
        ("at least 3 of the last 4 absences are quick absences", None),
        ("exactly 2 of the last 2 absences are quick absences", None),
        ("at least 2 of the last 2 quick absences are absences starting on a Monday", "2026-01-20"),
        ("at most 0 of the last 5 absences are quick absences", "2026-01-01"),
        ("at least 1 of the last 1 absences is a quick absence", "2026-01-06"),
        ("at least 2 of the last 4 absences are absences lasting over 2 calendar days", "2026-01-28"),
    ],
)
def test_so_many_of_the_last_absences(condition: str, due: str | None) -> None:
    answer = told(LAST.format(condition=condition), "2026-02-28", *FIVE)
    assert fell(answer) == ([f"talk {due}"] if due else [])


def test_of_fewer_absences_those_there_are_count() -> None:
    policy = LAST.format(condition="at least 2 of the last 5 absences are quick absences")
    (one,) = told(policy, "2026-01-31", *FIVE[:3]).fell_due
    (reason,) = one.reasons
    assert (str(one.on), reason.kind, reason.value, reason.limit) == ("2026-01-20", "of-the-last", 2, 2)


@pytest.mark.parametrize("condition", ["at least 2 of the last 3 quick absences are absences starting on a Monday"])
def test_what_is_unsettled_is_gone_through_in_every_way(condition: str) -> None:
    """Held against every way in which the running absence can go on: certain exactly where all of them agree."""
    policy = small(
        LAST.format(condition=condition), ("absences join when no working day lies between them", "absences never join")
    )
    due = next(iter(policy.branches["Watch"].steps)).due
    assert due is not None
    asked = due.meaning(0)
    assert isinstance(asked, DueWhen)
    assert isinstance(asked.condition, KOfN)
    starts = ("2026-01-05", "2026-01-13", "2026-01-20")
    for lengths in product((1, 3), repeat=3):
        away = [f"{day} {day[:8]}{int(day[8:]) + more - 1:02}" for day, more in zip(starts, lengths, strict=True)]
        running = [*away, "2026-01-26 -"]
        person = held_person(running, "2026-01-27", policy)
        known = among_the_last(asked.condition, person, person.on, frozenset())
        ends = [held_person([*away, f"2026-01-26 2026-01-{end}"], "2026-02-09", policy) for end in (27, 28)]
        outcomes = {among_the_last(asked.condition, one, one.on, frozenset()).value for one in ends}
        assert known.value == (outcomes.pop() if len(outcomes) == 1 else None)


HEAVY = "category heavy absence is an absence lasting at least 10 hours\n  may overlap short absence\n"
UNKNOWN = frozenset({"hours in the working pattern"})
RUNS = frozenset({FUTURE})
HOURS = [
    {"from": "2025-01-01", "days": ["mon", "tue", "wed", "thu", "fri"]},
    {"from": "2026-02-01", "days": ["mon", "tue", "wed", "thu", "fri"], "hours": 8},
]
"""Nobody knows how many hours a day of January had."""


@pytest.mark.parametrize(
    ("last", "on", "away", "number"),
    [
        ("2 short absences are heavy", "2026-02-06", ["2026-02-02", "2026-02-04 2026-02-05"], Range.of(1)),
        ("2 short absences are heavy", "2026-02-27", ["2026-02-02", "2026-02-04 2026-02-19"], Range.of(0)),
        # one day of January: perhaps heavy
        ("1 short absences are heavy", "2026-01-31", ["2026-01-12"], Range(0, 1, UNKNOWN)),
        ("1 heavy absences are short", "2026-01-31", ["2026-01-12"], Range(0, 1, UNKNOWN)),
        ("2 heavy absences are short", "2026-01-31", ["2026-01-12", "2026-01-14 2026-01-15"], Range(0, 2, UNKNOWN)),
        # away and heavy already, but perhaps not short: then the one before it is the last short one
        ("1 short absences are heavy", "2026-02-10", ["2026-02-09 -"], Range(0, 1, RUNS)),
        ("1 short absences are heavy", "2026-02-10", ["2026-02-03", "2026-02-09 -"], Range(0, 1, RUNS)),
        ("1 short absences are heavy", "2026-02-10", ["2026-02-02 2026-02-03", "2026-02-09 -"], Range.of(1)),
        ("1 short absences are heavy", "2026-02-10", ["2026-01-12", "2026-02-09 -"], Range(0, 1, RUNS | UNKNOWN)),
        # whatever becomes of it, what lies before the last two is no matter
        ("1 short absences are heavy", "2026-02-10", ["2026-01-12", "2026-02-03", "2026-02-09 -"], Range(0, 1, RUNS)),
    ],
)
def test_between_how_many_of_the_last_absences(last: str, on: str, away: list[str], number: Range) -> None:
    """How many are of the kind for certain, how many perhaps, and what would settle it."""
    policy = small(HEAVY + LAST.format(condition=f"at least 1 of the last {last} absences"))
    due = policy.steps["talk"].due
    assert due is not None
    asked = due.meaning(0)
    assert isinstance(asked, DueWhen)
    assert isinstance(asked.condition, KOfN)
    values = {"employee": "E1", "absences": [record(one) for one in away], "works": HOURS}
    person = person_of(values, date.fromisoformat(on), policy)
    assert number_among(asked.condition, person, person.on, frozenset()) == number


def held_person(away: list[str], on: str, policy: Any) -> Person:
    return person_of({"employee": "E1", "absences": [record(one) for one in away]}, date.fromisoformat(on), policy)


# ------------------------------------------------------------------ events in a window

TALKS = """
branch Watch follows each employee
  step talk
    falls due when at least 2 absences start in the last 12 months
    falls due again only on a new absence
    only if {event}
    then close

after every absence
  step return talk
    falls due on first working time back
    outcome concerns raised: close
    outcome no concerns: close
"""


@pytest.mark.parametrize(
    ("event", "due"),
    [
        # the return talk after the first absence, on 6 January, had an outcome that closed its case
        ("return talk has outcome concerns raised in the last 2 weeks", "2026-01-19"),
        ("return talk has outcome concerns raised in the 2 weeks ending yesterday", "2026-01-19"),
        ("return talk has outcome concerns raised in the last 13 calendar days", None),
        ("return talk has outcome no concerns in the last 2 weeks", "2026-01-21"),  # of the 20th, seen a day later
        ("return talk is held in the last 2 weeks", "2026-01-19"),
        ("return talk is due in the last 2 weeks", "2026-01-19"),
        ("return talk is not held in the last 13 calendar days", "2026-01-19"),
        ("return talk is not held in the last 2 weeks", "2026-01-20"),  # what is held today is seen tomorrow
        ("return talk is held in each calendar year", "2026-01-19"),
    ],
)
def test_an_event_lies_in_a_window_also_when_its_case_is_closed(event: str, due: str | None) -> None:
    events = [
        held("2026-01-06", "return talk", absence="2026-01-05"),
        outcome("2026-01-06", "return talk", "concerns raised", absence="2026-01-05"),
        held("2026-01-20", "return talk", absence="2026-01-19"),
        outcome("2026-01-20", "return talk", "no concerns", absence="2026-01-19"),
    ]
    answer = told(TALKS.format(event=event), "2026-02-28", "2026-01-05", "2026-01-19", events=events)
    talks = [one for one in fell(answer) if one.startswith("talk")]
    assert talks == ([f"talk {due}"] if due else [])


def test_what_is_not_yet_outside_a_time_is_not_certain() -> None:
    policy = """
document letter
branch Watch follows each employee
  step talk
    falls due at once
    then wait for review
  step review
    falls due when letter is not sent within 4 weeks after talk is held
    then close
"""
    events = [held("2026-01-05")]
    assert fell(told(policy, "2026-02-28", events=events)) == ["talk 2026-01-01", "review 2026-02-03"]
    sent = [*events, {"date": "2026-02-02", "what": "sent", "name": "letter"}]
    assert fell(told(policy, "2026-02-28", events=sent)) == ["talk 2026-01-01"]
    late = [*events, {"date": "2026-02-03", "what": "sent", "name": "letter"}]
    assert fell(told(policy, "2026-02-28", events=late)) == ["talk 2026-01-01", "review 2026-02-03"]


# ------------------------------------------------------------------ discounted by a person

DISCOUNTED = ("an absence ends on", "an absence may be discounted by manager, giving a reason\n  an absence ends on")
COUNTS = """
measure lost over the last 12 months
  is absences
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Watch follows each employee
  step talk
    falls due when at least 3 absences start in the last 12 months
    falls due again only on a new absence
    then close
"""
AWAY = ("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")


def discount(day: str, **more: Any) -> dict[str, Any]:
    told_of = {"absence": "2026-01-12", "by": "manager", "why": "surgery"}
    return {"date": day, "what": "recorded", "name": "discount", **told_of, **more}


def test_a_discounted_absence_counts_nowhere_from_the_day_of_the_decision() -> None:
    policy = small(COUNTS, DISCOUNTED)
    assert fell(told(policy, "2026-01-31", *AWAY)) == ["talk 2026-01-19"]
    late = told(policy, "2026-01-31", *AWAY, events=[discount("2026-01-20")])
    assert (fell(late), value(late)) == (["talk 2026-01-19"], 3)  # what was due stays due
    same_day = told(policy, "2026-01-31", *AWAY, events=[discount("2026-01-19")])
    assert fell(same_day) == ["talk 2026-01-26"]
    early = told(policy, "2026-01-31", *AWAY, events=[discount("2026-01-16")])
    assert (fell(early), value(early), early.warnings) == (["talk 2026-01-26"], 3, ())
    (measure,) = early.measures
    assert [(one.absence, one.why) for one in measure.left_out] == [("2026-01-12", "discounted")]
    back = [discount("2026-01-16"), discount("2026-01-21", value=False)]
    again = told(policy, "2026-01-31", *AWAY, events=back)
    assert (fell(again), value(again)) == (["talk 2026-01-21"], 4)


def test_part_of_an_absence_cannot_be_discounted() -> None:
    history = {
        "employee": "E1",
        "absences": [record(one) for one in AWAY],
        "events": [discount("2026-01-20", value=0.5)],
    }
    with pytest.raises(AssertionError, match="an absence is discounted as a whole, and never in part"):
        history_of(history, small(COUNTS, DISCOUNTED))


def narrowed(line: str) -> tuple[str, str]:
    return (DISCOUNTED[0], f"{line}\n  an absence ends on")


def by_reason(reason: str) -> list[dict[str, Any]]:
    return [{"first": one, "last": one, "reason": reason if one == "2026-01-12" else "cold"} for one in AWAY]


def test_a_discount_of_a_kind_leaves_out_no_other_absence() -> None:
    policy = small(COUNTS, narrowed("an absence because of accident may be discounted by manager, giving a reason"))
    events = [discount("2026-01-16")]
    fits = told(policy, "2026-01-31", absences=by_reason("accident"), events=events)
    assert (fell(fits), value(fits), fits.warnings) == (["talk 2026-01-26"], 3, ())
    other = told(policy, "2026-01-31", absences=by_reason("cold"), events=events)
    assert (fell(other), value(other)) == (["talk 2026-01-19"], 4)
    (warned,) = [one for one in other.warnings if one.code != "step-outstanding"]
    assert warned.code == "discount-of-another-kind"
    assert warned.help == "it counts; only absences because of accident may be discounted"


@pytest.mark.parametrize(("later", "lost"), [("2026-01-12", 4), ("2026-01-13", 3)])
def test_which_absences_may_be_discounted_is_what_the_policy_said_on_their_first_day(later: str, lost: int) -> None:
    since = date.fromisoformat(later)
    lines = "an absence may be discounted by manager\n"
    lines += f"  from {since.day} January 2026: an absence because of accident may be discounted by manager"
    lines += "\n  cases already open move at once"
    policy = small(COUNTS, narrowed(lines))
    events = [discount("2026-01-16")]
    assert value(told(policy, "2026-01-31", absences=by_reason("cold"), events=events)) == lost


def test_a_discount_of_a_kind_by_length_waits_until_that_is_certain() -> None:
    policy = small(COUNTS, narrowed("an absence lasting over 3 calendar days may be discounted by manager"))
    away = ("2026-01-05", "2026-01-12", "2026-01-19 2026-01-23", "2026-02-02")
    events = [discount("2026-01-20", absence="2026-01-19")]
    for on, number in (("2026-01-20", 2), ("2026-01-21", 2), ("2026-01-22", 2)):
        assert value(told(policy, on, *away, events=events)) == number
    assert value(told(policy, "2026-01-19", *away, events=events)) == 3
    # On 19 January the third one counts, before it is discounted; the day after nobody can tell.
    assert fell(told(policy, "2026-01-31", *away, events=events)) == ["talk 2026-01-19"]


@pytest.mark.parametrize(
    ("purposes", "due", "lost"),
    [
        ("", ["talk 2026-01-26"], 3),
        (", for talk", ["talk 2026-01-26"], 4),
        (", for Watch", ["talk 2026-01-26"], 4),
        (", for lost", ["talk 2026-01-19"], 3),
        (", for lost and talk", ["talk 2026-01-26"], 3),
    ],
)
def test_a_discount_for_a_purpose_counts_everywhere_else(purposes: str, due: list[str], lost: int) -> None:
    policy = small(COUNTS, narrowed(f"an absence may be discounted by manager{purposes}"))
    answer = told(policy, "2026-01-31", *AWAY, events=[discount("2026-01-16")])
    assert (fell(answer), value(answer)) == (due, lost)


def test_a_discount_for_a_condition_is_for_the_counts_in_it() -> None:
    text = COUNTS.replace("at least 3 absences start in the last 12 months", "{when}")
    trigger = "condition trigger is met when at least 3 absences start in the last 12 months\n"
    line = narrowed("an absence may be discounted by manager, for trigger")
    events = [discount("2026-01-16")]

    def due(when: str) -> list[str]:
        return fell(told(small(trigger + text.format(when=when), line), "2026-01-31", *AWAY, events=events))

    assert due("trigger is met") == ["talk 2026-01-26"]
    assert due("at least 3 absences start in the last 12 months") == ["talk 2026-01-19"]


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"by": None}, "who decided"),
        ({"by": "a friend"}, "a friend"),
        ({"why": None}, "no reason"),
        ({"absence": None}, "no absence"),
    ],
)
def test_a_discount_says_who_decided_and_why(more: dict[str, Any], missing: str) -> None:
    event = {key: one for key, one in discount("2026-01-16", **more).items() if one is not None}
    (warned,) = told(small(COUNTS, DISCOUNTED), "2026-01-18", *AWAY, events=[event]).warnings
    assert warned.code == "discount-not-explained"
    assert missing in warned.message


def warned_of_discounts(line: str, *events: dict[str, Any], reason: str = "cold") -> list[Warned]:
    told_of = told(small(COUNTS, narrowed(line)), "2026-01-18", absences=by_reason(reason), events=list(events))
    return [replace(one, place=None) for one in told_of.warnings]


@pytest.mark.parametrize(
    ("line", "help_"),
    [
        ("by manager or HR, giving a reason [7.2]", "add `absence`, `by` (manager or HR) and `why`"),
        ("by manager or HR [7.2]", "add `absence` and `by` (manager or HR)"),
    ],
)
def test_a_discount_that_is_not_explained_is_told_with_what_to_add(line: str, help_: str) -> None:
    assert warned_of_discounts(f"an absence may be discounted {line}", discount("2026-01-16", by="a friend")) == [
        Warned(
            "discount-not-explained",
            "the discount of 2026-01-16 was decided by a friend, whom the policy does not name",
            absence="2026-01-12",
            on=date(2026, 1, 16),
            help=help_,
            clauses=("7.2",),
        )
    ]


def test_a_discount_of_another_kind_is_told_and_so_is_the_next_one() -> None:
    line = "an absence because of accident may be discounted by manager, giving a reason [7.3]"
    named_none = {key: one for key, one in discount("2026-01-17").items() if key != "absence"}
    first, second = warned_of_discounts(line, discount("2026-01-16"), named_none)
    assert first == Warned(
        "discount-of-another-kind",
        "the discount of 2026-01-16 is of an absence that may not be discounted",
        absence="2026-01-12",
        on=date(2026, 1, 16),
        help="it counts; only absences because of accident may be discounted",
        clauses=("7.3",),
    )
    assert (second.code, second.on) == ("discount-not-explained", date(2026, 1, 17))


def test_one_discount_that_is_explained_hides_no_other() -> None:
    line = "an absence may be discounted by manager, giving a reason"
    found = warned_of_discounts(line, discount("2026-01-16"), discount("2026-01-17", by="a friend"))
    assert [(one.code, one.on) for one in found] == [("discount-not-explained", date(2026, 1, 17))]


def test_taking_back_the_discount_of_an_absence_of_another_kind_is_no_discount() -> None:
    line = "an absence because of accident may be discounted by manager, giving a reason"
    assert warned_of_discounts(line, discount("2026-01-16", value=False)) == []
