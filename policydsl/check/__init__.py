"""From what was written to what it means: `check_text` reads a policy and finds every problem in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policydsl.check import names as declared
from policydsl.check import readings, things
from policydsl.check.alternatives import Known, counts_under_a_taking, problems_of_takings, readings_in
from policydsl.check.circles import circles
from policydsl.check.includes import HIDES_OTHERS, faulty_includes, of_a_part
from policydsl.check.limits import expanded, problems_of_limits
from policydsl.check.lower import Before, flags_in, lower
from policydsl.check.lower_examples import examples_in, untrue_histories
from policydsl.check.named_conditions import written_out
from policydsl.check.names import Names
from policydsl.check.not_yet import not_yet
from policydsl.check.problems import NO_POLICY_LINE
from policydsl.check.readings import AS_WRITTEN, Takings
from policydsl.check.rules import broken_rules
from policydsl.check.said_otherwise import said_otherwise
from policydsl.check.unused import unused
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic, has_errors, in_order, located
from policydsl.domain.holidays import HolidayCalendar
from policydsl.frozen import frozen
from policydsl.model.named import with_names
from policydsl.model.policy import Policy
from policydsl.source import Source
from policydsl.syntax import nodes, parse

__all__ = ["Checked", "Names", "Taking", "alternatives", "check", "check_text", "taking"]


@frozen
class Checked:
    """A policy that makes sense (None exactly when an error was found), its names, and all problems in order."""

    policy: Policy | None
    names: Names
    diagnostics: tuple[Diagnostic, ...]


def check(
    tree: nodes.Policy,
    source: Source,
    found: tuple[Diagnostic, ...] = (),
    takings: Takings = AS_WRITTEN,
    *,
    thorough: bool = True,
    calendars: Iterable[HolidayCalendar] = (),
) -> Checked:
    """What a tree means; `found` are the problems of reading it, `takings` the readings not taken as written.

    Not `thorough`: for those who only evaluate the policy as it is written. The alternatives of its readings, the
    histories of its examples and names that nothing uses are not looked at; everything an answer rests on is.
    `calendars`: the holiday calendars that are handed in.
    """
    limits, tree = tree, expanded(tree)
    written = readings.under(tree, takings)
    names, named = declared.collect(written, source, {one.name: one for one in calendars}), things.collect(tree, source)
    made, more = lower(written, source, names, named)
    names = replace(names, uses=tuple(more.uses))
    problems = [
        *found,
        *problems_of_limits(limits, source),
        *more.problems,
        *circles(names, source),
        *not_yet(tree, source),
    ]
    policy = None if has_errors(problems) else with_names(made)
    broken = broken_rules(Whole(*written_out(written, names, source), source, policy, complete=not has_errors(found)))
    problems += (one for one in broken if not takings or counts_under_a_taking(one))
    policy = None if has_errors(problems) else policy
    known = Known(written, source, names, named, policy, Before.of(tree, source, names, more))
    read = readings_in(tree, known, takings, compiled=thorough)
    problems += read.problems
    problems = of_a_part((*problems, *faulty_includes(tree, source)), found)
    if tree.head is None and all(isinstance(block, nodes.Broken) for block in tree.blocks):
        # Something else than a policy, such as a history: that is all there is to say.
        problems = [one for one in problems if one.code == NO_POLICY_LINE]
    if policy is not None:
        policy = replace(
            policy,
            flags=flags_in(tree, source),
            readings=read.readings,
            takings=tuple((one.title, one.taken) for one in read.readings if readings.is_taken(one.title, takings)),
            # What only an alternative names can be recorded as well, or nobody could say that it was done.
            things=tuple(dict.fromkeys((*policy.things, *_named_in_readings(tree, source), *read.things))),
        )
    if not policy and any(one.code in HIDES_OTHERS for one in problems):
        return Checked(None, names, in_order(located(problems, source)))
    examples, told = examples_in(tree, source, names, named, policy or with_names(made), complete=policy is not None)
    names, problems = replace(names, uses=(*names.uses, *told.uses)), [*problems, *told.problems]
    if policy is not None and not has_errors(told.problems):
        policy = replace(policy, examples=examples)
        problems += untrue_histories(policy) if thorough else ()
    if thorough and not has_errors(problems):
        problems += unused(replace(names, uses=(*names.uses, *read.uses)), source)
    return Checked(None if has_errors(problems) else policy, names, in_order(located(problems, source)))


def _named_in_readings(tree: nodes.Policy, source: Source) -> tuple[str, ...]:
    named = things.collect(replace(tree, header=(), blocks=readings.readings_of(tree)), source)
    return tuple(named.named.values())


def taking(
    tree: nodes.Policy,
    source: Source,
    takings: Takings,
    found: tuple[Diagnostic, ...] = (),
    *,
    thorough: bool = True,
    calendars: Iterable[HolidayCalendar] = (),
) -> Checked:
    """What a tree means when some of its readings are taken in another way: by title, the name of the alternative.

    A title or a name that the policy does not have is a problem, and so are two readings that change one line.
    Not `thorough`: without the other alternatives, as `check` has it.
    """
    wrong = tuple(problems_of_takings(tree, source, takings))
    known = (*found, *wrong)
    return check(tree, source, known, AS_WRITTEN if wrong else takings, thorough=thorough, calendars=calendars)


@frozen
class Taking:
    """A reading taken in another way than the policy does, and the policy that takes it so."""

    reading: str
    name: str
    policy: Policy


def alternatives(policy: Policy) -> tuple[Taking, ...]:
    """Every alternative of every reading of a policy, in order."""
    return tuple(Taking(one.title, each.name, each.policy) for one in policy.readings for each in one.alternatives)


def check_text(source: Source, *, thorough: bool = True, calendars: Iterable[HolidayCalendar] = ()) -> Checked:
    """What a policy text means, and every problem in it.

    Not `thorough`: the policy as it is written, its readings and examples passed over (see `check`). `calendars`: the
    holiday calendars, beside those that come with the program, that it and histories under it may name.
    """
    known = tuple(calendars)

    def checked(text: Source) -> Checked:
        parsed = parse(text, asides=thorough)
        return check(parsed.tree, text, parsed.diagnostics, thorough=thorough, calendars=known)

    found = checked(source)
    problems = said_otherwise(source, found.diagnostics, lambda other: checked(other).diagnostics)
    return replace(found, diagnostics=in_order(problems)) if problems != found.diagnostics else found
