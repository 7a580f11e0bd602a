"""The reference page is what is printed from the grammar, and leaves no rule of it out."""

import re

from tests import reference


def test_the_page_is_up_to_date() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.printed(), "python -m tests.reference --rewrite"


def test_every_rule_of_the_grammar_is_on_it() -> None:
    page = reference.printed()
    known = reference.rules()
    assert len(known) > 200
    missing = [rule for rule in known if f"`{reference.escaped(reference.in_words(known[rule]))}`" not in page]
    assert missing == []


def test_a_rule_that_is_left_out_is_found() -> None:
    plain = reference.grammar() + '\nquite_new: "quite" "new"\n'
    assert "quite_new" in {found[2] for found in reference.RULE.finditer(plain)}


def test_most_lines_have_a_sentence_and_a_place_that_explains_it() -> None:
    rows = [line for line in reference.printed().split("## Pieces")[0].splitlines() if line.startswith("| `")]
    assert len(rows) > 110
    assert [row for row in rows if re.search(r"\|  \| [^|]*\|$", row)] == []
    unexplained = [row for row in rows if row.endswith("|  |")]
    assert len(unexplained) <= 12, unexplained
