from __future__ import annotations

from tests.check.tools import findings

from ldn_bib.check.rules.unverified import RULE


def test_the_fields_are_listed_at_the_field_that_names_them() -> None:
    (found,) = findings(RULE, "doi = {10.1000/182}\nunverified = {author, doi}")
    assert found.message == "smith2020: not yet confirmed: author, doi"
    assert (found.code, found.key, found.fields) == ("unverified", "smith2020", ("author", "doi"))
    assert (found.line, found.column) == (7, 17)


def test_a_confirmed_entry_has_no_finding() -> None:
    assert findings(RULE, "doi = {10.1000/182}") == []
