"""Fields of BibTeX that several variables make together, or several fields one variable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from ldn_bib.bibtex.entry_types import (
    BOOK_TYPES,
    CHAPTER_TYPES,
    CSL_SUBTYPES,
    ENTRY_TYPES,
    TYPE_KEYS,
)
from ldn_bib.bibtex.escaping import Escaper
from ldn_bib.bibtex.fields import ARCHIVES, EDITOR_ROLES, ISSUE_TYPES
from ldn_bib.bibtex.languages import language_tag
from ldn_bib.entry import Entry
from ldn_bib.formats.bibtex_values import (
    book_title,
    date_of,
    names,
    one_line,
    pages,
    pmid,
    text,
    verbatim,
)
from ldn_bib.formats.text import fold, group_names, keywords
from ldn_bib.values.date import Date, plain_date, plain_parts

Part: TypeAlias = tuple[str, str]
"""Name of a field and its text without delimiters, for ``month`` its macros."""

Parts: TypeAlias = Callable[[Entry, str, Escaper], list[Part]]
"""Takes an entry, the entry type it is written as and what writes text; empty texts are dropped."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros that every BibTeX style defines."""

LANGIDS: Mapping[str, str] = {
    "af": "afrikaans", "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech",
    "cy": "welsh", "da": "danish", "de": "ngerman", "de-AT": "naustrian", "de-CH": "nswissgerman",
    "de-DE": "ngerman", "el": "greek", "en": "english", "en-AU": "australian",
    "en-CA": "canadian", "en-GB": "british", "en-NZ": "newzealand", "en-US": "american",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "fr-CA": "canadien", "ga": "irish", "gl": "galician", "he": "hebrew", "hr": "croatian",
    "hu": "hungarian", "id": "indonesian", "is": "icelandic", "it": "italian", "la": "latin",
    "lt": "lithuanian", "lv": "latvian", "ms": "malay", "nb": "norsk", "nl": "dutch",
    "nn": "nynorsk", "no": "norwegian", "pl": "polish", "pt": "portuguese", "pt-BR": "brazilian",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene", "sr": "serbian",
    "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese",
}  # fmt: skip
"""BCP 47 tag to the name that babel and biblatex know."""

_ARCHIVE_KEYS = {archive: key for key, (archive, _) in ARCHIVES.items()}
_TYPE_NAMES = {text: key for key, text in TYPE_KEYS.items()}
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_SEPARATOR = re.compile(r"\s*[,;][\s,;]*")
_TAG_SEPARATOR = " - "


def custom(entry: Entry, name: str) -> str:
    """A text that the item keeps under a field's own name; empty where it has none."""
    kept = entry.item.get("custom")
    return one_line(kept.get(name)) if isinstance(kept, Mapping) else ""


def _title(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """Braces stand around the words whose capitals must stay."""
    item = entry.item
    language = item.get("language")
    english = not isinstance(language, str) or language.lower().startswith("en")
    return [("title", escaper.title(one_line(item.get("title")), headlines=english))]


def _editor(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """Other kinds of editors that biblatex knows stand in for editors that are not there."""
    item = entry.item
    for role, variable in EDITOR_ROLES.items():
        found = names(item.get(variable), escaper)
        if found:
            return [("editor", found), ("editortype", "" if role == "editor" else role)]
    return []


def _maintitle(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """The whole work, where ``booktitle`` is one volume of it."""
    item = entry.item
    if item.get("type") in CHAPTER_TYPES and item.get("volume-title"):
        return [("maintitle", book_title(item.get("container-title"), escaper))]
    return []


def _number(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """``number`` is a place in a series, else the thing's own number."""
    item = entry.item
    kind = item.get("type")
    series = text(item.get("collection-number"), escaper)
    issue = ("issue", text(item.get("issue"), escaper))
    if kind in BOOK_TYPES and item.get("collection-title"):
        return [("number", series), issue]
    return [("collection-number", series), ("number", text(item.get("number"), escaper)), issue]


def _pages(entry: Entry, _: str, escaper: Escaper, *, repeats: bool) -> list[Part]:
    item = entry.item
    page = item.get("page")
    if "custom" not in item and "number" not in item:
        return [("pages", pages(page, escaper))]
    number = custom(entry, "eid")
    if not number and item.get("type") in ISSUE_TYPES and "number" in item:
        number = one_line(item["number"])
    if number and number == page and not repeats:
        return [("eid", escaper.marked(number))]
    return [("eid", escaper.marked(number)), ("pages", pages(page, escaper))]


def _pages_bibtex(entry: Entry, entry_type: str, escaper: Escaper) -> list[Part]:
    """An article number stands in ``pages`` too: BibTeX's own styles know nothing else."""
    return _pages(entry, entry_type, escaper, repeats=True)


def _pages_biblatex(entry: Entry, entry_type: str, escaper: Escaper) -> list[Part]:
    """An article number that is known as one stands in ``eid`` alone."""
    return _pages(entry, entry_type, escaper, repeats=False)


def says_kind(kind: str, entry_type: str) -> bool:
    """Tell whether an entry says its kind in a field where its item has no ``genre`` too.

    Args:
        kind: CSL type.
        entry_type: what it is written as.
    """
    return bool(_subtype(kind, entry_type) or ENTRY_TYPES[entry_type].genre)


def _subtype(kind: str, entry_type: str) -> str:
    if kind not in _SUBTYPES and kind in CSL_SUBTYPES and ENTRY_TYPES[entry_type].csl != kind:
        return kind
    return _SUBTYPES.get(kind, "")


def _genre(entry: Entry, entry_type: str, escaper: Escaper) -> list[Part]:
    """What kind of thesis, report or the like it is, unless the entry type says so."""
    item = entry.item
    kind = item.get("type")
    subtype = _subtype(str(kind), entry_type)
    parts = [("entrysubtype", subtype or escaper.marked(custom(entry, "entrysubtype")))]
    found = one_line(item.get("genre"))
    if kind in ISSUE_TYPES:
        return [
            ("type", escaper.marked(custom(entry, "type"))),
            *parts,
            ("genre", escaper.marked(found)),
        ]
    implied = ENTRY_TYPES[entry_type].genre
    if implied:
        if found == implied:
            return parts
        # Without a word of its own the entry would claim to be what the type implies.
        found = found or ("Thesis" if kind == "thesis" else "Report")
    written = escaper.marked(found)
    if TYPE_KEYS.get(written.lower(), found) != found:
        written = f"{{{written}}}"
    return [("type", written), *parts]


def _genre_biblatex(entry: Entry, entry_type: str, escaper: Escaper) -> list[Part]:
    """The same, with the words that biblatex translates as their keys."""
    parts = _genre(entry, entry_type, escaper)
    key = _TYPE_NAMES.get(one_line(entry.item.get("genre")))
    if key and parts and parts[0][0] == "type" and entry.item.get("type") not in ISSUE_TYPES:
        return [("type", key), *parts[1:]]
    return parts


def _language(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """The language as the source spelled it, else its tag."""
    tag = one_line(entry.item.get("language"))
    kept = custom(entry, "language")
    spelled = kept if kept and language_tag(kept) == tag else tag
    return [
        ("language", escaper.marked(spelled)),
        ("langid", escaper.marked(custom(entry, "langid"))),
    ]


def _language_biblatex(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """``langid`` where biblatex has a name for the language, else ``language``."""
    tag = one_line(entry.item.get("language"))
    langid = custom(entry, "langid") or LANGIDS.get(tag, "")
    kept = custom(entry, "language")
    spelled = kept if kept and language_tag(kept) == tag else tag
    return [
        ("language", "" if langid and not kept else escaper.marked(spelled)),
        ("langid", escaper.marked(langid)),
    ]


def _eprint(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """A number in a preprint archive; other archives keep CSL's names."""
    item = entry.item
    if "archive" not in item and "archive_location" not in item:
        return []
    name, location = item.get("archive"), item.get("archive_location")
    if name in _ARCHIVE_KEYS and location:
        return [("eprint", verbatim(location, escaper)), ("archiveprefix", str(name))]
    return [("archive", text(name, escaper)), ("archive_location", text(location, escaper))]


def _eprint_biblatex(entry: Entry, entry_type: str, escaper: Escaper) -> list[Part]:
    """The same; else the PubMed number, which biblatex prints and links from ``eprint``."""
    parts = _eprint(entry, entry_type, escaper)
    if parts and parts[0][0] == "eprint":
        return [parts[0], ("eprinttype", _ARCHIVE_KEYS[parts[1][1]])]
    number = pmid(entry.item.get("PMID"), escaper)
    if number and not custom(entry, "eprint"):
        return [("eprint", number), ("eprinttype", "pubmed"), *parts]
    return parts


def _keywords(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """Tags and keywords; programs split them at commas and semicolons, so none has one inside."""
    if not entry.tags:
        found = one_line(entry.item.get("keyword"))
        if ";" not in found:
            return [("keywords", escaper.marked(found))]
    words = [_keyword(word, escaper) for word in keywords(entry)]
    return [("keywords", ", ".join(filter(None, words)))]


@lru_cache(maxsize=1024)
def _keyword(word: str, escaper: Escaper) -> str:
    return escaper.plain(_SEPARATOR.sub(_TAG_SEPARATOR, word.strip(" ,;")))


def _annote(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """The plain-language summary, then what the item itself has as an annotation."""
    summary = fold(entry.annotation.summary) if entry.annotation else ""
    parts = [summary, one_line(entry.item.get("annote")), custom(entry, "annote")]
    # An annotation that was read back holds the summary already.
    told = [part for place, part in enumerate(parts) if part and not _told(part, parts, place)]
    return [("annote", " ".join([escaper.marked(part) for part in told]))]


def _told(part: str, parts: list[str], place: int) -> bool:
    return any(
        part in other and (part != other or number < place)
        for number, other in enumerate(parts)
        if number != place
    )


def _groups(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """Collections of Zotero as groups of JabRef, which stand between commas."""
    kept = entry.item.get("custom")
    if not isinstance(kept, Mapping) or not isinstance(kept.get("collections"), list):
        return []
    names = [_SEPARATOR.sub(_TAG_SEPARATOR, name) for name in group_names(kept)]
    return [("groups", verbatim(", ".join(names), escaper))]


def _year_month_day(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """Year, month and day; ``date`` too where they cannot say it all."""
    value = entry.item.get("issued")
    parts = plain_parts(value)
    if parts:
        found = _dated_parts(parts)
        if found:
            return list(found)
    when = date_of(value)
    if when.start is None:
        return [("year", escaper.plain(fold(when.literal)))]
    return list(_dated(when))


@lru_cache(maxsize=4096)
def _dated_parts(parts: tuple[int, ...]) -> tuple[Part, ...]:
    return _dated(plain_date(parts))


def _dated(when: Date) -> tuple[Part, ...]:
    start, end = when.start, when.end
    if start is None:
        return ()
    parts = [("year", f"{start.year:04d}")]
    whole = end is None and not (when.open_end or when.season or when.circa)
    if start.month and not start.is_season:
        macro = MONTHS[start.month - 1]
        months = end and end.month and not (start.day or end.day or end.is_season)
        if end and end.month and months and start.year == end.year:
            macro = f'{macro} # "--" # {MONTHS[end.month - 1]}'
            whole = not when.circa
        parts.append(("month", macro))
        if start.day:
            parts.append(("day", str(start.day)))
    if not (whole and 0 <= start.year <= 9999):
        parts.insert(0, ("date", str(when)))
    return tuple(parts)


def _date(entry: Entry, _: str, escaper: Escaper) -> list[Part]:
    """The date as biblatex reads it; one in words, which it takes in ``year`` only."""
    when = date_of(entry.item.get("issued"))
    if when.start is None:
        return [("year", escaper.plain(fold(when.literal)))]
    return [("date", str(when))]


PARTS: Mapping[str, Parts] = {
    "annote": _annote,
    "date": _date,
    "editor": _editor,
    "eprint": _eprint,
    "eprint-biblatex": _eprint_biblatex,
    "genre": _genre,
    "genre-biblatex": _genre_biblatex,
    "groups": _groups,
    "keywords": _keywords,
    "language": _language,
    "language-biblatex": _language_biblatex,
    "maintitle": _maintitle,
    "number": _number,
    "pages": _pages_bibtex,
    "pages-biblatex": _pages_biblatex,
    "title": _title,
    "year-month-day": _year_month_day,
}
"""Name of a group to what writes its fields."""
