"""Bytes to text: UTF-8 and UTF-16; anything else gets a sentence on what it looks like."""

from __future__ import annotations

import codecs
import shlex

from ldn_bib.errors import FileError
from ldn_bib.values.finding import Finding

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_bytes(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Decode a text file; a byte order mark is taken away, line ends stay.

    Args:
        data: the bytes of the file.
        file: its name, for messages.

    Returns:
        The text, and a finding where it holds U+FFFD, which some program before us wrote
        in place of a character that it could not read.

    Raises:
        FileError: the bytes are not text, or text in another encoding.
    """
    text = _decode(data, file)
    lost = text.find("\ufffd")
    if lost < 0:
        return text, []
    before = text[:lost].replace("\r\n", "\n").replace("\r", "\n")
    finding = Finding(
        code="replacement-character",
        message=f"U+FFFD stands {text.count(chr(0xFFFD))} times where characters were lost",
        file=file,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
    )
    return text, [finding]


def encode_like(text: str, source: bytes) -> bytes:
    """Encode a text as the file was from which it was decoded, with its byte order mark."""
    for mark, encoding in _ENCODINGS:
        if source.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()


def _decode(data: bytes, file: str) -> str:
    if data.startswith(_UTF16_MARKS):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise FileError(
                f"{file}: begins like UTF-16 but byte {error.start + 1} does not fit: "
                f"{error.reason}"
            ) from error
    if b"\0" in data:
        raise FileError(f"{file} is not a text file: it holds NUL bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(_not_utf8(data, file, error)) from error


def _not_utf8(data: bytes, file: str, error: UnicodeDecodeError) -> str:
    # The BOM is cut before decoding, so the offset counts from behind it.
    offset = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
    line_start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    head = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = head.count(b"\n") + 1
    byte = data[offset]
    shown = bytes([byte]).decode("cp1252", errors="replace")
    sign = f", «{shown}» in Windows-1252," if shown.isprintable() and shown != "\ufffd" else ""
    column = offset - line_start + 1
    return (
        f"{file}:{line}:{column}: byte 0x{byte:02X}{sign} is not valid UTF-8: the file looks like "
        f"Latin-1 or Windows-1252; convert it with "
        f"«iconv -f WINDOWS-1252 -t UTF-8 {shlex.quote(file)} > new.bib»"
    )
