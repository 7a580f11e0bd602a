"""Why each side of a comparison came out as it did, the whole of each reason: worked out by hand.

Away from Monday 12 to Wednesday 14 January 2026, three working days; the talk is due on the 14th, held on the 15th.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import policydsl
from policydsl.interpret.answer import Counted, LeftOut, Reason
from tests.engine import history_of
from tests.small import small
from tests.test_compared import AWAY, HELD, WATCH, WELL, record, watch

LONG = record("2026-01-05 2026-01-16")
RELAPSED = (AWAY, record("2026-02-02 2026-02-03"))
AFTER = """
branch Long follows each absence after it ends
  step talk
    falls due {when}
    outcome done: close
"""
DURING = """
during every absence
  step call
    falls due when the absence has lasted at least {days} calendar days
"""
LAST = WATCH.replace(
    "    outcome better: close",
    "    outcome better: wait for last\n  step last\n    falls due when 3 absences start in the last 12 months\n"
    "    then close",
)
NO_STEP = Reason("case", "the policy has no step of this name")
NO_BRANCH = Reason("case", "the policy has no branch of this name")


def why(
    here: str, there: str, *events: dict[str, Any], absent: tuple[dict[str, Any], ...] = (AWAY,), on: str = "2026-02-28"
) -> dict[str, tuple[tuple[Reason, ...], tuple[Reason, ...]]]:
    """By kind and name of what differs, the reasons of both sides."""
    values = {"employee": "E1", "absences": absent, "events": events}
    views = [
        policydsl.View(policy, history_of(values, policy), date.fromisoformat(on))
        for policy in (small(here), small(there))
    ]
    found = policydsl.compare(views[0], views[1]).differences
    return {f"{one.difference.kind} {one.difference.what}": (one.why_here, one.why_there) for one in found}


def on_that_day(what: str, since: str) -> tuple[Reason]:
    return (Reason("case", f"on that day the case {what}, since", value=date.fromisoformat(since)),)


def test_a_step_or_branch_that_the_other_policy_does_not_have() -> None:
    chat = watch().replace("step talk", "step chat").replace("after talk", "after chat")
    assert why(chat, watch())["fell-due chat"][1] == why(chat, watch())["fell-due talk"][0] == (NO_STEP,)
    look = watch().replace("branch Watch", "branch Look")
    assert why(look, watch())["fell-due talk"] in (((NO_BRANCH,), LOST), (LOST, (NO_BRANCH,)))
    assert why(DURING.format(days=3), DURING.format(days=3).replace("call", "ring"), absent=(LONG,)) == {
        "fell-due call": ((lasted(3),), (NO_STEP,)),
        "fell-due ring": ((NO_STEP,), (lasted(3),)),
    }


def test_a_measure_over_its_limit_on_one_side_only() -> None:
    found = why(watch(), watch(limit=3))
    assert found["fell-due talk"] == (LOST, (replace(LOST[0], limit=3),))


def test_a_measure_that_comes_to_less_on_one_side() -> None:
    # by 31 January the last two weeks begin on Sunday the 18th
    found = why(watch().replace("last 4 weeks", "last 2 weeks"), watch(), HELD, WELL, on="2026-01-31")
    (here,), (there,) = found["measure lost"]
    counted = (Counted("2026-01-12", date(2026, 1, 12), date(2026, 1, 14), 3),)
    window = {"first": date(2026, 1, 4), "last": date(2026, 1, 31)}
    assert there == Reason("measure", "lost", 23, (), value=3, **window, counted=counted, arithmetic="3 working days")
    window["first"] = date(2026, 1, 18)
    left = (LeftOut("2026-01-12", date(2026, 1, 12), "before-the-window"),)

    assert here == Reason("measure", "lost", 23, (), value=0, **window, left_out=left, arithmetic="0 working days")


def test_a_measure_names_its_clause_and_what_the_window_cuts_off() -> None:
    # by 27 January the last two weeks begin on the 14th, the last day of the three
    cited = WATCH.format(limit=9, well="close").replace("last 4 weeks", "last {weeks} weeks   [S-2]")
    ((here,), _) = why(cited.format(weeks=2), cited.format(weeks=4), on="2026-01-27")["measure lost"]
    assert here == Reason(
        *("measure", "lost", 23, ("S-2",)),
        value=1,
        first=date(2026, 1, 14),
        last=date(2026, 1, 27),
        counted=(Counted("2026-01-12", date(2026, 1, 14), date(2026, 1, 14), 1),),
        clipped=("2026-01-12",),
        arithmetic="1 working day",
    )


def test_a_duty_that_one_side_has() -> None:
    soon = watch().replace("step talk", "step talk\n    must be held within 2 weeks after falling due   [S-1]")
    found = why(soon, watch(), on="2026-01-20")
    assert list(found.values()) == [((Reason("duty", "hold", 29, ("S-1",)),), ())]


def lasted(limit: int, days: int = 3) -> Reason:
    """By Wednesday the 7th, three days since Monday the 5th."""
    return Reason(
        *("length", "2026-01-05", 24, ()),
        value=days,
        comparison="at least",
        limit=limit,
        unit="calendar days",
        first=date(2026, 1, 5),
        last=date(2026, 1, 4 + days),
    )


LOST = (
    Reason(
        *("measure", "lost", 29, ()),
        value=3,
        comparison="over",
        limit=2,
        unit="working days",
        first=date(2025, 12, 18),
        last=date(2026, 1, 14),
        counted=(Counted("2026-01-12", date(2026, 1, 12), None, 3),),
        arithmetic="3 working days",
    ),
)
"""Four weeks up to the 14th, a Wednesday, begin on Thursday 18 December; nobody knows yet that it was the last day."""


def test_a_step_about_an_absence_says_how_long_that_is() -> None:
    found = why(DURING.format(days=3), DURING.format(days=20), absent=(LONG,))
    assert found == {"fell-due call": ((lasted(3),), (lasted(20),))}
    found = why(DURING.format(days=1), DURING.format(days=20), absent=(LONG,))
    assert found == {"fell-due call": ((lasted(1, 1),), (lasted(20, 1),))}


def test_no_case_is_open_on_that_day() -> None:
    week, month = (
        AFTER.format(when="when the absence has lasted over 1 week"),
        "when the absence has lasted over 4 weeks",
    )
    found = why(AFTER.format(when=month), week, absent=(LONG,))
    assert found["fell-due talk"][0] == (Reason("case", "on that day no case of this absence is open"),)
    trial = "group on trial is employees recorded as on trial\n" + watch()
    on_trial = trial.replace("each employee", "each employee on trial")
    assert why(on_trial, trial)["fell-due talk"][0] == (Reason("case", "on that day no case is open"),)


def test_a_meeting_that_was_held_and_has_no_outcome_yet() -> None:
    then = WATCH.format(limit=2, well="close").replace(
        "    outcome well: close\n    outcome unwell: wait for", "    then wait for"
    )
    found = why(then, watch(well="wait for review"), HELD, absent=RELAPSED)
    assert found["fell-due review"][1] == on_that_day("is at talk", "2026-01-15")


def test_a_date_rule_that_has_not_come_yet_says_its_day() -> None:
    # 3 working days after Friday the 16th is Wednesday the 21st, 8 are Wednesday the 28th
    sides = (AFTER.format(when=f"{days} working days after the absence ends") for days in (3, 8))
    found = why(*sides, absent=(LONG,), on="2026-01-24")
    assert found["fell-due talk"][1] == (
        Reason("date", "8 working days after the absence ended", 24, (), value=date(2026, 1, 28)),
    )


def test_a_case_that_is_at_another_step_or_waits_for_one() -> None:
    # on Monday 2 February the talk is due again, or the review that somebody decided to wait for
    found = why(watch(), watch(well="wait for review"), HELD, WELL, absent=RELAPSED)
    assert found["fell-due talk"][1] == on_that_day("is at review", "2026-02-02")
    assert found["fell-due review"][0] == on_that_day("is at talk", "2026-02-02")
    assert found["closed Watch"] == ((Reason("closed", "outcome"),), ())
    review, last = (LAST.format(limit=2, well=f"wait for {step}") for step in ("review", "last"))
    found = why(review, last, HELD, WELL, absent=RELAPSED)
    assert found["fell-due review"][1] == on_that_day("waits for last", "2026-01-16")


def test_a_step_that_falls_due_on_the_first_day_of_the_policy() -> None:
    found = why(watch(limit=0), watch(), absent=(record("2026-01-01 2026-01-02"),), on="2026-01-01")
    (here,), (there,) = found["fell-due talk"]
    assert (here.value, here.limit, there.value, there.limit) == (1, 0, 1, 2)


def test_of_two_days_the_earlier_one_is_told_how_things_stand_on_the_day_of_the_later_one() -> None:
    # by the 10th nobody is ill yet
    policy, values = small(watch()), {"employee": "E1", "absences": (AWAY,)}
    views = [policydsl.View(policy, history_of(values, policy), date(2026, 1, day)) for day in (10, 31)]
    (moved,) = [one for one in policydsl.compare(*views).differences if one.difference.kind == "fell-due"]
    assert (moved.difference.here, moved.difference.there) == (None, date(2026, 1, 14))
    assert moved.why_here == moved.why_there == LOST
