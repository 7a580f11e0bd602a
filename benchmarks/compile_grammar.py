"""Writes the table of the grammar beside it, after a change of policy.lark: `python benchmarks/compile_grammar.py`."""

from pathlib import Path

from policydsl.syntax import parser

TABLE = Path(parser.__file__).with_name(parser.TABLE)

if __name__ == "__main__":
    with TABLE.open("wb") as file:
        parser.store(parser.grammar(), file)
    print(f"{TABLE.name}: {TABLE.stat().st_size:,} bytes")
