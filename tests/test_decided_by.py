"""Who decides without a meeting, and when: what is recorded is held against what the policy says."""

from __future__ import annotations

from policydsl.check import check_text
from policydsl.diagnostics import Severity
from policydsl.interpret.answer import Answer
from policydsl.source import Source
from tests.small import HEADER, codes, held, outcome, stands, told, told_both_ways

POLICY = """
branch months follows each absence
  step what next
    falls due 6 months after the absence began
    {line}
    decided by {by}
    outcome decided: close
"""
AWAY = "2026-01-05 2026-09-30"


def decided(by: str | None, names: str = "owner or trustee", line: str = 'note "Think."') -> Answer:
    event = outcome("2026-07-20", "what next", "decided", **({"by": by} if by else {}))
    return told(POLICY.format(by=names, line=line), "2026-08-01", AWAY, events=[event])


def test_somebody_whom_the_policy_names_may_decide() -> None:
    for by in ("owner", "the Trustee", None):
        assert (stands(decided(by)), codes(decided(by))) == ([], [])


def test_somebody_else_is_a_warning_and_the_decision_stands() -> None:
    answer = decided("supervisor")
    assert (stands(answer), codes(answer)) == ([], ["decider-not-the-named"])
    (warning,) = answer.warnings
    assert warning.message == "what next on 2026-07-20 was decided by supervisor; the policy names owner or trustee"


def test_the_one_who_must_not_decide_moves_nothing() -> None:
    answer = decided("Supervisor", "someone other than supervisor")
    assert (stands(answer), codes(answer)) == (["what next due"], ["decided-by-the-same"])


def test_anybody_else_may() -> None:
    answer = decided("owner", "someone other than supervisor")
    assert (stands(answer), codes(answer)) == ([], [])


def test_a_decision_without_a_name_does_not_show_it() -> None:
    assert codes(decided(None, "someone other than supervisor")) == ["decider-not-named"]


def test_nothing_is_decided_before_what_must_come_first() -> None:
    answer = decided("owner", line='never before "report" is considered')
    assert (stands(answer), codes(answer)) == (["what next due"], ["before-permitted"])


def test_a_role_may_stand_beside_a_name() -> None:
    assert codes(decided("J Moss, owner")) == []
    assert codes(decided("J Moss, clerk")) == ["decider-not-the-named"]


# ------------------------------------------------------------------ who led an earlier meeting

TWO = """
branch stages follows each employee
  step first talk
    falls due when 1 absence starts in the last 6 months
    falls due again only on a new absence
    outcome warned: wait for last word
  step last word
    falls due 2 weeks after first talk is held
    decided by someone other than {who}
    outcome decided: close
"""


def last_word(by: str | None, leader: str | None = "A Smith", who: str = "who led first talk") -> Answer:
    led = {"by": leader} if leader else {}
    events = [held("2026-01-12", "first talk", **led), outcome("2026-01-12", "first talk", "warned")]
    events.append(outcome("2026-01-26", "last word", "decided", **({"by": by} if by else {})))
    return told_both_ways(TWO.format(who=who), "2026-02-01", "2026-01-05", events=events)


def test_who_led_the_meeting_may_not_decide() -> None:
    for by in ("a smith", "A Smith, line manager"):
        answer = last_word(by)
        assert (stands(answer), codes(answer)) == (["last word due"], ["decided-by-the-same"])
    (warning,) = last_word("A Smith").warnings
    assert "it is for someone other than the one who led first talk to decide" in warning.message


def test_somebody_who_did_not_lead_it_may() -> None:
    for who in ("who led first talk", "the manager who held the first talk"):
        answer = last_word("B Jones", who=who)
        assert (stands(answer), codes(answer)) == (["first talk waiting"], [])


def test_without_both_names_nothing_shows_it() -> None:
    assert codes(last_word(None)) == ["decider-not-named"]
    (warning,) = last_word("B Jones", leader=None).warnings
    assert (warning.code, warning.help) == (
        "decider-not-named",
        "add `by` to this event and to the `held` of that meeting",
    )


def test_who_led_what_is_no_step_is_answered() -> None:
    def found(who: str) -> list[str]:
        checked = check_text(Source("test.policy", HEADER + TWO.format(who=who)), thorough=False)
        return [one.code.name for one in checked.diagnostics if one.code.severity is Severity.ERROR]

    assert found("who led first talk") == []
    assert found("who led first meeting") == ["unknown-name"]
    assert found("whoever wrote the letter") == ["led-by-whom"]
