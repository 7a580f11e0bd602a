"""The clauses of a source text against the lines of a policy, both ways: which line carries what, what none does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from policydsl.diagnostics import count_of
from policydsl.explain.page import Row, as_lines, heading
from policydsl.frozen import frozen
from policydsl.gathered import file_of, line_in
from policydsl.records.register import Disposition, Register, Registered
from policydsl.source import Source
from policydsl.syntax import nodes

NEEDS_A_LINE = frozenset({Disposition.IMPLEMENTED, Disposition.SHOWN})
"""Of these the register says that the policy file does something; of the others a sentence of `why` is enough."""


@frozen
class Cited:
    """A line of a policy with the clauses it cites."""

    line: int
    text: str
    clauses: tuple[str, ...]
    carries: bool = True
    """Whether it says something of the policy itself; a line of a reading or an example only speaks about it."""


@frozen
class Accounts:
    """Register and policy side by side."""

    register: Register
    lines: tuple[Cited, ...]

    def of(self, clause: str) -> tuple[int, ...]:
        """The lines that cite a clause."""
        return tuple(cited.line for cited in self.lines if clause in cited.clauses)

    def is_carried(self, clause: str) -> bool:
        """Does some line of the policy itself cite the clause?"""
        return any(cited.carries and clause in cited.clauses for cited in self.lines)

    @property
    def forgotten(self) -> tuple[Registered, ...]:
        """Clauses that no line cites and whose disposition does not explain that."""
        return tuple(
            clause
            for clause in self.register.clauses
            if not self.is_carried(clause.id) and (clause.disposition in NEEDS_A_LINE or clause.why is None)
        )

    @property
    def unknown(self) -> tuple[tuple[int, str], ...]:
        """Lines that cite a clause the register does not have."""
        known = {clause.id for clause in self.register.clauses}
        return tuple((cited.line, clause) for cited in self.lines for clause in cited.clauses if clause not in known)


def cited_lines(tree: object, source: Source) -> tuple[Cited, ...]:
    """Every line of a policy's tree that cites something, in order."""
    found = {}
    for start, clauses, carries in sorted(_cites(tree)):
        line = source.position(start).line
        text = source.line(line).partition("#")[0].partition("[")[0].strip().rstrip(",:")
        found[line] = Cited(line, text, clauses, carries)
    return tuple(found.values())


def _cites(node: object, carries: bool = True) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    if isinstance(node, tuple):
        for part in node:
            yield from _cites(part, carries)
    elif is_dataclass(node):
        carries = carries and not isinstance(node, nodes.Reading | nodes.Example)
        if cites := getattr(node, "cites", ()):
            yield getattr(node, "span").start, cites, carries  # noqa: B009 - a node of any class: all have a span
        for one in fields(node):
            yield from _cites(getattr(node, one.name), carries)


def as_text(accounts: Accounts, *, colour: bool = False, width: int = 100) -> str:
    """Both lists, and how many clauses there are of each disposition."""
    return as_lines(_rows(accounts), colour=colour, width=width)


def _rows(accounts: Accounts) -> Iterator[Row]:
    clauses = accounts.register.clauses
    widest = max(len(clause.id) for clause in clauses)
    yield heading(f"{accounts.register.title}: from clause to line")
    for clause in clauses:
        lines = accounts.of(clause.id)
        where = f"line {', '.join(map(line_in, lines))}" if lines else f"no line: {clause.why or 'forgotten'}"
        yield Row(f"  {clause.id:<{widest}}  {clause.disposition.value:<12}  ", where)
        yield Row(" " * (widest + 4), clause.paraphrase)
    yield Row("")
    yield heading("From line to clause")
    for cited in accounts.lines:
        file = file_of(cited.line)
        of = f"  (of {file})" if file else ""
        yield Row(f"  {cited.line:>4}  ", f"{cited.text}  [{', '.join(cited.clauses)}]{of}")
    yield Row("")
    counts = ((one.value, sum(clause.disposition is one for clause in clauses)) for one in Disposition)
    parts = ", ".join(f"{number} {word}" for word, number in counts if number)
    yield Row("", f"{count_of(len(clauses), 'clause')}: {parts}; {count_of(len(accounts.lines), 'line')} cite them")


def problems(accounts: Accounts, policy: str, register: str) -> Iterator[str]:
    """A sentence for each clause that nobody accounts for, and for each citation of none."""
    for clause in accounts.forgotten:
        to_do = f"cite it behind a line of {policy}, as [{clause.id}]"
        if clause.disposition not in NEEDS_A_LINE:
            to_do += f", or say `why` no line needs it in {register}"
        yield f"{clause.id} ({clause.where}) is {clause.disposition.value}, and no line cites it\n  help: {to_do}"
    for line, name in accounts.unknown:
        at = f"{file_of(line) or policy}:{int(line)}"
        yield f"{at}: [{name}] is no clause of {register}\n  help: correct the number, or add the clause"
