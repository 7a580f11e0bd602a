"""Steps that nobody has to hold, and periods that begin when a step falls due: days worked out by hand."""

from __future__ import annotations

from datetime import date

from tests.small import fell, held, stands, told_both_ways

CARDS = """
branch cards follows each employee
  step yellow
    falls due when 3 absences start in the last 3 months
    falls due again only on a new absence
    {yellow}
    then wait for red

  period yellow time
    lasts 6 months after yellow is due
    at its end: stop counting earlier absences, and close

  step red
    falls due {red}
    {at_once}
    then wait for talk

  period red time
    lasts 12 months after red is due
    at its end: stop counting earlier absences, and close

  step talk
    falls due when 1 new absence starts during red time
    falls due again only on a new absence
    outcome may stay: stay
    outcome may not stay: close
"""
COUNT = "when 2 new absences start during yellow time"
AT_ONCE = "counts as held at once"
THREE = ("2026-01-05", "2026-02-02", "2026-03-02")
FIVE = (*THREE, "2026-04-06", "2026-05-04")


def cards(at_once: str = AT_ONCE, red: str = COUNT, yellow: str = AT_ONCE) -> str:
    return CARDS.format(at_once=at_once, red=red, yellow=yellow)


def test_the_case_moves_on_the_day_it_falls_due_and_nothing_has_to_be_recorded() -> None:
    answer = told_both_ways(cards(), "2026-03-02", *THREE)
    assert (fell(answer), stands(answer)) == (["yellow 2026-03-02"], ["red waiting"])
    assert answer.fell_due[0].held_on == date(2026, 3, 2)
    assert [reason.what for reason in answer.fell_due[0].reasons][-1] == "counts as held at once"
    assert (answer.human, answer.warnings) == ((), ())


def test_the_line_is_the_last_reason_with_its_clauses() -> None:
    answer = told_both_ways(cards(yellow=f"{AT_ONCE}   [C-7]"), "2026-03-02", *THREE)
    reason = answer.fell_due[0].reasons[-1]
    assert (reason.kind, reason.what, reason.clauses, reason.value) == (
        *("case", "counts as held at once", ("C-7",)),
        date(2026, 3, 2),
    )


def test_steps_that_lead_to_each_other_are_held_once_a_day() -> None:
    policy = """
branch cards follows each employee
  step yellow
    falls due when 1 absence starts in the last 4 weeks
    falls due again only on a new absence
    counts as held at once
    then wait for red
  step red
    falls due at once
    counts as held at once
    then go to yellow
"""
    answer = told_both_ways(policy, "2026-01-12", "2026-01-12")
    assert (fell(answer), stands(answer)) == (["yellow 2026-01-12", "red 2026-01-12"], ["yellow due"])


def test_without_the_line_it_waits_for_a_meeting() -> None:
    answer = told_both_ways(cards(yellow='note "A card."'), "2026-03-09", *THREE)
    assert (fell(answer), stands(answer)) == (["yellow 2026-03-02"], ["yellow due"])


def test_one_step_leads_to_the_next_on_the_same_day() -> None:
    answer = told_both_ways(cards(red="at once"), "2026-03-02", *THREE)
    assert (fell(answer), stands(answer)) == (["yellow 2026-03-02", "red 2026-03-02"], ["talk waiting"])


def test_a_period_that_begins_when_it_is_due_runs_its_whole_length() -> None:
    last = told_both_ways(cards(), "2027-05-03", *FIVE)
    assert (fell(last)[-1], stands(last)) == ("red 2026-05-04", ["talk waiting"])
    assert stands(told_both_ways(cards(), "2027-05-04", *FIVE)) == ["yellow waiting"]


def test_a_period_ends_too_when_its_own_step_is_held_later() -> None:
    told_late = [held("2026-05-11", "red")]
    last = told_both_ways(cards(at_once='note "Somebody tells."'), "2027-05-03", *FIVE, events=told_late)
    assert stands(last) == ["talk waiting"]
    assert stands(told_both_ways(cards(at_once='note "Somebody tells."'), "2027-05-04", *FIVE, events=told_late)) == [
        "yellow waiting"
    ]


def test_it_waits_for_what_must_come_first() -> None:
    policy = cards(yellow=f'{AT_ONCE}\n    never before "report" is considered')
    report = [{"date": "2026-03-10", "name": "report", "what": "considered"}]
    assert stands(told_both_ways(policy, "2026-03-09", *THREE)) == ["yellow due"]
    answer = told_both_ways(policy, "2026-03-10", *THREE, events=report)
    assert (stands(answer), answer.fell_due[0].held_on) == (["red waiting"], date(2026, 3, 10))


def test_a_recorded_meeting_is_told_that_nobody_had_to_hold_it() -> None:
    (warning,) = told_both_ways(cards(), "2026-03-20", *THREE, events=[held("2026-03-09", "yellow")]).warnings
    assert warning.message.endswith("moves nothing: it counted as held at once, on 2026-03-02")
    assert warning.help == "take the event out; nobody has to hold this step"


def test_what_is_to_be_told_has_no_last_day_of_its_own() -> None:
    answer = told_both_ways(cards(yellow=f'{AT_ONCE}\n    must tell the employee "Yellow."'), "2026-03-20", *THREE)
    assert [(one.duty, one.state.value, one.latest) for one in answer.duties] == [("tell employee", "open", None)]


def test_the_answer_says_why_an_absence_is_not_new() -> None:
    answer = told_both_ways(cards(), "2026-03-20", *THREE)
    (behind,) = [one for one in answer.standing if one.step == "red"]
    (count,) = behind.reasons[0].because
    left = [one.why for one in count.left_out]
    assert left == ["not-new"]
