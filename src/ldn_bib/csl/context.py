"""What rendering one cite or one bibliography entry knows and remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from ldn_bib.csl.item import Item
from ldn_bib.csl.personname import PersonName
from ldn_bib.csl.tokens import Tokens

CITATION: Final = 0
BIBLIOGRAPHY: Final = 1

FIRST: Final = 0
SUBSEQUENT: Final = 1
IBID: Final = 2
IBID_WITH_LOCATOR: Final = 3


@dataclass(slots=True)
class Disambiguation:
    """How far an item's cites are expanded so that they can be told apart.

    Attributes:
        names: number of names shown, by the order in which name lists are rendered.
        givens: level of each given name of each list.
        condition: how many of the style's tests for ``disambiguate="true"`` hold.
    """

    names: list[int] = field(default_factory=list)
    givens: list[list[int]] = field(default_factory=list)
    condition: int = 0


@dataclass(slots=True)
class CiteState:
    """What a citation says about one of its cites.

    Attributes:
        locator: text of the locator, empty for none.
        label: its label, such as ``page``.
        position: FIRST, SUBSEQUENT, IBID or IBID_WITH_LOCATOR.
        near_note: whether the item was cited within ``near-note-distance`` notes.
        first_note: number of the note in which the item was first cited; 0 for none.
        suppress_author: whether the first names are left out.
    """

    locator: str = ""
    label: str = "page"
    position: int = FIRST
    near_note: bool = False
    first_note: int = 0
    suppress_author: bool = False


class SeenNames(NamedTuple):
    """A name list as a cite has it: for disambiguation, which may show more of it.

    Attributes:
        shown: number of names shown.
        names: all names.
        level: level of the given names.
        initials: whether the style prints initials.
        one: prints the name at an index with a level of its given names.
    """

    shown: int
    names: tuple[PersonName, ...]
    level: int
    initials: bool
    one: Callable[[int, int], Tokens]


@dataclass(slots=True)
class NamesRecord:
    """The first name list that was printed.

    Attributes:
        tokens: the tokens of the list without its label.
        each: the tokens of each name.
        text: the characters of the list.
        key: the names themselves, as far as they are printed; empty where a term stands in.
        is_names: False where a title or a term stands in for names.
    """

    tokens: Tokens
    each: list[Tokens]
    text: str
    key: tuple[str, ...] = ()
    is_names: bool = True


class Context:
    """State of one rendering; made anew for each cite and each entry."""

    __slots__ = (
        "area",
        "called",
        "cite",
        "disambiguation",
        "done",
        "filled",
        "first_names",
        "item",
        "name_limits",
        "nameset",
        "number",
        "seen_names",
        "sorting",
        "substitute_author",
        "suffix_done",
        "suppressed",
        "taken",
        "tests",
        "year_suffix",
    )

    def __init__(self, item: Item, area: int) -> None:
        self.item = item
        self.area = area
        self.called = 0
        self.filled = 0
        self.cite: CiteState | None = None
        self.disambiguation: Disambiguation | None = None
        self.done: set[str] | None = None
        self.sorting = False
        self.name_limits: tuple[int, int, bool] | None = None
        self.nameset = 0
        self.number = 0
        self.year_suffix = ""
        self.suffix_done = False
        self.first_names: NamesRecord | None = None
        self.substitute_author: Callable[[NamesRecord], Tokens] | None = None
        self.seen_names: list[SeenNames] | None = None
        self.tests = 0
        self.suppressed = False
        self.taken: list[str] | None = None


Render: TypeAlias = Callable[[Context], Tokens | None]
"""A compiled element: gives its tokens, or None where it prints nothing."""
