"""Time, as something that a test can put in its own hands."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from and how it is waited for.

    Attributes:
        monotonic: seconds that only grow, for waiting.
        sleep: waits for a number of seconds.
        now: day and time with a time zone, for the age of answers.
    """

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], dt.datetime] = _now
