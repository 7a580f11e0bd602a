"""What readings mean: every alternative as a policy of its own, and every problem of readings.

An alternative is put into the tree and the tree is checked like any other. What stands in both trees alike is not
worked out again, and rules that its lines cannot break are not asked: so fifty alternatives are checked fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policydsl.check import names as declared
from policydsl.check import problems, readings, rules
from policydsl.check import reading_problems as wording
from policydsl.check.circles import circles
from policydsl.check.lower import Before, lower
from policydsl.check.named_conditions import written_out
from policydsl.check.names import NameKind, Names
from policydsl.check.readings import AS_WRITTEN, Change, Takings
from policydsl.check.rule_problems import STEP_NEVER_REACHED
from policydsl.check.things import Things
from policydsl.check.versions import plain
from policydsl.check.walk import walk
from policydsl.check.whole import Whole, same
from policydsl.diagnostics import Diagnostic, Label, Severity
from policydsl.frozen import frozen
from policydsl.model import named, policy
from policydsl.model.affects import affects
from policydsl.model.clause import Written
from policydsl.source import Place, Source, Span
from policydsl.syntax import nodes

LEADS = (
    *(nodes.DueWhen, nodes.DueOn, nodes.DueAtOnce, nodes.Again, nodes.NotDueByThen, nodes.NeverBefore, nodes.If),
    *(nodes.OnlyIf, nodes.NotTriggeredBy, nodes.ReachedDirectly, nodes.HeldAtOnce),
    *(nodes.PassedDates, nodes.NoneLeft, nodes.DecidedBy, nodes.Outcome, nodes.Then, nodes.IfWaived),
)
"""Lines of a step that say when it falls due and where a case goes."""
DUTIES = (
    *(nodes.HeldWithin, nodes.LedBy, nodes.AttendedBy, nodes.UsuallyWith, nodes.MayInclude, nodes.Notice, nodes.Bring),
    *(nodes.Appeal, nodes.AppealUnder, nodes.OtherDate, nodes.Discuss, nodes.Duty, nodes.DutyOf, nodes.DutyOfEmployee),
    *(nodes.Tell, nodes.TellBy, nodes.ToldByEmployee, nodes.Note, nodes.Waivable, nodes.Postponed),
)
"""Lines of a step that move no case."""
JOINING = (nodes.Join, nodes.NeverJoin, nodes.Bridge, nodes.PartDay)
LOCAL = (*readings.HEADER_LINES, *(kind for kind in readings.MEASURE_LINES if kind is not nodes.Formula), nodes.Pauses)
"""Lines that change the meaning of no line elsewhere; lines of steps change none either."""


@frozen
class Known:
    """The policy without its readings, as the check knows it: `made` is what its blocks mean; None with errors."""

    tree: nodes.Policy
    source: Source
    names: Names
    things: Things
    policy: policy.Policy | None
    before: Before

    def at(self, span: Span) -> Place:
        return Place(self.source.name, span)

    def words(self, name: nodes.Name) -> str:
        return declared.as_written(self.source, name)


@frozen
class Readings:
    """What the readings mean, their problems, and the things and names that alternatives speak of."""

    readings: tuple[policy.Reading, ...]
    problems: tuple[Diagnostic, ...]
    things: tuple[str, ...] = ()
    uses: tuple[declared.Use, ...] = ()


def readings_in(tree: nodes.Policy, known: Known, takings: Takings = AS_WRITTEN, *, compiled: bool = True) -> Readings:
    """The readings of a policy under these takings; `known` is the policy under them.

    Not `compiled`: what the alternatives come to is left out, and so are problems that only they have.
    """
    found: list[Diagnostic] = [*_titled_twice(tree, known)]
    made: list[policy.Reading] = []
    things: dict[str, None] = {}
    uses: list[declared.Use] = []
    written = replace(known, tree=readings.under(tree)) if takings else known
    for reading in readings.readings_of(tree):
        if reading.broken or any(isinstance(line, nodes.Broken | nodes.NotYet) for line in reading.lines):
            continue
        of_form = tuple(_form(reading, written))
        found += of_form
        if any(problem.code.severity is Severity.ERROR for problem in of_form):
            continue
        alternatives: list[policy.Alternative] = []
        others = _others(reading, readings.chosen(reading, takings)) if compiled else {}
        for key, lines in others.items():
            one, more, used = _alternative(tree, reading, key, lines, known, takings)
            found += () if takings else more  # whether readings go together is for those to see who take them so
            uses += used
            if one is not None:
                alternatives.append(one)
                things.update(dict.fromkeys(one.policy.things))
        made.append(_reading(reading, tuple(alternatives), known, takings))
    return Readings(tuple(made), tuple(found), tuple(things), tuple(uses))


def _reading(
    reading: nodes.Reading, alternatives: tuple[policy.Alternative, ...], known: Known, takings: Takings
) -> policy.Reading:
    chosen = readings.chosen(reading, takings)
    named_so = next(line.name for line in readings.named_lines(reading) if same(line.name.text) == chosen)
    question = next(line.text.value for line in reading.lines if isinstance(line, nodes.Asks))
    title = known.words(reading.name)
    return policy.Reading(title, question, known.words(named_so), alternatives, _written(reading.name, reading, known))


def _written(line: nodes.Node, cited: nodes.Clause, known: Known) -> Written:
    return Written(line.span, known.source.position(line.span.start).line, cited.cites)


def _others(reading: nodes.Reading, chosen: str) -> Mapping[str, tuple[nodes.Taken | nodes.Possible, ...]]:
    """The lines of every alternative but the one that is taken, by the key of its name, in order."""
    found: dict[str, tuple[nodes.Taken | nodes.Possible, ...]] = {}
    for line in readings.named_lines(reading):
        key = same(line.name.text)
        if key != chosen:
            found[key] = (*found.get(key, ()), line)
    return found


# ------------------------------------------------------------------ what a reading must say


def _titled_twice(tree: nodes.Policy, known: Known) -> Iterator[Diagnostic]:
    first: dict[str, nodes.Name] = {}
    for reading in readings.readings_of(tree):
        before = first.setdefault(same(reading.name.text), reading.name)
        if before is not reading.name:
            title = known.words(reading.name)
            yield problems.declared_twice(known.at(reading.name.span), title, "reading", known.at(before.span))


def _form(reading: nodes.Reading, known: Known) -> Iterator[Diagnostic]:
    """Problems of the reading's own lines, whatever its alternatives do to the policy."""
    for kind, what in ((nodes.Asks, "what the reading asks"), (nodes.Taken, "which way the policy takes")):
        said = [line.span for line in reading.lines if isinstance(line, kind)]
        for span in said[1:]:
            yield problems.said_twice(known.at(span), what, known.at(said[0]))
        if not said:
            missing = wording.without_question if kind is nodes.Asks else wording.without_taken
            yield missing(known.at(reading.name.span))
    for line in readings.named_lines(reading):
        brought = tuple(readings.brought(reading, line))
        for change in brought:
            if readings.goes_to(known.tree, change) is None:
                if not _may_be_unreadable(change, known):
                    yield _nowhere(change, known)
            elif change.away and not readings.is_there(there := readings.replaced(known.tree, change), change):
                yield wording.no_such_line(known.at(change.clause.span), [known.at(_shown(one)) for one in there])
        if isinstance(line, nodes.Taken):
            yield from _not_written(brought, known)
    for key, lines in _others(reading, readings.chosen(reading, AS_WRITTEN)).items():
        brought = readings.changes(reading, key)
        for later, first in readings.twice(known.tree, brought):
            what = "what this alternative changes"
            yield problems.said_twice(known.at(later.clause.span), what, known.at(first.clause.span))
        if all(readings.is_as_written(known.tree, change) and not change.away for change in brought):
            yield wording.alternative_as_written(known.at(lines[0].span))


def _not_written(brought: tuple[Change, ...], known: Known) -> Iterator[Diagnostic]:
    """What `taken` spells out and the policy does not say."""
    for change in brought:
        if readings.goes_to(known.tree, change) and not readings.is_as_written(known.tree, change):
            there = readings.replaced(known.tree, change)
            label = Label(known.at(_shown(there[0])), "it says this") if there else None
            yield wording.taken_is_not_written(known.at(change.clause.span), label)


def _shown(line: nodes.Node) -> Span:
    """Of a block its heading's name, of any other line the whole."""
    name = getattr(line, "name", None)
    return name.span if isinstance(line, nodes.Block) and isinstance(name, nodes.Name) else line.span


HOSTS: dict[type[nodes.Node], tuple[str, tuple[NameKind, ...]]] = {
    nodes.Points: ("points", (NameKind.POINTS,)),
    nodes.Measure: ("a measure", (NameKind.MEASURE,)),
    nodes.Branch: ("a branch", (NameKind.BRANCH,)),
    nodes.Period: ("a period", (NameKind.PERIOD,)),
    nodes.Step: ("a step or guidance", (NameKind.STEP, NameKind.GUIDANCE)),
}


def _declared(heading: nodes.Node) -> tuple[NameKind, nodes.Name]:
    """What a heading declares, and its name."""
    is_condition = isinstance(heading, nodes.NamedCondition)
    name: nodes.Name = getattr(heading, "name")  # noqa: B009 (every heading has one)
    return NameKind.CONDITION if is_condition else NameKind(type(heading).__name__.lower()), name


def _may_be_unreadable(change: Change, known: Known) -> bool:
    """May it be a heading that could not be read to which the line goes? Its problem is reported already."""
    clause = change.clause
    if isinstance(clause, readings.HEADINGS):
        kind, name = _declared(clause)
        return known.names.may_be_unreadable(name.text, kind)
    if change.place is None or isinstance(clause, readings.HEADER_LINES):
        return False
    _, kinds = HOSTS[readings.hosts_of(clause)[0]]
    return known.names.may_be_unreadable(change.place.text, *kinds)


def _nowhere(change: Change, known: Known) -> Diagnostic:
    """Why a line goes nowhere."""
    clause = change.clause
    if isinstance(clause, readings.HEADINGS):
        kind, name = _declared(clause)
        declared_ones = [one.name for one in known.names.of(kind)]
        return wording.no_such_heading(known.at(name.span), kind.value, known.words(name), declared_ones)
    if change.place is None:
        hosts, _ = HOSTS[readings.hosts_of(clause)[0]]
        return wording.which_place(known.at(clause.span), hosts)
    at, name_ = known.at(change.place.span), known.words(change.place)
    if isinstance(clause, readings.HEADER_LINES):
        return wording.needs_no_place(at)
    hosts, kinds = HOSTS[readings.hosts_of(clause)[0]]
    other = known.names.any(change.place.text)
    if other is not None:
        return wording.goes_nowhere(at, name_, other.kind.value, hosts)
    return problems.unknown_name(
        at, name_, [kind.value for kind in kinds], [one.name for one in known.names.of(*kinds)]
    )


# ------------------------------------------------------------------ an alternative as a policy


def _alternative(
    tree: nodes.Policy,
    reading: nodes.Reading,
    key: str,
    lines: tuple[nodes.Taken | nodes.Possible, ...],
    known: Known,
    takings: Takings,
) -> tuple[policy.Alternative | None, list[Diagnostic], list[declared.Use]]:
    """The policy under one alternative, what is wrong with it, and the names it uses."""
    title = reading.name.text
    others = {one: name for one, name in takings.items() if same(one) != same(title)}
    changed = readings.changes(reading, key) + readings.changes(reading, readings.chosen(reading, takings))
    made, found, used = _compiled(_without_examples(readings.under(tree, {**others, title: key})), changed, known)
    if known.policy is None or made is None:
        return None, found, used
    found_to = affects(known.policy, made)
    one = policy.Alternative(
        known.words(lines[0].name),
        tuple(_written(line, line if line.cites else reading, known) for line in lines),
        made,
        steps=None if found_to is None else found_to.steps,
        measures=found_to is None or found_to.measures,
        pauses=frozenset() if found_to is None else found_to.pauses,
        only_empty=found_to is not None and found_to.only_empty,
        only_duties=all(isinstance(plain(one.clause), DUTIES) for one in changed),
        only_absences=all(isinstance(plain(one.clause), JOINING) for one in changed),
    )
    return one, found, used


def _without_examples(tree: nodes.Policy) -> nodes.Policy:
    return replace(tree, blocks=tuple(block for block in tree.blocks if not isinstance(block, nodes.Example)))


def _compiled(
    tree: nodes.Policy, changed: tuple[Change, ...], known: Known
) -> tuple[policy.Policy | None, list[Diagnostic], list[declared.Use]]:
    """The policy of a tree that differs from the known one in these changes.

    A step that no case comes to any more is part of what an alternative may mean; warnings are of the policy alone.
    """
    names = declared.collect(tree, known.source, known.names.calendars)
    apart = any(not isinstance(one.clause, LOCAL) and not _is_of_a_step(one.clause) for one in changed)
    made, found = lower(
        tree, known.source, names, known.things, replace(known.before, made={}) if apart else known.before
    )
    problems = [*found.problems, *(circles(names, known.source) if apart else ())]
    policy_ = None if any(one.code.severity is Severity.ERROR for one in problems) else made
    if known.policy is not None:
        whole = Whole(*written_out(tree, names, known.source), known.source, policy_)
        problems += [one for rule in _rules(changed) for one in rule(whole)]
    errors = [one for one in problems if counts_under_a_taking(one)]
    own = [one for one in errors if any(_is_in(one, change) for change in changed)]
    if own or not errors or known.policy is None:
        return (None if errors else _with_names(made, changed, known)), own, found.uses
    return None, [wording.breaks_the_policy(known.at(changed[0].clause.span), errors[0])], found.uses


def counts_under_a_taking(problem: Diagnostic) -> bool:
    """Is this an error also of an alternative? A step that no case comes to any more may be just what one means."""
    return problem.code.severity is Severity.ERROR and problem.code != STEP_NEVER_REACHED


def problems_of_takings(tree: nodes.Policy, source: Source, takings: Takings) -> Iterator[Diagnostic]:
    """Titles and names that the policy does not have, and readings that change one line in two ways."""
    there = {same(reading.name.text): reading for reading in readings.readings_of(tree)}
    head = Place(source.name, tree.head.name.span if tree.head else Span(0, 0))
    brought: list[Change] = []
    for title, name in takings.items():
        reading = there.get(same(title))
        if reading is None:
            titles = [declared.as_written(source, one.name) for one in there.values()]
            yield problems.unknown_name(head, title, ["reading"], titles)
        elif same(name) not in {same(line.name.text) for line in readings.named_lines(reading)}:
            known = dict.fromkeys(declared.as_written(source, one.name) for one in readings.named_lines(reading))
            yield problems.unknown_name(Place(source.name, reading.name.span), name, ["alternative"], list(known))
        else:
            brought += readings.changes(reading, same(name))
    for later, first in readings.twice(readings.under(tree), brought):
        place = Place(source.name, first.clause.span)
        yield wording.two_readings_one_line(Place(source.name, later.clause.span), place)


def _is_in(problem: Diagnostic, change: Change) -> bool:
    span, at = change.clause.span, problem.at.place.span
    return span.start <= at.start and at.end <= span.end


def _is_of_a_step(clause: nodes.Node) -> bool:
    others = (
        *readings.HEADINGS,
        *readings.HEADER_LINES,
        *readings.MEASURE_LINES,
        *readings.PERIOD_LINES,
        *readings.POINTS_LINES,
        *readings.PAY_LINES,
    )
    return not isinstance(clause, (*others, *readings.BRANCH_LINES))


def _rules(changed: tuple[Change, ...]) -> tuple[rules.Rule, ...]:
    """The rules that these lines may break: those about the way through the steps only where they are about it."""
    lead = (*LEADS, *readings.PERIOD_LINES, nodes.Branch, *readings.BRANCH_LINES, nodes.NamedCondition)
    if any(isinstance(plain(one.clause), lead) for one in changed):
        return rules.RULES
    if all(isinstance(one.clause, readings.HEADER_LINES) for one in changed):
        return rules.OF_THE_HEADER
    return rules.OF_WORDS


def _with_names(made: policy.Policy, changed: tuple[Change, ...], known: Known) -> policy.Policy:
    """The policy with what its names say gathered: from the known policy, and from the lines that differ."""
    base = known.policy
    lead = (nodes.Outcome, nodes.Then, nodes.If, nodes.IfWaived, nodes.AtEnd)
    moves = any(isinstance(plain(one.clause), lead) for one in changed)
    if base is None:
        return made
    if moves:
        return named.with_names(made)
    steps = [made.steps[name] for name in sorted(_steps(changed, known))]
    things = dict.fromkeys((*base.things, *(thing for one in steps for thing in named.things_in(one))))
    found = replace(made, things=tuple(things), homes=base.homes, own_things=base.own_things)
    if base.asked_about is not None:
        other = tuple(one for name, one in made.steps.items() if one is not base.steps.get(name))
        asked = named.asked_in(named.parts_of((other, made.measures, made.periods, made.pays)))
        found = replace(found, asked_about=base.asked_about.union(asked))
    clocks = (piece for one in changed for piece in walk(one.clause) if isinstance(piece, nodes.Amount))
    if base.stands_still or any(piece.how is not None for piece in clocks):
        found = replace(found, stands_still=True)
    hours = base.counts_hours or named.has_hours((steps, made.settings, made.categories, made.measures))
    return named.with_hours(found) if hours else found


def _steps(changed: tuple[Change, ...], known: Known) -> frozenset[str]:
    """The steps that some of the changes go to."""
    blocks = [readings.at(known.tree, readings.goes_to(known.tree, one) or ()) for one in changed]
    return frozenset(known.words(one.name) for one in blocks if isinstance(one, nodes.Step | nodes.Guidance))
