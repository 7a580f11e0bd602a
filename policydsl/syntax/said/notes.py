"""What an author should know who meant another thing than the words that are offered."""

from __future__ import annotations

START = "write `fall` for `start`, if an absence that began before that time counts as well"
DAYS = "or `calendar days`, if days off count as well"
CALENDAR = "or `working days`, if days off do not count"
YEAR = "write `in each calendar year` or `in each leave year`, if the count begins anew on a fixed day"
LASTED = "write `at least` for `over`, if the last day of that time is enough"
OVER = "write `over` for `at least`, if it must be longer than that"
HELD = "write `is due` for `is held`, if the time runs from the day it falls due"
WAIT = "people record it in these words"
