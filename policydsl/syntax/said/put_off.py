"""Meetings put off as policies have it: how often, by whom, to which day."""

from __future__ import annotations

import re

from policydsl.syntax.said.falling_due import RETURN
from policydsl.syntax.said.rules import TIME, Section, rule, section

AT_MOST = r"(?:(?:to |by |for |of )?(?:at most|up to|no more than|not more than|a maximum of|within) |(?:by|for|to) )"
BACK = rf"(?:the )?(?:{RETURN}|first working time back)"
ORIGINAL = r"(?: (?:after|from|of|beyond|later than) (?:the )?(?:original|first|agreed) (?:date|day)| later)?"
OFTEN = r"(?:once|twice|one time|\d+ times)"
OFFER = r"(?:the )?employees? (?:may|can|could) (?:once )?(?:offer|propose|suggest|ask for) (?:another|one other|one alternative|an alternative|a different|a new) (?:date|day|time)"
PUT_OFF = r"(?:the meeting |it |a meeting )?(?:may|can|could) be (?:postponed|put off|rearranged|rescheduled|deferred)"
FROM_ORIGINAL = "a new date is counted from the original date, and never from the return"
NOBODY = "no line says who puts a meeting off"
YOURS = "both lines need a time: write yours for `5 working days`"


def _offered(time: str) -> str:
    return f"employee may offer another date at most {time} after the original date\n{_put_off('once', time)}"


def _put_off(often: str, time: str) -> str:
    often = "once" if often == "one time" else often
    return f"may be postponed {often}, to at most {time} after the original date"


def _how_often(found: re.Match[str]) -> str:
    return _put_off(found[1] or found[3], found[2])


PUT_OFF_TO = section(
    r"another date|alternative date|different date|new date|postponed|put off|rearranged|rescheduled|deferred",
    rule(
        rf"^{OFFER},?(?: once,?)? {AT_MOST}({TIME}) (?:after|of|from) {BACK}$",
        r"employee may offer another date at most \1 after the original date",
        FROM_ORIGINAL,
        near=True,
    ),
    rule(
        rf"^(?=.*\bonce\b){OFFER},?(?: once,?)? {AT_MOST}({TIME}){ORIGINAL}(?:,? once)?$",
        lambda found: _offered(found[1]),
    ),
    rule(rf"^(?=.*\bonce\b){OFFER}(?:,? once)?$", _offered("5 working days"), YOURS, near=True),
    rule(
        rf"^{PUT_OFF}(?: ({OFTEN}))?,? {AT_MOST}({TIME}) (?:after|of|from) {BACK}$",
        lambda found: _put_off(found[1] or "once", found[2]),
        FROM_ORIGINAL,
        near=True,
    ),
    rule(
        rf"^{PUT_OFF}(?:,? once)? by (?:the )?employee(?:,? once)?,? {AT_MOST}({TIME}){ORIGINAL}$",
        lambda found: _offered(found[1]),
    ),
    rule(
        rf"^{PUT_OFF}(?: ({OFTEN}))? by (?!at most|up to|no more|\d)(?:the )?[\w ]+?(?:,? {OFTEN})?,? {AT_MOST}({TIME}){ORIGINAL}$",
        lambda found: _put_off(found[1] or "once", found[2]),
        NOBODY,
        near=True,
    ),
    rule(
        rf"^{PUT_OFF}(?: ({OFTEN}))(?!, to at most {TIME} after),? {AT_MOST}({TIME}){ORIGINAL}()$",
        _how_often,
    ),
    rule(rf"^{PUT_OFF}() {AT_MOST}({TIME}){ORIGINAL},? ({OFTEN})$", _how_often),
)
SECTIONS: tuple[Section, ...] = (PUT_OFF_TO,)
