"""Style sheets and scripts lose what only their authors read, and nothing else."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from ldn_bib.site.slimming import slimmed

ASSETS = {
    one.name: one.read_text(encoding="utf-8")
    for one in files("ldn_bib.site").joinpath("assets").iterdir()
}
COMMENT = re.compile(r"/\*.*?\*/|^ *//[^\n]*$", re.DOTALL | re.MULTILINE)


def test_a_style_sheet_keeps_its_quoted_texts_and_selectors() -> None:
    text = """/* A comment; with { signs }. */

a :hover, b > c { color: red; }
@media (max-width: 40rem) {
  li + li::before { content: ", " / ""; margin: 0 calc(1px + 2px); }
  a::after { content: ": { " attr(href); }
}
"""
    assert slimmed("site.css", text) == (
        'a :hover,b > c{color:red}@media (max-width:40rem){li + li::before{content:", " / "";'
        'margin:0 calc(1px + 2px)}a::after{content:": { " attr(href)}}\n'
    )


def test_a_script_loses_comments_on_their_own_lines_and_indents() -> None:
    text = """/* Of two
   lines. */
(() => {
  // ---- part
  /** Said. */
  const address = 'https://example.org/';

  const part = text.split(/[/]+/); /* stays */
})();
"""
    assert slimmed("site.js", text) == (
        "(() => {\nconst address = 'https://example.org/';\n"
        "const part = text.split(/[/]+/); /* stays */\n})();\n"
    )


def test_other_files_stay() -> None:
    assert slimmed("icon.svg", "  <svg> ; </svg>\n\n") == "  <svg> ; </svg>\n\n"


@pytest.mark.parametrize("name", [name for name in ASSETS if name.endswith(".js")])
def test_no_text_of_our_scripts_goes_on_over_several_lines(name: str) -> None:
    for line in ASSETS[name].splitlines():
        code = "" if line.lstrip().startswith(("//", "/*", "*")) else line
        assert code.count("`") % 2 == 0, line
        assert not code.endswith("\\"), line


@pytest.mark.parametrize("name", [name for name in ASSETS if name.endswith((".css", ".js"))])
def test_what_is_slim_stays_as_it_is_and_keeps_its_code(name: str) -> None:
    slim = slimmed(name, ASSETS[name])
    assert slimmed(name, slim) == slim
    assert len(slim) < len(ASSETS[name])
    assert _code(slim) == _code(ASSETS[name])


def _code(text: str) -> str:
    return "".join(COMMENT.sub("", text).split()).replace(";}", "}")
