"""The whole project is linted and formatted."""

from tests.gate.tools import must_pass, run


def test_ruff_finds_nothing() -> None:
    must_pass(run("ruff", "check", "--quiet", "."))


def test_everything_is_formatted() -> None:
    must_pass(run("ruff", "format", "--check", "--quiet", "--diff", "."))
