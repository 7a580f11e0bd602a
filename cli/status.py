"""What the exit status says, and which one is said when several would be true."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Status(IntEnum):
    """The exit status of a command. Warnings do not count."""

    WELL = 0
    POLICY_ERRORS = 1
    WRONG_USE = 2
    HISTORY_ERRORS = 3


GRAVEST_FIRST = (Status.WRONG_USE, Status.POLICY_ERRORS, Status.HISTORY_ERRORS, Status.WELL)


def together(found: Iterable[Status]) -> Status:
    """The one that is said: a file that cannot be read before a policy with errors before a history with errors."""
    there = {*found, Status.WELL}
    return next(status for status in GRAVEST_FIRST if status in there)
