from __future__ import annotations

import pytest

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.stylefile import parse_style, read_style
from ldn_bib.csl.styletree import Element, StyleTree, to_tree
from ldn_bib.csl.treecheck import MAX_DEPTH, MAX_SIZE, check_tree

TEXT = Element("text", {"variable": "title"})


def call(name: str) -> Element:
    return Element("text", {"macro": name})


def node(tag: str, *children: Element, **attrs: str) -> Element:
    return Element(tag, attrs, children)


def style(*layout: Element, macros: dict[str, Element] | None = None) -> StyleTree:
    citation = node("citation", node("layout", *layout))
    made = {
        name: Element("macro", {"name": name}, (body,)) for name, body in (macros or {}).items()
    }
    return StyleTree("x", node("style", *made.values(), citation), made, (), citation, None)


def groups(levels: int) -> Element:
    made = TEXT
    for _ in range(levels):
        made = node("group", made)
    return made


def test_the_limit_of_depth_counts_macros() -> None:
    check_tree(style(groups(MAX_DEPTH - 3)))  # below citation and layout, above the text
    with pytest.raises(StyleFileError, match=f"nests its <citation> {MAX_DEPTH + 1} levels deep"):
        check_tree(style(groups(MAX_DEPTH - 2)))
    half = MAX_DEPTH // 2
    check_tree(style(groups(half), macros={"a": groups(half)}))
    nested = groups(half - 5)
    check_tree(style(call("a"), macros={"a": nested}))
    with pytest.raises(StyleFileError, match="macros included"):
        check_tree(style(call("a"), macros={"a": node("group", call("b")), "b": groups(MAX_DEPTH)}))


def test_the_limit_of_size_counts_macros_each_time() -> None:
    ten = node("group", *[TEXT] * 10)
    check_tree(style(*[call("a")] * 1000, macros={"a": ten}))
    with pytest.raises(StyleFileError, match=f"more than {MAX_SIZE:,} elements for one item"):
        check_tree(style(*[call("a")] * 10_000, macros={"a": ten}))


def test_one_branch_of_a_choose_counts() -> None:
    thousand = node("group", *[TEXT] * 1000)
    branches = [node("if", call("a"), type="book")] * 500
    choose = node("choose", *branches, node("else", call("a")))
    check_tree(style(choose, macros={"a": thousand}))
    with pytest.raises(StyleFileError, match="more than"):
        check_tree(style(*[choose] * 100, macros={"a": thousand}))


def test_macros_that_nobody_calls_do_not_count() -> None:
    check_tree(style(TEXT, macros={"a": groups(1000), "b": node("group", *[TEXT] * 200_000)}))


@pytest.mark.parametrize(
    ("macros", "circle"),
    [
        ({"a": call("a")}, "a → a"),
        ({"a": call("b"), "b": call("a")}, "a → b → a"),
        ({"a": call("b"), "b": call("c"), "c": call("b")}, "b → c → b"),
        ({"a": node("group", TEXT, call("b")), "b": node("choose", node("else", call("a")))},
         "a → b → a"),
    ],
)  # fmt: skip
def test_a_circle_is_named_in_its_order(macros: dict[str, Element], circle: str) -> None:
    with pytest.raises(StyleFileError, match=f"call each other: {circle}$"):
        check_tree(style(TEXT, macros=macros))


def test_a_macro_may_be_called_from_many_places() -> None:
    check_tree(style(call("a"), call("b"), call("a"), macros={"a": call("b"), "b": TEXT}))


def test_a_long_chain_of_macros_is_walked_without_recursion() -> None:
    macros = {f"m{number}": call(f"m{number + 1}") for number in range(50_000)}
    with pytest.raises(StyleFileError, match="nests its <citation> 100,005 levels deep"):
        check_tree(style(call("m0"), macros={**macros, "m50000": TEXT}))
    with pytest.raises(StyleFileError, match=r"m49999 → m50000 → m49999$"):
        check_tree(style(TEXT, macros={**macros, "m50000": call("m49999")}))


def test_every_packaged_style_is_within_the_limits() -> None:
    for path in sorted(styles_folder().glob("*.csl"))[::25]:
        tree = to_tree(parse_style(read_style(path), path.name), path.name)
        assert tree.citation.find("layout") is not None
    for name in ("chicago-notes-bibliography-17th-edition", "chicago-author-date"):
        path = styles_folder() / f"{name}.csl"
        to_tree(parse_style(read_style(path), path.name), path.name)
