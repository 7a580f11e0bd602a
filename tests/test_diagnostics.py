"""Problems in order, as text, as JSON; and what somebody may have meant."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydsl.diagnostics import (
    Code,
    Diagnostic,
    Edit,
    Fix,
    Label,
    Severity,
    as_json,
    as_text,
    count_of,
    has_errors,
    in_order,
    listing,
    nearest,
    nearest_few,
    one_as_text,
    one_slip,
)
from policydsl.diagnostics.frame import WIDEST
from policydsl.diagnostics.suggest import distance
from policydsl.source import Place, Source, Span

ERROR = Code("days-without-a-unit")
WARNING = Code("never-reached", Severity.WARNING)


def label(source: Source, words: str, text: str = "", field: str = "", *, nth: int = 0) -> Label:
    """A label under the nth place where these words stand."""
    start = [found.start() for found in re.finditer(re.escape(words), source.text)][nth]
    return Label(Place(source.name, Span(start, start + len(words)), field), text)


def shown(*found: Diagnostic, source: Source) -> list[str]:
    """The text of one problem as lines."""
    return as_text(found, {source.name: source}, colour=False).split("\n")


def underlines(line: str, start: int, end: int) -> tuple[str, str]:
    """The source row and the underline row for a span of a line, without the gutter."""
    problem = Diagnostic(ERROR, Label(Place("p", Span(start, end))), "wrong")
    rows = one_as_text(problem, {"p": Source("p", line)}, colour=False).split("\n")[2:]
    assert len(rows) == 2
    return rows[0].removeprefix("  1 | "), rows[1].removeprefix("    | ")


def columns(text: str) -> int:
    """Columns on a screen, counted another way than the program does."""
    letters = [char for char in text if not unicodedata.combining(char)]
    return len(letters) + sum(unicodedata.east_asian_width(char) in "WF" for char in letters)


DRAFT = Source(
    "policies/draft.policy",
    "policy Draft\n\ncategory short-term absence is an absence lasting less than 7 days\nstep one\nstep two\n",
)


# Order --------------------------------------------------------------------------------------------------------------


def at(source: str, start: int, code: Code = ERROR, field: str = "", message: str = "wrong") -> Diagnostic:
    return Diagnostic(code, Label(Place(source, Span(start, start + 2), field)), message)


def test_sources_keep_the_order_they_came_in_and_places_are_sorted() -> None:
    found = [at("b", 5), at("a", 9), at("b", 1), at("a", 2)]
    assert in_order(found) == (found[2], found[0], found[3], found[1])


def test_errors_stand_before_warnings_at_one_place_only() -> None:
    found = [at("a", 5, WARNING), at("a", 5, ERROR), at("a", 1, WARNING)]
    assert in_order(found) == (found[2], found[1], found[0])


def test_one_problem_is_told_once() -> None:
    found = [at("a", 5), at("a", 5), at("b", 5), at("a", 5, Code("other"))]
    assert [problem.at.place.source for problem in in_order(found)] == ["a", "a", "b"]


def test_two_things_that_are_missing_in_one_place_are_both_told() -> None:
    found = [at("a", 5, message="no service"), at("a", 5, message="no days"), at("a", 5, message="no service")]
    assert [problem.message for problem in in_order(found)] == ["no service", "no days"]


def test_cells_of_a_table_keep_the_order_they_were_found_in() -> None:
    found = [at("t.xlsx", 0, field=f"row {row}, column last") for row in (2, 10, 9)]
    assert in_order(found) == tuple(found)


def test_only_errors_are_errors() -> None:
    assert has_errors([at("a", 1, WARNING), at("a", 1)])
    assert not has_errors([at("a", 1, WARNING)])
    assert not has_errors([])


# Text ---------------------------------------------------------------------------------------------------------------


def test_the_layout() -> None:
    problem = Diagnostic(
        ERROR,
        label(DRAFT, "7 days"),
        "which days are meant?",
        help="write `7 calendar days` or `7 working days`",
    )
    assert shown(problem, source=DRAFT) == [
        "error: which days are meant?  [days-without-a-unit]",
        "  policies/draft.policy:3:61",
        "  3 | category short-term absence is an absence lasting less than 7 days",
        "    |                                                             ^^^^^^",
        "  help: write `7 calendar days` or `7 working days`",
        "",
        "1 error in policies/draft.policy",
    ]


def test_no_problem_is_no_text() -> None:
    assert as_text([], {}, colour=False) == as_text([], {}, colour=True) == ""
    assert as_json([], {}) == []


def test_labels_elsewhere_get_their_own_lines_in_order_of_the_source() -> None:
    problem = Diagnostic(WARNING, label(DRAFT, "two", "never"), "out of order", (label(DRAFT, "one", "always first"),))
    assert shown(problem, source=DRAFT) == [
        "warning: out of order  [never-reached]",
        "  policies/draft.policy:5:6",
        "  4 | step one",
        "    |      --- always first",
        "  5 | step two",
        "    |      ^^^ never",
        "",
        "1 warning in policies/draft.policy",
    ]


def test_labels_of_one_line_share_its_frame() -> None:
    line = Source("p", "aa bb cc")
    bare = Diagnostic(ERROR, label(line, "bb"), "wrong", (label(line, "cc", "last"), label(line, "aa")))
    assert shown(bare, source=line)[2:5] == ["  1 | aa bb cc", "    | -- ^^ -- last", ""]
    told = Diagnostic(ERROR, label(line, "bb", "this"), "wrong", (label(line, "cc", "last"), label(line, "aa")))
    assert shown(told, source=line)[2:5] == ["  1 | aa bb cc", "    | -- ^^ this", "    |       -- last"]


def test_labels_that_overlap_do_not_hide_each_other() -> None:
    line = Source("p", "aa bb cc")
    problem = Diagnostic(ERROR, label(line, "bb"), "wrong", (label(line, "aa bb cc"),))
    assert shown(problem, source=line)[2:5] == ["  1 | aa bb cc", "    | --------", "    |    ^^"]


def test_line_numbers_are_as_wide_as_the_widest() -> None:
    long = Source("p", "one\n" + "\n" * 8 + "ten\n")
    problem = Diagnostic(ERROR, label(long, "ten"), "wrong", (label(long, "one"),))
    assert shown(problem, source=long)[2:6] == ["   1 | one", "     | ---", "  10 | ten", "     | ^^^"]


def test_place_in_another_source_is_named_there() -> None:
    case = Source("case.yaml", "absences:\n  - last: 2026-01-02\n")
    there = label(DRAFT, "one", "asked for here")
    problem = Diagnostic(ERROR, label(case, "2026-01-02", field="absences[0].last"), "wrong", (there,))
    text = as_text([problem], {"case.yaml": case, DRAFT.name: DRAFT}, colour=False)
    assert text.split("\n")[1:7] == [
        "  case.yaml:2:11 absences[0].last",
        "  2 |   - last: 2026-01-02",
        "    |           ^^^^^^^^^^",
        "  policies/draft.policy:4:6",
        "  4 | step one",
        "    |      --- asked for here",
    ]


def test_source_without_a_text_is_named_with_its_field() -> None:
    problem = Diagnostic(
        ERROR, Label(Place("staff.xlsx", Span(0, 0), "row 3, column last"), "no day"), "wrong", help="do"
    )
    assert as_text([problem], {}, colour=False).split("\n") == [
        "error: wrong  [days-without-a-unit]",
        "  staff.xlsx row 3, column last: no day",
        "  help: do",
        "",
        "1 error in staff.xlsx",
    ]


def test_span_over_several_lines_is_underlined_on_its_first() -> None:
    text = Source("p", "one two\r\nthree\r\n")
    problem = Diagnostic(ERROR, Label(Place("p", Span(4, 14)), "all of it"), "wrong")
    assert shown(problem, source=text)[2:5] == ["  1 | one two", "    |     ^^^ all of it", ""]


@pytest.mark.parametrize("text", ["abc", "abc\n", "abc\r\nd"])
def test_empty_span_at_the_end_of_a_line_has_one_caret(text: str) -> None:
    problem = Diagnostic(ERROR, Label(Place("p", Span(3, 3))), "wrong")
    assert shown(problem, source=Source("p", text))[2:4] == ["  1 | abc", "    |    ^"]


@pytest.mark.parametrize(("offset", "rows"), [(4, ["  2 |", "    | ^"]), (99, ["  2 |", "    | ^"])])
def test_empty_line_and_place_after_the_text(offset: int, rows: list[str]) -> None:
    problem = Diagnostic(ERROR, Label(Place("p", Span(offset, offset))), "wrong")
    assert shown(problem, source=Source("p", "abc\n"))[2:4] == rows


def test_help_of_several_lines_is_indented_below_its_first() -> None:
    problem = Diagnostic(ERROR, label(DRAFT, "one"), "wrong", help="write\n\n  step a")
    assert shown(problem, source=DRAFT)[4:7] == ["  help: write", "", "          step a"]


def test_counts_are_told_for_each_source() -> None:
    found = [at("a", 1), at("a", 5), at("a", 9, WARNING), at("b", 1, WARNING), at("b", 5, WARNING)]
    counts = as_text(found, {}, colour=False).split("\n\n")[-1]
    assert counts == "2 errors and 1 warning in a\n2 warnings in b"


# Widths -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "word", "row", "under"),
    [
        ("\tstep one", "one", "    step one", "         ^^^"),
        ("ab\tone", "one", "ab  one", "    ^^^"),
        ("a\tb", "\t", "a   b", " ^^^"),
        ("漢字 one", "one", "漢字 one", "     ^^^"),
        ("漢字 one", "字", "漢字 one", "  ^^"),
        ("\uff46\uff4f one", "one", "\uff46\uff4f one", "     ^^^"),
        ("cafe\u0301 one", "one", "cafe\u0301 one", "     ^^^"),
        ("cafe\u0301 one", "cafe\u0301", "cafe\u0301 one", "^^^^"),
        ("cafe\u0301 one", "\u0301", "cafe\u0301 one", "   ^"),
        ("漢\u0301 one", "漢", "漢\u0301 one", "^^"),
        ("😀 one", "one", "😀 one", "   ^^^"),
    ],
)
def test_underline_stands_below_what_is_shown(line: str, word: str, row: str, under: str) -> None:
    start = line.index(word)
    assert underlines(line, start, start + len(word)) == (row, under)


def test_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 150 + " here " + "b" * 150
    row, under = underlines(line, 151, 155)
    assert len(row) == WIDEST
    assert row.startswith("...a")
    assert row.endswith("b...")
    assert row[under.index("^") : under.rindex("^") + 1] == "here"


def test_long_underline_is_cut_too() -> None:
    row, under = underlines("a" * 50 + "b" * 300, 50, 350)
    assert row == "..." + "a" * 20 + "b" * (WIDEST - 26) + "..."
    assert under == " " * 23 + "^" * (WIDEST - 26)


def test_far_places_of_one_long_line_are_shown_one_by_one() -> None:
    line = Source("p", "first" + " " * 200 + "last")
    problem = Diagnostic(ERROR, label(line, "last"), "wrong", (label(line, "first", "against this"),))
    rows = shown(problem, source=line)[2:6]
    assert rows[0].startswith("  1 | first ")
    assert rows[1] == "    | ----- against this"
    assert rows[2].endswith(" last")
    assert rows[3].endswith("^^^^")
    assert len(rows[2]) == len(rows[3])


@given(st.text(st.sampled_from("abé e\u0301漢字\t"), min_size=1, max_size=250), st.data())
def test_first_underlined_column_is_that_of_the_word(filler: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(filler)))
    row, under = underlines("x" + filler[:start] + "XY" + filler[start:], start + 1, start + 3)
    assert columns(row) <= WIDEST
    assert columns(row[: row.index("XY")]) == under.index("^")
    assert under.count("^") == 2


# Colour -------------------------------------------------------------------------------------------------------------


def test_colours() -> None:
    problem = Diagnostic(ERROR, label(DRAFT, "two", "no"), "wrong", (label(DRAFT, "one"),), help="do")
    warning = Diagnostic(WARNING, label(DRAFT, "Draft"), "odd")
    text = as_text([problem, warning], {DRAFT.name: DRAFT}, colour=True)
    assert "\x1b[1;31merror\x1b[0m: wrong" in text
    assert "\x1b[1;31m^^^ no\x1b[0m" in text
    assert "\x1b[36m---\x1b[0m" in text
    assert "  \x1b[36mhelp\x1b[0m: do" in text
    assert "\x1b[33mwarning\x1b[0m: odd" in text
    assert "\x1b[33m^^^^^\x1b[0m" in text


ANYTHING = st.text(st.characters() | st.sampled_from("\x1b\x9b\x07\x7f\x00\r\n\t\u202e\u200b\ud800"), max_size=40)


@given(ANYTHING, st.integers(0, 45), st.integers(0, 45), ANYTHING)
@example("", 0, 0, " ")
def test_nothing_written_can_steer_a_terminal(text: str, start: int, length: int, words: str) -> None:
    span = Span(start, start + length)
    other = Label(Place("q" + words, span, words), words)
    problem = Diagnostic(ERROR, Label(Place("p", span, words), words), words, (other,), words)
    plain = as_text([problem], {"p": Source("p", text)}, colour=False)
    assert not [char for char in plain if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} and char != "\n"]
    assert not set("\u202e\u200b") & set(plain)
    plain.encode("utf-8")
    coloured = as_text([problem], {"p": Source("p", text)}, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_invisible_characters_are_shown_where_they_stand() -> None:
    assert underlines("a\u200bb \x1b[31mc", 1, 2) == ("a\ufffdb ␛[31mc", " ^")


# JSON ---------------------------------------------------------------------------------------------------------------


def test_json_has_every_key_and_every_value() -> None:
    fix = Fix("say which days", (Edit(label(DRAFT, "days").place.span, "working days"),))
    one = label(DRAFT, "one", "here")
    problem = Diagnostic(ERROR, label(DRAFT, "7 days", "these", "x.y"), "which days?", (one,), "write", fix)
    found = as_json([problem], {DRAFT.name: DRAFT})
    assert json.loads(json.dumps(found)) == found
    assert found == [
        {
            "name": "days-without-a-unit",
            "severity": "error",
            "message": "which days?",
            "help": "write",
            "source": "policies/draft.policy",
            "line": 3,
            "column": 61,
            "end_line": 3,
            "end_column": 67,
            "field": "x.y",
            "text": "7 days",
            "label": "these",
            "also": [
                {
                    "source": "policies/draft.policy",
                    "line": 4,
                    "column": 6,
                    "end_line": 4,
                    "end_column": 9,
                    "field": "",
                    "text": "one",
                    "label": "here",
                }
            ],
            "fix": {
                "title": "say which days",
                "edits": [
                    {"line": 3, "column": 63, "end_line": 3, "end_column": 67, "replacement": "working days"},
                ],
            },
        }
    ]


def test_json_of_a_source_without_a_text_has_the_same_keys() -> None:
    found = [at("staff.xlsx", 0, field="row 2"), Diagnostic(ERROR, label(DRAFT, "one"), "wrong")]
    table, policy = as_json(found, {DRAFT.name: DRAFT})
    assert table.keys() == policy.keys()
    assert table["line"] is table["end_column"] is table["fix"] is table["help"] is None
    assert (table["field"], table["text"], table["also"]) == ("row 2", "", [])


# Suggestions --------------------------------------------------------------------------------------------------------

NAMES = (
    "first formal meeting",
    "second formal meeting",
    "Bradford score",
    "short-term absence",
    "absence",
    "over",
    "under",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("first formal meeting", "first formal meeting"),
        ("First Formal Meeting", "first formal meeting"),
        ("the first formal meeting", "first formal meeting"),
        ("formal meeting first", "first formal meeting"),
        ("frist formal meetign", "first formal meeting"),
        ("first meeting", "first formal meeting"),
        ("second meeting", "second formal meeting"),
        ("first formal review meeting", "first formal meeting"),
        ("meeting formel first", "first formal meeting"),
        ("bradford scores", "Bradford score"),
        ("Bradfrod", "Bradford score"),
        ("short term absence", "short-term absence"),
        ("abscence", "absence"),
        ("ovr", "over"),
        ("above", None),
        ("xyzzy", None),
        ("a", None),
        ("the", None),
        ("", None),
        ("occupational health report for an absence", None),
    ],
)
def test_nearest(written: str, meant: str | None) -> None:
    assert nearest(written, NAMES) == meant


def test_a_few_come_nearest_first_and_never_more_than_asked() -> None:
    assert nearest_few("formal meeting", NAMES) == ("first formal meeting", "second formal meeting")
    assert nearest_few("formal meeting", NAMES, most=1) == ("first formal meeting",)
    assert nearest_few("formal meeting", NAMES, most=0) == ()
    assert nearest_few("xyzzy", NAMES) == ()


def test_order_of_the_known_names_makes_no_difference() -> None:
    answers = {nearest_few("stage", order) for order in permutations(["stage 1", "stage 2", "Stage 3", "stages"])}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("written", "keyword", "slip"),
    [
        ("notise", "notice", True),
        ("wehn", "when", True),
        ("whenn", "when", True),
        ("meting", "meeting", True),
        ("Notise", "notice", True),
        ("fals", "falls", True),
        ("when", "when", False),
        ("When", "when", False),
        ("wen", "when", False),
        ("may", "day", False),
        ("meetings", "meeting", False),
        ("absence", "absences", False),
        ("nhew", "when", False),
        ("above", "over", False),
        ("dueto", "due", False),
    ],
)
def test_one_slip(written: str, keyword: str, slip: bool) -> None:
    assert one_slip(written, keyword) is slip
    assert one_slip(keyword, written) is slip


WORDS = st.text("abcd", max_size=6)


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_nothing_only_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@given(WORDS.filter(lambda word: len(word) > 1), st.data())
def test_an_exchange_of_neighbours_counts_once(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    assert distance(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :]) <= 1


# Wording ------------------------------------------------------------------------------------------------------------


def test_listing() -> None:
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
    assert listing(("a", "b", "c"), last="and") == "a, b and c"


@pytest.mark.parametrize(
    ("n", "words", "said"),
    [
        (1, ("absence",), "1 absence"),
        (3, ("absence",), "3 absences"),
        (0, ("day",), "0 days"),
        (2, ("working day",), "2 working days"),
        (2, ("category",), "2 categories"),
        (2, ("branch",), "2 branches"),
        (2, ("person", "people"), "2 people"),
        (1, ("person", "people"), "1 person"),
    ],
)
def test_count_of(n: int, words: tuple[str, ...], said: str) -> None:
    assert count_of(n, *words) == said
