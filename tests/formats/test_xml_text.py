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


@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>', '<?xml\nversion="1.0"?>\n'])
def test_blank_lines_ahead_count(declaration: str) -> None:
    root, findings = parse_xml(f"\n \r\n\r{declaration}<a/>", "x.xml")
    assert root.sourceline == 4 + declaration.count("\n")
    assert findings == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one&nbsp;two &eacute; &lt;b&gt; &amp;amp;", "one\xa0two é <b> &amp;"),
        ("&mystery; &eacute", "&mystery; &eacute"),
        ("<![CDATA[&nbsp;]]>&nbsp;", "&nbsp;\xa0"),
    ],
)
def test_names_of_html_stand_for_characters_in_what_is_broken(text: str, wanted: str) -> None:
    root, findings = parse_xml(f"<a>{text}</a>", "x.xml")
    assert [finding.code for finding in findings] == ["broken-xml"]
    assert (root.text or "").startswith(wanted.split(" &eacute")[0])


def test_several_documents_in_one_file() -> None:
    text = '<?xml version="1.0"?>\n<a>one</a>\n<?xml version="1.0"?>\n<a>two</a>\n'
    root, (finding,) = parse_xml(text, "x.xml", several=True)
    assert [(element.text, element.sourceline) for element in root] == [("one", 2), ("two", 4)]
    assert (finding.code, finding.line) == ("several-documents", 3)
    root, (finding,) = parse_xml(text, "x.xml")
    assert (root.text, finding.code) == ("one", "broken-xml")


def test_what_stands_before_the_first_tag_is_passed_over() -> None:
    root, (finding,) = parse_xml("?xml version='1.0'?>\n<a>one</a>", "x.xml")
    assert (root.text, root.sourceline) == ("one", 2)
    assert (finding.code, finding.line) == ("broken-xml", 1)


@pytest.mark.parametrize("ahead", ["x", "<!DOCTYPE", "<?xml", "\x01"])
def test_no_entity_is_expanded_in_a_document_that_is_broken(tmp_path: Path, ahead: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    declared = f'<!DOCTYPE a [<!ENTITY y "laugh"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    root, findings = parse_xml(f"{ahead}{declared}<a>&x;&y;</a>", "x.xml")
    assert findings
    text = "".join(root.itertext()) if root is not None else ""
    assert "secret" not in text
    assert "laugh" not in text
