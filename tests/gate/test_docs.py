"""The documentation site builds without a warning, and a reader's browser loads nothing from elsewhere for it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.gate.tools import must_pass, run

# What a browser fetches on its own account; an `a` is followed only when somebody clicks it.
LOADING = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.I)
STYLE_LOADS = re.compile(r"""(?:url\(|@import)\s*['"]?\s*((?:https?:)?//[^'")\s]+)""", re.I)


class Loads(HTMLParser):
    """What a page loads from elsewhere, in order of appearance."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        # The theme fetches a drawing program from elsewhere as soon as a page has a block of this class.
        if "mermaid" in given.get("class", "").split():
            self.found.append("mermaid")
        self.found += STYLE_LOADS.findall(given.get("style", ""))
        if tag == "link" and given.get("rel") == "canonical":
            return
        for name in LOADING.get(tag, ()):
            self.found += [part for part in given.get(name, "").split(",") if ELSEWHERE.match(part)]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.found += STYLE_LOADS.findall(data)


def loaded_from_elsewhere(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        match path.suffix:
            case ".html" | ".svg":
                found = Loads(path.read_text(encoding="utf-8")).found
            case ".css":
                found = STYLE_LOADS.findall(path.read_text(encoding="utf-8"))
            case _:
                continue
        yield from (f"{path.relative_to(site)}: {address}" for address in found)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation") / "site"
    must_pass(run("mkdocs", "build", "--strict", "--quiet", "--site-dir", folder, env={"NO_MKDOCS_2_WARNING": "1"}))
    return folder


def test_the_site_builds(site: Path) -> None:
    assert (site / "index.html").is_file()


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    assert list(loaded_from_elsewhere(site)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<script async src="https://cdn.example/a.js"></script>'),
        ("page.html", '<link rel="stylesheet" href="//fonts.example/css?family=A">'),
        ("page.html", '<p><img alt="" srcset="small.png 1x, https://cdn.example/big.png 2x"></p>'),
        ("page.html", "<style>@import 'https://fonts.example/a.css';</style>"),
        ("page.html", '<div class="mermaid">graph</div>'),
        ("style.css", "@font-face { src: url(https://fonts.example/a.woff2) }"),
    ],
)
def test_a_planted_address_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert len(list(loaded_from_elsewhere(tmp_path))) == 1


def test_a_link_to_follow_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<a href="https://example.org/">a</a><script src="a.js"></script>')
    assert list(loaded_from_elsewhere(tmp_path)) == []
