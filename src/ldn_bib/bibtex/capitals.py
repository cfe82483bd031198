"""Words of a title whose capitals must stay, because BibTeX's styles lower the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Piece: TypeAlias = str | tuple[str, bool]
"""Text, or a mark and whether it opens, as :func:`ldn_bib.values.markup.split_markup` gives it."""

_CANDIDATE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENERS = "\"'“‘«([¿¡ \u00a0"
_SENTENCE_ENDS = (":", ".", "?", "!", "–", "—", ";", "/")
_SHORTEST_TELLING = 4
"""Words shorter than this are in lower case in headlines too."""
_START: Piece = ("nocase", True)
_END: Piece = ("nocase", False)


class _Word(NamedTuple):
    """A word in a title: number of its piece, where it begins there, and the word."""

    piece: int
    start: int
    text: str


def protect_capitals(pieces: Sequence[Piece], *, headlines: bool = True) -> Sequence[Piece]:
    """Mark the words whose case must stay with CSL's class ``nocase``.

    Marked are words with a capital behind their first sign (acronyms, mRNA, McArdle) and
    single capitals (vitamin D); in a title that is not in headline style also the capitalised
    words within a sentence, which are names. What is marked already stays as it is, and so
    does a title in capitals only.

    Args:
        pieces: the title, taken apart.
        headlines: whether titles may have capitals for the style's sake, as English ones do.
    """
    acronyms: list[_Word] = []
    names: list[_Word] = []
    free: list[str] = []
    capitals = guarded = 0
    before = ""
    for number, piece in enumerate(pieces):
        if not isinstance(piece, str):
            guarded += (1 if piece[1] else -1) if piece[0] == "nocase" else 0
            continue
        if not guarded:
            free.append(piece)
            for start, word in _capitalised(piece):
                rest = word[1:]
                if rest != rest.lower():
                    acronyms.append(_Word(number, start, word))
                elif word[0].isupper() and not _starts_sentence(before, piece, start):
                    if rest:
                        names.append(_Word(number, start, word))
                        capitals += len(word) >= _SHORTEST_TELLING
                    elif word != "A":
                        acronyms.append(_Word(number, start, word))
        before += piece
    if before.isupper():
        return pieces
    if names and not (headlines and _lower_words(free) <= capitals):
        acronyms = sorted(acronyms + names)
    return _marked(pieces, acronyms) if acronyms else pieces


def _capitalised(text: str) -> list[tuple[int, str]]:
    """Offsets and texts of the words, but for most of those that are in lower case."""
    found: list[tuple[int, str]] = []
    pos = 0
    for chunk in text.split(" "):
        end = pos + len(chunk)
        if not chunk.islower():
            words = _CANDIDATE.finditer(text, pos, end)
            found += [(word.start(), word[0]) for word in words if not word[0].islower()]
        pos = end + 1
    return found


def _lower_words(texts: Sequence[str]) -> int:
    """Number of words in lower case that headlines would not have."""
    words = [word for text in texts for word in _CANDIDATE.findall(text)]
    return sum(len(word) >= _SHORTEST_TELLING for word in words if word.islower())


def _starts_sentence(before: str, piece: str, start: int) -> bool:
    text = piece[:start].rstrip(_OPENERS)
    if not text:
        text = before.rstrip(_OPENERS)
        if not text:
            return True
    return text.endswith(_SENTENCE_ENDS) and piece[start - 1 : start] not in _SENTENCE_ENDS


def _marked(pieces: Sequence[Piece], words: Sequence[_Word]) -> list[Piece]:
    marked: list[Piece] = []
    for number, piece in enumerate(pieces):
        if not isinstance(piece, str):
            marked.append(piece)
            continue
        done = 0
        for word in words:
            if word.piece == number:
                if word.start > done:
                    marked.append(piece[done : word.start])
                marked += (_START, word.text, _END)
                done = word.start + len(word.text)
        if done < len(piece):
            marked.append(piece[done:])
    return marked
