"""Citations of CSL-JSON: what word processors keep in documents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.cites import MODES, Cite, Cluster, read_cluster
from ldn_bib.csl.errors import CitationError


def test_a_citation_of_a_document() -> None:
    made = read_cluster(
        {
            "citationID": "x1",
            "citationItems": [
                {"id": "a", "locator": "3 ", "label": "chapter", "prefix": "see", "suffix": "!"},
                {"id": 7, "locator": 12, "label": None, "suppress-author": True},
                {"id": "b", "author-only": True, "uris": ["http://x.org"]},
            ],
            "properties": {"noteIndex": 4, "mode": "composite", "infix": "wrote"},
        }
    )
    assert made == Cluster(
        (
            Cite("a", "3", "chapter", "see", "!"),
            Cite("7", "12", suppress_author=True),
            Cite("b", author_only=True),
        ),
        note_number=4,
        mode="composite",
        infix="wrote",
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "a citation has no list of 'citationItems'"),
        ({"citationItems": ["a"]}, "a citation has no list of 'citationItems'"),
        ({"citationItems": [{"locator": "3"}]}, "a citation has a cite without an 'id'"),
        ({"citationItems": [], "properties": [1]}, "a citation has 'properties' that are no"),
        ({"citationItems": [], "properties": {"noteIndex": "x"}}, "that is no number of a note"),
        (
            {"citationItems": [], "properties": {"mode": "full"}},
            "unknown mode 'full'; it may be 'author-only', 'suppress-author' or 'composite'",
        ),
    ],
)
def test_what_is_no_citation(data: dict[str, Any], said: str) -> None:
    with pytest.raises(CitationError) as error:
        read_cluster(data)
    assert said in str(error.value)


CITES = st.builds(
    Cite,
    st.text(),
    st.text().map(str.rstrip),
    st.sampled_from(("page", "chapter")),
    st.text(),
    st.text(),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(CITES), st.integers(0, 99), st.sampled_from(("", *MODES)), st.text())
def test_nothing_that_a_document_says_is_lost(
    cites: list[Cite], note: int, mode: str, infix: str
) -> None:
    items = [
        {
            "id": cite.id,
            "locator": cite.locator,
            "label": cite.label,
            "prefix": cite.prefix,
            "suffix": cite.suffix,
            "suppress-author": cite.suppress_author,
            "author-only": cite.author_only,
        }
        for cite in cites
    ]
    properties = {"noteIndex": note, "mode": mode, "infix": infix}
    made = read_cluster({"citationItems": items, "properties": properties})
    assert made == Cluster(tuple(cites), note, mode, infix)
