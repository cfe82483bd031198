"""The server for a look at a site."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from ldn_bib.errors import FileError
from ldn_bib.site.serve import SiteServer, site_server

Get = Callable[..., tuple[HTTPResponse, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site, with a file beside it that nobody may see."""
    site = tmp_path / "public"
    (site / "papers").mkdir(parents=True)
    (site / "empty").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for name in ("index.html", "404.html", "papers/index.html", "papers/ä b.ris", "feed.xml"):
        (site / name).write_text(f"this is {name}", encoding="utf-8")
    for name in ("data.js", "site.css", "a.json", "a.exe", ".ldnbib-site.json"):
        (site / name).write_text("x", encoding="utf-8")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[SiteServer]:
    """A server that answers."""
    with site_server(folder, 0) as listening:
        thread = Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture
def get(server: SiteServer) -> Get:
    """Ask the server for a path as it stands, with nothing put right."""

    def ask(path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    return ask


def test_only_this_machine_is_listened_to(server: SiteServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.url == f"http://127.0.0.1:{server.server_port}/"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/", b"this is index.html"),
        ("/index.html?q=pain#x", b"this is index.html"),
        ("/papers/", b"this is papers/index.html"),
        ("/papers/%C3%A4%20b.ris", "this is papers/ä b.ris".encode()),
    ],
)
def test_files_are_served(path: str, body: bytes, get: Get) -> None:
    answer, found = get(path)
    assert (answer.status, found) == (200, body)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/data.js", "text/javascript; charset=utf-8"),
        ("/site.css", "text/css; charset=utf-8"),
        ("/a.json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/a.exe", "application/octet-stream"),
    ],
)
def test_media_types(path: str, kind: str, get: Get) -> None:
    assert get(path)[0].getheader("Content-Type") == kind


@pytest.mark.parametrize(
    "path",
    [
        "/missing.html",
        "/index.html/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/papers/../../secret.txt",
        "//etc/passwd",
        "/.ldnbib-site.json",
        "/%00",
        "/..%5csecret.txt",
        "/empty/",
        f"/{'x' * 5000}",
    ],
)
def test_nothing_else_is_served(path: str, get: Get) -> None:
    answer, body = get(path)
    assert (answer.status, body) == (404, b"this is 404.html")
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_no_link_leads_out(folder: Path, get: Get) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    assert get("/out.txt")[0].status == 404


def test_a_folder_without_its_slash_is_sent_on(get: Get) -> None:
    answer, _ = get("/papers")
    assert (answer.status, answer.getheader("Location")) == (301, "/papers/")


def test_a_redirect_never_leaves_the_site(folder: Path, get: Get) -> None:
    (folder / "example.org").mkdir()
    (folder / "example.org" / "index.html").write_text("x", encoding="utf-8")
    answer, _ = get("//example.org")
    assert (answer.status, answer.getheader("Location")) == (301, "/example.org/")


def test_headers_hold_the_policy(get: Get) -> None:
    answer, _ = get("/")
    assert (answer.getheader("Content-Security-Policy") or "").startswith("default-src 'none'")
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Server", "").strip() == "ldnbib"


def test_head_has_no_body(get: Get) -> None:
    answer, body = get("/", "HEAD")
    assert (answer.status, answer.getheader("Content-Length"), body) == (200, "18", b"")


def test_what_a_browser_has_is_not_sent_again(get: Get) -> None:
    changed = get("/")[0].getheader("Last-Modified") or ""
    assert get("/", If_Modified_Since=changed)[0].status == 304
    assert get("/", If_Modified_Since="nonsense")[0].status == 200


def test_other_methods_are_refused(get: Get) -> None:
    assert get("/", "POST")[0].status == 501


@pytest.mark.parametrize("host", ["example.org", "example.org:80", "127.0.0.1.example.org:8000"])
def test_another_name_for_this_machine_is_refused(host: str, get: Get) -> None:
    answer, body = get("/", Host=host)
    assert (answer.status, body) == (421, b"")


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "localhost"])
def test_names_of_this_machine(host: str, get: Get) -> None:
    assert get("/", Host=host)[0].status == 200


def test_a_folder_without_a_site_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"there is no site in .*`ldnbib site build` makes one"):
        site_server(tmp_path / "nowhere", 0)


def test_a_port_in_use_is_named(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(FileError, match=rf"cannot listen on 127\.0\.0\.1:{port}"):
            site_server(folder, port)
