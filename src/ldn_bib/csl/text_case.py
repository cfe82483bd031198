"""Text case: the seven values of ``text-case``, on token streams.

CSL 1.0.2, «Text-case»; where the specification leaves details open (what a word is, which words
stay small, what a hyphen does) the rules are those that citeproc-js shows. Text in ``nocase``
markup, superscript, subscript and small capitals keeps its case. A letter after an apostrophe
keeps its case too, so that *d'Arc* and *Shafi'i* survive.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from ldn_bib.csl.tokens import (
    FLIP_SMALL_CAPS,
    NOCASE,
    NODECOR,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Token,
    Tokens,
)

# articles, conjunctions and prepositions that title case leaves small; CSL 1.0.2, «Title Case
# Conversion», has the core, the longer prepositions and the name particles are what citeproc-js
# keeps small as well
STOP_WORDS: Final = frozenset(
    [
        *("a", "an", "and", "but", "for", "nor", "or", "so", "the", "yet"),
        *("about", "above", "across", "afore", "after", "against", "along", "alongside", "amid"),
        *("amidst", "among", "amongst", "apropos", "apud", "around", "as", "aside", "astride"),
        *("at", "athwart", "atop", "barring", "before", "behind", "below", "beneath", "beside"),
        *("besides", "between", "beyond", "by", "circa", "despite", "down", "during", "except"),
        *("forenenst", "from", "given", "in", "inside", "into", "lest", "like", "modulo", "near"),
        *("next", "notwithstanding", "of", "off", "on", "onto", "out", "over", "per", "plus"),
        *("pro", "qua", "sans", "since", "than", "through", "throughout", "thruout", "till"),
        *("to", "toward", "towards", "under", "underneath", "until", "unto", "up", "upon"),
        *("versus", "via", "vs", "with", "within", "without", "ca"),
        *("al", "de", "et", "van", "von"),
    ]
)

_KEPT: Final = frozenset((NOCASE, NODECOR, SUPERSCRIPT, SUBSCRIPT, SMALL_CAPS, FLIP_SMALL_CAPS))
# what ends a word besides space; tags stand here where they did not pair
_SEPARATOR: Final = re.compile(
    r"([‘’“”\"'/.,;?!:\[\]()–—-]|</?(?:i|b|sc|sub|sup)>|<span [^<>]*>|</span>)", re.IGNORECASE
)
_SPACES: Final = re.compile("([ \u00a0\u2000-\u200b\u205f\u3000]+)")
_SPACE: Final = re.compile("( )")
_CLOSER: Final = {"“": "”", "‘": "’"}
_QUOTES: Final = frozenset("’”\"'")
_NEW_START: Final = frozenset("?!:")
_GREEK_ACCENTS: Final = re.compile("[\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0343]")

_GREEK: Final = re.compile("[\u0386-\u03ff\u1f00-\u1fff]")
_GREEK_WORD: Final = re.compile("[\u0370-\u03ff\u1f00-\u1fff\u0300-\u0345]+")

_Fold = Callable[[str], str]


def _upper_dotted(text: str) -> str:
    return text.replace("i", "İ").upper()


def _lower_dotted(text: str) -> str:
    return text.replace("İ", "i").replace("I", "ı").lower()


def _upper_all(text: str) -> str:
    """Capitals throughout; Greek ones carry no accents, in whichever text they stand."""
    if text.isascii() or not _GREEK.search(text):
        return text.upper()
    return _GREEK_WORD.sub(lambda word: _upper_greek(word[0]), text).upper()


def _upper_greek(text: str) -> str:
    bare = _GREEK_ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).upper()


# language to upper and lower; Greek capitals carry no accents
_FOLDS: Final[dict[str, tuple[_Fold, _Fold]]] = {
    "tr": (_upper_dotted, _lower_dotted),
    "az": (_upper_dotted, _lower_dotted),
    "el": (_upper_greek, str.lower),
}
_PLAIN_FOLD: Final = (str.upper, str.lower)


def _folds(lang: str) -> tuple[_Fold, _Fold]:
    return _FOLDS.get(lang[:2].lower(), _PLAIN_FOLD) if lang else _PLAIN_FOLD


def is_english(lang: str) -> bool:
    """Whether title case applies to a language tag (CSL 1.0.2, «Title Case Conversion»)."""
    return lang[:2].lower() == "en" and not lang[2:3].isalpha()


def apply_case(tokens: Iterable[Token], case: str, lang: str = "en") -> Tokens:
    """Change the case of a stream.

    Args:
        tokens: the stream; operators stay where they are.
        case: value of ``text-case``; one that is not known changes nothing.
        lang: language tag of the text; title case needs an English one.
    """
    return list(cased(tuple(tokens), case, lang))


def case_text(text: str, case: str, lang: str = "en") -> str:
    """Change the case of a plain string, such as a term."""
    if not text:
        return text
    return str(cased((text,), case, lang)[0])


@lru_cache(maxsize=20_000)
def cased(tokens: tuple[Token, ...], case: str, lang: str = "en") -> tuple[Token, ...]:
    """Change the case of a stream as :func:`apply_case` does; the answer is kept for next time."""
    upper, lower = _folds(lang)
    if case == "lowercase":
        return _fold_all(tokens, lower)
    if case == "uppercase":
        return _fold_all(tokens, _upper_all if upper is str.upper else upper)
    if case == "title":
        return _Walk(upper, lower, _SPACES).run(tokens, _title_word) if is_english(lang) else tokens
    if case == "capitalize-all":
        return _Walk(upper, lower, _SPACES).run(tokens, _any_word)
    if case == "capitalize-first":
        return _Walk(upper, lower, _SPACES).run(tokens, _first_word)
    if case == "sentence":
        shouted = _is_shouted(tokens)
        return _Walk(upper, lower, _SPACE).run(tokens, _shouted_word if shouted else _sentence_word)
    return tokens


def _fold_all(tokens: tuple[Token, ...], fold: _Fold) -> tuple[Token, ...]:
    if len(tokens) == 1 and isinstance(tokens[0], str):
        return (fold(tokens[0]),)
    out: Tokens = []
    kept = 0
    for token in tokens:
        if isinstance(token, str):
            out.append(token if kept else fold(token))
        else:
            kept += _keeps(token)
            out.append(token)
    return tuple(out)


def _keeps(operator: int) -> int:
    """1 where an operator begins text whose case stays, -1 where it ends it, else 0."""
    if operator in _KEPT:
        return 1
    return -1 if -operator in _KEPT else 0


def _is_shouted(tokens: tuple[Token, ...]) -> bool:
    """Whether the text is in capitals throughout and has more than one word."""
    text = "".join([token for token in tokens if isinstance(token, str)])
    return text.isupper() and " " in text.strip()


class _Walk:
    """One pass over a stream, word by word, with what has been seen so far."""

    __slots__ = ("after_mark", "bare", "first", "last", "lower", "opened", "spaces", "upper")

    def __init__(self, upper: _Fold, lower: _Fold, spaces: re.Pattern[str]) -> None:
        self.upper = upper
        self.lower = lower
        self.spaces = spaces
        self.first = True  # no word has been seen
        self.after_mark = False  # a colon, question or exclamation mark was the last mark
        self.bare = True  # neither marks nor operators have been seen
        self.last: tuple[list[str], int] | None = None  # the last word that may be capitalised
        # quotation marks that wait for their closing one: that, and the word behind each
        self.opened: list[tuple[str, list[str], int, str]] = []

    def run(
        self, tokens: tuple[Token, ...], change: Callable[[_Walk, str, bool], str]
    ) -> tuple[Token, ...]:
        """Change each word; ``change`` also hears whether a hyphen follows the first words."""
        out: list[Token | list[str]] = []
        kept = 0
        for token in tokens:
            if not isinstance(token, str):
                self.bare = False
                kept += _keeps(token)
                out.append(token)
            elif kept:
                out.append(token)
                if token.strip():
                    self.first = self.after_mark = False
                    self.last = None
            else:
                out.append(self._text(token, change))
        if change is _title_word and self.last is not None:
            words, index = self.last
            word = words[index]
            if len(word) > 1 and self.lower(word) in STOP_WORDS:
                words[index] = self.capitalise(word)
        for _, words, index, original in self.opened:
            if index < len(words):
                words[index] = original + words[index][1:]
        return tuple(["".join(piece) if isinstance(piece, list) else piece for piece in out])

    def _text(self, text: str, change: Callable[[_Walk, str, bool], str]) -> list[str]:
        atoms: list[str] = []
        pieces = _SEPARATOR.split(text)
        after_quote = False
        for place, piece in enumerate(pieces):
            if place & 1:
                self.bare = False
                after_quote = piece in _QUOTES and not self._closes(piece)
                if piece in _NEW_START:
                    self.after_mark = True
                atoms.append(piece)
                if piece in _CLOSER:
                    follows = pieces[place + 1]
                    self.opened.append((_CLOSER[piece], atoms, len(atoms), follows[:1]))
                continue
            start = len(atoms)
            if piece:
                hyphen = self.bare and pieces[place + 1 : place + 2] == ["-"]
                words = self.spaces.split(piece)
                end = len(words) - 1
                for index in range(0, end + 1, 2):
                    if words[index]:
                        words[index] = change(self, words[index], hyphen and index == end)
                        self.first = self.after_mark = False
                        self.last = (atoms, start + index)
                atoms += words
                if after_quote and atoms[start]:
                    atoms[start] = piece[0] + atoms[start][1:]
        return atoms

    def _closes(self, mark: str) -> bool:
        """Whether a mark closes the quotation that was opened last, rather than an apostrophe."""
        if self.opened and self.opened[-1][0] == mark:
            self.opened.pop()
            return True
        return False

    def capitalise(self, word: str) -> str:
        """Raise the first letter; a Greek letter alone is a symbol and stays."""
        if len(word) == 1 and "\u0370" <= word <= "\u03ff":
            return word
        return self.upper(word[0]) + word[1:]

    def raise_small(self, word: str) -> str:
        """Raise the first letter of a word that has no capital."""
        return self.capitalise(word) if word == self.lower(word) else word


def _title_word(walk: _Walk, word: str, hyphen: bool) -> str:
    small = walk.lower(word)
    if word == small and (
        (len(word) > 1 and small not in STOP_WORDS) or hyphen or walk.first or walk.after_mark
    ):
        return walk.capitalise(word)
    return word


def _any_word(walk: _Walk, word: str, hyphen: bool) -> str:  # noqa: ARG001
    return walk.raise_small(word)


def _first_word(walk: _Walk, word: str, hyphen: bool) -> str:  # noqa: ARG001
    return walk.raise_small(word) if walk.first else word


def _sentence_word(walk: _Walk, word: str, hyphen: bool) -> str:  # noqa: ARG001
    return walk.capitalise(word) if walk.first else walk.lower(word)


def _shouted_word(walk: _Walk, word: str, hyphen: bool) -> str:  # noqa: ARG001
    return walk.capitalise(walk.lower(word)) if walk.first else walk.lower(word)
