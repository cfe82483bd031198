"""What becomes of text that goes through ASCII output and is read back."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ldn_bib.bibtex.ascii_signs import PRINTED_ALIKE

READ_BACK = {
    "\u00ad": "",
    "\u200c": "",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u2206": "Δ",
}
"""Signs that are printed like others: what the reader makes of what is written for them."""

_SCRIPTS = re.compile("</?su[bp]>")


def compatible(text: str) -> str:
    """The form in which all texts are one that may be read for one another."""
    for sign in PRINTED_ALIKE:
        text = text.replace(sign, READ_BACK[sign])
    return unicodedata.normalize("NFKC", _SCRIPTS.sub("", text))


def without_forms(value: Any) -> Any:
    """A value of an item in which no sign has another form that would come back."""
    if isinstance(value, dict):
        return {name: without_forms(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_forms(part) for part in value]
    if not isinstance(value, str):
        return value
    return "".join(["x" if _has_form(sign) else sign for sign in value])


def _has_form(sign: str) -> bool:
    return sign in READ_BACK or unicodedata.decomposition(sign).startswith("<")
