"""Wrong sentences, the word under the caret, and what the message says to do."""

import pytest

from policydsl.source import Source
from policydsl.syntax import parse

STEP = "policy Example\nbranch Branch 1 follows each employee\nstep first meeting\n"
TOP = "policy Example\n"
MEASURE = "measure Bradford score over the last 52 weeks\n"
EXAMPLE = "example one\n"

# What stands above the line, the line, what is underlined ("" is the end of the line), the problem, words of its help.
NEAR_MISSES = [
    (STEP, "falls dueto when Bradford score is over 150", "dueto", "unknown-word", "`due`"),
    (STEP, "fals due when Bradford score is over 150", "fals", "unknown-word", "`falls`"),
    (STEP, "falls due wen Bradford score is over 150", "wen", "unknown-word", "`when`"),
    (STEP, "led by manager, wit employee", "wit", "unknown-word", "`with`"),
    (
        *(TOP, "absences flagged planned count for nothing, excpet after every absence"),
        *("excpet", "unknown-word", "`except`"),
    ),
    (STEP, "Led by line manager", "Led", "capital-letter", "`led`"),
    (TOP, "the Organisation works Monday to Friday", "Organisation", "capital-letter", "`organisation`"),
    (STEP, "manager arranges the meeting", "manager", "no-such-line", "`manager must arrange …`"),
    (STEP, "falls due when Bradford score over 150", "over", "missing-word", "`is` before `over`"),
    (STEP, "falls due when Bradford score is > 150", ">", "comparison-as-a-sign", "`over`"),
    (STEP, "falls due when Bradford score is >= 150", ">=", "comparison-as-a-sign", "`at least`"),
    (STEP, "falls due when Bradford score is ≤ 150", "≤", "comparison-as-a-sign", "`at most`"),
    (
        *(STEP, "falls due when 2 new short-term absences within 6 months after first meeting is held"),
        *("within", "start-end-or-fall", "`start`, `end` or `fall`"),
    ),
    (
        *(STEP, "falls due when 2 new short-term absences start within 6 after first meeting is held"),
        *("6", "number-without-a-unit", "`6 months`"),
    ),
    (
        *(STEP, "falls due when 2 new short-term absences start within 6 months of first meeting is held"),
        *("of", "other-word", "`after`"),
    ),
    (
        *(STEP, "falls due when 2 new short-term absences start within 6 months after first meeting"),
        *("first meeting", "held-or-due", "`first meeting is held`"),
    ),
    (STEP, "falls due when the absence has lasted 4 weeks", "4", "no-comparison", "`4 weeks`"),
    (STEP, "falls due when meeting with HR is held", "with", "joining-word-in-a-name", '`"meeting with HR"`'),
    (
        *(STEP, "falls due on half pay date or end of pay, whichever is sooner"),
        *("end", "on-each-date", "`or on end of pay`"),
    ),
    (
        *(STEP, "falls due on the earlier of half pay date and end of pay"),
        *("earlier of", "whichever-is-sooner", "`on half pay date, or on end of pay, whichever is sooner`"),
    ),
    (
        *(TOP, "category short-term absence is an absence latsing at most 7 calendar days"),
        *("latsing", "unknown-word", "`lasting`"),
    ),
    (STEP, "give notice in writing 5 calendar days before", "5", "missing-word", "`at least` before `5`"),
    (STEP, "give notice at least 5 days", "", "missing-word", "`before` at the end"),
    (STEP, "give notice at least 5 days before", "days", "days-without-a-kind", "`5 calendar days`"),
    (STEP, "employee can bring a work colleague", "can", "other-word", "`may`"),
    (STEP, "outcome return date clear close", "close", "colon-after-outcome", "`outcome return date clear: close`"),
    (STEP, "outcome return date clear, close", ",", "colon-after-outcome", "`outcome return date clear: close`"),
    (STEP, "if not due by then go back to first meeting", "go", "missing-word", "a colon after `then`"),
    (STEP, "may be waived by manager giving a reason", "giving", "missing-word", "a comma after `manager`"),
    (STEP, "led by line manager with employee", "with", "missing-word", "a comma after `manager`"),
    (TOP, "setting Bradford threshold = 150", "=", "other-word", "`is`"),
    (TOP, "in force from 1/9/2024", "1/9/2024", "unreadable-date", "`1 September 2024`"),
    (TOP, "in force from 2024-09-01", "2024-09-01", "unreadable-date", "`1 September 2024`"),
    (TOP, "in force from 2024-1-5", "2024-1-5", "unreadable-date", "`5 January 2024`"),
    (TOP, "in force from 1st September 2024", "1st September 2024", "unreadable-date", "`1 September 2024`"),
    (TOP, "in force from 1 september 2024", "1 september 2024", "unreadable-date", "`1 September 2024`"),
    (TOP, "in force from September 1, 2024", "September 1, 2024", "unreadable-date", "`1 September 2024`"),
    (TOP, "in force from", "", "unreadable-date", "`1 September 2024`"),
    (TOP, "in force from 31 February 2026", "31 February 2026", "no-such-day", "a day that exists"),
    (STEP, "must complete Attendance Support Plan by 1 May", "1 May", "misplaced-date", "within 5 working days"),
    (STEP, "led by line manager and employee", "and", "one-leader", "`led by line manager, with employee`"),
    (TOP, "measure Bradford score over the last 52", "52", "number-without-a-unit", "`52 weeks`"),
    (TOP, "measure Bradford score over the last 28days", "28days", "words-run-together", "`28 days`"),
    (TOP, "setting review period is 12-week", "12-week", "words-run-together", "`12 weeks`"),
    (TOP, "setting threshold is 1,000", "1,000", "words-run-together", "`1000`"),
    (TOP + MEASURE, "is absences x absences x days", "days", "days-of-what", "`working days of absence`"),
    (TOP + EXAMPLE, "on 29 May 2026 Bradford score is 175", "Bradford", "missing-word", "a comma after `29 May 2026`"),
    (TOP + EXAMPLE, "absent from 12 January 2026 until 14 January 2026", "until", "other-word", "`to`"),
    (STEP, "must be held within 10 working days", "", "after-what", "`after falling due`"),
    (STEP, 'note "first meeting', '"', "quotes-not-closed", "both ends"),
    (STEP, 'note "first meeting\n  of two" [A-1]', '"', "quotes-not-closed", "in one line"),
    (STEP, 'note ""', '""', "empty-quotes", "write the words"),
    (STEP, "note first meeting [A-1]", "first meeting", "words-without-quotes", '`"first meeting"`'),
    (STEP, "discuss the plan,\nmust complete Plan", ",", "comma-carries-on", "take the comma away"),
    (STEP, "then wait for first meeting [A-1], and close", "[A-1]", "citation-not-at-the-end", "last word"),
    (STEP, "then wait for first meeting []", "[]", "empty-citation", "`[LUU-9]`"),
    (STEP, "falls due at once.", ".", "stray-sign", "full stop"),
    (STEP, "must complete Plan; and Form", ";", "stray-sign", "comma"),
    (STEP, "discuss work – life balance", "–", "stray-sign", "`-` inside a word"),
    (STEP, "discuss \u00adbalance", "\u00ad", "stray-sign", "take it away"),
    (TOP, "after each absence", "each", "other-word", "`every`"),
    (TOP, "procedure 1", "1", "name-begins-with-a-number", "in quotes"),
    (TOP, "measure Bradford score", "", "line-ends-too-soon", "over the last 52 weeks"),
    ("", "and close", "and", "nothing-to-carry-on", "below the line"),
    (TOP, "falls due at once", "falls due at once", "line-in-the-wrong-place", "`step`"),
    (STEP, "is absences x absences", "is absences x absences", "line-in-the-wrong-place", "`measure`"),
    (
        STEP,
        "pauses while Branch 1 is open",
        "pauses while Branch 1 is open",
        "line-in-the-wrong-place",
        "above the first",
    ),
    (TOP, "step first meeting", "step first meeting", "line-in-the-wrong-place", "`branch`"),
    (TOP, "policy Another", "policy Another", "second-policy", "of its own"),
    (TOP, "in-force from 1 September 2024", "in-force", "other-word", "`in force`"),
    (TOP, "in force from 1 Septembre 2024", "1 Septembre 2024", "unreadable-date", "`1 September 2024`"),
    (TOP, "category short is an absence lasting no more than 7 weeks", "no more than", "other-word", "`at most`"),
    (TOP, "category long is an absence lasting longer than 4 weeks", "longer than", "other-word", "`over`"),
    (TOP, "Bradford threshold is 150 [A-1]", "Bradford", "no-such-line", "`setting Bradford threshold is 150`"),
    (TOP, "setting Bradford threshold 150", "150", "missing-word", "`is` before `150`"),
    (TOP, "setting Bradford threshold is 150 (LUU-9)", "(LUU-9)", "stray-sign", "`[LUU-9]`"),
    (TOP, "setting Bradford threshold is 150 [LUU-9", "[LUU-9", "stray-sign", "`[LUU-9]`"),
    (TOP, "setting review period is 4½ weeks", "4½", "words-run-together", "`4.5`"),
    (TOP + MEASURE, "• is absences x absences", "•", "stray-sign", "without a bullet"),
    (STEP, "1. led by line manager", "1.", "stray-sign", "without a bullet or a number"),
    (STEP, "fal\u00adls due at once", "\u00ad", "stray-sign", "take it away"),
    (STEP, "is due when Bradford score is over 150", "is due", "other-word", "`falls due`"),
    (STEP, "falls due if Bradford score is over 150", "due if", "other-word", "`due when`"),
    (STEP, "falls due immediately", "immediately", "other-word", "`at once`"),
    (STEP, "falls due when Bradford score > 150", ">", "comparison-as-a-sign", "`is over`"),
    (STEP, "falls due when Bradford score exceeds 150", "exceeds", "other-word", "`is over`"),
    (STEP, "falls due when the absence lasts over 4 weeks", "lasts", "other-word", "`has lasted`"),
    (STEP, "falls due when 2 new absences [A-1]", "", "line-ends-too-soon", "`start in the last 6 months`"),
    (
        *(STEP, "falls due when 2 new absences start in 6 months after first meeting is held"),
        *("start in", "other-word", "`start within`"),
    ),
    (STEP, "falls due 4 weeks after\n  first meeting is held", "", "line-ends-too-soon", "join the two lines"),
    (STEP, "never before first meeting is held; or", ";", "stray-sign", "comma"),
    (STEP, "not before first meeting is held", "not before", "other-word", "`never before`"),
    (STEP, "has to complete Plan", "has to", "other-word", "`must`"),
    (
        STEP,
        "give written notice at least 5 weeks before",
        "give written notice",
        "other-word",
        "`give notice in writing`",
    ),
    (STEP, "give notice at least five weeks before", "five", "other-word", "`5`"),
    (
        STEP,
        "employee may be accompanied by a friend or a colleague",
        "may be accompanied by",
        "other-word",
        "`may bring`",
    ),
    (STEP, "outcome return date clear - close", "-", "stray-sign", "a colon"),
    (STEP, "outcome no prospects: wait for long–term meeting", "–", "stray-sign", "`-`"),
    (STEP, "if not due by then: return to first meeting", "return to", "other-word", "`go back to`"),
    (STEP, "must complete Plan within 5 working days [A-1]", "", "after-what", "`after the meeting`"),
    (STEP, "stage second meeting\n  falls due at once", "stage", "other-word", "`step`"),
]

# These can be read: what is wrong with them is for the check of names, units and verbs to say.
LEFT_TO_THE_CHECK = [
    "falls due when Bradford score is above 150",
    "falls due when the absence has lasted over 4",
    "outcome return date clear: waits for next meeting",
    "must complete the absence which lasts less than 7 calendar days",
]


@pytest.mark.parametrize(("above", "line", "under", "name", "help"), NEAR_MISSES, ids=[row[1] for row in NEAR_MISSES])
def test_a_near_miss_is_told_what_to_write(above: str, line: str, under: str, name: str, help: str) -> None:
    text = above + line
    (found,) = parse(Source("draft.policy", text)).diagnostics
    span = found.at.place.span
    assert (text[span.start : span.end], found.code.name) == (under, name)
    assert help in (found.help or "")
    assert found.message[0] in "`" or found.message[0].islower() or found.message[0].isdigit()
    assert len(found.message) < 72
    assert not found.message.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        TOP + 'documents Plan\n  says "What is agreed."',
        TOP + "brunch Branch 1 follows each employee\nstep first meeting\n  falls due at once",
        TOP + "level one\n  falls due at once\n  then close\nstep first meeting\n  falls due at once",
        TOP + "step first meeting\n  falls due at once\nstep second meeting\n  falls due at once",
        "in-force from 1 September 2024\nabsences never join\nan absence ends on its last recorded day",
    ],
)
def test_a_heading_that_cannot_be_read_is_told_once_and_not_in_each_line_below(text: str) -> None:
    assert len(parse(Source("draft.policy", text)).diagnostics) == 1


@pytest.mark.parametrize("line", LEFT_TO_THE_CHECK)
def test_what_the_grammar_lets_through(line: str) -> None:
    assert parse(Source("draft.policy", STEP + line)).diagnostics == ()


@pytest.mark.parametrize(("above", "line", "under", "name", "help"), NEAR_MISSES, ids=[row[1] for row in NEAR_MISSES])
def test_a_fix_cures_its_problem(above: str, line: str, under: str, name: str, help: str) -> None:
    text = above + line
    (found,) = parse(Source("draft.policy", text)).diagnostics
    if found.fix is None:
        return
    for edit in found.fix.edits:
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    again = {each.code.name for each in parse(Source("draft.policy", text)).diagnostics}
    assert found.code.name not in again, text
