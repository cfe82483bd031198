"""Many entries are asked about in parts, so that a person sees how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ldn_bib.completing.gather import Gathered
from ldn_bib.completing.services import PART, failures_of, in_parts, open_services
from ldn_bib.config import Config
from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError
from ldn_bib.sources.settings import OnlineTable


def test_parts_come_in_order_and_are_told_of() -> None:
    entries = [Entry({"id": str(number)}) for number in range(2 * PART + 1)]
    sizes: list[int] = []
    told: list[tuple[int, int]] = []

    def ask(some: Sequence[Entry]) -> list[Gathered]:
        sizes.append(len(some))
        return [Gathered(entry, failures=("down",)) for entry in some]

    found = in_parts(ask, entries, lambda done, total: told.append((done, total)))
    assert [one.entry for one in found] == entries
    assert sizes == [PART, PART, 1]
    assert told == [(PART, 101), (2 * PART, 101), (101, 101)]
    assert failures_of(found) == ("down",)


def test_a_person_without_a_network_needs_no_settings() -> None:
    with open_services(Config(), offline=True) as services:
        assert services.online.is_offline


def test_the_contact_address_is_that_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("httpx2", reason="the extra online is not installed")
    monkeypatch.delenv("LDNBIB_CONTACT", raising=False)
    config = Config(path=Path("x/ldnbib.toml"), online_table=OnlineTable(contact="you@example.org"))
    with open_services(config) as services:
        assert not services.online.is_offline
    with pytest.raises(UsageError, match=r"into x/ldnbib\.toml"):
        open_services(replace(config, online_table=OnlineTable()))
