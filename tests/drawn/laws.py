"""What must hold of every policy, history and day: one function a law, which raises where it does not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, cached_property
from random import Random
from typing import Any

from policydsl.check import check_text
from policydsl.explain.text import as_text
from policydsl.history.history import History, What
from policydsl.interpret.answer import Answer
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.fold import next_change, over_days_that_matter, over_every_day
from policydsl.interpret.person import Person
from policydsl.interpret.snapshot import put, resume, taken
from policydsl.interpret.standing import Standings
from policydsl.interpret.step import step
from policydsl.model.policy import Policy
from policydsl.source import Source
from policydsl.syntax import parse
from policydsl.syntax.include import gather
from policydsl.syntax.write import format
from tests.drawn import histories, policies
from tests.drawn.policies import Drawn, checked
from tests.engine import json_of

Law = Callable[["Told"], None]


@dataclass(frozen=True)
class Told:
    """A policy, a history under it, and the day asked about, all from one seed."""

    drawn: Drawn
    history: History
    on: int

    @property
    def policy(self) -> Policy:
        return self.drawn.policy

    @property
    def random(self) -> Random:
        """Chance for a law of its own, the same on every run."""
        return Random(self.drawn.seed)

    def person(self, on: int | None = None) -> Person:
        return Person(self.policy, self.history, self.on if on is None else on)

    @cached_property
    def answer(self) -> Answer | str:
        """What most laws hold something else against; worked out for the first of them."""
        return answer(self.policy, self.history, self.on)

    @cached_property
    def standings(self) -> Standings:
        return over_days_that_matter(self.person())

    def earlier(self) -> int:
        """A day between the first record and the day asked about."""
        first = min(one.first for one in self.history.records)
        return self.random.randint(min(first, self.on), self.on)


@cache
def told(seed: int) -> Told:
    """What a seed gives."""
    drawn = policies.draw(seed)
    return Told(drawn, *histories.draw(drawn.policy, seed))


def answer(policy: Policy, history: History, on: int, known: int | None = None) -> Answer | str:
    """The answer, or the problem that kept the history from having one."""
    found = evaluate(policy, history, date.fromordinal(on), None if known is None else date.fromordinal(known))
    return found.answer or found.diagnostics[0].code.name


# ------------------------------------------------------------------ days


def folding_over_the_days_that_matter_is_folding_over_every_day(one: Told) -> None:
    assert one.standings == over_every_day(one.person())


def nothing_changes_by_itself_before_the_next_change(one: Told) -> None:
    """What is on file on the day is all there is; the days after it are gone through one by one."""
    history = cut_off(one.history, one.on)
    person, ahead = Person(one.policy, history, one.on), 60
    standings = over_days_that_matter(person)
    found = next_change(person, standings)
    later = replace(person, on=one.on + ahead)
    changed = (day for day in range(one.on + 1, one.on + ahead + 1) if step(later, standings, day) is not standings)
    first = next(changed, None)
    assert found == first or (first is None and (found or one.on + ahead + 1) > one.on + ahead)


def the_days_can_be_taken_up_where_they_were_left(one: Told) -> None:
    """From a snapshot that went through JSON, too."""
    before = one.person(one.earlier())
    kept = taken(json.loads(json.dumps(put(over_days_that_matter(before)))))
    assert resume(one.person(), kept, before.on) == one.standings


# ------------------------------------------------------------------ nothing looks ahead


def cut_off(history: History, on: int) -> History:
    """The history without what begins or happens after a day; planned ends are taken off."""
    records = tuple(
        replace(
            one,
            last=None if one.last is not None and one.last > on else one.last,
            part={day: missed for day, missed in one.part.items() if day <= on},
        )
        for one in history.records
        if one.first <= on
    )
    return replace(
        history,
        records=records,
        events=tuple(one for one in history.events if one.day <= on),
        facts=tuple(one for one in history.facts if one.since is None or one.since <= on),
    )


def nothing_that_happens_later_changes_the_answer(one: Told) -> None:
    on = one.earlier()
    assert answer(one.policy, cut_off(one.history, on), on) == answer(one.policy, one.history, on)


def nothing_recorded_later_changes_what_could_be_known(one: Told) -> None:
    known = one.random.randint(one.earlier(), one.on)
    by_then = answer(one.policy, recorded_by(one.history, known), one.on, known)
    assert by_then == answer(one.policy, one.history, one.on, known)


def recorded_by(history: History, known: int) -> History:
    """The history without what was put on file later."""

    def kept(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(one for one in entries if one.recorded is None or one.recorded <= known)

    records = tuple(
        replace(one, retracted=None) if one.retracted is not None and one.retracted > known else one
        for one in kept(history.records)
    )
    return replace(
        history,
        records=records,
        events=kept(history.events),
        facts=kept(history.facts),
        adjustments=kept(history.adjustments),
        groups=kept(history.groups),
    )


def once_all_is_recorded_all_is_known(one: Told) -> None:
    late = answer(one.policy, one.history, one.on, one.on + 1000)
    now = one.answer
    assert late == (now if isinstance(now, str) else replace(now, known=date.fromordinal(one.on + 1000)))


def what_happened_by_a_day_has_happened_by_a_later_one(one: Told) -> None:
    on = one.earlier()
    early, late = answer(one.policy, one.history, on), one.answer
    if isinstance(early, str) or isinstance(late, str):
        assert isinstance(late, str)
        return
    for name in ("fell_due", "lapsed", "closed"):
        before, after = ([identity(item) for item in getattr(which, name)] for which in (early, late))
        assert before == after[: len(before)], name
        assert all(item.on > early.on for item in getattr(late, name)[len(before) :]), name


def identity(item: Any) -> tuple[Any, ...]:
    return tuple(getattr(item, name, None) for name in ("id", "step", "branch", "absence", "on", "why"))


# ------------------------------------------------------------------ what means nothing


def the_order_of_the_file_means_nothing(one: Told) -> None:
    random = one.random
    mixed = replace(
        one.history,
        **{
            name: tuple(random.sample(getattr(one.history, name), len(getattr(one.history, name))))
            for name in ("records", "events", "facts", "standing", "adjustments", "groups")
        },
    )
    assert answer(one.policy, mixed, one.on) == one.answer


def formatting_changes_nothing(one: Told) -> None:
    """Neither what was written nor any answer, but for the numbers of the lines."""
    before = parse(Source("drawn.policy", one.drawn.text))
    text = format(before.tree, Source("drawn.policy", one.drawn.text))
    after = parse(Source("drawn.policy", text))
    assert after.tree == before.tree
    assert format(after.tree, Source("drawn.policy", text)) == text
    same(answer(checked(text), one.history, one.on), one.answer)


def renaming_changes_nothing_but_names(one: Told) -> None:
    """Names that sort as before; events of one day are taken in the order of their names."""
    given = {word: f"z{word}" for word in one.drawn.named}
    rename(one, one.history, given)


def renaming_in_any_order_changes_nothing_but_names(one: Told) -> None:
    """Names that sort otherwise, where no two events of a day are told apart by their names."""
    words = one.drawn.named
    given = dict(zip(words, one.random.sample(words, len(words)), strict=True))
    days: dict[tuple[int, Any, str | None], Any] = {}
    for event in one.history.events:
        days.setdefault((event.day, event.what if event.what is not What.TOLD else None, event.step), event)
    days_of_things: dict[int, Any] = {}
    for event in days.values():
        days_of_things.setdefault(event.day, event)
    rename(one, replace(one.history, events=tuple(days_of_things.values())), given, sorted_lists=True)


def rename(one: Told, history: History, given: Mapping[str, str], sorted_lists: bool = False) -> None:
    pattern = re.compile("|".join(sorted(given, key=len, reverse=True)))

    def renamed(text: str) -> str:
        return pattern.sub(lambda found: given[found[0]], text)

    there = answer(checked(renamed(one.drawn.text)), with_names(history, renamed), one.on)
    here = one.answer if history is one.history else answer(one.policy, history, one.on)
    same(there, here, renamed, sorted_lists)


def with_names(value: Any, renamed: Callable[[str], str]) -> Any:
    """A value of a history with other names in it."""
    if isinstance(value, str):
        return renamed(value)
    if isinstance(value, tuple | frozenset):
        return type(value)(with_names(one, renamed) for one in value)
    if is_dataclass(value) and not isinstance(value, type | Enum):
        given = {each.name: with_names(getattr(value, each.name), renamed) for each in fields(value)}
        return replace(value, **given)
    return value


def the_order_of_lines_means_nothing(one: Told) -> None:
    """Of declarations, of the lines under a heading and of branches; not of steps, and not of the `if` lines of one."""
    text = policies.mixed(one.drawn.text, one.random)
    same(answer(checked(text), one.history, one.on), one.answer, sorted_lists=True)


def splitting_into_files_changes_nothing(one: Told) -> None:
    """Neither any answer nor its order, but for the files and the numbers of the lines."""
    root, files = split(one.drawn.text, one.random)
    whole = gather(Source("drawn.policy", root), files)
    assert len(whole.files) == len(files) + 1
    found = check_text(whole)
    assert found.policy is not None, found.diagnostics
    same(answer(found.policy, one.history, one.on), one.answer)


def split(text: str, random: Random) -> tuple[str, dict[str, str]]:
    """A policy with runs of its blocks in files of their own; some of these include a file in their turn."""
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    files: dict[str, str] = {}

    def parted(blocks: list[str], depth: int) -> str:
        kept: list[str] = []
        while blocks:
            run = random.randint(1, 4)
            here, blocks = blocks[:run], blocks[run:]
            if random.random() < 0.5 and depth < 3:
                name = f"part{len(files)}.policy"
                files[name] = ""
                files[name] = parted(here, depth + 1)
                # what is included a second time is there already
                kept += [f'include "{name}"\n'] * random.randint(1, 2)
            else:
                kept += here
        return "".join(kept)

    return blocks[0] + parted(blocks[1:], 0), files


def same(
    there: Answer | str,
    here: Answer | str,
    renamed: Callable[[str], str] = lambda text: text,
    sorted_lists: bool = False,
) -> None:
    """Two answers say the same but for names, for the numbers of lines and (where lists are sorted) for their order."""
    if isinstance(there, str) or isinstance(here, str):
        assert there == here
        return
    assert plain(json_of(there), lambda text: text, sorted_lists) == plain(json_of(here), renamed, sorted_lists)


def plain(value: Any, renamed: Callable[[str], str], sorted_lists: bool) -> Any:
    match value:
        case dict():
            kept = {
                key: one for key, one in value.items() if key != "line" and not ("line" in value and key == "source")
            }
            return {renamed(str(key)): plain(one, renamed, sorted_lists) for key, one in kept.items()}
        case list():
            items = [plain(one, renamed, sorted_lists) for one in value]
            # What would settle something is sorted, and the days to come are no name.
            by_words = sorted_lists or "future" in value
            return sorted(items, key=lambda one: json.dumps(one, sort_keys=True)) if by_words else items
        case str() if sorted_lists and " or " in value:
            return sorted(re.findall(r"[^\s`,:]+", renamed(value)))
        case str():
            return renamed(value)
        case _:
            return value


# ------------------------------------------------------------------ totality


def every_history_has_an_answer_in_words(one: Told) -> None:
    if isinstance(one.answer, str):
        assert one.answer == "event-fits-several"
        return
    assert as_text(one.answer)
    assert json.loads(json.dumps(json_of(one.answer)))["on"] == date.fromordinal(one.on).isoformat()
