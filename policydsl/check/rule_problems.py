"""The wording of every problem of a policy as a whole: steps, what they wait for, and categories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydsl.check.problems import quoted
from policydsl.diagnostics import Code, Diagnostic, Label, Severity, listing

STEP_NEVER_REACHED = Code("step-never-reached")
STEP_WITHOUT_FALLS_DUE = Code("step-without-falls-due")
STEP_LEADS_NOWHERE = Code("step-leads-nowhere", Severity.WARNING)
OUTCOME_LEADS_NOWHERE = Code("outcome-leads-nowhere")
PROCEDURES_IN_A_CIRCLE = Code("procedures-in-a-circle")
PAUSES_FOR_ITSELF = Code("pauses-for-itself")
ANCHOR_NOT_ON_EVERY_PATH = Code("anchor-not-on-every-path")
WAITS_FOR_A_LATER_STEP = Code("waits-for-a-later-step")
NEW_AFTER_WHAT = Code("new-after-what")
ENDLESS_ROUND = Code("endless-round", Severity.WARNING)
NOBODY_HOLDS_IT = Code("nobody-holds-it")
CATEGORY_GAP = Code("category-gap", Severity.WARNING)
CATEGORY_OVERLAP = Code("category-overlap", Severity.WARNING)
LED_BY_WHOM = Code("led-by-whom")
FLAGS_WITH_COMMAS = Code("flags-with-commas")
MET_BY_ITS_OWN_EVENT = Code("met-by-its-own-event", Severity.WARNING)
DISCOUNT_MISSES_A_MEASURE = Code("discount-misses-a-measure", Severity.WARNING)
COUNTS_NOTHING_WHILE_AWAY = Code("counts-nothing-while-away", Severity.WARNING)
PERIOD_NEVER_RUNS = Code("period-never-runs", Severity.WARNING)
MET_WHEN_THE_CASE_COMES = Code("met-when-the-case-comes", Severity.WARNING)
PERIOD_CUT_SHORT = Code("period-cut-short", Severity.WARNING)
STAYS_FOR_GOOD = Code("stays-for-good", Severity.WARNING)
MET_BY_OLD_ABSENCES = Code("met-by-old-absences", Severity.WARNING)


# ------------------------------------------------------------------ steps


def step_never_reached(at: Label, name: str, before: str) -> Diagnostic:
    """No line leads to a step; `before` is the step above it."""
    return Diagnostic(
        STEP_NEVER_REACHED,
        at,
        "no case ever comes to this step",
        help=f"write `wait for {name}` where a case leaves the step before it,\n"
        f"as in `then wait for {name}` below `step {before}`",
    )


def step_leads_nowhere(at: Label, ends: str) -> Diagnostic:
    """A step has neither `then` nor outcomes; `ends` is the word that would end its case."""
    return Diagnostic(
        STEP_LEADS_NOWHERE,
        at,
        "once this step is held, nothing can follow",
        help=f"write what follows (`then wait for ...`, `then {ends}`),\nor its outcomes (`outcome ...: {ends}`)",
    )


def step_without_falls_due(at: Label) -> Diagnostic:
    """A step that a case can wait for does not say when it falls due."""
    return Diagnostic(
        STEP_WITHOUT_FALLS_DUE,
        at,
        "nothing says when this step falls due",
        help="write `falls due when ...`, `falls due on ...` or `falls due at once` below it",
    )


def outcome_leads_nowhere(at: Label, step: Label, name: str, ends: str) -> Diagnostic:
    """An outcome has no actions, and its step no `then`."""
    return Diagnostic(
        OUTCOME_LEADS_NOWHERE,
        at,
        "nothing follows from this outcome, nor from the step",
        (step,),
        f"write where the case goes, as in `outcome {name}: {ends}`;\n"
        f"`outcome {name}: stay` if another outcome is to follow",
    )


def procedures_in_a_circle(at: Label, names: Iterable[str], first: Label) -> Diagnostic:
    """A procedure starts itself."""
    round_trip = listing([quoted(name) for name in names], "and")
    return Diagnostic(
        PROCEDURES_IN_A_CIRCLE,
        at,
        "this procedure is started from within itself",
        (first,),
        f"{round_trip} would have to wait for itself; write `return`, or `wait for` one of its steps",
    )


def pauses_for_itself(at: Label, branch: Label) -> Diagnostic:
    """A branch pauses while it is open itself."""
    return Diagnostic(
        PAUSES_FOR_ITSELF,
        at,
        "this branch would pause while it is open itself",
        (branch,),
        "write the name of another branch, or take this line out",
    )


def procedures_start_each_other(at: Label, names: Iterable[str], first: Label) -> Diagnostic:
    """Several procedures start each other."""
    round_trip = listing([quoted(name) for name in names], "and")
    return Diagnostic(
        PROCEDURES_IN_A_CIRCLE,
        at,
        "these procedures start each other in a circle",
        (first,),
        f"{round_trip} would wait for each other; let one of them `return`",
    )


# ------------------------------------------------------------------ what a step waits for


def anchor_not_on_every_path(at: Label, comes_here: Label, event: str) -> Diagnostic:
    """A step counts from an event that has not happened for every case that waits for it."""
    return Diagnostic(
        ANCHOR_NOT_ON_EVERY_PATH,
        at,
        "a case can wait here without this having happened",
        (comes_here,),
        f"count from something that has happened on every way to this step,\nor let cases come here only once {event}",
    )


def waits_for_a_later_step(at: Label, step: Label) -> Diagnostic:
    """A step needs an event that can only happen once it is over."""
    return Diagnostic(
        WAITS_FOR_A_LATER_STEP,
        at,
        "this cannot have happened before this step",
        (step,),
        "name a step that comes before this one, or change the order of the steps",
    )


def new_after_what(at: Label, window: Label, kind: str) -> Diagnostic:
    """`new` stands in a count over a window that begins with no event."""
    return Diagnostic(
        NEW_AFTER_WHAT,
        at,
        "`new` says later than an event, and this window has none",
        (window,),
        f"leave `new` out, or count {kind} `within 6 months after ... is held`",
    )


def nobody_holds_it(at: Label, at_once: Label) -> Diagnostic:
    """A line about a meeting, in a step that counts as held at once."""
    return Diagnostic(
        NOBODY_HOLDS_IT,
        at,
        "nobody holds this step, so this line has nothing to be about",
        (at_once,),
        "take this line out, or the line `counts as held at once`",
    )


def endless_round(at: Label, comes_back: Label) -> Diagnostic:
    """A step falls due again immediately, and a case can come back to it with nothing new on record."""
    return Diagnostic(
        ENDLESS_ROUND,
        at,
        "this step can fall due again and again without a new absence",
        (comes_back,),
        "write `falls due again only on a new absence`, or `only after falling back`",
    )


# ------------------------------------------------------------------ categories


def category_gap(at: Label, above: Label, days: str, name: str) -> Diagnostic:
    """No category has these lengths, though shorter and longer ones have."""
    return Diagnostic(
        CATEGORY_GAP,
        at,
        f"an absence of {days} belongs to no category",
        (above,),
        f"move one of the two limits; if this is meant, write below `category {name}`:\n  may be followed by a gap",
    )


def category_overlap(at: Label, other: Label, days: str, name: str, other_name: str) -> Diagnostic:
    """Two categories have these lengths."""
    return Diagnostic(
        CATEGORY_OVERLAP,
        at,
        f"an absence of {days} belongs to two categories",
        (other,),
        f"move one of the two limits; if this is meant, write below `category {name}`:\n  may overlap {other_name}",
    )


def counts_nothing_while_away(at: Label, measure: Label, name: str) -> Diagnostic:
    """A measure counts day by day, and takes absences of which the length is known on the return alone."""
    return Diagnostic(
        COUNTS_NOTHING_WHILE_AWAY,
        at,
        "while it still runs, an absence counts as nothing here",
        (measure,),
        "how long it will last is known when it is over; write one of these lines below\n"
        f"`measure {name}`:\n  an absence counts by its length so far\n  an absence counts by its length when it ends",
    )


# ------------------------------------------------------------------ lines that would mean something else


def led_by_whom(at: Label, role: str) -> Diagnostic:
    """`led by someone other than …`, which would be taken for the name of a role."""
    return Diagnostic(
        LED_BY_WHOM,
        at,
        "this would be taken for the name of a role",
        help="write the role that leads it, as in `led by another manager`; where somebody decides\n"
        f"without a meeting, write `decided by someone other than {role}`",
    )


def decided_by_whom(at: Label) -> Diagnostic:
    """`decided by someone other than whoever signed`, which would be taken for a role."""
    return Diagnostic(
        LED_BY_WHOM,
        at,
        "this would be taken for the name of a role",
        help="write a role, `recommender` in a procedure, or the step whose leader is meant, as in\n"
        "`decided by someone other than who led first meeting`",
    )


def flags_with_commas(at: Label, kind: str, flags: Sequence[str]) -> Diagnostic:
    """`absences flagged a, flagged b`: both would be asked for."""
    return Diagnostic(
        FLAGS_WITH_COMMAS,
        at,
        "a comma would ask for every one of these flags",
        help=f"if one is enough, write `{' or '.join(f'{kind} flagged {one}' for one in flags)}`;\n"
        f"if all are needed, leave the comma out: `{kind} {' '.join(f'flagged {one}' for one in flags)}`",
    )


def met_by_its_own_event(at: Label, thing: str, done: str, deed: str) -> Diagnostic:
    """A duty whose time runs from a record of the very thing that it asks for."""
    return Diagnostic(
        MET_BY_ITS_OWN_EVENT,
        at,
        "what starts the time of this duty also meets it",
        help=f"any record of {quoted(thing)} counts as done; give what is owed a name of its own,\n"
        f'as in `must record "{done} {thing}" within … after "{thing}" is {deed}`',
    )


def discount_misses_a_measure(at: Label, purpose: str, measures: Sequence[str]) -> Diagnostic:
    """A discount for a branch, step or condition that asks about measures, which are named by themselves."""
    named = listing([quoted(one) for one in measures], "and")
    return Diagnostic(
        DISCOUNT_MISSES_A_MEASURE,
        at,
        "a measure here still counts what is discounted",
        help=f"{quoted(purpose)} asks about {named}; name the measure as well,\n"
        f"as in `for {listing([*measures, purpose], 'and')}`",
    )


def period_never_runs(at: Label, closes: Label, name: str) -> Diagnostic:
    """A period begins with what a step leads to, on the day on which the same line closes its case."""
    return Diagnostic(
        PERIOD_NEVER_RUNS,
        at,
        "this period ends with its case, on the day it begins",
        (closes,),
        "let the case wait for the step that comes next, as in `wait for …` in place of `close`,\n"
        f"and write `at its end: close` below `period {name}`; or let the period last longer than its\n"
        "case, by the line `goes on when its case closes` below it",
    )


def period_cut_short(at: Label, closes: Label, name: str) -> Diagnostic:
    """A period is asked about from outside its case, and some line of its branch may close that case meanwhile."""
    return Diagnostic(
        PERIOD_CUT_SHORT,
        at,
        f"{quoted(name)} may be over here sooner than it says",
        (closes,),
        "a period ends with its case; if it is to last as long as it says in any event, write below\n"
        f"`period {name}` the line `goes on when its case closes`",
    )


def met_when_the_case_comes(at: Label, before: Label, name: str, step: str) -> Diagnostic:
    """A step asks of a measure or of points no more than the step before it did."""
    return Diagnostic(
        MET_WHEN_THE_CASE_COMES,
        at,
        "this can still be so when the case comes here",
        (before,),
        f"the step is then due on the day after, with nothing new; write a higher limit for {quoted(name)}, or what\n"
        f"must be new, as in `and at least 1 new absence starts within 12 months after {step} is held`",
    )


def met_by_old_absences(at: Label, measure: str, step: str) -> Diagnostic:
    """A step after an absence waits for a measure of all absences to be under something."""
    return Diagnostic(
        MET_BY_OLD_ABSENCES,
        at,
        "this may come true for an absence that is long over",
        help=f"{quoted(measure)} is of all absences, and falls when a year ends or one leaves its window;\n"
        "decide once, in a step of `each absence after it ends` with `falls due at once`,\n"
        f"`counts as held at once` and `if {measure} is …: go to {step}`",
    )


def stays_for_good(at: Label, step: str, ends: str) -> Diagnostic:
    """A case stays at a step that does not fall due again; `ends` is the word that would end its case."""
    return Diagnostic(
        STAYS_FOR_GOOD,
        at,
        "after this nothing falls due here any more",
        help=f"if `{step}` is to fall due for what comes later, write below it\n"
        f"`falls due again only on a new absence`; if this is the end, write `{ends}`",
    )
