"""The processor: a style and items in, formatted bibliographies and citations out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from ldn_bib.csl.cites import Cite, Cluster
from ldn_bib.csl.citing import CitationWriter, Parts
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
from ldn_bib.csl.narrative import in_front
from ldn_bib.csl.output import to_rich_text
from ldn_bib.csl.parallel import Progress, format_shares
from ldn_bib.csl.plaintext import text_of
from ldn_bib.csl.registry import Registered, Registry
from ldn_bib.csl.richtext import FormattedEntry, RichText, Run
from ldn_bib.csl.sorting import compile_sort, sort_by
from ldn_bib.csl.stylefile import read_style
from ldn_bib.csl.styletree import StyleTree, load_tree
from ldn_bib.csl.subsequent import author_substituter
from ldn_bib.csl.tokens import BLOCK, INDENT, LEFT_MARGIN, RIGHT_INLINE, Tokens, capitalised, plain

Cited = TypeVar("Cited", Item, Mapping[str, Any])
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


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A formatted citation, by the places that its parts go to.

    Attributes:
        text: what stands in the running text; empty for a citation that is all note.
        note: what stands in the note; empty in a style that cites in the text.
    """

    text: RichText
    note: RichText

    @property
    def whole(self) -> RichText:
        """Both in one, a space between them."""
        between = (Run(" "),) if self.text and self.note else ()
        return RichText.of((*self.text.runs, *between, *self.note.runs))


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
        links: bool = False,
    ) -> None:
        """Find, parse and compile a style.

        Args:
            style: id, alias, title, path, a found style or a parsed one.
            locale: language tag; None takes the style's own, else en-US.
            folders: folders with additional styles.
            links: whether URLs, DOIs, PMIDs and PMCIDs that the style prints become links
                (Appendix VI «Links»); the text is the same.

        Raises:
            CslError: the style or the locale cannot be found or read.
        """
        default: str | None = None
        if isinstance(style, StyleTree):
            tree = style
        else:
            found = find_style(str(style), folders) if isinstance(style, str | Path) else style
            default = found.default_locale
            tree = load_tree(read_style(found.path), found.id, str(found.path))
        self.tree = tree
        default = default or tree.root.attrs.get("default-locale") or "en-US"
        self.lang = resolve_locale(locale) if locale else default
        self.locale: Locale = build_locale(self.lang, tree.locales)
        self.compiler = Compiler(tree, self.locale, links=links)
        self.citation = CitationWriter(self.compiler, tree)
        self.quotes = _quotes(self.locale)
        self._bibliography = self._compile_bibliography()

    @classmethod
    def from_xml(
        cls,
        xml: bytes,
        locale: str | None = None,
        name: str = "style",
        *,
        links: bool = False,
    ) -> Processor:
        """Compile a style that is given as XML; ``links`` is that of the processor.

        Raises:
            CslError: it is no CSL 1.0 style.
        """
        return cls(load_tree(xml, name), locale, links=links)

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
        if made is None or not made.keys or nosort:
            Disambiguator(self.citation, registry).run()
            return registry
        keys = made.keys

        def order() -> None:
            registry.renumber(sort_by(registry.rows, keys, _sort_context))

        order()
        Disambiguator(self.citation, registry).run(order)
        return registry

    def bibliography_tokens(
        self, items: Iterable[Mapping[str, Any]], *, nosort: bool = False
    ) -> BibliographyTokens:
        """Format a bibliography as finished tokens.

        Raises:
            StyleFileError: the style has no bibliography.
        """
        made, layout = self._made(), self._layout()
        rows = self.registry(items, nosort=nosort).rows
        return BibliographyTokens(tuple(self._entries(made, rows, 0, len(rows))), *layout)

    def _made(self) -> _Bibliography:
        """The compiled bibliography.

        Raises:
            StyleFileError: the style has none.
        """
        if self._bibliography is None:
            raise StyleFileError(self.tree.name, "has no bibliography")
        return self._bibliography

    def _layout(self) -> tuple[bool, str, int, int]:
        """Hanging indent, alignment, spacing of entries and of lines."""
        options = self._made().options
        return (
            options.get("hanging-indent") == "true",
            options.get("second-field-align", ""),
            _whole(options.get("entry-spacing", ""), 1),
            _whole(options.get("line-spacing", ""), 1),
        )

    def _entries(
        self, made: _Bibliography, rows: Sequence[Registered], start: int, end: int
    ) -> Iterator[tuple[str, Tokens]]:
        """Format rows one after the other; what an item was parsed to is dropped behind it."""
        substitute = made.options.get("subsequent-author-substitute")
        rule = made.options.get("subsequent-author-substitute-rule", "complete-all")
        previous: NamesRecord | None = None
        if substitute is not None and start:
            ctx = _entry_context(rows[start - 1])
            self._entry(made, ctx)
            previous = ctx.first_names
        for place in range(start, end):
            row = rows[place]
            ctx = _entry_context(row)
            if substitute is not None:
                ctx.substitute_author = author_substituter(substitute, rule, previous)
            tokens = self._entry(made, ctx)
            previous = ctx.first_names
            row.item.forget()
            yield row.item.id, finish(tokens, self.quotes)

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
            if not any(char.isalpha() for char in plain(head or [])):
                body = capitalised(body)
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
        self,
        items: Iterable[Mapping[str, Any]],
        *,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> Bibliography:
        """Format a bibliography.

        Args:
            items: CSL-JSON items in the order in which they are cited.
            jobs: number of processes that long bibliographies are shared among, where the
                system lets a process fork; the result is the same.
            progress: told how many of how many items are done.

        Raises:
            StyleFileError: the style has no bibliography.
        """
        made, layout = self._made(), self._layout()
        rows = self.registry(items).rows

        def share(start: int, end: int) -> Iterator[FormattedEntry]:
            for id_, tokens in self._entries(made, rows, start, end):
                yield FormattedEntry(id_, to_rich_text(_without_blank_end(tokens)))

        return Bibliography(format_shares(len(rows), share, jobs, progress), *layout)

    # -- citations -----------------------------------------------------------------------------

    def citation_tokens(
        self,
        clusters: Sequence[Cluster],
        items: Iterable[Mapping[str, Any]],
        uncited: Iterable[str] = (),
    ) -> list[Tokens]:
        """Format all citations of a document as finished tokens, in order."""
        return [
            finish(in_front(*parts), self.quotes) for parts in self._cite(clusters, items, uncited)
        ]

    def citations(
        self,
        clusters: Sequence[Cluster],
        items: Iterable[Mapping[str, Any]],
        uncited: Iterable[str] = (),
    ) -> list[RichText]:
        """Format all citations of a document, in order.

        Args:
            clusters: the citations; names that go into the text of a note style stand before
                the note, see :meth:`placed_citations`.
            items: where cited items are found; those that nobody cites do not count.
            uncited: ids of items that stand in the bibliography without being cited.
        """
        return [to_rich_text(tokens) for tokens in self.citation_tokens(clusters, items, uncited)]

    def placed_citations(
        self,
        clusters: Sequence[Cluster],
        items: Iterable[Mapping[str, Any]],
        uncited: Iterable[str] = (),
    ) -> list[PlacedCitation]:
        """Format all citations of a document, in order, text and notes apart.

        The arguments are those of :meth:`citations`.
        """
        nothing = RichText()
        placed: list[PlacedCitation] = []
        for parts in self._cite(clusters, items, uncited):
            if self.tree.is_note:
                names, cites = (to_rich_text(finish(part, self.quotes)) for part in parts)
                placed.append(PlacedCitation(names, cites))
            else:
                whole = to_rich_text(finish(in_front(*parts), self.quotes))
                placed.append(PlacedCitation(whole, nothing))
        return placed

    def _cite(
        self,
        clusters: Sequence[Cluster],
        items: Iterable[Mapping[str, Any]],
        uncited: Iterable[str],
    ) -> list[Parts]:
        pool = [Item(item) for item in items]
        return self.citation.write(clusters, self.registry(cited_items(clusters, pool, uncited)))


def cited_items(
    clusters: Iterable[Cluster], items: Iterable[Cited], uncited: Iterable[str] = ()
) -> list[Cited]:
    """Return the items that a document has in its bibliography, in the order of its citations.

    Args:
        clusters: the citations of the document.
        items: where items are found; of those with the same id the last counts.
        uncited: ids of items that nobody cites and that stand in it all the same; the names
            alone (``author-only``) are a citation.
    """
    pool = {item.id if isinstance(item, Item) else text_of(item.get("id")): item for item in items}
    in_text: Iterator[str] = (cite.id for cluster in clusters for cite in cluster.cites)
    return [pool[id_] for id_ in dict.fromkeys((*in_text, *uncited)) if id_ in pool]


def _without_blank_end(tokens: Tokens) -> Tokens:
    if tokens and isinstance(tokens[-1], str) and tokens[-1].endswith(" "):
        return [*tokens[:-1], tokens[-1].rstrip(" ")]
    return tokens


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


def _with_prefix(tokens: Tokens, prefix: str) -> Tokens:
    return [prefix, *tokens] if prefix else tokens


def _entry_context(row: Registered) -> Context:
    ctx = _sort_context(row)
    ctx.disambiguation = row.disambiguation
    ctx.year_suffix = row.year_suffix
    return ctx


def _sort_context(row: Registered) -> Context:
    ctx = Context(row.item, BIBLIOGRAPHY)
    ctx.number = row.number
    ctx.disambiguation = row.expanded
    return ctx


def _quotes(locale: Locale) -> Quotes:
    return Quotes(
        locale.term("open-quote") or "“",
        locale.term("close-quote") or "”",
        locale.term("open-inner-quote") or "‘",
        locale.term("close-inner-quote") or "’",
        locale.punctuation_in_quote,
    )


__all__ = [
    "Bibliography",
    "BibliographyTokens",
    "Cite",
    "Cluster",
    "PlacedCitation",
    "Processor",
    "cited_items",
]
