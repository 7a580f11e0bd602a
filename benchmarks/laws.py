"""The laws against many drawn policies and histories: `python benchmarks/laws.py 5000`, or from a seed on: `… 5000 7`.

Run from the project folder. Prints how often each law does not hold, and for the first of each a policy made as small
as the law allows: lines are taken out as long as it still passes the check and still breaks the law.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from policydsl.check import check_text
from policydsl.diagnostics import has_errors
from policydsl.source import Source
from tests.drawn.every_law import LAWS
from tests.drawn.laws import Law, Told, told
from tests.drawn.pieces import parts


def broken(seed: int) -> tuple[int, list[str]]:
    """The laws that do not hold of what a seed gives."""
    one = told(seed)
    return seed, [law.__name__ for law in LAWS if fault(law, one)]


def fault(law: Law, one: Told) -> str:
    """What is wrong, if the law does not hold."""
    try:
        law(one)
    except Exception as found:
        return f"{type(found).__name__}: {found}"
    return ""


def smaller(law: Law, one: Told) -> Told:
    """The same with as few lines, events and records as still break the law in the same way."""
    kind = fault(law, one).partition(":")[0]

    def breaks(other: Told) -> bool:
        checked = check_text(Source("drawn.policy", other.drawn.text))
        return not has_errors(checked.diagnostics) and fault(law, other).partition(":")[0] == kind

    for indent in (0, 2, 4):
        at = 0
        while at < len(pieces := cut(one.drawn.text, indent)):
            text = "".join(pieces[:at] + pieces[at + 1 :])
            other = replace(one, drawn=replace(one.drawn, text=text))
            one, at = (other, at) if pieces[at].strip() and breaks(other) else (one, at + 1)
    for name in ("events", "facts", "standing", "adjustments", "records"):
        for entry in getattr(one.history, name):
            left = tuple(each for each in getattr(one.history, name) if each is not entry)
            other = replace(one, history=replace(one.history, **{name: left}))
            one = other if breaks(other) else one
    return one


def cut(text: str, indent: int) -> list[str]:
    """The text in pieces of which those that begin at an indent may be taken out."""
    found: list[str] = []
    for outer in parts(text.splitlines(), 0):
        inner = [outer] if indent == 0 else [[line] for line in outer]
        if indent == 2 and len(outer) > 1:
            inner = [outer[:1], *parts(outer[1:], 2)]
        found += ["\n".join(lines) + "\n" for lines in inner]
    return found


def main() -> None:
    """Hold the laws against as many seeds as asked for, on all cores."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    times: Counter[str] = Counter()
    with Pool() as pool:
        for seed, names in pool.imap_unordered(broken, range(first, first + count), chunksize=4):
            for name in names:
                times[name] += 1
                if times[name] == 1:
                    law = next(law for law in LAWS if law.__name__ == name)
                    one = smaller(law, told(seed))
                    print(
                        f"{name}, seed {seed}: {fault(law, one)[:2000]}\n{one.drawn.text}\non {one.on}: {one.history}\n"
                    )
                else:
                    print(f"{name}, seed {seed}")
    print(f"{count} policies and histories, {len(LAWS)} laws, {sum(times.values())} broken")
    sys.exit(1 if times else 0)


if __name__ == "__main__":
    main()
