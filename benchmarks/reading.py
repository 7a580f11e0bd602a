"""Parse and check of the LUU policy, warm, in all and per line: `python benchmarks/reading.py`."""

from __future__ import annotations

from measuring import ROOT, machine, median_of, milliseconds

from policydsl.check import check_text
from policydsl.source import Source
from policydsl.syntax import parse


def main() -> None:
    """Print a table: what, how long, per line of the file."""
    print(machine())
    path = ROOT / "policies" / "luu_attendance.policy"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    lines = len(source.text.splitlines())
    for name, seconds in (
        ("parse", median_of(lambda: parse(source))),
        ("parse and check", median_of(lambda: check_text(source), 10)),
        ("the same without readings and examples", median_of(lambda: check_text(source, thorough=False), 10)),
    ):
        print(f"{name:<40} {milliseconds(seconds):>10}  {seconds / lines * 1e6:6.0f} us a line ({lines} lines)")


if __name__ == "__main__":
    main()
