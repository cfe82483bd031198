"""Bytes of records to text: what a library may not hold, records of other programs often do.

A library is read strictly, because it is written back; of records everything is kept that can
be told, and the rest is named.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.errors import FileError
from ldn_bib.values.finding import Finding, Severity

_UTF16: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Encodings of one byte and of East Asia; one that says UTF-8 or UTF-16 here is wrong.
_XML_ENCODING = re.compile(
    rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']"
    rb"((?:iso|latin|windows|cp|mac|koi8|big5|gb|shift|euc)[\w.-]*)[\"']",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# NUL and the separators of ASCII stand between words, the others in their midst.
_CLEAN: Final = {
    **dict.fromkeys((*range(0x01, 0x09), *range(0x0E, 0x1C), 0x7F)),
    **dict.fromkeys((0x00, 0x0B, *range(0x1C, 0x20)), " "),
}
_MOST_CONTROLS = 50  # at most one byte of so many, else it is no text


def decode_records(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Decode a file of records, in whatever encoding it is.

    Bytes that are no UTF-8 are read in the encoding that an XML document declares, else as
    Windows-1252, line by line. Control characters go.

    Args:
        data: the bytes of the file.
        file: its name, for messages.

    Returns:
        The text, and what was done to it.

    Raises:
        FileError: the bytes are not text.
    """
    utf16 = _UTF16.get(data[:2])
    text, findings = _decode_utf16(data, utf16, file) if utf16 else _decode(data, file)
    found = _CONTROL.search(text)
    if found:
        count = len(_CONTROL.findall(text))
        if b"\0" in data and count * _MOST_CONTROLS > len(text):
            raise FileError(f"{file} is not a text file: it holds {count} control characters")
        line = _line(text, found.start())
        signs = "1 control character stands" if count == 1 else f"{count} control characters stand"
        message = f"{signs} in the text, the first here; they are left out"
        findings.append(_finding("control-characters", message, file, line))
        text = text.translate(_CLEAN)
    return text, findings


def _decode_utf16(data: bytes, encoding: str, file: str) -> tuple[str, list[Finding]]:
    text = data[2:].decode(encoding, errors="replace")
    lost = text.find("\ufffd")
    if lost < 0:
        return text, []
    message = f"U+FFFD stands {text.count(chr(0xFFFD))} times where characters were lost"
    return text, [_finding("replacement-character", message, file, _line(text, lost))]


def _decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    try:
        return decode_bytes(data.replace(b"\0", b"\x1f"), file)
    except FileError:
        declared = _XML_ENCODING.match(data)
        if declared:
            text = _declared(data, declared[1].decode())
            if text:
                return text, []
    return _by_lines(data, file)


def _declared(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return ""


def _by_lines(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Read each line in the encoding that it fits."""
    lines: list[str] = []
    foreign: list[int] = []
    for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(True), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            foreign.append(number)
    count = "1 line is" if len(foreign) == 1 else f"{len(foreign)} lines are"
    message = (
        f"{count} not in UTF-8, the first here; read as Windows-1252, so look whether the "
        "letters are right"
    )
    return "".join(lines), [_finding("wrong-encoding", message, file, foreign[0])]


def _line(text: str, place: int) -> int:
    return text[:place].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def _finding(code: str, message: str, file: str, line: int) -> Finding:
    return Finding(code, message, Severity.WARNING, file=file, line=line)
