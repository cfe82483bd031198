"""A paper in a dozen citation styles, each as the only entry of its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.processor import Processor
from ldn_bib.csl.stylefile import read_style
from ldn_bib.csl.styletree import Element, StyleTree, load_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.entry import CslItem

STYLES: Final[Mapping[str, str]] = {
    "vancouver": "Vancouver (NLM)",
    "ama": "AMA",
    "apa": "APA",
    "bmj": "BMJ",
    "chicago-author-date": "Chicago (author-date)",
    "harvard": "Harvard",
    "ieee": "IEEE",
    "lancet": "The Lancet",
    "ldn": "LDN reading list",
    "mla": "MLA",
    "nature": "Nature",
    "nejm": "NEJM",
}
"""Names of the styles of a citation box, and their names for people."""

_NUMBER: Final = "citation-number"
_NOTHING: Final = Element("group", {})


class Citer:
    """A style that formats papers one at a time, without their place in a list.

    Attributes:
        name: what the style was asked for as.
        title: its name for people.
        is_numbered: whether its lists are numbered.
    """

    def __init__(self, name: str, folders: Sequence[Path] = ()) -> None:
        """Find and compile a style.

        Args:
            name: alias, id, title or path.
            folders: folders with additional styles.

        Raises:
            CslError: there is no such style, or it has no bibliography.
        """
        found = find_style(name, folders)
        tree = load_tree(read_style(found.path), found.id, str(found.path))
        if tree.bibliography is None:
            raise StyleFileError(found.id, "has no bibliography: it formats citations only")
        self.name = name
        self.is_numbered = _has_numbers(tree.bibliography) or any(
            map(_has_numbers, tree.macros.values())
        )
        self.title = STYLES.get(name, found.title)
        self._processor = Processor(_without_numbers(tree), found.default_locale, links=True)

    def cite(self, item: CslItem) -> RichText:
        """Format one paper."""
        return self._processor.bibliography([item]).entries[0].content


def citers(first: str, folders: Sequence[Path] = ()) -> Iterator[Citer]:
    """Compile the styles of the citation box.

    Args:
        first: the style that is shown first; it need not be one of :data:`STYLES`.
        folders: folders with additional styles.

    Raises:
        CslError: there is no such style, or it has no bibliography.
    """
    for name in dict.fromkeys((first, *STYLES)):
        yield Citer(name, folders)


def _without_numbers(tree: StyleTree) -> StyleTree:
    """Let the position in the list print nothing, wherever the style prints it."""
    assert tree.bibliography is not None  # noqa: S101
    return replace(
        tree,
        bibliography=_emptied(tree.bibliography),
        macros={name: _emptied(macro) for name, macro in tree.macros.items()},
    )


def _has_numbers(element: Element) -> bool:
    return _is_number(element) or any(map(_has_numbers, element.children))


def _is_number(element: Element) -> bool:
    return element.tag in ("text", "number", "label") and element.get("variable") == _NUMBER


def _emptied(element: Element) -> Element:
    if _is_number(element):
        return _NOTHING
    if not element.children:
        return element
    return element._replace(children=tuple(map(_emptied, element.children)))
