"""Problems as text for people and as values for JSON; knows the layout, and no wording but its own few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from policydsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Severity, in_order
from policydsl.diagnostics.frame import Ink, Mark, Row, frame, visible
from policydsl.diagnostics.wording import count_of, listing
from policydsl.source import Place, Source, Span

Sources = Mapping[str, Source]
"""Texts by name. A source without a text (a sheet of a workbook) is left out and shown by its name and field only."""
Paint = Callable[[str, str], str]
"""A colour and the text to put it on."""

RESET = "\x1b[0m"
CYAN = "\x1b[36m"
COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m"}


def as_text(found: Iterable[Diagnostic], sources: Sources, *, colour: bool) -> str:
    """Every problem in order with its lines underlined, then how many there are in each source; no last line end."""
    problems = in_order(found)
    blocks = [one_as_text(problem, sources, colour=colour) for problem in problems]
    return "\n\n".join([*blocks, "\n".join(_counts(problems))]) if blocks else ""


def one_as_text(problem: Diagnostic, sources: Sources, *, colour: bool) -> str:
    """One problem as `as_text` shows it, without the count."""
    paint = _painted if colour else _unpainted
    severity = problem.code.severity
    head = f"{paint(COLOURS[severity], severity.value)}: {visible(problem.message)}  [{problem.code.name}]"
    return "\n".join([head, *_frames(problem, sources, paint), *_help(problem, paint)])


def as_json(found: Iterable[Diagnostic], sources: Sources) -> list[dict[str, object]]:
    """Every problem in order as values that JSON can hold; every key is always there, None where there is nothing.

    Lines and columns count from 1 in code points, ends are the first position after; they are None for a source
    without a text. `text` is what is underlined, `label` what is said beside the underline.
    """
    return [
        {
            "name": problem.code.name,
            "severity": problem.code.severity.value,
            "message": problem.message,
            "help": problem.help,
            **_label_values(problem.at, sources),
            "also": [_label_values(label, sources) for label in problem.also],
            "fix": _fix_values(problem.fix, sources.get(problem.at.place.source)),
        }
        for problem in in_order(found)
    ]


def _frames(problem: Diagnostic, sources: Sources, paint: Paint) -> Iterator[str]:
    """The source of the problem first, then other sources that matter; in each the lines in order."""
    labels = (problem.at, *problem.also)
    names = dict.fromkeys(label.place.source for label in labels)
    width = max((len(str(_line_of(label, sources))) for label in labels), default=1)
    for name in names:
        here = [label for label in labels if label.place.source == name]
        source = sources.get(name)
        if source is None:
            yield from (f"  {_where(label.place, None)}" + _after_colon(label.text) for label in here)
            continue
        yield f"  {_where(here[0].place, source)}"
        for row in _rows(source, here, problem.at):
            yield _row_as_text(row, width, paint, COLOURS[problem.code.severity])


def _rows(source: Source, labels: list[Label], main: Label) -> Iterator[Row]:
    marks: dict[int, list[Mark]] = {}
    for label in labels:
        span = label.place.span
        number = source.position(span.start).line
        start = source.bounds(number).start
        ink = Ink.MAIN if label is main else Ink.OTHER
        marks.setdefault(number, []).append(Mark(max(0, span.start - start), span.end - start, ink, label.text))
    for number in sorted(marks):
        yield from frame(number, source.line(number), tuple(marks[number]))


def _row_as_text(row: Row, width: int, paint: Paint, main: str) -> str:
    colours = {Ink.TEXT: "", Ink.MAIN: main, Ink.OTHER: CYAN}
    text = "".join(paint(colours[piece.ink], piece.text) for piece in row.pieces)
    number = "" if row.number is None else row.number
    return f"  {number:>{width}} | {text}".rstrip()


def _help(problem: Diagnostic, paint: Paint) -> Iterator[str]:
    if problem.help is None:
        return
    first, *rest = problem.help.split("\n")
    yield f"  {paint(CYAN, 'help')}: {visible(first)}"
    yield from (f"        {visible(line)}".rstrip() for line in rest)


def _counts(problems: tuple[Diagnostic, ...]) -> Iterator[str]:
    for name in dict.fromkeys(problem.at.place.source for problem in problems):
        counts = Counter(problem.code.severity for problem in problems if problem.at.place.source == name)
        parts = [count_of(counts[severity], severity.value) for severity in Severity if counts[severity]]
        yield f"{listing(parts, 'and')} in {visible(name)}"


def _where(place: Place, source: Source | None) -> str:
    field = f" {visible(place.field)}" if place.field else ""
    if source is None:
        return visible(place.source) + field
    position = source.position(place.span.start)
    return f"{visible(place.source)}:{position.line}:{position.column}{field}"


def _line_of(label: Label, sources: Sources) -> int:
    source = sources.get(label.place.source)
    return 0 if source is None else source.position(label.place.span.start).line


def _after_colon(text: str) -> str:
    return f": {visible(text)}" if text else ""


def _label_values(label: Label, sources: Sources) -> dict[str, object]:
    place, source = label.place, sources.get(label.place.source)
    return {
        "source": place.source,
        **_span_values(place.span, source),
        "field": place.field,
        "text": "" if source is None else source.text_of(place.span),
        "label": label.text,
    }


def _span_values(span: Span, source: Source | None) -> dict[str, object]:
    if source is None:
        return dict.fromkeys(("line", "column", "end_line", "end_column"))
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}


def _fix_values(fix: Fix | None, source: Source | None) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**_span_values(edit.span, source), "replacement": edit.replacement} for edit in fix.edits]
    return {"title": fix.title, "edits": edits}


def _painted(colour: str, text: str) -> str:
    return f"{colour}{text}{RESET}" if colour and text else text


def _unpainted(_: str, text: str) -> str:
    return text
