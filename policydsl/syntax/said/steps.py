"""The lines of a step and of a period as policies have them: notice, time limits, company, appeals, what follows."""

from __future__ import annotations

import re

from policydsl.syntax.said.conditions import DAYS, HELD
from policydsl.syntax.said.rules import KIND, NAMED, STEP, TIME, UNIT, N, Section, rule, section

COMPANY = "a work colleague or a trade union representative"
PAPER = "people record the letter in these words; write its name without quotes, if another line names it"
GO = "write `go to` for `wait for`, if it is due on that same day"
TOTAL = "the time is the longest in all, counted from its first day"
NOTICE = (
    rf"^(?!give notice (?:in writing )?at least {TIME}$)(?=.*\bnotice\b)(?=.*\b(?:given?|giv(?:es|ing)|receives?|provided?|required|entitled|notice (?:of|period)|get)\b)"
    rf"(?!.*\b(?:after|if|when)\b)[^:]*?\b({N}) ((?:{KIND} )?{UNIT})\b.*$"
)


def _notice(found: re.Match[str]) -> str:
    in_writing = " in writing" if re.search(r"\bwrit(?:ten|ing)\b", found[0], re.IGNORECASE) else ""
    return f"give notice{in_writing} at least {found[1]} {found[2]} before"


def _leader(found: re.Match[str]) -> str:
    first, *others = re.split(r",? and |, ", found[1])
    return f"led by {first}" + (f", with {', '.join(others)}" if others else "")


def _companion(found: re.Match[str]) -> str:
    return f"employee may bring {found[1] or COMPANY}".replace(" and a ", " or a ").replace(" and/or ", " or ")


def _held_within(found: re.Match[str]) -> str:
    after = (found[2] or "").strip()
    if not after or re.search(r"trigger|falling due|due|reached|hit", after):
        return f"must be held within {found[1]} after falling due"
    return f"must be held within {found[1]} after {after}"


def _appeal(found: re.Match[str]) -> str:
    if re.search(r" is (?:issued|sent|held|due)$", found[3] or ""):
        return found[0].replace("employees may", "employee may")
    to = f" to {found[1]}" if found[1] else ""
    meeting = re.search(
        rf"\b(?:of|after|following) (?:the |their )?({STEP}|(?:[\w-]+ )*(?:hearing|meeting))$", found[3] or ""
    )
    if meeting:
        return f"employee may appeal{to} within {found[2]} after {meeting[1]} is held"
    paper = re.search(rf"(?:{NAMED}|[\w ]*(?:letter|warning|report))$", found[3] or "")
    words = re.sub(r"^.*\b(?:of|receiving|the) ", "", paper[0]) if paper else ""
    named = '"outcome letter" is sent' if words in ("", "letter", "outcome letter", "report") else f"{words} is issued"
    within = f" within {found[2]} after {named}" if found[2] else ""
    return f"employee may appeal{to}{within}"


RIGHT = (
    r"(?:(?:may|can|could|will be able to|(?:has|have) (?:the|a) (?:statutory |legal )?right to|(?:is|are|will be) (?:entitled|allowed) to)"
    r" be (?:accompanied|represented|supported)|(?:has|have) (?:the|a) (?:statutory |legal )?right of accompaniment)"
)
LED = r"(?:led|chaired|conducted|held|run|heard|taken|carried out)"

NOTICE_AND_COMPANY = section(
    "",
    rule(NOTICE, _notice),
    rule(
        rf"^(?:the |an |all )?employees? {RIGHT}(?: (?:at|in|during) (?:the|any|this|all|formal)? ?meetings?)?(?: by (.+))?$",
        _companion,
    ),
    rule(rf"^(?:the meeting )?(?:will be|is|is to be|to be|must be|should be) {LED} by (.+)$", _leader),
    rule(rf"^the meeting (?:will|must|shall|should) be {LED} by (.+)$", _leader),
    rule(r"^(?:the meeting (?:will be|is) )?attended by (?=.)", "with "),
    rule(r"^([\w ,]+?) (?:to|will|is to|are to) (?:be in attendance|attend|be present)$", r"with \1"),
    rule(
        r"^(?:the )?employees? (?:has|have|may|can|is entitled|are entitled)(?: (?:the|a))?(?: right)?(?: of| to)? appeal"
        r"(?: against [\w ]+?)?(?: to (?:the )?([\w ]+?))?"
        rf"(?:,? (?:in writing )?within ({TIME})(?: (?:of|after|from) (.+))?)?$",
        _appeal,
        PAPER,
    ),
)

WAIVED = section(
    r"^(?:the |an? )?[\w ]*\b(?:waive|extend|shorten|ended early)",
    rule(r"^(?:can|could) be (?=waived|extended|shortened|ended early)", "may be "),
    rule(
        r"^may be (waived|extended|shortened|ended early) (?:at|by) (?:the )?discretion of (?:the )?(.+)$",
        r"may be \1 by \2",
    ),
    rule(
        r"^may be (waived|extended|shortened|ended early) (?:at|by) (?:the )?([\w ]+)'s? discretion$",
        r"may be \1 by \2",
    ),
    rule(
        r"^(?:the )?([\w ]+?) (?:may|can) (waive|extend|shorten) (?:the |this |a )?(?:meeting|step|stage|review|requirement|period|warning|it)$",
        lambda found: f"may be {found[2].removesuffix('e')}ed by {found[1]}",
    ),
    rule(
        rf"^may be (extended|shortened) by (?:up to |at most |a maximum of )?({TIME}) by (?:the )?([\w ]+)$",
        r"may be \1 by \3, by at most \2",
    ),
    rule(
        rf"^may be (extended|shortened) by ((?:the )?[\w ]+?),? (?:by |to )?(?:up to|for|at most|a maximum of) ({TIME})$",
        r"may be \1 by \2, to at most \3",
        TOTAL,
    ),
)

BY_WHEN = section(
    r"^(?:the |an? )?(?:must|should|may|outcome|meeting|[\w ]+ (?:must|should|will|shall|may))\b",
    rule(rf"^(must be held within {TIME})$", r"\1 after falling due", "or `after` and another event", picks=True),
    rule(
        rf"^(?!must be held within {TIME})(?:the |this )?(?:meeting |review |hearing |interview )?(?:must|should|will|shall|is to|to|may) (?:normally )?"
        rf"(?:be held|take place|happen|be arranged|occur|be convened)(?: (?:no later than|not later than|at the latest|within))? ({TIME})"
        rf"(?: (?:of|after|from|following) (.+))?$",
        _held_within,
    ),
    rule(rf"\b(?:no|not) later than ({TIME}) (?:after|from|following|of)\b", r"within \1 after"),
    rule(rf"\b(?:no|not) later than ({TIME}) (?:before|prior to)\b", r"at least \1 before"),
    rule(rf"(?<=\w) (?<!within )(?<!least )({TIME}) after (?=the meeting\b)", r" within \1 after "),
    rule(rf"\bwithin ({TIME}) (?:of|from|following) (?=the meeting\b|meeting\b)", r"within \1 after "),
    rule(
        rf"\bwithin ({TIME}) (?:of|after|from|following) (?:the )?(?:review|hearing|interview)$",
        r"within \1 after the meeting",
    ),
    rule(
        rf"^(?:the |an? )?(?:outcome|decision)(?: of the meeting)? (?:will|must|should|shall|is to) be (?:confirmed|given|sent|notified|communicated)"
        rf"(?: to the employee)?(?: in writing)?(?: to the employee)? within ({TIME})(?: (?:of|after|from) the meeting)?$",
        r"must send outcome letter within \1 after the meeting",
    ),
)

WHAT_FOLLOWS = section(
    r"^(?:then|outcome|if|otherwise|at its end)\b",
    rule(r"^outcome: ?(\w[^:]*)$", r"outcome \1"),
    rule(r"\b(?:the )?(?:case|process|matter) (?:is|will be|is then) closed\b", "close"),
    rule(r"\bclose (?:the )?(?:case|file|process|matter)\b", "close"),
    rule(r"\bno further action(?: is taken)?$", "close"),
    rule(
        rf"\b(?:move|moves|go|goes|proceed|proceeds|progress|progresses|escalate|escalates)(?: on| up)?(?: to| onto)(?: the)? (?={STEP})",
        "wait for ",
        GO,
    ),
    rule(
        rf"\b(?:return|returns|revert|reverts|drop back|fall back|step back|goes back)(?: to)(?: the)? (?={STEP})",
        "go back to ",
    ),
    rule(r"^otherwise:? ", "if not due by then: "),
    rule(
        r"^if not due (?:by then|in time|within that time)(?:,| then)? (?!:)(?=close|stay|go|wait|leave)",
        "if not due by then: ",
    ),
    rule(
        rf"^if (?:there (?:is|are) )?no (?:new |further )?absences?(?: \w+)? (?:within|in|during|for) (?:this time|that time|the period|{TIME})[:,]? ",
        "if not due by then: ",
    ),
    rule(r"^if (?:the )?employee (?:does not|fails to|did not) attend[:,]? ", 'if "failure to attend" is recorded: '),
)

PERIODS = section(
    "",
    rule(
        r"^(?:(?:this|the|a|it) )?(?:warning )?(?:lasts|(?:remains?|stays?|will (?:remain|stay|last|be)|is|are) ?(?:live|active|valid|current|on file|in force)?"
        rf"|runs|expires?|lapses|ends|is (?:disregarded|spent|removed))(?: for| after)?(?: a)?(?: (?:total|maximum))?(?: period of)? ({TIME})\b",
        r"lasts \1",
    ),
    rule(
        rf"^(lasts {TIME}) (?:from|of|following|after) (?:the )?(?:date|day) (?:of|on which) (?:the )?({STEP})$",
        r"\1 after \2 is held",
        HELD,
    ),
    rule(
        rf"^(lasts {TIME}) (?:from|of|following|after) (?:the )?(?:date of )?(?:issue|being issued|the (?:warning|letter))$",
        r"\1",
    ),
    rule(rf"^(lasts {TIME}) (?:from|of|following)(?: the)? ", r"\1 after "),
    rule(rf"^(lasts {TIME} after (?:the )?{STEP})$", r"\1 is held", HELD, picks=True),
    rule(rf"^(lasts {TIME} after (?:the )?{NAMED})$", r"\1 is issued"),
    rule(r"^(lasts .* after .*?) (?:was|being|has been) (issued|held|sent|given)$", r"\1 is \2"),
    below=("period",),
)

BARE_DAYS = section(
    r"^(?:give notice|must|should|employee|[\w ]+ (?:must|should)) ",
    rule(rf"\b({N}) days?(?= before| after|$)", r"\1 working days", DAYS, picks=True),
)

SECTIONS: tuple[Section, ...] = (NOTICE_AND_COMPANY, WAIVED, BY_WHEN, WHAT_FOLLOWS, PERIODS, BARE_DAYS)
