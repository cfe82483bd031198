"""A record of PubMed: its XML as it came, its identifiers, and the notices that it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ldn_bib.sources.record import Notice
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.issn import normalise_issn
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.status import StatusKind

SOURCE = "PubMed"

NOTICES: Mapping[str, StatusKind] = {
    "RetractionIn": StatusKind.RETRACTED,
    "RetractedandRepublishedIn": StatusKind.RETRACTED,
    "PartialRetractionIn": StatusKind.PARTLY_RETRACTED,  # in the DTDs until 2014
    "ExpressionOfConcernIn": StatusKind.CONCERN,
    "ErratumIn": StatusKind.CORRECTED,
    "CorrectedandRepublishedIn": StatusKind.CORRECTED,
    "UpdateIn": StatusKind.NONE,
}
"""``RefType`` of a notice about the paper, after the DTD of 2025, to what it does to it."""

NOTICE_OF = frozenset(
    {
        "RetractionOf",
        "RetractedandRepublishedFrom",
        "PartialRetractionOf",
        "ExpressionOfConcernFor",
        "ErratumFor",
        "CorrectedandRepublishedFrom",
        "UpdateOf",
    }
)
"""``RefType`` of a paper that this one is a notice about."""

RETRACTED_TYPES = frozenset({"D016441"})
"""MeSH number of the publication type *Retracted Publication*."""

SETS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet"})
RECORDS = ("PubmedArticle", "PubmedBookArticle")

# It is not loaded: with its name a record may hold names of characters that it declares.
_DTD = "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd"

_PMID = ("MedlineCitation/PMID", "BookDocument/PMID")
_IDS = ("PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId",
        "BookDocument/ArticleIdList/ArticleId")  # fmt: skip
_TYPES = ("MedlineCitation/Article/PublicationTypeList/PublicationType",
          "BookDocument/PublicationType")  # fmt: skip
_EISSN = "MedlineCitation/Article/Journal/ISSN[@IssnType='Electronic']"


@dataclass(frozen=True, slots=True)
class PubMedRecord:
    """A record of PubMed.

    Attributes:
        pmid: its number.
        xml: the record as a document of its own, one ``PubmedArticleSet``.
        doi: DOI; empty where it has none.
        pmcid: number in PubMed Central; empty where it has none.
        types: its publication types.
        notices: notices about the paper.
        notice_of: PMIDs (``PMID 123``) or citations of the papers that it is a notice about.
        retrieved: when it came, with a time zone.
        electronic: ISSNs of electronic editions.
    """

    pmid: str
    xml: str
    doi: str
    pmcid: str
    types: tuple[str, ...]
    notices: tuple[Notice, ...]
    notice_of: tuple[str, ...]
    retrieved: dt.datetime
    electronic: tuple[str, ...] = ()


def records_of(root: Any, retrieved: dt.datetime) -> dict[str, PubMedRecord]:
    """Return the records of a set by PMID; one without a PMID is left out.

    Args:
        root: element ``PubmedArticleSet``.
        retrieved: when it came.
    """
    found: dict[str, PubMedRecord] = {}
    for element in root.iterchildren(*RECORDS):
        record = _record(element, root.tag, retrieved)
        if record.pmid:
            found.setdefault(record.pmid, record)
    return found


def _record(element: Any, tag: str, retrieved: dt.datetime) -> PubMedRecord:
    from lxml import etree

    content = etree.tostring(element, encoding="unicode", with_tail=False)
    notices, notice_of = _relations(element)
    types = [kind for path in _TYPES for kind in element.findall(path)]
    is_retracted = any(kind.get("UI") in RETRACTED_TYPES for kind in types)
    if is_retracted and not any(notice.kind is StatusKind.RETRACTED for notice in notices):
        words = "Retracted Publication"
        notices.append(Notice(StatusKind.RETRACTED, words, words=words, source=SOURCE))
    ids = {
        kind.get("IdType", ""): _text(kind) for path in _IDS for kind in element.findall(path)[::-1]
    }
    located = element.findall("MedlineCitation/Article/ELocationID[@EIdType='doi']")
    dois = [_text(one) for one in located if one.get("ValidYN", "Y") != "N"]
    dois.append(ids.get("doi", ""))
    return PubMedRecord(
        pmid=next((_text(one) for path in _PMID for one in element.findall(path)), ""),
        xml=f'<!DOCTYPE {tag} SYSTEM "{_DTD}">\n<{tag}>{content}</{tag}>',
        doi=next(filter(None, map(normalise_doi, dois)), ""),
        pmcid=normalise_pmcid(ids.get("pmc", ""), bare=True) or "",
        types=tuple(filter(None, map(_text, types))),
        notices=tuple(notices),
        notice_of=tuple(notice_of),
        retrieved=retrieved,
        electronic=tuple(filter(None, map(normalise_issn, map(_text, element.findall(_EISSN))))),
    )


def _relations(element: Any) -> tuple[list[Notice], list[str]]:
    notices: list[Notice] = []
    notice_of: list[str] = []
    path = "MedlineCitation/CommentsCorrectionsList/CommentsCorrections"
    for one in element.findall(path):
        name = one.get("RefType", "")
        pmid, words = _text(one.find("PMID")), _text(one.find("RefSource"))
        doi = _doi_in(words)
        identifier = f"PMID {pmid}" if pmid.isdigit() else doi
        if name in NOTICES:
            other = "" if doi == identifier else doi
            kind = NOTICES[name]
            notices.append(Notice(kind, name, identifier, words, source=SOURCE, doi=other))
        elif name in NOTICE_OF:
            notice_of.append(identifier or words)
    return notices, list(filter(None, notice_of))


def _doi_in(words: str) -> str:
    """Return the DOI at the end of a citation, ``… doi: 10.1000/1.``; empty where there is none."""
    _, label, rest = words.rpartition("doi:")
    return normalise_doi(rest.strip().rstrip(".")) or "" if label else ""


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
