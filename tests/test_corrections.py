"""The second time axis: versions of a record, withdrawn records, and meetings that a correction no longer supports."""

from __future__ import annotations

from datetime import date

import pytest

from policydsl.interpret import fold
from policydsl.interpret.answer import Answer
from policydsl.interpret.evaluate import evaluate
from tests.engine import history_of, shipped
from tests.small import held, small, told
from tests.support import CASES, load_case

S20 = load_case(CASES / "luu" / "S20.yaml").history
MEETING = "first informal meeting"


def answer(history: dict[str, object], on: str, known: str | None = None) -> Answer:
    found = evaluate(
        shipped(), history_of(history), date.fromisoformat(on), None if known is None else date.fromisoformat(known)
    )
    assert found.answer is not None
    return found.answer


def score(one: Answer) -> object:
    return one.measures[0].value


def test_what_could_be_known_then_still_can() -> None:
    assert score(answer(S20, "2026-05-29", "2026-05-26")) == 175
    assert score(answer(S20, "2026-05-29")) == 96
    then = answer(S20, "2026-05-29", "2026-05-31")
    assert [one.unsupported for one in then.fell_due if one.step == MEETING] == [False]
    assert then.known == date(2026, 5, 31)


def test_what_rests_on_an_unsupported_meeting_is_marked_too() -> None:
    later = {**S20, "absences": [*S20["absences"], {"first": "2026-06-08"}]}
    found = {one.step: one.unsupported for one in answer(later, "2026-06-20").fell_due if one.branch == "Branch 1"}
    assert found == {MEETING: True, "first formal meeting": True}


def test_a_case_that_begins_again_rests_on_nothing() -> None:
    assert all(not one.unsupported for one in answer(S20, "2027-01-20").fell_due if one.step != MEETING)
    assert [(one.branch, one.on) for one in answer(S20, "2027-01-20").lapsed] == [("Branch 1", date(2026, 11, 27))]


def test_a_meeting_that_nothing_ever_called_for_is_out_of_sequence() -> None:
    early = {**S20, "events": [{"date": "2026-05-15", "step": MEETING, "what": "held", "recorded": "2026-05-15"}]}
    assert "out-of-sequence" in {one.code for one in answer(early, "2026-05-18").warnings}


def test_the_version_recorded_last_counts() -> None:
    versions = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "recorded": "2026-01-05"},
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-14", "recorded": "2026-01-15"},
    ]
    history = {"employee": "E1", "absences": versions}
    assert score(answer(history, "2026-02-01")) == 8
    assert score(answer(history, "2026-02-01", "2026-01-14")) == 5
    assert score(answer(history, "2026-02-01", "2026-01-04")) == 0
    assert score(answer({**history, "absences": versions[::-1]}, "2026-02-01")) == 8


def test_a_withdrawn_version_leaves_no_older_one_behind() -> None:
    versions = [
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-09", "recorded": "2026-01-05"},
        {"id": "a1", "first": "2026-01-05", "last": "2026-01-14", "recorded": "2026-01-15", "retracted": "2026-01-20"},
    ]
    assert score(answer({"employee": "E1", "absences": versions}, "2026-02-01")) == 0


def test_an_event_recorded_later_was_not_known() -> None:
    event = {"date": "2026-05-26", "step": MEETING, "what": "held", "recorded": "2026-06-10"}
    history = {**S20, "absences": [{**one, "retracted": None} for one in S20["absences"]], "events": [event]}
    history["absences"] = [{key: day for key, day in one.items() if day is not None} for one in history["absences"]]
    states = [one.state.value for one in answer(history, "2026-06-12", "2026-06-01").fell_due if one.step == MEETING]
    assert states == ["due"]
    states = [one.state.value for one in answer(history, "2026-06-12").fell_due if one.step == MEETING]
    assert states == ["held"]


def test_every_meeting_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each meeting after it as well, or nobody could wait for a history with a dozen meetings."""
    days = [f"2026-{month:02}-05" for month in range(1, 13)]
    history = {
        "employee": "E1",
        "absences": [{"id": f"a{at}", "first": day, "recorded": day, "last": day} for at, day in enumerate(days)],
        "events": [{"date": day, "step": MEETING, "what": "held"} for day in days],
    }
    whole, folds = fold.resumed, []
    monkeypatch.setattr(fold, "resumed", lambda *given: folds.append(given) or whole(*given))
    assert answer(history, "2026-12-31").warnings
    assert len(folds) == len(days) + 1


def test_a_correction_made_later_than_known_plays_no_part() -> None:
    """The meeting was held because of an absence that is put on file only after the day by which all must be known."""
    late = {**S20, "absences": [{**one, "recorded": "2026-05-26"} for one in S20["absences"]]}
    late["absences"] = [{key: day for key, day in one.items() if key != "retracted"} for one in late["absences"]]
    late["events"] = [{"date": "2026-05-26", "step": MEETING, "what": "held"}]
    never = {**late, "absences": []}
    assert answer(late, "2026-05-29", "2026-05-20") == answer(never, "2026-05-29", "2026-05-20")


# ------------------------------------------------------------------ facts and adjustments

HALF_PAY = {"name": "half pay date", "absence": "a1"}
PAY = [
    HALF_PAY | {"value": "2026-02-16", "recorded": "2026-01-10"},
    HALF_PAY | {"value": "2026-03-16", "recorded": "2026-02-10"},
]
LONG = {
    "employee": "E1",
    "absences": [{"id": "a1", "first": "2026-01-05"}],
    "events": [
        {"date": "2026-02-02", "step": "long-term informal meeting", "absence": "a1", "what": "held"},
        {"date": "2026-02-02", "step": "long-term informal meeting", "absence": "a1"}
        | {"what": "outcome", "value": "return date not clear"},
    ],
}


def half_pay(facts: list[dict[str, str]], known: str | None = None) -> list[str]:
    """The day half pay begins, as the target of the first formal meeting has it on 12 February."""
    found = answer({**LONG, "facts": facts}, "2026-02-12", known)
    reasons = [reason for one in found.targets for each in one.reasons for reason in (each, *each.because)]
    return [str(one.value) for one in reasons if one.what == "half pay date" and one.kind == "fact"]


def test_a_fact_recorded_later_takes_the_place_of_the_one_before() -> None:
    assert half_pay(PAY) == half_pay(PAY[::-1]) == ["2026-03-16"]
    assert half_pay(PAY, "2026-02-10") == ["2026-03-16"]
    assert half_pay(PAY, "2026-02-09") == ["2026-02-16"]


def test_a_fact_corrected_by_the_name_of_another_record_of_the_absence() -> None:
    touching = [{"id": "a1", "first": "2026-01-05", "last": "2026-01-16"}, {"id": "a2", "first": "2026-01-17"}]
    history = LONG | {"absences": touching}
    for facts in ([PAY[0], PAY[1] | {"absence": "a2"}], [PAY[1] | {"absence": "a2"}, PAY[0]]):
        found = answer({**history, "facts": facts}, "2026-02-12")
        said = {str(one.value) for each in found.targets for why in each.reasons for one in (why, *why.because)}
        assert "2026-03-16" in said
        assert "2026-02-16" not in said


def test_an_adjustment_recorded_later_was_not_known() -> None:
    higher = {"setting": "Bradford threshold", "value": "250", "from": "2026-01-01", "by": "HR", "why": "agreed"}
    history = {"employee": "E1", "absences": S20["absences"], "adjustments": [higher | {"recorded": "2026-06-10"}]}
    assert [one.value for one in answer(history, "2026-06-20").adjusted] == ["250"]
    assert [one.value for one in answer(history, "2026-06-20", "2026-06-10").adjusted] == ["250"]
    assert answer(history, "2026-06-20", "2026-06-09").adjusted == ()


def test_of_lines_in_another_order_none_is_passed_over() -> None:
    # the line recorded later stands first, and what follows it was known
    assert half_pay(PAY[::-1], "2026-02-09") == ["2026-02-16"]


# ------------------------------------------------------------------ what makes a meeting unsupported


def unsupported(history: dict[str, object], on: str = "2026-06-20") -> list[bool]:
    return [one.unsupported for one in answer(history, on).fell_due if one.step == MEETING]


FIVE = ["2026-01-12", "2026-02-03", "2026-03-05", "2026-04-08", "2026-05-18"]
MET = {"date": "2026-05-26", "step": MEETING, "what": "held", "recorded": "2026-05-26"}


def test_a_record_made_shorter_supports_no_meeting_any_more() -> None:
    # five absences of 7 working days are 175; of 5 they are 125
    absences = [{"id": day, "first": day, "last": day, "recorded": day} for day in FIVE[:4]]
    longer = {"id": "a5", "first": "2026-05-18", "last": "2026-05-20", "recorded": "2026-05-20"}
    shorter = longer | {"last": "2026-05-18", "recorded": "2026-06-01"}
    assert unsupported({"employee": "E1", "absences": [*absences, longer], "events": [MET]}) == [False]
    assert unsupported({"employee": "E1", "absences": [*absences, longer, shorter], "events": [MET]}) == [True]


def test_where_every_record_was_withdrawn_the_meeting_rests_on_none() -> None:
    absences = [{"id": day, "first": day, "last": day, "retracted": "2026-06-01"} for day in FIVE[:4]]
    absences += [{"id": "a5", "first": "2026-05-18", "last": "2026-05-20", "retracted": "2026-06-01"}]
    assert unsupported({"employee": "E1", "absences": absences, "events": [MET]}) == [True]


PAID = """
branch Long follows each absence while it lasts
  step review
    falls due on half pay date
    dates already passed count
    outcome well: stay
"""


def test_a_fact_put_right_supports_no_meeting_any_more() -> None:
    def reviewed(*facts: dict[str, str]) -> list[bool]:
        events = [held("2026-02-17", "review", recorded="2026-02-17")]
        found = told(PAID, "2026-02-25", "2026-01-05 -", events=events, facts=list(facts))
        return [one.unsupported for one in found.fell_due]

    first, second = ({**one, "absence": "2026-01-05"} for one in PAY)
    assert reviewed(first) == [False]
    assert reviewed(first, second | {"recorded": "2026-02-20"}) == [True]


# ------------------------------------------------------------------ what was known on the day of the meeting

TWICE = """
branch Watch follows each employee
  step talk
    falls due when 2 absences start in the last 12 months
    falls due again only on a new absence
    outcome fine: close
"""
CARE = """
branch care follows each absence
  step talk
    falls due when the absence has lasted over 7 calendar days
    outcome fine: close
"""
STANDS = {"id": "a1", "first": "2026-01-05", "last": "2026-01-05", "recorded": "2026-01-05"}
WITHDRAWN = {
    "id": "a2",
    "first": "2026-01-12",
    "last": "2026-01-12",
    "recorded": "2026-01-12",
    "retracted": "2026-02-02",
}


def met(text: str, on: str, known: str | None, *absences: dict[str, str], **meeting: str) -> Answer:
    """The answer where the talk was held."""
    values = {"employee": "E1", "absences": list(absences), "events": [held(meeting.pop("day"), **meeting)]}
    policy = small(text)
    day = None if known is None else date.fromisoformat(known)
    found = evaluate(policy, history_of(values, policy), date.fromisoformat(on), day)
    assert found.answer is not None
    return found.answer


def upheld(answer: Answer) -> list[tuple[str, str, bool]]:
    return [(one.step, str(one.on), one.unsupported) for one in answer.fell_due]


@pytest.mark.parametrize("on", ["2026-01-19", "2026-01-20", "2026-02-10"])
def test_a_meeting_stands_from_its_own_day_on(on: str) -> None:
    """By all that is on file there was one absence; on the day of the meeting two were known."""
    answer = met(TWICE, on, None, STANDS, WITHDRAWN, day="2026-01-19")
    assert upheld(answer) == [("talk", "2026-01-12", True)]


def test_a_meeting_stands_for_the_absence_that_it_names() -> None:
    long = {"id": "a1", "first": "2026-01-05", "last": "2026-01-16", "recorded": "2026-01-05"}
    short = long | {"last": "2026-01-09", "recorded": "2026-02-02"}
    answer = met(CARE, "2026-02-10", None, long, short, day="2026-01-19", absence="a1")
    assert [one.code for one in answer.warnings] == ["unsupported-meeting"]
    other = {"id": "a0", "first": "2026-01-01", "last": "2026-01-01"}
    answer = met(CARE, "2026-02-10", None, other, long, short, day="2026-01-19", absence="a0")
    assert [one.code for one in answer.warnings] == ["out-of-sequence"]


def test_nothing_counts_that_was_put_on_file_after_the_day_by_which_all_must_be_known() -> None:
    """On the day of the meeting a second absence was known; by the day asked for it was not."""
    later = {"id": "a2", "first": "2026-01-12", "last": "2026-01-12", "recorded": "2026-01-28"}
    assert upheld(met(TWICE, "2026-02-10", "2026-01-28", STANDS, later, day="2026-01-30")) == [
        ("talk", "2026-01-12", False)
    ]
    answer = met(TWICE, "2026-02-10", "2026-01-27", STANDS, later, day="2026-01-30")
    assert (upheld(answer), [one.code for one in answer.warnings]) == ([], ["out-of-sequence"])


LOST = """
setting limit is 2 working days
measure lost over the last 12 months
  is working days of absence
  an absence that began before the window counts for its days inside it
  an absence still running counts day by day
branch Watch follows each employee
  step talk
    falls due when lost is at least the limit
    falls due again only on a new absence
    outcome fine: close
"""
BOTH = ({"first": "2026-01-05", "last": "2026-01-05"}, {"first": "2026-01-12", "last": "2026-01-12"})
OTHERWISE: list[dict[str, list[dict[str, str]]]] = [
    {"adjustments": [{"setting": "limit", "value": "9 working days", "by": "HR", "why": "agreed"}]},
    {"events": [{"date": "2026-01-14", "branch": "Watch", "what": "closed"}]},
]
"""By each of these the talk is not due on 19 January."""


@pytest.mark.parametrize("otherwise", OTHERWISE)
def test_a_meeting_stands_whatever_was_put_on_file_later(otherwise: dict[str, list[dict[str, str]]]) -> None:
    """Two days were lost, and the talk was held on the 19th; what was said of it since is put on file on the 25th."""

    def told_of(**recorded: str) -> list[str]:
        late = {key: [one | recorded for one in said] for key, said in otherwise.items()}
        events = [*late.pop("events", []), held("2026-01-19")]
        return [one.code for one in told(LOST, "2026-02-10", absences=list(BOTH), events=events, **late).warnings]

    assert told_of() == ["out-of-sequence"]
    assert told_of(recorded="2026-01-14") == ["out-of-sequence"]
    assert told_of(recorded="2026-01-25") == ["unsupported-meeting"]
