"""What is installed: four packages with their data, and nothing called `cli` on everyone's path."""

import runpy
import shutil
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from tests.gate.tools import ROOT, must_pass, run

SETUP = runpy.run_path(str(ROOT / "setup.py"), run_name="setup_as_a_module")
FOLDERS: dict[str, str] = SETUP["FOLDERS"]
DATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["*"]


def test_every_folder_with_code_is_a_package() -> None:
    found = {
        ".".join((package, *path.parent.relative_to(ROOT / folder).parts))
        for package, folder in FOLDERS.items()
        for path in (ROOT / folder).rglob("*.py")
    }
    assert set(SETUP["packages"](ROOT)) == found


def test_the_core_needs_four_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == ["lark>=1.3,<2", "click", "pyyaml", "jsonschema"]


def setuptools_release() -> int:
    try:
        return int(version("setuptools").partition(".")[0])
    except PackageNotFoundError:
        return 0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel, built in a copy so that nothing is left behind in the checkout."""
    if setuptools_release() < 77:
        pytest.fail("setuptools 77 or later is not installed here: run pip install -e '.[test]'", pytrace=False)
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    for name in FOLDERS.values():
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    options = ("--no-deps", "--no-build-isolation", "--check-build-dependencies", "--quiet")
    must_pass(run("pip", "wheel", ".", *options, "--wheel-dir", folder / "built", cwd=folder))
    (built,) = (folder / "built").glob("policydsl-*.whl")
    return set(zipfile.ZipFile(built).namelist())


def test_the_wheel_holds_the_four_packages_and_no_other(wheel: set[str]) -> None:
    tops = {Path(name).parts[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(FOLDERS)


def test_the_wheel_holds_every_file_of_data(wheel: set[str]) -> None:
    there = {
        str(Path(package) / path.relative_to(ROOT / folder))
        for package, folder in FOLDERS.items()
        for kind in DATA
        for path in (ROOT / folder).rglob(kind)
    }
    assert sorted(there - wheel) == []
    assert "policydsl/py.typed" in wheel
