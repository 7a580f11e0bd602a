"""Holiday calendars: the shipped ones hold what is known, others are files, and both reach answers by their name."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from policydsl_cli import files
from policydsl_cli.main import program

import policydsl
from policydsl.calendars import FILES, shipped
from policydsl.diagnostics import as_text
from policydsl.explain.digest import digest_of_values
from policydsl.interpret.fold import over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.interpret.snapshot import resume
from policydsl.source import Source
from tests.engine import answer_of, history_of, json_of
from tests.engine import shipped as shipped_policy

ENGLAND, SCOTLAND, ULSTER = FILES
EVERYWHERE = tuple(FILES)
SCHEMA = json.loads(files.packaged("policydsl.records", "calendar.schema.json") or "")


def has(name: str, day: str) -> bool:
    return date.fromisoformat(day).toordinal() in shipped(name).days


@pytest.mark.parametrize("name", FILES)
def test_shipped_files_have_the_published_form_and_are_read_like_any_other(name: str) -> None:
    text = files.packaged("policydsl.calendars", FILES[name])
    assert text is not None
    Draft202012Validator(SCHEMA).validate(json.loads(text))
    read = policydsl.calendar(text)
    assert read == shipped(name)
    assert read.values() == json.loads(text)
    assert (date.fromordinal(read.first), date.fromordinal(read.last)) == (date(2015, 1, 1), date(2035, 12, 31))
    assert all(date.fromordinal(day).weekday() < 5 for day in read.days)
    assert {date.fromordinal(day).year for day, one in read.days.items() if one.extrapolated} == set(range(2028, 2036))


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2022-06-02", EVERYWHERE),  # the spring bank holiday, moved for the jubilee
        ("2022-06-03", EVERYWHERE),
        ("2022-05-30", ()),
        ("2022-09-19", EVERYWHERE),
        ("2023-05-08", EVERYWHERE),
        ("2020-05-08", EVERYWHERE),  # the early May bank holiday, moved to the anniversary of VE day
        ("2020-05-04", ()),
        ("2026-04-03", EVERYWHERE),
        ("2026-04-06", (ENGLAND, ULSTER)),
        ("2026-08-31", (ENGLAND, ULSTER)),
        ("2026-08-03", (SCOTLAND,)),
        ("2026-01-02", (SCOTLAND,)),
        ("2022-01-04", (SCOTLAND,)),  # 1 and 2 January were a Saturday and a Sunday
        ("2022-01-03", EVERYWHERE),
        ("2025-12-01", (SCOTLAND,)),  # St Andrew's Day was a Sunday
        ("2026-11-30", (SCOTLAND,)),
        ("2026-06-15", (SCOTLAND,)),
        ("2026-03-17", (ULSTER,)),
        ("2024-03-18", (ULSTER,)),  # St Patrick's Day was a Sunday
        ("2026-07-13", (ULSTER,)),  # 12 July was a Sunday
        ("2021-12-27", EVERYWHERE),
        ("2021-12-28", EVERYWHERE),
        ("2026-12-28", EVERYWHERE),
        ("2026-12-26", ()),  # a Saturday; Monday stands in for it
    ],
)
def test_known_days(day: str, where: tuple[str, ...]) -> None:
    assert tuple(name for name in FILES if has(name, day)) == where


def test_england_and_wales_has_eight_days_a_year_and_what_was_added() -> None:
    years = [date.fromordinal(day).year for day in shipped(ENGLAND).days]
    assert {year: years.count(year) for year in set(years) if years.count(year) != 8} == {2022: 10, 2023: 9}


# ------------------------------------------------------------------ files

OURS = """
name: Works closure
covers: {first: 2026-01-01, last: 2026-12-31}
days:
  - {date: 2026-05-19, name: Founders' Day}
  - {date: 2026-12-24, name: Christmas Eve, extrapolated: true}
"""


def test_yaml_and_json_of_one_content_have_one_digest() -> None:
    one = policydsl.calendar(OURS)
    other = policydsl.calendar(json.dumps(one.values()))
    assert one == other
    assert digest_of_values(one.values()) == digest_of_values(other.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: A", ["missing-key", "missing-key"]),
        ("days: 3", ["missing-key", "missing-key", "wrong-kind-of-value"]),
        (OURS.replace("2026-12-31", "2025-12-31"), ["calendar-contradicts-itself"]),
        (OURS.replace("2026-05-19", "2027-05-19"), ["calendar-contradicts-itself"]),
        (OURS.replace("2026-05-19", "2026-12-24"), ["calendar-contradicts-itself"]),
        (OURS.replace("2026-05-19", "19/05/2026"), ["not-a-date"]),
        (OURS.replace("name: Founders' Day", "holiday: Founders"), ["unknown-key"]),
        ("[1]", ["wrong-kind-of-value"]),
    ],
)
def test_every_problem_of_a_calendar_file_is_named(text: str, said: list[str]) -> None:
    source = Source("c.yaml", text)
    found, problems = policydsl.read_calendar(source)
    assert found is None
    assert sorted(one.code.name for one in problems) == sorted(said), as_text(
        problems, {"c.yaml": source}, colour=False
    )


# ------------------------------------------------------------------ in policies and histories

POLICY = """policy Sick days
  in force from 1 January 2026
  absences join when no working day lies between them
  an absence ends on its last recorded day
  a part day counts as its fraction
  a working day is a day the employee was due to work{holidays}
  with no working pattern on file, use Monday to Friday
  an absence with no working day counts
  the organisation works Monday to Friday{organisation}
  a waived step counts as held
  when a month is too short, use its last day

measure days lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day

branch Sickness follows each employee
  step review
    falls due when days lost is over 2
    falls due again only on a new absence
    must be held within 3 working days after falling due
    then close
"""


def policy(holidays: str = "", organisation: str = "") -> policydsl.Policy:
    text = POLICY.format(holidays=holidays, organisation=organisation)
    return policydsl.policy(text, calendars=[policydsl.calendar(OURS)])


def days_lost(of: policydsl.Policy, more: str = "", on: date = date(2026, 5, 31)) -> policydsl.Answer:
    (history,) = policydsl.histories(f"employee: E1\n{more}\nabsences: [{{first: 2026-05-18, last: 2026-05-26}}]\n", of)
    return policydsl.answer(of, history, on)


@pytest.mark.parametrize(
    ("header", "own", "days", "calendars"),
    [
        ("", "", 7, []),
        (", without the public holidays of England and Wales", "", 6, [ENGLAND]),  # 25 May
        ("", "holidays: Scotland", 6, [SCOTLAND]),
        ("", "holidays: Works closure", 6, ["Works closure"]),
        (", without the public holidays of Scotland", "holidays: Works closure", 6, ["Works closure"]),
        (", public holidays included", "holidays: Scotland", 7, []),
    ],
)
def test_the_header_or_the_person_chooses_the_calendar(header: str, own: str, days: int, calendars: list[str]) -> None:
    answer = days_lost(policy(header), own)
    assert [one.value for one in answer.measures] == [days]
    assert [one.name for one in answer.calendars] == calendars


def test_the_reason_names_the_holidays_that_were_not_counted() -> None:
    answer = days_lost(policy(), "holidays: England and Wales")
    assert answer.measures[0].counted[0].holidays == ((date(2026, 5, 25), "Spring bank holiday"),)
    assert "no working days, being public holidays: Spring bank holiday 25 May" in policydsl.as_text(answer)


@pytest.mark.parametrize(("on", "count"), [(date(2026, 5, 24), 0), (date(2026, 5, 25), 1)])
def test_a_holiday_is_named_from_its_own_day_on(on: date, count: int) -> None:
    answer = days_lost(policy(), "holidays: England and Wales", on)
    assert len(answer.measures[0].counted[0].holidays) == count


def test_an_absence_that_goes_on_over_a_holiday_says_so() -> None:
    of = policy()
    (history,) = policydsl.histories(
        "employee: E1\nholidays: Scotland\n"
        "absences: [{first: 2026-06-12, last: 2026-06-12}, {first: 2026-06-16, last: 2026-06-16}]\n",
        of,
    )
    answer = policydsl.answer(of, history, date(2026, 6, 30))
    assert [one.text for one in answer.shown if one.code == "joined-over-holiday"] == [
        "the absence of 2026-06-12 goes on over World Cup bank holiday 2026-06-15"
    ]


def test_the_organisations_holidays_move_its_deadlines() -> None:
    more = "works: [{days: [mon, tue, wed, thu, fri]}]"
    plain, without = days_lost(policy(), more), days_lost(policy("", ", without the public holidays of Scotland"), more)
    assert [one.latest for one in plain.duties if one.duty == "hold"] == [date(2026, 5, 25)]
    assert [one.latest for one in without.duties if one.duty == "hold"] == [date(2026, 5, 26)]


def test_a_deadline_outside_the_calendar_cannot_be_told() -> None:
    of = policy("", ", without the public holidays of Works closure")
    (history,) = policydsl.histories("employee: E1\nabsences: [{first: 2026-12-28, last: 2027-01-08}]\n", of)
    answer = policydsl.answer(of, history, date(2027, 1, 20))
    assert [(one.latest, one.state.value) for one in answer.duties if one.duty == "hold"] == [(None, "open")]
    assert [one.needs for one in answer.unknown] == ["holiday calendar Works closure for 2027"]


def test_a_measure_outside_the_calendar_is_not_certain() -> None:
    of = policy()
    (history,) = policydsl.histories(
        "employee: E1\nholidays: Works closure\nabsences: [{first: 2026-12-30, last: 2027-01-08}]\n", of
    )
    answer = policydsl.answer(of, history, date(2027, 1, 20))
    assert answer.fell_due == ()
    assert {one.needs for one in answer.unknown} == {"holiday calendar Works closure for 2027"}
    assert "working-days-not-known" in {one.code for one in answer.warnings}
    assert "hand in a calendar that covers that time" in policydsl.as_text(answer)


def test_holidays_that_were_not_announced_are_a_warning() -> None:
    answer = days_lost(policy(), "holidays: Works closure")
    assert "holidays-extrapolated" not in {one.code for one in answer.warnings}
    of = policy()
    (history,) = policydsl.histories(
        "employee: E1\nholidays: Works closure\nabsences: [{first: 2026-12-23, last: 2026-12-29}]\n", of
    )
    (warning,) = policydsl.answer(of, history, date(2026, 12, 31)).warnings
    assert (warning.code, warning.on) == ("holidays-extrapolated", date(2026, 12, 24))
    assert warning.help == "hand in a newer calendar with `--calendar FILE` once they are"


def test_what_is_not_known_of_working_days_is_found_on_days_that_matter() -> None:
    values = {
        "employee": "E1",
        "holidays": SCOTLAND,
        "works": [{"from": "2026-02-01", "days": ["mon", "tue", "wed"]}],
        "absences": [
            {"first": "2026-01-05", "last": "2026-01-06"},
            {"first": "2026-01-20", "last": "2026-01-28"},
            {"first": "2026-04-02", "last": "2026-04-07"},
        ],
    }
    of = shipped_policy()
    person = Person(of, history_of(values, of), date(2026, 6, 1).toordinal())
    assert over_days_that_matter(person) == over_every_day(person)
    before = Person(of, person.filed, date(2026, 2, 10).toordinal())
    assert resume(person, over_days_that_matter(before), before.on) == over_days_that_matter(person)


def test_a_calendar_is_named_with_its_digest_in_the_answer() -> None:
    answer = json_of(answer_of({"employee": "E1", "holidays": SCOTLAND, "absences": []}, date(2026, 6, 1)))
    assert answer["calendars"] == [{"name": SCOTLAND, "digest": digest_of_values(shipped(SCOTLAND).values())}]


def test_a_calendar_that_does_not_reach_the_policy_is_a_warning() -> None:
    text = POLICY.format(holidays=", without the public holidays of Works closure", organisation="")
    source = Source("p", text.replace("1 January 2026", "1 January 2025"))
    checked = policydsl.check_text(source, calendars=[policydsl.calendar(OURS)])
    assert [one.code.name for one in checked.diagnostics] == ["calendar-does-not-reach"]


# ------------------------------------------------------------------ the command line


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, args)
    return result.exit_code, result.output


def test_the_shipped_calendars_are_listed() -> None:
    status, said = run("calendars")
    assert status == 0
    assert all(name in said for name in FILES)


def test_a_calendar_is_handed_in_by_its_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("calendars")
    for name, text in {
        "p.policy": POLICY.format(holidays=", without the public holidays of Works closure", organisation=""),
        "c.yaml": OURS,
        "h.yaml": "employee: E1\nabsences: [{first: 2026-05-18, last: 2026-05-26}]\n",
        "bad.yaml": "name: A\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    names = {name: str(folder / name) for name in ("p.policy", "c.yaml", "h.yaml", "bad.yaml")}
    on = ("--on", "2026-05-31")
    status, said = run("evaluate", names["p.policy"], names["h.yaml"], *on)
    assert (status, "unknown-calendar" in said) == (1, True)
    status, said = run(
        "evaluate", names["p.policy"], names["h.yaml"], *on, "--calendar", names["c.yaml"], "--format", "json"
    )
    assert status == 0
    assert json.loads(said)["measures"][0]["value"] == 6
    (folder / "kept.json").write_text(said, encoding="utf-8")
    kept = str(folder / "kept.json")
    assert run("verify", kept, names["p.policy"], names["h.yaml"], "--calendar", names["c.yaml"])[0] == 0
    assert run("check", names["p.policy"], "--calendar", names["c.yaml"])[0] == 0
    assert run("check", names["p.policy"], "--calendar", names["bad.yaml"])[0] == 2
    assert run("check", names["p.policy"], "--calendar", names["c.yaml"], "--calendar", names["c.yaml"])[0] == 2


def test_a_calendar_is_made_from_the_package() -> None:
    pytest.importorskip("holidays")
    status, said = run("calendars", "make", "IE", "--years", "2025-2026", "--name", "Ireland")
    assert status == 0
    made = policydsl.calendar(said)
    assert made.name == "Ireland"
    assert date(2026, 3, 17).toordinal() in made.days
    Draft202012Validator(SCHEMA).validate(json.loads(said))
    assert run("calendars", "make", "XX", "--years", "2025")[0] == 2
    assert run("calendars", "make", "IE", "--years", "twenty")[0] == 2
