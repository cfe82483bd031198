"""Numbers: whether a value is numeric or plural, and how it is written.

CSL 1.0.2, «Number», «Label», «Choose» (``is-numeric``), «Page Ranges».
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.numberfield import (
    ENGLISH,
    LABELS,
    NumberField,
    NumberPart,
    NumberWords,
    is_plain,
    range_delimiter,
    read_number,
)
from ldn_bib.csl.pageranges import shorten_range

if TYPE_CHECKING:
    from ldn_bib.csl.locale import Locale

_COUNTING: Final = re.compile(r"[1-9][0-9]{0,17}")
_RANGE: Final = re.compile(r"([0-9]{1,18})[-–]([0-9]{1,18})")
_AFTER_FIRST: Final = re.compile("&|, |-|–")
_LONGEST_ORDINAL: Final = 10  # there are terms long-ordinal-01 to long-ordinal-10
_ROMAN_END: Final = 6000

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def to_roman(number: int) -> str:
    """Write a number in small Roman numerals; digits where it is not from 1 to 5999."""
    if not 0 < number < _ROMAN_END:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


_words_of: dict[int, tuple[Locale, NumberWords]] = {}
_WORDS_KEPT: Final = 64


def number_words(locale: Locale) -> NumberWords:
    """The words of a locale that matter in numbers; found once for each locale object."""
    found = _words_of.get(id(locale))
    if found is not None:
        return found[1]
    joiner = locale.term("and") or "and"
    symbol = locale.term("and", "symbol")
    words = NumberWords(
        joiner,
        symbol if symbol and symbol != joiner else "&",
        locale.term("page-range-delimiter") or "–",
        locale.term("year-range-delimiter") or "–",
        frozenset(term for term in LABELS.values() if locale.find(term) is not None),
    )
    if len(_words_of) >= _WORDS_KEPT:
        _words_of.clear()
    _words_of[id(locale)] = (locale, words)  # holding the locale keeps its id its own
    return words


@lru_cache(maxsize=20_000)
def number_field(
    value: str, variable: str, label: str = "", words: NumberWords = ENGLISH
) -> NumberField:
    """Read a number variable or a locator; see :func:`ldn_bib.csl.numberfield.read_number`."""
    return read_number(value, variable, label, words)


def is_numeric(value: str, variable: str = "") -> bool:
    """Whether a value counts as a number: ``5``, ``2nd``, ``L2d``, ``iv``, ``3-5``, ``1 & 2``.

    Args:
        value: the variable's text.
        variable: its name; a volume may hold ``vol. 5``.
    """
    return is_plain(value) or number_field(value, variable).is_numeric


def is_plural(value: str, variable: str, label: str = "", words: NumberWords = ENGLISH) -> bool:
    """Whether a label before a value is plural (CSL 1.0.2, «Label», contextual).

    Args:
        value: the variable's text.
        variable: its name; numbers of pages and of volumes are plural above one.
        label: term of a locator's label.
        words: the words of the locale, from :func:`number_words`.
    """
    if is_plain(value) and not variable.startswith("number-of-"):
        return False
    if _RANGE.fullmatch(value):
        return True
    return number_field(value, variable, label, words).is_plural


def is_docket(kind: str, variable: str) -> bool:
    """Whether a variable is the number of a court case, whose hyphens join no range.

    Args:
        kind: type of the item.
        variable: name of the variable.
    """
    return variable == "number" and kind == "legal_case"


def format_number(
    value: str,
    form: str,
    locale: Locale,
    gender: str = "",
    *,
    variable: str = "number",
    label: str = "",
    page_format: str = "",
    label_form: str = "",
) -> str:
    """Write a number variable or a locator; text that is not numeric stays as it is.

    Args:
        value: the variable's text.
        form: ``numeric``, ``ordinal``, ``long-ordinal`` or ``roman``.
        locale: for suffixes, delimiters and labels between the numbers.
        gender: grammatical gender of what is counted: ``masculine``, ``feminine`` or empty.
        variable: name of the variable.
        label: term of a locator's label; empty for a page.
        page_format: value of ``page-range-format``.
        label_form: form of labels within the value, such as the one of ``5, fig. 3``; empty
            for ``short``, and ``long`` where the variable's own label comes again.
    """
    if is_plain(value):
        return _in_form(value, form, locale, gender)
    words = number_words(locale)
    field = number_field(value, variable, label, words)
    pieces: list[str] = []
    own = field.parts[0].covered_by if field.parts else ""
    for part, (text, join) in zip(
        field.parts, _joined(field, variable, page_format, words), strict=True
    ):
        if part.written:
            again = pieces and part.covered_by == own
            shape = label_form or ("long" if again else "short")
            term = locale.term(part.label, shape, plural=part.is_plural) if part.label else ""
            name = part.written.rstrip()
            pieces.append((term or name) + part.written[len(name) :])
        if part.ranges and part.is_numeric and part.covered_by == own:
            text = _in_form(text, form, locale, gender)
        pieces += (text, join)
    return "".join(pieces)


def format_page(
    value: str, page_format: str, range_delimiter: str, words: NumberWords = ENGLISH
) -> str:
    """Write pages: the ranges in a page range format, the locale's delimiter in them.

    Args:
        value: the pages, such as ``e123-e125, 130``; a hyphen behind a backslash is no range.
        page_format: value of ``page-range-format``; empty leaves the numbers as they are.
        range_delimiter: the locale's term ``page-range-delimiter``.
        words: the words of the locale, for ``and`` between pages.
    """
    if is_plain(value):
        return value
    simple = _RANGE.fullmatch(value)
    if simple is not None:
        last, _ = shorten_range(simple[1], simple[2], page_format)
        return f"{simple[1]}{range_delimiter}{last}"
    if range_delimiter != words.page_delimiter:
        words = words._replace(page_delimiter=range_delimiter)
    field = number_field(value, "page", "", words)
    pieces: list[str] = []
    for part, printed in zip(field.parts, _joined(field, "page", page_format, words), strict=True):
        pieces += (part.written, *printed)
    return "".join(pieces)


def page_first(value: str) -> str:
    """The first page of pages: ``12`` of ``12-15`` (CSL 1.0.2, ``page-first``)."""
    first = _AFTER_FIRST.split(value.strip(), maxsplit=1)[0].rstrip()
    return value.strip().replace("\\-", "-") if first.endswith("\\") else first


def _in_form(value: str, form: str, locale: Locale, gender: str) -> str:
    """Write one number in a form; what is no counting number stays."""
    if form == "numeric" or _COUNTING.fullmatch(value) is None:
        return value
    number = int(value)
    if form == "roman":
        return to_roman(number)
    if form == "long-ordinal" and number <= _LONGEST_ORDINAL:
        term = locale.find(f"long-ordinal-{number:02d}", "long", gender)
        if term is not None:
            return term.single
    if form in ("ordinal", "long-ordinal"):
        return value + locale.ordinal_suffix(number, gender)
    return value


def _joined(
    field: NumberField, variable: str, page_format: str, words: NumberWords
) -> list[tuple[str, str]]:
    """Each number as it is written and what follows it."""
    parts = field.parts
    values = [part.prefix + part.value for part in parts]
    joins = [part.join for part in parts]
    seen = 0  # numbers of a label since the last range
    label: str | None = None
    for place, part in enumerate(parts):
        if not part.ranges:
            seen, label = 0, None
            if part.join == "-":
                joins[place] = range_delimiter(part, None, variable, words)
        elif part.covered_by != label:
            seen, label = 1, part.covered_by
        elif part.join == "-":
            seen = 1
        else:
            seen += 1
            first = parts[place - 1]
            if seen > 1 and first.join == "-":
                seen = 0
                if first.prefix == part.prefix:
                    values[place], joins[place - 1] = _range(
                        first, part, variable, page_format, words
                    )
    return list(zip(values, joins, strict=True))


def _range(
    first: NumberPart, last: NumberPart, variable: str, page_format: str, words: NumberWords
) -> tuple[str, str]:
    """The second number of a range as it is written, and the delimiter."""
    is_page = variable == "page" or (variable == "locator" and first.label == "page")
    if is_page and first.value[:1].isdigit() and last.value[:1].isdigit():
        value, bare = shorten_range(first.value, last.value, page_format)
        return (value if bare else last.prefix + value), words.page_delimiter
    return last.prefix + last.value, range_delimiter(first, last, variable, words)
