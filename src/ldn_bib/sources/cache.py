"""Answers kept on the disk, so that nobody is asked twice for the same thing."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ldn_bib.sources.response import Response
from ldn_bib.sources.service import Service

FOLDER_VARIABLE = "LDNBIB_CACHE"
_VERSION = 1
_KEPT_HEADERS = ("content-type",)


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder of the cache.

    ``LDNBIB_CACHE`` goes first, then ``ldn-bib`` in ``XDG_CACHE_HOME`` (which counts only where
    it is absolute, XDG Base Directory Specification), then the place that the system has.
    """
    own = environ.get(FOLDER_VARIABLE)
    if own:
        return Path(own).expanduser()
    xdg = environ.get("XDG_CACHE_HOME")
    if xdg and Path(xdg).is_absolute():
        return Path(xdg) / "ldn-bib"
    local = environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
    return Path(local) / "ldn-bib" / "Cache" if local else Path.home() / ".cache" / "ldn-bib"


class Cache:
    """A folder of answers, one file each.

    A file has a line of JSON that says what the answer is, and the body as it came. The
    parameters that say who asks are not in it.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there."""
        self.folder = folder

    def path(self, service: Service, path: str, params: Mapping[str, str]) -> Path:
        """Return the file of the answer to a request."""
        asked = json.dumps([_VERSION, service.root, path, sorted(params.items())])
        name = hashlib.sha256(asked.encode()).hexdigest()
        return self.folder / service.slug / name[:2] / f"{name[2:]}.answer"

    def read(self, service: Service, path: str, params: Mapping[str, str]) -> Response | None:
        """Return the answer to a request; None where there is none, or a broken one."""
        try:
            data = self.path(service, path, params).read_bytes()
        except OSError:
            return None
        head, _, body = data.partition(b"\n")
        try:
            return _response(json.loads(head), body)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(
        self, service: Service, path: str, params: Mapping[str, str], response: Response
    ) -> None:
        """Keep an answer, whole or not at all; where that cannot be done it is not kept."""
        head = {
            "version": _VERSION,
            "address": response.address,
            "params": dict(params),
            "status": response.status,
            "headers": {
                name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
            },
            "retrieved": response.retrieved.isoformat(),
            "sha256": hashlib.sha256(response.body).hexdigest(),
        }
        line = json.dumps(head, ensure_ascii=True).encode()
        # a full disk or a folder that is write-protected is no reason to lose the answer
        with contextlib.suppress(OSError):
            _write(self.path(service, path, params), line + b"\n" + response.body)


def _response(head: Any, body: bytes) -> Response:
    if head["version"] != _VERSION or head["sha256"] != hashlib.sha256(body).hexdigest():
        raise ValueError
    retrieved = dt.datetime.fromisoformat(head["retrieved"])
    if retrieved.tzinfo is None:
        raise ValueError
    headers = {str(name): str(value) for name, value in head["headers"].items()}
    return Response(int(head["status"]), headers, body, str(head["address"]), retrieved)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
