from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry
from ldn_bib.keeping.diff_outputs import as_json, as_markdown, as_text, citation
from ldn_bib.keeping.differences import Differences, differences
from ldn_bib.library import Library
from ldn_bib.values.status import Status, StatusKind

RETRACTED = Status(StatusKind.RETRACTED, ("10.1/r",))


def paper(key: str, *, status: Status | None = None, **item: Any) -> Entry:
    facts = {"title": key.title(), "author": [{"family": "Doe"}], **item}
    return Entry({"id": key, **facts}, status=status)


OLD = Library(
    (paper("gone"), paper("was", DOI="10.1/1"), paper("other"), paper("bad"), paper("same")),
    source="old.bib",
)
NEW = Library(
    (
        paper("other", volume="4*"),
        paper("bad", status=RETRACTED),
        paper("is", DOI="10.1/1", title="Was"),
        paper("same"),
        paper("come", status=Status(StatusKind.CONCERN)),
    ),
    source="new.bib",
)
FOUND = differences(OLD, NEW)


def test_papers_are_sorted_into_what_has_become_of_them() -> None:
    assert [one.key for one in FOUND.alerts] == ["bad", "come"]
    assert [one.key for one in FOUND.added] == ["come"]
    assert [one.key for one in FOUND.removed] == ["gone"]
    assert [(one.old_key, one.entry.key) for one in FOUND.renamed] == [("was", "is")]
    assert [one.entry.key for one in FOUND.changed] == ["bad", "other"]


def test_text_in_full() -> None:
    assert (
        as_text(FOUND)
        == """\
5 papers before, 5 now: 1 added, 1 taken out, 1 renamed, 2 changed.

Retracted, or of concern
- bad: Retracted. Notice: 10.1/r. Doe. Bad.
- come: Expression of concern. Doe. Come.

Added
- come: Expression of concern. Doe. Come.

Taken out
- gone: Doe. Gone.

Renamed
- was → is: Doe. Was. DOI 10.1/1.

Changed
- bad: Retracted. Notice: 10.1/r. Doe. Bad.
  - status: Retracted. Notice: 10.1/r.
- other: Doe. Other.
  - volume added: 4*
"""
    )


def test_markdown_is_made_of_sections_of_a_changelog() -> None:
    text = as_markdown(FOUND)
    assert text.startswith("### Retracted, or of concern\n\n- bad: Retracted.")
    assert "### Changed\n\n- bad: " in text
    assert "\n- other: Doe. Other.\n  - volume added: 4\\*\n" in text


def test_json_tells_all_of_it() -> None:
    read = json.loads(as_json(FOUND))
    assert (read["version"], read["old"], read["new"]) == (
        1,
        {"library": "old.bib", "papers": 5},
        {"library": "new.bib", "papers": 5},
    )
    assert [one["old_key"] for one in read["renamed"]] == ["was"]
    assert read["added"][0]["status"] == "expression-of-concern"
    assert read["changed"][1]["changes"] == [
        {"field": "volume", "old": "", "new": "4*", "words": "volume added: 4*"}
    ]


def test_no_difference_is_no_text_and_json_without_papers() -> None:
    found = differences(OLD, OLD)
    assert not found
    assert (as_text(found), as_markdown(found)) == ("", "")
    assert json.loads(as_json(found))["changed"] == []


def test_the_order_of_the_papers_does_not_count() -> None:
    assert not differences(OLD, Library(OLD.entries[::-1]))


def test_a_paper_that_was_retracted_before_is_marked_but_no_news() -> None:
    old = Library((paper("bad", status=RETRACTED),))
    found = differences(old, Library((paper("bad", status=RETRACTED, volume="1"),)))
    assert found.alerts == ()
    assert "- bad: Retracted. Notice: 10.1/r. Doe. Bad." in as_text(found)


def test_a_citation_names_who_when_what_where() -> None:
    people = [{"family": "Doe"}, {"literal": "A Group"}]
    item = {
        "title": "Why?",
        "author": people,
        "issued": {"date-parts": [[2020, 1]]},
        "container-title": "J. Itch",
        "PMID": "12",
    }
    assert citation(Entry({"id": "a", **item})) == "Doe and A Group 2020. Why?. J. Itch. PMID 12."
    three = {**item, "author": [*people, {"family": "Roe"}]}
    assert citation(Entry({"id": "a", **three})).startswith("Doe et al. 2020. ")
    assert citation(Entry({"id": "a"})) == ""


@given(st.text(min_size=1, max_size=20), st.text(max_size=40), st.text(max_size=40))
def test_any_text_stays_in_its_line(key: str, old: str, new: str) -> None:
    def made(title: str) -> Library:
        return Library((paper("a", title=title), paper(key, volume=title)))

    found: Differences = differences(made(old), made(new))
    lines = as_markdown(found).splitlines()
    assert all(line.startswith(("### ", "- ", "  - ")) for line in lines if line)
    json.loads(as_json(found))
