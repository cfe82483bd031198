"""Saying what ``--ascii`` could not write: signs that LaTeX has no command for, and keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)
_BEYOND = re.compile(r"[^\x00-\x7f]")
_MOST_NAMED = 5


@dataclass(slots=True)
class BeyondAscii:
    """A look at BibTeX on its way out.

    Attributes:
        signs: sign beyond ASCII to how often it stands in what was written.
        keys: citation keys of the entries that hold any, in order.
        own: those of the keys that are not ASCII themselves.
    """

    signs: dict[str, int] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)
    own: dict[str, None] = field(default_factory=dict)

    def watch(self, pieces: Iterable[str | bytes]) -> Iterator[str | bytes]:
        """Yield the pieces as they are, whole entries each."""
        for piece in pieces:
            if isinstance(piece, str) and not piece.isascii():
                self._look(piece)
            yield piece

    def _look(self, piece: str) -> None:
        for sign in _BEYOND.findall(piece):
            self.signs[sign] = self.signs.get(sign, 0) + 1
        end = len(piece)
        found: list[str] = []
        for head in reversed(list(_ENTRY.finditer(piece))):
            if not piece[head.start() : end].isascii():
                found.append(head[1])
            end = head.start()
        self.keys.update(dict.fromkeys(reversed(found)))
        self.own.update(dict.fromkeys([key for key in reversed(found) if not key.isascii()]))

    def message(self) -> str:
        """One sentence that names signs and keys; empty where all is ASCII."""
        if not self.signs:
            return ""
        count = sum(self.signs.values())
        many = f"{count} characters" if count > 1 else "one character"
        signs = _some([_shown(sign) for sign in self.signs])
        places = f" in {_some(list(self.keys))}" if self.keys else ""
        keys = f"; citation keys stay as they are ({_some(list(self.own))})" if self.own else ""
        return (
            f"{many} cannot be written as LaTeX commands: {signs}{places}{keys}; "
            "BibTeX and pdfLaTeX may stop there, biber and LuaLaTeX do not"
        )


def _shown(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    return f"{sign} ({code})" if sign.isprintable() and not _is_mark(sign) else code


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _some(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown
