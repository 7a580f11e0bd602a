"""The interpreter's door: a policy, a history and a day give an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policydsl.diagnostics import Diagnostic
from policydsl.frozen import frozen
from policydsl.history.history import History
from policydsl.interpret.answer import Answer
from policydsl.interpret.disputed import disputed
from policydsl.interpret.fold import over_days_that_matter
from policydsl.interpret.person import Person
from policydsl.interpret.problems import fitting_several
from policydsl.interpret.report import report
from policydsl.interpret.snapshot import resume
from policydsl.interpret.standing import NOBODY, Standings
from policydsl.interpret.turns_on import turns_on
from policydsl.model.policy import Policy


@frozen
class Evaluated:
    """An answer, or (None) the problems that kept the history from having one; where every case stands that day."""

    answer: Answer | None
    diagnostics: tuple[Diagnostic, ...] = ()
    standings: Standings = NOBODY


def evaluate(
    policy: Policy,
    history: History,
    on: date,
    known: date | None = None,
    *,
    readings: bool = False,
    since: tuple[date, Standings] | None = None,
) -> Evaluated:
    """What the policy asks for, for this person, at the end of the day `on`, and why.

    `known`: look only at what had been recorded by that day; without it, at everything on file. `readings`: say on
    which readings of the policy the answer turns. `since`: where every case stood at the end of an earlier day, to go
    on from; the history must say of the days up to that one what it said then.

    Total: every policy that passed the check and every history made under it has an answer, but for a history with an
    event that fits several cases. Nothing that happens after `on` changes the answer.
    """
    person = Person(policy, history, on.toordinal(), None if known is None else known.toordinal())
    standings = over_days_that_matter(person) if since is None else resume(person, since[1], since[0].toordinal())
    if several := fitting_several(person, standings):
        return Evaluated(None, several, standings)
    answer = report(person, standings)
    answer = replace(answer, disputed=disputed(person, standings))
    if readings:
        answer = replace(answer, turns_on=turns_on(person, standings))
    return Evaluated(answer, (), standings)
