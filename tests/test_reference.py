"""The reference page is what is printed from the grammar, and leaves no rule of it out."""

import re

from tests import limits, reference


def test_the_page_is_up_to_date() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.printed(), "python -m tests.reference --rewrite"


def test_every_rule_of_the_grammar_is_on_it() -> None:
    page = reference.printed()
    known = reference.rules()
    assert len(known) > 200
    missing = [rule for rule in known if f"`{reference.escaped(reference.in_words(known[rule]))}`" not in page]
    assert missing == []


def test_what_cannot_be_used_yet_is_what_the_check_answers_so() -> None:
    """No list of such lines is kept for the page: what has got a meaning is at once no longer among them."""
    rows = [line for line in reference.printed().splitlines() if line.startswith("| `")]
    unusable = {line.split("` | `")[1].split("`")[0] for line in rows if "cannot be used yet" in line}
    assert unusable
    for sentence in unusable:
        found = [limits.answer(place, sentence) for place in ("end", "left out")]
        assert limits.NOT_YET in [one.code.name for one in found if one], sentence
    for working in ("gives end of pay", "beyond it: tell HR", "service under 3 months: no pay"):
        assert reference.without_meaning(working) == frozenset()


def test_a_rule_that_is_left_out_is_found() -> None:
    plain = reference.grammar() + '\nquite_new: "quite" "new"\n'
    assert "quite_new" in {found[2] for found in reference.RULE.finditer(plain)}


def test_most_lines_have_a_sentence_and_a_place_that_explains_it() -> None:
    rows = [line for line in reference.printed().split("## Pieces")[0].splitlines() if line.startswith("| `")]
    assert len(rows) > 110
    assert [row for row in rows if re.search(r"\|  \| [^|]*\|$", row)] == []
    unexplained = [row for row in rows if row.endswith("|  |")]
    assert len(unexplained) <= 12, unexplained
