"""Problems of sentences that are often written otherwise than the language has them."""

from __future__ import annotations

import re

from policydsl.diagnostics import Diagnostic
from policydsl.source import Span
from policydsl.syntax import problems
from policydsl.syntax.faults import Trouble, uncited
from policydsl.syntax.parser import LINE_END

EVENT_WORDS = frozenset(["is", "has", "starts", "ends"])
PLACED = frozenset(["start", "end", "fall"])
AFTER = ("after falling due", "after the meeting", "after first meeting is held")
TURNS_ON = re.compile(r"\bit turns on (?!\")")
READING = re.compile(r"^\s*reading ([^\"\[#\n]*[^\"\[#\s])", re.MULTILINE)
UNITS = frozenset(["days", "weeks", "months"])


def one_leader(t: Trouble) -> Diagnostic | None:
    """`led by A and B`."""
    if t.at.text != "and" or not t.before or t.before[0].text != "led":
        return None
    others = t.written(Span(t.at.span.end, t.clause.end))
    return problems.one_leader(t.place(), f"{t.written(Span(t.clause.start, t.at.span.start))}, with {uncited(others)}")


def whichever_is_sooner(t: Trouble) -> Diagnostic | None:
    """`the earlier of A and B`."""
    found = re.search(r"\b(earlier|sooner|earliest|later|latest)\s+of\b", t.text[t.clause.start : t.clause.end])
    if not found or found.start() + t.clause.start > t.at.span.end:
        return None
    start, end = found.start() + t.clause.start, found.end() + t.clause.start
    rest = uncited(t.written(Span(end, t.clause.end)))
    dates = [re.sub(r"^(on|the) ", "", date) for date in re.split(r",? (?:and|or) ", rest)]
    how = "later" if found[1].startswith("lat") else "sooner"
    reads = ", or ".join(f"on {date}" for date in dates) + f", whichever is {how}" if len(dates) > 1 else None
    return problems.whichever_is_sooner(t.place(Span(start, end)), reads)


STARTS_IN = re.compile(r"\bstarting (?:in|during|within) (?:the |an? )?([^,\[#]+?)(?= or |,|$)")


def starting_on_a_calendar(t: Trouble) -> Diagnostic | None:
    """`starting in peak season`: the days of a calendar go with `on`."""
    if not t.before or not {one.text for one in t.before[-2:]} & {"starting"}:
        return None
    start = next(one.span.start for one in reversed(t.before) if one.text == "starting")
    found = STARTS_IN.match(uncited(" ".join(t.written(Span(start, t.clause.end)).split())))
    if found is None or "day" in found[1].casefold():
        return None
    return problems.starting_on_a_calendar(t.place(Span(start, t.at.span.end)), found[1])


def on_each_date(t: Trouble) -> Diagnostic | None:
    """`on A or B` without the second `on`; a fact is read as the setting of a time `after` something."""
    if {"on", "halfway"} <= t.allowed and t.last and t.last.text == "or" and t.helps(t.here, "on "):
        lead, span = t.last.text, t.at.span
    elif "after" in t.allowed and len(t.before) > 1 and t.about.kind(t.before[-1].text) == "fact":
        lead, span = t.before[-2].text, t.before[-1].span
    else:
        return None
    date = re.split(r",| or | whichever| but ", t.written(Span(span.start, t.clause.end)))[0]
    return problems.on_each_date(t.place(span), lead, uncited(date))


def start_end_or_fall(t: Trouble) -> Diagnostic | None:
    """A count and a window, and nothing between them."""
    if not t.allowed >= PLACED or t.at.text not in ("within", "in", "over", "during", "since"):
        return None
    return problems.start_end_or_fall(t.place(), t.at.text)


def window_missing(t: Trouble) -> Diagnostic | None:
    """A count without the time it is counted in."""
    return problems.window_missing(t.place()) if t.ends and t.allowed >= PLACED else None


def days_of_what(t: Trouble) -> Diagnostic | None:
    """`x days` in a formula."""
    if not t.last or not t.allowed >= {"of", "due"}:
        return None
    two = len(t.before) > 1 and t.before[-2].text in ("calendar", "working", "clear")
    span = t.before[-2].span | t.last.span if two else t.last.span
    return problems.days_of_what(t.place(span), t.written(span))


def number_without_a_unit(t: Trouble) -> Diagnostic | None:
    """A number that cannot stand alone."""
    if not t.last or t.last.kind != "NUMBER" or not t.allowed >= UNITS or LINE_END in t.allowed or t.near:
        return None
    return problems.number_without_a_unit(t.place(t.last.span), t.last.text)


def no_comparison(t: Trouble) -> Diagnostic | None:
    """A number where a comparison must stand first."""
    if t.at.kind != "NUMBER" or not {"over", "exactly"} <= t.allowed:
        return None
    unit = re.match(r"\d[\d.]*(?:\s+(?:calendar|working|clear))?(?:\s+[a-z]+)?", t.text[t.at.span.start : t.clause.end])
    return problems.no_comparison(t.place(), " ".join(unit[0].split()) if unit else t.at.text)


def after_what(t: Trouble) -> Diagnostic | None:
    """A time at the end of a line that needs an event."""
    if not t.ends or "after" not in t.allowed or not _follows_amount(t):
        return None
    goes_on = [words for words in AFTER if t.helps(t.here, f" {words} ")]
    return problems.after_what(t.place(), goes_on or AFTER[:1])


def of_for_after(t: Trouble) -> Diagnostic | None:
    """`within 6 months of first meeting is held`: `of` was read as the beginning of `of active service`."""
    if not t.last or t.last.text != "of" or not t.helps(t.last.span, "after"):
        return None
    return problems.other_word(t.place(t.last.span), "of", "after")


def held_or_due(t: Trouble) -> Diagnostic | None:
    """A name where an event must stand."""
    if not t.allowed >= EVENT_WORDS or t.name is None or not (t.ends or t.at.kind in (",", ":", "and", "or", "but")):
        return None
    after = next((seen for seen in t.before if seen.kind == "WORD" and seen.span.start > t.name.start), None)
    if after and t.before[t.before.index(after) - 1].kind == "NAME":
        return problems.unknown_word(t.place(after.span), after.text, None, (), t.sample)
    return problems.held_or_due(t.place(t.name), t.written(t.name))


def title_of_a_reading(t: Trouble) -> Diagnostic | None:
    """`it turns on` and a title in which a word of the language stands."""
    found = TURNS_ON.search(t.text, t.clause.start, t.clause.end)
    if found is None:
        return None
    titles = sorted(READING.findall(t.text), key=len, reverse=True)
    for title in titles:
        if t.text.startswith(title, found.end()):
            span = Span(found.end(), found.end() + len(title))
            quoted = f'"{title}"'
            return problems.title_without_quotes(t.place(span), quoted) if t.helps(span, quoted) else None
    return None


def _follows_amount(t: Trouble) -> bool:
    return any(seen.kind == "NUMBER" for seen in t.before[-4:])
