"""Our engine against citeproc-js, where node and citeproc-js are installed."""

from __future__ import annotations

from typing import Final

import pytest
from tests.oracle import node
from tests.oracle.compare import Comparison
from tests.oracle.fidelity import run_all, summary
from tests.oracle.report import judged, percent, share
from tests.oracle.work import POPULAR, all_styles, document, items, sample

SAMPLE: Final = 150
BAR_POPULAR: Final = 0.99
BAR_ALL: Final = 0.97
BAR_JUDGED: Final = 0.95

needs_oracle = pytest.mark.skipif(bool(node.missing()), reason=node.missing())


@pytest.fixture(scope="module")
def compared() -> dict[str, Comparison]:
    styles = sorted({*POPULAR, *sample(SAMPLE)})
    return {one.style: one for part in run_all(styles) for one in part}


@needs_oracle
def test_no_style_fails(compared: dict[str, Comparison]) -> None:
    assert [(one.style, one.error) for one in compared.values() if one.error] == []


@needs_oracle
def test_most_used_styles(compared: dict[str, Comparison]) -> None:
    found = [compared[style] for style in POPULAR]
    equal, entries = share(found)
    assert equal >= BAR_POPULAR * entries, summary(found)


@needs_oracle
def test_sample_of_all_styles(compared: dict[str, Comparison]) -> None:
    found = [compared[style] for style in sample(SAMPLE)]
    equal, entries = share(found)
    assert equal >= BAR_ALL * entries, summary(found)


@needs_oracle
def test_nearly_all_differences_of_the_sample_have_a_verdict(
    compared: dict[str, Comparison],
) -> None:
    done, differences = judged(compared.values())
    print(f"judged: {done} of {differences} differences ({percent(done, differences)})")
    assert done >= BAR_JUDGED * differences


@needs_oracle
def test_oracle_answers_a_failing_job_with_an_error_and_goes_on() -> None:
    xml = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><id>x</id></info>"
        '<citation><layout prefix="("><text variable="title"/></layout></citation></style>'
    )
    item = {"id": "a", "type": "book", "title": "T"}
    work = [{"cites": [{"id": "a"}], "note": 0}]
    jobs: list[node.Job] = [{"id": "bad", "xml": "<"}, {"id": "good", "xml": xml, "document": work}]
    bad, good = node.ask(jobs, [item])
    assert bad["error"]
    assert good["citations"] == ["(T"]


def test_items_are_many_and_of_every_type() -> None:
    given = items()
    assert len(given) >= 60
    assert len({item["id"] for item in given}) == len(given)
    assert len({item["type"] for item in given}) == 45


def test_most_used_styles_exist() -> None:
    assert len(set(POPULAR)) == len(POPULAR) == 40
    assert set(POPULAR) <= set(all_styles())


def test_sample_is_the_same_for_the_same_seed() -> None:
    assert sample(20) == sample(20)
    assert sample(20) != sample(20, seed=2)


def test_document_cites_alone_in_pairs_and_in_notes_again() -> None:
    given = [{"id": name} for name in "abcdef"]
    plain = document(b'<style class="in-text">', given)
    assert [len(one["cites"]) for one in plain] == [1] * 6 + [2] * 3
    notes = document(b'<style class="note">', given)
    assert ["".join(str(c["id"]) for c in one["cites"]) for one in notes[9:]] == list("aaaaba")
