from __future__ import annotations

import pytest
from lxml import etree

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.stylefile import parse_style, read_style
from ldn_bib.csl.styletree import Element, StyleTree, to_element, to_tree

NS = 'xmlns="http://purl.org/net/xbiblio/csl"'


def element(xml: str) -> Element:
    return to_element(etree.fromstring(xml))


def tree(parts: str, root: str = "") -> StyleTree:
    xml = f'<style {NS} version="1.0" {root}><info/>{parts}</style>'
    return to_tree(parse_style(xml.encode(), "x.csl"), "x.csl")


CITATION = "<citation><layout><text value='x'/></layout></citation>"


def test_elements_become_plain_values() -> None:
    made = element(
        f'<date {NS} variable="issued" xml:lang="de">\n<date-part name="year"/>'
        '<date-part name="month" form="short"/></date>'
    )
    assert made.tag == "date"
    assert dict(made.attrs) == {"variable": "issued", "lang": "de"}
    assert [child.get("name") for child in made.all("date-part")] == ["year", "month"]
    assert [child.line for child in made.children] == [2, 2]
    assert made.text == ""
    assert element(f"<single {NS}> a<!-- c --> b </single>").text == " a b "
    first = made.find("date-part")
    assert first is made.children[0]
    assert first.get("form") == ""
    assert first.get("form", "long") == "long"
    assert made.find("text") is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a &amp; b", "a & b"),
        ("&amp;#160;: ", "\u00a0: "),
        ("&#160;", "\u00a0"),
        ("&lt;i&gt;", "<i>"),
        ("AT&amp;T", "AT&T"),
    ],
)
def test_attributes_that_are_escaped_twice_are_read(written: str, value: str) -> None:
    assert element(f'<text {NS} prefix="{written}"/>').get("prefix") == value


def test_whole_numbers_lose_the_blanks_around_them() -> None:
    made = element(f'<name {NS} et-al-min=" 3 " delimiter=" "/>')
    assert dict(made.attrs) == {"et-al-min": "3", "delimiter": " "}


def test_what_is_not_csl_is_left_out() -> None:
    made = element(
        f'<group {NS} xmlns:x="urn:x"><!-- c --><?p?><x:text/><text value="a"/>'
        '<plain xmlns=""/><x:group><text/></x:group></group>'
    )
    assert made.children == (Element("text", {"value": "a"}, line=1),)


def test_the_parts_of_a_style() -> None:
    made = tree(
        '<locale/><locale xml:lang="de"/><macro name="a"/><macro name="b"/>'
        f"{CITATION}<bibliography><layout/></bibliography>",
        'class="note"',
    )
    assert made.name == "x.csl"
    assert made.is_note
    assert list(made.macros) == ["a", "b"]
    assert [locale.get("lang") for locale in made.locales] == ["", "de"]
    assert made.citation.find("layout") is not None
    assert made.bibliography is not None
    assert not tree(CITATION, 'class="in-text"').is_note
    assert tree(CITATION).bibliography is None


@pytest.mark.parametrize("parts", ["", "<citation/>", "<bibliography><layout/></bibliography>"])
def test_a_citation_layout_is_needed(parts: str) -> None:
    with pytest.raises(StyleFileError, match="has no citation layout"):
        tree(parts)


def test_elements_with_endless_attributes_are_refused() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(101))
    with pytest.raises(StyleFileError, match=r"an element with 101 attributes \(line 1\)"):
        tree(f"<citation><layout><text {attributes}/></layout></citation>")


@pytest.mark.parametrize(
    "name",
    ["apa", "chicago-notes-bibliography", "nlm-citation-sequence", "din-1505-2-alphanumeric"],
)
def test_packaged_styles_are_read_whole(name: str) -> None:
    root = parse_style(read_style(styles_folder() / f"{name}.csl"), name)
    made = to_tree(root, name)
    waiting, count = [made.root], 0
    while waiting:
        waiting += waiting.pop().children
        count += 1
    assert count == sum(1 for _ in root.iter("{*}*"))
    assert len(made.macros) == sum(1 for _ in root.iterfind("{*}macro"))
