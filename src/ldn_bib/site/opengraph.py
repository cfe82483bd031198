"""Open Graph: what a page looks like where somebody shares its address.

The properties are those of https://ogp.me. Zotero takes ``og:description`` for the abstract
where a page has none, so that a summary says in it that it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.site.item_text import description, issued, text, warned_title

if TYPE_CHECKING:
    from ldn_bib.entry import Entry

Pairs = tuple[tuple[str, str], ...]

LONGEST = 300
"""Characters of a description: more than any program shows."""

_BOOKS = frozenset(("book", "classic"))


def paper_tags(entry: Entry, *, site_name: str, page_url: str = "") -> Pairs:
    """Return properties and contents of a paper's page, unescaped.

    Args:
        entry: the paper; a retraction stands in the title and the description.
        site_name: name of the site.
        page_url: absolute address of the page; empty where that is not known.
    """
    is_book = entry.item.get("type") in _BOOKS
    day = issued(entry.item)
    released = "book:release_date" if is_book else "article:published_time"
    found = [
        ("og:type", "book" if is_book else "article"),
        ("og:title", warned_title(entry)),
        ("og:description", _description(entry)),
        ("og:site_name", site_name),
        ("og:url", page_url),
        (released, str(day) if day else ""),
    ]
    if not is_book:
        found += (("article:tag", tag.label) for tag in entry.tags if not tag.derived)
    return _full(found)


def page_tags(title: str, description: str, *, site_name: str, page_url: str = "") -> Pairs:
    """Return properties and contents of any other page, unescaped.

    Args:
        title: title of the page.
        description: what it is, in a sentence; it is shortened.
        site_name: name of the site.
        page_url: absolute address of the page; empty where that is not known.
    """
    return _full(
        [
            ("og:type", "website"),
            ("og:title", title),
            ("og:description", shortened(description)),
            ("og:site_name", site_name),
            ("og:url", page_url),
        ]
    )


def shortened(words: str, longest: int = LONGEST) -> str:
    """Return a text of at most so many characters, cut between words with an ellipsis."""
    if len(words) <= longest:
        return words
    start, space, _ = words[:longest].rpartition(" ")
    # A text without spaces is cut where it must be.
    return (start.rstrip(" ,;:") if space else words[: longest - 1]) + "…"


def _description(entry: Entry) -> str:
    said = description(entry)
    if not said:
        journal = text(entry.item, "container-title")
        year = str(entry.year) if entry.year is not None else ""
        return ", ".join(filter(None, (journal, year)))
    is_warned = entry.status is not None and entry.status.is_alert
    return shortened(said if is_warned else f"In plain language: {said}")


def _full(found: list[tuple[str, str]]) -> Pairs:
    return tuple((name, content) for name, content in found if content)
