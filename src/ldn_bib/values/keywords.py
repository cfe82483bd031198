"""Keywords in one text, as the CSL variable ``keyword`` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEMICOLONS = re.compile(r"\s*;[\s;]*")


def split_keywords(text: str) -> list[str]:
    """Split the CSL variable ``keyword``: at semicolons where it has one, else at commas."""
    words = text.split(";" if ";" in text else ",")
    return [word for word in (word.strip(" ,") for word in words) if word]


def join_keywords(words: Iterable[str]) -> str:
    """Return keywords as the CSL variable ``keyword``, which splits into them again.

    A semicolon inside a keyword becomes a comma. A lone keyword with a comma ends with a
    semicolon, so that the comma does not divide it.
    """
    kept = [found for word in words if (found := without_semicolons(word))]
    return f"{kept[0]};" if len(kept) == 1 and "," in kept[0] else "; ".join(kept)


def without_semicolons(word: str) -> str:
    """Return a keyword with a comma for each semicolon."""
    word = _SEMICOLONS.sub(", ", word) if ";" in word else word
    return word.strip(" ,")
