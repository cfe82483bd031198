"""Styles in small, and a cache of styles that is nobody's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

INDEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info>
    <title>{title}</title>
    <id>urn:test:{name}</id>
    <updated>2025-01-01T00:00:00+00:00</updated>
  </info>
  {before}
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>{sort}<layout>{layout}</layout></bibliography>
</style>
"""

DEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {locale}>
  <info>
    <title>{title}</title>
    <id>urn:test:{name}</id>
    <link href="{parent}" rel="independent-parent"/>
    <updated>2025-01-01T00:00:00+00:00</updated>
  </info>
</style>
"""

WriteStyle = Callable[..., Path]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the index of these tests out of the user's cache; build it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for styles."""
    made = tmp_path / "styles"
    made.mkdir()
    return made


@pytest.fixture
def write_style(folder: Path) -> WriteStyle:
    """Write an independent style whose bibliography is the given layout."""

    def write(
        name: str,
        layout: str = '<text variable="title"/>',
        *,
        title: str = "A style",
        before: str = "",
        sort: str = "",
    ) -> Path:
        path = folder / f"{name}.csl"
        text = INDEPENDENT.format(name=name, title=title, layout=layout, before=before, sort=sort)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def write_dependent(folder: Path) -> WriteStyle:
    """Write a dependent style."""

    def write(
        name: str, parent: str, *, title: str = "A dependent style", locale: str = ""
    ) -> Path:
        path = folder / f"{name}.csl"
        attribute = f'default-locale="{locale}"' if locale else ""
        text = DEPENDENT.format(name=name, title=title, parent=parent, locale=attribute)
        path.write_text(text, encoding="utf-8")
        return path

    return write
