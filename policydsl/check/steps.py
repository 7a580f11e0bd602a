"""Rules about the way through the steps: every step is reached, every outcome leads on, procedures come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.check import rule_problems as problems
from policydsl.check.versions import plain
from policydsl.check.ways import Ladder, Way, Ways, deeds, ways
from policydsl.check.whole import Whole, every_step, same, steps_of
from policydsl.diagnostics import Diagnostic
from policydsl.syntax import nodes

LEADS_ON = (
    *(nodes.WaitFor, nodes.GoTo, nodes.GoBackTo, nodes.StartProcedure, nodes.Return),
    *(nodes.Close, nodes.Stay, nodes.MoveOnAsIfHeld, nodes.LeaveTo),
)


def every_step_can_be_reached(whole: Whole) -> Iterator[Diagnostic]:
    """A case comes to every step; of steps that only lead to each other the first is reported."""
    found = ways(whole)
    for ladder in found.ladders:
        if not ladder.clear:
            continue
        keys = [same(step.name.text) for step in ladder.steps]
        reached = found.reached({keys[0], *found.firsts, *found.entries})
        led_to = {way.end for way in found.ways if way.start != way.end}
        missed = [number for number, key in enumerate(keys) if key not in reached]
        for number in sorted(missed, key=lambda number: keys[number] in led_to):
            if keys[number] not in reached:
                step, before = ladder.steps[number], ladder.steps[number - 1]
                yield problems.step_never_reached(
                    whole.label(step.name.span), whole.words(step.name), whole.words(before.name)
                )
                reached |= found.reached([keys[number]])


def every_step_says_when_it_falls_due(whole: Whole) -> Iterator[Diagnostic]:
    """A step of a branch, of a procedure or around every absence says what makes it due; guidance never falls due."""
    for block in whole.tree.blocks:
        if not isinstance(block, nodes.Branch | nodes.Procedure | nodes.Around):
            continue
        for step in steps_of(block) if whole.complete else ():
            unread = any(isinstance(line, nodes.NotYet) for line in step.clauses)
            due = any(isinstance(line, nodes.DueWhen | nodes.DueOn | nodes.DueAtOnce) for line in step.clauses)
            if not due and not unread:
                yield problems.step_without_falls_due(whole.label(step.name.span))


def every_step_leads_on(whole: Whole) -> Iterator[Diagnostic]:
    """Something can follow a step once it is held, unless its case ends with the absence in any event."""
    for ladder in ways(whole).ladders:
        for step in ladder.steps if ladder.clear and not ladder.ends_by_itself else ():
            has_outcome = any(isinstance(line, nodes.Outcome) for line in step.clauses)
            follows = any(isinstance(deed, LEADS_ON) and _after_it_is_held(line) for line, deed in deeds(step))
            if not has_outcome and not follows:
                yield problems.step_leads_nowhere(whole.label(step.name.span), _end_of(ladder))


def _after_it_is_held(line: nodes.Node) -> bool:
    return isinstance(line, nodes.Then | nodes.If)


def _end_of(ladder: Ladder) -> str:
    return "return" if isinstance(ladder.block, nodes.Procedure) else "close"


def every_outcome_leads_on(whole: Whole) -> Iterator[Diagnostic]:
    """An outcome says what follows, unless the step's `then` does or the case ends with the absence in any event."""
    for ladder in ways(whole).ladders:
        for step in ladder.steps if ladder.clear and not ladder.ends_by_itself else ():
            if any(isinstance(line, nodes.Then) for line in step.clauses):
                continue
            for line in step.clauses:
                if isinstance(line, nodes.Outcome) and line.actions is None:
                    yield problems.outcome_leads_nowhere(
                        whole.label(line.name.span),
                        whole.label(step.name.span, "without `then`, this step waits for an outcome"),
                        whole.words(line.name),
                        _end_of(ladder),
                    )


HOLDING = (
    *(nodes.Notice, nodes.HeldWithin, nodes.Postponed, nodes.Early, nodes.DecidedBy, nodes.Waivable, nodes.IfWaived),
    *(nodes.LedBy, nodes.AttendedBy, nodes.UsuallyWith, nodes.MayInclude, nodes.Bring, nodes.OtherDate, nodes.Discuss),
)
"""Lines about a meeting that somebody has to hold."""


def nobody_is_asked_to_hold_what_counts_as_held(whole: Whole) -> Iterator[Diagnostic]:
    """A step that counts as held at once has no lines about holding it."""
    for step in every_step(whole.tree):
        lines = [plain(line) for line in step.clauses]
        at_once = next((line for line in lines if isinstance(line, nodes.HeldAtOnce)), None)
        for line in lines if at_once is not None else ():
            if at_once is not None and isinstance(line, HOLDING):
                yield problems.nobody_holds_it(
                    whole.label(line.span), whole.label(at_once.span, "this step counts as held without a meeting")
                )


# ------------------------------------------------------------------ procedures


def no_procedure_starts_itself(whole: Whole) -> Iterator[Diagnostic]:
    """Procedures do not start each other in a circle."""
    calls: dict[str, dict[str, nodes.StartProcedure]] = {}
    names: dict[str, nodes.Name] = {}
    for block, deed in _starts(whole):
        if isinstance(block, nodes.Procedure):
            key = same(block.name.text)
            names[key] = block.name
            calls.setdefault(key, {}).setdefault(same(deed.procedure.text), deed)
    told: set[str] = set()
    for start in calls:
        circle = _circle(start, calls)
        if circle and not told & set(circle):
            told |= set(circle)
            written = [whole.words(names[key]) for key in circle]
            at, first = whole.label(calls[circle[-1]][start].procedure.span), whole.label(names[start].span)
            say = problems.procedures_in_a_circle if len(circle) == 1 else problems.procedures_start_each_other
            yield say(at, written, first)


def no_branch_pauses_for_itself(whole: Whole) -> Iterator[Diagnostic]:
    """A branch waits for the end of others alone: once open, it would wait for its own."""
    for branch in (block for block in whole.tree.blocks if isinstance(block, nodes.Branch)):
        for line in map(plain, branch.lines):
            if isinstance(line, nodes.Pauses) and same(line.branch.text) == same(branch.name.text):
                yield problems.pauses_for_itself(whole.label(line.branch.span), whole.label(branch.name.span))


def _circle(start: str, calls: dict[str, dict[str, nodes.StartProcedure]]) -> tuple[str, ...]:
    """The procedures on the shortest way from one back to itself."""
    todo: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while todo:
        path = todo.pop(0)
        for called in calls.get(path[-1], {}):
            if called == start:
                return path
            if called not in seen:
                seen.add(called)
                todo.append((*path, called))
    return ()


def _starts(whole: Whole) -> Iterator[tuple[nodes.Node, nodes.StartProcedure]]:
    """Every `start`, and the block it stands in."""
    for block in whole.tree.blocks:
        for step in (block,) if isinstance(block, nodes.Guidance) else steps_of(block):
            for _, deed in deeds(step):
                if isinstance(deed, nodes.StartProcedure):
                    yield block, deed


# ------------------------------------------------------------------ again and again


def no_case_goes_round_without_a_new_absence(whole: Whole) -> Iterator[Diagnostic]:
    """A step that falls due again immediately is not come back to unless an absence or another event lies between."""
    found = ways(whole)
    for ladder in found.ladders:
        for step in ladder.steps if ladder.clear else ():
            lines = (one for one in step.clauses if isinstance(one, nodes.Again) and isinstance(one.how, nodes.Word))
            again = next(lines, None)
            if again is None or not isinstance(again.how, nodes.Word) or again.how.text != "immediately":
                continue
            back = _way_back(found, ladder, step)
            if back is not None:
                yield problems.endless_round(
                    whole.label(again.span), whole.label(back.line.span, "the case comes back from here")
                )


def _way_back(found: Ways, ladder: Ladder, step: nodes.Step) -> Way | None:
    """The last way of a round from a step to itself on which no absence is needed."""
    key = same(step.name.text)
    needs_absence = {same(one.name.text) for one in ladder.steps if one is not step and _needs_absence(one)}

    def free(way: Way) -> bool:
        return isinstance(way.line, nodes.NotDueByThen | nodes.AtEnd) or way.start not in needs_absence

    after = found.reached([key], free)
    return next((way for way in found.ending_at(key) if way.start in after and free(way) and way.waits), None)


def _needs_absence(step: nodes.Step) -> bool:
    """Does the step fall due only when absences are counted?"""
    return any(
        isinstance(one, nodes.DueWhen) and isinstance(one.condition, nodes.Tally | nodes.AllOf) for one in step.clauses
    )
