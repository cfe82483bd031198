from __future__ import annotations

import datetime as dt
import io
import sys
import time
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ldn_bib import Library
from ldn_bib.bibliography import reading_lists
from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.docx import WRITER, write
from ldn_bib.documents.docx_styles import NAMESPACE, PARAGRAPHS, style_id
from ldn_bib.documents.docx_table import column_shares
from ldn_bib.documents.grouping import layout_of
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

docx = pytest.importorskip("docx", reason="python-docx is not installed")

W = f"{{{NAMESPACE}}}"
URL = "https://example.org/?a=1&b=2"
ROW = (Fact("Design", "crossover trial"), Fact("Dose", "2 g a day"), Fact("Finding", "None."))
HOSTILE = st.text(st.sampled_from("<>&\"'/!-=; abc\\\n\t\x00\x0b\x85\u202e\ud800\uffffשé"))
TEXT = st.text(max_size=20) | HOSTILE
RUNS = st.lists(
    st.builds(
        Run,
        TEXT,
        st.frozensets(st.sampled_from(list(Mark))),
        st.none() | st.sampled_from([URL, "javascript:alert(1)", "https://example.org/\"'<x>"]),
    ),
    max_size=4,
)
FACTS = st.lists(st.builds(Fact, TEXT, TEXT), max_size=2).map(tuple)
PAPERS = st.builds(
    ListedPaper,
    TEXT,
    RUNS.map(RichText.of),
    summary=TEXT,
    facts=FACTS,
    links=st.lists(st.builds(Link, TEXT, TEXT | st.just(URL)), max_size=2).map(tuple),
    notices=st.lists(TEXT, max_size=1).map(tuple),
    alerts=st.lists(TEXT, max_size=1).map(tuple),
    row=st.just(()) | st.just(ROW),
)
DOCUMENTS = st.builds(
    Document,
    TEXT,
    st.lists(
        st.builds(Section, TEXT, st.lists(PAPERS, max_size=2).map(tuple), TEXT), max_size=2
    ).map(tuple),
    scope=TEXT,
    generated=st.none() | st.dates(),
    notes=st.lists(TEXT, max_size=1).map(tuple),
    language=st.sampled_from(["en", "de-AT", "x<y"]),
    audience=st.sampled_from(list(Audience)),
    about=FACTS,
    warnings=st.lists(TEXT, max_size=1).map(tuple),
)


def written(document: Document) -> bytes:
    content = WRITER.write(document)
    assert isinstance(content, bytes)
    return content


def opened(document: Document) -> WordDocument:
    read: WordDocument = docx.Document(io.BytesIO(written(document)))
    return read


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(document))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def styled(document: WordDocument, style: str) -> list[Paragraph]:
    return [one for one in document.paragraphs if one.style is not None and one.style.name == style]


def texts(document: WordDocument, style: str) -> list[str]:
    return [paragraph.text for paragraph in styled(document, style)]


def addresses(document: WordDocument) -> list[str]:
    paragraphs = list(document.paragraphs)
    for table in document.tables:
        paragraphs += [one for row in table.rows for cell in row.cells for one in cell.paragraphs]
    return [link.address for paragraph in paragraphs for link in paragraph.hyperlinks]


def folded(text: str) -> str:
    return " ".join(text.split())


def clinicians(*papers: ListedPaper) -> Document:
    return Document("T", (Section("S", papers),), audience=Audience.CLINICIANS)


def test_reading_list_has_word_s_own_headings_and_our_styles(listed: Document) -> None:
    word = opened(listed)
    assert texts(word, "Title") == [listed.title]
    assert texts(word, "Heading 1")[:3] == [section.heading for section in listed.sections]
    numbered = texts(word, "Paper")
    assert len(numbered) == 4
    assert "Design\trandomised crossover trial" in texts(word, "Fact")
    assert any(text.startswith("Thirty-one adults") for text in texts(word, "Summary"))
    assert texts(word, "Links")[0].startswith("Free full text")
    known = {style.name for style in word.styles}
    assert {paragraph.style.name for paragraph in word.paragraphs if paragraph.style} <= known


def test_every_style_that_is_used_is_defined(listed: Document) -> None:
    files = parts(replace(listed, about=ROW, warnings=("Old.",)))
    styles = etree.fromstring(files["word/styles.xml"])
    defined = set(styles.xpath("//@w:styleId", namespaces={"w": NAMESPACE}))
    for name in ("word/document.xml", "word/footer1.xml"):
        tree = etree.fromstring(files[name])
        used = tree.xpath(
            "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val",
            namespaces={"w": NAMESPACE},
        )
        assert used
        assert set(used) <= defined
    based = styles.xpath("//w:basedOn/@w:val | //w:next/@w:val", namespaces={"w": NAMESPACE})
    assert set(based) <= defined
    assert len({style_id(look.name) for look in PARAGRAPHS}) == len(PARAGRAPHS)


def test_citations_alone_stand_in_word_s_style_for_references(bibliography: Document) -> None:
    word = opened(bibliography)
    (section,) = bibliography.sections
    papers = styled(word, "Bibliography")
    assert len(papers) == len(section.papers) == len(word.paragraphs)
    assert papers[0].text.startswith("1.\tvan der Berg A, ")
    style = word.styles["Bibliography"].paragraph_format
    assert style.left_indent.pt == -style.first_line_indent.pt > 15
    assert word.core_properties.title == "Bibliography"


def test_a_retraction_stands_before_its_citation_in_a_bibliography() -> None:
    formatted = [FormattedEntry(key, RichText.plain(f"{key}.")) for key in "ab"]
    word = opened(bibliography_document(formatted, {"b": "Retracted."}))
    assert [(one.style.name, one.text) for one in word.paragraphs if one.style] == [
        ("Bibliography", "a."),
        ("Alert", "Retracted."),
        ("Bibliography", "b."),
    ]


def test_marks_become_formatting_and_runs_of_a_link_share_one() -> None:
    every = (
        Run("i", frozenset({Mark.ITALIC, Mark.BOLD})),
        Run("2", frozenset({Mark.SUBSCRIPT})),
        Run("+", frozenset({Mark.SUPERSCRIPT})),
        Run("sc", frozenset({Mark.SMALL_CAPS, Mark.UNDERLINE})),
        Run("lin", frozenset({Mark.ITALIC}), URL),
        Run("k", link=URL),
        Run("no", link="javascript:alert(1)"),
    )
    word = opened(bibliography_document([FormattedEntry("k", RichText.of(every))]))
    (paragraph,) = word.paragraphs
    fonts = {run.text: run.font for run in paragraph.runs}
    assert fonts["i"].italic
    assert fonts["i"].bold
    assert fonts["2"].subscript
    assert fonts["+"].superscript
    assert fonts["sc"].small_caps
    assert fonts["sc"].underline
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("link", URL)
    assert [run.style.name for run in link.runs if run.style] == ["Hyperlink", "Hyperlink"]
    assert link.runs[0].italic
    assert paragraph.text == "i2+sclinkno"


def test_links_go_to_safe_addresses_alone(listed: Document) -> None:
    found = addresses(opened(listed))
    assert "https://pmc.ncbi.nlm.nih.gov/articles/PMC789/" in found
    assert "https://doi.org/10.5555/cold(7)2" in found
    assert all(url.startswith(("http://", "https://")) and url.isascii() for url in found)
    paper = ListedPaper("k", RichText.plain("c"), links=(Link("Bad", "data:x"), Link("Good", URL)))
    word = opened(Document("T", (Section("", (paper,)),)))
    assert texts(word, "Links") == ["Bad: data:x · Good"]
    assert addresses(word) == [URL]


def test_patients_read_the_summary_first_and_the_citation_small() -> None:
    paper = ListedPaper("k", RichText.plain("1. Cited."), summary="Plain.", alerts=("Retracted.",))
    bare = ListedPaper("l", RichText.plain("2. Cited too."), notices=("No summary.",))
    word = opened(Document("T", (Section("", (paper, bare)),), audience=Audience.PATIENTS))
    assert [(one.style.name, one.text) for one in word.paragraphs if one.style] == [
        ("Title", "T"),
        ("Alert", "Retracted."),
        ("Lead Summary", "Plain."),
        ("Source", "1.\tCited."),
        ("Paper", "2.\tCited too."),
        ("Notice", "No summary."),
    ]
    normal, source = word.styles["Normal"], word.styles["Source"]
    assert normal.font.size.pt == 12
    assert source.font.size.pt < 12


def test_clinicians_get_a_table_whose_heading_row_repeats() -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("1. Cited."),
        row=ROW,
        alerts=("Retracted.",),
        links=(Link("PubMed", URL),),
    )
    word = opened(clinicians(paper))
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Paper", "Design", "Dose", "Finding"]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert not table.rows[1]._tr.xpath("./w:trPr/w:tblHeader")
    first, *others = table.rows[1].cells
    assert first.text == "Retracted.\n1.\tCited.\nPubMed"
    assert [cell.text for cell in others] == ["crossover trial", "2 g a day", "None."]
    assert addresses(word) == [URL]
    assert table.style is not None
    assert table.style.name == "Evidence Table"
    widths = [column.width.pt for column in table.columns if column.width]
    assert sum(widths) == pytest.approx((210 - 42) / 25.4 * 72, abs=1)
    for cell, width in zip(table.rows[1].cells, widths, strict=True):
        assert cell.width is not None
        assert cell.width.pt == pytest.approx(width, abs=0.1)


def test_what_has_no_column_stands_below_the_row() -> None:
    paper = ListedPaper("k", RichText.plain("C."), row=ROW, facts=(Fact("Duration", "8 weeks"),))
    other = ListedPaper("l", RichText.plain("D."), notices=("No note.",))
    table = opened(clinicians(paper, replace(paper, summary="Sum."), other)).tables[0]
    assert [row.cells[1].text for row in table.rows] == [
        "Design",
        "crossover trial",
        "Duration\t8 weeks",
        "crossover trial",
        "Sum.\nDuration\t8 weeks",
        "",
    ]
    assert table.rows[2].cells[0].text == table.rows[1].cells[0].text == "C."
    assert table.rows[5].cells[0].text == "D.\nNo note."


def test_tables_of_one_document_stand_alike() -> None:
    long = (ROW[0], ROW[1], Fact("Finding", "A sentence that goes on and on. " * 6))
    papers = (ListedPaper("k", RichText.plain("C."), row=ROW),)
    others = (ListedPaper("l", RichText.plain("D."), row=long),)
    document = replace(clinicians(), sections=(Section("S", papers), Section("T", others)))
    one, two = opened(document).tables
    assert [column.width for column in one.columns] == [column.width for column in two.columns]


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
def test_columns_share_the_width_and_none_is_starved(rows: list[list[str]]) -> None:
    shares = column_shares(rows)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 1 / (1 + 2.2 * 2) - 1e-9


def test_a_column_of_sentences_is_broader() -> None:
    narrow, broad = column_shares([("yes", "a word and another " * 10)])
    assert broad > 2 * narrow


def test_properties_language_and_page(listed: Document) -> None:
    word = opened(replace(listed, language="de-AT", generated=dt.date(2026, 3, 1)))
    properties = word.core_properties
    assert (properties.title, properties.language) == (listed.title, "de-AT")
    assert (properties.author, properties.comments) == ("", "")
    assert properties.created == properties.modified == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    languages = word.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
    assert languages == ["de-AT"]
    (page,) = word.sections
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    footer = page.footer.paragraphs[0]._element
    assert footer.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_a_title_without_end_fits_into_the_properties() -> None:
    word = opened(Document("long " * 200, ()))
    assert len(word.core_properties.title) == 255
    assert word.sections[0].footer.paragraphs[0].text.startswith("\t")


def test_about_warnings_and_notes_link_their_addresses(listed: Document) -> None:
    about = (Fact("Report an error", f"Write to {URL}."),)
    word = opened(replace(listed, about=about, warnings=("Old.",), notes=(f"See {URL}.",)))
    assert texts(word, "Warning") == ["Warning: Old."]
    calm = opened(replace(listed, remarks=("Off-label.",)))
    assert texts(calm, "Remark") == ["Please note: Off-label."]
    assert texts(calm, "Warning") == []
    assert texts(word, "Heading 1")[-1] == "About this list"
    assert texts(word, "Outer Fact") == [f"Report an error\tWrite to {URL}."]
    assert texts(word, "Closing") == [f"See {URL}."]
    assert addresses(word).count(URL) == 2


def test_text_from_right_to_left_is_laid_out_so(bibliography: Document) -> None:
    word = opened(bibliography)
    hebrew = [one for one in word.paragraphs if "גרד" in one.text]
    assert [bool(one._element.xpath("./w:pPr/w:bidi")) for one in hebrew] == [True]
    assert any(run.font.rtl for run in hebrew[0].runs)
    assert not word.paragraphs[0]._element.xpath("./w:pPr/w:bidi")


def test_nothing_of_the_template_stays(listed: Document) -> None:
    files = parts(listed)
    assert set(files) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/footer1.xml",
    }
    for content in files.values():
        assert b"python-docx" not in content
        assert b"2013-12-23" not in content


def test_two_writes_give_the_same_bytes(listed: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(listed)
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert write(listed) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_missing_package_is_named(listed: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"pip install 'ldn-bib\[docx\]'"):
        write(listed)


def test_our_own_lists_are_complete() -> None:
    library = Library.read()
    for audience in Audience:
        made = reading_lists(
            library,
            ["fibromyalgia"],
            generated=dt.date(2026, 3, 1),
            layout=layout_of(audience=audience),
        )["fibromyalgia"]
        word = opened(made)
        shown = folded(" ".join(_all_text(word)))
        for paper in made.papers:
            for text in (paper.summary, *(fact.value for fact in (*paper.row, *paper.facts))):
                assert folded(text) in shown
        assert bool(word.tables) is (audience is Audience.CLINICIANS)


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_all_text_survives_and_all_parts_are_xml(document: Document) -> None:
    files = parts(document)
    for name, content in files.items():
        tree = etree.fromstring(content)
        assert tree is not None, name
    shown = "".join(folded(text).replace(" ", "") for text in _all_text(opened(document)))
    wanted = [document.title, document.scope, *document.notes, *document.warnings]
    wanted += [fact.value for fact in document.about]
    for section in document.sections:
        wanted += [section.heading, section.note]
        for paper in section.papers:
            wanted += [paper.summary, *paper.notices, *paper.alerts]
            wanted += [fact.value for fact in (*paper.facts, *paper.row)]
            wanted += [link.label for link in paper.links]
    for text in wanted:
        assert folded(clean(text)).replace(" ", "") in shown


def _all_text(word: WordDocument) -> list[str]:
    body: Any = word.element.body
    paragraphs = body.xpath(".//w:p")
    return ["".join(one.xpath("string(.)")) for one in paragraphs]
