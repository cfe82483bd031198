"""Bibliographies: the one door through which the rest of a program has citations formatted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ldn_bib.csl.errors import CslError, StyleFileError
from ldn_bib.csl.finder import Style, find_style
from ldn_bib.csl.locales import resolve_locale
from ldn_bib.csl.richtext import FormattedEntry
from ldn_bib.csl.stylefile import NAMESPACE, parse_style, read_style
from ldn_bib.csl.styletree import load_tree

NATIVE = "native"
CITEPROC_PY = "citeproc-py"
ENGINES = (NATIVE, CITEPROC_PY)
"""Names of the engines: our own, and citeproc-py for comparison."""


def format_bibliography(
    items: Sequence[Mapping[str, Any]],
    style: Style | str,
    locale: str | None = None,
    *,
    folders: Iterable[Path] = (),
    engine: str = NATIVE,
    links: bool = False,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[FormattedEntry]:
    """Format items as a bibliography.

    Args:
        items: CSL-JSON items (1.0.2), in the order in which they are cited.
        style: a style, or a name for :func:`ldn_bib.csl.finder.find_style`.
        locale: language tag; None takes the style's own, which is en-US where it has none.
        folders: folders with additional styles.
        engine: one of :data:`ENGINES`.
        links: whether printed URLs, DOIs, PMIDs and PMCIDs become links.
        jobs: number of processes that a long bibliography is shared among; citeproc-py has one.
        progress: told how many of how many items are done.

    Returns:
        One entry for each item, in the style's own order, with the item's ``id`` as text.

    Raises:
        CslError: there is no such engine, it makes no links, or the jobs are fewer than one.
        UnknownStyleError: there is no such style.
        UnknownLocaleError: there is no such locale.
        StyleFileError: the style is no CSL 1.0 style, or has no bibliography.
        FormatError: the engine failed on an item.
    """
    if engine not in ENGINES:
        raise CslError(f"unknown engine {engine!r}; there are {', '.join(ENGINES)}")
    if jobs < 1:
        raise CslError(f"jobs must be at least 1, not {jobs}")
    found = find_style(style, folders) if isinstance(style, str) else style
    tag = resolve_locale(locale) if locale is not None else found.default_locale
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            raise CslError(f"item {number} is no CSL-JSON item but {type(item).__name__}")
    data = read_style(found.path)

    if engine == CITEPROC_PY:
        from ldn_bib.csl.citeproc_engine import format_items

        if links:
            raise CslError(f"engine {CITEPROC_PY!r} makes no links; {NATIVE!r} does")
        root = parse_style(data, str(found.path))
        if root.find(f"{{{NAMESPACE}}}bibliography") is None:
            raise StyleFileError(found.id, _no_bibliography(found))
        return format_items(items, root, found.id, tag, progress)

    from ldn_bib.csl.processor import Processor

    tree = load_tree(data, found.id, str(found.path))
    if tree.bibliography is None:
        raise StyleFileError(found.id, _no_bibliography(found))
    processor = Processor(tree, tag or found.default_locale, links=links)
    return list(processor.bibliography(items, jobs=jobs, progress=progress).entries)


def _no_bibliography(style: Style) -> str:
    reason = "has no bibliography: it formats citations in the text or in notes only"
    sibling = style.path.with_name(f"{style.id}-bibliography.csl")
    return f"{reason}; {sibling.stem!r} has one" if sibling.exists() else reason
