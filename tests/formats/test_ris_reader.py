from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import rispy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.formats.items import items
from tests.growth import check_growth

from ldn_bib.entry import Annotation, Entry
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.csl_items import TYPES as CSL_TYPES
from ldn_bib.formats.journals import is_abbreviation
from ldn_bib.formats.ris import write
from ldn_bib.formats.ris_dialects import READ_TYPES
from ldn_bib.formats.ris_reader import read, sniff, unescape
from ldn_bib.formats.ris_tables import DEFAULT_PROFILE, PROFILES, TYPES
from ldn_bib.formats.rows import targets, without_commas
from ldn_bib.formats.text import fold, plain
from ldn_bib.values.finding import Finding, Severity

Schema = Any


def one(*lines: str, ris_type: str = "JOUR", end: str = "\r\n") -> dict[str, Any]:
    """The item of one record, which must have nothing wrong with it."""
    text = end.join([f"TY  - {ris_type}", *lines, "ER  - ", "", ""])
    (entry,), findings = read(text, "x.ris")
    assert findings == []
    return dict(entry.item)


def both(text: str) -> tuple[dict[str, Any], list[str]]:
    """The only item of a text, and the codes and lines of what was found."""
    (entry,), findings = read(text, "x.ris")
    return dict(entry.item), [f"{finding.code}:{finding.line}" for finding in findings]


# lines

RECORD = ("TY  - JOUR", "AU  - Roe, A", "TI  - A title", "PY  - 2001", "ER  - ")
ITEM = {
    "id": "roe2001",
    "type": "article-journal",
    "author": [{"family": "Roe", "given": "A"}],
    "title": "A title",
    "issued": {"date-parts": [[2001]]},
}


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(RECORD),
        "\n".join(RECORD),
        "\r".join(RECORD),
        "\ufeff" + "\r\n".join(RECORD),
        "\n\n\n" + "\n".join(RECORD) + "\n\n\n",
        "\n\n".join(RECORD),
        "\n".join(line.rstrip() for line in RECORD),
        "\n".join(line.replace("  - ", " - ") for line in RECORD),
        "\n".join(line.replace("  - ", "\t- ") for line in RECORD),
        "\n".join(line.replace("  - ", "  -") for line in RECORD),
        "\n".join(line.replace("  - ", "   -   ") for line in RECORD),
        "\n".join(line.replace("  - ", "\xa0\xa0-\xa0") for line in RECORD),
        "\n".join(f"{line[:2].lower()}{line[2:]}" for line in RECORD),
        "\n".join(f"   {line}" for line in RECORD),
        "\n".join(line + "   \t" for line in RECORD),
        'Provider: Some Press\nContent:text/plain; charset="UTF-8"\n\n' + "\n".join(RECORD),
        "Record #1 of 1\n" + "\n".join(RECORD),
        "1.\n" + "\n".join(RECORD),
        "<1>\n" + "\n".join(RECORD),
    ],
)
def test_lines_may_look_otherwise(text: str) -> None:
    assert sniff(text)
    assert both(text) == (ITEM, [])


@pytest.mark.parametrize(
    "text",
    ["", "@article{a, title={TY}}", "PMID- 1\nTI  - x", "TY is a word\nof two lines", "[{}]", "TY"],
)
def test_other_texts_are_not_sniffed(text: str) -> None:
    assert not sniff(text)


def test_a_text_without_records_says_so() -> None:
    entries, (finding,) = read("@article{a,}", "x.bib")
    assert entries == []
    assert (finding.code, finding.severity) == ("no-records", Severity.ERROR)
    assert "'TY  - '" in finding.message


def test_a_missing_end_is_named_where_the_record_begins() -> None:
    lines = ["TY  - JOUR", "TI  - One", "", "TY  - JOUR", "TI  - Two", "ER  - ", "TY  - BOOK"]
    entries, findings = read("\n".join(lines), "x.ris")
    assert [entry.title for entry in entries] == ["One", "Two", ""]
    assert [(f.code, f.line) for f in findings] == [("missing-end", 1), ("missing-end", 7)]
    assert "before line 4" in findings[0].message
    assert "the file ends in it" in findings[1].message


def test_a_missing_type_is_guessed_and_named() -> None:
    item, found = both("T1  - One\nJO  - J Pain\nER  - \n")
    assert (item["type"], found) == ("article-journal", ["missing-type:1"])
    item, found = both("TY  - \nT1  - One\nER  - \n")
    assert (item["type"], found) == ("document", ["missing-type:1"])


def test_an_unknown_type_is_kept() -> None:
    item, found = both("TY  - HOLOGRAM\nTI  - One\nER  - \n")
    assert (item["type"], item["custom"]) == ("document", {"RIS-TY": "HOLOGRAM"})
    assert found == ["unknown-type:1"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("jour", "article-journal"),
        ("Journal Article", "article-journal"),
        ("CONF ", "paper-conference"),
    ],
)
def test_types_in_words_and_small_letters(written: str, expected: str) -> None:
    assert one("TI  - x", ris_type=written)["type"] == expected


def test_every_type_that_is_written_is_read() -> None:
    for csl_type, ris_type in TYPES.items():
        layout, read_as = READ_TYPES[ris_type]
        assert layout == ris_type
        assert TYPES[read_as] == ris_type, csl_type
    assert {csl for _, csl in READ_TYPES.values()} <= CSL_TYPES


def test_continued_lines_belong_to_the_tag_before() -> None:
    item = one(
        "TI  - A title that",
        "      goes on",
        "and on",
        "AB  - First line.",
        "Second line.",
        "",
        "Second paragraph.",
        "",
        "KW  - pain",
        "itch",
        "winter",
        "AU  - Roe, A",
        "Poe, B",
        "N1  - One note",
        "on two lines",
    )
    assert item["title"] == "A title that goes on and on"
    assert item["abstract"] == "First line.\nSecond line.\n\nSecond paragraph."
    assert item["keyword"] == "pain; itch; winter"
    assert [name["family"] for name in item["author"]] == ["Roe", "Poe"]
    assert item["note"] == "One note\non two lines"


def test_a_tag_with_odd_spacing_counts_outside_of_an_abstract_only() -> None:
    item, found = both(
        "TY  - JOUR\nAB  - Text\nIS - gold\nVL - 3\nTI - x\nPY  - 2001\nVL - 4\nER  -"
    )
    assert item["abstract"] == "Text\nIS - gold\nVL - 3\nTI - x"
    assert (item["volume"], found) == ("4", ["odd-tag:7"])


def test_text_that_belongs_nowhere_is_named() -> None:
    text = "\n".join(
        ("A heading", "of two lines", *RECORD, "Between", "TY  - BOOK", "what", "ER  - ")
    )
    entries, findings = read(text, "x.ris")
    assert [(f.code, f.line) for f in findings] == [
        ("text-outside-record", 1),
        ("text-outside-record", 8),
        ("text-outside-tag", 10),
    ]
    assert entries[1].item["custom"] == {"RIS-text": "what"}


def test_unknown_tags_are_kept_and_named_and_known_ones_only_kept() -> None:
    item, found = both("TY  - JOUR\nZ9  - nine\nC1  - one\nZ9  - more\nAD  - a\nb\nER  - \n")
    assert item["custom"] == {"RIS-Z9": "nine\nmore", "RIS-C1": "one", "RIS-AD": "a\nb"}
    assert found == ["unknown-tag:2", "unknown-tag:4"]


def test_findings_have_line_key_and_field() -> None:
    _, (finding,) = read("TY  - JOUR\nAU  - Roe, A\nDO  - no doi\nER  - \n", "x.ris")
    assert finding == Finding(
        "bad-doi", "'no doi' is no DOI", file="x.ris", line=3, key="roe", fields=("DO",)
    )


def test_entries_know_where_they_began() -> None:
    entries, _ = read("\r\n\r\n" + "\r\n".join(RECORD) + "\r\n" + "\r\n".join(RECORD), "x.ris")
    assert [(e.key, e.origin.file, e.origin.line) for e in entries] == [
        ("roe2001", "x.ris", 3),
        ("roe2001a", "x.ris", 8),
    ]


def test_a_second_record_with_an_id_is_called_otherwise() -> None:
    text = "TY  - BOOK\nID  - roe\nER  - \nTY  - BOOK\nID  - roe\nER  - \n"
    entries, (finding,) = read(text, "x.ris")
    assert [entry.key for entry in entries] == ["roe", "roea"]
    assert (finding.code, finding.line, finding.key) == ("duplicate-key", 4, "roea")


# names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roe, Anna", [{"family": "Roe", "given": "Anna"}]),
        ("Roe,Anna", [{"family": "Roe", "given": "Anna"}]),
        ("Roe, A. B., Jr.", [{"family": "Roe", "given": "A. B.", "suffix": "Jr."}]),
        (
            "van der Berg, Anna",
            [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}],
        ),
        ("Cold Society,", [{"literal": "Cold Society"}]),
        ("{Cold Society}", [{"literal": "Cold Society"}]),
        ("World Health Organization", [{"literal": "World Health Organization"}]),
        ("Plato", [{"family": "Plato"}]),
        ("Roe AB", [{"family": "Roe", "given": "AB"}]),
        ("Roe A. B.", [{"family": "Roe", "given": "A. B."}]),
        ("ROE A", [{"family": "ROE", "given": "A"}]),
        ("de la Cruz P", [{"family": "Cruz", "given": "P", "non-dropping-particle": "de la"}]),
        ("King ML Jr", [{"family": "King", "given": "ML", "suffix": "Jr"}]),
        ("Roe, A; Poe, B", [{"family": "Roe", "given": "A"}, {"family": "Poe", "given": "B"}]),
        ("Roe, A and Poe, B", [{"family": "Roe", "given": "A"}, {"family": "Poe", "given": "B"}]),
        ("et al.", [{"literal": "others"}]),
        ("M&uuml;ller, J", [{"family": "Müller", "given": "J"}]),
        ("COVID 19 Investigators", [{"literal": "COVID 19 Investigators"}]),
    ],
)
def test_names(text: str, names: list[dict[str, str]]) -> None:
    assert one(f"A1  - {text}")["author"] == names


def test_a_name_whose_parts_are_guessed_is_named() -> None:
    item, found = both("TY  - JOUR\nAU  - Anna Roe\nER  - \n")
    assert item["author"] == [{"family": "Roe", "given": "Anna"}]
    assert found == ["name-order:2"]


@pytest.mark.parametrize("text", [",", " , ,", "-"])
def test_a_name_that_is_none(text: str) -> None:
    item = one(f"AU  - {text}", "TI  - x")
    assert item.get("author", [{"family": "-"}]) == [{"family": "-"}]


@pytest.mark.parametrize(
    ("ris_type", "tag", "variable"),
    [
        ("BOOK", "A3", "editor"),
        ("BOOK", "ED", "editor"),
        ("BOOK", "A2", "editor"),
        ("BOOK", "A4", "translator"),
        ("EDBOOK", "AU", "editor"),
        ("EDBOOK", "A1", "editor"),
        ("CHAP", "A2", "editor"),
        ("CHAP", "ED", "editor"),
        ("CHAP", "A3", "collection-editor"),
        ("ECHAP", "A2", "editor"),
        ("RPRT", "ED", "editor"),
        ("JOUR", "A2", "editor"),
        ("VIDEO", "AU", "director"),
        ("PCOMM", "A2", "interviewer"),
        ("CONF", "ED", "editor"),
    ],
)
def test_roles(ris_type: str, tag: str, variable: str) -> None:
    assert one(f"{tag}  - Roe, A", ris_type=ris_type)[variable] == [{"family": "Roe", "given": "A"}]


def test_editors_of_a_series() -> None:
    item = one("AU  - Roe, A", "A2  - Poe, B", "T2  - Series", ris_type="BOOK")
    assert item["collection-editor"] == [{"family": "Poe", "given": "B"}]


# dates


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        (["PY  - 2021"], {"date-parts": [[2021]]}),
        (["Y1  - 2021/03/05/"], {"date-parts": [[2021, 3, 5]]}),
        (["Y1  - 2021/03//"], {"date-parts": [[2021, 3]]}),
        (["Y1  - 2021///Spring"], {"date-parts": [[2021]], "season": 1}),
        (["Y1  - 2009///May-Jun"], {"date-parts": [[2009, 5], [2009, 6]]}),
        (["PY  - 2021", "DA  - 2021/03/05"], {"date-parts": [[2021, 3, 5]]}),
        (["DA  - 2021-03-05", "PY  - 2021"], {"date-parts": [[2021, 3, 5]]}),
        (["PY  - 2021", "DA  - Mar 5"], {"date-parts": [[2021, 3, 5]]}),
        (["PY  - 2021", "DA  - 5-Mar"], {"date-parts": [[2021, 3, 5]]}),
        (["PY  - 2021", "DA  - MAR-APR"], {"date-parts": [[2021, 3], [2021, 4]]}),
        (["PY  - 2021", "DA  - Winter"], {"date-parts": [[2021]], "season": 4}),
        (["PY  - 2021", "Y1  - 2021/03//"], {"date-parts": [[2021, 3]]}),
        (["PY  - 2021", "DA  - Epub 2021/03/05"], {"date-parts": [[2021, 3, 5]]}),
        (["PY  - c2021."], {"date-parts": [[2021]]}),
        (["PY  - Mar 2021"], {"date-parts": [[2021, 3]]}),
        (["PY  - in press"], {"literal": "in press"}),
        (["DA  - in press"], {"literal": "in press"}),
        (["PY  - -0044", "DA  - -0044/03/15"], {"date-parts": [[-44, 3, 15]]}),
    ],
)
def test_dates(lines: list[str], issued: dict[str, Any]) -> None:
    item = one(*lines)
    assert item["issued"] == issued
    assert "custom" not in item


@pytest.mark.parametrize(
    ("lines", "parts", "left"),
    [
        (["PY  - 2019", "DA  - 2018/12/20"], [2019], {"RIS-DA": "2018/12/20"}),
        (["Y1  - 2021/03/05/12:30"], [2021, 3, 5], {"RIS-Y1": "12:30"}),
        (["PY  - 2021/13/45"], [2021], {"RIS-PY": "2021/13/45"}),
        (["PY  - 2021", "DA  - 03/05"], [2021], {"RIS-DA": "03/05"}),
    ],
)
def test_what_a_date_does_not_hold_is_kept(
    lines: list[str], parts: list[int], left: dict[str, str]
) -> None:
    item = one(*lines)
    assert item["issued"] == {"date-parts": [parts]}
    assert item["custom"] == left


def test_day_of_access() -> None:
    assert one("Y2  - 2022/01/09/", ris_type="ELEC")["accessed"] == {"date-parts": [[2022, 1, 9]]}


# pages and numbers


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (["SP  - 317", "EP  - 325"], "317-325"),
        (["EP  - 325", "SP  - 317"], "317-325"),
        (["SP  - 317", "EP  - 25"], "317-325"),
        (["SP  - 317-25"], "317-325"),
        (["SP  - 317–325", "EP  - 325"], "317-325"),
        (["SP  - e12345"], "e12345"),
        (["SP  - 101886", "EP  - 101886"], "101886"),
        (["EP  - 325"], "325"),
        (["C7  - 101886"], "101886"),
        (["SP  - 12-1", "EP  - 12-8"], "12-1-12-8"),
        (["SP  - 1-3, 12"], "1-3, 12"),
        (["SP  - pp. 3-4"], "3-4"),
    ],
)
def test_pages(lines: list[str], page: str) -> None:
    assert one(*lines)["page"] == page


def test_pages_of_a_whole_book_are_counted() -> None:
    assert one("SP  - 352 p.", ris_type="BOOK")["number-of-pages"] == "352"
    assert one("SP  - 12-19", ris_type="BOOK")["page"] == "12-19"
    assert one("SP  - 12", "EP  - 19", ris_type="BOOK")["page"] == "12-19"


def test_the_number_of_an_article_beside_its_pages_is_kept() -> None:
    item = one("SP  - 1", "EP  - 9", "C7  - 77")
    assert (item["page"], item["custom"]) == ("1-9", {"RIS-C7": "77"})


@pytest.mark.parametrize(
    ("ris_type", "text", "variables"),
    [
        ("JOUR", "1234-5679", {"ISSN": "1234-5679"}),
        ("JOUR", "12345679", {"ISSN": "1234-5679"}),
        ("JOUR", "1234-5679 2049-3630", {"ISSN": "1234-5679, 2049-3630"}),
        ("JOUR", "1234-5679 (Print)\n2049-3630 (Linking)", {"ISSN": "1234-5679, 2049-3630"}),
        ("JOUR", "1234-5678", {"ISSN": "1234-5678"}),
        ("BOOK", "978-0-00-000000-2", {"ISBN": "978-0-00-000000-2"}),
        ("BOOK", "0000000000 (hardback)", {"ISBN": "0000000000 (hardback)"}),
        ("CHAP", "1234-5679", {"ISSN": "1234-5679"}),
        ("RPRT", "WHO/09.3", {"number": "WHO/09.3"}),
        ("RPRT", "978-0-00-000000-2", {"ISBN": "978-0-00-000000-2"}),
        ("PAT", "US 123,456 A", {"number": "US 123,456 A"}),
    ],
)
def test_serial_numbers(ris_type: str, text: str, variables: dict[str, str]) -> None:
    item = one(f"SN  - {text}", ris_type=ris_type)
    found = {name: item[name] for name in ("ISSN", "ISBN", "number") if name in item}
    assert found == variables


def test_several_serial_numbers() -> None:
    assert one("SN  - 1234-5679", "SN  - 2049-3630")["ISSN"] == "1234-5679, 2049-3630"
    assert one("SN  - 9780000000002", "SN  - 0000000000", ris_type="BOOK")["ISBN"] == (
        "9780000000002, 0000000000"
    )


@pytest.mark.parametrize(
    ("lines", "issue"),
    [(["IS  - 2"], "2"), (["CP  - 2"], "2"), (["M1  - 2"], "2"), (["M1  - 3", "IS  - 2"], "2")],
)
def test_issues(lines: list[str], issue: str) -> None:
    assert one(*lines)["issue"] == issue


# titles


@pytest.mark.parametrize(
    ("lines", "title", "short"),
    [
        (["T2  - Journal of Pain", "J2  - J Pain"], "Journal of Pain", "J Pain"),
        (["JF  - Journal of Pain", "JA  - J. Pain"], "Journal of Pain", "J. Pain"),
        (["JO  - J Pain", "JF  - Journal of Pain"], "Journal of Pain", "J Pain"),
        (["JO  - J Pain", "T2  - Journal of Pain"], "Journal of Pain", "J Pain"),
        (["JO  - BMJ", "T2  - British Medical Journal"], "British Medical Journal", "BMJ"),
        (["T2  - J Pain", "JO  - Journal of Pain"], "Journal of Pain", "J Pain"),
        (["JO  - Journal of Pain"], "Journal of Pain", None),
        (["JO  - J Pain", "J1  - Journal of Pain"], "Journal of Pain", "J Pain"),
        (["JF  - Pain", "T2  - PAIN", "JO  - Pain"], "Pain", None),
        (["SO  - Journal of Pain", "JA  - J Pain"], "Journal of Pain", "J Pain"),
        (["JF  - Pain &amp; Therapy"], "Pain & Therapy", None),
        (["J2  - J Pain"], None, "J Pain"),
    ],
)
def test_journals(lines: list[str], title: str | None, short: str | None) -> None:
    item = one(*lines)
    assert (item.get("container-title"), item.get("container-title-short")) == (title, short)
    assert "custom" not in item


def test_the_title_of_a_special_issue() -> None:
    item = one("JO  - Journal of Pain", "T2  - Special issue: Winter")
    assert (item["container-title"], item["volume-title"]) == (
        "Journal of Pain",
        "Special issue: Winter",
    )


@pytest.mark.parametrize(
    ("ris_type", "lines", "variables"),
    [
        ("CHAP", ["T1  - A", "BT  - B"], {"title": "A", "container-title": "B"}),
        (
            "CHAP",
            ["TI  - A", "T2  - B", "T3  - C"],
            {"container-title": "B", "collection-title": "C"},
        ),
        ("BOOK", ["BT  - A"], {"title": "A"}),
        ("BOOK", ["TI  - A", "T3  - S"], {"title": "A", "collection-title": "S"}),
        ("BOOK", ["TI  - A", "T2  - S"], {"title": "A", "collection-title": "S"}),
        ("CONF", ["TI  - A", "T2  - P"], {"container-title": "P"}),
        ("CPAPER", ["T2  - M", "C3  - P"], {"event-title": "M", "container-title": "P"}),
        ("CONF", ["BT  - P", "C3  - M"], {"event-title": "M", "container-title": "P"}),
        ("CONF", ["JF  - P"], {"container-title": "P"}),
        ("CONF", ["TI  - A", "CY  - Oulu"], {"publisher-place": "Oulu"}),
        ("CPAPER", ["TI  - A", "CY  - Oulu"], {"event-place": "Oulu"}),
        ("CPAPER", ["CY  - O", "C1  - N"], {"event-place": "O", "publisher-place": "N"}),
        ("THES", ["PB  - U", "M3  - PhD"], {"publisher": "U", "genre": "PhD"}),
        ("ELEC", ["T2  - Site", "TI  - A"], {"container-title": "Site"}),
        ("JOUR", ["PP  - Oslo", "PB  - P"], {"publisher-place": "Oslo", "publisher": "P"}),
        ("RPRT", ["IS  - 12"], {"number": "12"}),
        ("COMP", ["ET  - 1.2"], {"version": "1.2"}),
    ],
)
def test_types(ris_type: str, lines: list[str], variables: dict[str, str]) -> None:
    item = one(*lines, ris_type=ris_type)
    assert {name: item.get(name) for name in variables} == variables
    assert "custom" not in item


def test_a_second_title_is_named_and_kept() -> None:
    item, found = both("TY  - JOUR\nTI  - One\nT1  - One\nT1  - Two\nER  - \n")
    assert (item["title"], item["custom"]) == ("One", {"RIS-T1": "Two"})
    assert found == ["repeated-field:4"]


# identifiers, links, notes


@pytest.mark.parametrize(
    ("lines", "variables"),
    [
        (["DO  - 10.5555/1"], {"DOI": "10.5555/1"}),
        (["DO  - https://doi.org/10.5555/1"], {"DOI": "10.5555/1"}),
        (["DI  - doi:10.5555/1"], {"DOI": "10.5555/1"}),
        (["M3  - 10.5555/1"], {"DOI": "10.5555/1"}),
        (["L3  - https://doi.org/10.5555/1"], {"DOI": "10.5555/1"}),
        (["UR  - http://dx.doi.org/10.5555/1"], {"DOI": "10.5555/1"}),
        (["DO  - 10.5555/A", "M3  - 10.5555/a"], {"DOI": "10.5555/A"}),
        (["AN  - 123", "DB  - PubMed"], {"PMID": "123"}),
        (["AN  - 123", "DP  - NLM"], {"PMID": "123"}),
        (["AN  - PMID: 123"], {"PMID": "123"}),
        (["DB  - Ovid MEDLINE(R)", "AN  - 123"], {"PMID": "123"}),
        (["XR  - PUBMED 123"], {"PMID": "123"}),
        (["UR  - PM:123"], {"PMID": "123"}),
        (["UR  - https://pubmed.ncbi.nlm.nih.gov/123/"], {"PMID": "123"}),
        (["N1  - PMID: 123"], {"PMID": "123"}),
        (["M2  - PMID: 123", "M2  - PMCID: PMC9"], {"PMID": "123", "PMCID": "PMC9"}),
        (["C2  - PMC9"], {"PMCID": "PMC9"}),
        (["C2  - 123"], {"PMID": "123"}),
        (["UR  - https://pmc.ncbi.nlm.nih.gov/articles/PMC9/"], {"PMCID": "PMC9"}),
    ],
)
def test_identifiers(lines: list[str], variables: dict[str, str]) -> None:
    item = one(*lines)
    found = {name: item[name] for name in ("DOI", "PMID", "PMCID") if name in item}
    assert found == variables
    assert "custom" not in item


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["AN  - CN-00123456"], {"RIS-AN": "CN-00123456"}),
        (["AN  - 2001234567", "DB  - Embase"], {"RIS-AN": "2001234567"}),
        (["AN  - WOS:000123"], {"RIS-AN": "WOS:000123"}),
        (["C2  - A2"], {"RIS-C2": "A2"}),
        (["M3  - Article"], {"RIS-M3": "Article"}),
        (["M2  - 12"], {"RIS-M2": "12"}),
    ],
)
def test_numbers_of_others_are_no_identifiers(lines: list[str], left: dict[str, str]) -> None:
    item = one(*lines)
    assert not item.keys() & {"DOI", "PMID", "PMCID"}
    assert item["custom"] == left


def test_links() -> None:
    item = one(
        "UR  - <Go to ISI>://WOS:000123",
        "UR  - https://example.org/1",
        "UR  - https://example.org/2",
        "L1  - https://example.org/1.pdf",
        "L1  - internal-pdf://1.pdf",
        "L2  - https://example.org/3",
    )
    assert item["URL"] == "https://example.org/1"
    assert item["custom"] == {
        "RIS-UR": "<Go to ISI>://WOS:000123\nhttps://example.org/2",
        "pdf": "https://example.org/1.pdf",
        "file": "internal-pdf://1.pdf",
        "RIS-L2": "https://example.org/3",
    }
    assert one("L2  - https://example.org/3")["URL"] == "https://example.org/3"


@pytest.mark.parametrize(
    ("lines", "keyword"),
    [
        (["KW  - a", "KW  - b, c"], "a; b, c"),
        (["KW  - a; b ;c;"], "a; b; c"),
        (["KW  - a, b"], "a; b"),
        (["KW  - a, b;"], "a, b;"),
        (["KW  - a, b; c"], "a, b; c"),
        (["KW  - a", "KW  - A"], "a"),
        (["KW  - *Pain/drug therapy", "KW  - Humans"], "*Pain/drug therapy; Humans"),
    ],
)
def test_keywords(lines: list[str], keyword: str) -> None:
    assert one(*lines)["keyword"] == keyword


def test_of_a_range_of_access_the_start_comes_back() -> None:
    days = {"date-parts": [[2021, 3, 5], [2021, 4, 1]]}
    found = again(Entry({"id": "a", "type": "webpage", "title": "T", "accessed": days}))
    assert found.item["accessed"] == {"date-parts": [[2021, 3, 5]]}


def test_annotations() -> None:
    item = one("N1  - Annotation: a", "N1  - y", "N1  - Annotation: b", "N1  - [Annotation: c]")
    assert item["annote"] == "a\n\nb"
    assert item["note"] == "y\nAnnotation: c"


def test_notes() -> None:
    text = "TY  - JOUR\nN1  - Summary: It helped.\nN1  - [Language: x]\nN1  - y\nRN  - z\nER  - \n"
    (entry,), _ = read(text, "x.ris")
    assert entry.annotation == Annotation(summary="It helped.")
    assert entry.item["note"] == "Language: x\ny\nz"


@pytest.mark.parametrize(
    ("text", "language"),
    [("eng", "en"), ("English", "en"), ("en-GB", "en-GB"), ("English, French", "English, French")],
)
def test_languages(text: str, language: str) -> None:
    assert one(f"LA  - {text}")["language"] == language


def test_entities_and_markup_in_titles() -> None:
    assert one("TI  - A &amp; B in <i>C. elegans</i> &#x3B1;")["title"] == (
        "A & B in <i>C. elegans</i> α"
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Roe2001-a", "Roe2001-a"),
        ("123", "roe2001"),
        ("Roe 2001", "roe2001"),
        ("10.5/x", "roe2001"),
    ],
)
def test_an_id_is_kept_where_it_looks_like_a_key(text: str, key: str) -> None:
    assert one("AU  - Roe, A", "PY  - 2001", f"ID  - {text}")["id"] == key


# whole records, as programs and publishers lay them out

SCIENCE_DIRECT = """TY  - JOUR
T1  - Winter itch &amp; sleep: a cohort
JO  - Journal of Cold Skin
VL  - 12
SP  - 101886
PY  - 2021
DA  - 2021/03/01/
SN  - 1234-5679
DO  - https://doi.org/10.5555/j.cold.2021.101886
UR  - https://www.example.org/science/article/pii/S1
AU  - Roe, Anna
AU  - van der Berg, B.
KW  - Itch
KW  - Cold, dry air
AB  - Background
Some text.
Methods
More text.
ER  -

"""
OVID = """1.
TY  - JOUR
ID  - 30000001
T1  - Winter itch.
A1  - Roe A
A1  - Berg B van der
Y1  - 2021//
JF  - Journal of Cold Skin
VL  - 12
IS  - 3
SP  - 7
EP  - 9
CY  - Norway
PB  - Cold Press
U4  - x
N2  - Some text.
KW  - Humans
L2  - http://ovid.example.org/x
ER  -
"""
PROQUEST = """TY  - JOUR
T1  - Winter itch
AN  - 1234567890
AU  - Roe, Anna
Y1  - 2021/03//
N1  - Name - Cold Society; Copyright - Cold 2021
PY  - 2021
DA  - Mar 2021
SP  - 7
EP  - 9
CY  - Oslo
PB  - Cold Press
VL  - 12
IS  - 3
SN  - 12345679
KW  - Itch
M1  - 1234567890
M3  - Article
UR  - https://example.org/docview/1
JA  - J Cold Skin
JF  - Journal of Cold Skin
DB  - ProQuest Central
ER  -
"""
END_NOTE = """TY  - JOUR
AU  - Roe, A.
AU  - Cold Society,
AD  - Oslo.
Bergen.
AN  - 30000001
C2  - PMC9900001
C6  - NIHMS1
DA  - Mar 5
DB  - Medline
DO  - 10.5555/1
DP  - NLM
EP  - 325
ET  - 20210301
IS  - 2
J2  - Journal of Cold Skin
KW  - *Itch/therapy
Humans
LA  - eng
N1  - 1532-0000
Roe, A
Journal Article
Norway
PY  - 2021
SN  - 1234-5679 (Print)
1234-5679 (Linking)
SP  - 317-325
ST  - Winter itch
T2  - J Cold Skin
TI  - Winter itch: a cohort
UR  - https://example.org/1
VL  - 12
ID  - 42
ER  -
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SCIENCE_DIRECT,
            {
                "id": "roe2021",
                "title": "Winter itch & sleep: a cohort",
                "container-title": "Journal of Cold Skin",
                "issued": {"date-parts": [[2021, 3, 1]]},
                "page": "101886",
                "DOI": "10.5555/j.cold.2021.101886",
                "keyword": "Itch; Cold, dry air",
                "abstract": "Background\nSome text.\nMethods\nMore text.",
                "custom": None,
            },
        ),
        (
            OVID,
            {
                "author": [
                    {"family": "Roe", "given": "A"},
                    {"family": "Berg", "given": "B", "dropping-particle": "van der"},
                ],
                "issued": {"date-parts": [[2021]]},
                "container-title": "Journal of Cold Skin",
                "page": "7-9",
                "abstract": "Some text.",
                "URL": "http://ovid.example.org/x",
                "custom": {"RIS-ID": "30000001", "RIS-U4": "x"},
            },
        ),
        (
            PROQUEST,
            {
                "issued": {"date-parts": [[2021, 3]]},
                "container-title": "Journal of Cold Skin",
                "container-title-short": "J Cold Skin",
                "source": "ProQuest Central",
                "issue": "3",
                "PMID": None,
                "custom": {
                    "RIS-AN": "1234567890",
                    "RIS-M1": "1234567890",
                    "RIS-M3": "Article",
                },
            },
        ),
        (
            END_NOTE,
            {
                "author": [{"family": "Roe", "given": "A."}, {"literal": "Cold Society"}],
                "issued": {"date-parts": [[2021, 3, 5]]},
                "PMID": "30000001",
                "PMCID": "PMC9900001",
                "page": "317-325",
                "container-title": "Journal of Cold Skin",
                "container-title-short": "J Cold Skin",
                "ISSN": "1234-5679",
                "language": "en",
                "keyword": "*Itch/therapy; Humans",
                "note": "1532-0000\nRoe, A\nJournal Article\nNorway",
            },
        ),
    ],
    ids=["ScienceDirect", "Ovid", "ProQuest", "EndNote"],
)
def test_records_of_others(text: str, expected: Mapping[str, Any]) -> None:
    item, found = both(text)
    assert {name: item.get(name) for name in expected} == expected
    assert [code for code in found if not code.startswith("name-order")] == []


@pytest.mark.parametrize("text", [SCIENCE_DIRECT, OVID, PROQUEST], ids=["a", "b", "c"])
def test_rispy_sees_the_same(text: str) -> None:
    item, _ = both(text)
    (peer,) = rispy.loads(text)
    pages = "-".join(filter(None, (peer.get("start_page"), peer.get("end_page"))))
    authors = peer.get("authors") or peer["first_authors"]
    assert unescape(peer.get("primary_title", "")) == item["title"]
    assert pages == item["page"]
    assert peer["volume"] == item["volume"]
    assert len(authors) == len(item["author"])
    assert "; ".join(peer["keywords"]) == item["keyword"]


# written and read again


def again(entry: Entry, profile: str = "") -> Entry:
    (found,), findings = read("".join(write([entry], WriteOptions(profile=profile))), "x.ris")
    assert findings == []
    return found


def expected(variable: str, value: Any) -> Any:
    """What comes back of a variable that is kept."""
    if variable in ("author", "editor", "translator"):
        return [_name(name) for name in value]
    if variable == "issued":
        # The start of a range, the year of a season.
        if "date-parts" not in value:
            return value
        return {"date-parts": value["date-parts"][:1]}
    if variable == "authority":
        return without_commas(unescape(plain(value)))
    return unescape(plain(value)) if isinstance(value, str) else value


def _name(name: Mapping[str, str]) -> dict[str, str]:
    if "literal" in name:
        return {"literal": " ".join(name["literal"].replace(",", " ").split())}
    particle = name.get("dropping-particle")
    if not particle:
        return dict(name)
    rest = {key: name[key] for key in ("given", "suffix") if key in name}
    if particle.endswith("’"):
        return {"family": particle + name["family"], **rest}
    return {"family": name["family"], "non-dropping-particle": particle, **rest}


def kept(item: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    """The variables of an item that its layout has, as they should come back."""
    layout = targets(DEFAULT_PROFILE.rows, TYPES[item["type"]])
    written = {variable for source in layout.values() for _, variable in source} | {"keyword"}
    found = {name: expected(name, value) for name, value in item.items() if name in written}
    if "event-title" in found and "container-title" not in found:
        found["container-title"] = found.pop("event-title")
    if found.get("annote") == found.get("note"):
        found.pop("annote", None)
    return {name: value for name, value in found.items() if value}


@settings(deadline=None, max_examples=60)
@given(items())
def test_what_was_written_comes_back(item: dict[str, Any]) -> None:
    entry = Entry(item)
    short = plain(item.get("container-title-short"))
    # A name that its abbreviation seems to write out would be taken for the abbreviation.
    assume(not is_abbreviation(plain(item.get("container-title")), short))
    found = dict(again(entry).item)
    wanted = kept(item, entry)
    assert {name: found.get(name) for name in wanted} == wanted
    assert found.keys() - wanted.keys() <= {"id", "type"}
    assert found["type"] == item["type"]


@settings(deadline=None, max_examples=30)
@given(items(markup=False, ranges=False), st.sampled_from(["zotero", "jabref"]))
def test_the_other_profiles_come_back_too(item: dict[str, Any], profile: str) -> None:
    found = again(Entry(item), profile).item
    for variable in ("title", "volume", "publisher", "PMID", "DOI", "URL", "author"):
        if variable in item:
            assert found[variable] == expected(variable, item[variable])


@settings(deadline=None)
@given(st.text(min_size=1), st.text())
def test_summary_and_note_come_back(summary: str, note: str) -> None:
    entry = Entry({"id": "a", "type": "book", "note": note}, annotation=Annotation(summary=summary))
    found = again(entry)
    assert (found.annotation.summary if found.annotation else "") == unescape(fold(summary)).strip()
    if not plain(note).startswith(("PMID", "PMCID", "DOI")):
        assert found.item.get("note", "") == unescape(plain(note)).strip()


@pytest.mark.parametrize("profile", PROFILES)
def test_awkward_entries_come_back_whole(awkward: tuple[Entry, ...], profile: str) -> None:
    entries, findings = read("".join(write(awkward, WriteOptions(profile=profile))), "x.ris")
    assert findings == []
    assert len(entries) == len(awkward)
    assert len({entry.key for entry in entries}) == len(entries)


# anything

LINES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.builds(
            "{}{}{}".format,
            st.sampled_from(
                ["TY", "ER", "AU", "KW", "PY", "DA", "SP", "EP", "SN", "T2", "JO", "ZZ"]
            ),
            st.sampled_from(["  - ", " - ", "  -", "-", "\t-\t"]),
            st.text(max_size=8)
            | st.sampled_from(["JOUR", "BOOK", "2021/03", "//", ",", ";", "1-2"]),
        ),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=100)
@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_anything_is_read(lines: list[str], end: str) -> None:
    text = end.join(lines)
    entries, findings = read(text, "x.ris")
    assert entries or findings
    assert len({entry.key for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.item["type"] in CSL_TYPES
    for finding in findings:
        assert finding.file == "x.ris"
        assert finding.line is None or 1 <= finding.line <= len(text) + 1


@settings(deadline=None, max_examples=50)
@given(LINES)
def test_whatever_is_read_is_a_valid_item(schema_problems: Schema, lines: list[str]) -> None:
    entries, _ = read("\n".join(["TY  - JOUR", *lines, "ER  - "]), "x.ris")
    for entry in entries:
        assert schema_problems(entry.item) == []


def test_large_files_are_read_in_linear_time() -> None:
    entry = Entry({"id": "a", "type": "book", "title": "x" * 50})
    assert len(read("".join(write([entry] * 2000)), "x.ris")[0]) == 2000
    check_growth(lambda text: read(text, "x.ris"), lambda size: "".join(write([entry] * size)))
