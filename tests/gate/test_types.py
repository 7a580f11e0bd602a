"""The library and the command line are typed, strictly."""

import pytest

from tests.gate.tools import must_pass, run


@pytest.mark.long
def test_mypy_finds_nothing() -> None:
    # By their folders, not by package names: `cli` is called policydsl_cli only once it is installed.
    must_pass(run("mypy", "--strict", "--no-error-summary", "policydsl", "cli"))
