"""Style trees to functions: every rendering element becomes one closure, once per style.

Rendering calls closures only; it touches no XML and looks up no attribute. Macros and the
branches of ``choose`` become closures when they are first printed: of the hundreds that a large
style has, a library needs a few. Nothing can fail by then; the tree was checked as a whole.
CSL 1.0.2, «Rendering Elements».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from ldn_bib.csl.compile_date import compile_date_element
from ldn_bib.csl.compile_names import compile_names_element
from ldn_bib.csl.compile_number import compile_label, compile_number
from ldn_bib.csl.compile_text import compile_text
from ldn_bib.csl.composition import block, first_of, group_of, sequence
from ldn_bib.csl.conditions import Test, compile_condition
from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.decoration import decoration
from ldn_bib.csl.locale import Locale
from ldn_bib.csl.styletree import Element, StyleTree
from ldn_bib.csl.tokens import DISPLAY, Tokens


class Compiler:
    """Compiles the elements of one style in one locale.

    Attributes:
        tree: the style.
        locale: the locale.
        page_format: ``page-range-format``.
        page_delimiter: what stands in a range of pages.
        demote: ``demote-non-dropping-particle``.
        hyphen: ``initialize-with-hyphen``.
        explicit_suffix: whether the style prints year suffixes itself, in either area.
        name_options: name options of the style and the area.
        substitute: the ``names`` element whose substitutes are being compiled, or None.
        macros: compiled macros of the area.
        delimiter: delimiter of the element whose children are being compiled.
        alternatives: whether the element being compiled stands in a ``substitute``, where the
            first that prints stands for all, in the branches of a ``choose`` too.
        level: how many rendering elements stand around the one that is being compiled.
        blocks: whether the area has blocks (``display``): a bibliography has, a citation has none.
        links: whether identifiers are marked as links.
    """

    def __init__(self, tree: StyleTree, locale: Locale, *, links: bool = False) -> None:
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
        self.level = 0
        self.blocks = False
        self.links = links

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
        self.blocks = element.tag == "bibliography"
        self.explicit_suffix = bool(self.tree.traits.suffixed)

    def later(self, make: Callable[[Compiler], Render]) -> Callable[[], Render]:
        """What compiles an element when it is called, as if it were now.

        Args:
            make: takes a compiler in the state that this one is in now.
        """
        state = dict(self.__dict__)

        def made() -> Render:
            compiler = Compiler.__new__(Compiler)
            compiler.__dict__.update(state)
            return make(compiler)

        return made

    def compile(self, element: Element) -> Render:
        """Compile one rendering element.

        An entry is made of blocks by the elements directly in its layout; inside another element
        ``display`` could not hold (CSL 1.0.2, «Display»).
        """
        if element.tag == "choose":
            return _choose(self, element)
        self.level += 1
        render = _ELEMENTS[element.tag](self, element)
        self.level -= 1
        display = DISPLAY.get(element.get("display")) if self.blocks and not self.level else None
        return render if display is None else block(render, display)

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
            macro = self.tree.macros[name]
            self.level += 1
            found = group_of(self.later(partial(_inside, macro)), None)
            self.level -= 1
            self.macros[key] = found
        return found


_BRANCHES: Final = ("if", "else-if", "else")


def _group(compiler: Compiler, element: Element) -> Render:
    """``group``: children with a delimiter; silent where all its variables are empty."""
    return group_of(compiler.later(partial(_inside, element)), decoration(element))


def _inside(element: Element, compiler: Compiler) -> Render:
    """What a group or a macro holds."""
    delimiter = element.get("delimiter") if element.tag == "group" else ""
    return sequence(compiler.children(element, delimiter), delimiter)


def _branch(branch: Element, compiler: Compiler) -> Render:
    children = compiler.children(branch, compiler.delimiter)
    if compiler.alternatives:
        return first_of(children)
    return sequence(children, compiler.delimiter)


def _choose(compiler: Compiler, element: Element) -> Render:
    """``choose``: the first branch whose conditions hold."""
    tests: list[Test] = []
    makers: list[Callable[[], Render]] = []
    for branch in element.children:
        tests.append(_always if branch.tag == "else" else compile_condition(branch))
        makers.append(compiler.later(partial(_branch, branch)))
    bodies: list[Render | None] = [None] * len(makers)

    def render(ctx: Context) -> Tokens | None:
        number = 0
        for test in tests:
            if test(ctx):
                body = bodies[number]
                if body is None:
                    body = bodies[number] = makers[number]()
                return body(ctx)
            number += 1  # noqa: SIM113 - enumerate makes a tuple each time
        return None

    return render


def _always(ctx: Context) -> bool:
    del ctx
    return True


_ELEMENTS: Final[Mapping[str, Callable[[Compiler, Element], Render]]] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "group": _group,
    "choose": _choose,
    "date": compile_date_element,
    "names": compile_names_element,
}
