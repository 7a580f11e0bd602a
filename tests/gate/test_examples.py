"""The examples of README and the documentation do what the page says.

A block tagged `console` holds commands, each behind `$ `, and below each one exactly what it prints; a line of three
dots stands for any number of lines. A block tagged `python` is a session with `>>>`, or a script; the blocks of one
page share their names. Everything runs from the top folder of the project.

A page that has the reader make files runs in an empty folder. A block with a `title` is a file of that name (a title
with a folder in it names a file of the project, and makes none). A block below a remark such as
`<!-- a.policy, below: setting limit is 3 -->` changes one; `below` may also be `in place of`, or `at the end`.
"""

import doctest
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from policydsl_cli.main import program

from tests.gate.tools import ROOT, Block, blocks, pages

MARK = "$ "
PLAIN = {"NO_COLOR": "1", "COLUMNS": "120"}


def commands(block: Block) -> Iterator[tuple[int, str, list[str]]]:
    """The line, the command and the expected lines of each command of a block."""
    line, command, expected = block.line, "", list[str]()
    for number, text in enumerate(block.text.splitlines(), start=block.line):
        if not text.startswith(MARK):
            expected.append(text)
            continue
        if command:
            yield line, command, expected
        line, command, expected = number, text.removeprefix(MARK), []
    yield line, command, expected


CHANGE = re.compile(r"<!-- (?P<name>[\w.-]+), (?P<how>in place of|below|at the end)(?:: (?P<line>.+))? -->")


def change_before(page: list[str], block: Block) -> re.Match[str] | None:
    """The remark above a block that says which file it changes, and where."""
    above = [line for line in page[: block.line - 2] if line.strip()]
    return CHANGE.fullmatch(above[-1].strip()) if above else None


def write(block: Block, change: re.Match[str] | None, folder: Path) -> Iterator[str]:
    """Make or change the file that a block is about."""
    if change is None:
        (folder / block.title).write_text(block.text, encoding="utf-8")
        return
    file = folder / change["name"]
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.is_file() else []
    found = [number for number, line in enumerate(lines) if line.strip() == (change["line"] or "").strip()]
    if change["how"] == "at the end" and lines:
        lines.append(block.text)
    elif change["how"] != "at the end" and len(found) == 1:
        first = found[0] + (change["how"] == "below")
        lines[first : found[0] + 1] = [block.text]
    else:
        yield f"line {block.line}: {change[0]}: there is not exactly one such place"
    file.write_text("".join(lines), encoding="utf-8")


def printed(command: str, folder: Path) -> list[str]:
    """What a command prints, on both its outputs."""
    match shlex.split(command):
        case ["policydsl", *arguments]:
            with chdir(folder):
                done = CliRunner(env=PLAIN).invoke(program, arguments, prog_name="policydsl")
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                raise done.exception
            return done.output.splitlines()
        case ["cat", name]:
            return (folder / name).read_text(encoding="utf-8").splitlines()
        case _:
            return [f"(an example calls policydsl or cat, not {command})"]


def agrees(expected: list[str], actual: list[str]) -> bool:
    """Whether the lines are the same, where `...` stands for any lines."""
    match expected:
        case []:
            return not actual
        case ["...", *rest]:
            return any(agrees(rest, actual[skipped:]) for skipped in range(len(actual) + 1))
        case [first, *rest]:
            return bool(actual) and actual[0].rstrip() == first.rstrip() and agrees(rest, actual[1:])
    return False


def without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def console_faults(block: Block, folder: Path) -> Iterator[str]:
    for line, command, expected in commands(block):
        actual = printed(command, folder)
        if not agrees(without_blank_end(expected), without_blank_end(actual)):
            shown = "\n".join(["the page says:", *expected, "", "the command prints:", *actual])
            yield f"line {line}: {command}\n{shown}"


def python_faults(block: Block, names: dict[str, Any], page: str) -> Iterator[str]:
    if ">>>" in block.text:
        session = doctest.DocTestParser().get_doctest(block.text, names, page, page, block.line - 1)
        said: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=said.append, clear_globs=False)
        names.update(session.globs)
        yield from said
        return
    try:
        exec(compile("\n" * (block.line - 1) + block.text, page, "exec"), names)
    except Exception as fault:
        yield f"line {block.line}: {type(fault).__name__}: {fault}"


def faults(text: str, page: str, folder: Path = ROOT) -> list[str]:
    """What the examples of a page say and is not so."""
    found: list[str] = []
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(text):
        change = change_before(text.splitlines(), block)
        if makes_file(block) or change:
            found += write(block, change, folder)
        elif block.tag == "console":
            found += console_faults(block, folder)
        elif block.tag == "python":
            found += python_faults(block, names, page)
    return found


def makes_file(block: Block) -> bool:
    return bool(block.title) and "/" not in block.title


@pytest.mark.long
@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_are_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    folder = tmp_path if any(map(makes_file, blocks(text))) else ROOT
    monkeypatch.chdir(folder)
    found = faults(text, page.name, folder)
    if found:
        pytest.fail("\n\n".join([str(page.relative_to(ROOT)), *found]), pytrace=False)


PAGE = """# A made-up page

```console
$ cat {file}
{output}
```

```python
days = 3
```

```python
>>> days + 1
{sum}
```

```text
$ nothing here is run
```
"""


@pytest.mark.parametrize(
    ("output", "total", "count"),
    [
        pytest.param("one\ntwo 2\nthree", "4", 0, id="true"),
        pytest.param("...\nthree", "4", 0, id="dots-first"),
        pytest.param("one\n...", "4", 0, id="dots-last"),
        pytest.param("one\ntwo 3\nthree", "4", 1, id="wrong-figure"),
        pytest.param("one\n...\nfour", "4", 1, id="wrong-after-dots"),
        pytest.param("one\ntwo 2", "4", 1, id="line-left-out"),
        pytest.param("one\ntwo 2\nthree\nfour", "4", 1, id="line-too-many"),
        pytest.param("one\ntwo 2\nthree", "5", 1, id="wrong-sum"),
    ],
)
def test_a_wrong_figure_is_found(tmp_path: Path, output: str, total: str, count: int) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("one\ntwo 2\nthree\n")
    assert len(faults(PAGE.format(file=file, output=output, sum=total), "page.md")) == count


def test_other_programs_are_not_called() -> None:
    assert len(faults("```console\n$ rm -r somewhere\n```\n", "page.md")) == 1


def test_a_script_that_fails_is_found() -> None:
    assert faults("```python\nimport no_such_module\n```\n", "page.md")


MAKING = """# Files

```text title="a.txt"
one
two
```

<!-- a.txt, {how} -->

```text
three
```

```console
$ cat a.txt
{expected}
```
"""


@pytest.mark.parametrize(
    ("how", "expected", "count"),
    [
        pytest.param("at the end", "one\ntwo\nthree", 0, id="end"),
        pytest.param("below: one", "one\nthree\ntwo", 0, id="below"),
        pytest.param("in place of: one", "three\ntwo", 0, id="in-place"),
        pytest.param("in place of: four", "one\ntwo", 1, id="no-such-line"),
        pytest.param("below: one", "one\ntwo", 1, id="wrong"),
    ],
)
def test_a_page_makes_and_changes_files(tmp_path: Path, how: str, expected: str, count: int) -> None:
    page = MAKING.format(how=how, expected=expected)
    assert len(faults(page, "page.md", tmp_path)) == count
