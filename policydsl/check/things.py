"""The things that a policy names without declaring them: what duties and actions are about, and words in quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from policydsl.check.names import as_written
from policydsl.check.walk import walk
from policydsl.frozen import frozen
from policydsl.source import Source
from policydsl.syntax import names as words
from policydsl.syntax import nodes


@frozen
class Things:
    """Things by the key of their name, as the policy first writes them."""

    named: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The thing of this name, or the only one whose first words are this name.

        `medical report is requested` may speak of `request medical report from the doctor`.
        """
        key = words.key(name)
        if key in self.named:
            return self.named[key]
        longer = [thing for known, thing in self.named.items() if known.startswith(f"{key} ")]
        return longer[0] if len(longer) == 1 else None

    def asked(self, question: str) -> str | None:
        """The thing that is this question: `whether the employee is fit to attend`."""
        return self.named.get(words.key(question))


def collect(tree: nodes.Policy, source: Source) -> Things:
    """Everything that a line of the policy names in passing."""
    named: dict[str, str] = {}
    for thing in _named(tree, source):
        named.setdefault(words.key(thing), thing)
    return Things(named)


def _named(tree: nodes.Policy, source: Source) -> Iterator[str]:
    for piece in walk(tree):
        match piece:
            case nodes.Act(things=nodes.Things(names=things)):
                yield from (as_written(source, thing) for thing in things)
            case nodes.Do(thing=nodes.Name() as thing):
                yield as_written(source, thing)
            case nodes.FreeText(text=text):
                yield text.value
            case (
                nodes.Happens(name=nodes.Name(quoted=True, text=text))
                | nodes.NotState(name=nodes.Name(quoted=True, text=text))
            ):
                yield text
            case nodes.Bring():
                yield "companion"
            case nodes.Discounting():
                yield "discount"
