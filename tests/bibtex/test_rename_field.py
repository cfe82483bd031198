"""Giving a field another name."""

from __future__ import annotations

import pytest

from ldn_bib.bibtex.edits import RenameField
from ldn_bib.bibtex.splice import apply
from ldn_bib.errors import UsageError


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a, jornal={J}, year=2020}", "@misc{a, journal={J}, year=2020}"),
        ("@misc{a, jornal = {J}, year = 2020}", "@misc{a, journal = {J}, year = 2020}"),
        (
            "@misc{a,\n  jornal = {J},\n  year   = 2020,\n}",
            "@misc{a,\n  journal = {J},\n  year   = 2020,\n}",
        ),
        (
            "@misc{a,\n  jornal   = {J},\n  year     = 2020,\n}",
            "@misc{a,\n  journal  = {J},\n  year     = 2020,\n}",
        ),
    ],
)
def test_the_value_stays_and_the_sign_of_equality_keeps_its_column(before: str, after: str) -> None:
    edit = RenameField("a", "Jornal", "journal")
    assert apply(before.encode(), [edit]).decode() == after


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (RenameField("a", "titel", "x"), "has no field 'titel'; did you mean 'title'"),
        (RenameField("a", "title", "YEAR"), "has a field 'YEAR' already"),
        (RenameField("a", "title", "a b"), "cannot be the name of a field"),
    ],
)
def test_what_cannot_be_renamed(edit: RenameField, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        apply(b"@misc{a, title = {T}, year = 2020}", [edit])
