from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from ldn_bib import plugins
from ldn_bib.errors import UsageError


def test_built_ins_are_registered_like_plug_ins() -> None:
    assert {"ris", "csl-json"} <= set(plugins.names("ldn_bib.formats"))
    writers = {"text", "html", "markdown", "rst", "latex", "rtf"}
    assert writers <= set(plugins.names("ldn_bib.documents"))


def test_every_registered_name_is_the_name_of_what_it_loads() -> None:
    for group in ("ldn_bib.formats", "ldn_bib.documents"):
        for name in plugins.names(group):
            assert plugins.load(group, name).name == name


def test_an_unknown_name_gets_near_ones() -> None:
    with pytest.raises(UsageError, match="unknown format 'riss'; did you mean 'ris'"):
        plugins.load("ldn_bib.formats", "riss")
    with pytest.raises(UsageError, match="unknown document 'zzz'; there are docx, epub, html"):
        plugins.load("ldn_bib.documents", "zzz")


def test_a_plug_in_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("odd", "no_such_module_at_all:FORMAT", "ldn_bib.formats")
    monkeypatch.setattr(plugins, "_points", lambda group: {"odd": broken})
    with pytest.raises(
        UsageError, match=r"'odd' \(no_such_module_at_all:FORMAT\) cannot be loaded"
    ):
        plugins.load("ldn_bib.formats", "odd")
