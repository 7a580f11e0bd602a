"""Events of a history file: one line may say several things of one day, each becomes an event of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from policydsl.domain.number import Day
from policydsl.frozen import frozen
from policydsl.history.assertions import Said, SaidEvent
from policydsl.history.history import What
from policydsl.history.kinds import DECLARED, NAMED, OF_A_THING, TAKES_A_DAY
from policydsl.records import problems, values
from policydsl.records.shape import EVENT, WHATS
from policydsl.records.values import DATE, Entry, Sheet
from policydsl.records.yaml_file import List, Scalar
from policydsl.source import Place

LISTED = ("a name, or names in brackets", "[risk assessment, return plan]")
ONE = ("said once, and has no list", "`true`")


def read_event(sheet: Sheet, whole: Entry) -> tuple[SaidEvent, ...]:
    """Every event that one line says; none where the line has a problem."""
    before = len(sheet.found)
    keys = values.keys(sheet, whole, EVENT)
    if keys is None:
        return ()
    said = tuple(_things_said(sheet, keys))
    if not said and len(sheet.found) == before:
        sheet.found.append(problems.missing_key(whole.place, EVENT.whole, "what", "held"))
    said = _with_shared(sheet, keys, said)
    recorded = keys.get("recorded")
    shared = SaidEvent(
        place=whole.place,
        day=values.day(sheet, keys.get("date")) or Said(0, whole.place),
        what=Said(What.HELD, whole.place),
        step=values.text(sheet, keys.get("step")),
        branch=values.text(sheet, keys.get("branch")),
        absence=values.text(sheet, keys.get("absence")),
        due=values.day(sheet, keys.get("due")),
        by=values.text(sheet, keys.get("by")),
        why=values.text(sheet, keys.get("why")),
        recorded=values.day(sheet, recorded if recorded and _is_entry_day(recorded) else None),
        since=values.day(sheet, keys.get("from")),
        until=values.day(sheet, keys.get("to")),
        minutes=values.number(sheet, keys["minutes"]) if "minutes" in keys else None,
        flags=tuple(flag for item in values.items(sheet, keys.get("flags")) if (flag := values.text(sheet, item))),
    )
    if len(sheet.found) > before:
        return ()
    whole_line = tuple(replace(shared, what=one.what, name=one.name, value=one.value, for_=one.for_) for one in said)
    had = any(one.what.value in DECLARED for one in said)  # else the history says that nothing here takes them
    return tuple(
        replace(one, minutes=None, flags=()) if had and one.what.value not in DECLARED else one for one in whole_line
    )


@frozen
class _Thing:
    """One thing that a line says happened; `short` when its word is the key."""

    what: Said[What]
    name: Said[str] | None = None
    value: Said[str | bool] | None = None
    for_: Said[Day] | None = None
    short: bool = True


def _things_said(sheet: Sheet, keys: dict[str, Entry]) -> Iterator[_Thing]:
    if "what" in keys:
        word = values.text(sheet, keys["what"])
        if word is not None:
            what = WHATS.get(word.value)
            if what is None:
                sheet.found.append(problems.unknown_what(word.place, word.value, tuple(WHATS)))
            else:
                yield _Thing(Said(what, word.place), short=False)
    for key, entry in keys.items():
        if key in WHATS and not _is_entry_day(entry):
            yield from _short(sheet, Said(WHATS[key], entry.place), entry)


def _is_entry_day(entry: Entry) -> bool:
    """Does `recorded` give the day of entry? The word is a key of every event and also a `what`."""
    return entry.key == "recorded" and isinstance(entry.value, Scalar) and entry.value.text[:1].isdigit()


def _short(sheet: Sheet, what: Said[What], entry: Entry) -> Iterator[_Thing]:
    """`held: true`, `outcome: X`, `issued: Attendance Plan`, `considered: [X, Y]`, `scheduled: 2026-08-03`."""
    if isinstance(entry.value, List):
        if not entry.value.items or what.value not in OF_A_THING | DECLARED:
            wanted, example = LISTED if what.value in OF_A_THING | DECLARED else ONE
            sheet.found.append(problems.another_kind(entry.place, entry.key, wanted, example))
            return
        for item in values.items(sheet, entry):
            name = values.text(sheet, item)
            if name is not None:
                yield _Thing(what, name)
        return
    if what.value is What.OUTCOME:
        yield _Thing(what, value=values.text(sheet, entry))
        return
    if what.value in TAKES_A_DAY and isinstance(entry.value, Scalar) and DATE.fullmatch(entry.value.text):
        yield _Thing(what, for_=values.day(sheet, entry))
        return
    said = values.truth_or_text(sheet, entry)
    if said is None:
        return
    if what.value in NAMED and isinstance(said.value, str):
        yield _Thing(what, Said(said.value, said.place))
    else:
        yield _Thing(what, value=None if said.value is True else said)


def _with_shared(sheet: Sheet, keys: dict[str, Entry], said: tuple[_Thing, ...]) -> tuple[_Thing, ...]:
    """`name`, `value` and `for` go with the `what` of the line, or else with the short forms that they fit."""
    if name := values.text(sheet, keys.get("name")):
        fits = [one for one in said if one.what.value in NAMED and one.name is None]
        said = _given(sheet, said, fits, name.place, lambda one: replace(one, name=name))
    is_outcome = any(one.what.value is What.OUTCOME and not one.short for one in said)
    if value := (values.text if is_outcome else values.truth_or_text)(sheet, keys.get("value")):
        # A thing by its name is what a value is most often said of: `recorded: companion, value: friend`.
        fits = [one for one in said if one.name is not None] or [one for one in said if one.value is None]
        said = _given(sheet, said, fits, value.place, lambda one: replace(one, value=value))
    if day := values.day(sheet, keys.get("for")):
        fits = [one for one in said if one.what.value in TAKES_A_DAY and one.for_ is None]
        said = _given(sheet, said, fits, day.place, lambda one: replace(one, for_=day), to_all=bool(fits))
    return said


def _given(
    sheet: Sheet,
    said: tuple[_Thing, ...],
    fits: list[_Thing],
    place: Place,
    give: Callable[[_Thing], _Thing],
    *,
    to_all: bool = False,
) -> tuple[_Thing, ...]:
    homes = fits if to_all else ([one for one in said if not one.short] or fits)
    if said and (not homes or (len(homes) > 1 and not to_all)):
        sheet.found.append(problems.belongs_to_none(place, place.field.rpartition(".")[2]))
    return tuple(give(one) if one in homes else one for one in said)
