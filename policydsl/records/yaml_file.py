"""YAML and JSON texts as values with places: knows their forms, and nothing of histories.

Every scalar keeps the text that was written: `NO` stays `NO`, 0.5 stays exact and a date stays text, because what
they mean is for the reader of a field to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

import yaml

from policydsl.diagnostics import Diagnostic
from policydsl.frozen import frozen
from policydsl.records import problems
from policydsl.source import Place, Source, Span

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BYTE_ORDER_MARK = "\ufeff"
UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STRING_OR_TAB = re.compile(r'"(?:[^"\\]|\\.)*"|\t', re.DOTALL)
PREFIX = "tag:yaml.org,2002:"
MOST_REPEATED = 20_000
"""Values that references to one another may stand for; a few lines of such references can stand for billions."""


@frozen
class Scalar:
    """A piece of text; `plain` when it stands without quotes, so that it may be a number or a truth value."""

    text: str
    plain: bool
    span: Span


@frozen
class List:
    """Values in order."""

    items: tuple[Value, ...]
    span: Span


@frozen
class Mapping:
    """Values under keys, in order, a key perhaps more than once."""

    pairs: tuple[tuple[Scalar, Value], ...]
    span: Span


Value = Scalar | List | Mapping


def documents(source: Source) -> tuple[tuple[Value, ...], tuple[Diagnostic, ...]]:
    """The documents of a text, or what keeps it from being read; a document with nothing in it is an empty scalar."""
    if unreadable := UNREADABLE.search(source.text):
        place = Place(source.name, Span(*unreadable.span()))
        return (), (problems.unreadable_character(place, unreadable[0]),)
    reading = _Reading(source)
    try:
        for event in yaml.parse(_without_json_tabs(source.text.lstrip(BYTE_ORDER_MARK)), Loader=LOADER):
            reading.take(event)
            if reading.found:
                return (), tuple(reading.found)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        return (), (problems.unreadable_text(source, reading.offset(mark), fault.problem or ""),)
    except yaml.YAMLError:
        return (), (problems.unreadable_text(source, 0, ""),)
    return tuple(reading.documents), ()


def comments(source: Source) -> Iterator[Span]:
    """The comments of a text that can be read."""
    shift = len(source.text) - len(source.text.lstrip(BYTE_ORDER_MARK))
    text = _without_json_tabs(source.text[shift:])
    reading = _Reading(source)
    events = yaml.parse(text, Loader=LOADER)
    scalars = [reading.span(event) for event in events if isinstance(event, yaml.ScalarEvent)]
    start = 0
    for scalar in [*scalars, Span(len(source.text), len(source.text))]:
        between = source.text[start : scalar.start]
        yield from (Span(start + found.start(), start + found.end()) for found in re.finditer("#[^\r\n]*", between))
        start = max(start, scalar.end)


def _without_json_tabs(text: str) -> str:
    """JSON allows tabs between its words, YAML does not; each becomes a blank, so that no place moves."""
    if "\t" not in text or text.lstrip()[:1] not in ("{", "["):
        return text
    return STRING_OR_TAB.sub(lambda found: " " if found[0] == "\t" else found[0], text)


class _Mark(Protocol):
    """What both readers of YAML, the fast and the slow one, call a mark."""

    @property
    def index(self) -> int: ...


@dataclass(slots=True)
class _Open:
    """A list or mapping still being read: its parts so far (of a mapping keys and values in turn) and their number."""

    start: int
    is_mapping: bool
    anchor: str | None
    parts: list[Value] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class _Reading:
    """Values built from the events of a YAML stream, without recursion, so that no depth of brackets can hurt."""

    source: Source
    documents: list[Value] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Value, int] | None] = field(default_factory=dict)

    def offset(self, mark: _Mark | None) -> int:
        """Where a mark is in the source, whose byte order mark YAML has not seen; the end when there is none."""
        text = self.source.text
        return len(text) if mark is None else min(len(text), mark.index + len(text) - len(text.lstrip(BYTE_ORDER_MARK)))

    def span(self, event: yaml.Event) -> Span:
        """Where the event stands; the reader of YAML lets a block end where the next begins, we at its last word."""
        start, end = self.offset(event.start_mark), self.offset(event.end_mark)
        return Span(start, start + len(self.source.text[start:end].rstrip()))

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.anchors = {}
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.CollectionStartEvent():
                self.begin(event)
            case yaml.CollectionEndEvent():
                self.end(event)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag not in (None, "!", PREFIX + "str"):
            self.refuse(event, "a tag")
        value = Scalar(event.value, not event.style and event.tag is None, self.span(event))
        if self.awaits_key() and value.plain and value.text == "<<":
            self.refuse(event, "the merge key `<<`")
        self.put(value, 1, event.anchor)

    def alias(self, event: yaml.AliasEvent) -> None:
        target = self.anchors.get(event.anchor or "")
        if target is None:
            self.refuse(event, "a reference to itself" if event.anchor in self.anchors else "a reference to nothing")
            return
        value, size = target
        if size + sum(frame.size for frame in self.opened) > MOST_REPEATED:
            self.refuse(event, "a reference that repeats so much")
        self.put(replace(value, span=self.span(event)), size, None)

    def begin(self, event: yaml.CollectionStartEvent) -> None:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag not in (None, "!", PREFIX + ("map" if is_mapping else "seq")):
            self.refuse(event, "a tag")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.opened.append(_Open(self.offset(event.start_mark), is_mapping, event.anchor))

    def end(self, event: yaml.Event) -> None:
        frame = self.opened.pop()
        span = Span(frame.start, max(frame.start, self.span(event).end))
        span = Span(span.start, span.start + len(self.source.text_of(span).rstrip()))
        if frame.is_mapping:
            keys = [key for key in frame.parts[::2] if isinstance(key, Scalar)]
            value: Value = Mapping(tuple(zip(keys, frame.parts[1::2], strict=True)), span)
        else:
            value = List(tuple(frame.parts), span)
        self.put(value, frame.size, frame.anchor)

    def put(self, value: Value, size: int, anchor: str | None) -> None:
        """The finished value goes where it belongs, and is known by its anchor from now on."""
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.opened:
            self.documents.append(value)
            return
        if self.awaits_key() and not isinstance(value, Scalar):
            self.found.append(problems.not_read_in_yaml(Place(self.source.name, value.span), "a list as a key"))
            value = Scalar("", True, value.span)
        self.opened[-1].parts.append(value)
        self.opened[-1].size += size

    def awaits_key(self) -> bool:
        return bool(self.opened) and self.opened[-1].is_mapping and len(self.opened[-1].parts) % 2 == 0

    def refuse(self, event: yaml.Event, what: str) -> None:
        self.found.append(problems.not_read_in_yaml(Place(self.source.name, self.span(event)), what))
