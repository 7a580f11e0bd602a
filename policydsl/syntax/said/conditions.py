"""Conditions as policies have them, in the order in which they are tried."""

from __future__ import annotations

from policydsl.syntax.said.certificates import CERTIFICATES
from policydsl.syntax.said.counts import COUNTS
from policydsl.syntax.said.events import BEFORE_THIS, COMPARED, EVENTS
from policydsl.syntax.said.falling_due import DAYS_AND_DATES, DISCRETION, EVERY_SO_OFTEN, LONG, OPENERS
from policydsl.syntax.said.patterns import PATTERNS
from policydsl.syntax.said.rules import Section
from policydsl.syntax.said.windows import WINDOWS

SECTIONS: tuple[Section, ...] = (
    CERTIFICATES,
    PATTERNS,
    OPENERS,
    DISCRETION,
    LONG,
    EVERY_SO_OFTEN,
    DAYS_AND_DATES,
    LONG,
    WINDOWS,
    BEFORE_THIS,
    EVENTS,
    COUNTS,
    COMPARED,
)
