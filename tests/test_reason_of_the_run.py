"""A case of a run of linked absences that link by their reason counts absences of that reason and of no other."""

from __future__ import annotations

from datetime import date
from typing import Any

from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from tests.engine import history_of, policy_of

RUNS = """policy Runs
  in force from 1 January 2026
  absences link when at most 6 months lie between them{alike}
  absences join when no working day lies between them
  an absence ends on its last recorded day
  an absence may count towards several steps
  with no working pattern on file, use Monday to Friday
  when a month is too short, use its last day
  a waived step counts as held

branch one illness follows each run of linked absences while it lasts
  step pay is over
    falls due when at least {number} absences with the same reason fall within 12 months after the absence began
    if not due by then: stay
    counts as held at once
    then close
"""
SAME = ", and they have the same reason"
DAYS = "42 calendar days of"
FLU_AND_BACK: list[dict[str, Any]] = [
    {"first": "2026-01-12", "last": "2026-01-16", "reason": "flu"},
    {"first": "2026-02-02", "last": "2026-03-20", "reason": "back pain"},
    {"first": "2026-05-04", "last": "2026-05-05", "reason": "flu"},
]


def due(number: str, absences: list[dict[str, Any]], alike: str = SAME) -> list[tuple[str, str | None]]:
    policy = policy_of(RUNS.format(number=number, alike=alike))
    history = history_of({"employee": "E1", "absences": absences}, policy)
    found = evaluate(policy, history, date(2026, 6, 30)).answer
    assert found is not None
    for on in range(date(2026, 3, 10).toordinal(), date(2026, 5, 12).toordinal(), 7):
        person = Person(policy, history, on)
        assert over_days_that_matter(person) == over_every_day(person)
    return [(one.on.isoformat(), one.absence) for one in found.fell_due]


def test_days_of_another_reason_are_not_days_of_the_run() -> None:
    """From the day after 2 February, back pain has 42 days on 16 March. Flu has six, and its run is not of the back."""
    assert due(DAYS, FLU_AND_BACK) == [("2026-03-16", "2026-02-02")]


def test_the_days_of_the_run_count_together() -> None:
    """Four days of flu from the day after 12 January, and 38 of it from 4 May on, are 42 on 10 June."""
    longer = [*FLU_AND_BACK[:2], {"first": "2026-05-04", "last": "2026-06-12", "reason": "flu"}]
    assert due(DAYS, longer) == [("2026-03-16", "2026-02-02"), ("2026-06-10", "2026-01-12")]


def test_a_run_that_links_whatever_the_reason_has_none_of_its_own() -> None:
    """Then the count takes the reason that most days have: back pain, 42 of them on 15 March."""
    assert due(DAYS, FLU_AND_BACK, alike="") == [("2026-03-15", "2026-01-12")]


def test_a_run_of_which_no_reason_is_on_file_has_none_in_common() -> None:
    """An absence without a reason links to no other and has no days of one; that of the back has its own run."""
    unknown = [{"first": "2026-01-12", "last": "2026-01-16"}, *FLU_AND_BACK[1:]]
    assert due(DAYS, unknown) == [("2026-03-16", "2026-02-02")]


def test_a_branch_of_each_absence_takes_the_reason_that_most_have_however_absences_link() -> None:
    """Two absences are of flu: three weeks after the second, that is so of the case of the back, too."""
    each = RUNS.replace("each run of linked absences while it lasts", "each absence while it lasts")
    each = each.replace("fall within 12 months after the absence began", "start in the last 6 months")
    each = each.replace("    if not due by then: stay\n", "")
    policy = policy_of(each.format(number="2", alike=SAME))
    absences = [*FLU_AND_BACK[::2], {"first": "2026-05-25", "last": "2026-05-29", "reason": "back pain"}]
    found = evaluate(policy, history_of({"employee": "E1", "absences": absences}, policy), date(2026, 6, 30)).answer
    assert found is not None
    assert [(one.on.isoformat(), one.absence) for one in found.fell_due] == [
        ("2026-05-04", "2026-05-04"),
        ("2026-05-25", "2026-05-25"),
    ]
