"""The tagger: proposes conditions for an item and says which words made it do so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from ldn_bib.entry import CslItem, Reason, Tag
from ldn_bib.values.condition import Condition
from ldn_bib.values.markup import strip_markup

VARIABLES = ("title", "keyword", "abstract")
"""CSL variables that are searched, in the order in which reasons are given."""

CUSTOM_VARIABLES = ("mesh", "mesh-terms", "mesh_terms")
"""Members of ``custom`` that are searched after them: names under which tools keep MeSH terms."""

OTHER_WORD_PREFIXES = frozenset({"anti", "non"})
"""Prefixes that turn a word into another one when a hyphen joins them to it."""

LONGEST_ACRONYM = 7
"""A name of one word in capitals is an acronym up to this many letters, beyond it a word."""

MOST_WORDS = 50_000
"""Words of which a tagger keeps what it knows."""

_APOSTROPHES = "'’‘ʼ`´＇"
_HYPHENS = "-‐‑‒–−_"
_HYPHEN_SET = frozenset(_HYPHENS)
_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200c\u200d\u2060]+[^\W_]*)*"
    rf"(?:[{_APOSTROPHES}][sS](?![^\W_]))?"
)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_INVISIBLE = re.compile(r"[\u00ad\u200c\u200d\u2060]")
_JOINT = re.compile(rf"[{_APOSTROPHES}]?(?:\s+|[{_HYPHENS}/]\s*)")
_COMMA = re.compile(r"\s*,\s*")
_ABBREVIATION = re.compile(r"(.*\S)\s*\((\S+)\)\s*")


@dataclass(slots=True)
class _Node:
    """A place in the word tree: the words that may follow, and the conditions that end here."""

    following: dict[str, _Node] = field(default_factory=dict)
    slugs: list[str] = field(default_factory=list)


class _Starts(dict[str, tuple[_Node, ...]]):
    """Places behind a first word, as texts spell it; kept for words met before."""

    def __init__(self, root: _Node) -> None:
        super().__init__()
        self._following = root.following

    def __missing__(self, word: str) -> tuple[_Node, ...]:
        following = self._following
        nodes = tuple(following[key] for key in _keys(word) if key in following)
        if len(self) < MOST_WORDS:
            self[word] = nodes
        return nodes


class _Chunks(dict[str, bool]):
    """Whether a word that begins a name stands in what stands between spaces; kept likewise."""

    def __init__(self, starts: _Starts) -> None:
        super().__init__()
        self._starts = starts

    def __missing__(self, chunk: str) -> bool:
        begins = any(map(self._starts.__getitem__, _WORD.findall(chunk)))
        if len(self) < MOST_WORDS:
            self[chunk] = begins
        return begins


class Tagger:
    """Finds the conditions of a vocabulary in bibliographic items.

    All names of a condition count: its label, its MeSH name, its synonyms. Names are
    compared word by word. Case, accents and the kind of apostrophe do not matter, a hyphen
    is a space, ``Crohn's`` is ``Crohn``, and a regular plural is its singular
    (``neuropathies``, ``syndromes``). Other punctuation ends a name, so that neighbouring
    keywords do not run together. What matters:

    - Only whole words count: ``anti-inflammatory`` is not ``inflammation``, and neither are
      ``anti-inflammation`` and ``non-inflammation``.
    - An acronym (``CRPS``; ``(CRPS)`` at the end of a label is one too) has to stand in
      capitals, so that ``MS`` is not ``ms``.
    - An inverted name (``Fatigue Syndrome, Chronic``) is found in its natural order as well.
    - The longest name wins and its words are used up: the words of ``painful diabetic
      neuropathy`` propose nothing else.

    A condition does not bring its broader one with it. A reason would then name words that
    do not stand in the text, and a list on the broader condition would fill with papers
    that never speak of it; ``broader`` is there for those who want to widen a search.
    """

    def __init__(self, conditions: Mapping[str, Condition] | Iterable[Condition]) -> None:
        """Compile the names once.

        Args:
            conditions: the vocabulary; tags come in its order.
        """
        values = conditions.values() if isinstance(conditions, Mapping) else conditions
        self._conditions = {condition.slug: condition for condition in values}
        self._places = {slug: place for place, slug in enumerate(self._conditions)}
        self._root = _Node()
        for condition in self._conditions.values():
            for name in condition.names:
                for words in _spellings(name):
                    self._learn(words, condition.slug)
        self._starts = _Starts(self._root)
        self._chunks = _Chunks(self._starts)

    def propose(self, item: CslItem) -> tuple[Tag, ...]:
        """Propose conditions for an item.

        Args:
            item: a CSL-JSON item; ``title``, ``keyword``, ``abstract`` and the MeSH terms in
                ``custom`` are searched.

        Returns:
            Derived tags in the order of the vocabulary. Each reason quotes the words as they
            stand in the text, without CSL's markup.
        """
        reasons: dict[str, dict[tuple[str, str], Reason]] = {}
        for variable, text in _texts(item):
            if self._may_match(text):
                for words, slugs in self._matches(text):
                    for slug in slugs:
                        known = reasons.setdefault(slug, {})
                        known.setdefault((variable, words.casefold()), _reason(variable, words))
        if not reasons:
            return ()
        return tuple([
            Tag(slug, self._conditions[slug].label, True, tuple(reasons[slug].values()))
            for slug in sorted(reasons, key=self._places.__getitem__)
        ])  # fmt: skip

    def _may_match(self, text: str) -> bool:
        """Whether any word of a text begins a name; most texts are done with that."""
        # no word has a space in it, and to split at spaces is far faster than to find words
        return True in map(self._chunks.__getitem__, text.split())

    def _learn(self, words: Sequence[str], slug: str) -> None:
        node = self._root
        for word in words:
            node = node.following.setdefault(word, _Node())
        if words and slug not in node.slugs:
            node.slugs.append(slug)

    def _matches(self, text: str) -> list[tuple[str, Sequence[str]]]:
        """Return the words of each name that stands in a text, and the conditions it means."""
        words = list(_WORD.finditer(text))
        starts = self._starts
        found: list[tuple[int, int, list[str]]] = []
        for first, word in enumerate(words):
            nodes = starts[word[0]]
            if nodes and not _is_other_word(words, first):
                _find_from(nodes, words, first, found)
        if len(found) > 1:
            found = _longest(found)
        return [
            (text[words[first].start() : words[end - 1].end()], slugs)
            for first, end, slugs in found
        ]


def _find_from(
    nodes: Sequence[_Node],
    words: Sequence[re.Match[str]],
    first: int,
    found: list[tuple[int, int, list[str]]],
) -> None:
    """Find every name that starts at a word: its place, the place behind, conditions.

    Args:
        nodes: the places in the tree behind the word.
        words: the words of the text.
        first: place of the word.
        found: list that they are added to.
    """
    place = first
    while True:
        slugs = [slug for node in nodes for slug in node.slugs]
        if slugs:
            found.append((first, place + 1, list(dict.fromkeys(slugs))))
        place += 1
        if place == len(words) or not nodes:
            return
        gap = _gap(words[place - 1], words[place])
        if gap == ",":
            nodes = [node.following[","] for node in nodes if "," in node.following]
        elif gap:
            return
        keys = _keys(words[place][0])
        nodes = [node.following[key] for node in nodes for key in keys if key in node.following]


def _longest(found: list[tuple[int, int, list[str]]]) -> list[tuple[int, int, list[str]]]:
    """Return names that share no word, a longer one before a shorter one, in their order."""
    used: set[int] = set()
    kept = []
    for match in sorted(found, key=lambda match: (match[0] - match[1], match[0])):
        places = range(match[0], match[1])
        if used.isdisjoint(places):
            used.update(places)
            kept.append(match)
    kept.sort(key=itemgetter(0))
    return kept


def _texts(item: CslItem) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in VARIABLES:
        if name in item:
            found += _stripped(name, item[name])
    custom = item.get("custom")
    if custom and isinstance(custom, Mapping):
        for name in CUSTOM_VARIABLES:
            if name in custom:
                found += _stripped(name, custom[name])
    return found


def _stripped(name: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(name, strip_markup(value))] if value else []
    if isinstance(value, list | tuple):
        return [(name, strip_markup(text)) for text in value if isinstance(text, str) and text]
    return []


@lru_cache(maxsize=1024)
def _reason(variable: str, words: str) -> Reason:
    return Reason(variable, words)


def _gap(before: re.Match[str], after: re.Match[str]) -> str | None:
    """Return what stands between two words: nothing of note, a comma, or a break (``.``)."""
    text, start, end = before.string, before.end(), after.start()
    if text[start:end] == " ":
        return None
    if _JOINT.fullmatch(text, start, end):
        return None
    return "," if _COMMA.fullmatch(text, start, end) else "."


@lru_cache(maxsize=MOST_WORDS)
def _keys(word: str) -> tuple[str, ...]:
    """Return what a word of a text can stand for.

    First its singular, then the word as it is, both folded, and at the end the word itself
    where it is in capitals.
    """
    word = _POSSESSIVE.sub("", word)
    folded = _fold(word)
    keys = [_singular(folded), folded]
    if word.isupper():
        keys.append(word)
    return tuple(dict.fromkeys(keys))


def _fold(word: str) -> str:
    """Fold case and accents."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word))
        word = "".join(char for char in word if not unicodedata.combining(char))
    return word.casefold()


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _is_other_word(words: Sequence[re.Match[str]], place: int) -> bool:
    """Whether a hyphen joins a word to a prefix that makes it another word."""
    if place == 0:
        return False
    before, word = words[place - 1], words[place]
    gap = word.string[before.end() : word.start()]
    return gap in _HYPHEN_SET and not OTHER_WORD_PREFIXES.isdisjoint(_keys(before[0]))


def _spellings(name: str) -> set[tuple[str, ...]]:
    """Return the sequences of words under which a name of the vocabulary is found."""
    names = [name]
    abbreviation = _ABBREVIATION.fullmatch(name)
    if abbreviation and sum(map(str.isupper, abbreviation[2])) > 1:
        names = [abbreviation[1], abbreviation[2]]
    spellings = set()
    for text in names:
        exact = _is_acronym(text)
        words: list[str] = []
        last: re.Match[str] | None = None
        for word in _WORD.finditer(text):
            if last and _gap(last, word) == ",":
                words.append(",")
            words.append(_name_key(word[0], exact))
            last = word
        spellings.add(tuple(words))
        if "," in words:
            spellings.add(_natural_order(words))
    return {words for words in spellings if words}


def _name_key(word: str, exact: bool) -> str:
    """Return the one key under which a word of a name is looked up."""
    keys = _keys(word)
    if exact:
        return keys[-1]
    # CRPS inside a longer name is no plural: CRP is another thing.
    return _fold(word) if len(word) > 1 and word.isupper() else keys[0]


def _is_acronym(name: str) -> bool:
    letters = sum(map(str.isalpha, name))
    return name.isupper() and 1 < letters <= LONGEST_ACRONYM and not re.search(r"\s", name)


def _natural_order(words: Sequence[str]) -> tuple[str, ...]:
    """Turn ``fatigue syndrome , chronic`` into ``chronic fatigue syndrome``."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    return tuple(word for part in reversed(parts) for word in part)
