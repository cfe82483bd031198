from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.fakes import NOON

from ldn_bib.sources.cache import Cache, cache_folder
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import CROSSREF, PUBMED

PARAMS = {"id": "1", "db": "pubmed"}
RESPONSE = Response(200, {"content-type": "text/xml"}, b"<a/>\n\n\x00", "https://x.example/a", NOON)


@settings(deadline=None)
@given(
    st.binary(max_size=500),
    st.integers(200, 404),
    st.dictionaries(st.text(max_size=5), st.text(max_size=20)),
)
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, status: int, params: dict[str, str]
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "cache")
    response = replace(RESPONSE, body=body, status=status)
    cache.write(PUBMED, "efetch.fcgi", params, response)
    assert cache.read(PUBMED, "efetch.fcgi", params) == response


def test_the_order_of_parameters_does_not_count_and_all_else_does(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write(PUBMED, "efetch.fcgi", PARAMS, RESPONSE)
    assert cache.read(PUBMED, "efetch.fcgi", {"db": "pubmed", "id": "1"}) == RESPONSE
    assert cache.read(PUBMED, "efetch.fcgi", {**PARAMS, "id": "2"}) is None
    assert cache.read(PUBMED, "esearch.fcgi", PARAMS) is None
    assert cache.read(CROSSREF, "efetch.fcgi", PARAMS) is None


def test_only_harmless_headers_are_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    headers = {"content-type": "text/xml", "set-cookie": "a=b", "x-who": "me@example.org"}
    cache.write(PUBMED, "a", PARAMS, replace(RESPONSE, headers=headers))
    assert cache.read(PUBMED, "a", PARAMS) == RESPONSE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data.replace(b"<a/>", b"<b/>"),
        lambda data: data.replace(b'"version": 1', b'"version": 2'),
        lambda data: data.replace(b"+00:00", b""),
        lambda data: data.replace(b'"retrieved"', b'"fetched"'),
        lambda data: b"[]\n" + data,
        lambda data: b"\xff\xfe\n" + data,
    ],
)
def test_a_spoilt_file_counts_for_nothing(tmp_path: Path, spoil: object) -> None:
    cache = Cache(tmp_path)
    cache.write(PUBMED, "a", PARAMS, RESPONSE)
    file = cache.path(PUBMED, "a", PARAMS)
    assert callable(spoil)
    spoilt = spoil(file.read_bytes())
    assert spoilt != file.read_bytes()
    file.write_bytes(spoilt)
    assert cache.read(PUBMED, "a", PARAMS) is None
    cache.write(PUBMED, "a", PARAMS, RESPONSE)
    assert cache.read(PUBMED, "a", PARAMS) == RESPONSE


def test_nothing_half_written_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.write(PUBMED, "a", PARAMS, RESPONSE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.write(PUBMED, "a", PARAMS, replace(RESPONSE, body=b"new"))
    monkeypatch.undo()
    assert cache.read(PUBMED, "a", PARAMS) == RESPONSE
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [
        cache.path(PUBMED, "a", PARAMS)
    ]


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.write(PUBMED, "a", PARAMS, RESPONSE)
    assert cache.read(PUBMED, "a", PARAMS) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another place for caches")
def test_the_place_of_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder({"LDNBIB_CACHE": "here", "XDG_CACHE_HOME": "/xdg"}) == Path("here")
    assert cache_folder({"LDNBIB_CACHE": "~/c"}) == tmp_path / "c"
    assert cache_folder({"XDG_CACHE_HOME": "/xdg"}) == Path("/xdg/ldn-bib")
    assert cache_folder({"XDG_CACHE_HOME": "relative"}) == tmp_path / ".cache" / "ldn-bib"
    assert cache_folder({}) == tmp_path / ".cache" / "ldn-bib"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes on Windows")
def test_others_cannot_read_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new")
    cache.write(PUBMED, "a", PARAMS, RESPONSE)
    file = cache.path(PUBMED, "a", PARAMS)
    assert file.parent.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0
