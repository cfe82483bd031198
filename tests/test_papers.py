"""The shipped papers in the styles that people name, as golden files.

``UPDATE_GOLDEN=1`` writes them anew; read the difference against the style's own guide before you
commit it. ``papers/README.md`` holds the guides' rules and says which lines keep them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from ldn_bib.library import Library

FOLDER = Path(__file__).parent / "papers"
LIBRARY = Path(__file__).parents[1] / "references" / "ldn.bib"
STYLES = (
    "vancouver", "ama", "apa", "mla", "chicago", "chicago-notes-bibliography", "harvard", "ieee",
    "nature", "bmj", "lancet", "nejm",
)  # fmt: skip

# what the guide of a style leaves out
WITHOUT_ISSUE: Final = {"nature", "bmj", "lancet"}
WITHOUT_DOI: Final = {"nature", "lancet", "nejm"}

_ESCAPE: Final = re.compile(r"\\(.)")
_MARKUP: Final = re.compile(r"\*|<[^>]*>")


def printed_lines(markdown: str) -> list[str]:
    """The entries of a golden file, without Markdown's escapes."""
    return [_ESCAPE.sub(r"\1", line).strip() for line in markdown.split("\n\n")]


@pytest.mark.parametrize("style", STYLES)
def test_papers(style: str) -> None:
    text = Library.read(LIBRARY).format(style, output="markdown")
    golden = FOLDER / f"{style}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_every_line_keeps_the_facts_of_its_paper(style: str) -> None:
    lines = printed_lines((FOLDER / f"{style}.md").read_text(encoding="utf-8"))
    entries = Library.read(LIBRARY).entries
    assert len(lines) == len(entries)
    for number, entry in enumerate(entries, 1):
        (line,) = (one for one in lines if _plain(entry.item["title"]) in _plain(one))
        assert _lost(entry.item, number, line, style) == [], line


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*STYLES, "README"}


def test_page_names_every_golden_file_and_every_paper() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [style for style in STYLES if f"`{style}`" not in page] == []
    assert [entry.key for entry in Library.read(LIBRARY) if entry.key not in page] == []


def _plain(text: str) -> str:
    return _MARKUP.sub("", text).casefold().replace("’", "'")


def _lost(item: Mapping[str, Any], number: int, line: str, style: str) -> list[str]:
    """Names of the facts that a line lacks or prints otherwise, and numbers that are none."""
    left = _plain(line)
    families = [name["family"] for name in item.get("author", ())]
    lost = [] if _has_authors(left, families) else ["author"]
    for name, pattern in _patterns(item, style):
        found = re.search(pattern, left)
        if found is None:
            lost.append(name)
        else:
            left = f"{left[: found.start()]}|{left[found.end() :]}"
    day = item["issued"]["date-parts"][0][2:]
    return [*lost, *({*re.findall("[0-9]+", left)} - {str(number), *map(str, day)})]


def _patterns(item: Mapping[str, Any], style: str) -> Iterator[tuple[str, str]]:
    """What a line must hold, in the order in which it is taken out of the line."""
    for name in ("DOI", "URL", "PMID", "PMCID"):
        if name in item:
            is_needed = name == "DOI" and style not in WITHOUT_DOI
            yield name, _exactly(item[name]) + ("" if is_needed else "|$")
    yield "title", re.escape(_plain(item["title"]))
    titles = item["container-title"], item["container-title-short"]
    yield "container-title", "|".join(_exactly(title) for title in titles)
    first, _, last = item["page"].casefold().partition("-")
    ends = (re.escape(last[at:]) for at in range(len(last)))
    yield "page", _exactly(first, rf"[-–](?:{'|'.join(ends)})" if last else "")
    yield "issued", _exactly(str(item["issued"]["date-parts"][0][0]))
    yield "volume", _exactly(item["volume"])
    if style not in WITHOUT_ISSUE:
        yield "issue", _exactly(item["issue"])


def _has_authors(line: str, families: list[str]) -> bool:
    """Whether all family names stand in their order, or the first of them before et al."""
    before, *rest = line.split("et al", 1)
    for shown in range(len(families), 0, -1):
        if re.search(".*?".join(map(_exactly, families[:shown])), before):
            return shown == len(families) or bool(rest)
    return not families


def _exactly(text: str, behind: str = "") -> str:
    return rf"(?<!\w){re.escape(text.casefold())}{behind}(?!\w)"
