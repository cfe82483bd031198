"""Entry types of BibTeX and biblatex, and what CSL calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class TypeRule(NamedTuple):
    """What becomes of an entry type.

    Attributes:
        csl: CSL type, version 1.0.2.
        genre: text for ``genre`` where the entry has no ``type`` of its own.
    """

    csl: str
    genre: str = ""


ENTRY_TYPES: Mapping[str, TypeRule] = {
    # BibTeX, «BibTeXing» (Patashnik 1988), section 3.1
    "article": TypeRule("article-journal"),
    "book": TypeRule("book"),
    "booklet": TypeRule("pamphlet"),
    "conference": TypeRule("paper-conference"),
    "inbook": TypeRule("chapter"),
    "incollection": TypeRule("chapter"),
    "inproceedings": TypeRule("paper-conference"),
    "manual": TypeRule("book"),
    "mastersthesis": TypeRule("thesis", "Master’s thesis"),
    "misc": TypeRule("document"),
    "phdthesis": TypeRule("thesis", "PhD thesis"),
    "proceedings": TypeRule("book"),
    "techreport": TypeRule("report", "Technical report"),
    "unpublished": TypeRule("manuscript"),
    # biblatex 3.20, manual section 2.1.1
    "bookinbook": TypeRule("chapter"),
    "collection": TypeRule("book"),
    "dataset": TypeRule("dataset"),
    "inreference": TypeRule("entry-encyclopedia"),
    "mvbook": TypeRule("book"),
    "mvcollection": TypeRule("book"),
    "mvproceedings": TypeRule("book"),
    "mvreference": TypeRule("book"),
    "online": TypeRule("webpage"),
    "patent": TypeRule("patent"),
    "periodical": TypeRule("periodical"),
    "reference": TypeRule("book"),
    "report": TypeRule("report"),
    "software": TypeRule("software"),
    "suppbook": TypeRule("chapter"),
    "suppcollection": TypeRule("chapter"),
    "suppperiodical": TypeRule("article-journal"),
    "thesis": TypeRule("thesis"),
    # biblatex 3.20, section 2.1.2, aliases
    "electronic": TypeRule("webpage"),
    "www": TypeRule("webpage"),
    # biblatex 3.20, section 2.1.3, types without a layout of their own
    "artwork": TypeRule("graphic"),
    "audio": TypeRule("song"),
    "commentary": TypeRule("chapter"),
    "image": TypeRule("figure"),
    "jurisdiction": TypeRule("legal_case"),
    "legal": TypeRule("treaty"),
    "legislation": TypeRule("legislation"),
    "letter": TypeRule("personal_communication"),
    "movie": TypeRule("motion_picture"),
    "music": TypeRule("song"),
    "performance": TypeRule("performance"),
    "review": TypeRule("review"),
    "standard": TypeRule("standard"),
    "video": TypeRule("motion_picture"),
    # In wide use without a manual that defines them
    "preprint": TypeRule("article"),
    "webpage": TypeRule("webpage"),
    "website": TypeRule("webpage"),
}
"""Lower-case entry type to CSL type."""

CONTAINER_TYPES = frozenset({"xdata", "set"})
"""biblatex types that hold data for other entries and are never cited themselves."""

ENTRY_SUBTYPES: Mapping[tuple[str, str], str] = {
    ("article-journal", "magazine"): "article-magazine",
    ("article-journal", "newspaper"): "article-newspaper",
}
"""CSL type and biblatex ``entrysubtype`` to the CSL type that says both."""

CSL_SUBTYPES = _words(
    """article article-journal bill book broadcast chapter classic collection dataset document
    entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent
    performance periodical personal_communication post post-weblog regulation report review
    review-book software song speech standard thesis treaty webpage"""
)
"""CSL types that an ``entrysubtype`` of that name means: what our writers put there where an
entry type that every program knows says less."""

TYPE_KEYS: Mapping[str, str] = {
    "bathesis": "Bachelor’s thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "US patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "US patent request",
}
"""Localisation keys that biblatex takes in the ``type`` field (manual, section 4.9.2.14)."""

DEFAULT_TYPE = "document"
"""CSL type of an entry type that stands in no table."""

CHAPTER_TYPES = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
"""CSL types of parts of a book, whose container is the ``booktitle``."""

BOOK_TYPES = frozenset({"book", "pamphlet", *CHAPTER_TYPES})
"""CSL types whose ``number`` counts the volumes of a series."""
