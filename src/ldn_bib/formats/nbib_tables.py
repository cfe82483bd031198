"""Which tag of MEDLINE means which variable, as data.

Tags after NLM's "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

from collections.abc import Mapping

from ldn_bib.formats.medline import NOTICES
from ldn_bib.formats.rows import Row

SUMMARY = "Summary: "
"""How a note begins that is the plain-language summary."""

ROWS = (
    Row("PMID", "pmid:PMID"),
    Row("PMC", "pmcid:PMCID"),  # after PMID: Zotero overwrites it otherwise
    Row("IS", "issns:ISSN"),
    Row("VI", "volume"),
    Row("IP", "issue"),
    Row("DP", "date:issued"),
    Row("TI", "title:title"),
    Row("PG", "pages:page"),
    Row("LID", "doi:DOI"),  # EndNote
    Row("AB", "abstract"),
    Row("CI", "custom:CI"),
    Row("FAU", "people:author"),
    Row("FED", "people:editor"),
    Row("LA", "language:language"),
    Row("PT", "types:PT"),
    Row("TT", "title:original-title"),
    Row("DEP", "day:available-date"),
    Row("TA", "container-title-short|container-title"),
    Row("JT", "container-title|container-title-short"),
    Row("PB", "publisher"),  # not in NLM's list of journal articles, but read by Zotero
    *(Row(tag, f"custom:{tag}") for tag in NOTICES),
    Row("OT", "keywords:keyword"),
    Row("GN", "note:note"),
    Row("GN", "summary:"),
    Row("GN", "annotation:annote"),
    Row("MID", "custom:MID"),
    Row("AID", "doi:DOI"),  # Zotero
    Row("URL", "URL"),
    Row("SO", "source:"),
)
"""The layout that Zotero, EndNote and JabRef lose least of, in PubMed's order; it ends with SO."""

READ: Mapping[str, str] = {
    "VI": "volume",
    "IP": "issue",
    "TA": "container-title-short",
    "JT": "container-title",
    "PB": "publisher",
    "EN": "edition",
    "CTI": "collection-title",
    "VTI": "volume-title",
    "ISBN": "ISBN",
    "URL": "URL",
    "AB": "abstract",
}
"""Tags whose text is the text of a variable."""

WITH_MEANING = frozenset(
    (
        "AID", "AU", "AUID", "BTI", "CN", "CTDT", "DEP", "DP", "ED", "FAU", "FED", "GN", "IS",
        "KW", "LA", "LID", "OT", "PG", "PL", "PMC", "PMID", "PT", "SO", "TI", "TT",
    )
)  # fmt: skip
"""Tags that the reader takes apart; ``KW`` is KoreaMed's ``OT``."""

PROCESSING = frozenset(
    (
        "CDAT", "CRDT", "DA", "DCOM", "DRDT", "EDAT", "JID", "LR", "MHDA", "OTO", "OWN", "PHST",
        "PMCR", "PUBM", "SB", "STAT",
    )
)  # fmt: skip
"""Tags that say when and how NLM worked on the record; they are not read."""

KEPT = frozenset(
    (
        *NOTICES,
        "AD", "CI", "COIS", "FIR", "FPS", "GR", "GS", "IR", "IRAD", "MH", "MID", "NM",
        "OAB", "OABL", "OCI", "OID", "PS", "PST", "RF", "RN", "SFM", "SI",
    )
)  # fmt: skip
"""Tags without a variable, which stand in ``custom`` under their own name."""

KNOWN = KEPT | PROCESSING | WITH_MEANING | READ.keys()
