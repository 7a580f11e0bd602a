"""The folders that make up the four packages; everything else about the build stands in pyproject.toml.

They are found here rather than listed there, because three of the packages bear another name than their folder
(a wheel must not put a package called `cli` on everyone's path), and setuptools finds such packages in no other way.
"""

from pathlib import Path

FOLDERS = {
    "policydsl": "policydsl",
    "policydsl_cli": "cli",
    "policydsl_policies": "policies",
    "policydsl_problems": "docs/problems",
}


def packages(root: Path) -> list[str]:
    """Every folder below the four with an `__init__.py`, by the name it is imported by."""
    return sorted(
        ".".join((package, *found.parent.relative_to(root / folder).parts))
        for package, folder in FOLDERS.items()
        for found in (root / folder).rglob("__init__.py")
    )


if __name__ == "__main__":
    from setuptools import setup

    setup(packages=packages(Path(__file__).parent), package_dir=FOLDERS)
