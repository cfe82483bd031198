"""What a record says beyond, and against, a paper."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.entry import Annotation, Entry
from ldn_bib.importing.merging import compare, differences, merged, merged_entry, shown
from ldn_bib.values.status import Status, StatusKind


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("DOI", "10.5555/A", "https://doi.org/10.5555/a"),
        ("page", "907-912", "907-12"),
        ("page", "907–912", "907-912"),
        ("title", "Cold skin: a trial", "Cold Skin – A Trial."),
        ("issued", {"date-parts": [[2019, 10]]}, {"date-parts": [[2019]]}),
        ("issued", {"date-parts": [[2019, 10]]}, {"date-parts": [["2019", "10"]]}),
        ("author", [{"family": "Müller", "given": "Karl"}], [{"family": "Mueller", "given": "K"}]),
        (
            "author",
            [{"family": "Amsel"}, {"family": "Buche"}],
            [{"family": "Amsel"}, {"literal": "others"}],
        ),
        ("keyword", "cold, skin", "Skin; cold"),
        ("URL", "https://x.test/a", "http://X.test/a/"),
        ("author", [{"family": "Amsel", "given": "Anna B"}], [{"family": "Amsel", "given": "A."}]),
        (
            "author",
            [{"family": "Amsel", "given": "Anna Berta"}],
            [{"family": "Amsel", "given": "AB"}],
        ),
        ("author", [{"literal": "Pain Trust"}], [{"literal": "pain trust"}]),
        ("ISSN", "1234-5679, 2049-3630", "2049-3630"),
        ("language", "en-GB", "eng"),
        ("type", "article-journal", "article"),
        ("type", "article-journal", "document"),
    ],
)
def test_the_same_said_otherwise_is_no_difference(variable: str, ours: Any, theirs: Any) -> None:
    assert differences({variable: ours}, {variable: theirs}) == []


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("DOI", "10.5555/A", "10.5555/b"),
        ("page", "907-912", "907-913"),
        ("title", "Cold skin", "Warm skin"),
        ("issued", {"date-parts": [[2019, 10]]}, {"date-parts": [[2019, 11]]}),
        ("author", [{"family": "Amsel"}], [{"family": "Amsel"}, {"family": "Buche"}]),
        ("author", [{"family": "Amsel", "given": "A"}], [{"family": "Amsel", "given": "Berta"}]),
        ("volume", "36", "37"),
    ],
)
def test_a_conflict_is_named_and_not_merged(variable: str, ours: Any, theirs: Any) -> None:
    (found,) = differences({variable: ours}, {variable: theirs})
    assert not found.fills
    assert merged({variable: ours}, [found]) == {variable: ours}
    assert merged({variable: ours}, [found], prefer_new=True) == {variable: theirs}


def test_what_is_empty_is_filled() -> None:
    ours = {"id": "a", "title": "T", "volume": ""}
    found = differences(ours, {"id": "b", "title": "T", "volume": "3", "issue": "", "page": "1"})
    assert [(one.variable, one.fills) for one in found] == [("volume", True), ("page", True)]
    assert merged(ours, found) == {"id": "a", "title": "T", "volume": "3", "page": "1"}


@pytest.mark.parametrize(
    ("variable", "ours", "theirs", "taken"),
    [
        (
            "author",
            [{"family": "Lee", "given": "B."}],
            [{"family": "Lee", "given": "Bob Karl"}],
            [{"family": "Lee", "given": "Bob Karl"}],
        ),
        (
            "author",
            [{"family": "Lee", "given": "Bob"}],
            [{"family": "Lee", "given": "B. K."}, {"family": "Ost"}],
            [{"family": "Lee", "given": "Bob K."}, {"family": "Ost"}],
        ),
        ("issued", {"date-parts": [[2010]]}, {"date-parts": [[2010, 3, 5]]},
         {"date-parts": [[2010, 3, 5]]}),
        ("page", "1", "1-9", "1-9"),
        ("ISSN", "1234-5679, 2049-3630", "1476-4687, 2049-3630",
         "1234-5679, 2049-3630, 1476-4687"),
    ],
)  # fmt: skip
def test_what_they_have_fuller_is_shown_and_taken_on_request(
    variable: str, ours: Any, theirs: Any, taken: Any
) -> None:
    (found,) = differences({variable: ours}, {variable: theirs})
    assert (found.ours, found.theirs, found.fills) == (ours, theirs, False)
    assert merged({variable: ours}, [found]) == {variable: ours}
    after = merged({variable: ours}, [found], prefer_new=True)
    assert after == {variable: taken}
    assert differences(after, {variable: theirs}) == []


def test_names_in_custom_are_compared_one_by_one() -> None:
    ours = {"id": "a", "custom": {"myfield": "mine", "file": "a-b.pdf", "medium": "Print"}}
    theirs = {
        "id": "b",
        "medium": "print",
        "custom": {
            "MyField": "Mine", "other": "new", "file": "ab.pdf", "timestamp": "2020",
            "MEDLINE-MH": "Pain",
        },
    }  # fmt: skip
    found = differences(ours, theirs)
    assert [(one.variable, one.fills) for one in found] == [("other", True), ("file", False)]
    assert merged(ours, found)["custom"] == {**ours["custom"], "other": "new"}  # type: ignore[dict-item]


def test_a_summary_fills_the_annotation() -> None:
    record = Entry({"id": "b", "annote": "Rare."}, annotation=Annotation(summary="It helped."))
    (found,) = compare(Entry({"id": "a"}), record)
    assert (found.variable, found.theirs, found.fills) == ("annote", "It helped. Rare.", True)
    after = merged_entry(Entry({"id": "a"}), [found])
    assert compare(after, record) == []
    (other,) = compare(Entry({"id": "a", "custom": {"annote": "It harmed."}}), record)
    assert not other.fills
    part = Entry({"id": "c"}, annotation=Annotation(summary="It helped."))
    assert compare(after, part) == []


def test_a_retraction_is_not_passed_over() -> None:
    retracted = Status(StatusKind.RETRACTED, ("10.5555/9",))
    record = Entry({"id": "b"}, status=retracted)
    (found,) = compare(Entry({"id": "a"}), record)
    assert shown(found.theirs) == "Retracted. Notice: 10.5555/9."
    assert merged_entry(Entry({"id": "a"}), [found]).status == retracted
    fine = Entry({"id": "a"}, status=Status(StatusKind.NONE))
    (other,) = compare(fine, record)
    assert merged_entry(fine, [other]).status == fine.status
    assert merged_entry(fine, [other], prefer_new=True).status == retracted


def test_what_says_how_a_value_is_spelled_goes_with_it() -> None:
    ours = {"language": "en", "page": "e5", "custom": {"langid": "english", "eid": "e5", "x": "y"}}
    theirs = {"language": "de", "page": "7-9"}
    found = differences(ours, theirs)
    assert merged(ours, found) == ours
    assert merged(ours, found, prefer_new=True) == {**theirs, "custom": {"x": "y"}}


def test_a_value_for_a_person() -> None:
    assert shown({"date-parts": [[2019, 10]]}) == "2019-10"
    assert (
        shown([{"family": "Gogh", "non-dropping-particle": "van", "given": "V."}]) == "van Gogh, V."
    )
    assert shown([{"literal": "Pain Trust"}, {"family": "Amsel", "suffix": "Jr."}]) == (
        "Pain Trust; Amsel, Jr."
    )
    assert shown("two\nlines") == "two lines"
