"""The lines under `policy`, categories, settings and measures as policies have them."""

from __future__ import annotations

import re

from policydsl.syntax.build import MONTHS
from policydsl.syntax.said.notes import CALENDAR, DAYS
from policydsl.syntax.said.rules import CATEGORY, CMP, KIND, TIME, UNIT, N, Section, rule, section

DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
DAY_OF_YEAR = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
COMPARED_LATER = "a setting is one value; `at least` or `over` stands in the line that holds something against it"
IN_ONE_LINE = "in place of the line that begins `a working day is`"
FLAGGED = "people who keep the records write this word as a flag on the absence"
ONE = r"(?:are|is|count as|will be|(?:is|are|will be) (?:treated|counted|regarded|classed|recorded) as) (?:one|1|a single|the same|one single)(?: continuous)? absence"


def _between(found: re.Match[str]) -> str:
    """Less than 7 days are at most 6."""
    number, unit = found[2], found[3]
    if found[1] and re.search("less|fewer", found[1]) and number.isdecimal() and unit.endswith("days"):
        number = str(int(number) - 1)
    unit = f"calendar {unit}" if unit in ("day", "days") else unit
    return f"absences join when at most {number} {unit} lie between them"


def _from_over_to_under(found: re.Match[str]) -> str:
    low, high, unit = int(found[1]), int(found[2]), found[3]
    return f"lasting from {low + 1} to under {high} {unit}" if unit.endswith("days") else found[0]


HEADER = section(
    "",
    rule(
        rf"^(?:the )?(?:school|academic) year (?:runs|starts|begins|is)(?: from| on)? ({DAY_OF_YEAR})(?: (?:to|until|-) {DAY_OF_YEAR})?$",
        r"a pay period is 1 year from \1 2025",
        "any year will do, and a line counts `in the pay period`; if `in each leave year` is not needed for leave,\n"
        "`the leave year starts on …` will do as well",
    ),
    rule(
        rf"^(?:(?:this|the) )?(?:policy )?(?:takes effect|comes into (?:force|effect|operation)|is effective|will take effect|effective(?: date)?|applies|in force|starts)"
        rf":?(?: from| on| as of)? ({DATE})$",
        r"in force from \1",
    ),
    rule(
        rf"^(?:the )?(?:annual leave|leave|holiday|absence|sickness|sick leave) year (?:runs|starts|begins|is)(?: from| on)? ({DAY_OF_YEAR})(?: (?:to|until|-) {DAY_OF_YEAR})?$",
        r"the leave year starts on \1",
    ),
    rule(
        rf"^(?:the )?(?:normal )?(?:working|business|office) (?:week|days|hours)(?: is| are| runs?)?:?(?: from)? ({WEEKDAY}) to ({WEEKDAY})$",
        r"the organisation works \1 to \2",
    ),
    rule(
        r"^(?:an? )?half[- ]days? (?:counts?|(?:is|are) counted) as (?:an? )?half(?: a)?(?: day)?$",
        "a part day counts as its fraction",
    ),
    rule(
        r"^(?:an )?absences? of (?:a )?half (?:a )?days? (?:counts?|is counted|are counted) as 0?[.]5(?: of a)?(?: days?)?$",
        "a part day counts as its fraction",
    ),
    rule(
        r"^(?:a )?working days? (?:is|are|means) (?:a |any |all |the )?days?(?: on which| when| that)? (?:the |an )?employees? (?:was|were|is|are) (?:rostered|scheduled"
        r"|due|contracted|required|expected|normally due)(?: to (?:work|attend))?$",
        "a working day is a day the employee was due to work",
    ),
    rule(
        r"^(?:public|bank|statutory) holidays (?:are |is )?(?:included|counted|working days|count(?: as (?:working )?days?)?)$",
        "a working day is a day the employee was due to work, public holidays included",
        IN_ONE_LINE,
    ),
    rule(
        r"^(?:public|bank|statutory) holidays (?:are |is |do |does )?(?:excluded|left out|not (?:included|counted|working days|count(?: as (?:working )?days?)?))$",
        "a working day is a day the employee was due to work, without the public holidays of England and Wales",
        f"{IN_ONE_LINE}; the calendar may be another one",
    ),
    rule(
        rf"^(?:all )?employees? (?:are|is|will be) (?:assumed|taken|deemed|treated) (?:to work|as working) ({WEEKDAY}) to ({WEEKDAY})$",
        r"with no working pattern on file, use \1 to \2",
    ),
    rule(
        r"^(?:an )?absences? (?:on )?(?:either|both) sides? of (?:a |the )?(?:weekends?|rest days?|days off) "
        rf"{ONE}$",
        "absences join when no working day lies between them",
    ),
    rule(
        r"^absences (?:are joined|join|link|count as one absence|are linked) (?:if|when|where) (?:there (?:are|is) )?no working days? (?:lies? )?between them$",
        "absences join when no working day lies between them",
    ),
    rule(
        rf"^(?:two |2 |any )?absences (?:that are |which are )?(?:only )?separated (?:only )?by (?:an? |the )?(?:weekends?|rest days?|days off|non-working days?) {ONE}$",
        "absences join when no working day lies between them",
    ),
    rule(
        rf"^(?:two |2 |any )?absences (?:that are |which are |that start )?((?:within|less than|separated by (?:less than|at most|up to)|with (?:less|fewer) than"
        rf"|with at most) )({N}) ((?:{KIND} )?{UNIT})(?: of each other| apart| between them)? {ONE}$",
        _between,
    ),
)

UNCOUNTED = (
    r"(?:(?:are|is|will be) (?:excluded|disregarded|discounted|ignored|not counted|left out|omitted)|(?:are|is|will) not (?:be )?(?:counted|included|taken into account)|(?:do|does|will) not count(?: towards .+)?"
    r"|count for nothing|don't count)"
)


def _each_flagged(found: re.Match[str]) -> str:
    kind = found[1]
    parts = (re.sub(r"^(?:absences? )?(?:flagged )?", "", one) for one in re.split(r",? (?:and|or) |, ", found[2]))
    return " or ".join(f"{kind} flagged {one}" for one in parts)


ANY_OF_THEM = "each of the flags is enough; for absences with all of them write `flagged … flagged …`"
FLAGS = section(
    "",
    rule(
        rf"^(?:all |any )?absences? (?:of|lasting) (?:less than|under|fewer than) ({TIME}) {UNCOUNTED}$",
        r"leave out absences lasting under \1",
    ),
    rule(
        r"(?<=^leave out )(?:all |any )?(absences?) (flagged [^,:]+?(?:,? (?:and|or) [^,:]+?|, [^,:]+?)+)$",
        _each_flagged,
        ANY_OF_THEM,
    ),
    rule(rf"^(?:all |any )?absences flagged ([\w -]+?) {UNCOUNTED}$", r"absences flagged \1 count for nothing"),
    rule(
        r"^(?:exclude|disregard|ignore|discount)s? (?:all |any )?absences flagged ([\w -]+)$",
        r"absences flagged \1 count for nothing",
    ),
    rule(
        rf"^(?:all |any )?([\w-]+(?: [\w-]+)?) absences? {UNCOUNTED}$",
        r"absences flagged \1 count for nothing",
        FLAGGED,
    ),
    rule(
        rf"^(?:all |any )?absences (?:because of|due to|for|caused by|related to|relating to) (?:an? |the )?([\w -]+?) {UNCOUNTED}$",
        r"absences flagged \1 count for nothing",
        FLAGGED,
    ),
    below=("policy", ""),
)
GOING_ON = r"(?:ongoing|current|continuing|running|open)"
OF_A_MEASURE = section(
    "",
    rule(
        r"^(?:any |all |an )?absences? (?:which|that) (?:started|began|commenced|begin|start|begins|starts) before (?:the|this) [\w ]+? "
        r"(?:(?:are|is|will be) counted|counts?) (?:in full|whole|in (?:its|their) entirety|fully)$",
        "an absence that began before the window counts whole",
    ),
    rule(
        r"^only (?:the |those )?days (?:which |that )?(?:are )?(?:fall(?:ing)?|inside|within|in)\b.*?(?:(?:are|will be) counted|counts?)$",
        "an absence that began before the window counts for its days inside it",
    ),
    rule(
        rf"^(?:any |all |an )?{GOING_ON} absences? (?:(?:are|is|will be) counted|counts?) (?:only )?(?:when|once|after) (?:the employee (?:returns|is back)|(?:it|they) (?:ends?|has ended|have ended|is over|are over))(?: to work)?$",
        "an absence still running counts once it has ended",
    ),
    rule(
        rf"^(?:any |all |an )?{GOING_ON} absences? (?:(?:are|is|will be) (?:counted|included)|counts?) (?:up to (?:today|now|the day)|day by day|as (?:they|it) accrues?|to date)$",
        "an absence still running counts day by day",
    ),
    rule(rf"^(?:all |any )?(.*(?:absences?\b|{CATEGORY}).*?) {UNCOUNTED}$", r"not counting \1"),
    rule(
        r"^(?:excluding|excludes?|leaving out|ignoring|disregarding|except(?: for)?|not including|does not count|do not count) (?=.)",
        "not counting ",
    ),
    rule(r"^(?:including only|only counting|only including|counts? only|only counts|only) (?=.)", "counting only "),
    rule(
        r"^is (?:the )?(?:total )?(?:number|count|total) of (?:separate )?(?:absences|spells|occasions|episodes|instances)(?: of absence)?$",
        "is absences",
    ),
    rule(r"\b(?:the )?number of (?:absences|spells|occasions|episodes)(?: of absence)?", "absences"),
    rule(
        rf"^is (?:the )?(?:total )?(?:number|count|total) (?:of )?((?:{KIND} )days)(?: lost| of sickness absence| absent)?$",
        r"is \1 of absence",
    ),
    below=("measure",),
)

GROUP = r"(group (?!(?:is|are|means|covers) )(?:(?! is )[^:])+?)"
SERVED = r"(?:service|working days per week|hours per week)"
GROUPS = section(
    "^group ",
    rule(
        rf"^{GROUP} (?:is|are|means|covers) (?:all |the )?(?:employees|staff|people|those) (?:who are )(?=recorded as )",
        r"\1 is employees ",
    ),
    rule(
        rf"^{GROUP} (?:is|are|means|covers) (?:all |the )?(?:staff|people|those) (?=recorded as )", r"\1 is employees "
    ),
    rule(rf"^{GROUP} (?:(?:is|are|means|covers) )?(?=recorded as )", r"\1 is employees "),
    rule(
        rf"^{GROUP} (?:is|are|means|covers) (?:all |the )?(?:employees|staff|people|those)(?: who have| having|,)? (?={SERVED} )",
        r"\1 is employees with ",
    ),
    rule(rf"^{GROUP} (?:is|are|means|covers) (?:all |the )?(?:staff|people|those) (?=with )", r"\1 is employees "),
    rule(rf"^{GROUP} (?:means|covers|are) (?=employees )", r"\1 is "),
    rule(rf"^({GROUP[1:-1]} is employees recorded as) ([^\"]* (?:and|or|at|before) [^\"]*)$", r'\1 "\2"'),
    rule(rf"^(group .+? with {SERVED}) (?:is |of )", r"\1 "),
    rule(rf"^(group .+? with {SERVED}) from ({N}(?: {UNIT})?)(?: on(?:wards?)?)?$", r"\1 at least \2"),
    rule(rf"^(group .+? with {SERVED}) ({N}(?: {UNIT})?) or (?:more|over|longer)$", r"\1 at least \2"),
)
CATEGORIES = section(
    r"^category ",
    rule(r"^(category [^:]+?): ?", r"\1 is "),
    rule(r"^(category .+?) (?:means|covers|are|includes) ", r"\1 is "),
    rule(
        r" is (?:any |all |an |the )?absences? (?:of|which (?:is|lasts?)|that (?:is|lasts?)|which are|that are|for|lasting for)(?: a period of)? (?=\w* ?(?:\d|a week|a month|than|least|most|to))",
        " is an absence lasting ",
    ),
    rule(
        r" is (?:any absence|absences|all absences|absence|(?:any |all )?sickness(?: absences?)?)\b", " is an absence"
    ),
    rule(r"\b(lasting(?: \w+){0,3}) a (week|month|year)\b", r"\1 1 \2"),
    rule(r"\blasting longer than (?!expected)", "lasting over "),
    rule(r"\blasting up to(?: and including)? ", "lasting at most "),
    rule(rf"\blasting between ({N})(?: {UNIT})? and ({N})", r"lasting from \1 to \2"),
    rule(rf"\blasting ({N}) ?(?:to|-) ?({N})", r"lasting from \1 to \2"),
    rule(
        rf"\blasting (?:over|more than) ({N})(?: (?:{KIND} )?{UNIT})? (?:but|and) (?:under|less than|fewer than) ({N}) ((?:{KIND} )?{UNIT})",
        _from_over_to_under,
    ),
    rule(
        rf"\blasting (?:over|more than) ({N})(?: (?:{KIND} )?{UNIT})? (?:but|and) (?:up to|at most|not more than) ({N}) ((?:{KIND} )?{UNIT})",
        lambda found: (
            f"lasting from {int(found[1]) + 1} to {found[2]} {found[3]}" if found[3].endswith("days") else found[0]
        ),
    ),
    rule(rf"\blasting ({TIME}) or (?:more|longer|over)", r"lasting at least \1"),
    rule(rf"\blasting ({TIME}) or (?:less|fewer|under|shorter)", r"lasting at most \1"),
    rule(rf"\b(lasting (?:{CMP})) (?:1|a|one) day\b", r"\1 1 calendar day", CALENDAR),
    rule(rf"\b(lasting (?:{CMP}|from {N} to(?: under)?) {N}) days?\b", r"\1 calendar days", CALENDAR),
)
SETTING = section(
    r"^setting ",
    rule(rf"^(setting .+? is) (?:{CMP}) (?={N})", r"\1 ", COMPARED_LATER),
    rule(rf"^(setting (?:(?! of | is )[^:])+?)(?: of|:) ?(?={N})", r"\1 is "),
    rule(rf"^(setting .+? is {N}) (?:absences|occasions|spells|episodes|points|times|instances)$", r"\1"),
    rule(rf"^(setting .+? is) (?:a |the )?(?:period|total|maximum|minimum) of (?={N})", r"\1 "),
    rule(
        r",? (?:which is |is |are )?pro[- ]?rata(?:'?d)?(?: (?:for|to) (?:part[- ]time(?:rs)?|those (?:who work|working) part[- ]time"
        r"|contracted hours)(?: (?:staff|employees|workers|colleagues))?)?$",
        ", pro rata to a full-time week of 5 working days",
        "write the days of your full-time week",
    ),
    rule(rf"^(setting .+? is {N}) days$", r"\1 working days", DAYS),
    rule(r"^(setting .+? is) (?:a|one) (week|month|year)$", r"\1 1 \2"),
)

SECTIONS: tuple[Section, ...] = (HEADER, GROUPS, FLAGS, OF_A_MEASURE, CATEGORIES, SETTING)
