"""Make the holiday calendars that come with the program anew, with the package `holidays` (extra `calendars`).

    PYTHONPATH=. python benchmarks/make_calendars.py

Days later than the year `PUBLISHED` follow the same rules and are marked as extrapolated. When a further year has been
announced, hold the days against the government's list, raise `PUBLISHED`, and run this again.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policydsl_cli.from_holidays import as_text, calendar_values, days_of, on_weekdays

from policydsl.calendars import FILES

FIRST, PUBLISHED, LAST = 2015, 2027, 2035
PARTS = {"England and Wales": "ENG", "Scotland": "SCT", "Northern Ireland": "NIR"}
SOURCE = (
    "bank holidays as www.gov.uk/bank-holidays lists them, {first} to {published}, by way of the Python package"
    " holidays {version}; {next} to {last} worked out by it from the same rules, not announced"
)
WORDS = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2nd January",
    "Saint Patrick's Day": "St Patrick's Day",
    "Saint Andrew's Day": "St Andrew's Day",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen's Day)",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "Bank Holiday for the State Funeral of Queen Elizabeth II",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}
"""The words of the published list for what the package calls otherwise."""

MOVED = {date(2020, 5, 8): "Early May bank holiday (VE day)"}


def main() -> None:
    """Write one file for each part of the United Kingdom."""
    from importlib.metadata import version

    folder = Path(__file__).parent.parent / "policydsl" / "calendars"
    source = SOURCE.format(first=FIRST, published=PUBLISHED, next=PUBLISHED + 1, last=LAST, version=version("holidays"))
    for name, part in PARTS.items():
        days = dict(on_weekdays(days_of("GB", part, FIRST, LAST), WORDS))
        days |= {day: called for day, called in MOVED.items() if day in days}
        text = as_text(calendar_values(name, FIRST, LAST, source, days, PUBLISHED))
        (folder / FILES[name]).write_text(f"{text}\n", encoding="utf-8")
        print(f"{name}: {len(days)} days")


if __name__ == "__main__":
    main()
