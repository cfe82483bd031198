"""Bytes to text, and what a person hears when they are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.errors import FileError

TEXT = "@article{müller, title = {Ωx},\r\n}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read_and_line_ends_stay(encoding: str) -> None:
    assert decode_bytes(TEXT.encode(encoding), "a.bib") == (TEXT, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_its_byte_order_mark(encoding: str) -> None:
    assert decode_bytes(f"\ufeff{TEXT}".encode(encoding), "a.bib") == (TEXT, [])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_latin1_is_named_with_its_place_and_the_way_out(mark: bytes) -> None:
    data = mark + "@article{a,\r\n title = {Größe}}".encode("latin-1")
    with pytest.raises(FileError) as caught:
        decode_bytes(data, "refs.bib")
    message = str(caught.value)
    assert message.startswith("refs.bib:2:13: byte 0xF6, «ö» in Windows-1252,")
    assert "Latin-1 or Windows-1252" in message
    assert "iconv -f WINDOWS-1252 -t UTF-8 refs.bib" in message
    assert "\n" not in message


def test_a_binary_file_is_no_text_file() -> None:
    with pytest.raises(FileError, match=r"x\.bib is not a text file"):
        decode_bytes(b"%PDF-1.7\0\0\x01", "x.bib")


def test_half_a_utf16_file_is_an_error() -> None:
    with pytest.raises(FileError, match=r"x\.bib: begins like UTF-16"):
        decode_bytes("\ufeffab".encode("utf-16-le")[:-1], "x.bib")


def test_lost_characters_are_found() -> None:
    text, findings = decode_bytes("a\r\nb \ufffd\ufffd".encode(), "x.bib")
    assert text == "a\r\nb \ufffd\ufffd"
    assert [(f.code, f.file, f.line, f.column) for f in findings] == [
        ("replacement-character", "x.bib", 2, 3)
    ]


@given(st.binary(max_size=60))
def test_bytes_are_text_or_a_file_error(data: bytes) -> None:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    readable = marked or b"\0" not in data
    try:
        data.decode("utf-16" if marked else "utf-8")
    except UnicodeDecodeError:
        readable = False
    if readable:
        assert len(decode_bytes(data, "x.bib")[0]) <= len(data)
    else:
        with pytest.raises(FileError, match=r"x\.bib"):
            decode_bytes(data, "x.bib")


@given(st.text(alphabet=st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_utf8_comes_back(text: str) -> None:
    assert decode_bytes(text.encode(), "x.bib")[0] == text
