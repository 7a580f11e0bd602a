"""A clause's tree to nodes: rule `due_when` builds class `DueWhen`, its children are the fields in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, field, fields
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from typing import Any, Literal, Protocol

from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import names, nodes

NAMES = frozenset(
    ["title", "phrase", "name", "subject", "matter", "choice", "mark", "group_name", "headline", "caption"]
)
WRAPPERS = frozenset(["clause", "header_line", "branch_line", "period_line", "pay_line", "measure_line", "points_line"])
"""Rules around a line that stands inside another one, in a reading: the line is their only part."""
NO_RULE = frozenset(["Node", "Clause", "Block", "Broken", "NotYet", "Word", "Name", "Comment", "Policy"])
RENAMED: Mapping[str, str] = {"NamedCondition": "condition", "DeclaredEvent": "event", "HadEvent": "happened"}
"""Classes that cannot bear the name of their rule."""
NOT_FIELDS = frozenset(["span", "cites", "broken"])
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
REMARK = re.compile(r"#[^\n]*\n")
WEEKDAY_NAME = re.compile("|".join(WEEKDAYS))


class Leaf(Protocol):
    """A word of the text, of some kind."""

    type: str
    value: str
    start_pos: Any
    end_pos: Any


@frozen
class Shape:
    """How a rule becomes a node: the class, its fields in order, whether the last one takes all that is left."""

    make: Callable[..., nodes.Node]
    fields: tuple[str, ...]
    needed: frozenset[str]
    takes_rest: bool


@frozen
class Head:
    """A heading: the rule without `_head`, the fields it fills, and where it stands."""

    kind: str
    values: tuple[Any, ...]
    span: Span
    broken: bool = False

    @property
    def name(self) -> nodes.Name | None:
        first = self.values[0] if self.values else None
        return first if isinstance(first, nodes.Name) else None


@frozen
class Doubt:
    """A value that reads well and means nothing."""

    what: Literal["no-such-day", "days-alone", "empty-quotes"]
    span: Span


@frozen
class Builder:
    """Builds the nodes of one clause of a plain text, and collects values that mean nothing.

    `written` is the text as the author wrote it, from which quoted words are taken.
    """

    written: str
    doubts: list[Doubt] = field(default_factory=list)

    def build(self, item: Any) -> Any:
        """A node for a rule, a value for a word, nothing for what was left out."""
        if item is None:
            return None
        if isinstance(item, str):
            return self.leaf(item)  # type: ignore[arg-type]
        rule, span = str(item.data), Span(item.meta.start_pos, item.meta.end_pos)
        if rule in NAMES:
            return self.name(item.children, span)
        if rule.endswith("_head"):
            return Head(rule.removesuffix("_head"), tuple(map(self.build, item.children)), span)
        if rule in WRAPPERS:
            return self.build(item.children[0])
        if rule == "bare_days":
            self.doubts.append(Doubt("days-alone", span))
        shape = shapes().get(rule)
        if shape is not None:
            return self.node(shape, [self.build(child) for child in item.children], span)
        for child in item.children:
            self.build(child)  # for the values that mean nothing
        if rule in nodes.WORDS and not item.children:
            return nodes.Word(text=rule, span=span)
        return nodes.NotYet(rule=rule, span=span)

    def node(self, shape: Shape, values: list[Any], span: Span) -> nodes.Node:
        values = [heading_alone(value) if isinstance(value, Head) else value for value in values]
        if shape.takes_rest:
            plain = len(shape.fields) - 1
            rest = values[plain:]
            # A left-recursive list holds its own beginning.
            if rest and type(rest[0]) is shape.make:
                rest[:1] = getattr(rest[0], shape.fields[-1])
            values[plain:] = [tuple(rest)]
        return shape.make(span=span, **dict(zip(shape.fields, values, strict=True)))

    def name(self, words: Sequence[Leaf], span: Span) -> nodes.Name:
        if words[0].type == "STRING":
            return nodes.Name(text=" ".join(self.quoted(words[0]).split()), quoted=True, span=span)
        if words[0].type == "CAPTION":
            title = " ".join(REMARK.sub(" ", words[0].value).split())
            return nodes.Name(text=names.shown(title) or title, span=span)
        return nodes.Name(text=names.shown(" ".join(self.words(words))), span=span)

    def words(self, words: Sequence[Leaf]) -> Iterator[str]:
        """The words of a name; a comma, which only titles have, stays with the word before it."""
        for word, following in zip_longest(words, words[1:]):
            comma = following is not None and "," in self.written[word.end_pos : following.start_pos]
            yield f"{word.value}," if comma else word.value

    def leaf(self, word: Leaf) -> nodes.Node:
        span = Span(word.start_pos, word.end_pos)
        match word.type:
            case "STRING":
                return nodes.Text(value=self.quoted(word), span=span)
            case "NUMBER":
                return nodes.Number(value=Fraction(word.value), span=span)
            case "DATE":
                return self.date(word.value, span)
            case "DAYMONTH":
                day, month = word.value.split()
                self.date(f"{word.value} 2000", span)
                return nodes.DayMonth(day=int(day), month=MONTHS.index(month) + 1, span=span)
            case "WEEKDAY":
                return nodes.Weekday(value=WEEKDAYS.index(word.value[:3]), span=span)
            case "WEEKDAYS":
                days = WEEKDAY_NAME.findall(word.value)
                return nodes.Weekdays(values=tuple(map(WEEKDAYS.index, days)), span=span)
            case _:
                return nodes.Verb(text=word.value, span=span)

    def quoted(self, word: Leaf) -> str:
        value = self.written[word.start_pos + 1 : word.end_pos - 1]
        if not value.strip():
            self.doubts.append(Doubt("empty-quotes", Span(word.start_pos, word.end_pos)))
        return value

    def date(self, written: str, span: Span) -> nodes.Date:
        day, month, year = written.split()
        try:
            value = date(int(year), MONTHS.index(month) + 1, int(day))
        except ValueError:
            self.doubts.append(Doubt("no-such-day", span))
            value = date.min
        return nodes.Date(value=value, span=span)


def heading_alone(head: Head) -> nodes.Node:
    """The block of a heading that stands inside another line, without lines below it."""
    shape = shapes().get(head.kind)
    if shape is None:
        return nodes.NotYet(rule=head.kind, name=head.name, span=head.span)
    return shape.make(span=head.span, **dict(zip(shape.fields, head.values, strict=False)))


def cited(brackets: str) -> tuple[str, ...]:
    """The clauses named in brackets: `[LUU-35, LUU-36]`."""
    return tuple(clause for part in brackets.strip("[]").split(",") if (clause := part.strip()))


@cache
def shapes() -> Mapping[str, Shape]:
    """Every node class by the name of its rule."""
    found = {}
    for title in nodes.__all__:
        made = getattr(nodes, title)
        if title not in NO_RULE and isinstance(made, type) and issubclass(made, nodes.Node):
            own = tuple(known.name for known in fields(made) if known.name not in NOT_FIELDS)
            last = next((known.type for known in fields(made) if own and known.name == own[-1]), "")
            rule = RENAMED.get(title) or re.sub(r"(?<!^)(?=[A-Z])", "_", title).lower()
            needed = frozenset(known.name for known in fields(made) if known.default is MISSING)
            found[rule] = Shape(made, own, needed, str(last).startswith("tuple"))
    return found | {f"{rule}_": shape for rule, shape in found.items() if rule in ("if", "return")}
