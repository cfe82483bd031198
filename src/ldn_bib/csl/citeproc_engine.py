"""citeproc-py as the engine: items and a style in, rich text out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from ldn_bib.csl.errors import FormatError, StyleFileError
from ldn_bib.csl.markup import CLOSE, OPEN, to_rich_text
from ldn_bib.csl.richtext import FormattedEntry, Mark

if TYPE_CHECKING:
    from lxml.etree import _Element


def format_items(
    items: Sequence[Mapping[str, Any]],
    style: _Element,
    name: str,
    locale: str | None,
    progress: Callable[[int, int], None] | None = None,
) -> list[FormattedEntry]:
    """Format items as a bibliography.

    Args:
        items: CSL-JSON items, in the order of their citation.
        style: root of an independent style.
        name: what to call the style in messages.
        locale: language tag; None takes the style's own.
        progress: told how many of how many items are done.

    Returns:
        One entry for each item, in the style's order.

    Raises:
        StyleFileError: citeproc-py cannot take the style.
        FormatError: citeproc-py failed on an item.
    """
    with _quiet():
        engine = _Engine(style, name, locale)
        engine.take(items)
        engine.sort()
        return list(engine.entries(progress))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep citeproc-py's warnings from the user, whatever the filters say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class _Formatter:
    """What citeproc-py calls a formatter: it puts delimiters around formatted text."""

    def __init__(self) -> None:
        from citeproc.string import String

        def wrap(mark: Mark) -> Callable[[Any], Any]:
            return lambda text: String(f"{OPEN[mark]}{'' if text is None else text}{CLOSE}")

        self.Italic = self.Oblique = wrap(Mark.ITALIC)
        self.Bold = wrap(Mark.BOLD)
        self.Underline = wrap(Mark.UNDERLINE)
        self.Superscript = wrap(Mark.SUPERSCRIPT)
        self.Subscript = wrap(Mark.SUBSCRIPT)
        self.SmallCaps = wrap(Mark.SMALL_CAPS)
        self.Light = String

    @staticmethod
    def preformat(text: Any) -> str:
        return str(text)


class _Engine:
    """One run of citeproc-py."""

    def __init__(self, root: _Element, name: str, locale: str | None) -> None:
        from io import BytesIO

        from citeproc import CitationStylesBibliography, CitationStylesStyle
        from lxml import etree

        self.name = name
        self.ids: dict[str, str] = {}
        self.items: dict[str, Mapping[str, Any]] = {}
        data = BytesIO(etree.tostring(root, encoding="utf-8"))
        # citeproc-py raises whatever its code meets, bare ValueErrors included.
        try:
            self.style = CitationStylesStyle(data, locale=locale, validate=False)
        except Exception as error:
            raise StyleFileError(name, f"cannot be used: {_said(error)}") from error
        self.bibliography = CitationStylesBibliography(self.style, {}, _Formatter())

    def take(self, items: Sequence[Mapping[str, Any]]) -> None:
        """Register the items under keys of our own: citeproc-py lower-cases keys."""
        from citeproc.source import Citation, CitationItem

        from ldn_bib.csl.citeproc_items import plain_text, to_reference

        for number, item in enumerate(items):
            key = f"item{number}"
            name = item.get("id")
            self.ids[key] = name if isinstance(name, str) else plain_text(name) or ""
            self.items[key] = item
            self.bibliography.source[key] = to_reference(item, key)
        cites = [CitationItem(key) for key in self.ids]
        Citation(cites).bibliography = self.bibliography
        self.bibliography.items, self.bibliography.keys = cites, list(self.ids)

    def sort(self) -> None:
        """Bring the items into the style's order."""
        self._guarded(self.bibliography.sort, list(self.ids), self._unsortable)

    def entries(self, progress: Callable[[int, int], None] | None) -> Iterator[FormattedEntry]:
        """Format the items one by one, so that a failure can be told from the others."""
        cites = self.bibliography.items
        for done, cite in enumerate(cites, 1):
            text = to_rich_text(self._print(cite))
            yield FormattedEntry(self.ids[cite.key], text)
            if progress is not None:
                progress(done, len(cites))

    def _print(self, cite: Any) -> str:
        """Format an item; where a range within a year loses the year, with its first day."""
        from ldn_bib.csl.citeproc_items import to_reference, year_of_range

        def render() -> str:
            pieces = partial(self.style.render_bibliography, [cite])
            return "".join(map(str, self._guarded(pieces, [cite.key], lambda: self.ids[cite.key])))

        source = self.bibliography.source
        text = render()
        year = year_of_range(source[cite.key].get("issued"))
        if year is None:
            return text
        ranged = source[cite.key]
        source[cite.key] = to_reference(self.items[cite.key], cite.key, ranges="begin")
        plain = render()
        if plain.count(year) > text.count(year):
            return plain
        source[cite.key] = ranged
        return text

    def _guarded(
        self, action: Callable[[], Any], keys: Sequence[str], culprit: Callable[[], str | None]
    ) -> Any:
        """Do it; on failure once more with the dates as text that citeproc-py may crash on."""
        try:
            return action()
        except Exception as error:
            if not self._soften(keys):
                raise self._failed(culprit(), error) from error
        try:
            return action()
        except Exception as error:
            raise self._failed(culprit(), error) from error

    def _soften(self, keys: Sequence[str]) -> bool:
        """Give items their ranges and seasons as text; False where none has any."""
        from ldn_bib.csl.citeproc_items import is_risky_date, to_reference

        source = self.bibliography.source
        risky = [key for key in keys if any(map(is_risky_date, source[key].values()))]
        for key in risky:
            source[key] = to_reference(self.items[key], key, ranges="text")
        return bool(risky)

    def _unsortable(self) -> str | None:
        """Find the item that cannot be sorted even alone."""
        for cite in self.bibliography.items:
            try:
                self.style.sort_bibliography([cite])
            except Exception:
                return self.ids[cite.key]
        return None

    def _failed(self, item: str | None, error: Exception) -> FormatError:
        return FormatError(self.name, item, f"citeproc-py failed with {_said(error)}")


def _said(error: Exception) -> str:
    message = str(error).strip().partition("\n")[0][:200]
    return f"{type(error).__name__} ({message})" if message else type(error).__name__
