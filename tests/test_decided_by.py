"""Who decides without a meeting, and when: what is recorded is held against what the policy says."""

from __future__ import annotations

from policydsl.interpret.answer import Answer
from tests.small import codes, outcome, stands, told

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
