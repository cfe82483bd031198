"""A server on 127.0.0.1 whose answers, good and bad, a test writes down beforehand."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

ANSWERS = Path(__file__).with_name("answers")


def saved(name: str) -> bytes:
    """Return an answer that is kept as a file."""
    return (ANSWERS / name).read_bytes()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server does with a request.

    Attributes:
        body: the body.
        status: status line behind the version.
        headers: headers besides the length.
        length: declared length; None for the true one, -1 for none at all.
        wait: seconds before anything is sent.
        cut: bytes of the body after which the connection is closed; None for all.
        head_only: whether the connection is closed within the headers.
        drip: seconds between single bytes, headers included; 0 to send all at once.
    """

    body: bytes = b""
    status: str = "200 OK"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    wait: float = 0.0
    cut: int | None = None
    head_only: bool = False
    drip: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came: path as sent, parameters, headers."""

    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]


class Site:
    """The server; :attr:`asked` holds what came."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.script: list[Answer] = []
        self.route: Callable[[Asked], Answer] | None = None
        self.port = 0
        self.closing = threading.Event()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def answers(self, *script: Answer) -> None:
        """Give these answers, one a request; the last one again and again."""
        self.script = list(script)

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if self.route is not None:
            return self.route(asked)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        try:
            while self._one(site):
                pass
        except OSError:
            return  # the client has gone, which is what many tests are about

    def _one(self, site: Site) -> bool:
        line = self.rfile.readline(65_536).decode("latin-1")
        if not line.strip():
            return False
        headers = {}
        while header := self.rfile.readline(65_536).decode("latin-1").strip():
            name, _, value = header.partition(":")
            headers[name.strip().lower()] = value.strip()
        parts = urlsplit(line.split()[1])
        params = dict(parse_qsl(parts.query, keep_blank_values=True))
        answer = site.answer(Asked(parts.path, params, headers))
        if answer.wait and site.closing.wait(answer.wait):
            return False
        return self._send(site, answer)

    def _send(self, site: Site, answer: Answer) -> bool:
        length = len(answer.body) if answer.length is None else answer.length
        lines = [f"HTTP/1.1 {answer.status}", *(f"{k}: {v}" for k, v in answer.headers.items())]
        if length >= 0:
            lines.append(f"Content-Length: {length}")
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        if answer.head_only:
            self.wfile.write(head[: len(head) // 2])
            return False
        data = head + (answer.body if answer.cut is None else answer.body[: answer.cut])
        if not answer.drip:
            self.wfile.write(data)
        else:
            for place in range(len(data)):
                self.wfile.write(data[place : place + 1])
                if site.closing.wait(answer.drip):
                    return False
        return answer.cut is None and length == len(answer.body)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    site: Site


@contextmanager
def serving() -> Iterator[Site]:
    """Run a server for as long as the block lasts."""
    site = Site()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = site
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.closing.set()
            server.shutdown()
            thread.join()
