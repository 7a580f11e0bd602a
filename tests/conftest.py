"""How hard the tests of laws look, whether by chance, and what keeps a whole run short.

A usual run (`modest`) tries the same examples every time, so that it fails or passes for what was changed and never by
chance. `--hypothesis-profile=deep` looks twenty times as hard, at other examples on every run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module

import pytest
from hypothesis import HealthCheck, settings

import policydsl

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile(
    "modest", max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("deep", max_examples=1200, deadline=None, suppress_health_check=SLOW)
settings.load_profile("modest")

# The trees and policies that tests share are many and never garbage: so it is seldom looked for.
gc.set_threshold(50_000, 20, 50)


# ------------------------------------------------------------------ a policy that many tests use is checked once

# By its name, for `policydsl.check` is what the door calls the function of that name.
phase = import_module("policydsl.check")
once = phase.check_text


@lru_cache(maxsize=200)
def _remembered(source: policydsl.Source, thorough: bool) -> policydsl.Checked:
    return once(source, thorough=thorough)


def check_text(
    source: policydsl.Source, *, thorough: bool = True, calendars: Iterable[policydsl.HolidayCalendar] = ()
) -> policydsl.Checked:
    """What the check says of a text, remembered: it is a function of the text, and its values are frozen."""
    known = tuple(calendars)
    if known or type(source) is not policydsl.Source:  # a text of several files has no hash
        return once(source, thorough=thorough, calendars=known)
    return _remembered(source, thorough)


policydsl.check_text = phase.check_text = check_text


# ------------------------------------------------------------------ what takes long begins first


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """So that at the end no process waits for the last test of another."""
    items.sort(key=lambda one: one.get_closest_marker("long") is None)
