"""The lines of a reading as written: what the source leaves open, how it is taken, and how else it could be."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.clauses import Things
from policydsl.syntax.nodes.node import Broken, Clause, Name, Node, NotYet, Text


@frozen(kw_only=True)
class Asks(Clause):
    """`asks "Does exactly 150 count?"`."""

    text: Text


@frozen(kw_only=True)
class AsWritten(Node):
    """`as written`: what the lines of the policy say."""


@frozen(kw_only=True)
class WithoutLine(Node):
    """`without must record lack of improvement`: a line of the policy that would not stand there."""

    clause: Node


@frozen(kw_only=True)
class Taken(Clause):
    """`taken over: as written`; `places` are the steps, the measure or the branch that the clause goes to.

    The clause is any line of a policy that may be taken in another way: of a step, a measure, a branch, the policy, or
    a heading, which is then a block without lines.
    """

    name: Name
    places: Things | None
    clause: Node


@frozen(kw_only=True)
class Possible(Clause):
    """`possible at least, in first informal meeting: falls due when …`; lines of one name belong together."""

    name: Name
    places: Things | None
    clause: Node


ReadingLine = Asks | Taken | Possible | NotYet | Broken
