"""Last days of duties as policies have them: counted from the day the step falls due, and of what is to be told."""

from __future__ import annotations

import re

from policydsl.syntax.said.rules import TIME

FALLING_DUE = re.compile(
    rf"^(?!must be held )(.*\bwithin {TIME}) (?:after|of|from|following) (?:falling due|(?:it|the step|this step|this) falls due)$"
)
TELL = re.compile(
    r"^((?:[\w'-]+ ){0,4}?must) tell ((?:the )?employee|[\w'-]+(?: [\w'-]+){0,3}?)(?: \"([^\"]*)\"| (the [\w' -]+?|about [\w' -]+?|of [\w' -]+?))?"
    r" ((?:within|at least|no later than|not later than) \d.*)$"
)


def counted_from_the_step(line: str, step: str) -> str:
    """`Within 5 working days after falling due` in a duty, which counts from an event: that this step is due."""
    return FALLING_DUE.sub(lambda found: f"{found[1]} after {step} is due", line)


def told_in_time(line: str) -> str:
    """What is to be told by a day, as a duty in free words: a line with `tell` has no last day."""
    return TELL.sub(_told, line)


def _told(found: re.Match[str]) -> str:
    words = " ".join(one for one in ("tell", found[2], found[3] or found[4]) if one)
    return f'{found[1]} "{words}" {found[5]}'
