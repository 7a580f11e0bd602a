"""Knows a small policy, built by hand, under which histories are read in tests."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from policydsl.domain.calendar import MONDAY_TO_FRIDAY
from policydsl.model.action import Action, Close, Do, Modal, StartProcedure
from policydsl.model.amount import Amount, Deed, ThingEvent, Unit
from policydsl.model.clause import Clause, ClauseKey, Form, Guard, Written
from policydsl.model.condition import Finding
from policydsl.model.duty import Act, Bring, Strength
from policydsl.model.named import with_names
from policydsl.model.policy import (
    Around,
    Branch,
    Conventions,
    Document,
    Fact,
    Gap,
    Group,
    IfThen,
    Join,
    Outcome,
    PartDay,
    Policy,
    Procedure,
    Scope,
    Setting,
    Step,
    When,
)
from policydsl.source import Span

Meaning = TypeVar("Meaning")
WRITTEN = Written(Span(0, 0), 1)


def clause(meaning: Meaning, owner: str = "policy", kind: str = "line", name: str = "") -> Clause[Meaning]:
    """A clause with the one form that always holds."""
    return Clause(ClauseKey(owner, kind, name), (Form(meaning, WRITTEN),))


def conventions(join: Join | None = None, part_day: PartDay = PartDay.FRACTION) -> Conventions:
    return Conventions(
        join=clause(join or Join(Gap.NO_WORKING_DAY)),
        part_day=clause(part_day),
        no_pattern=clause(MONDAY_TO_FRIDAY),
    )


def outcome(step: str, name: str, *actions: Action, only_after: ThingEvent | None = None) -> Clause[Outcome]:
    return clause(Outcome(name, only_after, actions), step, "outcome", name)


def act(verb: str, thing: str) -> Clause[Act]:
    return clause(Act(Strength.MUST, "", verb, thing), kind="duty")


def step(name: str, owner: str, *outcomes: Clause[Outcome], **clauses: object) -> Step:
    return Step(name=name, label=None, owner=owner, outcomes=outcomes, written=WRITTEN, **clauses)  # type: ignore[arg-type]


START = Action(Modal.DOES, StartProcedure("capability dismissal"))
ISSUE = Action(Modal.MAY, Do("issue", "Attendance Recommendation"))

INFORMAL = step("first informal meeting", "Branch 1", duties=(act("complete", "Attendance Support Plan"),))
FORMAL = step(
    "first formal meeting",
    "Branch 1",
    outcome("first formal meeting", "attendance likely to improve"),
    outcome("first formal meeting", "attendance unlikely to improve", ISSUE),
    outcome("first formal meeting", "recommend capability dismissal meeting", START),
    duties=(act("agree", "further support"), clause(Bring(("work colleague",)), kind="duty")),
)
LONG = step(
    "long-term informal meeting",
    "Branch 2",
    outcome("long-term informal meeting", "return date clear", Action(Modal.DOES, Close())),
    outcome("long-term informal meeting", "return date not clear"),
)
DISMISSAL = step(
    "capability dismissal meeting",
    "capability dismissal",
    outcome(
        "capability dismissal meeting",
        "dismissed",
        only_after=ThingEvent("all other options exhausted", Deed.RECORDED),
    ),
    ifs=(clause(IfThen(Finding("whether the employee is fit to attend", True), ()), kind="if"),),
)
RETURN = step(
    "return to work meeting",
    "after every absence",
    outcome("return to work meeting", "fit for normal duties"),
)

THRESHOLD = Clause(
    ClauseKey("Bradford threshold", "value"),
    (
        Form(150, WRITTEN),
        Form(100, Written(Span(0, 0), 2), Guard(group="on trial")),
        Form(200, Written(Span(0, 0), 3), Guard(group="night staff")),
    ),
)
SIX_MONTHS = Amount(6, Unit.MONTHS)

POLICY = with_names(
    Policy(
        name="a small policy",
        in_force=date(2024, 9, 1),
        until=None,
        origin=None,
        conventions=conventions(),
        settings={
            "Bradford threshold": Setting("Bradford threshold", THRESHOLD),
            "follow-up period": Setting(
                "follow-up period", clause(Amount(6, Unit.MONTHS), "follow-up period", "value")
            ),
        },
        categories={},
        measures={},
        facts={
            "half pay date": Fact("half pay date", "the first day on half pay", True, WRITTEN),
            "service start": Fact("service start", "the first day of service", False, WRITTEN),
        },
        documents={
            "Attendance Support Plan": Document("Attendance Support Plan", (), WRITTEN),
            "Attendance Recommendation": Document("Attendance Recommendation", (), WRITTEN),
        },
        principles=(),
        branches={
            "Branch 1": Branch(
                name="Branch 1",
                label=None,
                scope=clause(Scope.EMPLOYEE),
                steps=(INFORMAL, FORMAL),
                written=WRITTEN,
            ),
            "Branch 2": Branch(
                name="Branch 2", label=None, scope=clause(Scope.ABSENCE), steps=(LONG,), written=WRITTEN
            ),
        },
        procedures={
            "capability dismissal": Procedure(name="capability dismissal", steps=(DISMISSAL,), written=WRITTEN),
        },
        around=(Around(when=When.AFTER, steps=(RETURN,), written=WRITTEN),),
        guidance={},
        flags=frozenset({"pregnancy-related"}),
        groups={name: Group(name, name, WRITTEN) for name in ("on trial", "night staff")},
        steps={one.name: one for one in (INFORMAL, FORMAL, LONG, DISMISSAL, RETURN)},
    )
)

TWO_WEEKS = Amount(2, Unit.WEEKS)
