"""What a number variable or a locator holds: numbers, what joins them, labels between them.

CSL 1.0.2, «Number» and «Label», leave the reading of such text open; the rules here are those
that citeproc-js shows. ``12-15, 20`` is three numbers of one label; ``7, p. 3-8`` is an edition
and two pages; ``2 volumes`` is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

# abbreviation to the term that it stands for: CSL 1.0.2, «Locators»; terms without an
# abbreviation that people write are left out
LABELS: Final = {
    "app.": "appendix",
    "art.": "article",
    "bk.": "book",
    "ch.": "chapter",
    "col.": "column",
    "fig.": "figure",
    "fol.": "folio",
    "l.": "line",
    "n.": "note",
    "no.": "issue",
    "op.": "opus",
    "p.": "page",
    "para.": "paragraph",
    "pp.": "page",
    "pt.": "part",
    "r.": "rule",
    "sec.": "section",
    "supp.": "supplement",
    "sv.": "sub-verbo",
    "tbl.": "table",
    "tit.": "title",
    "vol.": "volume",
    "vrs.": "verse",
}
_OWN_LABELS: Final = frozenset(LABELS.values())
# variables that may begin with any label, not just their own
_ANY_LABEL: Final = frozenset(("locator", "page", "number"))
# variables whose ranges take the locale's delimiter even where they end in letters
_EN_DASH: Final = frozenset(("locator", "issue", "volume", "edition", "number", "page"))
_RANGES: Final = _EN_DASH | {
    "chapter-number",
    "collection-number",
    "number-of-pages",
    "number-of-volumes",
}

_LONGEST_VALUE: Final = 1000  # characters; what is longer is prose

_PLAIN: Final = re.compile(r"[0-9]+|[a-zA-Z]?[0-9]+")
_NUMERIC: Final = re.compile(r"[0-9]+(?:[-,:a-zA-Z]*|-[-0-9]+)|[ixv][ivxlcdm]*(?:-[-0-9]+)?")
_COUNTED: Final = re.compile(r"[0-9]+[-;,:a-zA-Z]*")
_BEGINS_NUMERIC: Final = re.compile(r"[0-9]|[ivxlcmIVXLCM]+\Z")
_DIGITS_OR_ROMAN: Final = re.compile(r"[0-9]+|[ivxlcmIVXLCM]+")
_PREFIXED: Final = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+(?:[a-zA-Z]*|[-,a-zA-Z]+))")
_FRACTION: Final = re.compile(r"[0-9]+(?:/[0-9]+)+")
_ENDS_RANGE: Final = re.compile(r"[-,a-zA-Z]?[0-9]+[a-z]*")
_SUBSECTION: Final = re.compile(r"(?:[a-z]{1,4}\. +)*[0-9]+[,a-zA-Z]+")
_SUBSECTION_END: Final = re.compile(r"[,a-zA-Z]+")
_LABEL: Final = re.compile(r"(?:^| )([a-z]{1,4}(?:\.| ))( *)")
_LEADING_INT: Final = re.compile(r"[0-9]{1,18}")


class NumberWords(NamedTuple):
    """The words of a locale that matter in a number.

    Attributes:
        joiner: the word for *and*, without spaces.
        ampersand: what ``&`` between numbers is printed as.
        page_delimiter: between the numbers of a range.
        year_delimiter: between the numbers of a range of collection numbers.
        terms: the terms that may stand as a label.
    """

    joiner: str = "and"
    ampersand: str = "&"
    page_delimiter: str = "–"
    year_delimiter: str = "–"
    terms: frozenset[str] = _OWN_LABELS


ENGLISH: Final = NumberWords()


@dataclass(slots=True)
class NumberPart:
    """A number with what is around it.

    Attributes:
        value: the number as given, such as ``5``, ``2nd`` or ``xi``.
        prefix: letters before it, such as ``e`` of ``e123``.
        join: what stands between it and the next part.
        label: term of its label; empty for the variable's own or one that is no term.
        written: the label as it was written, with the space behind it; empty where the label is
            not printed with the number.
        is_plural: whether the label covers several numbers.
        ranges: whether the number may stand in a range and take another form.
        is_numeric: whether the numbers of its label are numeric.
    """

    value: str
    prefix: str = ""
    join: str = ""
    label: str = ""
    written: str = ""
    is_plural: bool = False
    ranges: bool = False
    is_numeric: bool = False

    @property
    def covered_by(self) -> str:
        """What tells its label from another one."""
        return self.label or self.written.strip()


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number variable that was read; parts are not to be changed.

    Attributes:
        parts: the numbers in order.
        is_numeric: what ``is-numeric`` asks.
        is_plural: whether the first label is plural.
        label: term that the field names itself as its label (``sec. 5``), or empty.
    """

    parts: tuple[NumberPart, ...]
    is_numeric: bool
    is_plural: bool
    label: str = ""


def is_plain(value: str) -> bool:
    """Whether a value is one number, perhaps behind one letter; the quick way out."""
    return _PLAIN.fullmatch(value) is not None


def read_number(
    value: str, variable: str, label: str = "", words: NumberWords = ENGLISH
) -> NumberField:
    """Read a number variable or a locator.

    Args:
        value: its text.
        variable: its name.
        label: term of a locator's label; empty means a page.
        words: the words of the locale.
    """
    own = _own_label(variable, label)
    if len(value) > _LONGEST_VALUE:
        part = NumberPart(value, label=own)
        return NumberField((part,), is_numeric=False, is_plural=False)
    elements, joins = _split(value.strip(), variable, words, bool(own))
    parts: list[NumberPart] = []
    current = (own, "")
    for index, element in enumerate(elements):
        found = _labelled(element, index, variable, own, words)
        for position, (written, text) in enumerate(found):
            if written:
                term = LABELS.get(written.rstrip(), "")
                current = (term if term in words.terms else "", written)
            join = joins[index] if position == len(found) - 1 else ""
            parts.append(_part(text, join, current))
    if not parts:
        return NumberField((), is_numeric=False, is_plural=False)
    for this, following in pairwise(parts):
        if not this.join and following.written:
            this.join = " "
    is_numeric = _group(parts)
    first = parts[0]
    if (
        is_numeric
        and variable.startswith("number-of-")
        and (count := _LEADING_INT.match(value.strip())) is not None
        and int(count[0]) > 1
    ):
        first.is_plural = True
    if len(parts) == 1 and _FRACTION.fullmatch(first.value):
        is_numeric, first.ranges = True, False
    named = first.label if first.written else ""
    _hide_labels(parts, variable)
    if variable == "number" and named == "issue":
        named = "number"
    return NumberField(tuple(parts), is_numeric, first.is_plural, named)


def _own_label(variable: str, label: str) -> str:
    if variable in ("locator", "page"):
        term = "sub-verbo" if label == "sub verbo" else label or "page"
        return term if term in _OWN_LABELS else ""
    return variable if variable in _OWN_LABELS else ""


_PATTERNS: dict[tuple[str, bool], re.Pattern[str]] = {}


def _joiners(words: NumberWords, *, escaped: bool) -> re.Pattern[str]:
    """The pattern of what joins numbers; ``escaped`` where hyphens do not."""
    found = _PATTERNS.get((words.joiner, escaped))
    if found is None:
        joiners = "|".join(sorted({"and", re.escape(words.joiner) or "and"}))
        dash = "–" if escaped else "-–"
        found = re.compile(rf"(\s*&\s*|,?\s+(?:{joiners})\s+|[;,]\s+|\s*\\*[{dash}]+\s*)")
        _PATTERNS[words.joiner, escaped] = found
    return found


def _split(
    text: str,
    variable: str,
    words: NumberWords,
    labelled: bool,
) -> tuple[list[str], list[str]]:
    """Cut text where numbers are joined; give the pieces and what follows each."""
    escaped = "\\-" in text
    if variable == "page":
        text = text.replace("–", "-")
    if escaped:
        text = "-".join([piece.replace("-", "–") for piece in text.split("\\-")]).replace("\\", "")
    pieces = _joiners(words, escaped=escaped).split(text)
    elements, joins = pieces[::2], pieces[1::2]
    for index, join in enumerate(joins):
        if join.strip() == "&":
            before = elements[index]
            starts = (index == 0 and labelled) or before[:1].isalpha()
            tight = starts and before[-1:].isascii() and before[-1:].isalpha()
            joins[index] = words.ampersand if tight else f" {words.ampersand} "
    for index in range(len(joins) - 1, -1, -1):
        if (
            joins[index] == "-"
            and _SUBSECTION.fullmatch(elements[index])
            and _SUBSECTION_END.fullmatch(elements[index + 1])
        ):
            elements[index : index + 2] = [f"{elements[index]}-{elements[index + 1]}"]
            del joins[index]
    joins = ["-" if join.strip() == "-" else join for join in joins]
    return elements, [*joins, ""]


def _labelled(
    element: str, index: int, variable: str, own: str, words: NumberWords
) -> list[tuple[str, str]]:
    """Cut a piece where labels stand in it; give each label with the text behind it."""
    matches = list(_LABEL.finditer(element)) if " " in element or "." in element else []
    if not matches:
        return [("", element)]
    texts = [element[: matches[0].start()]]
    for this, following in zip(matches, [*matches[1:], None], strict=True):
        texts.append(element[this.end() : following.start() if following else len(element)])
    written = [match[1] + match[2] for match in matches]
    # a label within the text counts only between two numbers
    for place in range(len(matches) - 1, -1, -1):
        if texts[place] and not (
            _COUNTED.fullmatch(texts[place]) and _COUNTED.fullmatch(texts[place + 1])
        ):
            texts[place : place + 2] = [texts[place] + matches[place][0] + texts[place + 1]]
            del written[place], matches[place]
    if written and index == 0:
        term = LABELS.get(written[0].rstrip(), "")
        known = term in words.terms and (variable in _ANY_LABEL or term == variable)
        behind_own = bool(own) and bool(texts[0])
        if not known and not behind_own:
            texts[0:2] = [texts[0] + matches[0][0] + texts[1]]
            del written[0]
    found = list(zip(["", *written], texts, strict=True))
    if not found[0][1] and len(found) > 1:
        del found[0]
    return [(name, text.strip()) for name, text in found]


def _part(text: str, join: str, label: tuple[str, str]) -> NumberPart:
    match = _PREFIXED.fullmatch(text)
    prefix, value = (match[1] or "", match[2]) if match else ("", text)
    return NumberPart(value, prefix, join, *label)


def _group(parts: list[NumberPart]) -> bool:
    """Settle what holds for all numbers of a label; tell whether the first ones are numeric."""
    start = 0
    all_numeric = True
    while start < len(parts):
        first = parts[start]
        end = start + 1
        while end < len(parts) and parts[end].covered_by == first.covered_by:
            end += 1
        numeric = _NUMERIC.fullmatch(first.value) is not None
        ranges = _BEGINS_NUMERIC.match(first.value) is not None
        for part in parts[start:end]:
            part.ranges, part.is_numeric = ranges, numeric
            part.is_plural = ranges and numeric and end - start > 1
        if start == 0:
            all_numeric = numeric
        start = end
    return all_numeric


def _hide_labels(parts: list[NumberPart], variable: str) -> None:
    """Blank the labels that are not printed: the first one, and those that only go on."""
    before = ""
    for place, part in enumerate(parts):
        label = part.covered_by
        if place == 0:
            if variable != "page" or part.label == "page":
                part.written = ""
        elif label == before:
            part.written = ""
        before = label


def range_delimiter(
    first: NumberPart, last: NumberPart | None, variable: str, words: NumberWords
) -> str:
    """What stands between two numbers that a hyphen joins; ``last`` is None for no true range."""
    if variable not in _RANGES:
        return "-"
    if (
        last is not None
        and _DIGITS_OR_ROMAN.fullmatch(first.value)
        and _DIGITS_OR_ROMAN.fullmatch(last.value)
    ):
        return words.page_delimiter
    if not first.is_numeric or (last is not None and not _ENDS_RANGE.fullmatch(last.value)):
        return "-"
    if variable == "collection-number":
        return words.year_delimiter
    return words.page_delimiter if variable in _EN_DASH else "-"
