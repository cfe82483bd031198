"""Items that are broken or made to do harm: a clear error, or a sensible citation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from ldn_bib.csl.cites import read_cluster
from ldn_bib.csl.errors import CitationError, ItemError
from ldn_bib.csl.processor import Cite, Cluster, Processor

DOE: dict[str, Any] = {
    "id": "doe2020",
    "type": "article-journal",
    "title": "Pain",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Rex"}],
    "issued": {"date-parts": [[2020, 1, 2]]},
    "container-title": "Journal",
    "volume": "3",
    "page": "1-3",
}
STYLES = ["apa", "nlm-citation-sequence", "chicago-notes-bibliography"]


@cache
def processor(style: str) -> Processor:
    return Processor(style)


def apa(**changes: Any) -> str:
    """The entry of an item in one style, with some variables set otherwise."""
    (entry,) = processor("apa").bibliography([{**DOE, **changes}]).entries
    return str(entry)


CITED = Cluster((Cite("doe2020"),))


def entries(style: str, *items: Mapping[str, Any]) -> list[str]:
    """The entries of items; they are cited as well, once with a locator and once without."""
    made = processor(style)
    ids = [str(item.get("id", "")) for item in items]
    cites = [Cluster((Cite(id_, locator="5"),)) for id_ in ids]
    cited = made.citations([*cites, Cluster(tuple(map(Cite, ids)))], items)
    assert len(cited) == len(items) + 1
    return [str(entry) for entry in made.bibliography(items).entries]


# -- kinds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", [None, "doe2020", 5, [DOE], object()], ids=lambda x: str(type(x)))
def test_what_is_no_item_is_refused(item: Any) -> None:
    with pytest.raises(ItemError, match="an item must be a mapping of CSL variables"):
        processor("apa").bibliography([DOE, item])
    with pytest.raises(ItemError):
        processor("apa").citations([], [item])


@pytest.mark.parametrize(
    ("changes", "entry"),
    [
        ({"type": None}, "Doe, J., & Roe, R. (2020). Pain. In Journal (Vol. 3, pp. 1–3)."),
        ({"type": 5}, "Doe, J., & Roe, R. (2020). Pain. In Journal (Vol. 3, pp. 1–3)."),
        ({"id": None}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"title": None}, "Doe, J., & Roe, R. (2020). Journal, 3, 1–3."),
        ({"title": 1984}, "Doe, J., & Roe, R. (2020). 1984. Journal, 3, 1–3."),
        ({"title": ["Pain"]}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"title": {"a": 1}}, "Doe, J., & Roe, R. (2020). Journal, 3, 1–3."),
        ({"title": True}, "Doe, J., & Roe, R. (2020). Journal, 3, 1–3."),
        ({"title": "  "}, "Doe, J., & Roe, R. (2020). Journal, 3, 1–3."),
        ({"volume": 3}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"volume": 3.0}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"volume": math.nan}, "Doe, J., & Roe, R. (2020). Pain. Journal, 1–3."),
        ({"volume": -math.inf}, "Doe, J., & Roe, R. (2020). Pain. Journal, 1–3."),
        ({"volume": []}, "Doe, J., & Roe, R. (2020). Pain. Journal, 1–3."),
        ({"page": 7}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 7."),
        ({"language": 5}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"author": None}, "Pain. (2020). Journal, 3, 1–3."),
        ({"author": 5}, "Pain. (2020). Journal, 3, 1–3."),
        ({"author": []}, "Pain. (2020). Journal, 3, 1–3."),
        ({"author": [None, {}, []]}, "Pain. (2020). Journal, 3, 1–3."),
        ({"author": "WHO"}, "WHO. (2020). Pain. Journal, 3, 1–3."),
        ({"author": ["WHO", "FDA"]}, "WHO, & FDA. (2020). Pain. Journal, 3, 1–3."),
        ({"author": {"family": "Doe"}}, "Doe. (2020). Pain. Journal, 3, 1–3."),
        ({"author": [{"family": 5, "given": None}]}, "5. (2020). Pain. Journal, 3, 1–3."),
        ({"author": [{"family": {"a": 1}, "given": "Bo"}]}, "Bo. (2020). Pain. Journal, 3, 1–3."),
        ({"author": [{"suffix": "Jr."}]}, "Pain. (2020). Journal, 3, 1–3."),
        ({"author": [{"family": "\x00", "given": "\x01"}]}, "Pain. (2020). Journal, 3, 1–3."),
        ({"author": [{"family": "Doe", "given": [1]}]}, "Doe, 1. (2020). Pain. Journal, 3, 1–3."),
        ({"issued": None}, "Doe, J., & Roe, R. (n.d.). Pain. Journal, 3, 1–3."),
        ({"issued": 2020}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"issued": "2020"}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"issued": [2020, 5]}, "Doe, J., & Roe, R. (2020). Pain. Journal, 3, 1–3."),
        ({"issued": True}, "Doe, J., & Roe, R. (n.d.). Pain. Journal, 3, 1–3."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_kinds_give_a_sensible_entry(changes: dict[str, Any], entry: str) -> None:
    assert apa(**changes) == entry


@pytest.mark.parametrize(
    ("parts", "year"),
    [
        ([[]], "n.d."),
        ([], "n.d."),
        (None, "n.d."),
        ([None], "n.d."),
        ([["x"]], "n.d."),
        ([[None, 5]], "n.d."),
        ([["--5"]], "n.d."),
        ([[10**30]], "n.d."),
        ([[math.nan]], "n.d."),
        ([[[2020]]], "n.d."),
        ({"0": [2020]}, "n.d."),
        ([2020], "2020"),
        ("2020", "2020"),
        ([["2020"]], "2020"),
        ([[2020, 99, 99]], "2020"),
        ([[2020, -1, 10**30]], "2020"),
        ([[2020, "May", []]], "2020"),
        ([[2020], ["x"]], "2020"),
        ([[2020], [2021], [2022]], "2020–2021"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_dates_of_a_wrong_shape(parts: Any, year: str) -> None:
    entry = apa(issued={"date-parts": parts})
    assert entry == f"Doe, J., & Roe, R. ({year}). Pain. Journal, 3, 1–3."


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("0000-05", "0000-05"),
        ("-0001", "1 B.C.E."),
        ("May 5", "May 5"),
        ("May/June", "May/June"),
        ("May/", "May/"),
        ("May/June 2020", "2020, May–June"),
        ("2020–21", "2020–21"),
        ("2021/2020", "2021/2020"),
        ("2020-13-45", "2020-13-45"),
        ("31/12/2020", "31/12/2020"),
        ("9" * 90, "9" * 90),
        ("1" * 11 + " May", "1" * 11 + " May"),
        ("٢٠٢٠", "2020"),
        ("[?]", "[?]"),
        ("/", "/"),
        ("\x00", ""),
    ],
    ids=lambda text: repr(text)[:12],
)
def test_strange_dates_are_printed_as_they_are(raw: str, printed: str) -> None:
    entry = apa(type="article-newspaper", issued={"raw": raw})
    date = f" ({printed})." if printed else ""
    assert entry == f"Doe, J., & Roe, R.{date} Pain. Journal, 3, 1–3."


def test_a_person_with_a_given_name_alone_is_cited_by_it() -> None:
    item = {**DOE, "author": [{"given": "Madonna"}]}
    assert [str(text) for text in processor("apa").citations([CITED], [item])] == [
        "(Madonna, 2020)"
    ]


def test_a_number_too_long_to_be_written_is_left_out() -> None:
    huge = 10**5000
    entry = apa(id=huge, volume=huge, issued={"date-parts": [[huge]]}, author=[{"family": huge}])
    assert entry == "Pain. (n.d.). Journal, 1–3."


@pytest.mark.parametrize("style", STYLES)
def test_an_empty_item_does_no_harm(style: str) -> None:
    assert len(entries(style, {})) == 1
    assert len(entries(style, {"id": "a", 5: 6})) == 1  # type: ignore[dict-item]
    assert entries(style) == []


@pytest.mark.parametrize("style", STYLES)
def test_a_type_that_nobody_knows_is_printed(style: str) -> None:
    (entry,) = entries(style, {**DOE, "type": "no-such-type"})
    assert "Pain" in entry
    assert "Doe" in entry


@pytest.mark.parametrize("style", STYLES)
def test_items_with_the_same_id_all_come_out(style: str) -> None:
    items = [{**DOE, "id": id_, "title": title} for id_, title in ((1, "One"), ("1", "Two"))]
    text = "\n".join(entries(style, *items))
    assert "One" in text
    assert "Two" in text
    nameless = [{"type": "book", "title": title} for title in ("One", "Two")]
    assert len(entries(style, *nameless)) == 2


@pytest.mark.parametrize("id_", [7, 7.0, "7", "⁷", "a b", "\ud83d", ""])
def test_an_id_of_any_kind_can_be_cited(id_: Any) -> None:
    cite = Cite("7" if id_ == 7 else id_)
    (cited,) = processor("apa").citations([Cluster((cite,))], [{**DOE, "id": id_}])
    assert str(cited) == "(Doe & Roe, 2020)"


@pytest.mark.parametrize("style", STYLES)
def test_citing_what_is_not_there_prints_nothing_of_it(style: str) -> None:
    made = processor(style)
    known, unknown = Cite("doe2020"), Cite("gone")
    (both, alone) = made.citations([Cluster((known, unknown)), Cluster((unknown,))], [DOE])
    assert "gone" not in f"{both}{alone}"
    assert str(alone) == ""


# -- citations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cite", "text"),
    [
        (Cite("doe2020", locator="\x00"), "(Doe & Roe, 2020)"),
        (Cite("doe2020", locator="5", label="no-such-label"), "(Doe & Roe, 2020, 5)"),
        (Cite("doe2020", locator="5", label=""), "(Doe & Roe, 2020, p. 5)"),
        (Cite("doe2020", locator="<i>5"), "(Doe & Roe, 2020, p. <i>5)"),
        (Cite("doe2020", prefix="\x00", suffix="\x1b"), "(Doe & Roe, 2020)"),
        (Cite("doe2020", prefix="<i>see", suffix="</i>"), "(<i>see Doe & Roe, 2020</i>)"),
        (Cite("doe2020", prefix="&amp;", suffix="\ud83d"), "(&amp; Doe & Roe, 2020\ufffd)"),
        (Cite("doe2020", position=99), "(Doe & Roe, 2020)"),
        (Cite("doe2020", position=-1), "(Doe & Roe, 2020)"),
    ],
)
def test_what_a_document_says_about_a_cite(cite: Cite, text: str) -> None:
    (cited,) = processor("apa").citations([Cluster((cite,))], [DOE])
    assert str(cited) == text


def test_citations_of_documents_with_values_of_wrong_kinds() -> None:
    cite = {"id": 10**20, "locator": 5, "prefix": False, "suffix": None, "author-only": "no"}
    made = read_cluster({"citationItems": [cite], "properties": {"prefix": True, "infix": {}}})
    assert made == Cluster((Cite("1" + "0" * 20, locator="5"),))
    for note in (-1, True, 10**5000, -(10**5000), 0.5, "1"):
        with pytest.raises(CitationError, match="no number of a note"):
            read_cluster({"citationItems": [], "properties": {"noteIndex": note}})
    nothing: list[Any] = [[], None, "x", {"citationItems": {"id": "a"}}]
    for data in nothing:
        with pytest.raises(CitationError, match="no list of 'citationItems'"):
            read_cluster(data)
    for id_ in (True, None, ["a"], 1.5):
        with pytest.raises(CitationError, match="without an 'id'"):
            read_cluster({"citationItems": [{"id": id_}]})


# -- characters --------------------------------------------------------------------------------


def test_control_characters_go() -> None:
    title = "a\x00b\x07c\x1b[31md\x7fe\x9bf\x0bg\x85h\u2028i"
    assert apa(title=title) == "Doe, J., & Roe, R. (2020). abc[31mdef g h i. Journal, 3, 1–3."
    assert apa(title="\x00\x01") == "Doe, J., & Roe, R. (2020). Journal, 3, 1–3."


@pytest.mark.parametrize("style", STYLES)
def test_unpaired_surrogates_are_replaced(style: str) -> None:
    broken = "\ud83d"
    item = {
        **DOE,
        "title": f"P{broken}n",
        "author": [{"family": f"D{broken}e", "given": broken}, {"literal": broken}],
        "container-title": broken,
        "volume": broken,
        "page": f"{broken}-5",
        "issued": {"literal": broken},
        "note": broken,
        "publisher": broken,
        "URL": f"http://x/{broken}",
    }
    made = processor(style)
    cite = Cite("doe2020", locator=broken, prefix=broken, suffix=broken)
    texts = [str(text) for text in made.citations([Cluster((cite,))], [item])]
    texts += [str(entry) for entry in made.bibliography([item]).entries]
    for text in texts:
        text.encode("utf-8")
    assert "P\ufffdn" in texts[-1]


@pytest.mark.parametrize(
    "title",
    [
        "<!DOCTYPE x [<!ENTITY y (z)>]>&y; z",
        "&lt;b&gt; &amp; &#x41; &foo; x",
        "{0} %s %(x)s $x ${x} \\x41 {{y}}",
        "<script>alert(1)</script>",
        "<i>open <b>twice",
        "closed</i></b>",
        "a\u202eb\u2066c",
        "1 < 2 > 0",
    ],
)
def test_text_is_never_read_as_anything_else(title: str) -> None:
    assert apa(title=title) == f"Doe, J., & Roe, R. (2020). {title}. Journal, 3, 1–3."


# -- size --------------------------------------------------------------------------------------


def people(count: int) -> list[dict[str, str]]:
    return [{"family": f"Doe{number}", "given": "Jane Kim"} for number in range(count)]


@pytest.mark.parametrize("style", STYLES)
def test_ten_thousand_authors(style: str) -> None:
    (entry,) = entries(style, {**DOE, "author": people(10_000)})
    assert "Doe0" in entry
    assert "Pain" in entry


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ({"family": "Doe9999", "given": "Jane Kim"}, ["2020a", "2020b"]),
        ({"family": "Zola", "given": "Jane Kim"}, ["Doe9999", "Zola"]),
        ({"family": "DOE9999", "given": "Jane Kim"}, ["Doe9999", "DOE9999"]),
    ],
    ids=["same", "other", "capitals"],
)
def test_ten_thousand_authors_twice_are_told_apart(last: Any, expected: list[str]) -> None:
    authors = people(10_000)
    items = [{**DOE, "author": authors}, {**DOE, "id": "b", "author": [*authors[:-1], last]}]
    clusters = [CITED, Cluster((Cite("b"),))]
    cited = processor("apa").citations(clusters, items)
    assert all(part in str(text) for part, text in zip(expected, cited, strict=True))


SHOUTING = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<macro name="names"><names variable="author">
<name et-al-min="3" et-al-use-first="1" initialize-with="."/></names></macro>
<citation disambiguate-add-names="true" disambiguate-add-givenname="true">
<layout><text macro="names" text-case="uppercase"/></layout></citation></style>"""


def test_names_that_a_style_prints_alike_are_not_compared_for_ever() -> None:
    small = [{**name, "family": name["family"].lower()} for name in people(2_000)]
    items = [{**DOE, "author": people(2_000)}, {**DOE, "id": "b", "author": small}]
    shouting = Processor.from_xml(SHOUTING)
    first, second = shouting.citations([CITED, Cluster((Cite("b"),))], items)
    assert str(first) == str(second) == "J.K. DOE0 ET AL."


@pytest.mark.parametrize("same", [True, False])
def test_ten_thousand_cites_in_one_citation(same: bool) -> None:
    ids = [str(number) for number in range(1 if same else 10_000)]
    items = [{**DOE, "id": id_, "title": f"Pain {id_}"} for id_ in ids]
    cites = [Cite("0", locator=str(n)) for n in range(10_000)] if same else map(Cite, ids)
    (cited,) = processor("modern-language-association").citations([Cluster(tuple(cites))], items)
    assert str(cited).count(";" if same else "“Pain") >= 9_999


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "w" * 1_000_000,
        "WORD " * 200_000,
        "a: " * 300_000,
        "a" + " " * 1_000_000 + "b",
        "a-" * 500_000,
        "1" * 1_000_000,
        "don't " * 150_000,
        "é" * 500_000,
        "<span " * 150_000,
        "<i>" * 5_000,
        "</i>" * 5_000,
        "<i>a</i>" * 5_000,
        "<i>" * 5_000 + "x" + "</i>" * 5_000,
        "<i>" * 5_000 + "x" + "</b>" * 5_000,
        "“" * 5_000 + "x" + "”" * 5_000,
        '"' * 10_000,
        "?" * 100_000,
        ". " * 100_000,
    ],
    ids=lambda text: text[:10],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_field_of_a_megabyte(style: str, text: str) -> None:
    (entry,) = entries(style, {**DOE, "title": text})
    assert "Journal" in entry


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("volume", "1" * 1_000_000),
        ("volume", "1 & " * 250_000),
        ("volume", "p. 1 " * 190),
        ("issue", "1a-" * 330),
        ("page", "1-" * 500_000),
        ("page", "1, " * 330),
        ("page", "1" + " " * 1_000_000 + "x"),
        ("page-first", "1" + " " * 1_000_000 + "x"),
        ("page", "\\-" * 499),
        ("edition", "iv" * 500),
        ("issued", "a" + " " * 1_000_000 + "b"),
        ("issued", "1 " * 500_000),
        ("language", "en" * 500_000),
        ("URL", "http://x/" + "a" * 1_000_000),
    ],
    ids=lambda text: text[:10],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_number_or_date_of_a_megabyte(style: str, variable: str, text: str) -> None:
    (entry,) = entries(style, {**DOE, variable: text})
    assert "Pain" in entry


@pytest.mark.parametrize(
    "given_name",
    [
        "a " * 300_000,
        "Jo " * 100_000,
        "X " + "a'" * 50_000 + "9a",
        "A <" * 50_000,
        "A" + " " * 1_000_000 + "B",
        "A" + " -" * 100_000 + "B",
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_name_of_a_megabyte(style: str, given_name: str) -> None:
    author = [{"family": "van " * 100_000 + "Doe", "given": given_name}]
    (entry,) = entries(style, {**DOE, "author": author})
    assert "Doe" in entry
    assert "Pain" in entry


def test_a_locator_of_a_megabyte() -> None:
    cite = Cite("doe2020", locator="1-" * 500_000, prefix="a " * 100_000, suffix="(" * 100_000)
    (cited,) = processor("apa").citations([Cluster((cite,))], [DOE])
    assert "Doe" in str(cited)


def test_an_item_of_ten_thousand_variables() -> None:
    extra = {f"variable-{number}": "x" for number in range(10_000)}
    assert apa(**extra) == apa()


@pytest.mark.parametrize("style", STYLES)
def test_hundreds_of_items_that_look_the_same(style: str) -> None:
    items = [{**DOE, "id": str(number)} for number in range(300)]
    assert len(entries(style, *items)) == 300
