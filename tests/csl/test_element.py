"""The quick reader of styles and locales; the guarded parser is what it is measured by."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ldn_bib.csl.element import Element, read_element
from ldn_bib.csl.package import locales_folder, styles_folder
from ldn_bib.csl.styletree import load_tree, to_element

NS = 'xmlns="http://purl.org/net/xbiblio/csl"'
STYLE = (
    f'<style {NS} version="1.0"><info/><macro name="a"><text value="&amp;#160;é"/></macro>'
    '<citation et-al-min=" 3 "><layout><text macro="a"/></layout></citation></style>'
).encode()


def guarded(data: bytes) -> Element:
    return to_element(etree.fromstring(data, etree.XMLParser(resolve_entities=False)))


def without_lines(element: Element) -> Element:
    """The parsers take another line for that of a tag that goes over several."""
    children = tuple(map(without_lines, element.children))
    text = element.text if element.text.strip() else ""
    return element._replace(children=children, text=text, line=0)


@pytest.mark.parametrize(
    "path",
    [*sorted(styles_folder().glob("*.csl"))[::60], *sorted(locales_folder().glob("*.xml"))[::4]],
    ids=lambda path: path.stem,
)
def test_it_reads_what_the_guarded_parser_reads(path: Path) -> None:
    found = read_element(path.read_bytes())
    assert found is not None
    assert without_lines(found) == without_lines(guarded(path.read_bytes()))


def test_an_element_and_what_is_in_it() -> None:
    found = read_element(
        f"<?xml version='1.0'?>\n<terms {NS} xml:lang='de'><!-- no -->\n"
        "<term name='and'>u<!-- -->n<?no?>d</term><term><single>\nA &amp; B</single></term>\n"
        "<term name='x' names-min=' 2\n' form='&amp;lt;'/></terms>".encode()
    )
    assert found is not None
    assert (found.tag, dict(found.attrs), found.text) == ("terms", {"lang": "de"}, "")
    one, other, last = found.all("term")
    assert (one.text, one.get("name"), one.line) == ("und", "and", 3)
    assert (other.text, other.children) == ("", (Element("single", {}, text="\nA & B", line=3),))
    assert dict(last.attrs) == {"name": "x", "names-min": "2", "form": "<"}
    assert last.line == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_any_encoding_is_read_or_left_alone(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><text {NS} value="é"/>'
    found = read_element(text.encode(encoding))
    assert found is None or found.get("value") == "é"
    style = f'<?xml version="1.0" encoding="{encoding}"?>{STYLE.decode()}'
    macro = load_tree(style.encode(encoding), "x").macros["a"]
    assert macro.children[0].get("value") == "\u00a0é"


def nested(levels: int) -> str:
    return f"<group {NS}>" * levels + "</group>" * levels


def attributes(count: int) -> str:
    return " ".join(f"a{number}=''" for number in range(count))


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "text",
        f"<text {NS}>",
        f"<text {NS} a='1' a='2'/>",
        f"<!DOCTYPE text><text {NS}/>",
        f"<!DOCTYPE text [<!ENTITY a 'b'>]><text {NS}>&a;</text>",
        f"<text {NS}>&a;</text>",
        f"<?xml version='1.0' encoding='no'?><text {NS}/>",
        "<text/>",
        "<text xmlns='urn:x'/>",
        f"<group {NS}><x:text xmlns:x='urn:x'/></group>",
        f"<group {NS} xmlns:x='urn:x' x:a='1'/>",
        f"<group {NS} {attributes(101)}/>",
        nested(252),
    ],
)
def test_what_is_unusual_is_left_to_the_guarded_parser(xml: str) -> None:
    assert read_element(xml.encode()) is None


def test_what_is_just_not_too_much_is_read() -> None:
    assert read_element(nested(250).encode()) is not None
    assert read_element(f"<group {NS} {attributes(100)}/>".encode()) is not None


def test_a_style_with_what_is_foreign_is_read_all_the_same() -> None:
    foreign = b"<x:note xmlns:x='urn:x'><text/></x:note></layout>"
    tree = load_tree(STYLE.replace(b"</layout>", foreign), "x")
    assert tree == load_tree(STYLE, "x")


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(STYLE)),
            st.integers(0, 6),
            st.sampled_from(
                [b"", b"<", b">", b"/", b'"', b"&", b"&lt;", b"<!---->", b"<?a?>", b"\x00", b"x:"]
            ),
        ),
        max_size=3,
    )
)
@settings(max_examples=300)
def test_a_mangled_style_is_read_alike_or_left_alone(cuts: list[tuple[int, int, bytes]]) -> None:
    data = STYLE
    for start, length, more in cuts:
        data = data[:start] + more + data[start + length :]
    found = read_element(data)
    if found is not None:
        assert without_lines(found) == without_lines(guarded(data))
    else:
        assert data != STYLE
