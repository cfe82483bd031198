"""The stub of a note can be read, and says that everything is still to be written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.completing.note_stub import note_stub
from ldn_bib.enrich.notes import KEYS, read_note
from ldn_bib.entry import Reason, Tag


def test_every_key_waits_to_be_filled() -> None:
    text = note_stub([])
    for key in KEYS:
        assert f"\n{key}" in text or f"\n# {key}" in text
    note, findings = read_note(text, "a.md")
    assert note is not None
    assert note.annotation.summary == ""
    assert [found.code for found in findings] == ["note-without-key", "note-without-summary"]


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=2))
def test_no_words_can_break_it(words: list[str], types: list[str]) -> None:
    tags = [Tag("a-b", "A", True, tuple(Reason("title", one) for one in words))]
    note, findings = read_note(note_stub(tags, types), "a.md")
    assert note is not None
    assert note.conditions == ("a-b",)
    assert {found.code for found in findings} == {"note-without-key", "note-without-summary"}
