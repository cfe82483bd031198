from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.unknown_field import RULE


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pubisher", "publisher"),
        ("Voulme", "volume"),
        ("abstarct", "abstract"),
        ("keywrods", "keywords"),
        ("page", "pages"),
        ("yera", "year"),
    ],
)
def test_slips_are_mended(name: str, meant: str) -> None:
    line = f"{name} = {{7}}"
    text = f"@misc{{a,\n  title = {{x}},\n  {line},\n}}\n"
    assert messages(RULE, text) == [f"a: the field {name} is not known; did you mean {meant}?"]
    assert f"  {meant} = {{7}},\n" in fixed(RULE, text)


def test_nothing_is_renamed_to_a_field_that_is_there() -> None:
    text = "jurnal = {Pain}"
    assert "did you mean journal?" in messages(RULE, text)[0]
    assert text in fixed(RULE, text)
    assert "jurnal" in fixed(RULE, "@misc{a,\n  jurnal = {x},\n  journaltitle = {y},\n}\n")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("vol", "volume"), ("container-title", "journaltitle"), ("organisation", "organization")],
)
def test_other_names_are_only_answered(name: str, meant: str) -> None:
    (found,) = findings(RULE, f"{name} = {{x}}")
    assert found.severity == "warning"
    assert f"did you mean {meant}?" in found.message


def test_the_name_of_one_edit_is_mended_though_it_is_in_the_table() -> None:
    assert "  organization = {x},\n" in fixed(RULE, "organisation = {x}")
    assert "vol = {x}" in fixed(RULE, "vol = {x}")


@pytest.mark.parametrize("name", ["shelf", "rate", "foo", "mycolour", "author2", "x1"])
def test_names_that_mean_something_of_their_own_stay(name: str) -> None:
    found = findings(RULE, f"{name} = {{x}}")
    assert len(found) == 1
    assert f"{name} = {{x}}" in fixed(RULE, f"{name} = {{x}}")


def test_two_near_names_are_no_answer_to_rely_on() -> None:
    # one letter from edition and from editor
    text = "editon = {2}"
    assert text in fixed(RULE, text)


@pytest.mark.parametrize(
    "name",
    ["author", "journaltitle", "pmid", "notes", "Bdsk-Url-1", "OPTvolume", "mendeley-tags", "MH"],
)
def test_fields_that_somebody_reads(name: str) -> None:
    assert messages(RULE, f"{name} = {{x}}") == []
