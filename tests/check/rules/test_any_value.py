"""Rules on single fields, with whatever may stand in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.check.context import Context
from ldn_bib.check.rule import Fix, Problem, Rule
from ldn_bib.check.rules import (
    dates,
    doi,
    isbn,
    issn,
    month_name,
    pages,
    pubmed_ids,
    unknown_field,
    url_doi,
    url_form,
    url_proxy,
    url_tracking,
)
from ldn_bib.check.subject import Field, Subject
from ldn_bib.checking import check
from ldn_bib.config import Config
from ldn_bib.values.date import MONTHS

RULES: Sequence[Rule] = (
    *dates.RULES,
    *doi.RULES,
    *isbn.RULES,
    *issn.RULES,
    month_name.RULE,
    *pages.RULES,
    *pubmed_ids.RULES,
    unknown_field.RULE,
    url_doi.RULE,
    *url_form.RULES,
    url_proxy.RULE,
    url_tracking.RULE,
)

_NAMES = "date doi eissn eid isbn issn month pages pmc pmcid pmid url urldate year jurnal"
FIELDS = _NAMES.split()

_PIECES = (
    r"10. 10.1000/ a A . / % %2F _ \_ { } {} \url{ \textendash ~ $ doi: https://doi.org/ "
    "https:// http:/ www. example.org localhost ezproxy. /login?url= ?a=1 & ; utm_source=x # "
    "PMID: PMC 123 0 00043591 0004-3591 - -- – — , pp. p. e12 E393 907 12 S ISBN 978 "
    "0-306-40615-2 978-0-306-40615-7 X x jan May 2020 2020-02-30 in press < > ( ) and"
)
PIECES = _PIECES.split()

VALUES = st.one_of(
    st.lists(st.one_of(st.sampled_from([*PIECES, " ", "\n"]), st.text(max_size=2)), max_size=8).map(
        "".join
    ),
    st.text(max_size=12),
)

CONTEXT = Context(today=dt.date(2026, 1, 15))


def _subject(values: dict[str, str], kind: str) -> Subject:
    safe = {name: text.replace("{", "").replace("}", "") for name, text in values.items()}
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in safe.items())
    entries, _ = read_bibtex(f"@{kind}{{a,\n{lines}}}\n")
    fields = tuple(
        Field(name, name, text, f"{{{text}}}", 1, 1, True) for name, text in values.items()
    )
    return Subject(entries[0], kind, fields, 1, True)


def _problems(rule: Rule, subject: Subject) -> list[Problem]:
    assert rule.check is not None
    return list(rule.check(subject, CONTEXT))


def _applied(values: dict[str, str], fix: Fix) -> dict[str, str]:
    assert fix.field in values
    if fix.new_name is not None:
        assert fix.new_name not in values
        return {fix.new_name if n == fix.field else n: text for n, text in values.items()}
    if fix.value is None:
        return {name: text for name, text in values.items() if name != fix.field}
    return values | {fix.field: fix.value}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@given(
    values=st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1, max_size=4),
    kind=st.sampled_from(["article", "book", "manual"]),
)
def test_any_value_is_looked_at_and_one_fix_settles_it(
    rule: Rule, values: dict[str, str], kind: str
) -> None:
    problems = _problems(rule, _subject(values, kind))
    assert all(problem.message and "\n" not in problem.message for problem in problems)
    for problem in problems:
        wanted = problem.fix
        if wanted is None or wanted.expression:
            continue
        assert rule.fixes
        mended = _applied(values, wanted)
        assert mended != values
        left = _problems(rule, _subject(mended, kind))
        assert (problem.field, problem.message) not in [(one.field, one.message) for one in left]
        assert wanted.field not in [one.fix.field for one in left if one.fix]


@given(VALUES)
def test_any_month_is_looked_at(text: str) -> None:
    for problem in _problems(month_name.RULE, _subject({"month": text}, "article")):
        if problem.fix and problem.fix.value:
            assert set(problem.fix.value.split(' # "--" # ')) <= set(MONTHS)


def test_the_fields_of_the_default_library_have_no_fault() -> None:
    found = check(rules=RULES, config=Config(), today=CONTEXT.today).found
    # capitals in DOIs and an article number are only named
    assert [one.finding for one in found if one.finding.severity != "info"] == []
    assert {one.finding.code for one in found} <= {"doi-upper-case", "pages-article-number"}
