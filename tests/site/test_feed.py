from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.formats.awkward import AWKWARD
from tests.formats.items import entries

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.site.feed import FILE, feed
from ldn_bib.values.status import Status, StatusKind

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SITE = "https://example.org/papers/"


def paper(key: str, *date: int, **variables: Any) -> Entry:
    item = {"id": key, "type": "article-journal", "title": f"Paper {key}", **variables}
    return Entry({**item, "issued": {"date-parts": [list(date)]}} if date else item)


def read(papers: list[Entry], **options: Any) -> Any:
    data = feed(
        papers, title="New papers", page_of=lambda entry: f"papers/{entry.key}.html", **options
    )
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def texts(root: Any, path: str) -> list[str]:
    return [
        element.text or ""
        for element in root.iterfind("/".join(f"{ATOM}{name}" for name in path.split("/")))
    ]


def links(element: Any, relation: str) -> list[str]:
    return [
        link.get("href") for link in element.iterfind(f"{ATOM}link") if link.get("rel") == relation
    ]


def check(root: Any) -> None:
    """The demands of RFC 4287, 4.1.1, 4.1.2, 4.2.6 and 3.3."""
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        for name in ("published", "summary", "rights", "subtitle", "generator"):
            assert len(element.findall(f"{ATOM}{name}")) <= 1, name
        assert urlsplit(element.findtext(f"{ATOM}id")).scheme in ("https", "urn")
        for name in ("updated", "published"):
            assert all(INSTANT.fullmatch(text) for text in texts(element, name))
        assert len(links(element, "alternate")) == 1
        assert all(texts(element, "author/name")), "a person has a name"
    assert texts(root, "author/name"), "entries without authors take that of the feed"
    assert len(links(root, "self")) == 1
    ids = texts(root, "entry/id")
    assert len(ids) == len(set(ids))
    for category in root.iter(f"{ATOM}category"):
        assert category.get("term")


def test_a_paper_has_all_that_readers_show() -> None:
    entry = Entry(
        {
            "id": "a",
            "type": "article-journal",
            "title": "Cold <i>itch</i> & more",
            "author": [{"family": "Berg", "given": "Anna"}, {"literal": "Cold Group"}],
            "issued": {"date-parts": [[2021, 3]]},
            "DOI": "10.5555/ABC",
        },
        tags=(Tag("itch", "Itch"), Tag("cold", "Cold", derived=True)),
        annotation=Annotation(summary="People itched less.", reviewed=dt.date(2025, 4, 5)),
    )
    root = read([entry], site_url=SITE, subtitle="The newest", author="Ada", rights="CC0 1.0")
    check(root)
    (one,) = root.findall(f"{ATOM}entry")
    assert texts(one, "id") == ["https://doi.org/10.5555/abc"]
    assert texts(one, "title") == ["Cold itch & more"]
    assert texts(one, "updated") == ["2025-04-05T00:00:00Z"]
    assert texts(one, "published") == ["2021-03-01T00:00:00Z"]
    assert texts(one, "author/name") == ["Anna Berg", "Cold Group"]
    assert texts(one, "summary") == ["People itched less."]
    assert links(one, "alternate") == ["https://example.org/papers/papers/a.html"]
    assert links(one, "related") == ["https://doi.org/10.5555/ABC"]
    labels = [(tag.get("term"), tag.get("label")) for tag in one.iterfind(f"{ATOM}category")]
    assert labels == [("itch", "Itch"), ("cold", "Cold (proposed)")]
    assert texts(root, "id") == [SITE]
    assert links(root, "self") == [f"{SITE}{FILE}"]
    assert texts(root, "updated") == ["2025-04-05T00:00:00Z"]
    assert texts(root, "rights") == ["CC0 1.0"]
    assert texts(root, "author/name") == ["Ada"]


def test_without_an_address_of_the_site_links_are_relative() -> None:
    root = read([paper("a", 2021)])
    check(root)
    assert links(root, "self") == [FILE]
    assert links(root.find(f"{ATOM}entry"), "alternate") == ["papers/a.html"]
    assert texts(root, "id")[0].startswith("urn:uuid:")


def test_newest_come_first_and_undated_ones_stay_out() -> None:
    papers = [paper("a", 2019), paper("b", 2021, 2), paper("c"), paper("e", 2021), paper("d", 2021)]
    assert texts(read(papers), "entry/title") == ["Paper b", "Paper d", "Paper e", "Paper a"]
    assert texts(read(papers, limit=1), "entry/title") == ["Paper b"]


def test_an_empty_feed_is_a_feed() -> None:
    check(read([]))
    assert texts(read([], updated=dt.date(2024, 5, 6)), "updated") == ["2024-05-06T00:00:00Z"]


def test_ids_do_not_change_with_address_and_order() -> None:
    papers = [paper("a", 2019, PMID="12"), paper("b", 2018), paper("c", 2017, DOI="10.5555/1")]
    here = texts(read(papers), "entry/id")
    assert here == texts(read(papers[::-1], site_url=SITE), "entry/id")
    assert here[0] == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert here[1].startswith("urn:uuid:")


def test_two_papers_with_one_doi_have_two_ids() -> None:
    check(read([paper("a", 2019, DOI="10.5555/x"), paper("b", 2019, DOI="10.5555/X")]))


def test_a_retraction_stands_first_and_renews_the_paper() -> None:
    status = Status(StatusKind.RETRACTED, ("10.5555/2",), dt.date(2026, 1, 2))
    item = paper("a", 2019).item
    root = read([Entry(item, annotation=Annotation(summary="Good."), status=status)])
    assert texts(root, "entry/title") == ["Retracted: Paper a"]
    assert texts(root, "entry/summary") == ["Retracted. Notice: 10.5555/2. Good."]
    assert texts(root, "entry/updated") == ["2026-01-02T00:00:00Z"]


@pytest.mark.parametrize("site", ["", SITE])
def test_awkward_papers_make_a_valid_feed(site: str) -> None:
    root = read([*AWKWARD], site_url=site)
    check(root)
    dated = [entry for entry in AWKWARD if entry.year is not None]
    assert len(root.findall(f"{ATOM}entry")) == len(dated)


@given(entries(), st.text(), st.text())
@settings(max_examples=50)
def test_whatever_the_paper_the_feed_is_valid(entry: Entry, title: str, author: str) -> None:
    data = feed([entry], title=title, author=author, page_of=lambda _: "papers/a.html")
    check(etree.fromstring(data))


def test_the_same_papers_give_the_same_bytes() -> None:
    def made() -> bytes:
        return feed(AWKWARD, title="New", page_of=lambda entry: entry.key)

    assert made() == made()
