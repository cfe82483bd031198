from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import check_growth

from ldn_bib.entry import Entry
from ldn_bib.formats.citation_source import find_sources, journal_parts, read_tail
from ldn_bib.formats.citation_text import FIELDS, FORMAT, read, sniff
from ldn_bib.formats.medline_names import split_authors
from ldn_bib.formats.nbib import write
from ldn_bib.formats.rows import VARIABLES
from ldn_bib.formats.text import plain
from ldn_bib.opening import open_library
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.name import Name

ROOT = Path(__file__).resolve().parents[2]

VANCOUVER = """\
References

1. Younger J, Noor N, McCue R, Mackey S. Ointment for the treatment of
winter itch: findings of a small trial. Arthritis Rheum. 2013 Feb;65(2):529-
38. doi: 10.5555/art.37734. PMID: 99000001; PMCID: PMC9900001.
2. van der Berg A, King ML Jr, O'Neill S, et al. Does it itch? Pain
Med. 2009;10(4):663-72.
[3] World Health Organization. Skin in the cold. Bull World Health Organ. 2001;79(1):1-10.
4. Smith J. A book of skin. 2nd ed. Oslo: Cold Press; 2009.
5. Cono J, Casey CG; Centers for Cold. Smallpox. MMWR Recomm Rep. 2003 Feb 21;52(RR-4):1-28.
"""

SUMMARY = """\
1: Berg A, Baumrucker SJ. Update on Skin: Ointment as a
Possible Modality for Some Chronic Syndromes. Am J Cold Care. 2019
Oct;36(10):907-912. doi: 10.5555/1049909119838974. Epub 2019 Mar 28. PMID: 99000001.

2: Li C, Wang Y. Features of patients. Cold. 2020 Feb 15;395(10223):497-506. doi:
10.5555/S0140-6736(20)30183-5. Epub 2020 Jan 24. Erratum in: Cold. 2020 Jan 30;395(1):496.
PMID: 99000002; PMCID: PMC9900002.
"""

OLD_SUMMARY = """\
1. Ointment for winter itch: a pilot study.
Younger J, Mackey S.
Pain Med. 2009 May-Jun;10(4):663-72. doi: 10.5555/j.1526.
PMID: 99000003
Free PMC Article

2. Itching
Kim PS.
J Pain. 2019;3(1):1-5.
"""

ABSTRACT = """\
1. J Cold Skin. 2022 Jan 15;172:112752. doi: 10.5555/j.cold.2022. Epub 2021 Nov\x20
1.

Ointment in winter: Is it so? A trial.

Berg A(1), van der Meer B(2), Okafor NM Jr(1)(2).

Author information:
(1)Department of Itch, Oslo.
(2)Other Department.

Comment in
    J Cold Skin. 2023;180(1):5.
    J Warm Skin. 2023;2(2):6. doi: 10.5555/warm.

BACKGROUND: The abstract goes here, potentially spanning several wrapped
lines. It was 2.3 times.
METHODS: We did.

Copyright 2022 Cold Press.

DOI: 10.5555/j.cold.2022
PMCID: PMC9234567
PMID: 99345678 [Indexed for MEDLINE]

Conflict of interest statement: None.


2. Pain Med. 2009 May-Jun;10(4):663-72. doi: 10.5555/x.

Second title.

Mackey S(1).

DOI: 10.5555/x
PMID: 99345679
"""

PAGE_AFTER = """\
Winter Itch

Itching is a burden. Many people have it, and ointments are used by most of them.

J Cold Skin. 2019; 3(1):1-5.

An ointment for winter itch: a review paper.

Click here to read the review.

Skin Pharm. 2019 Jan 1;34(1):43–46.

The Use of Ointments in Winter

Click here to access the abstract of this article.

Biocold. 2017 Apr 18;5(2):e16.

Less Itching after Eight Weeks of Ointment

Click here to access the abstract of this article.
"""

PAGE_BEFORE = """\
Ointment in winter itch
Berg A, Okafor NM.
J Cold Skin. 2021;7(2):317-25.

A second paper about itch

Berg A, Li W.

J Cold Skin. 2022;8(2):1-5.

A third paper about itch

J Cold Skin. 2023;9(2):1-5.

More about us
"""


def one(text: str) -> tuple[dict[str, Any], list[Finding]]:
    (entry,), findings = read(text, "a.txt")
    return dict(entry.item), findings


def titles(text: str) -> list[str]:
    return [entry.title for entry in read(text, "a.txt")[0]]


def people(item: Any) -> list[str]:
    return [str(Name.from_csl(name)) for name in item.get("author", ())]


# The source line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Am J Cold Care. 2019 Oct;36(10):907-912.",
         ("Am J Cold Care", [[2019, 10]], "36", "10", "907-912")),
        ("Pain Med. May-Jun 2009;10(4):663-72.",
         ("Pain Med", [[2009, 5], [2009, 6]], "10", "4", "663-672")),
        ("J Cold Skin. 2014; 33(4): 451–459.", ("J Cold Skin", [[2014]], "33", "4", "451-459")),
        ("Skin. 2017 Apr 18;5(2):16.", ("Skin", [[2017, 4, 18]], "5", "2", "16")),
        ("J Am Skin Assoc. 2020 Dec;151(12):891-902.e1.",
         ("J Am Skin Assoc", [[2020, 12]], "151", "12", "891-902.e1")),
        ("A A Pract. 2021 May 17;15(5):e01475.",
         ("A A Pract", [[2021, 5, 17]], "15", "5", "e01475")),
        ("Cold Rev. 2019;(1):CD001234.", ("Cold Rev", [[2019]], None, "1", "CD001234")),
        ("Cold Rev. 2000 Nov;36 Suppl 1:S1-5.",
         ("Cold Rev", [[2000, 11]], "36 Suppl 1", None, "S1-S5")),
        ("J Foo. 2018 Dec-2019 Jan;12(6 Pt 1):1-2; discussion 3.",
         ("J Foo", [[2018, 12], [2019, 1]], "12", "6 Pt 1", "1-2; discussion 3")),
        ("J. Am. Skin Assoc. 2020;151(12 Suppl 1):S1-S5",
         ("J. Am. Skin Assoc.", [[2020]], "151", "12 Suppl 1", "S1-S5")),
        ("Pain Med (Malden). 2009 May;10:663-72.",
         ("Pain Med (Malden)", [[2009, 5]], "10", None, "663-672")),
        ("Cold Skin 2010; 375: 445-6.", ("Cold Skin", [[2010]], "375", None, "445-446")),
        ("J Foo. 2020 Mar 5:e12. doi: 10.5555/a.", ("J Foo", [[2020, 3, 5]], None, None, "e12")),
        ("J Foo. 2022 May;8(5). doi: 10.5555/a.", ("J Foo", [[2022, 5]], "8", "5", None)),
        ("J Foo. 2020 Mar 5. doi: 10.5555/a. Online ahead of print.",
         ("J Foo", [[2020, 3, 5]], None, None, None)),
    ],
)  # fmt: skip
def test_source_lines(text: str, parts: tuple[Any, ...]) -> None:
    (source,) = find_sources(text)
    found = source.parts
    assert (
        found.get("container-title-short", found.get("container-title")),
        found["issued"]["date-parts"],
        found.get("volume"),
        found.get("issue"),
        found.get("page"),
    ) == parts
    assert source.start == 0


@pytest.mark.parametrize(
    "text",
    [
        "It was so in 2019 and after.",
        "The ratio was 36(10):907-912.",
        "Version 2.0. 2019 was a good year.",
        "As others found (J Cold Skin 2010;1:2) it is cold.",
        "At 10:30 on 5 March 2021; bring 3 (three): chairs.",
        "",
    ],
)
def test_what_is_no_source_line(text: str) -> None:
    assert find_sources(text) == []


@pytest.mark.parametrize(
    ("tail", "parts"),
    [
        (" doi: 10.5555/a(1)b. PMID: 5", {"DOI": "10.5555/a(1)b", "PMID": "5"}),
        (" (https://doi.org/10.5555/a).", {"DOI": "10.5555/a"}),
        (" doi:https://doi.org/10.5555/a;", {"DOI": "10.5555/a"}),
        (" PubMed PMID: 23359310; PubMed Central PMCID: PMC3.",
         {"PMID": "23359310", "PMCID": "PMC3"}),
        (" Epub 2019 Mar 28.", {"available-date": {"date-parts": [[2019, 3, 28]]}}),
        (" Online ahead of print.", {"status": "online ahead of print"}),
        (" Available from: https://example.org/a_b.", {"URL": "https://example.org/a_b"}),
        (" Review. German.", {}),
    ],
)  # fmt: skip
def test_tails(tail: str, parts: dict[str, Any]) -> None:
    assert read_tail(tail) == parts


@pytest.mark.parametrize(
    ("journal", "full", "short"),
    [
        ("J Cold Skin", None, "J Cold Skin"),
        ("Journal of Cold Skin", "Journal of Cold Skin", None),
        ("The Senior Care Pharmacist", "The Senior Care Pharmacist", None),
        ("Pharmacotherapy", "Pharmacotherapy", "Pharmacotherapy"),
    ],
)
def test_journals(journal: str, full: str | None, short: str | None) -> None:
    parts = journal_parts(journal)
    assert (parts.get("container-title"), parts.get("container-title-short")) == (full, short)


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Berg A, Okafor NM Jr. Title", ["A. Berg", "N. M. Okafor, Jr."], "Title"),
        ("Younger J. R., Noor N. Title", ["J. R. Younger", "N. Noor"], "Title"),
        ("Berg A(1)(2), Li W*. Title", ["A. Berg", "W. Li"], "Title"),
        ("de la Cruz P, d'Alembert J, and Li W: Title", ["P. de la Cruz", "J. d'Alembert", "W. Li"],
         "Title"),
        ("Berg A, et al. Title", ["A. Berg", "others"], "Title"),
        ("Berg A; Cold Study Group. Title", ["A. Berg", "Cold Study Group"], "Title"),
        ("Cold Society, Skin Group. Title", ["Cold Society", "Skin Group"], "Title"),
        ("Use of LDN. Title", [], "Use of LDN. Title"),
        ("Is it cold, or not? A trial", [], "Is it cold, or not? A trial"),
        ("", [], ""),
    ],
)  # fmt: skip
def test_authors(text: str, names: list[str], rest: str) -> None:
    found, left = split_authors(text)
    assert ([str(Name.from_csl(name)) for name in found], left) == (names, rest)


# Texts


def test_a_numbered_list() -> None:
    found, findings = read(VANCOUVER, "list.txt")
    assert [entry.key for entry in found] == ["younger2013", "berg2009", "world2001", "cono2003"]
    assert found[0].item == {
        "id": "younger2013",
        "type": "article-journal",
        "title": "Ointment for the treatment of winter itch: findings of a small trial",
        "author": [
            {"family": "Younger", "given": "J."},
            {"family": "Noor", "given": "N."},
            {"family": "McCue", "given": "R."},
            {"family": "Mackey", "given": "S."},
        ],
        "container-title-short": "Arthritis Rheum",
        "issued": {"date-parts": [[2013, 2]]},
        "volume": "65",
        "issue": "2",
        "page": "529-538",
        "DOI": "10.5555/art.37734",
        "PMID": "99000001",
        "PMCID": "PMC9900001",
    }
    assert [entry.title for entry in found[1:]] == ["Does it itch?", "Skin in the cold", "Smallpox"]
    assert people(found[1].item) == ["A. van der Berg", "M. L. King, Jr.", "S. O'Neill", "others"]
    assert people(found[3].item) == ["J. Cono", "C. G. Casey", "Centers for Cold"]
    assert [entry.origin.line for entry in found] == [3, 6, 8, 10]
    (finding,) = findings
    assert (finding.code, finding.file, finding.line) == ("unread-reference", "list.txt", 9)
    assert finding.loses_entry
    assert "reference 4" in finding.message
    assert "A book of skin" in finding.message


def test_a_summary_of_pubmed() -> None:
    (first, second), findings = read(SUMMARY, "a")
    assert findings == []
    assert (
        first.title == "Update on Skin: Ointment as a Possible Modality for Some Chronic Syndromes"
    )
    assert first.item["available-date"] == {"date-parts": [[2019, 3, 28]]}
    assert second.item["DOI"] == "10.5555/S0140-6736(20)30183-5"
    assert (second.item["PMID"], second.item["PMCID"]) == ("99000002", "PMC9900002")
    assert second.item["custom"] == {"MEDLINE-EIN": "Cold. 2020 Jan 30;395(1):496"}


def test_an_old_summary_of_pubmed() -> None:
    (first, second), findings = read(OLD_SUMMARY, "a")
    assert findings == []
    assert first.title == "Ointment for winter itch: a pilot study"
    assert people(first.item) == ["J. Younger", "S. Mackey"]
    assert (first.item["PMID"], first.item["DOI"]) == ("99000003", "10.5555/j.1526")
    assert second.title == "Itching"
    assert people(second.item) == ["P. S. Kim"]


def test_abstracts_of_pubmed() -> None:
    (first, second), findings = read(ABSTRACT, "a")
    assert findings == []
    assert first.item == {
        "id": "berg2022",
        "type": "article-journal",
        "title": "Ointment in winter: Is it so? A trial",
        "author": [
            {"family": "Berg", "given": "A."},
            {"family": "Meer", "given": "B.", "non-dropping-particle": "van der"},
            {"family": "Okafor", "given": "N. M.", "suffix": "Jr."},
        ],
        "container-title-short": "J Cold Skin",
        "issued": {"date-parts": [[2022, 1, 15]]},
        "available-date": {"date-parts": [[2021, 11, 1]]},
        "volume": "172",
        "page": "112752",
        "DOI": "10.5555/j.cold.2022",
        "PMID": "99345678",
        "PMCID": "PMC9234567",
        "abstract": "BACKGROUND: The abstract goes here, potentially spanning several wrapped "
        "lines. It was 2.3 times.\nMETHODS: We did.",
        "custom": {"MEDLINE-CIN": "J Cold Skin. 2023;180(1):5\nJ Warm Skin. 2023;2(2):6"},
    }
    assert (second.title, second.item["PMID"]) == ("Second title", "99345679")
    assert "abstract" not in second.item


def test_a_page_with_titles_behind_the_citations() -> None:
    found, findings = read(PAGE_AFTER, "a")
    assert findings == []
    assert [(entry.origin.line, entry.title) for entry in found] == [
        (5, "An ointment for winter itch: a review paper"),
        (11, "The Use of Ointments in Winter"),
        (17, "Less Itching after Eight Weeks of Ointment"),
    ]


def test_a_page_with_titles_before_the_citations() -> None:
    found, findings = read(PAGE_BEFORE, "a")
    assert findings == []
    assert [(entry.title, people(entry.item)) for entry in found] == [
        ("Ointment in winter itch", ["A. Berg", "N. M. Okafor"]),
        ("A second paper about itch", ["A. Berg", "W. Li"]),
        ("A third paper about itch", []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "• Berg A. Title one. Skin. 2001;1(1):1-2.\n• Li W. Title two. Skin. 2002;2:3-4.\n",
        "Berg A. Title one. Skin. 2001;1(1):1-2. PMID: 5.\nLi W. Title two. Skin. 2002;2:3-4.\n",
        "Berg A. Title one. Skin. 2001;1:1. doi: 10.5555/a. Li W. Title two. Skin. 2002;2:3.",
        "(1) Berg A. Title one. Skin. 2001;1:1.\n(2) Li W. Title two. Skin. 2002;2:3.",
        "1.Berg A. Title one. Skin. 2001;1:1.\n2.Li W. Title two. Skin. 2002;2:3.",
        "1) Berg A. Title one. Skin. 2001;1:1.\r\n\r\n2) Li W. Title two. Skin. 2002;2:3.\r\n",
        "Berg A.\nTitle one\nSkin. 2001;1:1.\n\nLi W.\nTitle two\nSkin. 2002;2:3.\n",
        "Title one\nBerg A.\nSkin. 2001;1:1.\n\nTitle two\nLi W.\nSkin. 2002;2:3.\n",
        "\ufeffSkin. 2001;1:1.\n\nTitle one.\n\nBerg A.\n\nSkin. 2002;2:3.\n\nTitle two.\n\nLi W.",
    ],
)
def test_layouts(text: str) -> None:
    found, findings = read(text, "a")
    assert [(entry.title, people(entry.item)) for entry in found] == [
        ("Title one", ["A. Berg"]),
        ("Title two", ["W. Li"]),
    ]
    assert findings == []


def test_a_title_of_one_word() -> None:
    item, _ = one("Smith J. Pain. Cold. 2000;1:2-3.")
    assert (item["title"], item["container-title"]) == ("Pain", "Cold")


def test_prose_around_a_citation() -> None:
    item, findings = one(
        "Much was said about it. Nobody knew. It was found at last. J Cold Skin. 2001;1:2-3.\n"
    )
    assert "title" not in item
    assert [(finding.code, finding.line, finding.key) for finding in findings] == [
        ("missing-title", 1, "anon2001")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "No citation here.\n\nNor here, in 2019."])
def test_a_text_without_citations(text: str) -> None:
    found, findings = read(text, "a.txt")
    assert found == []
    (finding,) = findings
    assert (finding.code, finding.severity, finding.file) == (
        "no-record",
        Severity.ERROR,
        "a.txt",
    )


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*VANCOUVER.split("\n"), *ABSTRACT.split("\n")]),
            st.sampled_from(["", "1. ", "• x", "2019;1:1.", ". 2019;1:1", "A. 2019;1:1", "DOI:"]),
            st.text(max_size=20),
        ),
        max_size=25,
    )
)
def test_the_reader_takes_any_text(found: list[str]) -> None:
    text = "\n".join(found)
    entries, findings = read(text, "a")
    assert entries or findings
    assert len({entry.key for entry in entries}) == len(entries)
    last = text.count("\n") + 1
    assert all(1 <= (entry.origin.line or 0) <= last for entry in entries)


@pytest.mark.parametrize(
    "piece", ["A ", "A. ", "1. ", "2019;", "A B, ", "Comment in ", "(", "a\n", "10.5555/a"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    check_growth(lambda text: read(text, "a"), lambda size: f"{piece * size}x")


@pytest.mark.parametrize(
    ("text", "is_citations"),
    [
        (VANCOUVER, True),
        (SUMMARY, True),
        (PAGE_AFTER, True),
        ("PMID- 1\nTI  - T\nSO  - J Cold Skin. 2001;1:2-3.\n", False),
        ("TY  - JOUR\nN1  - J Cold Skin. 2001;1:2-3.\n", False),
        ("<p>J Cold Skin. 2001;1:2-3.</p>", False),
        ("@article{a, note = {J Cold Skin. 2001;1:2-3.}}", False),
        ('[{"note": "J Cold Skin. 2001;1:2-3."}]', False),
        ("A text about nothing.", False),
        ("", False),
    ],
)
def test_sniffing(text: str, is_citations: bool) -> None:
    assert sniff(text) is is_citations


def test_what_nbib_prints_as_source_is_read() -> None:
    papers = [paper for paper in open_library() if "PMID" in paper.item]
    for paper in papers:
        (record,) = write([paper])
        wrapped = record.partition("SO  - ")[2].replace("\n", " ")
        (source,) = find_sources(" ".join(wrapped.split()))
        for variable in ("issued", "volume", "issue", "page", "DOI", "container-title-short"):
            if variable in paper.item:
                assert source.parts[variable] == paper.item[variable]


def test_the_fields_and_the_format() -> None:
    assert FIELDS.keys() >= set(VARIABLES)
    assert FIELDS["volume"] == "kept"
    assert FIELDS["publisher"] == "lost"
    assert (FORMAT.name, FORMAT.write, FORMAT.read) == ("pubmed-text", None, read)


# Against the page that the library began with, where it is at hand


def page() -> Path:
    named = os.environ.get("LDN_FACTS")
    folder = Path(named) if named else ROOT.parent / "shared" / "facts"
    return folder / "page-chronic-pain.txt"


@pytest.mark.skipif(not page().is_file(), reason="no folder of facts; name one in LDN_FACTS")
def test_the_page_gives_the_fourteen_papers() -> None:
    found, findings = read(page().read_text(encoding="utf-8"), "page.txt")
    assert findings == []
    papers = list(open_library())
    assert len(found) == len(papers) == 14
    by_title = {_folded(paper): paper for paper in papers}
    for stub in found:
        paper = by_title.pop(_folded(stub)).item
        item = stub.item
        for variable in ("container-title-short", "volume", "issue", "page"):
            assert item[variable] == paper[variable]
        start = item["issued"]["date-parts"][0]
        assert paper["issued"]["date-parts"][0][: len(start)] == start
        assert item.get("DOI", paper.get("DOI")) == paper.get("DOI")
    assert by_title == {}


def _folded(entry: Entry) -> str:
    letters = (letter for letter in plain(entry.title).casefold() if letter.isalnum())
    return "".join(letters)
