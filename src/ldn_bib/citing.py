"""Citations of papers of a library: the library joined with the citation processor.

A citation is written as people write it, ``kim2020, p. 64``: the key, then where in the paper.
Words before the key stand before it in the citation too, and what follows a semicolon stands
behind it: ``see kim2020, p. 64; emphasis added``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from ldn_bib.bibliography import DEFAULT_STYLE
from ldn_bib.errors import UsageError

if TYPE_CHECKING:
    from ldn_bib.csl.locale import Locale
    from ldn_bib.csl.processor import Cite, Cluster, Processor
    from ldn_bib.csl.richtext import RichText
    from ldn_bib.documents.model import DocumentWriter
    from ldn_bib.library import Library

# locator of CSL to the ways people write it in English; a full stop behind them may be left out.
# CSL 1.0.2, Appendix III «Locators»; abbreviations after its en-US locale and common manuals
LOCATORS: Final[Mapping[str, str]] = {
    "act": "act acts",
    "appendix": "appendix appendices app",
    "article-locator": "article articles art arts",
    "book": "book books bk bks",
    "canon": "canon canons can",
    "chapter": "chapter chapters ch chs chap chaps",
    "column": "column columns col cols",
    "elocation": "elocation elocations loc locs",
    "equation": "equation equations eq eqs",
    "figure": "figure figures fig figs",
    "folio": "folio folios fol fols",
    "issue": "issue issues no nos number numbers",
    "line": "line lines l ll",
    "note": "note notes n nn footnote footnotes",
    "opus": "opus opera op opp",
    "page": "page pages p pp",
    "paragraph": "paragraph paragraphs para paras par pars ¶ ¶¶",
    "part": "part parts pt pts",
    "rule": "rule rules r rr",
    "scene": "scene scenes sc scs",
    "section": "section sections sec secs sect § §§",
    "sub-verbo": "s.v s.vv sv svv",
    "supplement": "supplement supplements supp supps suppl suppls",
    "table": "table tables tbl tbls tab",
    "timestamp": "timestamp timestamps",
    "title-locator": "title titles tit tits",
    "verse": "verse verses v vv vrs",
    "version": "version versions ver",
    "volume": "volume volumes vol vols",
}

_LABEL: Final = re.compile(r"(?P<word>[^\W\d_]+(?:[-.][^\W\d_]+)*|[§¶]+)(?P<stop>\.?)(?P<gap>\s*)")
# what a label counts, where it might be a word of a sentence: it has a digit, is a Roman number or
# a capital, or is all there is behind a label of four letters or more
_COUNTED: Final = re.compile(r"\S*\d|(?i:[ivxlcdm]+)(?![^\W\d_])|[A-Z](?!\w)")
_LONG_LABEL: Final = 4
# what may stand against its number without a space: p64, §3
_ATTACHED: Final = frozenset(("p", "pp", "§", "§§", "¶", "¶¶"))
_WORD_START: Final = re.compile(r"(?<=\s)(?=\S)")
_KEY_ENDS: Final = frozenset(",; \t\n\xa0")
_FORMS: Final = ("short", "long", "symbol")


def cite_library(
    library: Library,
    cites: Sequence[str],
    style: str | None = None,
    *,
    locale: str | None = None,
    suppress_author: bool = False,
    author_only: bool = False,
    note: int = 1,
    whole_library: bool = False,
) -> RichText:
    """Write one citation of one or more papers.

    Args:
        library: where the papers are.
        cites: one text for each paper: ``KEY``, ``KEY, LOCATOR`` or ``WORDS KEY, LOCATOR; WORDS``;
            see :func:`read_cite`.
        style: id, alias, title or path; None for the library's default, else ``vancouver``.
        locale: BCP 47 tag; None for the style's own.
        suppress_author: leave out the names, for a text that has named them already.
        author_only: write nothing but the names.
        note: number of the note that it stands in, from 1; it counts in note styles only.
        whole_library: number and tell apart the papers as the bibliography of the whole library
            does, and not as a text would that cites no more than these.

    Returns:
        The citation; in a note style the text of the note, as of a first citation.

    Raises:
        UsageError: a key is not in the library, or there is nothing to cite.
        CslError: unknown style or locale, a style that is not CSL, an item that fails.
    """
    (one,) = cite_each(
        library,
        [cites],
        style,
        locale=locale,
        suppress_author=suppress_author,
        author_only=author_only,
        note=note,
        whole_library=whole_library,
    )
    return one


def cite_each(
    library: Library,
    citations: Iterable[Sequence[str]],
    style: str | None = None,
    *,
    locale: str | None = None,
    suppress_author: bool = False,
    author_only: bool = False,
    note: int = 1,
    whole_library: bool = False,
) -> list[RichText]:
    """Write several citations of one text, in order.

    A paper that was cited before is cited as the style does it the second time. In note styles
    the notes are numbered from ``note``. The rest is as in :func:`cite_library`.
    """
    from ldn_bib.csl.processor import Cluster, Processor

    if suppress_author and author_only:
        raise UsageError("names alone and no names at all exclude each other")
    if note < 1:
        raise UsageError(f"notes are numbered from 1, not from {note}")
    processor = Processor(
        style or library.default_style or DEFAULT_STYLE, locale, folders=library.style_folders
    )
    labels = _locale_labels(processor.locale)
    first = note if processor.tree.is_note else 0
    clusters: list[Cluster] = []
    for place, cites in enumerate(citations):
        if not cites:
            raise UsageError("there is nothing to cite: name a key")
        clusters.append(
            Cluster(
                tuple(
                    _cite(text, library, labels, suppress_author=suppress_author) for text in cites
                ),
                note_number=first + place if first else 0,
                mode="author-only" if author_only else "",
            )
        )
    return _write(processor, library, clusters, whole_library=whole_library)


def _write(
    processor: Processor, library: Library, clusters: list[Cluster], *, whole_library: bool
) -> list[RichText]:
    from dataclasses import replace

    from ldn_bib.csl.processor import Cite, Cluster

    items = [entry.item for entry in library]
    if not whole_library:
        return processor.citations(clusters, items)
    if processor.tree.is_note:
        return processor.citations(clusters, items, library.keys)
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
    return processor.citations([everything, *placed], items)[1:]


def read_cite(text: str, library: Library, *, locale: str | None = None) -> Cite:
    """Read what a person wrote to cite a paper.

    The key is the longest one known at the start of the text, or else at the start of a word;
    what stands before it is the prefix. Behind it comes the place: a label such as ``p.``,
    ``chap.`` or ``section`` and what it counts, or the number of a page alone. A place that is
    none of these counts as a page, as it was typed. What follows ``;`` is the suffix, unless it
    goes on with the place.

    Args:
        text: such as ``see kim2020, pp. 3-5; emphasis added``.
        library: where the keys are.
        locale: BCP 47 tag of the language whose labels are understood beside English ones.

    Raises:
        UsageError: no key of the library is in it.
        CslError: unknown locale.
    """
    labels: Mapping[str, str] = {}
    if locale is not None:
        from ldn_bib.csl.locale import build_locale
        from ldn_bib.csl.locales import resolve_locale

        labels = _locale_labels(build_locale(resolve_locale(locale)))
    return _cite(text, library, labels)


def _cite(
    text: str, library: Library, labels: Mapping[str, str], *, suppress_author: bool = False
) -> Cite:
    from ldn_bib.csl.processor import Cite

    prefix, key, rest = _split_key(text.strip(), library)
    place, suffix = _split_suffix(rest.lstrip(", \t\n\xa0"), labels)
    label, locator = read_locator(place, labels)
    return Cite(
        key,
        locator=locator,
        label=label,
        prefix=f"{prefix} " if prefix else "",
        suffix=f", {suffix}" if suffix else "",
        suppress_author=suppress_author,
    )


def _split_key(text: str, library: Library) -> tuple[str, str, str]:
    known = set(library.keys)
    for start in (0, *(found.start() for found in _WORD_START.finditer(text))):
        key = _key_at(text, start, known)
        if key is not None:
            return text[:start].rstrip(), key, text[start + len(key) :]
    library.get(_meant(text, known))  # says which keys are near
    raise UsageError(f"no key of the library is in {text!r}")


def _key_at(text: str, start: int, known: set[str]) -> str | None:
    """The longest known key that stands at a place and ends there as a word."""
    ends = [at for at in range(start + 1, len(text)) if text[at] in _KEY_ENDS]
    for end in (len(text), *reversed(ends)):
        if text[start:end] in known:
            return text[start:end]
    return None


def _meant(text: str, known: set[str]) -> str:
    """The part of a text that most likely was to be a key."""
    from difflib import get_close_matches

    head = text.partition(",")[0].strip()
    words = [word.strip(",;()") for word in text.split()]
    for candidate in (head, *words):
        if candidate and get_close_matches(candidate, known, n=1):
            return candidate
    return head


def _split_suffix(text: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """Cut off what follows a semicolon, unless it goes on with the place."""
    for found in re.finditer(";", text):
        tail = text[found.end() :].strip()
        if tail and not tail[0].isdecimal() and _labelled(tail, labels) is None:
            return text[: found.start()].rstrip(), tail
    return text.strip("; "), ""


def read_locator(text: str, labels: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Read a place in a work: its CSL locator, and what it counts.

    Args:
        text: such as ``pp. 3-5``, ``§ 4`` or ``64``.
        labels: words of another language to locators, lower case and without a full stop.

    Returns:
        Locator and value; ``page`` and the text where no label begins it.
    """
    place = " ".join(text.split())
    return _labelled(place, labels or {}) or ("page", place)


def _labelled(text: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    found = _LABEL.match(text)
    if found is None:
        return None
    word, end = found["word"].casefold(), found.end()
    has_stop = bool(found["stop"])
    known = {**_english_labels(), **labels}
    if word not in known and "." in word:  # p.xi
        word, has_stop = word.partition(".")[0], True
        end = len(word) + 1
    value = text[end:].strip()
    if word not in known or not value:
        return None
    is_sure = has_stop or word in _ATTACHED or known[word] == "sub-verbo"
    if not is_sure and not (found["gap"] and _is_counted(word, value)):
        return None
    return known[word], value


def _is_counted(word: str, value: str) -> bool:
    if _COUNTED.match(value) is not None:
        return True
    return len(word) >= _LONG_LABEL and " " not in value


@cache
def _english_labels() -> Mapping[str, str]:
    labels = {name: name for name in LOCATORS}
    labels.update({word: name for name, words in LOCATORS.items() for word in words.split()})
    return labels


def _locale_labels(locale: Locale) -> dict[str, str]:
    """The words of a locale for places, such as ``s`` of ``S. 64`` in German."""
    labels: dict[str, str] = {}
    for name in LOCATORS:
        for form in _FORMS:
            for plural in (False, True):
                word = locale.term(name, form, plural=plural)
                if word:
                    labels.setdefault(word.casefold().strip().rstrip("."), name)
    return labels


def inline_text(rich: RichText, output: str = "text") -> str:
    """Return rich text in the markup of a document writer, without a document around it.

    Args:
        rich: such as a citation.
        output: name of the writer; one that has no inline form writes a document of this alone.

    Raises:
        UsageError: unknown output.
    """
    from ldn_bib.bibliography import document_writer

    writer: DocumentWriter = document_writer(output)
    if writer.inline is not None:
        return writer.inline(rich)
    from ldn_bib.csl.richtext import FormattedEntry
    from ldn_bib.documents.bibliography import bibliography_document

    return writer.write(bibliography_document([FormattedEntry("citation", rich)])).rstrip("\n")


__all__ = ["LOCATORS", "cite_each", "cite_library", "inline_text", "read_cite", "read_locator"]
