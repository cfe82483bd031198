"""Exporting entry by entry gives what exporting a whole library gives, with little in memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from ldn_bib.errors import FileError, NothingFoundError, UsageError
from ldn_bib.exporting import export_pieces, record_names, write_options
from ldn_bib.library import Library
from ldn_bib.streaming import can_stream, stream_export
from ldn_bib.values.batches import BATCH

MESSY = """% a comment
@string{jp = "Journal of Pain"}
@article{a, author = {Ada, B}, title = {Fibromyalgia at night}, journal = jp, year = 2020}
@article{b, title = {Crohn's disease}, journal = later, year = 2011}
@string{later = {Later}}
@article{a, title = {Again}, year = 1999}
@article{c, title = {Never closed}, year = {2003
@book{d, title = {A book}, publisher = {P}, year = 2021, status = {retracted}}
"""
RELATED = """@inproceedings{part, title = {Part}, author = {A, B}, crossref = {whole}}
@proceedings{whole, title = {Whole}, year = 2001}
"""


def text_of(pieces: Iterable[str | bytes]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in pieces)


@pytest.mark.parametrize("name", [name for name in record_names() if can_stream(name)])
@pytest.mark.parametrize("text", [MESSY, RELATED], ids=["messy", "related"])
def test_streamed_export_is_that_of_the_whole_library(name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text(text, encoding="utf-8")
    library = Library.read(file)
    streamed = stream_export(file, name)
    assert text_of(streamed.pieces) == text_of(
        export_pieces(library, name, options=write_options(library))
    )
    assert tuple(streamed.stream.findings) == library.findings
    assert streamed.read == streamed.written == len(library)


def test_selection_is_that_of_the_whole_library(tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text(MESSY, encoding="utf-8")
    streamed = stream_export(file, "csv", conditions=["fibromyalgia"], since=2000)
    assert ",a," not in text_of(streamed.pieces).splitlines()[0]
    assert (streamed.read, streamed.written) == (4, 1)
    tagged = stream_export(file, "csv", tagged=True)
    assert "Crohn" in text_of(tagged.pieces)
    assert (tagged.read, tagged.written) == (4, 2)


def test_nothing_left_and_nothing_readable_are_said_before_anything_is_written(
    tmp_path: Path,
) -> None:
    file = tmp_path / "x.bib"
    file.write_text(MESSY, encoding="utf-8")
    with pytest.raises(NothingFoundError, match=r"none of the 4 papers in .*x\.bib matches"):
        stream_export(file, "ris", since=2090)
    with pytest.raises(UsageError, match="unknown condition 'fibro'"):
        stream_export(file, "ris", conditions=["fibro"])
    with pytest.raises(UsageError, match="unknown profile 'zot': ris has default"):
        stream_export(file, "ris", profile="zot")
    file.write_text("nothing here", encoding="utf-8")
    with pytest.raises(FileError, match="holds no entry that could be read"):
        stream_export(file, "ris")
    file.write_text("", encoding="utf-8")
    with pytest.raises(NothingFoundError, match="holds no entries"):
        stream_export(file, "ris")


def test_what_a_format_cannot_hold_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.bib"
    file.write_text(RELATED, encoding="utf-8")
    streamed = stream_export(file, "nbib")
    assert text_of(streamed.pieces) == ""
    assert list(streamed.skipped) == ["part", "whole"]


def test_memory_does_not_grow_with_the_number_of_entries(tmp_path: Path) -> None:
    def peak(number: int) -> int:
        file = tmp_path / f"{number}.bib"
        long = "words that take room " * 20
        entries = (
            f"@article{{k{n}, title = {{Paper {n}}}, abstract = {{{long}}}, year = 2000}}\n"
            for n in range(number)
        )
        file.write_text("".join(entries), encoding="utf-8")
        tracemalloc.start()
        try:
            for _ in stream_export(file, "ris").pieces:
                pass
            return tracemalloc.get_traced_memory()[1] - 2 * file.stat().st_size
        finally:
            tracemalloc.stop()

    peak(10)  # what is loaded and cached once
    small, large = peak(2 * BATCH), peak(4 * BATCH)
    # the text of the file and where each key stands, but neither records nor entries
    assert large - small < 2 * BATCH * 400
