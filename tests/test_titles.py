"""The title of an example is whatever stands behind the word, up to the end of the line."""

from __future__ import annotations

import pytest

from policydsl.source import Source
from policydsl.syntax import nodes, parse
from policydsl.syntax.write import format

BELOW = "\n  absent on 3 May 2026\n  on 5 May 2026, talk has not fallen due\n"
TITLES = [
    ("29th (leap year): 3 absences, day 2", "29th (leap year): 3 absences, day 2", ()),
    ("2024", "2024", ()),
    ('the "fit note" case', '"fit note" case', ()),
    ('"a" and "b"', '"a" and "b"', ()),
    ('"quoted (whole)" [A-1]', "quoted (whole)", ("A-1",)),
    ("29 February 2024: leap [LUU-9, LUU-10]", "29 February 2024: leap", ("LUU-9", "LUU-10")),
    ("it [really] is 50% - so.", "it [really] is 50% - so.", ()),
    ("first case:", "first case:", ()),
    ("one, two,\n  and three", "one, two, and three", ()),
    ("must be held no later than 5 days after meeting", "must be held no later than 5 days after meeting", ()),
    ("step first meeting", "step first meeting", ()),
    ("a", "a", ()),
    ("words  # a comment", "words", ()),
]


@pytest.mark.parametrize(("written", "title", "cites"), TITLES, ids=[row[0] for row in TITLES])
def test_a_title_is_any_words(written: str, title: str, cites: tuple[str, ...]) -> None:
    source = Source("draft.policy", f"policy Example\n\nexample {written}{BELOW}")
    parsed = parse(source)
    assert parsed.diagnostics == ()
    (example,) = (block for block in parsed.tree.blocks if isinstance(block, nodes.Example))
    assert (example.name.text, example.cites, len(example.lines)) == (title, cites, 2)
    formatted = Source("draft.policy", format(parsed.tree, source))
    assert parse(formatted).tree == parsed.tree
    assert format(parse(formatted).tree, formatted) == formatted.text


def test_a_title_cannot_be_left_out() -> None:
    (found,) = parse(Source("draft.policy", f"policy Example\nexample [A-1]{BELOW}")).diagnostics
    assert found.code.name == "line-ends-too-soon"
