"""The processor: a style and items in, formatted bibliographies and citations out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ldn_bib.csl.citing import CitationWriter, Cite, Cluster
from ldn_bib.csl.compile import Compiler
from ldn_bib.csl.composition import sequence
from ldn_bib.csl.context import BIBLIOGRAPHY, Context, NamesRecord, Render
from ldn_bib.csl.decoration import decoration
from ldn_bib.csl.disambiguate import Disambiguator
from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.finder import Style, find_style
from ldn_bib.csl.finishing import Quotes, finish
from ldn_bib.csl.item import Item
from ldn_bib.csl.locale import Locale, build_locale
from ldn_bib.csl.locales import resolve_locale
from ldn_bib.csl.output import to_rich_text
from ldn_bib.csl.registry import Registered, Registry
from ldn_bib.csl.richtext import FormattedEntry, RichText
from ldn_bib.csl.sorting import compile_sort, sort_by
from ldn_bib.csl.stylefile import parse_style, read_style
from ldn_bib.csl.styletree import StyleTree, to_tree
from ldn_bib.csl.subsequent import author_substituter
from ldn_bib.csl.tokens import BLOCK, INDENT, LEFT_MARGIN, RIGHT_INLINE, Tokens, capitalised

Progress = Callable[[int, int], None]
_REPORT_EVERY: Final = 50
_CLOSING_BLOCKS: Final = (-BLOCK, -LEFT_MARGIN, -RIGHT_INLINE, -INDENT)


@dataclass(frozen=True, slots=True)
class BibliographyTokens:
    """A bibliography as finished tokens, with the layout that the style asks for.

    Attributes:
        entries: id and tokens of each entry, in order.
        hanging_indent: whether lines after the first are indented.
        second_field_align: ``flush``, ``margin`` or empty.
        entry_spacing: blank lines between entries.
        line_spacing: height of lines, 1 for single.
    """

    entries: tuple[tuple[str, Tokens], ...]
    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 1


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A formatted bibliography.

    Attributes:
        entries: the entries, in the order of the style.
        hanging_indent, second_field_align, entry_spacing, line_spacing: as in
            :class:`BibliographyTokens`.
    """

    entries: tuple[FormattedEntry, ...]
    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 1


@dataclass(slots=True)
class _Bibliography:
    first: Render | None = None
    rest: Render | None = None
    prefix: str = ""
    suffix: str = ""
    decorate: Any = None
    keys: Any = ()
    options: Mapping[str, str] = field(default_factory=dict)


class Processor:
    """A compiled style, ready for any number of items.

    CSL 1.0.2. A processor holds no items: every call stands by itself.
    """

    def __init__(
        self,
        style: Style | StyleTree | Path | str,
        locale: str | None = None,
        *,
        folders: Iterable[Path] = (),
    ) -> None:
        """Find, parse and compile a style.

        Args:
            style: id, alias, title, path, a found style or a parsed one.
            locale: language tag; None takes the style's own, else en-US.
            folders: folders with additional styles.

        Raises:
            CslError: the style or the locale cannot be found or read.
        """
        default: str | None = None
        if isinstance(style, StyleTree):
            tree = style
        else:
            found = find_style(str(style), folders) if isinstance(style, str | Path) else style
            default = found.default_locale
            tree = to_tree(parse_style(read_style(found.path), str(found.path)), found.id)
        self.tree = tree
        default = default or tree.root.attrs.get("default-locale") or "en-US"
        self.lang = resolve_locale(locale) if locale else default
        self.locale: Locale = build_locale(self.lang, tree.locales)
        self.compiler = Compiler(tree, self.locale)
        self.citation = CitationWriter(self.compiler, tree)
        self.quotes = _quotes(self.locale)
        self._bibliography = self._compile_bibliography()

    @classmethod
    def from_xml(cls, xml: bytes, locale: str | None = None, name: str = "style") -> Processor:
        """Compile a style that is given as XML.

        Raises:
            CslError: it is no CSL 1.0 style.
        """
        return cls(to_tree(parse_style(xml, name), name), locale)

    # -- bibliography --------------------------------------------------------------------------

    def _compile_bibliography(self) -> _Bibliography | None:
        area = self.tree.bibliography
        layout = area.find("layout") if area is not None else None
        if area is None or layout is None:
            return None
        self.compiler.enter(area)
        keys = compile_sort(self.compiler, area)
        children = [self.compiler.compile(child) for child in layout.children]
        made = _Bibliography(
            prefix=layout.get("prefix"),
            suffix=layout.get("suffix"),
            decorate=decoration(layout, affixes=False),
            keys=keys,
            options=dict(area.attrs),
        )
        if area.get("second-field-align") and len(children) > 1:
            made.first = children[0]
            made.rest = sequence(children[1:], "")
        else:
            made.rest = sequence(children, "")
        return made

    def registry(
        self, items: Iterable[Mapping[str, Any] | Item], *, nosort: bool = False
    ) -> Registry:
        """Register items: order, numbers, disambiguation."""
        registry = Registry(items)
        made = self._bibliography
        if made is not None and made.keys and not nosort:
            rows = sort_by(registry.rows, made.keys, _sort_context)
            registry.renumber(rows)
        Disambiguator(self.citation, registry).run()
        return registry

    def bibliography_tokens(
        self,
        items: Iterable[Mapping[str, Any]],
        *,
        nosort: bool = False,
        progress: Progress | None = None,
    ) -> BibliographyTokens:
        """Format a bibliography as finished tokens.

        Raises:
            StyleFileError: the style has no bibliography.
        """
        layout = self._layout()
        return BibliographyTokens(
            tuple(self._entries(items, nosort=nosort, progress=progress)), *layout
        )

    def _layout(self) -> tuple[bool, str, int, int]:
        """Hanging indent, alignment, spacing of entries and of lines.

        Raises:
            StyleFileError: the style has no bibliography.
        """
        made = self._bibliography
        if made is None:
            raise StyleFileError(self.tree.name, "has no bibliography")
        options = made.options
        return (
            options.get("hanging-indent") == "true",
            options.get("second-field-align", ""),
            _whole(options.get("entry-spacing", ""), 1),
            _whole(options.get("line-spacing", ""), 1),
        )

    def _entries(
        self,
        items: Iterable[Mapping[str, Any]],
        *,
        nosort: bool = False,
        progress: Progress | None = None,
    ) -> Iterator[tuple[str, Tokens]]:
        """Format entry after entry; what an item was parsed to is dropped behind it."""
        made = self._bibliography
        assert made is not None  # noqa: S101 - whoever calls this has asked for the layout
        registry = self.registry(items, nosort=nosort)
        substitute = made.options.get("subsequent-author-substitute")
        rule = made.options.get("subsequent-author-substitute-rule", "complete-all")
        previous: NamesRecord | None = None
        total = len(registry.rows)
        for done, row in enumerate(registry.rows, 1):
            ctx = Context(row.item, BIBLIOGRAPHY)
            ctx.number = row.number
            ctx.disambiguation = row.disambiguation
            ctx.year_suffix = row.year_suffix
            if substitute is not None:
                ctx.substitute_author = author_substituter(substitute, rule, previous)
            tokens = self._entry(made, ctx)
            previous = ctx.first_names
            row.item.forget()
            yield row.item.id, finish(tokens, self.quotes)
            if progress is not None and (done % _REPORT_EVERY == 0 or done == total):
                progress(done, total)

    def _entry(self, made: _Bibliography, ctx: Context) -> Tokens:
        assert made.rest is not None  # noqa: S101
        head = made.first(ctx) if made.first is not None else None
        body = made.rest(ctx) or []
        if not head and not body:
            return ["[CSL STYLE ERROR: reference with no printed form.]"]
        if made.first is not None:
            tokens: Tokens = []
            if head:
                tokens = [LEFT_MARGIN, *_with_prefix(capitalised(head), made.prefix), -LEFT_MARGIN]
            tokens += [RIGHT_INLINE, *body, -RIGHT_INLINE]
        else:
            tokens = _with_prefix(capitalised(body), made.prefix)
        if made.suffix:
            at = len(tokens) - 1 if tokens[-1] in _CLOSING_BLOCKS else len(tokens)
            tokens = [*tokens[:at], made.suffix, *tokens[at:]]
        if tokens[-1] == -RIGHT_INLINE and isinstance(tokens[-2], str):
            # a blank at the end stands behind the block, as in citeproc-js
            text = tokens[-2].rstrip(" ")
            tokens = [*tokens[:-2], text, -RIGHT_INLINE, tokens[-2][len(text) :]]
        return made.decorate(tokens) if made.decorate is not None else tokens

    def bibliography(
        self, items: Iterable[Mapping[str, Any]], *, progress: Progress | None = None
    ) -> Bibliography:
        """Format a bibliography.

        Args:
            items: CSL-JSON items in the order in which they are cited.
            progress: told how many of how many items are done.

        Raises:
            StyleFileError: the style has no bibliography.
        """
        layout = self._layout()
        return Bibliography(
            tuple(
                FormattedEntry(id_, to_rich_text(_without_blank_end(tokens)))
                for id_, tokens in self._entries(items, progress=progress)
            ),
            *layout,
        )

    # -- citations -----------------------------------------------------------------------------

    def citation_tokens(
        self,
        clusters: Sequence[Cluster],
        items: Iterable[Mapping[str, Any]],
        uncited: Iterable[str] = (),
    ) -> list[Tokens]:
        """Format all citations of a document as finished tokens, in order."""
        pool = {item.id: item for item in map(Item, items)}
        cited = (cite.id for cluster in clusters for cite in cluster.cites)
        order = dict.fromkeys((*cited, *uncited))
        registry = self.registry(pool[id_] for id_ in order if id_ in pool)
        return [finish(tokens, self.quotes) for tokens in self.citation.write(clusters, registry)]

    def citations(
        self,
        clusters: Sequence[Cluster],
        items: Iterable[Mapping[str, Any]],
        uncited: Iterable[str] = (),
    ) -> list[RichText]:
        """Format all citations of a document, in order.

        Args:
            clusters: the citations.
            items: where cited items are found; those that nobody cites do not count.
            uncited: ids of items that stand in the bibliography without being cited.
        """
        return [to_rich_text(tokens) for tokens in self.citation_tokens(clusters, items, uncited)]


def _without_blank_end(tokens: Tokens) -> Tokens:
    if tokens and isinstance(tokens[-1], str) and tokens[-1].endswith(" "):
        return [*tokens[:-1], tokens[-1].rstrip(" ")]
    return tokens


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


def _with_prefix(tokens: Tokens, prefix: str) -> Tokens:
    return [prefix, *tokens] if prefix else tokens


def _sort_context(row: Registered) -> Context:
    ctx = Context(row.item, BIBLIOGRAPHY)
    ctx.number = row.number
    return ctx


def _quotes(locale: Locale) -> Quotes:
    return Quotes(
        locale.term("open-quote") or "“",
        locale.term("close-quote") or "”",
        locale.term("open-inner-quote") or "‘",
        locale.term("close-inner-quote") or "’",
        locale.punctuation_in_quote,
    )


__all__ = ["Bibliography", "BibliographyTokens", "Cite", "Cluster", "Processor"]
