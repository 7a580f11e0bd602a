"""The lines of one clause on a page: its words, broken where they are long, then what it cites, then its comment."""

from __future__ import annotations

import re

from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import nodes, parser, second_look, text
from policydsl.syntax.build import Builder, Head, cited
from policydsl.syntax.capitals import as_meant
from policydsl.syntax.write.clause import CITES, Writer
from policydsl.syntax.write.page import Item
from policydsl.syntax.write.wrap import CONTINUES, wrapped

INDENT = 2
CITATIONS = 84
"""The column in which citations begin, counted from 0, where the words leave room for it."""


@frozen
class Layout:
    """Lays out the clauses of one source, in which these names are declared."""

    writer: Writer
    names: re.Pattern[str] | None

    def lines(self, item: Item) -> list[str]:
        """A clause or a comment as lines."""
        if item.comment is not None:
            return [" " * (item.depth * INDENT) + item.comment.text]
        written = self.canonical(item) or self.as_written(item)
        if item.behind is not None:
            written[-1] += f"  {item.behind.text}"
        return written

    def canonical(self, item: Item) -> list[str] | None:
        """A clause in the language's words; nothing where its author's have to stay.

        They stay in a clause with comments between its lines, and in one that the tree does not have yet. They would
        stay, too, where the language's words did not say the same: whatever happens, a format changes no policy.
        """
        if item.placed is None or isinstance(item.placed.node, nodes.NotYet | nodes.Broken) or item.inside:
            return None
        indent = item.depth * INDENT
        own = self.writer.own(item.span)
        written = wrapped(self.writer.clause(item.placed.node), indent, self.names)
        lines = _laid_out(written, indent, _cites(own))
        return lines if self.says("\n".join(lines)) == self.says(self.writer.source.text_of(item.span)) else None

    def as_written(self, item: Item) -> list[str]:
        """A clause in its author's words and lines, the comments between them in their places."""
        lines, written = list[str](), self.writer
        comments = {comment.span.start: comment for comment in item.inside}
        at = item.span.start
        while at < item.span.end:
            end = written.plain.find("\n", at, item.span.end)
            end = item.span.end if end < 0 else end
            comment = next((one for start, one in comments.items() if at <= start < end), None)
            code = written.own(Span(at, comment.span.start if comment else end))
            lines.append("  ".join(part for part in (code, comment.text if comment else "") if part))
            at = end + 1
        cites = _cites(lines[-1])
        lines[-1] = CITES.sub("", lines[-1])
        return _laid_out(lines, item.depth * INDENT, cites)

    def says(self, clause: str) -> object:
        """What a clause says when it is read."""
        plain = as_meant(text.plain(clause))
        span = Span(0, len(plain.rstrip()))
        found = parser.read(plain, span, self.names)
        if isinstance(found, parser.Fault) or second_look.carried_on("", plain, span, self.names):
            return None
        content = Builder(clause).build(found.content)
        said = (content.kind, content.values) if isinstance(content, Head) else content
        return found.kind, said, cited(found.cites or "")


def _laid_out(lines: list[str], indent: int, cites: tuple[str, ...]) -> list[str]:
    first, *rest = lines
    done = [" " * indent + first, *(" " * (indent + CONTINUES) + line for line in rest)]
    if cites:
        done[-1] = f"{done[-1]:<{CITATIONS - 2}}  [{', '.join(cites)}]"
    return done


def _cites(words: str) -> tuple[str, ...]:
    found = CITES.search(words)
    return cited(found[1]) if found else ()
