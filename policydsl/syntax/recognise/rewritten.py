"""Sentences that say in a natural way what the language says in its own: each with the words to write instead."""

from __future__ import annotations

import re
from functools import cache

from policydsl.diagnostics import Diagnostic
from policydsl.source import Span
from policydsl.syntax import problems
from policydsl.syntax.build import MONTHS
from policydsl.syntax.faults import Trouble
from policydsl.syntax.signs import NUMBER_WORD, figures

TIME = r"\d+(?:\.\d+)? (?:(?:calendar|working|clear) )?(?:days?|weeks?|months?|years?)"
DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
SOME = r"\d+ (?:new )?(?:[\w-]+ ){0,2}absences?"
VERBS = "close|issue|leave it to|go back to|go to|may|return|should|start|stay|tell|wait for"
OUTCOME = re.compile(rf"outcome (?!.*:).*?(\S+)(\s+)((?:{VERBS})\b)")
# What is written, from a word on, and what is to be written for it.
SAID = (
    # when a step falls due
    (rf"after (?:over )?({TIME}) of absence", r"when the absence has lasted over \1"),
    (rf"after (?:over )?({TIME})(?= *$)", r"when the absence has lasted over \1"),
    (rf"(?:after|on|for) ({SOME}) (?:in|within|over) (?:the last )?({TIME})", r"when \1 start in the last \2"),
    (rf"there (?:are|is|have been) ({SOME}) (in|over) the last", r"\1 start \2 the last"),
    (rf"employee has (?:had )?({SOME}) (in|over) the last", r"\1 start \2 the last"),
    (r"is (\d+(?:\.\d+)?) or (?:more|over|above|higher)", r"is at least \1"),
    (r"is (\d+(?:\.\d+)?) or (?:less|fewer|under|below|lower)", r"is at most \1"),
    (r"if (?:it is )?not (?:triggered|reached|called) by then", "if not due by then"),
    (rf"if not due within {TIME}(?= *:)", "if not due by then"),
    # who and what
    (rf"give ({TIME})['’]?s? notice", r"give notice at least \1 before"),
    (rf"notice of (?:at least )?({TIME})(?: before)?", r"notice at least \1 before"),
    (r"^(?:must|should) give notice", "give notice"),
    (r"(?:has the right to|has a right to|is entitled to|is allowed to)", "may"),
    (r"^held by", "led by"),
    # the words of the policy
    (r"^in force since", "in force from"),
    (r"^absences are joined", "absences join"),
    (r"^set (.+) to (?=\d)", r"setting \1 is "),
    (rf"^(measure .+) over (?={TIME})", r"\1 over the last "),
    (r"for each (employee|absence)(?= *$)", r"follows each \1"),
    (r"^equals", "is"),
    (r"\bmeans\b", "is"),
    # examples
    (r"^(?:employee|employee is|employee was|was|is) absent", "absent"),
    (rf"^absent (?={DATE})", "absent on "),
    (rf"absent between ({DATE}) and (?={DATE})", r"absent from \1 to "),
    (rf"^(held|completed|recorded|issued) (?!.* on {DATE})(.+) (?={DATE})", r"\1 \2 on "),
    (rf"^by (?={DATE})", "on "),
    (r"^(?:if|where|for|case) (?=(?:absent|held|stood|decided|gave|in group|works) )", "when "),
    (rf"(?<!^), (?=on {DATE},)", ": "),
    (r"\band(?: then)? (?=(?:absent|held|decided|gave|completed|recorded) )", "then "),
    (r"falls due(?= *(?:,|$))", "is due"),
    (r"(?<!^)equals", "is"),
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def said_naturally(t: Trouble) -> Diagnostic | None:
    """Words, before the fault or at it, that are said in another way here; with those the line can be read."""
    for pattern, meant in SAID:
        line = t.text[t.clause.start : t.clause.end]
        found = _compiled(pattern).search(line)
        if found is None:
            continue
        span = Span(t.clause.start + found.start(), t.clause.start + found.end())
        words = found.expand(meant)
        if span.start <= t.at.span.start and t.helps(span, words):
            return problems.other_word(t.place(_without_blank(t, span)), found[0].strip(), words.strip())
    return None


def outcome_without_colon(t: Trouble) -> Diagnostic | None:
    """An outcome and several actions, and no colon between them."""
    found = OUTCOME.match(t.text, t.clause.start, t.clause.end)
    if found is None or not t.helps(Span(*found.span(2)), ": "):
        return None
    return problems.missing_word(t.place(Span(*found.span(3))), Span(*found.span(2)), ":", found[1], found[3])


def _without_blank(t: Trouble, span: Span) -> Span:
    """Without the blank at its end, where the words to write have one too."""
    return Span(span.start, span.start + len(t.text[span.start : span.end].rstrip()))


def number_in_words(t: Trouble) -> Diagnostic | None:
    """A number in words, at the fault or before it, with which in figures the line goes on."""
    for found in NUMBER_WORD.finditer(t.text, t.clause.start, t.clause.end):
        span, number = Span(*found.span()), figures(found[0])
        if span.start > t.at.span.start:
            return None
        if number is not None and t.helps(span, number):
            return problems.other_word(t.place(span), found[0], number)
    return None
