"""A sentence that cannot be used, tried with its phrases rewritten until the whole of it can be read."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping

from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import names, text
from policydsl.syntax.parser import stops
from policydsl.syntax.said import (
    blocks,
    calendars,
    conditions,
    deadlines,
    falling_due,
    meant,
    pay,
    points,
    put_off,
    steps,
    told,
)
from policydsl.syntax.said.rules import FIRST_SIGNS, NUMBERS, OTHER_NAME, QUOTED, TIME, Section

SECTIONS: tuple[Section, ...] = (
    NUMBERS,
    *meant.SECTIONS,
    *points.SECTIONS,
    steps.TIME_PASSES,
    *conditions.SECTIONS,
    *put_off.SECTIONS,
    *steps.SECTIONS,
    *blocks.SECTIONS,
    *told.SECTIONS,
    *pay.SECTIONS,
    *calendars.SECTIONS,
)
CITES = re.compile(r"\s*\[[^\]\n]*\]\s*$")
COMMENT = re.compile(r"#[^\n]*")
HEADING = re.compile(
    rf"\s*(?:(?:the|an|a)\s+)*({'|'.join([*names.ENDS, 'policy', 'reading', 'example', 'sick pay'])})\s"
)
STRING = re.compile(r'"[^"\n]*"')
POINTS_DO = re.compile(
    r"\s*points (?:will |automatically )?(?:drop|roll|fall|expire|come|are|is|remain|stay|cannot|can|never|do|may|last|count|lapse)\b"
)
"""A sentence about points, which reads like a heading with a name."""
EVENTFUL = re.compile(r"\b(?:after|since|following|from|of)\b")
OUTCOME = re.compile(r"^\s*outcome ([\w' -]+?) *(?=[:,\[#]|$)", re.MULTILINE)
AT_END = r"(?= *$|,| and | or |:)"
LASTS_FROM_WHAT = re.compile(rf"lasts {TIME}")
LONGER_BY = re.compile(r"(may be extended by .+), by at most (\d+) (week|month|year)s?")
LASTS = re.compile(r"lasts (\d+) (week|month|year)s?\b")
IN_ALL = "a time is added to how long it lasts: the longest in all counts from its first day"
STARTED = "or `after` and another event that starts it, such as `warning letter is issued`"
MOST = 4
"""So often one rule is tried on one line."""
LONGEST = 400
"""Signs of a clause; a longer one is left to the other messages."""


@frozen
class Known:
    """What a text declares, of which kind that is, and where its blocks begin."""

    declared: re.Pattern[str] | None
    kinds: Mapping[str, str]
    headings: tuple[tuple[int, str, str], ...]
    """Where each begins, its first word, and the name that it declares."""

    def kind(self, name: str) -> str:
        return self.kinds.get(names.key(name), "")

    def above(self, at: int) -> tuple[tuple[int, str, str], ...]:
        """The headings above a place."""
        return self.headings[: bisect(self.headings, at, key=lambda one: one[0])]


def known(plain: str, clauses: Iterable[Span]) -> Known:
    """What the clauses of a plain text declare."""
    kinds: dict[str, str] = {}
    headings = list[tuple[int, str, str]]()
    for span in clauses:
        clause = plain[span.start : span.end]
        found = HEADING.match(f"{clause} ")
        if found is None or POINTS_DO.match(clause):
            continue
        name = names.declares(clause) or ""
        headings.append((span.start, found[1], name))
        if name:
            kinds.setdefault(names.key(name), "measure" if found[1] == "points" else found[1])
    return Known(names.pattern(name for _, _, name in headings if name), kinds, tuple(headings))


def known_in(plain: str) -> Known:
    """What a plain text declares."""
    return known(plain, text.clauses(plain))


@frozen
class Mended:
    """The lines to write for one, and what the author should know who meant another thing."""

    span: Span
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    picked: bool
    """Whether nothing is said in other words, and only something decided that the author has left open."""
    near: bool
    """Whether the lines are only the nearest that can be said."""


def mended(plain: str, span: Span, about: Known) -> Mended | None:
    """The lines that say what a clause of a plain text seems to mean, if every one of them can be read."""
    whole = CITES.sub("", plain[span.start : span.end]).rstrip()
    written = " ".join(COMMENT.sub("", whole).split())
    if not written or len(written) > LONGEST:
        return None
    mask, above = _Mask(about), about.above(span.start - 1)
    written_there = written
    written = deadlines.told_in_time(_from_outcomes(written, plain, about))
    masked, heading = mask.put_on(written), above[-1][1] if above else ""
    words, notes, near = _by_rules(masked, heading)
    sure = _by_rules(masked, heading, picking=False)[0] != masked
    if above and heading == "step":
        words = deadlines.counted_from_the_step(words, above[-1][2])
        words, first = falling_due.with_a_first_time(
            words, _others_of_the_step(plain, span, about), plain[: span.start]
        )
        notes = (*notes, first) if first else notes
    if LASTS_FROM_WHAT.fullmatch(words) and (held := [name for _, kind, name in above if kind == "step"]):
        words, notes = f"{words} after {held[-1]} is held", (*notes, STARTED)
    if (appealed := told.APPEALED.fullmatch(words)) and (meetings := told.HELD.findall(plain[: span.start])):
        words = f"appealed against {meetings[-1]} on {appealed[1]}"
    if added := LONGER_BY.fullmatch(words):
        words, notes = _longest(added, plain[: span.start]), (*notes, IN_ALL)
    if heading == "sick pay" and (band := pay.up_to_the_next(words, plain[span.end :])) != words:
        words, notes = band, tuple(note for note in notes if note != pay.BAND)
    lines = tuple(" ".join(line.split()) for line in mask.taken_off(words).split("\n"))
    if lines == (written_there,) or any(stops(line, Span(0, len(line)), about.declared) is not None for line in lines):
        return None
    picked = not sure and written == written_there and words == _by_rules(masked, heading)[0]
    return Mended(Span(span.start, span.start + len(whole)), lines, notes, picked, near)


def _others_of_the_step(plain: str, span: Span, about: Known) -> str:
    """What stands below the heading above a line, without that line."""
    above = about.above(span.start - 1)
    end = next((start for start, _, _ in about.headings if start >= span.end), len(plain))
    return f"{plain[above[-1][0] : span.start]}\n{plain[span.end : end]}"


def _from_outcomes(line: str, plain: str, about: Known) -> str:
    """`After first warning`, which is an outcome, as `after MEETING has outcome first warning`."""
    if EVENTFUL.search(line) is None:
        return line
    for name, step in _outcomes(plain, about):
        line = re.sub(
            rf"\b(after|since|following|from|of) (?:(?:the|an?) )?(?:date of (?:the )?)?{re.escape(name)}(?: (?:is|was|being|has been) (?:given|issued))?{AT_END}",
            lambda found: f"{'since' if found[1] == 'since' else 'after'} {step} has outcome {name}",  # noqa: B023
            line,
        )
    return line


def _outcomes(plain: str, about: Known) -> list[tuple[str, str]]:
    """The outcomes that stand below one step alone and are no declared name, with that step; the longest first."""
    below: dict[str, set[str]] = {}
    for found in OUTCOME.finditer(plain):
        above = about.above(found.start())
        if above and above[-1][1] == "step" and not about.kind(found[1]):
            below.setdefault(found[1], set()).add(above[-1][2])
    return sorted(
        ((name, next(iter(steps))) for name, steps in below.items() if len(steps) == 1), key=lambda one: -len(one[0])
    )


def _longest(added: re.Match[str], above: str) -> str:
    """How long it may last in all, if the line above says how long it lasts in the same unit; else what there was."""
    lasts = LASTS.findall(above)
    if not lasts or lasts[-1][1] != added[3]:
        return added[0]
    return f"{added[1]}, to at most {int(lasts[-1][0]) + int(added[2])} {added[3]}s"


def _by_rules(line: str, heading: str, *, picking: bool = True) -> tuple[str, tuple[str, ...], bool]:
    """The line as the rules have it, what there is to be said of it, and whether it is only near to what was written.

    With `picking`, rules count as well that decide something that its author has left open.
    """
    notes, near = list[str](), False
    for part in SECTIONS:
        for rule in part.rules if part.has(line, heading) else ():
            if rule.picks and not picking:
                continue
            for _ in range(MOST):
                other = rule.tried(line)
                if other == line:
                    break
                line, near = other, near or rule.near
                if rule.note:
                    notes.append(rule.note)
    return line, tuple(dict.fromkeys(notes)), near


class _Mask:
    """Puts one sign for each declared name and each quoted word, and takes the signs off again."""

    def __init__(self, about: Known) -> None:
        self.about, self.words = about, dict[str, str]()
        self.names = re.compile(rf"(?<![\w'&-])(?:{about.declared.pattern})") if about.declared else None

    def put_on(self, line: str) -> str:
        line = STRING.sub(lambda found: self._sign(QUOTED, found[0]), line)
        if self.names is None:
            return line
        return self.names.sub(
            lambda found: self._sign(FIRST_SIGNS.get(self.about.kind(found[0]), OTHER_NAME), found[0]), line
        )

    def _sign(self, first: int, words: str) -> str:
        sign = chr(first + len(self.words))
        self.words[sign] = words
        return sign

    def taken_off(self, line: str) -> str:
        return "".join(self.words.get(sign, sign) for sign in line)
