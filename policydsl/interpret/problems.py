"""Problems of a history that only show when it is evaluated."""

from __future__ import annotations

from policydsl.diagnostics import Code, Diagnostic, Label
from policydsl.interpret.standing import Noted
from policydsl.source import Place, Span

EVENT_FITS_SEVERAL = Code("event-fits-several")


def event_fits_several(noted: Noted, place: Place | None) -> Diagnostic:
    """An event that could be about more than one case."""
    about = dict(noted.about)
    cases = about["cases"].split(" | ")
    where = place or Place("history", Span(0, 0))
    names = "\n".join(f"- {one}" for one in cases)
    return Diagnostic(
        EVENT_FITS_SEVERAL,
        Label(where, "which case is meant?"),
        f"`{about['what']}` of {noted.step} fits {len(cases)} cases",
        help=f"add `absence:` or `branch:` so that it names one of\n{names}",
    )
