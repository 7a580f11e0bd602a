"""No file of the project names a place that a user does not have."""

import re

import pytest

from tests.gate.tools import ROOT, text_files

# In parts, so that this file is not one of those it finds.
FOLDERS = ("work", "opt", "root", "farm")
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "deb.deb" + "ian.org")

ELSEWHERE = re.compile(
    "|".join(
        [
            rf"(?<![\w./)-])/(?:{'|'.join(FOLDERS)})/",
            r"(?<![\w.)-])/tmp/[a-z]",
            re.escape("../" + "shared"),
            *map(re.escape, HOSTS),
        ]
    )
)


def test_no_file_names_a_place_elsewhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if ELSEWHERE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "cd /" + "work/main",
        "see (/" + "opt/brief)",
        "open('/" + "tmp/bash_jobs')",
        "../" + "shared/design",
        "https://" + HOSTS[0] + "/project",
    ],
)
def test_a_planted_place_is_found(line: str) -> None:
    assert ELSEWHERE.search(line)


@pytest.mark.parametrize("line", ["home/" + "work/balance", "docs/" + "opt/x", "and/or /a/" + "work/"])
def test_an_ordinary_path_is_none_of_them(line: str) -> None:
    assert not ELSEWHERE.search(line)
