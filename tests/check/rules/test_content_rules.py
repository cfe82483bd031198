"""What holds for all rules on names, titles, journals and text, whatever a field says."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.tools import TODAY

from ldn_bib.check.registry import choose
from ldn_bib.check.rule import Fix, Rule
from ldn_bib.check.run import Found
from ldn_bib.checking import check
from ldn_bib.config import Config

RULES = choose(["NAME", "TITLE", "JOURNAL", "TEXT"])
FIELDS = ("author", "title", "journal", "shortjournal", "note")
PIECES = (
    "Smith", "SMITH", "Smith J", "J.", "JD", "Müller", "van der", "World Health Organization",
    "Society", "MD", "PhD", "Dr.", "et al.", "and others", "ann@example.org", "1", "&", "\\&",
    "{\\&}amp;", "&amp;", "&lt;i&gt;", "&#x2013;", "&#0;", "&nosuch;", ";", ",", " and ", " ",
    "  ", "\n  ", "\xa0", "<i>", "</i>", "<sub>", "</sub>", "<jats:p>", "{Crohn}", "{", "}", "\\",
    "$", "LDN", "mRNA", "Crohn's", "pa- tients", "short- and", ":", ".", "…", "“", "”", "\"",
    "[Internet]", "[Article in German]", "Journal of Pain", "J Pain Res", "Ã©", "Ã", "â€™", "Â ",
    "ï»¿", "ï¬\x81", "ÃƒÂ©", "\x01", "\x0b", "\x85", "\x92", "\u200b", "\u200d", "\u202e",
    "\u2067", "\xad", "\ue000", "\U000e0041", "ﬁ", "None", "-", "TODO", "xxx", "שלום", "💊", "é »",
    "{\\\"u}", "\\textit{x}", "~",
)  # fmt: skip
"""What is put together to values."""

VALUES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=7)


def _balanced(pieces: list[str]) -> str:
    """Put pieces together so that the braces close each other."""
    text = "".join(pieces).replace("\r", " ").replace("\0", "")
    depth = 0
    kept: list[str] = []
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            depth = 0
            continue
        kept.append(sign)
    return "".join(kept) + "}" * depth


def _source(field: str, value: str, other: str) -> bytes:
    rest = "".join(f"  {name} = {{{other}}},\n" for name in FIELDS if name != field)
    first = f"@article{{a,\n  {field} = {{{value}}},\n{rest}}}\n"
    second = "@article{b,\n  author = {Smith, J. D.},\n  title = {In {Crohn}'s disease},\n}\n"
    return f"{first}\n{second}".encode("utf-8", "replace")


def _found(rule: Rule, data: bytes, name: str = "my.bib", today: dt.date = TODAY) -> list[Found]:
    return list(check(name, [rule], config=Config(), today=today, data=data).found)


def _fix(found: list[Found], field: str) -> tuple[str, Fix] | None:
    for one in found:
        fix = one.problem.fix if one.problem else None
        if fix is not None and one.subject and one.subject.key == "a" and fix.field == field:
            return one.finding.message, fix
    return None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@given(field=st.sampled_from(FIELDS), pieces=VALUES, other=st.sampled_from(["Pain", "LDN", "{}"]))
@settings(max_examples=25, deadline=None)
def test_a_fix_mends_what_was_found_and_comes_to_rest(
    rule: Rule, field: str, pieces: list[str], other: str
) -> None:
    value = _balanced(pieces)
    found = _found(rule, _source(field, value, other))
    for _ in range(3):
        mended = _fix(found, field)
        if mended is None or mended[1].value is None or not mended[1].value.strip():
            return
        message, fix = mended
        assert fix.value is not None
        assert fix.value != value
        assert _balanced([fix.value]) == fix.value
        value = fix.value
        found = _found(rule, _source(field, value, other))
        assert message not in [one.finding.message for one in found]
    assert _fix(found, field) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@given(pieces=VALUES, others=VALUES)
@settings(max_examples=12, deadline=None)
def test_items_of_csl_json_are_looked_at_and_never_mended(
    rule: Rule, pieces: list[str], others: list[str]
) -> None:
    text, other = ("".join(one).encode("utf-8", "replace").decode() for one in (pieces, others))
    item = {
        "id": "a",
        "type": "article-journal",
        "title": text,
        "container-title": other,
        "container-title-short": text,
        "ISSN": other,
        "note": other,
        "author": [{"family": text, "given": other}, {"literal": text}, {"family": other}],
        "custom": {"x": [text, {"y": other}]},
    }
    for one in _found(rule, json.dumps([item]).encode(), "my.json"):
        assert one.problem
        assert one.problem.fix is None
        assert one.finding.key == "a"
