from __future__ import annotations

import pytest

from ldn_bib.bibtex.field_order import FIELD_ORDER, LAST_FIELDS
from ldn_bib.bibtex.fields import FIELDS
from ldn_bib.check.fieldnames import BIBLATEX, KNOWN, MEANT, SPELLINGS, is_known
from ldn_bib.check.ignores import FIELD_NAME
from ldn_bib.csl.variables import DATE_VARIABLES, NUMBER_VARIABLES, TEXT_VARIABLES
from ldn_bib.formats.nbib_tables import KEPT


def test_every_field_that_the_reader_knows_is_known() -> None:
    assert [name for name in FIELDS if not is_known(name)] == []


def test_every_field_that_is_written_in_an_order_is_known() -> None:
    assert [name for name in (*FIELD_ORDER, *LAST_FIELDS) if not is_known(name)] == []
    assert is_known(FIELD_NAME)


def test_what_our_writers_keep_under_its_own_name_is_known_or_has_a_field() -> None:
    variables = DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES
    within_a_document = {"citation-number", "first-reference-note-number", "locator"}
    unwritten = {"citation-key"}
    names = {name.lower() for name in variables - within_a_document - unwritten}
    assert sorted(name for name in names if not is_known(name) and name not in MEANT) == []
    assert sorted(tag for tag in KEPT if not is_known(tag.lower())) == []


@pytest.mark.parametrize("name", ["journaltitleaddon", "issuetitleaddon", "indexsorttitle"])
def test_fields_of_biblatex(name: str) -> None:
    assert name in BIBLATEX


@pytest.mark.parametrize(
    "name", ["bdsk-url-12", "bdsk-file-1", "optauthor", "alteditor", "__markedentry", "tex.x"]
)
def test_families_of_names(name: str) -> None:
    assert is_known(name)


@pytest.mark.parametrize("name", ["optfoo", "autor", "jurnal", "", "1"])
def test_others_are_not_known(name: str) -> None:
    assert not is_known(name)


def test_what_is_suggested_is_known_and_what_it_stands_for_is_not() -> None:
    assert set(MEANT.values()) <= KNOWN
    assert [name for name in MEANT if is_known(name)] == []
    assert SPELLINGS <= KNOWN
