"""From which day and for whom a line holds that takes the place of another one."""

from __future__ import annotations

from policydsl.frozen import frozen
from policydsl.syntax.nodes.node import Date, Name, Node


@frozen(kw_only=True)
class VersionFrom(Node):
    """`from 1 April 2027:` or `from 1 April 2027 until 31 March 2028:`, before a line; both days included."""

    since: Date
    until: Date | None = None


@frozen(kw_only=True)
class VersionFor(Node):
    """`for employees on trial:`, also with days: `for employees on trial from 1 April 2027:`."""

    group: Name
    since: Date | None = None
    until: Date | None = None


Version = VersionFrom | VersionFor
