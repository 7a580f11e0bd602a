"""When a meeting is held, as policies have it: the opening of the line, days and dates, how long an absence goes on."""

from __future__ import annotations

import re

from policydsl.syntax.said.notes import CALENDAR, HELD, LASTED, OVER, WAIT
from policydsl.syntax.said.rules import (
    CMP,
    DOCUMENT,
    IF,
    NAMED,
    ORDINAL,
    SICK,
    SPELLS,
    STEP,
    TIME,
    N,
    ordinal,
    rule,
    section,
)

MEETING = rf"(?:(?:an?|the|this) )?(?:(?:[\w'-]+|{NAMED}) ){{0,4}}?(?:meetings?|reviews?|interviews?|hearings?|stage|step|process|{STEP})"
WILL = r"(?:(?:will|must|shall|should|may|is to|are to|is|are|can|could) )?(?:(?:normally|usually|also|then) )?(?:be )?"
DONE = r"(?:carried out|conducted|undertaken|completed|held|arranged|called|convened|triggered|required|needed|due|initiated|invoked|started|takes? place|taken)"

PAPER = rf"(?:an? |the )?(?:(?:[\w-]+ ){{0,3}}?(?:warning|letter|notice|caution)s?|{DOCUMENT})"
RETURN = r"(?:the )?(?:(?:first )?(?:working )?day (?:of (?:the )?)?(?:employee's )?(?:return|back)(?: to work| at work)?|return(?:ing)?(?: to work)?|employee(?:'s)? return(?:s|ing)?(?: to work)?|coming back(?: to work)?)"


OPENERS = section(
    "",
    rule(rf"^{MEETING} {WILL}{DONE},? (?:{IF}|by(?= [^,]*\d)) ", "falls due when "),
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
        r"|is|are) (?:be )?(?:invited|asked|required|called|subject|expected|receive|face|get|progress|attend)\b.*$",
        r"falls due when \1",
    ),
    rule(rf"^{IF} (.+?),? {MEETING} {WILL}{DONE}\b[^:]*$", r"falls due when \1"),
    rule(
        rf"^(?:(?:[\w'-]+|{NAMED}) ){{1,5}}?(?:will|may|shall|must|should|can) (?:be )?(?:commence|begin|start|follow|taken|considered|initiated)"
        rf" {IF} ",
        "falls due when ",
    ),
    rule(rf"^{PAPER} {WILL}(?:issued|given|sent) {IF} ", "falls due when "),
    rule(rf"^{PAPER} {WILL}(?:issued|given|sent) (?:up)?on ", "falls due on "),
    rule(
        rf"^(?:any |all )?absences? (?:exceeding|over|of more than|(?:lasting )?longer than|lasting (?:over|more than)) ({TIME})"
        r" (?:will|may|shall) (?:trigger|lead to|result in|prompt|require) .+$",
        r"falls due when the absence has lasted over \1",
    ),
    rule(rf"^{MEETING} {WILL}{DONE} (?=every {TIME}(?: until .+)?$)", "falls due again "),
    rule(
        r"\buntil (?:the )?(?:employee(?:'s)?|they|he or she) (?:returns?|is back|comes back)(?: to work)?$",
        "until the absence ends",
    ),
    rule(
        rf"^{MEETING} {WILL}{DONE} (?:within|no later than|not later than) (?={TIME} (?:after|of) .*\babsence\b)",
        "falls due within ",
    ),
    rule(rf"^{MEETING} {WILL}{DONE} (?=(?:within {TIME} (?:of|after|following)|on|upon) {RETURN}$)", "falls due "),
    rule(
        r"^(?:trigger(?:ed|s)?|trigger point|the trigger(?: point)?)(?: is| are)?(?: by| when| if)?:? ",
        "falls due when ",
    ),
    rule(rf"^(?:is|becomes|will be|must be|to be) {DONE},? (?:{IF}|by) ", "falls due when "),
    rule(rf"^{DONE} (?:{IF}|by(?= [^,]*\d)) ", "falls due when "),
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


def _at_least(found: re.Match[str]) -> str:
    return f"falls due when at least {ordinal(found[1])} absences"


def _day_of_absence(found: re.Match[str]) -> str:
    return f"when the absence has lasted at least {ordinal(found[1])} calendar days"


def _on_day(found: re.Match[str]) -> str:
    number = int(found[2] or ordinal(found[1]))
    return f"falls due when the absence has lasted at least {number} calendar day{'' if number == 1 else 's'}"


def _after_day(found: re.Match[str]) -> str:
    number = int(found[2] or ordinal(found[1]))
    return f"falls due when the absence has lasted over {number} calendar day{'' if number == 1 else 's'}"


def _week_of_absence(found: re.Match[str]) -> str:
    return f"falls due when the absence has lasted at least {7 * ordinal(found[1]) - 6} calendar days"


def _lasted(found: re.Match[str]) -> str:
    return f"the absence has lasted {found[1] or 'at least '}{found[2]}"


OFTEN = {
    words: f"falls due again every {time}"
    for words, time in (
        *(("weekly", "1 week"), ("fortnightly", "2 weeks"), ("monthly", "1 month"), ("quarterly", "3 months")),
        *(
            ("every week", "1 week"),
            ("every fortnight", "2 weeks"),
            ("every month", "1 month"),
            ("annually", "12 months"),
        ),
    )
}


def _every(found: re.Match[str]) -> str:
    return OFTEN[found[1].lower()]


FIRST = "another line says when it falls due the first time, such as `falls due when …`"


def _while_absent(found: re.Match[str]) -> str:
    time = {"week": "1 week", "fortnight": "2 weeks", "month": "1 month"}.get(found[1].lower(), found[1])
    return f"falls due again every {time} until the absence ends"


EVERY_SO_OFTEN = section(
    "every|weekly|monthly|fortnightly|quarterly",
    rule(
        rf"^(?:falls due )?(?:again )?every ({TIME}|week|fortnight|month)"
        r",? (?:(?:while|whilst|when|as long as|for as long as) (?:(?:the )?(?:employee|person|he or she) (?:is|remains) |still )*(?:absent|off(?: sick| work)?|away|sick|the absence (?:lasts|continues|goes on|runs))"
        r"|(?:during|throughout|for the duration of|of) (?:(?:the|an?|their|sickness) )*(?:absence|sickness|illness))$",
        _while_absent,
    ),
    rule(rf"^(?:every (?={TIME}))", "falls due again every "),
    rule(
        r"^(weekly|fortnightly|monthly|quarterly|annually|every week|every fortnight|every month)( until .+)?$",
        lambda found: f"{_every(found)}{found[2] or ''}",
    ),
    rule(
        r"^((?:[\w'-]+ ){0,4}?(?:must|should) [^,:]+?),? (weekly|fortnightly|monthly|quarterly|every week|every fortnight|every month)$",
        lambda found: f"{OFTEN[found[2].lower()]}\n{found[1]}",
    ),
    rule(
        rf"^((?:[\w'-]+ ){{0,4}}?(?:must|should) [^,:]+?),? every ({TIME})$",
        r"falls due again every \2\n\1",
    ),
)
AGAIN = re.compile(rf"falls due again every ({TIME})(?: until .+)?(?=\n|$)")
AROUND = re.compile(r"^[ \t]*(?:the )?(branch|procedure|guidance|during every|after every)\b([^\n#]*)", re.MULTILINE)
DUE = re.compile(r"^[ \t]*(?:(?:from|for employees) [^\n:]*: )?falls due (?!again )", re.MULTILINE)
ONE_ABSENCE = re.compile(r"\bfollows each (?:absence|run)\b(?!.* after it ends)")
AFTER_THAT_TIME = "the first time is so long after the absence began; any other `falls due` line will do for it"


def _goes_on(above: str) -> bool:
    """Whether the steps at the end of a text are for an absence that goes on."""
    around = list(AROUND.finditer(above))
    return bool(around) and (around[-1][1] == "during every" or ONE_ABSENCE.search(around[-1][2]) is not None)


def with_a_first_time(words: str, step: str, above: str) -> tuple[str, str]:
    """Lines of a step that falls due again, with one for the first time if it has none, and what to say of that."""
    found = AGAIN.search(words)
    if found is None or DUE.search(words) or DUE.search(step):
        return words, ""
    if not _goes_on(above):
        return words, FIRST
    return f"falls due {found[1]} after the absence began\n{words}", AFTER_THAT_TIME


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
    rule(
        r"^falls due (?:again )?(weekly|fortnightly|monthly|quarterly) (?:during|throughout|for the duration of) (?:the |an? )?(?:\S+ )?absence$",
        lambda found: f"{_every(found)} until the absence ends",
    ),
    rule(r"^(falls due (?:again )?every )(week|month|year)(?= (?:until|while|during)\b)", r"\g<1>1 \2"),
    rule(r"^(falls due (?:again )?every )day(?= (?:until|while|during)\b)", r"\g<1>1 calendar day"),
    rule(rf"^falls due every (?={TIME})", "falls due again every "),
    rule(
        rf"^falls due (?:on|from|by|upon) (?:the )?(?:({ORDINAL})|calendar day|day) (?:calendar )?(?:day|(\d+))(?: of (?:the |an? |any |each |every )?(?:sickness|illness|leave|sick leave))?$",
        _on_day,
    ),
    rule(
        rf"^falls due (?:after|beyond) (?:the )?(?:({ORDINAL})|calendar day|day) (?:calendar )?(?:day|(\d+))(?: of (?:the |an? |any |each |every )?(?:(?:sickness|continuous) )?(?:absence|sickness|illness|leave|sick leave))?$",
        _after_day,
    ),
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
    rule(
        rf"^falls due (?:in|from|during) the ({ORDINAL}) week of (?:(?:the|an|sickness|continuous) )*absence",
        _week_of_absence,
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
    r"(?: from work)?(?: continuously)?(?: for)?(?: (?:a|any)(?: continuous)? period of)? "
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
