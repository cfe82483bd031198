"""Citations of papers of a library: the library joined with the citation processor.

A citation is written as people write it, ``kim2020, p. 64``: the key, then where in the paper.
Words before the key stand before it in the citation too, and what follows a semicolon stands
behind it: ``see kim2020, p. 64; emphasis added``. As in pandoc, ``@kim2020 [p. 64]`` puts the
names into the text, ``Kim & Fishman (2020, p. 64)``, and ``-@kim2020`` leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypedDict, Unpack

from ldn_bib.bibliography import DEFAULT_STYLE
from ldn_bib.errors import UsageError

if TYPE_CHECKING:
    from ldn_bib.csl.locators import LocatorWords
    from ldn_bib.csl.processor import Cite, Cluster, PlacedCitation, Processor
    from ldn_bib.csl.richtext import RichText
    from ldn_bib.documents.model import DocumentWriter
    from ldn_bib.library import Library

_WORD_START: Final = re.compile(r"(?<=\s)(?=\S)")
_KEY_ENDS: Final = frozenset(",;[ \t\n\xa0")
_SIGN: Final = re.compile("-@|@|-")
_MOST_WORDS: Final = 50  # among which a misspelt key is looked for
# wishes that exclude each other, in words
_FORMS_OF_NAMES: Final[Mapping[Literal["author_only", "suppress_author", "narrative"], str]] = {
    "author_only": "names alone",
    "suppress_author": "no names at all",
    "narrative": "names in the text",
}


class CitationForm(TypedDict, total=False):
    """What is printed of citations; each may be left out.

    Attributes:
        suppress_author: whether the names are left out, for a text that has named them already.
        author_only: whether nothing is printed but the names.
        narrative: whether the names of the first paper go into the text and the rest behind them:
            ``Kim & Fishman (2020)``, in a note style the names into the text and the citation
            into its note. ``@`` before a key says so for one citation.
        infix: words between these names and the rest, such as ``'s review``.
        note: number of the note that the first citation stands in, from 1, which is also what
            it is where nothing is said; it counts in note styles only.
        links: whether URLs, DOIs, PMIDs and PMCIDs that the style prints become links.
        whole_library: whether papers are numbered and told apart as in the bibliography of the
            whole library, and not as in a text that cites no more than these.
    """

    suppress_author: bool
    author_only: bool
    narrative: bool
    infix: str
    note: int
    links: bool
    whole_library: bool


def cite_library(
    library: Library,
    cites: Sequence[str],
    style: str | None = None,
    *,
    locale: str | None = None,
    **form: Unpack[CitationForm],
) -> RichText:
    """Write one citation of one or more papers.

    Args:
        library: where the papers are.
        cites: one text for each paper: ``KEY``, ``KEY, LOCATOR`` or ``WORDS KEY, LOCATOR; WORDS``;
            see :func:`read_cite`.
        style: id, alias, title or path; None for the library's default, else ``vancouver``.
        locale: BCP 47 tag; None for the style's own.
        form: what is printed, see :class:`CitationForm`.

    Returns:
        The citation; in a note style the text of the note, as of a first citation.

    Raises:
        UsageError: a key is not in the library, there is nothing to cite, or two wishes exclude
            each other.
        CslError: unknown style or locale, a style that is not CSL, an item that fails.
    """
    (one,) = cite_each(library, [cites], style, locale=locale, **form)
    return one


def cite_each(
    library: Library,
    citations: Iterable[Sequence[str]],
    style: str | None = None,
    *,
    locale: str | None = None,
    **form: Unpack[CitationForm],
) -> list[RichText]:
    """Write several citations of one text, in order.

    A paper that was cited before is cited as the style does it the second time. In note styles
    the notes are numbered from ``note``. The rest is as in :func:`cite_library`.
    """
    return [one.whole for one in place_each(library, citations, style, locale=locale, **form)]


def place_each(
    library: Library,
    citations: Iterable[Sequence[str]],
    style: str | None = None,
    *,
    locale: str | None = None,
    **form: Unpack[CitationForm],
) -> list[PlacedCitation]:
    """Write several citations as :func:`cite_each` does, what goes into notes apart."""
    from ldn_bib.csl.locators import LocatorWords
    from ldn_bib.csl.processor import Cluster, Processor

    chosen = [name for name in _FORMS_OF_NAMES if form.get(name)]
    if len(chosen) > 1:
        first, second = (_FORMS_OF_NAMES[name] for name in chosen[:2])
        raise UsageError(f"{first} and {second} exclude each other")
    note = form.get("note", 1)
    if note < 1:
        raise UsageError(f"notes are numbered from 1, not from {note}")
    processor = Processor(
        style or library.default_style or DEFAULT_STYLE,
        locale,
        folders=library.style_folders,
        links=form.get("links", False),
    )
    words = LocatorWords.of(processor.locale)
    first_note = note if processor.tree.is_note else 0
    clusters: list[Cluster] = []
    for place, texts in enumerate(citations):
        if not texts:
            raise UsageError("there is nothing to cite: name a key")
        cites, mode = _cites(texts, library, words, form)
        number = first_note + place if first_note else 0
        clusters.append(Cluster(cites, number, mode, form.get("infix", "")))
    if form.get("infix") and not any(cluster.mode == "composite" for cluster in clusters):
        raise UsageError("words between names and citation need names in the text, as of '@KEY'")
    return _write(processor, library, clusters, whole_library=form.get("whole_library", False))


def _cites(
    texts: Sequence[str], library: Library, words: LocatorWords, form: CitationForm
) -> tuple[tuple[Cite, ...], str]:
    """The cites of a citation and its mode; the one whose names the text has stands first."""
    from dataclasses import replace

    read = [_read(text, library, words) for text in texts]
    named = [cite for cite, in_text in read if in_text]
    if len(named) > 1:
        ids = " and ".join(f"'@{cite.id}'" for cite in named[:2])
        raise UsageError(f"{ids}: the text has the names of one paper only for each citation")
    cites = [cite for cite, _ in read if cite not in named]
    cites = [*named, *cites]
    if form.get("author_only"):
        return tuple(cites), "author-only"
    if form.get("suppress_author"):
        return tuple(replace(cite, suppress_author=True) for cite in cites), ""
    return tuple(cites), "composite" if named or form.get("narrative") else ""


def _write(
    processor: Processor, library: Library, clusters: list[Cluster], *, whole_library: bool
) -> list[PlacedCitation]:
    from dataclasses import replace

    from ldn_bib.csl.processor import Cite, Cluster

    items = [entry.item for entry in library]
    if not whole_library:
        return processor.placed_citations(clusters, items)
    if processor.tree.is_note:
        return processor.placed_citations(clusters, items, library.keys)
    # everything is cited first, for its numbers; what follows keeps the position that it has
    everything = Cluster(tuple(Cite(key) for key in library.keys))
    states = processor.citation.states(clusters)
    placed = [
        replace(
            cluster,
            cites=tuple(
                replace(cite, position=state.position)
                for cite, state in zip(cluster.cites, row, strict=True)
            ),
        )
        for cluster, row in zip(clusters, states, strict=True)
    ]
    return processor.placed_citations([everything, *placed], items)[1:]


def read_cite(text: str, library: Library, *, locale: str | None = None) -> Cite:
    """Read what a person wrote to cite a paper.

    The key is the longest one known at the start of the text, or else at the start of a word;
    what stands before it is the prefix. ``-`` or ``-@`` before the key leaves out the names; the
    ``@`` of a citation whose names the text has says nothing of the cite itself. Behind the key
    comes the place, in brackets or not: a label such as ``p.``, ``chap.`` or ``section`` and what
    it counts, or the number of a page alone. A place that is none of these counts as a page, as
    it was typed. What follows ``;`` is the suffix, unless it goes on with the place.

    Args:
        text: such as ``see kim2020, pp. 3-5; emphasis added``.
        library: where the keys are.
        locale: BCP 47 tag of the language whose labels are understood beside English ones.

    Raises:
        UsageError: no key of the library is in it.
        CslError: unknown locale.
    """
    from ldn_bib.csl.locators import LocatorWords

    words = LocatorWords()
    if locale is not None:
        from ldn_bib.csl.locale import build_locale
        from ldn_bib.csl.locales import resolve_locale

        words = LocatorWords.of(build_locale(resolve_locale(locale)))
    return _read(text, library, words)[0]


def _read(text: str, library: Library, words: LocatorWords) -> tuple[Cite, bool]:
    """A cite, and whether ``@`` says that its names stand in the text."""
    from ldn_bib.csl.processor import Cite

    prefix, sign, key, rest = _split_key(text.strip(), library)
    rest = rest.lstrip(", \t\n\xa0")
    if rest.startswith("[") and rest.endswith("]"):
        rest = rest[1:-1].strip()
    place, suffix = _split_suffix(rest, words)
    label, locator = words.read(place)
    cite = Cite(
        key,
        locator=words.settled(locator),
        label=label,
        prefix=f"{prefix} " if prefix else "",
        suffix=f", {suffix}" if suffix else "",
        suppress_author=sign.startswith("-"),
    )
    return cite, sign == "@"


def _split_key(text: str, library: Library) -> tuple[str, str, str, str]:
    """What stands before the key, its sign, the key, and what follows."""
    known = set(library.keys)
    lengths = sorted({len(key) for key in known}, reverse=True)
    for start in (0, *(found.start() for found in _WORD_START.finditer(text))):
        key, sign = _key_at(text, start, known, lengths), ""
        if key is None and (found := _SIGN.match(text, start)) is not None:
            sign = found[0]
            key = _key_at(text, found.end(), known, lengths)
        if key is not None:
            return text[:start].rstrip(), sign, key, text[start + len(sign) + len(key) :]
    library.get(_meant(text, known))  # says which keys are near
    raise UsageError(f"no key of the library is in {text!r}")


def _key_at(text: str, start: int, known: set[str], lengths: Iterable[int]) -> str | None:
    """The longest known key that stands at a place and ends there as a word."""
    for length in lengths:
        end = start + length
        stands_alone = end == len(text) or (end < len(text) and text[end] in _KEY_ENDS)
        if stands_alone and text[start:end] in known:
            return text[start:end]
    return None


def _meant(text: str, known: set[str]) -> str:
    """The part of a text that most likely was to be a key."""
    from difflib import get_close_matches

    head = text.partition(",")[0].strip().lstrip("-@")
    words = text.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
    words = [word.strip(",;()[]").lstrip("-@") for word in words]
    for candidate in (head, *words):
        if candidate and get_close_matches(candidate, known, n=1):
            return candidate
    return head


def _split_suffix(text: str, words: LocatorWords) -> tuple[str, str]:
    """Cut off what follows a semicolon, unless it goes on with the place."""
    for found in re.finditer(";", text):
        tail = text[found.end() :].strip()
        if tail and not tail[0].isdecimal() and words.labelled(tail) is None:
            return text[: found.start()].rstrip(), tail
    return text.strip("; "), ""


def inline_text(rich: RichText, output: str = "text") -> str:
    """Return rich text in the markup of a document writer, without a document around it.

    Args:
        rich: such as a citation.
        output: name of the writer; one that has no inline form writes a document of this alone.

    Raises:
        UsageError: unknown output, or one that is no text.
    """
    from ldn_bib.bibliography import document_writer

    writer: DocumentWriter = document_writer(output)
    if writer.inline is not None:
        return writer.inline(rich)
    from ldn_bib.csl.richtext import FormattedEntry
    from ldn_bib.documents.bibliography import bibliography_document

    made = writer.write(bibliography_document([FormattedEntry("citation", rich)]))
    if isinstance(made, bytes):
        raise UsageError(f"{output} is no text: a citation alone cannot be printed in it")
    return made.rstrip("\n")


__all__ = [
    "CitationForm",
    "cite_each",
    "cite_library",
    "inline_text",
    "place_each",
    "read_cite",
]
