"""A browser that looks at built sites: what is missing, a server, and what a page did wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

CHROMIUM: Final = "/usr/bin/chromium"
AXE: Final = Path(__file__).resolve().parent / "node_modules" / "axe-core" / "axe.min.js"
FOREIGN_NAME: Final = "site.example"
"""A host name that leads to this machine, but that no browser takes for a safe context."""

AXE_TAGS: Final = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--host-resolver-rules=MAP {FOREIGN_NAME} 127.0.0.1",
)
WATCH: Final = """
    document.addEventListener('securitypolicyviolation', (event) => console.error(
        `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifts.push(entry.value);
    }).observe({ type: 'layout-shift', buffered: true });
"""


def missing() -> str:
    """Why there is no browser to test with; empty where there is one."""
    if find_spec("playwright") is None:
        return "playwright is not installed"
    if not Path(CHROMIUM).is_file():
        return f"no Chromium at {CHROMIUM}"
    return ""


def missing_axe() -> str:
    """Why axe-core cannot be run; empty where it can."""
    if AXE.is_file():
        return ""
    return "axe-core is not installed; run npm ci in tests/site/browser"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve a folder on this machine; gives the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(slots=True)
class Watched:
    """A page and what went wrong on it.

    Attributes:
        page: the page.
        root: address of the site, with a slash at its end.
        requests: addresses that were asked for.
        complaints: errors and warnings of the console, exceptions, dialogs.
    """

    page: Page
    root: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "index.html") -> Page:
        """Go to a page of the site."""
        self.page.goto(self.root + path)
        return self.page

    def outside(self) -> list[str]:
        """Requests that left the site; ``blob:`` addresses are files made on the page."""
        own = (self.root, "blob:")
        return [one for one in self.requests if not one.startswith(own)]

    def watch(self) -> None:
        """Begin to listen."""

        def on_console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                self.complaints.append(f"{message.type}: {message.text}")

        def on_dialog(dialog: Any) -> None:
            self.complaints.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        self.page.add_init_script(WATCH)
        self.page.on("console", on_console)
        self.page.on("dialog", on_dialog)
        self.page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))
        self.page.on("request", lambda request: self.requests.append(request.url))


def complaints_of_axe(page: Page) -> list[str]:
    """What axe-core finds on a page, in the light and in the dark.

    The rules are those of WCAG 2.2 A and AA and axe's best practices; in the dark, those on
    colours.
    """
    page.emulate_media(color_scheme="light")
    page.evaluate(AXE.read_text("utf-8"))
    found = _run_axe(page, {"type": "tag", "values": AXE_TAGS})
    page.emulate_media(color_scheme="dark")
    found += _run_axe(page, {"type": "rule", "values": ["color-contrast"]})
    return found


def _run_axe(page: Page, rules: dict[str, object]) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(
        """async (rules) => {
            const result = await axe.run({ runOnly: rules, resultTypes: ['violations'] });
            return result.violations;
        }""",
        rules,
    )
    return [
        f"{one['id']}: {one['help']}: {node['target']} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def clipboard(page: Page, media_type: str) -> str:
    """What the clipboard holds; the page needs the right to read it."""
    text: str = page.evaluate(
        """async (type) => {
            for (const item of await navigator.clipboard.read()) {
                if (item.types.includes(type)) return (await item.getType(type)).text();
            }
            return '';
        }""",
        media_type,
    )
    return text
