"""Every row of the tables on the page about days comes true, under the policy that the page ends with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from policydsl.interpret.answer import Answer
from policydsl.model.policy import Policy
from tests.engine import answer_of, person_of, policy_of

PAGE = (Path(__file__).parent.parent / "docs" / "semantics.md").read_text(encoding="utf-8")
DAY = re.compile(r"(\d{1,2})(?: (\w+))?(?: (\d{4}))?$")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
END_OF_YEAR = date(2026, 12, 31)


def rows(table: str) -> list[tuple[str, ...]]:
    """The cells of a table, below its heading on the page, without the signs for code."""
    section = re.split(r"\n###? ", re.split(f"\n###? {table}\n", PAGE, maxsplit=1)[1], maxsplit=1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in lines[2:]]


def all_rows(table: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows(table), ids=lambda row: " ".join(filter(None, row))[:90])


WHOLE = next(block for block in re.findall(r"```policy\n(.*?)```", PAGE, re.S) if block.startswith("policy "))
BLOCKS = re.split(r"^(?=\S)", WHOLE, flags=re.MULTILINE)[1:]
BRANCHES = [found[1] for block in BLOCKS if (found := re.match(r"branch (.+) follows ", block))]


def page_with(branch: str) -> str:
    """The policy of the page with one of its branches alone: the others only take time, as a test below shows."""
    return "".join(
        one for one in BLOCKS if not one.startswith("branch ") or one.startswith(f"branch {branch} follows ")
    )


def policy_with(table: str, sentence: str, branch: str = "six") -> Policy:
    """The policy of the page, with a sentence in the place of the line that bears the table's name.

    With the branch in which that line stands, or the one that is named.
    """
    place = next((one for one in BRANCHES if f"# {table}\n" in page_with(one).split("\nbranch ")[1]), branch)
    lines = [sentence if line.endswith(f"# {table}") else line for line in page_with(place).splitlines()]
    assert sentence in lines, f"no line of the policy has the comment `# {table}`"
    return policy_of("\n".join(lines) + "\n")


def day(text: str, month: str = "", year: str = "") -> date:
    found = DAY.match(text)
    assert found, text
    return date(int(found[3] or year), MONTHS.index(found[2] or month) + 1, int(found[1]))


def absences(text: str) -> Iterator[dict[str, Any]]:
    """`5 January 2026`, `5 to 16 January 2026`, `from 5 January 2026`, several with semicolons."""
    for one in filter(None, text.split("; ")):
        if one.startswith("from "):
            yield {"first": day(one.removeprefix("from "))}
            continue
        start, _, end = one.partition(" to ")
        last = day(end or start)
        yield {"first": day(start, MONTHS[last.month - 1], str(last.year)), "last": last}


def asked(policy: Policy, away: str, on: date = END_OF_YEAR, **more: Any) -> Answer:
    return answer_of({"employee": "E1", "absences": list(absences(away)), **more}, on, policy)


def due(answer: Answer, step: str) -> list[date]:
    return [one.on for one in answer.fell_due if one.step == step]


def expected(cell: str) -> list[date]:
    return [] if cell == "never" else [day(cell)]


def test_the_branches_of_the_page_do_not_see_each_other() -> None:
    events = [
        {"date": date(2026, 3, 10), "step": "first meeting", "what": "held"},
        {"date": date(2026, 3, 10), "step": "start meeting", "what": "held"},
        {"date": date(2026, 1, 12), "step": "first review", "what": "held"},
    ]
    away = "5 to 16 January 2026; 2 February 2026; 16 to 20 March 2026; from 4 May 2026"
    whole = asked(policy_of(WHOLE), away, events=events)
    assert len(whole.fell_due) > 20
    for branch in BRANCHES:
        own = [one for one in events if f"step {one['step']}" in page_with(branch)]
        alone = asked(policy_of(page_with(branch)), away, events=own)
        for name in ("fell_due", "lapsed", "closed"):
            there, here = ([one for one in getattr(each, name) if one.branch == branch] for each in (whole, alone))
            assert [(one.step, one.on) for one in there] == [(one.step, one.on) for one in here], branch


def test_leave() -> None:
    section = PAGE.split("\n### Leave\n", 1)[1].split("\n## ", 1)[0]
    lines = [one.strip("| ").split(" | ") for one in section.splitlines() if one.startswith("|")][2:]
    assert len(lines) == 6
    text = page_with("six")
    rule = "absences join when no working day lies between them"
    assert rule in text
    policy = policy_of(text.replace(rule, "absences join across annual leave\n  " + rule))
    leave = {"first": date(2026, 1, 12), "last": date(2026, 1, 16), "flags": ["annual leave"]}
    for away, number, length, lost in lines:
        records = sorted([*absences(away), leave], key=lambda one: one["first"])
        person = person_of({"employee": "E1", "absences": records}, date(2026, 1, 31), policy)
        first = person.absences[0]
        found = sum(one.working_days(one.first, person.on).low for one in person.absences)
        assert (len(person.absences), first.length(person.on).low, found) == (int(number), int(length), int(lost)), away


def number(table: str, row: tuple[str, ...], measure: str) -> int:
    """What a measure is at the end of January 2026, under the sentence of a row."""
    sentence, away, _ = row
    answer = asked(policy_with(table, sentence), away, date(2026, 1, 31))
    (found,) = [one for one in answer.measures if one.name == measure]
    assert found.value == int(str(found.value))
    return int(str(found.value))


@all_rows("Records and absences")
def test_records_and_absences(row: tuple[str, ...]) -> None:
    assert number("Records and absences", row, "absences so far") == int(row[2])


@all_rows("Where an absence ends")
def test_where_an_absence_ends(row: tuple[str, ...]) -> None:
    assert number("Where an absence ends", row, "days so far") == int(row[2])


@all_rows("The day of a category")
def test_the_day_of_a_category(row: tuple[str, ...]) -> None:
    sentence, away, falls_due = row
    answer = asked(policy_with("The day of a category", sentence, "thirteen"), away)
    assert due(answer, "short talk") == expected(falls_due)


@all_rows("One absence")
def test_one_absence(row: tuple[str, ...]) -> None:
    sentence, away, falls_due = row
    answer = asked(policy_with("One absence", f"falls due when {sentence}"), away)
    assert due(answer, "long absence meeting") == expected(falls_due)


@all_rows("Counts and measures")
def test_counts_and_measures(row: tuple[str, ...]) -> None:
    sentence, away, falls_due = row
    answer = asked(policy_with("Counts and measures", f"falls due when {sentence}"), away)
    assert due(answer, "absence meeting") == expected(falls_due)


@all_rows("Points")
def test_points(row: tuple[str, ...]) -> None:
    line, on, points = row
    late = [{"date": date(2026, 3, 10), "had": "late arrival"}]
    answer = asked(policy_with("Points", f"  {line}"), "2 February 2026", day(on), events=late)
    (found,) = [one for one in answer.measures if one.name == "attendance points"]
    assert found.value == Fraction(points)


WORKS = {
    "7.5 hours a day": {"days": ["mon", "tue", "wed", "thu", "fri"], "hours": 7.5},
    "two on, two off": {"cycle": [12, 12, 0, 0], "starting": date(2026, 1, 1)},
    "no hours": {"days": ["mon", "tue", "wed", "thu", "fri"]},
}


@all_rows("Hours and shifts")
def test_hours_and_shifts(row: tuple[str, ...]) -> None:
    sentence, works, away, falls_due = row
    on = END_OF_YEAR if "known" not in falls_due else date(2026, 1, 31)
    answer = asked(policy_with("Hours and shifts", f"falls due when {sentence}"), away, on, works=[WORKS[works]])
    needs = falls_due.removeprefix("not known: ") if "known" in falls_due else ""
    assert due(answer, "hours meeting") == ([] if needs else expected(falls_due))
    assert [one.needs for one in answer.unknown] == ([needs] if needs else [])


@all_rows("Windows")
def test_windows(row: tuple[str, ...]) -> None:
    sentence, on, first, last = row
    answer = asked(policy_with("Windows", f"measure days lost {sentence}"), "2 to 10 March 2026", day(on))
    (found,) = [one for one in answer.measures if one.name == "days lost"]
    assert (found.first, found.last) == (day(first), day(last))


@all_rows("Within a time after a meeting")
def test_within_a_time_after_a_meeting(row: tuple[str, ...]) -> None:
    sentence, away, falls_due, passes = row
    table = "Within a time after a meeting"
    policy = policy_with(table, f"falls due when {sentence} within 6 months after first meeting is held")
    answer = asked(policy, away, events=[{"date": date(2026, 3, 10), "step": "first meeting", "what": "held"}])
    assert due(answer, "second meeting") == expected(falls_due)
    assert [one.on for one in answer.lapsed if one.branch == "three"] == ([day(passes)] if passes else [])


@all_rows("During a period")
def test_during_a_period(row: tuple[str, ...]) -> None:
    sentence, away, falls_due, ends = row
    table = "During a period"
    policy = policy_with(table, f"falls due when {sentence} during watch")
    answer = asked(policy, away, events=[{"date": date(2026, 3, 10), "step": "start meeting", "what": "held"}])
    assert due(answer, "further meeting") == expected(falls_due)
    assert [one.on for one in answer.closed if one.branch == "seven"] == ([day(ends)] if ends else [])


@all_rows("A period that goes on")
def test_a_period_that_goes_on(row: tuple[str, ...]) -> None:
    line, on, last = row
    text = next(block for block in re.findall(r"```policy\n(.*?)```", PAGE, re.S) if block.startswith("policy "))
    for old, new in (
        (
            "falls due at once\n    then wait for further",
            (
                "falls due when 1 absence starts in the last 1 month\n    falls due again only on a new absence\n"
                "    then close\n    if waived: wait for further"
            ),
        ),
        (
            "    lasts 6 months after start meeting is held\n    at its end: close",
            f"    lasts 6 months after start meeting is held\n    {line.strip('`')}",
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    if "at its end" not in line:
        text = text.replace("starts during watch ", "starts during watch\n    if not due by then: stay ")
    events = [{"date": date(2026, 3, 10), "step": "start meeting", "what": "held"}]
    records = [{"first": date(2026, 3, 9), "last": date(2026, 3, 9)}]
    answer = answer_of({"employee": "E1", "absences": records, "events": events}, day(on), policy_of(text))
    said = [one.text for one in answer.shown if one.code == "period"]
    assert said == ([] if last == "over" else [f"watch runs from 2026-03-10 to {day(last).isoformat()}"])


@all_rows("Active service")
def test_active_service(row: tuple[str, ...]) -> None:
    away, on, last = row
    text = page_with("seven")
    for old, new in (
        ("lasts 6 months after start", "lasts 6 months of active service after start"),
        ("falls due when 1 absence starts during watch", "falls due when 9 absences start during watch"),
        (
            "  the leave year",
            (
                "  active service leaves out unpaid leave, medium-term absence\n"
                "  absences join across unpaid leave\n  the leave year"
            ),
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    records = [] if away == "none" else list(absences(away.removeprefix("unpaid leave ")))
    if away.startswith("unpaid leave"):
        records = [{**one, "reason": "unpaid leave"} for one in records]
    events = [{"date": date(2026, 3, 10), "step": "start meeting", "what": "held"}]
    answer = answer_of({"employee": "E1", "absences": records, "events": events}, day(on), policy_of(text))
    said = [one.text for one in answer.shown if one.code == "period"]
    if last == "over":
        assert said == []
        return
    until = day(last.removeprefix("at least ")).isoformat()
    assert said[0].startswith(f"watch runs from 2026-03-10 to {until}")
    assert ("at least" in said[0]) is last.startswith("at least")


@all_rows("A setting set at a meeting")
def test_a_setting_set_at_a_meeting(row: tuple[str, ...]) -> None:
    recorded, away, falls_due = row
    text = page_with("five")
    was = "falls due when 1 new medium-term absence starts within 1 month after first review is held"
    whole = f"{was}\n    if not due by then: go back to first review"
    assert whole in text
    text = text.replace(whole, "falls due when days lost is over own limit\n    falls due again only on a new absence")
    text += "\nsetting own limit is set at first review\n"
    said = re.findall(r"(\d+) on (\d+ \w+ \d+)", recorded)
    events: list[dict[str, Any]] = [{"date": date(2026, 1, 12), "step": "first review", "what": "held"}]
    events += [{"date": day(on), "what": "recorded", "name": "own limit", "value": value} for value, on in said]
    records = [{"first": date(2026, 1, 5), "last": date(2026, 1, 8)}, *absences(away)]
    answer = answer_of({"employee": "E1", "absences": records, "events": events}, date(2026, 3, 31), policy_of(text))
    assert due(answer, "second review") == expected(falls_due)
    assert [one.needs for one in answer.unknown if one.branch == "five"] == (
        [] if said else ["own limit, set at first review"]
    )


@all_rows("Months")
def test_months(row: tuple[str, ...]) -> None:
    held, last = map(day, row)
    table = "Within a time after a meeting"
    policy = policy_with(table, "falls due when 1 new absence starts within 6 months after first meeting is held")
    events = [{"date": held, "step": "first meeting", "what": "held"}]
    inside = asked(policy, "", date(2027, 12, 31), events=events)
    assert [one.on for one in inside.lapsed if one.branch == "three"] == [last + timedelta(1)]


@all_rows("Dates")
def test_dates(row: tuple[str, ...]) -> None:
    sentence, known, falls_due = row
    facts = [
        {"name": name, "value": day(value)}
        for name, value in re.findall(r"(half pay date|end of pay) (\d+ \w+ \d+)", known)
    ]
    events = [{"date": date(2026, 1, 12), "step": "first talk", "what": "held"}]
    policy = policy_with("Dates", f"falls due {sentence}")
    answer = asked(policy, "from 5 January 2026", facts=facts, events=events)
    assert due(answer, "second talk") == expected(falls_due)


def test_a_date_set_by_people() -> None:
    events = [
        {"date": date(2026, 1, 12), "step": "first talk", "what": "held"},
        {"date": date(2026, 1, 20), "step": "second talk", "what": "scheduled", "for": date(2026, 2, 16)},
    ]
    facts = [{"name": "half pay date", "value": date(2026, 1, 9)}]
    policy = policy_with("Dates", "falls due on half pay date")
    before = asked(policy, "from 5 January 2026", date(2026, 1, 19), facts=facts, events=events)
    assert "date-to-be-set" in {one.code for one in before.human}
    assert due(asked(policy, "from 5 January 2026", facts=facts, events=events), "second talk") == [date(2026, 2, 16)]


@all_rows("Guards")
def test_guards(row: tuple[str, ...]) -> None:
    sentence, away, falls_due = row
    first, *others = absences(away)
    told = {"employee": "E1", "absences": [first | {"flags": ["planned"]}, *others]}
    assert due(answer_of(told, END_OF_YEAR, policy_with("Guards", sentence)), "guarded meeting") == expected(falls_due)


@all_rows("Falling due again")
def test_falling_due_again(row: tuple[str, ...]) -> None:
    how, away, again = row
    policy = policy_with("Falling due again", f"falls due again {how}")
    events = [{"date": date(2026, 1, 12), "step": "first review", "what": "held"}]
    answer = asked(policy, "; ".join(filter(None, ("5 to 9 January 2026", away))), events=events)
    assert [one.on for one in answer.lapsed if one.branch == "five"] == [date(2026, 2, 13)]
    assert due(answer, "first review") == [date(2026, 1, 8), *expected(again)]


@all_rows("Every so often")
def test_every_so_often(row: tuple[str, ...]) -> None:
    line, away, falls_due = row
    answer = asked(policy_with("Every so often", line), away.replace("5 January to", "5 January 2026 to"))
    assert due(answer, "long absence review") == [day(one, year="2026") for one in falls_due.split("; ")]


@all_rows("Expected to last")
def test_expected_to_last(row: tuple[str, ...]) -> None:
    sentence, said, falls_due = row
    found = re.match(r"to (\d+ \w+ \d+), on (\d+ \w+ \d+)", said)
    expects = {"what": "expected", "absence": "2026-01-05"}
    events = [{**expects, "date": day(found[2]), "for": day(found[1])}] if found else []
    answer = asked(policy_with("Expected to last", f"falls due when {sentence}"), "from 5 January 2026", events=events)
    assert due(answer, "long absence talk") == expected(falls_due)


@all_rows("Duties")
def test_duties(row: tuple[str, ...]) -> None:
    sentence, recorded, on, state = row
    policy = policy_with("Duties", sentence)
    answer = asked(policy, "", day(on), events=list(events_of(recorded)))
    (found,) = [one for one in answer.duties if one.duty == name_of(sentence)]
    assert found.state.value == state


def events_of(recorded: str) -> Iterator[dict[str, Any]]:
    """`notice 3 June 2026; held 8 June 2026; completed Support Plan 8 June 2026` as events of the hearing."""
    held = re.search(r"held (\d+ \w+ \d+)", recorded)
    for what, name, on in re.findall(r"(notice|held|completed|sent)(?: ([A-Za-z ]+?))? (\d+ \w+ \d+)", recorded):
        event: dict[str, Any] = {"date": day(on), "what": what}
        event |= {"name": name} if name else {"step": "hearing"}
        yield event | ({"for": day(held[1])} if what == "notice" and held else {})


def name_of(sentence: str) -> str:
    """How an answer calls the duty of a sentence."""
    if sentence.startswith("give notice"):
        return "notice"
    if sentence.startswith("must be held"):
        return "hold"
    return sentence.split(" ", 1)[1].split(" within ")[0]


@all_rows("Next to, and falling on")
def test_next_to_and_falling_on(row: tuple[str, ...]) -> None:
    sentence, away, falls_due = row
    policy = policy_with("Next to, and falling on", f"falls due when at least 1 {sentence} starts in the last 3 months")
    leave = {"first": "2026-01-12", "last": "2026-01-16", "flags": ["annual leave"]}
    records = [{"first": "2025-01-19", "last": "2025-01-23"}, leave, *absences(away)]
    needs = falls_due.removeprefix("not known: ") if "known" in falls_due else ""
    answer = asked(policy, "", date(2026, 1, 31) if needs else END_OF_YEAR, absences=records, holidays="Scotland")
    assert due(answer, "pattern talk") == ([] if needs else expected(falls_due))
    assert [one.needs for one in answer.unknown if "calendar" in one.needs] == ([needs] if needs else [])


@all_rows("Limits")
def test_limits(row: tuple[str, ...]) -> None:
    sentence, away, falls_due = row
    assert due(asked(policy_with("Limits", sentence), away), "beyond paid days") == expected(falls_due)


COVERED = """
document fit note
measure added up over the whole record
  is {days}
  an absence still running counts day by day
"""


@all_rows("Days that a paper covers")
def test_days_that_a_paper_covers(row: tuple[str, ...]) -> None:
    days, note, covered, number = row
    text = page_with("six")
    event: dict[str, Any] = {"what": "recorded", "name": "fit note"}
    for one in absences(covered):
        event |= {"from": one["first"], "to": one["last"]}
    events = [] if note == "none" else [event | {"date": day(note)}]
    answer = asked(
        policy_of(text + COVERED.format(days=days)), "5 to 16 January 2026", date(2026, 1, 16), events=events
    )
    assert [one.value for one in answer.measures if one.name == "added up"] == [int(number)]


UNBROKEN = """
document fit note
branch Cover follows each absence while it lasts
  step missing certificate
    falls due when the absence is not covered by fit note {after}
    falls due again only after falling back
    counts as held at once
    then stay
"""


@all_rows("Covered after so many days")
def test_covered_after_so_many_days(row: tuple[str, ...]) -> None:
    after, notes, falls_due = row
    text = page_with("six")
    events = [
        {"date": one["first"], "recorded": "fit note", "from": one["first"], "to": one["last"]}
        for one in absences("" if notes == "none" else notes)
    ]
    policy = policy_of(text + UNBROKEN.format(after=after))
    answer = asked(policy, "from 5 January 2026", date(2026, 1, 31), events=events)
    assert due(answer, "missing certificate") == [day(one) for one in falls_due.split("; ")]


VERSIONED = """
group managers is employees recorded as managers
sick pay for everybody
  everybody: 4 weeks full, 4 weeks half
  {line}
  pay is counted in calendar days
  earlier sick pay does not count
  gives half pay date
"""


@all_rows("Sick pay with versions")
def test_sick_pay_with_versions(row: tuple[str, ...]) -> None:
    line, first, half = row
    policy = policy_of(page_with("six") + VERSIONED.format(line=line))
    groups = [{"name": "managers", "from": date(2026, 5, 1)}]
    found = asked(policy, f"from {first}", day(first), groups=groups).sick_pay[0].dates
    assert next(one.on for one in found if one.fact == "half pay date") == day(half, year="2026")


PROVIDED = """
document fit note
branch Cover follows each absence while it lasts
  step certificate
    falls due when {when}
    falls due again only after falling back
    counts as held at once
    employee must provide fit note
    then stay
"""
WHEN = {
    "first": "the absence has lasted over 7 calendar days",
    "further": "the absence is not covered by fit note after 7 calendar days",
}


@all_rows("What a certificate is provided for")
def test_what_a_certificate_is_provided_for(row: tuple[str, ...]) -> None:
    which, came, covering, on, state, left = row
    text = next(block for block in re.findall(r"```policy\n(.*?)```", PAGE, re.S) if block.startswith("policy "))
    papers = [("12 January 2026", "12 to 18 January 2026")] if which == "further" else []
    events = []
    for on_file, days in [*papers, *([(came, covering)] if came else [])]:
        covered = next(absences(days), None)
        ends = {} if covered is None else {"from": covered["first"], "to": covered["last"]}
        events.append({"date": day(on_file), "recorded": "fit note", **ends})
    policy = policy_of(text + PROVIDED.format(when=WHEN[which]))
    answer = asked(policy, "from 5 January 2026", day(on), events=events)
    duty = next(one for one in answer.duties if one.duty == "provide fit note")
    assert duty.state.value == state
    assert [{"first": one, "last": other} for one, other in duty.uncovered] == list(absences(left))


SCHEDULE = """
sick pay for everybody
  everybody: 4 weeks full, 4 weeks half
  pay is counted in calendar days
  less sick pay received in the last 12 months, counted back from {back}
  it comes off each kind of pay separately
  gives half pay date, end of pay
"""


@all_rows("Sick pay")
def test_sick_pay(row: tuple[str, ...]) -> None:
    back, away, half, nothing = row
    text = page_with("six")
    policy = policy_of(text + SCHEDULE.format(back=back))
    answer = asked(policy, "; ".join(filter(None, (away, "from 5 January 2026"))), date(2026, 1, 5))
    found = {one.fact: one.on for one in answer.sick_pay[-1].dates if one.fact}
    assert found == {"half pay date": day(half, year="2026"), "end of pay": day(nothing, year="2026")}
