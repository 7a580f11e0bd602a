"""No help turns what was written into its opposite; words of one's own behind `may` are put in quotes."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import nearest
from policydsl.source import Source
from tests.small import HEADER

STEP = """
branch one follows each employee
  step talk
    falls due at once
    {line}
    then close
"""


def said(line: str) -> list[tuple[str, str | None]]:
    found = check_text(Source("test.policy", HEADER + STEP.format(line=line))).diagnostics
    return [(one.message, one.help) for one in found]


@pytest.mark.parametrize(
    "deed",
    [
        "extend probation by at most 3 months",
        "agree phased return of at most 4 weeks",
    ],
)
@pytest.mark.parametrize("cites", ["", " [9]"])
def test_a_deed_in_words_of_ones_own_goes_in_quotes(deed: str, cites: str) -> None:
    assert said(f"may {deed}{cites}") == [("these words need quotes", f'write `"{deed}"`')]
    assert all("quotes" not in message and "know" not in message for message, _ in said(f'may "{deed}"{cites}'))


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("most", ["least"]),
        ("long absence", ["short absence"]),
        ("long-term absence", ["short-term absence"]),
        ("paid leave", ["unpaid leave"]),
        ("authorised leave", ["unauthorised leave"]),
        ("fit", ["not fit"]),
        ("maximum days", ["minimum days"]),
        ("full-time staff", ["part-time staff"]),
    ],
)
def test_no_name_is_offered_that_says_the_opposite(word: str, names: list[str]) -> None:
    assert nearest(word, names) is None
    assert nearest(names[0], [word]) is None


def test_other_names_are_offered_as_before() -> None:
    assert nearest("shrot absence", ["short absence", "long absence"]) == "short absence"
    assert nearest("unpaid laeve", ["paid leave", "unpaid leave"]) == "unpaid leave"


def test_the_word_missing_behind_at_is_not_the_opposite_of_the_one_there() -> None:
    for wrong, never in (("at most", "least"), ("at leest", "most")):
        for line in (f"give notice of {wrong} 5 calendar days before", f"may agree phased return of {wrong} 4 weeks"):
            assert all(f"`{never}`" not in (help or "") for _, help in said(line))
