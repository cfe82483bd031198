"""LaTeX that people and programs put into addresses and identifiers, which are read as they are."""

from __future__ import annotations

import re

_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_SIGN = re.compile(
    r"""\{\\([_&%#$~-])\}|\\~\{\}|\\([_&%#$-])|\$\\sim\$
    |\{\\text(?:asciitilde|(underscore))(?:\{\})?\}|\\text(?:asciitilde|(underscore))(?:\{\}|\b)""",
    re.VERBOSE,
)


def without_latex(text: str) -> str:
    r"""Return an address or identifier as it is without ``\_``, ``\url{…}`` and the like."""
    if "\\" not in text:
        return text
    wrapped = _URL.fullmatch(text.strip())
    return _SIGN.sub(_sign, wrapped[1].strip() if wrapped else text)


def _sign(match: re.Match[str]) -> str:
    if match[3] or match[4]:
        return "_"
    return match[1] or match[2] or "~"
