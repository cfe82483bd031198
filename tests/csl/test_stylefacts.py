"""The facts of a style in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_bib.csl.errors import StyleFileError, UnknownStyleError
from ldn_bib.csl.stylefacts import style_facts

WriteStyle = Callable[..., Path]


def test_facts_of_an_author_date_style() -> None:
    facts = style_facts("apa")
    assert (facts.id, facts.parent, facts.is_note) == ("apa", None, False)
    assert facts.citation_format == "author and date"
    assert "psychology" in facts.fields
    assert facts.order[0] == "author"
    assert "a letter after the year" in facts.disambiguation
    assert facts.licence == "http://creativecommons.org/licenses/by-sa/3.0/"
    assert facts.has_bibliography


def test_a_dependent_style_has_its_own_facts_and_its_parents_rules() -> None:
    facts = style_facts("jama")
    assert facts.parent is not None
    assert facts.path.stem == "jama"
    assert facts.order == style_facts(facts.parent).order


def test_sort_keys_in_words(write_style: WriteStyle, folder: Path) -> None:
    macros = "".join(
        f'<macro name="{name}"><text variable="title"/></macro>'
        for name in ("author-bib", "sort_year", "sort")
    )
    keys = (
        '<key macro="author-bib"/><key variable="issued" sort="descending"/>'
        '<key macro="sort_year"/><key macro="sort"/><key variable="citation-number"/>'
        '<key macro="author-bib"/>'
    )
    write_style("own", before=macros, sort=f"<sort>{keys}</sort>")
    facts = style_facts("own", [folder])
    assert facts.order == ("author", "date (last first)", "year", "sort", "order of citation")
    assert facts.disambiguation == ()
    assert (facts.updated, facts.address) == ("2025-01-01", "urn:test:own")


@pytest.mark.parametrize("rule", ["primary-name", "by-cite"])
def test_ways_to_tell_apart(rule: str, write_style: WriteStyle, folder: Path) -> None:
    path = write_style("own")
    text = path.read_text(encoding="utf-8").replace(
        "<citation>",
        '<citation disambiguate-add-names="true" disambiguate-add-givenname="true" '
        f'givenname-disambiguation-rule="{rule}" disambiguate-add-year-suffix="true">',
    )
    path.write_text(
        text.replace(
            '<layout><text variable="title"/></layout></citation>',
            '<layout><choose><if disambiguate="true"><text variable="title"/></if></choose>'
            "</layout></citation>",
        ),
        encoding="utf-8",
    )
    names, given, letter, condition = style_facts("own", [folder]).disambiguation
    assert "et al." in names
    assert given.startswith("given names or initials (")
    assert ("first name" in given) == (rule == "primary-name")
    assert letter == "a letter after the year"
    assert "only where" in condition


def test_what_is_no_style(tmp_path: Path) -> None:
    with pytest.raises(UnknownStyleError):
        style_facts("no-such-style-at-all")
    bad = tmp_path / "bad.csl"
    bad.write_bytes(b"<html/>")
    with pytest.raises(StyleFileError):
        style_facts(str(bad))
