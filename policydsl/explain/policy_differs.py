"""What two policies say differently, line by line, each in its one form: layout and comments are no difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from policydsl.explain.policy_lines import PolicyLine, PolicyLines
from policydsl.frozen import frozen

CHANGES_NOTHING = ("reading", "example")
"""Kinds of blocks that change no answer."""


@frozen
class LineDiffers:
    """A line that only one of the policies has, or that says another thing in each; `under` are its headings."""

    under: tuple[str, ...]
    here: PolicyLine | None
    there: PolicyLine | None


@frozen
class _Block:
    """A line with the lines below it, where it is a heading."""

    line: PolicyLine
    below: tuple[_Block, ...] = ()


def policy_differences(here: PolicyLines, there: PolicyLines) -> tuple[LineDiffers, ...]:
    """Every line in which two policies differ, in the order of the first, but for readings and examples."""
    return tuple(_differences(_blocks(here.lines), _blocks(there.lines), ()))


def _blocks(lines: Sequence[PolicyLine]) -> tuple[_Block, ...]:
    """The lines, each with those that stand deeper below it."""
    found: list[_Block] = []
    place = 0
    while place < len(lines):
        end = place + 1
        while end < len(lines) and lines[end].depth > lines[place].depth:
            end += 1
        if lines[place].kind not in CHANGES_NOTHING:
            found.append(_Block(lines[place], _blocks(lines[place + 1 : end])))
        place = end
    return tuple(found)


def _differences(ours: Sequence[_Block], theirs: Sequence[_Block], under: tuple[str, ...]) -> Iterator[LineDiffers]:
    matcher = SequenceMatcher(None, [one.line.words for one in ours], [one.line.words for one in theirs], False)
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(ours[first:last], theirs[other_first:other_last], strict=True):
                yield from _differences(one.below, other.below, (*under, one.line.words))
        else:
            yield from _paired(ours[first:last], theirs[other_first:other_last], under)


def _paired(ours: Sequence[_Block], theirs: Sequence[_Block], under: tuple[str, ...]) -> Iterator[LineDiffers]:
    """Forms of one line beside each other; what is left stands alone, a whole block with all its lines."""
    left = list(theirs)
    for one in ours:
        other = next((each for each in left if _is_another_form(one, each)), None)
        if other is None:
            yield from (LineDiffers(above, line, None) for above, line in _all_of(one, under))
            continue
        left.remove(other)
        if one.line.words != other.line.words:
            yield LineDiffers(under, one.line, other.line)
        yield from _differences(one.below, other.below, (*under, one.line.words))
    for other in left:
        yield from (LineDiffers(above, None, line) for above, line in _all_of(other, under))


def _is_another_form(one: _Block, other: _Block) -> bool:
    """Is it a line of one kind, and (of a heading) with some of the same lines below it?"""
    if one.line.kind != other.line.kind:
        return False
    words, others = ({each.line.words for each in block.below} for block in (one, other))
    return not (words or others) or bool(words & others)


def _all_of(one: _Block, under: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], PolicyLine]]:
    yield under, one.line
    for each in one.below:
        yield from _all_of(each, (*under, one.line.words))
