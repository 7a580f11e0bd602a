"""What an example tells, as people tell it."""

from __future__ import annotations

import re

from policydsl.syntax.build import MONTHS
from policydsl.syntax.said.rules import Section, rule, section

DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
COVERING = r"(?:covering|covers|covered|valid|running|certif(?:ying|ies))(?: (?:the )?(?:absence|days?|dates|period))?"
HELD = re.compile(rf"^\s*(?:held|decided) (.+?) on {DATE}", re.MULTILINE)
APPEALED = re.compile(rf"appealed on ({DATE})")
DECIDED = "the day is the one of the decision; `, for the absence from 11 May 2026` says which absence is meant"

TOLD = section(
    "",
    rule(
        rf"^(?:on {DATE}, )?(?:the )?([^,]+?) (?:has not fallen|did not fall|had not fallen) due (?:on|by|up to|until) ({DATE})$",
        r"on \2, \1 has not fallen due",
        "this is so on every day up to then; `is not due` says it of that day alone",
    ),
    rule(
        rf"^(?:(?:the )?([\w ]+?) )?(?:discounted|disregarded|excluded) (?:the )?absence (?:from|of|starting on) ({DATE})(?:,? on ({DATE}))(?:, by ([\w ]+))?$",
        lambda found: f"recorded discount on {found[3]}{_by(found[4] or found[1])}, for the absence from {found[2]}",
    ),
    rule(
        rf"^(?:(?:the )?([\w ]+?) )?(?:discounted|disregarded|excluded) (?:the )?absence on ({DATE})(?:, by ([\w ]+))?$",
        lambda found: f"recorded discount on {found[2]}{_by(found[3] or found[1])}",
        DECIDED,
    ),
    rule(
        rf"^(recorded discount on {DATE})(, for (?:the )?absence from {DATE}), by ([\w ]+)$",
        r"\1, by \3\2",
    ),
    rule(
        r"^(?:the )?(?:employee )?(?:has )?(?:appealed|lodged an appeal|made an appeal|submitted an appeal)(?= (?:against|on) )",
        "appealed",
    ),
    rule(
        rf"^((?:recorded|issued|sent|received|completed|agreed) .+? on {DATE}),? (?:and )?(?:which )?(?:{COVERING} )?(?:for |from |between )?({DATE}) (?:to|until|till|through|up to|and|-|–) ({DATE})((?:, (?:by|for) .+)?)$",
        r"\1, covering \2 to \3\4",
    ),
    below=("example",),
)


def _by(whom: str | None) -> str:
    return f", by {whom}" if whom else ""


SECTIONS: tuple[Section, ...] = (TOLD,)
