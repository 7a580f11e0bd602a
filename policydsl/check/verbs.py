"""The verbs that duties and actions are written with; any other duty is quoted text."""

from __future__ import annotations

from policydsl.check import clause_problems
from policydsl.check.scene import Scene
from policydsl.diagnostics import nearest, one_slip
from policydsl.syntax import nodes

LIST = """
accept acknowledge adapt address adjust advise agree allow apply appoint approve arrange ask assess attend
authorise book bring call change check close collect complete comply confirm consider consult contact continue
coordinate copy cover create decide defer delay describe develop discuss document draft email encourage end
ensure escalate establish evaluate examine exclude explain explore extend facilitate fill find follow gather
get give hand hear help hold identify implement include inform investigate invite involve issue keep leave let
listen log maintain make meet monitor move name nominate note notify obtain offer oversee pause pay permit
phone place plan postpone prepare present proceed produce propose provide put raise read reassess receive
recommend record redeploy reduce refer refuse remind remove repeat reply report request require reschedule
resolve respond return review ring schedule see seek send set share show sign start state stay stop store
submit suggest summarise supply support take talk telephone tell train transfer try undertake update use visit
warn withdraw witness write
"""
VERBS = frozenset(LIST.split())
"""Every verb, in the form that stands after must, should and may."""
MOVES = frozenset({"wait for", "go to", "go back to", "start", "close", "return", "stay", "leave it to"})
"""How the actions begin that are sentences of their own; a slip in one is read as a verb."""
FIRST_WORDS = {move.split()[0]: move for move in sorted(MOVES, reverse=True)}


MEANS = {"complain": "appeal", "object": "appeal", "challenge": "appeal", "dispute": "appeal"}
"""Verbs for which the language has a word of its own."""


def verb(scene: Scene, node: nodes.Verb) -> str:
    """A verb as written; one that is not known is reported."""
    if node.text not in VERBS:
        scene.say(clause_problems.unknown_verb(scene.at(node.span), node.text, _meant(node.text)))
    return node.text


def _meant(word: str) -> str | None:
    """The verb that was probably meant: another form of it, or one slip away."""
    if word in MEANS:
        return MEANS[word]
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            for form in (stem, f"{stem}e"):
                if form in FIRST_WORDS or form in VERBS:
                    return FIRST_WORDS.get(form, form)
    if word in FIRST_WORDS:
        return FIRST_WORDS[word]
    slip = next((known for known in sorted(VERBS | FIRST_WORDS.keys()) if one_slip(word, known)), None)
    return FIRST_WORDS.get(slip, slip) if slip else nearest(word, VERBS)
