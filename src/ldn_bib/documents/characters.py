"""Characters that are safe to print, and the superscripts and subscripts that Unicode has."""

from __future__ import annotations

import re
import unicodedata

# White space that ends a line or moves a printer's head; spaces of a set width stay.
_WHITE = re.compile("[\t-\r\x1c-\x20\x85\u2028\u2029]+")
# U+202D and U+202E turn round every letter behind them, those of the next field too.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202d\u202e]+")
# No UTF-8 file can hold a lone surrogate; U+FFFE and U+FFFF are not characters in XML.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")

_RAISED = dict(
    zip(
        "0123456789+-−–=(),abcdefghijklmnoprstuvwxyz ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾,ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ ",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvx ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ ",
        strict=True,
    )
)


def clean(text: str) -> str:
    """Return text on one line without control characters and directional overrides.

    White space becomes single spaces, save the spaces that do not break. Lone surrogates and
    U+FFFE, U+FFFF become U+FFFD.
    """
    if text.isprintable() and "  " not in text:  # most is; nothing above is printable
        return text
    return _NO_CHARACTER.sub("\ufffd", _WHITE.sub(" ", _CONTROL.sub("", text)))


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction is of a script from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def raised(text: str) -> str:
    """Return text in superscript characters; as it is unless every character has one.

    A comma has none and stays: ``¹,²`` cannot be misread as a number.
    """
    return _changed(text, _RAISED)


def lowered(text: str) -> str:
    """Return text in subscript characters; as it is unless every character has one."""
    return _changed(text, _LOWERED)


def _changed(text: str, table: dict[str, str]) -> str:
    if any(character not in table for character in text):
        return text
    return "".join(table[character] for character in text)
