"""Draws what a policy declares by name: settings, categories, measures, facts, documents; and limits and times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.drawn.pen import Pen

FLAGS = ("pregnancy-related", "disability-related", "planned")
REASONS = ("stress", "injury")
ROLES = ("line manager", "HR", "head of service", "director")
OVER = ("over", "more than", "at least")
UNDER = ("at most", "under", "less than", "fewer than")
COMPARISONS = (*OVER, *OVER, *UNDER, "exactly")
OF_ABSENCE = ("working days", "calendar days", "hours", "shifts")
"""What absence is counted in."""
LONG = ("calendar days", "weeks", "months", "years")
TIMES = ("calendar days", "working days", "weeks", "months", "years")
SIZES = {"calendar days": (3, 90), "working days": (2, 30), "clear days": (2, 10), "weeks": (1, 12), "months": (1, 9)}


@dataclass
class Words:
    """What has been declared, by what it can be used for."""

    numbers: list[str] = field(default_factory=list)
    """Settings that are a bare number."""
    lengths: dict[str, list[str]] = field(default_factory=dict)
    """Settings that are a time, by their unit."""
    categories: list[str] = field(default_factory=list)
    measures: dict[str, str | None] = field(default_factory=dict)
    """The unit of each measure."""
    facts: list[str] = field(default_factory=list)
    facts_of_absence: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    """What some line must name, because another asks whether it has happened."""
    questions: list[str] = field(default_factory=list)
    """What some line must ask, because another goes by the answer."""
    steps: list[str] = field(default_factory=list)
    """Steps of the branches drawn so far."""
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    limits: dict[str, list[str]] = field(default_factory=dict)
    """Settings that are so many days, perhaps not whole, by their unit: for limits, not for times."""
    reasons: list[str] = field(default_factory=list)
    """Reasons that cover others."""
    returning: list[str] = field(default_factory=list)
    """Measures that can be worked out for earlier periods."""
    conditions: list[str] = field(default_factory=list)
    conditions_of_absence: list[str] = field(default_factory=list)
    """Named conditions that speak of the absence that a case follows."""
    timed: list[str] = field(default_factory=list)
    """Named conditions with a time that can pass."""
    days: list[date] = field(default_factory=list)
    """The days on which versions of lines begin; none: no line has a dated version."""
    groups: list[str] = field(default_factory=list)
    calendars: list[str] = field(default_factory=list)
    leave: list[str] = field(default_factory=list)
    """Flags and reasons that are leave."""


# ------------------------------------------------------------------ numbers, times and limits


def size(pen: Pen, unit: str, short: bool = False) -> str:
    low, high = (1, 26) if unit == "pay periods" else SIZES.get(unit, (1, 1))
    number = pen.number(low, max(low, high // 4) if short else high)
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def time(pen: Pen, words: Words, units: tuple[str, ...] = TIMES, short: bool = False) -> str:
    """A length of time, or a setting that has one."""
    named = [name for unit in units for name in words.lengths.get(unit, ())]
    if named and pen.often(0.3):
        return pen.among(named)
    return size(pen, pen.among(units), short)


def bound(pen: Pen, unit: str | None, most: int, named: list[str], bare: bool = False) -> str:
    """A limit, in a unit where it has one; now and then a range, now and then a setting."""
    ending = "" if unit is None or (bare and pen.often(0.5)) else f" {unit}"
    if named and pen.often(0.3):
        return f"{pen.among(COMPARISONS)} {pen.among(named)}"
    if pen.often(0.12):
        low = pen.number(0, most)
        under = "under " if pen.often(0.4) else ""
        between = f" {unit}" if ending and pen.often(0.3) else ""
        return f"from {low}{between} to {under}{low + pen.number(1, most + 1)}{ending}"
    half = ".5" if unit is not None and pen.often(0.1) else ""
    return f"{pen.among(COMPARISONS)} {pen.number(0, most)}{half}{ending}"


# ------------------------------------------------------------------ settings


def settings(pen: Pen, words: Words) -> list[str]:
    lines = []
    for _ in range(pen.upto(2)):
        name = pen.name("limit", "threshold")
        worth = pen.among(words.numbers) if words.numbers and pen.often(0.4) else pen.one("0", "2", "5", "12", "2.5")
        lines.append(f"setting {name} is {worth}")
        words.numbers.append(name)
        lines += cases(pen, words, lambda: pen.one("0", "1", "3", "8", "1.5"))
    for _ in range(pen.upto(2)):
        name, unit = pen.name("period", "time"), pen.among((*TIMES, "pay periods"))
        lines.append(f"setting {name} is {size(pen, unit)}")
        lines += cases(pen, words, lambda unit=unit: size(pen, unit))  # type: ignore[misc]
        words.lengths.setdefault(unit, []).append(name)
    if pen.often(0.35):
        lines += [line for _ in range(pen.number(1, 2)) for line in scaled(pen, words)]
    return lines


def scaled(pen: Pen, words: Words) -> list[str]:
    """A setting that is worked out from a value: a share of it, pro rata to this person's week, rounded."""
    name, unit = pen.name("limit", "threshold"), pen.one(*OF_ABSENCE, None, None, None, None)
    named = words.numbers if unit is None else [*words.lengths.get(unit, ()), *words.limits.get(unit, ())]
    value = pen.one("9", "2.5") if unit is None else f"{pen.number(3, 20)} {unit}"
    value = pen.among(named) if named and pen.often(0.4) else value
    for _ in range(pen.one(0, 1, 1, 2)):
        value = f"{pen.one('50', '12.5', '150')}% of {value}"
    how = pen.one("up", "down", "to the nearest whole day", "to the nearest half day", "to the nearest quarter day")
    end = pen.one("", ", not rounded", f", rounded {how}", f", rounded {how}", f", rounded {how}")
    if pen.often(0.5):
        value += f", pro rata to a full-time week of {pen.one('5 working days', '4.5 working days', '37 hours')}{end}"
    elif end.startswith(", rounded"):
        value += end
    if unit is None:
        words.numbers.append(name)
    else:
        words.limits.setdefault(unit, []).append(name)
    return [f"setting {name} is {value}"]


# ------------------------------------------------------------------ versions


def when_and_whom(pen: Pen, words: Words) -> str:
    """From which day a version holds, and for whom; nothing where the policy has neither days nor groups."""
    days = f"from {said(pen.among(words.days))}" if words.days else ""
    if days and pen.often(0.2):
        until = max(words.days).replace(year=max(words.days).year + 1)
        days += f" until {said(until)}"
    group = f"for employees {pen.among(words.groups)}" if words.groups else ""
    return pen.one(days or group, group or days, f"{group} {days}".strip())


def said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def cases(pen: Pen, words: Words, worth: Callable[[], str], chance: float = 0.4) -> list[str]:
    """Other values of a setting on some days or for some people."""
    head = when_and_whom(pen, words)
    return [f"  {head} it is {worth()}"] if head and pen.often(chance) else []


# ------------------------------------------------------------------ which absences


def filters(pen: Pen, words: Words) -> str:
    found = []
    if pen.often(0.3):
        unit = pen.one("calendar days", "working days", "weeks", "calendar days", "hours", "shifts")
        named = words.lengths.get(unit, [])
        found.append(f"lasting {bound(pen, unit, 3 if unit == 'weeks' else 10, named)}")
    if pen.often(0.15):
        found.append(f"{pen.one('', 'not ')}flagged {pen.among(FLAGS)}")
    if pen.often(0.1):
        found.append(f"because of {pen.among([*REASONS, *words.reasons, *words.reasons])}")
    if pen.often(0.1):
        days = pen.some(("Monday", "Tuesday", "Friday", "Sunday"), 2)
        found.append(f"starting on a {' or '.join(days)}")
    if pen.often(0.12):
        days = [*words.calendars, *words.leave, "public holiday", "a day off", "same dates as last year"]
        beside = pen.often(0.6)
        what = pen.among(days[:-1] if beside else days)
        on = pen.beside(f"on {what} {len(words.calendars)} {' '.join(found)}").one("falling on", "starting on")
        found.append(f"{'next to' if beside else on} {what}")
    if words.documents and pen.often(0.12):
        found.append(f"{pen.one('with', 'without')} {pen.among(words.documents)}")
    return " ".join(["", *found])


def kind(pen: Pen, words: Words, plural: bool = True) -> str:
    """Absences of one kind."""
    name = pen.among(words.categories) if words.categories and pen.often(0.45) else "absence"
    end = "s" if plural and pen.often(0.6) else ""
    return f"{name}{end}{filters(pen, words)}"


def kinds(pen: Pen, words: Words) -> str:
    """Absences of some kinds, but for some others."""
    article = "an " if pen.often(0.3) else ""
    said = article + " or ".join(kind(pen, words, plural=not article) for _ in range(1 + pen.often(0.25)))
    return f"{said} except {kind(pen, words)}" if pen.often(0.2) else said


def categories(pen: Pen, words: Words) -> list[str]:
    lines = []
    unit, most = pen.one(("calendar days", 7), ("calendar days", 3), ("working days", 5), ("weeks", 1))
    if pen.often(0.8):
        short, long = pen.name("short absence"), pen.name("long absence")
        lines.append(f"category {short} is an absence lasting at most {most} {unit}")
        lines.append(f"category {long} is an absence lasting over {most} {unit}")
        words.categories += [short, long]
    if pen.often(0.5):
        found = pen.name("spell", "absence")
        lines.append(f"category {found} is {kinds(pen, words)}")
        if words.categories and pen.often(0.5):
            lines.append(f"  may overlap {pen.among(words.categories)}")
        if pen.often(0.3):
            lines.append("  may be followed by a gap")
        head = when_and_whom(pen, words)
        if head and pen.often(0.4):
            lines.append(f"  {head} it is instead {kinds(pen, words)}")
        words.categories.append(found)
    return lines


# ------------------------------------------------------------------ reasons, facts, documents


def reasons(pen: Pen, words: Words) -> list[str]:
    if not pen.often(0.25):
        return []
    words.reasons.append(pen.name("reason"))
    return [f"reason {words.reasons[-1]} covers {', '.join(pen.some(REASONS, 2))}"]


def calendars(pen: Pen, words: Words) -> list[str]:
    """Calendars of dates, stretches and days of the week, and some whose days are those of another calendar."""
    lines = []
    for _ in range(pen.one(0, 0, 1, 2)):
        words.calendars.append(pen.name("calendar days"))
        covers = pen.one('"Scotland"', "") or ", ".join(pen.some((a_date(pen), stretch(pen), "Saturdays"), 3))
        lines.append(f"calendar {words.calendars[-1]} covers {covers}{of_every_year(pen, words.calendars[-1], covers)}")
    return lines


def of_every_year(named: Pen, name: str, covers: str) -> str:
    """Days of every year behind others, in some calendars."""
    pen = named.beside(f"every year {name}")
    if covers.startswith('"') or not pen.often(0.5):
        return ""
    return pen.one(", every year from 20 December to 29 February", ", every year on 29 February, every year on 1 May")


def a_date(pen: Pen) -> str:
    return said(date(pen.number(2025, 2027), pen.number(1, 12), pen.number(1, 28)))


def stretch(pen: Pen) -> str:
    first = date(pen.number(2025, 2026), pen.number(1, 12), pen.number(1, 28))
    return f"{said(first)} to {said(first + timedelta(days=pen.number(0, 60)))}"


def groups(pen: Pen, words: Words) -> list[str]:
    """Groups of employees, and the words by which they are told."""
    words.groups += [pen.name("staff") for _ in range(pen.one(0, 0, 1, 2))]
    return [f"group {name} is employees recorded as {pen.name('staff')}" for name in words.groups]


def facts(pen: Pen, words: Words) -> list[str]:
    lines = []
    for _ in range(pen.upto(2)):
        name = pen.name("date", "day")
        if pen.often(0.6):
            lines.append(f"fact {name} is the day that somebody settles, for each absence")
            words.facts_of_absence.append(name)
        else:
            lines.append(f"fact {name} is the day agreed with the employee")
            words.facts.append(name)
    return lines


def documents(pen: Pen, words: Words) -> list[str]:
    lines = []
    for _ in range(pen.upto(2)):
        words.documents.append(pen.name("plan", "letter"))
        lines.append(f"document {words.documents[-1]}")
        lines += [f"  says {pen.text()}" for _ in range(pen.upto(2))]
    return lines
