"""A clause register: what the clauses of a source text ask for, and what becomes of each in the policy file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from policydsl.diagnostics import Diagnostic, listing
from policydsl.frozen import frozen
from policydsl.records import problems, values
from policydsl.records.shape import Shape
from policydsl.records.values import Entry, Sheet
from policydsl.records.yaml_file import Mapping, documents
from policydsl.source import Place, Source, Span

CLAUSE_ID = re.compile(r"[A-Z][A-Z0-9]*-[1-9][0-9]*(\.[1-9][0-9]*)*[a-z]?")


class Disposition(Enum):
    """What becomes of a clause: computed, displayed, recorded by people, waiting for a decision, stated, left out."""

    IMPLEMENTED = "implemented"
    SHOWN = "shown"
    RECORDED = "recorded"
    HUMAN = "human"
    PRINCIPLE = "principle"
    OUT_OF_SCOPE = "out of scope"


@frozen
class Registered:
    """One clause of the source text."""

    id: str
    where: str
    paraphrase: str
    disposition: Disposition
    why: str | None
    place: Place


@frozen
class Register:
    """The clauses of one source text, in its order; each id stands once."""

    title: str
    cited_as: str
    clauses: tuple[Registered, ...]


REGISTER = Shape(
    "a clause register", ("register", "source", "policy", "clauses"), {"register": "1", "source": "{title: ...}"}
)
TEXT = Shape(
    "the source of a register",
    ("title", "cited_as", "organisation", "prefix"),
    {"title": "Policy 3.3", "cited_as": "Policy 3.3"},
    {"name": "title", "short": "cited_as"},
)
CLAUSE = Shape(
    "a clause",
    ("id", "where", "paraphrase", "disposition", "why"),
    {"id": "LUU-13", "where": "paragraph 2", "paraphrase": "in other words", "disposition": "implemented"},
    {"text": "paraphrase", "clause": "id", "place": "where", "status": "disposition", "reason": "why"},
)


def read_register(source: Source) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """The register that a YAML text holds (None when it has errors), and every problem of its form."""
    read, found = documents(source)
    if found:
        return None, found
    sheet = Sheet(source.name)
    here = Place(source.name, Span(0, 0))
    if len(read) != 1 or not isinstance(read[0], Mapping):
        return None, (problems.another_kind(here, "register", "one document with keys", "register: 1"),)
    keys = values.keys(sheet, Entry(read[0], sheet.place(read[0], ""), "register"), REGISTER) or {}
    of = (values.keys(sheet, keys["source"], TEXT) or {}) if "source" in keys else {}
    title, cited_as = values.text(sheet, of.get("title")), values.text(sheet, of.get("cited_as"))
    entries = values.items(sheet, keys.get("clauses"))
    if not entries and not sheet.found:
        sheet.found.append(problems.missing_key(here, "a clause register", "clauses", "[{id: LUU-1, ...}]"))
    clauses = _each_once(sheet, [clause for entry in entries if (clause := _clause(sheet, entry))])
    if sheet.found or title is None or cited_as is None:
        return None, tuple(sheet.found)
    return Register(title.value, cited_as.value, clauses), ()


def _clause(sheet: Sheet, whole: Entry) -> Registered | None:
    keys = values.keys(sheet, whole, CLAUSE)
    if keys is None:
        return None
    id_, where, paraphrase, word, why = (values.text(sheet, keys.get(key)) for key in CLAUSE.keys)
    if id_ and not CLAUSE_ID.fullmatch(id_.value):
        wanted = "letters, a hyphen and the number of the clause"
        sheet.found.append(problems.another_kind(id_.place, "id", wanted, "LUU-13, LUU-13a or LUU-13.2"))
    known = {one.value: one for one in Disposition}
    if word and word.value not in known:
        sheet.found.append(problems.another_kind(word.place, "disposition", f"one of {listing(list(known))}", "shown"))
    if word and word.value == Disposition.OUT_OF_SCOPE.value and why is None:
        left_out = "a clause out of scope"
        sheet.found.append(problems.missing_key(whole.place, left_out, "why", "in a sentence, why it is left out"))
    if not (id_ and where and paraphrase and word) or word.value not in known:
        return None
    about = why.value if why else None
    return Registered(id_.value, where.value, paraphrase.value, known[word.value], about, id_.place)


def _each_once(sheet: Sheet, clauses: list[Registered]) -> tuple[Registered, ...]:
    first: dict[str, Registered] = {}
    for clause in clauses:
        if clause.id in first:
            sheet.found.append(problems.repeated_key(clause.place, first[clause.id].place, clause.id))
        first.setdefault(clause.id, clause)
    return tuple(first.values())


def joined(registers: Sequence[Register]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """One register of a policy's own clauses and those of the files that it includes; a clause stands in one only."""
    sheet = Sheet("")
    clauses = _each_once(sheet, [clause for one in registers for clause in one.clauses])
    return replace(registers[0], clauses=clauses), tuple(sheet.found)
