"""The door: what `import policydsl` offers, what it raises, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import policydsl
from policydsl.diagnostics import Severity

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "policies" / "luu_attendance.policy").read_text(encoding="utf-8")
HISTORY = "employee: E1\nabsences:\n  - {first: 2026-05-18, last: 2026-05-20}\n"
BROKEN = "policy Draft\n  in force from 1 September 2024\n\nsetting threshold is 150 150\n"


def test_three_lines_are_enough() -> None:
    policy = policydsl.policy(TEXT)
    (history,) = policydsl.histories(HISTORY, policy)
    answer = policydsl.answer(policy, history, on=date(2026, 5, 29))
    assert answer.employee == "E1"
    assert [one.step for one in answer.fell_due] == ["return to work meeting"]


def test_everything_on_the_list_is_there() -> None:
    assert [name for name in policydsl.__all__ if not hasattr(policydsl, name)] == []
    public = {name for name in vars(policydsl) if not name.startswith("_")}
    assert set(policydsl.__all__) <= public


def test_a_policy_with_errors_raises_with_all_of_them() -> None:
    with pytest.raises(policydsl.PolicyError) as caught:
        policydsl.policy(BROKEN, name="draft.policy")
    assert [problem.at.place.source for problem in caught.value.problems] == ["draft.policy"] * len(
        caught.value.problems
    )
    assert any(problem.code.severity is Severity.ERROR for problem in caught.value.problems)
    assert "draft.policy:4:" in str(caught.value)


def test_a_history_with_errors_raises_and_hides_what_is_said_of_health() -> None:
    policy = policydsl.policy(TEXT)
    with pytest.raises(policydsl.PolicyError) as caught:
        policydsl.histories("employee: E1\nabsences: [{first: 2026-13-01, reason: migraine}]\n", policy)
    assert "there is no day 2026-13-01" in str(caught.value)
    assert "migraine" not in str(caught.value)


def test_phases_give_values_and_never_raise() -> None:
    source = policydsl.Source("draft.policy", BROKEN)
    assert policydsl.parse(source).diagnostics
    checked = policydsl.check_text(source)
    assert checked.policy is None
    assert checked.diagnostics


def test_phases_one_by_one_are_the_same_as_together() -> None:
    source = policydsl.Source("luu", TEXT)
    parsed = policydsl.parse(source)
    checked = policydsl.check(parsed.tree, source)
    assert checked.policy == policydsl.policy(TEXT)
    assert checked.policy is not None
    said, found = policydsl.read(policydsl.Source("e1.yaml", HISTORY))
    assert found == ()
    history, problems = policydsl.make(said[0], checked.policy)
    assert problems == ()
    assert history is not None
    evaluated = policydsl.evaluate(checked.policy, history, date(2026, 5, 29))
    assert evaluated.answer == policydsl.answer(checked.policy, history, on=date(2026, 5, 29))


def test_each_employee_of_a_file_stands_alone() -> None:
    policy = policydsl.policy(TEXT)
    text = f"{HISTORY}---\nemployee: E2\nabsences: [{{first: 2026-13-01}}]\n---\n- {HISTORY!r}\n"
    good, bad, nobody = policydsl.read_histories(policydsl.Source("all.yaml", text), policy)
    assert (good.employee, good.diagnostics) == ("E1", ())
    assert good.history is not None
    assert (bad.employee, bad.history) == ("E2", None)
    assert [problem.code.name for problem in bad.diagnostics] == ["no-such-day"]
    assert (nobody.employee, nobody.history) == (None, None)
    assert nobody.diagnostics


def test_a_text_that_is_no_yaml_is_one_item_of_nobody() -> None:
    (nobody,) = policydsl.read_histories(policydsl.Source("e.yaml", "employee: [E1\n"), policydsl.policy(TEXT))
    assert (nobody.employee, nobody.history) == (None, None)
    assert nobody.diagnostics


def test_importing_it_loads_neither_a_shell_nor_an_extra() -> None:
    code = "import sys, policydsl; print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(eval(done.stdout))
    assert loaded & {"click", "policydsl_cli", "hypothesis", "jsonschema", "numpy", "pandas", "openpyxl"} == set()
    assert "policydsl" in loaded


def test_the_versions_are_words() -> None:
    assert policydsl.ENGINE.count(".") == 2
    assert policydsl.LANGUAGE.isdigit()


def test_a_policy_can_be_read_without_what_speaks_about_it() -> None:
    """Readings and examples change no answer: passed over, the policy is the same but for them."""
    source = policydsl.Source("luu.policy", TEXT)
    whole = policydsl.check_text(source).policy
    light = policydsl.check_text(source, thorough=False).policy
    assert whole is not None
    assert light is not None
    assert (light.readings, light.examples) == ((), ())
    about = {"readings": (), "examples": (), "takings": (), "things": (), "own_things": (), "flags": frozenset()}
    assert replace(whole, **about) == replace(light, **about)
    assert set(light.things) <= set(whole.things)
    assert light.flags == whole.flags
