"""JATS: a list of references for the end of an article, after ANSI/NISO Z39.96-2021 (JATS 1.3).

Each paper is an ``element-citation``, whose parts a publisher's own layout puts in order. Titles
keep their italics, bold, sub- and superscripts. What a reference has no place for (abstract,
keywords, tags) is not written; the plain-language summary is an ``annotation``.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import rows
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.csl_items import NAME_VARIABLES
from ldn_bib.formats.rows import Row, same
from ldn_bib.formats.text import fold, plain
from ldn_bib.formats.xml_text import legal
from ldn_bib.formats.xml_tree import NAMESPACES, grow, is_language, namer, pieces, qualified
from ldn_bib.values.date import Date
from ldn_bib.values.issn import split_issns
from ldn_bib.values.markup import split_markup
from ldn_bib.values.name import OTHERS, Name
from ldn_bib.values.pages import Pages

UNKNOWN_TYPE = "other"

TYPES: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "book": "book",
    "chapter": "chapter",
    "classic": "book",
    "dataset": "data",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "paper-conference": "confproc",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "webpage",
    "post-weblog": "webpage",
    "report": "report",
    "review": "journal",
    "review-book": "journal",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL type to kind of reference; the others are ``other``."""

PUBLICATION_TYPES: Mapping[str, str] = {"chapter": "book"}
"""Kind of reference to ``publication-type``, where the two differ: JATS tells a chapter by its
``chapter-title``."""

_ARTICLES = ("journal", "magazine", "newspaper", "confproc", "preprint", "webpage", "patent")

ROWS: tuple[Row, ...] = (
    Row(
        "article-title",
        "",
        {**same(_ARTICLES, "marked:title"), "letter": "marked:title"},
    ),
    Row("chapter-title", "", {"chapter": "marked:title"}),
    Row("data-title", "", {"data": "marked:title"}),
    Row("part-title", "marked:part-title"),
    Row(
        "source",
        "marked:title",
        {
            **same((*_ARTICLES, "letter"), "marked:container-title|marked:container-title-short"),
            **same(("chapter", "data"), "marked:container-title"),
            "preprint": "marked:container-title|publisher",
        },
    ),
    Row("series", "collection-title"),
    Row("volume-series", "collection-number"),
    Row("conf-name", "event-title|event"),
    Row("conf-date", "date:event-date"),
    Row("conf-loc", "event-place"),
    Row("edition", "edition"),
    Row("version", "version"),
    Row("patent", "", {"patent": "number"}),
    Row("publisher-name", "publisher", {"patent": "authority|publisher"}),
    Row("publisher-loc", "publisher-place"),
    Row("volume", "volume"),
    Row("issue", "issue"),
    Row("issue-part", "part-number"),
    Row("supplement", "supplement-number"),
    Row("fpage", "first:page"),
    Row("lpage", "last:page"),
    Row("page-range", "stretches:page"),
    Row("elocation-id", "article:page"),
    Row("size units=page", "number-of-pages"),
    Row("issn", "each:ISSN"),
    Row("isbn", "ISBN"),
    Row("pub-id pub-id-type=doi", "doi:DOI"),
    Row("pub-id pub-id-type=pmid", "pmid:PMID"),
    Row("pub-id pub-id-type=pmcid", "pmcid:PMCID"),
    Row("pub-id pub-id-type=std-designation", "", {"standard": "number"}),
    Row("pub-id pub-id-type=other", "number", same(("patent", "standard"), "")),
    Row("ext-link ext-link-type=uri xlink:href=@", "URL"),
    Row("date-in-citation content-type=access-date", "date:accessed"),
    Row("comment content-type=genre", "genre"),
    Row("comment content-type=status", "status"),
    Row("comment", "note"),
    Row("annotation/p", "summary:"),
)
"""What is written behind names and date, in this order."""

MARKED = frozenset(("article-title", "chapter-title", "data-title", "part-title", "source"))
"""Elements that keep markup."""

MARKS: Mapping[str, str] = {
    "i": "italic",
    "b": "bold",
    "sub": "sub",
    "sup": "sup",
    "sc": "sc",
    "nocase": "fixed-case",
}
"""Mark of CSL to element."""

GROUPS: Mapping[str, str] = {
    name: name
    for name in ("author", "editor", "translator", "compiler", "curator", "director", "illustrator")
}
"""Name variable to ``person-group-type``; the others have a type of their own."""

_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")


def _marked(entry: Entry, variable: str) -> list[str]:
    """A title with CSL's markup, on one line."""
    value = entry.item.get(variable)
    return [fold(value) if isinstance(value, str) else plain(value)]


def _pages(entry: Entry, variable: str) -> Pages:
    return Pages.parse(plain(entry.item.get(variable))).expanded()


def _first(entry: Entry, variable: str) -> list[str]:
    pages = _pages(entry, variable)
    return [] if pages.is_article_number else [pages.first or ""]


def _last(entry: Entry, variable: str) -> list[str]:
    return [_pages(entry, variable).last or ""]


def _stretches(entry: Entry, variable: str) -> list[str]:
    pages = _pages(entry, variable)
    return [str(pages)] if len(pages.ranges) > 1 else []


def _article(entry: Entry, variable: str) -> list[str]:
    pages = _pages(entry, variable)
    return [pages.first or ""] if pages.is_article_number else []


def _date(entry: Entry, variable: str) -> list[str]:
    return [plain(str(rows.date_of(entry, variable)))]


def _each(entry: Entry, variable: str) -> list[str]:
    return split_issns(plain(entry.item.get(variable)))


def _summary(entry: Entry, _: str) -> list[str]:
    return [fold(entry.annotation.summary) if entry.annotation else ""]


EXTRACTS: Mapping[str, rows.Extract] = {
    **rows.COMMON,
    "article": _article,
    "date": _date,
    "each": _each,
    "first": _first,
    "last": _last,
    "marked": _marked,
    "stretches": _stretches,
    "summary": _summary,
}
"""How a source of a row is read from an entry."""


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield a ``ref-list``, one ``ref`` a piece."""
    title = html.escape(legal(plain(options.title)), quote=False)
    head = f"\n  <title>{title}</title>" if title else ""
    references = _references(entries, options)
    yield from pieces(f"<ref-list>{head}", references, "</ref-list>", mixed=MARKED)


def _references(entries: Iterable[Entry], options: WriteOptions) -> Iterator[Any]:
    from lxml import etree

    plans = rows.Plans(ROWS, EXTRACTS)
    name = namer()
    for entry in entries:
        kind = TYPES.get(str(entry.item.get("type")), UNKNOWN_TYPE)
        citation = _citation(entry, kind, plans)
        if len(citation):
            reference = etree.Element("ref", {"id": name(entry.key)})
            reference.append(citation)
            yield reference
        else:
            options.skip(entry, "it has nothing that a JATS citation can hold")


def _citation(entry: Entry, kind: str, plans: rows.Plans) -> Any:
    from lxml import etree

    found = plans.values(entry, kind)
    # JATS allows the declaration of a namespace here and on a link, not further out.
    prefixes = {"xlink": NAMESPACES["xlink"]} if any("xlink:" in path for path, _ in found) else {}
    citation = etree.Element(
        "element-citation",
        {"publication-type": PUBLICATION_TYPES.get(kind, kind)},
        nsmap=prefixes,
    )
    language = plain(entry.item.get("language"))
    if is_language(language):
        citation.set(qualified("xml:lang"), language)
    _add_names(citation, entry, kind)
    _add_date(citation, rows.date_of(entry, "issued"))
    for path, text in found:
        if path in MARKED:
            _add_marked(citation, path, text)
        else:
            grow(citation, path, text)
    return citation


def _add_names(citation: Any, entry: Entry, kind: str) -> None:
    # Authors first, then as the item has them.
    found = sorted(NAME_VARIABLES & entry.item.keys(), key=lambda name: (name != "author", name))
    for variable in found:
        group = GROUPS.get(variable, f"custom custom-type={variable}")
        if kind == "patent" and variable == "author":
            group = "inventor"
        values = entry.item[variable]
        parts = values if isinstance(values, list | tuple) else ()
        names = [Name.from_csl(value) for value in parts if isinstance(value, Mapping)]
        names = [name for name in names if name.short]
        if not names:
            continue
        people = grow(citation, f"person-group person-group-type={group}", None)
        for name in names:
            _add_name(people, name, is_last=name is names[-1] and len(names) > 1)


def _add_name(people: Any, name: Name, *, is_last: bool) -> None:
    if not (name.family or name.given):
        if name.literal == OTHERS and is_last:
            grow(people, "etal", None)
        else:
            grow(people, "collab", plain(name.literal))
        return
    style = "western" if name.family else "given-only"
    person = grow(people, f"name name-style={style}", None)
    family = Name(family=name.family, non_dropping_particle=name.non_dropping_particle)
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if name.family:
        grow(person, "surname", plain(family.short))
    if given:
        grow(person, "given-names", plain(given))
    if name.suffix:
        grow(person, "suffix", plain(name.suffix))


def _add_date(citation: Any, date: Date) -> None:
    """The start in parts, the whole as an attribute."""
    if date.start is None:
        if date.literal:
            grow(citation, "string-date", plain(date.literal))
        return
    year = grow(citation, "year", rows.year_text(date.start.year))
    year.set("iso-8601-date", str(date))
    if date.season:
        grow(citation, "season", _SEASONS[date.season])
    elif date.start.month and date.start.is_season:
        grow(citation, "season", _SEASONS[date.start.month % 10])
    elif date.start.month:
        grow(citation, "month", f"{date.start.month:02d}")
        if date.start.day:
            grow(citation, "day", f"{date.start.day:02d}")


def _add_marked(citation: Any, path: str, text: str) -> None:
    """An element whose text has CSL's markup."""
    element = grow(citation, path, None)
    for piece in split_markup(text):
        if isinstance(piece, str):
            clean = legal(piece)
            if len(element):
                element[-1].tail = (element[-1].tail or "") + clean
            else:
                element.text = (element.text or "") + clean
        elif piece[1]:
            element = grow(element, MARKS[piece[0]], None)
        else:
            element = element.getparent()


FIELDS: Mapping[str, str] = rows.fates(
    ROWS,
    {**TYPES, "": UNKNOWN_TYPE},
    {
        "id": "changed: characters that an XML id cannot have become _",
        "type": "changed: types that share a publication-type of JATS are no longer told apart",
        "tags": "lost",
        "summary": "kept",
        "suffix": "kept",
        "particles": "changed: a non-dropping one stands in the surname, a dropping one behind "
        "the given names",
        "corporate names": "kept",
        "markup in titles": "kept",
        "date ranges": "changed: the elements hold the start, the attribute iso-8601-date all",
        "article number": "kept",
        "collections": "lost",
        **dict.fromkeys(NAME_VARIABLES, "kept"),
        "issued": "kept",
        "title": "kept",
        "language": "changed: only a tag of BCP 47",
        "page": "changed: shortened last pages are written out",
        "number": "kept",
        "note": "changed: one paragraph",
        "accessed": "kept",
    },
)
"""What becomes of each variable."""

FORMAT = Format(
    name="jats",
    title="JATS reference list",
    extension=".xml",
    media_type="application/xml",
    write=write,
)
