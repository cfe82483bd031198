from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.awkward import AWKWARD

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.formats import bibtex, ris_reader
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
)
from ldn_bib.formats.csl_items import TYPES as CSL_TYPES
from ldn_bib.formats.ris import EXTRACTS, FIELDS, FORMAT, record, write, write_profile
from ldn_bib.formats.ris_tables import DEFAULT_PROFILE, PROFILES, TYPES, Profile
from ldn_bib.formats.rows import Row

CSL_VARIABLES = (
    NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES
) - OLD_NAMES.keys()
LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*\r\n|\r\n")


def ris(*entries: Entry) -> str:
    return "".join(write(entries))


def tags(item: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return record(Entry({"id": "a", "type": "article-journal", **item}, **more))


def values(tag: str, item: dict[str, Any], **more: Any) -> list[str]:
    return [value for name, value in tags(item, **more) if name == tag]


def test_awkward_entries(awkward: tuple[Entry, ...], golden: Callable[[str, str], None]) -> None:
    golden("awkward.ris", ris(*awkward))


def test_papers(golden: Callable[[str, str], None]) -> None:
    from ldn_bib.opening import open_library

    golden("ris/papers.ris", ris(*open_library().entries))


@pytest.mark.parametrize("profile", PROFILES)
def test_ten_kinds_in_each_profile(golden: Callable[[str, str], None], profile: str) -> None:
    golden(f"ris/awkward-{profile}.ris", "".join(write(AWKWARD, WriteOptions(profile=profile))))


def test_every_csl_type_has_a_ris_type() -> None:
    assert TYPES.keys() == CSL_TYPES
    assert all(re.fullmatch("[A-Z]{3,7}", ris_type) for ris_type in TYPES.values())


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_source_of_the_profiles_is_known(profile: Profile) -> None:
    for row in profile.rows:
        assert re.fullmatch("[A-Z][A-Z0-9]", row.tag)
        assert row.by_type.keys() <= {*TYPES.values(), *profile.types.values()}
        for source in (row.source, *row.by_type.values()):
            assert all(part.rpartition(":")[0] in EXTRACTS for part in source.split("|"))


@pytest.mark.parametrize("item_type", ["hologram", "", None, 3, ["book"]])
def test_an_unknown_type_is_generic(item_type: object) -> None:
    assert record(Entry({"id": "a", "type": item_type}))[0] == ("TY", "GEN")


@pytest.mark.parametrize(
    ("name", "author"),
    [
        (
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            "van der Berg, Anna",
        ),
        (
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            "van Beethoven, Ludwig",
        ),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King, Martin Luther, Jr."),
        ({"literal": "World Health Organization"}, "World Health Organization,"),
        (
            {"literal": "Department of Pain, Health, and Sleep"},
            "Department of Pain Health and Sleep,",
        ),
        ({"family": "Plato"}, "Plato"),
        ({"family": "Smith, Jones", "given": "A"}, "Smith Jones, A"),
        ({"family": "<i>Curie</i>\n", "given": "Marie"}, "Curie, Marie"),
        ("Curie, Marie", "Curie, Marie"),
    ],
)
def test_authors(name: object, author: str) -> None:
    assert values("AU", {"author": [name]}) == [author]


def test_a_list_that_is_not_complete_says_so() -> None:
    names = [{"family": "Roe", "given": "A"}, {"literal": "others"}]
    assert values("AU", {"author": names}) == ["Roe, A", "et al.,"]
    assert values("AU", {"author": names[1:]}) == ["others,"]
    assert values("AU", {"author": names[::-1]}) == ["others,", "Roe, A"]
    empty = {"literal": "<i></i>"}
    assert values("AU", {"author": [*names, empty]}) == ["Roe, A", "et al.,"]
    assert values("AU", {"author": [empty, *names[1:]]}) == ["others,"]


@pytest.mark.parametrize("names", [None, "x", 3, [], [{}], [None, 4], [{"literal": " , "}]])
def test_names_that_are_none_leave_no_line(names: object) -> None:
    assert values("AU", {"author": names}) == []


@pytest.mark.parametrize(
    ("issued", "py", "da"),
    [
        ({"date-parts": [[2021, 3, 5]]}, ["2021"], ["2021/03/05"]),
        ({"date-parts": [["2021", "3"]]}, ["2021"], ["2021/03"]),
        ({"date-parts": [[2021]]}, ["2021"], []),
        ({"date-parts": [[2009, 5], [2009, 6]]}, ["2009"], ["2009/05"]),
        ({"date-parts": [[2009]], "season": 1}, ["2009"], []),
        ({"date-parts": [[1999, 21], [1999, 22]]}, ["1999"], []),
        ({"date-parts": [[-44, 3, 15]]}, ["-0044"], ["-0044/03/15"]),
        ({"literal": "in press"}, [], ["in press"]),
        ({"raw": "5 March 2021"}, ["2021"], ["2021/03/05"]),
        ("2021-03-05", ["2021"], ["2021/03/05"]),
        ({"date-parts": [[None]]}, [], []),
        (None, [], []),
    ],
)
def test_dates(issued: object, py: list[str], da: list[str]) -> None:
    assert (values("PY", {"issued": issued}), values("DA", {"issued": issued})) == (py, da)


@pytest.mark.parametrize(
    ("page", "sp", "ep"),
    [
        ("317-25", ["317"], ["325"]),
        ("E393–E406", ["E393"], ["E406"]),
        ("e12345", ["e12345"], []),
        ("101886", ["101886"], []),
        ("101886-101886", ["101886"], []),
        (17, ["17"], []),
        ("1-5, 9-12", ["1-5, 9-12"], []),
        ("--", [], []),
        (None, [], []),
    ],
)
def test_pages(page: object, sp: list[str], ep: list[str]) -> None:
    assert (values("SP", {"page": page}), values("EP", {"page": page})) == (sp, ep)


def test_article_number_in_number() -> None:
    assert values("SP", {"number": "e7"}) == ["e7"]


def test_the_accession_number_comes_before_the_issue() -> None:
    names = [tag for tag, _ in tags({"PMID": "PMID: 123", "issue": "4", "volume": "3"})]
    assert names == ["TY", "VL", "AN", "DB", "IS"]
    assert values("AN", {"PMID": "PMID: 123"}) == ["123"]
    assert values("DB", {"PMID": "123"}) == ["PubMed"]
    assert values("DB", {}) == []


def test_the_abbreviated_journal_comes_after_the_full_one() -> None:
    names = [tag for tag, _ in tags({"container-title-short": "J", "container-title": "Journal"})]
    assert names == ["TY", "T2", "J2"]


def test_pmcid_is_kept_out_of_chapters() -> None:
    assert values("C2", {"PMCID": "pmc9"}) == ["PMC9"]
    assert values("C2", {"PMCID": "PMC9", "type": "chapter"}) == []


def test_several_issns_share_a_line() -> None:
    assert values("SN", {"ISSN": "1234-5679, 2049-3630"}) == ["1234-5679 2049-3630"]


def test_a_doi_is_bare() -> None:
    assert values("DO", {"DOI": "https://doi.org/10.5555/a%3Cb"}) == ["10.5555/a<b"]


@pytest.mark.parametrize(
    ("labels", "keyword", "expected"),
    [
        (["Pain", "Itch, chronic"], None, ["Pain", "Itch, chronic"]),
        (["Itch, chronic"], None, ["Itch - chronic"]),
        (["Itch; chronic"], None, ["Itch - chronic"]),
        (["Itch; chronic", "Pain"], None, ["Itch, chronic", "Pain"]),
        (["Pain"], "pain; itch; PAIN;", ["Pain", "itch"]),
        ([], "a, b;c", ["a, b", "c"]),
        ([], "a, b;", ["a - b"]),
        ([], "a, b", ["a", "b"]),
        ([], " ;, ", []),
        (["Pain"], "pain", ["Pain"]),
    ],
)
def test_keywords(labels: list[str], keyword: str | None, expected: list[str]) -> None:
    marked = tuple(Tag(label, label) for label in labels)
    assert values("KW", {"keyword": keyword}, tags=marked) == expected


@pytest.mark.parametrize(
    ("annote", "expected"),
    [
        ("Mine.\n\nAnd more.", ["Annotation: Mine. And more."]),
        ("It helped.", []),
        ("It helped. Mine.", ["Annotation: Mine."]),
        ("It helped.Mine.", ["Annotation: It helped.Mine."]),
        ("Read twice", []),
    ],
)
def test_the_annotation_stands_behind_the_note(annote: str, expected: list[str]) -> None:
    annotation = Annotation(summary="It helped.")
    found = values("N1", {"annote": annote, "note": "Read twice"}, annotation=annotation)
    assert found == ["Summary: It helped.", "Read twice", *expected]


def test_a_note_is_not_taken_for_the_annotation() -> None:
    assert values("N1", {"note": "Annotation: none"}) == ["[Annotation: none]"]


def test_a_summary_comes_back_by_way_of_bibtex_as_the_annotation() -> None:
    entry = Entry({"id": "a", "type": "book"}, annotation=Annotation(summary="It helped."))
    text = ris(entry)
    for _ in range(2):
        (read_entry,), findings = ris_reader.read(text, "a.ris")
        assert findings == []
        (entry,), _ = bibtex.read("".join(bibtex.write([read_entry])), "a.bib")
        text = ris(entry)
        assert "N1  - Annotation: It helped.\r\n" in text
        assert text.count("It helped.") == 1


def test_the_summary_is_one_line_that_begins_with_its_name() -> None:
    annotation = Annotation(summary="Notes: two\n\nlines")
    assert values("N1", {}, annotation=annotation) == ["Summary: Notes: two lines"]
    assert values("N1", {}, annotation=Annotation()) == []


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("Language: en", "[Language: en]"),
        ("Call Number: 3", "[Call Number: 3]"),
        ("a plain remark", "a plain remark"),
    ],
)
def test_a_note_is_never_taken_for_a_field(note: str, written: str) -> None:
    assert values("N1", {"note": note}) == [written]


@pytest.mark.parametrize(
    ("item_type", "item", "expected"),
    [
        (
            "book",
            {
                "number-of-pages": 9,
                "edition": 2,
                "collection-title": "S",
                "editor": [{"family": "E", "given": "F"}],
            },
            {"TY": "BOOK", "A3": "E, F", "T2": "S", "SP": "9", "ET": "2"},
        ),
        (
            "thesis",
            {"publisher": "U", "genre": "PhD", "publisher-place": "C"},
            {"TY": "THES", "PB": "U", "CY": "C", "M3": "PhD"},
        ),
        (
            "report",
            {"publisher": "I", "number": "R-1", "genre": "Annual", "ISBN": "1"},
            {"TY": "RPRT", "PB": "I", "M3": "Annual", "SN": "R-1"},
        ),
        (
            "webpage",
            {
                "container-title": "Site",
                "accessed": {"date-parts": [[2022, 1, 9]]},
                "URL": "https://example.org",
            },
            {"TY": "ELEC", "T2": "Site", "Y2": "2022/01/09", "UR": "https://example.org"},
        ),
        (
            "paper-conference",
            {"container-title": "Proc", "event-title": "Conf"},
            {"TY": "CPAPER", "T2": "Conf", "C3": "Proc"},
        ),
        ("paper-conference", {"container-title": "Proc"}, {"TY": "CPAPER", "T2": "Proc"}),
        (
            "patent",
            {"number": "EP1", "author": [{"family": "I"}]},
            {"TY": "PAT", "AU": "I", "SN": "EP1"},
        ),
        (
            "legal_case",
            {"title": "A v B", "authority": "Court"},
            {"TY": "CASE", "TI": "A v B", "PB": "Court"},
        ),
        ("software", {"version": "1.2", "language": "en"}, {"TY": "COMP", "ET": "1.2"}),
        ("dataset", {"version": "3"}, {"TY": "DATA", "ET": "3"}),
        (
            "article-journal",
            {"edition": "2", "genre": "Letter", "publisher": "P"},
            {"TY": "JOUR", "PB": "P"},
        ),
    ],
)
def test_types(item_type: str, item: dict[str, Any], expected: dict[str, str]) -> None:
    assert dict(tags({**item, "type": item_type})) == expected


def test_links_to_files_are_written_where_they_are_addresses() -> None:
    assert values("L1", {"custom": {"pdf": "https://example.org/a.pdf"}}) == [
        "https://example.org/a.pdf"
    ]
    assert values("L1", {"custom": {"file": ":a.pdf:PDF"}}) == []
    assert values("UR", {"URL": "https://example.org/#a"}) == ["https://example.org/#a"]


def test_another_profile_is_data() -> None:
    profile = Profile("brief", {"book": "BOOK"}, (Row("TI", "title"), Row("T2", "", {"BOOK": "x"})))
    entry = Entry({"id": "a", "type": "book", "title": "T", "x": "X", "DOI": "10.5555/1"})
    assert "".join(write_profile([entry], profile)) == (
        "TY  - BOOK\r\nTI  - T\r\nT2  - X\r\nER  - \r\n\r\n"
    )


def profiled(profile: str, item_type: str, **item: Any) -> dict[str, str]:
    names = {key.replace("_", "-"): value for key, value in item.items()}
    entry = Entry({"id": "a", "type": item_type, **names})
    return dict(record(entry, PROFILES[profile]))


def test_an_option_chooses_the_profile() -> None:
    entry = Entry({"id": "a", "type": "book", "PMID": "1"})
    assert "M2  - PMID: 1\r\n" in "".join(write([entry], WriteOptions(profile="zotero")))
    assert ris(entry) == "".join(write([entry], WriteOptions(profile="default")))


def test_zotero_has_the_identifiers_in_lines() -> None:
    entry = Entry({"id": "a", "type": "chapter", "PMID": "PMID: 1", "PMCID": "pmc2"})
    found = record(entry, PROFILES["zotero"])
    assert found[-2:] == [("M2", "PMID: 1"), ("M2", "PMCID: PMC2")]
    assert found[:-2] == record(entry)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2021, 3, 5]]}, "2021/03/05"),
        ({"date-parts": [[2021, 3]]}, "2021/03"),
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [[2021]], "season": 2}, "2021"),
        ({"literal": "in press"}, None),
    ],
)
def test_jabref_has_the_whole_date_in_one_tag(issued: object, expected: str | None) -> None:
    found = profiled("jabref", "article-journal", issued=issued)
    assert found.get("Y1") == expected
    assert found.get("PY") == (expected and "2021")
    assert not found.keys() & {"DA", "Y2"}


def test_jabref_inverts_no_bodies_and_makes_no_authors_of_editors() -> None:
    people = {
        "author": [{"literal": "Cold, dry Society"}],
        "editor": [{"family": "Roe", "given": "A"}],
        "translator": [{"family": "Poe", "given": "B"}, {"literal": "C"}],
    }
    found = profiled("jabref", "chapter", container_title="B", **people)
    assert found == {
        "TY": "CHAP",
        "AU": "{Cold dry Society}",
        "ED": "Roe, A",
        "TA": "Poe, B and {C}",
        "BT": "B",
    }


def test_jabref_takes_no_accession_number_for_the_issue() -> None:
    found = profiled("jabref", "article-journal", PMID="1", PMCID="PMC2")
    assert found == {"TY": "JOUR", "C2": "1"}


def test_jabref_has_a_type_for_papers_of_conferences() -> None:
    found = profiled("jabref", "paper-conference", container_title="P", event_title="M")
    assert found == {"TY": "CONF", "BT": "P", "C3": "M"}
    assert profiled("jabref", "report", number="7") == {"TY": "RPRT", "IS": "7"}
    assert profiled("jabref", "book", collection_title="S") == {"TY": "BOOK", "T3": "S"}


def test_every_variable_has_a_fate() -> None:
    assert FIELDS.keys() >= CSL_VARIABLES
    assert all(re.fullmatch("kept|lost|changed: .+", fate) for fate in FIELDS.values())
    assert (FIELDS["title"], FIELDS["medium"]) == ("kept", "lost")
    assert FIELDS["section"] == "changed: only in NEWS, BILL, HEAR, STAT"
    assert FIELDS["volume"] == "changed: not in PAT"


def test_nothing_gives_nothing() -> None:
    assert ris() == ""


def test_writing_is_lazy() -> None:
    def entries() -> Any:
        yield Entry({"id": "a", "type": "book"})
        raise RuntimeError("the second entry was asked for too early")

    assert next(write(entries())) == "TY  - BOOK\r\nER  - \r\n\r\n"


def test_the_format_is_registered_under_its_name() -> None:
    assert (FORMAT.name, FORMAT.extension) == ("ris", ".ris")
    assert FORMAT.profiles == ("default", "zotero", "jabref")


ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\n\r\t ,;<>-/\u2028"))
ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "suffix", "date-parts", "raw", "pdf"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
VARIABLES = sorted(
    {
        part.rpartition(":")[2]
        for row in DEFAULT_PROFILE.rows
        for source in (row.source, *row.by_type.values())
        for part in source.split("|")
        if part.rpartition(":")[2]
    }
    | {"custom"}
)
ENTRIES = st.builds(
    lambda item_type, item, labels, summary: Entry(
        {"id": "a", "type": item_type, **item},
        tuple(Tag(label, label) for label in labels),
        None if summary is None else Annotation(summary=summary),
    ),
    st.sampled_from(sorted(CSL_TYPES)),
    st.dictionaries(st.sampled_from(VARIABLES), ANY_VALUE),
    st.lists(ANY_TEXT, max_size=3),
    st.none() | ANY_TEXT,
)


@settings(deadline=None)
@given(st.lists(ENTRIES, max_size=3))
def test_anything_gives_well_formed_lines(entries: list[Entry]) -> None:
    text = ris(*entries)
    text.encode("utf-8")
    assert LINE.sub("", text) == ""
    lines = text.split("\r\n")
    assert lines.count("ER  - ") == len(entries)
    assert sum(line.startswith("TY  - ") for line in lines) == len(entries)
    for line in lines:
        assert line[6:].strip() or line in ("ER  - ", "")
    assert not {"None", "undefined", "nan"} & {line[6:] for line in lines} - _texts(entries)


def _texts(entries: list[Entry]) -> set[str]:
    return {"None", "undefined", "nan"} & {
        part
        for entry in entries
        for part in re.findall(r"\w+", repr(entry))
        if f"'{part}'" in repr(entry)
    }


SIMPLE = st.text("abcdefgh éß–", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
RECORDS = st.fixed_dictionaries(
    {"title": SIMPLE, "container-title": SIMPLE, "abstract": SIMPLE},
    optional={"volume": st.integers(1, 99).map(str), "DOI": st.just("10.5555/x")},
)


@settings(deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_rispy_reads_what_was_written(items: list[dict[str, Any]]) -> None:
    text = ris(*(Entry({"id": "a", "type": "article-journal", **item}) for item in items))
    found = rispy.loads(text)
    assert len(found) == len(items)
    for record_read, item in zip(found, items, strict=True):
        assert record_read["type_of_reference"] == "JOUR"
        assert record_read["title"] == item["title"]
        assert record_read["secondary_title"] == item["container-title"]
        assert record_read["abstract"] == item["abstract"]
        assert record_read.get("volume") == item.get("volume")
        assert record_read.get("doi") == item.get("DOI")


def test_rispy_reads_the_awkward_entries(awkward: tuple[Entry, ...]) -> None:
    found = rispy.loads(ris(*awkward))
    assert [entry["type_of_reference"] for entry in found] == [
        "JOUR",
        "JOUR",
        "CHAP",
        "COMP",
        "BOOK",
        "GEN",
    ]
    assert found[0]["authors"][1] == "Okafor, Ngozi Maria, Jr."
    assert found[0]["keywords"] == [
        "Winter itch",
        "Itch, chronic (proposed)",
        "ointment",
        "cold, dry air",
    ]
