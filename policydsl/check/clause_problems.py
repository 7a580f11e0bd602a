"""The wording of problems within a clause: amounts and units, conditions, events, verbs and actions."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.check.problems import UNKNOWN_NAME, a, quoted, typed
from policydsl.diagnostics import Code, Diagnostic, Label, listing, nearest
from policydsl.source import Place

NOTHING_TO_JOIN = Code("nothing-to-join")
NO_SINGLE_ABSENCE = Code("no-single-absence")
UNKNOWN_VERB = Code("unknown-verb")
AMOUNT_WITHOUT_A_UNIT = Code("amount-without-a-unit")
SET_AT_A_MEETING = Code("set-at-a-meeting")
UNIT_DOES_NOT_FIT = Code("unit-does-not-fit")
MEASURE_WITHOUT_A_FORMULA = Code("measure-without-a-formula")
DUE_SINCE_WHEN = Code("due-since-when")
MEANS_ITSELF = Code("means-itself")
GUARD_WITHOUT_CONDITION = Code("guard-without-condition")
NOT_A_WHOLE_NUMBER = Code("not-a-whole-number")
NO_TIME = Code("no-time")
COMPARISON_MISSING = Code("comparison-missing")
CANNOT_HAPPEN_TO_IT = Code("cannot-happen-to-it")
QUESTION_NOBODY_ASKS = Code("question-nobody-asks")
LEADS_OUT_OF_ITS_BRANCH = Code("leads-out-of-its-branch")
MOVES_BY_AN_OUTCOME = Code("moves-by-an-outcome")
PERIOD_OUTSIDE_A_BRANCH = Code("period-outside-a-branch")
GOES_TO_TWO_PLACES = Code("goes-to-two-places")
RETURN_OUTSIDE_A_PROCEDURE = Code("return-outside-a-procedure")
PERIOD_WITHOUT_A_LENGTH = Code("period-without-a-length")
DURING_WHAT = Code("during-what")


# ------------------------------------------------------------------ amounts and units


def amount_without_unit(at: Place, number: str, choices: Sequence[str]) -> Diagnostic:
    """A bare number where a length of time is meant."""
    return Diagnostic(
        AMOUNT_WITHOUT_A_UNIT,
        Label(at),
        f"`{number}` of what?",
        help=f"write {typed(f'{number} {choice}' for choice in choices)}",
    )


def setting_without_unit(at: Place, name: str, number: str, choices: Sequence[str], declared: Place) -> Diagnostic:
    """A setting that is a bare number where a length of time is meant."""
    return Diagnostic(
        AMOUNT_WITHOUT_A_UNIT,
        Label(at),
        f"{quoted(name)} is a bare number; `{number}` of what?",
        also=(Label(declared, "its value is given here"),),
        help=f"give it a unit there: {typed(f'{number} {choice}' for choice in choices)}",
    )


def unit_does_not_fit(at: Place, unit: str, what: str, help: str, also: tuple[Label, ...] = ()) -> Diagnostic:
    """An amount in a unit that its place does not take; `what` is counted otherwise."""
    return Diagnostic(UNIT_DOES_NOT_FIT, Label(at), f"{what} is not counted in {unit}", also, help)


def clock_does_not_fit(at: Place, what: str, clock: str, help: str, also: tuple[Label, ...] = ()) -> Diagnostic:
    """A time that stands still on some days, where it cannot."""
    return Diagnostic(UNIT_DOES_NOT_FIT, Label(at), f"{what} cannot be {clock}", also, help)


def set_at_a_meeting(at: Place, name: str, declared: Place) -> Diagnostic:
    """A setting that has no value until people set one, where there must always be one."""
    also = (Label(declared, "people set it at a meeting"),)
    help = "only a measure can be held against it, as in `falls due when days lost is over " + name + "`"
    return Diagnostic(SET_AT_A_MEETING, Label(at), f"{quoted(name)} has no value before a meeting sets one", also, help)


def mixed_units(at: Place, one: str, other: str, help: str) -> Diagnostic:
    """Days of two sorts in one sum or range."""
    return Diagnostic(UNIT_DOES_NOT_FIT, Label(at), f"{one} and {other} do not go together", help=help)


def measure_without_formula(at: Place, name: str) -> Diagnostic:
    """A measure without the line that says how it is made."""
    return Diagnostic(
        MEASURE_WITHOUT_A_FORMULA,
        Label(at),
        f"how is {quoted(name)} made?",
        help="add a line such as `is working days of absence` or `is absences`",
    )


def due_since_when(at: Place, window: Place) -> Diagnostic:
    """Time due to work over the whole record, which has no first day."""
    return Diagnostic(
        DUE_SINCE_WHEN,
        Label(at),
        "time due is counted from a first day, and here there is none",
        also=(Label(window, "this has no first day"),),
        help="give the measure a window such as `over the last 52 weeks` or `in each calendar year`",
    )


def is_a_period(at: Place, name: str) -> Diagnostic:
    """`live warning is open`: what is said of a period is that it runs, began or ended."""
    return Diagnostic(
        CANNOT_HAPPEN_TO_IT,
        Label(at),
        f"{quoted(name)} is a period",
        help=f"write {typed((f'{name} is running', f'{name} began', f'{name} ends'))}",
    )


def nothing_to_join(at: Place) -> Diagnostic:
    """`absences join across annual leave` in a policy in which they never join."""
    return Diagnostic(
        NOTHING_TO_JOIN,
        Label(at),
        "absences never join here, so they cannot join across anything",
        help="take this line out, or write `absences join when no working day lies between them`",
    )


def means_itself(at: Place, kind: str, others: Sequence[Place]) -> Diagnostic:
    """A setting, category or condition whose explanation leads back to it."""
    return Diagnostic(
        MEANS_ITSELF,
        Label(at),
        f"this {kind} is explained by itself",
        also=tuple(Label(other, "and this goes back to it") for other in others[:2]),
        help=f"say what the {kind} is without its own name",
    )


def guard_without_condition(at: Place, line: str, at_once: bool) -> Diagnostic:
    """A line about a condition, in a step that falls due on a day or at once."""
    help = "write `falls due when …` in place of the day, or take this line out"
    if at_once:
        help = (
            "take this line out, and let the step before this one choose: `counts as held at once`, and\n"
            "`if …: go to` this step for each way to go on; or write `falls due when …`, which waits until it is so"
        )
    return Diagnostic(
        GUARD_WITHOUT_CONDITION,
        Label(at),
        f"this step waits for no condition that {line} could go with",
        help=help,
    )


def full_week_of_nothing(at: Place) -> Diagnostic:
    """`pro rata to a full-time week of 0 working days`."""
    return Diagnostic(
        NOT_A_WHOLE_NUMBER,
        Label(at),
        "a full-time week has at least one working day",
        help="write the days of a full-time week, as in `5 working days`",
    )


def no_earlier_periods(at: Place, window: Place, unit: str) -> Diagnostic:
    """`in 2 of the last 3 years` of a measure that counts from an event, or in other periods."""
    return Diagnostic(
        UNIT_DOES_NOT_FIT,
        Label(at),
        f"this measure has no value for each of the last {unit}",
        also=(Label(window, "its window"),),
        help="use a measure `over the last …`, or with years one `in each calendar year`",
    )


def not_whole(at: Place, what: str) -> Diagnostic:
    """A fraction where things are counted whole."""
    return Diagnostic(
        NOT_A_WHOLE_NUMBER, Label(at), f"{what} is a whole number", help="write a number without a fraction"
    )


def no_time(at: Place, what: str, unit: str, also: tuple[Label, ...] = ()) -> Diagnostic:
    """`In the last 0 months`, into which nothing can fall."""
    one = unit.removesuffix("s")
    return Diagnostic(
        NO_TIME,
        Label(at),
        f"{what} is at least 1 {one} long",
        also=also,
        help=f"write how long it is: `1 {one}` or more {unit}",
    )


# ------------------------------------------------------------------ conditions, events and actions


def comparison_missing(at: Place, name: str, other: str) -> Diagnostic:
    """A measure beside something, without a comparison between them."""
    return Diagnostic(
        COMPARISON_MISSING,
        Label(at),
        f"how does {quoted(name)} compare?",
        help=f"write `over {other}`, `at least {other}` or `under {other}`",
    )


def length_without_lasted(at: Place, limit: str) -> Diagnostic:
    """The absence compared with a length, without `has lasted`."""
    return Diagnostic(
        COMPARISON_MISSING,
        Label(at),
        "an absence has no value of its own",
        help=f"write `the absence has lasted {limit}`",
    )


def no_previous_step(at: Place) -> Diagnostic:
    """`previous step` in the first step of a block."""
    return Diagnostic(
        UNKNOWN_NAME, Label(at), "there is no step before this one", help="write the name of the step that is meant"
    )


def begins_or_ends(at: Place, is_a: str, verb: str) -> Diagnostic:
    """`began` or `ends` said of something without a first and a last day."""
    return Diagnostic(
        CANNOT_HAPPEN_TO_IT,
        Label(at),
        f"{a(is_a)} has no day on which it {verb}",
        help="write `is held` or `is due` for a step; only the absence and periods begin and end",
    )


def unknown_outcome(at: Place, name: str, step: str, known: Sequence[str], declared: Place) -> Diagnostic:
    """An outcome that the step does not offer."""
    near = nearest(name, known)
    if near:
        help = f"did you mean `{near}`?"
    elif known:
        help = f"its outcomes are {listing([f'`{one}`' for one in known], 'and')}"
    else:
        help = f"add a line `outcome {name}` to that step"
    return Diagnostic(
        UNKNOWN_NAME,
        Label(at),
        f"{quoted(step)} has no such outcome",
        also=(Label(declared, "this step"),),
        help=help,
    )


def no_single_absence(at: Place, why: str, instead: str) -> Diagnostic:
    """Words about the absence where several may be meant; `why` says what is looked at instead."""
    return Diagnostic(NO_SINGLE_ABSENCE, Label(at, why), "there is no single absence here", help=instead)


def unknown_verb(at: Place, verb: str, near: str | None) -> Diagnostic:
    """A duty or an action that does not begin with a verb of the list."""
    other = "or put what is to be done in quotes"
    near = {"can": "may", "could": "may", "will": "should", "shall": "should", "then": None}.get(verb, near)
    if verb == "then":
        other = "or take `then` away"
    return Diagnostic(
        UNKNOWN_VERB,
        Label(at),
        f"{quoted(verb)} is not a verb I know",
        help=f"did you mean `{near}`? {other}" if near else other.removeprefix("or "),
    )


def cannot_happen(at: Place, is_a: str, happening: str, choices: Sequence[str]) -> Diagnostic:
    """A happening that nothing of this kind ever has."""
    return Diagnostic(
        CANNOT_HAPPEN_TO_IT,
        Label(at, f"this is {a(is_a)}"),
        f"{a(is_a)} is never {happening}",
        help=f"write {typed(f'is {choice}' for choice in choices)}",
    )


def question_nobody_asks(at: Place, question: str) -> Diagnostic:
    """A condition on a finding that no step asks to be recorded."""
    return Diagnostic(
        QUESTION_NOBODY_ASKS,
        Label(at),
        "no step asks for this to be recorded",
        help=f"add `must record {question}` to the step where it is found out",
    )


def leads_out(at: Place, name: str, block: str, declared: Place) -> Diagnostic:
    """A case sent to a step of another branch or procedure."""
    return Diagnostic(
        LEADS_OUT_OF_ITS_BRANCH,
        Label(at, f"a case of {block} cannot go there"),
        f"{quoted(name)} is a step of another block",
        also=(Label(declared, "declared here"),),
        help="a case goes to steps of its own branch or procedure; `start` opens a procedure",
    )


def goes_to_two_places(at: Place, first: Place) -> Diagnostic:
    """Two places for a case in one line."""
    return Diagnostic(
        GOES_TO_TWO_PLACES,
        Label(at, "and here to another"),
        "a case goes to one place",
        also=(Label(first, "here it goes to one"),),
        help="keep the one that is meant; where people decide between them, each is an outcome on a line of its own,\n"
        "and what happens beside the case is a step of another branch",
    )


def moves_by_an_outcome(at: Place, what: str) -> Diagnostic:
    """`may close`: what nobody can put on file."""
    return Diagnostic(
        MOVES_BY_AN_OUTCOME,
        Label(at),
        f"nobody can put {quoted(what)} on file, or tell whether it was done",
        help=f"give people an outcome of its own to record, such as `outcome agreed: {what}`",
    )


def period_outside_a_branch(at: Place, name: str, around: str) -> Diagnostic:
    """A period among the steps around every absence."""
    return Diagnostic(
        PERIOD_OUTSIDE_A_BRANCH,
        Label(at),
        f"no period runs {around}",
        help=f"put {quoted(name)} into a branch, such as `branch Care follows each absence`, and its steps with it",
    )


def period_of_another(at: Place, name: str, declared: Place) -> Diagnostic:
    """An action on a period that the case does not have."""
    return Diagnostic(
        LEADS_OUT_OF_ITS_BRANCH,
        Label(at, "a case here does not have this period"),
        f"{quoted(name)} is a period of another block",
        also=(Label(declared, "declared here"),),
        help="a case ends, adds to or resets the periods of its own branch or procedure",
    )


def period_without_length(at: Place, name: str) -> Diagnostic:
    """A period without the line that says from when and how long, or with that line in its name."""
    called, lasts, how_long = name.partition(" lasts ")
    help = (
        f"write `period {called}`, and under it a line of its own: `lasts {how_long}`"
        if lasts
        else "add a line such as `lasts 6 months after first meeting is held`,\n"
        "with the length of your policy and one of its steps"
    )
    return Diagnostic(
        PERIOD_WITHOUT_A_LENGTH, Label(at), f"how long does {quoted(name)} last, and from when?", help=help
    )


def during_what(at: Place) -> Diagnostic:
    """`during it` where no period is spoken of."""
    return Diagnostic(
        DURING_WHAT,
        Label(at),
        "no period is spoken of here",
        help="write `during` and the name of a period; `during it` stands in a line `at its end, if ...`",
    )


def return_outside(at: Place) -> Diagnostic:
    """`return` in a step that nothing starts."""
    return Diagnostic(
        RETURN_OUTSIDE_A_PROCEDURE,
        Label(at),
        "only a procedure has somewhere to return to",
        help="write `close`, or `wait for` and the name of a step",
    )
