"""What a history may refer to: the names of its policy and its own absences, found as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from policydsl.diagnostics import Code, Diagnostic
from policydsl.domain.absence import Absence, Record
from policydsl.history import problems
from policydsl.history.assertions import Said
from policydsl.history.names import Names, found
from policydsl.model.policy import Policy, Step


@dataclass(slots=True)
class Known:
    """The policy, its names and the person's absences, and the problems found so far.

    `record_of` leads from the id or first day of each record to its name, `absence_of` from there to its absence: which
    records make one absence may differ between branches and the steps around every absence. Where records are missing
    (`records_hold` is False: they have problems of their own), an absence that is not there is not reported again.
    """

    policy: Policy
    names: Names
    record_of: Mapping[str, str]
    absence_of: Mapping[str, str]
    absences: tuple[str, ...]
    records_hold: bool
    found: list[Diagnostic] = field(default_factory=list)

    def branch(self, said: Said[str] | None) -> str | None:
        """A branch, or the steps after or during every absence, by the name of that block."""
        if said is None:
            return None
        arounds = (around.when.value for around in self.policy.around)
        return self._named(problems.BRANCH_NOT_IN_POLICY, "the branch", said, (*self.policy.branches, *arounds))

    def step(self, said: Said[str] | None, branch: str | None) -> Step | None:
        """A step; when the branch is said too, one that its cases can be at."""
        if said is None:
            return None
        name = self._named(problems.STEP_NOT_IN_POLICY, "the step", said, self.policy.steps)
        if name is None:
            return None
        step = self.policy.steps[name]
        branches = sorted(self.names.branches_of.get(step.owner, ()))
        if branch is not None and branch not in branches:
            self.found.append(problems.step_of_another_branch(said.place, name, branches))
            return None
        return step

    def outcome(self, said: Said[str] | None, step: Step | None) -> str | None:
        """An outcome of the step."""
        if said is None or step is None:
            return None
        outcomes = tuple(clause.key.name for clause in step.outcomes)
        name = found(said.value, outcomes)
        if name is None:
            self.found.append(problems.outcome_not_of_step(said.place, said.value, outcomes))
        return name

    def fact(self, said: Said[str]) -> str | None:
        """A fact."""
        return self._named(problems.FACT_NOT_IN_POLICY, "the fact", said, self.policy.facts)

    def thing(self, said: Said[str] | None) -> str | None:
        """A paper, a duty's thing, a question, a text in quotes."""
        if said is None:
            return None
        if name := self.names.thing(said.value):
            return name
        code = problems.THING_NOT_IN_POLICY
        self.found.append(problems.not_in_policy(code, "the name", said.place, said.value, self.names.things))
        return None

    def period(self, said: Said[str] | None) -> str | None:
        """A period."""
        if said is None:
            return None
        return self._named(problems.THING_NOT_IN_POLICY, "the period", said, self.policy.periods)

    def event(self, said: Said[str] | None) -> str | None:
        """An event that the policy declares."""
        if said is None:
            return None
        return self._named(problems.THING_NOT_IN_POLICY, "the event", said, self.policy.events)

    def setting(self, said: Said[str]) -> str | None:
        return self._named(problems.SETTING_NOT_IN_POLICY, "the setting", said, self.policy.settings)

    def group(self, said: Said[str]) -> str | None:
        """A group, by the words in which the policy says that it is recorded, or else by its name."""
        groups = {one.recorded: one.name for one in self.policy.groups.values() if one.recorded is not None}
        worked_out = [one.name for one in self.policy.groups.values() if one.recorded is None]
        if found(said.value, groups) is None and (name := found(said.value, worked_out)):
            self.found.append(problems.group_is_worked_out(said.place, name))
            return None
        if found(said.value, groups) is None and (name := found(said.value, groups.values())):
            return name
        name = self._named(problems.GROUP_NOT_IN_POLICY, "the group", said, groups)
        return None if name is None else groups[name]

    def absence(self, said: Said[str] | None) -> str | None:
        """An absence, said by the id or the first day of any of its records: the name of that record."""
        if said is None:
            return None
        name = self.record_of.get(said.value)
        if name is None and self.records_hold:
            self.found.append(problems.absence_not_on_record(said.place, said.value, self.absences))
        return name

    def the_absence(self, said: Said[str] | None, of: Said[str]) -> str | None:
        """The absence that is said, or the only one there is; with several, `of` needs to say which."""
        if said is not None:
            return self.absence(said)
        if len(self.absences) == 1 and self.records_hold:
            return self.absences[0]
        if self.records_hold:
            self.found.append(problems.which_absence(of.place, problems.quoted(of.value), self.absences))
        return None

    def _named(self, code: Code, kind: str, said: Said[str], known: Iterable[str]) -> str | None:
        names = tuple(known)
        name = found(said.value, names)
        if name is None:
            self.found.append(problems.not_in_policy(code, kind, said.place, said.value, names))
        return name


def names_of_records(records: Iterable[Record]) -> Mapping[str, str]:
    """From the id and the first day of each record to its name; an id goes before a day."""
    named = tuple(records)
    days = {date.fromordinal(record.first).isoformat(): record.name for record in named}
    return days | {record.name: record.name for record in named}


def names_of_absences(absences: tuple[Absence, ...]) -> Mapping[str, str]:
    """From the name of each record to the name of the absence it is part of when all records are joined."""
    return {record.name: absence.name for absence in absences for record in absence.records}
