from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ldn_bib.formats.xml_tree import grow, is_language, namer, pieces


def test_steps_on_the_way_are_used_again_and_the_last_is_new() -> None:
    root = etree.Element("a")
    grow(root, "b c=d/e", "1")
    grow(root, "b c=d/e", "2")
    grow(root, "b/e", "3")
    grow(root, "s+/t", "4")
    grow(root, "s+/t", "5")
    grow(root, "l h=@", "x y")
    assert etree.tostring(root).decode() == (
        '<a><b c="d"><e>1</e><e>2</e></b><b><e>3</e></b>'
        '<s><t>4</t></s><s><t>5</t></s><l h="x y">x y</l></a>'
    )


def test_namespaces_and_illegal_characters() -> None:
    root = etree.Element("{urn:n}a", nsmap={None: "urn:n"})
    grow(root, "b xml:lang=de", "x\x00\uffffy", "urn:n")
    assert etree.tostring(root).decode() == ('<a xmlns="urn:n"><b xml:lang="de">xy</b></a>')


def test_a_document_comes_in_pieces() -> None:
    elements = (etree.Element(f"{{urn:n}}{name}", nsmap={None: "urn:n"}) for name in "ab")
    declared = ' xmlns="urn:n"'
    assert list(pieces(f"<r{declared}>", elements, "</r>", declared=declared)) == [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<r{declared}>\n',
        "  <a/>\n",
        "  <b/>\n",
        "</r>\n",
    ]


def test_names() -> None:
    name = namer()
    assert [name(key) for key in ("a b", "a:b", "2020x", "é", "", "a_b", "ok-1.x")] == [
        "a_b",
        "a_b-2",
        "_2020x",
        "_",
        "_-2",
        "a_b-3",
        "ok-1.x",
    ]


@given(st.lists(st.text(max_size=5), max_size=8))
def test_names_are_ids_and_each_is_given_once(keys: list[str]) -> None:
    name = namer()
    names = [name(key) for key in keys]
    assert len(set(names)) == len(names)
    for text in names:
        assert etree.fromstring(f"<{text}/>").tag == text


@pytest.mark.parametrize(
    ("text", "is_tag"),
    [("en", True), ("en-GB", True), ("zh-Hant-TW", True), ("English, German", False), ("", False)],
)
def test_languages(text: str, is_tag: bool) -> None:
    assert is_language(text) is is_tag


def test_text_amid_elements_is_left_alone() -> None:
    element = etree.fromstring("<a><t><i>x<b>y</b></i></t><u><v/></u></a>")
    _, text, _ = pieces("<r>", [element], "</r>", mixed=frozenset("t"))
    assert text == ("  <a>\n    <t><i>x<b>y</b></i></t>\n    <u>\n      <v/>\n    </u>\n  </a>\n")
