from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.rtf import WRITER, write

URL = "https://example.org/?a=1&b={\"é'}"
ADDRESS = "https://example.org/?a=1&b=%7B%22%C3%A9'%7D"
HOSTILE = st.text(st.sampled_from("\\{}'*~-_;:ui2 \n\t\x00é€\u202eש\U0001f600"))
TEXT = st.text() | HOSTILE
RUN = st.builds(
    Run,
    TEXT,
    st.frozensets(st.sampled_from(list(Mark))),
    st.none() | st.sampled_from([URL, "javascript:alert(1)"]),
)
TOKEN = re.compile(
    r"\\u(?P<unit>-?\d+)\?|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?"
    r"|\\(?P<sign>[^a-z])|(?P<brace>[{}])|(?P<end>\n)|(?P<text>[^\\{}\n])"
)
SKIPPED = {"fonttbl", "info", "fldinst"}


def visible(rtf: str) -> list[tuple[str, frozenset[str]]]:
    """UTF-16 code units and line ends that a reader shows, each with the character words on it."""
    shown: list[tuple[str, frozenset[str]]] = []
    state: tuple[frozenset[str], bool] = (frozenset(), False)
    stack: list[tuple[frozenset[str], bool]] = []
    place = 0
    while place < len(rtf):
        token = TOKEN.match(rtf, place)
        assert token, f"not RTF: {rtf[place : place + 20]!r}"
        place = token.end()
        words, is_skipped = state
        if token["brace"] == "{":
            stack.append(state)
        elif token["brace"]:
            state = stack.pop()
        elif token["word"] in SKIPPED:
            state = (words, True)
        elif token["word"] == "par":
            shown.append(("\n", frozenset()))
        elif token["word"] in ("i", "b", "ul", "scaps", "sub", "super"):
            state = (words | {token["word"]}, is_skipped)
        elif token["unit"] is not None:
            unit = int(token["unit"])
            assert -0x8000 <= unit <= 0x7FFF
            if not is_skipped:
                shown.append((chr(unit % 0x10000), words))
        elif token["sign"] == "*":
            continue
        elif (token["sign"] or token["text"]) and not is_skipped:
            shown.append((token["sign"] or token["text"], words))
    assert stack == []
    return shown


def text_of(rtf: str) -> str:
    units = "".join(character for character, _ in visible(rtf))
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def written(*runs: Run) -> str:
    return write(bibliography_document([FormattedEntry("k", RichText.of(runs))]))


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.rtf", write(bibliography))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.rtf", write(listed))


@pytest.mark.parametrize("name", ["bibliography", "listed"])
def test_file_is_ascii_and_shows_every_citation(name: str, request: pytest.FixtureRequest) -> None:
    document = request.getfixturevalue(name)
    rtf = write(document)
    assert rtf.isascii()
    assert rtf.startswith("{\\rtf1")
    assert rtf.endswith("\n}\n")
    lines = text_of(rtf).split("\n")
    for paper in document.papers:
        assert clean(str(paper.citation)) in lines
    assert "javascript" not in "".join(re.findall(r"HYPERLINK[^}]*", rtf))


@given(st.lists(RUN, max_size=6))
@settings(deadline=None)
def test_visible_text_is_the_text_of_the_runs(runs: list[Run]) -> None:
    rtf = written(*runs)
    assert rtf.isascii()
    assert text_of(rtf) == "".join(clean(run.text) for run in RichText.of(runs).runs) + "\n"
    assert set(re.findall(r'HYPERLINK "([^"]*)"', rtf)) <= {ADDRESS}


@given(TEXT, TEXT, TEXT)
@settings(max_examples=50, deadline=None)
def test_every_other_text_is_escaped_too(one: str, two: str, three: str) -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("c"),
        summary=f"s{two}",
        facts=(Fact(one, two),),
        links=(Link(three, URL), Link(two, f"data:{one}")),
        notices=(one,),
    )
    section = Section(f"h{three}", (paper,), note=f"o{one}")
    document = Document(f"t{one}", (section,), scope=f"p{two}", notes=(three,))
    lines = [f"t{one}", f"p{two}", f"h{three}", f"o{one}", "c", f"s{two}", one, f"{one}: {two}"]
    lines += [f"Links: {three} · {two}: data:{one}", three]
    # White space folds within each text alone.
    spaced = [re.sub(" +", " ", clean(line)) for line in lines]
    seen = [re.sub(" +", " ", line) for line in text_of(write(document)).split("\n")[:-1]]
    assert seen == spaced


@pytest.mark.parametrize(
    ("mark", "word"),
    [
        (Mark.ITALIC, "i"),
        (Mark.BOLD, "b"),
        (Mark.UNDERLINE, "ul"),
        (Mark.SMALL_CAPS, "scaps"),
        (Mark.SUBSCRIPT, "sub"),
        (Mark.SUPERSCRIPT, "super"),
    ],
)
def test_marks_hold_for_their_run_alone(mark: Mark, word: str) -> None:
    rtf = written(Run("a"), Run("2", frozenset({mark})), Run("c"))
    assert visible(rtf)[:3] == [
        ("a", frozenset()),
        ("2", frozenset({word})),
        ("c", frozenset()),
    ]


def test_characters_beyond_ascii_are_signed_utf_16() -> None:
    assert "\\u8211?" in written(Run("–"))
    assert "\\u-10179?\\u-8704?" in written(Run("\U0001f600"))
    assert "a\\\\b\\{c\\}" in written(Run("a\\b{c}"))


def test_a_link_is_a_field() -> None:
    assert WRITER.inline is not None
    assert WRITER.inline(RichText.of([Run("x", frozenset({Mark.ITALIC}), URL)])) == (
        f'{{\\field{{\\*\\fldinst{{HYPERLINK "{ADDRESS}"}}}}{{\\fldrslt{{\\ul {{\\i x}}}}}}}}'
    )


def test_hostile_texts_are_text_in_every_place(
    hostile: Document, hostile_texts: tuple[str, ...]
) -> None:
    rtf = write(hostile)
    assert rtf.isascii()
    links = re.findall(r'HYPERLINK "([^"]*)"', rtf)
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    together = "".join(text_of(rtf).split())
    for text in hostile_texts:
        assert together.count(text) >= 20


def test_rows_of_a_table_have_as_many_cells_as_edges() -> None:
    row = (Fact("Design", "trial"), Fact("Dose", "2 mg"))
    papers = tuple(ListedPaper(key, RichText.plain(f"{key}."), row=row) for key in "ab")
    rtf = write(Document("", (Section("H", papers),), audience=Audience.CLINICIANS))
    rows = [line for line in rtf.splitlines() if line.startswith("\\trowd")]
    assert [len(re.findall(r"\\cell\b", line)) for line in rows] == [2, 1, 2, 1, 2]
    for line in rows:
        edges = [int(edge) for edge in re.findall(r"\\cellx(\d+)", line)]
        assert edges == sorted(edges)
        assert len(edges) == len(re.findall(r"\\cell\b", line))
        assert line.endswith("\\row")


def test_small_letters_of_a_citation_for_patients_end_with_it() -> None:
    paper = ListedPaper("k", RichText.plain("Cited."), summary="Summed up.")
    rtf = write(Document("", (Section("", (paper,)),), audience=Audience.PATIENTS))
    assert rtf.index("Summed up.") < rtf.index("{\\fs18 Cited.}")
