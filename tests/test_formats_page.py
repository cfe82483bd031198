"""docs/formats.md: what the tables of the formats say, and nothing else."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from docs import make_formats  # noqa: E402

from ldn_bib import plugins  # noqa: E402
from ldn_bib.formats.paper_table import header  # noqa: E402
from ldn_bib.formats.rows import VARIABLES  # noqa: E402


def test_the_page_is_what_the_tables_say() -> None:
    page = make_formats.PAGE.read_text(encoding="utf-8")
    assert page == make_formats.render(), "run: python docs/make_formats.py"


def test_every_format_and_every_variable_is_on_it() -> None:
    page = make_formats.PAGE.read_text(encoding="utf-8")
    for name in plugins.names("ldn_bib.formats"):
        assert f"| `{name}` |" in page
    for variable in VARIABLES:
        assert f"\n| `{variable}` |" in page
    for column in header():
        assert f"\n| `{column}` |" in page


def fields(**other: str) -> dict[str, str]:
    names = {*VARIABLES, *make_formats.GENERAL}
    return {**dict.fromkeys(names, "kept"), **other}


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (None, "has no FIELDS"),
        ({"id": "kept"}, "says nothing of .*abstract"),
        (fields(titel="kept"), "names unknown titel"),
        (fields(title="changed: "), "changed: "),
        (fields(title=""), "FIELDS of"),
        (fields(title="maybe"), "maybe"),
    ],
)
def test_a_format_that_does_not_tell_is_an_error(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str] | None, message: str
) -> None:
    module = ModuleType("ldn_bib.formats.made_up")
    if told is not None:
        module.FIELDS = told  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    point = EntryPoint("made-up", f"{module.__name__}:FORMAT", "ldn_bib.formats")
    monkeypatch.setattr(make_formats, "entry_points", lambda group: [point])
    with pytest.raises(ValueError, match=message):
        make_formats.formats()


def test_plug_ins_of_others_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("other", "elsewhere.format:FORMAT", "ldn_bib.formats")
    monkeypatch.setattr(make_formats, "entry_points", lambda group: [point])
    assert make_formats.formats() == []
