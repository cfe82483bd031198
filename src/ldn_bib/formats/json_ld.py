"""JSON-LD in the words of schema.org, for search engines.

One object with a ``@graph`` of all entries. It may stand in a ``<script>`` of an HTML page as
it is. Text is plain: markup goes.

* An article on a condition that a person has set is a ``MedicalScholarlyArticle``; what it is
  about is given with the codes of MeSH, MONDO and ICD-11 as far as the vocabulary has them.
  Proposed conditions stand in ``keywords`` only, where their label says so.
* Of a range of dates the start is written, of a season the year; a date in words is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ldn_bib.entry import Entry, Tag
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
    clean_item,
)
from ldn_bib.formats.text import fold, keywords, plain
from ldn_bib.values.condition import Condition
from ldn_bib.values.date import Date, DatePart
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import Name
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid, pmcid_url
from ldn_bib.values.pmid import normalise_pmid, pmid_url

Thing: TypeAlias = dict[str, Any]

CONTEXT = "https://schema.org"

FALLBACK = "CreativeWork"

TYPES: Mapping[str, str] = {
    "article": "ScholarlyArticle",  # preprints and working papers
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "bill": "Legislation",
    "book": "Book",
    "broadcast": "Episode",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "entry": "Article",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "figure": "ImageObject",
    "graphic": "VisualArtwork",
    "interview": "Conversation",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "musical_score": "SheetMusic",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "personal_communication": "Message",
    "post": "DiscussionForumPosting",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicRecording",
    "speech": "PresentationDigitalDocument",
    "thesis": "Thesis",
    "treaty": "Legislation",
    "webpage": "WebPage",
}
"""CSL type to class; the other types are :data:`FALLBACK`."""

CONTAINERS: Mapping[str, str] = {
    "article-journal": "Periodical",
    "article-magazine": "Periodical",
    "article-newspaper": "Newspaper",
    "broadcast": "CreativeWorkSeries",
    "chapter": "Book",
    "dataset": "DataCatalog",
    "entry": "Book",
    "entry-dictionary": "Book",
    "entry-encyclopedia": "Book",
    "paper-conference": "Book",
    "post": "WebSite",
    "post-weblog": "Blog",
    "review": "Periodical",
    "review-book": "Periodical",
    "webpage": "WebSite",
}
"""CSL type to the class of what ``container-title`` names."""

TEXTS: Mapping[str, str] = {
    "title": "name",
    "title-short": "alternateName",
    "abstract": "abstract",
    "genre": "genre",
    "language": "inLanguage",
    "page": "pagination",
    "status": "creativeWorkStatus",
    "version": "version",
}
"""CSL variable to the property that holds it as text."""

NAMES: Mapping[str, str] = {
    "author": "author",
    "contributor": "contributor",
    "editor": "editor",
    "illustrator": "illustrator",
    "producer": "producer",
    "translator": "translator",
}
"""CSL name variable to property."""

DATES: Mapping[str, str] = {"issued": "datePublished", "submitted": "dateCreated"}
"""CSL date variable to property."""

_NUMBERED = ("Periodical", "Newspaper")
_HEADLINES = frozenset(
    (
        "Article",
        "BlogPosting",
        "DiscussionForumPosting",
        "MedicalScholarlyArticle",
        "NewsArticle",
        "Report",
        "ScholarlyArticle",
    )
)
_CODES: tuple[tuple[str, str, str], ...] = (
    ("mesh_id", "MeSH", "https://id.nlm.nih.gov/mesh/"),
    ("mondo_id", "MONDO", "http://purl.obolibrary.org/obo/"),
    ("icd11", "ICD-11", ""),
)
"""Attribute of a condition, name of the system of codes, address in front of a code."""

_STRUCTURED: Mapping[str, str] = {
    "DOI": "kept",
    "PMID": "kept",
    "PMCID": "kept",
    "ISBN": "kept",
    "ISSN": "kept",
    "URL": "kept",
    "collection-number": "kept",
    "collection-title": "kept",
    "container-title": "kept",
    "container-title-short": "kept",
    "edition": "kept",
    "event-date": "kept",
    "event-place": "kept",
    "event-title": "kept",
    "issue": "kept",
    "keyword": "kept",
    "number": "kept",
    "number-of-pages": "kept",
    "publisher": "kept",
    "publisher-place": "kept",
    "volume": "kept",
}


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield one JSON object, one entry a piece; the caller encodes it as UTF-8."""
    before = f'{{\n"@context": "{CONTEXT}",\n"@graph": [\n'
    for entry in entries:
        text = json.dumps(thing(entry, options.conditions), ensure_ascii=False, indent=1)
        # neither may stand in a <script> of HTML
        yield before + text.replace("</", "<\\/").replace("<!--", "<\\u0021--")
        before = ",\n"
    yield f"{before}]\n}}\n" if before != ",\n" else "\n]\n}\n"


def thing(entry: Entry, conditions: Mapping[str, Condition]) -> Thing:
    """Return the entry as an object of schema.org, without its context."""
    item, _ = clean_item(entry.item)
    curated = [tag for tag in entry.tags if not tag.derived]
    kind = str(entry.item.get("type") or "")
    name = TYPES.get(kind, FALLBACK)
    if name == "ScholarlyArticle" and curated:
        name = "MedicalScholarlyArticle"
    links = _links(item)
    url = plain(item.get("URL"))
    written: Thing = {"@type": name, "@id": next(iter([*links, url]), "") or f"#{fold(entry.key)}"}
    for variable, prop in TEXTS.items():
        written[prop] = plain(item.get(variable))
    if name in _HEADLINES:
        written["headline"] = written["name"]
    for variable, prop in NAMES.items():
        written[prop] = _people(item.get(variable))
    others = sorted(NAME_VARIABLES - NAMES.keys() - {"container-author", "collection-editor"})
    for variable in others:
        written["contributor"] = [*written["contributor"], *_people(item.get(variable))]
    for variable, prop in DATES.items():
        written[prop] = _day(item, variable)
    written.update(_pages(item))
    written.update(_edition(item, kind))
    written["publisher"] = _publisher(item)
    written["isPartOf"] = _container(item, kind) or _series(item)
    written["releasedEvent"] = _event(item)
    written["identifier"] = _identifiers(item, kind)
    written["url"] = url
    written["sameAs"] = links
    written["keywords"] = keywords(entry)
    written["about"] = [_condition(tag, conditions.get(tag.slug)) for tag in curated]
    written["description"] = fold(entry.annotation.summary) if entry.annotation else ""
    return _full(written)


def _full(written: Thing) -> Thing:
    """Return the properties that hold something."""
    return {prop: value for prop, value in written.items() if value not in ("", [], {}, None)}


def _part(kind: str, **properties: object) -> Thing:
    """Return an object with the properties that are not empty; nothing where all are."""
    full = _full(properties)
    return {"@type": kind, **full} if full else {}


def _people(names: object) -> list[Thing]:
    if not isinstance(names, list):
        return []
    return [person for name in names if (person := _person(Name.from_csl(name)))]


def _person(name: Name) -> Thing:
    if not (name.family or name.given):
        return _part("Organization", name=plain(name.literal))
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    family = Name(family=name.family, non_dropping_particle=particles).short
    return _part(
        "Person",
        name=plain(str(name)),
        givenName=plain(name.given),
        familyName=plain(family) if name.family else "",
        honorificSuffix=plain(name.suffix),
    )


def _date(item: Mapping[str, Any], variable: str) -> Date:
    value = item.get(variable)
    return Date.from_csl(value) if isinstance(value, Mapping) else Date(None)


def _iso(part: DatePart | None) -> str:
    if part is None or not 0 < part.year <= 9999:
        return ""
    return str(DatePart(part.year)) if part.is_season else str(part)


def _day(item: Mapping[str, Any], variable: str) -> str:
    return _iso(_date(item, variable).start)


def _pages(item: Mapping[str, Any]) -> Thing:
    pages = Pages.parse(plain(item.get("page"))).expanded()
    if len(pages.ranges) != 1:
        return {}
    return {"pageStart": pages.first or "", "pageEnd": pages.last or ""}


def _edition(item: Mapping[str, Any], kind: str) -> Thing:
    edition, extent = plain(item.get("edition")), plain(item.get("number-of-pages"))
    if kind == "book":
        count = int(extent) if extent.isascii() and extent.isdigit() and len(extent) < 7 else extent
        return {
            "bookEdition": edition,
            "numberOfPages": count,
            "volumeNumber": plain(item.get("volume")),
            "isbn": plain(item.get("ISBN")),
        }
    written: Thing = {"materialExtent": f"{extent} pages" if extent else ""}
    if edition and kind not in CONTAINERS and "version" not in item:
        written["version"] = edition
    return written


def _publisher(item: Mapping[str, Any]) -> Thing:
    return _part(
        "Organization",
        name=plain(item.get("publisher") or item.get("authority")),
        address=plain(item.get("publisher-place")),
    )


def _container(item: Mapping[str, Any], kind: str) -> Thing:
    title = plain(item.get("container-title"))
    name = CONTAINERS.get(kind, FALLBACK)
    volume, issue = plain(item.get("volume")), plain(item.get("issue"))
    issns = split_issns(plain(item.get("ISSN")))
    short = plain(item.get("container-title-short"))
    if name in _NUMBERED:
        whole = _part(name, name=title, alternateName=short, issn=issns)
        if volume:
            whole = _part("PublicationVolume", volumeNumber=volume, isPartOf=whole)
        if issue:
            whole = _part("PublicationIssue", issueNumber=issue, isPartOf=whole)
        return whole
    if not title:
        return {}
    if name != "Book":
        return _part(name, name=title, alternateName=short, issn=issns)
    return _part(
        name,
        name=title,
        alternateName=short,
        author=_people(item.get("container-author")),
        isbn=plain(item.get("ISBN")),
        bookEdition=plain(item.get("edition")),
        volumeNumber=volume,
        isPartOf=_series(item),
    )


def _series(item: Mapping[str, Any]) -> Thing:
    series = _part(
        "BookSeries" if item.get("ISBN") or item.get("type") == "book" else "CreativeWorkSeries",
        name=plain(item.get("collection-title")),
        editor=_people(item.get("collection-editor")),
    )
    number = plain(item.get("collection-number"))
    if series and number:
        return _part("PublicationVolume", volumeNumber=number, isPartOf=series)
    return series


def _event(item: Mapping[str, Any]) -> Thing:
    when = _date(item, "event-date")
    return _part(
        "PublicationEvent",
        name=plain(item.get("event-title") or item.get("event")),
        location=plain(item.get("event-place")),
        startDate=_iso(when.start),
        endDate=_iso(when.end),
    )


_IDENTIFIERS: Mapping[str, tuple[str, Callable[[str], str | None], Callable[[str], str]]] = {
    "DOI": ("doi", normalise_doi, doi_url),
    "PMID": ("pmid", normalise_pmid, pmid_url),
    "PMCID": ("pmcid", normalise_pmcid, pmcid_url),
}
"""CSL variable to the identifier's name, what makes it whole, and what makes its address."""


def _links(item: Mapping[str, Any]) -> list[str]:
    links = []
    for variable, (_, whole, address) in _IDENTIFIERS.items():
        found = whole(plain(item.get(variable)))
        if found:
            links.append(address(found))
    return links


def _identifiers(item: Mapping[str, Any], kind: str) -> list[Thing]:
    values = []
    for variable, (name, whole, _) in _IDENTIFIERS.items():
        text = plain(item.get(variable))
        values.append((name, whole(text) or text))
    values.append(("number", plain(item.get("number"))))
    if kind != "book" and CONTAINERS.get(kind) != "Book":
        values.append(("isbn", plain(item.get("ISBN"))))
    if not CONTAINERS.get(kind):
        values.extend(("issn", issn) for issn in split_issns(plain(item.get("ISSN"))))
    return [_part("PropertyValue", propertyID=name, value=text) for name, text in values if text]


def _condition(tag: Tag, known: Condition | None) -> Thing:
    label = plain(tag.label)
    if known is None:
        return _part("MedicalCondition", name=label)
    codes, addresses = [], []
    for attribute, system, address in _CODES:
        code = getattr(known, attribute)
        if code:
            codes.append(_part("MedicalCode", codeValue=code, codingSystem=system))
            if address:
                addresses.append(address + code.replace(":", "_"))
    names = [plain(name) for name in known.names if plain(name) != label]
    return _part("MedicalCondition", name=label, alternateName=names, code=codes, sameAs=addresses)


def _fields() -> dict[str, str]:
    variables = TEXT_VARIABLES | NUMBER_VARIABLES | DATE_VARIABLES | NAME_VARIABLES
    start = "changed: of a range the start, of a season the year; words are left out"
    fields = dict.fromkeys(sorted(variables - OLD_NAMES.keys()), "lost")
    fields |= dict.fromkeys(NAME_VARIABLES, "changed: a contributor")
    fields |= dict.fromkeys((*TEXTS, *NAMES, "container-author", "collection-editor"), "kept")
    fields |= _STRUCTURED
    fields |= dict.fromkeys(DATES, start)
    return {
        **fields,
        "authority": "changed: the publisher, where none is named",
        "title": "changed: without markup",
        "custom": "lost",
        "tags": "changed: conditions with their codes, proposed ones as keywords",
        "summary": "kept",
        "suffix": "kept",
        "particles": "changed: before the family name",
        "corporate names": "kept",
        "markup in titles": "lost",
        "date ranges": "changed: the start only",
        "article number": "kept",
        "collections": "lost",
        "id": "changed: the @id of papers without an address; else lost",
        "type": "changed: a type of schema.org",
    }


FIELDS: Mapping[str, str] = _fields()
"""What becomes of each variable in the format."""

FORMAT = Format(
    name="json-ld",
    title="JSON-LD (schema.org)",
    extension=".jsonld",
    media_type="application/ld+json",
    write=write,
)
