"""What is said of the day on which something changes by itself."""

from __future__ import annotations

from policydsl.explain.text import as_text
from tests.small import told

CALLS = """
during every absence
  step first call
    falls due 2 calendar days after the absence began
    then close
  step second call
    falls due 3 calendar days after the absence began
    then close
"""


def test_what_closes_with_an_absence_is_said_once_however_many_steps_it_has() -> None:
    said = " ".join(as_text(told(CALLS, "2026-01-05", "2026-01-05 2026-01-05")).split())
    assert said.count("of 5 Jan 2026 closes") == 1
