"""The formal print: a row for every class of the tree, and what the rows look like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policydsl.source import Source
from policydsl.syntax import nodes, parse
from policydsl.syntax.build import shapes
from policydsl.syntax.formal import formal, identifier
from policydsl.syntax.lines import lines
from policydsl.syntax.write.notation import NOTATION, SIGNS, UNITS

ROOT = Path(__file__).parent.parent
LEAVES = {"Name", "Text", "Number", "Date", "DayMonth", "Weekday", "Weekdays", "Verb", "Word"}
"""These are printed by code, not by a row."""
PAGE = (ROOT / "docs" / "formal.md").read_text(encoding="utf-8")
TABLE_ROW = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \|$", re.M)
ABOVE = (
    "",
    "measure score over the last 12 months\n",
    "branch Main follows each employee\nstep talk\n",
    "example one\n",
    "reading one\n",
)
"""What a row of the page may stand below."""


def printed(words: str) -> list[str]:
    source = Source("draft.policy", words)
    parsed = parse(source)
    assert parsed.diagnostics == ()
    return [formal(line.node, source, line.under) for line in lines(parsed.tree)]


def in_step(clause: str) -> str:
    """The formal print of a line of the step `talk`."""
    return printed(f"policy Draft\nbranch Main follows each employee\nstep talk\n{clause}\n")[-1]


def test_every_class_of_the_tree_has_its_row() -> None:
    classes = {shape.make.__name__ for shape in shapes().values()}
    assert classes - set(NOTATION) - LEAVES == set()
    assert set(NOTATION) - classes == set()


def test_every_gap_is_a_field() -> None:
    made = {shape.make.__name__: set(shape.fields) for shape in shapes().values()}
    parts = [(name, part) for name, row in NOTATION.items() for part in ((row,) if isinstance(row, str) else row)]
    assert [(name, gap) for name, part in parts for gap in re.findall(r"\{(\w+)", part) if gap not in made[name]] == []


def test_every_unit_has_its_sign_and_every_sign_a_word() -> None:
    assert set(UNITS) == nodes.UNITS
    assert set(SIGNS) <= nodes.WORDS


def test_every_part_of_a_sentence_is_in_its_print() -> None:
    """A field that no row had a gap for would make two clauses that differ look the same."""
    named = ("CountAbsences", "CountDays", "CountSetting")
    counts = {(name, one) for name in named for one in ("comparison", "number")}
    by_code = counts | {("Tally", "placed"), ("Tally", "window")}
    below = {"lines", "says", "clauses", "steps"}
    for shape in shapes().values():
        name = shape.make.__name__
        if name in LEAVES:
            continue
        row = NOTATION[name]
        gaps = set(re.findall(r"\{(\w+)", row if isinstance(row, str) else "".join(row)))
        assert {(name, one) for one in shape.fields if one not in gaps | below} - by_code == set()


def test_names_are_one_word_and_kinds_the_same_in_singular_and_plural() -> None:
    assert identifier("the follow-up period") == "follow_up_period"
    assert in_step("falls due when 2 new short-term absences start in the last 6 months") == (
        "talk.due := count(new short_term_absence, start in (today - 6mo, today]) >= 2"
    )
    assert in_step("falls due when 1 short-term absence starts since talk is held") == (
        "talk.due := count(short_term_absence, start in [held(talk), today]) >= 1"
    )


@pytest.mark.parametrize(
    ("clause", "print_"),
    [
        ("falls due when s is over 1 and t is under 2, or when u is exactly 3", "due := s > 1 & t < 2 | u = 3"),
        (
            "falls due when 2 absences or 1 long absence start in the last 1 week and s is over 1",
            "due := (count(absence, start in @) >= 2 | count(long_absence, start in @) >= 1) & s > 1",
        ),
        ("falls due 4 weeks after E is held, or on D, whichever is sooner", "due := min(held(e) + 4w, d)"),
        ("employee, when invited, may bring a colleague", "may_bring[employee, when_invited] := colleague"),
        ("must send letter within 5 working days after the meeting", "must send(letter) in (meeting, +5wd]"),
        (
            'outcome no, only after "all" is recorded: issue letter, and close',
            'outcome[no] after recorded("all") -> issue(letter); close',
        ),
    ],
)
def test_clauses_of_a_step(clause: str, print_: str) -> None:
    assert in_step(clause).replace("(today - 1w, today]", "@") == f"talk.{print_}"


def test_sums_keep_their_brackets() -> None:
    text = (
        "policy Draft\nmeasure score over the last 52 weeks\nis absences x (absences plus 2) minus (1 minus absences)\n"
    )
    assert printed(text)[-1] == "score.value := count(absence) * (count(absence) + 2) - (1 - count(absence))"


def test_what_has_no_row_is_its_authors_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("policy Draft\nguarantee  odd one never falls due\n")[-1] == "`guarantee odd one never falls due`"
    monkeypatch.setattr("policydsl.syntax.formal.NOTATION", {})
    assert in_step("falls  due at once") == "`falls due at once`"


@pytest.mark.parametrize(("words", "print_"), TABLE_ROW.findall(PAGE))
def test_the_page_shows_what_is_printed(words: str, print_: str) -> None:
    texts = (f"policy Draft\n{above}{words}\n" for above in ABOVE)
    readable = (text for text in texts if not parse(Source("page", text)).diagnostics)
    assert print_ in {printed(text)[-1] for text in readable}


def test_the_page_has_rows() -> None:
    assert len(TABLE_ROW.findall(PAGE)) > 30
