"""Trees back to policy texts: each clause in the language's words, laid out as every policy is."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.source import Source
from policydsl.syntax import names, nodes, text
from policydsl.syntax.capitals import as_meant
from policydsl.syntax.write.clause import Writer
from policydsl.syntax.write.lay import Layout
from policydsl.syntax.write.page import arranged

__all__ = ["format", "sentence", "words_of"]


def format(tree: nodes.Policy, source: Source, beside: Iterable[str] = ()) -> str:
    """The text of a policy in its one form; the tree is that of the source, and has no problems.

    `beside`: names that are declared in other files, with which the source was read.

    The source is asked for the names as written: the tree leaves out their articles. What is read from the result is
    the same tree, with the same comments in the same order.
    """
    plain = as_meant(text.plain(source.text))
    declared = (names.declares(plain[span.start : span.end]) for span in text.clauses(plain))
    layout = Layout(Writer(source, plain), names.pattern([*beside, *(name for name in declared if name)]))
    lines = list[str]()
    for item in arranged(tree, plain):
        lines += [""] * item.blank + layout.lines(item)
    return "".join(f"{line}\n" for line in lines)


def sentence(node: nodes.Clause, source: Source) -> str:
    """One clause of a source in a line, without what it cites; of a block, its heading."""
    return Writer(source, text.plain(source.text)).clause(node)


def words_of(node: nodes.Node, source: Source) -> str:
    """The author's own words for a piece of a clause."""
    writer = Writer(source, text.plain(source.text))
    return writer.articles(node.span) + writer.own(node.span)
