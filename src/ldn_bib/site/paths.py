"""Addresses of the site: file names that are safe and unique, and links relative to a page."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final
from urllib.parse import quote

_NOT_IN_NAME: Final = re.compile(r"[^a-z0-9_-]+")
_PAGE: Final = re.compile(r"page-\d+")
_LONGEST: Final = 60
_DIGITS: Final = 8  # of the hash that tells names apart

# device names of Windows, with any ending; https://learn.microsoft.com/windows/win32/fileio
RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
OWN: Final = frozenset(("index",))
"""Names that pages of a folder have already, besides ``page-2``."""

# what is lost in NFKD and is frequent in names of people
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def plain_name(text: str) -> str:
    """Return a name of ``a-z 0-9 _ -`` that stands for a text; empty where nothing is left."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(char for char in folded if not unicodedata.combining(char))
    return _NOT_IN_NAME.sub("-", kept).strip("-_")[:_LONGEST].strip("-_")


class Names:
    """Gives out the file names of one folder, each once, the same for the same texts.

    Names differ in more than case, need no escaping in a URL and are none that a system keeps
    for itself. A text whose plain name is taken gets a few digits of its hash behind it, so
    that its address does not depend on how many others there are.
    """

    def __init__(self) -> None:
        """Begin with no names taken."""
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """Return the name for a text, without an ending; a second call gives another one."""
        name = plain_name(text)
        if name and not self._is_taken(name):
            self._taken.add(name)
            return name
        hashed = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        for length in range(_DIGITS, len(hashed) + 1):
            other = f"{name}-{hashed[:length]}" if name else hashed[:length]
            if not self._is_taken(other):
                self._taken.add(other)
                return other
        return self.of(f"{text}\n")  # the same text once more

    def _is_taken(self, name: str) -> bool:
        return (
            name in self._taken
            or name in RESERVED
            or name in OWN
            or _PAGE.fullmatch(name) is not None
        )


def link(address: str) -> str:
    """Return an address of the site as it stands in an attribute, percent-encoded."""
    return quote(address, safe="/#-._~")


def root_of(address: str) -> str:
    """Return the way from a page to the root of the site: empty, or ``../`` for each folder."""
    return "../" * address.count("/")


def page_address(base: str, number: int) -> str:
    """Return the address of a page of a list that goes on over several.

    Args:
        base: address of the first page, such as ``conditions/pain.html`` or
            ``papers/index.html``.
        number: the page, from 1.
    """
    if number == 1:
        return base
    folder, _, name = base.rpartition("/")
    if name == "index.html":
        return f"{folder}/page-{number}.html"
    return f"{base.removesuffix('.html')}.{number}.html"
