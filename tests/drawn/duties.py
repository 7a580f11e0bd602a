"""Draws what holding a step asks of people: duties, notices, papers, companions; a new one is one more function."""

from __future__ import annotations

from tests.drawn.conditions import Spot, anchor
from tests.drawn.pen import Pen, Rule
from tests.drawn.words import ROLES, SIZES, TIMES, size, time

NOTICES = tuple(SIZES)
VERBS = ("complete", "agree", "issue", "send", "consider", "review", "record", "request", "explain", "provide")


def thing(pen: Pen, spot: Spot) -> str:
    """A paper, or something that no other line speaks of."""
    if spot.words.documents and pen.often(0.5):
        return pen.among(spot.words.documents)
    return pen.name("support", "record", "referral")


def act(pen: Pen, spot: Spot) -> str:
    if pen.often(0.2):
        return pen.text()
    things = [thing(pen, spot) for _ in range(1 + pen.often(0.2))]
    return f"{pen.among(VERBS)} {', '.join(dict.fromkeys(things))}"


def by_when(pen: Pen, spot: Spot) -> str:
    point = "the meeting" if pen.often(0.6) else anchor(pen, spot)
    match pen.one("", "", "within", "at least", "before"):
        case "within":
            return f" within {size(pen, pen.among(TIMES), short=True)} after {point}"
        case "at least":
            return f" at least {size(pen, pen.among(NOTICES), short=True)} before {point}"
        case "before":
            return f" before {point}"
        case _:
            return ""


def who(pen: Pen) -> str:
    return pen.one("", "", "employee ", f"{pen.among(ROLES)} ")


def duty(pen: Pen, spot: Spot) -> str:
    return f"{who(pen)}{pen.one('must', 'must', 'should', 'may')} {act(pen, spot)}{by_when(pen, spot)}"


def tell(pen: Pen, spot: Spot) -> str:
    told = pen.one("the employee", "HR")
    return pen.one(
        f"must tell {told} {pen.text()}",
        f"{pen.among(ROLES)} must tell {told} {pen.text()}",
        f"employee must tell line manager {pen.text()}",
    )


def question(pen: Pen, spot: Spot) -> str:
    """A question of which an `if` goes by the answer."""
    spot.words.questions.append(pen.name("able", "informed"))
    return f"{pen.one('must', 'should')} record whether the employee is {spot.words.questions[-1]}"


def discuss(pen: Pen, spot: Spot) -> str:
    return f"discuss {pen.name('matters')}, {pen.text()}"


def note(pen: Pen, spot: Spot) -> str:
    return f"note {pen.text()}"


def never_show(pen: Pen, spot: Spot) -> str:
    return f"never show {pen.name('information')}"


def notice(pen: Pen, spot: Spot) -> str:
    return f"give notice {pen.one('', 'in writing ')}at least {size(pen, pen.among(NOTICES), short=True)} before"


def held_within(pen: Pen, spot: Spot) -> str:
    after = "falling due" if pen.often(0.6) else anchor(pen, spot)
    return f"must be held within {size(pen, pen.among(TIMES), short=True)} after {after}"


def bring(pen: Pen, spot: Spot) -> str:
    invited = pen.one("", ", when invited,")
    named = f", named at least {size(pen, pen.among(NOTICES), short=True)} before" if pen.often(0.4) else ""
    return f"employee{invited} may bring {pen.name('colleague')} or {pen.name('representative')}{named}"


def appeal(pen: Pen, spot: Spot) -> str:
    if pen.often(0.3):
        return f"employee may appeal under {pen.name('procedure')}"
    to = pen.one("", " to director")
    after = anchor(pen, spot)
    within = f" within {size(pen, pen.among(TIMES))} after {after}" if pen.often(0.6) else ""
    return f"employee may appeal{to}{within}"


def other_date(pen: Pen, spot: Spot) -> str:
    how = f"{pen.one('at most', 'within')} {time(pen, spot.words)}"
    return f"employee may offer another date {how} after the original date"


MANY: tuple[Rule, ...] = (tell, discuss, note, question, duty, duty, duty)
"""Lines that may stand in a step several times."""
ONCE: tuple[Rule, ...] = (notice, notice, held_within, bring, appeal, appeal, other_date, never_show)
"""Lines of which a step has one."""


def people(pen: Pen) -> list[str]:
    lines: list[str] = []
    if pen.often(0.5):
        lines.append(f"led by {' or '.join(pen.some(ROLES, 2))}{pen.one('', ', with employee, HR')}")
    elif pen.often(0.2):
        lines.append("with employee, HR")
    if pen.often(0.15):
        lines.append(f"usually with {pen.among(ROLES)}")
    if pen.often(0.15):
        lines.append("may include note-taker, HR")
    return lines


def duties(pen: Pen, spot: Spot) -> list[str]:
    """The lines of a step about what people owe and may do."""
    many = [pen.among(MANY)(pen, spot) for _ in range(pen.upto(2))]
    once = dict.fromkeys(pen.among(ONCE) for _ in range(pen.upto(2)))
    return [*people(pen), *many, *(rule(pen, spot) for rule in once)]
