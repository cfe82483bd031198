from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.errors import FileError
from ldn_bib.output import make_folder, safe_name, write_file


def test_bytes_are_written_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    write_file(path, ["TY  - JOUR\r\n", "TI  - α\n"])
    assert path.read_bytes() == "TY  - JOUR\r\nTI  - α\n".encode()


def test_the_mode_of_an_old_file_is_kept_and_a_new_one_follows_the_umask(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("x", encoding="utf-8")
    old.chmod(0o640)
    write_file(old, ["y"])
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "new", ["y"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_symbolic_link_keeps_pointing(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_file(link, ["new"])
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_failure_half_way_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "refs.txt"
    path.write_text("old", encoding="utf-8")

    def pieces() -> Iterator[str]:
        yield "new" * 100_000
        raise ValueError("an entry fails")

    with pytest.raises(ValueError, match="an entry fails"):
        write_file(path, pieces())
    assert path.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["refs.txt"]


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="it is a folder"):
        write_file(tmp_path, ["x"])


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no" / "such" / "file.txt"
    with pytest.raises(FileError, match=r"cannot write .*file\.txt: No such file or directory"):
        write_file(path, ["x"])


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files makes the write fail in the middle, as a full disk does."""
    path = tmp_path / "refs.txt"
    path.write_text("old", encoding="utf-8")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from ldn_bib.errors import FileError\n"
        "from ldn_bib.output import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_file(Path(sys.argv[1]), ['x' * 100000])\n"
        "except FileError as error:\n"
        "    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert run.stdout == f"cannot write {path}: File too large; the old file is unchanged\n"
    assert path.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["refs.txt"]


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_file(Path(os.devnull), ["x"])
    assert not Path(os.devnull).is_file()


def test_unpaired_surrogates_do_not_stop_a_write(tmp_path: Path) -> None:
    write_file(tmp_path / "a", ["a\ud800b"])
    assert (tmp_path / "a").read_text(encoding="utf-8") == "a?b"


def test_make_folder_names_what_is_in_the_way(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="cannot make the folder"):
        make_folder(tmp_path / "file" / "sub")


@given(st.text() | st.text(st.sampled_from("\U00020000/. "), min_size=60))
def test_a_file_name_is_safe_whatever_it_is_made_of(text: str) -> None:
    name = f"reading-list-{safe_name(text)}.md"
    assert PurePath(name).name == name
    assert name.count(".") == 1
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\x00\n ')


def test_a_file_name_holds_the_words() -> None:
    assert safe_name("crohn-disease") == "crohn-disease"
    assert safe_name("../../etc/passwd") == "etc-passwd"
