"""MODS as data: kinds of records, and where each variable stands in one.

Genres and the places of volume, pages and publisher are those that Zotero and bibutils look for:
what is part of a journal or a book has them in its host.
"""

from __future__ import annotations

from collections.abc import Mapping

from ldn_bib.formats.rows import Row, same

UNKNOWN_TYPE = "document"

TYPES: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "classic": "book",
    "dataset": "dataset",
    "entry": "dictionaryEntry",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "figure": "artwork",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "regulation": "statute",
    "report": "report",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "statute",
    "webpage": "webpage",
}
"""CSL type to Zotero's name of the type, which stands in a ``genre`` of the authority local."""

GENRES: Mapping[str, str] = {
    "artwork": "art original",
    "audioRecording": "sound",
    "bill": "legislation",
    "blogPost": "web site",
    "book": "book",
    "bookSection": "book",
    "case": "legal case and case notes",
    "conferencePaper": "conference publication",
    "dataset": "numeric data",
    "dictionaryEntry": "dictionary",
    "encyclopediaArticle": "encyclopedia",
    "film": "motion picture",
    "forumPost": "web site",
    "journalArticle": "periodical",
    "letter": "letter",
    "magazineArticle": "periodical",
    "map": "map",
    "newspaperArticle": "newspaper",
    "patent": "patent",
    "presentation": "speech",
    "report": "technical report",
    "standard": "standard or specification",
    "statute": "legislation",
    "thesis": "thesis",
    "webpage": "web site",
}
"""Type to term of the MARC genre list; for a part the genre of its host."""

RESOURCES: Mapping[str, str] = {
    "artwork": "still image",
    "audioRecording": "sound recording",
    "computerProgram": "software, multimedia",
    "dataset": "software, multimedia",
    "film": "moving image",
    "map": "cartographic",
    "tvBroadcast": "moving image",
}
"""Type to ``typeOfResource``; the others are text."""

PARTS = (
    "blogPost",
    "bookSection",
    "conferencePaper",
    "dictionaryEntry",
    "encyclopediaArticle",
    "forumPost",
    "journalArticle",
    "magazineArticle",
    "newspaperArticle",
    "webpage",
)
"""Types of what is part of something larger."""

PERIODICALS = ("journalArticle", "magazineArticle", "newspaperArticle")

HOST = "relatedItem type=host"
SERIES = "relatedItem type=series"
_ORIGINAL = "relatedItem type=original"
_REVIEWED = "relatedItem type=reviewOf"


def _of_whole(path: str, source: str, *, by_type: Mapping[str, str] | None = None) -> list[Row]:
    """Rows for what belongs to the host where there is one, else to the record itself."""
    own = {**(by_type or {}), **same(PARTS, "")}
    return [Row(path, source, own), Row(f"{HOST}/{path}", "", same(PARTS, source))]


ROWS: tuple[Row, ...] = (
    Row("titleInfo/title", "title"),
    Row("titleInfo/partNumber", "part-number"),
    Row("titleInfo/partName", "part-title"),
    Row("titleInfo type=abbreviated/title", "title-short"),
    Row("genre", "genre"),
    *_of_whole(
        "originInfo/place/placeTerm type=text",
        "publisher-place",
    ),
    *_of_whole("originInfo/publisher", "publisher", by_type={"patent": "authority|publisher"}),
    *_of_whole("originInfo/edition", "edition|version"),
    Row("language/languageTerm type=code authority=rfc5646", "tag:language"),
    Row("language/languageTerm type=text", "words:language"),
    Row("physicalDescription/form", "medium"),
    Row("physicalDescription/extent", "leaves:number-of-pages"),
    Row("abstract", "paragraphs:abstract"),
    Row("note type=summary", "summary:"),
    Row("note", "paragraphs:note"),
    Row("note type=annotation", "annotation:annote"),
    Row("note type=status", "status"),
    Row("subject/cartographics/scale", "scale"),
    Row("classification", "call-number"),
    Row(f"{HOST}/titleInfo/title", "container-title"),
    Row(f"{HOST}/titleInfo type=abbreviated/title", "container-title-short"),
    *_of_whole("part/detail type=volume/number", "volume"),
    *_of_whole("part/detail type=volume/title", "volume-title"),
    *_of_whole("part/detail type=issue/number", "issue"),
    *_of_whole("part/detail type=supplement/number", "supplement-number"),
    *_of_whole("part/detail type=chapter/number", "chapter-number"),
    *_of_whole("part/detail type=section/number", "section"),
    *_of_whole("part/detail type=number/number", "number"),
    *_of_whole("part/extent unit=pages/start", "first:page"),
    *_of_whole("part/extent unit=pages/end", "last:page"),
    *_of_whole("part/extent unit=pages/list", "stretches:page"),
    *_of_whole("identifier type=isbn", "ISBN"),
    *_of_whole("identifier type=issn", "each:ISSN"),
    *_of_whole(f"{SERIES}/titleInfo/title", "collection-title"),
    *_of_whole(f"{SERIES}/part/detail type=volume/number", "collection-number"),
    Row(f"{_ORIGINAL}/titleInfo/title", "original-title"),
    Row(f"{_ORIGINAL}/originInfo/place/placeTerm type=text", "original-publisher-place"),
    Row(f"{_ORIGINAL}/originInfo/publisher", "original-publisher"),
    Row(f"{_ORIGINAL}/originInfo/dateIssued encoding=edtf", "date:original-date"),
    Row(f"{_REVIEWED}/titleInfo/title", "reviewed-title"),
    Row(f"{_REVIEWED}/genre", "reviewed-genre"),
    Row("identifier type=doi", "doi:DOI"),
    Row("identifier type=pmid", "pmid:PMID"),
    Row("identifier type=pmc", "pmcid:PMCID"),
    Row("location/physicalLocation", "archive"),
    Row("location/shelfLocator", "archive_location"),
    Row("recordInfo/recordContentSource", "source"),
)
"""What is written behind names, type and dates, in this order."""

ROLES: Mapping[str, tuple[str, str]] = {
    "author": ("", "aut"),
    "chair": ("", "mod"),
    "collection-editor": (SERIES, "pbd"),  # Zotero's code for the editor of a series
    "compiler": ("", "com"),
    "composer": ("", "cmp"),
    "container-author": (HOST, "aut"),
    "contributor": ("", "ctb"),
    "curator": ("", "cur"),
    "director": ("", "drt"),
    "editor": ("", "edt"),
    "editorial-director": ("", "pbd"),
    "executive-producer": ("", "pro"),
    "guest": ("", "pan"),
    "host": ("", "hst"),
    "illustrator": ("", "ill"),
    "interviewer": ("", "ivr"),
    "narrator": ("", "nrt"),
    "organizer": ("", "orm"),
    "original-author": (_ORIGINAL, "aut"),
    "performer": ("", "prf"),
    "producer": ("", "pro"),
    "recipient": ("", "rcp"),
    "reviewed-author": (_REVIEWED, "aut"),
    "script-writer": ("", "aus"),
    "series-creator": ("", "cre"),
    "translator": ("", "trl"),
}
"""Name variable to the item that the names belong to, and their code of MARC relators."""
