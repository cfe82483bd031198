"""ECitMatch: the PMID of a paper of which only the citation is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ldn_bib.errors import AnswerError
from ldn_bib.sources.answers import refuse, xml_root
from ldn_bib.sources.online import Online
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import PUBMED, Service

BATCH = 20
"""Citations a request: more would make the address too long."""

_NOT_IN_FIELD = re.compile(r"[|\s\x00-\x1f]+")
_KEY = re.compile(r"\|paper([0-9]{1,4})(?=\|)")


class Outcome(StrEnum):
    """What became of a citation."""

    FOUND = "found"
    NOT_FOUND = "not found"
    AMBIGUOUS = "several papers fit"
    UNKNOWN_JOURNAL = "PubMed does not know the journal"
    TOO_LITTLE = "too little is known to look for it"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is known of a paper.

    Attributes:
        journal: title or abbreviation of the journal.
        year: year of the issue.
        volume: volume.
        first_page: first page, or the number of the article.
        author: first author, as PubMed writes it: ``Younger J``.
    """

    journal: str
    year: str = ""
    volume: str = ""
    first_page: str = ""
    author: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether a look is worth while: the journal and two more facts, not all about time."""
        known = [bool(clean) for clean in map(_clean, self.fields[1:])]
        return bool(_clean(self.journal)) and sum(known) >= 2

    @property
    def fields(self) -> tuple[str, str, str, str, str]:
        """The facts in the order of ECitMatch."""
        return (self.journal, self.year, self.volume, self.first_page, self.author)


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for a citation.

    Attributes:
        outcome: whether a paper was found.
        pmid: its number; empty where none was found.
    """

    outcome: Outcome
    pmid: str = ""


class CitationMatcher:
    """Asks ECitMatch."""

    def __init__(self, online: Online, service: Service = PUBMED) -> None:
        """Take the door to the network and the service."""
        self._online = online
        self._service = service

    def match(self, citations: Iterable[Citation]) -> list[Match]:
        """Return the answer for each citation, in the same order.

        Raises:
            SourceError: PubMed gave no usable answer.
        """
        asked = list(citations)
        matches = [Match(Outcome.TOO_LITTLE)] * len(asked)
        # a line without a journal would end the whole answer, so it is not sent
        places = [place for place, citation in enumerate(asked) if citation.is_enough]
        for batch in _batches(places):
            answers = self._ask([asked[place] for place in batch])
            for place, match in zip(batch, answers, strict=True):
                matches[place] = match
        return matches

    def _ask(self, citations: Sequence[Citation]) -> list[Match]:
        lines = [
            f"{'|'.join(map(_clean, citation.fields))}|paper{number}|"
            for number, citation in enumerate(citations)
        ]
        params = {"db": "pubmed", "retmode": "xml", "bdata": "\r".join(lines)}
        first = " ".join(filter(None, citations[0].fields))
        response = self._online.get(
            self._service,
            "ecitmatch.cgi",
            params,
            check=self._lines,
            what=f"the citation {first!r}" + (" and others" if len(citations) > 1 else ""),
        )
        found = self._lines(response)
        return [found.get(number, Match(Outcome.NOT_FOUND)) for number in range(len(citations))]

    def _lines(self, response: Response) -> dict[int, Match]:
        """Return the matches by the number that we gave each citation.

        The answer is lines, whatever ``retmode`` says: the citation as it was sent, with the PMID
        or a word behind its key; a citation that is not found may come back without its author.
        """
        text = response.body.decode("utf-8", errors="replace").strip()
        if text.startswith(("<", "{")) or not text:
            xml_root(self._service, response, ("text",))
        if response.status != 200:
            raise refuse(self._service, response)
        found: dict[int, Match] = {}
        for line in re.split(r"[\r\n]+", text):
            keys = list(_KEY.finditer(line))
            if keys:
                found[int(keys[-1][1])] = _match(line[keys[-1].end() + 1 :].strip())
        if not found:
            raise AnswerError(f"{self._service.name} sent no answer to a citation; try again later")
        return found


def _match(answer: str) -> Match:
    if answer.isascii() and answer.isdigit():
        return Match(Outcome.FOUND, answer)
    if answer.startswith("AMBIGUOUS"):
        return Match(Outcome.AMBIGUOUS)
    if "INVALID_JOURNAL" in answer:
        return Match(Outcome.UNKNOWN_JOURNAL)
    return Match(Outcome.NOT_FOUND)


def _clean(text: str) -> str:
    return _NOT_IN_FIELD.sub(" ", text).strip()


def _batches(places: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(places), BATCH):
        yield places[start : start + BATCH]
