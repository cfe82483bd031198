from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.formats.awkward import AWKWARD
from tests.formats.items import entries as made_entries
from tests.formats.schemas import jats_dtd

from ldn_bib.entry import Entry
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.csl_items import NAME_VARIABLES, TYPES
from ldn_bib.formats.jats import FIELDS, FORMAT, write
from ldn_bib.formats.xml_text import parse_xml
from ldn_bib.opening import open_library
from ldn_bib.values.markup import strip_markup

# every name variable, every kind of date and of pages
FULL = [
    Entry(
        {
            "id": kind,
            "type": kind,
            "title": "T",
            **{name: [{"family": "A"}, {"literal": "others"}] for name in NAME_VARIABLES},
            "issued": issued,
            "page": page,
            "number": "5",
            "status": "in press",
            "part-title": "P",
            "part-number": "1",
            "supplement-number": "2",
            "event": "Meeting",
            "language": "not a tag",
        }
    )
    for kind, issued, page in zip(
        sorted(TYPES),
        [{"date-parts": [[2020]], "season": 1}, {"date-parts": [[2020, 21], [2020, 22]]}] * 30,
        ["1-5, 9", "e12345", "7", "S1-S9"] * 15,
        strict=False,
    )
]

NEW_GROUPS = ("custom", "illustrator")
"""Types of a ``person-group`` that came with JATS 1.2, as the attribute ``custom-type`` did."""


def written(*entries: Entry, **options: Any) -> str:
    return "".join(write(entries, WriteOptions(**options)))


def tree(*entries: Entry, **options: Any) -> Any:
    root, findings = parse_xml(written(*entries, **options), "x.xml")
    assert findings == []
    return root


def citation(**variables: Any) -> Any:
    item = {key.replace("_", "-"): value for key, value in variables.items()}
    (found,) = tree(Entry({"id": "a", "type": "article-journal", **item})).iter("element-citation")
    return found


def parts(element: Any) -> list[tuple[str, str]]:
    return [(child.tag, "".join(child.itertext())) for child in element]


def test_papers(golden: Callable[[str, str], None]) -> None:
    golden("jats/papers.xml", written(*open_library()))


def test_awkward(golden: Callable[[str, str], None]) -> None:
    golden("jats/awkward.xml", written(*AWKWARD, title="Itch & cold"))


def test_the_list_is_valid() -> None:
    dtd = jats_dtd()
    root = tree(*AWKWARD, *FULL, *open_library(), title="Itch")
    for people in root.iter("person-group"):
        if people.attrib.pop("custom-type", None) or people.get("person-group-type") in NEW_GROUPS:
            people.attrib.pop("person-group-type")
    assert dtd.validate(root), dtd.error_log.filter_from_errors()
    assert dtd.validate(tree())


def test_title_and_references() -> None:
    root = tree(*AWKWARD, title="A <list> & more")
    assert (root.tag, root[0].tag, root[0].text) == ("ref-list", "title", "A <list> & more")
    assert [ref.get("id") for ref in root.iter("ref")] == [entry.key for entry in AWKWARD]


def test_markup_in_titles() -> None:
    title = citation(title="a <i>b <sub>c</sub></i> p < .05 <b>d</b>e <sup>f</sup>").find(
        "article-title"
    )
    assert etree.tostring(title, with_tail=False).decode() == (
        "<article-title>a <italic>b <sub>c</sub></italic> p &lt; .05 <bold>d</bold>e "
        "<sup>f</sup></article-title>"
    )
    small = '<span style="font-variant:small-caps">x</span><span class="nocase">Y</span>'
    assert [child.tag for child in citation(title=small)[0]] == ["sc", "fixed-case"]


def test_people_and_bodies() -> None:
    found = citation(
        author=[
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "Alembert", "given": "Jean", "dropping-particle": "d’", "suffix": "III"},
            {"given": "Plato"},
            {"literal": "World Health Organization"},
            {"literal": "others"},
        ],
        interviewer=[{"family": "Li"}],
    )
    group, other = found.findall("person-group")
    assert group.get("person-group-type") == "author"
    assert [child.tag for child in group] == ["name", "name", "name", "collab", "etal"]
    assert parts(group[0]) == [("surname", "van der Berg"), ("given-names", "Anna")]
    assert parts(group[1]) == [
        ("surname", "Alembert"),
        ("given-names", "Jean d’"),
        ("suffix", "III"),
    ]
    assert (group[2].get("name-style"), parts(group[2])) == (
        "given-only",
        [("given-names", "Plato")],
    )
    assert dict(other.attrib) == {"person-group-type": "custom", "custom-type": "interviewer"}


@pytest.mark.parametrize(
    ("issued", "found", "attribute"),
    [
        (
            {"date-parts": [[2021, 3, 5]]},
            [("year", "2021"), ("month", "03"), ("day", "05")],
            "2021-03-05",
        ),
        (
            {"date-parts": [[2021, 3], [2021, 4]]},
            [("year", "2021"), ("month", "03")],
            "2021-03/2021-04",
        ),
        (
            {"date-parts": [[2021]], "season": 3},
            [("year", "2021"), ("season", "Autumn")],
            "2021-23",
        ),
        ({"date-parts": [[1867]], "circa": True}, [("year", "1867")], "1867~"),
        ({"literal": "in press"}, [("string-date", "in press")], None),
    ],
)
def test_dates(issued: dict[str, Any], found: list[tuple[str, str]], attribute: str | None) -> None:
    element = citation(issued=issued)
    assert parts(element) == found
    assert element[0].get("iso-8601-date") == attribute


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("529-38", [("fpage", "529"), ("lpage", "538")]),
        ("7", [("fpage", "7")]),
        ("e01475", [("elocation-id", "e01475")]),
        ("xi-xiv, 12", [("fpage", "xi"), ("lpage", "12"), ("page-range", "xi-xiv, 12")]),
    ],
)
def test_pages(page: str, found: list[tuple[str, str]]) -> None:
    assert parts(citation(page=page)) == found


def test_identifiers_and_links() -> None:
    found = citation(DOI="https://doi.org/10.1000/x", PMID="1", PMCID="PMC2", URL="https://x.org/")
    assert [(e.get("pub-id-type"), e.text) for e in found.findall("pub-id")] == [
        ("doi", "10.1000/x"),
        ("pmid", "1"),
        ("pmcid", "PMC2"),
    ]
    link = found.find("ext-link")
    assert link.get("{http://www.w3.org/1999/xlink}href") == link.text == "https://x.org/"


@pytest.mark.parametrize(
    ("kind", "publication", "title", "source"),
    [
        ("article-journal", "journal", "article-title", "C"),
        ("chapter", "book", "chapter-title", "C"),
        ("book", "book", "source", "T"),
        ("dataset", "data", "data-title", "C"),
        ("thesis", "thesis", "source", "T"),
        ("webpage", "webpage", "article-title", "C"),
        ("hologram", "other", "source", "T"),
    ],
)
def test_kinds(kind: str, publication: str, title: str, source: str) -> None:
    found = citation(type=kind, title="T", container_title="C")
    assert found.get("publication-type") == publication
    assert found.find(title).text == "T"
    assert found.find("source").text == source


def test_what_cannot_be_cited_is_named() -> None:
    left: list[tuple[str, str]] = []
    text = written(
        Entry({"id": "a", "type": "book"}),
        Entry({"id": "b", "type": "book", "title": "B"}),
        skip=lambda entry, why: left.append((entry.key, why)),
    )
    assert left == [("a", "it has nothing that a JATS citation can hold")]
    assert 'id="b"' in text


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_entries())
def test_what_is_written_is_xml_with_the_same_text(entry: Entry) -> None:
    (reference,) = tree(entry).iter("ref")
    texts = {"".join(element.itertext()) for element in reference.iter()}
    item = entry.item
    assert " ".join(strip_markup(item["title"]).split()) in {
        " ".join(text.split()) for text in texts
    }
    for variable in ("volume", "PMID", "PMCID", "DOI", "URL", "publisher-place", "number"):
        if variable in item:
            assert item[variable] in texts, variable
    for name in item.get("author", ()):
        assert name.get("literal", name.get("family", "")) in " ".join(texts)


def test_the_format_is_complete() -> None:
    assert (FORMAT.name, FORMAT.extension, FORMAT.write) == ("jats", ".xml", write)
    assert FIELDS["markup in titles"] == "kept"
    assert FIELDS["abstract"] == "lost"
