"""The templates: everything that is text is escaped, and nothing is left undefined."""

from __future__ import annotations

import re
import sys
from importlib.resources import files

import pytest

from ldn_bib.errors import UsageError
from ldn_bib.library import Library
from ldn_bib.site.pages import Anchor, AuthorPage, Frame, Head, Html
from ldn_bib.site.rendering import POLICY, Renderer, linked
from ldn_bib.site.views import site_of

HOSTILE = "<script>alert('1')</script> \"x\" & \x07\u202e"
FRAME = Frame(Head(HOSTILE, HOSTILE), "../", "", (Anchor(HOSTILE, "a.html"), Anchor("b", "")))


def test_text_is_escaped_and_without_control_characters() -> None:
    page = AuthorPage(HOSTILE, 1, (Html("<article></article>"),), (), 1)
    html = Renderer(site_of(Library(), [])).page("author.html", FRAME, page)
    assert html.count("<script") == 1  # our own
    assert html.count("&lt;script&gt;") == 4  # title, description, crumb, heading
    assert "<article></article>" in html
    assert "\x07" not in html
    assert "\u202e" not in html


def test_templates_have_nothing_that_the_policy_forbids() -> None:
    folder = files("ldn_bib.site").joinpath("templates")
    for template in folder.iterdir():
        text = template.read_text(encoding="utf-8")
        assert " style=" not in text
        assert "<style" not in text
        assert not re.search(r"\son\w+=", text)
        assert "| safe" not in text
        assert "http:" not in text
    assert "unsafe" not in POLICY


def test_addresses_in_a_sentence_become_links() -> None:
    html = linked("Write to <a@example.org>, or see https://example.org/x?a=1&b=2.")
    assert html == (
        'Write to &lt;<a href="mailto:a@example.org" rel="noopener">a@example.org</a>&gt;, or see '
        '<a href="https://example.org/x?a=1&amp;b=2" rel="noopener">'
        "https://example.org/x?a=1&amp;b=2</a>."
    )
    assert linked("javascript:alert(1)") == "javascript:alert(1)"
    assert linked('https://x"onclick="y') == (
        '<a href="https://x" rel="noopener">https://x</a>&quot;onclick=&quot;y'
    )


def test_without_jinja_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageError, match=r"pip install 'ldn-bib\[site\]'"):
        Renderer(site_of(Library(), []))
