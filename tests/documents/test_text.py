from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.text import WIDTH, write

ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\n\r\t\x1b\x85\u2028"))


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.txt", write(bibliography))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.txt", write(listed))


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
@settings(deadline=None)
def test_bare_bibliography_has_one_line_per_entry(texts: list[str]) -> None:
    formatted = [FormattedEntry(str(n), RichText.plain(text)) for n, text in enumerate(texts)]
    written = write(bibliography_document(formatted))
    lines = written.splitlines()
    assert written.count("\n") == len(texts) == len(lines)
    for text, line in zip(texts, lines, strict=True):
        assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in line)
        assert set(line) <= set(text) | {" ", "\ufffd"}
    written.encode("utf-8")


def test_reading_list_keeps_to_the_width(listed: Document) -> None:
    for line in write(listed).splitlines():
        assert len(line) <= WIDTH
        assert line == line.rstrip()


def test_long_address_is_never_broken() -> None:
    url = "https://example.org/" + "a-b/" * 40
    paper = ListedPaper("k", RichText.plain("A."), links=(Link("Web page", url),))
    assert url in write(Document("T", (Section("", (paper,)),)))


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
    assert write(document) == "x²y?zᵢ Q\n"


def test_facts_hang_under_their_label() -> None:
    paper = ListedPaper("k", RichText.plain("A."), facts=(Fact("Dose", "2 mg " * 30),))
    lines = write(Document("", (Section("", (paper,)),))).splitlines()
    assert lines[2].startswith("    Dose: 2 mg")
    assert lines[3].startswith("      ")


def test_nothing_gives_nothing() -> None:
    assert write(bibliography_document([])) == ""


def test_hostile_texts_are_text_in_every_place(
    hostile: Document, hostile_texts: tuple[str, ...]
) -> None:
    written = write(hostile)
    assert not any(unicodedata.category(sign) == "Cc" for sign in written.replace("\n", ""))
    assert not set("\u202e\x1b") & set(written)
    together = "".join(written.split())
    for text in hostile_texts:
        # title, headings, notes, papers, alerts, about, warnings and more
        assert together.count(text) >= 20


def test_order_for_each_audience() -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("1. Cited."),
        summary="Summed up.",
        facts=(Fact("Dose", "2 mg"),),
        alerts=("Retracted.",),
        row=(Fact("Design", "trial"),),
    )

    def lines(audience: Audience) -> list[str]:
        document = Document("", (Section("", (paper,)),), audience=audience)
        return [line.strip() for line in write(document).splitlines() if line]

    rest = ["Design: trial", "Dose: 2 mg"]
    assert lines(Audience.EVERYONE) == ["*** Retracted.", "1. Cited.", "Summed up.", *rest]
    assert lines(Audience.CLINICIANS) == lines(Audience.EVERYONE)
    assert lines(Audience.PATIENTS) == ["*** Retracted.", "Summed up.", "1. Cited.", *rest]


def test_warnings_stand_above_and_what_the_list_says_of_itself_below() -> None:
    section = Section("H", (ListedPaper("k", RichText.plain("A.")),))
    document = Document(
        "T", (section,), "Scope.", about=(Fact("Search", "None."),), notes=("N.",), warnings=("W.",)
    )
    text = write(document)
    places = [text.index(part) for part in ("Warning: W.", "Scope.", "A.", "About this list")]
    assert places == sorted(places)
    assert text.endswith(f"Search: None.\n\n{'-' * WIDTH}\n\nN.\n")


def test_bibliography_keeps_one_line_an_entry_where_one_is_retracted() -> None:
    formatted = [FormattedEntry(key, RichText.plain(f"{key}.")) for key in "ab"]
    document = bibliography_document(formatted, {"b": "Retracted. Notice: 10.5555/1."})
    assert write(document) == "a.\n*** Retracted. Notice: 10.5555/1. b.\n"
