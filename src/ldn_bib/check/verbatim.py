"""LaTeX that people and programs put into addresses and identifiers, which are read as they are."""

from __future__ import annotations

import re

_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}", re.IGNORECASE)
_SIGN = re.compile(r"\{\\([_&%#$~])\}|\\([_&%#$])|\\~\{\}|\$\\sim\$|\{\\textasciitilde\}")
_UNDERSCORE = re.compile(r"\{\\textunderscore(?:\{\})?\}|\\textunderscore(?:\{\}|\b)")
_TILDE = re.compile(r"\\textasciitilde(?:\{\}|\b)")


def without_latex(text: str) -> str:
    r"""Return an address or identifier as it is without ``\_``, ``\url{…}`` and the like."""
    if "\\" not in text:
        return text
    wrapped = _URL.fullmatch(text.strip())
    if wrapped:
        text = wrapped[1].strip()
    text = _TILDE.sub("~", _UNDERSCORE.sub("_", text))
    return _SIGN.sub(lambda sign: sign[1] or sign[2] or "~", text)
