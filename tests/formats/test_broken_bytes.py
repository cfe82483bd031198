"""Whatever becomes of the bytes of a file, a reader keeps what it can or says one sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.errors import LdnBibError
from ldn_bib.formats.base import WriteOptions
from ldn_bib.importing.apply import edits_of
from ldn_bib.importing.plan import plan_import
from ldn_bib.importing.reading import read_records, readable_formats
from ldn_bib.opening import open_library

BROKEN = Path(__file__).with_name("broken")
# formats that are only read
SAMPLES = {
    "pubmed-text": "text-one-broken-reference.txt",
    "pubmed-xml": "pubmed-two-sets.xml",
}
# bytes that mean something to one format or another come up more often
TELLING = b"\n\r\t\0 {}[]<>&\"'\\,;:-@#%=/!\x1a\xc3\xff"


@cache
def whole(format_name: str) -> bytes:
    """The papers of the library as the format has them."""
    write = readable_formats()[format_name].write
    if write is None:
        return (BROKEN / SAMPLES[format_name]).read_bytes()
    library = open_library()
    options = WriteOptions(conditions=library.conditions or {})
    return "".join(write(library.entries, options)).encode()


def read(data: bytes, format_name: str) -> int:
    """Read and plan as an import does; return the number of entries, less than 0 for an error."""
    try:
        entries, findings, _ = read_records(data, "x", format_name)
    except LdnBibError as error:
        return -len(str(error))
    if not entries and data.strip():
        assert findings
    assert len({entry.key for entry in entries}) == len(entries)
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\0") + 1
    for finding in findings:
        assert finding.message
        assert finding.line is None or 1 <= finding.line <= lines
    planned = plan_import(entries, [])
    edits_of(planned, "")
    return len(planned)


FORMATS = sorted(readable_formats())


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_whole_is_read(format_name: str) -> None:
    assert read(whole(format_name), format_name) >= (1 if format_name in SAMPLES else 11)


@pytest.mark.parametrize("format_name", FORMATS)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_file_that_is_cut(format_name: str, data: st.DataObject) -> None:
    every = whole(format_name)
    place = data.draw(st.integers(0, len(every)))
    is_start = data.draw(st.booleans())
    read(every[:place] if is_start else every[place:], format_name)


@pytest.mark.parametrize("format_name", FORMATS)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_file_with_another_byte(format_name: str, data: st.DataObject) -> None:
    every = whole(format_name)
    place = data.draw(st.integers(0, len(every) - 1))
    byte = data.draw(st.sampled_from(TELLING) | st.integers(0, 255))
    read(every[:place] + bytes([byte]) + every[place + 1 :], format_name)
