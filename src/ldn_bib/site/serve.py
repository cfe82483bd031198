"""A server for a look at a built site: on 127.0.0.1 only, of the folder's files only."""

from __future__ import annotations

import socket
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from ldn_bib.errors import FileError
from ldn_bib.site.rendering import POLICY

HOST: Final = "127.0.0.1"
INDEX: Final = "index.html"
NOT_FOUND: Final = "404.html"
MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".json": "application/vnd.citationstyles.csl+json; charset=utf-8",
    ".nbib": "application/nbib; charset=utf-8",
}
"""Ending to media type; any other file is only downloaded."""

FEED: Final = ("feed.xml", "application/atom+xml; charset=utf-8")
HEADERS: Final = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class SiteServer(ThreadingHTTPServer):
    """Serves the files of one folder."""

    daemon_threads = True
    # another program may be listening; only Windows would let both
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int) -> None:
        """Listen on a port; 0 takes a free one."""
        self.folder = folder.resolve()
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def url(self) -> str:
        """Address of the site."""
        return f"http://{HOST}:{self.server_port}/"


def site_server(folder: Path, port: int) -> SiteServer:
    """Return a server that listens; ``serve_forever`` answers, leaving the context ends it.

    Raises:
        FileError: there is no site in the folder, or the port cannot be had.
    """
    if not (folder / INDEX).is_file():
        raise FileError(f"there is no site in {folder}: `ldnbib site build` makes one")
    try:
        return SiteServer(folder, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(
            f"cannot listen on {HOST}:{port}: {reason}; --port takes another"
        ) from error


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; there are no lists of folders and no hidden files."""

    server: SiteServer
    server_version = "ldnbib"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet: nobody reads a list of requests."""

    def _answer(self, *, body: bool) -> None:
        # a page elsewhere whose name has been made to mean this machine sends its own name
        host = (self.headers.get("Host") or "").partition(":")[0]
        if host not in (HOST, "localhost"):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain", body=body)
            return
        path = unquote(urlsplit(self.path).path)
        target = self._found(path)
        if target is None:
            self._not_found(body=body)
            return
        if target.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{quote(path.strip('/'))}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._file_answer(target, body=body)

    def _found(self, path: str) -> Path | None:
        """Return the file of an address, or the folder of one that lacks its slash.

        There is none outside of the site, and none that is hidden.
        """
        parts = PurePosixPath(path.lstrip("/")).parts
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return None
        try:
            target = self.server.folder.joinpath(*parts).resolve()
            if not target.is_relative_to(self.server.folder):
                return None
            if target.is_dir():
                page = target / INDEX
                if not page.is_file():
                    return None
                return page if path.endswith("/") else target
            return target if target.is_file() and not path.endswith("/") else None
        except (OSError, ValueError):  # a name that no system could have
            return None

    def _file_answer(self, target: Path, *, body: bool) -> None:
        try:
            data = target.read_bytes()
            changed = int(target.stat().st_mtime)
        except OSError:
            self._not_found(body=body)
            return
        if self._is_known(changed):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return
        kind = MEDIA_TYPES.get(target.suffix.lower(), "application/octet-stream")
        if target.name == FEED[0]:
            kind = FEED[1]
        self._send(HTTPStatus.OK, data, kind, body=body, changed=changed)

    def _is_known(self, changed: int) -> bool:
        asked = self.headers.get("If-Modified-Since")
        try:
            return asked is not None and changed <= parsedate_to_datetime(asked).timestamp()
        except ValueError:
            return False

    def _not_found(self, *, body: bool) -> None:
        page = self.server.folder / NOT_FOUND
        data = page.read_bytes() if page.is_file() else b"not found\n"
        kind = MEDIA_TYPES[".html"] if page.is_file() else "text/plain"
        self._send(HTTPStatus.NOT_FOUND, data, kind, body=body)

    def _send(
        self, status: HTTPStatus, data: bytes, kind: str, *, body: bool, changed: int | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if changed is not None:
            self.send_header("Last-Modified", formatdate(changed, usegmt=True))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(data)
