from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.model import Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.text import WIDTH, WRITER

ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\n\r\t\x1b\x85\u2028"))


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.txt", WRITER.write(bibliography))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.txt", WRITER.write(listed))


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
@settings(deadline=None)
def test_bare_bibliography_has_one_line_per_entry(texts: list[str]) -> None:
    formatted = [FormattedEntry(str(n), RichText.plain(text)) for n, text in enumerate(texts)]
    written = WRITER.write(bibliography_document(formatted))
    lines = written.splitlines()
    assert written.count("\n") == len(texts) == len(lines)
    for text, line in zip(texts, lines, strict=True):
        assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in line)
        assert set(line) <= set(text) | {" ", "\ufffd"}
    written.encode("utf-8")


def test_reading_list_keeps_to_the_width(listed: Document) -> None:
    for line in WRITER.write(listed).splitlines():
        assert len(line) <= WIDTH
        assert line == line.rstrip()


def test_long_address_is_never_broken() -> None:
    url = "https://example.org/" + "a-b/" * 40
    paper = ListedPaper("k", RichText.plain("A."), links=(Link("Web page", url),))
    assert url in WRITER.write(Document("T", (Section("", (paper,)),)))


def test_superscript_without_its_characters_stays_plain() -> None:
    runs = (
        Run("x"),
        Run("2", frozenset({Mark.SUPERSCRIPT})),
        Run("y"),
        Run("?", frozenset({Mark.SUPERSCRIPT})),
        Run("z"),
        Run("i", frozenset({Mark.SUBSCRIPT})),
        Run(" "),
        Run("Q", frozenset({Mark.SUBSCRIPT})),
    )
    document = bibliography_document([FormattedEntry("k", RichText.of(runs))])
    assert WRITER.write(document) == "x²y?zᵢ Q\n"


def test_facts_hang_under_their_label() -> None:
    paper = ListedPaper("k", RichText.plain("A."), facts=(Fact("Dose", "2 mg " * 30),))
    lines = WRITER.write(Document("", (Section("", (paper,)),))).splitlines()
    assert lines[2].startswith("    Dose: 2 mg")
    assert lines[3].startswith("      ")


def test_nothing_gives_nothing() -> None:
    assert WRITER.write(bibliography_document([])) == ""
