"""Telling BibTeX from other formats by its beginning."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"^[ \t\ufeff]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
_OTHERS = ("{", "[", "<")


def looks_like_bibtex(text: str) -> bool:
    """Whether an entry, a definition or a comment of BibTeX begins a line of the text."""
    return not text.lstrip("\ufeff \t\r\n").startswith(_OTHERS) and bool(_ENTRY.search(text))
