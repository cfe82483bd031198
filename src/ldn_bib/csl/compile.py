"""Style trees to functions: every rendering element becomes one closure, once per style.

Rendering calls closures only; it touches no XML and looks up no attribute.
CSL 1.0.2, «Rendering Elements».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ldn_bib.csl.compile_date import compile_date_element
from ldn_bib.csl.compile_names import compile_names_element
from ldn_bib.csl.compile_number import compile_label, compile_number
from ldn_bib.csl.compile_text import compile_text
from ldn_bib.csl.composition import first_of, group_of, sequence
from ldn_bib.csl.conditions import Test, compile_condition
from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.decoration import decoration
from ldn_bib.csl.locale import Locale
from ldn_bib.csl.styletree import Element, StyleTree
from ldn_bib.csl.tokens import Tokens


class Compiler:
    """Compiles the elements of one style in one locale.

    Attributes:
        tree: the style.
        locale: the locale.
        page_format: ``page-range-format``.
        page_delimiter: what stands in a range of pages.
        demote: ``demote-non-dropping-particle``.
        hyphen: ``initialize-with-hyphen``.
        explicit_suffix: whether the area prints year suffixes itself.
        name_options: name options of the style and the area.
        substitute: the ``names`` element whose substitutes are being compiled, or None.
        macros: compiled macros of the area.
        delimiter: delimiter of the element whose children are being compiled.
        alternatives: whether the element being compiled stands in a ``substitute``, where the
            first that prints stands for all, in the branches of a ``choose`` too.
    """

    def __init__(self, tree: StyleTree, locale: Locale) -> None:
        self.tree = tree
        self.locale = locale
        root = tree.root
        self.page_format = root.get("page-range-format")
        self.demote = root.get("demote-non-dropping-particle", "display-and-sort")
        self.hyphen = root.get("initialize-with-hyphen", "true") == "true"
        self.page_delimiter = locale.term("page-range-delimiter") or "–"
        self.explicit_suffix = False
        self.substitute: Element | None = None
        self.name_options: dict[str, str] = {}
        self.macros: dict[tuple[str, int], Render] = {}
        self.delimiter = ""
        self.alternatives = False

    def area(self, element: Element) -> Render:
        """Compile the layout of ``citation`` or ``bibliography``, without its delimiter."""
        layout = element.find("layout")
        children = layout.children if layout is not None else ()
        return sequence([self.compile(child) for child in children], "")

    def enter(self, element: Element) -> None:
        """Take the name options of an area; macros compile anew in each."""
        options = dict(self.tree.root.attrs)
        options.update(element.attrs)
        self.name_options = options
        self.macros = {}
        self.explicit_suffix = self._mentions_year_suffix(element)

    def _mentions_year_suffix(self, area: Element) -> bool:
        """Whether an area, or a macro that it calls at any depth, prints year suffixes itself."""
        waiting, seen = [area], set[str]()
        while waiting:
            element = waiting.pop()
            if element.get("variable") in ("year-suffix", "citation-label"):
                return True
            macro = element.attrs.get("macro")
            if macro is not None and macro not in seen and macro in self.tree.macros:
                seen.add(macro)
                waiting.append(self.tree.macros[macro])
            waiting += element.children
        return False

    def compile(self, element: Element) -> Render:
        """Compile one rendering element."""
        return _ELEMENTS[element.tag](self, element)

    def children(self, element: Element, delimiter: str = "") -> list[Render]:
        """Compile the children of an element.

        The delimiter of the element stands between what the branches of a ``choose`` among them
        print, too (CSL 1.0.2, «Choose»).
        """
        outer = self.delimiter, self.alternatives
        self.delimiter = delimiter
        self.alternatives = self.alternatives and element.tag in _BRANCHES
        rendered = [self.compile(child) for child in element.children if child.tag in _ELEMENTS]
        self.delimiter, self.alternatives = outer
        return rendered

    def macro(self, name: str) -> Render:
        """Compile a macro, once per area."""
        # names in a macro inherit from the substitute that the macro is called in
        key = (name, id(self.substitute))
        found = self.macros.get(key)
        if found is None:
            found = group_of(self.children(self.tree.macros[name]), "", None)
            self.macros[key] = found
        return found


_BRANCHES: Final = ("if", "else-if", "else")


def _group(compiler: Compiler, element: Element) -> Render:
    """``group``: children with a delimiter; silent where all its variables are empty."""
    return group_of(
        compiler.children(element, element.get("delimiter")),
        element.get("delimiter"),
        decoration(element),
    )


def _choose(compiler: Compiler, element: Element) -> Render:
    """``choose``: the first branch whose conditions hold."""
    branches: list[tuple[Test | None, Render]] = []
    for branch in element.children:
        test = None if branch.tag == "else" else compile_condition(branch)
        children = compiler.children(branch, compiler.delimiter)
        body = (
            first_of(children) if compiler.alternatives else sequence(children, compiler.delimiter)
        )
        branches.append((test, body))

    def render(ctx: Context) -> Tokens | None:
        for test, body in branches:
            if test is None or test(ctx):
                return body(ctx)
        return None

    return render


_ELEMENTS: Final[Mapping[str, Callable[[Compiler, Element], Render]]] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "group": _group,
    "choose": _choose,
    "date": compile_date_element,
    "names": compile_names_element,
}
