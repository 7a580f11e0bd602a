"""The rules about a whole policy, each named as the sentence that must be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policydsl.check import anchors, bands, choices, steps
from policydsl.check.whole import Whole
from policydsl.diagnostics import Diagnostic

Rule = Callable[[Whole], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    choices.every_choice_of_the_policy_is_written,
    choices.every_choice_of_a_measure_is_written,
    choices.every_choice_of_a_step_is_written,
    steps.every_step_can_be_reached,
    steps.every_step_says_when_it_falls_due,
    steps.every_step_leads_on,
    steps.every_outcome_leads_on,
    steps.no_procedure_starts_itself,
    steps.no_case_goes_round_without_a_new_absence,
    anchors.every_anchor_has_happened,
    anchors.new_says_after_what,
    bands.no_length_falls_between_categories,
    bands.no_length_is_in_two_categories,
    bands.every_overlap_names_a_category,
)


OF_THE_HEADER: tuple[Rule, ...] = (choices.every_choice_of_the_policy_is_written,)
"""The rules that a line under `policy` may break."""
OF_WORDS: tuple[Rule, ...] = (
    choices.every_choice_of_the_policy_is_written,
    choices.every_choice_of_a_measure_is_written,
    bands.every_overlap_names_a_category,
)
"""The rules that a setting, category, measure or duty may break with an error."""


def broken_rules(whole: Whole) -> Iterator[Diagnostic]:
    """What every rule finds, in the order of the rules."""
    for rule in RULES:
        yield from rule(whole)
