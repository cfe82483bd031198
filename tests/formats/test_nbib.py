from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.awkward import AWKWARD
from tests.formats.items import entries

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.medline import without_stop
from ldn_bib.formats.medline_lines import UNWRAPPED, WIDTH
from ldn_bib.formats.nbib import FIELDS, FORMAT, WRITES, write
from ldn_bib.formats.nbib_reader import read, sniff
from ldn_bib.formats.nbib_tables import KNOWN, PROCESSING, READ, ROWS, WITH_MEANING
from ldn_bib.formats.rows import VARIABLES
from ldn_bib.formats.text import fold, keywords, own_annotation, plain
from ldn_bib.opening import open_library
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.keywords import join_keywords

RECORD = """\
PMID- 99000001
OWN - NLM
STAT- MEDLINE
DCOM- 20210401
LR  - 20220101
IS  - 2049-3630 (Electronic)
IS  - 1234-5679 (Print)
IS  - 1234-5679 (Linking)
VI  - 7
IP  - 2
DP  - 2021 Mar-Apr
TI  - Ointment in winter itch: a trial with a title that is so long that it goes on in
      a second line.
PG  - 317-25
LID - 10.5555/cold.7.2 [doi]
AB  - AIM: To test. METHODS: We tested
      it twice.\x20
      It was 2.3.
CI  - (c) 2021 Cold Press.
FAU - van der Berg, Anna
AU  - van der Berg A
AUID- ORCID: 0000-0002-1825-0097
AD  - Department of Itch, Oslo.
FAU - King, Martin Luther 3rd
AU  - King ML 3rd
CN  - Cold Skin Group
LA  - eng
LA  - nor
GR  - R01 AR000001/AR/NIAMS NIH HHS/United States
PT  - Journal Article
PT  - Randomized Controlled Trial
TT  - Salve mot vinterkloe.
DEP - 20210305
PL  - England
TA  - J Cold Skin
JT  - Journal of cold skin
JID - 0000001
RN  - 0 (Ointments)
SB  - IM
CIN - J Cold Skin. 2021 May;7(3):400. doi: 10.5555/cold.7.3. PMID:
      99000002
RIN - J Cold Skin. 2022 Jan;8(1):1. PMID: 99000003
MH  - Humans
MH  - *Pruritus/drug therapy
PMC - PMC9900001
MID - NIHMS000001
OTO - NOTNLM
OT  - *winter itch
OT  - ointment
EDAT- 2021/03/06 06:00
MHDA- 2021/04/01 06:00
CRDT- 2021/03/05 12:00
PHST- 2020/12/01 00:00 [received]
PHST- 2021/03/06 06:00 [pubmed]
AID - S0000-0000(21)00001-1 [pii]
AID - 10.5555/cold.7.2 [doi]
PST - ppublish
SO  - J Cold Skin. 2021 Mar-Apr;7(2):317-25. doi: 10.5555/cold.7.2. Epub 2021 Mar 5.
"""


def nbib(*found: Entry) -> str:
    return "".join(write(found))


def one(text: str) -> tuple[dict[str, Any], list[Finding]]:
    """Item and findings of a text with one record."""
    (entry,), findings = read(text, "a.nbib")
    return dict(entry.item), findings


def article(**more: Any) -> Entry:
    return Entry({"id": "a", "type": "article-journal", "PMID": "1", "title": "T", **more})


def lines(text: str, tag: str) -> list[str]:
    return [line[6:] for line in text.split("\n") if line.startswith(f"{tag:<4}- ")]


# The reader


def test_a_record_of_pubmed() -> None:
    (entry,), findings = read(RECORD, "a.nbib")
    assert findings == []
    assert entry.origin.file == "a.nbib"
    assert entry.origin.line == 1
    assert entry.item == {
        "id": "berg2021",
        "type": "article-journal",
        "title": "Ointment in winter itch: a trial with a title that is so long that it goes on in"
        " a second line",
        "original-title": "Salve mot vinterkloe",
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "III"},
            {"literal": "Cold Skin Group"},
        ],
        "container-title": "Journal of cold skin",
        "container-title-short": "J Cold Skin",
        "issued": {"date-parts": [[2021, 3], [2021, 4]]},
        "available-date": {"date-parts": [[2021, 3, 5]]},
        "volume": "7",
        "issue": "2",
        "page": "317-325",
        "PMID": "99000001",
        "PMCID": "PMC9900001",
        "DOI": "10.5555/cold.7.2",
        "ISSN": "1234-5679, 2049-3630",
        "language": "en",
        "abstract": "AIM: To test. METHODS: We tested it twice. It was 2.3.",
        "keyword": "winter itch; ointment",
        "custom": {
            "ORCID": "van der Berg, Anna: 0000-0002-1825-0097",
            "pii": "S0000-0000(21)00001-1",
            "MEDLINE-AD": "Department of Itch, Oslo.",
            "MEDLINE-CI": "(c) 2021 Cold Press.",
            "MEDLINE-CIN": "J Cold Skin. 2021 May;7(3):400. doi: 10.5555/cold.7.3. PMID: 99000002",
            "MEDLINE-GR": "R01 AR000001/AR/NIAMS NIH HHS/United States",
            "MEDLINE-LA": "nor",
            "MEDLINE-MH": "Humans\n*Pruritus/drug therapy",
            "MEDLINE-MID": "NIHMS000001",
            "MEDLINE-PL": "England",
            "MEDLINE-PST": "ppublish",
            "MEDLINE-PT": "Journal Article\nRandomized Controlled Trial",
            "MEDLINE-RIN": "J Cold Skin. 2022 Jan;8(1):1. PMID: 99000003",
            "MEDLINE-RN": "0 (Ointments)",
        },
    }


def test_a_book_chapter() -> None:
    item, findings = one(
        "PMID- 99000009\nSTAT- Publisher\nCTDT- 20080718\nPB  - Cold Press\nDP  - 2007\n"
        "TI  - Itching\nBTI - Skin in the cold\nCTI - Books on skin\nEN  - 2nd\n"
        "FED - Ñúñez, José\nED  - Ñúñez J\nFAU - Ōe, Kenzaburō\nAU  - Ōe K\nLA  - eng\n"
        "PT  - Book Chapter\nPL  - Tromsø\nISBN- 9780000000002\nAID - NBK1 [bookaccession]\n"
    )
    assert findings == []
    assert item == {
        "id": "oe2008",
        "type": "chapter",
        "title": "Itching",
        "container-title": "Skin in the cold",
        "collection-title": "Books on skin",
        "edition": "2nd",
        "author": [{"family": "Ōe", "given": "Kenzaburō"}],
        "editor": [{"family": "Ñúñez", "given": "José"}],
        "publisher": "Cold Press",
        "publisher-place": "Tromsø",
        "issued": {"date-parts": [[2008, 7, 18]]},
        "language": "en",
        "ISBN": "9780000000002",
        "PMID": "99000009",
        "custom": {"bookaccession": "NBK1", "MEDLINE-PT": "Book Chapter"},
    }


@pytest.mark.parametrize(
    ("tags", "item_type", "title"),
    [
        ("TI  - T.\nPT  - Journal Article\n", "article-journal", "T"),
        ("TI  - T\nPT  - Case Reports\n", "article-journal", "T"),
        ("TI  - T\nPT  - Journal Article\nPT  - Dataset\n", "article-journal", "T"),
        ("TI  - T\nPT  - Dataset\n", "dataset", "T"),
        ("TI  - T\nPT  - Journal Article\nPT  - Preprint\n", "article", "T"),
        ("TI  - T\nPT  - Technical Report\n", "report", "T"),
        ("BTI - A book.\nPT  - Book\n", "book", "A book"),
        ("BTI - A book\n", "book", "A book"),
        ("TI  - Part\nBTI - A book\n", "chapter", "Part"),
        ("TI  - Is it so?\n", "article-journal", "Is it so?"),
        ("TI  - And then...\n", "article-journal", "And then..."),
        ("TI  - [Ein Titel].\n", "article-journal", "[Ein Titel]"),
    ],
)
def test_types_and_titles(tags: str, item_type: str, title: str) -> None:
    item, _ = one(f"PMID- 1\n{tags}")
    assert (item["type"], item["title"]) == (item_type, title)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FAU - Li, Wei\nFAU - Wu, Xi\nAU  - Li W\nAU  - Wu X\n", ["Wei Li", "Xi Wu"]),
        ("AU  - Li W\nAU  - King ML Jr\n", ["W. Li", "M. L. King, Jr."]),
        ("FAU - Li, Wei\nAU  - Li W\nAU  - Wu X\n", ["Wei Li", "X. Wu"]),
        ("AU  - Li W\nFAU - Wu, Xi\nAU  - Wu X\n", ["W. Li", "Xi Wu"]),
        ("FAU - Wang, Yu\nAU  - Wang Y\nFAU - Wang, Yu\nAU  - Wang Y\n", ["Yu Wang", "Yu Wang"]),
        ("CN  - First Group\nFAU - Li, Wei\nCN  - A, B, and C Group\n",
         ["First Group", "Wei Li", "A, B, and C Group"]),
        ("FAU - Plato\nAU  - Plato\n", ["Plato"]),
        ("FAU - World Health Organization,\n", ["World Health Organization"]),
        ("AU  - van der Berg A\n", ["A. van der Berg"]),
        ("AU  - Ivanov IuA\n", ["Iu. A. Ivanov"]),
        ("AU  - Smith, John\n", ["John Smith"]),
        ("FAU - Li, Wei\nAU  - Li W\nFAU - et al\nAU  - et al\n", ["Wei Li", "others"]),
    ],
)  # fmt: skip
def test_full_and_short_names(text: str, names: list[str]) -> None:
    from ldn_bib.values.name import Name

    item, _ = one(f"PMID- 1\nTI  - T\n{text}")
    assert [str(Name.from_csl(name)) for name in item["author"]] == names


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("2021", {"date-parts": [[2021]]}),
        ("2021 Mar 5", {"date-parts": [[2021, 3, 5]]}),
        ("2000 Spring", {"date-parts": [[2000]], "season": 1}),
        ("2000 Fall", {"date-parts": [[2000]], "season": 3}),
        ("1998 Dec-1999 Jan", {"date-parts": [[1998, 12], [1999, 1]]}),
        ("2000 Dec 23-30", {"date-parts": [[2000, 12, 23], [2000, 12, 30]]}),
        ("1999-2000", {"date-parts": [[1999], [2000]]}),
        ("2000 Autumn-Winter", {"date-parts": [[2000, 23], [2000, 24]]}),
        ("2001 1st Quart", {"date-parts": [[2001]], "literal": "2001 1st Quart"}),
        ("in press", {"literal": "in press"}),
    ],
)
def test_dates(shown: str, date: dict[str, Any]) -> None:
    item, _ = one(f"PMID- 1\nTI  - T\nDP  - {shown}\n")
    assert item["issued"] == date


@pytest.mark.parametrize(
    ("shown", "page"),
    [
        ("317-25", "317-325"),
        ("e01475", "e01475"),
        ("S1-5", "S1-S5"),
        ("E393-E406", "E393-E406"),
        ("891-902.e1", "891-902.e1"),
        ("1-10; discussion 11-2", "1-10; discussion 11-2"),
        ("12-5, 18", "12-15, 18"),
    ],
)
def test_pages(shown: str, page: str) -> None:
    item, _ = one(f"PMID- 1\nTI  - T\nPG  - {shown}\n")
    assert item["page"] == page


def test_the_number_of_an_article_stands_in_lid() -> None:
    item, _ = one("PMID- 1\nTI  - T\nLID - e01475 [pii]\n")
    assert item["page"] == "e01475"
    item, _ = one("PMID- 1\nTI  - T\nPG  - 1-2\nLID - e01475 [pii]\n")
    assert item["page"] == "1-2"
    item, _ = one("PMID- 1\nTI  - T\nLID - S0003-9861(18)31016-6 [pii]\n")
    assert "page" not in item


def test_a_doi_that_lines_divide() -> None:
    item, _ = one("PMID- 1\nTI  - T\nAID - 10.5555/a-very-long-\n      suffix(1) [doi]\n")
    assert item["DOI"] == "10.5555/a-very-long-suffix(1)"


def test_the_citation_says_what_tags_do_not() -> None:
    item, findings = one(
        "PMID- 1\nTI  - T\nSO  - J Cold Skin. 2021 Mar;7(2 Suppl 1):S1-5. doi: 10.5555/a. PMCID: "
        "PMC5\n"
    )
    assert findings == []
    assert item == {
        "id": "anon2021",
        "type": "article-journal",
        "title": "T",
        "container-title-short": "J Cold Skin",
        "issued": {"date-parts": [[2021, 3]]},
        "volume": "7",
        "issue": "2 Suppl 1",
        "page": "S1-S5",
        "PMID": "1",
        "PMCID": "PMC5",
        "DOI": "10.5555/a",
    }


def test_other_data_bases() -> None:
    (eric, korea), findings = read(
        "OWN - ERIC\nTI  - Itching at school\nAU  - Smith, John\nJT  - School and Skin\n"
        "DP  - 2001\nOID - EJ000001\nAB  - Text.\n\n"
        "PMID- 5\nTI  - Itching in Seoul\nFAU - Kim, Min\nKW  - itch\nKW  - Seoul\n",
        "a.nbib",
    )
    assert eric.item["author"] == [{"family": "Smith", "given": "John"}]
    assert eric.item["custom"] == {"MEDLINE-OID": "EJ000001"}
    assert korea.item["keyword"] == "itch; Seoul"
    assert [finding.code for finding in findings] == ["missing-pmid"]


# Broken files: what can be read is read, the rest is named with its line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark(end: str) -> None:
    (first,), _ = read(RECORD, "a")
    (second,), findings = read("\ufeff" + RECORD.replace("\n", end), "a")
    assert second.item == first.item
    assert findings == []


def test_other_characters_do_not_end_a_line() -> None:
    item, findings = one("PMID- 1\nTI  - One\x85two\u2028AB  - three\x0cfour\x1d five\n")
    assert item["title"] == "One two AB - three four five"
    assert findings == []


def test_records_without_a_blank_line_between_them() -> None:
    found, findings = read("PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n", "a")
    assert [entry.title for entry in found] == ["One", "Two"]
    assert [entry.origin.line for entry in found] == [1, 3]
    assert findings == []


def test_a_blank_line_in_a_record() -> None:
    text = "PMID- 1\nTI  - One\n\nAB  - First.\n\n      Second.\nDP  - 2001\n\nPMID- 2\nTI  - Two\n"
    found, findings = read(text, "a")
    assert [entry.title for entry in found] == ["One", "Two"]
    assert found[0].item["abstract"] == "First. Second."
    assert found[0].year == 2001
    assert [(finding.code, finding.line) for finding in findings] == [
        ("blank-line", 4),
        ("blank-line", 7),
    ]


def test_a_record_without_pmid_is_one_of_its_own() -> None:
    found, findings = read("PMID- 1\nTI  - One\n\nTI  - Two\nDP  - 2002\n", "a")
    assert [entry.title for entry in found] == ["One", "Two"]
    assert [(finding.code, finding.line) for finding in findings] == [("missing-pmid", 4)]
    assert findings[0].key == "anon2002"


@pytest.mark.parametrize(
    ("text", "code", "line", "title"),
    [
        ("PMID- 1\nTI  - One\ntwo three\n", "stray-line", 3, "One two three"),
        ("Search results\nPMID- 1\nTI  - One\n", "stray-line", 1, "One"),
        ("PMID- 1\nTI  - One\nTI  - Two\n", "duplicate-field", 3, "One"),
        ("PMID- 1\nDP  - 2001\n", "missing-title", 1, ""),
        ("PMID- abc\nTI  - One\n", "bad-identifier", 1, "One"),
        ("PMID- 1\nTI  - One\nPMC - what\n", "bad-identifier", 3, "One"),
        ("PMID- 1\nTI  - One\nAID - 11/22 [doi]\n", "bad-identifier", 3, "One"),
        ("PMID- 1\nTI  - One\nAID - 10.5555/a [doi]\nLID - 10.5555/b [doi]\n", "two-dois", 4,
         "One"),
    ],
)  # fmt: skip
def test_broken_records(text: str, code: str, line: int, title: str) -> None:
    (entry,), findings = read(text, "a.nbib")
    assert entry.title == title
    first = findings[0]
    assert (first.code, first.line, first.file) == (code, line, "a.nbib")
    assert first.severity is Severity.WARNING
    assert not first.loses_entry


def test_what_is_no_identifier_is_kept() -> None:
    item, _ = one("PMID- abc\nTI  - One\nAID - 11/22 [doi]\nLID - 10.5555/b [doi]\nAID - x\n")
    assert item["DOI"] == "10.5555/b"
    assert item["custom"] == {"MEDLINE-PMID": "abc", "MEDLINE-AID": "11/22 [doi]\nx"}


def test_loose_and_unknown_tags() -> None:
    item, findings = one("PMID-1\nTI - One\nVI- 7\nXYZ - what\nDP  -2001\n")
    assert item["title"] == "One"
    assert (item["volume"], item["issued"]) == ("7", {"date-parts": [[2001]]})
    assert item["custom"] == {"MEDLINE-XYZ": "what"}
    assert findings == []


def test_the_first_of_two_records_with_one_pmid_is_kept() -> None:
    found, findings = read("PMID- 1\nTI  - One\n\nPMID- 1\nTI  - Two\n", "a")
    assert [entry.title for entry in found] == ["One"]
    (finding,) = findings
    assert (finding.code, finding.line, finding.loses_entry) == ("duplicate-record", 4, True)
    assert "line 1" in finding.message


def test_a_record_that_says_nothing() -> None:
    found, findings = read("OWN - NLM\nSTAT- MEDLINE\n", "a")
    assert found == []
    assert [(finding.code, finding.line) for finding in findings] == [("empty-record", 1)]


@pytest.mark.parametrize("text", ["", "\n\n", "Some text.\nMore of it.", "<xml/>"])
def test_a_text_without_records(text: str) -> None:
    found, findings = read(text, "a")
    assert found == []
    assert "no-record" in [finding.code for finding in findings]
    assert max(finding.severity is Severity.ERROR for finding in findings)


def test_a_truncated_file_gives_what_is_there() -> None:
    whole, _ = read(RECORD + "\n" + RECORD.replace("99000001", "99000011"), "a")
    text = RECORD + "\n" + RECORD.replace("99000001", "99000011")[:300]
    found, findings = read(text, "a")
    assert found[0].item == whole[0].item
    assert found[1].item["PMID"] == "99000011"
    assert found[1].item["volume"] == "7"
    assert [finding for finding in findings if finding.loses_entry] == []


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(RECORD.split("\n")),
            st.sampled_from(["", "      ", "TI  - ", "PMID- 5", "AU  - ,", "FAU - ,,", "DP  - 0"]),
            st.text(max_size=20),
        ),
        max_size=30,
    )
)
def test_the_reader_takes_any_text(found: list[str]) -> None:
    read_entries, findings = read("\n".join(found), "a")
    keys = [entry.key for entry in read_entries]
    assert len(set(keys)) == len(keys)
    assert all(finding.file == "a" for finding in findings)
    assert all(entry.item["type"] for entry in read_entries)


@pytest.mark.parametrize(
    ("text", "is_nbib"),
    [
        (RECORD, True),
        ("\ufeff\r\nPMID- 1\r\nTI  - x", True),
        ("OWN - ERIC\nTI  - x", True),
        ("TY  - JOUR\nTI  - x\nER  - \n", False),
        ("1. Berg A. Title. J Cold Skin. 2021;7:1. PMID: 5", False),
        ("@article{a,}", False),
        ("", False),
    ],
)
def test_sniffing(text: str, is_nbib: bool) -> None:
    assert sniff(text) is is_nbib


# The writer


def test_awkward_entries(golden: Callable[[str, str], None]) -> None:
    skipped: list[tuple[str, str]] = []
    options = WriteOptions(skip=lambda entry, why: skipped.append((entry.key, why)))
    golden("nbib/awkward.nbib", "".join(write(AWKWARD, options)))
    assert len(skipped) == len(AWKWARD) - 1
    assert skipped[0] == ("edited2018", "it is no journal article (book)")


def test_the_papers(golden: Callable[[str, str], None]) -> None:
    skipped: list[tuple[str, str]] = []
    options = WriteOptions(skip=lambda entry, why: skipped.append((entry.key, why)))
    papers = list(open_library())
    text = "".join(write(papers, options))
    golden("nbib/papers.nbib", text)
    assert [why for _, why in skipped] == ["it has no PMID"] * 3
    found, findings = read(text, "a")
    assert findings == []
    written = [paper for paper in papers if "PMID" in paper.item]
    for before, after in zip(written, found, strict=True):
        for variable in before.item.keys() - {"id", "title"}:
            assert after.item[variable] == before.item[variable]
        assert after.title == plain(before.title)
        assert before.annotation is not None
        assert after.annotation == Annotation(summary=before.annotation.summary)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"type": "book", "PMID": "1"}, "it is no journal article (book)"),
        ({"type": "article-journal"}, "it has no PMID"),
        ({"type": "article-journal", "PMID": "abc"}, "it has no PMID"),
    ],
)
def test_what_is_skipped(item: dict[str, Any], why: str) -> None:
    told: list[str] = []
    options = WriteOptions(skip=lambda entry, reason: told.append(f"{entry.key}: {reason}"))
    assert list(write([Entry({"id": "a", **item})], options)) == []
    assert told == [f"a: {why}"]


def test_the_order_that_importers_need() -> None:
    text = nbib(Entry({**AWKWARD[0].item, "title": "A title."}))
    tags = [line[:4].rstrip() for line in text.split("\n") if line[:1].strip()]
    assert tags[:2] == ["PMID", "PMC"]
    assert tags[-1] == "SO"
    assert "MH" not in tags
    assert lines(text, "TI") == ["A title"]
    assert lines(text, "AID") == lines(text, "LID")


@pytest.mark.parametrize(
    ("issns", "written"),
    [
        ("1234-5679", ["1234-5679 (Linking)"]),
        ("1234-5679, 2049-3630",
         ["1234-5679 (Print)", "2049-3630 (Electronic)", "1234-5679 (Linking)"]),
        ("1234-5679 2049-3630 0000-0019",
         ["1234-5679 (Print)", "2049-3630 (Electronic)", "0000-0019 (Linking)"]),
        ("", []),
    ],
)  # fmt: skip
def test_issns(issns: str, written: list[str]) -> None:
    assert lines(nbib(article(ISSN=issns)), "IS") == written


@pytest.mark.parametrize(
    ("issued", "written"),
    [
        ({"date-parts": [[2021, 3, 5]]}, "2021 Mar 5"),
        ({"date-parts": [["2021", "03"]]}, "2021 Mar"),
        ({"date-parts": [[2009, 5], [2009, 6]]}, "2009 May-Jun"),
        ({"date-parts": [[2009, 5, 2], [2009, 5, 9]]}, "2009 May 2-9"),
        ({"date-parts": [[2009, 12], [2010, 1]]}, "2009 Dec-2010 Jan"),
        ({"date-parts": [[2009], [2010, 1]]}, "2009-2010 Jan"),
        ({"date-parts": [[2009], [0]]}, "2009"),
        ({"date-parts": [[2018]], "season": 4}, "2018 Winter"),
        ({"date-parts": [[2018, 21], [2018, 22]]}, "2018 Spring-Summer"),
        ({"literal": "in press"}, "in press"),
    ],
)
def test_written_dates(issued: Mapping[str, Any], written: str) -> None:
    assert lines(nbib(article(issued=issued)), "DP") == [written]


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King, Martin Luther Jr",
         "King ML Jr"),
        ({"family": "Berg", "given": "Jean-Luc", "suffix": "III"}, "Berg, Jean-Luc 3rd",
         "Berg JL 3rd"),
        ({"family": "Berg", "given": "A.", "non-dropping-particle": "van der"},
         "van der Berg, A.", "van der Berg A"),
        ({"family": "Plato"}, "Plato", "Plato"),
        ({"family": "A, B", "given": "C, D"}, "A B, C D", "A B CD"),
    ],
)  # fmt: skip
def test_written_names(name: dict[str, str], full: str, short: str) -> None:
    text = nbib(article(author=[name]))
    assert (lines(text, "FAU"), lines(text, "AU")) == ([full], [short])


def test_a_journal_with_one_name_is_written_twice() -> None:
    text = nbib(article(**{"container-title": "Journal of Cold Skin"}))
    assert lines(text, "TA") == lines(text, "JT") == ["Journal of Cold Skin"]


def test_notices_and_types_are_written_back() -> None:
    (first,), _ = read(RECORD, "a")
    text = nbib(first)
    assert lines(text, "RIN") == ["J Cold Skin. 2022 Jan;8(1):1. PMID: 99000003"]
    assert lines(text, "PT") == ["Journal Article", "Randomized Controlled Trial"]
    assert lines(nbib(article()), "PT") == ["Journal Article"]


@settings(deadline=None, max_examples=100)
@given(entries(("article-journal",)))
def test_lines_are_wrapped_between_words(entry: Entry) -> None:
    text = nbib(Entry({**entry.item, "PMID": "1"}, entry.tags, entry.annotation))
    tag = ""
    for line in text.rstrip("\n").split("\n"):
        tag = line[:4].rstrip() or tag
        words = line[6:].split(" ")
        assert len(line) <= WIDTH or len(words) == 1 or tag in UNWRAPPED
        assert line == line.rstrip()


def expected(entry: Entry) -> dict[str, Any]:
    """What comes back of an article, after FIELDS."""
    item = {name: value for name, value in entry.item.items() if FIELDS.get(name) != "lost"}
    for name in ("abstract", "note"):
        if name in item:
            item[name] = fold(item[name])
    item["annote"] = own_annotation(entry)
    item["title"] = without_stop(plain(item["title"]))
    for one_name, other in (
        ("container-title", "container-title-short"),
        ("container-title-short", "container-title"),
    ):
        if other in item:
            item.setdefault(one_name, item[other])
    item["language"] = item.get("language", "").partition("-")[0]
    item.get("issued", {}).pop("circa", None)
    words = (word.lstrip("*").strip() or word for word in keywords(entry))
    item["keyword"] = join_keywords(dict.fromkeys(words))
    return {name: value for name, value in item.items() if value}


@settings(deadline=None, max_examples=200)
@given(entries(("article-journal",)), st.integers(1, 99_999_999))
def test_written_and_read_again(entry: Entry, pmid: int) -> None:
    entry = Entry({**entry.item, "PMID": str(pmid)}, entry.tags, entry.annotation)
    (found,), findings = read(nbib(entry), "a")
    assert findings == []
    item = dict(found.item)
    del item["id"]
    assert item == expected(entry)
    assert found.annotation == entry.annotation


# The tables


def test_the_tables_agree() -> None:
    assert {kind for row in ROWS for kind, _ in row.source_for("")} == WRITES.keys()
    assert {row.tag for row in ROWS} <= KNOWN
    assert not PROCESSING & (WITH_MEANING | READ.keys())
    for row in ROWS:
        for kind, variable in row.source_for(""):
            if not kind and row.tag not in ("TA", "JT", "GN"):
                assert READ[row.tag] == variable


def test_fields_say_what_becomes_of_every_variable() -> None:
    assert FIELDS.keys() >= set(VARIABLES) | {"tags", "summary", "suffix", "particles"}
    assert all(fate in ("kept", "lost") or len(fate) > len("changed: ") for fate in FIELDS.values())
    assert FIELDS["volume"] == FIELDS["DOI"] == FIELDS["author"] == "kept"
    assert FIELDS["accessed"] == FIELDS["title-short"] == "lost"


def test_the_format() -> None:
    assert (FORMAT.name, FORMAT.extension) == ("nbib", ".nbib")
    assert FORMAT.write is write
    assert FORMAT.read is read
    assert FORMAT.sniff is sniff


# What others read from it


def test_the_peer_reads_what_we_write() -> None:
    peer = pytest.importorskip("nbib")
    papers = [paper for paper in open_library() if "PMID" in paper.item]
    found = peer.read(nbib(*papers, AWKWARD[0]))
    assert len(found) == len(papers) + 1
    for paper, theirs in zip([*papers, AWKWARD[0]], found, strict=True):
        item = paper.item
        assert str(theirs["pubmed_id"]) == item["PMID"]
        assert theirs["title"] == plain(paper.title)
        assert theirs["journal_abbreviated"] == item["container-title-short"]
        assert theirs["journal_volume"] == item["volume"]
        assert theirs["pages"] == item["page"]
        assert theirs.get("doi") == item.get("DOI")
        people = [name for name in item["author"] if "family" in name]
        assert len(theirs["authors"]) == len(people)
        assert theirs["authors"][0]["last_name"].endswith(people[0]["family"])


def test_we_read_what_the_peer_reads() -> None:
    peer = pytest.importorskip("nbib")
    (theirs,) = peer.read(RECORD + "\n")
    item, _ = one(RECORD)
    assert theirs["title"].rstrip(".") == item["title"]
    assert theirs["abstract"] == item["abstract"]
    assert theirs["doi"] == item["DOI"]
    assert theirs["pii"] == item["custom"]["pii"]
    assert f"PMC{theirs['pmcid']}" == item["PMCID"]


def test_what_begins_like_an_annotation_comes_back_as_what_it_is() -> None:
    for variables in ({"note": "Annotation: x"}, {"note": "Summary: x"}, {"annote": "Summary: x"}):
        entry = article(**variables)
        (found,), _ = read(nbib(entry), "a.nbib")
        assert {name: found.item.get(name) for name in variables} == variables
        assert found.annotation is None


def test_tags_come_before_keywords() -> None:
    entry = Entry(article(keyword="cold; itch").item, tags=(Tag("itch", "Itch", derived=True),))
    assert lines(nbib(entry), "OT") == ["Itch (proposed)", "cold", "itch"]
