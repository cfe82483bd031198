from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, parse_qsl

import pytest
from hypothesis import given, settings
from tests.formats.awkward import AWKWARD
from tests.formats.items import items

from ldn_bib.entry import Entry
from ldn_bib.formats.csl_items import TYPES
from ldn_bib.formats.text import plain
from ldn_bib.site.coins import KINDS, VARIABLES, coins
from ldn_bib.values.status import Status, StatusKind

ARTICLE: dict[str, Any] = {
    "id": "berg2021",
    "type": "article-journal",
    "title": "Cold & itch: H<sub>2</sub>O, 5 % = “more”?",
    "container-title": "Journal of Cold",
    "container-title-short": "J Cold",
    "author": [
        {"family": "Berg", "given": "A. B.", "non-dropping-particle": "van der"},
        {"literal": "Group on Skin, Cold and Sleep"},
        {"family": "Okafor", "given": "Ngozi", "suffix": "Jr."},
        {"literal": "others"},
    ],
    "issued": {"date-parts": [[2021, 3, 5]]},
    "volume": "7",
    "issue": "2",
    "page": "317-25",
    "DOI": "10.5555/Cold(7)2<317::x>3.0;2-#",
    "PMID": "123",
    "ISSN": "1234-5679, 2049-3630",
    "language": "en-GB",
}


def read(item: dict[str, Any], status: Status | None = None) -> dict[str, list[str]]:
    return parse_qs(coins(item, status), strict_parsing=True, errors="strict")


def test_an_article_has_the_keys_of_the_journal_format() -> None:
    assert read(ARTICLE) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rft_id": ["info:doi/10.5555/Cold(7)2<317::x>3.0;2-#", "info:pmid/123"],
        "rft.genre": ["article"],
        "rft.atitle": ["Cold & itch: H2O, 5 % = “more”?"],
        "rft.jtitle": ["Journal of Cold"],
        "rft.stitle": ["J Cold"],
        "rft.volume": ["7"],
        "rft.issue": ["2"],
        "rft.aulast": ["van der Berg"],
        "rft.aufirst": ["A. B."],
        "rft.au": ["Group on Skin Cold and Sleep,", "Okafor, Ngozi, Jr."],
        "rft.date": ["2021-03-05"],
        "rft.pages": ["317-325"],
        "rft.spage": ["317"],
        "rft.epage": ["325"],
        "rft.issn": ["1234-5679"],
        "rft.eissn": ["2049-3630"],
        "rft.language": ["en-GB"],
    }


def test_a_body_that_is_the_first_author_is_a_corporate_one() -> None:
    found = read({**ARTICLE, "author": [{"literal": "Cold Society, North"}]})
    assert found["rft.aucorp"] == ["Cold Society, North"]
    assert not {"rft.au", "rft.aulast", "rft.aufirst"} & found.keys()


def test_an_article_number_is_no_first_page() -> None:
    found = read({**ARTICLE, "page": "e01475"})
    assert found["rft.artnum"] == found["rft.pages"] == ["e01475"]
    assert not {"rft.spage", "rft.epage"} & found.keys()


def test_the_free_full_text_stands_in_for_a_missing_address() -> None:
    found = read({**ARTICLE, "PMCID": "PMC77"})
    assert found["rft_id"][-1] == "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/"
    found = read({**ARTICLE, "PMCID": "PMC77", "URL": "https://example.org/a?b=1&c=2"})
    assert found["rft_id"][-1] == "https://example.org/a?b=1&c=2"
    assert len(found["rft_id"]) == 3


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//example.org"])
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    assert all(address.startswith("info:") for address in read({**ARTICLE, "URL": url})["rft_id"])


@pytest.mark.parametrize(
    ("kind", "form", "genre", "title"),
    [
        ("book", "book", ["book"], "btitle"),
        ("chapter", "book", ["bookitem"], "atitle"),
        ("paper-conference", "book", ["proceeding"], "atitle"),
        ("report", "book", ["report"], "btitle"),
        ("thesis", "dissertation", None, "title"),
        ("patent", "patent", None, "title"),
        ("webpage", "dc", None, "title"),
    ],
)
def test_each_kind_has_its_format(
    kind: str, form: str, genre: list[str] | None, title: str
) -> None:
    found = read({**ARTICLE, "type": kind})
    assert found["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{form}"]
    assert found.get("rft.genre") == genre
    assert found[f"rft.{title}"] == ["Cold & itch: H2O, 5 % = “more”?"]


def test_other_kinds_say_in_dublin_core_what_they_are() -> None:
    assert read({**ARTICLE, "type": "dataset"})["rft.type"] == ["dataset"]
    assert read({**ARTICLE, "type": "article"})["rft.type"] == ["preprint"]
    assert read({**ARTICLE, "type": "no such type"})["rft.type"] == ["document"]
    assert read({**ARTICLE, "type": "dataset"})["rft.creator"][0] == "van der Berg, A. B."


def test_names_of_a_patent_are_inventors() -> None:
    found = read({**ARTICLE, "type": "patent", "number": "US 1 A"})
    assert found["rft.inventor"][0] == "van der Berg, A. B."
    assert found["rft.number"] == ["US 1 A"]


def test_a_retraction_is_a_subject_and_a_correction_is_not() -> None:
    assert read(ARTICLE, Status(StatusKind.RETRACTED))["rft.subject"] == ["Retracted"]
    assert "rft.subject" not in read(ARTICLE, Status(StatusKind.CORRECTED))


def test_every_kind_with_a_format_has_its_variables() -> None:
    assert KINDS.keys() <= TYPES
    assert set(KINDS.values()) <= VARIABLES.keys()


@pytest.mark.parametrize("entry", AWKWARD, ids=lambda entry: entry.key)
def test_awkward_papers_keep_title_and_identifiers(entry: Entry) -> None:
    found = parse_qsl(coins(entry.item), strict_parsing=True)
    titles = [value for key, value in found if key in ("rft.atitle", "rft.btitle", "rft.title")]
    assert plain(entry.item["title"]) in titles
    if "DOI" in entry.item:
        assert ("rft_id", f"info:doi/{entry.item['DOI']}") in found


@given(items())
@settings(max_examples=60)
def test_whatever_the_item_the_pairs_come_back(item: dict[str, Any]) -> None:
    written = coins(item)
    assert written.isascii()
    assert not set(' "<>\n') & set(written)
    found = parse_qs(written, strict_parsing=True, errors="strict")
    titles = ("rft.atitle", "rft.btitle", "rft.title")
    assert any(
        plain(item["title"]).split() == found[key][0].split() for key in titles if key in found
    )
    names = sum(len(found.get(f"rft.{key}", ())) for key in ("au", "creator", "inventor"))
    first = sum(len(found.get(f"rft.{key}", ())) for key in ("aulast", "aucorp"))
    assert names + first == len(item.get("author", ()))


def test_values_of_wrong_kinds_do_no_harm() -> None:
    odd: dict[str, Any] = {
        "id": 3,
        "type": None,
        "title": ["x"],
        "author": [{"family": None}, "x", {"literal": 4}],
        "issued": {"date-parts": [["x"]]},
        "page": 7,
        "DOI": "\ud800",
        "URL": "http://[",
    }
    found = read(odd)
    assert found["rft.creator"] == ["4,"]
    assert "rft_id" not in found
