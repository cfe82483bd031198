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

from ldn_bib.bibtex.capitals import Piece, protect_capitals
from ldn_bib.bibtex.latex_tables import ACCENTS, SYMBOLS
from ldn_bib.values.markup import split_markup


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPECIAL: Mapping[str, str] = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    # BibTeX counts a brace behind a backslash like any other
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
    "`": r"{\textasciigrave}",
    "\u00a0": "~",
}
"""Signs that are never written as they are."""

COMMANDS: Mapping[str, str] = {
    "i": r"\emph",
    "b": r"\textbf",
    "sup": r"\textsuperscript",
    "sub": r"\textsubscript",
    "sc": r"\textsc",
}
"""Mark of CSL to the command whose argument carries it."""

_ASCII: Mapping[str, str] = {
    "$": r"{\$}",  # in braces: behind it may stand the dollar of a formula
    # What typists use, for what has a longer name too
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "′": r"$^{\prime}$",
}
_TEXT_COMMANDS = _words(
    """aa AA ae AE oe OE o O l L ss SS dh DH dj DJ th TH i j ng NG ij IJ quotesinglbase
    quotedblbase guillemotleft guillemotright guilsinglleft guilsinglright ldots S P dag ddag
    pounds copyright thinspace enspace quad"""
)
_NOT_WRITTEN = _words(
    """celsius degree micro checkmark euro bibrangedash glqq grqq flqq frqq glq grq lq rq imath
    jmath textdegreecelsius textohm epsilon phi ; : >"""
)
"""Commands that need a package of their own, stand in formulas only or repeat a better one."""
_LATIN_CAPITALS = _words("Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi omicron")
"""Greek letters that formulas have no command for; the package textgreek has."""
_ACCENTS_USED = ("`", "'", "^", "~", "=", "u", ".", '"', "r", "H", "v", "d", "c", "k", "b", "h")

_UNSAFE = re.compile("[&%$#_{}~^\\\\`\u00a0]|--|''")
_SEAMS = re.compile(r"(?<=[-–—])(?=[-–—])|(?<=['’‘“”])(?=['’‘“”])|(?<=[?!])(?=[‘“])")


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
        # TeX joins two hyphens, two quotes; an empty group keeps them apart.
        escaped = "{}".join([part.translate(self._signs) for part in _SEAMS.split(text)])
        return escaped.replace("$$", "") if self.ascii_only else escaped

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


class _AsciiSigns(dict[int, str]):
    """Signs of ASCII output; letters with accents are taken apart when they first occur."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        written = sign if code < 0x80 else _with_accents(sign)
        self[code] = written
        return written


@cache
def ascii_signs() -> Mapping[int, str]:
    """Code points to LaTeX in ASCII; a sign that LaTeX has no command for stays as it is."""
    signs = _AsciiSigns(_SIGNS)
    for sign, command in _symbol_commands().items():
        signs[ord(sign)] = command
    signs.update({ord(sign): written for sign, written in _ASCII.items()})
    return signs


@cache
def _symbol_commands() -> dict[str, str]:
    """Signs beyond ASCII that have a command, the table of the reader turned round."""
    text: dict[str, str] = {}
    formula: dict[str, str] = {}
    for name, sign in SYMBOLS.items():
        if len(sign) != 1 or sign.isascii() or name in _NOT_WRITTEN or sign in SPECIAL:
            continue
        if name in _TEXT_COMMANDS or name.startswith("text") or not name.isalpha():
            text.setdefault(sign, f"{{\\{name}}}")
        elif name in _LATIN_CAPITALS:
            text.setdefault(sign, f"{{\\text{name}}}")
        elif name.islower():
            formula.setdefault(sign, f"$\\{name}$")
        else:
            # Outside braces BibTeX would make \delta of \Delta.
            formula.setdefault(sign, f"{{\\ensuremath{{\\{name}}}}}")
    return {**formula, **text}


@cache
def _accent_commands() -> dict[str, str]:
    return {ACCENTS[command]: command for command in reversed(_ACCENTS_USED)}


def _with_accents(sign: str) -> str:
    """Write a letter with its accents as commands; the letter itself where that fails."""
    apart = unicodedata.normalize("NFD", sign)
    base, marks = apart[0], apart[1:]
    commands = _accent_commands()
    if not marks or any(mark not in commands for mark in marks):
        return sign
    written = base if base.isascii() else _symbol_commands().get(base, "")
    if not written:
        return sign
    for mark in marks:
        command = commands[mark]
        argument = written if len(written) == 1 and not command.isalpha() else f"{{{written}}}"
        written = f"\\{command}{argument}"
    return f"{{{written}}}"
