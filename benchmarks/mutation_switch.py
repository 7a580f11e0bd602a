"""Knows how one of a function's mutants is chosen: a switch in front of the function, in the place of mutmut's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ClassVar


class Switch:
    """A function with mutants: calls go to the one that is chosen, and the first call of a test may be noted.

    mutmut's own looks the chosen one up on every call and makes the tests four times as slow.
    """

    every: ClassVar[dict[str, Switch]] = {}
    reached: ClassVar[set[str]] = set()
    noting: ClassVar[bool] = False

    def __init__(self, function: Callable[..., Any], mutants: Mapping[str, Callable[..., Any]]) -> None:
        self.function = self.chosen = function
        self.mutants = mutants

    @classmethod
    def note_all(cls) -> None:
        """Until its next call no function is known to be reached; where nobody wants to know, nothing is noted."""
        cls.reached.clear()
        if cls.noting:
            for name, switch in cls.every.items():
                switch.note(name)

    @classmethod
    def note_none(cls) -> None:
        """No call is of interest any more."""
        cls.noting = False
        for switch in cls.every.values():
            switch.chosen = switch.function

    def note(self, name: str) -> None:
        """Until its next call it is not known to be reached."""

        def first(*args: Any, **named: Any) -> Any:
            Switch.reached.add(name)
            self.chosen = self.function
            return self.function(*args, **named)

        self.chosen = first

    def choose(self, mutant: str) -> None:
        """From now on this one is called. That of a class method is bound to its class, which a call brings along."""
        chosen = self.mutants[mutant]
        self.chosen = getattr(chosen, "__func__", chosen)


def switched(
    mutants: Mapping[str, Callable[..., Any]], is_classmethod: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The decorator that mutmut's copies call, `mutants` being filled when the function is there."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        switch = Switch(function, mutants)

        @wraps(function)
        def call(*args: Any, **named: Any) -> Any:
            return switch.chosen(*args, **named)

        Switch.every[f"{function.__module__}.{function.__qualname__}"] = switch
        return call

    return decorate
