"""The words of the language: which one a misspelt word may be, and how each kind of line begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from policydsl.diagnostics import one_slip
from policydsl.frozen import frozen

SHORT = 3


@frozen
class Start:
    """How a line begins: the kind of line, its rule, and the keywords that come first."""

    kind: str
    rule: str
    words: tuple[str, ...]


def slips(word: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keywords that a word may be a misspelling of; `known` is what `by_parts` gives."""
    close = {keyword for part in (word, *_one_less(word)) for keyword in known.get(part, ())}
    return tuple(sorted(keyword for keyword in close if one_slip(word, keyword) or _letter_left_out(word, keyword)))


def by_parts(keywords: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Keywords by themselves and by what is left without any one letter: what two words one slip apart share."""
    found: dict[str, tuple[str, ...]] = {}
    for keyword in keywords:
        for part in (keyword, *_one_less(keyword)):
            found[part] = (*found.get(part, ()), keyword)
    return found


def _letter_left_out(word: str, keyword: str) -> bool:
    """`wit` for `with`: a word so short is a slip only when nothing but one letter is missing, and no plural."""
    return len(word) == SHORT and word in _one_less(keyword) and keyword != f"{word}s"


def _one_less(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def starts(rules: Mapping[str, Sequence[tuple[str, ...]]], words: Mapping[str, str]) -> Iterator[Start]:
    """The beginnings of all lines, from what each rule is made of and the words of the keywords."""
    for (kind,) in rules["_line"]:
        for line in _lines(kind, rules):
            for each in rules[line]:
                yield from (Start(kind, line, start) for start in dict.fromkeys(_first(each, rules, words)) if start)


def _lines(kind: str, rules: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[str]:
    """The rules of the lines of a kind; some stand together under a name of their own."""
    for line, *_ in rules[kind]:
        if line.startswith("_"):
            yield from _lines(line, rules)
        else:
            yield line


def _first(
    symbols: tuple[str, ...], rules: Mapping[str, Sequence[tuple[str, ...]]], words: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """The keywords that come first; a choice of keywords at the very beginning is each of them."""

    def leading(part: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words[symbol] for symbol in takewhile(words.__contains__, part))

    choices = rules.get(symbols[0], ()) if symbols else ()
    if not choices or not all(leading(choice) for choice in choices):
        yield leading(symbols)
        return
    for choice in choices:
        start = leading(choice)
        yield (*start, *leading(symbols[1:])) if len(start) == len(choice) else start
