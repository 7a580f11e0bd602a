"""The wording of every problem with schedules of sick pay."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.check.choice_problems import Choice
from policydsl.check.problems import quoted
from policydsl.diagnostics import Code, Diagnostic, Label
from policydsl.source import Place

SICK_PAY_INCOMPLETE = Code("sick-pay-incomplete")
SERVICE_BANDS = Code("service-bands")
NOT_FOR_SICK_PAY = Code("not-for-sick-pay")

TERMS = Choice(
    SICK_PAY_INCOMPLETE,
    "it is not said how much sick pay there is",
    ("everybody: 13 weeks full, 13 weeks half", "service under 1 year: 4 weeks full, 4 weeks half"),
    example=True,
)
COUNTED = Choice(
    SICK_PAY_INCOMPLETE,
    "it is not said which days of an absence use up sick pay",
    ("pay is counted in calendar days", "pay is counted in working days"),
)
SERVICE = Choice(
    SICK_PAY_INCOMPLETE,
    "it is not said on which day service is looked at",
    ("service is taken on the first day of the absence", "service is taken on each day"),
)
LESS = Choice(
    SICK_PAY_INCOMPLETE,
    "it is not said whether earlier sick pay comes off",
    (
        "less sick pay received in the last 12 months, counted back from the first day of the absence",
        "less sick pay received in the last 12 months, counted back from the day before the absence",
        "less sick pay received in the last 12 months, counted back from each day",
        "earlier sick pay does not count",
    ),
)
ORDER = Choice(
    SICK_PAY_INCOMPLETE,
    "it is not said from which kind of pay it comes off",
    ("it comes off each kind of pay separately", "it comes off full pay first", "it comes off half pay first"),
)


def counted_back(at: Place, line: str) -> Diagnostic:
    """A look-back that does not say from which day it goes back."""
    days = ("the first day of the absence", "the day before the absence", "each day")
    lines = "\n".join(["write one of these:", *(f"  {line}, counted back from {day}" for day in days)])
    return Diagnostic(SICK_PAY_INCOMPLETE, Label(at), "counted back from which day?", help=lines)


def gap(before: Label, after: Label) -> Diagnostic:
    """Service for which no line says what is paid."""
    help = "let one line begin where the other ends:\n`under 1 year`, `from 1 year to under 5 years`"
    return Diagnostic(SERVICE_BANDS, after, "some service is in none of these lines", (before,), help)


def ends_open(at: Label, line: str) -> Diagnostic:
    """Bands that do not begin at no service, or do not go on for ever."""
    return Diagnostic(SERVICE_BANDS, at, "some service is in none of these lines", help=f"add a line such as `{line}`")


def overlap(at: Label, other: Label) -> Diagnostic:
    """Service for which two lines say what is paid."""
    help = "let one line end where the other begins: `under 1 year` goes before `from 1 year to under 5 years`"
    return Diagnostic(SERVICE_BANDS, at, "some service is in two of these lines", (other,), help)


def bands_in_other_units(at: Label, other: Label) -> Diagnostic:
    """Service in weeks beside service in months: neither ends where the other begins."""
    help = "write all service in months and years, or all of it in weeks or calendar days"
    return Diagnostic(SERVICE_BANDS, at, "service in other units cannot be compared", (other,), help)


def everybody_and_service(at: Place, other: Place) -> Diagnostic:
    """Pay for everybody beside pay by service."""
    help = "keep `everybody: …`, or a line for each length of service"
    return Diagnostic(SERVICE_BANDS, Label(at), "everybody is in two of these lines", (Label(other, "here too"),), help)


def other_days(at: Place, unit: str, counted: str, line: Place | None) -> Diagnostic:
    """Pay in days of one sort in a schedule that counts the other sort."""
    also = () if line is None else (Label(line, f"{counted} are counted"),)
    help = f"write it in {counted}, or in weeks or months, which are the {counted} that they hold"
    return Diagnostic(NOT_FOR_SICK_PAY, Label(at), f"sick pay is not counted in {unit} here", also, help)


def which_window(at: Place) -> Diagnostic:
    """A look-back that waits for an event."""
    help = "write `in the last 12 months`, `in each calendar year` or `over the whole record`"
    return Diagnostic(NOT_FOR_SICK_PAY, Label(at), "sick pay is not looked for in such a time", help=help)


def of_each_absence(at: Place, fact: str, declared: Place) -> Diagnostic:
    """A fact of the employee, where a day of an absence is given."""
    also = (Label(declared, "declared here"),)
    help = "end its line with `, for each absence`"
    return Diagnostic(NOT_FOR_SICK_PAY, Label(at), f"{quoted(fact)} is not a day of an absence", also, help)


def no_day_of_pay(at: Place, fact: str, declared: Place, days: Sequence[str]) -> Diagnostic:
    """A fact that means something else than a day that sick pay gives."""
    also = (Label(declared, "this is what it means"),)
    lines = [f"  fact {fact} is the {day}, for each absence" for day in days]
    help = "\n".join(["let it mean one of these days:", *lines])
    return Diagnostic(NOT_FOR_SICK_PAY, Label(at), f"sick pay does not give {quoted(fact)}", also, help)


def no_such_share(at: Place) -> Diagnostic:
    """A kind of pay of nothing, or of more than everything."""
    help = "write over 0 and under 100: `at 75%`; the others are `full` and `half`"
    return Diagnostic(NOT_FOR_SICK_PAY, Label(at), "no pay is this much of full pay", help=help)


def rate_twice(at: Place) -> Diagnostic:
    """A kind of pay that stands twice in one line."""
    help = "write each kind of pay once: `13 weeks full, 13 weeks half`"
    return Diagnostic(NOT_FOR_SICK_PAY, Label(at), "this kind of pay stands here twice", help=help)
