"""A server, a clock that nobody waits for, and a transport that answers from files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# helpers are imported under the name that mypy knows them by
ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from tests.sources.fakes import FakeTime, FakeTransport  # noqa: E402
from tests.sources.server import Site, serving  # noqa: E402

from ldn_bib.sources.cache import Cache  # noqa: E402
from ldn_bib.sources.online import Online  # noqa: E402


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def transport(time: FakeTime) -> FakeTransport:
    return FakeTransport(time)


@pytest.fixture
def online(transport: FakeTransport, time: FakeTime, tmp_path: Path) -> Online:
    return Online(transport, Cache(tmp_path / "cache"), clock=time.clock)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
