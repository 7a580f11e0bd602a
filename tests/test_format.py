"""The one form of a policy: what it looks like, that it says the same, and that it does not change again."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policydsl
from policydsl.source import Source
from policydsl.syntax import nodes, parse, walk
from policydsl.syntax.build import shapes
from policydsl.syntax.lines import lines
from policydsl.syntax.samples import CLAUSES, HEADER, HEADINGS, READINGS_AND_EXAMPLES
from policydsl.syntax.write import format, sentence
from policydsl.syntax.write.lay import Layout
from policydsl.syntax.write.page import Item
from policydsl.syntax.write.sentences import AS_WRITTEN, SENTENCES
from policydsl.syntax.write.words import IN, WORDS
from policydsl.syntax.write.wrap import WIDEST, wrapped

ROOT = Path(__file__).parent.parent
LUU = (ROOT / "policies" / "luu_attendance.policy").read_text(encoding="utf-8")
LADDER = (ROOT / "docs" / "examples" / "whole_ladder.yaml").read_text(encoding="utf-8")
ALL = (Path(__file__).parent / "cases" / "sentences.policy").read_text(encoding="utf-8")
LEAVES = {"Name", "Text", "Number", "DayMonth", "Weekday", "Weekdays", "Verb", "Word"}
"""These are written by code, not by a row."""
NOT_WRITTEN = {"Policy", "Comment"}


def formatted(text: str) -> str:
    source = Source("draft.policy", text)
    parsed = parse(source)
    assert parsed.diagnostics == ()
    return format(parsed.tree, source)


def keeps_the_laws(text: str) -> str:
    """The form of a text, which says the same, keeps every comment, and is its own form."""
    once = formatted(text)
    assert parse(Source("draft.policy", once)).tree == parse(Source("draft.policy", text)).tree
    assert formatted(once) == once
    return once


# ------------------------------------------------------------------------------------------ the form


def test_the_shipped_policy_is_in_its_form() -> None:
    assert formatted(LUU) == LUU


@pytest.mark.parametrize("text", [LUU, ALL], ids=["LUU", "all sentences"])
def test_a_whole_policy_keeps_the_laws(text: str) -> None:
    keeps_the_laws(text)


def test_line_ends_and_blanks_are_made_the_same() -> None:
    text = "policy  Draft\r\n\r\n  \tin force from  1   April 2026  \r\nsetting limit   is 3.50[A-1,A-2]\r\n\r\n\r\n"
    setting = f"{'setting limit is 3.5':<84}[A-1, A-2]"
    assert keeps_the_laws(text) == f"policy Draft\n  in force from 1 April 2026\n\n{setting}\n"


def test_signs_of_word_processors_are_made_plain_and_quoted_words_stay() -> None:
    text = "policy Draft\nprinciple \u201cPeople\u2019s health \u2013 first.\u201d\n"
    assert keeps_the_laws(text) == 'policy Draft\n\nprinciple "People\u2019s health \u2013 first."\n'


def test_words_that_mean_the_same_are_written_as_one() -> None:
    text = """policy Draft
branch Main follows each employee
step talk
falls due when score is more than 3 or when 2 new absences or 1 new long absence start in the last 1 months
if not due by then : issue letter and close
"""
    assert keeps_the_laws(text).splitlines()[5:] == [
        "    falls due when score is over 3, or when 2 new absences, or 1 new long absence,",
        "      start in the last 1 month",
        "    if not due by then: issue letter, and close",
    ]


def test_names_keep_their_articles() -> None:
    text = "policy Draft\nbranch Main follows each employee\nstep talk\nemployee may bring a colleague or the steward\n"
    assert keeps_the_laws(text).splitlines()[-1] == "    employee may bring a colleague or the steward"


def test_blocks_and_steps_stand_apart() -> None:
    text = """setting a limit is 1
setting b limit is 2

setting c limit is 3
  from 1 April 2027 it is 4
setting d limit is 4
fact pay date is the day of pay
branch Main follows each employee

  pauses while Other is open
  step one
  falls due at once

  then close
  step two
branch Other follows each employee
"""
    assert (
        keeps_the_laws("policy Draft\n" + text)
        == """policy Draft

setting a limit is 1
setting b limit is 2

setting c limit is 3
  from 1 April 2027 it is 4

setting d limit is 4

fact pay date is the day of pay

branch Main follows each employee
  pauses while Other is open

  step one
    falls due at once

    then close

  step two

branch Other follows each employee
"""
    )


def test_the_days_of_a_row_stand_below_it() -> None:
    told = """policy Draft
example one
on 5 May 2026, A is at b
when absent on 6 May 2026: on 6 May 2026, A is at c
on 7 May 2026, A is at d
on 8 May 2026, A is at e
when absent on 9 May 2026: on 9 May 2026, A is at f
"""
    written = keeps_the_laws(told).splitlines()
    assert [len(line) - len(line.lstrip()) for line in written if line] == [0, 0, 2, 2, 4, 4, 2]


def test_comments_stay_where_they_belong() -> None:
    text = """# about the file

policy Draft # the name
# before a line
  in force from 1 April 2026   # behind it
      # after the last line of a block

# alone

    # before a heading
branch Main follows each employee
  # before a step
step one
    falls due when 2 new absences,  # inside
  # between
      start in the last 6 months    # at the end   [no clause]
  # the end
"""
    assert (
        keeps_the_laws(text)
        == """# about the file

policy Draft  # the name
  # before a line
  in force from 1 April 2026  # behind it
  # after the last line of a block

# alone

# before a heading
branch Main follows each employee

  # before a step
  step one
    falls due when 2 new absences,  # inside
      # between
      start in the last 6 months  # at the end   [no clause]
    # the end
"""
    )


def test_citations_stand_in_a_column() -> None:
    text = "policy Draft\nsetting a limit is 1 [A-1]\n" + f'principle "{"x" * 90}" [A-2]\n'
    assert keeps_the_laws(text).splitlines()[2:] == [
        f"{'setting a limit is 1':<84}[A-1]",
        "",
        f'principle "{"x" * 90}"  [A-2]',
    ]


def test_a_block_that_the_tree_does_not_have_keeps_its_lines() -> None:
    text = "policy Draft\nsick pay odd one\nit comes  off full pay first\n    gives half pay date # so\n"
    lines = "sick pay odd one", "  it comes off full pay first", "  gives half pay date  # so"
    assert keeps_the_laws(text).splitlines()[2:] == [*lines]


# ------------------------------------------------------------------------------------------ long lines


def test_a_clause_that_fits_is_one_line() -> None:
    assert wrapped("falls due at once", 4) == ["falls due at once"]


def test_a_long_clause_is_broken_behind_colons_and_commas_first() -> None:
    words = (
        'outcome dismissed, only after "all, and more" is recorded: issue the letter of dismissal to them, and close'
    )
    assert wrapped(words, 4) == [
        'outcome dismissed, only after "all, and more" is recorded:',
        "issue the letter of dismissal to them, and close",
    ]


def test_quoted_words_are_never_broken() -> None:
    words = f'note "{"this, and that; " * 10}"'
    assert wrapped(words, 4) == [words]


@given(st.lists(st.sampled_from(["one", "two,", "and", "three:", '"four, or five"', "six"]), min_size=1, max_size=60))
def test_lines_are_never_longer_than_they_must_be_and_lose_nothing(words: list[str]) -> None:
    text = " ".join(words)
    found = wrapped(text, 4)
    assert " ".join(found) == text
    pieces = (
        text.replace(", ", ",\n").replace(": ", ":\n").replace(" and ", "\nand ").replace('"four,\nor', '"four, or')
    )
    longest = max(map(len, pieces.split("\n")))
    assert all(len(line) <= max(WIDEST - 4, longest) for line in found)


# ------------------------------------------------------------------------------------------ every class


def test_every_class_of_the_tree_has_its_sentence() -> None:
    classes = {shape.make.__name__ for shape in shapes().values()}
    assert classes - set(SENTENCES) - AS_WRITTEN - LEAVES - NOT_WRITTEN == set()
    assert set(SENTENCES) - classes == set()


def test_every_gap_is_a_field() -> None:
    made = {shape.make.__name__: set(shape.fields) for shape in shapes().values()}
    assert [
        (name, gap)
        for name, row in SENTENCES.items()
        for part in ((row,) if isinstance(row, str) else row)
        for gap in re.findall(r"\{(\w+)", part)
        if gap not in made[name]
    ] == []


def samples() -> list[str]:
    """A small policy around each sentence that shows how a line of its kind reads."""
    headings = (words for rule, words in HEADINGS.items() if rule not in ("policy_head", "step_head", "period_head"))
    reading = ("asks", "taken", "possible")
    return [
        *(f"{words}\n" for words in headings),
        *(f"{words}\n" for words in HEADER.values()),
        *(f"branch Odd Branch follows each employee\nstep odd step\n{words}\n" for words in CLAUSES.values()),
        *(
            f"{'reading' if rule in reading else 'example'} odd one\n{words}\n"
            for rule, words in READINGS_AND_EXAMPLES.items()
        ),
    ]


@pytest.mark.parametrize("words", samples())
def test_a_sample_of_every_line_keeps_the_laws(words: str) -> None:
    keeps_the_laws(f"policy Draft\n{words}")


def test_no_sentence_had_to_be_kept_because_its_form_says_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    given_up, canonical = [], Layout.canonical

    def watched(layout: Layout, item: Item) -> list[str] | None:
        found = canonical(layout, item)
        known = item.placed is not None and not isinstance(item.placed.node, nodes.NotYet)
        if found is None and known and not item.inside:
            given_up.append(layout.writer.own(item.span))
        return found

    monkeypatch.setattr(Layout, "canonical", watched)
    for text in (LUU, ALL):
        formatted(text)
    assert given_up == []


def test_every_choice_that_differs_by_class_is_in_the_file_of_all_sentences() -> None:
    found = {
        (type(node).__name__, getattr(node, one.name).text)
        for node in walk(parse(Source("draft.policy", ALL)).tree)
        for one in fields(node)
        if isinstance(getattr(node, one.name), nodes.Word)
    }
    assert set(IN) <= found
    assert set(WORDS) <= nodes.WORDS


def test_a_class_without_a_sentence_is_said_in_its_authors_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "policy Draft\nbranch Main follows each employee\nstep talk\nthe employee  should attend\n"
    monkeypatch.setattr("policydsl.syntax.write.clause.SENTENCES", {})
    source = Source("draft.policy", text)
    tree = parse(source).tree
    assert [sentence(line.node, source) for line in lines(tree)][-1] == "the employee should attend"
    assert format(tree, source).splitlines()[-1] == "    the employee should attend"


# ------------------------------------------------------------------------------------------ laws

COMMENTS = ["# why", "#", "#  two  words", '# a "quote"  [A-1]', "# and so on,"]
CITES = ["", "", "  [A-1]", "[A-1,A-2 , A-3]"]
LONG = (
    "falls due when 2 new short absences,\nor 1 new middle absence,\nstart within 6 months after odd talk is held",
    "falls due 2 weeks before pay date, or on end of pay, whichever is later,\nbut not before 3 weeks after E is held",
    "outcome dismissed, only after talk is held:\nissue the letter\nand close",
)


@st.composite
def untidy(draw: st.DrawFn) -> str:
    """A policy of sentences there are, with blanks, comments, empty lines and line ends as nobody should write them."""

    def line(words: str, last: bool = True) -> str:
        blanks = draw(st.sampled_from(["", " ", "\t", "       "]))
        behind = draw(st.sampled_from(["", "", "", *COMMENTS]))
        cites = draw(st.sampled_from(CITES)) if last else ""
        before = "".join(f"{blanks}{words}\n" for words in draw(st.lists(st.sampled_from(COMMENTS), max_size=1)))
        return f"{before}{blanks}{words}{cites}{blanks}{behind}\n"

    def clause(words: str) -> str:
        *parts, last = words.split("\n")
        empty = "\n" * draw(st.sampled_from([0, 0, 0, 1, 2]))
        return "".join(line(part, last=False) for part in parts) + line(last) + empty

    clauses = st.lists(st.sampled_from([*CLAUSES.values(), *LONG]), max_size=4)
    header = draw(st.lists(st.sampled_from([*HEADER.values()]), max_size=3))
    settings = [f"setting limit {word} is {number}.0" for number, word in enumerate("abc")]
    texts = ["policy Draft", *header, *settings, "branch Main follows each employee"]
    for name in ("odd talk", "other talk"):
        texts += [f"step {name}", *draw(clauses)]
    text = "".join(map(clause, texts))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(untidy())
def test_an_untidy_policy_keeps_the_laws(text: str) -> None:
    keeps_the_laws(text)


def test_the_form_changes_no_answer() -> None:
    untidied = LUU.replace("    ", "\t").replace("work colleague", "work  colleague")
    assert untidied != LUU
    assert formatted(untidied) == LUU
    answers = []
    for text in (untidied, LUU):
        policy = policydsl.policy(text)
        (history,) = policydsl.histories(LADDER, policy)
        answers.append(replace(policydsl.answer(policy, history, on=date(2027, 3, 25)), policy=None))
    assert answers[0] == answers[1]


LONG_NAME = "meeting with HR and manager or trade union and friend of the employee or of somebody else at all"


def test_no_line_breaks_inside_a_declared_name() -> None:
    text = f"""policy Draft
branch Main follows each employee
  step {LONG_NAME}
    falls due at once
    then wait for second meeting or one after {LONG_NAME} and more
  step second meeting or one after {LONG_NAME} and more
    falls due when 2 new absences start within 13 weeks after {LONG_NAME} is held, or when score is over 150
"""
    once = keeps_the_laws(text)
    assert f"  step {LONG_NAME}\n" in once
    assert f"13 weeks after {LONG_NAME} is held" in once
    assert "is held,\n      or when score" in once


def test_a_name_cut_into_lines_by_its_author_is_put_together() -> None:
    text = (
        f"policy Draft\nbranch Main follows each employee\n  step {LONG_NAME}\n    falls due at once\n    then close\n"
    )
    cut = text.replace(" or trade union", "\n    or trade union")
    assert keeps_the_laws(cut) == keeps_the_laws(text)
