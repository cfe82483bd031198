"""Bibliographies, exchange files and reading lists from one BibTeX file.

The names a notebook user needs are here; they load on first use, so that
``import ldn_bib`` itself costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_bib.entry import Entry
    from ldn_bib.errors import LdnBibError
    from ldn_bib.library import Library

__version__ = "0.1.0"
__all__ = ["Entry", "LdnBibError", "Library", "__version__"]

_HOME = {
    "Entry": "ldn_bib.entry",
    "LdnBibError": "ldn_bib.errors",
    "Library": "ldn_bib.library",
}


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'ldn_bib' has no attribute {name!r}")
