"""Writing results: a file whole or not at all, standard output without a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from ldn_bib.errors import FileError

_PIECE = 1 << 16
_NOT_IN_NAME = re.compile(r"[^\w-]+")
_LONGEST_NAME = 50  # 200 bytes at most, with room for the rest in the 255 of a file name


def write_file(
    path: Path,
    pieces: Iterable[str | bytes],
    *,
    before_rename: Callable[[], None] | None = None,
) -> None:
    """Write text as UTF-8, or bytes, whole or not at all; line ends stay as they are given.

    The text goes to a temporary file in the same folder, is flushed to the disk and renamed,
    so that at every moment the path holds the old text or the new one. The mode of a file
    that is there is kept; a symbolic link keeps pointing where it points.

    Args:
        path: where to write.
        pieces: what to write.
        before_rename: called when all is on the disk and the old file still there; what it
            raises stops the writing.

    Raises:
        FileError: the file cannot be written; an old one is unchanged.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise FileError(f"cannot write {path}: it is a folder")
    if target.exists() and not target.is_file():
        _write_device(path, target, pieces)
        return
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            for piece in _encoded(pieces):
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(target))
        if before_rename is not None:
            before_rename()
        Path(temporary).replace(target)
    except OSError as error:
        kept = "; the old file is unchanged" if target.exists() else ""
        raise FileError(f"cannot write {path}: {error.strerror or error}{kept}") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()


def write_stdout(pieces: Iterable[str | bytes]) -> None:
    """Write text to standard output as UTF-8, or bytes; line ends stay as they are given.

    Raises:
        FileError: it was closed before the end (a pipe whose reader stopped), or is full.
    """
    stream = sys.stdout
    try:
        stream.flush()
        for piece in _encoded(pieces):
            stream.buffer.write(piece)
        stream.buffer.flush()
    except OSError as error:
        close_stdout()
        if error.errno == errno.EPIPE:
            raise FileError("standard output was closed before everything was written") from error
        raise FileError(f"cannot write standard output: {error.strerror or error}") from error


def close_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _encoded(pieces: Iterable[str | bytes]) -> Iterable[bytes]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, bytes):
            if held:
                yield "".join(held).encode("utf-8", "replace")
                held.clear()
                size = 0
            yield piece
            continue
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield "".join(held).encode("utf-8", "replace")
            held.clear()
            size = 0
    if held:
        yield "".join(held).encode("utf-8", "replace")


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _write_device(path: Path, target: Path, pieces: Iterable[str | bytes]) -> None:
    try:
        with target.open("wb") as stream:
            for piece in _encoded(pieces):
                stream.write(piece)
    except OSError as error:
        raise FileError(f"cannot write {path}: {error.strerror or error}") from error


def safe_name(text: str) -> str:
    """A file's name, without its ending, made of any text: no separator of folders and no dot."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_IN_NAME.sub("-", folded).strip("-")[:_LONGEST_NAME] or "unnamed"


def make_folder(path: Path) -> None:
    """Make a folder and the folders above it, if they are not there.

    Raises:
        FileError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"cannot make the folder {path}: {error.strerror or error}") from error
