"""Where the site stands: on a server, below other pages, in a folder; and what it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.browser.browsing import clipboard
from tests.site.browser.conftest import Opener

SCRIPT_BYTES = 30_000
CONDITION_BYTES = 60_000
"""A page with all that it loads, before a server compresses it."""


@pytest.mark.parametrize("scheme", ["http", "file", "foreign"])
def test_the_site_works_wherever_it_stands(visit: Opener, site: Path, scheme: str) -> None:
    watched = visit(site, scheme)
    page = watched.open("index.html")
    page.click(".condition-list a >> text=Fibromyalgia")
    page.check(".paper-select input >> nth=0")
    page.click(".site-nav a >> text=Papers")
    page.fill("[name=q]", "burning mouth")
    page.wait_for_selector(".live-results .paper")
    assert page.locator(".live-results .paper").count() == 1
    assert page.url.endswith("?q=burning+mouth")
    assert page.locator(".selection-count").inner_text() == "1 paper selected"
    page.click("[aria-controls=selection-panel]")
    page.wait_for_selector(".selection-list li")
    page.click(".live-results .paper-title a")
    page.wait_for_url("**/papers/aapract2021.html")
    page.click(".copy-rich")
    page.wait_for_function(
        "() => document.querySelector('.copy-status').textContent.startsWith('Copied')"
    )
    if scheme != "foreign":
        assert "Burning Mouth" in clipboard(page, "text/plain")
    asked = {one.split("?")[0].removeprefix(watched.root) for one in watched.requests}
    assert {"assets/site.css", "assets/site.js", "assets/search.js", "data/search.js"} <= asked


def test_every_link_of_the_site_leads_somewhere(visit: Opener, site: Path) -> None:
    watched = visit(site)
    todo, seen = ["index.html"], set[str]()
    while todo:
        path = todo.pop()
        seen.add(path)
        page = watched.open(path)
        found = page.evaluate(
            "() => [...document.querySelectorAll('a[href]')].map((one) => one.href.split('#')[0])"
        )
        own = {one.removeprefix(watched.root) for one in found if one.startswith(watched.root)}
        for one in own:
            assert (site / one).is_file(), f"{path} links to {one}"
        # one page of each kind is enough
        kinds = {Path(one).parent.as_posix() for one in seen if not one.endswith("index.html")}
        todo += sorted(
            one
            for one in own - seen - set(todo)
            if one.endswith(".html") and Path(one).parent.as_posix() not in kinds - {"."}
        )[:3]
    assert len(seen) > 5


def test_the_policy_holds_and_is_watched(visit: Opener, web: Path, site: Path) -> None:
    folder = web / "broken"
    (folder / "assets").mkdir(parents=True)
    text = (site / "index.html").read_text("utf-8")
    attack = "<script>window.attacked = true</script><p style='color: red'>x</p>"
    (folder / "index.html").write_text(text.replace("</main>", f"{attack}</main>"), "utf-8")
    for asset in (site / "assets").iterdir():
        (folder / "assets" / asset.name).write_bytes(asset.read_bytes())
    watched = visit(folder)
    page = watched.open("index.html")
    assert page.evaluate("window.attacked") is None
    told = [line for line in watched.complaints if "policy: " in line]
    watched.complaints.clear()
    assert any("script-src" in line for line in told)
    assert any("style-src" in line for line in told)


def test_the_budgets_are_kept(site: Path) -> None:
    sizes = {one.name: one.stat().st_size for one in (site / "assets").iterdir()}
    assert sizes["site.js"] + sizes["search.js"] < SCRIPT_BYTES
    shared = sizes["site.js"] + sizes["site.css"] + sizes["icon.svg"]
    for page in site.glob("conditions/*.html"):
        assert page.stat().st_size + shared < CONDITION_BYTES, page.name
