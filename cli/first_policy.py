"""The words of a first policy: every line with a remark that says what it does, and two examples that hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

PLAIN = re.compile(r"[^\W\d][\w -]*")
"""A name that needs no quotes."""
IN_A_LINE = 4
"""So many days of absence stand in one line of an example."""


class Trigger(Enum):
    """What leads to the first meeting."""

    SCORE = "score"
    ABSENCES = "absences"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a first policy is to say; as it stands, what is offered to somebody who wants nothing in particular."""

    name: str = "Attendance"
    start: date = date(2026, 1, 1)
    trigger: Trigger = Trigger.ABSENCES
    months: int = 12
    limit: int = 3
    notice: int = 5
    days: str = "calendar"

    @property
    def single_days(self) -> int:
        """How many absences of one day each reach the limit; n of them have a Bradford score of n x n x n."""
        if self.trigger is Trigger.ABSENCES:
            return self.limit
        return next(count for count in range(1, self.limit + 1) if count**3 >= self.limit)

    def value(self, count: int) -> int:
        """What the measure is after so many absences of one day each."""
        return count if self.trigger is Trigger.ABSENCES else count**3

    @property
    def measure(self) -> str:
        return "Bradford score" if self.trigger is Trigger.SCORE else "recent absences"

    @property
    def setting(self) -> str:
        return "score limit" if self.trigger is Trigger.SCORE else "absence limit"


def text(wanted: Wanted) -> str:
    """The whole policy, in the one form that every policy has."""
    parts = (_header(wanted), _measure(wanted), _steps(wanted), _examples(wanted))
    return "\n\n".join("\n".join(part) for part in parts)


def day(when: date) -> str:
    """A day as a policy writes it: 20 May 2026."""
    return f"{when.day} {when:%B %Y}"


def _header(wanted: Wanted) -> Iterator[str]:
    name = wanted.name if PLAIN.fullmatch(wanted.name) else f'"{wanted.name}"'
    yield "# Whatever stands behind a # is a remark for people and changes nothing."
    yield f"policy {name}"
    yield "  # nothing falls due before this day; older absences count all the same"
    yield f"  in force from {day(wanted.start)}"
    yield "  # away up to Friday and again from Monday is one absence, not two"
    yield "  absences join when no working day lies between them"
    yield "  # an absence recorded up to a Friday ends on that Friday, not on the Sunday"
    yield "  an absence ends on its last recorded day"
    if wanted.trigger is Trigger.SCORE:
        yield "  # the score counts the days on which the employee was due to work; half a day counts half"
        yield "  a working day is a day the employee was due to work"
        yield "  a part day counts as its fraction"
        yield "  # an absence on days off alone is an absence all the same"
        yield "  an absence with no working day counts"
    yield "  # for employees whose working days are not on file"
    yield "  with no working pattern on file, use Monday to Friday"
    if wanted.days == "working":
        yield "  # the working days of the notice"
        yield "  the organisation works Monday to Friday"
    yield "  # a meeting that somebody decided not to hold counts as if it had been held"
    yield "  a waived step counts as held"
    yield "  # one month after 31 January is the last day of February"
    yield "  when a month is too short, use its last day"


def _measure(wanted: Wanted) -> Iterator[str]:
    months = "1 month" if wanted.months == 1 else f"{wanted.months} months"
    yield "# the number to change when the policy is too strict or too mild"
    yield f"setting {wanted.setting} is {wanted.limit}"
    yield ""
    yield "# worked out anew for every day, that day included"
    yield f"measure {wanted.measure} over the last {months}"
    if wanted.trigger is Trigger.SCORE:
        yield "  # 3 absences with 5 working days in all: 3 x 3 x 5, which is 45"
        yield "  is absences x absences x working days of absence"
        yield f"  # of an absence that began more than {months} ago, only the days since then"
        yield "  an absence that began before the window counts for its days inside it"
    else:
        yield "  is absences"
        yield f"  # an absence that began more than {months} ago and ended since then counts"
        yield "  an absence that began before the window counts whole"
    yield "  # an absence counts from its first day, while the employee is still away"
    yield "  an absence still running counts day by day"


def _steps(wanted: Wanted) -> Iterator[str]:
    unit = f"{wanted.days} {'day' if wanted.notice == 1 else 'days'}"
    yield "# a branch is a row of steps; each employee stands at one of them"
    yield "branch short absences follows each employee"
    yield ""
    yield "  step review meeting"
    yield "    # due on the first day on which the limit is reached; `over` would mean: passed"
    yield f"    falls due when {wanted.measure} is at least the {wanted.setting}"
    yield "    # after the meeting, the same absences do not ask for another one"
    yield "    falls due again only on a new absence"
    yield "    led by line manager, with employee"
    yield f"    give notice at least {wanted.notice} {unit} before"
    yield "    # the next step would be named here: then wait for second review"
    yield "    then close"
    yield ""
    yield "# for every absence, whatever the branch says"
    yield "after every absence"
    yield ""
    yield "  step return to work meeting"
    yield "    falls due on first working time back"
    yield "    led by line manager, with employee"
    yield "    then close"


def _examples(wanted: Wanted) -> Iterator[str]:
    count = wanted.single_days
    yield "# examples say what must follow for a made-up employee"
    yield "example the limit is reached"
    yield from _absent(wanted, count)
    last = day(_monday(wanted, count - 1))
    yield f"  on {last}, {wanted.measure} is {wanted.value(count)}, and review meeting fell due on {last}"
    yield ""
    yield "example one absence fewer"
    yield from _absent(wanted, count - 1)
    yield f"  on {last}, review meeting has not fallen due"


def _absent(wanted: Wanted, count: int) -> Iterator[str]:
    days = [day(_monday(wanted, number)) for number in range(count)]
    for first in range(0, count, IN_A_LINE):
        yield f"  absent on {', '.join(days[first : first + IN_A_LINE])}"


def _monday(wanted: Wanted, number: int) -> date:
    """The first Monday of the policy, or one so many weeks later: a working day, with working days between."""
    return wanted.start + timedelta(days=-wanted.start.weekday() % 7 + 7 * number)
