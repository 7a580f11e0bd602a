"""Kinds of events: which happen to a step, which to a thing, and what each takes."""

from __future__ import annotations

from policydsl.history.history import What

OF_A_THING = frozenset(
    {
        What.RECORDED,
        What.REQUESTED,
        What.COMPLETED,
        What.AGREED,
        What.CONSIDERED,
        What.ISSUED,
        What.SENT,
        What.GIVEN,
        What.RECEIVED,
        What.REFUSED,
        What.MISSED,
    }
)
"""Events of something that the policy names, given under `name`; `requested` is also of a step."""

NO_PAPER = frozenset({What.REQUESTED, What.REFUSED, What.MISSED})
"""What may be recorded of a paper although nobody has it."""
OF_A_PERIOD = frozenset({What.EXTENDED, What.SHORTENED, What.ENDED})
"""Events of a period of the policy, given under `name`; `for` is its new last day."""
OF_AN_ABSENCE = frozenset({What.EXPECTED, What.DECLARED_FIT})
"""Events of an absence itself; `for` of `expected` is the last day that it is expected to have."""
DECLARED = frozenset({What.HAD})
"""Events that the policy declares, given under `name`; `minutes` and `flags` say more of them."""
NAMED = OF_A_THING | OF_A_PERIOD | DECLARED
OF_A_STEP = frozenset(What) - NAMED - OF_AN_ABSENCE | {What.REQUESTED}
NEEDS_A_DAY = frozenset({What.NOTICE, What.SCHEDULED, What.POSTPONED, What.EXTENDED, What.SHORTENED, What.EXPECTED})
TAKES_A_DAY = NEEDS_A_DAY | {What.ALTERNATIVE_OFFERED, What.RETURN_AGREED}
ALWAYS_SO = OF_A_PERIOD | OF_AN_ABSENCE | {What.SCHEDULED, What.WAIVED, What.POSTPONED, What.NOT_HELD, What.CLOSED}
"""Events that people record when they have happened, and never that they have not."""
TAKES_A_NAME = NAMED | {What.TOLD}
