"""Take the pictures of the site in docs/images.

    python docs/make_screenshots.py

It builds the site of the shipped papers in a folder of its own, and needs Playwright, a Chromium
at /usr/bin/chromium, and pdftoppm of poppler-utils for the printed page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from ldn_bib.library import Library
from ldn_bib.site.build import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).with_name("images")
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
MOST_BYTES = 150_000
PRINT_DPI = 75


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page.

    Attributes:
        path: the page, from the root of the site.
        width: width of the window in CSS pixels.
        height: its height.
        scheme: light or dark.
        at: selector of what stands at the top of the window; empty for the top of the page.
        chosen: how many papers are selected, with the citations shown.
    """

    path: str
    width: int = 1040
    height: int = 780
    scheme: Literal["light", "dark"] = "light"
    at: str = ""
    chosen: int = 0


SHOTS = {
    "site-home": Shot("index.html", height=1180),
    "site-condition": Shot("conditions/fibromyalgia.html", at="#group-1"),
    "site-paper": Shot("papers/younger2013.html", height=900),
    "site-search": Shot("papers/index.html?q=pilot+fibromyalgia", height=900),
    "site-selection": Shot("papers/index.html", chosen=3),
    "site-mobile": Shot("index.html", width=360, height=760),
    "site-dark": Shot("index.html", height=1180, scheme="dark"),
}
PRINTED = ("site-print", "conditions/fibromyalgia.html")


@contextmanager
def opened(browser: Browser, root: str, shot: Shot) -> Iterator[Page]:
    """Open the page of a picture and bring it into its state."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(root + shot.path)
    if "?" in shot.path:
        page.wait_for_selector(".live-results .paper")
    for number in range(shot.chosen):
        page.check(f".paper-select input >> nth={number}")
    if shot.chosen:
        page.click("[aria-controls=selection-panel]")
        page.wait_for_selector(".selection-list li")
    if shot.at:
        page.evaluate("at => document.querySelector(at).scrollIntoView()", shot.at)
    yield page
    context.close()


def print_page(browser: Browser, root: str, folder: Path) -> None:
    """Make the picture of the first sheet of a printed page."""
    name, path = PRINTED
    page = browser.new_page()
    page.goto(root + path)
    sheet = folder / "sheet.pdf"
    page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
    page.close()
    command = ["pdftoppm", "-r", str(PRINT_DPI), "-png", "-singlefile"]
    subprocess.run([*command, str(sheet), str(FOLDER / name)], check=True)  # noqa: S603


def main() -> int:
    """Write the pictures; tell those that are too large."""
    from playwright.sync_api import sync_playwright

    if shutil.which("pdftoppm") is None:
        print("pdftoppm is missing; it is in poppler-utils", file=sys.stderr)  # noqa: T201
        return 1
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        build_site(Library.read(), folder / "site")
        root = f"{(folder / 'site').as_uri()}/"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for picture, shot in SHOTS.items():
            with opened(browser, root, shot) as page:
                page.screenshot(path=FOLDER / f"{picture}.png")
        print_page(browser, root, folder)
        browser.close()
    large = [one for one in sorted(FOLDER.glob("*.png")) if one.stat().st_size > MOST_BYTES]
    for one in large:
        print(f"{one.name}: {one.stat().st_size:,} bytes", file=sys.stderr)  # noqa: T201
    return 1 if large else 0


if __name__ == "__main__":
    raise SystemExit(main())
