"""What has happened to a paper, in words and by weight."""

from __future__ import annotations

import pytest

from ldn_bib.bibtex.statuses import read_status, status_fields
from ldn_bib.documents import statements
from ldn_bib.values.status import Status, StatusKind


def test_the_graver_comes_first() -> None:
    assert list(StatusKind) == [
        StatusKind.RETRACTED,
        StatusKind.PARTLY_RETRACTED,
        StatusKind.CONCERN,
        StatusKind.CORRECTED,
        StatusKind.NONE,
    ]


@pytest.mark.parametrize("kind", list(StatusKind))
def test_each_kind_has_its_word_in_files_and_its_own_words_for_people(kind: StatusKind) -> None:
    status = Status(kind, ("10.1000/1",))
    assert status.sentence == f"{kind.label}. Notice: 10.1000/1."
    assert read_status(status_fields(status)) == status
    assert [one for one in StatusKind if one.label == kind.label] == [kind]


def test_what_every_output_has_to_say() -> None:
    alerts = [kind for kind in StatusKind if Status(kind).is_alert]
    assert alerts == [StatusKind.RETRACTED, StatusKind.PARTLY_RETRACTED, StatusKind.CONCERN]
    assert set(statements._ALERTS) == set(alerts)
