"""The wording of what keeps a group that is worked out from being told."""

from __future__ import annotations

from policydsl.diagnostics import Code, Diagnostic, Label
from policydsl.history.problems import quoted
from policydsl.source import Place

GROUP_CANNOT_BE_TOLD = Code("group-cannot-be-told")


def group_untold(place: Place, group: str, *, of_service: bool) -> Diagnostic:
    """A group by service or hours that are not on file."""
    help = "say from when service counts: `service from: 2020-03-02`"
    if not of_service:
        help = "say for how long each day of a working pattern is worked:\n`works: [{days: [mon, tue], hours: 7.5}]`"
    message = f"cannot tell whether {quoted(group)} has this employee in it"
    return Diagnostic(GROUP_CANNOT_BE_TOLD, Label(place), message, help=help)
