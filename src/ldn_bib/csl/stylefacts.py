"""What a style is and does, in words: its kind, its order, how it tells like cites apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ldn_bib.csl.aliases import ALIASES
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.stylefile import NAMESPACE, head_of, parse_style, read_style
from ldn_bib.csl.styletree import Element, StyleTree, load_tree

_PREFIX: Final = f"{{{NAMESPACE}}}"

_CLASSES: Final = {"in-text": "citations in the text", "note": "citations in notes"}
_FORMATS: Final = {
    "author": "author",
    "author-date": "author and date",
    "label": "label made from author and year",
    "note": "note",
    "numeric": "number",
}
# variable to its words, where the name alone says too little
_VARIABLES: Final = {
    "citation-number": "order of citation",
    "issued": "date",
    "container-title": "journal or book",
}
# words in the names of macros that say where they are used
_NOT_SAID: Final = frozenset(("bib", "bibliography", "sort", "key", "macro"))
_RULES: Final = {
    "all-names": "of all names",
    "all-names-with-initials": "of all names, initials at most",
    "primary-name": "of the first name",
    "primary-name-with-initials": "of the first name, initials at most",
    "by-cite": "where that tells them apart",
}
_COLLAPSE: Final = {
    "citation-number": "ranges of numbers, such as 1–3",
    "year": "the years of one author, such as Doe 2000, 2001",
    "year-suffix": "the letters of one year, such as 2000a, b",
    "year-suffix-ranged": "ranges of letters, such as 2000a–c",
}


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """The facts of a style.

    Attributes:
        id: short id, such as ``apa``.
        title: title.
        aliases: short names that stand for it.
        address: what its ``info`` gives as id, usually a URL.
        path: the style's own file.
        parent: short id of the parent of a dependent style, else None.
        is_note: whether citations stand in notes.
        kind: class in words.
        citation_format: category ``citation-format`` in words; empty where it says nothing.
        fields: categories ``field``, in order.
        locale: the style's own locale, else None.
        updated: day of the last change, ``YYYY-MM-DD``; empty where it says nothing.
        rights: rights in words; empty where it says nothing.
        licence: address of the licence; empty where it says nothing.
        documentation: addresses of the style's guide.
        has_bibliography: whether it formats bibliographies.
        order: what the bibliography is sorted by, in words; empty where it keeps the order of
            citation.
        disambiguation: how it tells like citations apart, each way in words.
        collapsing: what a citation runs together, in words; empty for nothing.
    """

    id: str
    title: str
    aliases: tuple[str, ...]
    address: str
    path: Path
    parent: str | None
    is_note: bool
    kind: str
    citation_format: str
    fields: tuple[str, ...]
    locale: str | None
    updated: str
    rights: str
    licence: str
    documentation: tuple[str, ...]
    has_bibliography: bool
    order: tuple[str, ...]
    disambiguation: tuple[str, ...]
    collapsing: str


def style_facts(name: str, folders: Iterable[Path] = ()) -> StyleFacts:
    """Gather what a style says of itself.

    Args:
        name: id, alias, title or path, as for :func:`ldn_bib.csl.finder.find_style`.
        folders: folders with additional styles.

    Raises:
        UnknownStyleError: there is no such style.
        StyleFileError: it is not a CSL 1.0 style, or its parent is missing.
    """
    folders = tuple(folders)
    found = find_style(name, folders)
    tree = load_tree(read_style(found.path), found.id, str(found.path))
    own = found.path if found.parent is None else _dependent_file(name, found.id, folders)
    root = parse_style(read_style(own), str(own))
    info: Any = root.find(f"{_PREFIX}info")
    rights = info.find(f"{_PREFIX}rights") if info is not None else None
    area = tree.bibliography
    categories = list(info.iterfind(f"{_PREFIX}category")) if info is not None else []
    formats = [node.get("citation-format") for node in categories if node.get("citation-format")]
    return StyleFacts(
        id=found.id,
        title=head_of(root).title,
        aliases=tuple(alias for alias, style in ALIASES.items() if style == found.id),
        address=_words(info, "id"),
        path=own,
        parent=found.parent,
        is_note=tree.is_note,
        kind=_CLASSES.get(tree.root.get("class"), tree.root.get("class")),
        citation_format=_FORMATS.get(formats[0], formats[0]) if formats else "",
        fields=tuple(node.get("field") for node in categories if node.get("field")),
        locale=found.default_locale,
        updated=_words(info, "updated")[:10],
        rights=" ".join((rights.text or "").split()) if rights is not None else "",
        licence=rights.get("license", "") if rights is not None else "",
        documentation=tuple(_links(info, "documentation")),
        has_bibliography=area is not None,
        order=tuple(_order(area)) if area is not None else (),
        disambiguation=tuple(_disambiguation(tree)),
        collapsing=_COLLAPSE.get(tree.citation.get("collapse"), tree.citation.get("collapse")),
    )


def _dependent_file(name: str, style: str, folders: tuple[Path, ...]) -> Path:
    """The file of a dependent style itself, not its parent's."""
    given = Path(name)
    if given.stem == style and given.suffix == ".csl" and given.is_file():
        return given
    places = (*folders, styles_folder() / "dependent")
    return next(path for place in places if (path := place / f"{style}.csl").is_file())


def _words(info: Any, tag: str) -> str:
    found = info.findtext(f"{_PREFIX}{tag}") if info is not None else None
    return " ".join((found or "").split())


def _links(info: Any, rel: str) -> Iterator[str]:
    if info is not None:
        for link in info.iterfind(f"{_PREFIX}link"):
            if link.get("rel") == rel and link.get("href"):
                yield link.get("href")


def _order(area: Element) -> Iterator[str]:
    """The sort keys in words; of a macro its name, which the style's author chose for people."""
    sort = area.find("sort")
    said: set[str] = set()
    for key in sort.all("key") if sort is not None else ():
        variable = key.get("variable")
        name = _VARIABLES.get(variable, variable) or key.get("macro")
        words = [word for word in re.split(r"[-_\s]+", name) if word not in _NOT_SAID]
        shown = " ".join(words) or name
        if key.get("sort") == "descending":
            shown += " (last first)"
        if shown not in said:
            said.add(shown)
            yield shown


def _disambiguation(tree: StyleTree) -> Iterator[str]:
    citation = tree.citation
    if citation.get("disambiguate-add-names") == "true":
        yield "names that “et al.” hides"
    if citation.get("disambiguate-add-givenname") == "true":
        rule = citation.get("givenname-disambiguation-rule", "by-cite")
        yield f"given names or initials ({_RULES.get(rule, rule)})"
    if citation.get("disambiguate-add-year-suffix") == "true":
        yield "a letter after the year"
    parts = (citation, *tree.macros.values())
    if any(_uses_condition(part) for part in parts):
        yield "parts printed only where citations are alike"


def _uses_condition(element: Element) -> bool:
    if element.tag in ("if", "else-if") and "disambiguate" in element.attrs:
        return True
    return any(_uses_condition(child) for child in element.children)
