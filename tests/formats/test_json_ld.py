from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from tests.formats.awkward import ARTICLE, AWKWARD, CONDITIONS
from tests.formats.items import entries

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.exporting import write_options
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.csl_items import TYPES as CSL_TYPES
from ldn_bib.formats.json_ld import CONTAINERS, FIELDS, FORMAT, TYPES, thing, write
from ldn_bib.opening import open_library

Thing = dict[str, Any]


def written(*entries: Entry, **options: Any) -> str:
    return "".join(write(entries, WriteOptions(**options)))


def graph(*entries: Entry) -> list[Thing]:
    read = json.loads(written(*entries, conditions=CONDITIONS))
    assert read.keys() == {"@context", "@graph"}
    assert read["@context"] == "https://schema.org"
    return list(read["@graph"])


def one(kind: str = "article-journal", *tags: Tag, **variables: Any) -> Thing:
    named = {name.replace("_", "-"): value for name, value in variables.items()}
    (found,) = graph(Entry({"id": "a", "type": kind, **named}, tags=tags))
    return found


# golden files


def test_awkward_references(golden: Callable[[str, str], None]) -> None:
    golden("json-ld/awkward.jsonld", written(*AWKWARD, conditions=CONDITIONS))


def test_the_papers(golden: Callable[[str, str], None]) -> None:
    library = open_library()
    conditions = library.conditions or {}
    text = "".join(write(library.entries, write_options(library)))
    golden("json-ld/papers.jsonld", text)
    found = json.loads(text)["@graph"]
    assert len(found) == len(library.entries)
    codes = {
        code["codeValue"]
        for paper in found
        for condition in paper.get("about", ())
        for code in condition.get("code", ())
        if code["codingSystem"] == "MeSH"
    }
    tagged = {slug for entry in library.entries for slug in entry.conditions}
    assert codes == {conditions[slug].mesh_id for slug in tagged if conditions[slug].mesh_id}


# the whole


def test_no_entries_are_an_empty_graph() -> None:
    assert graph() == []


@settings(deadline=None, max_examples=60)
@given(entries())
def test_nothing_empty_and_no_markup(entry: Entry) -> None:
    (found,) = graph(entry)

    def check(value: object) -> None:
        assert value not in ("", [], {}, None)
        if isinstance(value, dict):
            assert value.keys() != {"@type"}
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)
        else:
            assert "<sub>" not in str(value)
            assert "\n" not in str(value)

    check(found)
    assert len(found.get("author", ())) == len(entry.item.get("author", ()))


def test_it_may_stand_in_a_script_of_html() -> None:
    title = "A </script><script>alert(1)</script> <!-- <script> b"
    text = written(Entry({"id": "a", "type": "book", "title": title}))
    assert "</" not in text
    assert "<!--" not in text
    assert json.loads(text)["@graph"][0]["name"] == title


def test_characters_that_cannot_be_encoded() -> None:
    text = written(Entry({"id": "a\ud800", "type": "book", "title": "B\ud800\x00"}))
    assert json.loads(text.encode())["@graph"][0]["name"] == "B\ufffd"


# classes


@pytest.mark.parametrize("kind", sorted(CSL_TYPES))
def test_every_type_has_a_class(kind: str) -> None:
    assert one(kind, title="A")["@type"] == TYPES.get(kind, "CreativeWork")


def test_tables_name_types_of_csl() -> None:
    assert TYPES.keys() | CONTAINERS.keys() <= CSL_TYPES


def test_an_article_on_a_condition_is_medical() -> None:
    winter = Tag("winter-itch", "Winter itch")
    proposed = Tag("winter-itch", "Winter itch", derived=True)
    assert one("article-journal", winter)["@type"] == "MedicalScholarlyArticle"
    assert one("article-journal", proposed)["@type"] == "ScholarlyArticle"
    assert one("book", winter)["@type"] == "Book"


# conditions


def test_conditions_have_their_codes() -> None:
    about = one("article-journal", Tag("winter-itch", "Winter itch"))["about"]
    assert about == [
        {
            "@type": "MedicalCondition",
            "name": "Winter itch",
            "alternateName": ["Pruritus", "Pruritus hiemalis"],
            "code": [
                {"@type": "MedicalCode", "codeValue": "D011537", "codingSystem": "MeSH"},
                {"@type": "MedicalCode", "codeValue": "MONDO:0000001", "codingSystem": "MONDO"},
            ],
            "sameAs": [
                "https://id.nlm.nih.gov/mesh/D011537",
                "http://purl.obolibrary.org/obo/MONDO_0000001",
            ],
        }
    ]


def test_a_condition_that_the_vocabulary_has_not() -> None:
    assert one("book", Tag("x", "X"))["about"] == [{"@type": "MedicalCondition", "name": "X"}]


def test_proposed_conditions_are_keywords_that_say_so() -> None:
    found = one("book", Tag("x", "X", derived=True), keyword="a; b")
    assert "about" not in found
    assert found["keywords"] == ["X (proposed)", "a", "b"]


# properties


def test_an_article_with_everything() -> None:
    found = thing(ARTICLE, CONDITIONS)
    assert found["@id"] == found["sameAs"][0]
    assert found["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "2 Suppl 1",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "7",
            "isPartOf": {
                "@type": "Periodical",
                "name": "Journal of Cold Skin & Sleep",
                "alternateName": "J Cold Skin Sleep",
                "issn": ["1234-5679", "2049-3630"],
            },
        },
    }
    assert [(i["propertyID"], i["value"]) for i in found["identifier"]] == [
        ("doi", "10.5555/Cold(7)2<317::aid-x>3.0.co;2-#"),
        ("pmid", "99000001"),
        ("pmcid", "PMC9900001"),
    ]
    assert found["sameAs"] == [
        "https://doi.org/10.5555/Cold(7)2%3C317::aid-x%3E3.0.co;2-%23",
        "https://pubmed.ncbi.nlm.nih.gov/99000001/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC9900001/",
    ]
    assert (found["pagination"], found["pageStart"], found["pageEnd"]) == ("317-325", "317", "325")
    assert found["headline"] == found["name"]
    assert found["description"] == "An ointment was tried <in adults> & helped “some” of them."


def test_names() -> None:
    people = thing(ARTICLE, {})["author"]
    assert people[0] == {
        "@type": "Person",
        "name": "Anna van der Berg",
        "givenName": "Anna",
        "familyName": "van der Berg",
    }
    assert people[1]["honorificSuffix"] == "Jr."
    assert people[4] == {"@type": "Organization", "name": "Working Group on Skin, Cold, and Sleep"}


def test_other_roles_are_contributors() -> None:
    found = one("interview", interviewer=[{"family": "A"}], contributor=[{"family": "B"}])
    assert [person["name"] for person in found["contributor"]] == ["B", "A"]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ({"date-parts": [[2021, 3, 5]]}, "2021-03-05"),
        ({"date-parts": [[2021, 3]]}, "2021-03"),
        ({"date-parts": [[2009, 5], [2009, 6]]}, "2009-05"),
        ({"date-parts": [[2018]], "season": 4}, "2018"),
        ({"date-parts": [[2018, 21], [2018, 22]]}, "2018"),
        ({"date-parts": [[-44]]}, None),
        ({"literal": "in press"}, None),
    ],
)
def test_dates(date: Thing, shown: str | None) -> None:
    assert one(issued=date).get("datePublished") == shown


def test_levels_that_are_not_known_are_left_out() -> None:
    assert one(container_title="J")["isPartOf"] == {"@type": "Periodical", "name": "J"}
    assert one(volume="7")["isPartOf"] == {"@type": "PublicationVolume", "volumeNumber": "7"}
    assert "isPartOf" not in one(title="A")


def test_a_chapter_is_part_of_its_book() -> None:
    found = one(
        "chapter", container_title="B", ISBN="1", edition="2", volume="3", collection_title="S"
    )
    assert found["isPartOf"] == {
        "@type": "Book",
        "name": "B",
        "isbn": "1",
        "bookEdition": "2",
        "volumeNumber": "3",
        "isPartOf": {"@type": "BookSeries", "name": "S"},
    }
    assert "identifier" not in found


def test_a_book() -> None:
    found = one(
        "book", ISBN="1", edition="2", number_of_pages="352", publisher="P", publisher_place="T",
        collection_title="S", collection_number="12",
    )  # fmt: skip
    assert (found["isbn"], found["bookEdition"], found["numberOfPages"]) == ("1", "2", 352)
    assert found["publisher"] == {"@type": "Organization", "name": "P", "address": "T"}
    assert found["isPartOf"]["volumeNumber"] == "12"
    assert found["isPartOf"]["isPartOf"] == {"@type": "BookSeries", "name": "S"}


def test_other_kinds_have_their_numbers() -> None:
    report = one("report", number="WHO/1", ISBN="1", ISSN="1234-5679", number_of_pages="88")
    assert [(i["propertyID"], i["value"]) for i in report["identifier"]] == [
        ("number", "WHO/1"),
        ("isbn", "1"),
        ("issn", "1234-5679"),
    ]
    assert report["materialExtent"] == "88 pages"
    assert one("software", edition="3")["version"] == "3"


def test_an_event() -> None:
    days = {"date-parts": [[2019, 9, 2], [2019, 9, 4]]}
    found = one("paper-conference", event_title="E", event_place="Oulu", event_date=days)
    assert found["releasedEvent"] == {
        "@type": "PublicationEvent",
        "name": "E",
        "location": "Oulu",
        "startDate": "2019-09-02",
        "endDate": "2019-09-04",
    }


def test_what_an_entry_is_called() -> None:
    assert one(PMID="12", URL="https://example.org/")["@id"] == (
        "https://pubmed.ncbi.nlm.nih.gov/12/"
    )
    assert one(URL="https://example.org/")["@id"] == "https://example.org/"
    assert one(title="A")["@id"] == "#a"


def test_the_summary_is_the_description() -> None:
    entry = Entry({"id": "a", "type": "book"}, annotation=Annotation(summary="One.\nTwo."))
    assert thing(entry, {})["description"] == "One. Two."


# the format


def test_it_is_written_only() -> None:
    assert FORMAT.is_written
    assert FORMAT.read is None


def test_every_variable_has_its_word() -> None:
    words = re.compile("kept|lost|changed: .+")
    assert all(words.fullmatch(word) for word in FIELDS.values())
    assert {"title", "author", "PMID", "keyword", "tags", "summary"} <= FIELDS.keys()
