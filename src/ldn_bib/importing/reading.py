"""Reading records in whatever format they come: the format is sniffed, or named."""

from __future__ import annotations

from pathlib import PurePath

from ldn_bib import plugins
from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError, did_you_mean
from ldn_bib.exporting import FORMATS
from ldn_bib.formats.base import Format
from ldn_bib.values.finding import Finding

_HEAD = 4096


def readable_formats() -> dict[str, Format]:
    """The formats that can be read, by name."""
    found = {name: plugins.load(FORMATS, name) for name in plugins.names(FORMATS)}
    return {name: made for name, made in found.items() if made.read is not None}


def check_format(name: str | None) -> None:
    """Refuse a name that no reader has; None is any format.

    Raises:
        UsageError: nobody reads that format.
    """
    formats = readable_formats()
    if name is not None and name not in formats:
        hint = did_you_mean(name, list(formats)) or f"; there are {', '.join(formats)}"
        raise UsageError(f"no reader for the format {name!r}{hint}")


def sniff(text: str, file: str) -> str | None:
    """Return the format of a text: by its beginning, else by the ending of the file's name."""
    formats = readable_formats()
    head = text[:_HEAD]
    seen = [name for name, one in formats.items() if one.sniff is not None and one.sniff(head)]
    ending = PurePath(file).suffix.lower()
    named = [name for name, one in formats.items() if one.extension == ending]
    both = [name for name in seen if name in named]
    for candidates in (both, seen, named):
        if candidates:
            return candidates[0]
    return None


def looks_like(text: str, format_name: str) -> str | None:
    """Return the format that a text looks like; the one that was named comes before others."""
    formats = readable_formats()
    head = text[:_HEAD]
    own = formats[format_name].sniff
    if own is not None and own(head):
        return format_name
    others = (name for name, one in formats.items() if one.sniff is not None and one.sniff(head))
    return next(others, None)


def read_records(
    data: bytes, file: str, format_name: str | None = None
) -> tuple[list[Entry], list[Finding], str]:
    """Read records.

    Args:
        data: the file's bytes.
        file: its name, for messages and for its ending.
        format_name: the format; None sniffs it.

    Returns:
        The records, what was noticed, and the name of the format.

    Raises:
        FileError: the bytes are no text, or nothing of the format.
        UsageError: nobody reads that format, or none of the formats can be recognised.
    """
    from ldn_bib.importing.decoding import decode_records

    formats = readable_formats()
    check_format(format_name)
    text, findings = decode_records(data, file)
    name = format_name or sniff(text, file)
    if name is None:
        raise UsageError(
            f"cannot tell in which format {file} is; name it with --format: {', '.join(formats)}"
        )
    read = formats[name].read
    assert read is not None  # noqa: S101 - only formats with a reader are listed
    other = looks_like(text, format_name) if format_name else None
    if other not in (None, name):
        message = f"the text looks like {other}; it is read as {name} because --format says so"
        findings.append(Finding("other-format", message, file=file, line=1))
    entries, more = read(text, file)
    return entries, [*findings, *more], name
