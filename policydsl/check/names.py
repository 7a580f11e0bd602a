"""What the headings of a policy declare, and what is found under a name; knows names, not what the lines mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum

from policydsl.diagnostics import nearest
from policydsl.domain.holidays import HolidayCalendar
from policydsl.frozen import frozen
from policydsl.source import Source, Span
from policydsl.syntax import names as words
from policydsl.syntax import nodes, text
from policydsl.syntax.walk import walk


class NameKind(Enum):
    """What a name can be the name of, in the word of its heading."""

    SETTING = "setting"
    CATEGORY = "category"
    MEASURE = "measure"
    FACT = "fact"
    DOCUMENT = "document"
    BRANCH = "branch"
    PROCEDURE = "procedure"
    STEP = "step"
    GUIDANCE = "guidance"
    CONDITION = "condition"
    REASON = "reason"
    # Known so that a name of theirs is never called unknown; this version goes no further with them.
    GROUP = "group"
    CALENDAR = "calendar"
    EVENT = "event"
    POINTS = "points"
    LIMIT = "limit"
    PERIOD = "period"
    PAY = "pay"


BUILT_IN = ("absence", "employee", "first working time back", "previous step", "recommender", "companion")
"""Names that the language itself brings; a heading cannot declare them again."""


CLASHING = (
    frozenset({NameKind.SETTING, NameKind.MEASURE, NameKind.FACT, NameKind.POINTS}),
    frozenset({NameKind.CATEGORY, NameKind.EVENT}),
    frozenset({NameKind.STEP, NameKind.GUIDANCE, NameKind.DOCUMENT}),
    frozenset({NameKind.BRANCH, NameKind.PROCEDURE, NameKind.GUIDANCE}),
)
"""Kinds that share their names, because a line could mean either; a branch may bear the name of a category."""


@frozen
class Declared:
    """A name as its heading writes it, where it stands, the heading's block, and the block around that (of a step)."""

    kind: NameKind
    name: str
    at: Span
    block: nodes.Node
    inside: nodes.Node | None = None


@frozen
class Use:
    """A name somewhere in the policy, and what it names there."""

    at: Span
    what: Declared


@frozen
class Names:
    """Every name that the headings declare, in order; `twice` pairs a later declaration with the first of that name."""

    declared: tuple[Declared, ...] = ()
    twice: tuple[tuple[Declared, Declared], ...] = ()
    uses: tuple[Use, ...] = ()
    calendars: Mapping[str, HolidayCalendar] = field(default_factory=dict)
    """The holiday calendars handed in with the policy, by name."""
    leave: tuple[str, ...] = ()
    """The flags and reasons that lines under `policy` say to be leave."""
    unreadable: tuple[tuple[NameKind, str], ...] = ()
    """The kinds of headings that could not be read, each with the name that it seems to declare, or nothing."""
    _by_key: Mapping[str, tuple[Declared, ...]] = field(default_factory=dict)
    _by_letters: Mapping[str, tuple[Declared, ...]] = field(default_factory=dict)

    def of(self, *kinds: NameKind) -> tuple[Declared, ...]:
        """Everything declared of these kinds, in order of the policy."""
        return tuple(one for one in self.declared if one.kind in kinds)

    def any(self, name: str) -> Declared | None:
        """What bears this name, of whatever kind; singular and plural, articles and capitals make no difference."""
        return next(iter(self._all(name)), None)

    def find(self, name: str, *kinds: NameKind) -> Declared | None:
        """What bears this name and is of one of these kinds."""
        return next((one for one in self._all(name) if one.kind in kinds), None)

    def may_be_unreadable(self, name: str, *kinds: NameKind) -> bool:
        """May a heading declare this name that could not be read? Then its own problem is reported already."""
        wanted = words.key(name).casefold()
        return any(
            kind in kinds and (not seems or seems.startswith(wanted) or wanted.startswith(seems))
            for kind, seems in self.unreadable
        )

    def _all(self, name: str) -> tuple[Declared, ...]:
        key = words.key(name)
        exactly = self._by_key.get(key, ())
        return exactly + tuple(one for one in self._by_letters.get(key.casefold(), ()) if one not in exactly)

    def near(self, name: str, *kinds: NameKind) -> str | None:
        """The name of one of these kinds that was probably meant."""
        return nearest(words.shown(name), [one.name for one in self.of(*kinds)])


def is_built_in(name: str, built_in: str) -> bool:
    """Is this a name that the language brings (`the absence`, `absences`)?"""
    return words.key(name).casefold() == words.key(built_in).casefold()


def as_written(source: Source, name: nodes.Name) -> str:
    """A name in its author's words, articles inside it kept: `review of the recommendation`."""
    if name.quoted:
        return name.text
    return " ".join(text.plain(source.text_of(name.span)).strip('" ').split()) or name.text


def collect(tree: nodes.Policy, source: Source, calendars: Mapping[str, HolidayCalendar] | None = None) -> Names:
    """The names that the headings of a policy declare; a heading that cannot be read declares its name all the same."""
    found = tuple(_declarations(tree, source))
    by_key: dict[str, tuple[Declared, ...]] = {}
    by_letters: dict[str, tuple[Declared, ...]] = {}
    twice = []
    for one in found:
        key = words.key(one.name)
        same = by_letters.get(key.casefold(), ())
        twice += [(one, first) for first in same if _clash(one.kind, first.kind)][:1]
        by_letters[key.casefold()] = (*same, one)
        by_key[key] = (*by_key.get(key, ()), one)
    unreadable = tuple(_unreadable(tree))
    leave = tuple(_leave(tree, source))
    return Names(found, tuple(twice), (), calendars or {}, leave, unreadable, by_key, by_letters)


def _unreadable(tree: nodes.Policy) -> Iterator[tuple[NameKind, str]]:
    """The headings that could not be read."""
    for piece in walk(tree):
        broken = isinstance(piece, nodes.Broken) or (isinstance(piece, nodes.Block) and piece.broken)
        kind = _kind(piece) if broken else None
        if kind is not None:
            name = getattr(piece, "name", None)
            yield kind, words.key(name.text).casefold() if isinstance(name, nodes.Name) else ""


def _leave(tree: nodes.Policy, source: Source) -> Iterator[str]:
    """The names of leave, in their author's words."""
    for line in tree.header:
        match line.line if isinstance(line, nodes.HeaderOf) else line:
            case nodes.Bridge(leave=leave) | nodes.LeaveCovers(leave=leave):
                yield from (as_written(source, name) for name in leave.names)


def _clash(one: NameKind, other: NameKind) -> bool:
    return one is other or any(one in group and other in group for group in CLASHING)


def _declarations(tree: nodes.Policy, source: Source) -> Iterator[Declared]:
    for block in tree.blocks:
        yield from _declared(block, source)
        match block:
            case nodes.Branch() | nodes.Procedure() | nodes.Around():
                for step in block.steps:
                    yield from _declared(step, source, block)


def _declared(block: nodes.Node, source: Source, inside: nodes.Node | None = None) -> Iterator[Declared]:
    name = getattr(block, "name", None)
    kind = _kind(block)
    if kind is not None and isinstance(name, nodes.Name) and name.text:
        yield Declared(kind, as_written(source, name), name.span, block, inside)


def _kind(block: nodes.Node) -> NameKind | None:
    match block:
        case nodes.NotYet(rule=word) | nodes.Broken(about=word):
            word = {"set_at": "setting"}.get(word, word)
        case nodes.DeclaredEvent():
            word = NameKind.EVENT.value
        case nodes.SetAt():
            word = NameKind.SETTING.value
        case nodes.NamedCondition():
            word = NameKind.CONDITION.value
        case _:
            word = type(block).__name__.lower()
    return _KINDS.get(word)


_KINDS = {kind.value: kind for kind in NameKind}
