"""What share of small faults planted in `domain/`, `history/` and `interpret/` the tests notice.

The engine is mutmut: it plants each fault in a copy under `mutants/`. This says which faults to try, has mypy look
first, then the tests that run the line which a fault changes, and holds the rest against `mutation_survivors/`.

    python benchmarks/mutation.py --module domain --module interpret/window     every fault of these
    python benchmarks/mutation.py --sample 600 --seed 1                          some of every module, with an interval
    python benchmarks/mutation.py                                                every fault there is: some hours
    python benchmarks/mutation.py --survivors                                    those neither noticed nor explained
    python benchmarks/mutation.py --survivors --seed 2                           the same, by other tests
    python benchmarks/mutation.py --survivors --tests join                       the same, by one file of tests alone
    python benchmarks/mutation.py --look                                         which tests run which line, noted anew
    python benchmarks/mutation.py --report                                       what is known so far
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from measuring import machine
from mutation_explained import explanations
from mutation_lines import SECONDS, Lines, note_lines

ROOT = Path(__file__).parent.parent
TYPES = 37
"""What mutmut records of a mutant that does not pass mypy."""
TYPE_CHECK = ["python", "-m", "mypy", "--strict", "--output=json", "--config-file=", "--no-warn-unused-ignores"]
TYPE_CHECK += ["policydsl"]
PYTEST = ["-o", "addopts=--import-mode=importlib", "-n0", "-p", "no:cacheprovider", "-p", "no:terminal", "-s"]
PYTEST += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-profile=mutation"]
PYTEST += ["--assert=plain"]  # nobody reads why a fault was noticed, and to say it takes longest
NOTICED = ("caught by type check", "killed", "timeout", "segfault")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted fault: its name for mutmut, the file it is in, and the exit code of the tests, if they ran."""

    name: str
    path: Path
    exit_code: int | None

    @property
    def module(self) -> str:
        """The module, as `interpret/window`."""
        return str(self.path.relative_to("policydsl").with_suffix(""))

    @property
    def status(self) -> str:
        from mutmut.stats import status_by_exit_code

        return status_by_exit_code[self.exit_code]


def main() -> None:
    """Plant, check types, hunt, report."""
    options = read_options()
    os.chdir(ROOT)
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    if not options.report:
        plant()
        check_types()
        if options.look or not (SECONDS.exists() or options.tests):
            note_lines(options.at_once)
    wanted = within(mutants(), options.module)
    if options.sample is not None:
        wanted = sample([one for one in wanted if one.exit_code != TYPES], options.sample, options.seed)
    if not options.report:
        again = bool(options.survivors or options.tests)
        trying = [one for one in wanted if must_run(one, again)]
        looking = looking_at(trying, options.tests, options.seconds, options.seed)
        if looking:
            run(looking, options.at_once, options.seconds)
    chosen = {one.name for one in wanted}
    report([one for one in mutants() if one.name in chosen], sampled=options.sample is not None)


def read_options() -> argparse.Namespace:
    """What to try."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", default=[], help="a folder or a module, such as interpret/window")
    parser.add_argument("--sample", type=int, help="try so many, from each module its share")
    parser.add_argument("--seed", type=int, default=1, help="which sample, and which tests where there are many")
    parser.add_argument("--survivors", action="store_true", help="try again what is neither noticed nor explained")
    parser.add_argument(
        "--tests", action="append", default=[], help="only this file of tests looks at those, such as join"
    )
    parser.add_argument("--at-once", type=int, default=1, help="so many faults at the same time, one a core at most")
    parser.add_argument("--seconds", type=float, default=5, help="of tests for one fault; what they miss is left")
    parser.add_argument("--look", action="store_true", help="note anew which tests run which line")
    parser.add_argument("--report", action="store_true", help="try nothing, say what is known")
    return parser.parse_args()


# ------------------------------------------------------------------ which faults


def mutants() -> list[Mutant]:
    """Every fault that is planted, in the order of the files."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.utils.file_utils import walk_mutatable_files

    found = []
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        found.extend(Mutant(name, path, code) for name, code in data.exit_code_by_key.items())
    return found


def within(known: Iterable[Mutant], modules: Sequence[str]) -> list[Mutant]:
    """Those of these modules and folders; of all where none is named."""
    return [one for one in known if not modules or any(f"{one.module}/".startswith(f"{name}/") for name in modules)]


def sample(known: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """From each module its share, at random but the same for the same seed."""
    chance = random.Random(seed)
    by_module: dict[str, list[Mutant]] = {}
    for one in known:
        by_module.setdefault(one.module, []).append(one)
    found: list[Mutant] = []
    for ones in by_module.values():
        found.extend(chance.sample(ones, min(len(ones), max(1, round(size * len(ones) / len(known))))))
    return found


def must_run(one: Mutant, again: bool) -> bool:
    """Has it never run, or is it to run again? That is of no use where it is known why nothing can notice it."""
    return one.exit_code is None or (again and one.status not in NOTICED and not is_explained(one))


# ------------------------------------------------------------------ the engine


def plant() -> None:
    """Write the copy with every fault in it; files that have not changed stay as they are."""
    from mutmut.__main__ import create_mutants
    from mutmut.mutation.trampoline import set_mutant_under_test
    from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    copy_src_dir()
    for path in Path("policydsl").rglob("*"):
        copied = Path("mutants") / path
        if path.is_file() and path.suffix not in (".py", ".pyc") and path.read_bytes() != copied.read_bytes():
            shutil.copy2(path, copied)  # mutmut leaves it as it was, such as the tables of the grammar
    copy_also_copy_files()
    create_mutants(1)


def check_types() -> None:
    """One run of mypy over all faults at once: a fault that does not pass it never reaches a test.

    Without the project's `warn_unreachable`: that a branch is never taken is for the tests to notice.
    """
    from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
    from mutmut.type_checking import run_type_checker
    from mutmut.utils.file_utils import change_cwd, walk_mutatable_files
    from mutmut.utils.format_utils import get_mutant_name

    done = Path("mutants/types-checked")
    if done.exists() and all(
        (Path("mutants") / path).stat().st_mtime < done.stat().st_mtime for path in walk_mutatable_files()
    ):
        return
    with change_cwd("mutants"):
        wrong: dict[str, list[int]] = {}
        for error in run_type_checker(TYPE_CHECK):
            wrong.setdefault(str(error.file_path.relative_to(Path.cwd())), []).append(error.line_number)
    for path in walk_mutatable_files():
        spans = MutantLineSpans.load(path)
        data = SourceFileMutationData(path=path)
        data.load()
        lines = sorted(wrong.get(str(path), ()))
        caught = {
            get_mutant_name(path, name)
            for name, span in (spans.span_by_function_name if spans else {}).items()
            if bisect_left(lines, span.start) < bisect_right(lines, span.end)
        }
        for name, code in data.exit_code_by_key.items():
            if name in caught:
                data.exit_code_by_key[name] = TYPES
            elif code == TYPES:
                data.exit_code_by_key[name] = None
        data.save()
    done.touch()


def run(looking: Mapping[str, frozenset[str]], at_once: int, seconds: float) -> None:
    """Hunt these in one session of pytest inside the copy; what becomes of each is kept as mutmut keeps it."""
    import mutmut.mutation.trampoline
    import pytest
    from mutation_switch import switched
    from mutation_tests import Hunt
    from mutmut.utils.file_utils import change_cwd, setup_source_paths

    paths = {one.name: one.path for one in mutants() if one.name in looking}
    tests = sorted({test.partition("::")[0] for tests in looking.values() for test in tests})
    setup_source_paths()
    mutmut.mutation.trampoline.wrap_in_trampoline = switched
    with change_cwd("mutants"):
        hunt = Hunt(looking, lambda name, code: keep(paths[name], name, code), at_once, seconds)
        code = pytest.main([*PYTEST, *tests], plugins=[hunt])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"pytest could not run the tests: {code}")


def looking_at(wanted: Sequence[Mutant], files: Sequence[str], seconds: float, seed: int) -> dict[str, frozenset[str]]:
    """For each fault the tests that look at it: these files of tests, or some that run the line which it changes."""
    if files:
        return dict.fromkeys((one.name for one in wanted), frozenset(f"tests/test_{name}.py" for name in files))
    lines = Lines()

    @cache
    def some(tests: frozenset[str], module: str) -> frozenset[str]:
        return some_of(tests, f"{module} {seed}", lines.seconds, seconds)

    return {one.name: some(lines.tests(one.path, one.name), one.module) for one in wanted}


def some_of(tests: Iterable[str], whose: str, taken: Mapping[str, float], seconds: float) -> frozenset[str]:
    """As many as run in twice the time; by the name others where there are many.

    Rather the short ones, and rather those of files most of whose tests run the line: these were written for it.
    """
    of_file, all_of_file = Counter(map(file_of, tests)), Counter(map(file_of, taken))
    chance = {test: random.Random(f"{test} {whose}").expovariate(1) for test in tests if taken[test] <= seconds}
    rare = {file: all_of_file[file] / number for file, number in of_file.items()}
    weight = {test: taken[test] * one * rare[file_of(test)] for test, one in chance.items()}
    found: list[str] = []
    spent = 0.0
    for test in sorted(weight, key=lambda each: (weight[each], each)):
        if spent > 2 * seconds:
            break
        found.append(test)
        spent += taken[test]
    return frozenset(found)


def file_of(test: str) -> str:
    """The file of a test."""
    return test.partition("::")[0]


def keep(path: Path, name: str, code: int) -> None:
    """In mutmut's own file, so that its commands show it too."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.utils.file_utils import change_cwd

    with change_cwd(ROOT):
        data = SourceFileMutationData(path=path)
        data.load()
        data.exit_code_by_key[name] = code
        data.save()


# ------------------------------------------------------------------ what came out


def report(tried: Sequence[Mutant], sampled: bool) -> None:
    """A line for each module, the share of a sample, and what is left."""
    print(f"\n{machine()}\n")
    print(f"{'module':24}{'mutants':>9}{'types':>9}{'tests':>9}{'left':>9}{'not run':>9}")
    modules = list(dict.fromkeys(one.module for one in tried))
    for module in modules:
        line(module, [one for one in tried if one.module == module])
    line("all", tried)
    ran = [one for one in tried if one.status not in ("not checked", "caught by type check")]
    noticed = sum(one.status in NOTICED for one in ran)
    if sampled and ran:
        low, high = interval(noticed, len(ran))
        print(f"\nof {len(ran)} that pass mypy the tests notice {noticed / len(ran):.1%} ({low:.1%} to {high:.1%})")
    survivors([one for one in ran if one.status not in NOTICED])


def line(name: str, tried: Sequence[Mutant]) -> None:
    """How many of them mypy caught, how many the tests, and how many nobody."""
    count = Counter(one.status for one in tried)
    types, not_run = count["caught by type check"], count["not checked"]
    tests = sum(count[status] for status in NOTICED) - types
    print(f"{name:24}{len(tried):9}{types:9}{tests:9}{len(tried) - types - tests - not_run:9}{not_run:9}")


def interval(noticed: int, tried: int, z: float = 1.96) -> tuple[float, float]:
    """Between which shares the true one lies, in 19 of 20 samples (Wilson's interval)."""
    share = noticed / tried
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    aside = z / (1 + z * z / tried) * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return max(0.0, middle - aside), min(1.0, middle + aside)


def survivors(left: Sequence[Mutant]) -> None:
    """Each fault that nothing noticed: why nothing can, or that this is not explained."""
    unexplained = [one for one in left if not is_explained(one)]
    for one in unexplained:
        out, in_ = changed(one)
        print(f"\n{one.name} ({one.status})")
        print("\n".join(f"  - {each}" for each in out.splitlines()))
        print("\n".join(f"  + {each}" for each in in_.splitlines()))
    for each in explanations():
        if not each.is_there():
            print(f"\nexplained, but {each.module} does not have it any more:\n  {each.was}")
    print(f"\nleft: {len(left)}, of which explained: {len(left) - len(unexplained)}")
    print(f"unexplained survivors: {len(unexplained)}")


def is_explained(one: Mutant) -> bool:
    """Does `mutation_survivors/` say why nothing can notice it?"""
    return any(each.covers(one.module, *changed(one)) for each in explanations())


@cache
def changed(one: Mutant) -> tuple[str, str]:
    """The lines that a fault takes out and puts in, without their indentation."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    lines = get_diff_for_mutant(one.name, path=one.path).splitlines()
    out = [each[1:].strip() for each in lines if each.startswith("-") and not each.startswith("---")]
    in_ = [each[1:].strip() for each in lines if each.startswith("+") and not each.startswith("+++")]
    return "\n".join(out), "\n".join(in_)


if __name__ == "__main__":
    main()
