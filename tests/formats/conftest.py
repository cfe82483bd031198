"""Awkward papers of our own invention, CSL's schema in a few lines, and the golden files' door."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    SCHEMA_NAMES,
    TEXT_VARIABLES,
    TYPES,
)

# helpers are imported under the name that mypy knows them by
ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

GOLDEN = Path(__file__).with_name("golden")

EVERYTHING = Entry(
    {
        "id": "berg2021",
        "type": "article-journal",
        "title": 'Ointment with H<sub>2</sub>O in <i>Pruritus hiemalis</i> (<span class="nocase">'
        "COLD</span> trial): p < .05 & more",
        "title-short": "Ointment in winter itch",
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "Okafor", "given": "Ngozi Maria", "suffix": "Jr."},
            {"family": "Alembert", "given": "Jean", "dropping-particle": "d'"},
            {"literal": "Working Group on Skin, Cold, and Sleep"},
        ],
        "container-title": "Journal of Cold Skin",
        "container-title-short": "J Cold Skin",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "volume": "7",
        "issue": "2",
        "page": "317-25",
        "DOI": "https://doi.org/10.5555/Cold(7)2",
        "PMID": "99000001",
        "PMCID": "PMC9900001",
        "ISSN": "1234-5679, 2049-3630",
        "language": "en",
        "abstract": "First line.\n\nOR  - 2.3 on a line of its own.",
        "keyword": "ointment; winter itch; cold, dry air",
        "note": "Language: checked by hand",
        "URL": "https://example.org/cold?a=1&b=2",
        "custom": {"pdf": "https://example.org/cold.pdf", "shelf": "B"},
    },
    tags=(Tag("winter-itch", "Winter itch"), Tag("itch-chronic", "Itch, chronic", derived=True)),
    annotation=Annotation(summary="An ointment was tried.\nIn adults: it helped some."),
)
ARTICLE_NUMBER = Entry(
    {
        "id": "levi2019",
        "type": "article-journal",
        "title": "An article that has a number",
        "author": [{"family": "Plato"}, {"literal": "Pain Research Group"}],
        "container-title": "Open Itch",
        "issued": {"date-parts": [[2019, 5], [2019, 6]]},
        "volume": 12,
        "page": "e01475",
        "PMID": 99000002,
    },
    tags=(Tag("itch-chronic", "Itch, chronic; in winter"),),
)
CHAPTER = Entry(
    {
        "id": "chapter",
        "type": "chapter",
        "title": "A chapter",
        "author": [{"family": "Ōe", "given": "Kenzaburō"}],
        "editor": [{"family": "Ñúñez", "given": "José"}, {"family": "Li", "given": "Wei"}],
        "container-title": "A book of chapters",
        "collection-title": "Books on skin",
        "publisher": "Cold Press",
        "publisher-place": "Tromsø",
        "edition": "2",
        "issued": {"date-parts": [[2018]]},
        "page": "xi–xiv, 12-1--12-8",
        "ISBN": "978-0-00-000000-2",
        "PMCID": "PMC9900002",
    }
)
SOFTWARE = Entry(
    {
        "id": "itchcount",
        "type": "software",
        "title": "itchcount",
        "author": [{"literal": "Skin Tools"}],
        "version": "1.2",
        "issued": {"literal": "in press"},
        "URL": "https://example.org/itchcount",
        "accessed": {"date-parts": [[2022, 1, 9]]},
    }
)
EDITED_BOOK = Entry(
    {
        "id": "edited",
        "type": "book",
        "title": "A book of chapters",
        "editor": [{"family": "Ñúñez", "given": "José"}],
        "publisher": "Cold Press",
        "number-of-pages": 352,
        "issued": {"date-parts": [[2018]], "season": 4},
        "note": "PMID: 99000003",
    }
)
NOTHING = Entry({"id": "nothing", "type": "hologram"})
AWKWARD = (EVERYTHING, ARTICLE_NUMBER, CHAPTER, SOFTWARE, EDITED_BOOK, NOTHING)


@pytest.fixture
def awkward() -> tuple[Entry, ...]:
    return AWKWARD


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare text with a golden file; ``UPDATE_GOLDEN=1`` in the environment writes it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare


def _kind_problems(where: str, value: object, kinds: tuple[type, ...]) -> list[str]:
    return [] if type(value) in kinds else [f"{where} is {value!r}"]


def _date_problems(where: str, value: Any) -> list[str]:
    allowed = {"date-parts", "season", "circa", "literal", "raw"}
    if not isinstance(value, dict) or not value.keys() <= allowed:
        return [f"{where} is {value!r}"]
    problems = []
    if "date-parts" in value:
        dates = value["date-parts"]
        if not isinstance(dates, list) or not 1 <= len(dates) <= 2:
            return [f"{where} has {dates!r}"]
        for parts in dates:
            if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
                problems.append(f"{where} has {parts!r}")
            else:
                for part in parts:
                    problems += _kind_problems(where, part, (int, float, str))
    for key, kinds in (
        ("season", (int, float, str)),
        ("circa", (int, float, str, bool)),
        ("literal", (str,)),
        ("raw", (str,)),
    ):
        if key in value:
            problems += _kind_problems(f"{where}/{key}", value[key], kinds)
    return problems


def _name_problems(where: str, value: Any) -> list[str]:
    texts = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
    flags = {"comma-suffix", "static-ordering", "parse-names"}
    if not isinstance(value, dict) or not value.keys() <= texts | flags:
        return [f"{where} is {value!r}"]
    problems = []
    for key, part in value.items():
        kinds = (str,) if key in texts else (str, int, float, bool)
        problems += _kind_problems(f"{where}/{key}", part, kinds)
    return problems


def _problems(item: Mapping[str, Any]) -> list[str]:
    """Return what the schema of CSL 1.0.2, csl-data.json, says against an item."""
    problems = []
    if item.get("type") not in TYPES:
        problems.append(f"type is {item.get('type')!r}")
    problems += _kind_problems("id", item.get("id"), (str, int, float))
    for key, value in item.items():
        if key in ("id", "type"):
            continue
        if key in SCHEMA_NAMES:
            problems.append(f"{key} is not in the schema")
        elif key in TEXT_VARIABLES:
            problems += _kind_problems(key, value, (str,))
        elif key in NUMBER_VARIABLES:
            problems += _kind_problems(key, value, (str, int, float))
        elif key in DATE_VARIABLES:
            problems += _date_problems(key, value)
        elif key == "custom":
            problems += _kind_problems(key, value, (dict,))
        elif key == "categories" or key in NAME_VARIABLES:
            if not isinstance(value, list):
                problems.append(f"{key} is {value!r}")
            elif key == "categories":
                problems += [p for word in value for p in _kind_problems(key, word, (str,))]
            else:
                problems += [p for name in value for p in _name_problems(key, name)]
        else:
            problems.append(f"{key} is not in the schema")
    return problems


@pytest.fixture(scope="session")
def schema_problems() -> Callable[[Mapping[str, Any]], list[str]]:
    return _problems
