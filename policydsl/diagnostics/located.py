"""Problems of a text that is made of several files, told of the file that each of their places stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policydsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from policydsl.gathered import Gathered
from policydsl.source import Source


def located(found: Iterable[Diagnostic], source: Source) -> tuple[Diagnostic, ...]:
    """The problems with their places and edits in the files; what stands in another source already stays as it is."""
    if not isinstance(source, Gathered):
        return tuple(found)
    return tuple(_located(one, source) for one in found)


def _located(one: Diagnostic, source: Gathered) -> Diagnostic:
    fix = _fix(one.fix, source) if one.fix and one.at.place.source == source.name else one.fix
    return replace(one, at=_label(one.at, source), also=tuple(_label(each, source) for each in one.also), fix=fix)


def _label(label: Label, source: Gathered) -> Label:
    if label.place.source != source.name:
        return label
    return replace(label, place=replace(source.place(label.place.span), field=label.place.field))


def _fix(fix: Fix, source: Gathered) -> Fix:
    """INVARIANT: the edits of one problem stand in one file, because no clause runs from one file into another."""
    return Fix(fix.title, tuple(Edit(source.in_file(edit.span), edit.replacement) for edit in fix.edits))
