"""The wording of problems in examples: what they tell, and what they expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policydsl.check.problems import quoted, typed
from policydsl.diagnostics import Code, Diagnostic, Label, listing, nearest
from policydsl.model.policy import Characteristic, Group, Having
from policydsl.source import Place

EXAMPLE_EXPECTS_NOTHING = Code("example-expects-nothing")
DATES_OUT_OF_ORDER = Code("dates-out-of-order")
WHICH_DUTY = Code("which-duty")
NOTICE_FOR_WHICH_DAY = Code("notice-for-which-day")
NOT_SAID_OF_IT = Code("not-said-of-it")


def written(day: date) -> str:
    """A day as a policy writes it: 9 March 2026."""
    return f"{day.day} {day:%B %Y}"


def expects_nothing(at: Place, title: str) -> Diagnostic:
    """An example without a line that begins with `on` and a day."""
    return Diagnostic(
        EXAMPLE_EXPECTS_NOTHING,
        Label(at),
        "this example does not say what must follow",
        help="end it with a line like `on 29 May 2026, Bradford score is 175`",
    )


# ------------------------------------------------------------------ days


def days_not_in_order(at: Place, before: Place) -> Diagnostic:
    """A day that stands after a later one."""
    return Diagnostic(
        DATES_OUT_OF_ORDER,
        Label(at),
        "this day comes before the one named before it",
        also=(Label(before, "the later day"),),
        help="write the days in their order, or correct the wrong one",
    )


def known_too_early(at: Place, on: Place, day: date) -> Diagnostic:
    """Something expected to have happened on a day later than the one on which it is asked about."""
    return Diagnostic(
        DATES_OUT_OF_ORDER,
        Label(at),
        "this cannot be known yet on the day asked about",
        also=(Label(on, "the day asked about"),),
        help=f"ask about {written(day)} or a later day, or correct the wrong one",
    )


def not_ahead(at: Place, on: Place) -> Diagnostic:
    """A day that a step is expected on and that is no longer ahead."""
    return Diagnostic(
        DATES_OUT_OF_ORDER,
        Label(at),
        "this day is not ahead on the day asked about",
        also=(Label(on, "the day asked about"),),
        help="write `fell due on` and the day, or ask about an earlier day",
    )


def hours_of_a_day(at: Place) -> Diagnostic:
    """`works Monday to Friday, 37 hours a day`."""
    return Diagnostic(
        NOT_SAID_OF_IT,
        Label(at),
        "these cannot be the hours of a working day",
        help="write more than 0 and at most 24 of them, as in `7.5 hours a day`",
    )


# ------------------------------------------------------------------ names


def no_such_duty(at: Place, words: str, known: Sequence[str]) -> Diagnostic:
    """Words in quotes that stand in no line about a duty."""
    near = nearest(words, known)
    help = f'did you mean `"{near}"`?' if near else "write some words of the duty's line as they stand there, in quotes"
    return Diagnostic(WHICH_DUTY, Label(at), f"no duty has the words {quoted(words)}", help=help)


def duty_without_quotes(at: Place, name: str, state: str) -> Diagnostic:
    """A state of a duty said of something else."""
    return Diagnostic(
        WHICH_DUTY,
        Label(at),
        f"only a duty is {state}",
        help=f'name the duty by words of its line, in quotes: `"notice in writing" is {state}`',
    )


def not_said_of_a_duty(at: Place, state: str, choices: Sequence[str]) -> Diagnostic:
    """A state that no duty has."""
    return Diagnostic(
        NOT_SAID_OF_IT,
        Label(at),
        f"a duty is never {state}",
        help=f"write {listing([f'`is {one}`' for one in choices])}",
    )


def not_said_of_an_appeal(at: Place, state: str, choices: Sequence[str]) -> Diagnostic:
    """A state that no appeal has."""
    return Diagnostic(
        NOT_SAID_OF_IT,
        Label(at),
        f"an appeal is never {state}",
        help=f"write {listing([f'`is {one}`' for one in choices])}",
    )


def notice_for_which_day(at: Place, step: str) -> Diagnostic:
    """A notice of a meeting that the example does not hold."""
    return Diagnostic(
        NOTICE_FOR_WHICH_DAY,
        Label(at),
        "this notice does not say for which day",
        help=f"go on with `, for 18 May 2026`, the day of the meeting, or add a line `held {step} on 18 May 2026`",
    )


def not_of_this_branch(at: Place, step: str, block: str, steps: Sequence[str]) -> Diagnostic:
    """A step at which no case of the branch or procedure can be."""
    help = f"its steps are {typed(steps)}" if len(steps) <= 3 else "write the name of one of its own steps"
    return Diagnostic(NOT_SAID_OF_IT, Label(at), f"{quoted(step)} is not a step of {quoted(block)}", help=help)


def standing_in_no_branch(at: Place, step: str, branches: Sequence[str]) -> Diagnostic:
    """A step of which it is not clear in which branch it stood."""
    return Diagnostic(
        NOT_SAID_OF_IT,
        Label(at),
        f"it is not clear which branch stood at {quoted(step)}",
        help="begin with the step of a branch, and tell what led on from there",
    )


def number_in_another_unit(at: Place, measure: str, unit: str | None) -> Diagnostic:
    """A measure expected in a unit that is not its own."""
    own = f"in {unit}" if unit else "as a bare number"
    help = f"write `{unit}` behind the number" if unit else "leave the unit out"
    return Diagnostic(NOT_SAID_OF_IT, Label(at), f"{quoted(measure)} is counted {own}", help=help)


def group_is_worked_out(at: Place, group: Group) -> Diagnostic:
    """A group that nobody is put into: who is in it follows from service or from working time."""
    help = "tell from when service counts: `service from 2 March 2020`"
    if isinstance(group.how, Having) and group.how.what is not Characteristic.SERVICE:
        help = "tell the days that are worked: `works Monday, Tuesday for 7.5 hours a day`"
    return Diagnostic(NOT_SAID_OF_IT, Label(at), f"who is in {quoted(group.name)} is worked out", help=help)


def not_given_by_pay(at: Place, fact: str) -> Diagnostic:
    """A day expected of a fact that people supply: nothing is worked out that could be another."""
    help = f"tell it with `given {fact} is 9 March 2026`; only a fact that `sick pay` gives can be expected"
    return Diagnostic(NOT_SAID_OF_IT, Label(at), f"the day of {quoted(fact)} is not worked out", help=help)
