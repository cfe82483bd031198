"""Kinds of publication, as CSL names them, in words."""

from __future__ import annotations

from collections.abc import Mapping

# CSL 1.0.2, appendix III: types
WORDS: Mapping[str, str] = {
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "article": "article outside a journal, such as a preprint",
    "book": "book",
    "chapter": "chapter of a book",
    "paper-conference": "conference paper",
    "thesis": "thesis",
    "report": "report",
    "standard": "standard",
    "regulation": "regulation",
    "review": "review of a work",
    "review-book": "review of a book",
    "entry-dictionary": "entry of a dictionary",
    "entry-encyclopedia": "entry of an encyclopaedia",
    "webpage": "web page",
    "post": "post",
    "post-weblog": "blog post",
    "dataset": "data set",
    "software": "software",
    "patent": "patent",
    "personal_communication": "personal communication",
    "document": "document of another kind",
}


def kind_words(kind: str) -> str:
    """Return a kind for people; one that is not in the table stands for itself."""
    return WORDS.get(kind, kind.replace("-", " ").replace("_", " "))
