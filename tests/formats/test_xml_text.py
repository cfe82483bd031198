from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.formats.xml_text import legal, parse_xml


@given(st.text())
def test_legal_text_comes_back_from_xml(text: str) -> None:
    from lxml import etree

    element = etree.Element("a")
    element.text = legal(text)
    root, findings = parse_xml(etree.tostring(element, encoding="unicode"), "x.xml")
    assert findings == []
    assert (root.text or "") == legal(text)


def test_legal_drops_what_xml_cannot_hold() -> None:
    assert legal("a\x00b\x0bc\ufffed\te\r\nf\ud800") == "abcd\te\nf\ufffd"
    assert legal("日本 𝛼") == "日本 𝛼"


def test_billion_laughs_are_refused() -> None:
    lines = "\n".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?>\n<!DOCTYPE a [\n<!ENTITY l0 "lol">\n{lines}\n]>\n<a>&l9;</a>'
    root, (finding,) = parse_xml(text, "x.xml")
    assert root is None
    assert (finding.code, finding.line) == ("xml-entities", 3)


@pytest.mark.parametrize("declared", ["<!ENTITY x SYSTEM '{}'>", "<!ENTITY % x SYSTEM '{}'> %x;"])
def test_external_entities_are_refused(tmp_path: Path, declared: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    text = f"<!DOCTYPE a [{declared.format(secret.as_uri())}]><a>&x;</a>"
    root, (finding,) = parse_xml(text, "x.xml")
    assert root is None
    assert finding.code == "xml-entities"


def test_an_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY x "secret"><!ATTLIST a b CDATA "default">', encoding="utf-8")
    root, _ = parse_xml(f'<!DOCTYPE a SYSTEM "{dtd.as_uri()}"><a>one</a>', "x.xml")
    assert root.text == "one"
    assert root.get("b") is None


def test_the_declared_encoding_does_not_count() -> None:
    root, findings = parse_xml('\ufeff<?xml version="1.0" encoding="latin-1"?><a>é</a>', "x.xml")
    assert (root.text, findings) == ("é", [])


def test_a_broken_document_is_read_as_far_as_it_goes() -> None:
    root, (finding,) = parse_xml("<a>\n<b>one</b>\n<b>two</c>", "x.xml")
    assert [element.text for element in root] == ["one", "two"]
    assert (finding.code, finding.file, finding.line) == ("broken-xml", "x.xml", 3)


@pytest.mark.parametrize("text", ["", " \n", "no XML", "{}"])
def test_what_is_no_xml_is_named(text: str) -> None:
    root, findings = parse_xml(text, "x.xml")
    assert root is None
    assert [finding.code for finding in findings] == ["broken-xml"]
