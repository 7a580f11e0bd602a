"""The problems of reading a text: one function for each, with its name and its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from policydsl.diagnostics import Code, Diagnostic, Edit, Fix, Label, listing
from policydsl.source import Place, Span

LONGEST = 36


def _quoted(word: str) -> str:
    """A word of the author's, cut when it is too long for a message."""
    return f"`{word if len(word) <= LONGEST else word[: LONGEST - 1] + '…'}`"


def _problem(name: str, at: Place, message: str, help: str | None = None, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic(Code(name), Label(at), message, help=help, fix=fix)


def _instead(at: Place, words: str) -> Fix:
    return Fix(f"write `{words}`", (Edit(at.span, words),))


# ------------------------------------------------------------------------------------------ a word


def unknown_word(at: Place, word: str, meant: str | None, go_on: Sequence[str], sample: str | None) -> Diagnostic:
    """A word that cannot stand where it stands: what was meant, or what can stand there, or how such a line reads."""
    message = f"{_quoted(word)} is not a word I know here"
    if meant is not None:
        return _problem("unknown-word", at, message, f"did you mean `{meant}`?", _instead(at, meant))
    return _problem("unknown-word", at, message, _way_on(go_on, sample))


def misspelt_in_a_name(at: Place, word: str, meant: str) -> Diagnostic:
    """A word that could belong to a name and is nearly a word of the language."""
    help = f"did you mean `{meant}`? If it is part of a name, put the name in quotes"
    return _problem("unknown-word", at, f"{_quoted(word)} is not a word I know here", help, _instead(at, meant))


def other_word(at: Place, word: str, meant: str) -> Diagnostic:
    """A word for which the language has another."""
    if meant.isdecimal():
        message = "numbers are written in figures here"
    else:
        message = f"{_quoted(word)} is said in {'other words' if ' ' in f'{word}{meant}' else 'another word'} here"
    return _problem("other-word", at, message, f"write `{meant}`", _instead(at, meant))


def said_altogether(at: Place, lines: Sequence[str], notes: Sequence[str]) -> Diagnostic:
    """A sentence that the language has in other words; `notes` are for whoever meant another thing."""
    if len(lines) == 1:
        help = "\n".join([f"write `{lines[0]}`", *notes])
    else:
        help = "\n".join([f"write {len(lines)} lines:", *(f"`{line}`" for line in lines), *notes])
    fix = Fix(f"write `{lines[0]}`", (Edit(at.span, "\n".join(lines)),))
    return _problem("other-word", at, "this is said in other words here", help, fix)


def nearest_said(at: Place, lines: Sequence[str], notes: Sequence[str]) -> Diagnostic:
    """A sentence to which there is only something near; the notes say what is lost."""
    help = "\n".join([*notes, "the nearest is:", *(f"`{line}`" for line in lines)])
    return _problem("cannot-be-said", at, "no line of a policy says just this", help)


def cannot_be_said(at: Place, help: str) -> Diagnostic:
    """A sentence that no line says, and what comes nearest."""
    return _problem("cannot-be-said", at, "no line of a policy says this", help)


def missing_word(at: Place, gap: Span, words: str, before: str, after: str) -> Diagnostic:
    """Words without which the line cannot go on, in the gap between two others, or at the end of the line."""
    name = {",": "a comma", ":": "a colon"}.get(words, f"`{words}`")
    where = f"after {_quoted(before)}" if words in ",:" else f"before {_quoted(after)}" if after else "at the end"
    put = f"{words} " if words in ",:" else f" {words} " if after else f" {words}"
    fix = Fix(f"write {name} {where}", (Edit(gap, put),))
    return _problem("missing-word", at, f"{name} is missing here", fix.title, fix)


def words_without_quotes(at: Place, words: str) -> Diagnostic:
    """Words that are shown to people, and stand without quotes."""
    return _problem(
        "words-without-quotes", at, "these words need quotes", f'write `"{words}"`', _instead(at, f'"{words}"')
    )


def line_ends_too_soon(at: Place, go_on: Sequence[str], sample: str | None) -> Diagnostic:
    """A line that stops before it has said what it must."""
    return _problem("line-ends-too-soon", at, "something is missing at the end of this line", _way_on(go_on, sample))


def group_of_whom(at: Place, group: str) -> Diagnostic:
    """A group of which it is not said how its employees are known."""
    help = (
        f"write `group {group} is employees recorded as {group}`, if people record who is in it;\n"
        f"or by what is on file: `group {group} is employees with service under 6 months`"
    )
    return _problem("line-ends-too-soon", at, "it is not said which employees are in this group", help)


def line_cut_in_two(at: Place, gap: Span) -> Diagnostic:
    """A clause that goes on in the next line without a comma."""
    fix = Fix("join the two lines", (Edit(gap, " "),))
    help = "join the two lines; a line goes on below only after a comma or a colon, or with `and` or `or`"
    return _problem("line-ends-too-soon", at, "this line is cut in two", help, fix)


def window_missing(at: Place) -> Diagnostic:
    """A count of absences that does not say when they must lie."""
    help = "go on with `start in the last 6 months`, or `start within 6 months after first meeting is held`"
    return _problem("line-ends-too-soon", at, "it is not said in which time they are counted", help)


def capital_letter(at: Place, word: str) -> Diagnostic:
    """A word inside a line that is known with a small letter."""
    small = word.lower()
    return _problem(
        "capital-letter", at, "this word is written with a small letter", f"write `{small}`", _instead(at, small)
    )


def heading_missing(at: Place, word: str, reads: str, start: Place) -> Diagnostic:
    """A heading without its first word."""
    fix = Fix(f"write `{reads.split()[0]}` first", (Edit(start.span, f"{reads.split()[0]} "),))
    return _problem("no-such-line", at, f"no line starts with {_quoted(word)}", f"did you mean `{reads}`?", fix)


def no_such_line(at: Place, word: str, meant: str | None, duty: str | None) -> Diagnostic:
    """A line that begins with no word that lines begin with."""
    help = f"did you mean `{meant}`?" if meant else f"a duty reads `{duty}`" if duty else None
    return _problem(
        "no-such-line", at, f"no line starts with {_quoted(word)}", help, _instead(at, meant) if meant else None
    )


def nothing_to_carry_on(at: Place, word: str) -> Diagnostic:
    """A line that begins with a joining word where no line stands above it."""
    help = "put it directly below the line that it carries on"
    return _problem("nothing-to-carry-on", at, f"{_quoted(word)} carries on the line above, and there is none", help)


def name_begins_with_a_number(at: Place, number: str) -> Diagnostic:
    """A name whose first word is a number."""
    help = f'put a word first, or put the whole name in quotes: `"{number} …"`'
    return _problem("name-begins-with-a-number", at, "a name does not begin with a number", help)


def time_of_day(at: Place) -> Diagnostic:
    """`before 6 am`."""
    help = 'a history knows days and no times of day: say it in quotes, as in `employee must tell manager "by 9 am"`'
    return _problem("name-begins-with-a-number", at, "a time of day is for people to look at", help)


def joining_word_in_a_name(at: Place, word: str, name: str | None) -> Diagnostic:
    """A name that a joining word breaks off."""
    help = f'if it belongs to the name, write `"{name}"`' if name else "if it belongs to a name, put the name in quotes"
    return _problem("joining-word-in-a-name", at, f"{_quoted(word)} ends the name before it", help)


# ------------------------------------------------------------------------------------------ signs and quotes


def title_without_quotes(at: Place, quoted: str) -> Diagnostic:
    """The title of a reading in which a word stands that would end it."""
    message = "a title with a joining word stands in quotes here"
    return _problem("joining-word-in-a-name", at, message, f"write `it turns on {quoted}`", _instead(at, quoted))


def quotes_not_closed(at: Place) -> Diagnostic:
    """A quotation mark without its partner in the same line."""
    return _problem("quotes-not-closed", at, "the quotes are not closed", 'write `"` at both ends, in one line')


def empty_quotes(at: Place) -> Diagnostic:
    """Quotes around nothing."""
    return _problem(
        "empty-quotes", at, "there is nothing between the quotes", "write the words, or leave the quotes out"
    )


def empty_citation(at: Place) -> Diagnostic:
    """Brackets at the end of a line around nothing."""
    help = "write a clause of the source text, such as `[LUU-9]`, or leave the brackets out"
    return _problem("empty-citation", at, "there is nothing between the brackets", help)


def citation_not_at_the_end(at: Place) -> Diagnostic:
    """Clauses of the source text named in the middle of a line."""
    help = "put the brackets after the last word of the line"
    return _problem("citation-not-at-the-end", at, "clauses of the source text are named at the end of a line", help)


def stray_sign(at: Place, sign: str, instead: str) -> Diagnostic:
    """A sign that has no meaning in the language."""
    return _problem("stray-sign", at, f"{sign} cannot stand here", instead)


def sign_for_another(at: Place, sign: str, meant: str, name: str) -> Diagnostic:
    """A sign where another belongs."""
    return _problem("stray-sign", at, f"`{sign}` cannot stand here", f"write {name}", _instead(at, meant))


def list_marker(at: Place, marker: str, gone: Span) -> Diagnostic:
    """A bullet or a number that a word processor puts before a line."""
    help = "begin the line with its first word, without a bullet or a number"
    return _problem("stray-sign", at, f"`{marker}` cannot stand here", help, Fix("take it away", (Edit(gone, ""),)))


def invisible_sign(at: Place, sign: str) -> Diagnostic:
    """A sign that cannot be seen and cuts a word in two."""
    name = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
    fix = Fix("take it away", (Edit(at.span, ""),))
    return _problem("stray-sign", at, f"the invisible sign {name} cannot stand here", "take it away", fix)


def comparison_as_a_sign(at: Place, sign: str, meant: str) -> Diagnostic:
    """`>` and its like."""
    help = f"write `{meant}`; a comparison is over, at least, exactly, at most or under"
    return _problem(
        "comparison-as-a-sign", at, f"{_quoted(sign)} is not a comparison in words", help, _instead(at, meant)
    )


def comma_carries_on(at: Place, first: str) -> Diagnostic:
    """A comma at the end of a line, below which another line begins."""
    fix = Fix("take the comma away", (Edit(at.span, ""),))
    message = "the comma makes the next line part of this one"
    return _problem(
        "comma-carries-on", at, message, f"take the comma away, so that `{first} …` is a line of its own", fix
    )


# ------------------------------------------------------------------------------------------ numbers, dates, amounts


def unreadable_date(at: Place, written: str, meant: str | None) -> Diagnostic:
    """A date in figures, or in another order, or something else where a date must stand."""
    help = f"write the month as a word: `{meant}`" if meant else "write a date like `1 September 2024`"
    message = f"dates are not written like {_quoted(written)} here" if written else "a date is missing here"
    return _problem("unreadable-date", at, message, help, _instead(at, meant) if meant and written else None)


def no_such_day(at: Place, written: str) -> Diagnostic:
    """31 February and its like."""
    return _problem("no-such-day", at, f"there is no {_quoted(written)} in the calendar", "write a day that exists")


def misplaced_date(at: Place) -> Diagnostic:
    """A date where none can stand."""
    help = "a deadline reads `within 5 working days after …`, or `before …` and an event"
    return _problem("misplaced-date", at, "a date cannot stand here", help)


def words_run_together(at: Place, written: str, meant: str | None) -> Diagnostic:
    """Figures and letters without a blank between them."""
    help = f"write `{meant}`" if meant else "write a space between them, or put the name they belong to in quotes"
    return _problem(
        "words-run-together", at, f"{_quoted(written)} is not a number", help, _instead(at, meant) if meant else None
    )


def number_without_a_unit(at: Place, number: str) -> Diagnostic:
    """A length without its unit."""
    help = f"write `{number} weeks`, `{number} months`, `{number} calendar days` or `{number} working days`"
    return _problem("number-without-a-unit", at, f"{number} of what?", help)


def days_without_a_kind(at: Place, number: str | None) -> Diagnostic:
    """Days that may be calendar, working or clear days."""
    so_many = f"{number} " if number else ""
    help = f"write `{so_many}calendar days`, `{so_many}working days` or `{so_many}clear days`"
    return _problem("days-without-a-kind", at, "which days?", help)


def days_of_what(at: Place, unit: str) -> Diagnostic:
    """Days in a formula that do not say of which absences."""
    which = unit if " " in unit else f"working {unit}"
    return _problem("days-of-what", at, f"{unit} of what?", f"write `{which} of absence`, or `{which} due`")


def no_comparison(at: Place, amount: str) -> Diagnostic:
    """A limit that does not say on which side of it."""
    help = f"write `over`, `at least`, `exactly`, `at most` or `under` before `{amount}`"
    return _problem("no-comparison", at, f"over {amount}, or at least {amount}?", help)


# ------------------------------------------------------------------------------------------ sentences of their own


def held_or_due(at: Place, name: str) -> Diagnostic:
    """A name where an event must stand."""
    help = f"write `{name} is held` or `{name} is due`, or what else happens to it"
    return _problem("held-or-due", at, "the day it is held, or the day it is due?", help)


def start_end_or_fall(at: Place, word: str) -> Diagnostic:
    """A count in a window that does not say how an absence lies in it."""
    help = f"write `start`, `end` or `fall` before `{word}`: first day, last day or any day of an absence"
    return _problem("start-end-or-fall", at, "how do they lie in this window?", help)


def after_what(at: Place, choices: Sequence[str]) -> Diagnostic:
    """A time that does not say from when; `choices` are ways to say it in such a line."""
    help = f"write `after` and an event: {listing([f'`{choice}`' for choice in choices])}"
    return _problem("after-what", at, "after what?", help)


def one_leader(at: Place, reads: str) -> Diagnostic:
    """Two leaders joined by `and`."""
    return _problem("one-leader", at, "one person leads, and the others are with them", f"write `{reads}`")


def on_each_date(at: Place, lead: str, date: str) -> Diagnostic:
    """A date without its `on`, behind `or` or `due`."""
    fix = Fix("write `on`", (Edit(Span(at.span.start, at.span.start), "on "),))
    return _problem("on-each-date", at, "`on` is missing before this date", f"write `{lead} on {date}`", fix)


def starting_on_a_calendar(at: Place, days: str) -> Diagnostic:
    """`starting in peak season`."""
    help = f"write `starting on {days}`, or `falling on {days}` where it is enough that one day is among them"
    return _problem("other-word", at, "days of a calendar go with `starting on`", help)


def whichever_is_sooner(at: Place, reads: str | None) -> Diagnostic:
    """`the earlier of A and B`."""
    help = f"write `{reads or 'on A, or on B, whichever is sooner'}`"
    return _problem("whichever-is-sooner", at, "which of the two dates counts is said at the end", help)


def colon_after_outcome(at: Place, reads: str) -> Diagnostic:
    """An outcome whose name ends in what is done."""
    return _problem("colon-after-outcome", at, "a colon is missing after the outcome", f"write `{reads}`")


def line_in_the_wrong_place(at: Place, belongs: str, help: str | None) -> Diagnostic:
    """A line under a heading that has no such lines."""
    return _problem("line-in-the-wrong-place", at, f"this line belongs {belongs}", help)


def second_policy(at: Place, *, included: bool = False) -> Diagnostic:
    """Two policies in one text."""
    if included:
        help = "take this line out, and what stands below it; the policy that includes the file has such lines"
        return _problem("second-policy", at, "an included file has a `policy` line of its own", help)
    return _problem("second-policy", at, "this text already is a policy", "put the second policy in a file of its own")


def _way_on(go_on: Sequence[str], sample: str | None) -> str | None:
    """The few words that can stand here, or a sentence that shows how such a line reads."""
    if 0 < len(go_on) <= 3:
        return f"write {listing(go_on)}"
    return f"such a line reads `{sample}`" if sample else None
