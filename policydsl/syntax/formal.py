"""The formal print of a clause: a second view of the same tree, short and with signs; never read back."""

from __future__ import annotations

import re
from typing import Any

from policydsl.frozen import frozen
from policydsl.source import Source
from policydsl.syntax import nodes
from policydsl.syntax.names import key, shown
from policydsl.syntax.write import sentence, words_of
from policydsl.syntax.write.notation import NOTATION, SIGNS, UNITS
from policydsl.syntax.write.template import decimal, filled, in_brackets

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
IN_QUOTES = (nodes.PolicyHead, nodes.Example, nodes.Reading)
"""The names of these are free words, and what stands below them is not said to belong to them."""
KINDS = (nodes.Kind, nodes.Category, nodes.MayOverlap)
"""What these name is a kind of absence, one word for one and for several."""
IN_A_SUM = (nodes.Plus, nodes.Minus, nodes.Times, nodes.DividedBy, nodes.Formula)


def formal(node: nodes.Clause, source: Source, under: nodes.Clause | None = None) -> str:
    """The formal print of a clause, or of a block's heading, and what it stands under before it."""
    if type(node).__name__ not in NOTATION:
        return f"`{sentence(node, source)}`"
    printer = _Printer(source)
    words, owner = printer.node(node, None), getattr(under, "name", None)
    if under is None or owner is None or isinstance(under, IN_QUOTES) or isinstance(node, nodes.Block):
        return words
    return f"{printer.say(owner, under)}.{words}"


def identifier(name: str) -> str:
    """A name in one word: `follow-up period` is `follow_up_period`."""
    return re.sub(r"\W+", "_", shown(name).lower()).strip("_")


@frozen
class _Printer:
    """Prints the nodes of one source, which is asked only for what the notation does not have."""

    source: Source

    def say(self, value: Any, above: nodes.Node, between: str = "") -> str:
        match value:
            case tuple():
                return between.join(self.say(member, above) for member in value)
            case nodes.Name(quoted=True, text=words) | nodes.Text(value=words):
                return f'"{words}"'
            case nodes.Name() if isinstance(above, IN_QUOTES):
                return f'"{value.text}"'
            case nodes.Name():
                return identifier(key(value.text) if isinstance(above, KINDS) else value.text)
            case nodes.Number():
                return decimal(value)
            case nodes.Date():
                return str(value.value.isoformat())
            case nodes.DayMonth():
                return f"{value.month:02}-{value.day:02}"
            case nodes.Weekday():
                return DAYS[value.value]
            case nodes.Weekdays(values=days):
                return "|".join(DAYS[day] for day in days)
            case nodes.Verb():
                return value.text
            case nodes.Word():
                return UNITS.get(value.text) or SIGNS.get(value.text) or value.text
            case _:
                return self.node(value, above)

    def node(self, node: nodes.Node, above: nodes.Node | None) -> str:
        """A node with parts; one without a row is its author's own words in backticks."""
        row = NOTATION.get(type(node).__name__)
        if row is None:
            return f"`{words_of(node, self.source)}`"
        if isinstance(node, nodes.Tally):
            return self.tally(node, above)
        words = filled(row, node, lambda value, between: self.say(value, node, between))
        if isinstance(node, nodes.Kind) and isinstance(above, IN_A_SUM):
            return f"count({words})"
        return f"({words})" if above is not None and _in_brackets(node, above) else words

    def tally(self, tally: nodes.Tally, above: nodes.Node | None) -> str:
        """Counts: each has the window for itself."""
        where = f"{self.say(tally.placed, tally)} in {self.say(tally.window, tally)}"
        match tally.counts:
            case nodes.AllCounts(counts=counts):
                return " & ".join(self.count(one, where) for one in counts)
            case nodes.AnyCounts(counts=counts):
                words = " | ".join(self.count(one, where) for one in counts)
                return f"({words})" if isinstance(above, nodes.AllOf) else words
            case one:
                return self.count(one, where)

    def count(self, one: nodes.Count, where: str) -> str:
        """One count over a window; without a comparison it means at least."""
        what = f"{self.node(one, None)}, {where})"
        if isinstance(one, nodes.CountNone):
            return f"{what} = 0"
        sign = self.say(one.comparison, one) if one.comparison is not None else SIGNS["at_least"]
        return f"{what} {sign} {self.say(one.number, one)}"


def _in_brackets(node: nodes.Node, above: nodes.Node) -> bool:
    return in_brackets(node, above) or (isinstance(node, nodes.AnyOf) and isinstance(above, nodes.AllOf))
