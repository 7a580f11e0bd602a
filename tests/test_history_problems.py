"""What is said of a history that does not go with its policy: the whole message, and words to type instead."""

from __future__ import annotations

from fractions import Fraction

import pytest

from policydsl.diagnostics import Diagnostic
from policydsl.model.policy import Policy
from tests.history_chunks import histories
from tests.small import small, watched
from tests.support_policy import POLICY


def problems(text: str, policy: Policy = POLICY) -> list[Diagnostic]:
    """Everything that is wrong with a history."""
    return histories(f"employee: E1\n{text}", policy)[1]


def said(text: str, policy: Policy = POLICY) -> tuple[str, str | None]:
    """The message and the help of the one thing that is wrong with a history."""
    (found,) = problems(text, policy)
    return found.message, found.help


PLAIN = watched("at least 9")
FOURTH = "fact service start is the first day of service"


@pytest.mark.parametrize(
    ("policy", "text", "message", "help_"),
    [
        (
            PLAIN,
            "events: [{date: 2026-03-02, had: late arrival}]",
            "the event `late arrival` is not in the policy",
            "the policy has none here; leave it out",
        ),
        (
            PLAIN,  # its header has three facts
            "facts: [{name: wedding day, value: 2026-03-02}]",
            "the fact `wedding day` is not in the policy",
            "it may be `half pay date`, `end of pay` or `probation end`",
        ),
        (
            f"{FOURTH}\n{PLAIN}",
            "facts: [{name: wedding day, value: 2026-03-02}]",
            "the fact `wedding day` is not in the policy",
            "write it as the policy does",
        ),
        (
            PLAIN,
            "facts: [{name: half pay dates, value: 2026-03-02}, {name: end of play, value: 2026-03-02}]",
            "the fact `end of play` is not in the policy",
            "did you mean `end of pay`?",
        ),
        (
            watched("at least the day limit", settings="setting day limit is 9"),
            "adjustments: [{setting: day limit, value: five, by: HR, why: agreed}]",
            "not a value of this setting",
            "write it like `250`",
        ),
        (
            watched("at least the day limit", settings="setting day limit is 9 working days"),
            "adjustments: [{setting: day limit, value: five, by: HR, why: agreed}]",
            "not a value of this setting",
            "write it like `9 working days`",
        ),
    ],
)
def test_what_is_not_in_the_policy(policy: str, text: str, message: str, help_: str) -> None:
    assert (message, help_) in [(one.message, one.help) for one in problems(text, small(policy))]


STANDARD = """
setting personal standard is set at talk
measure absences this year over the last 12 months
  is absences
  an absence that began before the window counts whole
  an absence still running counts day by day

branch attendance follows each employee
  step talk
    falls due when 2 absences start in the last 6 months
    falls due again only on a new absence
    must record personal standard
    then wait for review
  step review
    falls due when absences this year is over the personal standard
    falls due again only on a new absence
    then close
"""


def test_a_value_that_is_set_at_a_meeting_is_a_number() -> None:
    for value in ("", ", value: three"):
        assert said(
            f"events: [{{date: 2026-03-02, what: recorded, name: personal standard{value}}}]", small(STANDARD)
        ) == (
            "what is recorded of `personal standard` is a number",
            "write it like `{what: recorded, name: personal standard, value: 4}`",
        )
    fine = "events: [{date: 2026-03-02, what: recorded, name: personal standard, value: 4}]"
    assert problems(fine, small(STANDARD)) == []


def test_a_standard_of_ones_own_is_any_number() -> None:
    """What is set at a meeting has no unit of its own, so that a number is all that can be agreed in its place."""
    agreed = "adjustments: [{setting: personal standard, value: VALUE, by: HR, why: agreed}]"
    (made,), found = histories(f"employee: E1\n{agreed.replace('VALUE', '2.5')}", small(STANDARD))
    assert found == []
    assert made is not None
    assert [one.value for one in made.adjustments] == [Fraction(5, 2)]
    assert said(agreed.replace("VALUE", "five"), small(STANDARD)) == (
        "not a value of this setting",
        "write it like `250`",
    )


def test_part_of_an_absence_is_not_discounted() -> None:
    policy = small(PLAIN, ("an absence ends on", "an absence may be discounted by manager\n  an absence ends on"))
    absent = "absences: [{first: 2026-03-02, last: 2026-03-03}]"
    discount = "{date: 2026-03-04, what: recorded, name: discount, by: manager, value: 1 day}"
    assert said(f"{absent}\nevents: [{discount}]", policy) == (
        "an absence is discounted as a whole, and never in part",
        """\
take `value` out, and the absence counts for nothing; `value: false` takes a discount back
days of it are set aside by a paper with its days, if the policy has one: \
`{date: …, recorded: days set aside, from: …, to: …}`""",
    )


def test_who_is_in_a_group_that_is_worked_out_is_not_recorded() -> None:
    policy = small("group new starters is employees with service under 6 months\n" + PLAIN)
    text = "service from: 2020-03-02\ngroups: [{name: new starters}]"
    assert said(text, policy) == (
        "who is in `new starters` is worked out, not recorded",
        "take it out of `groups`; `service from` and `works` say enough",
    )


# ------------------------------------------------------------------ branches and absences


@pytest.mark.parametrize(
    ("step", "help_"),
    [
        ("long-term informal meeting", "write `branch: Branch 2`"),
        ("return to work meeting", "write `branch: after every absence`"),
    ],
)
def test_a_step_of_another_branch(step: str, help_: str) -> None:
    absent = "absences: [{first: 2026-03-02, last: 2026-03-03}]"
    held = f"{{date: 2026-03-09, branch: Branch 1, step: {step}, what: held}}"
    assert said(f"{absent}\nevents: [{held}]") == (f"`{step}` is not a step of this branch", help_)


def test_a_meeting_of_guidance_is_of_no_branch() -> None:
    policy = small(f"{PLAIN}\nguidance case management meeting\n  may be asked for at any time by manager\n")
    held = "{date: 2026-03-09, branch: Watch, step: case management meeting, what: held}"
    assert said(f"events: [{held}]", policy) == (
        "`case management meeting` is not a step of this branch",
        "leave `branch` out",
    )


LATE = """
event late arrival
event no call no show
points score
  1 for a late arrival lasting at least 20 minutes
  2 for a no call no show
  each entry drops off 12 months after its own date
branch Late follows each employee
  step talk on lateness
    falls due when score is over 3
    falls due again only on a new absence
    then close
"""


def test_the_minutes_are_needed_where_a_line_asks_how_long_it_was() -> None:
    policy = small(LATE)
    assert said("events: [{date: 2026-03-09, had: late arrival}]", policy) == (
        "`late arrival` needs `minutes`",
        "write how many minutes it was, like `minutes: 25`",
    )
    assert problems("events: [{date: 2026-03-09, had: no call no show}]", policy) == []
    assert said("events: [{date: 2026-03-09, had: early leave}]", policy) == (
        "the event `early leave` is not in the policy",
        "it may be `late arrival` or `no call no show`",
    )


@pytest.mark.parametrize(
    ("days", "help_"),
    [
        (("02", "09"), "write `absence: 2026-03-02` or `absence: 2026-03-09`"),
        (
            ("02", "09", "16"),
            "write `absence: 2026-03-02`, `absence: 2026-03-09` or `absence: 2026-03-16`",
        ),
        (
            ("02", "09", "16", "23"),
            "write `absence:` and one of `2026-03-02`, `2026-03-09`, `2026-03-16` or `2026-03-23`",
        ),
    ],
)
def test_which_of_several_absences_is_meant(days: tuple[str, ...], help_: str) -> None:
    absent = ", ".join(f"{{first: 2026-03-{one}, last: 2026-03-{one}}}" for one in days)
    text = f"absences: [{absent}]\nfacts: [{{name: half pay date, value: 2026-03-02}}]"
    assert said(text) == ("`half pay date` needs to say which absence is meant", help_)


@pytest.mark.parametrize(
    ("told", "first", "second"),
    [
        ("works: [{days: [mon, tue, wed]}]", "2026-03-04", "2026-03-09"),  # from Wednesday to Monday
        ("holidays: England and Wales", "2026-04-02", "2026-04-07"),  # over Good Friday and Easter Monday
    ],
)
def test_records_with_no_day_of_this_employee_between_them_are_one_absence(told: str, first: str, second: str) -> None:
    absent = f"absences: [{{first: {first}, last: {first}}}, {{first: {second}, last: {second}}}]"
    fact = f"facts: [{{name: half pay date, value: {second}}}]"
    assert problems(f"{told}\n{absent}\n{fact}") == []
    assert said(f"{absent}\n{fact}")[0] == "`half pay date` needs to say which absence is meant"
