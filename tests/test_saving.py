from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ldn_bib import saving
from ldn_bib.errors import FileError
from ldn_bib.saving import digest, save


def test_a_file_that_is_as_it_was_read_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"old\r\n")
    save(path, b"new\r\n", read=b"old\r\n")
    assert path.read_bytes() == b"new\r\n"
    save(path, b"newer", read=digest(b"new\r\n"))
    assert path.read_bytes() == b"newer"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.bib"]


def test_what_somebody_else_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"theirs")
    with pytest.raises(FileError, match="changed by somebody else") as error:
        save(path, b"new", read=b"old")
    assert error.value.exit_code == 3
    assert path.read_bytes() == b"theirs"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.bib"]


def test_a_change_while_the_new_text_goes_to_the_disk_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"old")
    real = os.fsync

    def slow(handle: int) -> None:
        path.write_bytes(b"theirs")
        real(handle)

    monkeypatch.setattr("ldn_bib.output.os.fsync", slow)
    with pytest.raises(FileError, match="changed by somebody else"):
        save(path, b"new", read=b"old")
    assert path.read_bytes() == b"theirs"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.bib"]


def test_a_file_that_went_or_came_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    with pytest.raises(FileError, match="is gone"):
        save(path, b"new", read=b"old")
    save(path, b"new", read=None)
    assert path.read_bytes() == b"new"
    with pytest.raises(FileError, match="is there already"):
        save(path, b"newer", read=None)
    with pytest.raises(FileError, match="cannot read"):
        save(tmp_path, b"new", read=b"old")


def test_mode_and_symbolic_link_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "target.bib"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(target)
    save(link, b"new", read=b"old")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_file_that_would_not_change_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"old")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("nothing was to be written")

    monkeypatch.setattr(saving, "write_file", never)
    save(path, b"old", read=b"old")
    assert path.read_bytes() == b"old"


def test_a_write_protected_file_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"old")
    monkeypatch.setattr("ldn_bib.saving.os.access", lambda *_: False)
    with pytest.raises(FileError, match="write-protected"):
        save(path, b"new", read=b"old")
    assert path.read_bytes() == b"old"
