"""A measure against its limit, and what has happened before, as policies have it."""

from __future__ import annotations

from policydsl.syntax.said.notes import HELD
from policydsl.syntax.said.rules import CMP, DOCUMENT, MEASURE, PERIOD, STEP, TIME, N, rule, section
from policydsl.syntax.said.windows import LINES

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
    rule(rf"\bis ({N}) points(?= or )", r"is \1"),
    rule(rf"\bis ({N})\+", r"is at least \1"),
    rule(rf"\bis ({N}) or (?:more|above|over|higher|greater)\b", r"is at least \1"),
    rule(rf"\bis ({N}) or (?:less|below|under|fewer|lower)\b", r"is at most \1"),
    rule(rf"\b(?:is|lies|falls) between ({N}) and ({N})", r"is from \1 to \2"),
    rule(rf"\bis ({N}) ?(?:to|-|–) ?({N})", r"is from \1 to \2"),
    rule(rf"({MEASURE} is (?:{CMP}|from {N} to) {N}) points?\b", r"\1"),
    rule(
        rf"^(falls due when (?:.+ )?{MEASURE} is (?:{CMP}|from {N} to) {N}),? (?:during|while|whilst|within|in)"
        rf" (?:(?:the|an?|any) )?({PERIOD})(?: (?:(?:is|remains|stays)(?: still)? (?:live|active|running|open|current|valid|in force|on file)|runs|lives))?$",
        "\\1\nonly if \\2 is running",
    ),
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
        rf"\b({TIME}) (?:of|from|following|since|later than|counted from)(?: the)? (?={STEP}|{DOCUMENT}|previous step|(?!active service)[\w ]+ is {EVENT})",
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
