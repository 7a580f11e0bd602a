"""A standing put away and taken up again: the whole and its parts come to the same, or it says why they cannot."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from policydsl_cli.main import program

from policydsl.explain.snapshot import Snapshot, as_snapshot, other_policy, read_snapshot, says_the_same
from policydsl.history.history import History
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.snapshot import put as put_away
from policydsl.interpret.snapshot import resume, taken
from policydsl.interpret.standing import NOBODY
from tests.engine import POLICIES, history_of, person_of, shipped
from tests.random_histories import history
from tests.small import small

POLICY = str(POLICIES / "luu_attendance.policy")


def kept(person: Person) -> Snapshot:
    """The snapshot of a person on their day, after a journey through JSON."""
    on, known = date.fromordinal(person.on), None if person.known is None else date.fromordinal(person.known)
    standings = over_days_that_matter(person)
    values = as_snapshot(person.filed, standings, on, known, policy_digest="sha256:p")
    one = read_snapshot(json.loads(json.dumps(values)))
    assert isinstance(one, Snapshot)
    return one


@pytest.mark.parametrize("seed", range(60))
def test_going_on_from_a_snapshot_is_going_through_it_all(seed: int) -> None:
    made, on = history(Random(seed))
    person = person_of(made, on)
    days = max(person.on - person.first_day, 1)
    middle = replace(person, on=person.first_day + Random(seed).randrange(days))
    one = kept(middle)
    assert one.on.toordinal() == middle.on
    assert resume(person, one.standings, middle.on) == over_days_that_matter(person)
    assert resume(middle, one.standings, middle.on) == over_days_that_matter(middle)
    assert says_the_same(one, person.filed, None)


def until(whole: History, on: int) -> History:
    """What people could have put on file by a day: what began later is not there, and what ends later is open."""
    records = tuple(
        replace(
            one,
            last=one.last if one.last is not None and one.last <= on else None,
            part={day: missed for day, missed in one.part.items() if day <= on},
        )
        for one in whole.records
        if one.first <= on
    )
    return replace(whole, records=records, events=tuple(one for one in whole.events if one.day <= on))


@pytest.mark.parametrize("seed", range(40))
def test_what_was_on_file_then_is_enough(seed: int) -> None:
    """Month by month, each from the snapshot of the one before, taken from what was on file by then."""
    made, on = history(Random(seed))
    whole = history_of(made)
    before = Person(shipped(), until(whole, on.toordinal() - 120), on.toordinal() - 120)
    for back in (90, 60, 30, 0):
        day = on.toordinal() - back
        person = Person(shipped(), until(whole, day), day)
        one = kept(before)
        assert says_the_same(one, person.filed, None)
        assert resume(person, one.standings, before.on) == over_days_that_matter(person)
        before = person


BASE: dict[str, Any] = {
    "employee": "E1",
    "absences": [{"id": "a1", "first": "2026-05-18", "last": "2026-05-20"}],
    "events": [{"date": "2026-05-22", "step": "return to work meeting", "held": True}],
}
THEN = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"absences": [*BASE["absences"], {"first": "2026-06-08"}]}, True),
        ({"absences": [{"id": "a1", "first": "2026-05-18", "last": "2026-05-21"}]}, False),
        ({"absences": []}, False),
        (
            {"absences": [{"id": "a1", "first": "2026-05-18", "last": "2026-05-20", "flags": ["pregnancy-related"]}]},
            False,
        ),
        ({"absences": [*BASE["absences"], {"first": "2026-05-04", "last": "2026-05-05"}]}, False),
        ({"events": []}, False),
        ({"events": [*BASE["events"], {"date": "2026-06-02", "step": "first informal meeting", "held": True}]}, True),
        ({"works": [{"days": ["mon", "tue", "wed"]}]}, False),
        ({"facts": [{"name": "half pay date", "value": "2026-09-01", "absence": "a1", "from": "2026-06-03"}]}, True),
        ({"facts": [{"name": "half pay date", "value": "2026-09-01", "absence": "a1"}]}, False),
    ],
)
def test_what_is_said_of_the_days_before_must_be_what_it_was(change: dict[str, Any], same: bool) -> None:
    one = kept(Person(shipped(), history_of(BASE), THEN.toordinal()))
    assert says_the_same(one, history_of({**BASE, **change}), None) is same


def test_an_absence_that_ran_then_may_have_ended_since() -> None:
    open_ = {"employee": "E1", "absences": [{"id": "a1", "first": "2026-05-18"}]}
    one = kept(Person(shipped(), history_of(open_), THEN.toordinal()))
    for last, same in (("2026-05-31", False), ("2026-06-01", True), ("2026-07-01", True)):
        ended = {"employee": "E1", "absences": [{"id": "a1", "first": "2026-05-18", "last": last}]}
        assert says_the_same(one, history_of(ended), None) is same


def test_a_version_recorded_later_changes_what_was_on_file() -> None:
    versions = [
        {"id": "a1", "first": "2026-05-18", "last": "2026-05-20", "recorded": "2026-05-20"},
        {"id": "a1", "first": "2026-05-18", "last": "2026-05-19", "recorded": "2026-06-03"},
    ]
    then, now = ({**BASE, "absences": versions[:number]} for number in (1, 2))
    one = kept(Person(shipped(), history_of(then), THEN.toordinal()))
    assert says_the_same(one, history_of(then), None)
    assert not says_the_same(one, history_of(now), None)
    assert says_the_same(one, history_of(now), date(2026, 6, 1))


def test_the_days_that_a_paper_covers_must_be_what_they_were() -> None:
    """Two weeks of which the note covers all, or only the last two days: 10 days of one's own certificate."""
    policy = small(
        """
document fit note
category self-certified absence is an absence without fit note
branch Watch follows each employee
  step talk
    falls due when at least 8 calendar days of self-certified absence fall in the last 12 months
    then close
"""
    )
    note = {"date": "2026-05-04", "what": "recorded", "name": "fit note", "from": "2026-05-04", "to": "2026-05-15"}
    then, now = (
        history_of(
            {"employee": "E1", "absences": [{"first": "2026-05-04", "last": "2026-05-15"}], "events": [one]}, policy
        )
        for one in (note, {**note, "from": "2026-05-14"})
    )
    one = kept(Person(policy, then, THEN.toordinal()))
    assert over_days_that_matter(Person(policy, then, THEN.toordinal())) != over_days_that_matter(
        Person(policy, now, THEN.toordinal())
    )
    assert says_the_same(one, then, None)
    assert not says_the_same(one, now, None)


def test_the_version_of_a_fact_that_a_meeting_rested_on_must_be_what_it_was() -> None:
    """The day was corrected on 25 May; whether the meeting of 20 May was due turns on when the first one was known."""
    policy = small(
        """
branch Watch follows each employee
  step talk
    falls due on probation end
    dates already passed count
    then wait for review
  step review
    falls due 4 weeks after talk is held
    then close
"""
    )

    def on_file(recorded: str) -> History:
        first = {"name": "probation end", "value": "2026-05-18", "recorded": recorded}
        corrected = {"name": "probation end", "value": "2026-09-01", "recorded": "2026-05-25"}
        meeting = {"date": "2026-05-20", "step": "talk", "what": "held"}
        return history_of({"employee": "E1", "facts": [first, corrected], "events": [meeting]}, policy)

    then, now = on_file("2026-05-01"), on_file("2026-05-24")
    before, after = (over_days_that_matter(Person(policy, one, THEN.toordinal())) for one in (then, now))
    assert before != after
    one = kept(Person(policy, then, THEN.toordinal()))
    assert says_the_same(one, then, None)
    assert not says_the_same(one, now, None)


def values() -> dict[str, Any]:
    person = Person(shipped(), history_of(BASE), THEN.toordinal())
    found = evaluate(shipped(), person.filed, THEN)
    read: dict[str, Any] = json.loads(
        json.dumps(as_snapshot(person.filed, found.standings, THEN, None, policy_digest="sha256:p"))
    )
    return read


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"snapshot": 1}, "another version"),
        ({"produced_by": {"engine": "9.9", "language": "1"}}, "another version"),
        ({"on": "2026-06-30"}, "not as it was written"),
        ({"standings": None}, "not as it was written"),
    ],
)
def test_a_snapshot_that_is_not_whole_is_refused(change: dict[str, Any], why: str) -> None:
    found = read_snapshot({**values(), **change})
    assert isinstance(found, str)
    assert why in found


def test_what_no_snapshot_holds_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"^float has no place in a snapshot$"):
        put_away(replace(NOBODY, pending=(1.5,)))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^this is not a snapshot$"):
        taken({"float": 1.5})


@pytest.mark.parametrize("other", [None, 3, [], {}, {"employee": "E1"}])
def test_what_is_no_snapshot_is_refused(other: object) -> None:
    assert read_snapshot(other) == "this is not a snapshot"


def test_a_snapshot_goes_with_its_policy_calendars_and_readings() -> None:
    one = read_snapshot(values())
    assert isinstance(one, Snapshot)
    assert other_policy(one, "sha256:p") is None
    assert other_policy(one, "sha256:q") == "this snapshot was taken under another text of the policy"
    assert "another way" in str(other_policy(one, "sha256:p", (("days off", "counted"),)))
    assert "calendars" in str(other_policy(one, "sha256:p", (), (("England", "sha256:c"),)))


# ------------------------------------------------------------------ the command line


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(program, list(words))
    return result.exit_code, result.stdout, result.stderr


def put(folder: Path, name: str, of: dict[str, Any]) -> Path:
    path = folder / name
    path.write_text(json.dumps(of), encoding="utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    folder = tmp_path / "people"
    folder.mkdir()
    for number in (1, 2):
        put(folder, f"e{number}.json", {**BASE, "employee": f"E{number}"})
    return folder


def test_month_by_month_from_one_file(people: Path, tmp_path: Path) -> None:
    kept_in = str(tmp_path / "standings.jsonl")
    status, _, told = run("evaluate", POLICY, str(people), "--on", "2026-05-31", "--snapshot", kept_in)
    assert (status, told.splitlines()[-1]) == (0, f"{kept_in}: where 2 people stand on 2026-05-31")
    put(people, "e3.json", {**BASE, "employee": "E3"})
    asked = ("evaluate", POLICY, str(people), "--on", "2026-06-30", "--format", "json")
    whole = run(*asked)
    assert whole[0] == 0
    assert run(*asked, "--resume", kept_in, "--snapshot", kept_in) == whole
    lines = [json.loads(line) for line in Path(kept_in).read_text(encoding="utf-8").splitlines()]
    assert [(one["employee"], one["on"]) for one in lines] == [(f"E{number}", "2026-06-30") for number in (1, 2, 3)]


def test_a_record_that_was_changed_is_named_and_the_others_are_answered(people: Path, tmp_path: Path) -> None:
    kept_in = str(tmp_path / "standings.jsonl")
    run("evaluate", POLICY, str(people), "--on", "2026-05-31", "--snapshot", kept_in)
    put(people, "e1.json", {**BASE, "absences": [{"id": "a1", "first": "2026-05-18", "last": "2026-05-22"}]})
    asked = ("evaluate", POLICY, str(people), "--on", "2026-06-30", "--resume", kept_in)
    status, out, told = run(*asked, "--snapshot", kept_in)
    assert status == 3
    assert "the record up to 2026-05-31 has changed since the snapshot  [snapshot-does-not-fit]" in told
    assert out.startswith("E2 on ")
    assert told.splitlines()[-1].endswith("1 person stands on 2026-06-30; 1 without an answer is not in it")
    assert len(told) < 1500, "of the snapshot only the beginning is shown"


def test_a_day_before_the_snapshot_is_named(people: Path, tmp_path: Path) -> None:
    kept_in = str(tmp_path / "standings.jsonl")
    run("evaluate", POLICY, str(people), "--on", "2026-05-31", "--snapshot", kept_in)
    status, out, told = run("evaluate", POLICY, str(people), "--on", "2026-05-01", "--resume", kept_in)
    assert (status, out) == (3, "")
    assert "the snapshot is of 2026-05-31, later than the day asked about" in told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is nothing in this file"),
        ("employee: E1\n", "this is not a snapshot"),
        ('{"snapshot": 7}\n', "another version of the program"),
    ],
)
def test_a_file_that_holds_no_snapshots(people: Path, tmp_path: Path, text: str, why: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text(text, encoding="utf-8")
    status, out, told = run("evaluate", POLICY, str(people), "--on", "2026-06-30", "--resume", str(other))
    assert (status, out) == (2, "")
    assert why in told


def test_a_changed_policy_is_named_and_nobody_is_answered(people: Path, tmp_path: Path) -> None:
    kept_in = str(tmp_path / "standings.jsonl")
    run("evaluate", POLICY, str(people), "--on", "2026-05-31", "--snapshot", kept_in)
    changed = tmp_path / "changed.policy"
    changed.write_text(Path(POLICY).read_text(encoding="utf-8").replace("is 150", "is 200", 1), encoding="utf-8")
    status, out, told = run("evaluate", str(changed), str(people), "--on", "2026-06-30", "--resume", kept_in)
    assert (status, out) == (2, "")
    assert "under another text of the policy" in told


def test_only_snapshots_are_written_over(people: Path) -> None:
    history_file = people / "e1.json"
    before = history_file.read_text(encoding="utf-8")
    status, out, told = run("evaluate", POLICY, str(people), "--on", "2026-05-31", "--snapshot", str(history_file))
    assert status == 2
    assert out
    assert "holds no snapshots" in told
    assert history_file.read_text(encoding="utf-8") == before


def test_two_histories_of_one_employee_are_one_with_one_snapshot(people: Path, tmp_path: Path) -> None:
    put(people, "e9.json", {"employee": "E2", "absences": [{"id": "a9", "first": "2026-05-20", "last": "2026-05-20"}]})
    kept_in = tmp_path / "standings.jsonl"
    status, _, _ = run("evaluate", POLICY, str(people), "--on", "2026-05-31", "--snapshot", str(kept_in))
    assert status == 0
    kept = [json.loads(line)["employee"] for line in kept_in.read_text(encoding="utf-8").splitlines()]
    assert kept.count("E2") == 1
