"""Policies that differ from the LUU one in a line or two, so that the laws are held against every construct."""

from __future__ import annotations

from functools import cache

from policydsl.model.policy import Policy
from tests.engine import POLICIES, policy_of

Lines = tuple[tuple[str, str], ...]
"""Words of the LUU text, all of them replaced wherever they stand, and what stands in their place."""

SCORE = "falls due when the Bradford score is over the Bradford threshold"
AGAIN = "falls due again only on a new absence"
FORMULA = "is absences x absences x working days of absence"
STRADDLE = "an absence that began before the window counts for its days inside it"
RUNNING = "an absence still running counts day by day"
JOIN = "absences join when no working day lies between them"
TAKEN = "an absence takes its category as soon as that is certain"
NOT_DUE = "if not due by then: go back to first informal meeting"
SHORT = "category short-term absence is an absence lasting at most 7 calendar days"
MEDIUM = "category medium-term absence is an absence lasting over 7 calendar days"
COUNTS = "when 2 new short-term absences, or 1 new medium-term absence,\n      start within the follow-up period"
FIRST = f"{COUNTS} after first informal meeting is held"
MEASURE = "measure Bradford score over the last 52 weeks"
WORKED = f"\n  is working days of absence\n  {STRADDLE}\n  {RUNNING}"
EMPTY = "an absence with no working day counts"
MONTHS = "setting follow-up period is 6 months"
LASTED = "falls due when the absence has lasted over 4 weeks"
SOONER = "or on half pay date,\n      whichever is sooner, but not before"
FORMAL = '  step first formal meeting "First'
WATCHING = "  period watching\n    lasts follow-up period after first informal meeting is held\n"
STEP_DOWN = """    at its end, if at most 6 calendar days of absence fall during it: close
    at its end, otherwise: reset watching
"""
DIRECTLY = "can be reached without the steps before it #"
LOW: Lines = (("threshold is 150", "threshold is 12"),)
"""A threshold that a few short absences pass, so that the steps after it are reached."""


def counting(count: str) -> Lines:
    """The steps after the first fall due by this count."""
    return (*LOW, (COUNTS, f"when {count} within the follow-up period"))


def measuring(*lines: str) -> Lines:
    """The first step falls due by a measure of these lines."""
    return (*LOW, (RUNNING, "\n  ".join((RUNNING, *lines))))


VARIANTS: dict[str, Lines] = {
    "as it is": (),
    "low threshold": LOW,
    # the measure
    "at least": ((SCORE, SCORE.replace("over", "at least")), *LOW),
    "exactly": ((SCORE, "falls due when the Bradford score is exactly 16"),),
    "at most": ((SCORE, "falls due when the Bradford score is at most 5"),),
    "a range": ((SCORE, "falls due when the Bradford score is from 20 to 60"),),
    "calendar days": (*LOW, (FORMULA, FORMULA.replace("working", "calendar"))),
    "days for each absence": (
        (SCORE, SCORE.replace("the Bradford threshold", "5")),
        (FORMULA, "is working days of absence divided by absences"),
    ),
    "a difference": (
        (SCORE, SCORE.replace("the Bradford threshold", "5 calendar days")),
        (FORMULA, "is calendar days of absence minus absences x 2"),
    ),
    "kinds in a sum": (
        ("threshold is 150", "threshold is 12 working days"),
        (FORMULA, "is working days of short-term absence plus 3 x working days of medium-term absence"),
    ),
    "whole record": (*LOW, ("over the last 52 weeks", "over the whole record")),
    "calendar year": (*LOW, ("over the last 52 weeks", "in each calendar year")),
    "leave year": (
        *LOW,
        ("over the last 52 weeks", "in each leave year"),
        ("when a month is too short", "the leave year starts on 20 May\n  when a month is too short"),
    ),
    "quarter": (*LOW, ("over the last 52 weeks", "in the quarter")),
    "half-year": (*LOW, ("over the last 52 weeks", "in each half-year from 31 May")),
    "ending yesterday": (*LOW, ("over the last 52 weeks", "over the 8 weeks ending yesterday")),
    "ending with the absence": (*LOW, ("over the last 52 weeks", "over the 8 weeks ending when the absence ends")),
    "ending with a meeting": (
        *LOW,
        (MEASURE, f"measure worked over the 8 weeks ending when first informal meeting is held{WORKED}\n\n{MEASURE}"),
        (FIRST, f"when worked is over 3 working days\n    {AGAIN}\n    #"),
    ),
    "counts ending yesterday": (
        *counting("2 short-term absences end in the 10 weeks ending yesterday #"),
        (NOT_DUE, ""),
    ),
    "12 months": (*LOW, ("over the last 52 weeks", "over the last 12 months")),
    "20 calendar days": (*LOW, ("over the last 52 weeks", "over the last 20 calendar days")),
    "straddling counts whole": (
        *LOW,
        ("52 weeks", "8 weeks"),
        (STRADDLE, STRADDLE.replace("for its days inside it", "whole")),
    ),
    "straddling left out": (
        *LOW,
        ("52 weeks", "8 weeks"),
        (STRADDLE, STRADDLE.replace("counts for its days inside it", "does not count")),
    ),
    "once ended": (*LOW, (RUNNING, RUNNING.replace("day by day", "once it has ended"))),
    "only short ones": measuring("counting only short-term absence"),
    "no short ones": measuring("not counting short-term absence"),
    "short so far": measuring("counting only short-term absence", "an absence counts by its length so far"),
    "short in the end": measuring("counting only short-term absence", "an absence counts by its length when it ends"),
    # again, and not due by then
    "again at once": (*LOW, (AGAIN, "falls due again immediately")),
    "again after falling back": (*LOW, (AGAIN, "falls due again only after falling back"), ("52 weeks", "8 weeks")),
    "stays": (*LOW, (NOT_DUE, "if not due by then: stay")),
    "closes": (*LOW, (NOT_DUE, "if not due by then: close")),
    "left to people": (*LOW, (NOT_DUE, "if not due by then: leave it to HR")),
    "told": (*LOW, (NOT_DUE, 'if not due by then: stay, and tell HR "nothing happened"')),
    "goes on": (*LOW, (NOT_DUE, "if not due by then: go to first informal meeting")),
    # counts
    "any day": counting("2 new short-term absences, or 1 new medium-term absence, fall"),
    "last day": counting("2 new short-term absences, or 1 new medium-term absence, end"),
    "days in a window": counting("at least 10 working days of absence and at least 2 absences fall"),
    "calendar days in a window": counting("at least 12 calendar days of absence fall"),
    "none": counting("no new absence starts"),
    "at most one": counting("at most 1 new short-term absence starts"),
    "at most one ends": counting("at most 1 new short-term absence ends"),
    "all kinds": counting("2 new absences and 1 new medium-term absence start"),
    "flagged ones": counting("2 new absences not flagged pregnancy-related start"),
    "one kind": counting("2 new short-term absences start"),
    "in the last weeks": (*counting("2 short-term absences start in the last 10 weeks #"), (NOT_DUE, "")),
    "a measure since": (
        *LOW,
        (
            MEASURE,
            f"measure worked since first informal meeting is held{WORKED}\n\n{MEASURE}",
        ),
        (FIRST, f"when worked is over 3 working days\n    {AGAIN}\n    #"),
    ),
    "a measure within": (
        *LOW,
        (
            MEASURE,
            f"measure worked within 8 weeks after first informal meeting is held{WORKED}\n\n{MEASURE}",
        ),
        (FIRST, f"when worked is over 3 working days\n    {AGAIN}\n    #"),
    ),
    "two conditions": (*LOW, (SCORE, SCORE + ", or when 3 short-term absences start in the last 6 weeks")),
    "both conditions": (*LOW, (SCORE, SCORE + " and 3 absences start in the last 20 weeks")),
    # in several periods
    "in two of three": (
        (SCORE, SCORE.replace("the Bradford threshold", "8 in at least 2 of the last 3 months")),
        ("52 weeks", "1 month"),
    ),
    "in few years": (
        (SCORE, SCORE.replace("over the Bradford threshold", "at least 8 in at most 1 of the last 2 years")),
        ("over the last 52 weeks", "in each calendar year"),
        (AGAIN, "falls due again only after falling back"),
    ),
    # which absences, and events in a window
    "by the day of the week": (
        *LOW,
        (SHORT, SHORT.replace("lasting at most", "starting on a Monday or Friday lasting at most")),
        (MEDIUM, MEDIUM.replace("lasting over 7 calendar days", "starting on a Tuesday")),
    ),
    "short ones left out": (*LOW, (TAKEN, f"{TAKEN}\n  leave out absences lasting under 3 calendar days")),
    "half days left out": (
        *LOW,
        (TAKEN, f"{TAKEN}\n  leave out absences lasting under 2 working days"),
        (FORMULA, FORMULA.replace("working", "calendar")),
    ),
    "left out of counts": (*counting("2 new absences start"), (TAKEN, f"{TAKEN}\n  leave out medium-term absences")),
    "discounted": (*LOW, (TAKEN, f"{TAKEN}\n  an absence may be discounted by HR, giving a reason")),
    "some of the last": (*LOW, (SCORE, "falls due when at least 2 of the last 3 absences are short-term absences")),
    "few of the last": (
        *LOW,
        (SCORE, "falls due when at most 1 of the last 4 short-term absences are absences lasting over 2 calendar days"),
        (AGAIN, "falls due again only after falling back"),
    ),
    "an event in a window": (
        *LOW,
        (AGAIN, f"{AGAIN}\n    only if return to work meeting is held in the last 5 weeks"),
    ),
    "no event in a window": (
        *LOW,
        (AGAIN, f"{AGAIN}\n    only if first formal meeting is not held in the last 20 weeks"),
    ),
    "not within a time": (
        (
            SCORE,
            "falls due when long-term informal meeting is not held within 8 weeks after return to work meeting is held",
        ),
    ),
    "per cent of the time due": (
        (SCORE, SCORE.replace("the Bradford threshold", "9.5%")),
        (FORMULA, "is working days of absence divided by working days due, as a percentage"),
        ("52 weeks", "8 weeks"),
    ),
    # values worked out from others
    "a share": (*LOW, (SCORE, SCORE.replace("the Bradford threshold", "150% of the Bradford threshold"))),
    "pro rata": (
        ("threshold is 150", "threshold is 20, pro rata to a full-time week of 5 working days, rounded down"),
    ),
    "half the time": (
        *LOW,
        (
            MONTHS,
            "setting whole period is 13 weeks\n" + MONTHS.replace("6 months", "50% of the whole period, rounded up"),
        ),
    ),
    # conditions with a name, guards, direct entry
    "a named condition": (
        *LOW,
        (
            MEASURE,
            "condition concern is met when Bradford score is over 12,\n  or when 2 absences start in the last 6 weeks\n"
            + MEASURE,
        ),
        (SCORE, "falls due when concern is met"),
    ),
    "a condition not met": (
        *LOW,
        (MEASURE, f"condition quiet is met when at most 1 absence ends in the last 9 weeks\n\n{MEASURE}"),
        (SCORE, "falls due when quiet is not met"),
        (AGAIN, "falls due again only after falling back"),
    ),
    "a named window": (
        *LOW,
        (FIRST, "when relapse is met"),
        (MEASURE, f"condition relapse {FIRST.replace('when', 'is met when', 1)}\n\n{MEASURE}"),
    ),
    "only if": (*LOW, (AGAIN, f"{AGAIN}\n    only if no medium-term absence starts in the last 9 weeks")),
    "only if in a window": (
        *LOW,
        (NOT_DUE, f"{NOT_DUE}\n    only if at least 2 absences start in the last 20 weeks"),
    ),
    "not triggered by some": (*LOW, (AGAIN, f"{AGAIN}\n    is not triggered by short-term absences")),
    "not triggered by its own": (
        (
            LASTED,
            LASTED.replace("4 weeks", "5 calendar days")
            + "\n    is not triggered by absences lasting under 9 calendar days",
        ),
    ),
    "reached directly": (
        *LOW,
        (FIRST, f"when Bradford score is over 40\n    {AGAIN}\n    can be reached without the steps before it #"),
        (
            COUNTS + " after first formal meeting is held",
            f"when Bradford score is over 90\n    {AGAIN}\n    can be reached without the steps before it #",
        ),
    ),
    "reached directly by counts": (
        *LOW,
        (
            FIRST,
            "when 2 absences start in the last 8 weeks\n    falls due again immediately\n    " + DIRECTLY,
        ),
    ),
    # windows and months
    "60 working days": (*LOW, (MONTHS, MONTHS.replace("6 months", "60 working days"))),
    "7 weeks": (*LOW, (MONTHS, MONTHS.replace("6 months", "7 weeks"))),
    "40 calendar days": (*LOW, (MONTHS, MONTHS.replace("6 months", "40 calendar days"))),
    "1 year": (*LOW, (MONTHS, MONTHS.replace("6 months", "1 year"))),
    "1 month": (*LOW, (MONTHS, MONTHS.replace("6 months", "1 month"))),
    "first of the next month": (
        *LOW,
        ("use its last day", "use the first day of the next month"),
        (MONTHS, MONTHS.replace("6", "1")),
    ),
    # conventions
    "until back": (*LOW, ("an absence ends on its last recorded day", "an absence ends when the employee is back")),
    "joins next day": (*LOW, (JOIN, "absences join when one starts the day after the other ends")),
    "joins over 3 days": (*LOW, (JOIN, "absences join when at most 3 calendar days lie between them")),
    "joins over 2 weeks": (
        *LOW,
        (JOIN, "absences join when at most 2 weeks lie between them and they have the same reason"),
    ),
    "joins over working days": (*LOW, (JOIN, "absences join when at most 4 working days lie between them")),
    "never joins": (*LOW, (JOIN, "absences never join")),
    "category on the first day": (*LOW, (TAKEN, "an absence takes its category on its first day")),
    "category on the last day": (*LOW, (TAKEN, "an absence takes its category on its last day")),
    "category on the last day, gaps": (
        *LOW,
        (TAKEN, "an absence takes its category on its last day"),
        (JOIN, "absences join when at most 3 calendar days lie between them"),
    ),
    "a part day is whole": (*LOW, ("a part day counts as its fraction", "a part day counts as a whole day")),
    "a part day is nothing": (*LOW, ("a part day counts as its fraction", "a part day counts as nothing")),
    "empty ones do not count": (*LOW, (EMPTY, "an absence with no working day does not count")),
    "categories by working days": (
        *LOW,
        (SHORT, SHORT.replace("7 calendar", "5 working")),
        (MEDIUM, MEDIUM.replace("7 calendar", "5 working")),
    ),
    "categories in weeks": (
        *LOW,
        (SHORT, SHORT.replace("7 calendar days", "1 week")),
        (MEDIUM, MEDIUM.replace("7 calendar days", "1 week")),
    ),
    "protected throughout": ((", except after every absence", ""),),
    "sick on days off": (
        *LOW,
        ("use Monday to Friday", "use Tuesday to Thursday"),
        (EMPTY, "an absence with no working day does not count"),
    ),
    # long absences
    "lasted at least": ((LASTED, "falls due when the absence has lasted at least 10 calendar days"),),
    "lasted at most": ((LASTED, "falls due when the absence has lasted at most 10 calendar days"),),
    "is long": ((LASTED, "falls due when the absence is a long-term absence"),),
    "is not long": ((LASTED, "falls due when the absence is not a long-term absence"),),
    "a prompt by length": (
        (
            "discuss nature of the absence, current timescales, likelihood of return",
            "if the absence has lasted over 6 weeks: leave it to HR",
        ),
    ),
    "a prompt by score": (("must agree further support", "if the Bradford score is over 40: leave it to HR"), *LOW),
    "later of two": ((SOONER, SOONER.replace("sooner", "later")),),
    "failing that": (
        (SOONER, "or failing that on half pay date,\n      but not before"),
        ("falls due 4 weeks after", "falls due on end of pay, or failing that 4 weeks after"),
        (", or failing that on half pay date,\n", ", or failing that on half pay date,\n"),
    ),
    "before a date": (
        ("falls due on half pay date, or failing that on end of pay", "falls due 4 weeks before end of pay"),
    ),
    "dates passed count": (
        ("dates already passed are left out", "dates already passed count"),
        ("with no date left, it is set by HR", ""),
    ),
    "during every absence": (
        (", except after every absence", ", except during every absence"),
        ("after every absence\n", "during every absence\n"),
        ("falls due on first working time back", "falls due when the absence has lasted over 3 calendar days"),
    ),
    "used once": (*LOW, ("an absence may count towards several steps", "an absence counts towards one step only")),
    "pauses": (
        *LOW,
        ("  step first informal meeting", "  pauses while Branch 2 is open\n  step first informal meeting"),
        (LASTED, "falls due when the absence has lasted over 6 calendar days"),
    ),
    "from the day it fell due": (
        *LOW,
        *(
            (f"after {step} is held", f"after {step} is due")
            for step in ("first informal meeting", "first formal meeting", "second formal meeting")
        ),
    ),
    "absences that are over": (
        ("each absence while it lasts", "each absence after it ends"),
        (LASTED, "falls due when the absence has lasted over 6 calendar days"),
    ),
    "one stage down": (
        *LOW,
        (NOT_DUE, NOT_DUE.replace("first informal meeting", "previous step")),
        (MONTHS, MONTHS.replace("6 months", "7 weeks")),
    ),
    "by the same reason": (*LOW, (JOIN, f"{JOIN}, and they have the same reason")),
    "a period": (
        *LOW,
        (FIRST, COUNTS.replace("within the follow-up period", "during watching")),
        (FORMAL, f"{WATCHING}    at its end: go back to first informal meeting\n{FORMAL}"),
    ),
    "a period that begins again": (
        *LOW,
        (FIRST, COUNTS.replace("within the follow-up period", "during watching")),
        (FORMAL, f"{WATCHING}{STEP_DOWN}{FORMAL}"),
        ("then wait for second formal meeting", "then reset watching, and wait for second formal meeting"),
    ),
    "counting stops": (
        *LOW,
        (
            "then wait for first formal meeting",
            "then stop counting earlier absences, and wait for first formal meeting",
        ),
        (NOT_DUE, "if not due by then: reset Bradford score, and close"),
    ),
    # versions: the histories lie on both sides of these days
    "a dated threshold": (
        (
            "threshold is 150",
            "threshold is 30\n  from 1 March 2026 it is 9\n  from 1 June 2026 until 31 July 2026 it is 3",
        ),
        ("already open stay with the earlier version", "already open move at once"),
    ),
    **{
        f"dated steps that {rule}": (
            *LOW,
            (SCORE, f"{SCORE}\n    from 1 March 2026: {SCORE}, or when the Bradford score is from 4 to 8"),
            (NOT_DUE, f"{NOT_DUE}\n    from 1 April 2026: if not due by then: close"),
            (MONTHS, f"{MONTHS}\n  from 1 March 2026 it is 2 months"),
            (f"{SHORT}", f"{SHORT}\n  from 1 May 2026 it is instead an absence lasting at most 3 calendar days"),
            ("stay with the earlier version", rule),
        )
        for rule in ("move at once", "move at their next step", "stay with the earlier version")
    },
    "dated lines below the heading": (
        *LOW,
        (JOIN, f"{JOIN}\n  from 1 March 2026: absences join when at most 5 calendar days lie between them"),
        (TAKEN, f"{TAKEN}\n  from 1 April 2026: an absence takes its category on its first day"),
        (FORMULA, f"{FORMULA}\n  from 1 May 2026: is absences x absences x calendar days of absence"),
    ),
    "at once after every absence": (("falls due on first working time back", "falls due at once"),),
}


@cache
def luu_text() -> str:
    """The LUU policy without its readings, which are policies again, and what stands below them."""
    text, *_ = (POLICIES / "luu_attendance.policy").read_text(encoding="utf-8").partition("\nreading ")
    return text + "\n"


@cache
def variant(name: str) -> Policy:
    """The LUU policy with the lines of a variant in it, checked."""
    text = luu_text()
    for old, new in VARIANTS[name]:
        assert old in text, f"{name}: the policy has no {old!r}"
        text = text.replace(old, new)
    return policy_of(text, f"{name}.policy")
