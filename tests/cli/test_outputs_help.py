"""Help names every output that is registered."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.cli.outputs_help import DOCUMENTS, RECORDS
from ldn_bib.csl.errors import one_of
from ldn_bib.exporting import document_names, output_names, record_names


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_output_is_a_document_or_a_record() -> None:
    assert sorted([*document_names(), *record_names()]) == output_names()
    assert len(document_names()) >= 6


@pytest.mark.parametrize("command", ["export", "cite", "reading-list"])
def test_help_names_all_documents(command: str, ldnbib: Any) -> None:
    *others, last = document_names()
    shown = words(ldnbib(command, "--help").out)
    assert f"{', '.join(others)} or {last}" in shown
    assert DOCUMENTS not in shown
    assert RECORDS not in shown


def test_help_names_all_exchange_formats(ldnbib: Any) -> None:
    shown = words(ldnbib("export", "--help").out).replace("zotero- rdf", "zotero-rdf")
    assert f"{one_of(record_names())}: an exchange file" in shown
