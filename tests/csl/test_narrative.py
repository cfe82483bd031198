"""Names of cited works in a sentence: author-date, numeric, label and note styles."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.csl.processor import Cite, Cluster, Processor, cited_items

ITEMS: list[dict[str, Any]] = [
    {
        "id": "one",
        "type": "article-journal",
        "author": [{"family": "Novak", "given": "Eva"}],
        "title": "On one",
        "issued": {"date-parts": [[2016]]},
    },
    {
        "id": "again",
        "type": "article-journal",
        "author": [{"family": "Novak", "given": "Eva"}],
        "title": "On again",
        "issued": {"date-parts": [[2018]]},
    },
    {
        "id": "three",
        "type": "book",
        "author": [{"family": name, "given": "Ida"} for name in ("Roe", "Poe", "Doe")],
        "title": "On three",
        "issued": {"date-parts": [[2015]]},
    },
    {
        "id": "edited",
        "type": "book",
        "editor": [{"family": "Zorn", "given": "Uwe"}, {"family": "Yule", "given": "Mo"}],
        "title": "On edited",
        "issued": {"date-parts": [[2011]]},
    },
    {"id": "bare", "type": "webpage", "title": "A bare page", "issued": {"date-parts": [[2020]]}},
]


def written(style: str, *cites: Cite, note: int = 0, **cluster: Any) -> str:
    made = Cluster(cites, note_number=note, **{"mode": "composite", **cluster})
    (citation,) = Processor(style).citations([made], ITEMS)
    return str(citation)


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("apa", ["Novak (2016)", "Roe et al. (2015)", "Zorn & Yule (2011)", "A Bare Page (2020)"]),
        (
            "chicago-author-date",
            ["Novak (2016)", "Roe et al. (2015)", "Zorn and Yule (2011)", "“A Bare Page” (2020)"],
        ),
        ("ieee", ["Novak [1]", "Roe et al. [1]", "Zorn and Yule [1]", "A bare page [1]"]),
        ("nature", ["Novak1", "Roe et al.1", "Zorn and Yule1", "A bare page1"]),
        ("din-1505-2-alphanumeric", ["Novak [Nova16]"]),
    ],
)
def test_names_and_the_rest(style: str, texts: list[str]) -> None:
    for item, text in zip(("one", "three", "edited", "bare"), texts, strict=False):
        assert written(style, Cite(item)) == text


def test_the_first_paper_as_given_is_the_one_that_is_named() -> None:
    novak_first = written("apa", Cite("one"), Cite("three"), Cite("again"))
    assert novak_first == "Novak (2016, 2018; Roe et al., 2015)"
    assert written("apa", Cite("three"), Cite("one")) == "Roe et al. (2015; Novak, 2016)"
    numbered = written("ieee", Cite("three"), Cite("one"), infix="and others")
    assert numbered == "Roe et al. and others [1], [2]"


def test_affixes_and_locators_stay_with_the_rest() -> None:
    cite = Cite("one", "7", prefix="see", suffix=", top")
    assert written("apa", cite, prefix="e.g.", suffix="!") == "Novak (e.g. see 2016, p. 7, top!)"


def test_a_raised_number_follows_its_prefix_after_a_space() -> None:
    assert written("nature", Cite("one", prefix="see")) == "Novak see 1"


def test_pandocs_way_to_say_it() -> None:
    cites = (Cite("one", author_only=True), Cite("one", suppress_author=True), Cite("three"))
    assert written("apa", *cites, mode="") == "Novak (2016; Roe et al., 2015)"
    alone = Cite("one", author_only=True, prefix="by")
    assert written("apa", alone, mode="") == "by Novak"


def test_names_alone_stand_once() -> None:
    cites = (Cite("one"), Cite("again"), Cite("three"))
    assert written("apa", *cites, mode="author-only") == "Novak; Roe et al."
    assert written("vancouver", *cites, mode="author-only") == "Novak; Roe et al."


def test_an_item_with_nothing_to_name() -> None:
    processor = Processor("ieee")
    item = {"id": "x", "type": "book"}
    for mode, text in (("composite", "[1]"), ("author-only", "[CSL STYLE ERROR: reference")):
        (made,) = processor.citations([Cluster((Cite("x"),), mode=mode)], [item])
        assert str(made).startswith(text)
    assert [str(made) for made in processor.citations([Cluster(())], [item])] == [""]


def test_notes_and_the_text_apart() -> None:
    processor = Processor("chicago-notes-bibliography")
    clusters = [
        Cluster((Cite("three"),), 1, "composite", "'s book"),
        Cluster((Cite("three", "4"),), 2, "composite"),
        Cluster((Cite("one"),), 3),
        Cluster((Cite("one", suppress_author=True),), 4),
    ]
    placed = processor.placed_citations(clusters, ITEMS)
    assert [str(one.text) for one in placed] == ["Ida Roe et al.’s book", "Roe et al.", "", ""]
    assert [str(one.note) for one in placed] == [
        "Ida Roe et al., On Three (2015).",
        "Roe et al., On Three, 4.",
        "Eva Novak, On One, 2016.",
        "On One.",
    ]
    whole = [str(one.whole) for one in placed]
    assert whole == [str(one) for one in processor.citations(clusters, ITEMS)]
    (in_text,) = Processor("apa").placed_citations([Cluster((Cite("one"),))], ITEMS)
    assert (str(in_text.text), str(in_text.note)) == ("(Novak, 2016)", "")


def test_what_is_cited_and_what_is_not() -> None:
    clusters = [Cluster((Cite("three"), Cite("one"))), Cluster((Cite("one"), Cite("no such")))]
    found = cited_items(clusters, ITEMS, ["bare", "three"])
    assert [item["id"] for item in found] == ["three", "one", "bare"]
    assert cited_items([], ITEMS) == []
    # what nobody cites still tells others apart
    twins = [{**ITEMS[0], "id": name} for name in ("a", "b")]
    (made,) = Processor("apa").citations([Cluster((Cite("a"),))], twins, uncited=["b"])
    assert "2016a" in str(made)
