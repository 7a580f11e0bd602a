"""A table to begin with for each kind: all its columns, and a row for each thing that they can say.

The names in the rows are those of the attendance support procedure that comes with the program.
"""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.history.history import What
from policydsl.records.columns import SHAPES, Kind
from policydsl.records.table_values import DATES

E1042 = {"employee": "E1042"}
FORMAL, DISMISSAL = "first formal meeting", "capability dismissal meeting"
LONG = "long-term informal meeting"

ABSENCES = (
    {"id": "a1", "first": "2026-01-12", "last": "2026-01-14", "reason": "R12", "recorded": "2026-01-12"},
    # A later version of the same record.
    {"id": "a1", "first": "2026-01-12", "last": "2026-01-16", "reason": "R12", "recorded": "2026-01-19"},
    {"id": "a2", "first": "2026-02-03", "last": "2026-02-04", "part": "2026-02-03=0.5|2026-02-04=0.25"},
    {"id": "a3", "first": "2026-03-05", "last": "2026-03-06", "flags": "pregnancy-related"},
    {"id": "a4", "first": "2026-04-08", "last": "2026-04-08", "recorded": "2026-04-09", "retracted": "2026-05-01"},
    {"id": "a5", "first": "2026-05-18", "last": "2026-05-20", "disputed": "no"},
    # Still absent: no last day.
    {"id": "a6", "first": "2026-07-13"},
)

OF_A_STEP: Mapping[What, Mapping[str, str]] = {
    What.REQUESTED: {"step": FORMAL, "by": "employee"},
    What.NOTICE: {"step": FORMAL, "value": "written", "for": "2026-06-08"},
    What.SCHEDULED: {"step": FORMAL, "for": "2026-06-08"},
    What.ALTERNATIVE_OFFERED: {"step": FORMAL, "for": "2026-06-10"},
    What.WAIVED: {"step": FORMAL, "by": "HR", "why": "not needed this time"},
    What.POSTPONED: {"step": FORMAL, "for": "2026-06-15"},
    What.HELD: {"step": FORMAL, "by": "line manager"},
    What.NOT_HELD: {"step": FORMAL, "why": "room not free"},
    What.ATTENDED: {"step": FORMAL, "value": "yes"},
    What.OUTCOME: {"step": FORMAL, "value": "attendance unlikely to improve"},
    What.TOLD: {"step": FORMAL},
    What.RETURN_AGREED: {"step": LONG, "for": "2026-09-07", "absence": "a6"},
    What.APPEALED: {"step": DISMISSAL},
    What.CLOSED: {"branch": "Branch 2", "absence": "a6", "by": "HR"},
}
OF_A_THING: Mapping[What, Mapping[str, str]] = {
    What.RECORDED: {"step": DISMISSAL, "name": "whether the employee is fit to attend", "value": "no"},
    What.COMPLETED: {"name": "Attendance Support Plan"},
    What.AGREED: {"step": FORMAL, "name": "further support"},
    What.CONSIDERED: {"step": DISMISSAL, "name": "ill-health retirement"},
    What.ISSUED: {"name": "Attendance Recommendation"},
    What.SENT: {"name": "Attendance Recommendation"},
    What.GIVEN: {"name": "consent of the employee"},
    What.RECEIVED: {"name": "medical report from the doctor"},
    What.REFUSED: {"name": "consent of the employee"},
    What.MISSED: {"name": "employee to occupational health meeting"},
}

ROWS: Mapping[Kind, tuple[Mapping[str, str], ...]] = {
    Kind.PEOPLE: ({"service from": "2020-03-02", "works": "mon|tue|wed|thu|fri", "holidays": "England and Wales"},),
    Kind.ABSENCES: ABSENCES,
    Kind.EVENTS: tuple(
        {"date": "2026-06-08", "what": what.value, **keys} for what, keys in {**OF_A_STEP, **OF_A_THING}.items()
    ),
    Kind.FACTS: ({"name": "half pay date", "value": "2026-10-05", "absence": "a6", "recorded": "2026-07-20"},),
    Kind.STANDING: (
        {"branch": "Branch 1", "step": "first informal meeting", "held": "2025-11-10", "by": "HR"},
        {"branch": "Branch 2", "step": LONG, "held": "2026-08-12", "absence": "a6", "outcome": "return date not clear"},
    ),
    Kind.ADJUSTMENTS: (
        {
            "setting": "Bradford threshold",
            "value": "250",
            "from": "2026-01-01",
            "to": "2026-12-31",
            "review": "2026-07-01",
            "by": "HR",
            "why": "agreed with the employee",
            "recorded": "2025-12-18",
        },
        # Without `from` and `to` it holds always; a length of time may have its unit.
        {"setting": "follow-up period", "value": "3 months", "by": "HR", "why": "agreed with the employee"},
    ),
}


def template(kind: Kind) -> tuple[tuple[str, ...], ...]:
    """The heading and the rows."""
    keys = SHAPES[kind].keys
    return (keys, *(tuple((E1042 | dict(row)).get(key, "") for key in keys) for row in ROWS[kind]))


def columns_of_days(kind: Kind) -> tuple[int, ...]:
    """Which columns hold days, counted from 0."""
    return tuple(index for index, key in enumerate(SHAPES[kind].keys) if key in DATES[kind])


def as_csv(rows: tuple[tuple[str, ...], ...]) -> str:
    """Rows with commas; a cell with a comma, a quotation mark or a line end stands in quotes. No last line end."""
    return "\n".join(",".join(map(_quoted, row)) for row in rows)


def _quoted(text: str) -> str:
    if not any(sign in text for sign in ',"\r\n'):
        return text
    return '"' + text.replace('"', '""') + '"'
