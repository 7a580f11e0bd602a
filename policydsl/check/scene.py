"""Where in a policy something stands while its meaning is worked out, and what is found on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from policydsl.check import clause_problems, problems
from policydsl.check.names import BUILT_IN, Declared, NameKind, Names, Use, as_written, is_built_in
from policydsl.check.things import Things
from policydsl.diagnostics import Diagnostic
from policydsl.frozen import frozen
from policydsl.model.clause import ALWAYS, Clause, ClauseKey, Form, Guard, Written
from policydsl.source import Place, Source, Span
from policydsl.syntax import names as words
from policydsl.syntax import nodes

Meaning = TypeVar("Meaning")


@dataclass(slots=True)
class Found:
    """What has been found so far: the problems, the names already called unknown, and every use of a name."""

    problems: list[Diagnostic] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)
    made: dict[int, Any] = field(default_factory=dict)
    """What blocks of the tree mean, by the identity of the block."""


@frozen(kw_only=True)
class Scene:
    """The policy as far as it is known, and the place in it that is being worked on.

    Whatever cannot be made out is reported, and some value stands in for it: a policy with an error is never used, so
    that value means nothing to anybody.
    """

    source: Source
    names: Names
    things: Things
    found: Found
    unread: tuple[str, ...] = ()
    """The words of lines that could not be read, or not yet."""
    owner: str = "policy"
    """Whose clauses these are: a step, a measure, `policy`."""
    block: str = ""
    """The name of the branch, procedure or guidance around."""
    no_absence: str = ""
    """Why there is no single absence here, in a few words."""
    in_procedure: bool = False
    follows_absence: bool = False
    """Is there one absence that this is about?"""
    takes_events: bool = False
    """May a kind be an event that the policy declares, beside absences?"""
    steps: tuple[str, ...] = ()
    """The steps that a case can go to from here."""
    before: str | None = None
    """The step before this one."""
    periods: tuple[str, ...] = ()
    """The periods that a case has here."""
    period: str | None = None
    """The period that is being worked on: what `during it` is about."""
    guard: Guard = ALWAYS
    """When the line holds that is being worked on."""
    version: nodes.Clause | None = None
    """The line of a version, where it is the words of one that are being worked on."""
    conditions: tuple[str, ...] = ()
    """The named conditions whose meaning is being worked out, the one inside the other."""
    leader: str = "employer"
    """Who owes what this step asks for, unless the line says."""

    kept: Mapping[int, Any] = field(default_factory=dict)
    """What is known already of blocks that stand in this tree as they stood in another one."""

    def once(self, block: nodes.Node, make: Callable[[], Meaning]) -> Meaning:
        """What a block means, not worked out anew where it is known."""
        found: Meaning = self.kept[id(block)] if id(block) in self.kept else make()
        self.found.made[id(block)] = found
        return found

    # ------------------------------------------------------------------ places and clauses

    def at(self, span: Span) -> Place:
        return Place(self.source.name, span)

    def say(self, problem: Diagnostic) -> None:
        self.found.problems.append(problem)

    def text(self, span: Span) -> str:
        """The words of the policy, on one line."""
        return " ".join(self.source.text_of(span).split())

    def words(self, name: nodes.Name) -> str:
        """A name in its author's words."""
        return as_written(self.source, name)

    def written(self, line: nodes.Clause) -> Written:
        """Where a line stands; of a block, its heading."""
        return Written(heading(line), self.source.position(line.span.start).line, line.cites)

    def clause(self, kind: str, line: nodes.Clause, meaning: Meaning, name: str = "") -> Clause[Meaning]:
        """A clause of this owner that has one form."""
        form = Form(meaning, self.written(self.version or line), self.guard)
        return Clause(ClauseKey(self.owner, kind, name), (form,))

    # ------------------------------------------------------------------ names

    def refer(self, name: nodes.Name, *kinds: NameKind) -> str:
        """The name as it is declared; one that is not of these kinds is reported, once."""
        found = self.names.find(name.text, *kinds) or self.names.any(name.text)
        if found is None:
            self.unknown(name, *kinds)
            return name.text
        self.found.uses.append(Use(name.span, found))
        if found.kind not in kinds and not isinstance(found.block, nodes.NotYet):
            self.wrong_thing(name, found, *kinds)
        return found.name

    def lookup(self, name: nodes.Name, *kinds: NameKind) -> Declared | None:
        """What bears the name and is of one of these kinds; nothing is reported."""
        found = self.names.find(name.text, *kinds)
        if found is not None:
            self.found.uses.append(Use(name.span, found))
        return found

    def unknown(self, name: nodes.Name, *kinds: NameKind, also: tuple[str, ...] = ()) -> None:
        """Report a name that nothing declares, unless it has been."""
        if not name.text or self.may_stand_in_unread_lines(name) or self._known_gap(name):
            return
        if self.names.may_be_unreadable(name.text, *kinds):
            return
        written = self.words(name)
        if meant := problems.comparison_in(written):
            self.say(problems.comparison_as_name(self.at(name.span), written, meant))
            return
        seldom = (NameKind.POINTS, NameKind.EVENT)
        wanted = tuple(kind.value for kind in kinds if kind not in seldom or self.names.of(kind))
        known = [one.name for one in self.names.of(*kinds)] + list(also)
        self.say(problems.unknown_name(self.at(name.span), written, wanted, known))

    def may_stand_in_unread_lines(self, name: nodes.Name) -> bool:
        """Do lines that could not be read speak of this? Then they may declare it, and their problem is reported."""
        key = words.key(name.text).casefold()
        return any(f" {key} " in lines for lines in self.unread)

    def _known_gap(self, name: nodes.Name) -> bool:
        key = words.key(name.text).casefold()
        reported = key in self.found.unknown
        self.found.unknown.add(key)
        return reported

    def wrong_thing(self, name: nodes.Name, found: Declared, *kinds: NameKind) -> None:
        """Report a name that is declared as something else."""
        wanted = tuple(kind.value for kind in kinds)
        self.say(
            problems.wrong_thing(self.at(name.span), self.words(name), found.kind.value, wanted, self.at(found.at))
        )

    def built_in(self, name: nodes.Name) -> str | None:
        """Which of the names that the language brings this is."""
        return next((known for known in BUILT_IN if is_built_in(name.text, known)), None)

    def is_the_absence(self, name: nodes.Name) -> bool:
        return self.built_in(name) == "absence"

    def about_one_absence(self, span: Span, instead: str) -> None:
        """Report words about the one absence where there is none; `instead` says how to do without."""
        if not self.follows_absence:
            self.say(clause_problems.no_single_absence(self.at(span), self.no_absence, instead))


def heading(line: nodes.Clause) -> Span:
    """The span of a line, of a block that of its heading alone."""
    if not isinstance(line, nodes.Block):
        return line.span
    parts = [getattr(line, known.name) for known in fields(line) if known.name != "span"]
    return Span(line.span.start, max(part.span.end for part in parts if isinstance(part, nodes.Node)))
