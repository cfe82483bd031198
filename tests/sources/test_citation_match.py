from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.fakes import FakeTransport
from tests.sources.server import saved

from ldn_bib.errors import AnswerError
from ldn_bib.sources.citation_match import BATCH, Citation, CitationMatcher, Match, Outcome
from ldn_bib.sources.online import Online

YOUNGER = Citation("Arthritis Rheum", "2013", "65", "529", "Younger J")
NOWHERE = Citation("Nowhere J", "2013", "1", "1", "Nobody N")
COLD = Citation("J Cold Skin", "2022", "8", "", "Berg A")


def test_each_citation_gets_its_own_answer(online: Online, transport: FakeTransport) -> None:
    transport.says(saved("ecitmatch.txt"))
    asked = [YOUNGER, NOWHERE, Citation("J Cold Skin"), COLD, COLD]
    assert CitationMatcher(online).match(asked) == [
        Match(Outcome.FOUND, "23359310"),
        Match(Outcome.UNKNOWN_JOURNAL),
        Match(Outcome.TOO_LITTLE),
        Match(Outcome.NOT_FOUND),
        Match(Outcome.AMBIGUOUS),
    ]
    ((_, path, params),) = transport.asked
    assert path == "ecitmatch.cgi"
    assert params["bdata"].split("\r") == [
        "Arthritis Rheum|2013|65|529|Younger J|paper0|",
        "Nowhere J|2013|1|1|Nobody N|paper1|",
        "J Cold Skin|2022|8||Berg A|paper2|",
        "J Cold Skin|2022|8||Berg A|paper3|",
    ]


def test_nothing_is_asked_where_too_little_is_known(
    online: Online, transport: FakeTransport
) -> None:
    little = [Citation(""), Citation("", "2013", "65", "529", "Younger J"), Citation("J", "2013")]
    assert CitationMatcher(online).match(little) == [Match(Outcome.TOO_LITTLE)] * 3
    assert transport.asked == []


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), min_size=5, max_size=5))
def test_no_text_can_break_out_of_its_field(fields: list[str]) -> None:
    citation = Citation("J|\r\nX", *fields[:4])
    matcher = CitationMatcher.__new__(CitationMatcher)
    sent: list[str] = []

    class Door:
        def get(self, *args: object, **kwargs: object) -> object:
            sent.append(args[2]["bdata"])  # type: ignore[index]
            raise AnswerError("enough")

    CitationMatcher.__init__(matcher, Door())  # type: ignore[arg-type]
    if not citation.is_enough:
        assert matcher.match([citation]) == [Match(Outcome.TOO_LITTLE)]
        return
    with pytest.raises(AnswerError):
        matcher.match([citation])
    assert sent[0].count("|") == 6
    assert "\r" not in sent[0]
    assert sent[0].startswith("J X|")


def test_a_field_that_looks_like_a_key_does_not_confuse(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(b"j|2013|paper1|5|paper1|paper0|42\nj|2013|paper0|5|paper0|paper1|43")
    odd = [Citation("J", "2013", "paper1", "5", "paper1"), Citation("J", "2013", "paper0", "5")]
    assert [one.pmid for one in CitationMatcher(online).match(odd)] == ["42", "43"]


def test_a_line_that_is_missing_is_not_found(online: Online, transport: FakeTransport) -> None:
    transport.says(b"j|2013|1|1||paper1|7")
    citations = [Citation("J", "2013", "1", "1")] * 3
    assert [one.outcome for one in CitationMatcher(online).match(citations)] == [
        Outcome.NOT_FOUND,
        Outcome.FOUND,
        Outcome.NOT_FOUND,
    ]


def test_many_citations_are_asked_in_batches(online: Online, transport: FakeTransport) -> None:
    transport.says(*[b"j|1|1|1||paper0|%d" % number for number in range(1, 4)])
    citations = [Citation("J", str(number), "1", "1") for number in range(2 * BATCH + 1)]
    found = CitationMatcher(online).match(citations)
    assert [place for place, one in enumerate(found) if one.pmid] == [0, BATCH, 2 * BATCH]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (b"", "PubMed sent an empty answer"),
        (b"<html>down</html>", "PubMed sent a web page"),
        (b"<r><ERROR>no</ERROR></r>", "PubMed reports: no"),
        (b"something else", "PubMed sent no answer to a citation"),
        ((400, b"Bad Request"), "PubMed refused the request with status 400"),
    ],
)
def test_an_answer_that_cannot_be_used(
    online: Online, transport: FakeTransport, reply: bytes, said: str
) -> None:
    transport.says(reply)
    with pytest.raises(AnswerError) as caught:
        CitationMatcher(online).match([YOUNGER])
    assert str(caught.value).startswith(said)
