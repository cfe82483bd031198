from __future__ import annotations

import json
from typing import Any

import pytest

from ldn_bib.check.outputs import (
    OUTPUTS,
    Report,
    explanation,
    line_of,
    listing,
    statistics,
)
from ldn_bib.check.registry import by_name, rules
from ldn_bib.check.rule import Fix, Problem
from ldn_bib.check.run import Found
from ldn_bib.values.finding import Finding, Severity

ODD = "100 %: a, b\r\nc"
FOUND = (
    Found(
        Finding("unverified", ODD, Severity.WARNING, "a b/ü,1:2.bib", 3, 7, "a", ("doi",)),
        by_name()["unverified"],
        Problem(ODD, "doi", fix=Fix("doi", "10.1000/1"), related=("b",)),
    ),
    Found(Finding("retracted", "r", Severity.ERROR, "-", 4), by_name()["retracted"]),
    Found(Finding("of-a-plug-in", "p", Severity.INFO)),
)


def written(name: str) -> str:
    return "".join(OUTPUTS[name](Report(FOUND, "my.bib", "1.2.3")))


def test_text_is_one_line_for_each_finding() -> None:
    assert written("text").splitlines() == [
        "a b/ü,1:2.bib:3:7: FACT001 100 %: a, b c [unverified]",
        "-:4: STATUS001 r [retracted]",
        "of-a-plug-in p [of-a-plug-in]",
    ]
    assert line_of(FOUND[1].finding) == "-:4: STATUS001 r [retracted]"


def test_github_gets_workflow_commands_with_its_own_escapes() -> None:
    assert written("github").splitlines() == [
        "::warning file=a b/ü%2C1%3A2.bib,line=3,col=7,title=FACT001 unverified"
        "::100 %25: a, b%0D%0Ac",
        "::error line=4,title=STATUS001 retracted::r",
        "::notice title=of-a-plug-in of-a-plug-in::p",
    ]


def test_json_says_all_there_is() -> None:
    document = json.loads(written("json"))
    assert (document["version"], document["library"]) == (1, "my.bib")
    assert document["findings"][0] == {
        "code": "FACT001",
        "name": "unverified",
        "severity": "warning",
        "message": ODD,
        "file": "a b/ü,1:2.bib",
        "line": 3,
        "column": 7,
        "key": "a",
        "fields": ["doi"],
        "related": ["b"],
        "fix": {"field": "doi", "value": "10.1000/1", "new_name": None},
    }
    assert document["findings"][2]["line"] is None
    assert document["findings"][2]["fix"] is None


def test_sarif_has_what_the_standard_asks_for() -> None:
    document: dict[str, Any] = json.loads(written("sarif"))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("ldnbib", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [rule.code for rule in rules()]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    first, second, third = run["results"]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "FACT001"
    assert first["message"] == {"text": ODD}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b/%C3%BC%2C1%3A2.bib"},
                "region": {"startLine": 3, "startColumn": 7},
            }
        }
    ]
    assert "locations" not in second
    assert (third["level"], "ruleIndex" in third) == ("note", False)


def test_sarif_names_absolute_files_by_uri() -> None:
    found = Found(Finding("unverified", "m", file="/tmp/a b.bib"))
    document = json.loads("".join(OUTPUTS["sarif"](Report([found], None, "1"))))
    place = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "file:///tmp/a%20b.bib"}}


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_no_findings_are_a_document_too(name: str) -> None:
    assert json.loads("".join(OUTPUTS[name](Report((), "my.bib", "1"))))


def test_statistics_count_by_rule_the_most_first() -> None:
    assert list(statistics([FOUND[0], FOUND[1], FOUND[1]])) == [
        "2  STATUS001  retracted\n",
        "1  FACT001  unverified\n",
    ]
    assert list(statistics([])) == []


def test_rules_are_listed_and_explained() -> None:
    lines = list(listing(rules()))
    assert len(lines) == len(rules())
    rule = by_name()["unverified"]
    assert rule.example is not None
    text = explanation(rule)
    assert text.startswith("FACT001 unverified (warning)\n\nA fact is given")
    assert f"    {rule.example.bad}\n" in text
    assert max(map(len, text.splitlines())) < 80
