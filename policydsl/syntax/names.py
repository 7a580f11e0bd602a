"""Names that heading lines declare: what they are, when two are the same, and how they are found in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

ARTICLES = frozenset({"a", "an", "the"})
WORD_END = r"(?![\w'&-])"

# The words that end the name in each kind of heading; without any it runs to the end of the line.
ENDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(["setting", "category", "group", "fact", "condition", "limit"], ("is",)),
    **dict.fromkeys(["reason", "calendar"], ("covers",)),
    **dict.fromkeys(["procedure", "guidance", "step", "period", "document"], ()),
    "measure": ("over", "during", "since", "in"),
    "points": ("over", "during", "since", "in"),
    "event": ("is",),
    "branch": ("follows",),
}
NEED_NO_MORE = frozenset({"points", "event"})
"""Headings that may end with the name, whatever else they may say."""
# Behind these words of a measure's heading its window stands for certain; what comes before them is all name.
WINDOW = re.compile(
    r"\s(?:over|in)\s+(?:(?:the|an|a|each|every|any)\s+)*"
    r"(?:(?:last|whole record|calendar year|leave year|quarter|half-year|pay period)\b|\d)"
)
IN_A_TIME = re.compile(r"\s+in\s+\d")
# A name does not begin with a number: it would win over numbers wherever a name may stand.
HEADING = re.compile(rf"(?:(?:the|an|a)\s+)*({'|'.join(ENDS)})[ \t]+(?=[^\s\d])")
# A line that begins with one of these words carries on the one above, and so may a name.
CARRIED_ON = re.compile(r"[ \t]*\n[ \t]*(?=(?:and|or|but|except)\b)")
NAME_AND_REST = re.compile(r'"([^"\n\d][^"\n]*)"|([^"\n#\[,:]*)')


def declares(clause: str) -> str | None:
    """The name that a clause declares, if it is a heading that declares one."""
    heading = HEADING.match(clause)
    if not heading:
        return None
    clause = CARRIED_ON.sub(" ", clause)
    found = NAME_AND_REST.match(clause, heading.end())
    if not found:
        return None
    if found[1] is not None:
        return shown(found[1]) or None
    ends = ENDS[heading[1]]
    if heading[1] in ("measure", "points") and (window := WINDOW.search(found[2])):
        # `in 13 weeks over the last 13 weeks`: the second is the window, and the first is part of the name.
        if IN_A_TIME.match(found[2], window.start()):
            window = WINDOW.search(found[2], window.end()) or window
        return shown(found[2][: window.start()]) or None
    name, *rest = re.split(rf"\s(?:{'|'.join(ends)}){WORD_END}", found[2], maxsplit=1) if ends else (found[2], "")
    return (shown(name) or None) if rest or heading[1] in NEED_NO_MORE else None


def shown(name: str) -> str:
    """A name without its articles, blanks collapsed."""
    return " ".join(word for word in name.split() if word not in ARTICLES)


@cache
def key(name: str) -> str:
    """By what names are compared: two names are the same when their keys are; singular and plural are one."""
    *before, last = shown(name).split() or [""]
    return " ".join([*before, _singular(last)])


def _singular(word: str) -> str:
    if re.search(r"[^aeiou]ies$", word) and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|z)es$", word):
        return word[:-2]
    if word.endswith("s") and not re.search(r"(?:ss|us|is)$", word) and len(word) > 2:
        return word[:-1]
    return word


def _forms(word: str) -> list[str]:
    """A word and its plurals, longest first."""
    one = _singular(word)
    ies = [one[:-1] + "ies"] if re.search(r"[^aeiou]y$", one) else []
    return sorted({word, one, one + "s", one + "es", *ies}, key=len, reverse=True)


def pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What matches the longest of these names, in singular or plural, with articles anywhere between its words."""
    between = r"\s+(?:(?:the|an|a)\s+)*"
    each = []
    for name in sorted({shown(name) for name in names} - {""}, key=lambda name: (-len(name), name)):
        *before, last = name.split()
        forms = "|".join(map(re.escape, _forms(last)))
        each.append(between.join([*map(re.escape, before), f"(?:{forms})"]))
    return re.compile(f"(?:{'|'.join(each)}){WORD_END}") if each else None
