"""Sentences as policies really have them: each has one problem, at its line, and the help has the line to write."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic, Severity
from policydsl.source import Source
from tests import small
from tests.cookbook import FIRST_PAGE
from tests.gate.tools import ROOT, blocks

HEADER = next(blocks(FIRST_PAGE.read_text(encoding="utf-8"), "policy")).text
PLACES = {
    "in force": "in force from 1 January 2026",
    "joining": "absences join when no working day lies between them",
    "part day": "a part day counts as its fraction",
    "organisation": "the organisation works Monday to Friday",
    "leave year": "the leave year starts on 1 April",
    "left out": "leave out absences flagged jury service",
    "working day": "a working day is a day the employee was due to work",
    "pattern": "with no working pattern on file, use Monday to Friday",
    "straddle": "an absence that began before the window counts for its days inside it",
    "running": "an absence still running counts day by day",
    "again": 'note "Ask how things are."',
    "passes": "if not due by then: close",
    "block": "setting usual limit is 3",
    "window": "measure Bradford score over the last 52 weeks",
    "formula": "is absences x absences x working days of absence",
    "measured": "counting only short-term absences",
    "long": "falls due when the absence has lasted over 4 weeks",
    "period": "lasts 6 months after warning letter is issued",
    "changed": "may be extended by manager",
    "due": "falls due when 2 absences start during live warning",
    "after": "falls due on first working time back",
    "while away": "falls due 1 week after the absence began",
    "step": 'note "Bring the plan."',
    "event": "event late arrival",
    "points": "1 for an absence",
    "dropped": "each entry drops off 12 months after its own date",
    "credited": "credit 1 for each quarter without an entry",
    "used": "credits come off the oldest entry",
    "capped": "never above 20",
    "counted": "falls due when attendance points is at least 4",
    "told": "had late arrival on 4 May 2026, lasting 25 minutes",
    "paid": "everybody: 4 weeks full, 4 weeks half",
    "in all": "everybody: 4 weeks full, 4 weeks half\n  earlier sick pay does not count",
    "band": "service at least 4 months: 25 working days full, 50 working days half",
    "served": "service is taken on each day",
    "less": "less sick pay received in the last 12 months, counted back from each day",
    "received": "earlier sick pay does not count",
    "waiting": "no pay for the first 3 working days",
}
"""The lines of a policy in whose place a sentence may stand, by what the cases call the place."""
WHOLE = """
document fit note
category short-term absence is an absence lasting at most 7 calendar days
category long-term absence is an absence lasting over 7 calendar days
{block}
{window}
  {formula}
  {straddle}
  {running}
  {measured}
{event}
points attendance points
  2 for an absence flagged no notice
  {points}
  {dropped}
  {credited}
  {used}
  {capped}
branch lateness follows each employee
  step talk
    {counted}
    falls due again only on a new absence
    outcome done: close
branch long absences follows each absence while it lasts
  step long meeting
    {long}
    {again}
    outcome done: close
after every absence
  step welcome back
    {after}
    then close
during every absence
  step ring up
    {while_away}
    then stay
branch short absences follows each employee
  step first meeting
    falls due when Bradford score is over 50, or when 1 long-term absence starts in the last 3 months,
      or when 5 short-term absences start in the last 3 months
    falls due again only on a new absence
    outcome warned: issue warning letter, and wait for second meeting
    outcome fine: close
  period live warning
    {period}
    {changed}
    at its end: close
  step second meeting
    {due}
    {passes}
    {step}
    outcome done: close
example late
  {told}
  on 5 May 2026, long meeting has not fallen due
"""


PAID = """
sick pay for some
  pays for absences flagged some
  {paid}
  pay is counted in calendar days
  service is taken on the first day of the absence
  {received}
  it comes off full pay first
  {waiting}
sick pay for some by service
  pays for absences flagged counted
  service under 4 months: no pay
  {band}
  pay is counted in working days
  {served}
  {less}
  it comes off full pay first
sick pay for others
  {in_all}
  pay is counted in calendar days
  it comes off full pay first
"""
"""Sick pay, below the others where a sentence about it is tried."""


OF_PAY = ("paid", "in all", "received", "waiting", "band", "served", "less")
SERVICE = "  active service leaves out unpaid leave"


def policy(place: str, line: str) -> str:
    """A policy with a sentence in one of its places."""
    header = f"{HEADER}  {PLACES['leave year']}\n  {PLACES['left out']}\n{SERVICE}\n".replace(
        f"  {PLACES[place]}\n", f"  {line}\n"
    )
    whole = WHOLE + PAID if place in OF_PAY else WHOLE
    return header + whole.format(**{key.replace(" ", "_"): said for key, said in (PLACES | {place: line}).items()})


def errors(text: str) -> list[Diagnostic]:
    found = check_text(Source("draft.policy", text)).diagnostics
    return [one for one in found if one.code.severity is Severity.ERROR]


def cases() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The place, what is written there, and the lines to write."""
    for name in ("said_otherwise", "said_by_policies"):
        yield from cases_in((ROOT / f"tests/cases/{name}.txt").read_text(encoding="utf-8"))


def cases_in(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Those of one file: below `# ` and a place, each sentence, and below it the lines to write."""
    place = written = ""
    lines: tuple[str, ...] = ()
    for line in text.splitlines():
        if line.startswith("  "):
            lines = (*lines, line.strip())
            continue
        if lines:
            yield place, written, lines
        lines = ()
        if line.startswith("# "):
            place = line.removeprefix("# ").split(":")[0]
        written = line
    yield place, written, lines


CASES = list(cases())


def test_there_is_a_place_for_every_case() -> None:
    assert {place for place, _, _ in CASES} <= PLACES.keys()
    assert len(CASES) > 180
    assert len({written for _, written, _ in CASES}) == len(CASES)
    assert [(place, errors(policy(place, line))) for place, line in PLACES.items()] == [(one, []) for one in PLACES]


@pytest.mark.parametrize(("place", "written", "lines"), CASES, ids=[row[1] for row in CASES])
def test_a_sentence_is_answered_with_the_line_to_write(place: str, written: str, lines: tuple[str, ...]) -> None:
    text = policy(place, written)
    (found,) = errors(text)
    span = found.at.place.span
    assert text.index(written) <= span.start < text.index(written) + len(written)
    assert found.fix is not None
    for edit in reversed(found.fix.edits):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert "".join(f"{line}\n" for line in lines) in "".join(f"{line.strip()}\n" for line in text.splitlines())
    words = [edit.replacement.strip() for edit in found.fix.edits]
    assert all(line in (found.help or "") for word in words for line in word.splitlines())
    assert errors(text) == []


BANDS = """
sick pay for all
  service from 0 months: 5 weeks full
  service from 4 months: 5 weeks full, then 10 weeks half
  service from 1 year: 10 weeks full, 10 weeks half
  service from 2 years: 15 weeks full, 15 weeks half
  service is taken as it grows
  pay is counted in calendar days
  earlier sick pay does not count
"""


def test_bands_of_service_end_where_the_next_one_begins() -> None:
    text = HEADER + BANDS
    found = errors(text)
    for edit in sorted((edit for one in found if one.fix for edit in one.fix.edits), key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert errors(text) == []
    assert [line.strip().partition(":")[0] for line in text.splitlines() if ": " in line and "service" in line] == [
        "service under 4 months",
        "service from 4 months to under 1 year",
        "service from 1 year to under 2 years",
        "service at least 2 years",
    ]


WARNED = """
measure Bradford score over the last 52 weeks
  is absences x absences x working days of absence
  an absence that began before the window counts whole
  an absence still running counts day by day
branch attendance follows each employee
  step stage 1
    falls due when Bradford score is at least 250
    falls due again only on a new absence
    {outcome}
    outcome fine: close
  {period}
    {lasts}
  step stage 2
    {due}
    outcome over: close
"""


def test_the_period_of_a_warning_passes_the_check() -> None:
    """What the help says of a warning that lives for a time, put where it says."""
    outcome = "outcome warned: issue written warning, lasts 12 months, and wait for stage 2"
    due = "falls due when Bradford score reaches 500 while the warning is live"
    without = HEADER + WARNED.replace("  {period}\n    {lasts}\n", "")
    first, second = (one.help or "" for one in errors(without.format(outcome=outcome, due=due)))
    meant, period, lasts = re.findall(r"`([^`]+)`", first)
    again, too, line = re.findall(r"`([^`]+)`", second)
    assert (again, too) == (period, lasts)
    assert errors(HEADER + WARNED.format(outcome=meant, period=period, lasts=lasts, due=line)) == []


TOUCH = """
branch contact follows each absence while it lasts
  step keep in touch
    falls due when the absence has lasted at least 1 calendar day
    falls due again every 3 calendar days until first days ends
    then stay
  period first days
    lasts 7 calendar days after the absence began
"""


def test_what_stops_a_step_that_falls_due_again_after_some_days() -> None:
    """As the help for `on days 1, 4 and 7` has it."""
    assert errors(small.HEADER + TOUCH) == []
    assert small.fell(small.told(TOUCH, "2026-01-30", "2026-01-12 -")) == [
        f"keep in touch 2026-01-{day}" for day in (12, 15, 18)
    ]
