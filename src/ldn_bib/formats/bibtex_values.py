"""What goes into a field of BibTeX: each reader turns one variable of an item into LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from ldn_bib.bibtex.escaping import Escaper
from ldn_bib.bibtex.name_lists import write_names
from ldn_bib.formats.text import fold, plain
from ldn_bib.values.date import Date, csl_date
from ldn_bib.values.doi import is_plain_doi, normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

Value: TypeAlias = Callable[[Any, Escaper], str]
"""Takes the value of a variable, gives the text of a field without delimiters."""

_PLAIN_PAGES = re.compile(r"([0-9]+)-([0-9]+)")
_RUINS_URL = re.compile(r"[{}\\\s<>\"]|[^\x20-\x7e]")
_RUINS_VERBATIM = re.compile(r"[{}\\]")
_LONGEST_KEPT = 64


def text(value: Any, escaper: Escaper) -> str:
    """Text with markup."""
    if value.__class__ is str and len(value) < _LONGEST_KEPT:
        return _kept_text(value, escaper)
    return escaper.marked(one_line(value))


@lru_cache(maxsize=8192)
def _kept_text(value: str, escaper: Escaper) -> str:
    """Journals, publishers, numbers: the short texts that come again and again."""
    return escaper.marked(fold(value))


def one_line(value: Any) -> str:
    """A text or number on one line, markup and all."""
    return fold(value) if isinstance(value, str) else plain(value)


def book_title(value: Any, escaper: Escaper) -> str:
    """A title whose case no style changes; ``nocase`` becomes braces."""
    return escaper.marked(one_line(value), title=True)


def names(value: Any, escaper: Escaper) -> str:
    """A list of names."""
    return write_names(value, escaper) if isinstance(value, list | tuple) else ""


def url(value: Any, escaper: Escaper) -> str:
    """An address, never escaped; what would end the value is encoded with per cent signs."""
    address = plain(value)
    if _RUINS_URL.search(address) is None:
        return address
    return "".join([
        _percent(sign)
        if sign in '{}\\ <>"' or (escaper.ascii_only and not sign.isascii())
        else sign
        for sign in address
    ])  # fmt: skip


def _percent(sign: str) -> str:
    return "".join([f"%{byte:02X}" for byte in sign.encode()])


def verbatim(value: Any, _: Escaper) -> str:
    """An identifier, never escaped; empty where it cannot stand in a value."""
    return _verbatim(plain(value))


def _verbatim(identifier: str) -> str:
    return _RUINS_VERBATIM.sub("", identifier)


def doi(value: Any, _: Escaper) -> str:
    """A DOI without a resolver in front."""
    found = plain(value)
    return found if is_plain_doi(found) else _verbatim(normalise_doi(found) or found)


def pmid(value: Any, _: Escaper) -> str:
    """A PubMed number."""
    found = plain(value)
    return _verbatim(normalise_pmid(found) or found)


def pmcid(value: Any, _: Escaper) -> str:
    """A PubMed Central number, with its letters."""
    found = plain(value)
    return _verbatim(normalise_pmcid(found, bare=True) or found)


def issns(value: Any, escaper: Escaper) -> str:
    """ISSNs with commas between them."""
    return escaper.plain(_issns(plain(value)))


@lru_cache(maxsize=4096)
def _issns(found: str) -> str:
    return ", ".join(split_issns(found))


def pages(value: Any, escaper: Escaper) -> str:
    """Pages with BibTeX's double hyphen."""
    found = plain(value)
    simple = _PLAIN_PAGES.fullmatch(found)
    if simple:
        return f"{simple[1]}--{simple[2]}"
    ranges = Pages.parse(found).ranges
    if not ranges:
        return escaper.plain(found)
    return ", ".join([
        escaper.plain(first) if last is None else f"{escaper.plain(first)}--{escaper.plain(last)}"
        for first, last in ranges
    ])  # fmt: skip


def edtf(value: Any, escaper: Escaper) -> str:
    """A date as biblatex reads it; words where there are only words."""
    when = date_of(value)
    return str(when) if when.start else escaper.plain(fold(when.literal))


def date_of(value: Any) -> Date:
    """Return the date of a variable; one without anything where there is none."""
    if isinstance(value, Mapping):
        return csl_date(value)
    found = plain(value)
    return Date.parse(found) if found else Date(None)


VALUES: Mapping[str, Value] = {
    "": text,
    "booktitle": book_title,
    "doi": doi,
    "edtf": edtf,
    "issns": issns,
    "names": names,
    "pages": pages,
    "pmcid": pmcid,
    "pmid": pmid,
    "url": url,
    "verbatim": verbatim,
}
"""Reader of a source to its function; the empty one is text."""
