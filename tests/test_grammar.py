"""The grammar: no conflicts, a stored table that fits, and a node, a word or a reason for every choice in it."""

import inspect
import logging
import pickle
from gzip import GzipFile
from pathlib import Path

import lark
import pytest
from lark.exceptions import GrammarError

from policydsl.source import Span
from policydsl.syntax import nodes, parser
from policydsl.syntax.build import NAMES, shapes
from policydsl.syntax.samples import SAMPLES

# Choices without parts that the tree does not have yet.
NOT_YET = {
    *("arrival", "backdated"),
    *("promise_new", "bare_days"),
}


def strict(text: str, **options: object) -> lark.Lark:
    return lark.Lark(
        text, parser="lalr", lexer="contextual", start=["start", "line"], postlex=parser.EveryWord(), **options
    )


def conflicts(text: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Every conflict of a grammar, and what it is between."""
    with caplog.at_level(logging.WARNING, logger="lark"):
        try:
            strict(text, debug=True)
        except GrammarError as error:
            return [str(error)]
    return [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()]


def test_there_is_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    lark.logger.propagate = True
    assert conflicts(parser.grammar(), caplog) == []


def test_a_planted_conflict_is_found(caplog: pytest.LogCaptureFixture) -> None:
    planted = parser.grammar().replace('early: "may" "be" "held" "early"', 'early: "may" verb things')
    assert conflicts(planted, caplog)


def test_it_is_strict() -> None:
    strict(parser.grammar(), strict=True)


def test_the_stored_table_is_of_this_grammar() -> None:
    stored = Path(parser.__file__).with_name(parser.TABLE)
    with stored.open("rb") as packed, GzipFile(fileobj=packed) as table:
        made_from = pickle.load(table)
    assert made_from == parser.digest(parser.grammar()), "run: python benchmarks/compile_grammar.py"


def test_the_table_can_be_built_where_the_stored_one_does_not_fit() -> None:
    built = parser.build(parser.grammar())
    assert built.parse("policy Example\n", start="start").data == "start"


def rules_of(grammar: lark.Lark) -> dict[str, list[lark.grammar.Rule]]:
    found: dict[str, list[lark.grammar.Rule]] = {}
    for rule in grammar.rules:
        found.setdefault(rule.alias or rule.origin.name, []).append(rule)
    return found


def test_every_choice_has_a_class_or_a_word_or_waits() -> None:
    known = rules_of(parser.parser())
    childless = {
        name
        for name, rules in known.items()
        if not name.startswith(("_", "start", "$"))
        and all(getattr(symbol, "filter_out", symbol.name == "_day") for rule in rules for symbol in rule.expansion)
    }
    assert childless - set(shapes()) - nodes.WORDS == NOT_YET
    assert childless >= nodes.WORDS


def test_every_class_has_a_rule() -> None:
    rules = {name.removesuffix("_head").rstrip("_") for name in rules_of(parser.parser())}
    leaves = {"date", "day_month", "number", "text", "weekday", "weekdays"}
    assert {rule for rule in shapes() if rule.removesuffix("_head").rstrip("_") not in rules} == leaves


def test_every_name_rule_is_there() -> None:
    assert rules_of(parser.parser()).keys() >= NAMES


@pytest.mark.parametrize(("rule", "sentence"), SAMPLES.items())
def test_every_kind_of_line_has_a_sample(rule: str, sentence: str) -> None:
    found = parser.read(sentence, Span(0, len(sentence)), None)
    assert isinstance(found, parser.Clause)
    assert found.content.data == rule


def test_no_kind_of_line_lacks_a_sample() -> None:
    rules = rules_of(parser.parser())
    kinds = [rule.expansion[0].name for rule in rules["_line"]]
    kinds += [name for kind in kinds for rule in rules[kind] if (name := rule.expansion[0].name).startswith("_")]
    found = {rule.expansion[0].name for kind in kinds for rule in rules[kind]}
    assert {name for name in found if not name.startswith("_")} == set(SAMPLES)


def test_only_one_module_knows_lark() -> None:
    folder = Path(parser.__file__).parent
    knowing = [path.name for path in folder.rglob("*.py") if "lark" in path.read_text(encoding="utf-8").lower()]
    assert [name for name in knowing if name != "parser.py"] == []


def test_every_class_says_what_it_is() -> None:
    made = [getattr(nodes, name) for name in nodes.__all__]
    assert all(inspect.getdoc(each) for each in made if inspect.isclass(each))
