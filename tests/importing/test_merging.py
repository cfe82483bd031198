"""What a record says beyond, and against, a paper."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.importing.merging import differences, merged, shown


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("DOI", "10.5555/A", "https://doi.org/10.5555/a"),
        ("page", "907-912", "907-12"),
        ("page", "907–912", "907-912"),
        ("title", "Cold skin: a trial", "Cold Skin – A Trial."),
        ("issued", {"date-parts": [[2019, 10]]}, {"date-parts": [[2019]]}),
        ("issued", {"date-parts": [[2019]]}, {"date-parts": [["2019", "10"]]}),
        ("author", [{"family": "Amsel", "given": "Anna B"}], [{"family": "Amsel", "given": "A."}]),
        (
            "author",
            [{"family": "Amsel", "given": "Anna Berta"}],
            [{"family": "Amsel", "given": "AB"}],
        ),
        ("author", [{"literal": "Pain Trust"}], [{"literal": "pain trust"}]),
        ("ISSN", "1234-5679, 2049-3630", "2049-3630"),
        ("language", "en-GB", "eng"),
        ("type", "article-journal", "article"),
        ("type", "article-journal", "document"),
    ],
)
def test_the_same_said_otherwise_is_no_difference(variable: str, ours: Any, theirs: Any) -> None:
    assert differences({variable: ours}, {variable: theirs}) == []


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("DOI", "10.5555/A", "10.5555/b"),
        ("page", "907-912", "907-913"),
        ("title", "Cold skin", "Warm skin"),
        ("issued", {"date-parts": [[2019, 10]]}, {"date-parts": [[2019, 11]]}),
        ("author", [{"family": "Amsel"}], [{"family": "Amsel"}, {"family": "Buche"}]),
        ("author", [{"family": "Amsel", "given": "A"}], [{"family": "Amsel", "given": "Berta"}]),
        ("volume", "36", "37"),
    ],
)
def test_a_conflict_is_named_and_not_merged(variable: str, ours: Any, theirs: Any) -> None:
    (found,) = differences({variable: ours}, {variable: theirs})
    assert not found.fills
    assert merged({variable: ours}, [found]) == {variable: ours}
    assert merged({variable: ours}, [found], prefer_new=True) == {variable: theirs}


def test_what_is_empty_is_filled() -> None:
    ours = {"id": "a", "title": "T", "volume": ""}
    found = differences(ours, {"id": "b", "title": "T", "volume": "3", "issue": "", "page": "1"})
    assert [(one.variable, one.fills) for one in found] == [("volume", True), ("page", True)]
    assert merged(ours, found) == {"id": "a", "title": "T", "volume": "3", "page": "1"}


def test_a_value_for_a_person() -> None:
    assert shown({"date-parts": [[2019, 10]]}) == "2019-10"
    assert (
        shown([{"family": "Gogh", "non-dropping-particle": "van", "given": "V."}]) == "van Gogh, V."
    )
    assert shown([{"literal": "Pain Trust"}, {"family": "Amsel", "suffix": "Jr."}]) == (
        "Pain Trust; Amsel, Jr."
    )
    assert shown("two\nlines") == "two lines"
