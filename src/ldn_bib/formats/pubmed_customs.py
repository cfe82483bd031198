"""What PubMed's XML says and CSL has no variable for, under the tags of MEDLINE's format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ldn_bib.formats.medline import NOTICES
from ldn_bib.formats.medline_records import Draft
from ldn_bib.formats.pubmed_elements import plain_of

_CITATION, _ARTICLE = "MedlineCitation", "MedlineCitation/Article"
_IDS = "ArticleIdList/ArticleId"

TEXTS: Mapping[str, tuple[str, ...]] = {
    "CI": (f"{_CITATION}/OtherAbstract/CopyrightInformation",),
    "COIS": (f"{_CITATION}/CoiStatement",),
    "GS": (f"{_CITATION}/GeneSymbolList/GeneSymbol",),
    "NM": (f"{_CITATION}/SupplMeshList/SupplMeshName",),
    "OAB": (f"{_CITATION}/OtherAbstract",),
    "OID": (f"{_CITATION}/OtherID",),
    "PL": (f"{_CITATION}/MedlineJournalInfo/Country",),
    "PST": ("PubmedData/PublicationStatus", "PubmedBookData/PublicationStatus"),
    "RF": (f"{_CITATION}/NumberOfReferences",),
    "SFM": (f"{_CITATION}/SpaceFlightMission",),
}
"""Tag to elements whose text is kept as it is."""

HISTORY = frozenset(("accepted", "revised", "retracted"))
"""Stamps of a paper's own history that are kept; when it was received is a variable."""

_TAGS = {name: tag for tag, name in NOTICES.items()}
_NUMBERS = ("Year", "Month", "Day")


def _notices(element: Any) -> Iterator[tuple[str, str]]:
    kind = element.get("RefType", "")
    # A list of cited works, as old records have it.
    if kind == "Cites":
        return
    source, pmid = plain_of(element.find("RefSource")), plain_of(element.find("PMID"))
    shown = [source.rstrip("."), f"PMID: {pmid}" if pmid else "", plain_of(element.find("Note"))]
    yield _TAGS.get(kind, kind or "CommentsCorrections"), ". ".join(filter(None, shown))


def _heading(element: Any) -> Iterator[tuple[str, str]]:
    yield (
        "MH",
        "/".join(
            ("*" if part.get("MajorTopicYN") == "Y" else "") + plain_of(part)
            for part in element.iterchildren("DescriptorName", "QualifierName")
        ),
    )


def _chemical(element: Any) -> Iterator[tuple[str, str]]:
    number, name = (plain_of(element.find(part)) for part in ("RegistryNumber", "NameOfSubstance"))
    yield "RN", f"{number} ({name})" if name else number


def _grant(element: Any) -> Iterator[tuple[str, str]]:
    parts = (plain_of(element.find(name)) for name in ("GrantID", "Acronym", "Agency", "Country"))
    yield "GR", "/".join(filter(None, parts))


def _bank(element: Any) -> Iterator[tuple[str, str]]:
    bank = plain_of(element.find("DataBankName"))
    numbers = [plain_of(number) for number in element.iterfind("AccessionNumberList/*")]
    for number in numbers or [""]:
        yield "SI", "/".join(filter(None, (bank, number)))


def _investigator(element: Any) -> Iterator[tuple[str, str]]:
    yield "FIR", _person(element)


def _subject(element: Any) -> Iterator[tuple[str, str]]:
    yield "FPS", _person(element)


def _person(element: Any) -> str:
    parts = (plain_of(element.find(name)) for name in ("LastName", "ForeName", "Suffix"))
    family, given, suffix = parts
    return ", ".join(filter(None, (family, f"{given} {suffix}".strip())))


def _stamp(element: Any) -> Iterator[tuple[str, str]]:
    status = element.get("PubStatus", "")
    if status in HISTORY:
        numbers = (plain_of(element.find(name)).zfill(2) for name in _NUMBERS)
        yield "PHST", f"{'/'.join(numbers)} [{status}]"


READS: Mapping[str, Callable[[Any], Iterator[tuple[str, str]]]] = {
    f"{_CITATION}/CommentsCorrectionsList/CommentsCorrections": _notices,
    f"{_CITATION}/MeshHeadingList/MeshHeading": _heading,
    f"{_CITATION}/ChemicalList/Chemical": _chemical,
    f"{_ARTICLE}/GrantList/Grant": _grant,
    "BookDocument/GrantList/Grant": _grant,
    f"{_ARTICLE}/DataBankList/DataBank": _bank,
    f"{_CITATION}/InvestigatorList/Investigator": _investigator,
    "BookDocument/InvestigatorList/Investigator": _investigator,
    f"{_CITATION}/PersonalNameSubjectList/PersonalNameSubject": _subject,
    "PubmedData/History/PubMedPubDate": _stamp,
}
"""Elements with parts, and what gives their tag and text."""

ID_PATHS = (f"PubmedData/{_IDS}", f"BookDocument/{_IDS}", f"PubmedBookData/{_IDS}")

VARIABLES = frozenset(("doi", "pmc", "pmcid", "pubmed", "medline"))
"""Kinds of identifiers that have a variable, or that say what another says."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHILDREN: Mapping[str, frozenset[str]] = {
    _CITATION: _words(
        "PMID DateCreated DateCompleted DateRevised Article MedlineJournalInfo ChemicalList "
        "SupplMeshList CitationSubset CommentsCorrectionsList GeneSymbolList MeshHeadingList "
        "NumberOfReferences PersonalNameSubjectList OtherID OtherAbstract KeywordList "
        "CoiStatement SpaceFlightMission InvestigatorList GeneralNote"
    ),
    _ARTICLE: _words(
        "Journal ArticleTitle Pagination ELocationID Abstract AuthorList Language DataBankList "
        "GrantList PublicationTypeList VernacularTitle ArticleDate"
    ),
    "PubmedData": _words("History PublicationStatus ArticleIdList ObjectList ReferenceList"),
    "BookDocument": _words(
        "PMID ArticleIdList Book LocationLabel ArticleTitle VernacularTitle Pagination Language "
        "AuthorList InvestigatorList PublicationType Abstract Sections KeywordList "
        "ContributionDate DateRevised GrantList ItemList ReferenceList"
    ),
    "BookDocument/Book": _words(
        "Publisher BookTitle PubDate BeginningDate EndingDate AuthorList InvestigatorList Volume "
        "VolumeTitle Edition CollectionTitle Isbn ELocationID Medium ReportNumber"
    ),
    "PubmedBookData": _words("History PublicationStatus ArticleIdList ObjectList"),
}
"""What NLM's DTD has in the elements that are read."""


def unknown_elements(find: Callable[[str], list[Any]]) -> list[str]:
    """Return the names of elements that the DTD does not have, without repeats."""
    names = {
        child.tag: None
        for path, known in CHILDREN.items()
        for parent in find(path)
        for child in parent
        if isinstance(child.tag, str) and child.tag not in known
    }
    return list(names)


def read_customs(draft: Draft, find: Callable[[str], list[Any]]) -> None:
    """Keep in a draft what has no variable.

    Args:
        draft: the draft of the record.
        find: gives the elements at a path of the record.
    """
    for tag, paths in TEXTS.items():
        for path in paths:
            for element in find(path):
                draft.keep_tag(tag, plain_of(element))
    for path, reader in READS.items():
        for element in find(path):
            for tag, text in reader(element):
                draft.keep_tag(tag, text)
    for path in ID_PATHS:
        for element in find(path):
            kind = element.get("IdType", "pubmed")
            if kind == "mid":
                draft.keep_tag("MID", plain_of(element))
            elif kind not in VARIABLES:
                draft.keep(kind, plain_of(element))
