"""Patterns of absence as policies have them: days of the week, days beside a holiday or payday, the same reason again."""

from __future__ import annotations

import re

from policydsl.syntax.said.rules import ABSENCES, NAMED, SPELLS, N, rule, section

LINES = r"^(?:\d[\d.]* for |falls due |category |condition |if |only if |is not triggered by |leave out |counting |not counting )"
BESIDE = (
    r"(?:adjoining|adjacent to|abutting|bordering|attached to|connected (?:to|with)|(?:falling |taken |occurring )?(?:directly |immediately )?"
    r"(?:before (?:or|and) after|before/after|(?:on )?either side of|next to|preceding or following|close to|around))"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
SUCH_AS = r"(?:,? (?:such as|e\.g\.,?|for example,?|for instance,?|including|like|of|on))"
AGAIN = "write another share, or `at least 3 absences … start over the last 6 months`"

OWN_HOLIDAYS = "of days that the policy lists itself it is their name, as in `falling on hospital holiday`"


def _day(found: str) -> str:
    return found.removesuffix("s")


def _days(found: re.Match[str]) -> str:
    """A pattern that names days of the week: a share of the last absences that begin on one of them."""
    days = " or ".join(dict.fromkeys(_day(one) for one in re.findall(WEEKDAY, found[0])))
    return f"at least 3 of the last 5 absences are absences starting on a {days}"


def _starting(found: re.Match[str]) -> str:
    days = " or ".join(dict.fromkeys(_day(one) for one in re.findall(WEEKDAY, found[0])))
    return f"{found[1]} starting on a {days}"


PATTERNS = section(
    LINES,
    rule(
        rf"\b(?:there is |there are |the employee has |an employee has |(?:he or )?(?:she|they) (?:has|have) )?(?:a |any )?(?:regular |clear |emerging |discernible |recurring )?"
        rf"(?:patterns?|{NAMED}) of (?:{SPELLS}|sickness){SUCH_AS} {WEEKDAY}(?:(?:,| and| or|/| ) ?(?:a )?{WEEKDAY})*",
        _days,
        AGAIN,
    ),
    rule(
        rf"\bthe employee is (?:regularly |frequently |often |repeatedly )?(?:absent|off(?: sick)?|away) on {WEEKDAY}(?:(?:,| and| or|/) ?(?:a )?{WEEKDAY})*",
        _days,
        AGAIN,
    ),
    rule(
        rf"({ABSENCES}) (?:(?:that |which )?(?:falls?|falling|occurs?|occurring|taken|happening|begins?|beginning|starts?|starting)(?: on)?|on) (?:a )?{WEEKDAY}"
        rf"(?:(?:,| and|/) ?(?:a )?{WEEKDAY})+",
        _starting,
    ),
    rule(
        rf"({ABSENCES}) (?:that (?:fall|are|adjoin) )?{BESIDE} (?:(?:a|the|any) )?(?:bank|public|statutory|national) holidays?",
        r"\1 next to a public holiday",
    ),
    rule(
        rf"({ABSENCES}) (?:that (?:fall|are|adjoin) )?{BESIDE} (?:(?:a|the|any) )?(?:rest days?|days off|non-working days?|weekends?)",
        r"\1 next to a day off",
    ),
    rule(
        rf"({ABSENCES}) (?:that (?:fall|are|adjoin) )?{BESIDE} (?:(?:a|the|any) )?(?:periods? of )?((?:annual )?leave|pay ?days?)",
        r"\1 next to \2",
    ),
    rule(
        rf"({ABSENCES}) on (?:the )?days? (?:before (?:or|and) after|before|after|either side of) (?:(?:a|the|any) )?(?:(?:bank|public|statutory|national) )?holidays?",
        r"\1 next to a public holiday",
        OWN_HOLIDAYS,
    ),
    rule(
        rf"({ABSENCES}) on (?:(?:a|the|any) )?(?:(?:bank|public|statutory|national) )?holidays?",
        r"\1 falling on a public holiday",
        OWN_HOLIDAYS,
    ),
    rule(
        rf"({ABSENCES}) (?:at|on|around) the same (?:times?|dates?|days?) (?:each|every|as last|of the|of each) year",
        r"\1 falling on the same dates as last year",
    ),
    rule(
        rf"(?<=\d )({ABSENCES}) (?:for|due to|because of|owing to|with|attributed to|caused by) (?:the )?(?:one and the )?same (?:reason|illness|condition|cause|complaint)",
        r"\1 with the same reason",
    ),
    rule(
        rf"\b({N}) ({ABSENCES}) (?:for|of) (?:a )?(?:similar|related) (?:reason|nature|illness)s?",
        r"\1 \2 with the same reason",
    ),
    rule(
        r"\b(next to (?:a public holiday|a day off|(?:annual )?leave|pay ?days?)|falling on [\w ]+? last year|with the same reason)"
        r" (?=(?:in|within|during|over)\b)",
        r"\1 start ",
    ),
)
