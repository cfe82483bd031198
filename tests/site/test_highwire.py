from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from tests.formats.awkward import AWKWARD
from tests.formats.items import entries

from ldn_bib.entry import Entry, Tag
from ldn_bib.site.highwire import meta_tags
from ldn_bib.values.status import Status, StatusKind

ITEM: dict[str, Any] = {
    "id": "a",
    "type": "article-journal",
    "title": "Cold <i>itch</i>",
    "container-title": "Journal of Cold",
    "container-title-short": "J Cold",
    "author": [{"family": "Berg", "given": "Anna"}, {"literal": "Group; Skin, Cold"}],
    "issued": {"date-parts": [[2021, 3, 5]]},
    "volume": "7",
    "issue": "2",
    "page": "317-25",
    "publisher": "Cold Press",
    "DOI": "10.5555/1",
    "PMID": "123",
    "PMCID": "PMC77",
    "ISSN": "1234-5679, 2049-3630",
    "language": "en",
    "keyword": "ice; snow",
}


def tags(item: dict[str, Any], **options: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in meta_tags(Entry(item), **options):
        found.setdefault(name, []).append(content)
    return found


def test_an_article_has_every_tag_that_readers_know() -> None:
    entry = Entry(ITEM, tags=(Tag("itch", "Itch"), Tag("cold", "Cold", derived=True)))
    assert meta_tags(entry, page_url="https://example.org/papers/a.html") == (
        ("citation_title", "Cold itch"),
        ("citation_author", "Berg, Anna"),
        ("citation_author", "Group Skin Cold,"),
        ("citation_publication_date", "2021/03/05"),
        ("citation_journal_title", "Journal of Cold"),
        ("citation_journal_abbrev", "J Cold"),
        ("citation_volume", "7"),
        ("citation_issue", "2"),
        ("citation_firstpage", "317"),
        ("citation_lastpage", "325"),
        ("citation_publisher", "Cold Press"),
        ("citation_doi", "10.5555/1"),
        ("citation_pmid", "123"),
        ("citation_pmcid", "PMC77"),
        ("citation_issn", "1234-5679"),
        ("citation_issn", "2049-3630"),
        ("citation_language", "en"),
        ("citation_keywords", "Itch; Cold (proposed); ice; snow"),
        ("citation_public_url", "https://doi.org/10.5555/1"),
        ("citation_abstract_html_url", "https://example.org/papers/a.html"),
        ("citation_fulltext_html_url", "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/"),
    )


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ({"date-parts": [[2021]]}, ["2021"]),
        ({"date-parts": [[2021, 3]]}, ["2021/03"]),
        ({"date-parts": [[2021, 3], [2021, 4]]}, ["2021/03"]),
        ({"date-parts": [[2021]], "season": 1}, ["2021"]),
        ({"literal": "in press"}, None),
        ({"date-parts": [[-44, 3, 15]]}, None),
    ],
)
def test_the_date_is_as_exact_as_it_is_known(date: object, written: list[str] | None) -> None:
    assert tags({**ITEM, "issued": date}).get("citation_publication_date") == written


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("chapter", "citation_inbook_title"),
        ("paper-conference", "citation_conference_title"),
        ("article-newspaper", "citation_journal_title"),
    ],
)
def test_the_container_tells_the_kind(kind: str, tag: str) -> None:
    assert tags({**ITEM, "type": kind})[tag] == ["Journal of Cold"]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("thesis", "citation_dissertation_institution"),
        ("report", "citation_technical_report_institution"),
        ("book", "citation_publisher"),
    ],
)
def test_the_publisher_tells_the_kind(kind: str, tag: str) -> None:
    assert tags({**ITEM, "type": kind})[tag] == ["Cold Press"]


def test_an_only_author_with_spaces_on_both_sides_stays_one() -> None:
    name = {"family": "Berg", "given": "Anna Maria", "non-dropping-particle": "van der"}
    (alone,) = tags({**ITEM, "author": [name]})["citation_author"]
    assert alone == "van der Berg, Anna\u00a0Maria"
    both = tags({**ITEM, "author": [name, name]})["citation_author"]
    assert both == ["van der Berg, Anna Maria"] * 2


def test_semicolons_do_not_make_two_of_one_name_or_keyword() -> None:
    found = tags({**ITEM, "author": [{"family": "A;B", "given": "C"}]})
    assert found["citation_author"] == ["A B, C"]
    entry = Entry(ITEM, tags=(Tag("x", "Itch; in winter"),))
    assert dict(meta_tags(entry))["citation_keywords"].startswith("Itch, in winter; ice")


def test_a_retraction_is_the_first_keyword() -> None:
    entry = Entry(ITEM, status=Status(StatusKind.RETRACTED))
    assert dict(meta_tags(entry))["citation_keywords"] == "Retracted; ice; snow"


def test_a_free_pdf_has_its_own_tag() -> None:
    item = {**ITEM, "URL": "https://example.org/a.PDF?x=1"}
    del item["PMCID"]
    assert tags(item, url_is_free=True)["citation_pdf_url"] == ["https://example.org/a.PDF?x=1"]
    found = tags(item)
    assert not {"citation_pdf_url", "citation_fulltext_html_url"} & found.keys()
    assert found["citation_public_url"] == ["https://example.org/a.PDF?x=1"]


def test_without_an_address_of_the_page_none_is_named() -> None:
    assert "citation_abstract_html_url" not in tags(ITEM)
    bare = tags({"id": "a", "type": "book", "title": "T", "URL": "javascript:alert(1)"})
    assert bare == {"citation_title": ["T"]}


@pytest.mark.parametrize("entry", AWKWARD, ids=lambda entry: entry.key)
def test_awkward_papers_have_their_title_first(entry: Entry) -> None:
    assert meta_tags(entry)[0][0] == "citation_title"


@given(entries())
@settings(max_examples=60)
def test_contents_are_lines_without_markup(entry: Entry) -> None:
    found = meta_tags(entry, page_url="https://example.org/")
    for name, content in found:
        assert name.startswith("citation_")
        assert content == content.strip() != ""
        assert not set("\n\r\t\u202e") & set(content)
    names = [content for name, content in found if name == "citation_author"]
    assert len(names) == len(entry.item.get("author", ()))
    assert not any(";" in name for name in names)
