"""Signs beyond ASCII as LaTeX: commands, accents, and the compatible forms of the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from ldn_bib.bibtex.latex_tables import ACCENTS, BARE_ACCENTS, SPECIAL, SYMBOLS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ASCII: Mapping[str, str] = {
    "$": r"{\$}",  # in braces: behind it may stand the dollar of a formula
    # What typists use, for what has a longer name too
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "′": r"$^{\prime}$",
}
PRINTED_ALIKE: Mapping[str, str] = {
    # As LaTeX itself takes them from UTF-8, where its fonts have one sign for two
    "\u00ad": r"{\-}",  # soft hyphen
    "\u200c": r"{\textcompwordmark}",  # non-joiner
    "\u2010": "-",  # hyphen
    "\u2011": r"\mbox{-}",  # hyphen without a break
    "\u2012": "--",  # figure dash
    "\u2015": "---",  # bar
    "\u2206": r"{\ensuremath{\Delta}}",  # increment
}
"""Signs that are read back as another one, which looks the same."""

_TEXT_COMMANDS = _words(
    """aa AA ae AE oe OE o O l L ss SS dh DH dj DJ th TH i j ng NG ij IJ quotesinglbase
    quotedblbase guillemotleft guillemotright guilsinglleft guilsinglright ldots S P dag ddag
    pounds copyright thinspace enspace quad"""
)
_NOT_WRITTEN = _words(
    """celsius degree micro checkmark euro bibrangedash glqq grqq flqq frqq glq grq lq rq imath
    jmath textdegreecelsius textohm epsilon phi textschwa varkappa lesssim gtrsim
    Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi omicron ; : >"""
)
"""Commands that need a package of their own, stand in formulas only or repeat a better one."""
_ACCENTS_USED = (
    *("`", "'", "^", "~", "=", "u", ".", '"', "r", "H", "v", "d", "c", "k", "b"),
    "textcommabelow",
)
_MATH_ACCENTS = ("grave", "acute", "hat", "tilde", "bar", "breve", "dot", "ddot", "check")
_MOST_ACCENTS = 8
_TIE = "\u0361"
_FORMS: Mapping[str, str] = {
    "<super>": r"\textsuperscript{%s}",
    "<sub>": r"\textsubscript{%s}",
    "<fraction>": r"\textsuperscript{%s}{\textfractionsolidus}\textsubscript{%s}",
    **dict.fromkeys(("<compat>", "<font>", "<noBreak>", "<square>", "<wide>", "<narrow>"), "%s"),
}
"""Kind of Unicode's decomposition to how its parts are written; they are read back in its place."""

MARKS = re.compile("[\u0300-\u036f]")
"""Accents that are signs of their own."""

COMBINED = re.compile(f"([A-Za-z]{_TIE}[A-Za-z]|[^\\W\\d_][\u0300-\u036f]+)")
"""A letter with such accents, or two letters with a tie."""


class _AsciiSigns(dict[int, str]):
    """Signs of ASCII output; what no table has is taken apart when it first occurs."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        written = sign if code < 0x80 else combined(sign) or _compatible(sign) or sign
        self[code] = written
        return written


@cache
def ascii_signs() -> Mapping[int, str]:
    """Code points to LaTeX in ASCII; a sign that LaTeX has no command for stays as it is."""
    signs = _AsciiSigns(str.maketrans(dict(SPECIAL)))
    for accent, sign in BARE_ACCENTS.items():
        signs.setdefault(ord(sign), f"{{\\{_accent_commands()[accent]}{{}}}}")
    for table in (_symbol_commands(), _ASCII, PRINTED_ALIKE):
        signs.update({ord(sign): written for sign, written in table.items()})
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
        else:
            formula.setdefault(sign, _formula(f"\\{name}"))
    return {**formula, **text}


def _formula(content: str) -> str:
    if content == content.lower():
        return f"${content}$"
    # Outside braces BibTeX would make \delta of \Delta.
    return f"{{\\ensuremath{{{content}}}}}"


@cache
def _greek() -> dict[str, str]:
    """Greek letters that formulas have, with their commands."""
    return {
        sign: f"\\{name}"
        for name, sign in SYMBOLS.items()
        if sign.isalpha() and "\u0370" < sign < "\u0400" and name not in _NOT_WRITTEN
    }


@cache
def _accent_commands() -> dict[str, str]:
    return {ACCENTS[command]: command for command in _ACCENTS_USED}


@cache
def _math_accent_commands() -> dict[str, str]:
    return {ACCENTS[command]: command for command in _MATH_ACCENTS}


def combined(sign: str) -> str:
    """Write a letter with its accents as commands; empty where that fails."""
    apart = unicodedata.normalize("NFD", sign)
    base, marks = apart[0], apart[1:]
    if marks[:1] == _TIE and len(marks) == 2:
        return f"{{\\t{{{base}{marks[1]}}}}}"
    letter = base if base.isascii() else _symbol_commands().get(base, "")
    commands = _accent_commands()
    is_greek = base in _greek()
    if is_greek:
        letter, commands = _greek()[base], _math_accent_commands()
    if not letter or not 0 < len(marks) <= _MOST_ACCENTS or not commands.keys() >= set(marks):
        return ""
    written = letter
    for mark in marks:
        command = commands[mark]
        argument = written if len(written) == 1 and not command.isalpha() else f"{{{written}}}"
        written = f"\\{command}{argument}"
    return _formula(written) if is_greek else f"{{{written}}}"


def _compatible(sign: str) -> str:
    """Write a ligature, a raised figure and the like in its parts; empty where that fails."""
    kind, _, codes = unicodedata.decomposition(sign).partition(" ")
    form = _FORMS.get(kind)
    if form is None:
        return ""
    parts = "".join([chr(int(code, 16)) for code in codes.split()])
    if parts[0] == " " and len(parts) > 1:
        return ""  # an accent on nothing
    signs = ascii_signs()
    pieces = parts.split("⁄") if kind == "<fraction>" else [parts]
    if len(pieces) != form.count("%s"):
        return ""
    written = form % tuple(piece.translate(signs) for piece in pieces)
    return written if written.isascii() else ""
