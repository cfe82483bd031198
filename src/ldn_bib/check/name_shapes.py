"""Shapes of names that BibTeX does not know: «Smith J», «Smith, J., Jones, A.», «A. Bo; C. Li»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ldn_bib.check.people import plain
from ldn_bib.values.braces import split_outside

_LETTER = r"[^\W\d_]"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽĹĻŃŇŅŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ]"
_PARTICLE = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|el|al|bin|ibn|zu|zur|af|av)"
)
_FAMILY_WORD = re.compile(rf"(?:[a-zA-Z]['’])?{_CAPITAL}(?:['’-]?{_LETTER})+")
_GIVEN_WORD = re.compile(
    rf"{_CAPITAL}\.?|{_CAPITAL}\.?-{_CAPITAL}\.?|{_CAPITAL}(?:['’-]?{_LETTER})+"
)
_PARTICLE_WORD = re.compile(_PARTICLE)
_RUN_TOGETHER = re.compile(rf"{_CAPITAL}{{1,3}}(?:-{_CAPITAL})?")
_INITIALS = re.compile(rf"{_CAPITAL}\.?(?:[ ~-]*{_CAPITAL}\.?)*")
_MARK_OR_BRACE = re.compile(r"[{}]|\s*,?\s*\\?&\s*|,|;")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_FRONT = re.compile(r"\A(?:and\s|\\?&(?!#?\w+;))\s*", re.IGNORECASE)
"""What may be left of another separator in front of a name."""

MOST_WORDS = 5
"""Words that a name may have here; what is longer is something else."""

NO_FAMILY = frozenset(("Jr", "Sr", "II", "III", "IV", "MD", "PhD", "Esq"))
"""Words that follow a name and are no family name."""


def _is_family(word: str) -> bool:
    return _FAMILY_WORD.fullmatch(word) is not None and not word.isupper() and word not in NO_FAMILY


def _are_family(words: Sequence[str]) -> bool:
    """Whether words are a family name, with its particles or with a second one."""
    while len(words) > 1 and _PARTICLE_WORD.fullmatch(words[0].lower()):
        words = words[1:]
    return 0 < len(words) < 3 and all(map(_is_family, words))


def with_initials(text: str) -> str | None:
    """Turn «van Berg JH» into «van Berg, JH»; None for what has another shape."""
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS or "," in text:
        return None
    front, last = words[:-1], plain(words[-1])
    if _RUN_TOGETHER.fullmatch(last) and last not in NO_FAMILY and _are_family(_plain(front)):
        return f"{' '.join(front)}, {words[-1]}"
    return None


def _plain(words: Sequence[str]) -> list[str]:
    return plain(" ".join(words)).split()


def _is_full(text: str) -> bool:
    """Whether a text is a name in natural order, such as «Jan P. van der Berg»."""
    words = _plain([text])
    if not 1 < len(words) <= MOST_WORDS or not _is_family(words[-1]):
        return False
    return _GIVEN_WORD.fullmatch(words[0]) is not None and all(
        _GIVEN_WORD.fullmatch(word) or _PARTICLE_WORD.fullmatch(word) for word in words[1:-1]
    )


def _begins_with_initial(text: str) -> bool:
    return text[1:2] == "." and text[0].isupper()


def _masked(text: str) -> str:
    """The text with entities such as ``&uuml;`` as letters, so that nothing is split there."""
    return _ENTITY.sub(lambda match: "x" * len(match[0]), text) if "&" in text else text


def apart(text: str) -> list[str] | None:
    """Take several names apart that stand where one should.

    Args:
        text: what stands between two «and», LaTeX and all.

    Returns:
        The names as BibTeX reads them; None where the text may well be one name.
    """
    masked = _masked(text)
    if ";" in masked:
        return _at_semicolons(text, masked)
    spans = list(split_outside(masked, _MARK_OR_BRACE))
    parts = [text[start : start + len(piece)].strip() for piece, start in spans]
    parts = [_FRONT.sub("", part) for part in parts]
    if parts and not parts[-1]:
        parts.pop()
    if len(parts) < 2 or not all(parts):
        return None
    shaped = [with_initials(part) for part in parts]
    if all(shaped):
        return [name for name in shaped if name]
    if len(parts) % 2 == 0 and len(parts) > 2 and _alternate(parts):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    is_told = len(parts) > 2 or "&" in masked or all(map(_begins_with_initial, parts))
    return parts if is_told and all(map(_is_full, parts)) else None


def _alternate(parts: Sequence[str]) -> bool:
    """Whether family names and initials take turns."""
    return all(_are_family(_plain([part])) for part in parts[::2]) and all(
        _INITIALS.fullmatch(plain(part)) for part in parts[1::2]
    )


_SEMICOLON_OR_BRACE = re.compile(r"[{};]")


def _at_semicolons(text: str, masked: str) -> list[str] | None:
    found: list[str] = []
    spans = list(split_outside(masked, _SEMICOLON_OR_BRACE))
    if len(spans) < 2:
        return None
    for piece, start in spans:
        part = _FRONT.sub("", text[start : start + len(piece)].strip()).strip(" ,")
        if not part:
            continue
        found += apart(part) or [with_initials(part) or part]
    return found or None
