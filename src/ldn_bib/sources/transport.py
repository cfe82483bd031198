"""HTTP: one request at a time, politely, with an end to everything."""

from __future__ import annotations

import random as _random
from collections.abc import Callable, Mapping
from http.client import responses as REASONS  # noqa: N812
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import ldn_bib
from ldn_bib.errors import AnswerError, TooLargeError, UnreachableError, UsageError
from ldn_bib.sources.body import BrokenBodyError, read_body
from ldn_bib.sources.clock import Clock
from ldn_bib.sources.pace import Pace
from ldn_bib.sources.response import Response
from ldn_bib.sources.retry import AGAIN, Limits, retry_after
from ldn_bib.sources.settings import TOOL
from ldn_bib.sources.watch import Watch

if TYPE_CHECKING:
    import httpx2

    from ldn_bib.sources.service import Service
    from ldn_bib.sources.settings import Settings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HIDDEN = b"[API key]"


class _Failure(NamedTuple):
    """A try without an answer: why, for people, and how long to wait if the service said so."""

    reason: str
    asked: float | None = None
    is_final: bool = False


def require_httpx() -> None:
    """Say so where the library for the network is not installed.

    Raises:
        UsageError: it is not.
    """
    if find_spec("httpx2") is None:
        raise UsageError(
            "asking PubMed or Crossref needs httpx2; install it with: pip install 'ldn-bib[online]'"
        )


class HttpTransport:
    """Asks services over HTTP: one connection pool, used by one thread."""

    def __init__(
        self,
        settings: Settings,
        *,
        limits: Limits | None = None,
        clock: Clock | None = None,
        random: Callable[[], float] = _random.random,
    ) -> None:
        """Take who asks; no connection is made yet.

        Args:
            settings: the contact address and the API key.
            limits: what a request may take.
            clock: where the time comes from.
            random: gives numbers from 0 to 1.

        Raises:
            UsageError: httpx2 is not installed.
        """
        require_httpx()
        self._settings = settings
        self._limits = limits or Limits()
        self._clock = clock or Clock()
        self._random = random
        self._pace = Pace(self._clock)
        self._watch = Watch()
        self._client: httpx2.Client | None = None

    def get(self, service: Service, path: str, params: Mapping[str, str]) -> Response:
        """Ask a service; see :class:`ldn_bib.sources.response.Transport`."""
        address = service.address(path)
        asked = {**params, **service.identity(self._settings)}
        limits, began = self._limits, self._clock.monotonic()
        failed = 0
        while True:
            outcome = self._try(service, address, asked)
            if isinstance(outcome, Response):
                return outcome
            failed += 1
            spent = self._clock.monotonic() - began
            wait = None if outcome.is_final else limits.wait(failed, outcome.asked, self._random)
            if wait is None or spent + wait > limits.total:
                raise UnreachableError(_told(service, outcome, failed))
            self._clock.sleep(wait)

    def close(self) -> None:
        """Let the connections go."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _try(
        self, service: Service, address: str, params: Mapping[str, str]
    ) -> Response | _Failure:
        """Make a request and follow where it is sent on to."""
        query: Mapping[str, str] | None = params
        for _ in range(self._limits.redirects + 1):
            host = urlsplit(address).hostname or ""
            self._pace.wait(host, service.pace(self._settings))
            outcome = self._send(service, address, query)
            if isinstance(outcome, _Failure):
                return outcome
            self._pace.learn(host, outcome.headers)
            if outcome.status not in _REDIRECTS:
                return self._judged(service, outcome)
            address = _target(service, address, outcome.headers.get("location", ""))
            query = None
        raise AnswerError(f"{service.name} sends us on in a circle; try again later")

    def _judged(self, service: Service, response: Response) -> Response | _Failure:
        is_busy = any(mark in response.body[:1000] for mark in service.busy)
        if response.status not in AGAIN and not is_busy:
            return response
        status = f"{response.status} {REASONS.get(response.status, '')}".strip()
        reason = "it asks to be asked less often" if is_busy else f"it answered {status}"
        asked = retry_after(response.headers.get("retry-after"), self._clock.now())
        return _Failure(reason, asked)

    def _send(
        self, service: Service, address: str, params: Mapping[str, str] | None
    ) -> Response | _Failure:
        """Make one request, read its answer whole, and stop at the limits."""
        import httpx2

        client = self._open()
        watch, limits = self._watch, self._limits
        try:
            with (
                watch.over(limits.request),
                client.stream(
                    "GET", address, params=params, extensions={"trace": watch.trace}
                ) as reply,
            ):
                headers = {name.lower(): value for name, value in reply.headers.items()}
                body = read_body(reply.iter_raw(), headers, limits.body)
        except TooLargeError:
            size = limits.body // (1024 * 1024)
            raise TooLargeError(
                f"{service.name} sent more than {size} MB in one answer, which is not read"
            ) from None
        except BrokenBodyError as error:
            return _Failure(str(error))
        except httpx2.InvalidURL:
            raise AnswerError(f"{service.name} sends us on to an address that is none") from None
        except httpx2.TransportError as error:
            return self._late() if watch.has_fired else _failure(error)
        # a connection that is cut looks like one that has come to its end
        if watch.has_fired:
            return self._late()
        key = self._settings.api_key.encode()
        if key:
            body = body.replace(key, _HIDDEN)
        return Response(reply.status_code, headers, body, _bare(address), self._clock.now())

    def _late(self) -> _Failure:
        return _Failure(f"the answer was not there after {self._limits.request:g} seconds")

    def _open(self) -> httpx2.Client:
        if self._client is None:
            from http.cookiejar import CookieJar, DefaultCookiePolicy

            import httpx2

            from ldn_bib.sources.redaction import keep_out_of_logs

            for logger in ("httpx2", "httpcore2.http11"):
                keep_out_of_logs(logger)
            limits = self._limits
            self._client = httpx2.Client(
                headers={
                    "User-Agent": f"{TOOL}/{ldn_bib.__version__} (mailto:{self._settings.contact})",
                    "Accept": "*/*",
                    "Accept-Encoding": "gzip",
                },
                timeout=httpx2.Timeout(limits.read, connect=limits.connect),
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
                follow_redirects=False,
            )
        return self._client


def _target(service: Service, address: str, location: str) -> str:
    """Return where a redirect leads, if the service may send us there."""
    try:
        target = urljoin(address, location)
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        host, parts, target = "", urlsplit(""), ""
    if not location or not service.may_go_to(parts.scheme, host):
        shown = f"{parts.scheme}://{host}" if location and host else "nowhere"
        raise AnswerError(
            f"{service.name} sends us on to {shown}, which is not one of its addresses; "
            "nothing was asked there"
        )
    return target


def _bare(address: str) -> str:
    """Return an address without its parameters, which may hold who asked."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _told(service: Service, failure: _Failure, tries: int) -> str:
    host = urlsplit(service.root).hostname
    counted = "1 try" if tries == 1 else f"{tries} tries"
    sentence = f"no answer from {service.name} ({host}) in {counted}: {failure.reason}"
    if failure.is_final:
        return sentence
    if failure.asked:
        return f"{sentence}; it asks to come back in {failure.asked:.0f} seconds"
    return f"{sentence}; try again later"


def _failure(error: httpx2.TransportError) -> _Failure:
    """Put an error of the network into words; those of the library may hold the address."""
    import ssl

    import httpx2

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _Failure("its certificate cannot be trusted", is_final=True)
        cause = cause.__cause__ or cause.__context__
    table: tuple[tuple[type[Any], str], ...] = (
        (httpx2.ConnectTimeout, "no connection in time"),
        (httpx2.TimeoutException, "nothing came in time"),
        (httpx2.ProxyError, "the proxy refused"),
        (httpx2.ConnectError, "no connection"),
        (httpx2.ProtocolError, "the connection broke off or the answer is not HTTP"),
        (httpx2.NetworkError, "the connection broke off"),
    )
    words = (words for kind, words in table if isinstance(error, kind))
    return _Failure(next(words, "the request could not be made"))
