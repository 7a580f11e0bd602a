"""Every piece of policy on a page is one that the language takes: no page teaches a sentence that is refused.

A block tagged `policy` that begins with a line `policy …` is a whole policy and has no problem at all. Any other block
is a fragment: its lines are put where they belong in a shipped policy, whose names they may use. A fragment that begins
with a heading is read as it stands; of one without a heading each line stands for itself.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Diagnostic, Severity
from policydsl.source import Source, Span
from policydsl.syntax import names, text
from policydsl.syntax.assemble import Line
from policydsl.syntax.build import Head
from policydsl.syntax.file import Reader
from policydsl.syntax.include import gather
from tests.gate.tools import ROOT, blocks, pages

HOME = ROOT / "policies" / "luu_attendance.policy"
HOME_TEXT, *_ = HOME.read_text(encoding="utf-8").partition("\nreading ")
"""Without its readings, which are policies again and would each be checked with every fragment."""

INCLUDED = {"shared/definitions.policy": ""}
"""A file that the policies of the pages may include."""
IN_STEP = "step a step of its own\n"
BLOCKS = {
    "category_line": "category odd absence is an absence lasting over 90 calendar days\n",
    "measure_line": "measure odd days over the last 12 months\n",
    "document_line": "document Odd Paper\n",
}
"""The heading below which lines of a kind are put."""
AROUND_STEPS = (
    "branch Odd Branch follows each employee\n",
    "branch Odd Branch follows each absence while it lasts\n",
    "procedure odd procedure\n",
    "after every absence\n",
)
"""Whatever a step may stand in; a fragment of a step has to do in one of them."""
OF_THE_WHOLE = frozenset(
    [
        *("leads-out-of-its-branch", "step-never-reached", "step-leads-nowhere", "outcome-leads-nowhere"),
        *("anchor-not-on-every-path", "waits-for-a-later-step", "category-overlap", "category-gap", "unused"),
    ]
)
"""Problems of the place that a fragment was put in, and not of its words."""


def lines_of(written: str) -> tuple[Source, list[tuple[Span, Line, tuple[Diagnostic, ...]]]]:
    """The clauses of a fragment one by one, the names of the shipped policy being known."""
    known = HOME_TEXT + "\n"
    source = Source("page", known + written)
    reader = Reader(source, text.plain(source.text))
    return source, [(span, *reader.line(span)) for span in reader.clauses if span.start >= len(known)]


def faults(written: str) -> list[str]:
    """What is wrong with a block of a page, each as one line."""
    if written.lstrip().startswith("policy "):
        found = check_text(Source("page", written)).diagnostics
        return [said(one, Source("page", written)) for one in found]
    source, lines = lines_of(written)
    unread = [said(one, source) for _, _, problems in lines for one in problems]
    if unread or not lines:
        return unread or ["there is nothing in it"]
    if lines[0][1].kind == "heading":
        return in_place(written, [line for _, line, _ in lines])
    return [fault for span, line, _ in lines for fault in in_place(source.text_of(span) + "\n", [line])]


def in_place(written: str, lines: list[Line]) -> list[str]:
    """What is wrong with lines that read well, put where they belong in the shipped policy."""
    first, kinds = lines[0], {type(line.content) for line in lines if line.kind == "header_line"}
    home = "".join(without(lines, kinds))
    if first.kind == "header_line":
        head, rest = home.split("\n", 1)
        ways = [(f"{head}\n", rest)]
    elif first.kind == "clause":
        ways = [(f"{home}{around}{IN_STEP}", "") for around in AROUND_STEPS]
        ways.append((f"{home}guidance odd help\n", ""))
    elif isinstance(first.content, Head) and first.content.kind == "step":
        ways = [(home + around, "") for around in AROUND_STEPS]
    else:
        ways = [(home + BLOCKS.get(first.kind, ""), "")]
    fewest: list[str] | None = None
    for before, after in ways:
        found = put(before, written, after)
        if not found:
            return []  # one place where it may stand is enough
        fewest = found if fewest is None or len(found) < len(fewest) else fewest
    return fewest or []


def without(lines: list[Line], kinds: set[type]) -> Iterator[str]:
    """The shipped policy but for the blocks, steps and header lines that the fragment has itself."""
    own = {name for line in lines if isinstance(line.content, Head) and (name := name_of(line.content))}
    dropped = False
    for written, line in lines_of_home():
        if isinstance(line.content, Head):
            dropped = name_of(line.content) in own
        if not dropped and type(line.content) not in kinds:
            yield written + "\n"


@cache
def lines_of_home() -> tuple[tuple[str, Line], ...]:
    """The shipped policy line by line."""
    reader = Reader(Source(HOME.name, HOME_TEXT), text.plain(HOME_TEXT))
    return tuple((HOME_TEXT[span.start : span.end], reader.line(span)[0]) for span in reader.clauses)


def name_of(head: Head) -> str:
    return names.key(head.name.text) if head.name else ""


def put(before: str, written: str, after: str) -> list[str]:
    """The problems that lie in the middle one of three texts."""
    source = Source("page", f"{before}{written}\n{after}")
    inside = range(len(before), len(before) + len(written) + 1)
    found = check_text(gather(source, INCLUDED)).diagnostics
    return [
        said(one, source) for one in found if one.at.place.span.start in inside and one.code.name not in OF_THE_WHOLE
    ]


def said(problem: Diagnostic, source: Source) -> str:
    severity = "" if problem.code.severity is Severity.ERROR else "warning: "
    return f"`{source.text_of(problem.at.place.span)}`: {severity}{problem.message} [{problem.code.name}]"


def wrong(page: str) -> Iterator[str]:
    for block in blocks(page, "policy"):
        yield from (f"line {block.line}: {fault}" for fault in faults(block.text))


PAGES = [page for page in pages() if page.parent.name != "problems"]
"""The pages about problems show policies that are wrong, and are run by a test of their own."""


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_piece_of_policy_on_a_page_is_taken(page: Path) -> None:
    found = list(wrong(page.read_text(encoding="utf-8")))
    if found:
        pytest.fail("\n".join([str(page.relative_to(ROOT)), *found]), pytrace=False)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        pytest.param("step talk\n  falls due at once\n  then close\n", 0, id="step"),
        pytest.param(
            "falls due at once\nfalls due on half pay date\nfalls due on first working time back\n", 0, id="lines"
        ),
        pytest.param("a waived step closes its branch\na waived step is watched again\n", 0, id="header"),
        pytest.param("not counting long-term absences\n", 0, id="measure"),
        pytest.param("setting Bradford threshold is 200\n", 0, id="heading"),
        pytest.param("if the employee is not fit to attend: return\n", 0, id="procedure"),
        pytest.param("give notise at least 5 calendar days before\n", 1, id="misspelt"),
        pytest.param("give notice at least 5 days before\n", 1, id="days-of-which-kind"),
        pytest.param("falls due when the Bradfort score is over 150\n", 1, id="unknown-name"),
        pytest.param("papers received later count from the day they arrive\n", 1, id="not-yet"),
        pytest.param("measure days over the last 52 weeks\n  is absences\n", 2, id="choices"),
        pytest.param("policy Draft\n", 1, id="whole-policy"),
        pytest.param("\n", 1, id="empty"),
    ],
)
def test_a_planted_wrong_piece_is_found(written: str, count: int) -> None:
    assert len(list(wrong(f"# A page\n\n```policy\n{written}```\n"))) == count
