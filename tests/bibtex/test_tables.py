"""The tables: every type and field leads to something that CSL has."""

from __future__ import annotations

import pytest

from ldn_bib.bibtex.entry_types import ENTRY_TYPES
from ldn_bib.bibtex.fields import ARCHIVES, FIELDS, PUBLISHERS, Kind
from ldn_bib.bibtex.languages import LANGUAGES, language_tag
from ldn_bib.bibtex.reader import read_bibtex

CSL_TYPES = """article article-journal article-magazine article-newspaper bill book broadcast
chapter classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
pamphlet paper-conference patent performance periodical personal_communication post post-weblog
regulation report review review-book software song speech standard thesis treaty webpage"""
"""Types of CSL 1.0.2, appendix III."""

CSL_VARIABLES = """abstract accessed author call-number chapter-number collection-title
container-author container-title container-title-short edition event-date event-place event-title
annote ISBN keyword note number-of-pages number-of-volumes original-date original-publisher
original-publisher-place original-title part-number publisher-place status title-short translator
URL version volume"""
"""Variables of CSL 1.0.2, appendix IV, as far as a field becomes one by itself."""


def test_every_entry_type_becomes_a_csl_type() -> None:
    known = set(CSL_TYPES.split())
    assert {name: rule.csl for name, rule in ENTRY_TYPES.items() if rule.csl not in known} == {}


def test_every_field_becomes_a_csl_variable_or_is_kept() -> None:
    variables = {rule.variable for rule in FIELDS.values() if rule.variable}
    assert variables == set(CSL_VARIABLES.split())


def test_names_are_in_lower_case() -> None:
    names = [*ENTRY_TYPES, *FIELDS, *ARCHIVES, *LANGUAGES]
    assert names == [name.lower() for name in names]


@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"unverified", "xdata", "crossref"}))
def test_no_field_is_dropped(name: str) -> None:
    value = "2013" if FIELDS[name].kind is Kind.DATE or name in ("year", "date") else "Word"
    (entry,), _ = read_bibtex(f"@book{{k, {name} = {{{value}}}}}")
    assert value in str({key: kept for key, kept in entry.item.items() if key != "id"}) or (
        value.lower() in str(entry.item.get("custom"))
    )


@pytest.mark.parametrize("first", PUBLISHERS)
def test_publishers_that_are_not_printed_are_kept(first: str) -> None:
    fields = ", ".join(f"{name} = {{The {name}}}" for name in PUBLISHERS)
    (entry,), _ = read_bibtex(f"@report{{k, {fields}}}")
    assert f"The {first}" in {entry.item["publisher"], *entry.item["custom"].values()}


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("english", "en"),
        ("English", "en"),
        ("eng", "en"),
        ("ngerman", "de"),
        ("british", "en-GB"),
        ("langfrench", "fr"),
        ("english and german", "en"),
        ("en", "en"),
        ("en_us", "en-US"),
        ("pt-BR", "pt-BR"),
        ("zh-Hans", "zh-Hans"),
        ("klingonish", None),
        ("", None),
    ],
)
def test_languages_become_tags(name: str, tag: str | None) -> None:
    assert language_tag(name) == tag
