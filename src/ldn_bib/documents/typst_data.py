"""A document as the data that the page of a PDF (``page.typ``) lays out.

Nothing here is Typst code, and no text is escaped: texts travel as JSON strings and Typst shows
a string as it is, so that no title can become markup, a call or the name of a file.

A text is an object with its direction (by its first strong letter, as ``dir="auto"`` of HTML)
and its runs; a run is its pieces (a long word may break between two of them), its marks and
the address that it links to.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from ldn_bib.csl.richtext import RichText, Run
from ldn_bib.documents.characters import clean, is_right_to_left
from ldn_bib.documents.labels import labelled
from ldn_bib.documents.links import ascii_url, safe_url
from ldn_bib.documents.model import Audience
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    PAPER_HEADING,
    PLEASE_NOTE,
    WARNING,
    fact_rows,
    front_lines,
    is_citations_alone,
    linked,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldn_bib.documents.model import Document, Fact, Link, ListedPaper, Section

Data = dict[str, Any]
"""What ``json`` can write."""

BARE_TITLE = "Bibliography"
NO_FONT = (
    "Some characters stand as boxes here: the computer that made this file has no font with them."
)

_SHORT = 90
# Ems: what hangs out of a paragraph, and a digit of a label.
_INDENT, _DIGIT = 1.6, 0.5
# Letters of scripts with spaces between words; other scripts and addresses break by Typst's rules.
_LONG_WORD = re.compile(
    "((?<!\\S)(?!https?://)[!-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f]{24,})"
)
_BITE = re.compile(r".{1,16}?[/?&=_,;)\-]+|.{1,10}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-|$)")
_PLACELESS = ("en", None)
_SCHEME = re.compile(r"https?://(?:www\.)?")
# A column has room by its longest cell: so many characters make one share, within these bounds.
_CHARACTERS = 45
_NARROWEST, _WIDEST = 0.7, 2.0
# Characters that surely fit on a page, in a narrow cell and all texts of a paper together.
_LONG_CELL = 500
_LONG_PAPER = 2000


def document_data(document: Document, *, boxes: bool = False) -> Data:
    """Return what ``page.typ`` reads.

    Args:
        document: what is laid out.
        boxes: whether some characters have no glyph in any font, which a closing line says.
    """
    title = clean(document.title).strip()
    language, region = language_tag(document.language)
    columns = _columns(document)
    citations = labelled([paper.citation for paper in document.papers])
    widest = max((len(label) for label, _ in citations), default=0)
    laid = iter(
        [
            _paper(document, paper, label, citation)
            for paper, (label, citation) in zip(document.papers, citations, strict=True)
        ]
    )
    has_about = bool(title and (document.about or document.notes))
    return {
        "title": title or BARE_TITLE,
        "heading": _text(title) if title else None,
        "short": _text(shortened(title)) if title else None,
        "description": clean(document.scope).strip() or None,
        "lang": language,
        "region": region,
        "date": _day(document),
        "audience": document.audience.value,
        "is_wide": bool(columns),
        "indent": max(_INDENT, widest * _DIGIT + _DIGIT),
        "paper_label": _text(PAPER_HEADING),
        "columns": columns,
        "front": _said(front_lines(document)),
        "warnings": _said(f"{WARNING}: {text}" for text in document.warnings),
        "remarks": _said(f"{PLEASE_NOTE}: {text}" for text in document.remarks),
        "sections": [_section(section, laid, columns) for section in document.sections],
        "about_heading": _text(ABOUT_HEADING) if has_about else None,
        "about": [
            {"label": _text(fact.label), "value": _rich(linked(clean(fact.value)))}
            for fact in document.about
        ],
        "notes": _said((*document.notes, NO_FONT) if boxes else document.notes),
    }


def language_tag(tag: str) -> tuple[str, str | None]:
    """Return language and region of a BCP 47 tag as Typst takes them; English for what is none."""
    match = _LANGUAGE.match(tag)
    if match is None:
        return _PLACELESS
    return match[1].lower(), match[2].upper() if match[2] else None


def shortened(title: str) -> str:
    """Return a title that fits on one line, cut between words if it does not."""
    if len(title) <= _SHORT:
        return title
    cut = title[:_SHORT]
    whole = cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > _SHORT // 2 else cut).rstrip(' ,;:.–-')}…"


def pieces(text: str) -> list[str]:
    """Return a text in pieces between which a line may end though no space is there."""
    found: list[str] = []
    for place, part in enumerate(_LONG_WORD.split(text)):
        if place % 2:
            found += _BITE.findall(part)
        elif found:
            found[-1] += part
        else:
            found.append(part)
    return found


def _day(document: Document) -> list[int] | None:
    day = document.generated
    return [day.year, day.month, day.day] if day else None


def _section(section: Section, laid: Iterator[Data], columns: Sequence[Data]) -> Data:
    heading = clean(section.heading).strip()
    kind = "table" if columns else "papers"
    return {
        "heading": _text(heading) if heading else None,
        "note": _texts([section.note]),
        "kind": "references" if is_citations_alone(section) else kind,
        "papers": list(islice(laid, len(section.papers))),
    }


def _paper(document: Document, paper: ListedPaper, label: str, citation: RichText) -> Data:
    return {
        "label": label or None,
        "citation": _rich(citation),
        "summary": _texts([paper.summary]),
        "alerts": _texts(paper.alerts),
        "notices": _texts(paper.notices),
        "facts": _facts(fact_rows(document, paper)),
        "links": [_link(link) for link in paper.links],
        "row": [_text(fact.value) for fact in paper.row],
        "is_long": _is_long(document, paper),
    }


def _is_long(document: Document, paper: ListedPaper) -> bool:
    """Tell whether a page may end within a part; what is kept whole must fit on one."""
    cells = [len(fact.value) for fact in paper.row]
    texts = [str(paper.citation), paper.summary, *paper.alerts, *paper.notices]
    texts += [fact.label + fact.value for fact in fact_rows(document, paper)]
    texts += [link.label + link.url for link in paper.links]
    return max(cells, default=0) > _LONG_CELL or sum(map(len, texts)) > _LONG_PAPER


def _columns(document: Document) -> list[Data]:
    """The columns behind the citation, wider where cells are long; none without a table."""
    if document.audience is not Audience.CLINICIANS:
        return []
    rows = [paper.row for paper in document.papers if paper.row]
    if not rows:
        return []
    columns = []
    for place, fact in enumerate(rows[0]):
        longest = max(len(row[place].value) for row in rows if len(row) > place)
        share = min(max(longest / _CHARACTERS, _NARROWEST), _WIDEST)
        columns.append({"label": _text(fact.label), "share": share})
    return columns


def _facts(facts: Iterable[Fact]) -> list[Data]:
    return [{"label": _text(fact.label), "value": _text(fact.value)} for fact in facts]


def _link(link: Link) -> Data:
    url = safe_url(link.url)
    if url is None:
        return {"label": _text(f"{link.label}: {link.url}"), "address": None}
    label = clean(link.label).strip()
    shown = clean(_SCHEME.sub("", url))
    if not label:
        return {"label": _rich(RichText((Run(shown, link=url),))), "address": None}
    return {"label": _rich(RichText((Run(label, link=url),))), "address": _text(shown)}


def _texts(texts: Iterable[str]) -> list[Data]:
    return [_text(text) for text in texts if clean(text).strip()]


def _text(text: str) -> Data:
    return _rich(RichText.plain(text))


def _said(texts: Iterable[str]) -> list[Data]:
    """Return sentences of the people who keep the list, with links where they name addresses."""
    return [_rich(linked(clean(text))) for text in texts if clean(text).strip()]


def _rich(rich: RichText) -> Data:
    return {
        "rtl": is_right_to_left(clean(str(rich))),
        "runs": [_run(run) for run in rich.runs if clean(run.text)],
    }


def _run(run: Run) -> Data:
    url = safe_url(run.link) if run.link else None
    return {
        "pieces": pieces(clean(run.text)),
        "marks": [mark.value for mark in run.marks],
        "url": ascii_url(url) if url else None,
    }
