"""Every problem has a page, every page has the form, and every page tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policydsl.diagnostics import Code, Diagnostic, Label, has_errors
from policydsl.source import Place, Source, Span
from tests import problem_pages
from tests.problem_pages import (
    Example,
    Page,
    all_codes,
    faults,
    found_in,
    pages,
    read,
    rewritten,
    run,
)

EVERY_PAGE = pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
NOT_SAID = re.compile(
    r"\b(tokens?|nodes?|pars\w+|types?|python|invalid|illegal|unexpected|syntax|please|simply)\b", re.IGNORECASE
)

PAGE = """\
# no-word-bad

A policy must not say bad.

## Wrong
```policy
all is bad
```
```message
old
```
## Right
```policy
all is good
```
## Why
Somebody has to live by it.
"""


def page_at(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    if tuple(faults(path.stem, text)):
        pytest.skip("the form of the page is at fault")
    return read(path.stem, text)


def test_every_problem_has_a_page_and_every_page_a_problem() -> None:
    assert sorted(path.stem for path in pages()) == sorted(code.name for code in all_codes())


def test_problems_are_named_only_where_they_are_worded() -> None:
    package = problem_pages.ROOT / "policydsl"
    naming = {path for path in package.rglob("*.py") if re.search(r"\bCode\(", path.read_text(encoding="utf-8"))}
    worded = {problem_pages.ROOT / f"{name.replace('.', '/')}.py" for name in problem_pages.PROBLEM_MODULES}
    assert naming == worded


def test_no_two_problems_share_a_name_and_names_are_words_with_hyphens() -> None:
    names = [code.name for code in all_codes()]
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@EVERY_PAGE
def test_page_has_the_form(path: Path) -> None:
    assert tuple(faults(path.stem, path.read_text(encoding="utf-8"))) == ()


@EVERY_PAGE
def test_message_is_what_the_program_says(path: Path) -> None:
    page = page_at(path)
    assert page.name in {problem.code.name for problem in found_in(page.wrong)}
    assert page.message == run(
        page.wrong.kind,
        page.wrong.policy,
        page.wrong.history,
        page.wrong.tables,
        page.wrong.then,
        page.wrong.calendar,
    )


@EVERY_PAGE
def test_right_is_free_of_the_problem_and_of_all_errors(path: Path) -> None:
    page = page_at(path)
    found = found_in(page.right.filled_from(page.wrong))
    assert [one.code.name for one in found if one.code.name == page.name or has_errors([one])] == []


@EVERY_PAGE
def test_message_speaks_plainly(path: Path) -> None:
    own_words = re.sub(r"^ +\d+ \|.*$|`[^`\n]*`|\[[\w-]+\]$", "", page_at(path).message, flags=re.MULTILINE)
    assert NOT_SAID.findall(own_words) == []
    for first in re.findall(r"^(?:error|warning): (.*?) *$", own_words, re.MULTILINE):
        assert not first.endswith(".")
        assert first[:1] == first[:1].lower()


# The harness itself: that it bites ---------------------------------------------------------------------------------


def no_word_bad(policy: Source | None, history: Source | None) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(Code("no-word-bad"), Label(Place(source.name, Span(*found.span()))), "this is bad")
        for source in (policy, history)
        if source is not None
        for found in re.finditer("bad", source.text)
    )


def test_good_form_has_no_faults() -> None:
    assert tuple(faults("no-word-bad", PAGE)) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# no-word-bad\n", "# another\n", "the first line must be `# no-word-bad`"),
        ("## Right", "## Better", "the sections must be Wrong, Right, Why; they are Wrong, Better, Why"),
        ("```message\nold\n```\n", "", "Wrong must have one message block"),
        ("all is bad\n```\n", "all is bad\n```\n```policy\n```\n", "Wrong must have one policy block"),
        ("```policy\nall is good\n```\n", "", "Right must have a policy or a history block"),
        (
            "```policy\nall is good",
            "```\nall is good",
            "Right has a block that is not closed or does not say what it holds",
        ),
        ("```policy\nall is bad", "```yaml\nall is bad", "Wrong must not have a yaml block"),
        ("Somebody has to live by it.", "", "Why must give the reason"),
    ],
)
def test_fault_of_form_is_found(old: str, new: str, said: str) -> None:
    assert said in tuple(faults("no-word-bad", PAGE.replace(old, new)))


def test_rewriting_puts_the_real_message_in_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problem_pages, "problems_of", no_word_bad)
    after = rewritten("no-word-bad", PAGE)
    said = "error: this is bad  [no-word-bad]\n  example.policy:1:8\n  1 | all is bad\n    |        ^^^\n"
    assert after == PAGE.replace("old\n", said)
    assert rewritten("no-word-bad", after) == after
    assert read("no-word-bad", after).message == said


def test_two_problems_stand_apart_and_a_history_is_read_under_its_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problem_pages, "problems_of", no_word_bad)
    said = run("history", "bad", "bad: bad\n")
    assert said.count("\n\nerror: ") == 2
    assert "  example.yaml:1:6\n" in said
    assert "  example.policy:1:1\n" in run("policy", "bad", None)
    assert Example(None, "good").filled_from(Example("p", "bad")) == Example("p", "good")
    assert Example("p", "h").kind == "history"


def test_rewriting_needs_to_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert problem_pages.main([]) == 2
    assert "--rewrite" in capsys.readouterr().err
