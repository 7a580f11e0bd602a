"""A policy of the gallery as a copy to begin from: another name, no clauses of a text that is not one's own."""

from __future__ import annotations

import re

from policydsl import Source, parse
from policydsl.diagnostics import listing, nearest
from policydsl.syntax.write import format

from . import files

PLACES = ("policydsl_policies.gallery", "policydsl_policies")
ADDRESS = re.compile(r"https?://\S+")
CITED = re.compile(r"\s*\[[A-Z][A-Z0-9]*-[^\]\n]*\](?=\s*(?:#|$))", re.MULTILINE)
CLAUSE = re.compile(r",\s*clause: [A-Z][A-Z0-9]*-[\w.]+")
SOURCE = re.compile(r'^( *)source "[^"\n]*"(?:,\s*clauses in\s*"[^"\n]*")?', re.MULTILINE)
POLICY = re.compile(r"^policy .*$", re.MULTILINE)
PLAIN = re.compile(r"[^\W\d][\w -]*")
OWN_NAME = "Attendance"


def names() -> dict[str, str]:
    """Every policy that comes with the program, by its short name: what it is called."""
    found = {}
    for place in PLACES:
        for name in files.packaged_names(place, ".policy"):
            found[name] = _title(files.packaged(place, f"{name}.policy") or "")
    return found


def listed() -> str:
    """The policies to begin from, for people."""
    known = names()
    width = max(map(len, known))
    lines = [f"  {name:<{width}}  {title}" for name, title in known.items()]
    return "\n".join(["policies to begin from:", *lines, "", "for instance: policydsl new --like york Attendance"])


def unknown(name: str) -> str:
    """What to say of a name that no policy has."""
    known = names()
    near = nearest(name, known)
    return f"no policy here is called `{name}`; " + (
        f"did you mean `{near}`?" if near else f"there are {listing([*known], 'and')}"
    )


def copy(name: str, own: str | None) -> tuple[str, str | None] | None:
    """The text to begin from, and that of its file of examples, if it has one; None: there is no such policy."""
    short = name.removesuffix(".policy")
    for place in PLACES:
        text = files.packaged(place, f"{short}.policy")
        if text is not None:
            examples = files.packaged(place, f"{short}.examples.yaml")
            return _own(short, text, own or OWN_NAME), None if examples is None else _uncited(short, examples)
    return None


def _title(text: str) -> str:
    found = POLICY.search(text)
    return found[0].removeprefix("policy ").strip('"') if found else ""


def _uncited(short: str, examples: str) -> str:
    """Examples without the clauses that they expect to be cited, and without remarks about the file they were in."""
    kept = [line for line in examples.splitlines() if not line.startswith("#")]
    return CLAUSE.sub(
        "", "\n".join([f"# Examples beside the policy, begun as a copy of those of `{short}`.", *kept, ""])
    )


def _own(short: str, text: str, own: str) -> str:
    """The policy under a name of one's own. What its head says and its clause numbers belong to the other text."""
    head, _, body = text.partition("\npolicy ")
    body = f"policy {body}"
    quoted = own if PLAIN.fullmatch(own) else f'"{own}"'
    body = POLICY.sub(lambda _: f"policy {quoted}", body, count=1)
    body = SOURCE.sub(lambda found: f'{found[1]}source "the text of {own}"', body, count=1)
    body = CITED.sub("", body)
    where = ADDRESS.search(head)
    remarks = [
        f"# Begun as a copy of `{short}` ({_title(text)})" + (", which follows the text at" if where else "."),
        *([f"# {where[0]}"] if where else []),
        "# It says nothing of your organisation yet. Go through it line by line: the name, the day from which it is in",
        "# force, the settings, who leads and who decides. A reading tells of a choice that the other text left open.",
        "# When you change a number, `policydsl test` shows which examples have to follow.",
        "",
    ]
    source = Source(short, "\n".join(remarks) + "\n" + body)
    return format(parse(source).tree, source)
