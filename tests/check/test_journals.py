from __future__ import annotations

from ldn_bib.check.journals import folded, journals_of
from ldn_bib.check.subject import Subject
from ldn_bib.entry import Entry


def subject(full: str, short: str = "") -> Subject:
    return Subject(Entry({"id": "a", "container-title": full, "container-title-short": short}))


def test_the_pair_that_is_seen_most_often_counts() -> None:
    journals = journals_of(
        [
            subject("Journal of Pain", "J Pain"),
            subject("Journal of Pain", "J. Pain"),
            subject("The Journal of Pain", "J Pain"),
            subject("Journal of Pain", "J Pain"),
            subject("Sleep"),
        ]
    )
    assert journals.full_of("J. PAIN") == "Journal of Pain"
    assert journals.full_of("Sleep") is None


def test_a_name_that_is_its_own_abbreviation_is_no_abbreviation_of_another() -> None:
    journals = journals_of([subject("Pain", "Pain"), subject("Pain Physician", "Pain Physician")])
    assert journals.full_of("Pain") is None


def test_names_are_compared_without_case_and_marks() -> None:
    assert folded("J. Pain & Palliat. Care") == folded("j pain and palliat care")
