"""The sick pay of an answer as JSON holds it."""

from __future__ import annotations

from policydsl.explain.values import Json, at_line, day, number, reason
from policydsl.interpret.answer import SickPay


def sick_pay(one: SickPay) -> Json:
    """One absence: what of each kind of pay there is, how its days are paid, and the days that follow."""
    return {
        "policy": one.policy,
        "schedule": one.schedule,
        "absence": one.absence,
        "first": day(one.first),
        "last": day(one.last),
        "unit": one.unit,
        "service_from": day(one.service_from),
        "kinds": [
            {
                "rate": number(each.rate),
                "entitled": number(each.entitled),
                "came_off": number(each.came_off),
                "paid": number(each.paid),
                "left": number(each.left),
            }
            for each in one.kinds
        ],
        "stretches": [
            {
                "first": day(each.first),
                "last": day(each.last),
                "rate": None if each.rate is None else number(each.rate),
                "why": each.why,
            }
            for each in one.stretches
        ],
        "dates": [
            {
                "what": each.what,
                "fact": each.fact,
                "on": day(each.on),
                "recorded": day(each.recorded),
                "needs": list(each.needs),
            }
            for each in one.dates
        ],
        "needs": list(one.needs),
        **at_line(one.line),
        "clauses": list(one.clauses),
        "reasons": [reason(why) for why in one.reasons],
    }
