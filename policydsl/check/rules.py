"""The rules about a whole policy, each named as the sentence that must be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from policydsl.check import (
    anchors,
    bands,
    choices,
    in_one_breath,
    meant_otherwise,
    names,
    old_absences,
    points_gaps,
    stays,
    steps,
    while_away,
)
from policydsl.check.rule_problems import STEP_NEVER_REACHED
from policydsl.check.versions import editions, has_versions
from policydsl.check.whole import Whole
from policydsl.diagnostics import Code, Diagnostic
from policydsl.source import Place
from policydsl.syntax import nodes

Rule = Callable[[Whole], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    choices.every_choice_of_the_policy_is_written,
    choices.every_choice_of_a_measure_is_written,
    choices.every_choice_of_a_step_is_written,
    steps.every_step_can_be_reached,
    steps.every_step_says_when_it_falls_due,
    steps.every_step_leads_on,
    steps.every_outcome_leads_on,
    stays.no_case_stays_for_good,
    steps.nobody_is_asked_to_hold_what_counts_as_held,
    steps.no_procedure_starts_itself,
    steps.no_branch_pauses_for_itself,
    steps.no_case_goes_round_without_a_new_absence,
    anchors.every_anchor_has_happened,
    anchors.no_step_around_an_absence_waits_for_itself,
    anchors.new_says_after_what,
    bands.no_length_falls_between_categories,
    bands.no_length_is_in_two_categories,
    bands.every_overlap_names_a_category,
    points_gaps.every_longer_event_has_its_points,
    while_away.every_measure_says_whether_a_short_absence_counts_while_it_runs,
    meant_otherwise.nobody_leads_as_someone_other_than_somebody,
    meant_otherwise.commas_join_no_flags,
    meant_otherwise.no_duty_is_met_by_what_its_time_runs_from,
    meant_otherwise.every_discount_reaches_the_measures_of_what_it_is_for,
    in_one_breath.every_period_outlives_the_day_on_which_it_begins,
    in_one_breath.no_period_that_others_ask_about_is_cut_short,
    in_one_breath.no_step_asks_less_than_the_one_before_it,
    old_absences.no_step_of_an_old_absence_waits_for_a_number_to_fall,
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
    """What every rule finds, in the order of the rules; each version of a policy has to keep them, too.

    A step may be there for some versions alone, so that only one that no version leads to is out of reach.
    """
    yield from choices.what_becomes_of_open_cases_is_written(whole)
    wholes = [_edition(whole, tree) for tree in editions(whole.tree)] if has_versions(whole.tree) else [whole]
    found: list[tuple[Diagnostic, int]] = []
    for number, one in enumerate(wholes):
        found += ((problem, number) for rule in RULES for problem in rule(one))
    reported: set[tuple[Code, Place]] = set()
    for problem, _ in found:
        key = problem.code, problem.at.place
        times = len({number for other, number in found if (other.code, other.at.place) == key})
        if key not in reported and (problem.code != STEP_NEVER_REACHED or times == len(wholes)):
            reported.add(key)
            yield problem


def _edition(whole: Whole, tree: nodes.Policy) -> Whole:
    """The policy as one version reads."""
    return replace(whole, tree=tree, names=replace(names.collect(tree, whole.source), uses=whole.names.uses))
