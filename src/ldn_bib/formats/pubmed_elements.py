"""The elements of PubMed's XML that have parts: text with marks, dates, names."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

from ldn_bib.formats import medline, medline_names
from ldn_bib.formats.text import fold
from ldn_bib.values.date import Date
from ldn_bib.values.name import OTHERS
from ldn_bib.values.orcid import normalise_orcid

if TYPE_CHECKING:
    from ldn_bib.formats.medline_records import Draft

MARKS: Mapping[str, str] = {"b": "b", "i": "i", "sub": "sub", "sup": "sup"}
"""Element of inline text to tag of CSL's markup; others are text."""


def plain_of(element: Any) -> str:
    """Return the text of an element and of all in it, on one line; empty for no element."""
    return "" if element is None else fold("".join(_pieces(element, {})))


def marked(element: Any) -> str:
    """Return the text of an element with CSL's markup, on one line."""
    return "" if element is None else fold("".join(_pieces(element, MARKS)))


def _pieces(element: Any, marks: Mapping[str, str]) -> list[str]:
    """Return the pieces of mixed content; comments and instructions have no text."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            mark = marks.get(child.tag)
            inner = _pieces(child, marks)
            pieces += [f"<{mark}>", *inner, f"</{mark}>"] if mark and any(inner) else inner
        elif type(child).__name__ == "_Entity":
            # An entity of the DTD, which is not loaded.
            pieces.append(unescape(child.text))
        pieces.append(child.tail or "")
    return pieces


def date_of(element: Any) -> dict[str, Any]:
    """Return the CSL date of year, month, day and season, or of ``MedlineDate``."""
    words = plain_of(element.find("MedlineDate"))
    if words:
        return medline.read_date(words)
    year, season, month, day = (
        plain_of(element.find(name)) for name in ("Year", "Season", "Month", "Day")
    )
    if month.isdigit():
        numbers = [number.zfill(2) for number in (month, day) if number]
        date = Date.parse("-".join([year, *numbers]))
        return date.to_csl() if date.start else medline.read_date(f"{year} {month} {day}")
    return medline.read_date(" ".join(filter(None, (year, season or month, day))))


def names_of(people: Any, draft: Draft) -> list[dict[str, Any]]:
    """Return the names of a list of authors; keep ORCID iDs and affiliations in the draft."""
    names: list[dict[str, Any]] = []
    for person in people.iterchildren("Author", "Investigator"):
        # A wrong spelling, which the right one follows.
        if person.get("ValidYN") == "N":
            continue
        shown, name = _name(person)
        if not name:
            continue
        names.append(name)
        for element in person.findall("Identifier"):
            orcid = normalise_orcid(plain_of(element))
            if orcid:
                draft.keep("ORCID", f"{shown}: {orcid}")
            else:
                draft.keep_tag("AUID", f"{element.get('Source', '')}: {plain_of(element)}")
        for element in (*person.findall("AffiliationInfo/Affiliation"), person.find("Affiliation")):
            draft.keep_tag("AD", plain_of(element))
    if names and people.get("CompleteYN") == "N" and names[-1].get("literal") != OTHERS:
        names.append({"literal": OTHERS})
    return names


def _name(person: Any) -> tuple[str, dict[str, Any]]:
    """Return a name as MEDLINE shows it in full, and as CSL has it."""
    body = plain_of(person.find("CollectiveName"))
    if body:
        return body, {"literal": body}
    family, fore, first, initials, suffix = (
        plain_of(person.find(name))
        for name in ("LastName", "ForeName", "FirstName", "Initials", "Suffix")
    )
    given = fore or first
    if not given and initials:
        given = medline_names.author(f"X {initials}").get("given", initials)
    shown = f"{family}, {given}" if given else family
    if not given:
        return shown, {"family": family} if family else {}
    name = medline_names.from_full(shown)
    if suffix:
        name["suffix"] = medline_names.generation(suffix)
    return shown, name
