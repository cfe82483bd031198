from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.formats.awkward import AWKWARD
from tests.formats.items import items
from tests.growth import check_growth

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.formats.csl_items import TYPES as CSL_TYPES
from ldn_bib.formats.endnote_reader import READ_TYPES, read, sniff
from ldn_bib.formats.endnote_tables import NUMBERS, ROWS, TYPES
from ldn_bib.formats.endnote_xml import EXTRACTS, FIELDS, FORMAT, write
from ldn_bib.formats.journals import is_abbreviation
from ldn_bib.formats.ris import FIELDS as RIS_FIELDS
from ldn_bib.formats.rows import targets, without_commas
from ldn_bib.formats.text import fold, plain
from ldn_bib.formats.xml_text import legal
from ldn_bib.values.finding import Severity
from ldn_bib.values.markup import strip_markup

Schema = Callable[[Mapping[str, Any]], list[str]]


def document(*records: str) -> str:
    inner = "".join(f"<record>{record}</record>" for record in records)
    return f'<?xml version="1.0" encoding="UTF-8"?><xml><records>{inner}</records></xml>'


def article(inner: str) -> str:
    return document(f'<ref-type name="Journal Article">17</ref-type>{inner}')


def one(inner: str) -> dict[str, Any]:
    """The item of an article, which must have nothing wrong with it."""
    (entry,), findings = read(article(inner), "x.xml")
    assert findings == []
    return dict(entry.item)


def both(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    entries, findings = read(text, "x.xml")
    return [dict(e.item) for e in entries], [f"{f.code}:{f.line}" for f in findings]


def tree(item: dict[str, Any], **more: Any) -> Any:
    """The only record of a document that was written."""
    entry = Entry({"id": "a", "type": "article-journal", **item}, **more)
    (record,) = etree.fromstring("".join(write([entry])).encode())[0]
    return record


def texts(path: str, item: dict[str, Any], **more: Any) -> list[str]:
    return [element.text for element in tree(item, **more).findall(path)]


# writing


def test_every_csl_type_has_a_reference_type() -> None:
    assert TYPES.keys() == CSL_TYPES
    assert set(TYPES.values()) <= NUMBERS.keys()
    assert len(set(NUMBERS.values())) == len(NUMBERS)


def test_every_source_is_known() -> None:
    for row in ROWS:
        assert row.by_type.keys() <= set(TYPES.values())
        for source in (row.source, *row.by_type.values()):
            assert all(part.rpartition(":")[0] in EXTRACTS for part in source.split("|"))


def test_elements_of_one_kind_stand_together() -> None:
    # A second <contributors> or <dates> would hide the first from its readers.
    outer = [row.tag.split("/")[0] for row in ROWS]
    assert len([n for n, o in enumerate(outer) if n == 0 or o != outer[n - 1]]) == len(set(outer))


def test_papers(golden: Callable[[str, str], None]) -> None:
    from ldn_bib.opening import open_library

    golden("endnote-xml/papers.xml", "".join(write(open_library().entries)))


def test_awkward_entries(golden: Callable[[str, str], None]) -> None:
    golden("endnote-xml/awkward.xml", "".join(write(AWKWARD)))


def test_the_type_has_name_and_number() -> None:
    found = tree({"type": "thesis"}).find("ref-type")
    assert (found.get("name"), found.text) == ("Thesis", "32")
    assert tree({"type": "hologram"}).find("ref-type").get("name") == "Generic"


def test_journal_and_abbreviation_stand_where_nobody_mixes_them_up() -> None:
    found = tree({"container-title": "Journal", "container-title-short": "J"})
    assert found.findtext("titles/secondary-title") == "Journal"
    assert found.findtext("periodical/full-title") == "Journal"
    assert found.findtext("alt-periodical/abbr-1") == "J"
    assert found.find("periodical/abbr-1") is None
    assert found.find("titles/alt-title") is None


@pytest.mark.parametrize(
    ("issued", "year", "date"),
    [
        ({"date-parts": [[2021, 3, 5]]}, "2021", ["Mar 5"]),
        ({"date-parts": [[2021, 3]]}, "2021", ["Mar"]),
        ({"date-parts": [[2021]]}, "2021", []),
        ({"date-parts": [[2021]], "season": 4}, "2021", ["Winter"]),
        ({"date-parts": [[2009, 5], [2009, 6]]}, "2009", ["May-Jun"]),
        ({"date-parts": [[2009, 5, 30], [2009, 6, 2]]}, "2009", ["May 30-Jun 2"]),
        ({"date-parts": [[2009, 12], [2010, 1]]}, "2009", ["2009 Dec-2010 Jan"]),
        ({"date-parts": [[2008], [2009]]}, "2008-2009", []),
        ({"date-parts": [[2008, 21], [2008, 22]]}, "2008", []),
        ({"date-parts": [[-44, 3, 15]]}, "-0044", ["-0044-03-15"]),
        ({"literal": "in press"}, "in press", []),
        (None, None, []),
    ],
)
def test_dates(issued: object, year: str | None, date: list[str]) -> None:
    assert texts("dates/year", {"issued": issued}) == ([year] if year else [])
    assert texts("dates/pub-dates/date", {"issued": issued}) == date


def test_identifiers() -> None:
    item = {"DOI": "https://doi.org/10.5555/a<b", "PMID": "PMID: 1", "PMCID": "pmc2"}
    found = tree(item)
    assert found.findtext("electronic-resource-num") == "10.5555/a<b"
    assert found.findtext("accession-num") == "1"
    assert found.findtext("custom2") == "PMC2"
    assert found.findtext("label") == "a\nPMID: 1"
    assert tree({**item, "type": "thesis"}).findtext("label") == "a\nPMID: 1\nPMCID: PMC2"


def test_one_address_and_the_link_of_the_doi() -> None:
    item = {
        "DOI": "10.5555/a",
        "URL": "https://example.org/?a=1&b=2",
        "custom": {"pdf": "https://example.org/a.pdf"},
    }
    assert texts("urls/web-urls/url", item) == ["https://example.org/?a=1&b=2"]
    assert texts("urls/pdf-urls/url", item) == ["https://example.org/a.pdf"]
    assert texts("urls/related-urls/url", item) == [
        "https://doi.org/10.5555/a",
        "https://example.org/?a=1&b=2",
    ]
    assert texts("urls/web-urls/url", {"DOI": "10.5555/a"}) == []
    assert texts("urls/pdf-urls/url", {"custom": {"file": ":a.pdf:PDF"}}) == []


def test_keywords_are_written_as_they_are() -> None:
    tags = (Tag("a", "Itch, chronic; in winter"),)
    assert texts("keywords/keyword", {"keyword": "x; y"}, tags=tags) == [
        "Itch, chronic; in winter",
        "x",
        "y",
    ]


@pytest.mark.parametrize("keyword", ["pain, chronic; other", "pain, chronic;", "a; b"])
def test_keywords_with_commas_come_back(keyword: str) -> None:
    (entry,), _ = read("".join(write([Entry({"id": "a", "keyword": keyword})])), "a.xml")
    assert entry.item["keyword"] == keyword


def test_the_summary_comes_first_and_is_not_escaped_twice() -> None:
    annotation = Annotation(summary="For <all> &\nothers")
    item = {"note": "First.\n\nLanguage: x"}
    assert texts("notes", item, annotation=annotation) == [
        "Summary: For <all> & others\n\nFirst.\n\nLanguage: x"
    ]
    assert texts("notes", {"note": "Summary: none"}) == ["[Summary: none]"]
    assert texts("notes", {}) == []


def test_of_a_range_of_access_the_start_comes_back() -> None:
    days = {"date-parts": [[2021, 3, 5], [2021, 4, 1]]}
    found = again(Entry({"id": "a", "type": "webpage", "title": "T", "accessed": days}))
    assert found.item["accessed"] == {"date-parts": [[2021, 3, 5]]}


def test_the_annotation_comes_last_and_comes_back() -> None:
    item = {"note": "First.\n\nSecond.", "annote": "Mine.\nAnd\n\nmore."}
    expected = "Summary: S\n\nFirst.\n\nSecond.\n\nAnnotation: Mine.\nAnd\n\nmore."
    assert texts("notes", item, annotation=Annotation(summary="S")) == [expected]
    found = again(Entry({"id": "a", "type": "book", **item}, annotation=Annotation(summary="S")))
    assert {name: found.item[name] for name in item} == item
    assert found.annotation == Annotation(summary="S")
    assert texts("notes", {"annote": "S"}, annotation=Annotation(summary="S")) == ["Summary: S"]


def test_text_elements_hold_text_only() -> None:
    text = "".join(write(AWKWARD))
    assert "<style" not in text
    for record in etree.fromstring(text.encode())[0]:
        for element in record.iter():
            has_text = bool((element.text or "").strip())
            assert has_text != bool(len(element)), element.tag
            assert not (element.tail or "").strip()


def test_what_xml_cannot_hold_goes() -> None:
    assert texts("titles/title", {"title": "a\x00b\x0bc\ufffed"}) == ["ab cd"]
    assert texts("abstract", {"abstract": "a\x01\r\nb\udc00\n\n\tc"}) == ["a\nb\ufffd\n\nc"]


def test_a_record_is_a_line_and_writing_is_lazy() -> None:
    def entries() -> Any:
        yield Entry({"id": "a", "type": "book"})
        raise RuntimeError("the second entry was asked for too early")

    pieces = write(entries())
    assert next(pieces).endswith("<xml><records>\n")
    assert next(pieces) == (
        '<record><rec-number>1</rec-number><ref-type name="Book">6</ref-type>'
        "<label>a</label></record>\n"
    )
    assert "".join(write([])).endswith("<xml><records>\n</records></xml>\n")


def test_the_format_is_known_under_its_name() -> None:
    assert (FORMAT.name, FORMAT.extension, FORMAT.media_type) == (
        "endnote-xml",
        ".xml",
        "application/xml",
    )


def test_every_variable_has_a_fate() -> None:
    assert FIELDS.keys() == RIS_FIELDS.keys()
    assert all(re.fullmatch("kept|lost|changed: .+", fate) for fate in FIELDS.values())
    assert (FIELDS["abstract"], FIELDS["medium"]) == ("kept", "lost")


# reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<xml><records></records></xml>", True),
        ('<?xml version="1.0"?>\n<xml>\n  <records>', True),
        ('<records>\n<record><ref-type name="Book">6</ref-type>', True),
        ("<records><record><title>x</title>", False),
        ("<modsCollection>", False),
        ("TY  - JOUR", False),
        ("", False),
    ],
)
def test_sniffing(text: str, expected: bool) -> None:
    assert sniff(text) is expected


def test_what_we_write_is_sniffed() -> None:
    assert sniff("".join(write(AWKWARD))[:4096])


@pytest.mark.parametrize(
    ("ref_type", "csl_type"),
    [
        ('name="Journal Article">17', "article-journal"),
        ('name="Journal Article">0', "article-journal"),
        ('name="journal article">', "article-journal"),
        (">17", "article-journal"),
        ('name="">32', "thesis"),
        ('name="Mein Typ">6', "book"),
        ('name="Edited Book">28', "book"),
        ('name="Conference Paper">47', "paper-conference"),
        ('name="Book Section">5', "chapter"),
        ('name="Web Page">12', "webpage"),
        ("><style>27</style>", "report"),
    ],
)
def test_types_by_name_or_number(ref_type: str, csl_type: str) -> None:
    (item,), found = both(document(f"<ref-type {ref_type}</ref-type>"))
    assert (item["type"], found) == (csl_type, [])


def test_unknown_and_missing_types() -> None:
    (item,), found = both(document('<ref-type name="Hologram">99</ref-type>'))
    assert (item["type"], item["custom"]) == ("document", {"endnote-ref-type": "Hologram"})
    assert found == ["unknown-type:1"]
    (item,), found = both(document("<titles><title>x</title></titles>"))
    assert (item["type"], found) == ("document", ["missing-type:1"])
    (item,), _ = both(document("<periodical><full-title>J</full-title></periodical>"))
    assert item["type"] == "article-journal"


def test_every_type_that_is_written_is_read() -> None:
    for name in set(TYPES.values()):
        layout, csl_type = READ_TYPES[name]
        assert (layout, TYPES[csl_type]) == (name, name)
    assert {csl for _, csl in READ_TYPES.values()} <= CSL_TYPES
    assert READ_TYPES.keys() >= NUMBERS.keys()


STYLE = '<style face="normal" font="default" size="100%">{}</style>'


def test_styled_text_is_joined() -> None:
    item = one(
        "<titles><title>"
        + STYLE.format("The ")
        + '<style face="italic" font="default" size="100%">in vivo</style>'
        + STYLE.format(" load of H")
        + '<style face="subscript">2</style>'
        + STYLE.format("O")
        + "</title></titles><abstract>"
        + STYLE.format("One ")
        + '<style face="bold">two</style> three'
        + "</abstract><contributors><authors><author>"
        + STYLE.format("Roe, Anna")
        + "</author></authors></contributors><dates><year>"
        + STYLE.format("2021")
        + "</year></dates>"
    )
    assert item["title"] == "The <i>in vivo</i> load of H<sub>2</sub>O"
    assert item["abstract"] == "One two three"
    assert item["author"] == [{"family": "Roe", "given": "Anna"}]
    assert item["issued"] == {"date-parts": [[2021]]}


END_NOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>
<database name="My.enl" path="C:\\My.enl">My.enl</database>
<source-app name="EndNote" version="17.2">EndNote</source-app><rec-number>42</rec-number>
<foreign-keys><key app="EN" db-id="x">42</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>Roe, A.</author><author>Cold Society,</author></authors>
</contributors>
<auth-address>Oslo.&#xD;Bergen.</auth-address>
<titles><title>Winter itch</title><secondary-title>J Cold Skin</secondary-title>
<alt-title>Journal of Cold Skin</alt-title></titles>
<periodical><full-title>J Cold Skin</full-title></periodical>
<alt-periodical><full-title>Journal of Cold Skin</full-title></alt-periodical>
<pages>317-25</pages><volume>12</volume><number>2</number>
<keywords><keyword>*Itch/therapy</keyword><keyword>Humans&#xD;Winter</keyword></keywords>
<dates><year>2021</year><pub-dates><date>Mar 5</date></pub-dates></dates>
<isbn>1234-5679 (Print)&#xD;1234-5679 (Linking)</isbn>
<accession-num>30000001</accession-num>
<urls><related-urls><url>https://example.org/1&#xD;https://example.org/2</url></related-urls>
<pdf-urls><url>internal-pdf://1.pdf</url></pdf-urls></urls>
<custom2>PMC9900001</custom2>
<electronic-resource-num>10.5555/1</electronic-resource-num>
<remote-database-name>Medline</remote-database-name>
<remote-database-provider>NLM</remote-database-provider><language>eng</language>
<research-notes>read it</research-notes><modified-date>1</modified-date>
</record></records></xml>"""


def test_a_record_as_endnote_exports_it() -> None:
    (item,), found = both(END_NOTE)
    assert found == []
    assert item == {
        "id": "roe2021",
        "type": "article-journal",
        "author": [{"family": "Roe", "given": "A."}, {"literal": "Cold Society"}],
        "title": "Winter itch",
        "container-title": "Journal of Cold Skin",
        "container-title-short": "J Cold Skin",
        "page": "317-325",
        "volume": "12",
        "issue": "2",
        "keyword": "*Itch/therapy; Humans; Winter",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "ISSN": "1234-5679",
        "PMID": "30000001",
        "PMCID": "PMC9900001",
        "DOI": "10.5555/1",
        "source": "Medline",
        "language": "en",
        "URL": "https://example.org/1",
        "note": "read it",
        "custom": {
            "endnote-auth-address": "Oslo.\nBergen.",
            "endnote-url": "https://example.org/2",
            "file": "internal-pdf://1.pdf",
            "endnote-remote-database-provider": "NLM",
        },
    }


@pytest.mark.parametrize(
    ("label", "key", "pmid", "custom"),
    [
        ("roe2021\nPMID: 123", "roe2021", "123", None),
        ("Roe:2021-a", "Roe:2021-a", None, None),
        ("PMID: 123", "anon", "123", None),
        ("42", "anon", None, {"endnote-label": "42"}),
        ("my label", "anon", None, {"endnote-label": "my label"}),
        ("a\nb", "a", None, {"endnote-label": "b"}),
    ],
)
def test_labels(label: str, key: str, pmid: str | None, custom: object) -> None:
    item = one(f"<label>{label}</label>")
    assert (item["id"], item.get("PMID"), item.get("custom")) == (key, pmid, custom)


def test_a_number_of_another_database_is_no_pmid() -> None:
    item = one(
        "<accession-num>2001234</accession-num><remote-database-name>Embase</remote-database-name>"
    )
    assert "PMID" not in item
    assert item["custom"] == {"endnote-accession-num": "2001234"}
    item = one("<accession-num>WOS:0001</accession-num>")
    assert item["custom"] == {"endnote-accession-num": "WOS:0001"}


@pytest.mark.parametrize(
    ("inner", "variables"),
    [
        (
            "<dates><year>2021</year><pub-dates><date>2021-03-05</date></pub-dates></dates>",
            {"issued": {"date-parts": [[2021, 3, 5]]}},
        ),
        ("<dates><year>in press</year></dates>", {"issued": {"literal": "in press"}}),
        ("<pages>101886</pages>", {"page": "101886"}),
        ("<custom7>e12</custom7>", {"page": "e12"}),
        ("<custom7>PMC9</custom7>", {"PMCID": "PMC9"}),
        ("<titles><title>a &lt; b</title></titles>", {"title": "a < b"}),
        ("<titles><title>&amp;amp;</title></titles>", {"title": "&amp;"}),
        ("<titles><title>a\n     b</title></titles>", {"title": "a b"}),
        ("<isbn>1234-5679</isbn>", {"ISSN": "1234-5679"}),
        ("<electronic-resource-num>doi:10.5555/1</electronic-resource-num>", {"DOI": "10.5555/1"}),
        (
            "<urls><web-urls><url>https://example.org</url></web-urls></urls>",
            {"URL": "https://example.org"},
        ),
        (
            "<urls><related-urls><url>https://doi.org/10.5555/1</url></related-urls></urls>",
            {"DOI": "10.5555/1", "URL": "https://doi.org/10.5555/1"},
        ),
        ("<keywords>pain</keywords>", {"custom": {"endnote-keywords": "pain"}}),
        ("<misc7>x</misc7>", {"custom": {"endnote-misc7": "x"}}),
        ("<notes>PMID: 1</notes><notes>x</notes>", {"PMID": "1", "note": "x"}),
        ("<titles/><pages/><urls><related-urls/></urls>", {}),
        ("<!-- no --><?php no ?><volume>7</volume>", {"volume": "7"}),
    ],
)
def test_fields(inner: str, variables: dict[str, Any]) -> None:
    item = one(inner)
    assert {name: value for name, value in item.items() if name not in ("id", "type")} == variables


def test_editors_stand_for_authors_of_edited_books() -> None:
    author = "<contributors><authors><author>Roe, A</author></authors></contributors>"
    (item,), _ = both(document(f'<ref-type name="Edited Book">28</ref-type>{author}'))
    assert item["editor"] == [{"family": "Roe", "given": "A"}]
    assert "author" not in item


def test_meetings_and_proceedings() -> None:
    head = '<ref-type name="Conference Proceedings">10</ref-type>'
    title = "<titles><secondary-title>M</secondary-title></titles>"
    (item,), _ = both(document(head + title))
    assert (item.get("container-title"), item.get("event-title")) == ("M", None)
    (item,), _ = both(document(f"{head}{title}<custom3>P</custom3>"))
    assert (item.get("container-title"), item.get("event-title")) == ("P", "M")


def test_pretty_and_namespaced_documents() -> None:
    text = """<?xml version='1.0' encoding='ISO-8859-1'?>
    <xml xmlns="http://example.org/endnote">
      <records>
        <record>
          <ref-type name="Book">6</ref-type>
          <titles>
            <title>
               Größe
            </title>
          </titles>
        </record>
      </records>
    </xml>
    """
    (item,), found = both(text)
    assert (item["title"], item["type"], found) == ("Größe", "book", [])
    entries, _ = read(text, "x.xml")
    assert entries[0].origin.line == 4


# broken files


def titles(items: list[dict[str, Any]]) -> list[str]:
    return [item.get("title", "") for item in items]


LINES = [
    "<xml><records>",
    '<record><ref-type name="Book">6</ref-type><titles><title>One</title></titles></record>',
    '<record><ref-type name="Book">6</ref-type>',
    "<titles><title>Two</title></titles>",
    "<abstract>It ends",
    "here</abstract></record>",
    "</records></xml>",
]


@pytest.mark.parametrize("kept", [4, 5])
def test_truncated_documents_keep_what_stands_before_the_break(kept: int) -> None:
    found_items, found = both("\n".join(LINES[:kept]))
    assert titles(found_items) == ["One", "Two"]
    assert found[0] == "incomplete-record:3"
    assert re.fullmatch("broken-xml:[3-6]", found[1])


def test_a_document_cut_anywhere_is_read_as_far_as_it_goes() -> None:
    text = "\n".join(LINES)
    start = text.index("</record>") + len("</record>")
    for end in range(start, len(text)):
        found_items, found = both(text[:end])
        assert titles(found_items)[0] == "One"
        assert any(finding.startswith("broken-xml") for finding in found)


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ("<titles><title>a & b</title></titles>", "a "),
        ("<titles><title>a &nbsp; b</title></titles>", "a "),
        ("<titles><title>a\x0bb</title></titles>", "a"),
        ("<titles><title>a &#x1; b</title></titles>", "a "),
        ("<titles><title>abc</titles>", "abc"),
    ],
)
def test_broken_records_are_named_and_do_not_hide_others(inner: str, title: str) -> None:
    text = document("<titles><title>One</title></titles>", inner, "<pages>1</pages>")
    found_items, found = both(text.replace("<record>", "\n<record>"))
    assert found_items[0]["title"] == "One"
    assert found_items[1]["title"].startswith(title.strip())
    assert "broken-xml:3" in found
    assert "incomplete-record:3" in found


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE xml [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<xml><records><record><titles><title>&c;</title></titles></record></records></xml>"""
EXTERNAL = """<?xml version="1.0"?>
<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<xml><records><record><titles><title>&a;</title></titles></record></records></xml>"""


@pytest.mark.parametrize("text", [LAUGHS, EXTERNAL], ids=["laughs", "external"])
def test_entities_are_refused(text: str) -> None:
    entries, (finding,) = read(text, "x.xml")
    assert entries == []
    assert (finding.code, finding.severity) == ("xml-entities", Severity.ERROR)
    assert finding.line in (2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "TY  - JOUR\nER  - ",
        "<xml><records></records></xml>",
        "<modsCollection><mods/></modsCollection>",
        "<<<>>>",
        "{}",
    ],
)
def test_documents_without_records_say_so(text: str) -> None:
    entries, findings = read(text, "x.xml")
    assert entries == []
    assert any(finding.severity is Severity.ERROR for finding in findings)


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(0, 400))
def test_anything_is_read(noise: str, place: int) -> None:
    text = document('<ref-type name="Book">6</ref-type><titles><title>One</title></titles>')
    entries, findings = read(text[:place] + noise + text[place:], "x.xml")
    assert entries or findings
    for finding in findings:
        assert finding.file == "x.xml"


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([row.tag for row in ROWS]), st.text(max_size=12)))
def test_whatever_is_read_is_a_valid_item(schema_problems: Schema, fields: dict[str, str]) -> None:
    record = etree.Element("record")
    for path, text in fields.items():
        element = record
        for name in path.split("/"):
            element = etree.SubElement(element, name)
        element.text = legal(text)
    inner = etree.tostring(record, encoding="unicode")
    entries, _ = read(f"<xml><records>{inner}</records></xml>", "x.xml")
    for entry in entries:
        assert schema_problems(entry.item) == []


# written and read again


def again(entry: Entry) -> Entry:
    (found,), findings = read("".join(write([entry])), "x.xml")
    assert findings == []
    return found


def expected(variable: str, value: Any) -> Any:
    """What comes back of a variable that is kept."""
    if variable in ("author", "editor", "translator"):
        return [_name(name) for name in value]
    if variable == "issued":
        return {key: part for key, part in value.items() if key != "circa"}
    if variable == "authority":
        return without_commas(plain(value))
    if variable in ("abstract", "annote", "note"):
        return "\n".join(map(fold, strip_markup(value).split("\n"))).strip()
    return plain(value) if isinstance(value, str) else value


def _name(name: Mapping[str, str]) -> dict[str, str]:
    if "literal" in name:
        return {"literal": without_commas(name["literal"])}
    particle = name.get("dropping-particle")
    if not particle:
        return dict(name)
    rest = {key: name[key] for key in ("given", "suffix") if key in name}
    if particle.endswith("’"):
        return {"family": particle + name["family"], **rest}
    return {"family": name["family"], "non-dropping-particle": particle, **rest}


def kept(item: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of an item that its layout has, as they should come back."""
    layout = targets(ROWS, TYPES[item["type"]])
    written = {variable for source in layout.values() for _, variable in source}
    written |= {"annote", "keyword", "PMID", "PMCID"}
    found = {name: expected(name, value) for name, value in item.items() if name in written}
    if "event-title" in found and "container-title" not in found:
        found["container-title"] = found.pop("event-title")
    if found.get("annote") == found.get("note"):
        found.pop("annote", None)
    return {name: value for name, value in found.items() if value}


def _comes_back(date: Mapping[str, Any]) -> bool:
    """Whether months stand on both sides of a range or on none."""
    parts = date.get("date-parts", [[]])
    return len(parts) == 1 or (len(parts[0]) == 1) == (len(parts[1]) == 1)


@settings(deadline=None, max_examples=60)
@given(items())
def test_what_was_written_comes_back(item: dict[str, Any]) -> None:
    short = plain(item.get("container-title-short"))
    # A name that its abbreviation seems to write out would be taken for the abbreviation.
    assume(not is_abbreviation(plain(item.get("container-title")), short))
    assume(_comes_back(item.get("issued", {})))
    found = dict(again(Entry(item)).item)
    wanted = kept(item)
    assert {name: found.get(name) for name in wanted} == wanted
    assert found.keys() - wanted.keys() <= {"id", "type"}
    assert (found["type"], found["id"]) == (item["type"], "a")


@settings(deadline=None)
@given(st.text(min_size=1), st.text())
def test_summary_and_note_come_back(summary: str, note: str) -> None:
    entry = Entry({"id": "a", "type": "book", "note": note}, annotation=Annotation(summary=summary))
    found = again(entry)
    wanted = fold(legal(fold(summary)))
    assert (found.annotation.summary if found.annotation else "") == wanted
    if not plain(note).startswith(("PMID", "PMCID", "DOI")):
        # blanks at the ends of lines go, no-break ones too
        assert found.item.get("note", "").split() == legal(plain(note)).split()


def test_awkward_entries_come_back_whole() -> None:
    entries, findings = read("".join(write(AWKWARD)), "x.xml")
    assert findings == []
    assert [entry.key for entry in entries] == [entry.key for entry in AWKWARD]
    assert [entry.annotation for entry in entries] == [entry.annotation for entry in AWKWARD]


def test_large_files_are_read_in_linear_time() -> None:
    entry = Entry({"id": "a", "type": "book", "title": "x" * 50})
    assert len(read("".join(write([entry] * 2000)), "x.xml")[0]) == 2000
    check_growth(lambda text: read(text, "x.xml"), lambda size: "".join(write([entry] * size)))
