"""Citations of one paper alone, in a dozen styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_bib import resources
from ldn_bib.csl.errors import StyleFileError, UnknownStyleError
from ldn_bib.site.citations import STYLES, Citer, citers

FOLDERS = (resources.folder("styles"),)
ITEM = {
    "id": "berg2021",
    "type": "article-journal",
    "title": "Ointment against winter itch",
    "author": [{"family": "Berg", "given": "Anna"}],
    "container-title": "Journal of Cold Skin",
    "container-title-short": "J Cold Skin",
    "issued": {"date-parts": [[2021, 3]]},
    "volume": "7",
    "issue": "2",
    "page": "11-19",
    "DOI": "10.5555/cold.7.2",
}
NUMBERED = {"vancouver", "ama", "bmj", "ieee", "lancet", "ldn", "nature", "nejm"}


@pytest.mark.parametrize("name", STYLES)
def test_a_citation_says_nothing_of_its_place_in_a_list(name: str) -> None:
    text = str(Citer(name, FOLDERS).cite(ITEM))
    assert text[:1].isalpha() or text[:1] == "“"
    assert "Berg" in text.split(".")[0] + text.split(",")[0]
    assert "2021" in text
    assert not text.startswith(" ")


def test_numbered_styles_are_known_as_such() -> None:
    found = {citer.name for citer in citers("vancouver", FOLDERS) if citer.is_numbered}
    assert found == NUMBERED


def test_the_first_style_stands_first_and_once() -> None:
    names = [citer.name for citer in citers("apa", FOLDERS)]
    assert names[0] == "apa"
    assert sorted(names) == sorted(STYLES)


def test_any_style_may_be_the_first() -> None:
    found = list(citers("plos-one", FOLDERS))
    assert len(found) == len(STYLES) + 1
    assert found[0].name == "plos-one"
    assert found[0].title
    assert str(found[0].cite(ITEM)).startswith("Berg A.")


def test_a_paper_is_cited_alike_whatever_was_cited_before() -> None:
    citer = Citer("apa", FOLDERS)
    first = citer.cite(ITEM)
    citer.cite({**ITEM, "id": "other", "title": "Another"})
    assert citer.cite(ITEM) == first
    assert "2021a" not in str(first)


def test_a_style_that_has_no_bibliography_is_named(tmp_path: Path) -> None:
    style = tmp_path / "notes.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info>'
        "<title>Notes</title><id>notes</id></info><citation><layout>"
        '<text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    with pytest.raises(StyleFileError, match="has no bibliography"):
        Citer(str(style))


def test_a_style_that_there_is_not_is_named() -> None:
    with pytest.raises(UnknownStyleError, match="vancouvr"):
        next(citers("vancouvr", FOLDERS))
