"""Start-up of the command line against bare Python, in processor time: `python benchmarks/startup.py`."""

from __future__ import annotations

import sys

from measuring import command, machine, milliseconds, processor_time_of_command

EXAMPLE = ("policies/luu_attendance.policy", "docs/examples/whole_ladder.yaml", "--on", "2027-03-25")


def main() -> None:
    """Print a table: what, how long, how many times bare Python."""
    print(machine())
    bare = processor_time_of_command([sys.executable, "-c", "pass"])
    rows = [
        ("bare Python", bare),
        ("policydsl --help", processor_time_of_command(command("--help"))),
        ("policydsl check POLICY", processor_time_of_command(command("check", EXAMPLE[0]))),
        ("policydsl evaluate POLICY HISTORY --on DATE", processor_time_of_command(command("evaluate", *EXAMPLE))),
    ]
    for name, seconds in rows:
        print(f"{name:<46} {milliseconds(seconds):>10}  {seconds / bare:5.1f} x bare Python")


if __name__ == "__main__":
    main()
