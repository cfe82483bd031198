"""Values of a CSL-JSON item as one line of plain text, for every format that is lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ldn_bib.values.keywords import split_keywords
from ldn_bib.values.markup import strip_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ldn_bib.entry import Entry

# A no-break space is part of the text and stays.
_SPACE = re.compile("[\t\n\x0b\x0c\r\x1c-\x20\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

REPLACEMENT = "\ufffd"
"""What stands for a character that cannot be encoded."""


def mend(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which no encoding can write."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return _SURROGATE.sub(REPLACEMENT, text)


def fold(text: str) -> str:
    """Return the text on one line: spaces and line ends folded, control characters gone."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return mend(_SPACE.sub(" ", _CONTROL.sub("", text))).strip()


def plain(value: object) -> str:
    """Return a text or number of an item without markup, on one line; else nothing."""
    if isinstance(value, str):
        if "<" not in value and value.isprintable() and "  " not in value:
            return value.strip()
        return fold(strip_markup(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    # str() of an int of more than 4300 digits raises.
    return str(value) if abs(value) < 1e300 else ""


def unique(words: Iterable[str]) -> list[str]:
    """Return words without empty ones and without repeats that differ in case only."""
    kept: dict[str, str] = {}
    for word in words:
        if word:
            kept.setdefault(word.casefold(), word)
    return list(kept.values())


ANNOTATION = "Annotation: "
"""What stands before an annotation, where it is a note among others."""


def own_annotation(entry: Entry, shown: Callable[[object], str] = plain) -> str:
    """Return the CSL variable ``annote`` without what the summary and the note say already.

    Our BibTeX has the summary at the beginning of the annotation.

    Args:
        entry: whose annotation it is.
        shown: what makes text of a value.
    """
    value = entry.item.get("annote")
    text = plain(value)
    if not text or text == plain(entry.item.get("note")):
        return ""
    summary = fold(entry.annotation.summary) if entry.annotation else ""
    if summary and f"{text} ".startswith(f"{summary} "):
        return text.removeprefix(summary).strip()
    return shown(value)


def group_names(custom: Mapping[str, object]) -> list[str]:
    """Return what ``custom`` says of groups: JabRef's ``groups``, and collections of Zotero."""
    groups, collections = custom.get("groups"), custom.get("collections")
    names = groups.split(",") if isinstance(groups, str) else []
    if isinstance(collections, list):
        names += [name for name in collections if isinstance(name, str)]
    return list(dict.fromkeys(filter(None, map(fold, names))))


PROPOSED = " (proposed)"
"""What follows the label of a derived tag."""


def keywords(entry: Entry) -> list[str]:
    """Return the labels of the tags, then the item's own keywords, without repeats.

    The label of a tag that no person has set says so, as in ``Fibromyalgia (proposed)``.
    """
    labels = [_shown(tag.label, tag.derived) for tag in entry.tags]
    if "keyword" not in entry.item and len(labels) < 2:
        return [label for label in labels if label]
    return unique([*labels, *split_keywords(plain(entry.item.get("keyword")))])


@lru_cache(maxsize=1024)
def _shown(label: str, derived: bool) -> str:
    return plain(label) + (PROPOSED if derived else "")
