"""What the tables say of each variable is what happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ldn_bib.entry import Entry
from ldn_bib.formats import endnote_tables, endnote_xml, ris, ris_tables
from ldn_bib.formats.base import DEFAULTS
from ldn_bib.formats.csl_items import DATE_VARIABLES, NAME_VARIABLES, TYPES
from ldn_bib.formats.rows import VARIABLES, place

SAMPLES: Mapping[str, Any] = {
    **{name: [{"family": "Roe", "given": "Anna"}] for name in NAME_VARIABLES},
    **{name: {"date-parts": [[2021, 3, 5]]} for name in DATE_VARIABLES},
    "DOI": "10.5555/a",
    "ISBN": "978-0-00-000000-2",
    "ISSN": "1234-5679",
    "keyword": "one; two",
    "language": "en",
    "page": "317-325",
    "PMCID": "PMC9900001",
    "PMID": "99000001",
    "URL": "https://example.org/",
}
FORMATS = {
    "ris": (ris.FORMAT, ris.FIELDS, ris_tables.DEFAULT_PROFILE.rows, ris_tables.TYPES),
    "endnote-xml": (
        endnote_xml.FORMAT,
        endnote_xml.FIELDS,
        endnote_tables.ROWS,
        endnote_tables.TYPES,
    ),
}
TOLD = {"collection-editor", "event-title"}
"""Variables whose fate is in the words of the format, for it hangs on others."""


def again(name: str, item: dict[str, Any]) -> Mapping[str, Any]:
    found = FORMATS[name][0]
    assert found.write is not None
    assert found.read is not None
    (entry,), _ = found.read("".join(found.write([Entry({"id": "a", **item})], DEFAULTS)), "x")
    return entry.item


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("variable", sorted(set(VARIABLES) - TOLD))
def test_fates(name: str, variable: str) -> None:
    _, fields, rows, types = FORMATS[name]
    value = SAMPLES.get(variable, "7")
    for csl_type in sorted(TYPES):
        found = again(name, {"type": csl_type, variable: value})
        where = place(rows, types[csl_type], variable)
        if fields[variable] == "kept" or where == "":
            assert found.get(variable) == value, csl_type
        elif fields[variable] == "lost":
            assert found.keys() <= {"id", "type"}, csl_type
        elif where is None and variable not in ("annote", "keyword", "number"):
            assert found.get(variable) is None, csl_type
