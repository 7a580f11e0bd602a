"""What a policy text says as a tree, and that every fault in it is one problem at its place."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydsl.source import Source, Span
from policydsl.syntax import Parsed, at, nodes, parse, parser, text, walk
from policydsl.syntax.names import declares, key, pattern

ROOT = Path(__file__).parent.parent
LUU = (ROOT / "policies" / "luu_attendance.policy").read_text(encoding="utf-8")
SENTENCES = (Path(__file__).parent / "cases" / "sentences.policy").read_text(encoding="utf-8")
SMALL = """policy Example Attendance
  in force from 1 September 2024
  absences join when at most 14 calendar days lie between them, and they have the same reason

category short absence is an absence lasting at most 7 calendar days [A-1]
setting trigger point is 150

measure score over the last 52 weeks
  is absences x absences x working days of absence
  not counting absences flagged planned, or short absences, except absences because of injury

branch Main follows each employee
  step first meeting
    falls due when score is over the trigger point [A-2, A-3]
    give notice in writing at least 5 calendar days before
    then wait for final meeting
  step final meeting
    falls due when 2 new short absences, or 1 long absence, start within 6 months after first meeting is held
    outcome dismissed, only after first meeting is held: issue dismissal letter, and close
"""


def read(words: str) -> Parsed:
    return parse(Source("draft.policy", words))


def problems(words: str, names: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The name of each problem and the words it is under; `names` are declared elsewhere."""
    parsed = parse(Source("draft.policy", words), names=names)
    spans = [(found.code.name, found.at.place.span) for found in parsed.diagnostics]
    return [(name, words[span.start : span.end]) for name, span in spans]


def below(clause: str, above: str = "step one") -> str:
    return f"policy Example\nbranch Main follows each employee\n{above}\n{clause}\n"


def clause_of(words: str) -> nodes.StepClause:
    parsed = read(below(words))
    assert parsed.diagnostics == ()
    branch = parsed.tree.blocks[0]
    assert isinstance(branch, nodes.Branch)
    step = branch.steps[0]
    assert isinstance(step, nodes.Step)
    (clause,) = step.clauses
    return clause


# ------------------------------------------------------------------------------------------ the tree


def test_a_policy_is_a_header_and_blocks() -> None:
    parsed = read(SMALL)
    assert parsed.diagnostics == ()
    tree = parsed.tree
    assert tree.head is not None
    assert tree.head.name.text == "Example Attendance"
    assert [type(line).__name__ for line in tree.header] == ["InForce", "Join"]
    assert [type(block).__name__ for block in tree.blocks] == ["Category", "Setting", "Measure", "Branch"]


def test_a_block_spans_its_lines_and_cites_for_itself() -> None:
    category, *_, branch = read(SMALL).tree.blocks
    assert isinstance(category, nodes.Category)
    assert category.cites == ("A-1",)
    assert SMALL[category.span.start : category.span.end].endswith("7 calendar days")
    assert isinstance(branch, nodes.Branch)
    assert branch.scope == nodes.Word(text="each_employee", span=Span(0, 0))
    assert [step.name.text for step in branch.steps if isinstance(step, nodes.Step)] == [
        "first meeting",
        "final meeting",
    ]
    assert SMALL[branch.span.start : branch.span.end].endswith("and close")


def test_a_clause_keeps_what_it_cites() -> None:
    clause = clause_of("falls due when score is over the trigger point [A-2, A-3]")
    assert isinstance(clause, nodes.DueWhen)
    assert clause.cites == ("A-2", "A-3")
    match clause.condition:
        case nodes.Compare(name=nodes.Name(text="score"), bound=nodes.Bound(comparison=over, value=value)):
            assert (over.text, value) == ("over", nodes.Name(text="trigger point", span=Span(0, 0)))
        case other:
            raise AssertionError(other)


def test_numbers_dates_and_amounts_are_values() -> None:
    tree = read(SMALL).tree
    values = list(walk(tree))
    assert date(2024, 9, 1) in [value.value for value in values if isinstance(value, nodes.Date)]
    assert Fraction(150) in [value.value for value in values if isinstance(value, nodes.Number)]
    amounts = [value for value in values if isinstance(value, nodes.Amount)]
    assert [(amount.number.value, amount.unit.text) for amount in amounts] == [
        *[(14, "calendar_days"), (7, "calendar_days"), (52, "weeks"), (5, "calendar_days"), (6, "months")],
    ]


def test_kinds_of_absence_have_filters_and_exceptions() -> None:
    measure = read(SMALL).tree.blocks[2]
    assert isinstance(measure, nodes.Measure)
    line = measure.lines[1]
    assert isinstance(line, nodes.NotCounting)
    assert [kind.name.text for kind in line.kinds.which.kinds] == ["absences", "short absences"]
    assert isinstance(line.kinds.which.kinds[0].filters[0], nodes.Flagged)
    assert line.kinds.but_not is not None


def test_dates_and_sums_keep_their_order() -> None:
    clause = clause_of("falls due on A, or 2 weeks before B, whichever is later, but not before 1 week after C is held")
    match clause:
        case nodes.DueOn(
            rule=nodes.NotBefore(rule=nodes.Later(dates=(nodes.OnDate(), second)), floor=nodes.AfterEvent())
        ):
            assert isinstance(second, nodes.BeforeDate)
        case other:
            raise AssertionError(other)
    (formula,) = (
        node
        for node in walk(read("measure m in the quarter\nis 10 minus 2 x (3 plus 4) minus 1").tree)
        if isinstance(node, nodes.Formula)
    )
    match formula.value:
        case nodes.Minus(left=nodes.Minus(right=nodes.Times(right=nodes.Plus())), right=nodes.Number(value=one)):
            assert one == 1
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("falls due at once", nodes.DueAtOnce),
        ("falls due again immediately", nodes.Again),
        ("can be reached without the steps before it", nodes.ReachedDirectly),
        ("decided by someone other than recommender", nodes.DecidedBy),
        ("employee may appeal under the disciplinary procedure", nodes.AppealUnder),
        ("employee should attend", nodes.DutyOfEmployee),
        ("manager must provide absence records", nodes.DutyOf),
        ('must "do it properly" within 5 working days after the meeting', nodes.Duty),
        ("from 1 April 2027: falls due at once", nodes.ClauseOf),
    ],
)
def test_a_clause_is_of_its_class(words: str, kind: type) -> None:
    assert type(clause_of(words)) is kind


def test_what_the_tree_does_not_have_yet_keeps_its_rule_and_name() -> None:
    parsed = read("policy P\nguarantee second meeting never falls due [A-1]\nperiod warning")
    assert [(found.code.name) for found in parsed.diagnostics] == ["line-in-the-wrong-place"]
    promise = parsed.tree.blocks[0]
    assert isinstance(promise, nodes.NotYet)
    assert (promise.rule, promise.cites) == ("guarantee", ("A-1",))


def test_comments_are_kept() -> None:
    words = "# first, on its own\npolicy Example  # beside\n  # “as written”\n"
    comments = read(words).tree.comments
    assert [(comment.text, comment.alone) for comment in comments] == [
        *[("# first, on its own", True), ("# beside", False), ("# “as written”", True)],
    ]
    assert all(words[comment.span.start : comment.span.end] == comment.text for comment in comments)


def test_places_take_no_part_in_equality() -> None:
    assert read(SMALL).tree == read(SMALL.replace("\n", "\n\n   ")).tree


def test_articles_and_the_comma_before_and_say_nothing() -> None:
    with_them = clause_of("outcome the end: issue the letter, and close")
    without = clause_of("outcome end: issue letter and close")
    assert with_them == without


def test_indentation_says_nothing() -> None:
    assert read(SMALL).tree == read("\n".join(line.strip() for line in SMALL.split("\n"))).tree


# ------------------------------------------------------------------------------------------ ways through it


def test_walk_meets_every_node_once_and_within_its_parent() -> None:
    tree = read(LUU).tree
    met = list(walk(tree))
    assert len(met) == len({id(node) for node in met})
    for node in met:
        for part in walk(node):
            assert node.span.start <= part.span.start <= part.span.end <= node.span.end


def test_at_finds_the_nodes_of_a_place() -> None:
    tree = read(SMALL).tree
    path = at(tree, SMALL.index("calendar days before"))
    assert [type(node).__name__ for node in path] == ["Policy", "Branch", "Step", "Notice", "Amount", "Word"]
    assert at(tree, len(SMALL) + 5) == ()


def test_spans_are_of_the_words() -> None:
    tree = read(LUU).tree
    for name in (node for node in walk(tree) if isinstance(node, nodes.Name) and not node.quoted):
        assert key(LUU[name.span.start : name.span.end]) == key(name.text)


# ------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("setting Bradford threshold is 150", "Bradford threshold"),
        ("category the short-term absence is an absence", "short-term absence"),
        ("measure score in the quarter", "score"),
        ("measure absences since summer over the last 12 months", "absences since summer"),
        ("measure days in hospital in each calendar year", "days in hospital"),
        ("measure over time over the 4 weeks ending yesterday", "over time"),
        ("measure days lost since first meeting is held", "days lost"),
        ("measure days lost during live warning", "days lost"),
        ('branch "Branch of 2" "Label" follows each employee', "Branch of 2"),
        ("step meeting with HR or manager", "meeting with HR or manager"),
        ('step return to work meeting "Label" [A-1]', "return to work meeting"),
        ("an absence ends on its last recorded day", None),
        ("step 1", None),
        ("setting threshold = 150", None),
    ],
)
def test_headings_declare(heading: str, name: str | None) -> None:
    assert declares(heading) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("absence", "absences"),
        ("the first meeting", "first meeting"),
        ("injury", "injuries"),
        ("illness", "illnesses"),
        ("analysis", "analysis"),
        ("review of the recommendation", "review of recommendation"),
    ],
)
def test_names_are_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)
    found = pattern([one])
    assert found is not None
    assert found.fullmatch(other.removeprefix("the "))


# A line that declares each awkward name, and a clause in which it stands whole.
AWKWARD = [
    "meeting with HR",
    "end of pay and benefits",
    "once and for all review",
    "wait for it",
    "but not before",
    "day 28 review",
    "employee's own review",
    "entretien d'été",
    "Überprüfung",
    "A&E follow-up",
    "stage 2b of the review",
    "over the last line",
    "if waived",
    "never due",
    "meeting is held",
    "close",
    "note",
    "x",
]


@pytest.mark.parametrize("name", AWKWARD)
def test_a_declared_name_wins_over_every_keyword(name: str) -> None:
    words = below(
        f"then wait for {name}\nfalls due when {name} is held\noutcome done: go back to {name}, and close",
        f"step {name}",
    )
    parsed = read(words)
    assert parsed.diagnostics == ()
    branch = parsed.tree.blocks[0]
    assert isinstance(branch, nodes.Branch)
    found = [node.text for node in walk(branch.steps[0]) if isinstance(node, nodes.Name)]
    wanted = name.replace(" the ", " ")
    assert found == [wanted, wanted, wanted, "done", wanted]


def test_the_longest_declared_name_wins() -> None:
    clause = "step meeting is held\nfalls due when meeting is held is held"
    assert problems(below(clause, "step meeting")) == []


def test_plurals_find_the_declared_name() -> None:
    words = "policy P\ncategory day of injury is an absence\n" + below(
        "falls due when 2 days of injuries, or 1 new absence, start since E is held"
    )
    assert problems(words.replace("injuries", "wounds"))


def test_at_the_start_of_a_line_a_name_wins_only_before_a_duty() -> None:
    words = "policy P\ndocument note\ndocument discuss plan\n" + below('note "shown"\ndiscuss plan\nnote must be read')
    words = words.replace("policy Example\n", "")
    parsed = read(words)
    assert parsed.diagnostics == ()
    branch = parsed.tree.blocks[-1]
    assert isinstance(branch, nodes.Branch)
    step = branch.steps[0]
    assert isinstance(step, nodes.Step)
    assert [type(clause).__name__ for clause in step.clauses] == ["Note", "Discuss", "DutyOf"]


# ------------------------------------------------------------------------------------------ signs of word processors


def curly(words: str) -> str:
    """The text as a word processor leaves it, sign for sign."""
    words = re.sub(r'"([^"\n]*)"', "“\\1”", words).replace("-", "\u2011").replace("'", "’")
    return re.sub(r"(?<=\w) (?=\w)", "\u00a0", words)


def test_quotes_blanks_and_hyphens_of_a_word_processor_are_plain() -> None:
    found, plain = read(curly(LUU)), read(LUU)
    assert found.diagnostics == ()
    names, as_typed = ([each for each in walk(one.tree) if isinstance(each, nodes.Name)] for one in (found, plain))
    assert [each.text for each in names if not each.quoted] == [each.text for each in as_typed if not each.quoted]
    assert [node.span for node in walk(found.tree)] == [node.span for node in walk(plain.tree)]


def test_quoted_words_stay_as_they_are_written() -> None:
    clause = clause_of('note "the “fit note” isn’t late"')
    assert isinstance(clause, nodes.Note)
    assert clause.text.value == "the “fit note” isn’t late"


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words.replace("\n", "\r\n"),
        lambda words: words.replace("\n", "\r"),
        lambda words: "\ufeff" + words,
        lambda words: words.replace(" ", "\u2009"),
        lambda words: words.replace("\n", " \t\n"),
        lambda words: words.rstrip("\n"),
        lambda words: "\n\n" + words + "\n\n",
    ],
    ids=["CRLF", "CR", "byte order mark", "thin blanks", "trailing blanks", "no last line end", "empty lines"],
)
def test_line_ends_and_blanks_make_no_difference(change) -> None:
    found = read(change(SMALL))
    assert found.diagnostics == ()
    assert found.tree == read(SMALL).tree


# ------------------------------------------------------------------------------------------ faults


TWELVE = """policy Example
  in force from 2024-09-01
  absences join wen no working day lies between them
setting trigger point = 150
category short absence is an absence lasting 7 calendar days
measure score over the last 52
  is absences x absences x days
branch Main folows each employee
  step first meeting
    falls due when score is > 150
    give notice at least 5 days before
    led by manager and employee
    is absences x absences
  step second meeting
    outcome dismissed close
    then wait for first meeting
"""


def test_twelve_mistakes_are_twelve_problems_in_order() -> None:
    assert problems(TWELVE) == [
        ("unreadable-date", "2024-09-01"),
        ("unknown-word", "wen"),
        ("other-word", "="),
        ("no-comparison", "7"),
        ("number-without-a-unit", "52"),
        ("days-of-what", "days"),
        ("unknown-word", "folows"),
        ("comparison-as-a-sign", ">"),
        ("days-without-a-kind", "days"),
        ("one-leader", "and"),
        ("line-in-the-wrong-place", "is absences x absences"),
        ("colon-after-outcome", "close"),
    ]


def test_a_broken_heading_opens_its_block() -> None:
    branch = read(TWELVE).tree.blocks[-1]
    assert isinstance(branch, nodes.Branch)
    assert branch.broken
    assert branch.name.text == "Main"
    assert isinstance(branch.scope, nodes.Broken)
    assert [step.name.text for step in branch.steps if isinstance(step, nodes.Step)] == [
        "first meeting",
        "second meeting",
    ]


@pytest.mark.parametrize(
    ("heading", "kind", "name"),
    [
        ("stpe second meeting", nodes.Step, "second meeting"),
        ("step second meeting, formal", nodes.Step, "second meeting"),
        ('step "second meeting', nodes.Step, ""),
    ],
)
def test_a_broken_step_is_a_step(heading: str, kind: type, name: str) -> None:
    parsed = read(below(f"falls due at once\n{heading}\nfalls due at once"))
    assert len(parsed.diagnostics) == 1
    branch = parsed.tree.blocks[0]
    assert isinstance(branch, nodes.Branch)
    first, second = branch.steps
    assert isinstance(first, nodes.Step)
    assert isinstance(second, kind)
    assert len(first.clauses) == len(second.clauses) == 1
    assert second.broken


@pytest.mark.parametrize(
    ("clause", "about"),
    [
        ("falls due again on a new absence", "again"),
        ("fals due at once, soon", "due_at_once"),
        ("give notice soon", "notice"),
        ("if not due by then go back", "not_due_by_then"),
        ("dates already passed vanish", "passed_dates"),
        ("what is this", ""),
    ],
)
def test_a_broken_clause_keeps_its_place_and_what_it_is_about(clause: str, about: str) -> None:
    branch = read(below(f"{clause}\nfalls due at once")).tree.blocks[0]
    assert isinstance(branch, nodes.Branch)
    step = branch.steps[0]
    assert isinstance(step, nodes.Step)
    broken, whole = step.clauses
    assert isinstance(broken, nodes.Broken)
    assert (broken.about, type(whole)) == (about, nodes.DueAtOnce)


def test_lines_of_a_block_that_is_not_there_yet_are_still_read() -> None:
    words = "policy P\nexample one\n  absent on 12 January 2026\n  absent til 13 January 2026\n"
    assert [name for name, _ in problems(words)] == ["unknown-word"]


# ------------------------------------------------------------------------------------------ the whole language


def test_the_shipped_policy_reads() -> None:
    assert read(LUU).diagnostics == ()


def test_every_sentence_of_the_language_reads() -> None:
    assert problems(SENTENCES) == []


@pytest.mark.parametrize("words", [LUU, SMALL, SENTENCES], ids=["LUU", "small", "sentences"])
def test_the_grammar_of_the_whole_file_agrees(words: str) -> None:
    plain = text.plain(words)
    names = [declares(plain[span.start : span.end]) for span in text.clauses(plain)]
    found = pattern(name for name in names if name)
    tree = parser.parser().parse(parser.Slice(plain, 0, len(plain), found), start="start")
    assert tree.data == "start"


# All of them take half a minute.
EVERY = 7


def misspelt(words: str) -> Iterator[tuple[int, str, str]]:
    """Every keyword of a text with two neighbours exchanged: where it stands, as it was, as it is."""
    plain = text.plain(words)
    spans = list(text.clauses(plain))
    names = pattern(name for span in spans if (name := declares(plain[span.start : span.end])))
    known = set(parser.kinds_to_words())
    for span in spans:
        steps = parser.parser().parse_interactive(parser.Slice(plain, span.start, span.end, names), start="line")
        for token in steps.lexer_thread.lex(steps.parser_state):
            steps.feed_token(token)
            if token.type in known and token.isalpha() and len(token) > 3:
                other = token[:1] + token[2] + token[1] + token[3:]
                if other != token:
                    yield token.start_pos, str(token), other


def around(start: int) -> tuple[int, int]:
    """What to read of the policy to read a line: below a heading its block, of a heading all that may rest on it."""
    first, last = LUU.rfind("\n\n", 0, start) + 1, LUU.find("\n\n", start) + 1
    return (first, last) if LUU.rfind("\n ", first, start) >= 0 and last else (0, len(LUU))


@pytest.mark.long
def test_a_misspelt_keyword_is_found_under_its_word() -> None:
    every = list(misspelt(LUU))[::EVERY]
    names = [name for span in text.clauses(LUU) if (name := declares(LUU[span.start : span.end]))]
    missed = []
    for start, word, other in every:
        first, last = around(start)
        found = problems(LUU[first:start] + other + LUU[start + len(word) : last], names)
        if [under for name, under in found if name in ("unknown-word", "no-such-line", "missing-word")] != [other]:
            missed.append((LUU.count("\n", 0, start) + 1, word, found))
    assert len(every) > 50
    assert len(missed) <= len(every) // 100, missed


# ------------------------------------------------------------------------------------------ anything at all


KEYWORDS = sorted(parser.kinds_to_words().values())
ANYTHING = st.text(max_size=200) | st.lists(
    st.sampled_from(
        [
            *KEYWORDS,
            "first meeting",
            "7",
            "7 days",
            "150",
            '"',
            '"x"',
            "[A-1]",
            "1 May 2026",
            "\n",
            ",\n",
            ":",
            "#",
            "–",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_any_text_gives_a_tree_and_problems(words: str) -> None:
    parsed = read(words)
    for found in parsed.diagnostics:
        span = found.at.place.span
        assert 0 <= span.start <= span.end <= len(words)
        assert len(found.message) < 72
        assert "\n" not in found.message
    assert next(walk(parsed.tree)) is parsed.tree


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(LUU) - 1), st.text(max_size=3))
def test_a_change_anywhere_is_answered(offset: int, words: str) -> None:
    read(LUU[:offset] + words + LUU[offset + 1 :])
