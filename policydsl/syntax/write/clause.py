"""A clause of the tree as a sentence: the language's words as they should be, the names as their author wrote them."""

from __future__ import annotations

import re
from typing import Any

from policydsl.frozen import frozen
from policydsl.source import Source, Span
from policydsl.syntax import nodes, text
from policydsl.syntax.build import MONTHS
from policydsl.syntax.write.sentences import SENTENCES
from policydsl.syntax.write.template import decimal, filled, in_brackets
from policydsl.syntax.write.words import one_of, worded

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CITES = re.compile(r"\s*\[([^\]\n]*)\]\Z")
ARTICLES = re.compile(r"(?<![\w'&-])(?:(?:the|an|a)\s+)+\Z")
QUOTED = re.compile(r'"[^"\n]*"')
FAR = 40
"""More signs than the articles before a name have."""


@frozen
class Writer:
    """Writes the nodes of one source; `plain` is its text with plain signs."""

    source: Source
    plain: str

    def clause(self, node: nodes.Node) -> str:
        """A clause without what it cites; of a block, its heading."""
        if type(node).__name__ in SENTENCES:
            return self.say(node, None)
        line = next(span for span in text.clauses(self.plain) if node.span.start < span.end)
        return CITES.sub("", self.own(line))

    def own(self, span: Span) -> str:
        """The author's own words, without comments, blanks collapsed; quoted words stay as they are."""
        parts, at = list[str](), span.start
        for quoted in QUOTED.finditer(self.plain, span.start, span.end):
            parts += [_joined(self.plain[at : quoted.start()]), self.source.text[quoted.start() + 1 : quoted.end() - 1]]
            at = quoted.end()
        ends = [*parts, _joined(self.plain[at : span.end])]
        return '"'.join(ends).strip()

    def say(self, value: Any, above: nodes.Node | None, between: str = "") -> str:
        """Any value of a node's field; the members of a list have these signs between them."""
        match value:
            case tuple():
                return self.listed(value, above, between)
            case nodes.Name(quoted=True, text=words) | nodes.Text(value=words):
                return f'"{words}"'
            case nodes.Name():
                return self.articles(value.span) + self.own(value.span)
            case nodes.Number():
                return decimal(value)
            case nodes.DayMonth():
                return f"{value.day} {MONTHS[value.month - 1]}"
            case nodes.Weekday():
                return DAYS[value.value]
            case nodes.Weekdays(values=days):
                return " or ".join(DAYS[day] for day in days)
            case nodes.Verb():
                return value.text
            case nodes.Word():
                return self.word(value, above)
            case _:
                return self.node(value, above)

    def node(self, node: nodes.Node, above: nodes.Node | None) -> str:
        """A node with parts. One that the table does not have is said in the author's own words."""
        row = SENTENCES.get(type(node).__name__)
        if row is None:
            return self.articles(node.span) + self.own(node.span)
        if isinstance(node, nodes.OnDate) and isinstance(above, nodes.Halfway):
            return self.say(node.name, node)
        words = filled(row, node, lambda value, between: self.say(value, node, between))
        match node:
            case nodes.Begins() | nodes.Ends():
                return f"{words} {self.own(Span(node.name.span.end, node.span.end))}"
            case nodes.Last() | nodes.EndingOn() | nodes.WholeRecord():
                return f"{self.own(node.span).split()[0]} {words}"
            case _ if isinstance(above, nodes.AtEnd) and not isinstance(node, nodes.Actions):
                return f"if {words}"
            case _:
                return f"({words})" if above is not None and in_brackets(node, above) else words

    def listed(self, members: tuple[nodes.Node, ...], above: nodes.Node | None, between: str) -> str:
        """Members of a list; with a choice of signs between them, the author's word decides."""
        plain, _, joined = between.partition("/")
        word = re.compile(rf"\b{joined.strip(' ,')}\b")
        words, last = "", None
        for member in members:
            if last is not None:
                gap = _joined(self.plain[last.span.end : member.span.start])
                words += joined if joined and word.search(gap) else plain
            words, last = words + self.say(member, above), member
        return words

    def articles(self, span: Span) -> str:
        """The articles before a name, which no tree has."""
        found = ARTICLES.search(self.plain[max(0, span.start - FAR) : span.start])
        return " ".join(found[0].split()) + " " if found else ""

    def word(self, word: nodes.Word, above: nodes.Node | None) -> str:
        """A choice in words; after the number 1, one of a unit; the verb of a count as its author has it."""
        if isinstance(above, nodes.Tally | nodes.PayTier | nodes.PayCap) and word.text not in nodes.UNITS:
            return self.own(word.span)
        number = getattr(above, "number", None)
        if word.text in nodes.UNITS and isinstance(number, nodes.Number) and number.value == 1:
            return one_of(word.text)
        return worded(word.text, type(above).__name__)


def _joined(code: str) -> str:
    """Code on one line: without comments, blanks collapsed, none before a comma."""
    words = re.sub(r"\s+", " ", re.sub(r"#[^\n]*", " ", code))
    return re.sub(r" ([,:])", r"\1", re.sub(r",(?=\S)", ", ", words))
