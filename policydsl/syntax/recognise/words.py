"""Problems of single words and signs, and of how a line begins."""

from __future__ import annotations

import re

from policydsl.diagnostics import Diagnostic, nearest
from policydsl.source import Span
from policydsl.syntax import problems
from policydsl.syntax.faults import CARRY_ON, MOST_WORDS, NAMELIKE, ONE_MORE_WORD, Trouble, uncited
from policydsl.syntax.parser import openings, slips
from policydsl.syntax.signs import date_meant, run_together

DATE_LIKE = re.compile(r"\d{1,2}\w*[ .]+[^\W\d_]+\.?[ ]+\d{4}(?!\w)|\S+")
COMPARISONS = {">": "over", "<": "under", "=": "exactly", "≥": "at least", "≤": "at most"}
HEADINGS = ("setting", "category", "measure")
"""The headings that can be told by what stands behind their name, if there is a number in it."""
MODALS = frozenset(["must", "should", "may"])


def misspelt_in_a_name(t: Trouble) -> Diagnostic | None:
    """A word of a name that is a misspelt word of the language."""
    if t.fault.slip is None:
        return None
    if t.before:
        return problems.misspelt_in_a_name(t.place(), t.at.text, t.fault.slip)
    return problems.unknown_word(t.place(), t.at.text, t.fault.slip, (), None)


def quotes_not_closed(t: Trouble) -> Diagnostic | None:
    """A quotation mark alone."""
    return problems.quotes_not_closed(t.place()) if t.at.text == '"' else None


def date_expected(t: Trouble) -> Diagnostic | None:
    """Anything but a date where only a date can stand."""
    if "DATE" not in t.allowed or t.at.kind in t.allowed:
        return None
    meant = date_meant(t.text, t.at.span.start, t.clause.end)
    if meant is not None:
        span = Span(t.at.span.start, t.at.span.start + len(meant[0]))
        return problems.unreadable_date(t.place(span), meant[0], meant[1])
    if "DATE" in t.allowed and len(t.keywords) == 0 and "WORD" not in t.allowed:
        written = DATE_LIKE.match(t.text, t.at.span.start, t.clause.end)
        if t.ends or not written:
            return problems.unreadable_date(t.place(), "" if t.ends else t.at.text, None)
        return problems.unreadable_date(t.place(Span(*written.span())), written[0], None)
    return None


def date_in_figures(t: Trouble) -> Diagnostic | None:
    """A date in figures where a number or nothing can stand."""
    if t.at.kind not in ("FIGURES", "NUMBER"):
        return None
    meant = date_meant(t.text, t.at.span.start, t.clause.end)
    if meant is None:
        return None
    return problems.unreadable_date(t.place(Span(t.at.span.start, t.at.span.start + len(meant[0]))), *meant)


def words_run_together(t: Trouble) -> Diagnostic | None:
    """Figures and letters in one word."""
    if t.at.kind != "FIGURES":
        return None
    return problems.words_run_together(t.place(), t.at.text, run_together(t.at.text))


def misplaced_date(t: Trouble) -> Diagnostic | None:
    """A good date in the wrong place."""
    return problems.misplaced_date(t.place()) if t.at.kind in ("DATE", "DAYMONTH") else None


def misplaced_citation(t: Trouble) -> Diagnostic | None:
    """Brackets with more behind them."""
    found = next((seen for seen in (t.last, t.at) if seen and seen.kind == "CITES"), None)
    if found is None or found.span.end == t.clause.end:
        return None
    return problems.citation_not_at_the_end(t.place(found.span))


def comparison_as_a_sign(t: Trouble) -> Diagnostic | None:
    """`>` where a comparison can stand."""
    is_ = "" if "over" in t.allowed else "is "
    if t.at.text not in COMPARISONS or (is_ and ("is" not in t.allowed or t.at.text == "=")):
        return None
    end = t.at.span.end
    if t.at.text in "<>" and t.text[end : end + 1] == "=":
        meant = {">": "at least", "<": "at most"}[t.at.text]
        return problems.comparison_as_a_sign(t.place(Span(t.at.span.start, end + 1)), f"{t.at.text}=", is_ + meant)
    return problems.comparison_as_a_sign(t.place(), t.at.text, is_ + COMPARISONS[t.at.text])


def nothing_to_carry_on(t: Trouble) -> Diagnostic | None:
    """A line that begins with `and`."""
    first = t.before[0] if t.before else t.at
    return problems.nothing_to_carry_on(t.place(first.span), first.text) if first.text in CARRY_ON else None


def capital_letter(t: Trouble) -> Diagnostic | None:
    """A line that is good with a small letter inside it; at its beginning a capital is read as a small one."""
    for seen in (*t.before, t.at):
        if seen.kind == "WORD" and seen.text[:1].isupper() and t.helps(seen.span, seen.text.lower()):
            return problems.capital_letter(t.place(seen.span), seen.text)
    return None


def misspelt_behind_a_comma(t: Trouble) -> Diagnostic | None:
    """`, excpet`: the comma says nothing only before the joining word as it is spelt."""
    found = ONE_MORE_WORD.match(t.text, t.at.span.end, t.clause.end) if t.at.kind == "," else None
    if found is None:
        return None
    word = Span(found.end() - len(found[0].strip()), found.end())
    for meant in slips(t.text[word.start : word.end]):
        if meant in CARRY_ON and t.gets_to(word, meant) > word.start:
            return problems.unknown_word(t.place(word), t.written(word), meant, (), None)
    return None


OF_A_STEP = re.compile(r"[^\n]*\n\s*(?:falls due|led by|outcome) ")
"""What stands below the heading of a step."""


def no_such_line(t: Trouble) -> Diagnostic | None:
    """A line of words alone reads as somebody of whom something may be asked."""
    words = t.before or (t.at,)
    if any(seen.kind not in NAMELIKE for seen in t.before) or (t.before and not t.allowed >= MODALS):
        return None
    first, start = words[0], Span(t.clause.start, t.clause.start)
    reads = uncited(t.written(t.clause))
    heading = next((word for word in HEADINGS if t.gets_to(start, f"{word} ") > t.clause.end), None)
    if heading is not None and any(sign.isdecimal() for sign in reads):
        reads = f"{heading} {reads}"
        return problems.heading_missing(t.place(first.span), first.text, reads, t.place(start))
    inside = any(kind in ("branch", "procedure", "step") for _, kind, _ in t.about.above(t.clause.start))
    if t.ends and inside and OF_A_STEP.match(t.text, t.clause.end) and t.gets_to(start, "step ") > t.clause.end:
        return problems.heading_missing(t.place(first.span), first.text, f"step {reads}", t.place(start))
    starts = {start.words[0] for start in openings()}
    other_number = {f"{first.text}s", first.text.removesuffix("s"), first.text.lower()} & starts
    meant = nearest(first.text, other_number or starts) if first.text.isalpha() else None
    if meant is not None and not t.helps(first.span, meant):
        meant = None
    duty = _as_duty(t, [seen.text for seen in words]) if t.ends and len(words) > 1 else None
    return problems.no_such_line(t.place(first.span), first.text, meant, duty)


def _as_duty(t: Trouble, words: list[str]) -> str | None:
    """`manager arranges the meeting` as a duty: `manager must arrange …`."""
    verb = next((word for word in words[1:] if re.fullmatch(r"[a-z]{2,}s", word)), None)
    return f"{words[0]} must {verb[:-1] if verb else '…'} …".replace("… …", "…")


CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m|p\.m|o.clock|noon)\b|\d{1,2}:\d\d\b", re.IGNORECASE)
"""A time of day."""


def name_begins_with_a_number(t: Trouble) -> Diagnostic | None:
    """A number where a name must begin."""
    if t.at.kind != "NUMBER" or not {"WORD", "STRING"} <= t.allowed or (t.last and t.last.kind in NAMELIKE):
        return None
    if CLOCK.match(t.text, t.at.span.start):
        return problems.time_of_day(t.place())
    return problems.name_begins_with_a_number(t.place(), t.at.text)


def joining_word_in_a_name(t: Trouble) -> Diagnostic | None:
    """A name that is good in quotes."""
    if t.name is None or not t.at.kind.islower() or not t.allowed & {"WORD", "NAME"}:
        return None
    end = t.at.span.end
    for _ in range(MOST_WORDS):
        step = ONE_MORE_WORD.match(t.text, end, t.clause.end)
        if step is None:
            return None
        end = step.end()
        whole = Span(t.name.start, end)
        if t.gets_to(whole, f'"{t.written(whole)}"') > end + 1:
            return problems.joining_word_in_a_name(t.place(), t.at.text, t.written(whole))
    return None
