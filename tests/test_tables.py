"""Tables say what a history file says: the same rows give the same history, and every cell has its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic, as_json, as_text, has_errors
from policydsl.explain.digest import digest_of_values
from policydsl.history.assertions import Assertions, Said
from policydsl.history.kinds import OF_A_STEP, OF_A_THING
from policydsl.history.make import make
from policydsl.interpret.evaluate import evaluate
from policydsl.model.policy import Policy
from policydsl.records.columns import SHAPES, Kind, Renamed, Told
from policydsl.records.columns_file import read_columns
from policydsl.records.csv_file import table_of
from policydsl.records.on_file import OnFile
from policydsl.records.read import read
from policydsl.records.shape import SHAPES as FILE_SHAPES
from policydsl.records.shape import WEEKDAYS
from policydsl.records.table import table_of_values
from policydsl.records.table_mask import masked_table
from policydsl.records.table_values import DATES
from policydsl.records.template import as_csv, template
from policydsl.records.together import Given, read_together
from policydsl.source import Source
from tests.support import load_cases
from tests.support_policy import POLICY

ROOT = Path(__file__).resolve().parents[1]
LADDER = ROOT / "docs" / "examples" / "whole_ladder.yaml"
SEPARATORS = (",", ";", "\t")


def luu() -> Policy:
    path = ROOT / "policies" / "luu_attendance.policy"
    checked = check_text(Source(path.name, path.read_text(encoding="utf-8")))
    assert checked.policy is not None
    return checked.policy


LUU = luu()


def on_file(
    *yaml: str, told: Told | None = None, policy: Policy = POLICY, all_there: bool = True, **tables: str
) -> tuple[OnFile, ...]:
    """What histories and tables, each by its kind, say together."""
    sources = [Source(f"{number}.yaml", text) for number, text in enumerate(yaml, 1)]
    given = [Given(Kind(kind), *table_of(Source(f"{kind}.csv", text))) for kind, text in tables.items()]
    return read_together(sources, given, told or Told(), policy, all_there=all_there)


def problems(*yaml: str, told: Told | None = None, **tables: str) -> list[Diagnostic]:
    return [one for each in on_file(*yaml, told=told, **tables) for one in each.diagnostics]


def shown(told: Told | None = None, **tables: str) -> str:
    """What a user sees of tables."""
    texts = {
        f"{kind}.csv": masked_table(Source(f"{kind}.csv", text), Kind(kind), told or Told())
        for kind, text in tables.items()
    }
    return as_text(problems(told=told, **tables), texts, colour=False)


def firsts(told: Told | None = None, **tables: str) -> list[str]:
    """Of each problem what is wrong, and where."""
    return [f"{one.at.place.field}: {one.message}" for one in problems(told=told, **tables)]


# The same history -----------------------------------------------------------------------------------------------------


def rows_of(said: Assertions) -> dict[Kind, list[dict[str, str]]]:
    """What a history says, as rows of tables."""

    def word(value: object) -> str:
        match value:
            case Said():
                return word(value.value)
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case int():
                return date.fromordinal(value).isoformat()
            case Fraction():
                return f"{float(value)}"
            case _:
                return str(getattr(value, "value", value))

    def row(**cells: object) -> dict[str, str]:
        return {"employee": said.employee.value, **{key.rstrip("_"): word(cell) for key, cell in cells.items()}}

    works = (
        "|".join(day for day, on in zip(WEEKDAYS, said.works.value[0].worked, strict=True) if on) if said.works else ""
    )
    return {
        Kind.PEOPLE: [{**row(holidays=said.holidays), "works": works}],
        Kind.ABSENCES: [
            row(
                **{key: getattr(one, key) for key in ("id", "first", "last", "reason", "recorded", "retracted")},
                part="|".join(f"{word(day)}={word(part)}" for day, part in one.part),
                flags="|".join(flag.value for flag in one.flags),
                disputed=one.disputed,
            )
            for one in said.records
        ],
        Kind.EVENTS: [
            row(
                date=one.day,
                **{
                    key: getattr(one, key)
                    for key in SHAPES[Kind.EVENTS].keys
                    if key not in ("employee", "date", "for", "from", "to", "flags")
                },
                flags="|".join(flag.value for flag in one.flags),
                for_=one.for_,
                from_=one.since,
                to=one.until,
            )
            for one in said.events
        ],
        Kind.FACTS: [
            row(name=one.name, value=one.value, absence=one.absence, from_=one.since, recorded=one.recorded)
            for one in said.facts
        ],
        Kind.STANDING: [
            row(**{key: getattr(one, key) for key in SHAPES[Kind.STANDING].keys[1:]}) for one in said.standing
        ],
        Kind.ADJUSTMENTS: [
            row(
                **{key: getattr(one, key) for key in ("setting", "value", "review", "by", "why", "recorded")},
                from_=one.since,
                to=one.until,
            )
            for one in said.adjustments
        ],
    }


def table_text(kind: Kind, rows: Iterable[Mapping[str, str]], separator: str = ",") -> str:
    """Rows as Python's own writer puts them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, SHAPES[kind].keys, restval="", delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def every_history() -> list[Any]:
    cases = [pytest.param(case.history_text, id=case.id) for case in load_cases()]
    return [*cases, pytest.param(LADDER.read_text(encoding="utf-8"), id="whole ladder")]


@pytest.mark.parametrize("text", every_history())
def test_the_same_content_as_tables_gives_the_same_history_and_answer(text: str) -> None:
    (said,), found = read(Source("history.yaml", text))
    assert not has_errors(found)
    history, _ = make(said, LUU)
    rows = rows_of(said)
    for separator in SEPARATORS:
        tables = {kind.value: table_text(kind, rows[kind], separator) for kind in Kind}
        (one,) = on_file(policy=LUU, **tables)
        assert not has_errors(one.diagnostics), shown(**tables)
        assert one.history == history
    sheets = [
        Given(kind, table_of_values(kind.value, [*csv.reader(io.StringIO(tables[kind.value]), delimiter="\t")]))
        for kind in Kind
    ]
    (one,) = read_together((), sheets, Told(), LUU)
    assert one.history == history
    assert history is not None
    assert one.history is not None
    on = date(2027, 1, 1)
    assert evaluate(LUU, one.history, on).answer == evaluate(LUU, history, on).answer


def test_the_same_content_has_the_same_digest() -> None:
    yaml = """
employee: 1042
works: [{days: [mon, tue]}]
absences:
  - {id: a1, first: 2026-05-18, last: 2026-05-20, part: {2026-05-20: 0.5}, flags: [x, y]}
events: [{date: 2026-05-21, what: held, step: first informal meeting, value: true}]
"""
    (one,) = on_file(yaml)
    (other,) = on_file(
        people="employee,works\n1042,Mon|Tue\n",
        absences="employee,id,first,last,part,flags\n1042,a1,2026-05-18,2026-05-20,2026-05-20=0.5,x|y\n",
        events="employee,date,what,step,value\n1042,2026-05-21,Held,first informal meeting,yes\n",
    )
    assert digest_of_values(one.values) == digest_of_values(other.values)


def test_all_that_is_said_of_one_employee_is_one_history() -> None:
    yaml = "employee: E1\nabsences: [{first: 2026-01-05, last: 2026-01-05}]\n"
    found = on_file(
        yaml,
        absences="employee,first,last\nE2,2026-02-02,2026-02-03\nE1,2026-02-02,2026-02-03\n",
        people="employee,works\nE3,\nE2,mon\n",
    )
    assert [one.employee for one in found] == ["E1", "E2", "E3"]
    by_name = {one.employee: one.history for one in found}
    assert {
        name: history and (len(history.records), history.works is not None) for name, history in by_name.items()
    } == {
        "E1": (2, False),
        "E2": (1, True),
        "E3": (0, False),
    }


def test_several_files_of_one_kind_are_one() -> None:
    given = [
        Given(Kind.ABSENCES, *table_of(Source(name, f"employee,first,last\nE1,{day},{day}\n")))
        for name, day in (("a.csv", "2026-01-05"), ("b.csv", "2026-02-05"))
    ]
    (one,) = read_together((), given, Told(), POLICY)
    assert one.history is not None
    assert len(one.history.records) == 2


def test_every_list_of_assertions_is_united() -> None:
    yaml = LADDER.read_text(encoding="utf-8")
    (alone,) = on_file(yaml, policy=LUU)
    assert alone.history is not None
    (once,) = on_file(yaml, people="employee,works\nE1042,\n", policy=LUU)
    assert once.history == alone.history
    assert digest_of_values(once.values) == digest_of_values(alone.values)


# Cells and places -----------------------------------------------------------------------------------------------------

CELLS = st.text(st.sampled_from('ab"|,;\t\n\r é'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(SEPARATORS))
def test_what_a_spreadsheet_writes_is_read(rows: list[list[str]], separator: str) -> None:
    heading = ["one", "two", "three"]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(heading)
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    source = Source("a.csv", out.getvalue())
    table, found = table_of(source)
    assert found == ()
    assert table.separator == separator
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        heading,
        *([cell.strip() for cell in row] for row in rows),
    ]
    for row in table.rows:
        for cell in row.cells:
            written = source.text_of(cell.span)
            if written.startswith('"'):
                written = written[1:-1].replace('""', '"').strip()
            assert written == cell.text or not cell.text


PIECES = st.sampled_from(
    (
        *(
            "employee",
            "first",
            "last",
            "why",
            "E1",
            "2026-05-18",
            '"',
            '""',
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            " ",
            "|",
            "=",
        ),
        *("\ufeff", "\x00", "\u2028", "é", "secret", "20/05/2026", "yes"),
    )
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)), st.sampled_from(Kind))
@example('employee,first,last,why\nE1,"2026', Kind.ABSENCES)
@example('"', Kind.EVENTS)
@example("", Kind.PEOPLE)
def test_no_text_makes_the_reader_fail(text: str, kind: Kind) -> None:
    source = Source("a.csv", text)
    found = on_file(**{kind.value: text})
    hidden = masked_table(source, kind, Told())
    assert len(hidden.text) == len(text)
    listed = [one for each in found for one in each.diagnostics]
    as_text(listed, {source.name: hidden}, colour=False)
    as_json(listed, {source.name: hidden})
    assert found or not table_of(source)[0].body


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_place_is_its_cell(start: str) -> None:
    text = start + 'employee;first;last;reason\n\n"E1";"2026-13-01"; 2026-02-30 ;"two\nlines"\nE2;2026-01-05;x;\n'
    found = problems(absences=text)
    assert [(one.at.place.field, text[one.at.place.span.start : one.at.place.span.end]) for one in found] == [
        ("row 3, column first", '"2026-13-01"'),
        ("row 3, column last", "2026-02-30"),
        ("row 4, column last", "x"),
    ]
    assert "absences.csv:5:15 row 4, column last\n" in shown(absences=text)


def test_a_cell_of_a_workbook_is_called_by_row_and_column() -> None:
    table = table_of_values("a.xlsx#Old", [["Employee", "First", "Last"], ["E1", "soon", ""], ["E1", "", ""]])
    found = [
        one for each in read_together((), [Given(Kind.ABSENCES, table)], Told(), POLICY) for one in each.diagnostics
    ]
    said = as_text(found, {}, colour=False)
    assert "\n  a.xlsx#Old row 2, column First\n" in said
    assert "\n  a.xlsx#Old row 3, column First\n" in said


# What is wrong --------------------------------------------------------------------------------------------------------

HEAD = "employee,first,last,part,flags,disputed\n"


@pytest.mark.parametrize(
    ("kind", "text", "field", "said"),
    [
        (
            "absences",
            HEAD + "E1,2026-05-18,,2026-05-18,,\n",
            "row 2, column part",
            "`part` is days, each with the part of it that was missed",
        ),
        (
            "absences",
            HEAD + "E1,2026-05-18,,2026-05-18=,,\n",
            "row 2, column part",
            "`part` is days, each with the part of it that was missed",
        ),
        (
            "absences",
            HEAD + "E1,2026-05-18,,2026-05-17=0.5,,\n",
            "row 2, column part",
            "the part day 17 May 2026 is outside this absence",
        ),
        (
            "absences",
            HEAD + 'E1,2026-05-18,,"2026-05-18=0,5",,\n',
            "row 2, column part",
            "a number is written with a point here",
        ),
        (
            "absences",
            HEAD + "E1,2026-05-18,,2026-05-18=half,,\n",
            "row 2, column part",
            "`part` is a number without quotes",
        ),
        ("absences", HEAD + "E1,2026-05-18,,,,perhaps\n", "row 2, column disputed", "`disputed` is true or false"),
        (
            "absences",
            HEAD + "E1,2026-05-18,2026-05-17,,,\n",
            "row 2, column last",
            "this absence ends before it starts on 18 May 2026",
        ),
        ("absences", HEAD + ",2026-05-18,,,,\n", "row 2, column employee", "this row has no `employee`"),
        ("absences", HEAD.replace("last,", ""), "row 1, column last", "absences need a column `last`"),
        ("absences", HEAD.replace("disputed", "Last"), "row 1, column Last", "two columns are both `last`"),
        (
            "absences",
            "employee,first,last,\nE1,2026-05-18,,oh\n",
            "row 2, column number 4",
            "this cell stands in a column without a name",
        ),
        ("absences", "", "row 1", "this row does not name the columns of the table"),
        ("absences", "\n \n", "row 1", "this row does not name the columns of the table"),
        (
            "people",
            "employee,works\nE1,mon|wednesday\n",
            "row 2, column works",
            "`works` is weekdays, three letters each and each once",
        ),
        (
            "people",
            "employee,works\nE1,mon|mon\n",
            "row 2, column works",
            "`works` is weekdays, three letters each and each once",
        ),
        ("people", "employee,works\nE1,|\n", "row 2, column works", "this pattern has no working day"),
        ("events", "employee,date,what\nE1,2026-05-18,\n", "row 2, column what", "this row has no `what`"),
        (
            "events",
            "employee,date,what\nE1,2026-05-18,hold\n",
            "row 2, column what",
            "`hold` is not a word for what happened",
        ),
        (
            "events",
            "employee,date,what,recorded\nE1,2026-05-18,held,May\n",
            "row 2, column recorded",
            "`May` is not a date written year first",
        ),
        ("events", "employee,date,what\nE1,2026-05-18,held\n", "row 2, column step", "`held` needs `step`"),
        (
            "events",
            "employee,date,held\nE1,2026-05-18,yes\n",
            "row 1, column held",
            "no column of events is called `held`",
        ),
        (
            "facts",
            "employee,name,value\nE1,service start,2026\n",
            "row 2, column value",
            "`2026` is not a date written year first",
        ),
        (
            "standing",
            "employee,branch,step,held\nE1,Branch 9,x,2026-01-05\n",
            "row 2, column branch",
            "the branch `Branch 9` is not in the policy",
        ),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(kind: str, text: str, field: str, said: str) -> None:
    found = firsts(**{kind: text})
    assert f"{field}: {said}" in found
    assert all(len(one.partition(": ")[2]) < 72 for one in found)


def test_all_problems_are_said_at_once() -> None:
    text = "employee,first,last,colour\nE1,x,y,\n,2026-05-18,,\nE2,2026-05-18,,,,z\nE2,2026-05-18\nE3,2026-02-30,z,\n"
    fields = [one.at.place.field for one in problems(absences=text, events="employee,date,what\nE1,2026-05-18,hold\n")]
    assert sorted(fields) == sorted(
        [
            *("row 1, column colour", "row 3, column employee", "row 4", "row 5", "row 2, column first"),
            *("row 2, column last", "row 2, column what", "row 6, column first", "row 6, column last"),
        ]
    )


def test_a_row_that_could_be_anybodys_keeps_all_from_being_answered() -> None:
    good = "employee,first,last\nE1,2026-05-18,\n"
    assert [one.employee for one in on_file(absences=good)] == ["E1"]
    for broken in (
        f"{good},2026-05-18,\n",
        f"{good}E2,2026-05-18\n",
        good.replace("last", "last,colour"),
        f'{good}E2,"',
    ):
        assert [(one.employee, one.history) for one in on_file(absences=broken)] == [(None, None)], broken
    assert on_file(absences=good, all_there=False) == ()


def test_a_row_with_a_problem_keeps_only_its_employee_from_being_answered() -> None:
    one, other = on_file(absences="employee,first,last\nE1,18 May,\nE2,2026-05-18,\n")
    assert (one.history, [two.code.name for two in one.diagnostics]) == (None, ["not-a-date"])
    assert other.history is not None


def test_help_speaks_of_columns() -> None:
    text = "employee,date,what,step\nE1,2026-05-18,notice,first formal meeting\nE1,2026-05-18,held,\n"
    said = shown(events=text)
    assert "write the day of the meeting, like `2026-05-18` in the column `for`" in said
    assert "write `step` and the name of the step" in said


def test_a_heading_is_guessed_at() -> None:
    said = shown(absences="employee,start,end\nE1,2026-05-18,\n", events="employee,date,outcome,what,step\n")
    assert said.count("did you mean") == 2
    assert "write `outcome` in the column `what`, one row for each thing that happened" in said
    assert "need a column" not in said


def test_two_rows_that_say_one_pattern_are_no_contradiction() -> None:
    text = "employee,works\nE1,mon|tue\nE1,tue|mon\nE1,\n"
    (one,) = on_file(people=text)
    assert one.history is not None
    assert firsts(people=text + "E1,mon\n") == ["row 5, column works: `E1` is given two working patterns"]


def test_hours_of_each_day_stand_behind_it() -> None:
    (one,) = on_file(people="employee,works\nE1,mon=7.5|TUE=7.5 | fri=4\n")
    assert one.history is not None
    assert one.history.works is not None
    (pattern,) = one.history.works
    monday = date(2026, 5, 18).toordinal()
    assert [pattern.hours_on(monday + day) for day in range(7)] == [Fraction(15, 2), Fraction(15, 2), 0, 0, 4, 0, 0]
    assert [pattern.is_worked(monday + day) for day in range(7)] == [True, True, False, False, True, False, False]
    (comma,) = on_file(people='employee,works\nE1,"mon=7,5"\n', told=Told(decimal_comma=True))
    assert comma.history is not None
    assert comma.history.works is not None
    assert comma.history.works[0].hours_on(monday) == Fraction(15, 2)


@pytest.mark.parametrize(
    "works", ["mon=7.5|tue", "mon=7.5|mon=7.5", "monday=7.5", "mon=", '"mon=7,5"', "mon=x", "mon=25", "mon=0"]
)
def test_hours_of_each_day_that_cannot_be_read(works: str) -> None:
    (one,) = problems(people=f"employee,works\nE1,{works}\n")
    assert "row 2" in one.at.place.field


# How it is told -------------------------------------------------------------------------------------------------------


def test_days_first_only_as_told() -> None:
    text = "employee,first,last,part\nE1,20/05/2026,21.5.2026,21-05-2026=0.5\nE1,2026-06-01,1/6/2026,\n"
    assert [one.code.name for one in problems(absences=text)] == ["not-a-date"] * 4
    assert "add --day-first" in shown(absences=text)
    (one,) = on_file(absences=text, told=Told(day_first=True))
    assert one.history is not None
    assert [(r.first, r.last) for r in one.history.records] == [
        (date(2026, 5, 20).toordinal(), date(2026, 5, 21).toordinal()),
        (date(2026, 6, 1).toordinal(), date(2026, 6, 1).toordinal()),
    ]


@pytest.mark.parametrize("text", ["05/20/2026", "20/05/26", "20/05.2026", "20 May 2026", "20/05/2026 09:00"])
def test_days_first_are_still_days(text: str) -> None:
    said = shown(told=Told(day_first=True), absences=f"employee,first,last\nE1,{text},\n")
    assert "absences.csv:2:4 row 2, column first" in said
    assert "add --day-first" not in said


def test_a_decimal_comma_only_as_told() -> None:
    text = "employee;first;last;part\nE1;2026-05-20;;2026-05-20=0,5|2026-05-21=,25\n"
    assert "add --decimal-comma" in shown(absences=text)
    (one,) = on_file(absences=text, told=Told(decimal_comma=True))
    assert one.history is not None
    assert list(one.history.records[0].part.values()) == [Fraction(1, 2), Fraction(1, 4)]


def columns(text: str) -> Renamed:
    renamed, found = read_columns(Source("columns.yaml", text))
    assert found == ()
    return renamed


OWN = "Employee  No,Start Date,End Date,Name,Department\n1042,2026-05-18,,Ann Other,Library\n"


@pytest.mark.parametrize("ignore", ["ignore: [Department]", "ignore: rest"])
def test_columns_with_names_of_their_own(ignore: str) -> None:
    told = Told(
        renamed=columns("absences: {employee no: employee, Start Date: first, End Date: last, Name: ignore}\n" + ignore)
    )
    (one,) = on_file(absences=OWN, told=told)
    assert (one.employee, one.history is not None) == ("1042", True)
    assert "Ann" not in masked_table(Source("a", OWN), Kind.ABSENCES, told).text
    wrong = OWN.replace("2026-05-18", "soon")
    assert firsts(told=told, absences=wrong) == ["row 2, column Start Date: `soon` is not a date written year first"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("absence: {A: first}", "a columns file has no key `absence`"),
        ("absences: {A: frist}", "no column of absences is called `frist`"),
        ("absences: {A: nothing like it}", "no column of absences is called `nothing like it`"),
        ("absences: {A: first, a: last}", "`a` stands here twice"),
        ("absences: [A]", "`absences` is made of keys with values"),
        ("absences: {A: [first]}", "`A` is a word or a few words"),
        ("ignore: all", "`ignore` is a list"),
        ("- absences", "a columns file is made of keys with values"),
        ("absences: {A: first", "a comma or a closing `}` is missing"),
    ],
)
def test_what_is_wrong_with_a_columns_file(text: str, said: str) -> None:
    _, found = read_columns(Source("columns.yaml", text))
    assert [one.message for one in found] == [said]


def test_a_column_may_bear_a_name_that_another_one_has() -> None:
    told = Told(renamed=columns("absences: {first: last, last: first}"))
    (one,) = on_file(absences="employee,first,last\nE1,2026-05-20,2026-05-18\n", told=told)
    assert one.history is not None


def test_yes_is_a_truth_only_where_one_is_wanted() -> None:
    head = "employee,date,what,step,name,value,by\n"
    (one,) = on_file(
        events=head
        + "E1,2026-05-18,attended,first formal meeting,,NO,no\n"
        + "E1,2026-05-18,recorded,capability dismissal meeting,companion,work colleague,\n"
        + "E1,2026-05-18,held,first formal meeting,,TRUE,\n"
    )
    assert one.history is not None
    assert [(event.value, event.by) for event in one.history.events] == [
        (False, "no"),
        ("work colleague", None),
        (True, None),
    ]
    (outcome,) = problems(events=head + "E1,2026-05-18,outcome,first formal meeting,,yes,\n")
    assert outcome.code.name == "outcome-not-in-policy"


# Free text ------------------------------------------------------------------------------------------------------------

SECRET = "secretword"


@pytest.mark.parametrize(
    "row",
    [
        f"E1,x,x,{SECRET},{SECRET}",
        f'E1,x,x,"{SECRET}\n{SECRET}",{SECRET}',
        f"E1,x,x,{SECRET}, {SECRET}, {SECRET}",
        f"E1,x,{SECRET}",
        f'E1,x,x,"{SECRET} "{SECRET},{SECRET}',
        f'E1,x,x,"{SECRET}" {SECRET},{SECRET}',
        f'E1,x,x,"{SECRET},{SECRET}\nE1,x,x,{SECRET},x',
        f',,,"{SECRET} ""{SECRET}"" ",x',
    ],
)
def test_free_text_is_never_shown(row: str) -> None:
    text = f"employee,first,last,reason,diagnosis\nE0,x,x,x,x\n{row}\n"
    source = Source("absences.csv", text)
    hidden = masked_table(source, Kind.ABSENCES, Told())
    assert SECRET not in hidden.text
    assert [len(line) for line in hidden.text.split("\n")] == [len(line) for line in text.split("\n")]
    found = problems(absences=text)
    said = as_text(found, {source.name: hidden}, colour=False)
    assert SECRET not in said
    assert SECRET not in str(as_json(found, {source.name: hidden}))
    assert "absences.csv:" in said


def test_a_first_row_of_values_is_not_shown() -> None:
    assert SECRET not in shown(absences=f"E1,2026-05-18,,{SECRET}\n")


# Templates ------------------------------------------------------------------------------------------------------------


def test_templates_can_be_read_as_they_are() -> None:
    (one,) = on_file(policy=LUU, **{kind.value: as_csv(template(kind)) for kind in Kind})
    assert [two.message for two in one.diagnostics] == []
    assert one.history is not None
    assert evaluate(LUU, one.history, date(2026, 12, 1)).answer is not None
    assert {event.what for event in one.history.events} == OF_A_STEP | OF_A_THING
    assert len(one.history.events) == len(OF_A_STEP | OF_A_THING)


def test_columns_are_the_keys_of_a_history_file() -> None:
    known = {key for shape in FILE_SHAPES for key in shape.keys}
    for kind in Kind:
        assert set(SHAPES[kind].keys) <= known | {"employee"}
        assert DATES[kind] <= set(SHAPES[kind].keys)
        assert set(SHAPES[kind].needed) <= set(SHAPES[kind].keys)
        assert template(kind)[0] == SHAPES[kind].keys
        filled = {key for row in template(kind)[1:] for key, cell in zip(template(kind)[0], row, strict=True) if cell}
        # The policy of the templates has no groups.
        assert kind in (Kind.EVENTS, Kind.STANDING, Kind.FACTS) or filled == set(SHAPES[kind].keys) - {"groups"}
