"""Saving a file that was read before: never over what somebody else has written meanwhile."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ldn_bib.errors import FileError
from ldn_bib.output import write_file


def digest(data: bytes) -> str:
    """Return what stands for the bytes of a file in :func:`save`."""
    return hashlib.sha256(data).hexdigest()


def save(path: Path, data: bytes, *, read: bytes | str | None) -> None:
    """Write a file whole or not at all, if it is still as it was when it was read.

    The bytes go to a temporary file in the same folder and are flushed to the disk; then the
    file is looked at again and the temporary one renamed. The mode stays, and a symbolic link
    keeps pointing where it points. A file that would not change is not written.

    Args:
        path: the file.
        data: what it is to hold.
        read: what it held when it was read, or the :func:`digest` of that; None for a file
            that is not to exist yet.

    Raises:
        FileError: somebody has changed, removed or made the file since then, it must not be
            written, or it cannot be; it is as it was.
    """
    before = digest(read) if isinstance(read, bytes) else read

    def check() -> None:
        _check(path, before)

    check()
    if before == digest(data):
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise FileError(f"cannot write {path}: it is write-protected")
    write_file(path, [data], before_rename=check)


def _check(path: Path, before: str | None) -> None:
    try:
        now = digest(path.read_bytes())
    except FileNotFoundError:
        if before is None:
            return
        raise FileError(f"{path} is gone since it was read; nothing is written") from None
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}") from error
    if before is None:
        raise FileError(f"{path} is there already; nothing is written")
    if now != before:
        raise FileError(
            f"{path} was changed by somebody else since it was read; nothing is written"
        )
