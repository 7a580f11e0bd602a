"""What a line says of which its block has one: by that a reading or a version finds the line whose place it takes."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.check.walk import walk
from policydsl.check.whole import same
from policydsl.syntax import nodes

ONE_OF: Mapping[type[nodes.Node], str] = {
    **dict.fromkeys([nodes.DueWhen, nodes.DueOn, nodes.DueAtOnce], "due"),
    **dict.fromkeys([nodes.Join, nodes.NeverJoin], "join"),
    **dict.fromkeys([nodes.PayLess, nodes.PayAnew], "pay less"),
    **dict.fromkeys([nodes.Appeal, nodes.AppealUnder], "appeal"),
}
"""Lines of several kinds that answer one question, so that one takes the place of the other."""


def slot(line: nodes.Node) -> tuple[str, ...]:
    """What a line says of which its block has one: two lines of one slot cannot both stand."""
    match line:
        case nodes.ClauseOf(clause=inner, version=version) | nodes.HeaderOf(line=inner, version=version):
            return *slot(inner), *_version(version)
        case nodes.MeasureOf(line=inner, version=version) | nodes.PointsOf(line=inner, version=version):
            return *slot(inner), *_version(version)
        case nodes.PayOf(line=inner, version=version):
            return *slot(inner), *_version(version)
        case nodes.Entry(kind=kind) | nodes.EntryByTime(kind=kind):
            return "entry", *said_of(kind)
        case nodes.DropOff(kind=nodes.Kind() as kind):
            return "drop off", *said_of(kind)
        case nodes.Credit() | nodes.CreditFor():
            return ("credit",)
        case nodes.Cap(how=how):
            return "cap", how.text
        case nodes.Outcome(name=name):
            return "outcome", same(name.text)
        case nodes.Duty(act=act) | nodes.DutyOf(act=act) | nodes.DutyOfEmployee(act=act):
            return "duty", *_of_act(act)
        case nodes.Tell(text=text) | nodes.TellBy(text=text) | nodes.ToldByEmployee(text=text) | nodes.Note(text=text):
            return type(line).__name__, text.value
        case nodes.Again(how=nodes.Every()):
            return ("every",)
        case nodes.Adjustable(change=change):
            return "may be", change.text
        case nodes.AtEnd(when=when):
            return "at its end", "if" if isinstance(when, nodes.Node) and not isinstance(when, nodes.Word) else ""
        case nodes.PayBand(service=service):
            return "pay band", *_parts(service)
        case nodes.PayCap(kind=kind, window=window):
            return "pay cap", kind.text, *_parts(window)
        case _:
            return (ONE_OF.get(type(line), type(line).__name__),)


def said_of(kind: nodes.Kind) -> tuple[str, ...]:
    """A kind by its words, wherever they stand."""
    found = []
    for piece in walk(kind):
        match piece:
            case nodes.Name(text=text):
                found.append(same(text))
            case nodes.Word(text=text):
                found.append(text)
            case nodes.Number(value=value):
                found.append(str(value))
            case nodes.Flagged() | nodes.NotFlagged() | nodes.HavingPaper() | nodes.LackingPaper():
                found.append(type(piece).__name__)
            case _:
                continue
    return tuple(found)


def _parts(node: nodes.Node) -> tuple[str, ...]:
    """What tells two bounds or windows apart: their numbers and words, whatever stands where."""
    texts = ((one, getattr(one, "text", None) or getattr(one, "value", "")) for one in walk(node))
    return tuple(str(said) for one, said in texts if isinstance(one, nodes.Word | nodes.Number | nodes.Name))


def _of_act(act: nodes.Act | nodes.FreeText) -> tuple[str, ...]:
    if isinstance(act, nodes.FreeText):
        return (act.text.value,)
    return act.verb.text, *(same(thing.text) for thing in (act.things.names if act.things else ()))


def _version(version: nodes.Version) -> tuple[str, str]:
    """Two versions of a line stand side by side; one of the same day and group takes the place of another."""
    group = same(version.group.text) if isinstance(version, nodes.VersionFor) else ""
    return version.since.value.isoformat() if version.since else "", group
