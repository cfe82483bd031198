"""``ldnbib complete``: shown first, written on request, and nothing half on a bad day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.online import enter, enter_at
from tests.completing.world import MITTENS, SOCKS, World
from tests.sources.server import Answer, Site, serving

from ldn_bib.errors import UnreachableError

OURS = """% my list
@article{frost2021,
  author     = {Frost, YH and van der Eis, B. and Mueller, K.},
  title      = {Warm Socks and Cold Skin: A Randomised Trial},
  year       = {2021},
  volume     = {70},
  doi        = {10.5555/cold.1},
  unverified = {author, volume},
}
"""
SHOWN = """frost2021
  ≈ author: Frost, YH; van der Eis, B.; Mueller, K. ≈ Frost, Yoon Hang John; van der Eis, Berta; Müller, Karl (PubMed 90000001)
  ✓ author: Frost, YH; van der Eis, B.; Mueller, K. (PubMed 90000001, Crossref 10.5555/cold.1)
  ≠ volume: 70 ≠ 7 (PubMed 90000001, Crossref 10.5555/cold.1)
  + pages: (none) → 101-109 (PubMed 90000001, Crossref 10.5555/cold.1)
"""  # noqa: E501


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "own.bib"
    made.write_text(OURS, encoding="utf-8")
    return made


def test_changes_are_shown_and_nothing_written(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(SOCKS), tmp_path / "cache")
    result = ldnbib("complete", "--library", file, "--only", "author,volume", "--only", "pages")
    assert result.code == 1
    assert result.out == SHOWN
    assert "1 paper: 2 fields to write, 1 conflict to settle" in result.err
    assert "nothing written; give --yes" in result.err
    assert file.read_text(encoding="utf-8") == OURS


def test_changes_are_written(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(SOCKS), tmp_path / "cache")
    arguments = ("complete", "frost2021", "--library", file, "--only", "author,volume", "--yes")
    assert ldnbib(*arguments).code == 1
    assert file.read_text(encoding="utf-8") == OURS.replace("{author, volume}", "{volume}")
    assert ldnbib(*arguments, "--replace").code == 0
    again = ldnbib(*arguments)
    assert (again.code, again.out) == (0, "")
    assert "unverified" not in file.read_text(encoding="utf-8")


def test_offline_only_what_was_kept_is_used(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = enter(monkeypatch, World(SOCKS), tmp_path / "cache")
    arguments = ("complete", "--library", file, "--only", "pages")
    offline = ldnbib(*arguments, "--offline")
    assert offline.code == 3
    assert "leave out --offline once to ask for it" in offline.err
    assert asked == []
    online = ldnbib(*arguments)
    count = len(asked)
    again = ldnbib(*arguments, "--offline")
    assert (again.code, again.out) == (online.code, online.out) == (0, online.out)
    assert len(asked) == count > 0


def test_a_person_at_the_terminal_is_asked(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import typer

    from ldn_bib.cli import asking

    enter(monkeypatch, World(SOCKS), tmp_path / "cache")

    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    class Streams:
        stdin = stderr = Terminal()

    answers = [False, True]
    questions: list[str] = []

    def confirm(text: str, **_: Any) -> bool:
        questions.append(text)
        return answers.pop(0)

    monkeypatch.setattr(asking, "sys", Streams)
    monkeypatch.setattr(typer, "confirm", confirm)
    arguments = ("complete", "--library", file, "--only", "pages")
    assert "nothing written" in ldnbib(*arguments).err
    assert file.read_text(encoding="utf-8") == OURS
    assert "written" in ldnbib(*arguments).err
    assert "101--109" in file.read_text(encoding="utf-8")
    assert questions == [f"Write {file}?"] * 2


def test_a_paper_that_nobody_knows_and_one_that_is_another(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(MITTENS), tmp_path / "cache")
    result = ldnbib("complete", "--library", file)
    assert result.code == 0
    assert "? neither PubMed nor Crossref has a record that fits" in result.out
    file.write_text(OURS.replace("cold.1", "cold.2"), encoding="utf-8")
    result = ldnbib("complete", "--library", file)
    assert result.code == 1
    assert "≠ PubMed 90000002, found by its DOI, is another paper: Mittens" in result.out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--offline", "--refresh"], 2, "--refresh has no use beside it"),
        (["--yes"], 2, "no ldnbib.toml here or above names a library"),
        (["--library", "-", "--yes"], 2, "standard input is no file"),
        (["--library", "missing.bib"], 3, "cannot read missing.bib"),
        (["--only", "volum"], 2, "did you mean 'volume'"),
        (["nobody2000"], 2, "unknown key 'nobody2000'"),
    ],
)
def test_what_cannot_be_done_is_said_before_anybody_is_asked(
    ldnbib: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    asked = enter(monkeypatch, World(), tmp_path / "cache")
    stdin = OURS.encode() if "-" in arguments else b""
    result = ldnbib("complete", *arguments, stdin=stdin)
    assert result.code == code
    assert message in result.err
    assert result.err.count("\n") == 1
    assert asked == []


def test_without_a_contact_address(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LDNBIB_CONTACT", raising=False)
    result = ldnbib("complete", "--library", file)
    assert result.code == 2
    assert 'put [online] contact = "you@example.org" into ldnbib.toml' in result.err


def test_without_the_extra(ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ldn_bib.sources import transport

    monkeypatch.setenv("LDNBIB_CONTACT", "you@example.org")
    monkeypatch.setattr(transport, "find_spec", lambda name: None)
    result = ldnbib("complete", "--library", file)
    assert result.code == 2
    assert "pip install 'ldn-bib[online]'" in result.err


def test_a_service_that_is_down(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world = World(SOCKS)
    world.bad["pubmed"] = UnreachableError("PubMed cannot be reached; try again later")
    enter(monkeypatch, world, tmp_path / "cache")
    result = ldnbib("complete", "--library", file, "--only", "pages", "--yes")
    assert result.code == 3
    assert "+ pages: (none) → 101-109 (Crossref 10.5555/cold.1)" in result.out
    assert result.err.count("PubMed cannot be reached") == 1
    assert "101--109" in file.read_text(encoding="utf-8")


# Over HTTP


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    pytest.importorskip("httpx2", reason="the extra online is not installed")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with serving() as running:
        yield running


def test_the_whole_command_over_http(
    ldnbib: Any, file: Path, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site.route = World(SOCKS).answer
    enter_at(monkeypatch, site.root, tmp_path / "cache")
    result = ldnbib("complete", "--library", file, "--only", "author,volume,pages", "--yes")
    assert (result.code, result.out) == (1, SHOWN)
    assert "101--109" in file.read_text(encoding="utf-8")
    assert {one.params.get("email", one.params.get("mailto")) for one in site.asked} == {
        "you@example.org"
    }


XML = f"<PubmedArticleSet>{SOCKS.xml()}</PubmedArticleSet>".encode()
BAD_DAYS = {
    "truncated XML": Answer(XML[:700]),
    "a web page": Answer(b"<!doctype html><h1>Maintenance</h1>"),
    "10 MB of junk": Answer(b"\x00junk " * 1_800_000),
    "a connection that drops": Answer(XML, cut=300),
    "no answer": Answer(XML, wait=30.0),
    "one letter at a time": Answer(XML, drip=0.05),
    "too many requests": Answer(b"", "429 Too Many Requests", {"Retry-After": "3600"}),
    "an error": Answer(b"", "503 Service Unavailable"),
}


@pytest.mark.parametrize("bad", list(BAD_DAYS))
@pytest.mark.parametrize(
    "command", [("complete",), ("status",), ("add", "90000001")], ids=lambda one: one[0]
)
def test_on_a_bad_day_nothing_is_written(
    ldnbib: Any,
    file: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    bad: str,
    command: tuple[str, ...],
) -> None:
    if bad == "10 MB of junk" and sys.platform == "win32":
        pytest.skip("sockets of Windows hold it back")
    file.write_text(OURS.replace("cold.1", "other"), encoding="utf-8")
    site.answers(BAD_DAYS[bad])
    enter_at(monkeypatch, site.root, tmp_path / "cache")
    before = file.read_bytes()
    result = ldnbib(*command, "--library", file, "--yes")
    assert result.code == (1 if command[0] == "add" else 3)
    assert "Traceback" not in result.err
    assert "PubMed" in result.err
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "cache") == ["own.bib"]
