"""The wording of every problem of a file of records. Free text of a record is never quoted."""

# ruff: noqa: D103 - what a problem is, its message says better than a second sentence could

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policydsl.diagnostics import Code, Diagnostic, Label, listing, nearest, nearest_few
from policydsl.domain.number import Day
from policydsl.history.problems import EVENT_DOES_NOT_TAKE, at, quoted
from policydsl.source import Place, Source, Span

UNREADABLE_FILE = Code("unreadable-file")
NOT_READ_IN_YAML = Code("not-read-in-yaml")
NO_HISTORY = Code("no-history-in-file")
UNKNOWN_KEY = Code("unknown-key")
MISSING_KEY = Code("missing-key")
REPEATED_KEY = Code("repeated-key")
KEY_WITHOUT_VALUE = Code("key-without-value")
ANOTHER_KIND = Code("wrong-kind-of-value")
NOT_A_DATE = Code("not-a-date")
NO_SUCH_DAY = Code("no-such-day")
FAR_OFF_DATE = Code("far-off-date")
TRUE_OR_FALSE = Code("true-or-false")
UNKNOWN_WHAT = Code("unknown-what")
NO_DAY_WORKED = Code("no-day-worked")
PATTERNS_CONTRADICT = Code("patterns-contradict")


# ------------------------------------------------------------------ the text


def unreadable_character(place: Place, character: str) -> Diagnostic:
    return at(
        UNREADABLE_FILE,
        place,
        f"the character U+{ord(character):04X} cannot stand in a history file",
        help="delete it; it is not a letter and cannot be seen",
    )


ONE_COLUMN = "begin the lines of a list or record in one column"
CAUSES = (
    ("mapping values are not allowed", "a second colon on one line", "put the words with the colon in quotes"),
    ("tab character", "a tab stands where spaces are needed", "use spaces to indent"),
    ("cannot start any token", "a value begins with a sign that has another meaning", "put the value in quotes"),
    ("',' or '}'", "a comma or a closing `}` is missing", "separate keys by commas and close the `{`"),
    ("',' or ']'", "a comma or a closing `]` is missing", "separate items by commas and close the `[`"),
    ("could not find expected ':'", "a key has no colon", "write `key: value`, with a space after the colon"),
    ("end of stream", "a quotation mark is never closed", "put the quotation mark at the end of the words too"),
    ("did not find expected", "this line does not stand where its list begins", ONE_COLUMN),
    ("block", "this line does not stand where its list begins", ONE_COLUMN),
)
"""What the reader of YAML says, what that most often means, and what to do."""


def unreadable_text(source: Source, offset: int, said: str) -> Diagnostic:
    """The text is not YAML or JSON from this place on."""
    # At the very end of a text there is nothing to underline; its last words are what the reader should look at.
    start = min(offset, max(0, len(source.text.rstrip()) - 1))
    tab = source.text[start : start + 1] == "\t"
    if odd := _odd_sign(source, start, said):
        return odd
    cause, help = next(
        ((cause, help) for sign, cause, help in CAUSES if sign in ("tab character" if tab else said)), _NO_CAUSE
    )
    return at(UNREADABLE_FILE, Place(source.name, Span(start, start + 1)), cause, help=help)


def _odd_sign(source: Source, start: int, said: str) -> Diagnostic | None:
    """What a word processor or a missing blank does to a line, which the reader of YAML tells from the line below."""
    begins = source.text.rfind("\n", 0, start) + 1
    if odd := WIDE_BLANK.search(source.text, source.text.rfind("\n", 0, max(0, begins - 1)) + 1, start + 1):
        place = Place(source.name, Span(*odd.span()))
        return at(UNREADABLE_FILE, place, "a no-break space stands here", help="type the spaces of this line again")
    if ("mapping values" in said or "expected ':'" in said) and (above := NO_BLANK.search(source.text[:begins])):
        place = Place(source.name, Span(above.start(2), above.start(2) + 1))
        return at(UNREADABLE_FILE, place, "there is no space after this colon", help="write a space after it")
    return None


WIDE_BLANK = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
NO_BLANK = re.compile(r"(?m)^[ -]*(\w+)(:[^\s:{}\[\],#]{1,30})\s*\Z")

_NO_CAUSE = ("the file cannot be read from here on", "a history file is YAML or JSON; compare the lines above")


def not_read_in_yaml(place: Place, what: str) -> Diagnostic:
    return at(NOT_READ_IN_YAML, place, f"{what} is not read in a history file", help="write the value itself here")


def no_history(place: Place) -> Diagnostic:
    return at(NO_HISTORY, place, "there is no history here", help="begin with `employee:` and the employee's number")


def no_examples(place: Place) -> Diagnostic:
    help = "begin each with `- title:` and what it shows, then `on`, `history` and `expect`"
    return at(NO_HISTORY, place, "there are no examples here", help=help)


# ------------------------------------------------------------------ keys


def meant_by(key: str, known: Sequence[str], meant: Mapping[str, str]) -> str | None:
    """The key that somebody probably had in mind."""
    return meant.get(key.casefold()) or nearest(key, known)


def unknown_key(place: Place, key: str, whole: str, near: str | None) -> Diagnostic:
    return at(
        UNKNOWN_KEY,
        place,
        f"{whole} has no key {quoted(key)}",
        help=f"did you mean `{near}`?" if near else "leave it out: nothing would read it",
    )


def space_behind_colon(place: Place, key: str) -> Diagnostic:
    return at(
        UNKNOWN_KEY, place, f"a space is missing behind {quoted(key)}", help=f"write it like {quoted(key + ' ...')}"
    )


def missing_key(place: Place, whole: str, key: str, example: str) -> Diagnostic:
    # Each missing key is a field of its own, or several at one place would be taken for one problem.
    place = Place(place.source, place.span, f"{place.field}.{key}".lstrip("."))
    return at(MISSING_KEY, place, f"{whole} needs `{key}`", help=f"write it like `{key}: {example}`")


SECOND_PERSON = "keep one of them; if a second person begins here, put a line `---` above"


def repeated_key(place: Place, first: Place, key: str) -> Diagnostic:
    return at(
        REPEATED_KEY,
        place,
        f"`{key}` stands here twice",
        also=[Label(first, "the first time")],
        help=SECOND_PERSON if key == "employee" else "keep one of them",
    )


def key_without_value(place: Place, key: str, instead: str | None = None) -> Diagnostic:
    return at(
        KEY_WITHOUT_VALUE,
        place,
        f"nothing stands after {quoted(key)}",
        help=instead or "give it a value, or leave the key out",
    )


# ------------------------------------------------------------------ values


def another_kind(place: Place, key: str, wanted: str, example: str) -> Diagnostic:
    return at(ANOTHER_KIND, place, f"`{key}` is {wanted}", help=f"write it like {example}")


def no_keys(place: Place, whole: str, example: str) -> Diagnostic:
    return at(ANOTHER_KIND, place, f"{whole} is made of keys with values", help=f"write it like {example}")


LONG_HYPHEN = re.compile("(?<=[0-9])[\u2010-\u2015\u2212](?=[0-9])")


def not_a_date(place: Place, text: str) -> Diagnostic:
    return at(
        NOT_A_DATE,
        place,
        f"{quoted(text)} is not a date written year first",
        help=f"write `{hyphens}`, with the hyphen of the keyboard"
        if (hyphens := LONG_HYPHEN.sub("-", text)) != text
        else "write year, month and day, like 2026-05-18, and no time of day",
    )


def no_such_day(place: Place, text: str, why: str) -> Diagnostic:
    return at(NO_SUCH_DAY, place, f"there is no day {text}", help=why)


def far_off_date(place: Place, text: str) -> Diagnostic:
    return at(
        FAR_OFF_DATE,
        place,
        f"{text} is too far off for a history",
        help="years go from 1900 to 2200; correct the year",
    )


def true_or_false(place: Place, key: str) -> Diagnostic:
    return at(
        TRUE_OR_FALSE,
        place,
        f"`{key}` takes true or false here, and this is a word",
        help="write `true` or `false`, in small letters and without quotes",
    )


def unknown_what(place: Place, text: str, known: Sequence[str]) -> Diagnostic:
    near = nearest_few(text, known)
    return at(
        UNKNOWN_WHAT,
        place,
        f"{quoted(text)} is not a word for what happened",
        help=f"did you mean {listing([f'`{word}`' for word in near])}?"
        if near
        else "write what happened in a word such as `held`, `notice` or `outcome`",
    )


def belongs_to_none(place: Place, key: str) -> Diagnostic:
    return at(
        EVENT_DOES_NOT_TAKE,
        place,
        f"it is not clear what `{key}` belongs to on this line",
        help=f"write each event on a line of its own, with `what`, and `{key}` where it belongs",
    )


def no_day_worked(place: Place) -> Diagnostic:
    return at(
        NO_DAY_WORKED,
        place,
        "this pattern has no working day",
        help="write the days worked, like `[mon, tue, wed]`, or leave `works` out",
    )


def patterns_of_one_day(place: Place, first: Place, since: Day | None) -> Diagnostic:
    when = "two patterns hold from the beginning" if since is None else "two patterns hold from the same day"
    return at(
        PATTERNS_CONTRADICT,
        place,
        when,
        also=[Label(first, "the other one")],
        help="write the first day of the later one, like `from: 2026-09-01`, or take one out",
    )


def not_beside(place: Place, key: str, other: str) -> Diagnostic:
    return at(
        PATTERNS_CONTRADICT,
        place,
        f"`{key}` does not go with `{other}`",
        help="write `days` for a week, or `cycle` with `starting` for any other round of days",
    )
