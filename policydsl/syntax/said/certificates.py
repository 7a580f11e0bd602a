"""Certificates and contact as policies have them: self-certification up to a day, a fit note from a day, in touch on days."""

from __future__ import annotations

import re
from itertools import pairwise

from policydsl.syntax.said.rules import DOCUMENT, ORDINAL, N, ordinal, rule, section

PAPER = rf"(?:(?:a |an |the )?(?:{DOCUMENT}|(?:gp |doctor'?s? |medical )?(?:fit notes?|certificates?|notes?|statements? of fitness(?: (?:for|to) work)?|med ?3s?)))"
WHO = r"(?:(?:the |an |all |any )?(?:employees?|staff|you|they) )"
ASKED = r"(?:is|are|must be|will be|should be|has to be|have to be|shall be)? ?(?:required|needed|provided|submitted|produced|obtained|supplied|sent in|handed in)?"
PAPERS_DUTY = "the paper stands in a line of its own: `employee must provide fit note`"
DAYS = "or `working days`, if days off do not count"
OVER_DAYS = "falls due when the absence has lasted over {0} calendar days"
FROM_DAY = "falls due when the absence has lasted at least {0} calendar day{1}"
NOT_COVERED = "falls due when the absence is not covered by {0} after {1} calendar day{2}"
NOTES = rf"(?P<paper>{DOCUMENT}|(?:gp |doctor'?s? |medical )?(?:fit notes?|certificates?|statements? of fitness(?: (?:for|to) work)?))"
MUST = r"(?:must|should|shall|will|have to|need to|are to|has to|needs to|is to)"
UNBROKEN = r"(?:continuous(?:ly)?|consecutive(?:ly)?|unbroken|back[- ]to[- ]back|without (?:any |a )?(?:gaps?|breaks?|interruptions?)|gap[- ]free)"
TAIL = rf",? ?(?:(?:from|after)(?: the)?(?: first)? (?:day (?P<day>{N})|(?P<nth>{ORDINAL}) (?:calendar )?day|(?P<days>{N}) (?:calendar )?days?))?(?: of (?:the |an )?absence)?(?: onwards?| on)?"
AFTER_DAYS = "the days that people certify themselves come first; without `after …` every day needs one"
UNTIL_ONE = "with `after 7 calendar days` behind it where the first days need none"
DAYS_LISTED = r"\d+(?:st|nd|rd|th)?(?:(?:,| and|, and| &) ?(?:(?:again )?on )?(?:the )?(?:day )?\d+(?:st|nd|rd|th)?)+"
GOES_ON = (
    "it goes on for the whole absence: to stop it, in a branch that `follows each absence while it lasts`,\n"
    "write `until first days ends` behind it, and `period first days` with `lasts 7 calendar days after the absence began`"
)
IN_TOUCH = "what is to be done then stands in a line of its own, such as `employee must report progress`"


def _from_day(found: re.Match[str]) -> str:
    number = int(float(found[1])) if found[1] else ordinal(found[2])
    return FROM_DAY.format(number, "" if number == 1 else "s")


def _not_covered(found: re.Match[str]) -> str:
    """`from day 8` and `after 7 days` leave the same days out; where none are named, those usually self-certified."""
    day = found["day"] or (str(ordinal(found["nth"])) if found["nth"] else None)
    said = int(float(day)) if day else None
    after = 7 if said is None else said - ("from" in found[0][found.end("paper") :])
    after = int(float(found["days"])) if found["days"] else after
    paper = re.sub(r"^(fit note|statement of fitness.*)s?$", r"\1", found["paper"]).removesuffix("s")
    return NOT_COVERED.format(paper, after, "" if after == 1 else "s")


def _in_touch(found: re.Match[str]) -> str:
    """Days at equal distances are one step that falls due again; others are steps of their own."""
    days = [int(one) for one in re.findall(r"\d+", found[1])]
    gaps = {two - one for one, two in pairwise(days)}
    line = FROM_DAY.format(days[0], "" if days[0] == 1 else "s")
    if len(gaps) != 1 or min(gaps) < 1:
        return found[0]
    (gap,) = gaps
    return f"{line}\nfalls due again every {gap} calendar day{'' if gap == 1 else 's'}"


def _by_day(found: re.Match[str]) -> str:
    """The first day of the absence is day 1."""
    number = (int(float(found[2])) if found[2] else ordinal(found[3])) - 1
    return f"{found[1]} within {number} calendar day{'' if number == 1 else 's'} after the absence began"


CERTIFICATES = section(
    "",
    rule(
        rf"^(?:all |the )?{NOTES} {MUST} (?:be |run |follow (?:on )?(?:from )?(?:each other |one another )?|cover (?:the )?absence ){UNBROKEN}{TAIL}$",
        _not_covered,
        AFTER_DAYS,
    ),
    rule(
        rf"^(?:all |the )?{NOTES} {MUST} follow (?:on )?(?:from )?(?:each other|one another){TAIL}$",
        _not_covered,
        AFTER_DAYS,
    ),
    rule(
        rf"^(?:there {MUST} be )?no (?:gaps?|breaks?)(?: (?:are|is) allowed)? (?:between|in|of)(?: the)? {NOTES}(?: cover(?:age)?)?{TAIL}$",
        _not_covered,
        AFTER_DAYS,
    ),
    rule(
        rf"^{WHO}?(?:{MUST} )?(?:keep |provide |have )?(?:the )?absence (?:(?:{MUST} )?(?:be )?)?(?:continuously )?covered by (?:an? )?{NOTES}{TAIL}$",
        _not_covered,
        AFTER_DAYS,
    ),
    rule(
        rf"^falls due (?:when|if|on (?:the )?day after|the day after|once|as soon as) (?:the |an? )?(?:last |current |previous )?{NOTES} (?:expires?|runs? out|ends?|ended|lapses?|has (?:expired|run out|ended|lapsed)|is (?:no longer valid|out of date))$",
        lambda found: f"falls due when the absence is not covered by {found['paper']}",
        UNTIL_ONE,
    ),
    rule(
        rf"^falls due (?:when|if) (?:there is )?(?:an? )?(?:gap|break) (?:between|in)(?: the)? {NOTES}(?: cover(?:age)?)?{TAIL}$",
        _not_covered,
        AFTER_DAYS,
    ),
    rule(
        rf"^falls due (?:when|if) (?:the )?absence is (?:uncovered|not covered) by (?:an? )?{NOTES} from (?:day (?P<day>{N})|the (?P<nth>{ORDINAL}) (?:calendar )?day)(?P<days>)$",
        _not_covered,
    ),
    rule(
        rf"^((?:[\w'-]+ ){{0,4}}?(?:must|should) [^,:]+?),? by (?:the )?(?:day ({N})|({ORDINAL}) (?:calendar )?day)"
        r"(?: of (?:the |an |their )?(?:absence|sickness|illness))?$",
        _by_day,
    ),
    rule(
        rf"^{WHO}?(?:may|can|could|should|must|will|shall|are able to|is able to|are to|are required to|is required to) self[- ]?certif(?:y|icate)\b"
        rf"[^:]*?({N}) (?:calendar |consecutive |continuous )?days?\b.*$",
        OVER_DAYS.format(r"\1"),
        DAYS,
    ),
    rule(
        rf"^(?:absences? of )?(?:up to )?({N}) (?:calendar |consecutive )?days? (?:may|can|must|will|should) be self[- ]?certifi(?:ed|cated)\b.*$",
        OVER_DAYS.format(r"\1"),
        DAYS,
    ),
    rule(
        rf"^{PAPER} {ASKED},? ?(?:from|by|on|after|for) (?:the )?(?:day ({N})|({ORDINAL}) (?:calendar )?day)\b.*$",
        _from_day,
        PAPERS_DUTY,
    ),
    rule(
        rf"^{WHO}(?:must|should|shall|will|are (?:asked|required) to) (?:provide|submit|produce|send in|obtain|supply) {PAPER},? (?:from|by|on|after|for) (?:the )?"
        rf"(?:day ({N})|({ORDINAL}) (?:calendar )?day)\b.*$",
        _from_day,
        PAPERS_DUTY,
    ),
    rule(
        rf"^{WHO}?(?:(?:must|should|shall|will|are (?:asked|required) to) )?(?:make contact|contact(?: (?:the |their )?(?:line )?manager)?|get in touch|keep in touch|be in touch|in touch|"
        r"ring in|phone in|report in|stay in contact|keep in contact)(?: with [\w ]+?)? (?:on|by) days? (\d+(?:(?:,| and|, and) ?(?:day )?\d+)+)\b.*$",
        _in_touch,
        f"{IN_TOUCH}\n{GOES_ON}",
    ),
    rule(
        rf"^falls due (?:on|by|at) (?:the )?(?:(?:calendar )?days? )?({DAYS_LISTED})(?: (?:calendar )?days?)?(?: of (?:(?:the|an?|any|each|every|sickness) )*(?:absence|sickness|illness))?$",
        _in_touch,
        GOES_ON,
    ),
)
