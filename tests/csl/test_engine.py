from __future__ import annotations

from pathlib import Path

import pytest

from ldn_bib.csl.engine import CITEPROC_PY, ENGINES, NATIVE, format_bibliography
from ldn_bib.csl.errors import CslError, StyleFileError, UnknownLocaleError, UnknownStyleError
from ldn_bib.csl.richtext import Mark

PAPER = {
    "id": "adler2013",
    "type": "article-journal",
    "title": "Warm baths & cold",
    "author": [{"family": "Adler", "given": "Nora"}],
    "container-title": "Acta Imaginaria",
    "issued": {"date-parts": [[2013, 2]]},
    "volume": "65",
    "page": "529-538",
}


def test_our_own_engine_is_the_default() -> None:
    assert ENGINES == (NATIVE, CITEPROC_PY)
    (entry,) = format_bibliography([PAPER], "nlm-citation-sequence")
    assert str(entry) == "1. Adler N. Warm baths & cold. Acta Imaginaria. 2013 Feb;65:529–38."
    (other,) = format_bibliography([PAPER], "nlm-citation-sequence", engine=CITEPROC_PY)
    assert "2013Feb" in str(other)


def test_marks_are_runs() -> None:
    (entry,) = format_bibliography([PAPER], "apa")
    italic = "".join(run.text for run in entry.content.runs if Mark.ITALIC in run.marks)
    assert italic == "Acta Imaginaria65"


def test_ids_come_back_exactly_and_equal_ones_stay_apart() -> None:
    items = [{**PAPER, "id": "A"}, {**PAPER, "id": "a"}, {**PAPER, "id": "A", "title": "Other"}]
    formatted = format_bibliography(items, "nlm-citation-sequence")
    assert [entry.id for entry in formatted] == ["A", "a", "A"]
    assert "Other" in str(formatted[2])


def test_a_locale_is_used() -> None:
    (entry,) = format_bibliography([{**PAPER, "volume": ""}], "apa", "de-DE")
    assert "Februar" in str(format_bibliography([{**PAPER, "type": "webpage"}], "apa", "de-DE")[0])
    assert entry.id == "adler2013"


def test_progress_ends_with_all() -> None:
    told: list[tuple[int, int]] = []
    items = [{**PAPER, "id": str(n)} for n in range(120)]
    format_bibliography(
        items, "nlm-citation-sequence", progress=lambda done, total: told.append((done, total))
    )
    assert told == [(50, 120), (100, 120), (120, 120)]


def test_unknown_names_are_errors(tmp_path: Path) -> None:
    with pytest.raises(CslError, match="unknown engine 'x'; there are native, citeproc-py"):
        format_bibliography([PAPER], "apa", engine="x")
    with pytest.raises(UnknownStyleError):
        format_bibliography([PAPER], "appa")
    with pytest.raises(UnknownLocaleError):
        format_bibliography([PAPER], "apa", "xx")
    with pytest.raises(StyleFileError, match="has no bibliography"):
        format_bibliography([PAPER], "chicago-notes")
