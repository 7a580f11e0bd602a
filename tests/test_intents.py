"""The index of sentences by intent is up to date, has every recipe, and links each sentence to one that is alike."""

from __future__ import annotations

import re

from tests import intents
from tests.cookbook import FOLDER


def test_the_page_is_up_to_date() -> None:
    assert intents.PAGE.read_text(encoding="utf-8") == intents.page(), "python -m tests.intents --rewrite"


def test_every_recipe_is_on_it_with_its_sentences() -> None:
    text = intents.PAGE.read_text(encoding="utf-8")
    for one in intents.recipes():
        assert one.link in text, one.title
        assert intents.telling(one), one.title


def test_what_is_written_stands_in_the_recipe() -> None:
    for one in intents.recipes():
        text = " ".join(re.sub(r"\[[^\]\n]*\]|#[^\n]*", "", (FOLDER / one.page).read_text(encoding="utf-8")).split())
        assert all(words in text for words in intents.telling(one)), one.title


def test_most_sentences_of_policies_lead_to_a_recipe() -> None:
    found = [intents.nearest(written) for written in intents.said()]
    assert len([one for one in found if one is not None]) > 0.8 * len(found) > 50


def test_a_sentence_leads_to_the_recipe_that_has_it() -> None:
    (recipe,) = (one for one in intents.recipes() if one.title.startswith("Five working days"))
    found = intents.nearest(tuple(intents.telling(recipe)))
    assert found is not None
    assert found.page == recipe.page
