"""Bytes of records to text, in whatever encoding they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.errors import FileError
from ldn_bib.importing.decoding import decode_records

LONG = b"a" * 200


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffd")))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_comes_back(encoding: str, text: str) -> None:
    assert decode_records(text.encode(encoding), "x.ris") == (text, [])


@given(st.lists(st.tuples(st.text("aéß "), st.booleans()), min_size=1))
def test_each_line_is_read_in_its_encoding(lines: list[tuple[str, bool]]) -> None:
    # no two of these letters in Windows-1252 are one of UTF-8
    data = b"\n".join(text.encode("cp1252" if old else "utf-8") for text, old in lines)
    text, findings = decode_records(data, "x.ris")
    assert text == "\n".join(line for line, _ in lines)
    foreign = [place for place, (line, old) in enumerate(lines, 1) if old and not line.isascii()]
    assert [finding.line for finding in findings] == foreign[:1]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-2"?>', "ř"),
        ("<?xml version='1.0' encoding='windows-1251'?>", "ш"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "ø"),
        ('<?xml version="1.0" encoding="iso-nonsense"?>', "ø"),
        ('<?xml version="1.0" encoding="unicode_escape"?>', "ø"),
        ("", "ø"),
    ],
)
def test_xml_may_say_what_its_encoding_is(head: str, wanted: str) -> None:
    text, findings = decode_records(f"{head}<a>".encode() + b"\xf8</a>", "x.xml")
    assert text == f"{head}<a>{wanted}</a>"
    assert [finding.code for finding in findings] == ["wrong-encoding"] * (wanted == "ø")


def test_control_characters_go() -> None:
    text, (finding,) = decode_records(LONG + b"\r\nb\x01\tc\x0bd\0e\x7f", "x.ris")
    assert text == f"{LONG.decode()}\r\nb\tc d e"
    assert (finding.code, finding.line) == ("control-characters", 2)
    assert "4 control characters stand" in finding.message


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", "é".encode("utf-32"), b"P\0M\0I\0D\0"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FileError, match=r"^x\.ris is not a text file: it holds"):
        decode_records(data, "x.ris")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, findings = decode_records(data, "x.ris")
    except FileError as error:
        assert b"\0" in data, error  # noqa: PT017
        return
    assert len(text) <= len(data)
    assert all(finding.line for finding in findings)
