from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.html import content_security_policy, stylesheet, write
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section

VOID = {"meta"}
HOSTILE = st.text(st.sampled_from("<>&\"'/!-=; abcscript\\\n\x00\u202eש"))
TEXT = st.text() | HOSTILE
RUN = st.builds(
    Run,
    TEXT,
    st.frozensets(st.sampled_from(list(Mark))),
    st.none() | st.sampled_from(["https://example.org/?a=1&b=\"'<x>", "javascript:alert(1)"]),
)


class Balance(HTMLParser):
    """Fails where a tag closes what is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute of {tag} stands twice"
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def parsed(page: str) -> Balance:
    parser = Balance()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def tree(page: str) -> Any:
    return lxml_html.document_fromstring(page)


def folded(text: str) -> str:
    return " ".join(text.split())


def bare(page: str) -> str:
    """Take out the style sheet and its hash, which goldens do not show."""
    page = page.replace(stylesheet(), "/* page.css */")
    return page.replace(content_security_policy(), "(policy)")


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.html", bare(write(bibliography)))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.html", bare(write(listed)))


@pytest.mark.parametrize("name", ["bibliography", "listed"])
def test_page_is_well_formed_and_runs_nothing(name: str, request: pytest.FixtureRequest) -> None:
    page = write(request.getfixturevalue(name))
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    parser = parsed(page)
    assert len(parser.ids) == len(set(parser.ids))
    for tag, attributes in parser.tags:
        assert tag not in {"script", "iframe", "object", "img", "link", "base", "form"}
        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        if "href" in attributes:
            assert re.match(r"https?://", str(attributes["href"]))
            assert attributes["rel"] == "noopener"
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in parser.ids


def test_policy_allows_the_style_sheet_that_is_there(listed: Document) -> None:
    page = tree(write(listed))
    (style,) = page.xpath("//style/text()")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert "</" not in style


def test_headings_lists_and_facts_are_what_they_are(listed: Document) -> None:
    page = tree(write(listed))
    assert page.xpath("string(//title)") == page.xpath("string(//main//h1)") == listed.title
    *headings, last = page.xpath("//section/h2/text()")
    assert headings == [section.heading for section in listed.sections]
    assert last == "About this list"
    assert len(page.xpath("//section/article")) == 4
    assert page.xpath("//article[@id='ref-berg2021']//dt/text()")[:2] == ["Design", "Participants"]
    assert page.xpath("//article[@id='ref-berg2021']//ul/li/a/text()") == [
        "Free full text (PubMed Central)",
        "PubMed",
        "DOI",
    ]


def test_bare_bibliography_has_a_list_without_numbers_of_its_own(bibliography: Document) -> None:
    page = tree(write(bibliography))
    assert len(page.xpath("//main/section/ol[@class='references']/li")) == 4
    assert re.search(r"\.references \{[^}]*list-style: none", stylesheet())
    assert not page.xpath("//h1 | //h2")
    assert page.xpath("string(//title)") == "Bibliography"


@given(st.lists(RUN, max_size=6))
@settings(deadline=None)
def test_visible_text_is_the_text_of_the_runs(runs: list[Run]) -> None:
    rich = RichText.of(runs)
    page = write(bibliography_document([FormattedEntry("k", rich)]))
    (item,) = tree(page).xpath("//li")
    assert folded(item.text_content()) == folded(clean(str(rich)))
    assert set(item.xpath(".//a/@href")) <= {"https://example.org/?a=1&b=%22'%3Cx%3E"}
    parsed(page)


@given(TEXT, TEXT, TEXT)
@settings(max_examples=50, deadline=None)
def test_every_other_text_is_escaped_too(one: str, two: str, three: str) -> None:
    paper = ListedPaper(
        one, RichText.plain("c"), summary=two, links=(Link(three, f"data:{one}"),), notices=(one,)
    )
    section = Section(f"h{three}", (paper,), note=one)
    page = write(Document(f"t{one}", (section,), scope=two, notes=(three,)))
    parsed(page)
    assert folded(tree(page).xpath("string(//h1)")) == folded(clean(f"t{one}"))
    assert folded(tree(page).xpath("string(//h2)")) == folded(clean(f"h{three}"))


@given(st.lists(st.text(st.sampled_from("a:-/2 é")), max_size=8))
@settings(max_examples=50, deadline=None)
def test_anchors_are_safe_and_unique(keys: list[str]) -> None:
    formatted = [FormattedEntry(key, RichText.plain("x")) for key in keys]
    ids = tree(write(bibliography_document(formatted))).xpath("//li/@id")
    assert len(set(ids)) == len(keys)
    assert all(re.fullmatch(r"ref-[A-Za-z0-9_-]*", name) for name in ids)


def test_marks_nest_and_runs_of_one_link_share_it() -> None:
    url = "https://example.org/"
    runs = (
        Run("a", frozenset({Mark.ITALIC, Mark.BOLD}), url),
        Run("b", frozenset({Mark.SMALL_CAPS}), url),
        Run("c", frozenset({Mark.UNDERLINE})),
    )
    page = write(bibliography_document([FormattedEntry("k", RichText.of(runs))]))
    assert (
        '<a href="https://example.org/" rel="noopener"><i><b>a</b></i>'
        '<span class="small-caps">b</span></a><u>c</u></li>'
    ) in page


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_have_the_contrast_of_wcag_aa() -> None:
    palettes = re.findall(r":root \{([^}]*)\}", stylesheet())
    assert len(palettes) == 3
    for palette in palettes:
        colours = dict(re.findall(r"--([\w-]+): (#\w+);", palette))
        pairs = [(one, two) for one in ("paper", "tint") for two in ("ink", "quiet", "link")]
        for ground, front in (*pairs, ("alert-tint", "alert")):
            bright, dark = sorted(
                (luminance(colours[ground]), luminance(colours[front])), reverse=True
            )
            assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_hostile_texts_are_text_in_every_place(
    hostile: Document, hostile_texts: tuple[str, ...]
) -> None:
    text = write(hostile)
    parser = parsed(text)
    assert len(parser.ids) == len(set(parser.ids))
    allowed = {
        *("html", "head", "meta", "title", "style", "body", "main", "header", "section"),
        *("article", "footer", "h1", "h2", "p", "ol", "ul", "li", "dl", "div", "dt", "dd"),
        *("table", "thead", "tbody", "tr", "th", "td", "span", "strong", "b", "i", "a"),
    }
    assert {tag for tag, _ in parser.tags} <= allowed
    for _, attributes in parser.tags:
        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]
        assert str(attributes.get("href", "https://example.org/")).startswith(
            "https://example.org/"
        )
    together = "".join(tree(text).xpath("string(//main)").split())
    for text in hostile_texts:
        assert together.count(text) >= 20


def row_paper(key: str) -> ListedPaper:
    return ListedPaper(
        key,
        RichText.plain(f"{key}."),
        summary="Summed up.",
        links=(Link("DOI", "https://doi.org/10.5555/1"),),
        alerts=("Retracted.",),
        row=(Fact("Design", "trial"), Fact("Dose", "2 mg")),
    )


def test_table_of_clinicians_has_headings_for_its_columns_and_its_papers() -> None:
    section = Section("H", (row_paper("a"), row_paper("b")))
    page = tree(write(Document("T", (section,), audience=Audience.CLINICIANS)))
    assert page.xpath("//body/@class") == ["clinicians"]
    (table,) = page.xpath("//table")
    assert table.xpath("thead/tr/th[@scope='col']/text()") == ["Design", "Dose"]
    assert table.xpath("tbody/@id") == ["ref-a", "ref-b"]
    first = table.xpath("tbody[@id='ref-a']")[0]
    assert first.xpath("string(tr[1]/th[@scope='rowgroup'])") == "Retracted.a."
    assert first.xpath("tr[2]/td/@data-label") == ["Design", "Dose"]
    assert first.xpath("tr[2]/td/span/text()") == ["trial", "2 mg"]
    assert first.xpath("string(tr[3]/td/p)") == "Summed up."
    assert first.xpath("tr[3]/td//a/text()") == ["DOI"]
    # tables laid out as blocks keep their meaning by their roles
    roles = {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"}
    assert set(table.xpath("descendant-or-self::*/@role")) - {"list"} == roles


def test_patients_read_the_summary_first_and_alerts_before_it() -> None:
    section = Section("H", (replace(row_paper("a"), row=()),))
    page = tree(write(Document("T", (section,), audience=Audience.PATIENTS)))
    texts = [element.text_content() for element in page.xpath("//article/p")]
    assert texts == ["Retracted.", "Summed up.", "a."]


def test_warnings_stand_first_and_the_list_tells_of_itself_last() -> None:
    about = (Fact("Licence", "CC0 (https://example.org/cc0); more."),)
    document = Document("T", (), "Scope.", about=about, warnings=("W.",), notes=("N.",))
    page = tree(write(replace(document, remarks=("R.",))))
    above = [(p.get("class"), p.text_content()) for p in page.xpath("//header/p")]
    assert above == [
        ("warning", "Warning: W."),
        ("remark", "Please note: R."),
        (None, "Scope."),
    ]
    assert page.xpath("string(//section[@class='about']//dd)") == about[0].value
    assert page.xpath("//section[@class='about']//a/@href") == ["https://example.org/cc0"]


def test_bibliography_marks_a_retracted_paper_and_stays_a_list() -> None:
    formatted = [FormattedEntry(key, RichText.plain(f"{key}.")) for key in "ab"]
    page = tree(write(bibliography_document(formatted, {"b": "Retracted."})))
    assert page.xpath("//ol/li[2]/strong[@class='alert']/text()") == ["Retracted."]
    assert page.xpath("string(//ol/li[2])") == "Retracted. b."
