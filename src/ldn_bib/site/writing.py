"""Writing a site: only what differs, and never over a file that somebody else has made."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final, Self

from ldn_bib.errors import FileError
from ldn_bib.output import make_folder

MANIFEST: Final = ".ldnbib-site.json"
_KIND: Final = "ldnbib site"
_TEMPORARY: Final = ".ldnbib-new"


class SiteFolder:
    """The folder of a site, as a context: what it wrote before is known from its manifest.

    A file is written only where its bytes differ, under another name that is then renamed, so
    that a server shows the old page or the new one. Nothing is forced to the disk: a site that
    is lost with the machine is built again. At the end of a build without an error, files that
    an earlier build made and this one did not are removed, and folders that become empty.
    Files that no build made stay, and are overwritten only if that is asked for.

    Attributes:
        written: number of files that were new or different.
        unchanged: number of files that were there as they should be.
        removed: number of files of an earlier build that went.
    """

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        """Take charge of a folder.

        Args:
            folder: made if it is not there.
            force: whether files of others may be overwritten.

        Raises:
            FileError: it is no folder, holds files but no site, or has a manifest that cannot be
                read.
        """
        self.folder = folder
        self.written = self.unchanged = self.removed = 0
        self._force = force
        self._made: set[str] = set()
        self._there: dict[str, set[str]] = {}  # folder to what was in it
        self._earlier = self._read_manifest()
        if self._earlier is None:
            if not force and _is_used(folder):
                raise FileError(
                    f"{folder} holds files, but no site that ldnbib has made: give an empty "
                    "folder, or --force to write between them"
                )
            self._earlier = frozenset()
        make_folder(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        del error, trace
        assert self._earlier is not None  # noqa: S101
        if kind is not None:
            # what was made so far is known as ours to the next build
            with contextlib.suppress(FileError):
                self._write_manifest(self._earlier | self._made)
            return
        for name in sorted(self._earlier - self._made):
            self._remove(name)
        self._write_manifest(self._made)

    def put(self, name: str, content: str | bytes) -> None:
        """Write a file unless it is there with these bytes.

        Args:
            name: address from the root of the site, with ``/``.
            content: bytes, or text that is written as UTF-8.

        Raises:
            FileError: it cannot be written, or somebody else has made it.
        """
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        folder, _, base = name.rpartition("/")
        path = f"{self.folder}{os.sep}{name}"
        try:
            if folder not in self._there:
                if self._is_elsewhere(name) and not self._force:
                    raise FileError(
                        f"{self.folder / folder} is a link to another place: remove the link, or "
                        "give --force to write there"
                    )
                parent = self.folder / folder
                parent.mkdir(parents=True, exist_ok=True)
                self._there[folder] = {found.name for found in os.scandir(parent)}
            old = _bytes_of(path) if base in self._there[folder] else None
            if old == data:
                self._made.add(name)
                self.unchanged += 1
                return
            assert self._earlier is not None  # noqa: S101
            if old is not None and name not in self._earlier and not self._force:
                raise FileError(
                    f"{path} is there already and was not made by ldnbib: move it away, or give "
                    "--force to overwrite it"
                )
            self._made.add(name)
            _replace(path, data)
        except OSError as error:
            raise FileError(f"cannot write {path}: {error.strerror or error}") from error
        self.written += 1

    def _is_elsewhere(self, name: str) -> bool:
        """Whether a folder on the way to a file is a link, which leads to files of others."""
        folders = list(PurePosixPath(name).parents)[:-1]
        return any((self.folder / parent).is_symlink() for parent in folders)

    def _read_manifest(self) -> frozenset[str] | None:
        path = self.folder / MANIFEST
        try:
            data = json.loads(path.read_bytes())
            files = data["files"] if data["kind"] == _KIND else None
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            raise FileError(f"{self.folder} is a file, not a folder") from None
        except OSError as error:
            raise FileError(f"cannot read {path}: {error.strerror or error}") from error
        except (ValueError, KeyError, TypeError):
            files = None
        if not isinstance(files, list) or not all(map(_is_address, files)):
            raise FileError(
                f"{path} is not the list of files that ldnbib writes there; if the folder holds "
                "nothing of yours, remove it and build again"
            )
        return frozenset(files)

    def _write_manifest(self, names: frozenset[str] | set[str]) -> None:
        text = json.dumps({"kind": _KIND, "files": sorted(names)}, ensure_ascii=False, indent=0)
        data = f"{text}\n".encode("utf-8", "replace")
        path = f"{self.folder}{os.sep}{MANIFEST}"
        try:
            if _bytes_of(path) != data:
                _replace(path, data)
        except OSError as error:
            raise FileError(f"cannot write {path}: {error.strerror or error}") from error

    def _remove(self, name: str) -> None:
        path = self.folder / name
        if self._is_elsewhere(name):
            return
        try:
            path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileError(f"cannot remove {path}: {error.strerror or error}") from error
        self.removed += 1
        with contextlib.suppress(OSError):  # it holds other files
            if path.parent != self.folder:
                path.parent.rmdir()


# A site has tens of thousands of files: Path would cost as much as the writing.
def _bytes_of(path: str) -> bytes | None:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except FileNotFoundError:
        return None


def _replace(path: str, data: bytes) -> None:
    temporary = f"{path}{_TEMPORARY}"
    with open(temporary, "wb") as file:  # noqa: PTH123
        file.write(data)
    os.replace(temporary, path)  # noqa: PTH105


def _is_used(folder: Path) -> bool:
    try:
        with os.scandir(folder) as found:
            return any(True for _ in found)
    except FileNotFoundError:
        return False
    except NotADirectoryError:
        raise FileError(f"{folder} is a file, not a folder") from None
    except OSError as error:
        raise FileError(f"cannot read {folder}: {error.strerror or error}") from error


def _is_address(name: object) -> bool:
    """Whether a name of the manifest lies within the site."""
    if not isinstance(name, str) or not name or "\\" in name or "\0" in name or ":" in name:
        return False
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
