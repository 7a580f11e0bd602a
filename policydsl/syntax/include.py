"""Which files a policy includes, and the one text that they make; the files themselves are handed in by the caller."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from policydsl.diagnostics import nearest
from policydsl.gathered import Gathered, Piece, Unfound
from policydsl.source import Place, Source, Span
from policydsl.syntax import names, text
from policydsl.syntax.capitals import as_meant

Resolver = Callable[[str, str], Source | Unfound]
"""Gives, for the name of a file and the words in quotes of an `include` line in it, the file that is meant."""

INCLUDE = re.compile(r'include\s+"([^"\n]*)"')
APART = "\n\n"
"""Between two files, so that no line of one runs on into the other."""
MOST = 300
"""So many files a policy may be made of: one that names ever new files comes to an end."""
LINE_END = re.compile(r"[\r\n]")


def gather(source: Source, resolve: Resolver | Mapping[str, str]) -> Source:
    """The text with the files that it includes, each once; the text alone, when it includes none.

    A mapping holds texts by their names; the words in quotes are a name as seen from the including file, so that
    `include "words.policy"` in `north/luu.policy` is `north/words.policy`. What is not there is told by the check.
    """
    asked = _among(resolve) if isinstance(resolve, Mapping) else resolve
    return composed(source, asked)


def included(source: Source) -> tuple[tuple[Span, str], ...]:
    """The `include` lines of one file: where each stands, and the words in its quotes."""
    if "nclude" not in source.text:
        return ()
    plain = as_meant(text.plain(source.text))
    found = ((span, INCLUDE.match(plain, span.start, span.end)) for span in text.clauses(plain))
    return tuple((span, source.text[match.start(1) : match.end(1)].strip()) for span, match in found if match)


def changed(source: Source, span: Span, words: str) -> Source:
    """The same text with other words in the place of a span."""
    if not isinstance(source, Gathered):
        return Source(source.name, source.text[: span.start] + words + source.text[span.end :])
    old, at = source.file_at(span.start), source.in_file(span)
    new = Source(old.name, old.text[: at.start] + words + old.text[at.end :])
    found = source.found

    def resolve(name: str, written: str) -> Source | Unfound:
        one = found.get((name, written)) or _nobody(name, written)
        return new if isinstance(one, Source) and one.name == new.name else one

    return composed(new if source.root.name == new.name else source.root, resolve)


def composed(root: Source, resolve: Resolver) -> Source:
    """The text with the files that a resolver gives."""
    making = _Making(resolve)
    making.add(root, ())
    if not making.found:
        return root
    return Gathered(
        name=f"{root.name} with what it includes",
        text="".join(making.texts),
        pieces=tuple(making.pieces),
        unfound=making.unfound,
        found=making.found,
    )


@dataclass(slots=True)
class _Making:
    """A text while its files are put together."""

    resolve: Resolver
    texts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    unfound: dict[int, Unfound] = field(default_factory=dict)
    found: dict[tuple[str, str], Source | Unfound] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def add(self, file: Source, above: tuple[tuple[str, Place], ...]) -> None:
        """Put a file behind what is there, and what it includes between its lines.

        `above`: the files that led here, each with the line that includes the next of them.
        """
        self.known.add(file.name)
        done = 0
        for span, written in included(file):
            end = LINE_END.search(file.text, span.end)
            cut = end.start() if end else len(file.text)
            here = self.length + span.start - done
            self._put(file, done, max(done, cut))
            done = max(done, cut)
            one = self._asked(file, written)
            path = (*above, (file.name, Place(file.name, span)))
            if isinstance(one, Unfound):
                self.unfound[here] = one
            elif any(name == one.name for name, _ in path):
                self.unfound[here] = _circle(one.name, path)
            elif one.name not in self.known:
                self._apart()
                self.add(one, path)
                self._apart()
        self._put(file, done, len(file.text))

    def _asked(self, file: Source, written: str) -> Source | Unfound:
        key = file.name, written
        if key not in self.found:
            full = len(self.known) >= MOST
            self.found[key] = Unfound("too many files are included", "include fewer") if full else self.resolve(*key)
        return self.found[key]

    def _put(self, file: Source, start: int, end: int) -> None:
        self.pieces.append(Piece(self.length, file, start))
        self._say(file.text[start:end])

    def _apart(self) -> None:
        self._say(APART)

    def _say(self, words: str) -> None:
        self.texts.append(words)
        self.length += len(words)


def _circle(name: str, path: tuple[tuple[str, Place], ...]) -> Unfound:
    """What is wrong with a line that includes a file which led to it."""
    first = next(number for number, (one, _) in enumerate(path) if one == name)
    circle = tuple(place for _, place in path[first:])
    others = "take this line out" if len(circle) == 1 else "take one of these lines out"
    return Unfound("this file includes itself", others, circle)


def _among(texts: Mapping[str, str]) -> Resolver:
    """The files of a mapping, by their names."""

    def resolve(name: str, written: str) -> Source | Unfound:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), written))
        known = {posixpath.normpath(one): one for one in texts}
        if wanted in known:
            return Source(known[wanted], texts[known[wanted]])
        near = nearest(wanted, known)
        help = f"did you mean `{near}`?" if near else "hand its text in by this name, with the policy"
        return Unfound(f"there is no file {wanted}", help)

    return resolve


def _nobody(_: str, written: str) -> Unfound:
    """What is wrong where nobody has handed in any file."""
    return Unfound(f"the file {written} is not handed in", "hand it in together with the policy that includes it")


def fault_of(source: Source, start: int, written: str) -> Unfound | None:
    """What is wrong with what the line that begins here includes."""
    if isinstance(source, Gathered):
        return source.unfound.get(start)
    return _nobody(source.name, written)


def names_beside(file: Source, whole: Source) -> tuple[str, ...]:
    """The names that the other files of a whole declare: a file that is read by itself is read with them."""
    plains = (text.plain(one.text) for one in whole.files if one.name != file.name)
    declared = (names.declares(plain[span.start : span.end]) for plain in plains for span in text.clauses(plain))
    return tuple(dict.fromkeys(name for name in declared if name))
