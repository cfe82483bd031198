"""An import from end to end: files in, the library they go into, the write."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.bibtex.edits import Edit
from ldn_bib.entry import Entry
from ldn_bib.errors import FileError, LdnBibError, UsageError
from ldn_bib.importing.apply import judged
from ldn_bib.importing.decoding import decode_records
from ldn_bib.importing.keys import Keys
from ldn_bib.importing.manner import manner_of
from ldn_bib.importing.plan import NEW, SIMILAR, Planned, plan_import
from ldn_bib.importing.reading import check_format, looks_like, read_records, readable_formats
from ldn_bib.opening import STDIN
from ldn_bib.values.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Target:
    """The BibTeX file that takes records.

    Attributes:
        path: where it is.
        data: its bytes as they were read; None where there is no file yet.
        text: its text.
        entries: its papers.
    """

    path: Path
    data: bytes | None
    text: str
    entries: tuple[Entry, ...]

    @property
    def unlike_key(self) -> str:
        """A key as new papers get them, where the library's own follow no pattern; else empty."""
        keys = Keys(self.entries)
        return keys.pattern.example if self.entries and not keys.is_learnt else ""

    def plan(
        self, records: Iterable[Entry], *, similar: str = "merge", prefer_new: bool = False
    ) -> list[Planned]:
        """Compare records with the library.

        Args:
            records: the records.
            similar: what becomes of records that are like a paper by their title only:
                ``merge``, ``new`` or ``skip``.
            prefer_new: whether what differs takes the place of what the library has.
        """
        manner = manner_of(self.text)
        found = plan_import(
            records, self.entries, merges_similar=similar == "merge", prefer_new=prefer_new
        )
        planned = [judged(one, manner) for one in found]
        if similar == "merge":
            return planned
        if similar == "skip":
            return [replace(one, found=()) if one.status == SIMILAR else one for one in planned]
        taken = [*self.entries, *(one.record for one in planned if one.status == NEW)]
        keys = Keys(taken)
        return [_as_new(one, keys) if one.status == SIMILAR else one for one in planned]


def _as_new(one: Planned, keys: Keys) -> Planned:
    item = {**one.record.item, "id": keys.give(one.record.item)}
    return Planned(replace(one.record, item=item), NEW)


def open_target(path: Path) -> Target:
    """Read the file that takes the records; a file that is not there is an empty one.

    Raises:
        FileError: it cannot be read.
        UsageError: it is no BibTeX file.
    """
    from ldn_bib.bibtex.reader import read_bibtex

    if path.suffix.lower() not in (".bib", ".bibtex"):
        raise UsageError(f"cannot import into {path}: only BibTeX files (.bib) are written")
    try:
        data = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}") from error
    text, _ = decode_bytes(data or b"", str(path))
    entries, _ = read_bibtex(text, str(path))
    return Target(path, data, text, tuple(entries))


@dataclass(slots=True)
class Read:
    """What was read of several files.

    Attributes:
        records: the records, in the order of the files.
        findings: what was noticed.
        unread: the files of which nothing could be read, each with the reason.
    """

    records: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: dict[str, LdnBibError] = field(default_factory=dict)


def read_all(files: Sequence[str], format_name: str | None = None) -> Read:
    """Read the records of several files, ``-`` being standard input.

    Raises:
        FileError: none of the files can be read; the reason is that of the first.
        UsageError: a format is unknown, or that of none of the files can be recognised.
    """
    check_format(format_name)
    found = Read()
    for name in files:
        try:
            records, findings = _read_one(name, format_name)
        except (FileError, UsageError) as error:
            found.unread[name] = error
        else:
            found.records += records
            found.findings += findings
    if len(found.unread) == len(files):
        raise next(iter(found.unread.values()))
    return found


def _read_one(name: str, format_name: str | None) -> tuple[list[Entry], list[Finding]]:
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise FileError(f"cannot read {name}: {error.strerror or error}") from error
    if not data.decode(errors="replace").strip("\ufeff \t\r\n"):
        raise FileError(f"{name} is empty")
    try:
        entries, findings, used = read_records(data, name, format_name)
    except FileError as error:
        hint = _hint(data, name, format_name) if format_name else ""
        raise FileError(f"{error}{hint}") from error
    if not entries:
        by_weight = sorted(findings, key=lambda found: found.severity is not Severity.ERROR)
        cause = next(iter(by_weight), None)
        told = f"; {cause}" if cause else ""
        message = f"{name} holds no record that could be read as {used}{told}"
        raise FileError(message + _hint(data, name, used))
    return entries, findings


def _hint(data: bytes, name: str, used: str) -> str:
    """Say what else to try on a file in which nothing could be read."""
    other = looks_like(decode_records(data, name)[0], used)
    if other == used:
        return ""
    if other:
        return f"; it looks like {other}: leave --format out, or name that"
    others = ", ".join(other for other in readable_formats() if other != used)
    return f"; other formats for --format: {others}"


def write_target(target: Target, edits: Sequence[Edit]) -> None:
    """Make the edits and write the file, unless somebody has changed it meanwhile.

    Raises:
        FileError: it has been changed, or cannot be written; it is as it was then.
        UsageError: an edit cannot be made.
    """
    from ldn_bib.bibtex.splice import apply
    from ldn_bib.saving import save

    made = apply(target.data or b"", edits, file=str(target.path))
    save(target.path, made, read=target.data)
