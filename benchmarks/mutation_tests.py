"""Knows how the tests look for mutants: once over all of them, then each mutant in a fork of its own. A pytest plugin.

Where mutmut starts pytest anew for every mutant, here the tests are collected once; all that is left to a mutant is to
run those that reach its function, the ones that noticed most so far first, up to the first that notices this one.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from mutmut.mutation.trampoline_templates import CLASS_NAME_SEPARATOR
from mutmut.utils.format_utils import mangled_name_from_mutant_name

# The same few histories for every mutant, so that a figure comes out again; and a mutant is dead at the first example
# that it gets wrong, of which nobody reads a smaller one.
settings.register_profile(
    "mutation",
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
)

LEFT_OUT = (
    "test_what_is_left_out_of_the_comparison_makes_no_difference",
    "test_what_is_not_worked_out_again_is_the_same",
    "test_an_answer_under_another_reading_comes_out_again",
    "test_under_every_alternative_the_days_that_matter_are_enough",
    "test_every_step_falls_due_somewhere",
    "test_a_taking_that_there_is_not",
    "test_any_answer_can_be_said",
    "test_any_answer_has_the_published_form",
    "test_takings_that_cannot_be",
    "test_nothing_that_is_said_makes_it_fail",
)
"""Tests that take many times as long as others that see the same."""

COMPILED_WITH = ("policydsl.domain.", "policydsl.history.")
"""What a policy is compiled with: under a mutant of these nothing may be remembered that was compiled before it."""

REACH = Path("reach.json")
"""Beside the planted copy: the seconds of each test, and the tests that reach each function."""

SPARE = 3.0
"""Seconds that a test may take above ten times its own: what was forgotten has to be compiled again."""

SURVIVED, KILLED, NO_TESTS, TIMEOUT = 0, 1, 33, 36
"""What became of a mutant, in mutmut's numbers."""


class Switch:
    """A function with mutants: calls go to the one that is chosen, and the first call of a test may be noted.

    In the place of mutmut's own, which looks the chosen one up on every call and makes the tests four times as slow.
    """

    every: ClassVar[dict[str, Switch]] = {}
    reached: ClassVar[set[str]] = set()

    def __init__(self, function: Callable[..., Any], mutants: Mapping[str, Callable[..., Any]]) -> None:
        self.function = self.chosen = function
        self.mutants = mutants

    def note(self, name: str) -> None:
        """Until its next call it is not known to be reached."""

        def first(*args: Any, **named: Any) -> Any:
            Switch.reached.add(name)
            self.chosen = self.function
            return self.function(*args, **named)

        self.chosen = first


def switched(mutants: Mapping[str, Callable[..., Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The decorator that mutmut's copies call, `mutants` being filled when the function is there."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        switch = Switch(function, mutants)

        @wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            return switch.chosen(*args, **named)

        Switch.every[f"{function.__module__}.{function.__qualname__}"] = switch
        return call

    return decorate


class Hunt:
    """One session of pytest: every test once without a fault, then the mutants one by one."""

    def __init__(self, mutants: Sequence[str], done: Callable[[str, int], None]) -> None:
        self.mutants = mutants
        self.done = done
        self.failed: list[str] = []
        self.seconds: dict[str, float] = defaultdict(float)
        self.noticed: Counter[str] = Counter()
        self.reach: dict[str, set[str]] = defaultdict(set)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Nobody reads a traceback of these."""
        config.option.tbstyle = "native"

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out the slow ones."""
        left = [item for item in items if item.name.split("[")[0] in LEFT_OUT]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Whether a test failed."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of pytest's own loop."""
        self.remember()
        self.look(item for item in session.items if item.nodeid not in self.seconds)
        self.keep()
        if self.failed:
            raise SystemExit("without any fault these tests fail: " + ", ".join(self.failed))
        items = {item.nodeid: item for item in session.items}
        for number, name in enumerate(self.mutants, 1):
            reached = self.reach[function_of(name)] & items.keys()
            code = self.hunt(name, [items[one] for one in sorted(reached, key=self.promise)]) if reached else NO_TESTS
            self.done(name, code)
            print(f"{number} of {len(self.mutants)}: {code} {name}", flush=True)
        return True

    def look(self, items: Iterable[pytest.Item]) -> None:
        """Every test once: that it passes, which functions it reaches, and how long it takes."""
        for item in items:
            for name, switch in Switch.every.items():
                switch.note(name)
            start = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            self.seconds[item.nodeid] = time.process_time() - start
            for name in Switch.reached:
                self.reach[name].add(item.nodeid)
            Switch.reached.clear()
        for switch in Switch.every.values():
            switch.chosen = switch.function

    def remember(self) -> None:
        """What an earlier session found out about the tests, where no planted file is newer than that."""
        planted = max(path.stat().st_mtime for path in Path("policydsl").rglob("*.py"))
        if REACH.exists() and REACH.stat().st_mtime > planted:
            known = json.loads(REACH.read_text(encoding="utf-8"))
            self.seconds.update(known["seconds"])
            self.reach.update({function: set(tests) for function, tests in known["reach"].items()})

    def keep(self) -> None:
        reach = {function: sorted(tests) for function, tests in self.reach.items()}
        REACH.write_text(json.dumps({"seconds": self.seconds, "reach": reach}), encoding="utf-8")

    def promise(self, test: str) -> tuple[float, float]:
        """The less the sooner: seconds for each mutant that a test noticed so far."""
        return self.seconds[test] / (self.noticed[test] + 0.5), self.seconds[test]

    def hunt(self, name: str, items: Sequence[pytest.Item]) -> int:
        """What becomes of a mutant in a process of its own; the test that noticed it is remembered."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self.in_child(name, items, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as told:
            test = told.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return TIMEOUT
        if test:
            self.noticed[test] += 1
        return SURVIVED if os.waitstatus_to_exitcode(status) == 0 else KILLED

    def in_child(self, name: str, items: Sequence[pytest.Item], writing: int) -> None:
        """Run the tests up to the first that fails, and end."""
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        switch = Switch.every[function_of(name)]
        switch.chosen = switch.mutants[name.rpartition(".")[2]]
        if name.startswith(COMPILED_WITH):
            forget()
        code = KILLED
        try:
            for item in items:
                # Where a fault makes a test run for ever, the alarm ends the process.
                signal.setitimer(signal.ITIMER_PROF, 10 * self.seconds[item.nodeid] + SPARE)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if self.failed:
                    os.write(writing, item.nodeid.encode())
                    break
            else:
                code = SURVIVED
        finally:
            os._exit(code)


def function_of(mutant: str) -> str:
    """`module.Class.function` for `module.xǁClassǁfunction__mutmut_3`, `module.function` for `module.x_function__…`."""
    module, _, mangled = mangled_name_from_mutant_name(mutant).rpartition(".")
    return f"{module}.{mangled[2:].replace(CLASS_NAME_SEPARATOR, '.')}"


def forget() -> None:
    """Let the tests compile again what they keep."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tests."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
