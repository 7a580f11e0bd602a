"""The file that says which headings of somebody's own stand for which columns: YAML in, names or problems out."""

from __future__ import annotations

from policydsl.diagnostics import Diagnostic
from policydsl.records import problems, table_problems, values
from policydsl.records.columns import SHAPES, Kind, Renamed, folded
from policydsl.records.shape import Shape
from policydsl.records.values import Entry, Sheet
from policydsl.records.yaml_file import Mapping, Scalar, documents
from policydsl.source import Place, Source, Span

IGNORE, REST = "ignore", "rest"
FILE = Shape(
    "a columns file", (*(kind.value for kind in Kind), IGNORE), meant={"absence": "absences", "event": "events"}
)
EXAMPLE = "{Start Date: first, End Date: last}"


def read_columns(source: Source) -> tuple[Renamed, tuple[Diagnostic, ...]]:
    """What a YAML text says of the columns of tables, and every problem of its form."""
    read, found = documents(source)
    if found:
        return Renamed(), found
    sheet = Sheet(source.name)
    if len(read) != 1 or not isinstance(read[0], Mapping):
        place = Place(source.name, Span(0, 0))
        return Renamed(), (problems.no_keys(place, "a columns file", f"absences: {EXAMPLE}"),)
    keys = values.keys(sheet, Entry(read[0], sheet.place(read[0], ""), "columns"), FILE) or {}
    by_kind = {kind: _of_kind(sheet, kind, keys[kind.value]) for kind in Kind if kind.value in keys}
    ignored, rest = _ignored(sheet, keys.get(IGNORE))
    return Renamed(by_kind, ignored, rest), tuple(sheet.found)


def _of_kind(sheet: Sheet, kind: Kind, whole: Entry) -> dict[str, str | None]:
    """Headings of one kind of table, each with the column it stands for; None for one that is ignored."""
    if not isinstance(whole.value, Mapping):
        sheet.found.append(problems.no_keys(whole.place, f"`{kind.value}`", EXAMPLE))
        return {}
    shape = SHAPES[kind]
    by_heading: dict[str, str | None] = {}
    written: dict[str, Place] = {}
    for key, value in whole.value.pairs:
        path = f"{kind.value}.{key.text}"
        meaning = values.text(sheet, Entry(value, sheet.place(value, path), key.text))
        if meaning is None:
            continue
        place, heading = sheet.place(key, path), folded(key.text)
        if heading in by_heading:
            sheet.found.append(problems.repeated_key(place, written[heading], key.text))
        elif meaning.value != IGNORE and meaning.value not in shape.keys:
            near = problems.meant_by(meaning.value, shape.keys, shape.meant)
            help = table_problems.did_you_mean(near) if near else table_problems.columns_are(shape.keys)
            sheet.found.append(table_problems.unknown_column(meaning.place, kind.value, meaning.value, help))
        else:
            by_heading[heading] = None if meaning.value == IGNORE else meaning.value
        written.setdefault(heading, place)
    return by_heading


def _ignored(sheet: Sheet, whole: Entry | None) -> tuple[frozenset[str], bool]:
    """`ignore: [Department, Grade]`, or `ignore: rest`."""
    if whole is not None and isinstance(whole.value, Scalar) and whole.value.text == REST:
        return frozenset(), True
    words = (values.text(sheet, item) for item in values.items(sheet, whole))
    return frozenset(folded(word.value) for word in words if word is not None), False
