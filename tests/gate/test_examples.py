"""The examples of README and the documentation do what the page says.

A block tagged `console` holds commands, each behind `$ `, and below each one exactly what it prints; a line of three
dots stands for any number of lines. A block tagged `python` is a session with `>>>`, or a script; the blocks of one
page share their names. Everything runs from the top folder of the project.
"""

import doctest
import importlib.util
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gate.tools import ROOT, Block, blocks, pages, python

MARK = "$ "
CALL = "import sys; from policydsl_cli.main import main; sys.argv[0] = 'policydsl'; sys.exit(main())"


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


def printed(command: str) -> list[str]:
    """What a command prints, on both its outputs."""
    match shlex.split(command):
        case ["policydsl", *arguments]:
            if importlib.util.find_spec("policydsl_cli") is None:
                pytest.fail("the command line is not installed here: run pip install -e '.[test]'", pytrace=False)
            return python("-c", CALL, *arguments, cwd=ROOT).stdout.splitlines()
        case ["cat", name]:
            return (ROOT / name).read_text(encoding="utf-8").splitlines()
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


def console_faults(block: Block) -> Iterator[str]:
    for line, command, expected in commands(block):
        actual = printed(command)
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


def faults(text: str, page: str) -> list[str]:
    """What the examples of a page say and is not so."""
    found: list[str] = []
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(text, "console", "python"):
        found += console_faults(block) if block.tag == "console" else python_faults(block, names, page)
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_examples_of_a_page_are_true(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = faults(page.read_text(encoding="utf-8"), page.name)
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
