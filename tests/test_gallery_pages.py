"""The pages of the gallery say what the policies say: the same numbers, the open questions, the clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gallery_pages import INDEX, NAV, faults, in_the_rules, pages, printed, text_of

EACH = pytest.mark.parametrize("page", pages(), ids=[path.stem for path in pages()])


@EACH
def test_a_page_is_as_its_policy(page: Path) -> None:
    assert [*faults(page.stem, page.read_text(encoding="utf-8"))] == []


@EACH
def test_its_rules_tell_numbers(page: Path) -> None:
    assert len(in_the_rules(page.read_text(encoding="utf-8"))) > 3


@EACH
def test_a_page_is_found(page: Path) -> None:
    assert f"(gallery/{page.name})" in INDEX.read_text(encoding="utf-8")
    assert f"gallery/{page.name}" in NAV.read_text(encoding="utf-8")


def test_every_page_has_a_policy_and_every_open_question_is_printed() -> None:
    for page in pages():
        questions = printed(page.stem)["open"].splitlines()[2:]
        text = text_of(page.stem)
        assert len(questions) == text.count("\nreading ") > 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| 4 episodes in", "| 77 episodes in", "`77` stands in the rules and not in the policy"),
        ("| NHSS-2 |", "| NHSS-99 |", "what is printed is out of date"),
        ('--8<-- "nhs_scotland.policy"', "policy", "the policy is shown from its file"),
        ("## What remains a human decision", "## People", "the sections"),
    ],
)
def test_a_page_that_fell_behind_is_found(old: str, new: str, said: str) -> None:
    page = next(path for path in pages() if path.stem == "nhs_scotland").read_text(encoding="utf-8")
    assert old in page
    assert any(one.startswith(said) for one in faults("nhs_scotland", page.replace(old, new)))
