from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents import pdf
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.typst_data import NO_FONT
from ldn_bib.errors import UsageError

pytest.importorskip("typst", reason="the extra pdf is not installed")

HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.1.0": *',
    '<script>alert("x")</script> &amp; <b>',
    "$x^2$ *stars* _lines_ `code` = no heading",
    "\\ \\n \\u{41} \"a\" 'b' -- --- ... ~ @refs <label> // c /* d */ [x] {y} #{1+1}",
    "sys.inputs.document #panic() #sys.exit",
)
TEXT = st.text(max_size=60) | st.text(st.sampled_from('#$\\*_`<>@[]{}"/=-~ \u202e\u200b\u05d0\x00'))


def made(document: Document) -> bytes:
    data = pdf.WRITER.write(document)
    assert isinstance(data, bytes)
    assert data.startswith(b"%PDF-1.7")
    return data


def is_accessible(data: bytes) -> bool:
    return re.search(rb"pdfuaid:part>1<|pdfuaid:part=\"1\"", data) is not None


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def tool(data: bytes, tmp_path: Path, program: str, *options: str) -> str:
    """What a program of Poppler says of a file."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    file = tmp_path / "made.pdf"
    file.write_bytes(data)
    command = [program, *options, str(file)]
    if program == "pdftotext":
        command.append("-")
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def words(data: bytes, tmp_path: Path) -> str:
    """The text of a file without spaces, which lines that end within a word may have."""
    return re.sub(r"\s+", "", tool(data, tmp_path, "pdftotext", "-raw"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def full(audience: Audience, text: str = "") -> Document:
    """A document with something in every place, each place told apart by its first word."""

    def paper(number: int) -> ListedPaper:
        return ListedPaper(
            f"k{number}",
            RichText.of((Run(f"{number}. Citation{number} {text}"), Run("ital", ITALIC))),
            summary=f"Summary{number} {text}",
            facts=(Fact(f"Label{number}", f"Value{number} {text}"),),
            links=(Link(f"Link{number}", f"https://example.org/{number}"),),
            notices=(f"Notice{number} {text}",),
            alerts=(f"Alert{number} {text}",),
            row=(Fact("Design", f"Design{number} {text}"), Fact("Dose", f"Dose{number}"))
            if audience is Audience.CLINICIANS
            else (),
        )

    return Document(
        title=f"Title {text}",
        sections=(Section("Heading1", (paper(1), paper(2)), f"Note1 {text}"), Section("", ())),
        scope=f"Scope {text}",
        generated=dt.date(2026, 3, 1),
        counts=(("cohort studies", 2),),
        notes=(f"Closing {text}",),
        audience=audience,
        about=(Fact("Licence", f"About {text} https://example.org/licence"),),
        warnings=(f"Warned {text}",),
        remarks=(f"Remarked {text}",),
    )


ITALIC = frozenset({Mark.ITALIC})
PLACES = (
    *(
        "Title",
        "Scope",
        "Warning:Warned",
        "Pleasenote:Remarked",
        "Heading1",
        "Note1",
        "Citation1",
        "Citation2",
        "Summary1",
    ),
    *("Notice2", "Alert1", "Alert2", "Link1", "Label2", "Value2", "About", "Closing"),
)


def test_the_writer_is_binary_and_whole() -> None:
    assert pdf.WRITER.is_binary
    assert pdf.WRITER.is_whole
    assert (pdf.WRITER.extension, pdf.WRITER.media_type) == (".pdf", "application/pdf")


@pytest.mark.parametrize("audience", list(Audience))
def test_every_part_is_printed_and_the_file_is_accessible(
    audience: Audience, tmp_path: Path
) -> None:
    data = made(full(audience))
    assert is_accessible(data)
    assert b"/MarkInfo" in data
    assert b"/Lang" in data
    assert b"https://example.org/1" in data
    assert b"https://example.org/licence" in data
    assert b"/Title(Heading1)/Dest" in data
    assert b"/Title(About this list)/Dest" in data
    shown = words(data, tmp_path)
    for place in PLACES:
        assert place in shown
    assert "1/1" in shown
    assert "Bystudydesign:2cohortstudies.Generatedon1March2026." in shown


@pytest.mark.parametrize(
    ("audience", "order"),
    [
        (Audience.EVERYONE, ["Alert1", "Citation1", "Summary1", "Value1"]),
        (Audience.PATIENTS, ["Alert1", "Summary1", "Value1", "Citation1"]),
        (Audience.CLINICIANS, ["Alert1", "Citation1", "Design1", "Summary1"]),
    ],
)
def test_what_each_audience_reads_first(
    audience: Audience, order: list[str], tmp_path: Path
) -> None:
    tree = tool(made(full(audience)), tmp_path, "pdfinfo", "-struct-text")
    places = [tree.index(word) for word in order]
    assert places == sorted(places)
    assert tree.index("Warned") < tree.index("Remarked") < places[0]
    assert re.search(r"^ *H1 .*Heading1", tree, re.MULTILINE)


@pytest.mark.parametrize("has_row", [True, False])
def test_papers_without_a_note_stand_in_the_table(has_row: bool, tmp_path: Path) -> None:
    row = (Fact("Design", "not on record"), Fact("Dose", "not on record")) if has_row else ()
    noted = full(Audience.CLINICIANS).papers[0]
    bare = ListedPaper("bare", RichText.plain("Barecitation."), row=row)
    section = Section("Heading1", (noted, bare))
    shown = words(made(Document("T", (section,), audience=Audience.CLINICIANS)), tmp_path)
    assert "Barecitation." in shown
    assert shown.count("notonrecord") == 2 * has_row


def test_table_of_clinicians_repeats_its_header_on_every_page(tmp_path: Path) -> None:
    base = full(Audience.CLINICIANS)
    many = tuple(replace(base.papers[0], key=str(number)) for number in range(60))
    data = made(replace(base, sections=(Section("Heading1", many),)))
    shown = tool(data, tmp_path, "pdftotext", "-layout").split("\f")
    tables = [page for page in shown if "Citation1" in page]
    assert len(tables) > 3
    for page in tables:
        assert re.search(r"Paper +Design +Dose", page)
    assert "TH " in tool(data, tmp_path, "pdfinfo", "-struct")


def test_later_pages_carry_the_short_title_and_their_number(tmp_path: Path) -> None:
    base = full(Audience.EVERYONE)
    many = tuple(replace(base.papers[0], key=str(number)) for number in range(12))
    data = made(replace(base, title="Long words " * 20, sections=(Section("", many),)))
    *shown, rest = tool(data, tmp_path, "pdftotext", "-layout").split("\f")
    assert rest == ""
    assert len(shown) > 1
    for number, page in enumerate(shown, 1):
        assert f"{number}/{len(shown)}" in page.replace(" ", "")
        assert page.startswith("Long words")
        assert ("…" in page.splitlines()[0]) == (number > 1)


def test_the_same_document_gives_the_same_bytes() -> None:
    for document in (full(Audience.EVERYONE), replace(full(Audience.PATIENTS), generated=None)):
        assert made(document) == made(document)
    assert b"D:20260301" in made(full(Audience.EVERYONE))
    assert b"/CreationDate" not in made(replace(full(Audience.EVERYONE), generated=None))


def test_the_environment_does_not_change_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(full(Audience.EVERYONE))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("TYPST_FONT_PATHS", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert made(full(Audience.EVERYONE)) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("audience", list(Audience))
def test_hostile_text_is_shown_as_text(hostile: str, audience: Audience, tmp_path: Path) -> None:
    shown = words(made(full(audience, hostile)), tmp_path)
    # hyphens of words that were divided in the narrow cells of the table
    plain = shown.replace("-", "").replace("\u2010", "")
    count = plain.count(squeezed(hostile).replace("-", ""))
    assert count >= (6 if audience is Audience.CLINICIANS else 10)
    assert "root:x:" not in shown


def test_hostile_reading_list_and_bibliography(
    listed: Document, bibliography: Document, tmp_path: Path
) -> None:
    for document in (listed, bibliography):
        data = made(document)
        assert is_accessible(data)
        shown = words(data, tmp_path)
        assert squeezed('<script>alert("x")</script> *stars* _lines_ [a](b) `code`') in shown
        assert "Averylongtitlethatgoeson" in shown
        assert b"javascript:" not in data
        assert b"https://doi.org/10.5555/cold" in data


def test_page_asks_for_no_file_and_no_package() -> None:
    code = re.sub(rb"//.*", b"", pdf.page())
    assert re.findall(rb"\b(?:read|image|include|import|plugin|eval|bibliography)\b", code) == []
    assert re.findall(rb"\b(?:csv|json|toml|xml|yaml|cbor)\([^)]*\)", code) == [
        b"json(bytes(sys.inputs.document)"
    ]


@given(TEXT, TEXT, st.sampled_from(list(Audience)))
@settings(max_examples=40, deadline=None)
def test_any_text_in_any_place_compiles(one: str, two: str, audience: Audience) -> None:
    base = full(audience, one)
    document = replace(
        base,
        title=two,
        language=one,
        sections=(*base.sections, Section(one, base.papers[:1], two)),
        notes=(two,),
    )
    assert pages(made(document)) >= 1


def written(*runs: Run) -> bytes:
    return made(bibliography_document([FormattedEntry("k", RichText.of(runs))]))


def test_characters_of_the_embedded_fonts_need_no_other() -> None:
    data = written(Run("Łódź ñ ǎ ơ α Ж א ב ا ل ½ ≤ ± – “q” e\u0301 a\u200bb\u00adc ²"))
    assert is_accessible(data)


def test_characters_without_a_font_are_spoken_of(tmp_path: Path) -> None:
    # U+0378 is no character yet, so that no font has it
    data = written(Run("a \u0378 b"))
    assert not is_accessible(data)
    assert squeezed(NO_FONT) in words(data, tmp_path)
    assert squeezed(NO_FONT) not in words(written(Run("a b")), tmp_path)


@pytest.mark.parametrize(
    ("text", "asked"), [("a Ж א ا", [False]), ("a \u0378", [False, True, True])]
)
def test_fonts_of_the_machine_are_asked_only_for_what_is_missing(
    text: str, asked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    compiled = pdf._compiled

    def noted(document: Document, *, system_fonts: bool, **rest: bool) -> bytes:
        seen.append(system_fonts)
        return compiled(document, system_fonts=system_fonts, **rest)

    monkeypatch.setattr(pdf, "_compiled", noted)
    written(Run(text))
    assert seen == asked


def test_long_words_break_and_long_texts_go_on_over_the_page(tmp_path: Path) -> None:
    shown = words(written(Run("W" * 400)), tmp_path)
    assert "W" * 400 in shown
    layout = tool(written(Run("W" * 400)), tmp_path, "pdftotext", "-layout")
    assert max(map(len, layout.splitlines())) < 80
    endless = " ".join(f"word{number}" for number in range(1500))
    for audience in Audience:
        seen = words(made(full(audience, endless)), tmp_path)
        assert seen.count("word1499") >= 10


def test_marks_and_links(tmp_path: Path) -> None:
    for mark in Mark:
        data = written(Run("2 abc "), Run("x2", frozenset({mark}), "https://example.org/a(b)?c=d"))
        assert "x2" in words(data, tmp_path).lower()
        assert b"/URI(https://example.org/a(b)?c=d)" in data
    assert written(Run("x", ITALIC)) != written(Run("x"))
    assert b"/Link" not in written(Run("x", link="javascript:alert(1)"))


def test_bibliography_has_no_title_but_says_what_it_is(
    bibliography: Document, tmp_path: Path
) -> None:
    data = made(bibliography)
    assert "Bibliography" in tool(data, tmp_path, "pdfinfo")
    shown = tool(data, tmp_path, "pdftotext")
    assert "Bibliography" not in shown
    assert [line.split()[0] for line in shown.splitlines() if re.match(r"\d\.", line)][:2] == [
        "1.",
        "2.",
    ]


def test_three_hundred_papers_run_over_many_pages() -> None:
    base = full(Audience.EVERYONE, "some more words " * 12)
    many = tuple(replace(base.papers[0], key=str(number)) for number in range(300))
    assert pages(made(replace(base, sections=(Section("Heading1", many),)))) > 50


def test_without_typst_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    arguments: dict[str, Any] = {"title": "T", "sections": ()}
    with pytest.raises(UsageError, match=re.escape("pip install 'ldn-bib[pdf]'")):
        pdf.WRITER.write(Document(**arguments))
