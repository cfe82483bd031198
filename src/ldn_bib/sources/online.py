"""The one door to the network: the cache first, then the service, or neither."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from typing import Self

from ldn_bib.errors import AnswerError, OfflineError
from ldn_bib.sources.cache import Cache, cache_folder
from ldn_bib.sources.clock import Clock
from ldn_bib.sources.response import Response, Transport
from ldn_bib.sources.service import Service
from ldn_bib.sources.settings import read_settings

RECORD_AGE = dt.timedelta(days=7)
"""How old the record of a paper may be."""

STATUS_AGE = dt.timedelta(days=1)
"""How old an answer may be that says whether a paper was retracted."""

Check = Callable[[Response], object]
"""Looks at an answer and raises :class:`AnswerError` where it cannot be used."""


class Online:
    """Asks services, and keeps what they answer.

    Only answers that pass the check of the caller are kept. Nothing in the cache says who asked.
    """

    def __init__(
        self,
        transport: Transport | None,
        cache: Cache,
        *,
        refresh: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """Take what makes requests and where answers are kept.

        Args:
            transport: makes the requests; None where the network is not to be asked, and the
                answers in the cache count however old they are.
            cache: where answers are kept.
            refresh: whether answers from before now count for nothing.
            clock: where the time comes from.
        """
        self._transport = transport
        self._cache = cache
        self._clock = clock or Clock()
        self._oldest = self._clock.now() if refresh else None

    @property
    def is_offline(self) -> bool:
        """Whether only the cache is asked."""
        return self._transport is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        if self._transport is not None:
            self._transport.close()

    def get(
        self,
        service: Service,
        path: str,
        params: Mapping[str, str],
        *,
        check: Check,
        what: str,
        max_age: dt.timedelta = RECORD_AGE,
        keep: bool = True,
    ) -> Response:
        """Return the answer to a request.

        Args:
            service: the service.
            path: path behind its root, percent-encoded.
            params: parameters, without those that say who asks.
            check: raises where the answer cannot be used.
            what: what is asked for, for people, such as ``PMID 123``.
            max_age: how old an answer from the cache may be.
            keep: whether the cache is used for this answer.

        Raises:
            OfflineError: the network is not to be asked and the cache has no answer.
            UnreachableError: there was no answer in all tries.
            AnswerError: the answer cannot be used.
        """
        if keep:
            known = self.recall(service, path, params, check=check, max_age=max_age)
            if known is not None:
                return known
        if self._transport is None:
            raise OfflineError(
                f"{what} is not among the answers of {service.name} that were kept in "
                f"{self._cache.folder}; leave out --offline once to ask for it"
            )
        response = self._transport.get(service, path, params)
        check(response)
        if keep:
            self._cache.write(service, path, params, response)
        return response

    def recall(
        self,
        service: Service,
        path: str,
        params: Mapping[str, str],
        *,
        check: Check,
        max_age: dt.timedelta = RECORD_AGE,
    ) -> Response | None:
        """Return the answer that the cache has; None where it is too old or cannot be used."""
        known = self._cache.read(service, path, params)
        if known is None or not self._is_fresh(known, max_age):
            return None
        try:
            check(known)
        except AnswerError:
            return None
        return known

    def keep(
        self, service: Service, path: str, params: Mapping[str, str], response: Response
    ) -> None:
        """Keep an answer that was cut out of a larger one."""
        self._cache.write(service, path, params, response)

    def _is_fresh(self, known: Response, max_age: dt.timedelta) -> bool:
        if self._transport is None:
            return True
        if self._oldest is not None and known.retrieved < self._oldest:
            return False
        # an answer from the future comes from a clock that was wrong
        age = self._clock.now() - known.retrieved
        return dt.timedelta(0) <= age <= max_age


def open_online(
    contact: str | None = None,
    api_key: str | None = None,
    *,
    offline: bool = False,
    refresh: bool = False,
    environ: Mapping[str, str] | None = None,
    where: str = "",
) -> Online:
    """Return the door to the network for a person; no request is made yet.

    Args:
        contact: e-mail address of the settings file; ``LDNBIB_CONTACT`` goes first.
        api_key: API key of NCBI of the settings file; ``NCBI_API_KEY`` goes first.
        offline: whether only the cache is asked.
        refresh: whether the cache counts for nothing.
        environ: the environment; None for that of the process.
        where: name of the settings file, for messages.

    Raises:
        UsageError: there is no contact address, or httpx2 is not installed.
    """
    variables = os.environ if environ is None else environ
    cache = Cache(cache_folder(variables))
    if offline:
        return Online(None, cache)
    from ldn_bib.sources.transport import HttpTransport

    settings = read_settings(contact, api_key, variables, where=where)
    return Online(HttpTransport(settings), cache, refresh=refresh)
