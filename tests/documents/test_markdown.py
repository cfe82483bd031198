from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.markdown import write
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section

URL = "https://example.org/a_(b)?x=1&copy=2"
SPECIAL = st.text(st.sampled_from("*_`[]()<>&!#|~$-+=.:;\\\"'\n\t 019ab€é\u00a0\u2003«"))
TEXT = st.text() | SPECIAL
MARKS = {
    Mark.ITALIC: "em",
    Mark.BOLD: "strong",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
    Mark.UNDERLINE: "u",
}
RUN = st.builds(
    Run,
    TEXT,
    st.frozensets(st.sampled_from(list(Mark)), max_size=2),
    st.none() | st.sampled_from([URL, "javascript:alert(1)"]),
)


def rendered(text: str, *, dialect: bool = False) -> Any:
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark")
    if dialect:
        reader.enable(["table", "strikethrough"])
    return lxml_html.fragment_fromstring(reader.render(text), create_parent="main")


def folded(text: str) -> str:
    return " ".join(text.split())


def written(*runs: Run) -> str:
    return write(bibliography_document([FormattedEntry("k", RichText.of(runs))]))


def marked(element: Any, tags: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """Every visible character with the tags of marks and links around it."""
    inside = tags | {element.tag} if element.tag not in ("main", "p") else tags
    for character in element.text or "":
        yield character, inside
    for child in element:
        yield from marked(child, inside)
        for character in child.tail or "":
            yield character, inside


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.md", write(bibliography))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.md", write(listed))


@pytest.mark.parametrize(
    "title",
    [
        "*x*",
        "**x**",
        "_x_",
        "a_b_c",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "1. ",
        "1.",
        "23) x",
        "# x",
        "#",
        "x #",
        "- x",
        "-",
        "---",
        "- - -",
        "+ x",
        "===",
        "* * *",
        "> x",
        "<script>alert(1)</script>",
        "<!-- x -->",
        "<https://example.org>",
        "`x`",
        "```",
        "~~~",
        "~~x~~",
        "a | b",
        "| - |",
        "&amp; &lt; &#65; &copy",
        "\\*x\\*",
        "x\\",
        "    x",
        "$a$",
        "10.1000/182 x",
    ],
)
def test_specials_come_out_as_text(title: str) -> None:
    for dialect in (False, True):
        tree = rendered(written(Run(title)), dialect=dialect)
        assert [child.tag for child in tree] == ["p"]
        assert len(tree[0]) == 0
        assert folded(tree.text_content()) == folded(title)


@given(st.lists(RUN, min_size=1, max_size=6), st.booleans())
@settings(max_examples=400, deadline=None)
@example([Run("a!"), Run("b", frozenset(), URL)], False)
@example([Run("&"), Run("amp;", frozenset({Mark.SMALL_CAPS}))], False)
@example([Run("a", frozenset({Mark.ITALIC})), Run("b", frozenset({Mark.BOLD}))], False)
@example([Run("a"), Run(".b", frozenset({Mark.ITALIC})), Run("c")], False)
@example([Run("a "), Run("€b", frozenset({Mark.ITALIC})), Run("c")], False)
@example([Run("a", frozenset({Mark.ITALIC})), Run("b", frozenset(), "javascript:x")], False)
@example([Run("1"), Run(". x", frozenset({Mark.SMALL_CAPS}))], False)
def test_text_and_marks_survive(runs: list[Run], dialect: bool) -> None:
    tree = rendered(written(*runs), dialect=dialect)
    assert folded(tree.text_content()) == folded("".join(clean(run.text) for run in runs))
    seen = [(c, tags) for c, tags in marked(tree) if not c.isspace()]
    meant = [
        (c, {MARKS[m] for m in run.marks if m in MARKS} | ({"a"} if run.link == URL else set()))
        for run in runs
        for c in clean(run.text)
        if not c.isspace()
    ]
    assert seen == meant
    assert set(tree.xpath(".//a/@href")) <= {URL}


@given(TEXT, TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_every_other_text_is_escaped_too(one: str, two: str, three: str) -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("Citation."),
        summary=f"s{two}",
        facts=(Fact("Dose", f"f{one}"),),
        links=(Link(f"l{three}", URL), Link(f"m{two}", f"data:{one}")),
        notices=(f"n{three}",),
    )
    section = Section(f"h{three}", (paper,), note=f"o{one}")
    tree = rendered(write(Document(f"t{one}", (section,), scope=f"p{two}")))
    assert folded(tree.xpath("string(h1)")) == folded(clean(f"t{one}"))
    assert folded(tree.xpath("string(h2)")) == folded(clean(f"h{three}"))
    assert [folded(p.text_content()) for p in tree.xpath("p")] == [
        folded(clean(text)) for text in (f"p{two}", f"o{one}", "Citation.", f"s{two}", f"n{three}")
    ]
    dose, links = tree.xpath("ul/li")
    assert folded(dose.text_content()) == folded(clean(f"Dose: f{one}"))
    assert links.xpath(".//a/@href") == [URL]
    shown = clean(f"Links: l{three} · m{two}: data:{one}")
    assert folded(links.text_content()) == folded(shown)


def test_stars_are_used_wherever_they_are_sure() -> None:
    italic = frozenset({Mark.ITALIC})
    assert written(Run("In "), Run("J Pain.", italic), Run(" 2020")) == "In *J Pain.* 2020\n"
    assert written(Run("a"), Run("b", italic), Run("c")) == "a*b*c\n"
    assert written(Run("a"), Run("b.", italic), Run("c")) == "a<em>b.</em>c\n"
    assert written(Run("x", frozenset({Mark.ITALIC, Mark.BOLD}))) == "***x***\n"


def test_words_with_underscores_and_addresses_stay_readable() -> None:
    text = "https://example.org/a_b?x=1&y=2 at R&D!"
    assert written(Run(text)) == f"{text}\n"


def test_nothing_gives_nothing() -> None:
    assert write(bibliography_document([])) == ""


@pytest.mark.parametrize("dialect", [False, True])
def test_hostile_texts_are_text_in_every_place(
    hostile: Document, hostile_texts: tuple[str, ...], dialect: bool
) -> None:
    page = rendered(write(hostile), dialect=dialect)
    assert {element.tag for element in page.iter()} <= {
        *("main", "h1", "h2", "p", "ul", "li", "hr", "blockquote", "small", "br"),
        *("a", "strong", "em", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert all(href.startswith("https://example.org/") for href in page.xpath("//a/@href"))
    together = "".join(page.text_content().split())
    for text in hostile_texts:
        assert together.count(text) >= 20


def test_rows_of_clinicians_make_one_table_a_section() -> None:
    papers = tuple(
        ListedPaper(
            key,
            RichText.plain(f"{key}."),
            summary="S.",
            facts=(Fact("Duration", "8 weeks"),),
            links=(Link("DOI", URL),),
            alerts=("Retracted.",),
            row=(Fact("Design", "a | b"), Fact("Dose", "2 mg")),
        )
        for key in "ab"
    )
    document = Document("", (Section("H", papers),), audience=Audience.CLINICIANS)
    page = rendered(write(document), dialect=True)
    (table,) = page.xpath("//table")
    assert table.xpath(".//th/text()") == ["Paper", "Design", "Dose"]
    assert [row.xpath("string(td[2])") for row in table.xpath(".//tbody/tr")] == ["a | b"] * 2
    first = table.xpath(".//tbody/tr[1]/td[1]")[0]
    assert first.text_content() == "Retracted.a.S.Duration: 8 weeksDOI"
    assert first.xpath("strong/text()") == ["Retracted."]


def test_patients_read_the_summary_first_and_the_citation_small() -> None:
    paper = ListedPaper("k", RichText.plain("1. Cited."), summary="Summed up.")
    document = Document("", (Section("", (paper,)),), audience=Audience.PATIENTS)
    assert write(document) == "Summed up.\n\n<small>1. Cited.</small>\n"
