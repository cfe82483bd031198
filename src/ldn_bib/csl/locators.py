"""Places in a work as people write them: ``pp. 3-5``, ``§ 4``, ``Kap. 2, S. 5``.

CSL 1.0.2, Appendix III «Locators»; the words for them are those of its locales, and in English
those of common manuals too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.numberfield import LABELS

if TYPE_CHECKING:
    from ldn_bib.csl.locale import Locale

LOCATORS: Final[Mapping[str, str]] = {
    "act": "act acts",
    "appendix": "appendix appendices app",
    "article-locator": "article articles art arts",
    "book": "book books bk bks",
    "canon": "canon canons can",
    "chapter": "chapter chapters ch chs chap chaps",
    "column": "column columns col cols",
    "elocation": "elocation elocations loc locs",
    "equation": "equation equations eq eqs",
    "figure": "figure figures fig figs",
    "folio": "folio folios fol fols",
    "issue": "issue issues no nos number numbers",
    "line": "line lines l ll",
    "note": "note notes n nn footnote footnotes",
    "opus": "opus opera op opp",
    "page": "page pages p pp",
    "paragraph": "paragraph paragraphs para paras par pars ¶ ¶¶",
    "part": "part parts pt pts",
    "rule": "rule rules r rr",
    "scene": "scene scenes sc scs",
    "section": "section sections sec secs sect § §§",
    "sub-verbo": "s.v s.vv sv svv",
    "supplement": "supplement supplements supp supps suppl suppls",
    "table": "table tables tbl tbls tab",
    "timestamp": "timestamp timestamps",
    "title-locator": "title titles tit tits",
    "verse": "verse verses v vv vrs",
    "version": "version versions ver",
    "volume": "volume volumes vol vols",
}
"""Locator of CSL to the ways people write it in English; a full stop behind may be left out."""

_LABEL: Final = re.compile(r"(?P<word>[^\W\d_]+(?:[-.][^\W\d_]+)*|[§¶]+)(?P<stop>\.?)(?P<gap>\s*)")
# what a label counts, where it might be a word of a sentence: it has a digit, is a Roman number or
# a capital, or is all there is behind a label of four letters or more
_COUNTED: Final = re.compile(r"\S*\d|(?i:[ivxlcdm]+)(?![^\W\d_])|[A-Z](?!\w)")
_LONG_LABEL: Final = 4
# what may stand against its number without a space: p64, §3
_ATTACHED: Final = frozenset(("p", "pp", "§", "§§", "¶", "¶¶"))
_PIECES: Final = re.compile("(, |; )")
_FORMS: Final = ("short", "long", "symbol")
# abbreviations that numbers are read with: the printed label is the locale's
_ABBREVIATED: Final = {name: short for short, name in reversed(LABELS.items()) if name in LOCATORS}


class LocatorWords:
    """The words for places: English ones, and those of another language before them.

    Attributes:
        names: word in lower case, without its full stop, to locator.
    """

    __slots__ = ("_own", "names")

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        """Take the words of a language, in lower case and without a full stop, to locators."""
        own = own or {}
        self.names: Mapping[str, str] = {**_english(), **own}
        # words that the general pattern does not match: with blanks, apostrophes, vowel signs
        words = "|".join(re.escape(word) for word in sorted(own, key=len, reverse=True))
        pattern = rf"(?P<word>{words})(?P<stop>\.?)(?P<gap>\s*)(?<![^\W\d_](?=[^\W\d_]))"
        self._own = re.compile(pattern, re.IGNORECASE) if own else None

    @classmethod
    def of(cls, locale: Locale) -> LocatorWords:
        """The words of a locale, such as ``s`` of ``S. 64`` in German; pages go first."""
        own: dict[str, str] = {}
        for name in sorted(LOCATORS, key=lambda name: name != "page"):
            for form in _FORMS:
                for plural in (False, True):
                    word = " ".join((locale.term(name, form, plural=plural) or "").split())
                    if word:
                        own.setdefault(word.casefold().rstrip("."), name)
        return cls(own)

    def read(self, text: str) -> tuple[str, str]:
        """Read a place in a work: its CSL locator, and what it counts.

        Args:
            text: such as ``pp. 3-5``, ``§ 4`` or ``64``.

        Returns:
            Locator and value; ``page`` and the text where no label begins it.
        """
        place = " ".join(text.split())
        return self.labelled(place) or ("page", place)

    def labelled(self, text: str) -> tuple[str, str] | None:
        """Locator and value of text that a label begins; None where none does."""
        for pattern in (self._own, _LABEL):
            found = pattern.match(text) if pattern is not None else None
            if found is not None:
                read = self._taken(found, text)
                if read is not None:
                    return read
        return None

    def settled(self, value: str) -> str:
        """A value with the labels inside it as numbers are read, ``5, fig. 3`` of ``5, Abb. 3``.

        What has no abbreviation in CSL stays as it was typed.
        """
        pieces = _PIECES.split(value)
        for place in range(2, len(pieces), 2):
            found = self.labelled(pieces[place])
            if found is not None and found[0] in _ABBREVIATED:
                pieces[place] = f"{_ABBREVIATED[found[0]]} {found[1]}"
        return "".join(pieces)

    def _taken(self, found: re.Match[str], text: str) -> tuple[str, str] | None:
        word, end = found["word"].casefold(), found.end()
        has_stop = bool(found["stop"])
        if word not in self.names and "." in word:  # p.xi
            word, has_stop = word.partition(".")[0], True
            end = len(word) + 1
        value = text[end:].strip()
        if word not in self.names or not value:
            return None
        is_sure = has_stop or word in _ATTACHED or self.names[word] == "sub-verbo"
        if not is_sure and not (found["gap"] and _is_counted(word, value)):
            return None
        return self.names[word], value


def _is_counted(word: str, value: str) -> bool:
    if _COUNTED.match(value) is not None:
        return True
    return len(word) >= _LONG_LABEL and " " not in value


@cache
def _english() -> Mapping[str, str]:
    labels = {name: name for name in LOCATORS}
    labels.update({word: name for name, words in LOCATORS.items() for word in words.split()})
    return labels


__all__ = ["LOCATORS", "LocatorWords"]
