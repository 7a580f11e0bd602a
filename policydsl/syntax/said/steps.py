"""The lines of a step and of a period as policies have them: notice, time limits, company, appeals, what follows."""

from __future__ import annotations

import re

from policydsl.syntax.said.falling_due import RETURN
from policydsl.syntax.said.notes import DAYS, HELD
from policydsl.syntax.said.rules import DOCUMENT, KIND, NAMED, PERIOD, STEP, TIME, UNIT, N, Section, rule, section

COMPANY = "a work colleague or a trade union representative"
PAPER = "people record the letter in these words; write its name without quotes, if another line names it"
GO = "write `go to` for `wait for`, if it is due on that same day"
BACK = "and `falls due on first working time back` above it, below `after every absence`"
ONCE = "how often cannot be said; the longest time in all can, as in `, to at most 9 months`"
TOTAL = "the time is the longest in all, counted from its first day"
NOTICE = (
    rf"^(?!give notice (?:in writing )?at least {TIME}$)(?=.*\bnotice\b)(?=.*\b(?:given?|giv(?:es|ing)|gets|receives?|provided?|required|entitled|notice (?:of|period)|get)\b)"
    rf"(?!.*\b(?:after|if|when)\b)[^:]*?\b({N}) ((?:{KIND} )?{UNIT})\b.*$"
)


def _notice(found: re.Match[str]) -> str:
    in_writing = " in writing" if re.search(r"\bwrit(?:ten|ing)\b", found[0], re.IGNORECASE) else ""
    return f"give notice{in_writing} at least {found[1]} {found[2]} before"


def _clear_working_days(found: re.Match[str]) -> str:
    """So many whole working days between: one more counts back to the notice, as working days are counted here."""
    return f"give notice{found[1] or ''} at least {int(found[2]) + 1} working days before"


def _leader(found: re.Match[str]) -> str:
    first, *others = re.split(r",? (?:and|accompanied by|supported by|assisted by) |, ", found[1])
    return f"led by {first}" + (f", with {', '.join(others)}" if others else "")


IN_WRITING = re.compile(r",? in writing\b")
ENDS_A_ROLE = re.compile(r"\b(?:before|within|at|may|must|should)\b")


def as_role(whom: str) -> str:
    """A role in quotes, when a word of the language stands in it."""
    return f'"{whom}"' if ENDS_A_ROLE.search(whom) else whom


def _companion(found: re.Match[str]) -> str:
    return f"employee may bring {found[1] or COMPANY}".replace(" and a ", " or a ").replace(" and/or ", " or ")


def _held_within(found: re.Match[str]) -> str:
    after, leader = (found[2] or "").strip(), found[3]
    if not after or re.search(r"trigger|falling due|due|reached|hit", after):
        after = "falling due"
    return f"must be held within {found[1]} after {after}" + (f"\nled by {leader}" if leader else "")


def _appeal(found: re.Match[str]) -> str:
    written = '\nnote "The appeal is made in writing."' if IN_WRITING.search(found[0]) else ""
    return _appealed(IN_WRITING.sub("", found[1] or ""), found[2], IN_WRITING.sub("", found[3] or "")) + written


def _appeal_as_written(found: re.Match[str]) -> str:
    """Without a paper of which nobody knows how it is recorded."""
    meant = _appeal(found)
    return found[0] if '"outcome letter"' in meant or " is issued" in meant.replace(found[3] or " ", "") else meant


def _appealed(whom: str, time: str | None, after: str) -> str:
    to = f" to {as_role(whom)}" if whom else ""
    if time and re.search(r" is (?:issued|sent|held|due|received|given|recorded)$", after):
        return f"employee may appeal{to} within {time} after {after}"
    meeting = re.search(rf"\b(?:of|after|following) (?:the |their )?({STEP}|(?:[\w-]+ )*(?:hearing|meeting))$", after)
    if meeting:
        return f"employee may appeal{to} within {time} after {meeting[1]} is held"
    paper = re.search(rf"(?:{NAMED}|[\w ]*(?:letter|warning|report))$", after)
    words = re.sub(r"^.*\b(?:of|receiving|the) ", "", paper[0]) if paper else ""
    named = '"outcome letter" is sent' if words in ("", "letter", "outcome letter", "report") else f"{words} is issued"
    within = f" within {time} after {named}" if time else ""
    return f"employee may appeal{to}{within}"


def _paper(found: re.Match[str]) -> str:
    verb = {"issued": "issue", "completed": "complete", "agreed": "agree"}.get(found[2].lower(), "send")
    side = "before" if found[3].lower() == "at least" else "after"
    return f"must {verb} {found[1]} {found[3]} {found[4]} {side} the meeting"


RIGHT = (
    r"(?:(?:may|can|could|will be able to|(?:has|have) (?:the|a) (?:statutory |legal )?right to|(?:is|are|will be) (?:entitled|allowed) to)"
    r" be (?:accompanied|represented|supported)|(?:has|have) (?:the|a) (?:statutory |legal )?right of accompaniment)"
)
LED = r"(?:led|chaired|conducted|held|run|heard|taken|carried out)"

APPEAL = (
    r"^(?:the )?employees? (?:has|have|may|can|is entitled|are entitled)(?: (?:the|a))?(?: right)?(?: of| to)? appeal(?:,? in writing)?"
    r"(?: against [\w ]+?)?(?: to (?:the )?([\w ]+?))?"
    rf"(?:,? (?:in writing )?within ({TIME})(?: (?:of|after|from) (.+?))?)?(?:,? in writing)?$"
)

NOTICE_AND_COMPANY = section(
    "",
    rule(
        r"^give (?:written )?notice( in writing)? (?:of )?at least (\d+) clear working days before.*$",
        _clear_working_days,
    ),
    rule(NOTICE, _notice),
    rule(
        rf"^(?:the |an |all )?employees? (?:will|must|shall|should|is to|are to) be (?:notified|informed|advised|invited|told)\b(?!.*\\b(?:after|if|when)\\b)"
        rf"[^:]*?\b({N}) ((?:{KIND} )?{UNIT})\b['’]?.*\b(?:advance|before|beforehand|notice|prior|ahead)\b.*$".replace(
            "\\\\b", "\\b"
        ),
        _notice,
    ),
    rule(
        r"^(?:an |any |all )?appeals? (?:must|should|shall|will|may|can|is to|are to) be (?:lodged|submitted|made|sent|raised|received|put)"
        r"(?: in writing)?(?: (?:to|with) (?:the )?([\w ]+?))?(?: in writing)?"
        rf",? within ({TIME})(?: (?:of|after|from) (.+))?$",
        _appeal,
        PAPER,
    ),
    rule(
        rf"^(?:the |an |all )?employees? {RIGHT}(?: (?:at|in|during) (?:the|any|this|all|formal)? ?meetings?)?(?: by (.+))?$",
        _companion,
    ),
    rule(rf"^(?:the meeting )?(?:will be|is|is to be|to be|must be|should be) {LED} by (.+)$", _leader),
    rule(rf"^the meeting (?:will|must|shall|should) be {LED} by (.+)$", _leader),
    rule(r"^(?:the meeting (?:will be|is) )?attended by (?=.)", "with "),
    rule(
        r"^([\w ,]+?) (?:(?:to|will|is to|are to) (?:be in attendance|attend|be present)|(?:must|should|shall) be (?:in attendance|present))$",
        r"with \1",
    ),
    rule(
        APPEAL,
        _appeal_as_written,
    ),
    rule(APPEAL, _appeal, PAPER),
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
        r"^may be (extended|shortened) (?:only )?(?:once|one time|twice)(?: only)?(?:,? (?:by (?!up to|at most|\d)))(?:the )?(.+)$",
        r"may be \1 by \2",
        ONCE,
    ),
    rule(
        r"^may be (extended|shortened) by (?:the )?([^,]+?),? (?:only )?(?:once|one time|twice)(?: only)?(,.*)?$",
        lambda found: f"may be {found[1]} by {found[2]}{found[3] or ''}",
        ONCE,
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
    rule(rf"^(must be held within {TIME}) (?:of|after|following) {RETURN}$", r"\1 after falling due", BACK),
    rule(
        rf"^must be held within ({TIME})(?: after ([^,]+))?, (?:led )?by (?:the )?([^,]+)$",
        lambda found: f"must be held within {found[1]} after {found[2] or 'falling due'}\nled by {found[3]}",
    ),
    rule(rf"^(must be held within {TIME})$", r"\1 after falling due", "or `after` and another event", picks=True),
    rule(
        rf"^(?!must be held within {TIME})(?:the |this )?(?:meeting |review |hearing |interview )?(?:must|should|will|shall|is to|to|may) (?:normally )?"
        rf"(?:be held|take place|happen|be arranged|occur|be convened|meet(?: (?:with )?(?:the )?employee)?)(?: (?:no later than|not later than|at the latest|within))? ({TIME})"
        rf"(?: (?:of|after|from|following) (.+?))?(?:, (?:led )?by (?:the )?([^,]+))?$",
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
    rule(
        rf"^(?:the |an? )?(?:copy of (?:the |an? )?)?((?:[\w'-]+ )*?[\w'-]+|{NAMED}) (?:must|should|will|shall|is to) be (sent|issued|given|provided|supplied|completed|agreed)"
        rf"(?: to (?:the )?employees?)?(?: in writing)? (within|at least) ({TIME}) (?:after|before|of) the meeting$",
        _paper,
    ),
)

TIME_PASSES = section(
    "^if ",
    rule(
        rf"^if (?:there (?:is|are) )?no (?:new |further )?absences?(?: \w+)? (?:within|in|during|for) (?:this time|that time|(?:the|this) (?:\w+ )?period|{PERIOD}|{TIME})[:,]? ",
        "if not due by then: ",
    ),
)

NO_CLOCK = "a history knows days and no times of day: people see to what stands in quotes"
DUTIES = section(
    "",
    rule(
        r"^((?:[\w' -]+? )?(?:must|should)) ([^\",:]+? (?:before|by|at|no later than) \d{1,2}(?:[.:]\d\d)?(?:am|pm)\b[^\",:]*)$",
        r'\1 "\2"',
        NO_CLOCK,
    ),
    rule(
        rf"^(?:the |an? )?((?:[\w'-]+ ){{0,2}}?(?:manager|supervisor|HR|head|director|head ?teacher|principal)) (?:meets|will meet|must meet|should meet|shall meet|sees|must see|talks to|holds a meeting with)(?: with)?"
        rf" (?:the )?employee within ({TIME})(?: (?:of|after) (?:the trigger|falling due|it falls due|this))?$",
        r"must be held within \2 after falling due\nled by \1",
    ),
    rule(
        r"^(?=(?:refer|obtain|complete|provide|arrange|contact|ring|phone|telephone|inform|notify|record|consider|submit|prepare|review|agree|ask|send|seek|offer|invite) )(?!.*\b(?:must|should|may|will|is|are)\b)",
        "must ",
        "or `should`, if it may be left out",
    ),
    below=("step",),
)


def _outcome_named(found: re.Match[str]) -> str:
    name = found[1] if not re.search(r"\d", found[1]) else f'"{found[1]}"'
    return f"outcome {name}: "


DEED = r"(?:dismiss(?:al|ed)?|terminat(?:e|ed|ion)|suspend(?:ed)?|suspension|demot(?:e|ed|ion)|sack(?:ed)?|fire|fired|discharged?|downgraded?)"
IN_QUOTES = "no verb here says it, and so it stands in quotes; of a paper write `issue dismissal letter`"
WHAT_FOLLOWS = section(
    r"^(?:then|outcome|if|otherwise|at its end)\b",
    rule(
        rf"(:|,|^then| and) ((?:may |should )?)({DEED}(?: (?!and\b|or\b)[\w'-]+)*?)(?=,| and |$)",
        r'\1 \2"\3"',
        IN_QUOTES,
    ),
    rule(r'^((?:outcome|then|if|at its end).*": ?|.*") and (?=\w)', r"\1, and "),
    rule(
        r"^outcome: ?([^,:]+?)(?:, (?:and |then |and then )?| (?:and|then|and then) )(?=(?:wait for|go to|go back to|start|close$|stay$|issue|send|leave it to)\b)",
        _outcome_named,
    ),
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
    rule(r"^if (?:the )?employee (?:does not|fails to|did not) attend[:,]? ", 'if "failure to attend" is recorded: '),
)

RESULTS = section(
    "",
    rule(
        rf"^(?:an? |any )?([\w' -]+?) (?:will|may|shall|would) (?:result in|lead to) (?:progression|escalation|moving|referral|a move)(?: on)? to (?:the )?({STEP})$",
        r"outcome \1: wait for \2",
        GO,
    ),
)

PERIODS = section(
    "",
    rule(
        rf"^(?:(?:this|the|an?|it|any|each) )?(?:(?:(?:[\w-]+ ){{0,3}}?(?:warning|period|caution|notice)|{PERIOD}) )?(?:lasts|lives?|applies|continues|"
        r"(?:will be|is|are) (?:disregarded|spent|removed|expunged)(?: (?:for|from) [\w ]+? (?:purposes|file|record))?|(?:remains?|stays?|will (?:remain|stay|last|be)|is|are) ?(?:live|active|valid|current|on file|in force)?"
        rf"|runs|expires?|lapses|ends|is (?:disregarded|spent|removed))(?: for| after)?(?: a)?(?: (?:total|maximum))?(?: period of)? ({TIME})\b",
        r"lasts \1",
    ),
    rule(
        rf"^(lasts {TIME}) (?:from|of|following|after) (?:the )?(?:date|day) (?:of|on which) (?:the )?({STEP})$",
        r"\1 after \2 is held",
        HELD,
    ),
    rule(
        rf"^(lasts {TIME}) (?:from|of|following|after) (?:the )?(?:date|day|issue|receipt) of (?:the |an? )?([\w ]*(?:letter|warning|notice)|{DOCUMENT})$",
        r"\1 after \2 is issued",
    ),
    rule(
        rf"^(lasts {TIME}) (?:from|of|following|after) (?:the )?(?:date of )?(?:issue|being issued|the (?:warning|letter))$",
        r"\1",
    ),
    rule(rf"^(lasts {TIME}) (?:from|of(?! (?:active service|time worked)\b)|following)(?: the)? ", r"\1 after "),
    rule(rf"^(lasts {TIME} after (?:the )?{STEP})$", r"\1 is held", HELD, picks=True),
    rule(rf"^(lasts {TIME} after (?:the )?{NAMED})$", r"\1 is issued"),
    rule(r"^(lasts .* after .*?) (?:was|being|has been) (issued|held|sent|given)$", r"\1 is \2"),
    below=("period",),
)

BARE_DAYS = section(
    r"^(?:give notice|must|should|employee|[\w ]+ (?:must|should)) ",
    rule(rf"\b({N}) days?(?= before| after|$)", r"\1 working days", DAYS, picks=True),
)

ROLES = section(
    r"^(?:led by|decided by|may be waived)\b",
    rule(
        r"^(led by|decided by|may be waived by) ([^,\"]*\b(?:before|within|at)\b[^,\"]*)$",
        lambda found: f"{found[1]} {as_role(found[2])}",
    ),
    rule(
        r"^may be waived (?:once|twice|one time|\d times) (?=by )",
        "may be waived ",
        "how often a step is waived is not counted",
        near=True,
    ),
)

SECTIONS: tuple[Section, ...] = (
    NOTICE_AND_COMPANY,
    WAIVED,
    BY_WHEN,
    DUTIES,
    WHAT_FOLLOWS,
    RESULTS,
    PERIODS,
    BARE_DAYS,
    ROLES,
)
