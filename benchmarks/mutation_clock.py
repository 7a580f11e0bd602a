"""Notes how long each test takes and whether it passes, into the file that `TEST_CLOCK` names. A pytest plugin."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

seconds: dict[str, float] = defaultdict(float)
failed: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Once for the setup, the test and the teardown of each."""
    seconds[report.nodeid] += report.duration
    if report.failed:
        failed.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The one that starts the others has the reports of all."""
    if not hasattr(session.config, "workerinput"):
        passed = {test: round(spent, 4) for test, spent in seconds.items() if test not in failed}
        Path(os.environ["TEST_CLOCK"]).write_text(json.dumps(passed), encoding="utf-8")
