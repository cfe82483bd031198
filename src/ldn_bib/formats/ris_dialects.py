"""RIS of other programs as data: their record types, and which of our tags theirs mean."""

from __future__ import annotations

from collections.abc import Mapping

from ldn_bib.formats.ris_tables import PROFILES, TYPES

_USUAL = {
    "CASE": "legal_case", "COMP": "software", "DICT": "entry-dictionary", "ELEC": "webpage",
    "GEN": "document", "JOUR": "article-journal", "LEGAL": "regulation",
    "MPCT": "motion_picture", "PCOMM": "personal_communication",
}  # fmt: skip
"""What a type of RIS is that several types of CSL share."""

READ_TYPES: Mapping[str, tuple[str, str]] = {
    **{ris: (ris, _USUAL.get(ris, csl)) for csl, ris in TYPES.items()},
    # Tables of 2001 and 2011, and what Zotero, Mendeley and publishers add to them.
    "ABST": ("JOUR", "article-journal"),
    "ADVS": ("MPCT", "motion_picture"),
    "ANCIENT": ("CLSWK", "classic"),
    "CHART": ("FIGURE", "figure"),
    "CONF": ("CPAPER", "paper-conference"),
    "CTLG": ("BOOK", "book"),
    "DBASE": ("DATA", "dataset"),
    "EBOOK": ("BOOK", "book"),
    "ECHAP": ("CHAP", "chapter"),
    "EDBOOK": ("BOOK", "book"),
    "EJOUR": ("JOUR", "article-journal"),
    "EQUA": ("FIGURE", "figure"),
    "GOVDOC": ("RPRT", "report"),
    "GRANT": ("GEN", "document"),
    "GRNT": ("GEN", "document"),
    "ICOMM": ("PCOMM", "personal_communication"),
    "INPR": ("JOUR", "article-journal"),
    "INTV": ("PCOMM", "interview"),
    "MULTI": ("MPCT", "motion_picture"),
    "SER": ("BOOK", "book"),
    "UNBILL": ("BILL", "bill"),
    "UNPD": ("UNPB", "article"),
    "VIDEO": ("MPCT", "motion_picture"),
    # Names in words, which some databases write.
    "ARTICLE": ("JOUR", "article-journal"),
    "JOURNAL": ("JOUR", "article-journal"),
    "JOURNAL ARTICLE": ("JOUR", "article-journal"),
    "BOOK CHAPTER": ("CHAP", "chapter"),
    "BOOK SECTION": ("CHAP", "chapter"),
    "CONFERENCE PAPER": ("CPAPER", "paper-conference"),
    "CONFERENCE PROCEEDINGS": ("CPAPER", "paper-conference"),
    "REPORT": ("RPRT", "report"),
    "THESIS": ("THES", "thesis"),
    "DISSERTATION": ("THES", "thesis"),
    "WEB PAGE": ("ELEC", "webpage"),
    "WEBSITE": ("ELEC", "webpage"),
}
"""Type in a file, in capitals, to the type whose layout it has and to that of CSL."""

ARTICLES = frozenset(("JOUR", "MGZN", "NEWS", "JFULL"))
"""Types whose journal stands in any of several tags."""

WHOLES = frozenset(("BOOK", "CLSWK", "THES", "MANSCPT", "PAMP", "MUSIC"))
"""Types whose ``SP`` counts pages, and whose ``BT`` is their own title."""

ALIASES: Mapping[str, str] = {
    "A1": "AU",
    "CP": "IS",  # Ovid
    "CT": "TI",
    "DI": "DO",  # Web of Science
    "J1": "JO",
    "LK": "UR",
    "N2": "AB",
    "PP": "CY",
    "RN": "N1",
    "SO": "T2",  # Web of Science
    "T1": "TI",
    "VO": "VL",
    "Y1": "PY",
}
"""Tag of a dialect to the tag of our layout that means the same in every type."""

IDENTIFIERS = ("M2", "XR", "PM")
"""Tags in which ``PMID: 123``, ``PUBMED 123`` and the like may stand."""

LINKS = ("L2", "L3", "L4")
"""Tags of links beside ``UR``; the first that is an address counts where there is no ``UR``."""

WITHOUT_VARIABLE = frozenset(
    (
        "AD", "AV", "C4", "C5", "C6", "C7", "C8", "CA", "CR", "ID", "LB", "NO", "OP", "RI", "RP",
        "SV", "TA", "TT", "U1", "U2", "U3", "U4", "U5",
    )
)  # fmt: skip
"""Tags that mean something of which CSL has no variable; they are kept in ``custom``."""

KNOWN = (
    {row.tag for profile in PROFILES.values() for row in profile.rows}
    | ALIASES.keys()
    | WITHOUT_VARIABLE
    | {*IDENTIFIERS, *LINKS, "BT", "ED", "ER", "JA", "JF", "JO", "TY"}
)
"""Every tag that is known."""

PARAGRAPHS = frozenset(("AB", "N1", "N2", "RN"))
"""Tags whose text may have paragraphs."""

LISTS = frozenset(
    (
        "A1", "A2", "A3", "A4", "AD", "AU", "ED", "KW", "L1", "L2", "L3", "L4", "LK", "SN", "U1",
        "UR",
    )
)  # fmt: skip
"""Tags of which EndNote writes several values on lines of their own."""
