"""The services that entries are looked up with, opened together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from ldn_bib.completing.gather import Gathered, Gatherer
from ldn_bib.config import Config
from ldn_bib.entry import Entry
from ldn_bib.sources.citation_match import CitationMatcher
from ldn_bib.sources.crossref import Crossref
from ldn_bib.sources.online import Online, open_online
from ldn_bib.sources.pubmed import PubMed

PART = 50
"""Entries that are asked about at a time, so that a person sees how far it is."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Services:
    """What is asked about papers.

    Attributes:
        online: the door to the network.
        pubmed: PubMed.
        gatherer: asks PubMed and Crossref about entries.
    """

    online: Online
    pubmed: PubMed
    gatherer: Gatherer

    @classmethod
    def of(
        cls,
        online: Online,
        *,
        pubmed: PubMed | None = None,
        matcher: CitationMatcher | None = None,
        crossref: Crossref | None = None,
    ) -> Self:
        """Take the door to the network, and the services where they are not the usual ones."""
        chosen = pubmed or PubMed(online)
        gatherer = Gatherer(online, pubmed=chosen, matcher=matcher, crossref=crossref)
        return cls(online, chosen, gatherer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.online.close()


def open_services(config: Config, *, offline: bool = False, refresh: bool = False) -> Services:
    """Open the services for a person; no request is made yet.

    Args:
        config: settings, with the contact address.
        offline: whether only answers that were kept are used.
        refresh: whether answers that were kept count for nothing.

    Raises:
        UsageError: there is no contact address, or httpx2 is not installed.
    """
    table = config.online
    where = str(config.path or "")
    online = open_online(
        table.contact, table.api_key, offline=offline, refresh=refresh, where=where
    )
    return Services.of(online)


def in_parts(
    ask: Callable[[Sequence[Entry]], list[Gathered]],
    entries: Sequence[Entry],
    progress: Progress | None = None,
) -> list[Gathered]:
    """Ask about many entries, some at a time.

    Args:
        ask: a method of a :class:`Gatherer`.
        entries: the entries.
        progress: called with the number of entries done and of all.
    """
    found: list[Gathered] = []
    for start in range(0, len(entries), PART):
        found += ask(entries[start : start + PART])
        if progress is not None:
            progress(len(found), len(entries))
    return found


def failures_of(found: Sequence[Gathered]) -> tuple[str, ...]:
    """Return why sources could not be asked, each sentence once."""
    return tuple(dict.fromkeys(why for one in found for why in one.failures))
