"""A source with its free text hidden, so that no picture of a line can show what is said of somebody's health."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydsl.records.shape import RUN_TOGETHER, SHOWN
from policydsl.records.values import DATE
from policydsl.records.yaml_file import List, Mapping, Scalar, Value, comments, documents
from policydsl.source import Source, Span

MASK = "…"
LETTER = re.compile(r"[^\r\n\u0085\u2028\u2029]")
KEYS = "|".join(sorted(map(re.escape, SHOWN), key=len, reverse=True))
SHOWN_LINE = re.compile(rf"""[\s\-\[\{{,]*["']?(?:{KEYS})["']?\s*:""")
FREE_TEXT = re.compile(r"""["']?\b(?:why|reason)\b["']?\s*:[ \t]*|#""", re.IGNORECASE)


def masked(source: Source) -> Source:
    """The same source, every place in it unchanged, its free text replaced.

    Hidden are the values of `why`, `reason` and every key that a history does not have (but for dates), and comments.
    """
    read, found = documents(source)
    if found:
        spans = list(_in_broken_text(source))
    else:
        spans = [span for value in read for span in (*_hidden(value), *_run_together(value, source))]
        spans += comments(source)
    pieces = []
    shown = 0
    for span in sorted(spans):
        pieces += [source.text[shown : span.start], LETTER.sub(MASK, source.text[max(shown, span.start) : span.end])]
        shown = max(shown, span.end)
    return Source(source.name, "".join([*pieces, source.text[shown:]]))


def _hidden(whole: Value) -> Iterator[Span]:
    """Spans of what must not be shown; values are walked without recursion, as deep as they are."""
    left = [whole]
    while left:
        match left.pop():
            case Mapping(pairs):
                for key, value in pairs:
                    if key.text in SHOWN or DATE.fullmatch(key.text):
                        left.append(value)
                    elif not (isinstance(value, Scalar) and DATE.fullmatch(value.text)):
                        yield value.span
            case List(items):
                left.extend(items)
            case Scalar():
                pass


def _run_together(whole: Value, source: Source) -> Iterator[Span]:
    """What follows `why:` or `reason:` inside one word or key, where a space is missing behind the colon."""
    left = [whole]
    while left:
        value = left.pop()
        match value:
            case Mapping(pairs):
                left += [one for pair in pairs for one in pair]
            case List(items):
                left.extend(items)
            case Scalar():
                text = source.text[value.span.start : value.span.end]
                if found := RUN_TOGETHER.search(text):
                    yield Span(value.span.start + found.end(), value.span.end)


def _in_broken_text(source: Source) -> Iterator[Span]:
    """From each `why`, `reason` or comment to the end of its line, and on to the next line that begins with a key."""
    hiding = False
    start = 0
    for line in source.text.splitlines(keepends=True):
        if SHOWN_LINE.match(line):
            hiding = False
        found = None if hiding else FREE_TEXT.search(line)
        if hiding or found:
            yield Span(start + (found.end() if found else 0), start + len(line))
        hiding = hiding or (found is not None and found[0] != "#")
        start += len(line)
