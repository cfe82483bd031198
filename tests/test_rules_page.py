"""docs/rules.md: what the rules say of themselves, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from docs import make_rules  # noqa: E402

from ldn_bib.check.registry import rules  # noqa: E402
from ldn_bib.check.settings import KEYS  # noqa: E402


def test_the_page_is_what_the_rules_say() -> None:
    page = make_rules.PAGE.read_text(encoding="utf-8")
    assert page == make_rules.render(), "run: python docs/make_rules.py"


def test_every_rule_and_every_setting_is_on_it() -> None:
    page = make_rules.PAGE.read_text(encoding="utf-8")
    for rule in rules():
        assert page.count(f"\n### {rule.name}\n\n{rule.code} · {rule.severity}") == 1
    settings = page.partition("[check]\n")[2].partition("```")[0]
    assert [line.partition(" =")[0] for line in settings.splitlines()] == list(KEYS)
