"""PubMed's XML, after NLM's DTD of 2025: articles and books, read only.

Italics, bold, subscripts and superscripts of titles and abstracts become CSL's markup. Labels
of an abstract's sections stand before their text, each section in its own paragraph. What has
no variable stands in ``custom`` under the tag that MEDLINE's format has for it, as
:mod:`ldn_bib.formats.nbib_reader` keeps it. The document type that PubMed names is not loaded.
Lists of cited works and the stamps of NLM's work are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import medline, pubmed_customs, rows
from ldn_bib.formats.base import Format
from ldn_bib.formats.medline_records import Collector, Draft
from ldn_bib.formats.pubmed_elements import date_of, marked, names_of, plain_of
from ldn_bib.formats.rows import Row
from ldn_bib.formats.xml_text import parse_xml
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.issn import split_issns
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

_CITATION, _ARTICLE = "MedlineCitation", "MedlineCitation/Article"
_ISSUE = f"{_ARTICLE}/Journal/JournalIssue"
_BOOK = "BookDocument/Book"

ARTICLE_ROWS = (
    Row(f"{_CITATION}/PMID", "pmid:PMID"),
    Row("PubmedData/ArticleIdList/ArticleId[@IdType='pmc']", "pmcid:PMCID"),
    Row(f"{_ARTICLE}/ELocationID[@EIdType='doi']", "doi:DOI"),
    Row("PubmedData/ArticleIdList/ArticleId[@IdType='doi']", "doi:DOI"),
    Row(f"{_ARTICLE}/ArticleTitle", "title:title"),
    Row(f"{_ARTICLE}/VernacularTitle", "title:original-title"),
    Row(f"{_ARTICLE}/AuthorList", "names:author"),
    Row(f"{_ARTICLE}/Journal/Title", "container-title"),
    Row(f"{_CITATION}/MedlineJournalInfo/MedlineTA", "container-title-short"),
    Row(f"{_ARTICLE}/Journal/ISOAbbreviation", "container-title-short"),
    Row(f"{_ISSUE}/PubDate", "date:issued"),
    Row(f"{_ARTICLE}/ArticleDate", "date:issued"),  # where there is no issue
    Row(f"{_ARTICLE}/ArticleDate", "date:available-date"),
    Row("PubmedData/History/PubMedPubDate[@PubStatus='received']", "date:submitted"),
    Row(f"{_ISSUE}/Volume", "volume"),
    Row(f"{_ISSUE}/Issue", "issue"),
    Row(f"{_ARTICLE}/Pagination", "pages:page"),
    Row(f"{_ARTICLE}/ELocationID[@EIdType='pii']", "number:page"),
    Row(f"{_ARTICLE}/Journal/ISSN", "issns:ISSN"),
    Row(f"{_CITATION}/MedlineJournalInfo/ISSNLinking", "issns:ISSN"),
    Row(f"{_ARTICLE}/Language", "language:language"),
    Row(f"{_ARTICLE}/Abstract", "abstract:abstract"),
    Row(f"{_CITATION}/KeywordList/Keyword", "keywords:keyword"),
    Row(f"{_CITATION}/GeneralNote", "note:note"),
)
"""Where the variables of an article stand, below ``PubmedArticle``; of several the first counts."""

BOOK_ROWS = (
    Row("BookDocument/PMID", "pmid:PMID"),
    Row("BookDocument/ArticleIdList/ArticleId[@IdType='doi']", "doi:DOI"),
    Row("PubmedBookData/ArticleIdList/ArticleId[@IdType='doi']", "doi:DOI"),
    Row("BookDocument/ArticleIdList/ArticleId[@IdType='pmc']", "pmcid:PMCID"),
    Row("BookDocument/VernacularTitle", "title:original-title"),
    Row("BookDocument/AuthorList", "names:author"),
    Row(f"{_BOOK}/AuthorList", "names:container-author"),
    Row(f"{_BOOK}/Publisher/PublisherName", "publisher"),
    Row(f"{_BOOK}/Publisher/PublisherLocation", "publisher-place"),
    Row("BookDocument/ContributionDate", "date:issued"),
    Row(f"{_BOOK}/PubDate", "date:issued"),
    Row(f"{_BOOK}/BeginningDate", "date:issued"),
    Row(f"{_BOOK}/Volume", "volume"),
    Row(f"{_BOOK}/VolumeTitle", "volume-title"),
    Row(f"{_BOOK}/Edition", "edition"),
    Row(f"{_BOOK}/CollectionTitle", "collection-title"),
    Row(f"{_BOOK}/Isbn", "list:ISBN"),
    Row(f"{_BOOK}/ELocationID[@EIdType='doi']", "doi:DOI"),
    Row(f"{_BOOK}/Medium", "medium"),
    Row(f"{_BOOK}/ReportNumber", "number"),
    Row("BookDocument/Pagination", "pages:page"),
    Row("BookDocument/Language", "language:language"),
    Row("BookDocument/Abstract", "abstract:abstract"),
    Row("BookDocument/KeywordList/Keyword", "keywords:keyword"),
)
"""The same for a book or a chapter, below ``PubmedBookArticle``."""

TYPE_PATHS = (f"{_ARTICLE}/PublicationTypeList/PublicationType", "BookDocument/PublicationType")

RECORDS = frozenset(("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument"))
SETS = frozenset(
    ("PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet", "BookDocumentSet")
)

_HEAD = re.compile(rf"<(?:{'|'.join(sorted(RECORDS | SETS))})[\s>]")
_DECLARATION = re.compile(r"(?=<\?xml\s)")
_UNLABELLED = frozenset(("", "UNLABELLED", "UNASSIGNED"))


def _text(draft: Draft, variable: str, found: list[Any]) -> None:
    draft.put(variable, plain_of(found[0]))


def _title(draft: Draft, variable: str, found: list[Any]) -> None:
    draft.put(variable, medline.without_stop(marked(found[0])))


def _list(draft: Draft, variable: str, found: list[Any]) -> None:
    draft.put(variable, ", ".join(dict.fromkeys(filter(None, map(plain_of, found)))))


def _note(draft: Draft, variable: str, found: list[Any]) -> None:
    draft.put(variable, "\n".join(filter(None, map(plain_of, found))))


def _pmid(draft: Draft, variable: str, found: list[Any]) -> None:
    _valid(draft, variable, found, normalise_pmid)


def _pmcid(draft: Draft, variable: str, found: list[Any]) -> None:
    _valid(draft, variable, found, lambda text: normalise_pmcid(text, bare=True))


def _valid(
    draft: Draft, variable: str, found: list[Any], normalise: Callable[[str], str | None]
) -> None:
    text = plain_of(found[0])
    value = normalise(text)
    if value:
        draft.put(variable, value)
    elif text:
        draft.keep_tag(variable, text)
        draft.say("bad-identifier", f"{text!r} is no {variable}", found[0].sourceline, variable)


def _doi(draft: Draft, variable: str, found: list[Any]) -> None:
    for element in found:
        doi = normalise_doi(plain_of(element))
        if element.get("ValidYN", "Y") == "N":
            continue
        if doi:
            draft.put_doi(doi, element.sourceline, variable)
        else:
            _valid(draft, variable, [element], normalise_doi)


def _names(draft: Draft, variable: str, found: list[Any]) -> None:
    for people in found:
        is_editors = people.get("Type") == "editors"
        draft.put("editor" if is_editors else variable, names_of(people, draft))


def _date(draft: Draft, variable: str, found: list[Any]) -> None:
    draft.put(variable, date_of(found[0]))


def _pages(draft: Draft, variable: str, found: list[Any]) -> None:
    text = plain_of(found[0].find("MedlinePgn"))
    if not text:
        ends = [plain_of(found[0].find(name)) for name in ("StartPage", "EndPage")]
        text = "-".join(dict.fromkeys(filter(None, ends)))
    draft.put(variable, medline.read_pages(text))


def _number(draft: Draft, variable: str, found: list[Any]) -> None:
    """The publisher's identifier, which is the article's number where there are no pages."""
    text = plain_of(found[0])
    if Pages.parse(text).is_article_number:
        draft.put(variable, text)


def _issns(draft: Draft, variable: str, found: list[Any]) -> None:
    kinds = [element.get("IssnType") or medline.LINKING for element in found]
    numbers = medline.join_issns(zip(map(plain_of, found), kinds, strict=True))
    known = split_issns(draft.item.pop(variable, ""))
    draft.put(variable, ", ".join(dict.fromkeys([*known, *split_issns(numbers)])))


def _language(draft: Draft, variable: str, found: list[Any]) -> None:
    codes = [plain_of(element) for element in found]
    draft.put(variable, medline.language(codes))
    for code in codes[1:]:
        draft.keep_tag("LA", code)


def _abstract(draft: Draft, variable: str, found: list[Any]) -> None:
    sections = []
    for element in found[0].findall("AbstractText"):
        label, text = element.get("Label", "").strip(), marked(element)
        if text:
            sections.append(text if label.upper() in _UNLABELLED else f"{label}: {text}")
    draft.put(variable, "\n".join(sections))
    draft.keep_tag("CI", plain_of(found[0].find("CopyrightInformation")))


def _keywords(draft: Draft, variable: str, found: list[Any]) -> None:
    draft.put(variable, medline.joined_keywords(map(plain_of, found)))


READS: Mapping[str, Callable[[Draft, str, list[Any]], None]] = {
    "": _text,
    "abstract": _abstract,
    "date": _date,
    "doi": _doi,
    "issns": _issns,
    "keywords": _keywords,
    "language": _language,
    "list": _list,
    "names": _names,
    "note": _note,
    "number": _number,
    "pages": _pages,
    "pmcid": _pmcid,
    "pmid": _pmid,
    "title": _title,
}
"""How the elements at a path are read, by the kind of the row."""


def sniff(text: str) -> bool:
    """Tell whether a text has an element of PubMed's XML."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and _HEAD.search(text) is not None


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read a document, or several that stand one behind the other in a file.

    Args:
        text: the content of the file.
        file: its name, for messages.

    Returns:
        The entries in the order of the file, and what was found wrong. Of two records with the
        same PMID the first is kept. A document that declares entities is not read; one that is
        broken is read as far as it goes.
    """
    collector = Collector(file)
    findings: list[Finding] = []
    ahead = 0
    for piece in _DECLARATION.split(text.removeprefix("\ufeff")):
        if piece.strip():
            root, wrong = parse_xml(piece, file)
            _read_root(root, collector, findings, file, ahead)
            findings += [_moved(finding, ahead) for finding in wrong]
        ahead += piece.count("\n")
    findings += collector.findings
    if not collector.entries and not findings:
        message = "there is no record of PubMed: no element PubmedArticle or PubmedBookArticle"
        findings.append(Finding("no-record", message, Severity.ERROR, file=file))
    return collector.entries, sorted(findings, key=lambda finding: finding.line or 0)


def _moved(finding: Finding, lines: int) -> Finding:
    if not lines or finding.line is None:
        return finding
    return replace(finding, line=finding.line + lines)


def _read_root(
    root: Any, collector: Collector, findings: list[Finding], file: str, ahead: int
) -> None:
    if root is None:
        return
    for record in [root] if root.tag in RECORDS else root.iterchildren(*RECORDS):
        draft = Draft(record.sourceline)
        item_type = _read_record(record, draft)
        draft.line = (draft.line or 1) + ahead
        draft.findings = [_moved(finding, ahead) for finding in draft.findings]
        collector.add(draft, item_type)
    for pmid in root.iterfind("DeleteCitation/PMID"):
        message = f"PubMed has deleted its record {plain_of(pmid)}"
        line = pmid.sourceline + ahead
        findings.append(Finding("deleted-record", message, file=file, line=line))


def _read_record(record: Any, draft: Draft) -> str:
    """Fill a draft from a record; return the type of the item."""
    is_book = record.tag in ("PubmedBookArticle", "BookDocument")
    for row in BOOK_ROWS if is_book else ARTICLE_ROWS:
        found = _find(record, row.tag)
        if found:
            for kind, variable in row.source_for(""):
                READS[kind](draft, variable, found)
    kinds = [plain_of(kind) for path in TYPE_PATHS for kind in _find(record, path)]
    item_type = draft.keep_types([kind for kind in kinds if kind])
    pubmed_customs.read_customs(draft, lambda path: _find(record, path))
    unknown = pubmed_customs.unknown_elements(lambda path: _find(record, path))
    if unknown:
        message = f"elements that are not read: {', '.join(unknown)}"
        draft.say("unknown-element", message, severity=Severity.INFO)
    return _book_type(record, draft) if is_book else item_type


def _find(record: Any, path: str) -> list[Any]:
    """Return the elements at a path; a record may be without the element around it."""
    head, _, rest = path.partition("/")
    if head != record.tag:
        return list(record.findall(path))
    return list(record.findall(rest)) if rest else [record]


def _book_type(record: Any, draft: Draft) -> str:
    """Set the titles of a book or chapter; return its type."""
    titles = [marked(element) for element in _find(record, f"{_BOOK}/BookTitle")]
    book = medline.without_stop(titles[0] if titles else "")
    part = [marked(element) for element in _find(record, "BookDocument/ArticleTitle")]
    chapter = medline.without_stop(part[0] if part else "")
    editors = draft.item.pop("container-author", None)
    if chapter and chapter != book:
        draft.put("title", chapter)
        draft.put("container-title", book)
        draft.put("container-author", editors)
        return "chapter"
    draft.put("title", book or chapter)
    draft.put("author", editors)
    return "report" if draft.item.get("number") else "book"


FIELDS: Mapping[str, str] = rows.fates(
    (*ARTICLE_ROWS, *BOOK_ROWS),
    {"article-journal": ""},
    {
        "id": "changed: made of author and year",
        "type": "kept",
        "tags": "lost",
        "summary": "lost",
        "suffix": "kept",
        "particles": "changed: words in lower case before the family name",
        "corporate names": "kept",
        "markup in titles": "kept",
        "date ranges": "kept",
        "article number": "kept",
        "collections": "lost",
        "editor": "changed: only of books",
        "genre": "changed: only of theses, reports and preprints",
        "language": "changed: only the first; others stand in custom",
        "page": "changed: shortened last pages are written out",
        "title": "changed: a full stop at the end goes",
    },
)
"""What becomes of each variable that a record of PubMed has; no variable is written."""

FORMAT = Format(
    name="pubmed-xml",
    title="PubMed XML",
    extension=".xml",
    media_type="application/xml",
    read=read,
    sniff=sniff,
)
