"""Duties to provide a paper that say which days it is to cover, or that it is one more: what comes nearest to them."""

from __future__ import annotations

import re

from policydsl.syntax.said.mend import Known

PROVIDES = r"^((?:[\w'-]+ ){1,4}?(?:must|should) (?:provide|submit|produce|send in|send|give|supply|hand in|bring|obtain|get)) "
FOR_DAYS = re.compile(
    PROVIDES
    + r"((?:[\w'-]+ )+?)(?:(?:covering|to cover|that covers?|which covers?|valid|for) (?:the |any |each |every |all |a )?"
    r"(?:gaps?|missing days?|uncovered days?|(?:whole|entire|full|rest of(?: the)?|remaining|total)\b.*|days?\b.*|absence\b.*)"
    r"|when (?:the )?(?:last|previous|current|old|first|earlier) .*|without (?:any |a )?(?:gaps?|breaks?))$"
)
ONE_MORE = re.compile(
    PROVIDES
    + r"(?:an? )?(?:new|further|follow-?on|follow-?up|another|subsequent|continuation|additional|continuous|consecutive|unbroken) (.+?)"
    r"(?= within | at least | before |$)"
)


def days_of_a_paper(line: str, about: Known, at: int) -> str | None:
    """Which days of the absence a paper is to cover, where the duty to provide it stands."""
    found = FOR_DAYS.match(line)
    if found is None or (paper := _paper(found[2], about)) is None:
        return None
    return (
        "which days it asks for is told by what makes the step fall due, and not in the duty\n"
        f"write `falls due when the absence is not covered by {paper} after 7 calendar days`, or without `after …`,\n"
        f"and `{found[1]} {paper}`: it stays open for the days of that gap that none covers"
    )


def one_more_paper(line: str, about: Known, at: int) -> str | None:
    """A further paper, which would be a thing of another name."""
    found = ONE_MORE.match(line)
    if found is None or (paper := _paper(found[2], about)) is None:
        return None
    rest = line[found.end() :]
    return (
        f"write `{found[1]} {paper}{rest}`: each time that the step falls due takes a paper of its own\n"
        f"a step that falls due when one has ended begins with `falls due when the absence is not covered by {paper}`"
    )


def _paper(words: str, about: Known) -> str | None:
    """The declared document that is meant."""
    name = re.sub(r"^(?:(?:an?|the) )?(?:(?:new|further|follow-?on|follow-?up|another) )?", "", words.strip())
    found = (one for one in (name, name.removesuffix("s")) if about.kind(one) == "document")
    return next(found, None)
