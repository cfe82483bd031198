"""When a request is made again, and after how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Status codes after which the same request may have an answer later (RFC 9110, RFC 6585)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may take.

    Attributes:
        connect: seconds for a connection.
        read: seconds without a byte.
        request: seconds for one request and its answer.
        body: bytes of an answer, unpacked.
        redirects: how often we are sent on.
        tries: how often a request is made.
        total: seconds for all tries, waiting included.
        first_wait: seconds before the second try; each later wait is twice as long.
        longest_wait: seconds between two tries at most.
    """

    connect: float = 10.0
    read: float = 30.0
    request: float = 90.0
    body: int = 8 * 1024 * 1024
    redirects: int = 3
    tries: int = 4
    total: float = 180.0
    first_wait: float = 1.0
    longest_wait: float = 30.0

    def wait(self, failed: int, asked: float | None, random: Callable[[], float]) -> float | None:
        """Return the seconds to wait before the next try; None where there is to be none.

        Args:
            failed: how many tries have failed.
            asked: seconds that the service asked for; None where it did not.
            random: gives numbers from 0 to 1, so that programs do not come back all at once.
        """
        if failed >= self.tries or (asked is not None and asked > self.longest_wait):
            return None
        doubled = min(self.first_wait * 2.0 ** (failed - 1), self.longest_wait)
        own = doubled * (0.5 + random() / 2)
        return own if asked is None else max(asked, own)


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Return the seconds of a header ``Retry-After``; None where there is none to understand.

    Args:
        value: seconds or an HTTP date (RFC 9110, 10.2.3).
        now: the time, with a time zone.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())
