"""``ldnbib site``: the command line of the static site."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest

from ldn_bib.site import serve

MINE = "@article{a, author={Smith, Ann}, title={Fibromyalgia}, journal={Pain}, year={2020}}\n"


def test_a_site_is_built_and_told(ldnbib: Any) -> None:
    result = ldnbib("site", "build")
    assert (result.code, result.out) == (0, "")
    assert "no sitemap and no canonical links: give --base-url" in result.err
    assert "public: 14 papers, 71 pages;" in result.err
    assert Path("public/index.html").is_file()
    again = ldnbib("site", "build", "--base-url", "https://example.org/x")
    assert "sitemap" not in again.err
    assert Path("public/sitemap.xml").is_file()


def test_a_library_of_ones_own(ldnbib: Any) -> None:
    Path("my.bib").write_text(MINE, encoding="utf-8")
    result = ldnbib("site", "build", "my.bib", "-o", "out", "--style", "apa")
    assert result.code == 0
    assert "out: 1 paper, " in result.err
    text = Path("out/papers/a.html").read_text(encoding="utf-8")
    assert '<div class="citation" data-style="apa" dir="auto">Smith, A. (2020)' in text
    assert Path("out/conditions/fibromyalgia.html").is_file()
    without = ldnbib("site", "build", "my.bib", "-o", "out", "--no-derived-tags")
    assert without.code == 0
    assert not Path("out/conditions").exists()


def test_a_folder_of_others_needs_force(ldnbib: Any) -> None:
    Path("my.bib").write_text(MINE, encoding="utf-8")
    Path("out").mkdir()
    Path("out/thesis.txt").write_text("mine", encoding="utf-8")
    result = ldnbib("site", "build", "my.bib", "-o", "out")
    assert (result.code, result.out) == (3, "")
    assert "out holds files, but no site that ldnbib has made" in result.err
    assert ldnbib("site", "build", "my.bib", "-o", "out", "--force").code == 0
    assert Path("out/thesis.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--base-url", "nonsense"), 2, "'nonsense' is no address for a site"),
        (("--style", "nosuchstyle"), 2, "nosuchstyle"),
        (("missing.bib",), 3, "cannot read missing.bib"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    arguments: tuple[str, ...], code: int, words: str, ldnbib: Any
) -> None:
    result = ldnbib("site", "build", *arguments)
    assert (result.code, result.out) == (code, "")
    assert words in result.err
    assert result.err.count("\n") == 1
    assert not Path("public").exists()


def test_without_the_extra_it_is_named(ldnbib: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = ldnbib("site", "build")
    assert result.code == 2
    assert "pip install 'ldn-bib[site]'" in result.err


def test_serving_needs_a_site(ldnbib: Any) -> None:
    result = ldnbib("site", "serve")
    assert (result.code, result.out) == (3, "")
    assert "there is no site in public" in result.err


def test_a_site_is_served_until_it_is_stopped(ldnbib: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("my.bib").write_text(MINE, encoding="utf-8")
    assert ldnbib("site", "build", "my.bib", "-o", "out").code == 0
    seen: list[bytes] = []

    def look_and_stop(self: serve.SiteServer) -> None:
        thread = Thread(target=self.handle_request)
        thread.start()
        with urlopen(self.url, timeout=5) as answer:
            seen.append(answer.read())
        thread.join()
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.SiteServer, "serve_forever", look_and_stop)
    result = ldnbib("site", "serve", "-o", "out", "--port", "0")
    assert (result.code, result.out) == (0, "")
    assert "out at http://127.0.0.1:" in result.err
    assert b"<h1" in seen[0]


def test_help_has_examples(ldnbib: Any) -> None:
    for words in (("site", "--help"), ("site", "build", "--help"), ("site", "serve", "--help")):
        result = ldnbib(*words)
        assert result.code == 0
        assert "Examples:" in result.out
