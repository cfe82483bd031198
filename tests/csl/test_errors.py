from __future__ import annotations

import pytest

from ldn_bib.csl.errors import FormatError, UnknownStyleError, one_of


@pytest.mark.parametrize(
    ("names", "joined"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_names_in_a_sentence(names: list[str], joined: str) -> None:
    assert one_of(names) == joined


def test_suggestions_show_what_an_alias_stands_for() -> None:
    assert str(UnknownStyleError("amma", ["ama", "apa"])) == (
        "unknown style 'amma'; did you mean 'ama' (american-medical-association) or 'apa'?"
    )


def test_a_failure_names_style_and_item() -> None:
    assert str(FormatError("apa", "smith2020", "it broke")) == (
        "style 'apa' cannot format item 'smith2020': it broke"
    )
    assert str(FormatError("apa", None, "it broke")) == (
        "style 'apa' cannot format the items: it broke"
    )
