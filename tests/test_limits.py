"""The page of limits is what the program answers, and leaves nothing out that the check cannot work with."""

from tests import limits


def test_the_page_is_up_to_date() -> None:
    assert limits.PAGE.read_text(encoding="utf-8") == limits.printed(), "python -m tests.limits --rewrite"


def test_everything_that_has_no_meaning_yet_has_a_sentence() -> None:
    assert limits.unsaid() == set()


def test_what_is_refused_is_refused_at_its_line() -> None:
    assert [sentence for place, sentence, _ in limits.NEVER if limits.answer(place, sentence) is None] == []
