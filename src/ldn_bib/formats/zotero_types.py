"""What Zotero has for each kind of reference: its fields and the roles of its names.

The tables say, in the words of CSL, for which variables each item type of Zotero (version 9)
has a field. ``variable=field`` and ``variable=role`` stand where the name is not the usual
one of :data:`FIELD_NAMES` or :data:`ROLE_NAMES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ldn_bib.formats.zotero_names import BASE_NAMES, FIELD_NAMES, ROLE_NAMES

_EVERYWHERE = "title title-short abstract issued accessed URL DOI language "
_ARCHIVE = "archive archive_location source call-number "
_IMPRINT = "publisher publisher-place "
_SERIES = "collection-title collection-number "
_VOLUMES = "volume number-of-volumes "
_REPRINT = "original-date original-publisher original-publisher-place "
_BROADCAST = (
    "host guest producer executive-producer script-writer performer narrator translator contributor"
)


def _pairs(words: str, usual: Mapping[str, str]) -> Mapping[str, str]:
    """Return variable to name for ``variable`` and ``variable=name``, without ``!variable``."""
    found: dict[str, str] = {}
    for word in words.split():
        if word.startswith("!"):
            del found[word[1:]]
            continue
        variable, equals, name = word.partition("=")
        found[variable] = name if equals else usual[variable]
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class ItemType:
    """An item type of Zotero.

    Attributes:
        name: as in ``z:itemType``.
        csl: CSL type that it means.
        node: element of its RDF node; ``rdf:Description`` where it has no class.
        container: class of what it is part of; empty where Zotero has none.
        roles: CSL name variable to role, the main one first.
        fields: CSL variable to field.
    """

    name: str
    csl: str
    node: str
    container: str
    roles: Mapping[str, str]
    fields: Mapping[str, str]


def _type(name: str, csl: str, node: str, container: str, roles: str, fields: str) -> ItemType:
    return ItemType(
        name,
        csl,
        node,
        container,
        _pairs(roles, ROLE_NAMES),
        _pairs(_EVERYWHERE + fields, FIELD_NAMES),
    )


_PLAIN = "rdf:Description"
_ENTRY_FIELDS = "container-title edition page ISBN " + _SERIES + _VOLUMES + _IMPRINT + _ARCHIVE

# The first row of a CSL type is the one that is written. Zotero's role "creator" is not written:
# its importer takes the property for the list of all names.
_ROWS = (
    _type(
        "journalArticle",
        "article-journal",
        "bib:Article",
        "bib:Journal",
        "author contributor editor translator reviewed-author",
        "container-title container-title-short volume issue section part-number part-title page "
        "collection-title PMID PMCID ISSN " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "magazineArticle",
        "article-magazine",
        "bib:Article",
        "bib:Periodical",
        "author contributor translator reviewed-author",
        "container-title volume issue page ISSN " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "newspaperArticle",
        "article-newspaper",
        "bib:Article",
        "bib:Newspaper",
        "author contributor translator reviewed-author",
        "container-title volume issue edition section page ISSN " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "preprint",
        "article",
        _PLAIN,
        "",
        "author contributor editor translator reviewed-author",
        "genre number " + _SERIES + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "book",
        "book",
        "bib:Book",
        "",
        "author contributor editor translator collection-editor",
        "edition medium number-of-pages ISBN ISSN "
        + _SERIES
        + _VOLUMES
        + _IMPRINT
        + _REPRINT
        + _ARCHIVE,
    ),
    _type(
        "bookSection",
        "chapter",
        "bib:BookSection",
        "bib:Book",
        "author contributor editor container-author translator collection-editor",
        "medium ISSN " + _REPRINT + _ENTRY_FIELDS,
    ),
    _type(
        "encyclopediaArticle",
        "entry-encyclopedia",
        _PLAIN,
        "bib:Book",
        "author contributor editor translator collection-editor",
        _ENTRY_FIELDS,
    ),
    _type(
        "dictionaryEntry",
        "entry-dictionary",
        _PLAIN,
        "bib:Book",
        "author contributor editor translator collection-editor",
        _ENTRY_FIELDS,
    ),
    _type(
        "conferencePaper",
        "paper-conference",
        _PLAIN,
        "bib:Journal",
        "author contributor editor translator collection-editor",
        "container-title event-title event-place issue page ISBN ISSN "
        + _SERIES
        + _VOLUMES
        + _IMPRINT
        + _ARCHIVE,
    ),
    _type(
        "thesis",
        "thesis",
        "bib:Thesis",
        "",
        "author contributor",
        "genre number-of-pages ISBN ISSN " + _SERIES + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "report",
        "report",
        "bib:Report",
        "",
        "author editor contributor translator collection-editor",
        "number genre collection-title=seriesTitle collection-number page ISBN ISSN "
        + _IMPRINT
        + _ARCHIVE,
    ),
    _type(
        "webpage",
        "webpage",
        "bib:Document",
        "z:Website",
        "author contributor translator",
        "container-title genre " + _IMPRINT,
    ),
    _type(
        "blogPost",
        "post-weblog",
        "bib:Document",
        "z:Blog",
        "author translator contributor",
        "container-title genre ISSN",
    ),
    _type(
        "forumPost",
        "post",
        "bib:Document",
        "z:Forum",
        "author contributor",
        "container-title genre",
    ),
    _type(
        "dataset",
        "dataset",
        _PLAIN,
        "",
        "author contributor",
        "number genre version medium " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "computerProgram",
        "software",
        "bib:Data",
        "",
        "author=programmer contributor",
        "!language collection-title=seriesTitle version medium=system ISBN "
        "genre=programmingLanguage " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "patent",
        "patent",
        "bib:Patent",
        "",
        "author=inventor contributor",
        "publisher-place jurisdiction authority number submitted page "
        "call-number=applicationNumber issue=priorityNumbers original-date "
        "references=references status",
    ),
    _type(
        "standard",
        "standard",
        _PLAIN,
        "",
        "author editor contributor",
        "authority section=committee genre number version edition status part-number part-title "
        "ISBN number-of-pages " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "manuscript",
        "manuscript",
        "bib:Manuscript",
        "",
        "author contributor translator",
        "genre number-of-pages number " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "presentation",
        "speech",
        "bib:ConferenceProceedings",
        "",
        "author=presenter chair organizer contributor translator",
        # Zotero cites this place as the one of the event.
        "genre event-title event-place=place collection-title container-title",
    ),
    _type(
        "document",
        "document",
        _PLAIN,
        "",
        "author contributor editor translator reviewed-author",
        "genre " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "letter",
        "personal_communication",
        "bib:Letter",
        "",
        "author recipient contributor translator",
        "genre event-place " + _ARCHIVE,
    ),
    _type(
        "email",
        "personal_communication",
        "bib:Letter",
        "",
        "author translator contributor recipient",
        "",
    ),
    _type(
        "instantMessage",
        "personal_communication",
        "bib:Letter",
        "",
        "author contributor recipient",
        "",
    ),
    _type(
        "interview",
        "interview",
        "bib:Interview",
        "",
        "author=interviewee contributor interviewer translator",
        "medium " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "case",
        "legal_case",
        "bib:Document",
        "bib:CourtReporter",
        "author contributor",
        "authority number container-title volume page references",
    ),
    _type(
        "statute",
        "legislation",
        "bib:Legislation",
        "",
        "author contributor",
        "container-title=code volume=codeNumber number page section chapter-number references",
    ),
    _type(
        "bill",
        "bill",
        "bib:Legislation",
        "",
        "author=sponsor contributor",
        "number container-title=code volume section page authority chapter-number references",
    ),
    _type(
        "hearing",
        "hearing",
        "bib:Report",
        "",
        "contributor",
        "section=committee number-of-volumes number page authority chapter-number references "
        + _IMPRINT,
    ),
    _type(
        "map",
        "map",
        "bib:Image",
        "",
        "author=cartographer contributor collection-editor",
        "genre scale collection-title=seriesTitle edition ISBN " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "artwork",
        "graphic",
        "bib:Illustration",
        "",
        "author=artist contributor",
        "medium dimensions=artworkSize event-place " + _ARCHIVE,
    ),
    _type(
        "audioRecording",
        "song",
        "bib:Recording",
        "",
        "author=performer original-author composer translator contributor",
        "medium collection-title=seriesTitle dimensions ISBN " + _VOLUMES + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "film",
        "motion_picture",
        "bib:MotionPicture",
        "",
        "director producer script-writer performer host guest narrator translator contributor",
        "genre medium dimensions " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "videoRecording",
        "motion_picture",
        "bib:Recording",
        "",
        "director " + _BROADCAST,
        "medium collection-title=seriesTitle dimensions ISBN " + _VOLUMES + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "tvBroadcast",
        "broadcast",
        "bib:Recording",
        "",
        "director series-creator " + _BROADCAST,
        "container-title number medium dimensions " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "radioBroadcast",
        "broadcast",
        "bib:Recording",
        "",
        "director "
        "host guest producer executive-producer series-creator script-writer performer "
        "translator contributor",
        "container-title number medium dimensions " + _IMPRINT + _ARCHIVE,
    ),
    _type(
        "podcast",
        "broadcast",
        "bib:Recording",
        "",
        "host=podcaster guest producer executive-producer series-creator director "
        "script-writer performer translator contributor",
        "collection-title=seriesTitle number medium dimensions " + _IMPRINT,
    ),
)

ITEM_TYPES: Mapping[str, ItemType] = {row.name: row for row in _ROWS}
"""The item types by name."""

BY_CSL: Mapping[str, ItemType] = {row.csl: row for row in reversed(_ROWS)}
"""CSL type to the item type that stands for it."""

NEAREST: Mapping[str, str] = {
    "classic": "book",
    "collection": "document",
    "entry": "encyclopediaArticle",
    "event": "presentation",
    "figure": "artwork",
    "musical_score": "document",
    "pamphlet": "document",
    "performance": "presentation",
    "periodical": "book",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "treaty": "document",
}
"""CSL types that Zotero has not, to its nearest item type; a line in Extra names them."""

FALLBACK = ITEM_TYPES["document"]


def field_variables(item_type: ItemType) -> Mapping[str, str]:
    """Return the fields of an item type to their CSL variables, usual names included."""
    found = {}
    for variable, name in item_type.fields.items():
        found[name] = variable
        found.setdefault(BASE_NAMES.get(name, name), variable)
    return found
