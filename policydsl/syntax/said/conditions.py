"""Conditions as policies have them: when a meeting is held, how many absences in which time, how long an absence."""

from __future__ import annotations

import re

from policydsl.syntax.said.certificates import CERTIFICATES
from policydsl.syntax.said.patterns import PATTERNS
from policydsl.syntax.said.rules import (
    ABSENCES,
    CATEGORY,
    CMP,
    DOCUMENT,
    IF,
    KIND,
    MEASURE,
    NAMED,
    ORDINAL,
    PERIOD,
    SICK,
    SPELLS,
    STEP,
    TIME,
    N,
    Section,
    ordinal,
    rule,
    section,
)

MEETING = (
    rf"(?:(?:an?|the|this) )?(?:[\w'-]+ ){{0,4}}?(?:meetings?|reviews?|interviews?|hearings?|stage|step|process|{STEP})"
)
WILL = r"(?:(?:will|must|shall|should|may|is to|are to|is|are|can|could) )?(?:(?:normally|usually|also|then) )?(?:be )?"
DONE = r"(?:held|arranged|called|convened|triggered|required|needed|due|initiated|invoked|started|takes? place|taken)"
START = "write `fall` for `start`, if an absence that began before that time counts as well"
DAYS = "or `calendar days`, if days off count as well"
CALENDAR = "or `working days`, if days off do not count"
YEAR = "write `in each calendar year` or `in each leave year`, if the count begins anew on a fixed day"
LASTED = "write `at least` for `over`, if the last day of that time is enough"
OVER = "write `over` for `at least`, if it must be longer than that"
HELD = "write `is due` for `is held`, if the time runs from the day it falls due"
WAIT = "people record it in these words"

OPENERS = section(
    "",
    rule(rf"^{MEETING} {WILL}{DONE},? (?:{IF}|by) ", "falls due when "),
    rule(
        rf"^(?:the |an |all )?employees? (?:will|must|shall|should|may) (?:be )?(?:invited|asked|required) to [^,]{{0,60}}? {IF} ",
        "falls due when ",
    ),
    rule(rf"^{MEETING} {WILL}{DONE} (?:after|following) ", "falls due after "),
    rule(
        rf"^(?:the |an? )?[\w' -]{{2,40}}? (?:will|must|shall|should|may) (?:then )?(?:arrange|hold|call|convene|conduct"
        rf"|invite the employee to|meet)\b[^,]{{0,60}}? {IF} ",
        "falls due when ",
    ),
    rule(
        r"^(?:all |any |an? |the )?(?:employees?|anyone|staff|people)(?: who| whose| with) (.+?),? (?:will|must|shall|should|may"
        r"|is|are) (?:be )?(?:invited|asked|required|called|subject|expected)\b.*$",
        r"falls due when \1",
    ),
    rule(rf"^if (.+?),? {MEETING} {WILL}{DONE}\b[^:]*$", r"falls due when \1"),
    rule(
        r"^(?:trigger(?:ed|s)?|trigger point|the trigger(?: point)?)(?: is| are)?(?: by| when| if)?:? ",
        "falls due when ",
    ),
    rule(rf"^(?:is|becomes|will be|must be|to be) {DONE},? (?:{IF}|by) ", "falls due when "),
    rule(rf"^{DONE} (?:{IF}|by) ", "falls due when "),
    rule(
        r"^falls due,? (?:if|where|whenever|once|as soon as(?! (?:reasonably )?(?:possible|practicable))|should|in the event that|in the event of) ",
        "falls due when ",
    ),
)

DISCRETION = section(
    "^falls due",
    rule(
        r"^falls due (?:when|at) (?:the )?([\w ]+?) (?:decides|considers it|thinks|deems|feels)\b.*$",
        r'falls due when "decision of \1" is recorded',
        WAIT,
    ),
    rule(
        r"^falls due (?:only )?at (?:the )?discretion of (?:the )?([\w ]+)$",
        r'falls due when "decision of \1" is recorded',
        WAIT,
    ),
    rule(
        r"\bwhen (?:there (?:is|has been) no (?:sufficient |sustained |satisfactory )?improvement(?: in attendance)?"
        r"|(?:the )?(?:employee's )?attendance (?:does|has|did) not improved?)",
        'when "no improvement" is recorded',
        WAIT,
    ),
    rule(r"^falls due as soon as (?:reasonably )?(?:possible|practicable)(?: after .+)?$", "falls due at once"),
    rule(rf"^falls due ({TIME}) (?:later|afterwards|after that)$", r"falls due \1 after previous step is held", HELD),
    rule(r"^falls due at (?:the )?([\w ]+)'s discretion$", r'falls due when "decision of \1" is recorded', WAIT),
)

RETURN = (
    r"(?:the )?(?:return(?:ing)?(?: to work)?|employee(?:'s)? return(?:s|ing)?(?: to work)?|coming back(?: to work)?)"
)


def _at_least(found: re.Match[str]) -> str:
    return f"falls due when at least {ordinal(found[1])} absences"


def _day_of_absence(found: re.Match[str]) -> str:
    return f"when the absence has lasted at least {ordinal(found[1])} calendar days"


def _lasted(found: re.Match[str]) -> str:
    return f"the absence has lasted {found[1] or 'at least '}{found[2]}"


def _every(found: re.Match[str]) -> str:
    often = {"weekly": "1 week", "fortnightly": "2 weeks", "monthly": "1 month", "quarterly": "3 months"}
    often |= {"every week": "1 week", "every fortnight": "2 weeks", "every month": "1 month", "annually": "12 months"}
    return f"falls due again every {often[found[1].lower()]}"


FIRST = "another line says when it falls due the first time, such as `falls due when …`"
DAYS_AND_DATES = section(
    "^falls due",
    rule(
        r"^falls due (?:again )?(?:at |on a |in )?(weekly|fortnightly|monthly|quarterly|annually|every week|every fortnight"
        r"|every month)(?: basis| intervals)?$",
        _every,
    ),
    rule(
        r"^falls due (?:again )?(?:at |every )?(\d+)[- ](week|month)ly(?: intervals)?$", r"falls due again every \1 \2s"
    ),
    rule(rf"^falls due every (?={TIME})", "falls due again every ", FIRST),
    rule(
        rf"^falls due within ({TIME}) (?:of|after|following) (?:the )?{RETURN}$",
        "falls due on first working time back\\nmust be held within \\1 after falling due",
    ),
    rule(rf"^falls due (?:on|upon) {RETURN}$", "falls due on first working time back"),
    rule(
        rf"^falls due within ({TIME}) (?:of|after|following) (.+)$",
        "falls due at once\\nmust be held within \\1 after \\2",
    ),
    rule(
        rf"({TIME}) (?:into|(?:after|from) the (?:start|beginning|first day) of) (?:(?:the|an|sickness) )*absence",
        r"\1 after the absence began",
    ),
    rule(rf"^falls due (?:on|at|after|upon|when|with) (?:the |an? )?({ORDINAL}) (?:separate )?{SPELLS}", _at_least),
    rule(
        rf"(?:on|after|at|from) (?:the )?({ORDINAL}) day of (?:(?:the|an|sickness|continuous) )*absence",
        _day_of_absence,
    ),
    rule(r"(?:on|after|at|from) day (\d+) of (?:(?:the|an|sickness|continuous) )*absence", _day_of_absence),
    rule(
        rf"^falls due (?:after|at|once|when) ({CMP} )?({TIME})['’]?(?: of)?(?: (?:continuous|continued|consecutive|{SICK}))*"
        r" (?:absence|leave)$",
        lambda found: f"falls due when the absence has lasted {found[1] or 'over '}{found[2]}",
        LASTED,
    ),
    rule(r"^falls due after (?=the absence has lasted )", "falls due when "),
    rule(
        r"^falls due at the (\d+)[- ](day|week)s? (?:point|stage|mark)$",
        lambda found: (
            f"falls due when the absence has lasted at least {found[1]} {'calendar ' if found[2] == 'day' else ''}{found[2]}s"
        ),
    ),
    rule(rf"^falls due at ({TIME})$", r"falls due when the absence has lasted at least \1", OVER),
    rule(rf"^falls due (?:on|after|for|upon|at) (?=(?:{CMP} )?{N}\+? )(?!.*\bafter\b)", "falls due when "),
    rule(
        rf"^falls due after (?={NAMED}|[\w ]+ (?:is|has been|was) (?:held|issued|sent|recorded|given|completed))",
        "falls due when ",
    ),
)

AWAY = (
    r"(?:(?:the|an|any) )?(?:employee|person|absence|sickness absence) (?:has been|is|has lasted|lasts|continues"
    r"|has continued|extends|goes on|reaches)(?: (?:continuously )?(?:absent|off(?: sick| work)?|away|sick|on sick leave))?"
    r"(?: from work)?(?: continuously)?(?: for)? "
)
AT_END = r"(?= *$| and |,)"
LONG = section(
    "^(?:falls due|only if|condition|if) ",
    rule(
        rf"{AWAY}(?:((?:{CMP}) )|longer than |beyond )({TIME}){AT_END}",
        lambda found: f"the absence has lasted {found[1] or 'over '}{found[2]}",
    ),
    rule(rf"{AWAY}()({TIME}) or (?:more|longer|over){AT_END}", _lasted),
    rule(rf"(?<!\w)(?!(?:the |an )?absence has lasted \d){AWAY}()({TIME}){AT_END}", _lasted, OVER),
    rule(
        rf"(?:(?:the|an) )?absence is (?:likely|expected|going) to (?:exceed|(?:last|continue)(?: for)? (?:more than|longer than|over|beyond))"
        rf" ({TIME}){AT_END}",
        r"the absence is expected to last over \1",
    ),
    rule(rf"(?:the |an )?absence (?:has )?exceed(?:s|ed) ({TIME}){AT_END}", r"the absence has lasted over \1"),
    rule(r"\bhas lasted longer than\b", "has lasted over"),
    rule(rf"\b(has lasted {CMP} {N}) days?\b", r"\1 calendar days", CALENDAR, picks=True),
)

LINES = r"^(?:falls due|only if|condition|if|at its end|reading|possible|taken) |^measure "
RECENT = r"(?:last|past|previous|preceding|prior|most recent|latest)"
ANY = r"(?:(?:an?|any|the|each|one|every|given|rolling|consecutive|continuous|running|single|period of|cycle of|window of|last|past) )*"
SPAN = r"(?:[- ](?:rolling|consecutive))?(?:[- ](?:period|cycle|window|timeframe|time frame))?"
# `over` and `for` before a time are no window behind these words.
IN = r"(?:(?<!lasted )(?<!lasting )(?<!to last )(?<! is )(?<!when )(?<! and )(?<! or )(?:within|in|over|during|throughout|across|for))"
LATER = r"(?! ?(?:after|of|following|ending|from|since|beginning|starting)\b)"


def _within_last(found: re.Match[str]) -> str:
    number, unit = found[1], found[2].removesuffix("s")
    return f"in the last {number} {unit}{'' if number == '1' else 's'}"


WINDOWS = section(
    LINES,
    rule(r"\b(?:in|within|over|during|per) (?:the )?(?:current )?calendar year\b", "in each calendar year"),
    rule(
        r"\b(?:in|within|over|during) (?:(?:the|any|a|one|each) )?(?:current )?(?:annual leave|leave|holiday) year\b",
        "in each leave year",
    ),
    rule(rf"\b{IN} the {RECENT} ({TIME})\b{LATER}", r"in the last \1"),
    rule(rf"\bof the {RECENT} ({TIME})\b{LATER}", r"in the last \1"),
    rule(
        rf"\b{IN} (?:the )?({TIME}) (?:before|prior|preceding|leading up|up to (?:now|today))\b.*$", r"in the last \1"
    ),
    rule(rf"\b{IN} {ANY}(\d+)[- ]((?:{KIND} )?(?:day|week|month|year)s?){SPAN}(?![\w-]){LATER}", _within_last),
    rule(rf"\b{IN} {ANY}(?:rolling|past|last|previous) year\b(?: period)?", "in the last 12 months"),
    rule(rf"\b{IN} {ANY}(?:twelve|12)[- ]month\b", "in the last 12 months"),
    rule(rf"\b{IN} {ANY}(?:one |1 )?year\b(?: period)?{LATER}", "in the last 12 months", YEAR),
    rule(rf"\b{IN} {ANY}month\b{LATER}", "in the last 1 month"),
    rule(
        r"\b(?:per annum|per year|a year|each year|every year|annually|yearly|p\.?a\.?)(?= *$|,| and | or )",
        "in the last 12 months",
        YEAR,
    ),
    rule(r"\b(?:per|each|a) month(?= *$|,| and | or )", "in the last 1 month"),
    rule(rf"\b({PERIOD}) period\b", r"\1"),
    rule(
        rf"\b(?:while|whilst) (?:the |an? )?({PERIOD}) (?:is|remains) (?:open|live|active|running|in force|current)",
        r"during \1",
    ),
    rule(
        rf"\b(?:in|within|over|during|for) the (?:life|lifetime|period|duration|course|currency) of (?:the |an? )?({PERIOD})",
        r"during \1",
    ),
    rule(rf"\b(?:in|within) (?:the |an? )?({PERIOD})", r"during \1"),
    rule(r"^(measure .+?) in the last ", r"\1 over the last "),
)


def _days_of_absence(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2] or 'at least '}{found[3]} of absence"


def _absences(found: re.Match[str]) -> str:
    """The absences at the end of what was found, if they are a category of the policy; else all of them."""
    last = found[0][-1]
    one = found.string[: found.start()].endswith("1 ") and not found.string[: found.start() - 2].endswith(
        tuple("0123456789")
    )
    return last if re.match(NAMED, last) else "absence" if one else "absences"


COUNTS = section(
    LINES.replace("|^measure ", ""),
    rule(
        r"\b(when|if) (?:there (?:are|is|have been|has been|were|was)|(?:the |an? |any )?employees? (?:has|have|had|is|was)"
        r"(?: had| been| taken)?(?: absent| off sick| off)?(?: on| for)?|(?:has|have)(?: had)?|absent on|a total of"
        r"|total absences? (?:is|of|reaches)|absences? total(?:s|ling|led|ing|ed)?(?: of)?)(?: a total of)? "
        r"(?=(?:over|more than|at |an? |no |up to|exactly|under|\d))",
        r"\1 ",
    ),
    rule(rf"\b(when|if) (?:the )?employee (?:exceeds|has exceeded|goes over) (?={N})", r"\1 over "),
    rule(
        rf"\b(when|if) (?:the )?employee (?:reaches|hits|has reached|accrues|accumulates|takes) (?={N})",
        r"\1 at least ",
    ),
    rule(rf"\b(?:on|for) (?=(?:{CMP} )?{N} (?:or more )?(?:separate )?(?:occasions|absences|spells))", ""),
    rule(
        rf"\b(?:the )?number of ({SPELLS}) (?:exceeds?|is over|is more than|goes over) ({N})(?= )",
        lambda found: f"over {found[2]} {found[1] if re.match(NAMED, found[1]) else 'absences'}",
    ),
    rule(rf"\b((?:{CATEGORY}|absences)) exceed ({N})(?= (?:in|within|over|during) )", r"over \2 \1"),
    rule(rf"\bno (?:further|more|additional|other) ({ABSENCES})", r"no new \1"),
    rule(
        rf"\b(when|and|or) (?:the )?(?:total )?(?:{SICK} )?absences? (?:exceeds?|goes over|has exceeded) ({N} (?:{KIND} )?days?)",
        r"\1 over \2 of absence",
    ),
    rule(
        r"\bup to (?=\d+ (?!(?:calendar |working |clear )?(?:days?|weeks?|months?|years?) (?:after|of)\b))", "at most "
    ),
    rule(rf"\b({N}) or more (?=\w|{NAMED})(?!than)", r"at least \1 "),
    rule(rf"\b({N})\+ ", r"at least \1 "),
    rule(rf"\b({N}) or (?:fewer|less) (?=\w|{NAMED})(?!than)", r"at most \1 "),
    rule(r"\bat least at least\b", "at least"),
    rule(
        rf"({N}) ((?:{KIND} )?days?)'? (?:of )?(?:{SICK} )?(?:absences?|off(?: sick)?|lost|sick(?:ness)?|sick leave)\b(?! (?:lasting|flagged))",
        r"\1 \2 of absence",
    ),
    rule(
        rf"\b(when|and|or) ({CMP} )?({N} (?:{KIND} )?days?)(?: or more)?(?= (?:fall|in|over|within|during))",
        _days_of_absence,
    ),
    rule(
        rf"(?<=\d )(?:more|further|additional|subsequent|other|another) (?:separate )?{SPELLS}",
        lambda found: f"new {_absences(found)}",
    ),
    rule(rf"(?<=\d )(?:separate|different|individual|unrelated|distinct) {SPELLS}", _absences),
    rule(
        rf"(?<=\d )(new )?(?:(?:spell|episode|period|instance|occasion|occurrence|incident|bout)s?(?: of (?:{SICK} )?absences?)?|{SICK} absences?)",
        lambda found: f"{found[1] or ''}{_absences(found)}",
    ),
    rule(
        rf"\b(when|and|or) (?:(?:any|an?|one|1) )?(?:further|another|additional|subsequent|second) ({ABSENCES})",
        r"\1 1 new \2",
    ),
    rule(rf"\b(when|and|or) (?:any|an?|one) ({ABSENCES}) (?=starts?|begins?|occurs?|in the last|within)", r"\1 1 \2 "),
    rule(rf"\b(\d+ (?:{KIND} )?days? of {ABSENCES}) or more\b", r"at least \1"),
    rule(rf"\b({N} (?:new )?{ABSENCES}) or more\b", r"at least \1"),
    rule(r"\bover at least\b", "over"),
    rule(r"\bat least at least\b", "at least"),
    rule(
        rf"({N} (?:{KIND} )?days? of {ABSENCES})(?: (?:have|has|are|were|was|is))?(?: (?:been )?(?:occur(?:s|red|ring)?|happen(?:s|ed)?|"
        r"taken|taken place|recorded|lost|accrued))(?= (?:in|within|over|during|since)\b)",
        r"\1 fall",
    ),
    rule(
        rf"({N} (?:new )?{ABSENCES})(?: (?:have|has|are|were|was|is))?(?: been)? (?:occur(?:s|red|ring)?|happen(?:s|ed)?"
        r"|tak(?:e|es|en) place|arisen?|arises|begins?|began|begun|commence[sd]?|started|recorded|taken)(?= (?:in|within|over|during|since)\b)",
        r"\1 start",
        START,
    ),
    rule(rf"({N} (?:{KIND} )?days? of {ABSENCES}) (?=(?:in|within|during|since|over the)\b)", r"\1 fall "),
    rule(
        rf"((?:{N}|\bno) (?:new )?{ABSENCES}) (?=(?:in|within|during|since|over the)\b)",
        r"\1 start ",
        START,
        picks=True,
    ),
    rule(rf"\b((?:1|no) (?:new )?{ABSENCES}) start\b", r"\1 starts"),
    rule(rf"\b({N}) days? of (?={ABSENCES})", r"\1 working days of ", DAYS, picks=True),
)


COMPARED = section(
    LINES.replace("|^measure ", ""),
    rule(
        rf"(?<={MEASURE}) (?:is )?(?:reaches or exceeds|meets or exceeds|equals or exceeds|hits or exceeds|equal to or (?:above|greater than|over|more than"
        r"|exceeding|higher than)|(?:greater|more|higher) than or equal to|at or above|hits|reaches|gets to|has reached)\b(?: or exceeds)?",
        " is at least",
    ),
    rule(r"\bis (?:less|lower|fewer) than or equal to\b|\bis equal to or (?:below|less than|under)\b", "is at most"),
    rule(
        rf"({MEASURE}) (?:goes|rises|climbs|gets|moves|is)(?: to)? (?:over|above|beyond|higher than|greater than|in excess of)\b",
        r"\1 is over",
    ),
    rule(rf"(?<={MEASURE}) (?:surpasses|exceeds|passes)\b", " is over"),
    rule(rf"({MEASURE}) (?:falls|drops|goes|gets|is)(?: to)? (?:below|under|lower than)\b", r"\1 is under"),
    rule(rf"\bis ({N})\+", r"is at least \1"),
    rule(rf"\bis ({N}) or (?:more|above|over|higher|greater)\b", r"is at least \1"),
    rule(rf"\bis ({N}) or (?:less|below|under|fewer|lower)\b", r"is at most \1"),
    rule(rf"\b(?:is|lies|falls) between ({N}) and ({N})", r"is from \1 to \2"),
    rule(rf"\bis ({N}) ?(?:to|-|–) ?({N})", r"is from \1 to \2"),
    rule(rf"({MEASURE} is (?:{CMP}|from {N} to) {N}) points?\b", r"\1"),
)

EVENT = r"(?:held|issued|sent|recorded|given|requested|agreed|completed|considered|refused|missed)"
BEFORE_THIS = section(
    LINES.replace("|^measure ", "") + "|^never before ",
    rule(
        r"\b(?:the|this|that|last|previous|earlier|preceding) (?:(?:last|previous|earlier|preceding) )?(?:meeting|review|interview|hearing|stage|step)(?= (?:is|was|has been|being|takes|took) | *$|,)",
        "previous step",
    ),
)
EVENTS = section(
    LINES.replace("|^measure ", "") + "|^(?:never before|must|should|may|lasts|employee|[\\w ]+ (?:must|should)) ",
    rule(rf"\b({STEP}|previous step) (?:takes|took|has taken|taking) place", r"\1 is held"),
    rule(
        rf"\b(?:the )?(?:date|day|holding|end|conclusion|completion) (?:of|on which) (?:the )?(?={STEP}|previous step)",
        "",
    ),
    rule(rf"\b(?:the )?(?:date|day|issue|issuing|sending) (?:of|on which) (?:the )?(?={DOCUMENT})", ""),
    rule(rf"\b(?:was|were|being|has been|have been|having been|is being) (?={EVENT}\b)", "is "),
    rule(
        rf"\b({TIME}) (?:of|from|following|since|later than|counted from)(?: the)? (?={STEP}|{DOCUMENT}|previous step|[\w ]+ is {EVENT})",
        r"\1 after ",
    ),
    rule(rf"(?<!lasts )\b(?:during|in|over|up to|inside|for)(?: the)? ({TIME}) after\b", r"within \1 after"),
    rule(rf"\bwithin (?:a |the )?(?:period of |following )?({TIME}) after\b", r"within \1 after"),
    rule(
        rf"\b(after|since|before) (?:the )?({STEP}|previous step)(?= *$|,| and | or )",
        r"\1 \2 is held",
        HELD,
        picks=True,
    ),
    rule(rf"\b(after|since|before) (?:the )?({DOCUMENT})(?= *$|,| and | or )", r"\1 \2 is issued"),
)

SECTIONS: tuple[Section, ...] = (
    CERTIFICATES,
    PATTERNS,
    OPENERS,
    DISCRETION,
    LONG,
    DAYS_AND_DATES,
    LONG,
    WINDOWS,
    BEFORE_THIS,
    EVENTS,
    COUNTS,
    COMPARED,
)
