from __future__ import annotations

import re

from tests.check.tools import findings

from ldn_bib.check.rules.key_pattern import RULE
from ldn_bib.check.settings import CheckSettings


def pattern(text: str) -> CheckSettings:
    return CheckSettings(key_pattern=re.compile(text))


def test_the_whole_key_has_to_match() -> None:
    (found,) = findings(RULE, "volume = {1}", settings=pattern("[a-z]+[0-9]{2}"))
    assert found.message == "smith2020: the key does not match the pattern '[a-z]+[0-9]{2}'"
    assert findings(RULE, "volume = {1}", settings=pattern("[a-z]+[0-9]{4}")) == []


def test_without_a_pattern_every_key_is_fine() -> None:
    assert findings(RULE, "volume = {1}") == []
