"""Knows how the tests look for mutants: once over all of them, then each mutant in a fork of its own. A pytest plugin.

Where mutmut starts pytest anew for every mutant, here the tests are collected once; all that is left to a mutant is to
run those that look at it, the ones that noticed most so far first, up to the first that notices this one.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from mutation_kept import Kept, forget_what_tests_keep
from mutation_switch import Switch
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

SPARE = 3.0
"""Seconds that a test may take above ten times its own: a policy may have to be compiled again."""

SURVIVED, KILLED, NO_TESTS, TIMEOUT = 0, 1, 33, 36
"""What became of a mutant, in mutmut's numbers."""


@dataclass(frozen=True, slots=True)
class Running:
    """A mutant that is being hunted, the pipe on which its process says what noticed it, and since when."""

    mutant: str
    told: int
    since: float


class Hunt:
    """One session of pytest: every test once without a fault, then the mutants one by one."""

    def __init__(
        self,
        mutants: Mapping[str, frozenset[str]],
        done: Callable[[str, int], None],
        at_once: int,
        seconds: float,
    ) -> None:
        self.mutants = mutants
        """Each with the tests that look at it, or the files of tests."""
        self.done = done
        self.at_once = at_once
        """How many are hunted at the same time."""
        self.patience = seconds
        """So many seconds of tests for each; what is not noticed by then is left."""
        self.running: dict[int, Running] = {}
        self.tried = 0
        self.kept = Kept()
        self.failed: list[str] = []
        self.unread: list[str] = []
        self.seconds: dict[str, float] = defaultdict(float)
        self.noticed: Counter[tuple[str, str]] = Counter()
        """How often a test noticed a fault in a function, in a module (by its name), and at all (the empty name)."""
        self.reach: dict[str, set[str]] = defaultdict(set)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Nobody reads a traceback of these."""
        config.option.tbstyle = "native"
        self.kept.install()

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out those that look at nothing."""
        wanted = frozenset().union(*self.mutants.values())
        left = [item for item in items if not looks_at(item.nodeid, wanted)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if looks_at(item.nodeid, wanted)]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Whether a file could be read: of one that could not, no test would notice anything."""
        if report.failed:
            self.unread.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Whether a test failed."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of pytest's own loop."""
        if session.testsfailed:
            raise SystemExit("these files of tests cannot be read: " + ", ".join(self.unread))
        self.look(session.items)
        for one in self.failed:
            print(f"left out, as it fails without any fault: {one}")
        for tests in self.reach.values():
            tests.difference_update(self.failed)
        gc.freeze()  # what is there now is in every fork and stays where it is
        items = {item.nodeid: item for item in session.items}
        for name, tests in self.mutants.items():
            reached = [one for one in self.reach[function_of(name)] if looks_at(one, tests)]
            reached.sort(key=lambda test: self.promise(test, name))
            if not reached:
                self.say(name, NO_TESTS)
                continue
            self.start(name, [items[one] for one in self.within_patience(reached)])
            while len(self.running) >= self.at_once:
                self.finish()
        while self.running:
            self.finish()
        return True

    def look(self, items: Iterable[pytest.Item]) -> None:
        """Every test once: that it passes, which functions it reaches, and how long it takes."""
        Switch.noting = True
        for item in items:
            forget_what_tests_keep()
            Switch.note_all()
            start = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            self.seconds[item.nodeid] = time.process_time() - start
            for name in Switch.reached:
                self.reach[name].add(item.nodeid)
        Switch.note_none()

    def within_patience(self, tests: Sequence[str]) -> Iterator[str]:
        """The first of them, as long as they take together no longer than anybody waits."""
        spent = 0.0
        for test in tests:
            yield test
            spent += self.seconds[test]
            if spent > self.patience:
                return

    def promise(self, test: str, mutant: str) -> tuple[float, float]:
        """The less the sooner: seconds for each fault noticed so far, one in the same function weighing most.

        Each has its chance: or it would always be the shortest, which see the least.
        """
        near = zip((8, 2, 1), places_of(mutant), strict=True)
        noticed = sum(weight * self.noticed[test, place] for weight, place in near)
        chance = Random(f"{test} {function_of(mutant)}").expovariate(1)
        return chance * self.seconds[test] / (noticed + 0.5), self.seconds[test]

    def start(self, name: str, items: Sequence[pytest.Item]) -> None:
        """A process of its own for a mutant, which says through a pipe which test noticed it."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self.in_child(name, items, writing)
        os.close(writing)
        self.running[child] = Running(name, reading, time.monotonic())

    def finish(self) -> None:
        """Wait for one of the processes; what became of its mutant is kept, the test that noticed it remembered."""
        child, status = os.wait()
        one = self.running.pop(child)
        with os.fdopen(one.told, encoding="utf-8") as told:
            test = told.read()
        if test:
            self.noticed.update((test, place) for place in places_of(one.mutant))
        code = TIMEOUT if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
        self.say(one.mutant, code, time.monotonic() - one.since, test)

    def say(self, name: str, code: int, seconds: float = 0, test: str = "") -> None:
        """Keep what became of a mutant, and say which test noticed it."""
        self.done(name, code)
        self.tried += 1
        by = f" by {test}" if test else ""
        print(f"{self.tried} of {len(self.mutants)}: {code} {name} ({seconds:.1f} s){by}", flush=True)

    def in_child(self, name: str, items: Sequence[pytest.Item], writing: int) -> None:
        """Run the tests up to the first that fails, and end."""
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        Switch.every[function_of(name)].choose(name.rpartition(".")[2])
        self.kept.forget(function_of(name))
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


def looks_at(test: str, wanted: frozenset[str]) -> bool:
    """Is the test one of these, or of one of these files?"""
    return test in wanted or test.partition("::")[0] in wanted


def places_of(mutant: str) -> tuple[str, str, str]:
    """The function that a mutant is in, its module, and everything."""
    return function_of(mutant), mutant.rpartition(".")[0], ""


def function_of(mutant: str) -> str:
    """`module.Class.function` for `module.xǁClassǁfunction__mutmut_3`, `module.function` for `module.x_function__…`."""
    module, _, mangled = mangled_name_from_mutant_name(mutant).rpartition(".")
    return f"{module}.{mangled[2:].replace(CLASS_NAME_SEPARATOR, '.')}"
