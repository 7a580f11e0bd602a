"""A snapshot: where one person's cases stood on a day, as JSON, with the digests of all that it was worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from policydsl.domain.holidays import HolidayCalendar
from policydsl.explain.digest import digest_of_values
from policydsl.explain.values import Json, day
from policydsl.frozen import frozen
from policydsl.history.history import History
from policydsl.history.up_to import up_to
from policydsl.interpret.snapshot import put, taken
from policydsl.interpret.standing import Standings
from policydsl.version import ENGINE, LANGUAGE

FORMAT = 3
KEYS = ("snapshot", "employee", "on", "known", "produced_by", "policy", "calendars", "record", "standings", "digest")


@frozen
class Snapshot:
    """A snapshot whose values are whole: whose it is, of which day, and what it was worked out from."""

    employee: str
    on: date
    policy: object
    calendars: object
    record: str
    standings: Standings


def as_snapshot(
    history: History,
    standings: Standings,
    on: date,
    known: date | None,
    *,
    policy_digest: str,
    takings: Sequence[tuple[str, str]] = (),
    calendars: Sequence[tuple[str, str]] = (),
    pay_digest: str | None = None,
) -> Json:
    """The standings at the end of a day, put away. `calendars`: name and digest of each.

    `pay_digest`: of the policy whose sick pay gave days of facts, where one was handed in.
    """
    values: Json = {
        "snapshot": FORMAT,
        "employee": history.employee,
        "on": day(on),
        "known": day(known),
        "produced_by": {"engine": ENGINE, "language": LANGUAGE},
        "policy": _policy(policy_digest, takings, pay_digest),
        "calendars": _calendars(calendars),
        "record": _record(history, on, known),
        "standings": put(standings),
    }
    return {**values, "digest": digest_of_values(values)}


def read_snapshot(values: object) -> Snapshot | str:
    """A snapshot, or in words why the values are none that this program can go on from."""
    if not isinstance(values, Mapping) or "snapshot" not in values:
        return "this is not a snapshot"
    if values["snapshot"] != FORMAT or values.get("produced_by") != {"engine": ENGINE, "language": LANGUAGE}:
        return "this snapshot was written by another version of the program"
    whole = {key: one for key, one in values.items() if key != "digest"}
    if {*values} != {*KEYS} or values["digest"] != digest_of_values(whole):
        return "this snapshot is not as it was written"
    read: Mapping[str, Any] = values
    return Snapshot(
        employee=read["employee"],
        on=date.fromisoformat(read["on"]),
        policy=read["policy"],
        calendars=read["calendars"],
        record=read["record"],
        standings=taken(read["standings"]),
    )


def other_policy(
    one: Snapshot,
    policy_digest: str,
    takings: Sequence[tuple[str, str]] = (),
    calendars: Sequence[tuple[str, str]] = (),
    pay_digest: str | None = None,
) -> str | None:
    """In words, what of the policy is another than when the snapshot was taken; None: nothing."""
    now = _policy(policy_digest, takings, pay_digest)
    if one.policy == now and one.calendars == _calendars(calendars):
        return None
    if one.policy == now:
        return "this snapshot was taken with other holiday calendars"
    if isinstance(one.policy, Mapping) and {**one.policy, "pay": None} == {**now, "pay": None}:
        return f"this snapshot was taken {_with_what_pay(one.policy.get('pay'), pay_digest)}"
    same_text = isinstance(one.policy, Mapping) and one.policy.get("digest") == policy_digest
    what = "with readings taken in another way" if same_text else "under another text of the policy"
    return f"this snapshot was taken {what}"


def says_the_same(one: Snapshot, history: History, known: date | None) -> bool:
    """Does the history say of the days up to the snapshot what it said then?"""
    return one.record == _record(history, one.on, known)


def _record(history: History, on: date, known: date | None) -> str:
    return digest_of_values(up_to(history, on.toordinal(), None if known is None else known.toordinal()))


def _policy(digest: str, takings: Sequence[tuple[str, str]], pay: str | None) -> Mapping[str, object]:
    taken = [{"reading": title, "taking": name} for title, name in takings]
    return {"digest": digest, "taking": taken, **({} if pay is None else {"pay": pay})}


def _with_what_pay(then: object, now: str | None) -> str:
    if then is None:
        return "without the sick pay of `--pay`"
    return "with another text of the sick pay" if now else "with `--pay`, which is not named now"


def digests_of(calendars: Iterable[HolidayCalendar]) -> tuple[tuple[str, str], ...]:
    """Name and digest of calendars that were handed in; those of the program belong to its version."""
    return tuple(sorted((one.name, digest_of_values(one.values())) for one in calendars))


def _calendars(calendars: Sequence[tuple[str, str]]) -> object:
    return [{"name": name, "digest": digest} for name, digest in calendars]
