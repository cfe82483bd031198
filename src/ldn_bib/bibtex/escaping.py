"""Text with CSL's markup to LaTeX: the way back from :mod:`ldn_bib.bibtex.latex`.

What is written here is read there as the same text. Signs that TeX keeps for itself are always
escaped. Every escape stands in braces, so that it swallows no space, keeps a value's braces in
balance and hides from BibTeX's change of case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from ldn_bib.bibtex.ascii_signs import COMBINED, MARKS, ascii_signs, combined
from ldn_bib.bibtex.capitals import Piece, protect_capitals
from ldn_bib.bibtex.latex_tables import SPECIAL
from ldn_bib.values.markup import split_markup

COMMANDS: Mapping[str, str] = {
    "i": r"\emph",
    "b": r"\textbf",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
    "sc": r"\textsc",
}
"""Mark of CSL to the command whose argument carries it."""

_UNSAFE = re.compile("[&%$#_{}~^\\\\`\u00a0]|--|''")
_SEAMS = re.compile(r"(?<=[-‐‒–—―])(?=[-‐‒–—―])|(?<=['’‘“”])(?=['’‘“”])|(?<=[?!])(?=[‘“])")


class Escaper:
    """Writes text as LaTeX.

    Args:
        ascii_only: whether characters beyond ASCII become commands where LaTeX has one.
    """

    def __init__(self, *, ascii_only: bool = False) -> None:
        self.ascii_only = ascii_only
        self._signs: Mapping[int, str] = ascii_signs() if ascii_only else _SIGNS

    def plain(self, text: str) -> str:
        """Escape text without markup; ``<`` and ``>`` are signs like others."""
        if _UNSAFE.search(text) is None and (not self.ascii_only or text.isascii()):
            return text
        return self._escape(text)

    def _escape(self, text: str) -> str:
        if self.ascii_only:
            text = unicodedata.normalize("NFC", text)
            if MARKS.search(text):
                parts = COMBINED.split(text)  # every second one a letter with accents
                return "".join([
                    (combined(part) if number % 2 else "") or self._translated(part)
                    for number, part in enumerate(parts)
                ])  # fmt: skip
        return self._translated(text)

    def _translated(self, text: str) -> str:
        # TeX joins two hyphens, two quotes; an empty group keeps them apart.
        escaped = "{}".join([part.translate(self._signs) for part in _SEAMS.split(text)])
        if "$$" not in escaped or not self.ascii_only:
            return escaped
        return escaped.replace("$$^", "{}^").replace("$$", "")  # formulas that meet are one

    def marked(self, text: str, *, title: bool = False) -> str:
        """Escape one line of text with CSL's markup.

        Args:
            text: the line.
            title: whether the field is one where braces protect the case of what they hold.
        """
        if "<" not in text:
            return self.plain(text)
        return self._joined(split_markup(text), nocase=title)

    def title(self, text: str, *, headlines: bool = True) -> str:
        """Escape a title, with braces around the words whose capitals must stay.

        Args:
            text: one line with CSL's markup.
            headlines: whether capitals may be there for the style's sake, as in English.
        """
        rest = text[1:]
        if rest == rest.lower() and "<" not in text:
            return self.plain(text)
        apart: Sequence[Piece] = split_markup(text) if "<" in text else (text,)
        pieces = protect_capitals(apart, headlines=headlines)
        return self._joined(pieces, nocase=True)

    def _joined(self, pieces: Sequence[Piece], *, nocase: bool) -> str:
        out: list[str] = []
        guarded: list[int] = []
        for piece in pieces:
            if isinstance(piece, str):
                out.append(self.plain(piece))
                continue
            mark, opens = piece
            if mark != "nocase":
                out.append(f"{COMMANDS[mark]}{{" if opens else "}")
            elif not nocase:
                continue
            elif opens:
                guarded.append(len(out))
                out.append("{")
            else:
                start = guarded.pop()
                # BibTeX changes the case in a group that begins with a command.
                if "".join(out[start + 1 : start + 3]).startswith("\\"):
                    out[start] = "{{}"
                out.append("}")
        return "".join(out)


@cache
def escaper(*, ascii_only: bool = False) -> Escaper:
    """Return the one escaper of a kind."""
    return Escaper(ascii_only=ascii_only)


_SIGNS: Mapping[int, str] = str.maketrans(dict(SPECIAL))
