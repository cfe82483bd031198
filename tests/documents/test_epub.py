from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ldn_bib import Library
from ldn_bib.bibliography import format_library, reading_lists
from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.epub import WRITER
from ldn_bib.documents.grouping import layout_of
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section

NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
ROW = (Fact("Design", "crossover trial"), Fact("Finding", "<None> & nothing."))
HOSTILE = st.text(st.sampled_from("<>&\"'/!-=;] abc\\\n\t\x00\x0b\x85\u202e\ud800\uffffשé"))
TEXT = st.text(max_size=20) | HOSTILE
RUNS = st.lists(
    st.builds(
        Run,
        TEXT,
        st.frozensets(st.sampled_from(list(Mark))),
        st.none() | st.sampled_from(["https://example.org/?a=1&b='<x>", "javascript:alert(1)"]),
    ),
    max_size=4,
)
PAPERS = st.builds(
    ListedPaper,
    TEXT,
    RUNS.map(RichText.of),
    summary=TEXT,
    facts=st.lists(st.builds(Fact, TEXT, TEXT), max_size=2).map(tuple),
    links=st.lists(st.builds(Link, TEXT, TEXT), max_size=2).map(tuple),
    notices=st.lists(TEXT, max_size=1).map(tuple),
    alerts=st.lists(TEXT, max_size=1).map(tuple),
)
SECTIONS = st.builds(Section, TEXT, st.lists(PAPERS, max_size=2).map(tuple), TEXT)
DOCUMENTS = st.builds(
    Document,
    TEXT,
    st.lists(SECTIONS, max_size=3).map(tuple),
    scope=TEXT,
    generated=st.none() | st.dates(),
    notes=st.lists(TEXT, max_size=1).map(tuple),
    language=st.sampled_from(["en", "de-AT"]) | TEXT,
    audience=st.sampled_from(list(Audience)),
    about=st.lists(st.builds(Fact, TEXT, TEXT), max_size=2).map(tuple),
    warnings=st.lists(TEXT, max_size=1).map(tuple),
)


class Book:
    """An EPUB file that was read back."""

    def __init__(self, document: Document) -> None:
        content = WRITER.write(document)
        assert isinstance(content, bytes)
        self.content = content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}
        self.package = etree.fromstring(self.files["EPUB/package.opf"])
        self.nav = etree.fromstring(self.files["EPUB/nav.xhtml"])

    def get(self, path: str) -> list[str]:
        return list(map(str, self.package.xpath(path, namespaces=NAMES)))

    def page(self, name: str) -> Any:
        return etree.fromstring(self.files[f"EPUB/{name}"])

    @property
    def spine(self) -> list[str]:
        hrefs = {
            str(item.get("id")): str(item.get("href"))
            for item in self.package.iterfind(".//o:item", NAMES)
        }
        return [hrefs[name] for name in self.get("//o:itemref/@idref")]

    @property
    def shown(self) -> str:
        pages = [self.page(name).xpath("string(//h:body)", namespaces=NAMES) for name in self.spine]
        return folded(" ".join(pages))


def folded(text: str) -> str:
    return "".join(text.split())


def full(listed: Document) -> Document:
    """A list with everything that a list can have."""
    first, *rest = listed.sections
    paper = replace(first.papers[0], alerts=("Retracted & <gone>.",))
    return replace(
        listed,
        sections=(replace(first, papers=(paper, *first.papers[1:])), *rest),
        about=(Fact("What is <in>", "See https://example.org/?a=1&b=2."),),
        warnings=("Old & <odd>.",),
    )


def test_container_is_what_epub_asks_for(listed: Document) -> None:
    book = Book(listed)
    first = book.infos[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert first.extra == b""
    # the words at a place where programs look for them without unpacking
    assert book.content[30:58] == b"mimetypeapplication/epub+zip"
    container = etree.fromstring(book.files["META-INF/container.xml"])
    (path,) = container.xpath("//c:rootfile/@full-path", namespaces=NAMES)
    assert str(path) in book.files


def test_manifest_names_every_file_and_the_spine_every_page(listed: Document) -> None:
    book = Book(listed)
    inside = {name.removeprefix("EPUB/") for name in book.files if name.startswith("EPUB/")}
    assert set(book.get("//o:item/@href")) == inside - {"package.opf"}
    sections = [f"section-{number}.xhtml" for number, _ in enumerate(listed.sections, 1)]
    assert book.spine == ["front.xhtml", *sections, "about.xhtml"]
    assert book.get("//o:item[@properties='nav']/@href") == ["nav.xhtml"]


def test_metadata_are_those_of_the_document(listed: Document) -> None:
    book = Book(replace(listed, language="de-AT", generated=dt.date(2026, 3, 1)))
    assert book.get("//d:title/text()") == [listed.title]
    assert book.get("//d:language/text()") == ["de-AT"]
    assert book.get("//o:meta[@property='dcterms:modified']/text()") == ["2026-03-01T00:00:00Z"]
    (identifier,) = book.get("//d:identifier/text()")
    assert UUID(identifier).version == 8
    assert book.get("/o:package/@unique-identifier") == book.get("//d:identifier/@id")
    assert book.get("//o:meta[@property='schema:accessMode']/text()") == ["textual"]
    stated = set(book.get("//o:meta/@property"))
    assert {"schema:accessibilityFeature", "schema:accessibilityHazard"} <= stated
    for name in book.spine:
        page = book.page(name)
        assert page.get("lang") == "de-AT"
        assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == "de-AT"


@pytest.mark.parametrize("language", ["", "x<y", "not a tag", "e"])
def test_what_is_no_language_tag_is_said_to_be_unknown(listed: Document, language: str) -> None:
    assert Book(replace(listed, language=language)).get("//d:language/text()") == ["und"]


def test_contents_lead_to_every_page_by_its_heading(listed: Document) -> None:
    book = Book(full(listed))
    (toc,) = [nav for nav in book.nav.iterfind(".//h:nav", NAMES) if nav.get(EPUB_TYPE) == "toc"]
    links = toc.findall("h:ol/h:li/h:a", NAMES)
    assert [link.get("href") for link in links] == book.spine
    headings = [section.heading for section in listed.sections]
    assert [link.text for link in links] == [listed.title, *headings, "About this list"]
    for link in links:
        page = book.page(str(link.get("href")))
        (heading,) = page.xpath("//h:h1 | //h:h2", namespaces=NAMES)
        assert heading.text == link.text == page.xpath("string(//h:title)", namespaces=NAMES)


def test_bare_bibliography_has_a_name_in_the_contents(bibliography: Document) -> None:
    book = Book(bibliography)
    assert book.spine == ["section-1.xhtml"]
    assert book.get("//d:title/text()") == ["Bibliography"]
    assert book.nav.xpath("//h:li/h:a/text()", namespaces=NAMES) == ["Bibliography"]
    page = book.page("section-1.xhtml")
    assert len(page.xpath("//h:ol[@class='references']/h:li", namespaces=NAMES)) == 4


def test_sections_without_headings_are_told_apart() -> None:
    papers = (ListedPaper("k", RichText.plain("c")),)
    book = Book(Document("", (Section("", papers), Section(" ", papers))))
    labels = book.nav.xpath("//h:li/h:a/text()", namespaces=NAMES)
    assert labels == ["Bibliography 1", "Bibliography 2"]
    assert Book(Document("", ())).spine == ["front.xhtml"]


def test_links_are_safe_and_ids_stand_once(listed: Document) -> None:
    book = Book(full(listed))
    ids: list[str] = []
    for name in book.spine:
        page = book.page(name)
        for url in page.xpath("//h:a/@href", namespaces=NAMES):
            assert re.match(r"https?://", str(url))
        assert not page.xpath("//h:script | //h:style | //@style | //h:img", namespaces=NAMES)
        ids += map(str, page.xpath("//@id"))
    assert len(ids) == len(set(ids)) > 4


def test_style_sheet_sets_no_colour_and_no_typeface(listed: Document) -> None:
    style = Book(listed).files["EPUB/style.css"].decode()
    assert not re.search(r"#[0-9a-f]{3}|color:|background|font-family|url\(|@import", style)
    assert not re.search(r"\d(px|pt)\b", style.replace("1px", "").replace("2px", ""))


def test_same_document_gives_the_same_bytes_and_another_a_new_name(
    listed: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Book(listed)
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert Book(listed).content == first.content
    assert {info.date_time for info in first.infos} == {(1980, 1, 1, 0, 0, 0)}
    other = Book(replace(listed, scope="Another scope."))
    assert other.get("//d:identifier/text()") != first.get("//d:identifier/text()")


def epubcheck() -> list[str]:
    found = shutil.which("epubcheck")
    if found is None:
        pytest.skip("epubcheck is not installed")
    if Path(found).resolve().suffix != ".jar":
        return [found]
    java = shutil.which("java")
    if java is None:
        pytest.skip("epubcheck needs java, which is not installed")
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", found]


def test_epubcheck_finds_nothing(listed: Document, bibliography: Document, tmp_path: Path) -> None:
    row = tuple(replace(paper, row=ROW) for paper in listed.papers)
    table = Section("A table of <facts>", row, note="&c.")
    sections = (*full(listed).sections, table, *bibliography.sections)
    path = tmp_path / "list.epub"
    path.write_bytes(Book(replace(full(listed), sections=sections)).content)
    command = [*epubcheck(), "--failonwarnings", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("audience", list(Audience))
def test_our_own_lists_are_complete(audience: Audience) -> None:
    made = reading_lists(
        Library.read(),
        ["fibromyalgia"],
        generated=dt.date(2026, 3, 1),
        layout=layout_of(audience=audience),
    )["fibromyalgia"]
    shown = Book(made).shown
    for paper in made.papers:
        assert folded(str(paper.citation)) in shown
        for text in (paper.summary, *(fact.value for fact in (*paper.row, *paper.facts))):
            assert folded(text) in shown


def test_our_own_bibliography_is_complete() -> None:
    formatted = format_library(Library.read(), links=True)
    shown = Book(bibliography_document(formatted)).shown
    assert formatted
    assert all(folded(str(entry)) in shown for entry in formatted)


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_all_text_survives_and_all_parts_are_xml(document: Document) -> None:
    book = Book(document)
    for name, content in book.files.items():
        if name.endswith((".xml", ".opf", ".xhtml")):
            assert etree.fromstring(content) is not None
    wanted = [document.title, document.scope, *document.notes, *document.warnings]
    for section in document.sections:
        wanted += [section.heading, section.note]
        for paper in section.papers:
            wanted += [str(paper.citation), paper.summary, *paper.notices, *paper.alerts]
            wanted += [fact.value for fact in paper.facts]
            wanted += [link.label for link in paper.links]
    shown = book.shown
    for text in wanted:
        assert folded(clean(text)) in shown
    assert all(label.strip() for label in book.nav.xpath("//h:a/text()", namespaces=NAMES))
