from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from ldn_bib.csl import parallel
from ldn_bib.csl.engine import format_bibliography
from ldn_bib.csl.errors import CslError, StyleFileError
from ldn_bib.csl.parallel import format_shares
from ldn_bib.csl.processor import Processor
from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run

TOTAL = 40
HERE = os.getpid()

needs_fork = pytest.mark.skipif(not parallel.can_share(), reason="this system cannot fork")


@pytest.fixture(autouse=True)
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten entries are worth a process."""
    monkeypatch.setattr(parallel, "LEAST_SHARE", 10)


def entry(number: int, by: str = "") -> FormattedEntry:
    runs = (
        Run(f"{number} ", frozenset({Mark.ITALIC, Mark.BOLD})),
        Run("\ud800é", link="https://example.org/" if number % 2 else None),
        Run(by, frozenset({Mark.SUPERSCRIPT})),
    )
    return FormattedEntry(f"id{number}", RichText(runs))


def share(start: int, end: int) -> Iterator[FormattedEntry]:
    return (entry(number) for number in range(start, end))


def by_process(start: int, end: int) -> Iterator[FormattedEntry]:
    return (entry(number, str(os.getpid())) for number in range(start, end))


def processes(entries: tuple[FormattedEntry, ...]) -> list[str]:
    """The processes that formatted the entries, in order."""
    return list(dict.fromkeys(one.content.runs[2].text for one in entries))


def no_children() -> bool:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    return True


@needs_fork
@pytest.mark.parametrize(("jobs", "used"), [(1, 1), (2, 2), (3, 3), (4, 4), (64, 4)])
def test_each_process_takes_a_share(jobs: int, used: int) -> None:
    assert format_shares(TOTAL, share, jobs) == tuple(share(0, TOTAL))
    took = processes(format_shares(TOTAL, by_process, jobs))
    assert took[0] == str(HERE)
    assert len(took) == used
    assert no_children()


@pytest.mark.parametrize("total", [0, 1, 19])
def test_what_is_short_is_not_shared(total: int) -> None:
    assert set(processes(format_shares(total, by_process, 8))) <= {str(HERE)}


@needs_fork
def test_what_a_process_fails_at_is_formatted_here() -> None:
    def fails_elsewhere(start: int, end: int) -> Iterator[FormattedEntry]:
        if os.getpid() != HERE and start == TOTAL // 2:
            raise ValueError("elsewhere")
        return by_process(start, end)

    assert len(processes(format_shares(TOTAL, fails_elsewhere, 4))) == 3
    assert no_children()


@needs_fork
@pytest.mark.parametrize("place", [0, TOTAL - 1])
def test_an_error_is_the_error_of_one_process(place: int) -> None:
    def fails(start: int, end: int) -> Iterator[FormattedEntry]:
        for number in range(start, end):
            if number == place:
                raise StyleFileError("x", "is odd")
            yield entry(number)

    with pytest.raises(StyleFileError, match="is odd"):
        format_shares(TOTAL, fails, 4)
    assert no_children()


def test_one_process_does_it_all_where_there_can_be_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert processes(format_shares(TOTAL, by_process, 4)) == [str(HERE)]

    def no_room() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", no_room, raising=False)
    assert processes(format_shares(TOTAL, by_process, 4)) == [str(HERE)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_progress_goes_up_to_the_end(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    format_shares(400, share, jobs, lambda done, total: told.append((done, total)))
    assert told[-1] == (400, 400)
    assert [total for _, total in told] == [400] * len(told)
    done = [done for done, _ in told]
    assert done == sorted(done)
    assert len(done) > 2


def paper(number: int) -> dict[str, Any]:
    """Papers of few authors and years, so that names repeat and cites look alike."""
    authors = [{"family": f"Doe{number % 7 // 3}", "given": "Jane"}, {"literal": "The Group"}]
    return {
        "id": f"p{number}",
        "type": "article-journal",
        "title": f"<i>Pain</i> “in” {number} trials",
        "author": authors[: 1 + number % 2],
        "issued": {"date-parts": [[2019 + number % 2]]},
        "container-title": "Journal of Trials",
        "page": f"{number}-{number + 8}",
        "DOI": f"10.5555/{number}",
    }


@needs_fork
@pytest.mark.parametrize(
    "style", ["nlm-citation-sequence", "apa", "ieee", "chicago-author-date-16th-edition", "mla"]
)
def test_a_bibliography_is_the_same_in_any_number_of_processes(style: str) -> None:
    papers = [paper(number) for number in range(60)]
    processor = Processor("modern-language-association" if style == "mla" else style, links=True)
    alone = processor.bibliography(papers)
    assert len(set(map(str, alone.entries))) == 60
    for jobs in (2, 3, 6):
        assert processor.bibliography(papers, jobs=jobs) == alone
    assert format_bibliography(papers, processor.tree.name, links=True, jobs=2) == list(
        alone.entries
    )


def test_names_that_repeat_are_replaced_at_the_start_of_a_share() -> None:
    papers = [paper(0) | {"id": f"p{number}", "title": f"Part {number}"} for number in range(40)]
    style = Processor("chicago-author-date-16th-edition")
    entries = style.bibliography(papers, jobs=4).entries
    assert [str(one).startswith("———") for one in entries] == [False] + [True] * 39


@pytest.mark.parametrize("jobs", [0, -3])
def test_at_least_one_process_is_needed(jobs: int) -> None:
    with pytest.raises(CslError, match=f"jobs must be at least 1, not {jobs}"):
        format_bibliography([paper(1)], "apa", jobs=jobs)
