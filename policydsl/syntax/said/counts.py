"""How many absences, or days of absence, as policies have it."""

from __future__ import annotations

import re

from policydsl.syntax.said.notes import DAYS, START
from policydsl.syntax.said.rules import ABSENCES, CATEGORY, CMP, KIND, NAMED, SICK, SPELLS, N, rule, section
from policydsl.syntax.said.windows import LINES


def _days_of_absence(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2] or 'at least '}{found[3]} of absence"


def _days_or_times(found: re.Match[str]) -> str:
    """`8 days or 3 occasions in …` as two counts, each with its time."""
    return (
        f"when {found[1] or 'at least '}{found[2]} {found[3]} of absence fall {found[5]},"
        f" or when at least {found[4]} absences start {found[5]}"
    )


def _times_or_days(found: re.Match[str]) -> str:
    """`3 occasions in … or 8 days` as two counts, each with its time."""
    return (
        f"when {found[1] or 'at least '}{found[2]} absences start {found[3]},"
        f" or when {found[4] or 'at least '}{found[5]} of absence fall {found[3]}"
    )


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
    rule(rf"({N}) (?:single|one|1)[- ]day absences?", r"\1 absences lasting exactly 1 calendar day"),
    rule(
        rf"\bwhen ({CMP} )?({N}) ((?:{KIND} )?days?)(?: of absence)? or ({N})(?: or more)? {SPELLS} (in (?:the last|each) .+)$",
        _days_or_times,
        START,
    ),
    rule(
        rf"\bwhen ({CMP} )?({N})(?: or more)? (?:separate )?{SPELLS} (in (?:the last \d+ \w+|each \w+ year)),? or (?:when )?(?:a total of )?({CMP} )?({N} (?:{KIND} )?days?)"
        r"(?: or more)?(?: of absence)?(?: in total)?$",
        _times_or_days,
        START,
    ),
    rule(
        rf"\bwhen ((?:{CMP} )?{N}) (?:separate )?{SPELLS} (?:totalling|totaling|amounting to|of|adding up to) (?:at least )?({N} (?:{KIND} )?days?)"
        r"(?: or more)?(?: in total)? (in (?:the last|each) .+)$",
        r"when \1 absences start \3 and at least \2 of absence fall \3",
        START,
    ),
    rule(rf"\b(when|if) (?:the )?employee (?:exceeds|has exceeded|goes over) (?={N})", r"\1 over "),
    rule(
        rf"\b(when|if) (?:(?:the )?employee )?(?:reaches|hits|has reached|accrues|accumulates|takes) (?={N})",
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
        rf"\b(when|and|or) (?:the )?(?:total )?(?:(?:{SICK}|personal) )?(?:absences?|leave) (?:exceeds?|goes over|has exceeded) ({N} (?:{KIND} )?days?)",
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
    rule(rf"({N} absences lasting exactly 1 calendar day) (?=in the last|within)", r"\1 start ", START),
    rule(rf"\b((?:1|no) (?:new )?{ABSENCES}) start\b", r"\1 starts"),
    rule(rf"\b({N}) days? of (?={ABSENCES})", r"\1 working days of ", DAYS, picks=True),
)
