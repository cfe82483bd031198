"""Strategies that make valid CSL items in the form in which our readers give them.

Values are in normal form (whole identifiers, hyphens in pages, ``; `` between keywords,
particles in lower case), so that a format which keeps a variable gives it back as it was.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.values.issn import check_digit
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.name import SUFFIXES

_ANYWHERE = (
    "abstract",
    "accessed",
    "annote",
    "author",
    "DOI",
    "issued",
    "keyword",
    "language",
    "note",
    "title",
    "title-short",
    "URL",
)

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "article": (*_ANYWHERE, "genre", "number", "publisher", "PMID", "PMCID"),
    "article-journal": (
        *_ANYWHERE,
        "container-title",
        "container-title-short",
        "editor",
        "ISSN",
        "issue",
        "page",
        "PMCID",
        "PMID",
        "volume",
    ),
    "book": (
        *_ANYWHERE,
        "collection-number",
        "collection-title",
        "edition",
        "editor",
        "ISBN",
        "number-of-pages",
        "publisher",
        "publisher-place",
        "translator",
        "volume",
    ),
    "chapter": (
        *_ANYWHERE,
        "collection-title",
        "container-title",
        "edition",
        "editor",
        "ISBN",
        "page",
        "publisher",
        "publisher-place",
        "volume",
    ),
    "dataset": (*_ANYWHERE, "publisher", "version"),
    "paper-conference": (
        *_ANYWHERE,
        "container-title",
        "editor",
        "event-place",
        "event-title",
        "ISBN",
        "page",
        "publisher",
        "volume",
    ),
    "patent": (*_ANYWHERE, "authority", "number"),
    "report": (*_ANYWHERE, "genre", "number", "page", "publisher", "publisher-place"),
    "thesis": (*_ANYWHERE, "genre", "number-of-pages", "publisher", "publisher-place"),
    "webpage": (*_ANYWHERE, "container-title"),
}
"""The types that are made, each with the variables that it may have beside ``id``."""

NAME_VARIABLES = frozenset(("author", "editor", "translator"))
DATE_VARIABLES = frozenset(("issued", "accessed"))

_ODD_WORDS = (
    "naïve",
    "“quoted”",
    '"straight"',
    "it's",
    "don’t",
    "p<.05",
    "x>y",
    "A&B",
    "&amp;",
    "50%",
    "$5",
    "#1",
    "a_b",
    "a^b",
    "~",
    "{brace}",
    "back\\slash",
    "TNF-α",
    "β",
    "−5",
    "日本語",
    "Ελλάδα",
    "עברית",
    "e\u0301",
    "𝛼",
    "a\u00a0b",
    "a,b",
    "a;",
    "[x]",
    "(y)",
    "e–f",
    "g—h",
    "…",
    "@",
    "=1+1",
    "*",
    "`",
    "/",
    "|",
    ":",
    "?",
    "!",
    "//",
    "CD4+",
)
_MARKUP = (
    "<i>in vivo</i>",
    "<b>bold</b>",
    "H<sub>2</sub>O",
    "m<sup>2</sup>",
    '<span class="nocase">eGFR</span>',
    "<i>E. coli</i> O<sub>2</sub>",
)
_LETTERS = st.characters(categories=("Lu", "Ll", "Lo"), max_codepoint=0x2FFF)
_PARTICLES = ("van", "van der", "de", "de la", "von")
_GIVEN_PARTICLES = ("d’", "van", "de")
_BODIES = ("World Health Organization", "Skin, Cold, and Sleep Group", "Müller & Söhne", "UNESCO")


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def words() -> st.SearchStrategy[str]:
    """One word: letters of any script, or one with characters that formats give a meaning."""
    letters = st.text(_LETTERS, min_size=1, max_size=8)
    anything = st.text(
        st.characters(categories=("L", "N", "P", "Sm", "Sc", "So"), exclude_characters="<>"),
        min_size=1,
        max_size=6,
    )
    return st.one_of(letters, st.sampled_from(_ODD_WORDS), anything).map(_normal)


def lines(*, markup: bool = False) -> st.SearchStrategy[str]:
    """One line of one to six words; with ``markup`` some may be in italics and the like."""
    word = st.one_of(words(), st.sampled_from(_MARKUP)) if markup else words()
    made = st.lists(word, min_size=1, max_size=6).map(" ".join)
    return made if markup else made.filter(lambda text: strip_markup(text) == text)


def paragraphs() -> st.SearchStrategy[str]:
    """One to three lines, now and then with an empty one between them."""
    rest = st.lists(st.tuples(st.sampled_from(("\n", "\n\n")), lines()), max_size=2)
    return st.tuples(lines(), rest).map(
        lambda made: made[0] + "".join(end + line for end, line in made[1])
    )


def keyword_lists() -> st.SearchStrategy[str]:
    """The variable ``keyword``: words without semicolons and repeats, the only one of plain words.

    BibTeX and RIS have a hyphen for a comma that they would split at.
    """
    word = lines().filter(lambda text: not any(sign in text for sign in ",;"))
    pair = st.tuples(word, word).map(", ".join)
    several = st.lists(st.one_of(word, pair), min_size=2, max_size=4, unique_by=str.casefold)
    return st.one_of(word, several.map("; ".join))


_capital = st.text(_LETTERS, min_size=2, max_size=10).map(
    lambda text: _normal(text)[:1].upper() + _normal(text)[1:]
)
_name_word = _capital.filter(
    lambda text: (
        not text.islower()
        and text.isalpha()
        and len(text) > 1
        and text.lower() not in (*SUFFIXES, "others")
    )
)


@st.composite
def names(draw: st.DrawFn) -> dict[str, Any]:
    """A person, with particles and a suffix now and then, or a body."""
    if draw(st.integers(0, 5)) == 0:
        return {"literal": draw(st.sampled_from(_BODIES))}
    joint = draw(st.sampled_from(("", "-", "’", " ")))
    family = draw(_name_word)
    if joint:
        family = f"{family}{joint}{draw(_name_word)}"
    given = draw(st.one_of(_name_word, st.sampled_from(("J. R.", "Jean-Luc", "A", "José María"))))
    name = {"family": family, "given": given}
    particle = draw(st.sampled_from(("", "", "", "non-dropping-particle", "dropping-particle")))
    if particle == "dropping-particle":
        name[particle] = draw(st.sampled_from(_GIVEN_PARTICLES))
    elif particle:
        name[particle] = draw(st.sampled_from(_PARTICLES))
    if draw(st.integers(0, 5)) == 0:
        name["suffix"] = draw(st.sampled_from(("Jr.", "III", "Sr.")))
    return name


@st.composite
def date_parts(draw: st.DrawFn) -> list[int]:
    """A year, a month or a day between 1000 and 2099."""
    parts = [draw(st.integers(1000, 2099)), draw(st.integers(1, 12)), draw(st.integers(1, 28))]
    return parts[: draw(st.integers(1, 3))]


@st.composite
def dates(draw: st.DrawFn, *, ranges: bool = True) -> dict[str, Any]:
    """A date; with ``ranges`` also a range, a season, an uncertain one or one in words."""
    start = draw(date_parts())
    kind = draw(st.integers(0, 9)) if ranges else 0
    if kind == 9:
        return {"literal": draw(st.sampled_from(("in press", "last spring", "n.d.")))}
    if kind == 8:
        return {"date-parts": [start[:1]], "season": draw(st.integers(1, 4))}
    if kind == 7:
        return {"date-parts": [start], "circa": True}
    if kind in (5, 6):
        later = [start[0] + draw(st.integers(1, 3)), *draw(date_parts())[1:]]
        return {"date-parts": [start, later[: len(start)] if len(later) >= len(start) else later]}
    return {"date-parts": [start]}


def _issn(digits: int) -> str:
    text = f"{digits:07d}"
    return f"{text[:4]}-{text[4:]}{check_digit(text)}"


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A range, an article number, Roman numbers or two stretches."""
    first = draw(st.integers(1, 5000))
    last = first + draw(st.integers(1, 60))
    return draw(
        st.sampled_from(
            (f"{first}-{last}", f"e{first:05d}", f"S{first}-S{last}", "xi-xiv", f"1-3, {last + 3}")
        )
    )


_suffixes = st.text("abcXYZ0189.-_();/", min_size=1, max_size=12).filter(
    lambda text: text[-1] not in ".,;/"
)
_small_numbers = st.integers(1, 999).map(str)

_STRATEGIES: Mapping[str, st.SearchStrategy[Any]] = {
    "abstract": paragraphs(),
    "annote": paragraphs(),
    "DOI": st.tuples(st.integers(1000, 99999), _suffixes).map(lambda t: f"10.{t[0]}/{t[1]}"),
    "edition": st.one_of(_small_numbers, st.just("Third revised")),
    "genre": st.sampled_from(("PhD thesis", "Technical report", "Vorabdruck über Haut")),
    "ISBN": st.integers(0, 9).map(lambda digit: f"978-0-00-00000{digit}-2"),
    "ISSN": st.lists(st.integers(0, 9_999_999).map(_issn), min_size=1, max_size=2, unique=True).map(
        ", ".join
    ),
    "issue": st.one_of(_small_numbers, st.sampled_from(("1-2", "Suppl 3", "2 Pt B"))),
    "keyword": keyword_lists(),
    "language": st.sampled_from(("en", "de", "en-GB", "ja")),
    "note": paragraphs(),
    "number": st.one_of(_small_numbers, st.just("WHO/09.3"), st.just("US 123,456 A")),
    "number-of-pages": _small_numbers,
    "page": pages(),
    "PMCID": st.integers(1, 99_999_999).map(lambda number: f"PMC{number}"),
    "PMID": st.integers(1, 99_999_999).map(str),
    "URL": st.sampled_from(
        ("https://example.org/", "http://example.org/a?b=1&c=d,e;f#g", "https://example.org/%C3%A9")
    ),
    "version": st.sampled_from(("1.2", "2020a")),
    "volume": st.one_of(_small_numbers, st.sampled_from(("XII", "7 Suppl 1"))),
}
"""Strategies of the variables that are not just a line of text."""


@st.composite
def items(
    draw: st.DrawFn,
    types: Sequence[str] = tuple(VARIABLES),
    *,
    markup: bool = True,
    ranges: bool = True,
    required: Sequence[str] = (),
    key: str = "a",
) -> dict[str, Any]:
    """A CSL item.

    Args:
        draw: given by hypothesis.
        types: the types to choose from, keys of :data:`VARIABLES`.
        markup: whether titles may hold CSL's markup.
        ranges: whether dates may be more than a day, month or year.
        required: variables that every item has, where its type may have them.
        key: its id.
    """
    kind = draw(st.sampled_from(types))
    item: dict[str, Any] = {"id": key, "type": kind, "title": draw(lines(markup=markup))}
    for variable in VARIABLES[kind]:
        if variable == "title" or (variable not in required and not draw(st.booleans())):
            continue
        if variable in NAME_VARIABLES:
            item[variable] = draw(st.lists(names(), min_size=1, max_size=4))
        elif variable in DATE_VARIABLES:
            item[variable] = draw(dates(ranges=ranges and variable == "issued"))
        else:
            item[variable] = draw(_STRATEGIES.get(variable, lines()))
    return item


@st.composite
def entries(
    draw: st.DrawFn,
    types: Sequence[str] = tuple(VARIABLES),
    *,
    markup: bool = True,
    ranges: bool = True,
) -> Entry:
    """An entry: an item, and now and then tags and a summary of one paragraph."""
    labels = draw(st.lists(lines(), max_size=3, unique_by=str.casefold))
    tags = tuple(
        Tag(f"tag-{number}", label, derived=draw(st.booleans()))
        for number, label in enumerate(labels)
    )
    summary = draw(st.one_of(st.just(""), lines()))
    item = draw(items(types, markup=markup, ranges=ranges))
    return Entry(item, tags=tags, annotation=Annotation(summary=summary) if summary else None)
