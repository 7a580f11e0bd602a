"""Wrong sentences, the word under the caret, and what the message says to do."""

import pytest

from policydsl.source import Source
from policydsl.syntax import parse
from policydsl.syntax.write import format
from tests.gate.tools import ROOT
from tests.test_said_otherwise import cases_in

STEP = "policy Example\nbranch Branch 1 follows each employee\nstep first meeting\n"
TOP = "policy Example\n"
MEASURE = "measure Bradford score over the last 52 weeks\n"
EXAMPLE = "example one\n"
ON = "on 5 May 2026, Bradford score is 1"

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
    (EXAMPLE, f"if absent on 3 May 2026: {ON}", "if", "other-word", "`when`"),
    (EXAMPLE, f"when absent on 3 May 2026, {ON}", ",", "other-word", "`:`"),
    (EXAMPLE, f"when absent on 3 May 2026 and held talk on 4 May 2026: {ON}", "and", "other-word", "`then`"),
    (
        *("policy Example\nbranch Branch 1 follows each employee\n", "Meeting first meeting\n  falls due at once"),
        *("Meeting", "no-such-line", "`step Meeting first meeting`"),
    ),
    (TOP, "group part-time staff", "", "line-ends-too-soon", "employees recorded as part-time staff"),
    ("policy Example\nbranch Branch 1 follows each employee\n", "Stage first meeting", "Stage", "other-word", "`step`"),
    (STEP, "led By line manager", "By", "capital-letter", "`by`"),
    (TOP, "the organisation Works Monday to Friday", "Works", "capital-letter", "`works`"),
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
    (STEP, "employee must ring supervisor before 6 am", "6", "name-begins-with-a-number", "no times of day"),
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

# A sentence as people say it, and the right one that the message gives: with its fix the line is that, and can be read.
RIGHT = [
    (STEP, "falls due after 4 weeks of absence", "falls due when the absence has lasted over 4 weeks"),
    (STEP, "falls due after 4 weeks", "falls due when the absence has lasted over 4 weeks"),
    (
        STEP,
        "falls due when three absences start in the last 6 months",
        "falls due when 3 absences start in the last 6 months",
    ),
    (STEP, "falls due two weeks after first meeting is held", "falls due 2 weeks after first meeting is held"),
    (
        STEP,
        "falls due twenty-eight calendar days after first meeting is held",
        "falls due 28 calendar days after first meeting is held",
    ),
    (STEP, "falls due on 3 absences in the last 6 months", "falls due when 3 absences start in the last 6 months"),
    (STEP, "falls due after 3 absences in 6 months", "falls due when 3 absences start in the last 6 months"),
    (
        STEP,
        "falls due when there are 3 absences in the last 6 months",
        "falls due when 3 absences start in the last 6 months",
    ),
    (
        *(STEP, "falls due when the employee has 3 absences in the last 6 months"),
        "falls due when 3 absences start in the last 6 months",
    ),
    (STEP, "falls due when Bradford score is 150 or more", "falls due when Bradford score is at least 150"),
    (STEP, "falls due when Bradford score is 3 or fewer", "falls due when Bradford score is at most 3"),
    (
        STEP,
        "must be held within ten working days after falling due",
        "must be held within 10 working days after falling due",
    ),
    (STEP, "give 5 calendar days notice", "give notice at least 5 calendar days before"),
    (STEP, "give 2 weeks' notice", "give notice at least 2 weeks before"),
    (STEP, "give notice of at least 5 calendar days", "give notice at least 5 calendar days before"),
    (
        *(STEP, "must give notice in writing at least 5 calendar days before"),
        "give notice in writing at least 5 calendar days before",
    ),
    (STEP, "employee has the right to bring a colleague", "employee may bring a colleague"),
    (STEP, "employee is entitled to bring a colleague", "employee may bring a colleague"),
    (STEP, "held by line manager", "led by line manager"),
    (STEP, "if not triggered by then: close", "if not due by then: close"),
    (STEP, "if not due within 6 months: close", "if not due by then: close"),
    (
        STEP,
        "outcome dismissed issue dismissal letter, and close",
        "outcome dismissed: issue dismissal letter, and close",
    ),
    (STEP, "outcome well may agree plan, and close", "outcome well: may agree plan, and close"),
    (TOP, "in force since 1 September 2024", "in force from 1 September 2024"),
    (
        *(TOP, "absences are joined when no working day lies between them"),
        "absences join when no working day lies between them",
    ),
    (TOP, "set Bradford threshold to 150", "setting Bradford threshold is 150"),
    (
        TOP,
        "category short means an absence lasting at most 7 calendar days",
        "category short is an absence lasting at most 7 calendar days",
    ),
    (TOP, "measure Bradford score over 52 weeks", "measure Bradford score over the last 52 weeks"),
    (TOP, "branch Branch 1 for each employee", "branch Branch 1 follows each employee"),
    (TOP + MEASURE, "equals absences x working days of absence", "is absences x working days of absence"),
    (
        TOP + EXAMPLE,
        "employee absent from 12 January 2026 to 14 January 2026",
        "absent from 12 January 2026 to 14 January 2026",
    ),
    (TOP + EXAMPLE, "absent 12 January 2026", "absent on 12 January 2026"),
    (
        *(TOP + EXAMPLE, "absent between 12 January 2026 and 14 January 2026"),
        "absent from 12 January 2026 to 14 January 2026",
    ),
    (TOP + EXAMPLE, "held first meeting 12 January 2026", "held first meeting on 12 January 2026"),
    (TOP + EXAMPLE, "by 12 January 2026, Bradford score is 5", "on 12 January 2026, Bradford score is 5"),
    (TOP + EXAMPLE, "on 12 January 2026, first meeting falls due", "on 12 January 2026, first meeting is due"),
    (TOP + EXAMPLE, "on 12 January 2026, Bradford score equals 5", "on 12 January 2026, Bradford score is 5"),
]

# What a word processor makes of a line, and the line.
AS_TYPED = [
    (STEP, "Led by line manager, with employee", "led by line manager, with employee"),
    (STEP, "LED BY line manager", "led by line manager"),
    (STEP, "Falls Due When Bradford score is over 150", "falls due when Bradford score is over 150"),
    (STEP, "\u2022 Must complete \u201cSupport Plan\u201d", 'must complete "Support Plan"'),
    (STEP, "\u2013 The employee\u00a0may bring a colleague", "the employee may bring a colleague"),
    (STEP, "Employee may bring a colleague", "employee may bring a colleague"),
    (STEP, "A manager must arrange meeting", "a manager must arrange meeting"),
    (STEP, "Outcome return date clear: Close", "outcome return date clear: close"),
    (STEP, "Outcome well: Wait for first meeting", "outcome well: wait for first meeting"),
    (TOP, "The Organisation works Monday to Friday", "the organisation works Monday to Friday"),
    (TOP, "In force from 1 September 2024", "in force from 1 September 2024"),
    (TOP, "SETTING Bradford threshold is 150", "setting Bradford threshold is 150"),
    ("", "POLICY Attendance", "policy Attendance"),
]

# Capitals that are part of what the author says.
LEFT_ALONE = [
    "HR must arrange meeting",
    "Branch manager must arrange meeting",
    'Document manager may ask "advice"',
    "discuss Nature of the Illness",
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


@pytest.mark.parametrize(("above", "line", "right"), RIGHT, ids=[row[1] for row in RIGHT])
def test_a_natural_sentence_is_answered_with_the_right_one(above: str, line: str, right: str) -> None:
    (found,) = parse(Source("draft.policy", above + line)).diagnostics
    assert found.fix is not None
    text = above + line
    for edit in found.fix.edits:
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert " ".join(text.removeprefix(above).split()) == right
    assert parse(Source("draft.policy", text)).diagnostics == ()
    assert found.message[0] in "`a" or found.message.startswith(("numbers", "this is"))
    assert len(found.message) < 72
    first = found.fix.edits[0].replacement.strip()
    assert first in (found.help or "") or first == ":"


@pytest.mark.parametrize(("above", "line", "plain"), AS_TYPED, ids=[row[1] for row in AS_TYPED])
def test_what_a_word_processor_does_to_a_line_changes_nothing(above: str, line: str, plain: str) -> None:
    typed, meant = (Source("draft.policy", above + one) for one in (line, plain))
    assert parse(typed).diagnostics == ()
    assert format(parse(typed).tree, typed) == format(parse(meant).tree, meant)


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_a_capital_that_can_be_read_stays(line: str) -> None:
    source = Source("draft.policy", STEP + line)
    assert parse(source).diagnostics == ()
    assert line in format(parse(source).tree, source)


@pytest.mark.parametrize("line", LEFT_TO_THE_CHECK)
def test_what_the_grammar_lets_through(line: str) -> None:
    assert parse(Source("draft.policy", STEP + line)).diagnostics == ()


NAMES = """
group supply staff is employees recorded as supply staff
setting MOST EPISODES is 3
event missed trip
event late report
document appeal
document fit note
"""
ABOVE = {
    "policy": TOP,
    "measure": TOP + MEASURE,
    "step": STEP,
    "named step": NAMES + "branch with a period follows each employee\nperiod live letter\n" + STEP,
    "period": STEP + "period warning\n",
    "points": "period live warning\npoints attendance points\n",
    "condition": "condition trigger is met when 3 absences start in the last 6 months\n",
    "another line": STEP,
    "sick pay": "sick pay for all\n",
}
NEAREST = list(cases_in((ROOT / "tests/cases/cannot_be_said.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "length", ["at most 3 calendar days", "over 7 calendar days", "from 2 to under 5 working days"]
)
def test_a_discount_of_absences_of_some_length_is_no_part_of_one(length: str) -> None:
    line = f"an absence lasting {length} may be discounted by manager, giving a reason"
    assert parse(Source("draft.policy", f"{TOP}{line}\n")).diagnostics == ()


@pytest.mark.parametrize(("above", "line", "words"), NEAREST, ids=[row[1] for row in NEAREST])
def test_what_comes_nearest_is_named(above: str, line: str, words: tuple[str, ...]) -> None:
    found = parse(Source("draft.policy", ABOVE[above] + line)).diagnostics[-1]
    assert [each for each in words if each not in (found.help or "")] == []
    only_near = above not in ("another line", "sick pay")
    assert found.code.name == ("cannot-be-said" if only_near else "other-word")
    assert (found.fix is None) == only_near


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


def test_absences_of_a_length_may_be_discounted() -> None:
    """Whole absences of at most so many days, and no part of one."""
    for days in ("at most 3 calendar days", "over 7 calendar days"):
        line = f"an absence lasting {days} may be discounted by manager"
        assert parse(Source("draft.policy", TOP + line)).diagnostics == ()
    part = parse(Source("draft.policy", TOP + "at most 3 calendar days of an absence may be discounted by manager"))
    assert [one.code.name for one in part.diagnostics] == ["cannot-be-said"]
