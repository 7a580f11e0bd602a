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
        What.REFUSED,
        What.MISSED,
    }
)
"""Events of something that the policy names, given under `name`; `requested` is also of a step."""

OF_A_STEP = frozenset(What) - OF_A_THING | {What.REQUESTED}
TAKES_A_DAY = frozenset({What.NOTICE, What.SCHEDULED, What.ALTERNATIVE_OFFERED, What.RETURN_AGREED, What.POSTPONED})
NEEDS_A_DAY = frozenset({What.NOTICE, What.SCHEDULED, What.POSTPONED})
TAKES_A_NAME = OF_A_THING | {What.TOLD}
