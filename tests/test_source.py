"""Offsets to lines and columns and back, and bytes to text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.source import Position, Source, Span, Undecodable, decode

TEXTS = st.text(st.sampled_from("ab \t\n\r\x0b\x0c\x1c\x85\u2028é漢😀"), max_size=30)


def test_spans_join_to_the_smallest_holding_both() -> None:
    assert Span(2, 4) | Span(7, 9) == Span(2, 9) == Span(7, 9) | Span(2, 4)
    assert Span(0, 9) | Span(3, 3) == Span(0, 9)


def test_span_is_half_open() -> None:
    assert [offset for offset in range(6) if offset in Span(2, 4)] == [2, 3]
    assert 2 not in Span(2, 2)


def test_spans_are_ordered_by_start_then_end() -> None:
    assert sorted([Span(2, 9), Span(2, 3), Span(0, 1)]) == [Span(0, 1), Span(2, 3), Span(2, 9)]


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [
        (0, 1, 1),
        (1, 1, 2),
        (2, 1, 3),
        (3, 1, 4),
        (4, 2, 1),
        (5, 2, 2),
        (6, 3, 1),
        (7, 3, 2),
        (8, 4, 1),
        (99, 4, 1),
        (-5, 1, 1),
    ],
)
def test_position(offset: int, line: int, column: int) -> None:
    assert Source("p", "ab\r\nc\nd\r").position(offset) == Position(line, column)


def test_only_three_things_end_a_line() -> None:
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"
    assert Source("p", text).line(1) == text
    assert Source("p", text).position(len(text)) == Position(1, len(text) + 1)


def test_a_line_that_is_not_there_is_empty() -> None:
    source = Source("p", "a\n")
    assert [source.line(number) for number in (-1, 0, 1, 2, 3)] == ["", "", "a", "", ""]
    assert Source("p", "").line(1) == ""


def test_lines_of_a_span_are_those_it_touches() -> None:
    source = Source("p", "one\r\ntwo\rthree\n")
    assert source.lines(Span(1, 2)) == ("one",)
    assert source.lines(Span(0, 5)) == ("one",)
    assert source.lines(Span(0, 6)) == ("one", "two")
    assert source.lines(Span(5, 15)) == ("two", "three")
    assert source.lines(Span(5, 5)) == ("two",)
    assert source.lines(Span(15, 15)) == ("",)


def test_text_of_a_span() -> None:
    assert Source("p", "seven days").text_of(Span(6, 10)) == "days"
    assert Source("p", "seven days").text_of(Span(6, 99)) == "days"


@given(TEXTS)
def test_lines_and_line_ends_make_up_the_text(text: str) -> None:
    source = Source("p", text)
    assert [source.line(n + 1) for n in range(source.position(len(text)).line)] == re.split("\r\n|\n|\r", text)


@given(TEXTS)
def test_every_offset_is_its_column_in_its_line(text: str) -> None:
    source = Source("p", text)
    positions = [source.position(offset) for offset in range(len(text) + 1)]
    for offset, at in enumerate(positions):
        assert source.bounds(at.line).start + at.column - 1 == offset
    for before, after in pairwise(positions):
        assert (before.line, before.column) < (after.line, after.column)


def test_sources_are_values() -> None:
    assert Source("p", "a") == Source("p", "a")
    one = Source("p", "a")
    one.position(0)
    assert one == Source("p", "a")
    assert hash(one) == hash(Source("p", "a"))


# Bytes --------------------------------------------------------------------------------------------------------------


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_is_kept_as_it_was_without_its_mark(text: str, encoding: str) -> None:
    assert decode("p", text.encode(encoding)) == Source("p", text)


def test_utf_16_of_either_order() -> None:
    assert decode("p", b"\xfe\xff\x00a\x00\n") == decode("p", b"\xff\xfea\x00\n\x00") == Source("p", "a\n")


def test_only_the_first_mark_is_taken_away() -> None:
    assert decode("p", "\ufeff\ufeffa".encode()) == Source("p", "\ufeffa")


@pytest.mark.parametrize(
    ("data", "offset", "byte"),
    [
        ("£5".encode("cp1252"), 0, 0xA3),
        ("a “word”".encode("cp1252"), 2, 0x93),
        (b"\xef\xbb\xbfab\xff", 5, 0xFF),
        (b"\xff\xfea\x00b", 4, 0x62),
        (b"\xff\xfea\x00\x00\xdc", 4, 0x00),
        (b"abc\xc3", 3, 0xC3),
    ],
)
def test_bytes_that_are_no_text_are_pointed_at_not_guessed(data: bytes, offset: int, byte: int) -> None:
    assert decode("p", data) == Undecodable("p", offset, byte)


@given(st.binary(max_size=20), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]))
def test_any_bytes_are_text_or_pointed_at(data: bytes, mark: bytes) -> None:
    found = decode("p", mark + data)
    assert isinstance(found, Source) or (mark + data)[found.offset] == found.byte
