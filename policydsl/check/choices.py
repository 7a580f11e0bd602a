"""Every choice that changes a date is made in words: which ones a policy needs, and whether their lines are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from policydsl.check import choice_problems as wording
from policydsl.check import needs
from policydsl.check.choice_problems import Choice, not_said
from policydsl.check.names import NameKind
from policydsl.check.needs import says
from policydsl.check.versions import version_lines, when
from policydsl.check.walk import walk
from policydsl.check.ways import Ways, ways
from policydsl.check.whole import Whole, every_step, same
from policydsl.diagnostics import Diagnostic, Label
from policydsl.frozen import frozen
from policydsl.syntax import nodes

Finder = Callable[[Whole], Iterable[Label]]


@frozen
class HeaderChoice:
    """A choice below the policy's heading: the rules and classes of its lines, and what makes it necessary."""

    choice: Choice
    lines: dict[str, type[nodes.Node]]
    needed_by: Finder
    shown: int = 1


HEADER = (
    HeaderChoice(wording.JOIN_RULE, {"join": nodes.Join, "never_join": nodes.NeverJoin}, needs.absences),
    HeaderChoice(wording.LINK_RULE, {"link": nodes.Link}, needs.linked_runs),
    HeaderChoice(wording.ABSENCE_END, {"absence_ends": nodes.AbsenceEnds}, needs.absences),
    HeaderChoice(wording.CATEGORY_DAY, {"takes_category": nodes.TakesCategory}, needs.categories_by_length),
    HeaderChoice(
        wording.SEVERAL_STEPS, {"counts_towards": nodes.CountsTowards}, needs.counts_at_several_steps, shown=2
    ),
    HeaderChoice(wording.PART_DAY, {"part_day": nodes.PartDay}, needs.part_days),
    HeaderChoice(wording.WORKING_DAY, {"working_day": nodes.WorkingDay}, needs.days_worked),
    HeaderChoice(wording.WORKING_PATTERN, {"no_pattern": nodes.NoPattern}, needs.working_patterns),
    HeaderChoice(wording.EMPTY_ABSENCE, {"empty_absence": nodes.EmptyAbsence}, needs.own_working_days),
    HeaderChoice(wording.ORGANISATION_WEEK, {"organisation_works": nodes.OrganisationWorks}, needs.organisation_days),
    HeaderChoice(wording.WAIVED_STEP, {"waived_step": nodes.WaivedStep}, needs.steps_without_waiver),
    HeaderChoice(wording.MONTH_END, {"month_end": nodes.MonthEnd}, needs.months),
    HeaderChoice(wording.LEAVE_YEAR, {"leave_year": nodes.LeaveYear}, needs.leave_years),
    HeaderChoice(wording.PAY_PERIOD, {"pay_period_is": nodes.PayPeriodIs}, needs.pay_periods),
    HeaderChoice(wording.ACTIVE_SERVICE, {"active_service": nodes.ActiveService}, needs.active_service),
)
"""What becomes of open cases is asked for where the versions are still in the tree."""


def every_choice_of_the_policy_is_written(whole: Whole) -> Iterator[Diagnostic]:
    """The lines under `policy` that something in the policy makes necessary are there."""
    head = whole.tree.head
    if head is None:
        return
    at, under = whole.label(head.name.span), f"policy {whole.words(head.name)}".strip()
    if not says(whole.tree.header, "in_force", nodes.InForce):
        yield not_said(wording.IN_FORCE, at, under, ())
    for one in HEADER:
        if not any(says(whole.tree.header, rule, kind) for rule, kind in one.lines.items()):
            because = tuple(islice(one.needed_by(whole), one.shown))
            if because:
                yield not_said(one.choice, at, under, because)


def what_becomes_of_open_cases_is_written(whole: Whole) -> Iterator[Diagnostic]:
    """A policy with a dated version of a line says by which version a case goes that is open when it begins."""
    dated = (when(line) for line in version_lines(whole.tree))
    days = [one.since or one.until for one in dated if one.since or one.until]
    if whole.tree.head is not None and days and not says(whole.tree.header, "open_cases", nodes.OpenCases):
        head = whole.tree.head.name
        because = tuple(whole.label(day.span, "from this day on a line reads differently") for day in days[:1] if day)
        yield not_said(wording.OPEN_CASES, whole.label(head.span), f"policy {whole.words(head)}".strip(), because)


def every_choice_of_a_measure_is_written(whole: Whole) -> Iterator[Diagnostic]:
    """A measure says how absences count that began before its window or are still running."""
    for block in whole.tree.blocks:
        if not isinstance(block, nodes.Measure) or isinstance(block.window, nodes.Broken):
            continue
        at, under = whole.label(block.name.span), f"measure {whole.words(block.name)}".strip()
        window = (whole.label(block.window.span, "its window"),)
        # Nothing can begin before the whole record.
        if not isinstance(block.window, nodes.WholeRecord) and not says(block.lines, "straddle", nodes.Straddle):
            yield not_said(wording.STRADDLING_ABSENCE, at, under, window)
        if not says(block.lines, "running", nodes.Running):
            yield not_said(wording.RUNNING_ABSENCE, at, under, window)


def every_choice_of_a_step_is_written(whole: Whole) -> Iterator[Diagnostic]:
    """A step says when it falls due again, what follows when its time passes, and what dates already passed mean."""
    found = ways(whole)
    for step in every_step(whole.tree):
        at, under = whole.label(step.name.span), f"step {whole.words(step.name)}".strip()
        for clause in step.clauses:
            match clause:
                case nodes.DueWhen(condition=condition):
                    for choice, because in _of_condition(whole, found, step, condition):
                        yield not_said(choice, at, under, (because,))
                case nodes.DueOn(rule=rule):
                    for choice, because in _of_dates(whole, found, step, rule):
                        yield not_said(choice, at, under, (because,))


def _of_condition(
    whole: Whole, found: Ways, step: nodes.Step, condition: nodes.Condition
) -> Iterator[tuple[Choice, Label]]:
    """What a step must say that waits for a condition."""
    if found.waited_for_twice(step) and not _says_when_again(step):
        because = next(_lasting_conditions(whole, condition), None)
        if because:
            yield wording.AGAIN, because
    if not says(step.clauses, "not_due_by_then", nodes.NotDueByThen):
        for piece in walk(condition):
            if isinstance(piece, nodes.Tally) and (
                isinstance(piece.window, nodes.WithinAfter) or _ends_in_silence(whole, piece.window)
            ):
                yield wording.WINDOW_END, whole.label(piece.window.span, "this time can pass")
                return


def _says_when_again(step: nodes.Step) -> bool:
    """Is there a line about a case that comes back? `Every 4 weeks` is about one that stays."""
    lines = [one for one in step.clauses if not (isinstance(one, nodes.Again) and isinstance(one.how, nodes.Every))]
    return says(lines, "again", nodes.Again)


def _ends_in_silence(whole: Whole, window: nodes.Window) -> bool:
    """Is the window a period of whose end the policy says nothing?"""
    found = whole.names.find(window.period.text, NameKind.PERIOD) if isinstance(window, nodes.DuringPeriod) else None
    period = found.block if found else None
    return isinstance(period, nodes.Period) and not says(period.lines, "at_end", nodes.AtEnd)


def _lasting_conditions(whole: Whole, condition: nodes.Condition) -> Iterator[Label]:
    """The parts of a condition that can go on being true: a measure's value, a length."""
    by_length = needs.names_by_length(whole)
    for piece in walk(condition):
        match piece:
            case nodes.Compare() | nodes.ComparedInPeriods():
                yield whole.label(piece.span, "this can still be so when the case comes back")
            case nodes.Lasted() | nodes.IsCovered() | nodes.NotCovered():
                yield whole.label(piece.span, "this is still so when the case comes back")
            case nodes.IsA(what=name) if same(name.text) in by_length:
                yield whole.label(piece.span, "this is still so when the case comes back")


def _of_dates(whole: Whole, found: Ways, step: nodes.Step, rule: nodes.DateRule) -> Iterator[tuple[Choice, Label]]:
    """What a step must say that waits for a date."""
    dates = _dates(rule)
    facts = [one for one in walk(rule) if isinstance(one, nodes.OnDate) and needs.reads_as_fact(whole, one.name)]
    before = [one for one in walk(rule) if isinstance(one, nodes.BeforeDate)]
    passed = next((one for one in step.clauses if isinstance(one, nodes.PassedDates)), None)
    if not says(step.clauses, "passed_dates", nodes.PassedDates):
        if facts or before:
            yield wording.PASSED_DATES, whole.label((facts or before)[0].span, "this date may have passed already")
        elif len(dates) > 1:
            yield wording.PASSED_DATES, whole.label(dates[0].span, "one of several dates")
    elif (
        passed
        and passed.how.text == "dropped"
        and not says(step.clauses, "none_left", nodes.NoneLeft)
        and not any(found.is_always_ahead(step, date) for date in dates)
    ):
        yield wording.NO_DATE_LEFT, whole.label(passed.span, "so every date may be left out")


def _dates(rule: nodes.DateRule) -> tuple[nodes.DateTerm, ...]:
    """The dates among which a rule chooses."""
    match rule:
        case nodes.NotBefore(rule=dates):
            return _dates(dates)
        case nodes.Sooner(dates=terms) | nodes.Later(dates=terms) | nodes.Failing(dates=terms):
            return terms
        case _:
            return (rule,)
