"""A policy that says what sick pay there is, handed in beside others that use its days: `--pay FILE`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

import policydsl

from . import files, policies


def read(
    name: str,
    for_policies: Sequence[policies.Read],
    calendars: tuple[policydsl.HolidayCalendar, ...],
    ctx: click.Context,
) -> policies.Read | files.Unreadable:
    """The policy with the sick pay; one that gives nothing of what any of the others asks for is wrong use."""
    found = policies.read(name, thorough=False, calendars=calendars)
    if isinstance(found, files.Unreadable) or found.checked.policy is None:
        return found
    pays = found.checked.policy.pays
    if not pays:
        raise click.UsageError(f"there is no `sick pay` in {name}; name a policy that has it with --pay", ctx)
    given = {fact for pay in pays.values() for fact, _ in pay.gives}
    asked = [one.checked.policy.facts for one in for_policies if one.checked.policy is not None]
    facts = dict.fromkeys(fact for one in asked for fact in one)
    if all(asked) and not given & {*facts}:
        said = ", ".join(facts)
        raise click.UsageError(f"{name} gives no day of the facts that the policy has ({said}); see `gives`", ctx)
    return found


def together(policy: policies.Read, pay: policies.Read) -> policies.Read:
    """The policy, with the days of its facts given by the sick pay of the other one."""
    assert policy.checked.policy is not None
    assert pay.checked.policy is not None
    made = replace(policy.checked.policy, paid_by=pay.checked.policy)
    return replace(policy, checked=replace(policy.checked, policy=made), pay=pay)
