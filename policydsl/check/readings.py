"""Readings in the tree: which lines an alternative brings, what they take the place of, and the tree that results.

Knows lines by their kind and their owner, and nothing of what they mean: the tree under an alternative is checked and
given its meaning like any other. A line keeps the span it has in its reading, so that every reason cites it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, get_args

from policydsl.check.slots import slot
from policydsl.check.whole import same
from policydsl.frozen import frozen
from policydsl.syntax import nodes

Takings = Mapping[str, str]
"""By the title of a reading, the name of the alternative taken; titles and names are compared like other names."""
AS_WRITTEN: Takings = {}

Path = tuple[int, ...]
"""Where lines stand: nowhere but under `policy`, in a block by its number, or in a step by its block's and its own."""

HEADINGS = get_args(nodes.Heading)
UNREAD = (nodes.NotYet, nodes.Broken)
HEADER_LINES = tuple(kind for kind in get_args(nodes.HeaderLine) if kind not in UNREAD)
MEASURE_LINES = tuple(kind for kind in get_args(nodes.MeasureLine) if kind not in UNREAD)
POINTS_LINES = tuple(kind for kind in get_args(nodes.PointsLine) if kind not in UNREAD)
BRANCH_LINES = (nodes.Pauses, nodes.Enters)
PAY_LINES = tuple(kind for kind in get_args(nodes.PayLine) if kind not in UNREAD)
PERIOD_LINES = tuple(kind for kind in get_args(nodes.PeriodLine) if kind not in UNREAD)


@frozen
class Change:
    """A line that an alternative brings, or takes `away`, and the name of its block, where the line says one."""

    line: nodes.Taken | nodes.Possible
    clause: nodes.Clause
    place: nodes.Name | None = None
    away: bool = False


def readings_of(tree: nodes.Policy) -> tuple[nodes.Reading, ...]:
    """The readings of a policy, in order."""
    return tuple(block for block in tree.blocks if isinstance(block, nodes.Reading))


def named_lines(reading: nodes.Reading) -> tuple[nodes.Taken | nodes.Possible, ...]:
    """The lines that name an alternative, or the one that is taken."""
    return tuple(line for line in reading.lines if isinstance(line, nodes.Taken | nodes.Possible))


def taken(reading: nodes.Reading) -> nodes.Taken | None:
    """The line that says which alternative the policy takes."""
    return next((line for line in reading.lines if isinstance(line, nodes.Taken)), None)


def chosen(reading: nodes.Reading, takings: Takings) -> str:
    """The key of the alternative that these takings take of a reading: unsaid, the one that is written."""
    for title, name in takings.items():
        if same(title) == same(reading.name.text):
            return same(name)
    written = taken(reading)
    return same(written.name.text) if written else ""


def is_taken(title: str, takings: Takings) -> bool:
    """Do these takings say how to take the reading of this title?"""
    return any(same(title) == same(one) for one in takings)


def changes(reading: nodes.Reading, key: str) -> tuple[Change, ...]:
    """What an alternative of this name brings; nothing for the one that is written."""
    return tuple(
        change
        for line in named_lines(reading)
        if isinstance(line, nodes.Possible) and same(line.name.text) == key
        for change in brought(reading, line)
    )


def brought(reading: nodes.Reading, line: nodes.Taken | nodes.Possible) -> Iterator[Change]:
    """The clause of a line, once for each place that it goes to; it cites what its line or the reading cites."""
    away = isinstance(line.clause, nodes.WithoutLine)
    said = line.clause.clause if isinstance(line.clause, nodes.WithoutLine) else line.clause
    if isinstance(said, nodes.AsWritten | nodes.NotYet | nodes.Broken) or not isinstance(said, nodes.Clause):
        return
    clause = replace(said, cites=line.cites or reading.cites)
    for place in line.places.names if line.places else (None,):
        yield Change(line, clause, place, away)


def under(tree: nodes.Policy, takings: Takings = AS_WRITTEN) -> nodes.Policy:
    """The tree under these takings, without its readings. What fits nowhere is left out (and reported by the check)."""
    kept = tuple(block for block in tree.blocks if not isinstance(block, nodes.Reading))
    plain = replace(tree, blocks=kept)
    return with_changes(plain, (one for each in readings_of(tree) for one in changes(each, chosen(each, takings))))


def with_changes(tree: nodes.Policy, brought_in: Iterable[Change]) -> nodes.Policy:
    """The tree with each change in its place."""
    for change in brought_in:
        path = goes_to(tree, change)
        if path is not None:
            tree = _put(tree, path, change)
    return tree


# ------------------------------------------------------------------ where a line goes


def goes_to(tree: nodes.Policy, change: Change) -> Path | None:
    """The block that a change goes to: by the name it gives, else the only one that has such a line; None: nowhere."""
    clause = change.clause
    if isinstance(clause, HEADINGS):
        return next((path for path, block in _blocks(tree) if _same_heading(block, clause)), None)
    if isinstance(clause, HEADER_LINES):
        return () if change.place is None else None
    hosts = [(path, block) for path, block in _blocks(tree) if isinstance(block, hosts_of(clause))]
    if change.place is not None:
        key = same(change.place.text)
        return next((path for path, block in hosts if _key(block) == key), None)
    having = [path for path, block in hosts if any(slot(line) == slot(clause) for line in lines_of(block))]
    return having[0] if len(having) == 1 else None


def hosts_of(clause: nodes.Node) -> tuple[type[nodes.Node], ...]:
    """The kinds of block that a line can stand in, headings and lines under `policy` apart."""
    if isinstance(clause, MEASURE_LINES):
        return (nodes.Measure,)
    if isinstance(clause, POINTS_LINES):
        return (nodes.Points,)
    if isinstance(clause, BRANCH_LINES):
        return (nodes.Branch,)
    if isinstance(clause, PERIOD_LINES):
        return (nodes.Period,)
    if isinstance(clause, PAY_LINES):
        return (nodes.Pay,)
    return (nodes.Step, nodes.Guidance)


def _blocks(tree: nodes.Policy) -> Iterator[tuple[Path, nodes.Node]]:
    for number, block in enumerate(tree.blocks):
        yield (number,), block
        if isinstance(block, nodes.Branch | nodes.Procedure | nodes.Around):
            yield from (((number, place), step) for place, step in enumerate(block.steps))


def _key(block: nodes.Node) -> str:
    name = getattr(block, "name", None)
    return same(name.text) if isinstance(name, nodes.Name) else ""


def _same_heading(block: nodes.Node, clause: nodes.Node) -> bool:
    return type(block) is type(clause) and _key(block) == _key(clause)


def lines_of(block: nodes.Node) -> tuple[nodes.Node, ...]:
    """The lines below a heading."""
    lines: tuple[nodes.Node, ...] = getattr(block, "clauses" if hasattr(block, "clauses") else "lines", ())
    return lines


# ------------------------------------------------------------------ putting it there


def at(tree: nodes.Policy, path: Path) -> nodes.Node | None:
    """The block at a path; None for the lines under `policy`."""
    match path:
        case (number,):
            return tree.blocks[number]
        case (number, place):
            steps: tuple[nodes.Node, ...] = getattr(tree.blocks[number], "steps", ())
            return steps[place]
        case _:
            return None


def replaced(tree: nodes.Policy, change: Change) -> tuple[nodes.Node, ...]:
    """The lines whose place a change takes; for a heading the block as it stands; nothing for a line that is new."""
    path = goes_to(tree, change)
    if path is None:
        return ()
    block = at(tree, path)
    if isinstance(change.clause, HEADINGS):
        return (block,) if block else ()
    lines: tuple[nodes.Node, ...] = lines_of(block) if block else tree.header
    return tuple(line for line in lines if slot(line) == slot(change.clause))


def is_as_written(tree: nodes.Policy, change: Change) -> bool:
    """Does the change bring what stands there already, or take away what does not?"""
    found = replaced(tree, change)
    if change.away:
        return not found
    return is_there(found, change)


def is_there(found: tuple[nodes.Node, ...], change: Change) -> bool:
    """Is the line that a change speaks of the one whose place it takes?"""
    return len(found) == 1 and _bare(found[0], change.clause) == _bare(change.clause, change.clause)


def _bare(line: nodes.Node, like: nodes.Node) -> nodes.Node:
    """A line without what it cites; a block without the lines below its heading, nor a label that the other has not."""
    without = {"cites": (), "lines": (), "steps": ()}
    if getattr(like, "label", None) is None:
        without["label"] = None  # type: ignore[assignment]
    return replace(line, **{name: one for name, one in without.items() if hasattr(line, name)})  # type: ignore[arg-type]


def _put(tree: nodes.Policy, path: Path, change: Change) -> nodes.Policy:
    if not path:
        return replace(tree, header=_with(tree.header, change))
    number, block = path[0], tree.blocks[path[0]]
    if len(path) == 2 and isinstance(block, nodes.Branch | nodes.Procedure | nodes.Around):
        steps = list(block.steps)
        steps[path[1]] = _line_in(steps[path[1]], change)
        made: nodes.Node = replace(block, steps=tuple(steps))
    elif isinstance(change.clause, HEADINGS):
        made = _reheaded(block, change.clause)
    else:
        made = _line_in(block, change)
    return replace(tree, blocks=(*tree.blocks[:number], made, *tree.blocks[number + 1 :]))  # type: ignore[arg-type]


def _line_in(block: nodes.Node, change: Change) -> Any:
    field = "clauses" if hasattr(block, "clauses") else "lines"
    return replace(block, **{field: _with(getattr(block, field), change)})


def _with(lines: tuple[nodes.Node, ...], change: Change) -> Any:
    """The lines with the clause in the place of those of its slot, or after them all; or without those."""
    clause = change.clause
    here = [slot(line) == slot(clause) for line in lines]
    if change.away:
        return tuple(line for line, gone in zip(lines, here, strict=True) if not gone)
    if not any(here):
        # The first line that fits counts: what is new goes before what there is.
        entry = isinstance(clause, nodes.Entry | nodes.EntryByTime | nodes.DropOff)
        return (clause, *lines) if entry else (*lines, clause)
    first = here.index(True)
    rest = (line for line, gone in zip(lines[first:], here[first:], strict=True) if not gone)
    return (*lines[:first], clause, *rest)


def _reheaded(block: nodes.Node, clause: nodes.Clause) -> nodes.Node:
    """A new heading over the lines that stand below the old one; the name stays as the policy declares it."""
    own = {name: getattr(block, name) for name in ("lines", "steps") if getattr(block, name, ())}
    if getattr(clause, "label", None) is None and hasattr(block, "label"):
        own["label"] = block.label and replace(block.label, span=clause.span)
    name, declared = getattr(clause, "name"), getattr(block, "name")  # noqa: B009 (every heading has one)
    if name.text != declared.text:
        own["name"] = replace(name, text=declared.text, quoted=True)
    return replace(clause, **own)


def twice(tree: nodes.Policy, brought_in: Iterable[Change]) -> Iterator[tuple[Change, Change]]:
    """Changes that go to one place and bring lines of one slot: the later, and the one before it."""

    def place(change: Change) -> tuple[Path, tuple[str, ...]]:
        heading = ("heading",) if isinstance(change.clause, HEADINGS) else slot(change.clause)
        return goes_to(tree, change) or (), heading

    fitting = [change for change in brought_in if goes_to(tree, change) is not None]
    for _, group in groupby(sorted(fitting, key=place), key=place):
        first, *others = group
        yield from ((other, first) for other in others)
