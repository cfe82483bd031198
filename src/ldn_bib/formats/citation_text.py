"""Citations as plain text: what PubMed prints, numbered lists in Vancouver style, web pages.

A citation is known by its source line (:mod:`ldn_bib.formats.citation_source`). Authors and
title stand before it in the same paragraph, or in paragraphs of their own on one side of it;
on which side is found from all citations of the text. What comes out are stubs: what is not
there is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ldn_bib.entry import Entry, Origin
from ldn_bib.formats.base import Format
from ldn_bib.formats.citation_parts import Part, Titles, split_parts
from ldn_bib.formats.citation_source import NOTICE, Source, journal_parts, read_tail
from ldn_bib.formats.medline import NOTICES, PREFIX, without_stop
from ldn_bib.formats.medline_names import split_authors
from ldn_bib.formats.provisional import Ids
from ldn_bib.formats.rows import VARIABLES
from ldn_bib.values.finding import Finding, Severity

SOURCE_PARTS: Mapping[str, str] = {
    "author": "kept",
    "available-date": "kept",
    "container-title": "changed: only where the journal is not abbreviated",
    "container-title-short": "changed: only where the journal is abbreviated or has one word",
    "DOI": "kept",
    "issue": "kept",
    "issued": "kept",
    "page": "changed: shortened last pages are written out",
    "PMCID": "kept",
    "PMID": "kept",
    "status": "kept",
    "title": "changed: a full stop at the end goes",
    "URL": "kept",
    "volume": "kept",
    "abstract": "changed: only from PubMed's Abstract (text)",
}
"""What can be read from a citation; everything else is not in it."""

_OTHER_FORMAT = re.compile(
    r"\s*(?:[<{@]|TY  -|%[A-Z0-9] |(?:PMID|OWN|STAT) ?- )|.*\nSO  - ", re.DOTALL
)
_TAG_OF = {name.lower(): tag for tag, name in NOTICES.items()}
_TAIL_WORD = re.compile(
    r"(?:doi|PMID|PMCID|PMC\d|PubMed|Epub|eCollection|https?:|Online ahead|No abstract|Review\.|"
    r"Free|\d)",
    re.IGNORECASE,
)
_TAIL_ITEMS = re.compile(
    r"(?:[.;,]?\s*(?:doi\s*:?\s*\S+|https?://\S+|(?:Epub|eCollection|Published)[^.]*|"
    r"(?:PubMed )?PMID\s*:?\s*\d+|(?:PubMed Central )?PMCID\s*:?\s*PMC\d+|PMC\d+|"
    r"Online ahead of print|No abstract available|Review(?=\.)))*[.;]?\s*",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!]\s+")
_AFTER = re.compile(
    r"(?:Author information|Collaborators|Copyright|©|Conflict of interest|DOI\b|PMID\b|"
    r"Comment|Erratum|Update|Retraction)",
    re.IGNORECASE,
)
_LONG = 3000
_SHOWN = 60


@dataclass(slots=True)
class _Stub:
    """A citation on its way to an item."""

    place: int
    line: int
    source: Source
    title: str = ""
    authors: list[dict[str, Any]] = field(default_factory=list)
    rest: str = ""
    abstract: list[str] = field(default_factory=list)
    notices: dict[str, list[str]] = field(default_factory=dict)

    def item(self) -> dict[str, Any]:
        """Return the item without its id."""
        item: dict[str, Any] = {"type": "article-journal"}
        if self.title:
            item["title"] = without_stop(self.title)
        if self.authors:
            item["author"] = self.authors
        item |= self.source.parts
        if self.abstract:
            item["abstract"] = "\n".join(self.abstract)
        if self.notices:
            item["custom"] = {
                f"{PREFIX}{tag}": "\n".join(found) for tag, found in self.notices.items()
            }
        return item


def sniff(text: str) -> bool:
    """Tell whether a text has a citation in it, and is in no other format."""
    text = text.removeprefix("\ufeff")
    if _OTHER_FORMAT.match(text):
        return False
    return any(part.sources for part in split_parts(text))


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read the citations of a text.

    Args:
        text: the text; it may be a whole web page.
        file: its name, for messages.

    Returns:
        A stub for each citation, in the order of the text, and what is missing. An element of a
        numbered list of citations that is none itself is named.
    """
    parts = split_parts(text)
    stubs = _stubs(parts)
    used = _give_titles(stubs, parts)
    _give_records(stubs, parts, used)
    findings = [_unread(part, file) for part in _unknown(parts, used)]
    entries = []
    ids = Ids()
    for stub in stubs:
        item = stub.item()
        key = ids.give(item)
        entries.append(Entry({"id": key, **item}, origin=Origin(file, stub.line)))
        if not stub.title:
            message = "no title was found beside the citation"
            findings.append(Finding("missing-title", message, file=file, line=stub.line, key=key))
    if not entries:
        message = "there is no citation such as 'Journal. 2019 Oct;36(10):907-912.' in the text"
        findings.append(Finding("no-record", message, Severity.ERROR, file=file))
    findings.sort(key=lambda finding: finding.line or 0)
    return entries, findings


def _stubs(parts: list[Part]) -> list[_Stub]:
    """Return the citations of a text; the sources that notices name are with their papers."""
    stubs: list[_Stub] = []
    for place, part in enumerate(parts):
        done = 0
        tag = ""
        for number, source in enumerate(part.sources):
            if number:
                done = _boundary(part, part.sources[number - 1].end, source.start)
            before = part.text[done : source.start].strip()
            notice = list(NOTICE.finditer(part.text, done, source.start))
            if notice and notice[-1].end() == source.start:
                tag = _tag(notice[-1])
            elif before:
                tag = ""
            if stubs and tag:
                _note(stubs[-1], tag, part.text[source.start : source.end], source)
                continue
            stub = _Stub(place, part.line_at(done), source)
            _split_prefix(stub, before, part, done)
            stubs.append(stub)
    return stubs


def _note(stub: _Stub, tag: str, shown: str, source: Source) -> None:
    """Add a notice; PubMed puts the identifiers of the paper itself behind its notices."""
    stub.notices.setdefault(tag, []).append(shown)
    for variable in ("PMID", "PMCID"):
        if variable in source.parts:
            stub.source.parts.setdefault(variable, source.parts[variable])


def _tag(notice: re.Match[str]) -> str:
    words = f"{notice[1]}{notice[2]}".replace(" ", "").lower()
    return _TAG_OF.get(words, notice[1].lower())


def _boundary(part: Part, end: int, start: int) -> int:
    """Return where the next citation begins, behind the identifiers of the one before."""
    for place, _ in part.starts:
        if end < place <= start and not _TAIL_WORD.match(part.text, place):
            return place
    tail = _TAIL_ITEMS.match(part.text, end)
    return min(tail.end() if tail else end, start)


def _split_prefix(stub: _Stub, before: str, part: Part, done: int) -> None:
    """Find authors and title in what stands before the journal in the same paragraph."""
    if not before:
        return
    lead = len(part.text[done:]) - len(part.text[done:].lstrip())
    breaks = [place - done - lead for place in part.breaks if done + lead < place]
    authors, title = _by_lines(before, [place for place in breaks if place < len(before)])
    if not authors:
        authors, title = split_authors(before[:_LONG])
        title += before[_LONG:] if authors else ""
    if not authors and len(before) <= _LONG:
        authors, title = _by_lines(before, [match.end() for match in _END.finditer(before)])
    stub.authors = authors
    journal = stub.source.parts.get("container-title-short", "")
    if authors and not title and _END.search(journal):
        # A title of one word was taken for the beginning of the journal.
        title, _, journal = journal.partition(". ")
        stub.source.parts.pop("container-title-short")
        stub.source.parts.update(journal_parts(journal))
    if not authors and part.number is None and len(_END.findall(title)) > 1:
        return  # the end of a paragraph of prose
    stub.title = title.strip()


def _by_lines(before: str, places: list[int]) -> tuple[list[dict[str, Any]], str]:
    """Split authors from a title before or behind them at one of some places."""
    for place in places:
        first, second = before[:place].strip(), before[place:].strip()
        authors, rest = split_authors(second)
        if authors and not rest:
            return authors, first
        authors, rest = split_authors(first)
        if authors and not rest:
            return authors, second
    return [], before


def _give_titles(stubs: list[_Stub], parts: list[Part]) -> set[int]:
    """Give titles from the parts beside them to the citations that have none; return those."""
    titles = Titles(parts)
    bare = [stub for stub in stubs if not stub.title]
    sides = {step: [titles.beside(stub.place, step) for stub in bare] for step in (-1, 1)}

    def worth(step: int) -> tuple[int, int]:
        places = [place for place in sides[step] if place is not None]
        return len(places), sum(len(parts[place].text) for place in places)

    side = max((-1, 1), key=worth)
    used = {place for place in sides[side] if place is not None}
    taken: set[int] = set()
    for number, stub in enumerate(bare):
        place = sides[side][number]
        if place is None and sides[-side][number] not in used:
            place = sides[-side][number]
        if place is None or place in taken:
            continue
        taken.add(place)
        stub.title = parts[place].text
        beside = place + 1
        if not stub.authors and beside < len(parts) and beside != stub.place:
            authors, rest = split_authors(parts[beside].text)
            if authors and not rest and not parts[beside].sources:
                stub.authors = authors
                taken.add(beside)
    return taken


def _give_records(stubs: list[_Stub], parts: list[Part], used: set[int]) -> None:
    """Give to each citation the identifiers and the abstract that PubMed prints below it."""
    for number, stub in enumerate(stubs):
        end = stubs[number + 1].place if number + 1 < len(stubs) else len(parts)
        between = range(stub.place + 1, end)
        blocks = [place for place in between if parts[place].is_identifiers]
        if not blocks:
            continue
        for place in blocks:
            stub.source.parts.update(read_tail(parts[place].text))
            used.add(place)
        if not any(place in used for place in between if place < blocks[0]):
            continue
        for place in range(stub.place + 1, blocks[0]):
            if place not in used and not _AFTER.match(parts[place].text):
                stub.abstract.append(parts[place].lines)
            used.add(place)


def _unknown(parts: list[Part], used: set[int]) -> list[Part]:
    """Return the elements of a numbered list of citations that are none themselves."""
    numbered = [part for part in parts if part.number is not None]
    if not any(part.sources for part in numbered):
        return []
    return [
        part
        for place, part in enumerate(parts)
        if part.number is not None and not part.sources and place not in used
    ]


def _unread(part: Part, file: str) -> Finding:
    shown = part.text if len(part.text) <= _SHOWN else f"{part.text[:_SHOWN]}…"
    return Finding(
        "unread-reference",
        f"reference {part.number}, {shown!r}, has no source that is understood and is left out",
        file=file,
        line=part.line,
        loses_entry=True,
    )


FIELDS: Mapping[str, str] = {
    "id": "changed: made of author and year",
    "type": "changed: all are journal articles",
    "tags": "lost",
    "summary": "lost",
    "suffix": "kept",
    "particles": "kept",
    "corporate names": "kept",
    "markup in titles": "lost",
    "date ranges": "kept",
    "article number": "kept",
    "collections": "lost",
    **{variable: SOURCE_PARTS.get(variable, "lost") for variable in VARIABLES},
}
"""What becomes of each variable that a citation of a journal article prints."""

FORMAT = Format(
    name="pubmed-text",
    title="Citations as plain text",
    extension=".txt",
    media_type="text/plain",
    read=read,
    sniff=sniff,
)
