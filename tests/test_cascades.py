"""A slip in a heading is one error: what names its block is not reported as well."""

from __future__ import annotations

import pytest

from policydsl.check import check_text
from policydsl.diagnostics import Severity
from policydsl.source import Source
from tests.gate.tools import ROOT

SLIPS = [
    ("luu_attendance", "measure Bradford score over the last 52 weeks", "measure Bradford score last 52 weeks"),
    ("luu_attendance", "measure Bradford score over the last 52 weeks", "measure over the last 52 weeks"),
    ("luu_attendance", "category short-term absence is", "category short-term absence means"),
    ("luu_attendance", "branch Branch 1 ", "brnch Branch 1 "),
    ("luu_attendance", "setting Bradford threshold is 150", "setting Bradford threshold 150"),
    ("gallery/royal_mail", "  step attendance review 1", "  step"),
    ("gallery/royal_mail", "  period first six months", "  period"),
    ("gallery/royal_mail", "group established is employees recorded", "group is employees recorded"),
    ("gallery/united_airlines", "points attendance points", "points"),
    ("gallery/united_airlines", "event missed trip", "event"),
]


@pytest.mark.parametrize(("policy", "written", "slip"), SLIPS, ids=[f"{row[0]}: {row[2].strip()}" for row in SLIPS])
def test_a_slip_in_a_heading_is_one_error(policy: str, written: str, slip: str) -> None:
    text = (ROOT / f"policies/{policy}.policy").read_text(encoding="utf-8")
    assert written in text
    found = check_text(Source("draft.policy", text.replace(written, slip, 1))).diagnostics
    (error,) = (one for one in found if one.code.severity is Severity.ERROR)
    assert text.count("\n", 0, error.at.place.span.start) == text.count("\n", 0, text.index(written))


def test_a_name_of_another_kind_is_still_reported() -> None:
    text = (ROOT / "policies/gallery/royal_mail.policy").read_text(encoding="utf-8")
    text = text.replace("  period first six months", "  period", 1)
    text = text.replace("wait for attendance review 2", "wait for attendance review 9", 1)
    assert "unknown-name" in {one.code.name for one in check_text(Source("draft.policy", text)).diagnostics}
