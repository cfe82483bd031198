"""The table of the readers' findings: each one that a library can have is in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.check.tools import all_found

import ldn_bib
from ldn_bib.check.registry import by_name
from ldn_bib.check.rules import reading, reading_notes

SOURCE = Path(ldn_bib.__file__).parent
READERS = (
    *SOURCE.glob("bibtex/*.py"),
    *SOURCE.glob("enrich/*.py"),
    SOURCE / "formats/csl_json.py",
    SOURCE / "formats/csl_json_reader.py",
)
MAKERS = frozenset(
    (
        *("Finding", "Problem", "Remark", "_add", "add", "_at", "_remark", "report", "note"),
        *("_error", "_warning", "_report_relation"),
    )
)
"""What the readers make findings with; the code is the first argument that looks like one."""

_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def codes(path: Path) -> Iterator[str]:
    """The codes of findings in a module: what a maker is given, or stands beside a severity."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        texts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in MAKERS:
                texts = [*node.args, *(word.value for word in node.keywords if word.arg == "code")]
        elif isinstance(node, ast.Tuple) and "Severity." in ast.unparse(node):
            texts = node.elts[:1]
        for text in texts:
            either = [text.body, text.orelse] if isinstance(text, ast.IfExp) else [text]
            found = [
                str(one.value)
                for one in either
                if isinstance(one, ast.Constant) and _CODE.fullmatch(str(one.value))
            ]
            if found:
                yield from found
                break


def test_every_finding_of_the_readers_has_a_rule() -> None:
    told = {code for path in READERS for code in codes(path)}
    rules = {*reading.READ, *reading_notes.READ}
    assert told - rules == set()
    assert rules - told == set()


def test_their_rules_have_no_function_and_no_fix() -> None:
    for rule in (*reading.RULES, *reading_notes.RULES):
        assert rule.is_of_readers
        assert not rule.fixes


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("odd-date", "month = {foo}", (6, 12)),
        ("odd-name", "volume = {1}\nauthor = {A, B, C, D}", (6, 13)),
        ("duplicate-field", "note = {1}\nnote = {2}", (7, 11)),
        ("undefined-macro", "series = lncs", (6, 12)),
    ],
)
def test_a_finding_stands_at_the_value_of_its_field(
    name: str, text: str, place: tuple[int, int]
) -> None:
    (found,) = all_found(by_name()[name], text)
    assert (found.finding.line, found.finding.column) == place
