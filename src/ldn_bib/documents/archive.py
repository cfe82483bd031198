"""Zip archives whose bytes follow from what is in them: no time of writing, no machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The first day that a zip file knows.
_DAY = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_UNIX = 3


def zipped(files: Iterable[tuple[str, bytes]], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Return an archive of files, in the order given.

    Args:
        files: path in the archive and content.
        stored: paths that are not compressed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files:
            info = zipfile.ZipInfo(path, _DAY)
            info.create_system = _UNIX
            info.external_attr = _MODE
            info.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def rezipped(archive: bytes) -> bytes:
    """Return an archive with the same files in the same order, without the times of writing."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return zipped((info.filename, old.read(info)) for info in old.infolist())
