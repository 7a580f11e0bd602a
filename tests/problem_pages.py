"""The pages about problems: how one is built, what it shows, and writing its message anew from real output.

`python -m tests.problem_pages --rewrite` puts the real messages into all pages.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from inspect import getsource
from pathlib import Path

from policydsl.check import Checked, check_text
from policydsl.diagnostics import Code, Diagnostic, in_order, one_as_text
from policydsl.explain.snapshot import Snapshot, as_snapshot, read_snapshot, says_the_same
from policydsl.history.make import make
from policydsl.interpret.evaluate import evaluate
from policydsl.interpret.problems import record_changed_since
from policydsl.records.calendar_file import read_calendar
from policydsl.records.columns import Kind, Told
from policydsl.records.csv_file import table_of
from policydsl.records.mask import masked
from policydsl.records.read import read as read_records
from policydsl.records.table_mask import masked_table
from policydsl.records.together import Given, read_together
from policydsl.source import Place, Source, Span
from policydsl.syntax.include import gather

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "problems"
STANDARD_POLICY = ROOT / "policies" / "luu_attendance.policy"
"""What a page's history is read under when the page shows no policy."""
ON = date(2030, 1, 1)
"""A day after all that the histories of the pages tell."""
SECTIONS = ("Wrong", "Right", "Why")
THEN = date(2026, 5, 31)
"""The day of the snapshot of a page's block `then`: the history as it was then."""
POLICY, HISTORY, SNAPSHOTS, CALENDAR = "example.policy", "example.yaml", "may.jsonl", "calendar.yaml"
"""The names under which a page's blocks are read, as its message shows them."""
INCLUDED = {"shared/words.policy": "setting trigger score is 150\n"}
"""What the policies of the pages may include, besides themselves."""
TABLES = tuple(kind.value for kind in Kind)
"""Kinds of blocks that hold a table; the block `absences` is read as `absences.csv`."""
Tables = Mapping[Kind, Source]
PROBLEM_MODULES = (
    "policydsl.syntax.problems",
    "policydsl.calendars.problems",
    "policydsl.check.problems",
    "policydsl.check.include_problems",
    "policydsl.check.clause_problems",
    "policydsl.check.day_problems",
    "policydsl.check.example_problems",
    "policydsl.check.choice_problems",
    "policydsl.check.rule_problems",
    "policydsl.check.reading_problems",
    "policydsl.check.version_problems",
    "policydsl.check.pay_problems",
    "policydsl.check.points_problems",
    "policydsl.history.problems",
    "policydsl.history.group_problems",
    "policydsl.records.problems",
    "policydsl.records.table_problems",
    "policydsl.interpret.problems",
)
"""Where all problems are worded; no other module makes a `Code`."""
NAMED_IN_A_CALL = re.compile(r'\b_problem\(\s*"([^"]+)"')
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def problems_of_tables(policy: Source | None, tables: Tables) -> tuple[Diagnostic, ...]:
    """What the program says of a page's tables, each of the kind that its block names."""
    checked = _standard() if policy is None else check_text(policy)
    if not tables or checked.policy is None:
        return ()
    given = [Given(kind, *table_of(source)) for kind, source in tables.items()]
    return tuple(one for said in read_together((), given, Told(), checked.policy) for one in said.diagnostics)


def problems_of(policy: Source | None, history: Source | None) -> tuple[Diagnostic, ...]:
    """What the program says of a page's blocks; a history is read under the page's policy, or the standard one."""
    checked = _standard() if policy is None else check_text(gather(policy, {policy.name: policy.text, **INCLUDED}))
    found = () if policy is None else checked.diagnostics
    if history is None or checked.policy is None:
        return found
    read_ones, history_problems = read_records(history)
    made = [make(one, checked.policy) for one in read_ones]
    found = (*found, *history_problems, *(problem for _, problems in made for problem in problems))
    evaluated = [evaluate(checked.policy, one, ON) for one, _ in made if one is not None]
    return (*found, *(problem for one in evaluated for problem in one.diagnostics))


def problems_of_snapshot(then: str | None, history: Source | None) -> tuple[dict[str, Source], tuple[Diagnostic, ...]]:
    """What the program says of going on under a page's history from the snapshot of what it was then."""
    policy = _standard().policy
    if then is None or history is None or policy is None:
        return {}, ()
    (before,), (now,) = (
        [made for said in read_records(one)[0] if (made := make(said, policy)[0]) is not None]
        for one in (Source(HISTORY, then), history)
    )
    values = as_snapshot(before, evaluate(policy, before, THEN).standings, THEN, None, policy_digest="")
    one = read_snapshot(values)
    assert isinstance(one, Snapshot)
    shown = Source(SNAPSHOTS, json.dumps(values, separators=(",", ":"))[:60])
    changed = record_changed_since(Place(SNAPSHOTS, Span(0, len(shown.text))), one.on)
    return {SNAPSHOTS: shown}, () if says_the_same(one, now, None) else (changed,)


@cache
def _standard() -> Checked:
    return check_text(Source(STANDARD_POLICY.name, STANDARD_POLICY.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Example:
    """The blocks of one section; what is None is not there."""

    policy: str | None
    history: str | None
    tables: Mapping[str, str] = field(default_factory=dict)
    then: str | None = None
    """The history as it was when a snapshot was taken."""
    calendar: str | None = None

    @property
    def kind(self) -> str:
        return "policy" if self.history is None and not self.tables else "history"

    def filled_from(self, other: Example) -> Example:
        """With the other's block where this one has none: the right history is read under the wrong one's policy."""
        return Example(
            self.policy or other.policy,
            self.history or other.history,
            self.tables or other.tables,
            self.then or other.then,
            self.calendar or other.calendar,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read; `message` is what it claims the program says of the wrong example."""

    name: str
    wrong: Example
    message: str
    right: Example


def pages() -> tuple[Path, ...]:
    """Every page about a problem, by name."""
    return tuple(sorted(path for path in FOLDER.glob("*.md") if path.stem != "index"))


def run(
    kind: str,
    policy_text: str | None,
    history_text: str | None,
    tables: Mapping[str, str] | None = None,
    then: str | None = None,
    calendar: str | None = None,
) -> str:
    """The message a user would see, without the closing count."""
    sources = _sources(policy_text, history_text if kind == "history" else None)
    tabled = _tables(tables or {})
    snapshots, of_snapshot = problems_of_snapshot(then, sources.get(HISTORY))
    sources |= snapshots
    found = in_order(
        (
            *of_snapshot,
            *problems_of(sources.get(POLICY), sources.get(HISTORY)),
            *problems_of_tables(sources.get(POLICY), tabled),
            *_problems_of_calendar(calendar),
        )
    )
    if calendar is not None:
        sources[CALENDAR] = Source(CALENDAR, calendar)
    if HISTORY in sources:
        sources[HISTORY] = masked(sources[HISTORY])
    sources |= {one.name: masked_table(one, of, Told()) for of, one in tabled.items()}
    return "\n".join(one_as_text(problem, sources, colour=False) + "\n" for problem in found)


def found_in(example: Example) -> tuple[Diagnostic, ...]:
    """The problems of an example, to look at their codes."""
    sources = _sources(example.policy, example.history)
    in_tables = problems_of_tables(sources.get(POLICY), _tables(example.tables))
    _, of_snapshot = problems_of_snapshot(example.then, sources.get(HISTORY))
    in_calendar = _problems_of_calendar(example.calendar)
    return (*problems_of(sources.get(POLICY), sources.get(HISTORY)), *in_tables, *of_snapshot, *in_calendar)


def _problems_of_calendar(text: str | None) -> tuple[Diagnostic, ...]:
    return () if text is None else read_calendar(Source(CALENDAR, text))[1]


def _tables(texts: Mapping[str, str]) -> Tables:
    return {Kind(kind): Source(f"{kind}.csv", text) for kind, text in texts.items()}


def _sources(policy: str | None, history: str | None) -> dict[str, Source]:
    return {name: Source(name, text) for name, text in ((POLICY, policy), (HISTORY, history)) if text is not None}


def faults(name: str, text: str) -> Iterator[str]:
    """What is wrong with the form of a page, in words for its author; nothing for a well-formed page."""
    if not text.startswith(f"# {name}\n"):
        yield f"the first line must be `# {name}`"
    titles = tuple(re.findall(r"^## (.+)$", text, re.MULTILINE))
    if titles != SECTIONS:
        yield f"the sections must be {', '.join(SECTIONS)}; they are {', '.join(titles) or 'none'}"
        return
    wrong, right, why = (section_of(text, title) for title in SECTIONS)
    yield from _block_faults("Wrong", wrong, {"policy", "history", "then", "calendar", "message", *TABLES})
    yield from _block_faults("Right", right, {"policy", "history", "then", "calendar", *TABLES})
    if [found["kind"] for found in BLOCK.finditer(wrong)].count("message") != 1:
        yield "Wrong must have one message block"
    if not why.strip():
        yield "Why must give the reason"


def _block_faults(title: str, section: str, allowed: set[str]) -> Iterator[str]:
    kinds = [found["kind"] for found in BLOCK.finditer(section)]
    if section.count("```") != 2 * len(kinds):
        yield f"{title} has a block that is not closed or does not say what it holds"
    for kind in sorted(set(kinds) - allowed):
        yield f"{title} must not have a {kind} block"
    for kind in ("policy", "history", "then", "calendar", *TABLES):
        if kinds.count(kind) > 1:
            yield f"{title} must have one {kind} block"
    if not {"policy", "history", "calendar", *TABLES} & set(kinds):
        yield f"{title} must have a policy or a history block"


def section_of(text: str, title: str) -> str:
    """The text below a heading, up to the next one."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def read(name: str, text: str) -> Page:
    """A page whose form has no faults."""
    wrong, right = (
        {found["kind"]: found["text"] for found in BLOCK.finditer(section_of(text, s))} for s in SECTIONS[:2]
    )
    return Page(name, _example(wrong), wrong["message"], _example(right))


def _example(blocks: dict[str, str]) -> Example:
    tables = {kind: text for kind, text in blocks.items() if kind in TABLES}
    return Example(blocks.get("policy"), blocks.get("history"), tables, blocks.get("then"), blocks.get("calendar"))


def rewritten(name: str, text: str) -> str:
    """The page with the message that the program gives today."""
    wrong = read(name, text).wrong
    message = run(wrong.kind, wrong.policy, wrong.history, wrong.tables, wrong.then, wrong.calendar)
    return re.sub(r"(?<=^```message\n).*?(?=^```$)", lambda _: message, text, count=1, flags=re.MULTILINE | re.DOTALL)


def all_codes() -> tuple[Code, ...]:
    """Every kind of problem the program knows: constants of the modules that hold the wording, or named in a call."""
    modules = [import_module(name) for name in PROBLEM_MODULES]
    constants = (value for module in modules for value in vars(module).values() if isinstance(value, Code))
    named = (Code(found[1]) for module in modules for found in NAMED_IN_A_CALL.finditer(getsource(module)))
    return tuple(dict.fromkeys((*constants, *named)))


def main(arguments: list[str]) -> int:
    """Rewrite every well-formed page; say what was changed and what could not be."""
    if arguments != ["--rewrite"]:
        sys.stderr.write("python -m tests.problem_pages --rewrite\n")
        return 2
    failed = False
    for path in pages():
        text = path.read_text(encoding="utf-8")
        if wrong_form := tuple(faults(path.stem, text)):
            failed = True
            sys.stderr.write(f"{path.name}: {'; '.join(wrong_form)}\n")
            continue
        after = rewritten(path.stem, text)
        if after != text:
            path.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{path.name}: message rewritten\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
