"""Sites to look at, and a browser; everything is skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.site.browser.browsing import (
    ARGUMENTS,
    CHROMIUM,
    FOREIGN_NAME,
    Watched,
    missing,
    served,
)
from tests.site.browser.libraries import HOSTILE, write_many

from ldn_bib.library import Library
from ldn_bib.site.build import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

Opener = Callable[..., Watched]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the server shows; sites stand in folders of it."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "below").mkdir()
    return folder


@pytest.fixture(scope="session")
def site(web: Path) -> Path:
    """The site of the shipped papers."""
    folder = web / "below" / "lists"
    build_site(Library.read(), folder)
    return folder


@pytest.fixture(scope="session")
def hostile_site(web: Path) -> Path:
    """A site of papers that try to be something else than text."""
    source = web.parent / "hostile.bib"
    source.write_text(HOSTILE, "utf-8")
    folder = web / "hostile"
    build_site(Library.read(source), folder)
    return folder


@pytest.fixture(scope="session")
def proposed_site(web: Path) -> Path:
    """A site of a paper whose condition a program has proposed."""
    source = web.parent / "proposed.bib"
    source.write_text("@article{a, title={Itch in fibromyalgia}, year=2020}", "utf-8")
    folder = web / "proposed"
    build_site(Library.read(source), folder)
    return folder


@pytest.fixture(scope="session")
def large_site(web: Path, site: Path) -> Path:
    """A site whose index holds thousands of papers."""
    folder = web / "large"
    shutil.copytree(site, folder)
    write_many(folder)
    return folder


@pytest.fixture(scope="session")
def port(web: Path) -> Iterator[int]:
    with served(web) as number:
        yield number


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Callable[[dict[str, Any]], BrowserContext]]:
    """Give a browser context with some options; one for all who want the same."""
    made: dict[str, BrowserContext] = {}

    def context(options: dict[str, Any]) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in made:
            made[name] = browser.new_context(**options)
            made[name].grant_permissions(["clipboard-read", "clipboard-write"])
            made[name].set_default_timeout(10_000)
        return made[name]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def visit(
    windows: Callable[[dict[str, Any]], BrowserContext], web: Path, port: int
) -> Iterator[Opener]:
    """Open a site in a tab of its own; at the end nothing may have gone wrong in it.

    The opener takes the folder of a site, ``scheme`` (``http``, ``file``, or ``foreign``, a
    host name without rights), and what Playwright's contexts take.
    """
    opened: list[Watched] = []

    def visitor(site: Path, scheme: str = "http", **options: Any) -> Watched:
        path = site.relative_to(web).as_posix()
        roots = {
            "http": f"http://127.0.0.1:{port}/{path}/",
            "foreign": f"http://{FOREIGN_NAME}:{port}/{path}/",
            "file": f"{site.as_uri()}/",
        }
        context = windows({"viewport": {"width": 1180, "height": 860}, **options})
        watched = Watched(context.new_page(), roots[scheme])
        watched.watch()
        opened.append(watched)
        return watched

    yield visitor
    complaints = [line for watched in opened for line in watched.complaints]
    outside = [address for watched in opened for address in watched.outside()]
    for watched in opened:
        watched.page.close()
    assert complaints == []
    assert outside == []
