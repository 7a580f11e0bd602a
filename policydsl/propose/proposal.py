"""Example blocks on both sides of a number of a policy, each of which holds; for a person to look at and paste."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.check import check_text
from policydsl.domain.holidays import HolidayCalendar
from policydsl.frozen import frozen
from policydsl.gathered import line_in
from policydsl.interpret.examples import Passed, run
from policydsl.model.policy import Policy
from policydsl.propose.numbers import Number
from policydsl.propose.search import Pair, search
from policydsl.propose.story import as_lines, in_words
from policydsl.source import Source, Span
from policydsl.syntax import parse
from policydsl.syntax.include import changed
from policydsl.syntax.write import format


@frozen
class Proposal:
    """What was found of a number: two examples as text, and the changes of the number that one of them shows.

    `text` None: none was found.
    """

    number: Number
    line: str
    text: str | None = None
    caught: tuple[int, ...] = ()


def propose(source: Source, policy: Policy, number: Number, calendars: Sequence[HolidayCalendar] = ()) -> Proposal:
    """Two examples on both sides of a number, or word that none were found."""

    def accepts(pair: Pair) -> bool:
        return _holds(source, blocks(pair, number, policy), calendars)

    pair = search(source, policy, number, accepts, calendars)
    line = source.line_at(number.span.start).strip()
    if pair is None:
        return Proposal(number, line)
    return Proposal(number, line, blocks(pair, number, policy), pair.caught)


def blocks(pair: Pair, number: Number, policy: Policy) -> str:
    """The two examples in the words of the language; their titles are no other example's."""
    about = f"{number.heading or policy.name} at {_shown(number)}"
    taken = {one.title.casefold() for one in policy.examples}
    lines = []
    for side, word in ((pair.one, "before"), (pair.other, "behind")):
        title, times = f"{about}, {word} the edge", 1
        while title.casefold() in taken:
            times += 1
            title = f"{about}, {word} the edge, {times}"
        taken.add(title.casefold())
        lines += [f"example {title}", *(f"  {line}" for line in as_lines(side.story))]
        lines += [f"  on {in_words(side.story.asked)}, {side.sentence}", ""]
    return "\n".join(lines)


def _shown(number: Number) -> str:
    value = number.value
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _holds(source: Source, text: str, calendars: Sequence[HolidayCalendar]) -> bool:
    """Whether the policy takes the examples behind its rules, without a problem, and whether they hold."""
    end = len(source.text)
    whole = changed(source, Span(end, end), f"\n\n{text}")
    checked = check_text(whole, thorough=False, calendars=calendars)
    if checked.policy is None:
        return False
    begin = whole.text.rindex(text)
    with_all = check_text(whole, calendars=calendars)
    if with_all.policy is None or with_all.diagnostics:
        return False
    own = [one for one in with_all.policy.examples if one.written.span.start >= begin]
    return len(own) == text.count("\nexample ") + text.startswith("example ") and all(
        isinstance(run(with_all.policy, one), Passed) for one in own
    )


def formatted(text: str, source: Source) -> str:
    """The blocks in the form that every policy has."""
    alone = Source(source.name, text)
    return format(parse(alone).tree, alone)


def where(number: Number) -> str:
    """`line 27`, `line 3 of shared/definitions.policy`."""
    return f"line {line_in(number.line)}"
