"""The golden files of the shipped papers against citeproc-js, character by character."""

from __future__ import annotations

import html
import json
import re
from typing import Final

import pytest
from tests.oracle import node
from tests.oracle.work import for_oracle
from tests.test_papers import FOLDER, LIBRARY, STYLES, printed_lines

from ldn_bib.csl.finder import find_style
from ldn_bib.exporting import export_pieces
from ldn_bib.library import Library

# citeproc-js leaves the hyphen in a range whose end is no plain number; a range takes the term
# `page-range-delimiter` (CSL 1.0.2, «Terms»), which is a hyphen in AMA's style only
PAGES: Final = ("891-902.e1", "891–902.e1")
HYPHENS_IN_RANGES: Final = {"ama"}

_GAP: Final = re.compile(r'\s*</div><div class="csl-right-inline">')
_TAGS: Final = {"<i>": "*", "</i>": "*", "<b>": "**", "</b>": "**"}
_TAG: Final = re.compile(r"<[^>]*>")


def as_line(entry: str) -> str:
    """An entry of citeproc-js as the line of a golden file: marks by asterisks, no escapes."""
    text = _TAG.sub(lambda tag: _TAGS.get(tag[0], ""), _GAP.sub(" ", entry))
    return html.unescape(text).strip()


def theirs() -> dict[str, list[str]]:
    """What citeproc-js prints for the library's CSL-JSON export, by style."""
    items = json.loads("".join(map(str, export_pieces(Library.read(LIBRARY), "csl-json"))))
    found = [(style, find_style(style)) for style in STYLES]
    jobs: list[node.Job] = [
        {"id": style, "style": str(file.path), "locale": file.default_locale, "bibliography": True}
        for style, file in found
    ]
    answers = node.ask(jobs, for_oracle(items))
    return {str(one["id"]): [as_line(row) for _, row in one["bibliography"]] for one in answers}


@pytest.mark.skipif(bool(node.missing()), reason=node.missing())
def test_golden_files_are_what_citeproc_js_prints_but_for_one_dash() -> None:
    for style, lines in theirs().items():
        ours = printed_lines((FOLDER / f"{style}.md").read_text(encoding="utf-8"))
        differing = [pair for pair in zip(lines, ours, strict=True) if pair[0] != pair[1]]
        if style in HYPHENS_IN_RANGES:
            assert differing == []
        else:
            assert [(one.replace(*PAGES), PAGES[0] in one) for one, _ in differing] == [
                (our, True) for _, our in differing
            ]
            assert len(differing) == 1


def test_entry_of_citeproc_js_as_a_line() -> None:
    entry = (
        '  <div class="csl-entry">\n    <div class="csl-left-margin">1.  </div>'
        '<div class="csl-right-inline">A &#38; B. <i>J</i> <b>2</b>.</div>\n  </div>\n'
    )
    assert as_line(entry) == "1. A & B. *J* **2**."
