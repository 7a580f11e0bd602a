"""Examples of policies and of files beside them, run: for each whether it holds, and what differs, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policydsl import Policy, Source
from policydsl.diagnostics import Diagnostic, Edit, as_text, located
from policydsl.diagnostics import as_json as problems_as_values
from policydsl.explain import examples as words
from policydsl.explain import filed
from policydsl.interpret.examples import Difference, Failed, Passed, run
from policydsl.records.expectations import FiledExample
from policydsl.records.mask import masked


@dataclass(frozen=True, slots=True)
class Wrong:
    """One expectation that does not hold; `edit` is what `--accept` would write in its place."""

    on: date
    expected: str
    got: str
    because: tuple[str, ...]
    edit: Edit | None


@dataclass(frozen=True, slots=True)
class Result:
    """One example, where it stands, and what came of it."""

    source: Source
    line: int
    title: str
    wrong: tuple[Wrong, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.wrong and not self.problems

    def told_problems(self, *, colour: bool) -> str:
        """What keeps it from having an answer, in its lines."""
        return as_text(self.problems, {self.source.name: masked(self.source)}, colour=colour) if self.problems else ""

    def as_values(self) -> dict[str, object]:
        """As JSON holds it."""
        return {
            "title": self.title,
            "source": self.source.name,
            "line": self.line,
            "holds": self.holds,
            "differences": [
                {"on": one.on.isoformat(), "expected": one.expected, "got": one.got, "because": list(one.because)}
                for one in self.wrong
            ],
            "problems": problems_as_values(self.problems, {self.source.name: masked(self.source)}),
        }


def of_policy(policy: Policy, whole: Source) -> Iterator[Result]:
    """The examples that stand in a policy, each of the file that it stands in."""
    for one in policy.examples:
        source = whole.file_at(one.written.span.start)
        match run(policy, one):
            case Passed():
                yield Result(source, one.written.line, one.title)
            case Failed(differences=differences, problems=problems):
                wrong = (
                    Wrong(
                        each.on,
                        each.expected.words,
                        words.got(each),
                        words.why(each),
                        _edit(each, whole),
                    )
                    for each in differences
                )
                yield Result(source, one.written.line, one.title, tuple(wrong), located(problems, whole))


def _edit(each: Difference, whole: Source) -> Edit | None:
    """What `--accept` would write, in the file of the example."""
    edit = words.accepted(each)
    return None if edit is None else Edit(whole.place(edit.span).span, edit.replacement)


def of_file(policy: Policy, source: Source, examples: tuple[FiledExample, ...]) -> Iterator[Result]:
    """The examples of a file beside a policy."""
    for one in examples:
        done = filed.run(policy, one)
        on, line = date.fromordinal(one.on), source.position(one.place.span.start).line
        wrong = (Wrong(on, *_expected_and_got(miss.words), (), filed.accepted(done, miss)) for miss in done.misses)
        yield Result(source, line, one.title, tuple(wrong), done.problems)


def _expected_and_got(said: str) -> tuple[str, str]:
    """The two halves of what is said of an expectation: before and after its semicolon."""
    before, found, after = said.partition("; ")
    return (before.replace(": expected ", ": "), after) if found else ("no such thing", said)
