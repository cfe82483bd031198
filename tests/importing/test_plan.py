"""What an import would do."""

from __future__ import annotations

from ldn_bib.entry import Entry
from ldn_bib.importing.plan import NEW, PRESENT, SIMILAR, plan_import

OURS = Entry(
    {
        "id": "amsel2019",
        "type": "article-journal",
        "title": "Cold skin",
        "author": [{"family": "Amsel", "given": "Anna"}],
        "issued": {"date-parts": [[2019]]},
        "DOI": "10.5555/1",
        "volume": "3",
    }
)


def record(**item: object) -> Entry:
    return Entry({"id": "x", "type": "article-journal", **item})


def test_new_present_and_similar() -> None:
    planned = plan_import(
        [
            record(DOI="10.5555/1", volume="4", page="1-2"),
            record(title="Cold skin", issued={"date-parts": [[2019]]}),
            record(
                title="Warm skin", author=[{"family": "Buche"}], issued={"date-parts": [[2020]]}
            ),
            record(
                title="Warm skin", author=[{"family": "Buche"}], issued={"date-parts": [[2020]]}
            ),
        ],
        [OURS],
    )
    assert [one.status for one in planned] == [PRESENT, SIMILAR, NEW, SIMILAR]
    assert [one.variable for one in planned[0].fills] == ["page"]
    assert [one.variable for one in planned[0].conflicts] == ["volume"]
    assert planned[2].record.key == "buche2020"
    assert planned[3].match is not None
    assert planned[3].match.entry.key == "buche2020"


def test_what_an_earlier_record_fills_is_not_empty_for_a_later_one() -> None:
    records = [record(DOI="10.5555/1", issue="1"), record(DOI="10.5555/1", issue="2")]
    first, second = plan_import(records, [OURS])
    assert [one.variable for one in first.fills] == ["issue"]
    assert [(one.ours, one.theirs) for one in second.conflicts] == [("1", "2")]


def test_a_record_that_is_not_merged_fills_nothing() -> None:
    similar = record(title="Cold skin", issued={"date-parts": [[2019]]}, issue="1")
    certain = record(DOI="10.5555/1", issue="1")
    planned = plan_import([similar, certain], [OURS], merges_similar=False)
    assert [one.variable for one in planned[1].fills] == ["issue"]


def test_a_library_brings_nothing_to_itself() -> None:
    (planned,) = plan_import([OURS], [OURS])
    assert (planned.status, planned.found) == (PRESENT, ())
