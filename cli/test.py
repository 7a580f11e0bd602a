"""`policydsl test`: whether the examples of policies hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import click

from policydsl import HolidayCalendar, Source
from policydsl.diagnostics import Diagnostic, Edit, as_text
from policydsl.diagnostics import as_json as problems_as_values
from policydsl.explain.words import day
from policydsl.records.expectations import read_examples
from policydsl.records.mask import masked

from . import files, handed_in, policies
from . import run_examples as examples
from .run_examples import Result
from .status import Status, together

ENDING = ".policy"
BESIDE = ".examples.yaml"


@dataclass(slots=True)
class Run:
    """What has come of the examples so far, in the order of the files, and what is to be said besides."""

    results: list[Result] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    refused: list[dict[str, object]] = field(default_factory=list)
    """Policies and files that were not run, or not all of them, as values, and below in text."""
    told: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """By the name a text goes by, that of its file."""


@click.command("test")
@click.argument("names", metavar="POLICY...", nargs=-1, required=True)
@click.option("--examples", "others", metavar="FILE", multiple=True, help="A file of examples; may be given again.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "junit"]), default="text", help="How to print the results."
)
@click.option("--accept", is_flag=True, help="Put what is so now in the place of what was expected, after asking.")
@click.option("--yes", is_flag=True, help="With --accept: do not ask.")
@handed_in.option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    others: tuple[str, ...],
    form: str,
    accept: bool,
    yes: bool,
    calendars: tuple[HolidayCalendar, ...],
) -> None:
    """Find out whether the examples of policies hold.

    Examples stand in the policy, below `example`, and in files: those given
    with --examples, and NAME.examples.yaml beside NAME.policy. Of each that
    does not hold it is shown what was expected, what is so, and why.

    --accept writes numbers, days and states that have changed into the
    examples. It changes nothing else in a file, and asks before it writes.

    \b
    Examples:
      policydsl test policies/luu_attendance.policy
      policydsl test luu.policy --examples cases.yaml --format junit > results.xml
      policydsl test luu.policy --accept

    \b
    Exit status: 0 every example holds; 1 one does not, or errors in a policy;
    2 a file that cannot be read; 3 errors in a file of examples.
    """
    run = Run()
    for name in names:
        _run(run, name, others, calendars)
    if form != "json":
        for words in run.told:
            files.tell(words)
    if form == "text":
        _tell(run)
    else:
        files.write(_as_json(run) if form == "json" else _as_junit(run.results))
    if accept:
        run.statuses += _accept(run, yes)
    else:
        run.statuses += [Status.POLICY_ERRORS for one in run.results if not one.holds]
    ctx.exit(together(run.statuses))


def _run(run: Run, name: str, others: tuple[str, ...], calendars: tuple[HolidayCalendar, ...]) -> None:
    """The examples of one policy, and of the files that are run under it."""
    read = policies.read(name, calendars=calendars)
    if isinstance(read, files.Unreadable) or read.checked.policy is None:
        run.refused.append(policies.as_values(read))
        run.statuses.append(Status.WRONG_USE if isinstance(read, files.Unreadable) else Status.POLICY_ERRORS)
        run.told.append(
            str(read) if isinstance(read, files.Unreadable) else _told(read.checked.diagnostics, read.source.by_name)
        )
        return
    run.names |= {one.name: one.name for one in read.source.files} | {read.name: name}
    run.results += examples.of_policy(read.checked.policy, read.source)
    named = [name, *(one.name for one in read.source.files[1:])]
    beside = [one.removesuffix(ENDING) + BESIDE for one in named if one.endswith(ENDING)]
    own = [one for one in beside if files.is_there(one)]
    for other in dict.fromkeys((*own, *others)):
        source = files.read(other)
        if isinstance(source, files.Unreadable):
            run.refused.append({"policy": other, "digest": None, "problems": [source.as_values()]})
            run.statuses.append(Status.WRONG_USE)
            run.told.append(str(source))
            continue
        run.names[source.name] = other
        found, problems = read_examples(source)
        if problems:
            run.statuses.append(Status.HISTORY_ERRORS)
            shown = masked(source)
            values = problems_as_values(problems, {source.name: shown})
            run.refused.append({"policy": source.name, "digest": None, "problems": values})
            run.told.append(_told(problems, shown.by_name))
        run.results += examples.of_file(read.checked.policy, source, found)


def _told(problems: Iterable[Diagnostic], texts: dict[str, Source]) -> str:
    return as_text(problems, texts, colour=files.in_colour(errors=True))


# ------------------------------------------------------------------ results


def _tell(run: Run) -> None:
    for one in run.results:
        if not one.holds:
            files.write("\n".join(_failure(one)) + "\n")
    if run.results or not run.refused:
        files.write(_summary(run.results))


def _failure(one: Result) -> Iterator[str]:
    yield f"{one.source.name}:{one.line}: {one.title}"
    for number, wrong in enumerate(one.wrong):
        if not number or one.wrong[number - 1].on != wrong.on:
            yield f"  on {day(wrong.on)}"
        yield f"    expected: {wrong.expected}"
        yield f"    got:      {wrong.got}"
        yield from (f"    because:  {why}" for why in wrong.because)
    if one.problems:
        yield one.told_problems(colour=files.in_colour())


def _summary(results: list[Result]) -> str:
    failed = sum(not one.holds for one in results)
    if not results:
        return "there are no examples"
    many = "1 example" if len(results) == 1 else f"{len(results)} examples"
    if failed:
        return f"{many}: {failed} {'does' if failed == 1 else 'do'} not hold"
    return f"{many}: {'it holds' if len(results) == 1 else 'all hold'}"


def _as_json(run: Run) -> str:
    failed = sum(not one.holds for one in run.results)
    values = {
        "examples": [one.as_values() for one in run.results],
        "holding": len(run.results) - failed,
        "failing": failed,
        "refused": run.refused,
    }
    return json.dumps(values, ensure_ascii=False, indent=2)


def _as_junit(results: list[Result]) -> str:
    """The results as build servers read them: a suite for each file, a case for each example."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for name in dict.fromkeys(one.source.name for one in results):
        own = [one for one in results if one.source.name == name]
        failed = sum(not one.holds for one in own)
        lines.append(f'  <testsuite name={quoteattr(name)} tests="{len(own)}" failures="{failed}">')
        for one in own:
            case = f'name={quoteattr(one.title)} classname={quoteattr(name)} file={quoteattr(name)} line="{one.line}"'
            if one.holds:
                lines.append(f"    <testcase {case}/>")
                continue
            first = f"got {one.wrong[0].got}" if one.wrong else one.problems[0].message
            told = escape("\n".join(_failure(one)))
            lines.append(f"    <testcase {case}>\n      <failure message={quoteattr(first)}>{told}</failure>")
            lines.append("    </testcase>")
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


# ------------------------------------------------------------------ accepting


def _accept(run: Run, yes: bool) -> list[Status]:
    """Write what is so now into each file, after asking; what cannot be written so stays as it is."""
    statuses = []
    for source in dict.fromkeys(one.source for one in run.results):
        failed = [one for one in run.results if one.source == source and not one.holds]
        edits = sorted({wrong.edit for one in failed for wrong in one.wrong if wrong.edit}, key=lambda one: one.span)
        by_hand = any(one.problems or any(wrong.edit is None for wrong in one.wrong) for one in failed)
        if edits:
            statuses.append(_write(source, run.names[source.name], edits, yes))
        if by_hand:
            files.tell(f"{source.name}: some of it has to be changed by a person")
            statuses.append(Status.POLICY_ERRORS)
    return statuses


def _write(source: Source, name: str, edits: list[Edit], yes: bool) -> Status:
    for edit in edits:
        old, line = source.text_of(edit.span).strip(), source.position(edit.span.start).line
        files.tell(f"{source.name}:{line}: {old} -> {edit.replacement.strip()}")
    if name == files.STDIN:
        files.tell("error: what is piped in cannot be rewritten\n  help: name the file")
        return Status.WRONG_USE
    if not yes and not click.confirm(f"Write {len(edits)} of these into {name}?", err=True):
        files.tell(f"{name}: left as it is")
        return Status.POLICY_ERRORS
    text = source.text
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    why = files.replace_text(name, text)
    if why is not None:
        files.tell(f"error: {why}\n  {name}\n  help: nothing was changed; check who may write there")
        return Status.WRONG_USE
    files.tell(f"{name}: {len(edits)} rewritten")
    return Status.WELL
