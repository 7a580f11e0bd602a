"""A whole policy text to a tree and its problems: clause by clause, so that one broken line never hides the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from policydsl.diagnostics import Diagnostic, Fix, in_order, located
from policydsl.frozen import frozen
from policydsl.source import Source, Span
from policydsl.syntax import names, nodes, places, second_look, text
from policydsl.syntax.assemble import Assembly, Line
from policydsl.syntax.build import Builder, Head, cited
from policydsl.syntax.capitals import as_meant
from policydsl.syntax.faults import Trouble
from policydsl.syntax.opening import Opening, guessed_name, opening
from policydsl.syntax.parser import Clause, Fault, read
from policydsl.syntax.recognise import problem_of
from policydsl.syntax.said import Known, known


@frozen
class Parsed:
    """What a text says as far as it can be read, and the problems in it; a line with a problem is kept as broken."""

    tree: nodes.Policy
    diagnostics: tuple[Diagnostic, ...]


ASIDE = re.compile(r"\s*(?:reading|example)\b")
HEADING = re.compile(
    r"\s*(?:policy|include|principle|setting|category|group|reason|calendar|event|measure|fact|condition|points"
    r"|sick pay|limit|branch|procedure|after every|during every|guidance|document|guarantee)\b"
)


def parse(source: Source, *, asides: bool = True, names: Iterable[str] = ()) -> Parsed:
    """The tree of a policy text. Never raises: what cannot be read is a problem and a broken line.

    Without `asides`, the readings and examples are passed over: what speaks about the policy and is not part of it.
    `names` are those that are declared in other files.
    """
    reader = Reader(source, as_meant(text.plain(source.text)), asides, names)
    assembly, found = Assembly(), list[Diagnostic]()
    file = source.root
    for line, problems in reader.lines():
        found += problems
        if source.file_at(line.span.start) is not file:
            file = source.file_at(line.span.start)
            assembly.end_file()
        assembly.take(line)
    assembly.close()
    # Without a `policy` line that is the problem, and not each line that belongs below it.
    no_head = assembly.head is None
    misplaced = (each for each in assembly.misplaced if not (no_head and each.line.kind == "header_line"))
    found += (places.misplaced(source, each) for each in misplaced)
    tree = nodes.Policy(
        head=assembly.head,
        header=tuple(assembly.header),
        blocks=tuple(assembly.blocks),
        comments=tuple(reader.comments()),
        span=Span(0, len(source.text)),
    )
    return Parsed(tree, in_order(located(found, source)))


def without_asides(plain: str, clauses: Iterable[Span]) -> Iterator[Span]:
    """The clauses that stand in no reading and in no example."""
    aside = False
    for span in clauses:
        if ASIDE.match(plain, span.start):
            aside = True
        elif HEADING.match(plain, span.start):
            aside = False
        if not aside:
            yield span


class Reader:
    """Reads the clauses of one text, of which the declared names are known first."""

    def __init__(self, source: Source, plain: str, asides: bool = True, beside: Iterable[str] = ()) -> None:
        self.source, self.plain = source, plain
        self.clauses = tuple(text.clauses(plain) if asides else without_asides(plain, text.clauses(plain)))
        declared = (names.declares(plain[span.start : span.end]) for span in self.clauses)
        self.declared = frozenset([*beside, *(name for name in declared if name)])
        # A heading that declares a word of the language again is one problem, and not one in every line with that word.
        self.names: re.Pattern[str] | None = names.pattern(one for one in self.declared if names.key(one) != "absence")

    @cached_property
    def about(self) -> Known:
        """What is known of the whole text; only a line with a fault asks for it."""
        return known(self.plain, self.clauses)

    def lines(self) -> Iterator[tuple[Line, tuple[Diagnostic, ...]]]:
        """Every clause as a line, and the problems in it; two lines that only together are a clause are one problem."""
        at = 0
        while at < len(self.clauses):
            span, following = self.clauses[at], self.clauses[at + 1 : at + 2]
            if following and self.source.file_at(span.start) is not self.source.file_at(following[0].start):
                following = ()
            line, problems = self.line(span)
            if line.broken and following and (cut := second_look.cut_in_two(*self.given(span), following[0])):
                whole = span | following[0]
                line, problems, at = self.broken(whole), (cut,), at + 1
            elif line.broken and (row := second_look.row_with_then(*self.given(span), *(following or (None,)))):
                cut, both = row
                line, problems = self.broken(span | following[0] if both else span), (cut,)
                at += 1 if both else 0
            yield line, problems
            at += 1

    def given(self, span: Span) -> tuple[str, str, Span, re.Pattern[str] | None]:
        return self.source.name, self.plain, span, self.names

    def line(self, span: Span) -> tuple[Line, tuple[Diagnostic, ...]]:
        """One clause as a line, and the problems in it."""
        found = read(self.plain, span, self.names)
        given = self.given(span)
        swallowed = second_look.carried_on(*given) or (
            second_look.missing_comma(*given)
            or second_look.said_otherwise(self.source.name, self.plain, span, lambda: self.about)
            if isinstance(found, Clause) and found.content.data != "example_head"
            else None
        )
        if swallowed:
            return self.broken(span), (swallowed,)
        if isinstance(found, Fault):
            problem = problem_of(self.trouble(span, found))
            sentence = problem.code.name == "cannot-be-said"
            return self.broken(span, problem.fix, sentence=sentence), (problem,)
        return self.good(span, found)

    def good(self, span: Span, found: Clause) -> tuple[Line, tuple[Diagnostic, ...]]:
        """A line that could be read; what it says may still mean nothing."""
        builder = Builder(self.source.text)
        content = builder.build(found.content)
        problems = tuple(second_look.problems(self.source, builder, content, found))
        if problems:
            return self.broken(span), problems
        cites = cited(found.cites or "")
        if cites and not isinstance(content, Head):
            content = replace(content, cites=cites)
        return Line(found.kind, content, content.span, cites), ()

    def broken(self, span: Span, fix: Fix | None = None, *, sentence: bool = False) -> Line:
        """A line that cannot be read: a heading still opens its block, also one that its problem's fix would make.

        Of a `sentence` that nothing says, part of the words of a heading make none: `during peak season: …`.
        """
        mended = self.mended(span, fix)
        seems = mended if mended and mended.exact and mended.whole else opening(self.plain, span) or mended
        if sentence and seems is not None and seems.kind == "heading" and not seems.whole:
            seems = None
        if seems is None or seems.kind != "heading":
            about = seems.rule if seems else ""
            return Line(seems.kind if seems else "", nodes.Broken(about=about, span=span), span, broken=True)
        kind = seems.rule.removesuffix("_head")
        name = guessed_name(self.plain, span, seems.words[0])
        return Line("heading", Head(kind, (name,) if name else (), span, broken=True), span, broken=True)

    def mended(self, span: Span, fix: Fix | None) -> Opening | None:
        """What kind of line this would be with its problem's fix."""
        plain, end = self.plain, span.end
        for edit in fix.edits if fix else ():
            plain = plain[: edit.span.start] + edit.replacement + plain[edit.span.end :]
            end += len(edit.replacement) - (edit.span.end - edit.span.start)
        return opening(plain, Span(span.start, end)) if fix else None

    def trouble(self, span: Span, fault: Fault) -> Trouble:
        return Trouble(self.source.name, self.plain, span, fault, self.names, self.declared, self.about)

    def comments(self) -> Iterator[nodes.Comment]:
        for found in text.remarks(self.plain):
            written = self.source.text[found.span.start : found.span.end]
            yield nodes.Comment(text=written, alone=found.alone, span=found.span)
