"""Rules about lines that read well and would do something else than they seem to say, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policydsl.check import rule_problems as problems
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic
from policydsl.model.amount import ThingEvent
from policydsl.model.condition import Compare, Condition, Named
from policydsl.model.duty import Act
from policydsl.model.named import parts_of
from policydsl.model.policy import Discounting, Policy
from policydsl.syntax import nodes
from policydsl.syntax.walk import walk

OTHER_THAN = re.compile(
    r"^(?:some(?:one|body)|any(?:one|body)|(?:a|an|any)? ?(?:person|manager)) other than (?:the |an? )?(.+)$", re.I
)
DONE = {"hear": "heard", "send": "sent", "give": "given", "hold": "held", "make": "made", "write": "written"}


def nobody_leads_as_someone_other_than_somebody(whole: Whole) -> Iterator[Diagnostic]:
    """Who leads a meeting is a role by its name; `someone other than …` would be taken for one."""
    for line in walk(whole.tree):
        if isinstance(line, nodes.LedBy):
            for name in line.by.names:
                if not getattr(name, "quoted", False) and (found := OTHER_THAN.match(whole.words(name))):
                    yield problems.led_by_whom(whole.label(name.span), found[1])


def commas_join_no_flags(whole: Whole) -> Iterator[Diagnostic]:
    """All that narrows a kind holds at once; a list of flags with commas means that one of them is enough."""
    for node in walk(whole.tree):
        if not isinstance(node, nodes.Kind | nodes.Narrowed):
            continue
        for one, following in pairwise(node.filters):
            comma = "," in whole.source.text[one.span.end : following.span.start]
            if comma and isinstance(one, nodes.Flagged) and isinstance(following, nodes.Flagged):
                kind = whole.words(node.name) if isinstance(node, nodes.Kind) else "absence"
                flags = [whole.words(each.flag) for each in node.filters if isinstance(each, nodes.Flagged)]
                yield problems.flags_with_commas(whole.label(following.span), kind, flags)
                break


def no_duty_is_met_by_what_its_time_runs_from(whole: Whole) -> Iterator[Diagnostic]:
    """Any record of a thing counts as done; so what starts the time of a duty may not be what the duty asks for."""
    for step in whole.policy or ():
        for form in (form for clause in step.duties for form in clause.forms):
            match form.meaning:
                case Act(verb=verb, thing=thing, by=by) if thing and by is not None and not by.before:
                    if isinstance(by.point, ThingEvent) and by.point.thing == thing:
                        done = DONE.get(verb, f"{verb.removesuffix('e')}ed")
                        deed = by.point.deed.value
                        yield problems.met_by_its_own_event(whole.label(form.written.span), thing, done, deed)
                case _:
                    continue


def every_discount_reaches_the_measures_of_what_it_is_for(whole: Whole) -> Iterator[Diagnostic]:
    """A discount for a branch, a step or a condition reaches the counts in its lines, and no measure."""
    if whole.policy is None or whole.policy.conventions.discounting is None:
        return
    for form in whole.policy.conventions.discounting.forms:
        rule = form.meaning
        for purpose in rule.purposes:
            missed = tuple(_measures_of(purpose, rule, whole.policy))
            if missed:
                yield problems.discount_misses_a_measure(whole.label(form.written.span), purpose, missed)


def _measures_of(purpose: str, rule: Discounting, policy: Policy) -> Iterator[str]:
    """The measures in the lines of what a discount is for that the discount does not name."""
    blocks = policy.branches.get(purpose) or policy.steps.get(purpose)
    found: dict[str, None] = {}
    for part in parts_of(blocks if blocks is not None else _condition(purpose, policy)):
        if isinstance(part, Compare) and part.measure not in rule.purposes:
            found[part.measure] = None
    yield from found


def _condition(name: str, policy: Policy) -> Condition | None:
    return next((part for part in parts_of(policy.steps) if isinstance(part, Named) and part.name == name), None)
