"""Notes and proposals meet the entries."""

from __future__ import annotations

import pytest

from ldn_bib.enrich.apply import enrich
from ldn_bib.enrich.notes import Note
from ldn_bib.entry import Annotation, Entry, Reason, Tag
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Severity

CONDITIONS = {
    "chronic-pain": Condition("chronic-pain", "Chronic pain"),
    "fibromyalgia": Condition("fibromyalgia", "Fibromyalgia"),
}
DERIVED = Tag("chronic-pain", "Chronic pain", True, (Reason("title", "chronic pain"),))


def entry(key: str, title: str = "On chronic pain", tags: tuple[Tag, ...] = ()) -> Entry:
    return Entry({"id": key, "type": "article-journal", "title": title}, tags)


def note(key: str, *conditions: str) -> Note:
    return Note(key, conditions, Annotation(design="rct"), f"notes/{key}.md", 2)


def test_a_note_replaces_every_proposal() -> None:
    entries, findings = enrich([entry("a")], CONDITIONS, {"a": note("a", "fibromyalgia")})
    assert findings == []
    assert entries[0].tags == (Tag("fibromyalgia", "Fibromyalgia"),)
    assert entries[0].annotation == Annotation(design="rct")


def test_a_note_without_conditions_means_none() -> None:
    entries, _ = enrich([entry("a")], CONDITIONS, {"a": note("a")})
    assert entries[0].tags == ()


def test_entries_without_a_note_get_derived_tags_with_reasons() -> None:
    entries, findings = enrich([entry("a"), entry("b", "Other")], CONDITIONS, {})
    assert findings == []
    assert [e.tags for e in entries] == [(DERIVED,), ()]
    assert entries[0].annotation is None


def test_derived_tags_can_be_left_out() -> None:
    entries, _ = enrich([entry("a", tags=(DERIVED,))], CONDITIONS, {}, derived_tags=False)
    assert entries[0].tags == ()


def test_tags_a_person_set_stay_in_front() -> None:
    mine = Tag("fibromyalgia", "Fibromyalgia")
    once, _ = enrich([entry("a", "Fibromyalgia, chronic pain", (mine,))], CONDITIONS, {})
    assert once[0].tags == (mine, DERIVED)
    assert enrich(once, CONDITIONS, {})[0] == once


def test_an_unknown_condition_is_named_with_near_ones() -> None:
    entries, findings = enrich([entry("a")], CONDITIONS, {"a": note("a", "fibromyalga")})
    assert entries[0].tags == ()
    assert str(findings[0]) == (
        "notes/a.md:2: unknown-condition: the condition 'fibromyalga' is not in the "
        "vocabulary; did you mean 'fibromyalgia'?"
    )
    assert (findings[0].key, findings[0].severity) == ("a", Severity.ERROR)


def test_choices_are_named_where_nothing_is_near() -> None:
    _, findings = enrich([entry("a")], CONDITIONS, {"a": note("a", "xyz")})
    assert findings[0].message.endswith("; there are chronic-pain, fibromyalgia")


@pytest.mark.parametrize(
    ("key", "end"), [("kim2018", "; did you mean 'kim2019'?"), ("zzz", "; it is not used")]
)
def test_a_note_without_an_entry_is_named(key: str, end: str) -> None:
    entries, findings = enrich([entry("kim2019")], CONDITIONS, {key: note(key)})
    assert entries[0].annotation is None
    assert [(f.code, f.file, f.key) for f in findings] == [
        ("note-without-entry", f"notes/{key}.md", key)
    ]
    assert findings[0].message.endswith(end)


def test_order_and_other_values_are_kept() -> None:
    given = [entry(key) for key in "cab"]
    entries, _ = enrich(iter(given), CONDITIONS, {"a": note("a")})
    assert [e.key for e in entries] == ["c", "a", "b"]
    assert [e.item for e in entries] == [e.item for e in given]
