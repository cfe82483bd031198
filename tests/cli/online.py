"""Commands that ask services, with the services of an invented world in their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.completing.world import World, door, offline_door, services_at
from tests.sources.fakes import FakeTime

from ldn_bib.completing import services
from ldn_bib.sources.cache import Cache
from ldn_bib.sources.online import Online
from ldn_bib.sources.retry import Limits
from ldn_bib.sources.settings import Settings
from ldn_bib.sources.transport import HttpTransport


def enter(monkeypatch: pytest.MonkeyPatch, world: World, cache: Path) -> list[Any]:
    """Let commands ask a world; return the requests that they make."""
    asked: list[Any] = []

    def opened(config: Any, *, offline: bool = False, refresh: bool = False) -> services.Services:
        del config, refresh
        if offline:
            return offline_door(cache)
        made, transport = door(world, cache)
        transport.asked = asked
        return made

    monkeypatch.setattr(services, "open_services", opened)
    return asked


def enter_at(monkeypatch: pytest.MonkeyPatch, root: str, cache: Path) -> None:
    """Let commands ask a server on this machine, over HTTP."""
    time = FakeTime()

    def opened(config: Any, *, offline: bool = False, refresh: bool = False) -> services.Services:
        del config, offline, refresh
        limits = Limits(connect=2.0, read=0.2, request=0.4, tries=2)
        transport = HttpTransport(Settings("you@example.org"), limits=limits, clock=time.clock)
        return services_at(root, Online(transport, Cache(cache), clock=time.clock))

    monkeypatch.setattr(services, "open_services", opened)
