"""Workbooks: a sheet read as a table in words, a table of words written as a sheet. Needs the extra `excel`."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from policydsl.records.table import Table, table_of_values

from . import files

READING = "reading Excel files needs a part that is not installed"
WRITING = "writing Excel files needs a part that is not installed"
NEEDS = 'install it with: pip install "policydsl[excel]"'


def read(name: str) -> Table | files.Unreadable:
    """The first sheet of a workbook, or the one that is named behind `#`."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        return files.Unreadable(name, READING, NEEDS)
    file, wanted = files.in_workbook(name)
    data = files.read_bytes(file)
    if isinstance(data, files.Unreadable):
        return data
    try:
        workbook = CalamineWorkbook.from_object(BytesIO(data))
        sheets = workbook.sheet_names
        sheet = wanted if wanted is not None else sheets[0]
        if sheet not in sheets:
            return files.Unreadable(name, f"there is no sheet {sheet}", f"the sheets are {', '.join(sheets)}")
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        unknown = list(_without_value(data, sheet))
    except (CalamineError, zipfile.BadZipFile, ParseError, KeyError, IndexError, ValueError, StopIteration):
        return files.Unreadable(name, "this is no workbook that can be read", "save it in Excel as .xlsx, or as CSV")
    if unknown:
        # Such a cell would read as empty or as 0, and an absence without its last day would seem to run on.
        why = f"cell {unknown[0]} holds a formula without a result"
        return files.Unreadable(name, why, "replace formulas by their values: copy, then paste as values")
    return table_of_values(name, [[_words(cell) for cell in row] for row in rows])


def _words(cell: object) -> str:
    """A cell as it would stand in a text: days year first, whole numbers without a point."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat(sep=" ") if cell.time() != datetime.min.time() else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell == int(cell):
            return str(int(cell))
        case _:
            return str(cell)


def _without_value(data: bytes, sheet: str) -> Iterator[str]:
    """Cells of a sheet that hold an error such as #N/A, or a formula that was never worked out."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        book = fromstring(parts.read("xl/workbook.xml"))
        relations = fromstring(parts.read("xl/_rels/workbook.xml.rels"))
        (wanted,) = (one for one in book.iterfind(".//{*}sheet") if one.get("name") == sheet)
        number = next(value for key, value in wanted.attrib.items() if key.endswith("}id"))
        target = next(one.get("Target", "") for one in relations if one.get("Id") == number)
        written = parts.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    if b'"e"' not in written and b"<f" not in written and b":f" not in written:
        return
    for cell in fromstring(written).iterfind(".//{*}c"):
        if cell.get("t") == "e" or (cell.find("{*}f") is not None and not _result(cell)):
            yield cell.get("r", "")


def _result(cell: Element) -> str | None:
    value = cell.find("{*}v")
    # An empty text is a result: a formula that leaves its cell blank on purpose.
    return None if value is None else (value.text or cell.get("t"))


def write(rows: Sequence[Sequence[str]], days: Sequence[int]) -> bytes | None:
    """A workbook with one sheet, its first row a heading, days in the columns `days`; None without the extra."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError:
        return None
    out = BytesIO()
    workbook: Any = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, heading = workbook.add_worksheet(), workbook.add_format({"bold": True})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if number and text and column in days:
                sheet.write_datetime(number, column, datetime.fromisoformat(text), day)
            else:
                sheet.write_string(number, column, text, heading if number == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    workbook.close()
    return out.getvalue()
