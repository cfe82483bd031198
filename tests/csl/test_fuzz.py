"""Any items in a dozen styles: no crash, no item lost, no value's name in the text, marks nest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.cites import read_cluster
from ldn_bib.csl.errors import CitationError, CslError, StyleFileError
from ldn_bib.csl.processor import Cite, Cluster, Processor
from ldn_bib.csl.tokens import Tokens, plain
from ldn_bib.csl.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, TEXT_VARIABLES

LDN = Path(__file__).parents[2] / "styles" / "ldn.csl"
STYLES = [
    "american-medical-association",
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "din-1505-2-alphanumeric",
    "harvard-cite-them-right",
    "ieee",
    "modern-language-association",
    "nature",
    "nlm-citation-sequence",
    "oscola",
    str(LDN),
]
TYPES = [
    *("article-journal", "article-newspaper", "bill", "book", "chapter", "dataset", "document"),
    *("entry-encyclopedia", "interview", "legal_case", "legislation", "manuscript", "map"),
    *("motion_picture", "paper-conference", "patent", "personal_communication", "post-weblog"),
    *("report", "review", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
]


@cache
def processor(style: str) -> Processor:
    return Processor(style, links=True)


# -- items -------------------------------------------------------------------------------------

PIECES = [
    *("Pain", "a", "the", "of", "HIV", "naltrexone:", "low-dose", "e.g.", "2nd", "12", "1-3"),
    *(" ", "  ", "\n", "\u00a0", ".", ",", ":", ";", "?", "!", "-", "–", "&", "/", "(", ")", "\\"),
    *('"', "'", "“", "”", "‘", "’", "«", "»", "<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>"),
    *('<span class="nocase">', "</span>", "<", ">", "&amp;", "é", "ß", "İ", "毛", "א", "😀"),
    *("\x00", "\x1b", "\u202e", "\ud83d", "\ufffd"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=10)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=5,
)
NUMBERS = st.integers(-3, 3000) | st.sampled_from(
    ["1", "1-3", "e12", "iv", "12, 14", "1 & 2", "pp. 3-9", "2nd", "1a-1c", "\\-", "-", "1--2"]
)
NAME_TEXTS = st.sampled_from(
    ["Doe", "Roe", "Jane", "J.", "Jean-Luc", "van der Berg", "d'Arc", "毛", "al-", "Ltd.", ""]
)
PARTICLES = st.sampled_from(["van", "de", "d’", ""])
FLAGS: st.SearchStrategy[Any] = st.sampled_from([True, False, None, "true", 1, {}])
PERSONS = st.fixed_dictionaries(
    {},
    optional={
        "family": NAME_TEXTS | SCALARS,
        "given": NAME_TEXTS | SCALARS,
        "suffix": NAME_TEXTS | SCALARS,
        "literal": NAME_TEXTS | SCALARS,
        "dropping-particle": PARTICLES | SCALARS,
        "non-dropping-particle": PARTICLES | SCALARS,
        "comma-suffix": FLAGS,
        "static-ordering": FLAGS,
        "parse-names": FLAGS,
        "isInstitution": FLAGS,
    },
)
FAMILY = st.fixed_dictionaries({"family": NAME_TEXTS, "given": NAME_TEXTS})
NAMES = st.lists(FAMILY, max_size=9) | st.lists(PERSONS | SCALARS, max_size=4) | ANYTHING
YEARS = st.integers(1990, 1992) | st.integers(-3000, 3000) | SCALARS
PARTS = st.lists(YEARS | st.integers(0, 40), max_size=4)
DATES = (
    st.builds(lambda year: {"date-parts": [[year]]}, st.integers(1990, 1992))
    | st.fixed_dictionaries(
        {},
        optional={
            "date-parts": st.lists(PARTS, max_size=3) | ANYTHING,
            "season": st.integers(-1, 5) | SCALARS,
            "circa": FLAGS,
            "literal": TEXTS,
            "raw": st.sampled_from(["2020-05-02", "2020/2021", "May 2020", "2020?", ".."]) | TEXTS,
        },
    )
    | ANYTHING
)


def values(variable: str) -> st.SearchStrategy[Any]:
    """Values of a variable, most of them of the kind that it should have."""
    if variable in NAME_VARIABLES:
        return NAMES
    if variable in DATE_VARIABLES:
        return DATES
    if variable in NUMBER_VARIABLES:
        return NUMBERS | TEXTS | ANYTHING
    return TEXTS | TEXTS | ANYTHING


VARIABLES = sorted(
    NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES - {"citation-key"}
)
COMMON = ("author", "issued", "title", "container-title", "page", "volume", "DOI", "editor")


@st.composite
def items(draw: Any) -> list[dict[str, Any]]:
    """One to four items with ids of their own; the later ones may repeat parts of the first."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        item: dict[str, Any] = {"id": f"id{number}"}
        item["type"] = draw(st.sampled_from(TYPES) | st.sampled_from(TYPES) | ANYTHING)
        if made and draw(st.booleans()):
            kept = draw(st.sets(st.sampled_from(COMMON)))
            item |= {name: value for name, value in made[0].items() if name in kept}
        chosen = draw(st.sets(st.sampled_from(COMMON)))
        chosen |= draw(st.sets(st.sampled_from(VARIABLES), max_size=8))
        for variable in sorted(chosen - item.keys()):
            item[variable] = draw(values(variable))
        made.append(item)
    return made


LOCATORS = st.sampled_from(["", "5", "5-7", "iv", "p. 3", "5, fig. 2", "x"]) | TEXTS
LABELS = st.sampled_from(["page", "chapter", "sub verbo", "section", "no-such-label", ""])


@st.composite
def clusters(draw: Any, ids: Iterable[str]) -> list[Cluster]:
    """Citations of items, in notes or in running text, at any position."""
    cites = st.builds(
        Cite,
        st.sampled_from([*ids, "unknown"]),
        locator=LOCATORS,
        label=LABELS,
        prefix=st.just("") | TEXTS,
        suffix=st.just("") | TEXTS,
        suppress_author=st.booleans(),
        author_only=st.booleans(),
    )
    made = st.builds(
        Cluster,
        st.lists(cites, max_size=4).map(tuple),
        note_number=st.integers(0, 3),
        mode=st.sampled_from(["", "", "author-only", "suppress-author", "composite"]),
        infix=st.just("") | TEXTS,
        prefix=st.just("") | TEXTS,
        suffix=st.just("") | TEXTS,
    )
    drawn: list[Cluster] = draw(st.lists(made, max_size=5))
    return drawn


# -- what must hold ----------------------------------------------------------------------------

FORBIDDEN = re.compile(
    r"None|undefined|\bnan\b|NaN|\bFalse\b|\bTrue\b|\{'|\['[^']*', '|object at 0x"
)


def words_of(value: Any) -> str:
    """All text in a value, dictionary keys left out."""
    if isinstance(value, dict):
        return " ".join(map(words_of, value.values()))
    if isinstance(value, list):
        return " ".join(map(words_of, value))
    return value if isinstance(value, str) else ""


def check(tokens: Tokens, given_words: str) -> None:
    """Operators nest, no value shows its name, the text can be written to a file."""
    opened: list[int] = []
    for token in tokens:
        if isinstance(token, int):
            if token > 0:
                opened.append(token)
            else:
                assert opened.pop() == -token
    assert not opened
    text = plain(tokens)
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    for found in FORBIDDEN.finditer(text):
        assert found[0].casefold() in given_words.casefold()


@pytest.mark.parametrize("style", STYLES, ids=lambda name: Path(name).stem)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_items_make_a_bibliography(style: str, data: st.DataObject) -> None:
    made = data.draw(items())
    finished = processor(style).bibliography_tokens(made)
    words = words_of(made)
    for _, tokens in finished.entries:
        check(tokens, words)
    assert sorted(id_ for id_, _ in finished.entries) == [item["id"] for item in made]
    entries = processor(style).bibliography(made).entries
    assert [entry.id for entry in entries] == [id_ for id_, _ in finished.entries]
    assert all(run.text for entry in entries for run in entry.content.runs)


@pytest.mark.parametrize("style", STYLES, ids=lambda name: Path(name).stem)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_citations_are_written(style: str, data: st.DataObject) -> None:
    made = data.draw(items())
    cited = data.draw(clusters([item["id"] for item in made]))
    finished = processor(style).citation_tokens(cited, made, uncited=["id0", "unknown"])
    words = words_of(made) + " ".join(
        f"{cluster.infix} {cluster.prefix} {cluster.suffix} "
        f"{cite.locator} {cite.prefix} {cite.suffix}"
        for cluster in cited
        for cite in cluster.cites
    )
    assert len(finished) == len(cited)
    for tokens in finished:
        check(tokens, words)
    placed = processor(style).placed_citations(cited, made, uncited=["id0", "unknown"])
    for tokens, parts in zip(finished, placed, strict=True):
        assert bool(plain(tokens).strip()) == bool(str(parts.whole).strip())


CITATIONS = st.fixed_dictionaries(
    {},
    optional={
        "citationItems": st.lists(
            st.dictionaries(
                st.sampled_from(["id", "locator", "label", "prefix", "suffix", "author-only"]),
                st.just("id0") | ANYTHING,
            )
            | ANYTHING,
            max_size=3,
        )
        | ANYTHING,
        "properties": st.dictionaries(
            st.sampled_from(["noteIndex", "mode", "infix", "prefix"]), ANYTHING
        )
        | ANYTHING,
    },
)


@settings(deadline=None)
@given(CITATIONS | ANYTHING)
def test_citations_of_any_document_are_read_or_refused(data: Any) -> None:
    try:
        cluster = read_cluster(data)
    except CitationError:
        return
    (tokens,) = processor("apa").citation_tokens([cluster], [{"id": "id0", "title": "Pain"}])
    check(tokens, words_of(data))


@settings(max_examples=60, deadline=None)
@given(st.lists(ANYTHING, max_size=3), st.sampled_from(STYLES[:4]))
def test_what_is_no_item_at_all_is_an_error_of_ours(made: list[Any], style: str) -> None:
    try:
        entries = processor(style).bibliography(made).entries
    except CslError as error:
        assert not isinstance(error, StyleFileError)  # noqa: PT017 - most lists are no error
        assert any(not isinstance(item, dict) for item in made)
    else:
        assert len(entries) == len(made)
