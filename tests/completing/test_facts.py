"""The table of facts agrees with the fields that are read."""

from __future__ import annotations

import pytest

from ldn_bib.bibtex.fields import FIELDS
from ldn_bib.completing.facts import FACTS, GO_WITH, OTHER_NAMES, choose
from ldn_bib.errors import UsageError


def test_every_field_is_one_that_is_read() -> None:
    named = {field for fact in FACTS for field in fact.fields}
    assert named <= set(FIELDS)
    assert {*OTHER_NAMES, *(other for names in OTHER_NAMES.values() for other in names)} <= named
    assert {part for parts in GO_WITH.values() for part in parts} <= named
    assert set(GO_WITH) <= {fact.name for fact in FACTS}


def test_no_field_belongs_to_two_facts() -> None:
    fields = [field for fact in FACTS for field in fact.fields]
    assert sorted(fields) == sorted(set(fields))


def test_facts_are_chosen_by_any_of_their_fields() -> None:
    assert [fact.name for fact in choose(["Year", "eissn"])] == ["date", "issn"]
    assert [fact.name for fact in choose(["abstract"])] == ["abstract"]
    assert "abstract" not in {fact.name for fact in choose([])}
    assert choose(["JournalTitle"]) == choose(["journal"])
    with pytest.raises(UsageError, match="there are author, editor, title"):
        choose(["xyzzy"])
