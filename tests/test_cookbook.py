"""Every recipe of the cookbook is taken, and does what its examples say; every mistake is answered as the page says."""

import re

import pytest

from policydsl.check import check_text
from policydsl.interpret.examples import Failed, run_all
from policydsl.source import Source
from tests import cookbook
from tests.cookbook import FIRST_PAGE, FOLDER, Recipe

ALL = [one for page in cookbook.pages() for one in cookbook.recipes(page)]
LINK = re.compile(r"\((\w[\w-]*\.md)#([\w-]+)\)")


def ids(one: Recipe) -> str:
    return f"{one.page}:{one.line}"


@pytest.mark.parametrize("one", [one for one in ALL if one.wrong is None], ids=ids)
def test_a_recipe_is_taken(one: Recipe) -> None:
    checked = check_text(Source("recipe", one.text))
    assert [(problem.code.name, problem.message) for problem in checked.diagnostics] == []
    assert checked.policy is not None
    if one.runs:
        assert checked.policy.examples, "a recipe without an example says nothing"
        assert [failed for failed in run_all(checked.policy) if isinstance(failed, Failed)] == []


@pytest.mark.parametrize("one", [one for one in ALL if one.wrong is not None], ids=ids)
def test_a_mistake_is_answered_as_the_page_says(one: Recipe) -> None:
    found = {problem.code.name for problem in check_text(Source("recipe", one.text)).diagnostics}
    assert one.wrong
    assert one.wrong <= found


def test_every_recipe_is_found_by_what_one_wants_to_say() -> None:
    listed = set(LINK.findall(FIRST_PAGE.read_text(encoding="utf-8")))
    there = {
        (page.name, re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-"))
        for page in cookbook.pages()
        for title in re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.M)
    }
    assert there == {link for link in listed if (FOLDER / link[0]).is_file()}


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('## A\n\n```recipe\nprinciple "x"\n```\n\n```instead\nprinciple "y"\n```\n', "in place of what"),
        (
            '## A\n\n```recipe\nprinciple "x"\n```\n\nIn place of `principle`:\n\n```instead\nz\n```\n',
            "does not have once",
        ),
    ],
)
def test_a_page_that_breaks_the_rules_is_found(
    page: str, message: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("cookbook") / "page.md"
    file.write_text(page, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        list(cookbook.recipes(file))
