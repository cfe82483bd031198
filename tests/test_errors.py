from __future__ import annotations

import pytest

from ldn_bib.errors import FileError, NothingFoundError, UsageError, did_you_mean


@pytest.mark.parametrize(
    ("word", "choices", "hint"),
    [
        ("vancouvr", ["apa", "vancouver"], "; did you mean 'vancouver'?"),
        ("YOUNGER2013", ["Younger2013", "x"], "; did you mean 'Younger2013'?"),
        (
            "younger201",
            ["younger2013", "younger2014"],
            "; did you mean 'younger2014' or 'younger2013'?",
        ),
        ("zzz", ["apa"], ""),
        ("x", [], ""),
    ],
)
def test_near_names_are_suggested_in_their_own_spelling(
    word: str, choices: list[str], hint: str
) -> None:
    assert did_you_mean(word, choices) == hint


def test_exit_codes_are_stable() -> None:
    codes = [kind.exit_code for kind in (NothingFoundError, UsageError, FileError)]
    assert codes == [1, 2, 3]
