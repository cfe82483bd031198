"""A clock that nobody waits for, and a transport that answers from what a test gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from ldn_bib.sources.clock import Clock
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import Service

NOON = dt.datetime(2026, 1, 2, 12, 0, tzinfo=dt.UTC)


class FakeTime:
    """Time that passes only when somebody sleeps or a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []
        self.clock = Clock(lambda: self.seconds, self.sleep, self.now)

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> dt.datetime:
        return NOON + dt.timedelta(seconds=self.seconds - 1000.0)

    def later(self, **delta: float) -> None:
        self.seconds += dt.timedelta(**delta).total_seconds()


Reply = bytes | tuple[int, bytes] | Exception
Route = Callable[[Service, str, Mapping[str, str]], Reply]


class FakeTransport:
    """Answers with what :attr:`route` gives, and counts the requests."""

    def __init__(self, time: FakeTime) -> None:
        self.time = time
        self.asked: list[tuple[Service, str, dict[str, str]]] = []
        self.route: Route = lambda *_: AssertionError("nothing was to be asked")
        self.is_closed = False

    def says(self, *replies: Reply) -> None:
        """Give these answers in turn."""
        waiting = list(replies)
        self.route = lambda *_: waiting.pop(0)

    def get(self, service: Service, path: str, params: Mapping[str, str]) -> Response:
        self.asked.append((service, path, dict(params)))
        reply = self.route(service, path, params)
        if isinstance(reply, Exception):
            raise reply
        status, body = reply if isinstance(reply, tuple) else (200, reply)
        return Response(status, {}, body, service.root + path, self.time.now())

    def close(self) -> None:
        self.is_closed = True
