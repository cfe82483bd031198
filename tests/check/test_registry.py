from __future__ import annotations

import re
from pkgutil import iter_modules

import pytest
from tests.check.tools import TODAY, findings, fixed

from ldn_bib.check import rules as package
from ldn_bib.check.registry import MODULES, choose, code_of, find, rules
from ldn_bib.check.rule import FAMILIES, Rule
from ldn_bib.errors import UsageError

_CODE = re.compile(r"[A-Z]+\d{3}")
_NAME = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def test_every_module_of_rules_is_listed_once() -> None:
    assert sorted(MODULES) == sorted(module.name for module in iter_modules(package.__path__))


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes = [rule.code for rule in rules()]
    names = [rule.name for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert [code for code in codes if not _CODE.fullmatch(code)] == []
    assert [name for name in names if not _NAME.fullmatch(name)] == []
    assert {rule.family for rule in rules()} <= set(FAMILIES)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_what_a_rule_says_of_itself(rule: Rule) -> None:
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert "\n" not in rule.summary + rule.why
    assert rule.why.endswith(".")
    assert rule.example is not None


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules() if rule.example and rule.example.language == "bibtex"],
    ids=lambda rule: rule.code,
)
def test_the_example_of_a_rule_is_true(rule: Rule) -> None:
    example = rule.example
    assert example is not None
    today = example.today or TODAY
    bad = findings(rule, example.bad, today=today)
    assert bad
    assert {found.code for found in bad} == {rule.name}
    if example.good:
        assert findings(rule, example.good, today=today) == []
    if rule.fixes:
        mended = fixed(rule, example.bad, today=today)
        assert len(findings(rule, mended, today=today)) < len(bad)


def test_rules_are_named_by_code_family_or_name() -> None:
    assert [rule.name for rule in find("FACT001")] == ["unverified"]
    assert find("unverified") == find("fact001")
    assert {rule.family for rule in find("note")} == {"NOTE"}
    assert code_of("unverified") == "FACT001"
    assert code_of("of-a-plug-in") == "of-a-plug-in"


def test_chosen_and_left_out() -> None:
    assert choose() == rules()
    assert [rule.code for rule in choose(["FACT", "FIELD001"], ["unverified"])] == ["FIELD001"]
    assert "FACT001" not in [rule.code for rule in choose(ignore=["FACT"])]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("FACT01", "unknown rule 'FACT01'; did you mean 'FACT001'"),
        ("unverfied", "did you mean 'unverified'"),
        ("ID999", "unknown rule 'ID999'"),
        ("zzzzzz", "--list-rules"),
    ],
)
def test_unknown_rules_are_answered_with_near_ones(word: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=re.escape(sentence)):
        choose([word])
