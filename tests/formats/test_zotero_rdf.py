from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.awkward import ARTICLE, AWKWARD, CONDITIONS
from tests.formats.items import entries

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.exporting import write_options
from ldn_bib.formats import bibtex
from ldn_bib.formats.base import DEFAULTS, WriteOptions
from ldn_bib.formats.csl_items import DATE_VARIABLES, TYPES
from ldn_bib.formats.text import keywords, own_annotation
from ldn_bib.formats.zotero_places import NAMESPACES, PLACES, tag
from ldn_bib.formats.zotero_rdf import FIELDS, FORMAT, write
from ldn_bib.formats.zotero_rdf_reader import read
from ldn_bib.formats.zotero_types import BY_CSL, ITEM_TYPES, NEAREST
from ldn_bib.opening import open_library
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.keywords import join_keywords

HEAD = "<rdf:RDF " + " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items()) + ">"


def written(*entries: Entry, **options: Any) -> str:
    return "".join(write(entries, WriteOptions(**options)))


def tree(text: str) -> Any:
    from lxml import etree

    return etree.fromstring(text.encode())


def there_and_back(entry: Entry) -> Entry:
    (again,), findings = read(written(entry), "x.rdf")
    assert findings == []
    return again


def item(kind: str = "article-journal", **variables: Any) -> dict[str, Any]:
    """An item that was written and read."""
    named = {name.replace("_", "-"): value for name, value in variables.items()}
    return dict(there_and_back(Entry({"id": "a", "type": kind, **named})).item)


def read_nodes(nodes: str) -> tuple[list[Entry], list[Finding]]:
    return read(f"{HEAD}\n{nodes}\n</rdf:RDF>", "x.rdf")


def read_one(nodes: str) -> Entry:
    (entry,), findings = read_nodes(nodes)
    assert findings == []
    return entry


# golden files


def test_awkward_references(golden: Callable[[str, str], None]) -> None:
    golden("zotero-rdf/awkward.rdf", written(*AWKWARD, conditions=CONDITIONS, title="Itch & co"))


def test_the_papers(golden: Callable[[str, str], None]) -> None:
    library = open_library()
    text = "".join(write(library.entries, write_options(library)))
    golden("zotero-rdf/papers.rdf", text)
    again, findings = read(text, "papers.rdf")
    assert findings == []
    for before, after in zip(library.entries, again, strict=True):
        kept = {k: v for k, v in before.item.items() if k not in ("keyword", "custom")}
        assert {k: v for k, v in after.item.items() if k not in ("keyword", "custom")} == kept
        assert (after.annotation or Annotation()).summary == (
            before.annotation or Annotation()
        ).summary


# there and back


@settings(deadline=None, max_examples=150)
@given(entries())
def test_everything_comes_back(entry: Entry) -> None:
    again = there_and_back(entry)
    words = keywords(entry)
    expected = {k: v for k, v in entry.item.items() if k not in ("annote", "keyword")}
    annotation = own_annotation(entry, str)
    if annotation:
        expected["annote"] = annotation
    custom = again.item.get("custom", {})
    assert {k: v for k, v in again.item.items() if k not in ("keyword", "custom")} == expected
    assert again.item.get("keyword", "") == join_keywords(words)
    assert custom.get("tags", words) == words
    assert again.annotation == entry.annotation


@settings(deadline=None, max_examples=40)
@given(entries())
def test_a_second_round_changes_nothing(entry: Entry) -> None:
    once = there_and_back(entry)
    twice = there_and_back(once)

    def without_collections(read_entry: Entry) -> dict[str, Any]:
        custom = {k: v for k, v in read_entry.item.get("custom", {}).items() if k != "collections"}
        return {**read_entry.item, "custom": custom}

    assert without_collections(twice) == without_collections(once)


@pytest.mark.parametrize("name", ITEM_TYPES)
def test_every_field_of_every_type_comes_back(name: str) -> None:
    kind = ITEM_TYPES[name]
    raw: dict[str, Any] = {"id": "a", "type": kind.csl, "note": "a note"}
    for number, variable in enumerate(kind.fields):
        day = {"date-parts": [[2000 + number, 1, 2]]}
        raw[variable] = day if variable in DATE_VARIABLES else f"{variable}: of it"
    for role in kind.roles:
        raw[role] = [{"family": f"Of-{role}", "given": "A."}, {"literal": "A body"}]
    raw["custom"] = {"itemType": name, "rights": "CC0", "shelf": "B"}
    again = dict(there_and_back(Entry(raw)).item)
    custom = dict(again.pop("custom"))
    assert custom.pop("itemType", name) == name
    assert custom == {"rights": "CC0", "shelf": "B"}
    assert again == {k: v for k, v in raw.items() if k != "custom"}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_comes_back(kind: str) -> None:
    assert item(kind, title="A")["type"] == kind


def test_every_type_has_its_place_in_zotero() -> None:
    assert {*BY_CSL, *NEAREST} == TYPES
    assert {*NEAREST.values()} <= ITEM_TYPES.keys()


def test_a_type_that_csl_has_not_becomes_a_document() -> None:
    assert item("hologram", title="A")["type"] == "document"


# what the importer of Zotero was seen to read


def test_identifiers_are_fields() -> None:
    text = written(ARTICLE)
    assert "<z:PMID>99000001</z:PMID>" in text
    assert "<z:PMCID>PMC9900001</z:PMCID>" in text
    assert "<dc:identifier>DOI 10.5555/Cold(7)2&lt;317::aid-x&gt;3.0.co;2-#</dc:identifier>" in text


def test_a_pmid_of_what_is_no_article_is_a_line_of_extra() -> None:
    text = written(Entry({"id": "a", "type": "book", "title": "B", "PMID": "12"}))
    assert "<dc:description>PMID: 12</dc:description>" in text


def test_tags_stand_as_they_are() -> None:
    root = tree(written(ARTICLE))
    subjects = root[0].findall(tag("dc:subject"))
    assert [subject.text for subject in subjects if not len(subject)] == [
        "Winter itch",
        "Itch, chronic; in winter",
        "ointment",
        "Größe",
    ]
    (proposed,) = root[0].iter(tag("z:AutomaticTag"))
    assert proposed[0].text == "Crohn’s disease (proposed)"


def test_the_summary_is_a_note_in_html() -> None:
    entry = Entry({"id": "a", "type": "book"}, annotation=Annotation(summary="A <b> & c.\n\nD."))
    (memo,) = tree(written(entry)).findall(tag("bib:Memo"))
    assert memo.find(tag("rdf:value")).text == "<p>A &lt;b&gt; &amp; c.</p>\n<p>D.</p>"
    annotation = there_and_back(entry).annotation
    assert annotation is not None
    assert annotation.summary == "A <b> & c.\n\nD."


def test_links_are_linked_addresses() -> None:
    attachments = tree(written(ARTICLE)).findall(tag("z:Attachment"))
    shown = [
        (node.findtext(tag("dc:title")), node.findtext(f".//{tag('rdf:value')}"))
        for node in attachments
    ]
    assert shown == [
        ("DOI", "https://doi.org/10.5555/Cold(7)2%3C317::aid-x%3E3.0.co;2-%23"),
        ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/99000001/"),
        ("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/PMC9900001/"),
        ("Web page", "https://example.org/cold?a=1&b=2#c"),
        ("PDF", "https://example.org/cold.pdf"),
    ]
    assert {node.findtext(tag("z:linkMode")) for node in attachments} == {"3"}


def test_each_condition_is_a_collection_within_that_of_the_library() -> None:
    root = tree(written(*AWKWARD, conditions=CONDITIONS, title="Itch & co"))
    top, *inner = root.findall(tag("z:Collection"))
    about, resource = tag("rdf:about"), tag("rdf:resource")
    members = [part.get(resource) for part in top]
    assert [node.findtext(tag("dc:title")) for node in (top, *inner)] == [
        "Itch & co",
        "Winter itch",
        "Itch, chronic; in winter",
        "Crohn’s disease",
    ]
    assert [None, *(node.get(about) for node in inner)] == members[:4]
    assert "#item_oe2018" in members
    assert "#item_king1955" not in members
    assert [part.get(resource) for part in inner[0]][1:] == [
        "#item_vanderberg2021",
        "#item_king1955",
    ]


def test_collections_are_named_after_the_vocabulary_or_the_tag() -> None:
    entry = Entry({"id": "a", "type": "book"}, tags=(Tag("b", "Bee"), Tag("winter-itch", "old")))
    titles = [
        node.findtext(tag("dc:title"))
        for node in tree(written(entry, conditions=CONDITIONS)).findall(tag("z:Collection"))
    ]
    assert titles == ["ldn-bib", "Winter itch", "Bee"]
    custom = there_and_back(entry).item["custom"]
    assert custom["collections"] == ["ldn-bib / Bee", "ldn-bib / old"]


OWN_NOTES = """<bib:Book rdf:about="#a"><z:itemType>book</z:itemType><dc:title>B</dc:title>
<z:citationKey>a</z:citationKey>
<dcterms:isReferencedBy rdf:resource="#1"/><dcterms:isReferencedBy rdf:resource="#2"/></bib:Book>
<bib:Memo rdf:about="#1">
<rdf:value>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;more&lt;/p&gt;</rdf:value></bib:Memo>
<bib:Memo rdf:about="#2"><rdf:value>Two &amp;amp; all</rdf:value></bib:Memo>
<z:Collection rdf:about="#c"><dc:title>Mine</dc:title><dcterms:hasPart rdf:resource="#a"/>
<dcterms:hasPart rdf:resource="#d"/></z:Collection>
<z:Collection rdf:about="#d"><dc:title>Skin, dry</dc:title>
<dcterms:hasPart rdf:resource="#a"/></z:Collection>"""


def test_notes_and_collections_of_ones_own_come_back() -> None:
    entry = read_one(OWN_NOTES)
    assert entry.item["annote"] == "One\n\nmore\n\nTwo & all"
    assert entry.item["custom"]["collections"] == ["Mine", "Mine / Skin, dry"]
    text = written(entry)
    assert text.count("<bib:Memo") == 2
    assert "Two &amp;amp; all&lt;/p&gt;" in text
    assert there_and_back(entry).item == entry.item
    changed = written(Entry({**entry.item, "annote": "Another."}))
    assert changed.count("<bib:Memo") == 1


def test_notes_and_collections_of_ones_own_come_back_by_way_of_bibtex() -> None:
    bib = "".join(bibtex.write([read_one(OWN_NOTES)], DEFAULTS))
    assert "  annote       = {One more Two \\& all},\n" in bib
    assert "  groups       = {Mine, Mine / Skin - dry},\n" in bib
    (entry,), _ = bibtex.read(bib, "a.bib")
    last = there_and_back(entry).item
    assert last["annote"] == "One more Two & all"
    assert last["custom"]["collections"] == ["Mine", "Mine / Skin - dry"]


def test_fields_with_the_names_of_lists_are_kept() -> None:
    custom = {"notes": "a", "tags": "b", "collections": "c", "groups": ["d"]}
    again = there_and_back(Entry({"id": "a", "type": "book", "title": "B", "custom": custom}))
    assert again.item["custom"] == {**custom, "groups": '["d"]'}


def test_an_annotation_that_the_summary_or_the_note_says_is_no_second_note() -> None:
    summary = Annotation(summary="It helped.")
    item = {"id": "a", "type": "book", "title": "B"}
    for annote, count in (("It helped.", 1), ("N.", 1), ("It helped. Mine.", 2), ("Mine.", 2)):
        entry = Entry({**item, "annote": annote, "note": "N."}, annotation=summary)
        assert written(entry).count("<bib:Memo") == count


def test_own_collections_stand_beside_those_of_conditions() -> None:
    tags = (Tag("b", "Bee"),)
    custom = {"groups": "ldn-bib / Bee, ldn-bib / old,Mine"}
    entry = Entry({"id": "a", "type": "book", "title": "B", "custom": custom}, tags=tags)
    root = tree(written(entry))
    titles = [node.findtext(tag("dc:title")) for node in root.iter(tag("z:Collection"))]
    assert titles == ["ldn-bib", "Bee", "old", "Mine"]
    parts = [
        [part.get(tag("rdf:resource")) for part in node.findall(tag("dcterms:hasPart"))]
        for node in root.iter(tag("z:Collection"))
    ]
    assert parts == [
        ["#collection_b", "#group_ldn-bib%20%2F%20old"],
        ["#item_a"],
        ["#item_a"],
        ["#item_a"],
    ]


def test_a_library_without_tags_has_no_collections() -> None:
    assert "z:Collection " not in written(Entry({"id": "a", "type": "book"}))


def test_a_day_of_access_is_not_taken_for_the_date() -> None:
    day = {"date-parts": [[2022, 1, 9]]}
    text = written(Entry({"id": "a", "type": "webpage", "accessed": day}))
    assert "<z:accessDate>2022-01-09</z:accessDate>" in text
    assert "dateSubmitted" not in text
    assert item("webpage", accessed=day) == {"id": "a", "type": "webpage", "accessed": day}


@pytest.mark.parametrize(
    ("name", "last", "first"),
    [
        (
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            "van der Berg",
            "Anna",
        ),
        ({"family": "Okafor", "given": "Ngozi M.", "suffix": "Jr."}, "Okafor", "Ngozi M., Jr."),
        ({"family": "Alembert", "given": "Jean", "dropping-particle": "d’"}, "Alembert", "Jean d’"),
        ({"literal": "Skin, Cold and Sleep"}, "Skin, Cold and Sleep", None),
    ],
)
def test_names_stand_as_zotero_keeps_them(
    name: dict[str, Any], last: str, first: str | None
) -> None:
    (person,) = tree(written(Entry({"id": "a", "type": "book", "author": [name]}))).iter(
        tag("foaf:Person")
    )
    assert person.findtext(tag("foaf:surname")) == last
    assert person.findtext(tag("foaf:givenName")) == first
    assert item("book", author=[name])["author"] == [name]


def test_a_person_with_one_name_is_no_body() -> None:
    assert item("book", author=[{"family": "Plato"}])["author"] == [{"family": "Plato"}]


def test_role_creator_is_not_written() -> None:
    name = {"family": "A", "given": "B"}
    raw = {"author": [name], "custom": {"itemType": "videoRecording"}}
    entry = Entry({"id": "a", "type": "motion_picture", **raw})
    assert "z:creators" not in written(entry)
    assert there_and_back(entry).item["author"] == [name]


def test_lines_of_a_note_are_not_taken_for_fields() -> None:
    note = "Language: checked by hand\nPMID: 12\n[Volume: 3]\n\nFree: text\ncustom.shelf: C"
    text = written(Entry({"id": "a", "type": "book", "note": note}))
    assert "[Language: checked by hand]\n[PMID: 12]\n[[Volume: 3]]\n\nFree: text" in text
    assert item("book", note=note) == {"id": "a", "type": "book", "note": note}


def test_characters_that_xml_cannot_hold_go() -> None:
    again = item("book", title="A\x00B\ufffeC", abstract="a\x0b\r\nb", note="\ud800")
    assert (again["title"], again["abstract"], again["note"]) == ("ABC", "a\nb", "\ufffd")


def test_keys_of_any_kind_are_addresses() -> None:
    keys = ["a b", "ä&ö", "x/y#z", '"<', "100%"]
    text = written(*(Entry({"id": key, "type": "book"}, tags=(Tag("t", "T"),)) for key in keys))
    again, findings = read(text, "x.rdf")
    assert findings == []
    assert [entry.key for entry in again] == keys
    assert {entry.item["custom"]["collections"][0] for entry in again} == {"ldn-bib / T"}


def test_a_file_is_written_in_pieces() -> None:
    def endless() -> Any:
        number = 0
        while True:
            yield Entry({"id": f"a{number}", "type": "book"})
            number += 1

    pieces = write(endless())
    assert "#item_a0" in next(pieces)
    assert "#item_a1" in next(pieces)


def test_no_entries_are_an_empty_document() -> None:
    text = written()
    assert len(tree(text)) == 0
    assert read(text, "x.rdf") == ([], [])


# reading what Zotero exports

EXPORTED = """
<bib:Article rdf:about="https://example.org/a">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
  <bib:authors><rdf:Seq>
    <rdf:li><foaf:Person><foaf:surname>de la Cruz</foaf:surname>
      <foaf:givenName>Pia, III</foaf:givenName></foaf:Person></rdf:li>
    <rdf:li><foaf:Person><foaf:surname>Cold Society</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <dc:title>On &lt;i&gt;itch&lt;/i&gt;</dc:title>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/a</rdf:value></dcterms:URI>
  </dc:identifier>
  <dc:date>2021-03-05</dc:date>
  <dcterms:dateSubmitted>2022-01-09 10:11:12</dcterms:dateSubmitted>
  <dc:subject><dcterms:LCC><rdf:value>QP1</rdf:value></dcterms:LCC></dc:subject>
  <dc:subject>skin</dc:subject>
  <dc:description>Citation Key: cruz2021
PMID: 12
Original Date: 1999-05
editor: Li || Wei
my own words</dc:description>
  <z:libraryCatalog>PubMed</z:libraryCatalog>
  <dc:rights>CC BY</dc:rights>
  <z:strange>kept</z:strange>
  <dcterms:isReferencedBy rdf:resource="#item_2"/>
  <link:link rdf:resource="#item_3"/>
</bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5679">
  <dc:title>Itch</dc:title>
  <prism:volume>7</prism:volume>
  <prism:number>2</prism:number>
  <dcterms:alternative>It.</dcterms:alternative>
  <dc:identifier>DOI 10.5555/1</dc:identifier>
  <dc:identifier>ISSN 1234-5679</dc:identifier>
</bib:Journal>
<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;One &amp;amp;&lt;br/&gt;two&lt;/p&gt;
&lt;p&gt;three
&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_3">
  <z:itemType>attachment</z:itemType>
  <z:path rdf:resource="files/3/a.pdf"/>
  <dc:title>Full text</dc:title>
  <link:type>application/pdf</link:type>
</z:Attachment>
<z:Collection rdf:about="#collection_1">
  <dc:title>Mine</dc:title>
  <dcterms:hasPart rdf:resource="#collection_2"/>
</z:Collection>
<z:Collection rdf:about="#collection_2">
  <dc:title>Skin</dc:title>
  <dcterms:hasPart rdf:resource="https://example.org/a"/>
</z:Collection>
"""


def test_what_zotero_exports() -> None:
    entry = read_one(EXPORTED)
    assert entry.item == {
        "id": "cruz2021",
        "type": "article-journal",
        "author": [
            {
                "family": "Cruz",
                "given": "Pia",
                "non-dropping-particle": "de la",
                "suffix": "III",
            },
            {"literal": "Cold Society"},
        ],
        "title": "On <i>itch</i>",
        "container-title": "Itch",
        "container-title-short": "It.",
        "volume": "7",
        "issue": "2",
        "ISSN": "1234-5679",
        "DOI": "10.5555/1",
        "URL": "https://example.org/a",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "accessed": {"date-parts": [[2022, 1, 9]]},
        "call-number": "QP1",
        "source": "PubMed",
        "keyword": "skin",
        "PMID": "12",
        "original-date": {"date-parts": [[1999, 5]]},
        "editor": [{"family": "Li", "given": "Wei"}],
        "note": "my own words",
        "annote": "One &\ntwo\n\nthree",
        "custom": {
            "rights": "CC BY",
            "strange": "kept",
            "pdf": "files/3/a.pdf",
            "collections": ["Mine / Skin"],
        },
    }
    assert entry.origin.line == 3


@pytest.mark.parametrize(
    ("node", "inner", "kind"),
    [
        ("bib:Book", "", "book"),
        ("bib:Thesis", "", "thesis"),
        (
            "bib:Article",
            "<dcterms:isPartOf><bib:Newspaper/></dcterms:isPartOf>",
            "article-newspaper",
        ),
        ("bib:Article", "<dcterms:isPartOf><bib:Journal/></dcterms:isPartOf>", "article-journal"),
        ("rdf:Description", f'<rdf:type rdf:resource="{NAMESPACES["bib"]}Report"/>', "report"),
    ],
)
def test_the_class_tells_the_type_where_no_other_does(node: str, inner: str, kind: str) -> None:
    entry = read_one(f"<{node}><dc:title>A</dc:title>{inner}</{node}>")
    assert (entry.item["type"], entry.item["title"]) == (kind, "A")


@pytest.mark.parametrize(
    ("name", "field", "variable"),
    [
        ("thesis", "university", "publisher"),
        ("thesis", "thesisType", "genre"),
        ("bookSection", "bookTitle", "container-title"),
        ("report", "reportNumber", "number"),
        ("patent", "priorityDate", "original-date"),
        ("preprint", "repository", "publisher"),
        ("case", "dateDecided", "issued"),
        ("dataset", "version", "version"),
    ],
)
def test_fields_have_other_names_on_some_types(name: str, field: str, variable: str) -> None:
    entry = read_one(
        f"<rdf:Description><z:itemType>{name}</z:itemType><z:{field}>1999</z:{field}>"
        "</rdf:Description>"
    )
    assert entry.item[variable] in ("1999", {"date-parts": [[1999]]})


def test_parts_of_parts_are_read() -> None:
    entry = read_one(
        "<bib:BookSection><z:itemType>bookSection</z:itemType><dcterms:isPartOf><bib:Book>"
        "<dc:title>B</dc:title><dcterms:isPartOf><bib:Series><dc:title>S</dc:title>"
        "<dc:identifier>4</dc:identifier></bib:Series></dcterms:isPartOf>"
        "</bib:Book></dcterms:isPartOf></bib:BookSection>"
    )
    assert entry.item["container-title"] == "B"
    assert entry.item["collection-title"] == "S"
    assert entry.item["collection-number"] == "4"


def test_parts_that_go_in_circles_are_read_once() -> None:
    entry = read_one(
        '<bib:Article rdf:about="#a"><z:itemType>journalArticle</z:itemType>'
        '<dcterms:isPartOf rdf:resource="#b"/></bib:Article>'
        '<bib:Journal rdf:about="#b"><dc:title>B</dc:title>'
        '<dcterms:isPartOf rdf:resource="#c"/></bib:Journal>'
        '<bib:Part rdf:about="#c"><dc:title>C</dc:title>'
        '<dcterms:isPartOf rdf:resource="#b"/></bib:Part>'
        '<z:Collection rdf:about="#d"><dc:title>D</dc:title>'
        '<dcterms:hasPart rdf:resource="#d"/><dcterms:hasPart rdf:resource="#a"/></z:Collection>'
    )
    assert (entry.item["container-title"], entry.item["section"]) == ("B", "C")


def test_a_type_that_zotero_has_not() -> None:
    node = "<rdf:Description><z:itemType>treaty</z:itemType></rdf:Description>"
    (entry,), _ = read_nodes(node)
    assert entry.item["type"] == "treaty"
    (entry,), (finding,) = read_nodes(node.replace("treaty", "hologram"))
    assert entry.item["type"] == "document"
    assert (finding.code, finding.line) == ("unknown-type", 2)


def test_items_without_keys_get_provisional_ones() -> None:
    node = (
        "<bib:Book><dc:date>2013</dc:date><bib:authors><rdf:Seq><rdf:li><foaf:Person>"
        "<foaf:surname>Ünger</foaf:surname><foaf:givenName>A</foaf:givenName>"
        "</foaf:Person></rdf:li></rdf:Seq></bib:authors></bib:Book>"
    )
    found, findings = read_nodes(node * 3)
    assert [entry.key for entry in found] == ["unger2013", "unger2013a", "unger2013b"]
    assert findings == []


def test_a_key_that_two_items_have() -> None:
    node = "<bib:Book><z:citationKey>a</z:citationKey></bib:Book>\n"
    found, (finding,) = read_nodes(node * 2)
    assert [entry.key for entry in found] == ["a", "aa"]
    assert (finding.code, finding.line, finding.key) == ("duplicate-key", 3, "aa")


def test_notes_and_files_of_no_item_are_named() -> None:
    found, findings = read_nodes(
        '<bib:Memo rdf:about="#1"><rdf:value>A</rdf:value></bib:Memo>\n'
        '<z:Attachment rdf:about="#2"><z:itemType>attachment</z:itemType></z:Attachment>\n'
        "<dcterms:Odd/>"
    )
    assert found == []
    assert [(f.code, f.line) for f in findings] == [("not-a-reference", n) for n in (2, 3, 4)]
    assert [f.message.split(" that")[0].split(" of")[0] for f in findings] == [
        "a note",
        "an attachment",
        "a node",
    ]


# bad input


def test_a_truncated_file_gives_what_is_whole() -> None:
    text = written(*AWKWARD)
    cut = text.index("Umeå")
    found, findings = read(text[:cut], "x.rdf")
    assert [entry.key for entry in found[:3]] == [entry.key for entry in AWKWARD[:3]]
    assert [f.code for f in findings if f.severity is Severity.ERROR] == ["broken-xml"]
    assert findings[0].line == text[:cut].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "broken-xml"),
        ("TY  - JOUR", "broken-xml"),
        ("<html><body/></html>", "not-rdf"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml-entities"),
    ],
)
def test_what_is_no_rdf_is_named(text: str, code: str) -> None:
    found, findings = read(text, "x.rdf")
    assert found == []
    assert [finding.code for finding in findings] == [code]


_PIECES = st.sampled_from(
    ("<", ">", "&", "rdf:resource", "</rdf:li>", "\x00", "#item", "<rdf:Seq/>", "z:itemType", "")
)


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    text = f"{HEAD}{EXPORTED}</rdf:RDF>"
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(_PIECES) + text[end:]
    found, findings = read(text, "x.rdf")
    assert all(entry.key and entry.item["type"] in TYPES for entry in found)
    assert all(finding.file == "x.rdf" for finding in findings)


# the format


def test_sniffing() -> None:
    assert FORMAT.sniff is not None
    assert FORMAT.sniff(written(*AWKWARD)[:4096])
    assert FORMAT.sniff(f"{HEAD}{EXPORTED}"[:4096])
    assert not FORMAT.sniff("<xml><records/></xml>")
    assert not FORMAT.sniff("TY  - JOUR\nUR  - http://www.zotero.org/")


def test_every_variable_has_its_word() -> None:
    words = re.compile("kept|lost|changed: .+")
    assert all(words.fullmatch(word) for word in FIELDS.values())
    assert {"title", "author", "PMID", "keyword", "tags", "summary"} <= FIELDS.keys()
    assert "lost" not in FIELDS.values()


def test_places_have_known_prefixes() -> None:
    for places in PLACES.values():
        for place in places:
            for step in place.partition("~")[0].split("/"):
                assert step in ("in", "within") or tag(step).startswith("{http")
