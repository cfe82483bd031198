"""The folder of a site: only what differs is written, and nothing of others is touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ldn_bib.errors import FileError
from ldn_bib.site.writing import MANIFEST, SiteFolder


def build(folder: Path, files: dict[str, str | bytes], *, force: bool = False) -> SiteFolder:
    with SiteFolder(folder, force=force) as target:
        for name, content in files.items():
            target.put(name, content)
    return target


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


FILES: dict[str, str | bytes] = {"index.html": "<p>é", "papers/a.html": "a", "x/y.ris": b"1\r\n"}


def test_a_second_build_rewrites_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "public"
    first = build(folder, FILES)
    assert (first.written, first.unchanged, first.removed) == (3, 0, 0)
    assert (folder / "index.html").read_bytes() == "<p>é".encode()
    before = state(folder)
    second = build(folder, FILES)
    assert (second.written, second.unchanged, second.removed) == (0, 3, 0)
    assert state(folder) == before


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    build(tmp_path / "p", FILES)
    before = state(tmp_path / "p")
    target = build(tmp_path / "p", {**FILES, "papers/a.html": "b"})
    assert (target.written, target.unchanged) == (1, 2)
    after = state(tmp_path / "p")
    assert after["papers/a.html"][0] == b"b"
    assert {name for name in after if after[name] != before[name]} == {"papers/a.html"}


def test_what_an_earlier_build_made_goes_with_its_empty_folders(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    build(folder, FILES)
    (folder / "CNAME").write_text("example.org", encoding="utf-8")
    (folder / "papers" / "mine.txt").write_text("mine", encoding="utf-8")
    target = build(folder, {"index.html": "<p>é"})
    assert target.removed == 2
    assert sorted(state(folder)) == [MANIFEST, "CNAME", "index.html", "papers/mine.txt"]
    assert not (folder / "x").exists()


def test_a_folder_of_others_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    before = state(tmp_path)
    with pytest.raises(FileError, match=r"holds files, but no site that ldnbib has made.*--force"):
        build(tmp_path, FILES)
    assert state(tmp_path) == before
    build(tmp_path, FILES, force=True)
    assert (tmp_path / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_a_file_of_others_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    build(tmp_path / "p", {"index.html": "one"})
    mine = tmp_path / "p" / "about.html"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match=r"about\.html is there already and was not made"):
        build(tmp_path / "p", {"index.html": "two", "about.html": "ours"})
    assert mine.read_text(encoding="utf-8") == "mine"
    # what an unfinished build wrote is still known as ours
    build(tmp_path / "p", {"index.html": "three"})
    assert mine.read_text(encoding="utf-8") == "mine"
    build(tmp_path / "p", {"about.html": "ours"}, force=True)
    assert mine.read_text(encoding="utf-8") == "ours"


def test_a_file_of_others_that_is_the_same_is_taken_over(tmp_path: Path) -> None:
    build(tmp_path / "p", {"index.html": "one"})
    (tmp_path / "p" / "about.html").write_text("ours", encoding="utf-8")
    build(tmp_path / "p", {"index.html": "one", "about.html": "ours"})
    assert build(tmp_path / "p", {"index.html": "one"}).removed == 1


def test_a_build_that_fails_removes_nothing(tmp_path: Path) -> None:
    build(tmp_path / "p", FILES)

    def fail() -> None:
        with SiteFolder(tmp_path / "p") as target:
            target.put("new.html", "n")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert {*FILES, "new.html", MANIFEST} == set(state(tmp_path / "p"))
    assert build(tmp_path / "p", FILES).removed == 1


@pytest.mark.parametrize(
    "names", [["../outside"], ["/etc/passwd"], ["a/../../b"], ["C:/x"], ["a\\b"], [""], [3], "x"]
)
def test_a_list_of_files_that_leads_out_of_the_site_is_refused(
    names: object, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="utf-8")
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / MANIFEST).write_text(
        json.dumps({"kind": "ldnbib site", "files": names}), encoding="utf-8"
    )
    with pytest.raises(FileError, match="is not the list of files that ldnbib writes there"):
        build(folder, FILES)
    assert outside.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "other", "files": []}', "null"])
def test_a_broken_list_of_files_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(FileError, match="remove it and build again"):
        build(tmp_path, FILES)


def behind_a_link(place: Path) -> tuple[Path, Path]:
    """A site whose ``papers`` is a link, and the folder of somebody else that it leads to."""
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.html").write_text("mine", encoding="utf-8")
    folder = place / "p"
    build(folder, FILES)
    (folder / "papers" / "a.html").unlink()
    (folder / "papers").rmdir()
    (folder / "papers").symlink_to(elsewhere)
    return folder, elsewhere


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs symbolic links")
def test_nothing_is_removed_behind_a_link(tmp_path: Path) -> None:
    folder, elsewhere = behind_a_link(tmp_path)
    assert build(folder, {"index.html": "<p>é"}).removed == 1
    assert (elsewhere / "a.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs symbolic links")
def test_nothing_is_written_behind_a_link_unless_asked(tmp_path: Path) -> None:
    folder, elsewhere = behind_a_link(tmp_path)
    with pytest.raises(FileError, match="papers is a link to another place"):
        build(folder, FILES)
    assert (elsewhere / "a.html").read_text(encoding="utf-8") == "mine"
    build(folder, FILES, force=True)
    assert (elsewhere / "a.html").read_text(encoding="utf-8") == "a"


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError, match="public is a file, not a folder"):
        build(tmp_path / "public", FILES)


def test_a_folder_where_a_file_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "p" / "index.html").mkdir(parents=True)
    with pytest.raises(FileError, match=r"cannot write .*index\.html"):
        build(tmp_path / "p", FILES, force=True)


def test_no_temporary_file_stays(tmp_path: Path) -> None:
    build(tmp_path / "p", FILES)
    build(tmp_path / "p", {name: f"{content!r} again" for name, content in FILES.items()})
    assert set(state(tmp_path / "p")) == {*FILES, MANIFEST}
