"""Tables on the command line: CSV and workbooks, how they are written, and templates."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from click.testing import CliRunner, Result
from policydsl_cli import xlsx
from policydsl_cli.main import program
from policydsl_cli.tables import WORDS

from policydsl.records.columns import Kind

ROOT = Path(__file__).resolve().parents[1]
POLICY = str(ROOT / "policies" / "luu_attendance.policy")
ON = ("--on", "2026-05-29")
KINDS = tuple(kind.value for kind in Kind)
GOOD = "employee,first,last,reason\nE1,2026-05-18,2026-05-20,R12\nE2,2026-05-21,2026-05-21,R12\n"
YAML = """
employee: E1
absences: [{first: 2026-05-18, last: 2026-05-20, reason: R12}]
---
employee: E2
absences: [{first: 2026-05-21, last: 2026-05-21, reason: R12}]
"""


def run(*arguments: str | Path, piped: str | bytes | None = None) -> Result:
    return CliRunner().invoke(program, [str(one) for one in arguments], input=piped, prog_name="policydsl")


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def without_places(value: Any) -> Any:
    """An answer but for where in its file each thing was said."""
    if isinstance(value, dict):
        return {
            key: without_places(inner)
            for key, inner in value.items()
            if not (isinstance(inner, dict) and inner.keys() == {"source", "field", "line", "column"})
        }
    return [without_places(one) for one in value] if isinstance(value, list) else value


def answers(done: Result) -> Any:
    assert done.exit_code == 0, done.stderr
    return without_places(json.loads(done.stdout))


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with cells as Excel has them: days are days, numbers are numbers."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    path.write_bytes(out.getvalue())
    return path


# ------------------------------------------------------------------ CSV


def test_every_kind_of_table_has_its_option() -> None:
    assert tuple(WORDS) == KINDS


def test_nothing_that_reads_tables_is_loaded_without_one() -> None:
    code = (
        "import sys, policydsl_cli.evaluate\n"
        "print([name for name in sys.modules if name.endswith(('.together', '.columns', '.xlsx', 'zipfile'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"


def test_tables_give_the_answers_of_the_same_histories(tmp_path: Path) -> None:
    table, histories = written(tmp_path / "a.csv", GOOD), written(tmp_path / "a.yaml", YAML)
    form = (*ON, "--format", "json")
    assert answers(run("evaluate", POLICY, "--absences", table, *form)) == answers(
        run("evaluate", POLICY, histories, *form)
    )


def test_each_option_may_be_given_again_and_beside_histories(tmp_path: Path) -> None:
    one = written(tmp_path / "1.csv", "employee,first,last\nE1,2026-05-18,2026-05-20\n")
    two = written(tmp_path / "2.csv", "employee;first;last\nE2;2026-05-18;2026-05-20\nE1;2026-05-25;2026-05-25\n")
    yaml = written(tmp_path / "e2.yaml", "employee: E2\nabsences: [{first: 2026-04-01, last: 2026-04-02}]\n")
    done = run("evaluate", POLICY, yaml, "--absences", one, "--absences", two, *ON)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if " on Fri 29 May 2026" in line] == [
        "E2 on Fri 29 May 2026",
        "E1 on Fri 29 May 2026",
    ]


def test_a_table_can_be_piped_in() -> None:
    done = run("evaluate", POLICY, "--absences", "-", *ON, "--format", "json", piped="\ufeff" + GOOD)
    assert [one["employee"] for one in json.loads(done.stdout)] == ["E1", "E2"]


def test_problems_are_shown_in_their_rows_and_free_text_never(tmp_path: Path) -> None:
    table = written(tmp_path / "a.csv", GOOD.replace("2026-05-20,R12", "2026-05-32,migraine"))
    done = run("evaluate", POLICY, "--absences", table, *ON)
    assert done.exit_code == 3
    assert f"  {table}:2:15 row 2, column last\n  2 | E1,2026-05-18,2026-05-32,………" in done.stderr
    assert done.stdout.startswith("E2 on Fri 29 May 2026\n")
    (wrong, _) = json.loads(run("evaluate", POLICY, "--absences", table, *ON, "--format", "json").stdout)
    assert (wrong["employee"], wrong["problems"][0]["field"]) == ("E1", "row 2, column last")
    assert "migraine" not in done.output


def test_nobody_is_answered_while_a_table_is_missing(tmp_path: Path) -> None:
    table = written(tmp_path / "a.csv", GOOD)
    done = run("evaluate", POLICY, "--absences", table, "--events", tmp_path / "none.csv", *ON)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no such file" in done.stderr


def test_a_problem_of_evaluating_shows_no_free_text(tmp_path: Path) -> None:
    absences = written(tmp_path / "a.csv", "employee,first,last\nE1,2026-05-11,2026-05-11\nE1,2026-05-18,2026-05-18\n")
    events = written(
        tmp_path / "e.csv", "employee,date,what,step,why\nE1,2026-05-20,held,return to work meeting,migraine\n"
    )
    history = written(
        tmp_path / "e1.yaml",
        "employee: E1\nabsences: [{first: 2026-05-11, last: 2026-05-11}, {first: 2026-05-18, last: 2026-05-18}]\n"
        "events: [{date: 2026-05-20, what: held, step: return to work meeting, why: migraine}]\n",
    )
    for named in (("--absences", absences, "--events", events), (history,)):
        for form in ("text", "json"):
            done = run("evaluate", POLICY, *named, *ON, "--format", form)
            assert "event-fits-several" in done.output
            assert "migraine" not in done.output


def test_a_row_that_fits_several_cases_is_told_of_columns(tmp_path: Path) -> None:
    absences = written(tmp_path / "a.csv", "employee,first,last\nE1,2026-05-11,2026-05-11\nE1,2026-05-18,2026-05-18\n")
    events = written(tmp_path / "e.csv", "employee,date,what,step\nE1,2026-05-20,held,return to work meeting\n")
    done = run("evaluate", POLICY, "--absences", absences, "--events", events, *ON)
    assert "in the column `absence` of this row, write `2026-05-11` or `2026-05-18`" in done.stderr


def test_an_adjustment_in_a_table_is_one_in_a_history(tmp_path: Path) -> None:
    absences = written(tmp_path / "a.csv", "employee,first,last\nE1,2026-05-18,2026-05-20\n")
    rows = "employee,setting,value,from,by,why\nE1,Bradford threshold,2,2026-01-01,HR,agreed\n"
    table = written(tmp_path / "adj.csv", rows)
    history = written(
        tmp_path / "e1.yaml",
        "employee: E1\nabsences: [{first: 2026-05-18, last: 2026-05-20}]\n"
        "adjustments: [{setting: Bradford threshold, value: 2, from: 2026-01-01, by: HR, why: agreed}]\n",
    )
    told = (*ON, "--format", "json")
    of_tables = answers(run("evaluate", POLICY, "--absences", absences, "--adjustments", table, *told))
    of_history = answers(run("evaluate", POLICY, history, *told))
    assert of_tables["fell_due"][0]["step"] == "first informal meeting"
    assert of_tables["adjusted"] == of_history["adjusted"] != []
    assert of_tables["history"] == of_history["history"]


@pytest.mark.parametrize(
    ("value", "options", "said"),
    [
        ("3 weeks", (), "not a value of this setting"),
        ('"4,5 months"', (), "a number is written with a point here"),
        ('"4,5 weeks"', ("--decimal-comma",), "not a value of this setting"),
        ('"4,5 months"', ("--decimal-comma",), "not a value of this setting"),
    ],
)
def test_a_value_that_does_not_fit_is_one_problem(
    tmp_path: Path, value: str, options: tuple[str, ...], said: str
) -> None:
    rows = f"employee,setting,value,by,why\nE1,follow-up period,{value},HR,agreed\n"
    table = written(tmp_path / "adj.csv", rows)
    done = run("evaluate", POLICY, "--adjustments", table, *ON, *options)
    assert (done.exit_code, done.stderr.count("error: ")) == (3, 1)
    assert f"error: {said}" in done.stderr
    assert "row 2, column value" in done.stderr


def test_windows_1252_only_as_told(tmp_path: Path) -> None:
    table = written(tmp_path / "a.csv", GOOD.replace("E1", "Zoë"), "windows-1252")
    done = run("evaluate", POLICY, "--absences", table, *ON)
    assert done.exit_code == 2
    assert "this is not UTF-8 text: byte 30 is 0xeb" in done.stderr
    assert "add --encoding windows-1252" in done.stderr
    told = (*ON, "--encoding", "windows-1252", "--format", "json")
    for text in (table, written(tmp_path / "b.csv", "\ufeff" + GOOD.replace("E1", "Zoë"))):
        done = run("evaluate", POLICY, "--absences", text, *told)
        assert [one["employee"] for one in json.loads(done.stdout)] == ["Zoë", "E2"]
    table.write_bytes(GOOD.encode() + b"\x81")
    done = run("evaluate", POLICY, "--absences", table, *told)
    assert (done.exit_code, "is not windows-1252 text" in done.stdout) == (2, True)


def test_days_commas_and_columns_only_as_told(tmp_path: Path) -> None:
    table = written(tmp_path / "a.csv", "No;Start;End;part;Team\nE1;20/05/2026;;20/05/2026=0,5;x\n")
    columns = written(tmp_path / "columns.yaml", "absences: {No: employee, Start: first, End: last}\nignore: [Team]\n")
    told = ("--day-first", "--decimal-comma", "--columns", columns)
    assert run("evaluate", POLICY, "--absences", table, *ON).exit_code == 3
    done = run("evaluate", POLICY, "--absences", table, *ON, *told)
    assert (done.exit_code, done.stderr) == (0, "")
    columns.write_text("absences: {No: number}\n", encoding="utf-8")
    done = run("evaluate", POLICY, "--absences", table, *ON, *told)
    assert (done.exit_code, done.stdout) == (3, "")
    assert f"  {columns}:1:16 absences.No\n" in done.stderr


@pytest.mark.parametrize("name", ["records.csv", "records.xlsx", "Records.XLSX#Old"])
def test_a_table_without_its_kind_is_asked_about(name: str) -> None:
    done = run("evaluate", POLICY, name, *ON)
    assert done.exit_code == 2
    assert f"say of what, like --absences {name}" in " ".join(done.output.split())


def test_something_to_read_is_asked_for() -> None:
    done = run("evaluate", POLICY, *ON)
    assert done.exit_code == 2
    assert "name a history, or a table with --absences" in done.output


def test_a_policy_with_errors_answers_no_table(tmp_path: Path) -> None:
    broken = written(tmp_path / "a.policy", "policy Draft\n  in force from 1 September 2024\n\nsetting x is 150 150\n")
    done = run("evaluate", broken, "--absences", written(tmp_path / "a.csv", GOOD), *ON)
    assert (done.exit_code, done.stdout) == (1, "")
    done = run("evaluate", broken, "--absences", tmp_path / "none.csv", *ON)
    assert (done.exit_code, done.stdout) == (2, "")


# ------------------------------------------------------------------ workbooks

ROWS: list[list[object]] = [
    ["Employee", "First", "Last", "Reason"],
    [1042, date(2026, 5, 18), datetime(2026, 5, 20), "R12"],  # noqa: DTZ001 (a day, as Excel keeps it)
    [],
    ["E2", "2026-05-21", "2026-05-21", 12],
]


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", Now=ROWS, Old=[["employee", "first", "last"], ["E9", date(2025, 1, 6), None]])
    table = written(tmp_path / "a.csv", GOOD.replace("E1", "1042").replace("21,R12", "21,12"))
    form = (*ON, "--format", "json")
    expected = answers(run("evaluate", POLICY, "--absences", table, *form))
    assert answers(run("evaluate", POLICY, "--absences", book, *form)) == expected
    assert answers(run("evaluate", POLICY, "--absences", f"{book}#Now", *form)) == expected
    old = json.loads(run("evaluate", POLICY, "--absences", f"{book}#Old", *form).stdout)
    assert old["employee"] == "E9"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["E1", datetime(2026, 5, 18, 9, 30), ""], "`2026-05-18 09:30:00` is not a date written year first"),  # noqa: DTZ001
        (["E1", 46160, ""], "`46160` is not a date written year first"),
        (["E1", True, ""], "`true` is not a date written year first"),
        (["E1", 0.5, ""], "`0.5` is not a date written year first"),
        (["", date(2026, 5, 18), ""], "this row has no `employee`"),
    ],
)
def test_a_cell_of_a_workbook_that_is_wrong(tmp_path: Path, cells: list[object], said: str) -> None:
    book = workbook(tmp_path / "a.xlsx", Now=[["employee", "first", "last"], cells])
    done = run("evaluate", POLICY, "--absences", book, *ON)
    assert done.exit_code == 3
    assert said in done.stderr
    assert f"  {book} row 2, column " in done.stderr


@pytest.mark.parametrize(("result", "refused"), [("#N/A", True), ("", True), (46160, False)])
def test_a_formula_without_a_result_is_refused(tmp_path: Path, result: object, refused: bool) -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["employee", "first", "last"])
    sheet.write_row(1, 0, ["E1", "2026-05-18"])
    sheet.write_formula(1, 2, "=A9", book.add_format({"num_format": "yyyy-mm-dd"}), result)
    book.close()
    file = tmp_path / "a.xlsx"
    file.write_bytes(out.getvalue())
    done = run("evaluate", POLICY, "--absences", file, *ON)
    if refused:
        assert (done.exit_code, done.stdout) == (2, "")
        assert "cell C2 holds a formula without a result" in done.stderr
    else:
        assert (done.exit_code, done.stderr) == (0, "")


def test_a_formula_that_was_never_worked_out_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", Now=[["employee", "first", "last"], ["E1", "2026-05-18", "=A9"]])
    bare = xlsx.zipfile.ZipFile.read

    def never_worked_out(self: Any, name: str) -> bytes:
        return bare(self, name).replace(b"<v>0</v>", b"")

    monkeypatch.setattr(xlsx.zipfile.ZipFile, "read", never_worked_out)
    assert "cell C2 holds a formula without a result" in run("evaluate", POLICY, "--absences", book, *ON).stderr


@pytest.mark.parametrize(
    ("name", "said", "help"),
    [
        ("a.xlsx#Then", "there is no sheet Then", "the sheets are Now"),
        ("b.xlsx", "there is no such file", "did you mean"),
        ("broken.xlsx", "this is no workbook that can be read", "save it in Excel as .xlsx"),
        ("cut.xlsx", "this is no workbook that can be read", "save it in Excel as .xlsx"),
        ("book.csv", "this is a workbook, not CSV", "give it a name that ends in .xlsx"),
    ],
)
def test_a_workbook_that_cannot_be_read(tmp_path: Path, name: str, said: str, help: str) -> None:
    data = workbook(tmp_path / "a.xlsx", Now=ROWS).read_bytes()
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "cut.xlsx").write_bytes(data[: len(data) // 2])
    (tmp_path / "book.csv").write_bytes(data)
    done = run("evaluate", POLICY, "--absences", tmp_path / name, *ON)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert help in done.stderr


def test_what_workbooks_need_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    read = run("evaluate", POLICY, "--absences", tmp_path / "a.xlsx", *ON)
    write = run("template", "facts", "--format", "xlsx", "--output", tmp_path / "a.xlsx")
    for done in (read, write):
        assert done.exit_code == 2
        assert 'pip install "policydsl[excel]"' in done.stderr


# ------------------------------------------------------------------ templates


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_templates_are_answered_as_they_are(tmp_path: Path, form: str) -> None:
    tables: list[str | Path] = []
    for kind in KINDS:
        file = tmp_path / f"{kind}.{form}"
        done = run("template", kind, "--format", form, "--output", file)
        assert (done.exit_code, done.output) == (0, "")
        tables += [f"--{kind}", file]
    done = run("evaluate", POLICY, *tables, "--on", "2026-12-01")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("E1042 on Tue 1 Dec 2026\n")


def test_a_template_is_printed_or_written_to_a_new_file(tmp_path: Path) -> None:
    printed = run("template", "people")
    assert (printed.exit_code, printed.stdout) == (
        0,
        "employee,service from,works,holidays,groups\nE1042,2020-03-02,mon|tue|wed|thu|fri,England and Wales,\n",
    )
    file = tmp_path / "people.csv"
    assert run("template", "people", "--output", file).exit_code == 0
    assert file.read_text(encoding="utf-8") == printed.stdout
    again = run("template", "people", "--output", file)
    assert again.exit_code == 2
    assert "there is a file of this name already" in again.stderr
    assert run("template", "people", "--output", tmp_path / "no" / "people.csv").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("absense",), "there are no tables of `absense`"), (("people", "--format", "xlsx"), "name the file to write")],
)
def test_a_template_asked_for_wrongly(arguments: tuple[str, ...], said: str) -> None:
    done = run("template", *arguments)
    assert done.exit_code == 2
    assert said in done.output
