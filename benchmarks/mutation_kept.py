"""Knows the policies that the tests compiled, and which functions each was compiled with, so that few are made again.

Reading and checking the policies takes most of the time of a test. A fault in `interpret/` leaves every policy as it
was, one in `domain/` or `history/` all but those that were compiled with its function. No text is ever read twice.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any

from mutation_switch import Switch


class Kept:
    """The policies compiled so far, and the functions that each reached while it was compiled."""

    def __init__(self) -> None:
        self.found: dict[tuple[Any, ...], tuple[Any, frozenset[str]]] = {}

    def install(self) -> None:
        """Stand in the place of the one door to the compiler, before any test has imported it."""
        door: Any = import_module("policydsl")
        check: Any = import_module("policydsl.check")
        check.parse = once_each(check.parse)
        door.check_text = check.check_text = self.keeping(check.check_text)

    def keeping(self, check_text: Callable[..., Any]) -> Callable[..., Any]:
        """The compiler with a memory."""

        def kept(source: Any, *, thorough: bool = True, calendars: Iterable[Any] = ()) -> Any:
            known = tuple(calendars)
            key = (source.name, source.text, thorough, *map(repr, known))
            if key not in self.found:
                before = set(Switch.reached)
                Switch.note_all()
                checked = check_text(source, thorough=thorough, calendars=known)
                self.found[key] = checked, frozenset(Switch.reached)
                Switch.reached |= before
            checked, reached = self.found[key]
            Switch.reached |= reached
            return checked

        return kept

    def forget(self, function: str) -> None:
        """Under a fault in this function, those are compiled again that were compiled with it."""
        stale = [key for key, (_, reached) in self.found.items() if function in reached]
        for key in stale:
            del self.found[key]
        if stale:
            forget_what_tests_keep()


def once_each(parse: Callable[..., Any]) -> Callable[..., Any]:
    """Each text is read once; one of several files, which has no hash, as often as it is asked for."""
    kept, one_file = cache(parse), import_module("policydsl.source").Source

    def read(source: Any, **named: Any) -> Any:
        return (kept if type(source) is one_file else parse)(source, **named)

    return read


def forget_what_tests_keep() -> None:
    """Empty the memories that the tests have of their own."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tests."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
