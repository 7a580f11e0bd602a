"""Points and events as policies have them: what gives points, when they drop off, what takes them off, who has how many."""

from __future__ import annotations

import re
from collections.abc import Callable

from policydsl.syntax.build import MONTHS
from policydsl.syntax.said.rules import CMP, MEASURE, NAMED, PERIOD, N, Section, rule, section
from policydsl.syntax.signs import figures

DATE = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
SPAN = rf"(?:{N} (?:calendar |rolling |consecutive |full )?(?:days?|weeks?|months?|years?)|{N}-(?:day|week|month|year))"
STRETCH = rf"(?:{SPAN}|(?:calendar |full |entire )?quarter|(?:calendar |full |entire )?month|calendar year|year)"
POINTS = rf"(?:(?:{MEASURE}|(?:attendance |disciplinary )?points?|(?:the |an? )?entr(?:y|ies)|(?:the |an? )?occurrences?|credits?)\b|{MEASURE})"
EACH = r"(?:all |each |every |any |the |an? )?"
CLEAN = (
    r"(?:of|with|without|free (?:of|from)|clear of|in which there (?:is|are) no)(?: having| any| an?| no| incurring)? ?"
    r"(?:perfect attendance|clean attendance|absences?|points?|occurrences?|incidents?|infractions?|entr(?:y|ies)|violations?)(?: or tard(?:y|ies|iness))?"
)
OFF = (
    r"(?:drop|fall|roll|come|age|time|go)(?:s|es)?[- ]?off|expires?|laps(?:e|es)|disappears?"
    r"|(?:are|is|be) (?:automatically )?(?:removed|cleared|deleted|purged|dropped|erased|wiped|taken off|rolled off|expunged)"
)
GIVEN = r"(?:(?:is|are|will be) )?(?:assessed |given |charged |issued |added |incurred |assigned |awarded |earned |accrued )?"
WHO = r"(?:the |an |any )?(?:employee|person|team member|associate|worker|colleague|member of staff|staff member)s?"
HAS = r"(?:accumulates?|reach(?:es)?|has(?: reached| accumulated)?|have|gets?|hits?|earns?|incurs?|accrues?|receives?|is at|totals?)"
TOTAL = rf"(?:(?:attendance )?points?|({MEASURE}))"
WHICH = "if the points have another name, write that in place of `attendance points`"
DAYS = "days are calendar days here"
CLOCK = r"(?:(?:active|actual|continuous) (?:employment|duty|service|work)|time worked|worked time|work|service)"


def _reached(begins: str) -> Callable[[re.Match[str]], str]:
    """The points by their name where the sentence has it."""

    def meant(found: re.Match[str]) -> str:
        return f"{begins} {found[2] or 'attendance points'} is at least {found[1]}"

    return meant


def _days(found: re.Match[str]) -> str:
    """`90 days` as `90 calendar days`, `12-month` as `12 months`, `a month` as `calendar month`."""
    said = re.sub(r"^(?:full|entire) |(?<= )(?:rolling|consecutive|full) ", "", found[2].replace("-", " "))
    if said in ("month", "calendar month", "quarter", "calendar quarter", "year", "calendar year"):
        said = {"month": "calendar month", "calendar quarter": "quarter", "year": "calendar year"}.get(said, said)
    elif re.fullmatch(rf"{N} days?", said):
        said = re.sub(r" (?=day)", " calendar ", said)
    elif re.fullmatch(rf"{N} (?:day|week|month|year)", said) and not said.startswith("1 "):
        said = f"{said}s"
    return f"{found[1]}{said}{found[3]}"


def _clock(words: str) -> str:
    return "time worked" if "work" in words else "active service"


def _worded(found: re.Match[str]) -> str:
    return f"{figures(found[1]) or found[1]} points"


BANDS = (
    rule(
        rf"(?<=[\w{chr(0xE000)}-{chr(0xF8FF)}]) (?:of|by) (?=(?:{CMP}|up to|from|between|{N}) ?.*(?:minute|hour))",
        " lasting ",
    ),
    rule(rf" \(?({N}(?: minutes?| hours?)? ?(?:to|-|–|and) ?{N} (?:minutes?|hours?))\)?$", r" lasting \1"),
    rule(r"(?<=lasting )lasting ", ""),
    rule(r"\blasting (?:up to|no more than|not more than)(?: and including)? ", "lasting at most "),
    rule(rf"\blasting between ({N})(?: minutes?| hours?)? and ({N})", r"lasting from \1 to \2"),
    rule(rf"\blasting ({N})(?: minutes?| hours?)? ?(?:to|-|–) ?({N})", r"lasting from \1 to \2"),
    rule(rf"\blasting ({N} (?:minutes?|hours?)) or (?:more|longer|over)", r"lasting at least \1"),
    rule(rf"\blasting ({N} (?:minutes?|hours?)) or (?:less|fewer|under|shorter)", r"lasting at most \1"),
)


def _dated(found: re.Match[str]) -> str:
    """A line with its day behind it."""
    return f"from {found[2].removeprefix('as of').split(' ', 1)[1].strip()}: {found[1]}"


OF_POINTS = section(
    "",
    rule(r"^(?:a |one )?half(?:-| an? | of an? | )points?\b", "0.5 points"),
    rule(r"^(?:an?|one) (?:full |whole )?points?\b", "1 points"),
    rule(r"^(two|three|four|five|six|seven|eight|nine|ten) points?\b", _worded),
    rule(r"\bno[- ]call ?[/,&-]? ?(?:and )?no[- ]show", "no call no show"),
    # what takes points off
    rule(
        rf"^(?:removes? |deducts? |takes? off |subtracts? |credits? )?({N}) points? (?:(?:is|are|will be) )?(?:removed |deducted |subtracted |taken off |credited |dropped |earned back )?"
        rf"(?:for|after|with|upon) (?:each |every |any |an? )?({STRETCH}) {CLEAN}$",
        r"credit \1 for each \2 without an entry",
    ),
    rule(
        rf"^(?:for|after|with)? ?(?:each |every |any |an? )?({STRETCH}) {CLEAN},? (?:removes?|takes off|deducts?|reduces? (?:points|the total) by|earns?(?: back)?|eliminates?|cancels?) ({N}|an?|one) points?$",
        lambda found: (
            f"credit {1 if found[2] in ('a', 'an', 'one') else found[2]} for each {found[1]} without an entry"
        ),
    ),
    rule(
        rf"^perfect attendance (?:for|during|in|over) (?:each |every |any |an? )?({STRETCH}) (?:removes?|takes off|deducts?|reduces? (?:points|the total) by|earns?(?: back)?|eliminates?|cancels?) ({N}|an?|one) points?$",
        lambda found: (
            f"credit {1 if found[2] in ('a', 'an', 'one') else found[2]} for each {found[1]} without an entry"
        ),
    ),
    rule(
        rf"^all points (?:(?:are|will be) )?(?:removed|cleared|wiped|reset)(?: to (?:zero|0))? (?:for|after|with) (?:each |every |any |an? )?({STRETCH}) {CLEAN}$",
        r"credit all for each \1 without an entry",
    ),
    rule(rf"^(credit (?:{N}|all)) (?:for|after) (?:each|every|any) (?={STRETCH} without )", r"\1 for each "),
    rule(rf"^(credit (?:{N}|all) for each )({STRETCH})( without (?:an |any )?[^,]+)$", _days),
    rule(
        rf"^((?:credit |minus )?{N}) (?:minutes?|hours?)(?: for| per)(?: each| every)? (?!(?:each |every )?(?:minutes?|hours?)\b)(?=.)",
        r"\1 for ",
        "points have no unit: let one stand for a minute, or for an hour, in every line",
    ),
    # versions
    rule(
        rf"^(from {DATE}(?: until {DATE})?|for employees [^:,]+?(?: from {DATE}(?: until {DATE})?)?),? (?:it is (?:instead )?)?(?=credit |minus {N}|{N} for |each entry )",
        r"\1: ",
    ),
    rule(
        rf"^((?:credit|minus|{N} for|each entry) .+?),? ((?:from|starting|as of|beginning) {DATE}(?: until {DATE})?)$",
        _dated,
    ),
    rule(rf"^((?:from|for employees) [^:]+: )(?={N} for each .+ without an entry$)", r"\1credit "),
    rule(
        rf"^(?:the )?(oldest|newest|most recent) (?:{POINTS} )?(?:(?:is|are|will be) )?(?:removed|comes? off|drops? off|goes|taken off|deducted)(?: first)?$",
        lambda found: f"credits come off the {'oldest' if found[1].lower() == 'oldest' else 'newest'} entry",
    ),
    rule(
        r"^(?:credits?|bonus points?|unused credits?) (?:(?:are|is|may be|can be|will be) )?(?:banked|saved(?: up)?|carried (?:forward|over)|kept)(?: for (?:the )?(?:next|future) .+)?$",
        "credits come off the next entry",
    ),
    rule(
        rf"^(?:credits? (?:are capped at|may not exceed|cannot exceed)|(?:at most|up to)) ({N})(?: credits?| points?)?(?: (?:can|may) be (?:banked|saved|kept))?$",
        r"at most \1 credits are kept",
    ),
    rule(
        rf"^(?:there (?:are|is) )?no credits? (?:(?:are|is) (?:given|earned|awarded|added) )?(?:during|while|in) ({PERIOD})(?: (?:is live|runs|is running|lives))?$"
        rf"|^credits? (?:are|is) (?:not|never) (?:given|earned|awarded|added) (?:during|while|in) ({PERIOD})(?: (?:is live|runs|is running|lives))?$",
        lambda found: f"nothing comes off during {found[1] or found[2]}",
        "nothing keeps off credits alone: meanwhile no entry drops off either",
        near=True,
    ),
    # limits and what there is to begin with
    rule(
        rf"^(?:{POINTS}|(?:the |a )?(?:points )?(?:total|balance)) (?:cannot|can ?not|can never|may not|never|will not|must not|does not|do not) (?:go|fall|drop|be|get)s? (?:below|under|less than) (?:zero|0)$"
        rf"|^(?:{POINTS}|(?:the |a )?(?:points )?(?:total|balance)) (?:cannot|can ?not|may not|never|will not) be negative$|^(?:there are )?no negative points$",
        "never below 0",
    ),
    rule(
        rf"^(?:{POINTS}|(?:the |a )?(?:points )?(?:total|balance)) (?:(?:are|is) (?:capped|limited) (?:at|to)|cannot exceed|can never exceed|may not exceed|never exceeds?|max(?:es)? out at) ({N})(?: points?)?$",
        r"never above \1",
    ),
    rule(
        rf"^(?:{WHO} )?(?:starts?|begins?) (?:out )?with (?:a balance of )?({N})(?: points?)?$|^opening balance(?: is| of|:)? ({N})(?: points?)?$",
        lambda found: f"starts at {found[1] or found[2]}",
    ),
    # when they drop off
    rule(
        rf"^{EACH}{POINTS} (?:will )?(?:{OFF}) (?:after |in )?({SPAN}) of ({CLOCK})(?: (?:after|from) .+)?$",
        lambda found: f"each entry drops off {found[1]} of {_clock(found[2])} after its own date",
    ),
    rule(rf"^(each entry drops off )({SPAN})( of (?:active service|time worked) after its own date)$", _days),
    rule(
        rf"^{EACH}{POINTS} (?:(?:do|does|will) not|don't|doesn't|never) (?:drop off|roll off|fall off|expire) (?:during|while) ({PERIOD})(?: (?:is live|runs|is running|lives))?$"
        rf"|^{EACH}{POINTS} (?:are|is|stay|stays) (?:frozen|kept|held) (?:during|while) ({PERIOD})(?: (?:is live|runs|is running|lives))?$",
        lambda found: f"nothing drops off during {found[1] or found[2]}",
    ),
    rule(
        rf"^{EACH}{POINTS} (?:will )?(?:{OFF}) (?:after|in|at the end of|on|over) (?:an? )?(?:rolling )?({SPAN})"
        r"(?: (?:after|from|of) .+| basis| later| period)?$",
        r"each entry drops off \1 after its own date",
    ),
    rule(
        rf"^{EACH}{POINTS} (?:will )?(?:{OFF}) ({SPAN}) (?:after|from|following) (?:the |its |their )?(?:own )?(?:date|day|occurrence|incident|absence|infraction|event).*$",
        r"each entry drops off \1 after its own date",
    ),
    rule(
        rf"^{EACH}{POINTS} (?:remains?|stays?|(?:is|are) (?:active|valid|live|kept|held|counted|retained)|lasts?|counts?)(?: on (?:the )?(?:record|file))? (?:for|over) (?:an? )?(?:rolling )?({SPAN})(?: period)?$",
        r"each entry drops off \1 after its own date",
    ),
    rule(rf"^(each entry drops off )({SPAN})( after its own date)$", _days),
    # what gives points
    rule(rf"^({N}) points? {GIVEN}(?:for|per) (?:each |every |any |an? )?(?=.)", r"\1 for "),
    rule(rf"^({N}) (?:for|per) (?:each |every |any )(?!(?:calendar |working )?(?:day|shift|hour))(?=.)", r"\1 for "),
    rule(
        rf"^{EACH}(.+?)(?: ?[:=] ?| - | (?:earns?|counts? as|counts? for|is worth|carries|receives?|gets?|costs?|is|are|incurs?) )({N})(?: points?)?$",
        r"\2 for \1",
    ),
    *BANDS,
    below=("points",),
)
HEADINGS = section(
    "^event ",
    rule(r"\bno[- ]call ?[/,&-]? ?(?:and )?no[- ]show", "no call no show"),
    rule(r"^(event [\w&' -]+?) ?/ ?([\w&' -]+)$", r"\1 or \2"),
)
REACHED = section(
    "^falls due|^only if|^if |^or when",
    rule(
        rf"\b(?:when|if|once|where) {WHO} {HAS}(?: a total of| at least| or exceeds?)? ({N})(?: or more)? {TOTAL}(?: or more)?",
        _reached("when"),
        WHICH,
    ),
    rule(
        rf"^falls due (?:at|on|upon|after|when)(?: reaching| there are| accumulating)? ({N})(?: or more)? {TOTAL}(?: or more)?$",
        _reached("falls due when"),
        WHICH,
    ),
    rule(rf"({MEASURE}) (?:reach|total|hit|get to|come to|are at)(?: or exceed)? (?={N})", r"\1 is at least "),
    rule(rf"({MEASURE}) exceed (?={N})", r"\1 is over "),
    rule(rf"({MEASURE}) are (?={CMP}|from {N})", r"\1 is "),
    *BANDS,
)
TOLD = section(
    "^had |^(?:was |arrived )?late ",
    rule(rf"^(had .*?)({N}) (minute|hour)(?!s)\b", lambda found: f"{found[1]}{found[2]} {found[3]}{'' if found[2] == '1' else 's'}"),
    rule(
        rf"^had (?:an? )?({NAMED}) (?:of|for|by) ({N} (?:minutes?|hours?)) on ({DATE})", r"had \1 on \3, lasting \2"
    ),
    rule(rf"^had (?:an? )?({N})[- ](minutes?|hours?) ({NAMED}) on ({DATE})", r"had \3 on \4, lasting \1 \2"),
    rule(rf"^had (?:an? )?({NAMED}) on ({DATE}),? (?:of|for|by) ({N} (?:minutes?|hours?))", r"had \1 on \2, lasting \3"),
    rule(rf"^(?:was |arrived )?late (?:by )?({N} (?:minutes?|hours?)) on ({DATE})$", r"had late arrival on \2, lasting \1"),
    rule(rf"^(?:was |arrived )?late on ({DATE})(?: by ({N} (?:minutes?|hours?)))?$",
        lambda found: f"had late arrival on {found[1]}" + (f", lasting {found[2]}" if found[2] else "")),
)  # fmt: skip

SECTIONS: tuple[Section, ...] = (OF_POINTS, HEADINGS, REACHED, TOLD)
