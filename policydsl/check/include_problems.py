"""The problems of `include` lines, in words."""

from __future__ import annotations

from policydsl.diagnostics import Code, Diagnostic, Label
from policydsl.gathered import Unfound
from policydsl.source import Place

INCLUDE_NOT_FOUND = Code("include-not-found")
INCLUDE_IN_A_CIRCLE = Code("include-in-a-circle")


def not_found(at: Place, fault: Unfound) -> Diagnostic:
    """A file that cannot be had: why, and the way out, are told by whoever looked for it."""
    return Diagnostic(INCLUDE_NOT_FOUND, Label(at), fault.why, help=fault.help)


def in_a_circle(at: Place, fault: Unfound) -> Diagnostic:
    """A file that includes itself, by itself or by way of others."""
    others = tuple(Label(place, "which is included here") for place in fault.circle if place != at)
    message = "these files include each other in a circle" if others else fault.why
    return Diagnostic(INCLUDE_IN_A_CIRCLE, Label(at), message, also=others, help=fault.help)
