"""Page ranges: the second number written in full or shortened.

CSL 1.0.2, «Page Ranges» and Appendix V, «Page Range Formats».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_NUMBER: Final = re.compile(r"([0-9]+)([a-z]*)")
_LONGEST: Final = 18  # digits; what is longer is no page number


def shorten_range(first: str, last: str, page_format: str) -> tuple[str, bool]:
    """Write the second number of a range as a page range format wants it.

    A number may end in small letters (``12b``). A second number that was shortened already is
    completed first; one that stays below the first even then is left alone.

    Args:
        first: first number, without prefix.
        last: second number, without prefix.
        page_format: value of ``page-range-format``; empty or unknown for none.

    Returns:
        The second number, and whether its prefix (the ``N`` of ``N110-N115``) is left out.
    """
    shorten = _SHORTENERS.get(page_format)
    if shorten is None or max(len(first), len(last)) > _LONGEST:
        return last, False
    full = first[: max(0, len(first) - len(last))] + last
    begin, end = _NUMBER.fullmatch(first), _NUMBER.fullmatch(full)
    if begin is None or end is None or int(begin[1]) >= int(end[1]):
        return last, False
    return shorten(first, full), page_format != "expanded"


def _expanded(first: str, last: str) -> str:  # noqa: ARG001
    return last


def _minimal(first: str, last: str, at_least: int = 1) -> str:
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - at_least and first[same] == last[same]:
        same += 1
    return last[same:]


def _minimal_two(first: str, last: str) -> str:
    return _minimal(first, last, 2)


def _chicago_15(first: str, last: str) -> str:
    low, high, letters = _split(first, last)
    if low > 100 and low % 100 and low // 100 == high // 100:
        return f"{high % 100}{letters}"
    if low >= 10_000 and low // 1000 == high // 1000:
        return f"{high % 1000}{letters}"
    return last


def _chicago_16(first: str, last: str) -> str:
    low, high, letters = _split(first, last)
    if low > 100 and low % 100:
        for digits in range(2, len(str(high))):
            if low // 10**digits == high // 10**digits:
                return f"{high % 10**digits}{letters}"
    return last


def _split(first: str, last: str) -> tuple[int, int, str]:
    begin, end = _NUMBER.match(first), _NUMBER.match(last)
    if begin is None or end is None:
        return 0, 0, ""
    return int(begin[1]), int(end[1]), end[2]


_SHORTENERS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "expanded": _expanded,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago_16,
}
PAGE_FORMATS: Final = frozenset(_SHORTENERS)
"""Values of ``page-range-format``."""
