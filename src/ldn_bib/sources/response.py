"""An answer as it came, and what makes requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ldn_bib.sources.service import Service


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of a service.

    Attributes:
        status: status code of HTTP.
        headers: headers, names in lower case.
        body: the content, unpacked.
        address: where it came from, without parameters.
        retrieved: when it came, with a time zone.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    retrieved: dt.datetime


class Transport(Protocol):
    """What makes requests: the network, or in tests something in its place."""

    def get(self, service: Service, path: str, params: Mapping[str, str]) -> Response:
        """Ask a service and return its answer, whatever its status code says.

        Args:
            service: the service.
            path: path behind the root of the service, percent-encoded.
            params: parameters, without those that say who asks.

        Raises:
            UnreachableError: there was no answer in all tries.
            AnswerError: the answer cannot be taken: too large, or from somewhere else.
        """
        ...

    def close(self) -> None:
        """Let the connections go."""
        ...
