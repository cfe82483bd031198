"""An end to a request that goes on for ever, one byte at a time."""

from __future__ import annotations

import contextlib
import socket
import threading
import weakref
from collections.abc import Iterator, Mapping
from typing import Any

_OPENED = ("connect_tcp.complete", "start_tls.complete")


class Watch:
    """Cuts the connections of a client when a request has taken too long.

    The library's own time limits are for a single read, which a server that sends a byte now
    and then never reaches.
    """

    def __init__(self) -> None:
        """Know no connection yet."""
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._fired = threading.Event()

    @property
    def has_fired(self) -> bool:
        """Whether the last request was cut."""
        return self._fired.is_set()

    @contextlib.contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Watch over what is done inside."""
        self._fired.clear()
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of a connection that the client has made (httpx's extension ``trace``)."""
        if event.endswith(_OPENED):
            found = info["return_value"].get_extra_info("socket")
            if isinstance(found, socket.socket):
                self._sockets.add(found)

    def _cut(self) -> None:
        self._fired.set()
        for found in list(self._sockets):
            with contextlib.suppress(OSError):
                # TLS's own shutdown would wait for the other side
                socket.socket.shutdown(found, socket.SHUT_RDWR)
