"""A work of Crossref as a CSL-JSON item, field by field.

After the JSON format of Crossref's REST API, version 1. What is not in :data:`ROWS` is not read:
references, funders, licences, links for text mining, and Crossref's own stamps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ldn_bib.sources.answers import objects, texts
from ldn_bib.sources.marked_text import abstract_text, plain_text, title_text
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.issn import normalise_issn
from ldn_bib.values.name import Name
from ldn_bib.values.orcid import normalise_orcid


class Row(NamedTuple):
    """A field of Crossref, the CSL variable it becomes, and how it is read."""

    field: str
    variable: str
    kind: str = "text"


ROWS = (
    Row("DOI", "DOI", "doi"),
    Row("title", "title", "title"),
    Row("subtitle", "title", "subtitle"),
    Row("short-title", "title-short", "title"),
    Row("original-title", "original-title", "title"),
    Row("author", "author", "names"),
    Row("editor", "editor", "names"),
    Row("translator", "translator", "names"),
    Row("chair", "chair", "names"),
    Row("container-title", "container-title", "title"),
    Row("short-container-title", "container-title-short", "title"),
    # the issue has a date of its own; `issued` is the earliest of all
    Row("published-print", "issued", "date"),
    Row("issued", "issued", "date"),
    Row("published-online", "available-date", "date"),
    Row("volume", "volume"),
    Row("issue", "issue"),
    Row("page", "page", "pages"),
    Row("article-number", "page"),  # where there are no pages
    Row("edition-number", "edition"),
    Row("part-number", "part-number"),
    Row("publisher", "publisher"),
    Row("publisher-location", "publisher-place"),
    Row("ISSN", "ISSN", "issns"),
    Row("ISBN", "ISBN", "isbns"),
    Row("language", "language"),
    Row("abstract", "abstract", "abstract"),
    Row("event", "event-title", "event"),
    Row("degree", "genre"),
)
"""Where the variables come from; of several rows for one variable the first counts."""

TYPES: Mapping[str, str] = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "book",
    "book-set": "book",
    "book-track": "chapter",
    "component": "document",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "grant": "document",
    "journal": "periodical",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "other": "document",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "proceedings-series": "book",
    "reference-book": "book",
    "reference-entry": "entry-encyclopedia",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
}
"""Types of works (``/types``) to types of CSL; another one is a ``document``."""


def item_of(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return the CSL-JSON item of a work; its ``id`` is the DOI.

    Args:
        work: ``message`` of ``works/{doi}``, or an item of a list of works.
    """
    item: dict[str, Any] = {"id": "", "type": TYPES.get(_text(work.get("type")), "document")}
    for row in ROWS:
        value = work.get(row.field)
        if value is not None:
            READS[row.kind](item, row.variable, value)
    item["id"] = item.get("DOI", "")
    if work.get("subtype") == "preprint":
        item["genre"] = "preprint"
    people = [
        person for row in ROWS if row.kind == "names" for person in objects(work.get(row.field))
    ]
    custom = {
        name: "\n".join(dict.fromkeys(lines))
        for name, lines in (("ORCID", _orcids(people)), ("AD", _affiliations(people)))
        if lines
    }
    return {**item, "custom": custom} if custom else item


def name_of(person: Mapping[str, Any]) -> dict[str, str]:
    """Return the CSL name of a contributor; empty where there is none."""
    body = plain_text(_text(person.get("name")))
    parts = {part: plain_text(_text(person.get(part))) for part in ("family", "given", "suffix")}
    if parts["family"]:
        family = parts["family"]
        if family[:1].islower() and "," not in family:
            # a particle stands before the family name here, and has its own part in CSL
            name = Name.parse(f"{family}, X")
            parts |= {"family": name.family, "non-dropping-particle": name.non_dropping_particle}
        return {part: text for part, text in parts.items() if text}
    body = body or parts["given"]
    return {"literal": body} if body else {}


def date_of(value: Any) -> dict[str, Any]:
    """Return the CSL date of ``date-parts``; empty where there is no year, ``[[null]]``."""
    groups = value.get("date-parts") if isinstance(value, dict) else None
    first = groups[0] if isinstance(groups, list) and groups else None
    parts: list[int] = []
    bounds = ((1, 9999), (1, 12), (1, 31))
    for number, (least, most) in zip(
        first if isinstance(first, list) else [], bounds, strict=False
    ):
        if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
            break
        parts.append(number)
    return {"date-parts": [parts]} if parts else {}


def _put(item: dict[str, Any], variable: str, value: Any) -> None:
    if value:
        item.setdefault(variable, value)


def _text(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return next(iter(texts(value)), "")


def _read_text(item: dict[str, Any], variable: str, value: Any) -> None:
    _put(item, variable, plain_text(_text(value)))


def _read_title(item: dict[str, Any], variable: str, value: Any) -> None:
    _put(item, variable, title_text(_text(value)))


def _read_subtitle(item: dict[str, Any], variable: str, value: Any) -> None:
    """Put a subtitle behind the title, if the title does not have it already."""
    title, subtitle = item.get(variable, ""), title_text(_text(value))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        item[variable] = f"{title}{'' if title.endswith((':', '?', '!')) else ':'} {subtitle}"


def _read_names(item: dict[str, Any], variable: str, value: Any) -> None:
    _put(item, variable, [name for name in map(name_of, objects(value)) if name])


def _read_date(item: dict[str, Any], variable: str, value: Any) -> None:
    _put(item, variable, date_of(value))


def _read_doi(item: dict[str, Any], variable: str, value: Any) -> None:
    _put(item, variable, normalise_doi(_text(value)))


def _read_pages(item: dict[str, Any], variable: str, value: Any) -> None:
    pages = plain_text(_text(value)).replace("–", "-").replace("--", "-")
    first, dash, last = pages.partition("-")
    _put(item, variable, first.strip() if dash and first.strip() == last.strip() else pages)


def _read_issns(item: dict[str, Any], variable: str, value: Any) -> None:
    numbers = filter(None, map(normalise_issn, texts(value)))
    _put(item, variable, ", ".join(dict.fromkeys(numbers)))


def _read_isbns(item: dict[str, Any], variable: str, value: Any) -> None:
    # registered as addresses in former years: http://id.crossref.org/isbn/978…
    numbers = [text.rpartition("/")[2].strip() for text in texts(value)]
    _put(item, variable, ", ".join(dict.fromkeys(filter(None, numbers))))


def _read_abstract(item: dict[str, Any], variable: str, value: Any) -> None:
    _put(item, variable, abstract_text(_text(value)))


def _read_event(item: dict[str, Any], variable: str, value: Any) -> None:
    if isinstance(value, dict):
        _put(item, variable, plain_text(_text(value.get("name"))))
        _put(item, "event-place", plain_text(_text(value.get("location"))))


READS: Mapping[str, Callable[[dict[str, Any], str, Any], None]] = {
    "abstract": _read_abstract,
    "date": _read_date,
    "doi": _read_doi,
    "event": _read_event,
    "isbns": _read_isbns,
    "issns": _read_issns,
    "names": _read_names,
    "pages": _read_pages,
    "subtitle": _read_subtitle,
    "text": _read_text,
    "title": _read_title,
}
"""How the value of a field is read, by the kind of its row."""


def _shown(person: Mapping[str, Any]) -> str:
    name = name_of(person)
    if "family" not in name:
        return name.get("literal", "")
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return f"{family}, {name['given']}" if "given" in name else family


def _orcids(people: list[Mapping[str, Any]]) -> list[str]:
    found = [(_shown(one), normalise_orcid(_text(one.get("ORCID")))) for one in people]
    return [f"{shown}: {orcid}" for shown, orcid in found if orcid]


def _affiliations(people: list[Mapping[str, Any]]) -> list[str]:
    names = [
        plain_text(_text(place.get("name")))
        for one in people
        for place in objects(one.get("affiliation"))
    ]
    return list(filter(None, names))
