from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.check.journal_names import essence, is_short_of, looks_short, shortenable


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Pain Med", "Pain Medicine"),
        ("Am J Hosp Palliat Care", "American Journal of Hospice and Palliative Care"),
        ("Proc Natl Acad Sci", "Proceedings of the National Academy of Sciences"),
        ("JAMA", "Journal of the American Medical Association"),
        ("Behav Brain Res", "Behavioural Brain Research"),
        ("Dtsch Arztebl", "Deutsches Arzteblatt"),
    ],
)
def test_abbreviations_of_names(short: str, full: str) -> None:
    assert is_short_of(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [("Pain Med", "Sleep Medicine"), ("Sleep", "Pain Medicine"), ("J Pain", "Pain Journal")],
)
def test_other_journals(short: str, full: str) -> None:
    assert not is_short_of(short, full)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_name_is_looked_at(one: str, other: str) -> None:
    assert isinstance(is_short_of(one, other), bool)
    assert (shortenable(one) or "") in one
    assert not (looks_short(one) and shortenable(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Journal of Pain", "Journal of pain"),
        ("Pain (London, England)", "PAIN"),
        ("Pain : official journal", "Pain"),
        ("Pain & Therapy", "Pain and Therapy"),
    ],
)
def test_names_for_comparing(one: str, other: str) -> None:
    assert essence(one) == essence(other)
