"""MEDLINE's tagged format, in which PubMed exports and which ends with ``.nbib``: the writer.

The layout is data, in :data:`ROWS`; :mod:`ldn_bib.formats.nbib_reader` reads it and more.

What PubMed's importers want is written as follows.

* Journal articles with a PMID only: of anything else importers make an article.
* Names: ``FAU`` in full for Zotero and JabRef, ``AU`` with initials for EndNote, ``CN`` for
  bodies.
* The title has no full stop at its end: Zotero would keep it.
* ``PMC`` follows ``PMID``: Zotero would overwrite it. The DOI stands in ``AID`` for Zotero and
  in ``LID`` for EndNote.
* EndNote takes the journal from ``TA``, Zotero from ``JT``: where only one of them is known it
  is written twice.
* ISSNs: which of them is print is not on record. Of two the first is written as print and as
  linking, the second as electronic; one alone is the linking one.
* Note, summary and annotation stand in ``GN``, a general note, which JabRef reads and others pass
  over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ldn_bib.entry import Entry
from ldn_bib.formats import medline, medline_names, rows
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.medline_lines import tagged
from ldn_bib.formats.nbib_reader import read, sniff
from ldn_bib.formats.nbib_tables import ROWS, SUMMARY
from ldn_bib.formats.text import ANNOTATION, fold, keywords, own_annotation, plain
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import OTHERS
from ldn_bib.values.pmid import normalise_pmid

Lines = Iterator[tuple[str, str]]


def _text(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, plain(entry.item.get(variable))


def _title(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, medline.without_stop(plain(entry.item.get(variable)))


def _pmid(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, rows.pmid(entry, variable)[0]


def _pmcid(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, rows.pmcid(entry, variable)[0]


def _doi(entry: Entry, tag: str, variable: str) -> Lines:
    (doi,) = rows.doi(entry, variable)
    if doi:
        yield tag, f"{doi} [doi]"


def _issns(entry: Entry, tag: str, variable: str) -> Lines:
    numbers = split_issns(plain(entry.item.get(variable)))
    kinds = [medline.PRINT, medline.ELECTRONIC][: len(numbers) if len(numbers) > 1 else 0]
    for number, kind in zip(numbers, kinds, strict=False):
        yield tag, f"{number} ({kind})"
    for number in numbers[len(kinds) :] or numbers[:1]:
        yield tag, f"{number} ({medline.LINKING})"


def _date(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, fold(medline.date_words(rows.date_of(entry, variable)))


def _day(entry: Entry, tag: str, variable: str) -> Lines:
    start = rows.date_of(entry, variable).start
    if start and len(start.parts) == 3 and 1000 <= start.year <= 9999:
        yield tag, f"{start.year}{start.month:02d}{start.day:02d}"


def _pages(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, medline.read_pages(plain(entry.item.get(variable)))


def _people(entry: Entry, tag: str, variable: str) -> Lines:
    """Full and short name of each person; an author that is a body under ``CN``."""
    names = entry.item.get(variable)
    for value in names if isinstance(names, list | tuple) else ():
        if not isinstance(value, Mapping):
            continue
        if not medline_names.is_body(value):
            yield tag, medline_names.full(value)
            yield tag[1:], medline_names.short(value)
        elif value.get("literal") == OTHERS:
            yield tag, medline_names.AND_OTHERS
        elif tag == "FAU":
            yield "CN", medline_names.full(value)
        else:
            # There is no tag for it; importers take a comma at the end for the mark of a body.
            yield tag, f"{medline_names.full(value)},"


def _language(entry: Entry, tag: str, variable: str) -> Lines:
    yield tag, medline.language_code(plain(entry.item.get(variable)))


def _keywords(entry: Entry, tag: str, _: str) -> Lines:
    yield from ((tag, word) for word in keywords(entry))


def _summary(entry: Entry, tag: str, _: str) -> Lines:
    summary = fold(entry.annotation.summary) if entry.annotation else ""
    if summary:
        yield tag, f"{SUMMARY}{summary}"


def _note(entry: Entry, tag: str, variable: str) -> Lines:
    note = plain(entry.item.get(variable))
    # Brackets keep it from being taken for what is none.
    yield tag, rows.guarded(note) if note.startswith((SUMMARY, ANNOTATION)) else note


def _annotation(entry: Entry, tag: str, _: str) -> Lines:
    text = own_annotation(entry)
    if text:
        yield tag, f"{ANNOTATION}{text}"


def _custom(entry: Entry, tag: str, name: str) -> Lines:
    custom = entry.item.get("custom")
    found = custom.get(f"{medline.PREFIX}{name}") if isinstance(custom, Mapping) else None
    if isinstance(found, str):
        yield from ((tag, plain(text)) for text in found.split("\n"))


def _types(entry: Entry, tag: str, name: str) -> Lines:
    types = [text for _, text in _custom(entry, tag, name) if text]
    yield from ((tag, text) for text in types or [medline.JOURNAL_ARTICLE])


def _source(entry: Entry, tag: str, _: str) -> Lines:
    """The citation as PubMed prints it."""
    item = entry.item
    journal = plain(item.get("container-title-short")) or plain(item.get("container-title"))
    date = fold(medline.date_words(rows.date_of(entry, "issued")))
    if not (journal and date):
        return
    volume, issue = plain(item.get("volume")), plain(item.get("issue"))
    pages = medline.read_pages(plain(item.get("page")))
    place = volume + (f"({issue})" if issue else "")
    when = ";".join(filter(None, (date, place)))
    parts = [journal.rstrip("."), ":".join(filter(None, (when, pages)))]
    doi = rows.doi(entry, "DOI")[0]
    if doi:
        parts.append(f"doi: {doi}")
    yield tag, " ".join(f"{part}." for part in parts)


WRITES: Mapping[str, Callable[[Entry, str, str], Lines]] = {
    "": _text,
    "annotation": _annotation,
    "custom": _custom,
    "date": _date,
    "day": _day,
    "doi": _doi,
    "issns": _issns,
    "keywords": _keywords,
    "language": _language,
    "note": _note,
    "pages": _pages,
    "people": _people,
    "pmcid": _pmcid,
    "pmid": _pmid,
    "source": _source,
    "summary": _summary,
    "title": _title,
    "types": _types,
}
"""How a source of a row is read from an entry; the key of the empty one is plain text."""

_STEPS = tuple((row.tag, row.source_for("")) for row in ROWS)


def record(entry: Entry) -> list[tuple[str, str]]:
    """Return the tags and values of an entry, in order."""
    found: list[tuple[str, str]] = []
    for tag, source in _STEPS:
        for kind, variable in source:
            written = [pair for pair in WRITES[kind](entry, tag, variable) if pair[1]]
            if written:
                found += written
                break
    return found


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield one record a piece; what is no journal article with a PMID is skipped."""
    for entry in entries:
        kind = str(entry.item.get("type"))
        if kind != "article-journal":
            options.skip(entry, f"it is no journal article ({kind})")
        elif not normalise_pmid(plain(entry.item.get("PMID"))):
            options.skip(entry, "it has no PMID")
        else:
            yield "".join(tagged(tag, text) for tag, text in record(entry)) + "\n"


FIELDS: Mapping[str, str] = rows.fates(
    ROWS,
    {"article-journal": ""},
    {
        "id": "lost",
        "type": "changed: journal articles with a PMID only, others are skipped",
        "tags": "changed: come back as keywords; a semicolon becomes a comma",
        "summary": "kept",
        "suffix": "changed: what is no generation, such as MD, comes back in the given name",
        "particles": "kept",
        "corporate names": "kept",
        "markup in titles": "lost",
        "date ranges": "kept",
        "article number": "kept",
        "collections": "lost",
        "abstract": "changed: one paragraph",
        "annote": "changed: one paragraph; what the summary or the note says is not repeated",
        "available-date": "changed: only where the day is known",
        "container-title": "changed: where there is none the short form is repeated",
        "container-title-short": "changed: where there is none the full title is repeated",
        "issued": "changed: comes back without the mark of an uncertain date or an open end",
        "keyword": "changed: a star at the beginning of a word goes",
        "language": "changed: comes back without region and script",
        "note": "changed: one paragraph",
        "page": "changed: shortened last pages are written out",
        "title": "changed: a full stop at the end goes",
    },
)
"""What becomes of each variable of a journal article with a PMID."""

FORMAT = Format(
    name="nbib",
    title="MEDLINE/PubMed",
    extension=".nbib",
    media_type="application/nbib",
    write=write,
    read=read,
    sniff=sniff,
)
