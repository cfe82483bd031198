"""What is written as BibTeX and biblatex is read back as the same item."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibtex.ascii_forms import compatible, without_forms
from tests.formats.awkward import AWKWARD
from tests.formats.items import NAME_VARIABLES, entries

from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.exporting import write_options
from ldn_bib.formats import biblatex, bibtex
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.csl_items import TYPES as CSL_TYPES
from ldn_bib.formats.text import fold
from ldn_bib.library import Library
from ldn_bib.values.condition import Condition
from ldn_bib.values.pages import Pages

FORMATS = [bibtex.FORMAT, biblatex.FORMAT]
NOCASE = re.compile(r'<span class="nocase">(.*?)</span>')
ASCII = WriteOptions(ascii=True)


def written(*entries: Entry, form: Format = bibtex.FORMAT, **options: Any) -> str:
    assert form.write is not None
    return "".join(form.write(entries, WriteOptions(**options)))


def fields(item: Mapping[str, Any], form: Format = bibtex.FORMAT, **more: Any) -> dict[str, str]:
    """Entry type (under ``@``) and fields of one item as it is written."""
    options = more.pop("options", {})
    text = written(Entry({"id": "a", "type": "book", **item}, **more), form=form, **options)
    head = re.match(r"@(\w+)\{a,\n", text)
    assert head is not None
    lines = re.findall(r"^  (\S+) += (.*),$", text, re.MULTILINE)
    return {
        "@": head[1],
        **{name: value.removeprefix("{").removesuffix("}") for name, value in lines},
    }


def back(item: Mapping[str, Any], form: Format = bibtex.FORMAT, **options: Any) -> dict[str, Any]:
    """An item written and read again."""
    text = written(Entry({"id": "a", "type": "book", **item}), form=form, **options)
    (entry,), findings = read_bibtex(text, "x.bib")
    assert findings == [], text
    return dict(entry.item)


def expected(item: Mapping[str, Any], form: Format) -> dict[str, Any]:
    """What the table of the format says that comes back of an item."""
    kept = {name: value for name, value in item.items() if name != "custom"}
    for name in NAME_VARIABLES & kept.keys():
        kept[name] = [_name(value) for value in kept[name]]
    for name in ("abstract", "note", "annote"):
        if name in kept:
            kept[name] = fold(kept[name])
    if "keyword" in kept:
        kept["keyword"] = kept["keyword"].replace(", ", " - ").replace("; ", ", ")
    if "page" in kept:
        kept["page"] = str(Pages.parse(kept["page"]))
    if form is bibtex.FORMAT and kept["type"] in ("thesis", "report") and "genre" not in kept:
        kept["genre"] = kept["type"].capitalize()
    if kept["type"] == "book" and "collection-title" not in kept:
        kept.pop("collection-number", None)
    for name in ("authority", "archive", "archive_location"):
        kept.pop(name, None)
    return kept


def _name(name: Mapping[str, str]) -> dict[str, str]:
    particle = name.get("dropping-particle")
    changed = {part: text for part, text in name.items() if part != "dropping-particle"}
    return {**changed, "non-dropping-particle": particle} if particle else changed


def assert_same(item: Mapping[str, Any], read: Mapping[str, Any], form: Format) -> None:
    wanted = expected(item, form)
    got = {name: value for name, value in read.items() if name != "custom"}
    title, again = wanted.pop("title", ""), got.pop("title", "")
    assert got == wanted
    assert NOCASE.sub(r"\1", again) == NOCASE.sub(r"\1", title)
    protected = "\n".join(NOCASE.findall(again))
    assert all(word in protected for word in NOCASE.findall(title) if any(map(str.isalpha, word)))


@given(entries())
@settings(deadline=None, max_examples=120)
def test_what_is_written_is_read_as_the_same_item(entry: Entry) -> None:
    for form in FORMATS:
        for ascii_only in (False, True):
            item = without_forms(entry.item) if ascii_only else entry.item
            text = written(Entry(item), form=form, ascii=ascii_only)
            (read,), findings = read_bibtex(text, "x.bib")
            assert findings == []
            assert_same(item, read.item, form)
            assert written(Entry(read.item), form=form, ascii=ascii_only) == text


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_awkward_entries_come_back(form: Format, ascii_only: bool) -> None:
    text = written(*(Entry(entry.item) for entry in AWKWARD), form=form, ascii=ascii_only)
    read, _ = read_bibtex(text, "x.bib")
    assert [entry.item["type"] for entry in read] == [entry.item["type"] for entry in AWKWARD]
    for name in ("author", "editor", "issued", "DOI", "PMID", "PMCID", "volume", "issue", "URL"):
        for entry, again in zip(AWKWARD, read, strict=True):
            assert again.item.get(name) == expected(entry.item, form).get(name), entry.key


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_golden_files(form: Format, golden: Callable[[str, str], None]) -> None:
    library = Library.read()
    assert form.write is not None
    golden(f"{form.name}/papers.bib", "".join(form.write(library, write_options(library))))
    golden(f"{form.name}/awkward.bib", "".join(form.write(AWKWARD, DEFAULTS)))
    golden(f"{form.name}/awkward-ascii.bib", "".join(form.write(AWKWARD, ASCII)))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_papers_come_back_as_they_are(form: Format) -> None:
    for entry in Library.read(derived_tags=False):
        bare = Entry(entry.item)
        (again,), findings = read_bibtex(written(bare, form=form), "x.bib")
        assert findings == []
        assert_same(entry.item, again.item, form)


def test_every_csl_type_has_an_entry_type_and_comes_back() -> None:
    assert bibtex.TYPES.keys() == biblatex.TYPES.keys() == CSL_TYPES
    for form in FORMATS:
        for kind in CSL_TYPES:
            assert back({"type": kind, "title": "T"}, form)["type"] == kind


def test_only_entry_types_that_importers_know_are_written() -> None:
    classic = {
        "article", "book", "booklet", "incollection", "inproceedings", "mastersthesis", "misc",
        "phdthesis", "techreport", "unpublished",
    }  # fmt: skip
    assert {*bibtex.TYPES.values(), bibtex.DIALECT.masters} == classic
    assert set(biblatex.TYPES.values()) - classic == {"online", "patent", "report", "thesis"}


def test_the_dialects_call_the_same_things_by_their_own_names() -> None:
    item = {
        "type": "article-journal",
        "title": "T",
        "container-title": "J",
        "publisher-place": "Oslo",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "PMID": "123",
        "language": "en-GB",
    }
    assert fields(item) == {
        "@": "article", "title": "T", "journal": "J", "year": "2021", "month": "mar", "day": "5",
        "pmid": "123", "address": "Oslo", "language": "en-GB",
    }  # fmt: skip
    assert fields(item, biblatex.FORMAT) == {
        "@": "article", "title": "T", "journaltitle": "J", "date": "2021-03-05", "pmid": "123",
        "eprint": "123", "eprinttype": "pubmed", "location": "Oslo", "langid": "british",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("genre", "classic", "modern"),
    [
        ("PhD thesis", {"@": "phdthesis"}, {"@": "thesis", "type": "phdthesis"}),
        ("Master’s thesis", {"@": "mastersthesis"}, {"@": "thesis", "type": "mathesis"}),
        ("MSc thesis", {"@": "mastersthesis", "type": "MSc thesis"}, {"type": "MSc thesis"}),
        ("Habilitation", {"@": "phdthesis", "type": "Habilitation"}, {"type": "Habilitation"}),
        ("Software", {"@": "phdthesis", "type": "{Software}"}, {"type": "{Software}"}),
        (None, {"@": "phdthesis", "type": "Thesis"}, {"@": "thesis"}),
    ],
)
def test_theses(genre: str | None, classic: dict[str, str], modern: dict[str, str]) -> None:
    item = {"type": "thesis", "publisher": "Oslo", **({"genre": genre} if genre else {})}
    assert fields(item) == {"@": "phdthesis", "school": "Oslo", **classic}
    assert fields(item, biblatex.FORMAT) == {"@": "thesis", "institution": "Oslo", **modern}
    assert back(item, biblatex.FORMAT).get("genre") == genre


@pytest.mark.parametrize(
    ("issued", "classic", "modern"),
    [
        ({"date-parts": [[2009, 5], [2009, 6]]}, {"year": "2009", "month": 'may # "--" # jun'},
         "2009-05/2009-06"),
        ({"date-parts": [[2009, 12], [2010, 1]]},
         {"date": "2009-12/2010-01", "year": "2009", "month": "dec"}, "2009-12/2010-01"),
        ({"date-parts": [[2009, 5, 3], [2009, 5, 7]]},
         {"date": "2009-05-03/2009-05-07", "year": "2009", "month": "may", "day": "3"},
         "2009-05-03/2009-05-07"),
        ({"date-parts": [[2009]], "season": 2}, {"date": "2009-22", "year": "2009"}, "2009-22"),
        ({"date-parts": [[2009]], "circa": True}, {"date": "2009~", "year": "2009"}, "2009~"),
        ({"date-parts": [[2009], [0]]}, {"date": "2009/..", "year": "2009"}, "2009/.."),
        ({"date-parts": [[-44, 3]]}, {"date": "-0044-03", "year": "-044", "month": "mar"},
         "-0044-03"),
        ({"date-parts": [["2009", "5"]]}, {"year": "2009", "month": "may"}, "2009-05"),
    ],
)  # fmt: skip
def test_dates(issued: dict[str, Any], classic: dict[str, str], modern: str) -> None:
    assert fields({"issued": issued}) == {"@": "book", **classic}
    assert fields({"issued": issued}, biblatex.FORMAT) == {"@": "book", "date": modern}
    for form in FORMATS:
        read = back({"issued": issued}, form)["issued"]
        assert read == back({"issued": read}, form)["issued"]
        assert read["date-parts"] == [[int(part) for part in day] for day in issued["date-parts"]]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_date_in_words_stands_in_year(form: Format) -> None:
    assert fields({"issued": {"literal": "in press"}}, form) == {"@": "book", "year": "in press"}
    assert fields({"issued": "May 2009"}, form)["@"] == "book"
    assert back({"issued": {"raw": "2009-05"}}, form)["issued"] == {"date-parts": [[2009, 5]]}


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ({"type": "article-journal", "issue": "2", "number": "e7"}, {"number": "2", "eid": "e7"}),
        ({"type": "book", "collection-title": "S", "collection-number": "3", "issue": "1"},
         {"series": "S", "number": "3", "issue": "1"}),
        ({"type": "book", "number": "3"}, {"number": "3"}),
        ({"type": "report", "number": "3", "publisher": "P"},
         {"number": "3", "institution": "P", "type": "Report"}),
        ({"type": "article-journal", "page": "e0147", "custom": {"eid": "e0147"}},
         {"eid": "e0147", "pages": "e0147"}),
        ({"type": "book", "page": "317-25"}, {"pages": "317--25"}),
        ({"type": "book", "page": "xi–xiv, 12-1--12-8"}, {"pages": "xi--xiv, 12-1--12-8"}),
        ({"type": "book", "volume": 12, "number-of-pages": 3}, {"volume": "12", "pagetotal": "3"}),
        ({"type": "webpage", "container-title": "Site"}, {"booktitle": "Site"}),
        ({"type": "chapter", "container-title": "All", "volume-title": "One"},
         {"booktitle": "One", "maintitle": "All"}),
        ({"type": "book", "archive": "arXiv", "archive_location": "2101.1", "DOI": "10.1/a_b"},
         {"eprint": "2101.1", "archiveprefix": "arXiv", "doi": "10.1/a_b"}),
        ({"type": "book", "archive": "A", "medium": "Film"}, {"archive": "A", "medium": "Film"}),
        ({"type": "book", "director": [{"family": "Roe"}]},
         {"editor": "Roe", "editortype": "director"}),
        ({"type": "book", "journalAbbreviation": "J", "event": "E"},
         {"shortjournal": "J", "eventtitle": "E"}),
        ({"type": "book", "URL": "https://x.org/a_b%20c~{d}\\e"},
         {"url": "https://x.org/a_b%20c~%7Bd%7D%5Ce"}),
        ({"type": "article-journal", "genre": "Review"}, {"genre": "Review"}),
        ({"type": "book", "language": "en", "custom": {"language": "English"}},
         {"language": "English"}),
        ({"type": "book", "publisher": "P", "custom": {"institution": "I", "Shelf": "B & C"}},
         {"publisher": "P", "institution": "I", "shelf": "B \\& C"}),
        ({"type": "book", "custom": {"file": ":a_b.pdf:PDF", "crossref": "x", "a b": "no",
                                     "title": "no", "list": [1], "groups": "{"}},
         {"file": ":a_b.pdf:PDF"}),
    ],
)  # fmt: skip
def test_fields(item: dict[str, Any], wanted: dict[str, str]) -> None:
    found = {
        name: value for name, value in fields(item).items() if name not in ("@", "entrysubtype")
    }
    assert found == wanted


def test_an_article_number_that_is_known_as_one_stands_alone_in_biblatex() -> None:
    item = {"type": "article-journal", "page": "e0147", "custom": {"eid": "e0147"}}
    assert fields(item, biblatex.FORMAT) == {"@": "article", "eid": "e0147"}
    assert back(item, biblatex.FORMAT)["page"] == "e0147"


def test_the_kind_stands_before_other_fields_of_no_list() -> None:
    item = {"type": "article-journal", "archive": "Attic", "scale": "1:10", "genre": "Letter"}
    names = [name for name in fields(item) if name in item]
    assert names == ["genre", "archive", "scale"]


def test_tags_and_summary() -> None:
    tags = (Tag("a", "Itch, chronic; cold"), Tag("b", "Pain", derived=True))
    more: dict[str, Any] = {"tags": tags, "annotation": Annotation(summary="It helped\nsome 5%.")}
    found = fields({"keyword": "ointment; Pain"}, **more)
    assert found["keywords"] == "Itch - chronic - cold, Pain (proposed), ointment, Pain"
    assert found["annote"] == "It helped some 5\\%."
    again = fields({"custom": {"annote": "It helped some 5%. Mine."}}, **more)
    assert again["annote"] == "It helped some 5\\%. Mine."
    assert fields({"annote": "Mine."}, **more)["annote"] == "It helped some 5\\%. Mine."


def test_unverified_is_not_written() -> None:
    assert "unverified" not in written(Entry({"id": "a", "type": "book"}, unverified=("doi",)))


def test_keys_are_such_as_bibtex_reads_and_each_is_there_once() -> None:
    ids = ["a", "a", "b c", "{x}, y", "", "O'Neil", "é", 7]
    text = written(*(Entry({"id": key, "type": "book"}) for key in ids))
    keys = re.findall(r"^@book\{(.*),$", text, re.MULTILINE)
    assert keys == ["a", "a-2", "b-c", "x-y", "entry", "O'Neil", "é", "7"]
    assert [entry.key for entry in read_bibtex(text)[0]] == keys


def test_groups_stand_under_broader_ones_with_the_keys_of_their_papers() -> None:
    conditions = {
        "pain": Condition("pain", "Pain"),
        "mouth": Condition("mouth", "Mouth; {tongue}", broader="pain"),
        "itch": Condition("itch", "Itch"),
    }
    papers = (
        Entry({"id": "a", "type": "book"}, tags=(Tag("mouth", "x"), Tag("own", "Own"))),
        Entry({"id": "b", "type": "book"}, tags=(Tag("mouth", "x"),)),
    )
    assert written(*papers, conditions=conditions).partition("@comment")[2] == (
        "{jabref-meta: groupsversion:3;}\n\n@comment{jabref-meta: groupstree:\n"
        "0 AllEntriesGroup:;\n"
        "1 ExplicitGroup:Pain\\;0\\;;\n"
        "2 ExplicitGroup:Mouth\\\\\\; (tongue)\\;0\\;a\\;b\\;;\n"
        "1 ExplicitGroup:Own\\;0\\;a\\;;\n"
        "}\n"
    )
    assert "@comment" not in written(Entry({"id": "a", "type": "book"}), conditions=conditions)


def test_conditions_in_a_circle_stand_at_the_top() -> None:
    conditions = {
        "a": Condition("a", "A", broader="b"),
        "b": Condition("b", "B", broader="a"),
    }
    text = written(Entry({"id": "k", "type": "book"}, tags=(Tag("a", "A"),)), conditions=conditions)
    assert "1 ExplicitGroup:A\\;0\\;k\\;;" in text


def test_odd_items_are_written_without_an_error() -> None:
    odd: dict[str, Any] = {
        "id": None, "type": 3, "title": ["x"], "author": "Roe", "editor": [None, 4, {}, "Roe, A"],
        "issued": 2001, "accessed": "soon", "volume": True, "custom": "x", "DOI": 5, "URL": None,
        "page": {"a": 1}, "note": "a\x00b\ud800", "keyword": 4, "language": ["en"], "publisher": {},
    }  # fmt: skip
    for form in FORMATS:
        text = written(Entry(odd), form=form)
        (read,), findings = read_bibtex(text, "x.bib")
        assert findings == []
        assert read.item["editor"] == [{"family": "Roe", "given": "A"}]
        assert read.item["note"] == "ab\ufffd"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("@article{a,\n", True),
        ("\ufeff% about\n\n  @Comment (x)\n", True),
        ('[{"id": "@article{"}]', False),
        ("TY  - JOUR\nAB  - mail me@x.org\n", False),
        ("<xml>\n@article{a,\n", False),
        ("", False),
    ],
)
def test_sniffing(text: str, is_one: bool) -> None:
    assert bibtex.FORMAT.sniff is not None
    assert bibtex.FORMAT.sniff(text) is is_one


@pytest.mark.parametrize("table", [bibtex.FIELDS, biblatex.FIELDS])
def test_the_table_of_what_is_kept_says_it_of_everything(table: Mapping[str, str]) -> None:
    assert all(re.fullmatch(r"kept|changed: \S.*|lost", words) for words in table.values())
    assert {"tags", "summary", "suffix", "particles", "collections", "title"} <= table.keys()


@given(st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None)
def test_any_text_makes_one_entry(title: str, note: str) -> None:
    item = {"title": title, "note": note, "author": [{"family": title, "given": note}]}
    for ascii_only in (False, True):
        text = written(Entry({"id": "a", "type": "book", **item}), ascii=ascii_only)
        (read,), findings = read_bibtex(text, "x.bib")
        assert not [found for found in findings if found.code != "replacement-character"]
        if "<" not in note:
            same = compatible if ascii_only else str
            assert same(read.item.get("note", "")) == same(fold(note))


def test_lists_that_zotero_has_are_joined() -> None:
    kept = {"links": ["https://a.example", "https://b.example"], "tags": ["x"], "recipient": []}
    found = fields({"custom": kept})
    assert found["links"] == "https://a.example; https://b.example"
    assert not {"tags", "recipient"} & found.keys()


def test_a_second_name_of_the_journal_stays() -> None:
    text = "@article{a,\n  journal = {J Cold},\n  journaltitle = {Journal of Cold},\n}\n"
    (entry,), _ = read_bibtex(text)
    found = fields(entry.item)
    assert (found["journal"], found["journaltitle"]) == ("J Cold", "Journal of Cold")


def test_several_texts_of_medline_stay_apart() -> None:
    custom = {"MEDLINE-MH": "Pain/*drug therapy\nHumans\n", "ORCID": "Roe, A: 1\nDoe, B: 2"}
    found = fields({"type": "article-journal", "custom": {**custom, "shelf": "B\n2"}})
    assert found["medline-mh"] == "Pain/*drug therapy; Humans"
    assert found["orcid"] == "Roe, A: 1; Doe, B: 2"
    assert found["shelf"] == "B 2"


@pytest.mark.parametrize(
    ("custom", "groups"),
    [
        ({"groups": "a,b"}, "a,b"),
        ({"groups": "a,b", "collections": ["b", "c, d {", 7]}, "a, b, c - d "),
        ({"collections": "of a kind"}, None),
    ],
)
def test_collections_are_groups(custom: dict[str, Any], groups: str | None) -> None:
    assert fields({"custom": custom}).get("groups") == groups


def test_keywords_without_tags_are_as_they_were() -> None:
    assert fields({"keyword": "a; c"})["keywords"] == "a, c"
    assert fields({"keyword": "a,b"})["keywords"] == "a,b"


def test_a_comma_in_a_keyword_does_not_divide_it() -> None:
    assert fields({"keyword": "pain, chronic; other"})["keywords"] == "pain - chronic, other"
    assert fields({"keyword": "pain, chronic;"})["keywords"] == "pain - chronic"
