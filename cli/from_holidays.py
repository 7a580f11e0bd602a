"""A holiday calendar from the package `holidays`: the days that make up a calendar file, in the words people use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

OBSERVED = " (observed)"
SUBSTITUTE = " (substitute day)"
SATURDAY = 5


def days_of(country: str, subdivision: str | None, first: int, last: int) -> dict[date, str]:
    """The holidays of some years on which people would work otherwise; ImportError: the package is not there.

    KeyError or NotImplementedError: the package has no such country or part of it.
    """
    import holidays

    found = holidays.country_holidays(country, subdiv=subdivision, years=range(first, last + 1), language="en_GB")
    return {day: found[day] for day in sorted(found) if first <= day.year <= last}


def on_weekdays(days: Mapping[date, str], words: Mapping[str, str]) -> Iterator[tuple[date, str]]:
    """The days as the United Kingdom lists them: where one falls on a weekend, the weekday in its place alone.

    Where two meet on one weekday, that one is called by its own name, and the next substitute by the name of the other.
    """
    displaced: list[str] = []
    for day, text in days.items():
        if day.weekday() >= SATURDAY:
            continue
        names = sorted(text.split("; "), key=lambda name: name.endswith(OBSERVED))
        name = names[0]
        displaced += names[1:]
        if name.endswith(OBSERVED) and displaced and len(names) == 1:
            name = displaced.pop(0)
        plain = name.removesuffix(OBSERVED)
        yield day, words.get(plain, plain) + (SUBSTITUTE if name.endswith(OBSERVED) else "")


def calendar_values(
    name: str, first: int, last: int, source: str, days: Mapping[date, str], published: int | None = None
) -> dict[str, Any]:
    """What a calendar file holds. `published`: the last year whose days were announced; later ones are marked."""
    return {
        "name": name,
        "covers": {"first": f"{first}-01-01", "last": f"{last}-12-31"},
        "source": source,
        "days": [
            {
                "date": day.isoformat(),
                "name": called,
                **({"extrapolated": True} if published is not None and day.year > published else {}),
            }
            for day, called in sorted(days.items())
        ],
    }


def as_text(values: Mapping[str, Any]) -> str:
    """A calendar file: JSON, which is YAML too, with one day a line."""
    import json

    def one(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    days = ",\n".join(f"    {one(each)}" for each in values["days"])
    head = "".join(f'  "{key}": {one(values[key])},\n' for key in ("name", "covers", "source"))
    return f'{{\n{head}  "days": [\n{days}\n  ]\n}}'
