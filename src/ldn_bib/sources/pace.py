"""How fast a host is asked: never faster than it said, nor than is polite."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ldn_bib.sources.clock import Clock

_SLACK = 1.05  # the way to the host is not always equally long
_LONGEST = 60.0
_INTERVAL = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*s?\s*")


class Pace:
    """Keeps the requests to each host apart."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock that is waited by."""
        self._clock = clock
        self._free: dict[str, float] = {}
        self._told: dict[str, float] = {}

    def wait(self, host: str, rate: float) -> None:
        """Wait until the host may be asked again.

        Args:
            host: the host.
            rate: requests a second, at most.
        """
        now = self._clock.monotonic()
        free = self._free.get(host, now)
        if free > now:
            self._clock.sleep(free - now)
            now = max(self._clock.monotonic(), free)
        gap = max(1.0 / rate, self._told.get(host, 0.0)) * _SLACK
        self._free[host] = now + gap

    def learn(self, host: str, headers: Mapping[str, str]) -> None:
        """Take the limit that an answer of Crossref names in its headers.

        ``x-rate-limit-limit`` is a number of requests, ``x-rate-limit-interval`` the seconds
        that they are counted in, such as ``1s``. A limit is only ever slower than our own.
        """
        limit = headers.get("x-rate-limit-limit", "").strip()
        interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", ""))
        if not interval or not limit.isascii() or not limit.isdigit() or int(limit) == 0:
            return
        self._told[host] = min(float(interval[1]) / int(limit), _LONGEST)
