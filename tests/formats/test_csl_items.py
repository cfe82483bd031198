from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    MAX_DEPTH,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
    clean_item,
)


def cleaned(key: str, value: object) -> object:
    return clean_item({key: value})[0].get(key)


@pytest.mark.parametrize(
    ("key", "value", "result"),
    [
        ("title", "A", "A"),
        ("title", 7, "7"),
        ("title", ["A", "B"], "A; B"),
        ("ISSN", ["1234-5679", "2049-3630"], "1234-5679, 2049-3630"),
        ("title", {"x": 1}, None),
        ("title", None, None),
        ("title", "", None),
        ("title", True, None),
        ("title", "a\ud800", "a\ufffd"),
        ("volume", 7, "7"),
        ("volume", 10**400, None),
        ("volume", float("nan"), None),
        ("author", [{"family": "A", "given": "B"}], [{"family": "A", "given": "B"}]),
        ("author", {"family": "A"}, [{"family": "A"}]),
        ("author", "Curie, Marie", [{"family": "Curie", "given": "Marie"}]),
        ("author", ["Marie Curie"], [{"family": "Curie", "given": "Marie"}]),
        ("author", [None, {"family": 3}, {}], [{"family": "3"}]),
        (
            "author",
            [{"family": "van der Berg", "given": "A"}],
            [{"family": "Berg", "given": "A", "non-dropping-particle": "van der"}],
        ),
        ("author", [{"family": "de la"}], [{"family": "de la"}]),
        ("author", [{"family": "eLife Team"}], [{"family": "eLife Team"}]),
        (
            "author",
            [{"family": "van Berg", "dropping-particle": "von"}],
            [{"family": "van Berg", "dropping-particle": "von"}],
        ),
        (
            "author",
            [{"family": "King", "given": "Martin Luther, Jr."}],
            [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
        ),
        (
            "author",
            [{"family": "King", "given": "M.,! Jr."}],
            [{"family": "King", "given": "M.", "suffix": "Jr.", "comma-suffix": True}],
        ),
        (
            "author",
            [{"family": "Mao", "static-ordering": 1}],
            [{"family": "Mao", "static-ordering": True}],
        ),
        ("author", [{"literal": "x\udfff"}], [{"literal": "x\ufffd"}]),
        ("author", 3, None),
        ("author", [], None),
        ("issued", {"date-parts": [["2013", "2"]]}, {"date-parts": [[2013, 2]]}),
        ("issued", {"date-parts": [[2013, 13]]}, {"literal": "2013-13"}),
        ("issued", {"raw": "Feb 2013"}, {"date-parts": [[2013, 2]]}),
        ("issued", "2013-02", {"date-parts": [[2013, 2]]}),
        ("issued", 2013, {"date-parts": [[2013]]}),
        ("issued", {"literal": "\ud800"}, {"literal": "\ufffd"}),
        ("issued", {"date-parts": [[None]]}, None),
        ("issued", [2013], None),
        ("issued", True, None),
        ("categories", ["a", 3], ["a"]),
        ("categories", "a", ["a"]),
        ("categories", 3, None),
        ("custom", {"a": {"b": [1, None, 2.5]}}, {"a": {"b": [1, None, 2.5]}}),
        ("custom", [1], None),
    ],
)
def test_values(key: str, value: object, result: object) -> None:
    assert cleaned(key, value) == result


@pytest.mark.parametrize(
    ("raw", "item"),
    [
        ({"journalAbbreviation": "J"}, {"container-title-short": "J"}),
        (
            {"journalAbbreviation": "J", "container-title-short": "J"},
            {"container-title-short": "J"},
        ),
        (
            {"journalAbbreviation": "K", "container-title-short": "J"},
            {"container-title-short": "J", "custom": {"journalAbbreviation": "K"}},
        ),
        ({"shortTitle": "T"}, {"title-short": "T"}),
        ({"part": "3"}, {"part-number": "3"}),
        ({"journalAbbreviation": None}, {}),
    ],
)
def test_old_names(raw: dict[str, Any], item: dict[str, Any]) -> None:
    assert clean_item(raw)[0] == item


def test_what_csl_does_not_know_is_kept_in_custom() -> None:
    item, problems = clean_item({"is-referenced-by-count": 3, "custom": {"a": 1}, "score": None})
    assert item == {"custom": {"is-referenced-by-count": 3, "a": 1, "score": None}}
    assert (problems.changed, problems.dropped) == ([], [])


def test_custom_is_cut_where_it_nests_too_deep() -> None:
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    item, problems = clean_item({"custom": {"deep": deep}})
    inner, depth = item["custom"]["deep"], 0
    while inner:
        inner, depth = inner[0], depth + 1
    assert depth < MAX_DEPTH
    assert problems.dropped == ["custom"]


def test_problems_name_the_variables() -> None:
    _, problems = clean_item({"title": 3, "author": 4, "abstract": "\ud800", "volume": 5})
    assert problems.changed == ["title"]
    assert problems.dropped == ["author"]
    assert problems.bad_characters == ["abstract"]


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=8)
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["family", "given", "literal", "suffix", "date-parts", "raw", "season", "circa"]
            )
            | ANY_TEXT,
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)
KEYS = st.sampled_from(
    sorted(
        NAME_VARIABLES
        | DATE_VARIABLES
        | NUMBER_VARIABLES
        | TEXT_VARIABLES
        | {"custom", "categories"}
    )
)


@settings(deadline=None)
@given(st.dictionaries(KEYS | ANY_TEXT, ANY_VALUE, max_size=6))
def test_a_clean_item_is_clean(raw: dict[str, Any]) -> None:
    raw = {key: value for key, value in raw.items() if key not in ("id", "type")}
    item, _ = clean_item(raw)
    again, problems = clean_item(item)
    assert again == item
    assert (problems.changed, problems.dropped, problems.bad_characters) == ([], [], [])
    assert not OLD_NAMES.keys() & item.keys()


@settings(deadline=None)
@given(st.dictionaries(KEYS, ANY_VALUE, max_size=6))
def test_a_clean_item_has_the_kinds_of_the_schema(
    schema_problems: Callable[[Mapping[str, Any]], list[str]], raw: dict[str, Any]
) -> None:
    item, _ = clean_item(raw)
    problems = schema_problems({"id": "a", "type": "book", **item})
    assert [problem for problem in problems if "-number is not in the schema" not in problem] == []
