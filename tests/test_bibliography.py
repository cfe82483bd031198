from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ldn_bib.bibliography import (
    document_writer,
    format_library,
    reading_lists,
    today,
    write_bibliography,
)
from ldn_bib.documents.grouping import layout_of
from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError
from ldn_bib.exporting import choose_output, export_pieces, is_binary, is_styled, output_names
from ldn_bib.library import Library
from ldn_bib.values.status import Status, StatusKind


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.read(Path(__file__).parents[1] / "references" / "ldn.bib")


def test_ids_come_back_as_keys(library: Library) -> None:
    assert [entry.id for entry in format_library(library, "vancouver")] == library.keys


def test_an_author_date_style_sorts_by_itself(library: Library) -> None:
    formatted = [str(entry) for entry in format_library(library, "apa")]
    assert formatted[0].startswith("Bostick")
    assert len(formatted) == 14


def test_progress_is_told(library: Library) -> None:
    told: list[tuple[int, int]] = []
    format_library(library, "vancouver", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (14, 14)


@pytest.mark.parametrize("output", ["text", "html", "markdown"])
def test_every_writer_prints_every_paper(library: Library, output: str) -> None:
    text = write_bibliography(library, "ldn", output=output)
    assert text.count("Younger J") >= 4


def test_lists_number_their_own_papers(library: Library) -> None:
    lists = reading_lists(library, ["orofacial-pain"], "ldn", generated=dt.date(2026, 1, 1))
    papers = lists["orofacial-pain"].papers
    assert [str(paper.citation)[:2] for paper in papers] == ["1.", "2."]
    assert [paper.key for paper in papers] == ["hatfield2020", "aapract2021"]


def test_an_unknown_condition_or_output_is_named(library: Library) -> None:
    with pytest.raises(UsageError, match="did you mean 'orofacial-pain'"):
        reading_lists(library, ["orofacial"])
    with pytest.raises(UsageError, match="unknown document 'odt'"):
        write_bibliography(library, "ldn", output="odt")
    with pytest.raises(UsageError, match="unknown order 'size'"):
        reading_lists(library, ["orofacial-pain"], sort="size")


def test_the_day_can_be_set_for_reproducible_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert today() == dt.date(2026, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert abs(today() - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "path", "chosen"),
    [
        (None, None, "text"),
        ("ris", None, "ris"),
        (None, Path("a.RIS"), "ris"),
        (None, Path("a.json"), "csl-json"),
        (None, Path("a.html"), "html"),
        (None, Path("a.md"), "markdown"),
        (None, Path("a.unknown"), "text"),
        ("text", Path("a.ris"), "text"),
    ],
)
def test_the_output_is_chosen_by_name_then_by_ending(
    name: str | None, path: Path | None, chosen: str
) -> None:
    assert choose_output(name, path) == chosen


def test_every_output_writes_the_library(library: Library) -> None:
    for name in output_names():
        pieces = list(export_pieces(library, name, style="ldn" if is_styled(name) else None))
        if is_binary(name):
            assert pieces
            assert all(isinstance(piece, bytes) for piece in pieces)
        else:
            assert "Younger" in "".join(map(str, pieces))


def test_links_on_request(library: Library) -> None:
    address = '<a href="https://doi.org/10.1002/art.37734" rel="noopener">'
    assert address in library.format("apa", output="html", links=True)
    assert address not in library.format("apa", output="html")
    linked = [entry.content.runs for entry in format_library(library, "apa", links=True)]
    assert any(run.link for runs in linked for run in runs)


def test_and_others_of_a_bib_file_is_printed_as_et_al(tmp_path: Path) -> None:
    path = tmp_path / "own.bib"
    path.write_text(
        "@book{a, author={Smith, Ann and Roe, Bo and others}, title={On}, year={2020}}\n"
        "@book{b, editor={Zorn, Uwe and others}, title={In}, year={2021}}\n",
        encoding="utf-8",
    )
    printed = Library.read(path).format("vancouver")
    assert "1. Smith A, Roe B, et al. On. 2020." in printed
    assert "2. Zorn U et al., editors. In. 2021." in printed
    records = {name: _records(path, name) for name in ("csl-json", "ris")}
    assert '"literal": "others"' in records["csl-json"]
    assert "AU  - Roe, Bo\r\nAU  - et al.,\r\n" in records["ris"]


def _records(path: Path, name: str) -> str:
    return "".join(map(str, export_pieces(Library.read(path), name)))


def test_library_is_written_to_a_file_by_its_ending(library: Library, tmp_path: Path) -> None:
    library.write(tmp_path / "refs.md", "vancouver")
    text = (tmp_path / "refs.md").read_text(encoding="utf-8")
    assert text == library.format("vancouver", output="markdown")
    library.write(str(tmp_path / "refs"), "apa", output="text", locale="de-DE")
    text = (tmp_path / "refs").read_text(encoding="utf-8")
    assert text == library.format("apa", locale="de-DE")
    with pytest.raises(UsageError, match=r"no document writer makes 'refs\.bib'"):
        library.write(tmp_path / "refs.bib")


def test_what_is_no_text_is_written_and_not_returned(library: Library, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    with pytest.raises(UsageError, match="docx is no text: write it to a file"):
        library.format("vancouver", output="docx")
    library.write(tmp_path / "refs.docx", "vancouver")
    assert (tmp_path / "refs.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("output", ["text", "markdown", "rst", "latex", "rtf", "html"])
def test_retracted_papers_are_marked_in_every_bibliography_and_list(
    library: Library, output: str
) -> None:
    status = Status(StatusKind.RETRACTED, ("10.5555/notice",))
    entries = [
        replace(entry, status=status) if entry.key == "younger2009" else entry for entry in library
    ]
    marked = replace(library, entries=tuple(entries))
    assert "Retracted. Notice: 10.5555/notice." in write_bibliography(marked, "ldn", output=output)
    for audience in ("everyone", "patients", "clinicians"):
        layout = layout_of(audience=audience)
        (document,) = reading_lists(marked, ["fibromyalgia"], layout=layout).values()
        text = " ".join(str(document_writer(output).write(document)).split())
        assert "1 of the 7 papers in this list has been retracted." in text
        assert "Retracted. Notice: 10.5555/notice." in text


def test_order_within_a_group_counts_months_and_days(library: Library) -> None:
    dates = {"a": [2020, 3], "b": [2020], "c": [2020, 3, 9], "d": [2019, 12], "e": [2021]}
    entries = tuple(
        Entry({"id": key, "issued": {"date-parts": [parts]}}) for key, parts in dates.items()
    )
    dated = replace(library, entries=(*entries, Entry({"id": "none"})))
    assert dated.sorted_by("newest").keys == ["e", "c", "a", "b", "d", "none"]
    assert dated.sorted_by("year").keys == ["d", "b", "a", "c", "e", "none"]


@pytest.mark.parametrize(("style", "is_there"), [(None, False), ("ldn", False), ("apa", True)])
def test_no_list_calls_an_address_free_that_nobody_has_called_so(
    style: str | None, is_there: bool, tmp_path: Path
) -> None:
    (tmp_path / "own.bib").write_text(
        "@article{a, title={Fibromyalgia}, journal={J}, year=2020, url={https://x.example/a}}",
        encoding="utf-8",
    )
    document = reading_lists(Library.read(tmp_path / "own.bib"), ["fibromyalgia"], style)
    (paper,) = document["fibromyalgia"].papers
    assert "Free full text" not in str(paper.citation)
    assert ("https://x.example/a" in str(paper.citation)) is is_there
    assert [(one.label, one.url) for one in paper.links] == [("Web page", "https://x.example/a")]
