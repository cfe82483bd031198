"""``--links``: identifiers that a style prints become links, on request."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

DOI = "https://doi.org/10.1007/s11916-020-00898-0"
HOSTILE = """@online{bad2020, author={Smith, Ann}, title={On {<b>} links},
  url={javascript:alert(1)}, doi={10.5555/<x>}, year={2020}}
"""


@pytest.mark.parametrize(
    ("output", "link"),
    [
        ("html", f'<a href="{DOI}" rel="noopener">{DOI}</a>'),
        ("markdown", f"[{DOI}]({DOI})"),
        ("rst", f"<{DOI}>`__"),
        ("latex", f"\\href{{{DOI}}}{{{DOI}}}"),
        ("rtf", f'HYPERLINK "{DOI}"'),
    ],
)
def test_on_request_only(output: str, link: str, ldnbib: Any) -> None:
    arguments = ("export", "--key", "kim2020", "--style", "apa", "--format", output)
    linked = ldnbib(*arguments, "--links")
    assert (linked.code, linked.err) == (0, "")
    assert link in linked.out
    assert link not in ldnbib(*arguments).out


def test_the_text_is_the_same(ldnbib: Any) -> None:
    arguments = ("export", "--style", "nlm-citation-sequence")
    assert ldnbib(*arguments, "--links").out == ldnbib(*arguments).out
    html = ldnbib(*arguments, "--format", "html").out
    linked = ldnbib(*arguments, "--format", "html", "--links").out
    assert re.sub(r'<a href="https://[^"]+" rel="noopener">|</a>', "", linked) == html
    assert "https://pubmed.ncbi.nlm.nih.gov/23359310/" in linked


def test_citations_have_links(ldnbib: Any) -> None:
    note = ldnbib("cite", "kim2020", "-s", "chicago-notes", "-f", "markdown", "--links").out
    assert f"[{DOI}]({DOI})" in note


def test_a_hostile_address_is_text(ldnbib: Any) -> None:
    Path("my.bib").write_text(HOSTILE, encoding="utf-8")
    for style in ("vancouver", "apa", "ieee", "mla"):
        out = ldnbib("export", "my.bib", "-s", style, "-f", "html", "--links").out
        assert "bad2020" in out
        assert 'href="javascript' not in out.lower()
        assert "<b>" not in out
        assert set(re.findall(r'href="([^"]*)"', out)) <= {"https://doi.org/10.5555/%3Cx%3E"}


def test_where_there_are_no_links(ldnbib: Any) -> None:
    result = ldnbib("export", "--format", "ris", "--links")
    assert result.code == 0
    assert "ris carries no citation style; --links is not used" in result.err
    result = ldnbib("export", "--engine", "citeproc-py", "--links")
    assert (result.code, result.out) == (2, "")
    assert "engine 'citeproc-py' makes no links; 'native' does" in result.err
