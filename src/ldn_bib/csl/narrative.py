"""Names of cited works as a sentence has them: ``Novak (2016)``, ``Novak [3]``.

CSL 1.0.2 knows no such form; this one does what citeproc-js documents as «Special citation
forms», and goes on where that gives up: a style whose cites have no names, because it numbers or
labels them, takes short ones.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.context import CITATION, SUBSEQUENT, CiteState, Context, Render
from ldn_bib.csl.element import Element
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.registry import Registered
from ldn_bib.csl.tokens import BASELINE, ITALIC, SUPERSCRIPT, Tokens, plain

if TYPE_CHECKING:
    from ldn_bib.csl.citing import CitationWriter
    from ldn_bib.csl.compile import Compiler
    from ldn_bib.csl.styletree import StyleTree

_STYLED: Final = frozenset(sign * op for op in range(ITALIC, BASELINE + 1) for sign in (1, -1))
_NO_SPACE_BEFORE: Final = frozenset(".,:;!?'’")

# the names of a paper in a style whose cites have none, as medical prose has them: one, two, or
# the first of more; roles that stand in for authors, in order, and last the title
_NAME: Final = {
    "form": "short",
    "and": "text",
    "delimiter": ", ",
    "delimiter-precedes-et-al": "contextual",
    "delimiter-precedes-last": "contextual",
    "et-al-min": "3",
    "et-al-use-first": "1",
    "et-al-subsequent-min": "3",
    "et-al-subsequent-use-first": "1",
    "et-al-use-last": "false",
}
_STAND_INS: Final = ("editor", "editorial-director", "translator", "director", "composer")


class NamesInText:
    """Finds the names of cited works in one style."""

    def __init__(self, compiler: Compiler, tree: StyleTree) -> None:
        """Take a style and its compiler.

        Where the style has an ``intext`` element, an addition of citeproc-js to CSL, that prints
        the names.
        """
        self._compiler = compiler
        self._tree = tree
        self._short: Render | None = None
        self._intext: Render | None = None
        self.delimiter = "; "
        intext = tree.root.find("intext")
        layout = intext.find("layout") if intext is not None else None
        if intext is not None and layout is not None:
            compiler.enter(intext)
            self._intext = compiler.area(intext)
            self.delimiter = layout.get("delimiter")

    def of(self, row: Registered, state: CiteState, writer: CitationWriter) -> Tokens:
        """Names of one work, without the formatting that they have in a citation.

        They are what the style's ``intext`` element prints; or else the names that a citation
        begins with, or what stands in for them; or else short names.
        """
        # a sentence names people where a citation would say «ibid.»
        state = replace(state, locator="", position=min(state.position, SUBSEQUENT))
        state.suppress_author = False
        if self._intext is not None:
            tokens = self._render(self._intext, row, state)
            if tokens:
                return tokens
        _, ctx = writer.cite_tokens(row, state, row.disambiguation, row.year_suffix)
        found = ctx.first_names
        if found is None or not found.tokens:
            return self._render(self._short_names(), row, state)
        if not found.is_names:
            return found.tokens
        return [token for token in found.tokens if token not in _STYLED]

    @staticmethod
    def _render(render: Render, row: Registered, state: CiteState) -> Tokens:
        ctx = Context(row.item, CITATION)
        ctx.cite = state
        ctx.number = row.number
        ctx.disambiguation = row.disambiguation
        ctx.year_suffix = row.year_suffix
        return render(ctx) or []

    def _short_names(self) -> Render:
        if self._short is None:
            title = Element("text", {"variable": "title", "form": "short"})
            others = (Element("names", {"variable": role}) for role in _STAND_INS)
            children = (Element("name", _NAME), Element("substitute", {}, (*others, title)))
            self._compiler.enter(self._tree.citation)
            self._short = self._compiler.compile(Element("names", {"variable": "author"}, children))
        return self._short


def with_infix(names: Tokens, infix: str) -> Tokens:
    """Put text behind names, after a space unless it begins with a mark."""
    infix = infix.strip()
    if not infix:
        return names
    space = "" if infix[0] in _NO_SPACE_BEFORE else " "
    return [*names, space, *parse_field(infix)]


def in_front(names: Tokens, cites: Tokens) -> Tokens:
    """Put names before the rest of a citation; a raised number follows without a space."""
    if not names or not cites:
        return [*names, *cites]
    start = next((at for at, token in enumerate(cites) if isinstance(token, str)), len(cites))
    raised = SUPERSCRIPT in cites[:start] and not plain(cites)[:1].isalpha()
    return [*names, *cites] if raised else [*names, " ", *cites]


__all__ = ["NamesInText", "in_front", "with_infix"]
