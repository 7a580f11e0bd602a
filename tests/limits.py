"""The page about what the language does not say: sentences, and what the program really answers to each.

`python -m tests.limits --rewrite` writes `docs/limits.md` anew. A sentence that has got a meaning drops out of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from policydsl.check import check_text
from policydsl.check.not_yet import WORDS
from policydsl.diagnostics import Diagnostic, Severity
from policydsl.source import Source
from tests.test_said_otherwise import PLACES, policy

PAGE = Path(__file__).parent.parent / "docs" / "limits.md"
NOT_YET = "not-yet-in-the-language"
GROUPED = "group on trial is employees recorded as on trial\n"

# Where a sentence stands (an example or a block of its own goes to the end of the policy), and the sentence.
ONE_DAY: tuple[tuple[str, str], ...] = (
    ("end", "guarantee second meeting never falls due"),
    ("left out", "absences join across annual leave"),
    ("left out", "active service leaves out unpaid leave"),
    ("left out", "papers received later count from the day they arrive"),
    (
        "left out",
        "absences flagged pregnancy-related count for nothing, except after every absence lasting over 7 calendar days",
    ),
    ("left out", "from 1 April 2027: with no working pattern on file, use Monday to Saturday"),
    ("left out", "for employees on trial: absences never join"),
    ("step", "from 1 April 2027: led by HR"),
    ("step", "from 1 April 2027: only if first meeting is held"),
    ("long", "falls due when the absence has lasted over 40 hours"),
    ("long", "falls due when the absence has lasted over 5 shifts"),
    ("long", "falls due when the absence has lasted over 2 pay periods"),
    ("long", "falls due when the absence has lasted over 3 working weeks"),
    ("due", "falls due when 2 absences start in the last 6 months of active service"),
    ("due", "falls due when 2 absences start in the last 6 months of time worked"),
    ("window", "measure Bradford score in the pay period"),
)
# ruff: noqa: E501
NEVER: tuple[tuple[str, str, str], ...] = (
    (
        "due",
        "falls due on 1 May 2026",
        "A policy says when, counted from what happened. A day on which a number changes is a version: `from 1 May 2026 …`.",
    ),
    (
        "due",
        "falls due when first meeting is not satisfactory",
        "Whether something is good enough is for people to say: an outcome, or a finding that `must record whether …` asks for.",
    ),
    (
        "due",
        "falls due when average absence is over 3 calendar days",
        "A measure is made of counts and days with `x`, `plus`, `minus` and `divided by`. It has a name and is about one person.",
    ),
    ("due", "falls due when team absence is over 4%", "An answer is about one person and reads nobody else's history."),
    (
        "due",
        "falls due when 3 absences start in the next 6 months",
        "Nothing later than the day asked about is looked at.",
    ),
    (
        "step",
        "if nobody decides within 5 working days after the meeting: close",
        "Nothing is decided because time passed. `must record …` says what is owed; the answer shows what is late.",
    ),
    (
        "step",
        "outcome maybe: close, unless HR objects",
        "What follows from an outcome has no exceptions of its own: two outcomes with two names say it.",
    ),
    (
        "due",
        "falls due when 2 absences start in the last 6 months, and not when Bradford score is under 10",
        "A condition is said as what must be so: `and Bradford score is at least 10`.",
    ),
    (
        "step",
        "must pay 80% of salary",
        "Money has no place in the language. Words in quotes say it to people and change no day.",
    ),
    (
        "formula",
        "is absences squared x working days of absence",
        "There is no power: a number times itself is `absences x absences`.",
    ),
)


def whole(place: str, sentence: str) -> str:
    """A policy with the sentence in its place."""
    return (
        policy("block", f"{PLACES['block']}\n") + GROUPED + f"{sentence}\n"
        if place == "end"
        else policy(place, sentence) + GROUPED
    )


@cache
def answer(place: str, sentence: str) -> Diagnostic | None:
    """The first error in the lines of a sentence."""
    text = whole(place, sentence)
    start = text.rindex(sentence)
    found = check_text(Source("draft.policy", text)).diagnostics
    here = [one for one in found if start <= one.at.place.span.start <= start + len(sentence)]
    return next((one for one in here if one.code.severity is Severity.ERROR), None)


def said(sentence: str, found: Diagnostic, why: str) -> Iterator[str]:
    yield from ("", "```text", *sentence.split("\n"), "```", "")
    help = " ".join((found.help or "").split("\n"))
    yield f"[{found.code.name}](problems/{found.code.name}.md): {found.message}" + (f"; {help}" if help else "")
    if why:
        yield from ("", why)


def printed() -> str:
    lines = [
        "# What it cannot say",
        "",
        "Some things the language leaves to people, and some it has words for and this version no meaning. Either is told,",
        "never passed over. Below each sentence stands what the check answers, taken from the program.",
        "",
        "## Left to people, or out of it",
    ]
    for place, sentence, why in NEVER:
        if found := answer(place, sentence):
            lines += list(said(sentence, found, why))
    lines += ["", "## Read, and not worked with yet"]
    for place, sentence in ONE_DAY:
        if (found := answer(place, sentence)) and found.code.name == NOT_YET:
            lines += list(said(sentence, found, ""))
    return "\n".join(lines) + "\n"


def unsaid() -> set[str]:
    """What has no meaning yet by the check's own list, and no sentence here."""
    answers = [answer(place, sentence) for place, sentence in ONE_DAY]
    told = {one.message.removesuffix(" cannot be used yet") for one in answers if one and one.code.name == NOT_YET}
    return {what for what, _ in WORDS.values()} - told


if __name__ == "__main__":
    if sys.argv[1:] == ["--rewrite"]:
        PAGE.write_text(printed(), encoding="utf-8")
    else:
        sys.stdout.write(printed())
