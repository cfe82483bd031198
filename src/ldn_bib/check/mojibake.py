"""UTF-8 that was read as Latin-1 or Windows-1252: «Ã©» for «é»."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_CP1252 = {bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in
           (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # fmt: skip
"""What Windows-1252 shows for bytes that are controls in Latin-1; it leaves out five."""

_CONTINUATION = "".join(map(chr, range(0x80, 0xC0))) + "".join(_CP1252)
_PUNCTUATION = "\u00a0«»‹›‘’‚“”„–—…•™®°´·¸ªº"
"""Second signs that may well follow a letter in text that is right: «CAFÉ’S», «SÃ – »."""

# Two bytes: the letters of Latin, Greek and Cyrillic. Three: signs such as – ’ … ≤ ™ and ﬁ.
# Four: emoji. Three bytes of other scripts would match French such as «é »».
_RUN = re.compile(
    rf"(?:[ÂÃÄÅÎÏÐÑ][{_CONTINUATION}]"
    rf"|â[€‚„…†‡ˆ‰\x80-\x8f][{_CONTINUATION}]|ï[¬»¼½\u00ac][{_CONTINUATION}]"
    rf"|ð[Ÿ\x9f\x90][{_CONTINUATION}]{{2}})+"
)
_SIGNS = frozenset(("Pd", "Pi", "Pf", "Po", "Ps", "Pe", "Sm", "So", "Sc", "No", "Zs", "Lm"))
_USELESS = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
"""Marks that nobody sees; they are left out where they were damaged."""


MOST_ROUNDS = 4
"""Times that a text was read wrongly, at most."""


class Damage(NamedTuple):
    """Damaged text, its place and what it was."""

    start: int
    end: int
    text: str
    mended: str


def damages(text: str) -> list[Damage]:
    """Find runs that are exact UTF-8 when their signs are taken for bytes again."""
    found: list[Damage] = []
    if text.isascii():
        return found
    for match in _RUN.finditer(text):
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        mended = _mended(match[0], beside)
        if mended is not None:
            found.append(Damage(match.start(), match.end(), match[0], mended))
    return found


def mended(text: str) -> str:
    """The text as it was before it was read wrongly, several times if need be."""
    for _ in range(MOST_ROUNDS):
        found = damages(text)
        if not found:
            break
        for damage in reversed(found):
            text = f"{text[: damage.start]}{damage.mended}{text[damage.end :]}"
    return text


def _mended(run: str, beside: str) -> str | None:
    # within small letters it is damage; else these may be a letter and a sign of their own
    is_doubtful = len(run) == 2 and run[0] != "Â" and run[1] in _PUNCTUATION
    if is_doubtful and not any(map(str.islower, beside)):
        return None
    try:
        text = bytes(map(_byte, run)).decode()
    except (UnicodeDecodeError, ValueError):
        return None
    if not all(map(_is_likely, text)):
        return None
    return "".join(_written(sign) for sign in text if sign not in _USELESS)


def _written(sign: str) -> str:
    """A letter itself; the letters of a ligature."""
    return unicodedata.normalize("NFKC", sign) if "\ufb00" <= sign <= "\ufb06" else sign


def _byte(sign: str) -> int:
    """The byte that was shown as a sign; raises ValueError above Latin-1."""
    return _CP1252.get(sign, ord(sign))


def _is_likely(sign: str) -> bool:
    code = ord(sign)
    if sign in _USELESS:
        return True
    if sign.isalpha():
        return code < 0x0500 or 0x1E00 <= code < 0x2000 or 0xFB00 <= code < 0xFB07
    return unicodedata.category(sign) in _SIGNS or 0x0300 <= code < 0x0370
