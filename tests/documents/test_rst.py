from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean, lowered, raised
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.rst import write

URL = "https://example.org/a_(b)?x=1&copy=2_"
SPECIAL = st.text(st.sampled_from("*_`[]()<>&!#|~$-+=.:;/@\\\"'\n\t 019abi€é\u00a0\u2003«—•"))
TEXT = st.text() | SPECIAL
RUN = st.builds(
    Run,
    TEXT,
    st.frozensets(st.sampled_from(list(Mark)), max_size=2),
    st.none() | st.sampled_from([URL, "javascript:alert(1)"]),
)
ITALIC = frozenset({Mark.ITALIC})


def tree(text: str) -> Any:
    """The document tree; whatever docutils warns of is an error."""
    core = pytest.importorskip("docutils.core")
    settings = {"report_level": 2, "halt_level": 2, "_disable_config": True}
    with contextlib.redirect_stderr(io.StringIO()):
        root = core.publish_doctree(text, settings_overrides={**settings, "doctitle_xform": False})
    for remark in nodes(root, "system_message"):  # headings of the same words are fine
        remark.parent.remove(remark)
    return root


def nodes(root: Any, name: str) -> list[Any]:
    return [node for node in root.findall() if node.tagname == name]


def folded(text: str) -> str:
    return " ".join(text.split())


def written(*runs: Run) -> str:
    return write(bibliography_document([FormattedEntry("k", RichText.of(runs))]))


def shown(run: Run) -> str:
    text = clean(run.text)
    if run.link == URL and Mark.SUPERSCRIPT in run.marks:
        return raised(text)
    if run.link == URL and Mark.SUBSCRIPT in run.marks:
        return lowered(text)
    return text


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.rst", write(bibliography))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.rst", write(listed))


@pytest.mark.parametrize("name", ["bibliography", "listed"])
def test_docutils_has_nothing_to_complain_of(name: str, request: pytest.FixtureRequest) -> None:
    document = request.getfixturevalue(name)
    root = tree(write(document))
    assert all(node["refuri"].startswith("https://") for node in nodes(root, "reference"))
    text = folded(root.astext())
    for paper in document.papers:
        assert folded(clean(str(paper.citation))) in text
        assert folded(clean(paper.summary)) in text


@pytest.mark.parametrize(
    "title",
    [
        "*x*",
        "**x**",
        "``x``",
        "`x`",
        "`x`_",
        "`x <https://example.org>`__",
        ":sup:`2`",
        ":field: x",
        "x_",
        "_x_",
        "a_b_c",
        "x__",
        "[1]_",
        "|x|",
        "| x",
        "_`x`",
        "1. x",
        "1.",
        "(i) x",
        "a) x",
        "A. Einstein",
        "#. x",
        "MM. x",
        "- x",
        "• x",
        "-",
        "-x",
        "--long  x",
        "/V",
        ".. note:: x",
        "..",
        ".. _x: y",
        "__ https://example.org",
        ">>> x",
        "x::",
        "::",
        "----",
        "====",
        "((((",
        '""""',
        "+---+",
        "=== ===",
        "— x",
        "-- x",
        "javascript:alert(1)",
        "https://example.org",
        "a@example.org",
        "x\\",
        "\\x",
        "    x",
        "<b>x</b>",
        "&amp;",
        "10.1000/182 x",
    ],
)
def test_specials_come_out_as_text(title: str) -> None:
    root = tree(written(Run(title)))
    assert [child.tagname for child in root] == ["paragraph"]
    assert [child.tagname for child in root[0]] == ["#text"]
    assert root.astext() == folded(title)


@given(st.lists(RUN, min_size=1, max_size=6))
@settings(max_examples=300, deadline=None)
@example([Run("a"), Run("b", ITALIC), Run("c")])
@example([Run("("), Run("b", ITALIC), Run(")_")])
@example([Run("a", ITALIC), Run("b", frozenset({Mark.BOLD}))])
@example([Run("a", frozenset({Mark.SUPERSCRIPT})), Run(":sub:"), Run("b", ITALIC)])
@example([Run("a <b>", link=URL), Run("c", link=URL)])
@example([Run("1"), Run(". x", frozenset({Mark.SMALL_CAPS}))])
def test_visible_text_is_the_text_of_the_runs(runs: list[Run]) -> None:
    root = tree(written(*runs))
    merged = RichText.of(runs).runs
    assert folded(root.astext()) == folded("".join(map(shown, merged)))
    assert {child.tagname for child in root} <= {"paragraph"}
    assert {node["refuri"] for node in nodes(root, "reference")} <= {URL}
    linked = "".join(node.astext() for node in nodes(root, "reference"))
    meant = "".join(shown(run) for run in merged if run.link == URL)
    assert "".join(linked.split()) == "".join(meant.split())


@given(TEXT, TEXT, TEXT)
@settings(max_examples=100, deadline=None)
def test_every_other_text_is_escaped_too(one: str, two: str, three: str) -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("Citation."),
        summary=f"s{two}",
        facts=(Fact(f"l{two}", one),),
        links=(Link(f"l{three}", URL), Link(f"m{two}", f"data:{one}")),
        notices=(three,),
    )
    section = Section(three, (paper,), note=one)
    root = tree(write(Document(one, (section,), scope=two, notes=(two,))))
    parts = [one, two, three, one, "Citation.", f"s{two}", three, f"l{two}: {one}"]
    parts += [f"Links: l{three} · m{two}: data:{one}", two]
    seen = "".join(root.astext().split())
    assert seen == "".join("".join(map(clean, parts)).split())
    assert [node["refuri"] for node in nodes(root, "reference")] == [URL]
    assert len(nodes(root, "list_item")) == 2


def test_one_mark_of_a_run_is_kept() -> None:
    assert written(Run("In "), Run("J Pain", ITALIC), Run(" 2020")) == "In *J Pain* 2020\n"
    assert written(Run("H"), Run("2", frozenset({Mark.SUBSCRIPT})), Run("O")) == (
        "H\\ :sub:`2`\\ O\n"
    )
    assert written(Run("x", frozenset({Mark.ITALIC, Mark.BOLD}))) == "**x**\n"
    assert written(Run("a"), Run("b", frozenset({Mark.SMALL_CAPS, Mark.UNDERLINE}))) == "ab\n"


def test_links_are_anonymous_and_lose_their_marks() -> None:
    runs = (Run("10", link=URL), Run("6", frozenset({Mark.SUPERSCRIPT}), URL), Run("."))
    assert written(*runs) == "`10⁶ <https://example.org/a_(b)?x=1&copy=2\\_>`__.\n"


def test_rule_under_a_wide_title_is_long_enough() -> None:
    root = tree(write(Document("汉字汉字汉字", (), scope="x")))
    assert nodes(root, "title")[0].astext() == "汉字汉字汉字"


def test_an_empty_section_gets_no_transition() -> None:
    root = tree(write(Document("T", (Section("H", ()),), notes=("n",))))
    assert not nodes(root, "transition")


def test_nothing_gives_nothing() -> None:
    assert write(bibliography_document([])) == ""


def test_hostile_texts_are_text_in_every_place(
    hostile: Document, hostile_texts: tuple[str, ...]
) -> None:
    root = tree(write(hostile))
    assert not nodes(root, "raw")
    links = [node["refuri"] for node in nodes(root, "reference")]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    together = "".join(root.astext().split())
    for text in hostile_texts:
        assert together.count(text) >= 20


def test_rows_of_clinicians_make_one_table_a_section() -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("1. Cited."),
        facts=(Fact("Duration", "8 weeks"),),
        alerts=("Retracted.",),
        row=(Fact("Design", "- trial"), Fact("Dose", "")),
    )
    root = tree(write(Document("", (Section("H", (paper, paper)),))))
    (table,) = nodes(root, "table")
    cells = [entry.astext() for entry in nodes(table, "entry")]
    first = "Retracted.\n\n1. Cited.\n\nDuration: 8 weeks"
    assert cells == ["Paper", "Design", "Dose", first, "- trial", "", first, "- trial", ""]


def test_patients_read_the_summary_first() -> None:
    paper = ListedPaper("k", RichText.plain("Cited."), summary="Summed up.", alerts=("R.",))
    document = Document("", (Section("", (paper,)),), audience=Audience.PATIENTS)
    assert write(document) == "**R.**\n\n   Summed up.\n\n   Cited.\n"
