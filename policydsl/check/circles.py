"""Settings, categories and conditions that are explained by themselves, directly or through others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policydsl.check import clause_problems
from policydsl.check.names import Declared, NameKind, Names
from policydsl.check.scaled import base
from policydsl.check.walk import walk
from policydsl.diagnostics import Diagnostic
from policydsl.source import Place, Source
from policydsl.syntax import nodes


def circles(names: Names, source: Source) -> Iterator[Diagnostic]:
    """One problem for each circle, at the first of its declarations."""
    for kind in (NameKind.SETTING, NameKind.CATEGORY, NameKind.CONDITION):
        leads = {one.name: _leads_to(one, names) for one in names.of(kind)}
        seen: set[str] = set()
        for one in names.of(kind):
            round_ = _round(one, leads)
            if round_ and not seen & {other.name for other in round_}:
                places = [Place(source.name, other.at) for other in round_]
                yield clause_problems.means_itself(places[0], kind.value, places[1:])
            seen |= {other.name for other in round_}


def _leads_to(one: Declared, names: Names) -> tuple[Declared, ...]:
    """What a declaration is explained by."""
    match one.block:
        case nodes.Setting(worth=worth, lines=lines):
            every = (worth, *(line.worth for line in lines if isinstance(line, nodes.SettingCase)))
            values = [base(one) for one in every]
            found = [names.find(one.text, NameKind.SETTING) for one in values if isinstance(one, nodes.Name)]
        case nodes.Category(kinds=nodes.Kinds() as kinds, lines=lines):
            cases = (kinds, *(line.kinds for line in lines if isinstance(line, nodes.CategoryCase)))
            inside = (kind.name.text for one in cases for kind in walk(one) if isinstance(kind, nodes.Kind))
            found = [names.find(name, NameKind.CATEGORY) for name in inside]
        case nodes.NamedCondition():
            parts = (one for one in walk(one.block) if isinstance(one, nodes.Met | nodes.NotMet))
            found = [names.find(part.name.text, NameKind.CONDITION) for part in parts]
        case _:
            found = []
    return tuple(other for other in found if other is not None)


def _round(start: Declared, leads: Mapping[str, tuple[Declared, ...]]) -> tuple[Declared, ...]:
    """The way from a declaration back to itself, if there is one."""
    ways: list[tuple[Declared, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for after in leads.get(way[-1].name, ()):
            if after.name == start.name:
                return way
            if after.name not in seen:
                seen.add(after.name)
                ways.append((*way, after))
    return ()
