"""Which problem a fault is: one function for each that may be recognised, the particular tried before the general."""

from __future__ import annotations

import re
from collections.abc import Callable

from policydsl.diagnostics import Diagnostic
from policydsl.source import Span
from policydsl.syntax import problems, said
from policydsl.syntax.faults import Trouble, uncited
from policydsl.syntax.parser import stops
from policydsl.syntax.recognise import general, otherwise, rewritten, sentences, words

Recogniser = Callable[[Trouble], Diagnostic | None]

RECOGNISERS: tuple[Recogniser, ...] = (
    words.misspelt_in_a_name,
    words.quotes_not_closed,
    otherwise.list_marker,
    otherwise.invisible_sign,
    rewritten.said_naturally,
    rewritten.outcome_without_colon,
    otherwise.said_otherwise,
    rewritten.number_in_words,
    otherwise.dash,
    otherwise.round_brackets,
    otherwise.open_bracket,
    sentences.title_of_a_reading,
    words.date_expected,
    words.date_in_figures,
    words.words_run_together,
    words.misplaced_date,
    words.misplaced_citation,
    words.comparison_as_a_sign,
    words.nothing_to_carry_on,
    words.capital_letter,
    sentences.one_leader,
    sentences.whichever_is_sooner,
    sentences.on_each_date,
    sentences.starting_on_a_calendar,
    sentences.start_end_or_fall,
    sentences.window_missing,
    sentences.days_of_what,
    sentences.number_without_a_unit,
    sentences.no_comparison,
    words.name_begins_with_a_number,
    sentences.after_what,
    sentences.of_for_after,
    sentences.held_or_due,
    general.other_word,
    words.misspelt_behind_a_comma,
    general.misspelt,
    general.words_without_quotes,
    general.colon_after_outcome,
    words.no_such_line,
    words.joining_word_in_a_name,
    general.missing_word,
    general.stray_sign,
    general.line_ends_too_soon,
    general.declared_name,
    general.deed_without_quotes,
    general.unknown_word,
)
"""The last one recognises everything."""


NEGATED = re.compile(r"\b(?:did|has|had|does|is) not (?:fall|fell)\b")
"""With `fell` for `fall` the first words would be taken for a name."""


def problem_of(trouble: Trouble) -> Diagnostic:
    """The first problem that recognises itself in the fault; or else that the whole sentence is said otherwise here."""
    clause = trouble.clause
    whole = " ".join(uncited(trouble.text[clause.start : clause.end]).split())
    if (help := said.unsayable(whole, trouble.about, clause.start - 1)) is not None:
        return problems.cannot_be_said(trouble.place(clause), help)
    found = next(found for recognise in RECOGNISERS if (found := recognise(trouble)) is not None)
    slip = found.code.name == "unknown-word" and found.fix is not None
    # The first word of a line may be near to that of quite another line: `lives` and `gives`.
    if (
        slip
        and trouble.before
        and NEGATED.search(whole) is None
        and stops(*_with_its_fix(trouble, found), trouble.names) is None
    ):
        return found
    mended = said.mended(trouble.text, trouble.clause, trouble.about)
    if mended is None or mended.picked:
        return found
    text, span = _with_its_fix(trouble, found)
    if (uncited(" ".join(text[span.start : span.end].split())),) == mended.lines:
        return found
    if mended.near:
        return problems.nearest_said(trouble.place(mended.span), mended.lines, mended.notes)
    return problems.said_altogether(trouble.place(mended.span), mended.lines, mended.notes)


def _with_its_fix(trouble: Trouble, found: Diagnostic) -> tuple[str, Span]:
    """The text as the problem's fix makes it, and the line in it."""
    text, end = trouble.text, trouble.clause.end
    for edit in sorted(found.fix.edits, key=lambda edit: -edit.span.start) if found.fix else ():
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
        end += len(edit.replacement) - (edit.span.end - edit.span.start)
    return text, Span(trouble.clause.start, end)
