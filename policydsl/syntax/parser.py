"""One clause of plain text to a tree or to its first fault; the only module that knows Lark."""

from __future__ import annotations

import gzip
import pickle
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import IO, Any

import lark
from lark import Lark, Token, Tree, UnexpectedToken
from lark.common import LexerConf
from lark.grammar import Rule
from lark.lexer import Lexer, LexerState, PatternStr, TerminalDef
from lark.parsers.lalr_analysis import Action, IntParseTable
from lark.parsers.lalr_parser_state import ParserState
from lark.utils import SerializeMemoizer, TextSlice

from policydsl.frozen import frozen
from policydsl.source import Span
from policydsl.syntax import keywords
from policydsl.syntax.names import WORD_END

GRAMMAR = "policy.lark"
TABLE = "policy.tables.bin"
LINE_END = "_NL"
BLANK = re.compile(r"\s*(?:(?:the|an|a)\s+)*")
CAPTION = re.compile(r"\s*(?!\[[^\]\n]*\]\s*$)(\S(?:.*?\S)?)(?=\s*(?:\[[^\]\n]*\])?\s*$)", re.DOTALL)
"""The title of an example, without the clauses in brackets at its end."""
WHOLLY_QUOTED = re.compile(r'"[^"\n]*"')
MODAL = re.compile(rf"\s+(?:must|should|may){WORD_END}")


@dataclass(frozen=True)
class Slice(TextSlice[str]):
    """A stretch of a plain text to be read, and what finds the names declared in it."""

    names: re.Pattern[str] | None = None


class WholeWords(Lexer):
    """Cuts a text into words, numbers, dates and signs, the same everywhere.

    A word is a keyword only where the grammar could go on with it. Where a name may stand and a declared one stands
    there, that name wins over every keyword but itself; at the start of a clause over that, too, and only when a duty
    follows, for nothing else there begins with a name.
    """

    def __init__(self, conf: LexerConf, states: object = None, always_accept: object = ()) -> None:
        words = {
            known.name: str(known.pattern.value)
            for known in conf.terminals
            if isinstance(known.pattern, PatternStr) and known.pattern.value[0].isalpha()
        }
        self.keywords = {word: kind for kind, word in words.items()}
        self.ignored = frozenset(conf.ignore)
        signs = sorted(
            (known for known in conf.terminals if known.name not in words),
            key=lambda known: (-known.priority, -known.pattern.max_width, -len(known.pattern.value), known.name),
        )
        self.sign = re.compile("|".join(f"(?P<{known.name}>{known.pattern.to_regexp()})" for known in signs))
        self.word = re.compile(conf.terminals_by_name["WORD"].pattern.to_regexp())

    def lex(self, lexer_state: LexerState, parser_state: ParserState[int]) -> Iterator[Token]:
        part = lexer_state.text
        text, at, end = part.text, part.start, part.end
        names = part.names if isinstance(part, Slice) else None
        states = parser_state.parse_conf.parse_table.states
        while at < end:
            here = states[parser_state.position]
            if "CAPTION" in here and (caption := CAPTION.match(text, at, end)):
                start, at = caption.span(1)
                quoted = WHOLLY_QUOTED.fullmatch(caption[1]) is not None
                yield Token("STRING" if quoted else "CAPTION", caption[1], start, end_pos=at)
                continue
            if names and "NAME" in here:
                start = _end(BLANK.match(text, at, end))
                found = names.match(text, start, end)
                if found and "DISCUSS" not in here and self.keywords.get(found[0]) in here:
                    found = None  # one word, and the grammar has it here: a branch called `steps` and `a waived step …`
                if found and ("DISCUSS" not in here or MODAL.match(text, found.end(), end)):
                    at = found.end()
                    yield Token("NAME", found[0], start, end_pos=at)
                    continue
            sign = self.sign.match(text, at, end)
            kind = sign.lastgroup if sign else None
            assert sign is not None  # OTHER takes whatever nothing else takes
            assert kind is not None
            if kind.startswith("WEEKDAY") and kind not in here:
                sign, kind = self.word.match(text, at, end) or sign, "WORD"
            start, at = at, sign.end()
            if kind in self.ignored:
                continue
            if kind == "WORD":
                keyword = self.keywords.get(sign[0], kind)
                kind = keyword if keyword in here else kind
            yield Token(kind, sign[0], start, end_pos=at)


class EveryWord:
    """Keeps the kinds of word that no rule names: they may stand nowhere, and are what a fault is told by."""

    always_accept = ("WORD", "STRING", "CITES", "DATE", "DAYMONTH", "NUMBER", "FIGURES", "OTHER")
    process = staticmethod(iter)


def _end(found: re.Match[str] | None) -> int:
    assert found is not None  # the pattern matches nothing as well
    return found.end()


# ------------------------------------------------------------------------------------------ the table


def grammar() -> str:
    """The text of the grammar."""
    return files(__package__).joinpath(GRAMMAR).read_text(encoding="utf-8")


def build(text: str) -> Lark:
    """The parser of a grammar; takes about a second."""
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=["start", "line"],
        propagate_positions=True,
        maybe_placeholders=True,
        postlex=EveryWord(),
        _plugins={"ContextualLexer": WholeWords},
    )


def digest(text: str) -> str:
    """What a stored table must have been made from to be of use."""
    return sha256(f"{lark.__version__}\n{text}".encode()).hexdigest()


def store(text: str, into: IO[bytes]) -> None:
    """Write the table of a grammar, so that it need not be built again.

    What Lark would make of its own stored form at every start, one rule and one state after the other, is made here and
    stored as it is: the rules, the terminals and the states.
    """
    data, memo = build(text).memo_serialize([TerminalDef, Rule])
    kept = {"data": data, "memo": SerializeMemoizer.deserialize(memo, {"Rule": Rule, "TerminalDef": TerminalDef}, {})}
    table = kept["data"]["parser"]["parser"]
    states = IntParseTable.deserialize(table, kept["memo"]).states  # type: ignore[no-untyped-call]
    table["states"] = {}
    once: dict[Any, Any] = {}
    for rule in kept["memo"].values():
        if isinstance(rule, Rule):
            rule.expansion = [once.setdefault(symbol.fullrepr, symbol) for symbol in rule.expansion]
            rule.origin = once.setdefault(rule.origin.fullrepr, rule.origin)
            rule.options = once.setdefault(repr(vars(rule.options)), rule.options)
    shared = {here: {kind: once.setdefault(go, go) for kind, go in on.items()} for here, on in states.items()}
    with gzip.GzipFile(filename="", mode="wb", fileobj=into, mtime=0) as packed:
        pickle.dump(digest(text), packed)
        _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump((kept, shared))


class _Pickler(pickle.Pickler):
    """Stores each rule by what it is made of, and the two kinds of action by name, as they are told by identity."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, Rule):
            return Rule, (value.origin, value.expansion, value.order, value.alias, value.options)
        return value.name if isinstance(value, Action) else NotImplemented


@cache
def parser() -> Lark:
    """The parser of the language, from its stored table when that fits."""
    text, stored = grammar(), files(__package__).joinpath(TABLE)
    if stored.is_file():
        with stored.open("rb") as packed, gzip.GzipFile(fileobj=packed) as table:
            if pickle.load(table) == digest(text):
                kept, states = pickle.load(table)
                made = Lark.load(kept)
                made.parser.parser._parse_table.states.update(states)
                return made
    return build(text)


# ------------------------------------------------------------------------------------------ one clause


@frozen
class Clause:
    """A clause that could be read: the kind of its line, what it says, and what stands in brackets at its end."""

    kind: str
    content: Tree[Token]
    cites: str | None
    cites_span: Span


@frozen
class Seen:
    """A word, number, date or sign: its kind (a keyword's kind is the word itself), where it stands, what it is."""

    kind: str
    text: str
    span: Span


@frozen
class Fault:
    """The first place where a clause cannot go on: what stands there, what stood before, what could have stood there.

    `allowed` has keywords as they are written, and the kinds WORD, NAME, NUMBER, STRING, DATE, DAYMONTH, WEEKDAY,
    `,` and `:`; LINE_END stands for the end of the clause. With `slip`, the word at fault can be read as part of a
    name, but is this keyword misspelt.
    """

    at: Seen
    before: tuple[Seen, ...]
    allowed: frozenset[str]
    slip: str | None = None


@frozen
class _Attempt:
    """How far one attempt came; the last word seen is the one at fault, if no tree came of it."""

    tree: Tree[Token] | None
    seen: tuple[Token, ...]
    doubts: tuple[tuple[int, str], ...]


def read(text: str, span: Span, names: re.Pattern[str] | None) -> Clause | Fault:
    """A clause of a plain text, or its first fault.

    A misspelt keyword often reads as part of a name, and the clause fails later or not at all. So a word of a name
    that is one slip from a keyword which could stand there is tried as that keyword: if the clause then gets further,
    or gets to its end, that is the fault.
    """
    first = _attempt(text, span, names)
    for index, keyword in first.doubts:
        start, end = _place(first.seen[index])
        mended = text[:start] + keyword + text[end:]
        again = _attempt(mended, Span(span.start, span.end + len(keyword) - (end - start)), names)
        if again.tree is not None or (first.tree is None and len(again.seen) > len(first.seen)):
            return _fault(first, index, frozenset({keyword}), keyword)
    if first.tree is not None:
        return _clause(first.tree)
    return _fault(first, len(first.seen) - 1, _expected(first.seen))


def stops(text: str, span: Span, names: re.Pattern[str] | None) -> int | None:
    """Where a clause cannot go on, or nothing when it can be read."""
    attempt = _attempt(text, span, names)
    return None if attempt.tree is not None else _place(attempt.seen[-1])[0]


def keyword_at(text: str, span: Span, names: re.Pattern[str] | None, offset: int) -> bool:
    """Whether a clause can be read, and the word at this place is then a word of the language, no part of a name."""
    attempt = _attempt(text, span, names)
    kinds = (token.type for token in attempt.seen if _place(token)[0] == offset)
    return attempt.tree is not None and next(kinds, "WORD") in kinds_to_words()


def _clause(tree: Tree[Token]) -> Clause:
    line, cites = tree.children
    assert isinstance(line, Tree)
    (content,) = line.children
    assert isinstance(content, Tree)
    if isinstance(cites, Token):
        return Clause(line.data, content, str(cites), Span(*_place(cites)))
    return Clause(line.data, content, None, Span(0, 0))


def _attempt(text: str, span: Span, names: re.Pattern[str] | None) -> _Attempt:
    steps = parser().parse_interactive(Slice(text, span.start, span.end, names), start="line")
    state = steps.parser_state
    states, kinds = state.parse_conf.parse_table.states, words_to_kinds()
    seen: list[Token] = []
    doubts: list[tuple[int, str]] = []
    try:
        for token in steps.lexer_thread.lex(state):  # type: ignore[no-untyped-call]
            seen.append(token)
            if token.type == "WORD":
                here = states[state.position]
                doubts += [(len(seen) - 1, word) for word in slips(token.value) if kinds[word] in here]
            state.feed_token(token)
        seen.append(Token(LINE_END, "", span.end, end_pos=span.end))
        state.feed_token(seen[-1])
        tree = state.feed_token(Token("$END", "", span.end, end_pos=span.end), is_end=True)
    except UnexpectedToken:
        return _Attempt(None, tuple(seen), tuple(doubts))
    return _Attempt(tree, tuple(seen), tuple(doubts))


def _expected(seen: Sequence[Token]) -> frozenset[str]:
    """What could have stood where the last of these words stands."""
    steps = parser().parse_interactive(start="line")
    for token in seen[:-1]:
        steps.feed_token(token)
    return frozenset(kinds_to_words().get(kind, kind) for kind in steps.accepts())  # type: ignore[no-untyped-call]


def _fault(attempt: _Attempt, index: int, allowed: frozenset[str], slip: str | None = None) -> Fault:
    seen = tuple(map(_seen, attempt.seen))
    return Fault(seen[index], seen[:index], allowed, slip)


def _seen(token: Token) -> Seen:
    kind, (start, end) = kinds_to_words().get(token.type, token.type), _place(token)
    # A comma and a colon take the line end behind them with them.
    return Seen(kind, kind, Span(start, start + 1)) if kind in (",", ":") else Seen(kind, token.value, Span(start, end))


def _place(token: Token) -> tuple[int, int]:
    start, end = token.start_pos, token.end_pos
    assert start is not None
    assert end is not None
    return start, end


@cache
def kinds_to_words() -> Mapping[str, str]:
    """The words of the keywords, by their kinds in the grammar."""
    words = {known.name: known.pattern.value for known in parser().terminals if isinstance(known.pattern, PatternStr)}
    return {**words, "_COMMA": ",", "_COLON": ":"}


@cache
def words_to_kinds() -> Mapping[str, str]:
    """The kinds of the keywords in the grammar, by their words."""
    return {word: kind for kind, word in kinds_to_words().items()}


@cache
def slips(word: str) -> tuple[str, ...]:
    """The keywords that a word may be a misspelling of."""
    return keywords.slips(word, _by_parts())


@cache
def _by_parts() -> Mapping[str, tuple[str, ...]]:
    return keywords.by_parts(word for word in kinds_to_words().values() if word.isalpha())


@cache
def openings() -> tuple[keywords.Start, ...]:
    """How the lines of the language begin."""
    rules: dict[str, list[tuple[str, ...]]] = {}
    for rule in parser().rules:
        rules.setdefault(rule.origin.name, []).append(tuple(symbol.name for symbol in rule.expansion))
    return tuple(keywords.starts(rules, kinds_to_words()))
