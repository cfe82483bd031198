"""The variables of CSL 1.0.2, by kind.

Source: CSL 1.0.2 specification, Appendix IV «Variables», and its CSL-JSON schema.
"""

from __future__ import annotations

from typing import Final

_NAMES = """
author chair collection-editor compiler composer container-author contributor curator director
editor editor-translator editorial-director executive-producer guest host illustrator
interviewer narrator organizer original-author performer producer recipient reviewed-author
script-writer series-creator translator
"""

_DATES = "accessed available-date event-date issued original-date submitted"

_NUMBERS = """
chapter-number citation-number collection-number edition first-reference-note-number issue
locator number number-of-pages number-of-volumes page page-first part-number printing-number
section supplement-number version volume
"""

_TEXTS = """
abstract annote archive archive-place archive_collection archive_location authority call-number
citation-key citation-label collection-title container-title container-title-short dimensions
division DOI event event-place event-title genre ISBN ISSN jurisdiction keyword language license
medium note original-publisher original-publisher-place original-title part-title PMCID PMID
publisher publisher-place references reviewed-genre reviewed-title scale source status title
title-short URL volume-title year-suffix
"""

NAME_VARIABLES: Final = frozenset(_NAMES.split())
DATE_VARIABLES: Final = frozenset(_DATES.split())
NUMBER_VARIABLES: Final = frozenset(_NUMBERS.split())
TEXT_VARIABLES: Final = frozenset(_TEXTS.split())

SYNONYMS: Final = {
    "journalAbbreviation": "container-title-short",  # CSL-JSON before 1.0.2
    "shortTitle": "title-short",  # CSL-JSON before 1.0.2
    "event": "event-title",  # renamed in 1.0.2
}
"""Former names of variables in CSL-JSON."""
