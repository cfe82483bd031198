"""Which paper a record is."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.entry import Entry
from ldn_bib.importing.matching import Matcher

PAPER: dict[str, Any] = {
    "id": "amsel2019",
    "type": "article-journal",
    "title": "Cold skin in <i>winter</i>: a small trial",
    "author": [{"family": "Amsel", "given": "Anna"}, {"family": "Buche", "given": "Berta"}],
    "issued": {"date-parts": [[2019, 3]]},
    "DOI": "10.5555/Cold.1",
    "PMID": "1234",
}


def entry(**changes: Any) -> Entry:
    item = {**PAPER, **changes}
    return Entry({name: value for name, value in item.items() if value is not None})


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"title": "Another", "DOI": "https://doi.org/10.5555/COLD.1", "PMID": None}, "DOI"),
        ({"title": "Another", "DOI": None, "PMID": "PMID: 1234"}, "PMID"),
        ({"DOI": None, "PMID": None}, "title"),
        ({"DOI": None, "PMID": None, "title": "Cold Skin in Winter – a small trial."}, "title"),
        ({"DOI": None, "PMID": None, "issued": {"date-parts": [[2020]]}}, "title"),
        ({"DOI": None, "PMID": None, "issued": None}, "title"),
        ({"DOI": None, "PMID": None, "author": None}, "title"),
        ({"DOI": None, "PMID": None, "issued": {"date-parts": [[2022]]}}, None),
        ({"DOI": None, "PMID": None, "author": [{"family": "Clar"}]}, None),
        ({"DOI": None, "PMID": None, "title": "Warm skin in summer: a large survey"}, None),
        ({"DOI": "10.5555/reply", "PMID": None}, None),  # same title, another DOI: another paper
        ({"DOI": None, "PMID": None, "title": None}, None),
    ],
)
def test_a_record_is_found(changes: dict[str, Any], by: str | None) -> None:
    match = Matcher([entry()]).find(entry(**changes))
    assert (match.by if match else None) == by
    if match is not None:
        assert match.entry.key == "amsel2019"
        assert match.is_certain == (by != "title")
        assert 90 <= match.score <= 100


def test_the_likest_title_wins() -> None:
    first = entry(id="a", DOI=None, PMID=None, title="Cold skin in winter: a small trial of wool")
    second = entry(id="b", DOI=None, PMID=None)
    match = Matcher([first, second]).find(entry(DOI=None, PMID=None))
    assert match is not None
    assert match.entry.key == "b"
