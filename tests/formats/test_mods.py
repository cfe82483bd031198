from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.awkward import AWKWARD, CONDITIONS
from tests.formats.items import entries as made_entries
from tests.formats.schemas import mods_schema

from ldn_bib.entry import Entry, Tag
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.csl_items import NAME_VARIABLES, TYPES
from ldn_bib.formats.mods import FIELDS, FORMAT, write
from ldn_bib.formats.mods_tables import ROLES
from ldn_bib.formats.xml_text import parse_xml
from ldn_bib.opening import open_library
from ldn_bib.values.markup import strip_markup

NS = {"m": "http://www.loc.gov/mods/v3"}
# every name variable, every text, every kind of date and of pages
FULL = [
    Entry(
        {
            "id": f"{kind} 1",
            "type": kind,
            **{name: [{"family": "A"}, {"literal": "others"}] for name in NAME_VARIABLES},
            **{
                name: "5"
                for name, fate in FIELDS.items()
                if fate != "lost" and " " not in name and name not in NAME_VARIABLES
                if name not in ("id", "type", "tags", "summary", "suffix", "particles")
                if name not in ("collections", "accessed", "event-date", "original-date")
            },
            "issued": issued,
            "page": page,
            "accessed": {"date-parts": [[2022, 1, 9]]},
            "URL": url,
            "language": "not a tag",
        }
    )
    for kind, issued, page, url in zip(
        sorted(TYPES),
        [{"date-parts": [[2020]], "season": 1}, {"date-parts": [[-20], [2020]]}] * 30,
        ["1-5, 9", "e12345", "7", "S1-S9"] * 15,
        ["http://x.org/ä b|<c>%C3", ""] * 30,
        strict=False,
    )
]


def written(*entries: Entry, **options: Any) -> str:
    return "".join(write(entries, WriteOptions(**options)))


def tree(*entries: Entry, **options: Any) -> Any:
    root, findings = parse_xml(written(*entries, **options), "x.xml")
    assert findings == []
    return root


def record(**variables: Any) -> Callable[[str], list[str]]:
    """Give the texts at a path of the record of an item."""
    item = {key.replace("_", "-"): value for key, value in variables.items()}
    root = tree(Entry({"id": "a", "type": "article-journal", **item}))

    def at(path: str) -> list[str]:
        path = "/".join(f"m:{step}" for step in path.split("/"))
        found = root.xpath(f"m:mods/{path}", namespaces=NS)
        return ["".join(element.itertext()).strip() for element in found]

    return at


HOST = "relatedItem[@type='host']"


def test_papers(golden: Callable[[str, str], None]) -> None:
    library = open_library()
    golden("mods/papers.xml", written(*library, conditions=library.conditions))


def test_awkward(golden: Callable[[str, str], None]) -> None:
    golden("mods/awkward.xml", written(*AWKWARD, conditions=CONDITIONS))


def test_the_collection_is_valid() -> None:
    schema = mods_schema()
    root = tree(*AWKWARD, *FULL, *open_library(), conditions=CONDITIONS)
    for element in root.iter("{*}mods"):
        element.set("version", "3.4")
    for element in root.xpath("//*[@authority='rfc5646']"):
        element.set("authority", "rfc4646")  # the newer name of it came with MODS 3.5
    for element in list(root.iter("{*}etal")):
        element.getparent().remove(element)  # new in MODS 3.5
    assert schema.validate(root), schema.error_log


def test_an_article_stands_in_its_host() -> None:
    at = record(
        title="T", container_title="J", volume="7", issue="2", page="529-38",
        ISSN="1234-5679, 2049-3630", editor=[{"family": "Li"}], publisher="P", DOI="10.1000/x",
    )  # fmt: skip
    assert at("titleInfo/title") == ["T"]
    assert at(f"{HOST}/titleInfo/title") == ["J"]
    assert at(f"{HOST}/part/detail[@type='volume']/number") == ["7"]
    assert at(f"{HOST}/part/detail[@type='issue']/number") == ["2"]
    assert at(f"{HOST}/part/extent/start") == ["529"]
    assert at(f"{HOST}/part/extent/end") == ["538"]
    assert at(f"{HOST}/identifier[@type='issn']") == ["1234-5679", "2049-3630"]
    assert at(f"{HOST}/name/namePart") == ["Li"]
    assert at(f"{HOST}/originInfo/publisher") == ["P"]
    assert at("identifier[@type='doi']") == ["10.1000/x"]
    assert at("originInfo/publisher") == at("part") == []


def test_a_book_has_no_host() -> None:
    at = record(type="book", title="T", volume="3", publisher="P", edition="2", page="9-12")
    assert at("originInfo/publisher") == ["P"]
    assert at("originInfo/edition") == ["2"]
    assert at("part/detail[@type='volume']/number") == ["3"]
    assert at(HOST) == []


def test_people_and_bodies() -> None:
    at = record(
        author=[
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "World Health Organization"},
            {"literal": "others"},
        ],
        translator=[{"family": "Li"}],
    )
    assert at("name/namePart[@type='family']") == ["van der Berg", "King", "Li"]
    assert at("name/namePart[@type='termsOfAddress']") == ["Jr."]
    assert at("name[@type='corporate']/namePart") == ["World Health Organization"]
    assert at("name/etal") == [""]
    assert at("name/role/roleTerm") == ["aut", "aut", "aut", "aut", "trl"]
    assert set(ROLES) == NAME_VARIABLES


@pytest.mark.parametrize(
    ("issued", "dates"),
    [
        ({"date-parts": [[2021, 3, 5]]}, [("2021-03-05", {"encoding": "w3cdtf"})]),
        (
            {"date-parts": [[2009, 5], [2009, 6]]},
            [
                ("2009-05", {"encoding": "w3cdtf", "point": "start"}),
                ("2009-06", {"encoding": "w3cdtf", "point": "end"}),
            ],
        ),
        (
            {"date-parts": [[2020]], "season": 4, "circa": True},
            [("2020-24", {"encoding": "edtf", "qualifier": "approximate"})],
        ),
        ({"date-parts": [[-50]]}, [("-0050", {"encoding": "edtf"})]),
        ({"literal": "in press"}, [("in press", {})]),
    ],
)
def test_dates(issued: dict[str, Any], dates: list[tuple[str, dict[str, str]]]) -> None:
    root = tree(Entry({"id": "a", "type": "book", "issued": issued}))
    found = root.iterfind(".//m:dateIssued", NS)
    assert [(element.text, dict(element.attrib)) for element in found] == dates


def test_subjects_and_mesh() -> None:
    tags = (
        Tag("winter-itch", "Winter itch"),
        Tag("itch-chronic", "Itch, chronic; in winter"),
        Tag("crohn-disease", "Crohn’s disease", derived=True),
    )
    root = tree(Entry({"id": "a", "type": "book", "keyword": "cold"}, tags), conditions=CONDITIONS)
    subjects = [
        (subject.get("authority"), subject[0].text) for subject in root.iterfind(".//m:subject", NS)
    ]
    assert subjects == [
        (None, "Winter itch"),
        (None, "Itch, chronic; in winter"),
        (None, "Crohn’s disease (proposed)"),
        (None, "cold"),
        ("mesh", "Pruritus"),
    ]


def test_addresses() -> None:
    root = tree(
        Entry(
            {
                "id": "a",
                "type": "webpage",
                "URL": "https://x.org/a b?ä=%C3",
                "accessed": {"date-parts": [[2022, 1]]},
                "custom": {"pdf": "https://x.org/a.pdf"},
            }
        )
    )
    page, pdf = root.iterfind(".//m:url", NS)
    assert page.text == "https://x.org/a%20b?%C3%A4=%C3"
    assert (page.get("usage"), page.get("dateLastAccessed")) == ("primary", "2022-01")
    assert (pdf.text, pdf.get("access")) == ("https://x.org/a.pdf", "raw object")


def test_ids_are_those_of_xml_and_keys_are_kept() -> None:
    root = tree(*(Entry({"id": key, "type": "book"}) for key in ("a b", "a:b")))
    assert [element.get("ID") for element in root] == ["a_b", "a_b-2"]
    keys = root.iterfind(".//m:recordIdentifier", NS)
    assert [element.text for element in keys] == ["a b", "a:b"]


def test_bibutils_reads_it() -> None:
    program = shutil.which("xml2ris")
    if program is None:
        pytest.skip("bibutils is not installed")
    text = subprocess.run(
        [program], input=written(*AWKWARD), capture_output=True, check=True, text=True
    ).stdout
    first = text.removeprefix("\ufeff").split("ER  -")[0].splitlines()
    for line in (
        "TY  - JOUR",
        "AU  - van der Berg, Anna",
        "AU  - Working Group on Skin, Cold, and Sleep",
        "JO  - Journal of Cold Skin & Sleep",
        "VL  - 7",
        "IS  - 2 Suppl 1",
        "SP  - 317",
        "EP  - 325",
        "DA  - 2021/03/05",
        "ID  - vanderberg2021",
        "KW  - Itch, chronic; in winter",
    ):
        assert line in first
    kinds = [line[6:] for line in text.splitlines() if "TY  - " in line]
    assert len(kinds) == len(AWKWARD)
    assert {"BOOK", "CHAP", "THES", "RPRT", "CONF", "PAT"} <= set(kinds)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_entries())
def test_what_is_written_is_xml_with_the_same_text(entry: Entry) -> None:
    (found,) = tree(entry).iterfind("m:mods", NS)
    texts = {" ".join((element.text or "").split()) for element in found.iter()}
    item = entry.item
    for variable in ("title", "volume", "PMID", "PMCID", "DOI", "number", "abstract", "note"):
        if variable in item:
            assert " ".join(strip_markup(item[variable]).split()) in texts, variable
    for name in item.get("author", ()):
        if "literal" in name:
            assert name["literal"] in texts


def test_the_format_is_complete() -> None:
    assert (FORMAT.name, FORMAT.extension, FORMAT.write) == ("mods", ".mods", write)
    assert FIELDS["abstract"] == "kept"
