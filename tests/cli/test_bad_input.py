"""Each bad input gets one clear sentence, the right exit code and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = b"@article{good, author={Younger, Jarred}, title={Pain}, journal={J}, year={2013}}\n"
CSL_LOCALE = (
    b'<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en"><terms/></locale>'
)


def file(name: str, data: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return make


def nothing(folder: Path) -> None:
    pass


def both(*makers: Callable[[Path], None]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for maker in makers:
            maker(folder)

    return make


FOLDER: Callable[[Path], None] = lambda folder: (folder / "refs.bib").mkdir()  # noqa: E731

CASES: dict[str, tuple[Callable[[Path], None], list[str], int, str]] = {
    "missing file": (
        nothing, ["export", "none.bib"], 3, "cannot read none.bib: No such file or directory",
    ),
    "folder instead of a file": (
        FOLDER, ["export", "refs.bib"], 3, "refs.bib is a folder, not a bibliography file",
    ),
    "empty file": (file("e.bib", b""), ["export", "e.bib"], 1, "e.bib holds no entries"),
    "binary file": (
        file("b.bib", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))),
        ["export", "b.bib"], 3, "b.bib",
    ),
    "latin-1 bytes": (
        file("l.bib", b"@article{a, author={M\xfcller, A}, title={T}}\n"),
        ["export", "l.bib"], 3, "l.bib:1",
    ),
    "nothing parsable": (
        file("n.bib", b"Dear colleague, here are my references.\n"),
        ["export", "n.bib"], 3, "n.bib holds no entry that could be read",
    ),
    "broken JSON": (
        file("j.json", b'[{"id": "a", "title": }]'), ["export", "j.json"], 3, "line 1",
    ),
    "unknown condition": (
        nothing, ["export", "--condition", "fibromialgia"], 2,
        "unknown condition 'fibromialgia'; did you mean 'fibromyalgia'?",
    ),
    "unknown key": (
        nothing, ["export", "--key", "yonger2013"], 2,
        "unknown key 'yonger2013'; did you mean 'younger2013'",
    ),
    "unknown key to show": (
        nothing, ["show", "younger13"], 2, "unknown key 'younger13'; did you mean 'younger2013'",
    ),
    "unknown style": (
        nothing, ["export", "--style", "vancouvr"], 2,
        "unknown style 'vancouvr'; did you mean 'vancouver' (nlm-citation-sequence)",
    ),
    "unknown format": (
        nothing, ["export", "--format", "rsi"], 2,
        "unknown format 'rsi'; did you mean",
    ),
    "unknown order": (nothing, ["export", "--sort", "size"], 2, "unknown order 'size'; there are"),
    "unknown locale": (
        nothing, ["export", "--locale", "xx-YY"], 2, "unknown locale 'xx-YY'",
    ),
    "nothing selected": (
        nothing, ["export", "--since", "2090"], 1, "none of the 14 papers in",
    ),
    "a style file that is not XML": (
        file("s.csl", b"not XML"), ["export", "--style", "./s.csl"], 2, "style file './s.csl'",
    ),
    "a style file that is not CSL": (
        file("s.csl", b"<html/>"), ["export", "--style", "s.csl"], 2, "style file 's.csl'",
    ),
    "a CSL file that is not a style": (
        file("s.csl", CSL_LOCALE), ["export", "--style", "s.csl"], 2, "style file 's.csl'",
    ),
    "output is a folder": (
        lambda folder: (folder / "out").mkdir(), ["export", "-o", "out"], 3,
        "cannot write out: it is a folder",
    ),
    "output in a folder that is not there": (
        nothing, ["export", "-o", "no/out.txt"], 3,
        "cannot write no/out.txt: No such file or directory",
    ),
    "a reading list for no condition": (
        nothing, ["reading-list"], 2, "name a condition, or give --all; the conditions are",
    ),
    "several HTML lists without a folder": (
        nothing, ["reading-list", "--all", "-f", "html"], 2, "give --output-dir",
    ),
    "a file where the folder of lists should be": (
        file("lists", b""), ["reading-list", "fibromyalgia", "-d", "lists"], 3,
        "cannot make the folder lists",
    ),
    "malformed settings": (
        file("ldnbib.toml", b'library = "a.bib"\nstyles = s\n'), ["papers"], 2,
        "ldnbib.toml:2, key 'styles': not valid TOML",
    ),
    "unknown key in the settings": (
        file("ldnbib.toml", b'libary = "a.bib"\n'), ["papers"], 2,
        "ldnbib.toml:1: unknown key 'libary'; did you mean 'library'?",
    ),
    "settings that name a missing library": (
        file("ldnbib.toml", b'library = "a.bib"\n'), ["papers"], 3,
        "cannot read a.bib: No such file or directory",
    ),
    "settings that name a missing folder of notes": (
        both(file("ldnbib.toml", b'library = "a.bib"\nnotes = "n"\n'), file("a.bib", GOOD)),
        ["papers"], 3, "n, named as notes in",
    ),
    "malformed vocabulary": (
        both(file("a.bib", GOOD), file("conditions.toml", b"[[condition]]\nslug = \n")),
        ["papers", "a.bib"], 3, "conditions.toml:2",
    ),
    "nothing found": (nothing, ["search", "xyzzy"], 1, "no paper in"),
    "no style found": (nothing, ["styles", "xyzzy"], 1, "no style has 'xyzzy'"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_sentence_and_the_right_code(name: str, ldnbib: Any) -> None:
    make, arguments, code, sentence = CASES[name]
    make(Path.cwd())
    result = ldnbib(*arguments)
    assert result.out == ""
    said = result.err.strip().splitlines()
    assert sentence in said[-1]
    assert result.code == code
    assert "Traceback" not in result.err
    assert len(said) == 1, said


def test_fifty_megabytes_of_braces(ldnbib: Any) -> None:
    Path("braces.bib").write_bytes(b"{" * 50_000_000)
    result = ldnbib("export", "braces.bib")
    assert result.code == 3
    assert "braces.bib holds no entry that could be read" in result.err
    assert len(result.err) < 1000


def test_an_entry_before_many_braces_is_not_lost(ldnbib: Any) -> None:
    Path("braces.bib").write_bytes(GOOD + b"@article{bad, title={" + b"{" * 1_000_000)
    result = ldnbib("export", "braces.bib")
    assert result.code == 0
    assert "Younger" in result.out
    assert "braces.bib:2" in result.err


def test_an_unwritable_output_leaves_the_old_file(ldnbib: Any) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    folder = Path("locked")
    folder.mkdir()
    (folder / "out.txt").write_text("old", encoding="utf-8")
    folder.chmod(0o500)
    result = ldnbib("export", "-o", folder / "out.txt")
    folder.chmod(0o700)
    assert (result.code, (folder / "out.txt").read_text(encoding="utf-8")) == (3, "old")
    assert "Permission denied; the old file is unchanged" in result.err


def test_a_failing_export_leaves_the_old_file(ldnbib: Any) -> None:
    Path("out.txt").write_text("old", encoding="utf-8")
    result = ldnbib("export", "--style", "nosuchstyleatall", "-o", "out.txt")
    assert result.code == 2
    assert Path("out.txt").read_text(encoding="utf-8") == "old"
    assert [path.name for path in Path().iterdir()] == ["out.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_output() -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "ldn_bib", "export", "--format", "ris"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = "ldnbib: cannot write standard output: No space left on device\n"
    assert (run.returncode, run.stderr.decode()) == (3, said)


def test_a_broken_pipe() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        run = subprocess.run(
            [sys.executable, "-m", "ldn_bib", "export", "--format", "ris"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = "ldnbib: standard output was closed before everything was written\n"
    assert (run.returncode, run.stderr.decode()) == (3, said)


def test_a_note_without_its_entry_is_a_warning_and_a_finding(ldnbib: Any) -> None:
    Path("my.bib").write_bytes(GOOD)
    Path("notes").mkdir()
    Path("notes/goood.md").write_text(
        '+++\nconditions = ["fibromyalgia"]\n+++\n\nA summary.\n', encoding="utf-8"
    )
    shown = ldnbib("papers", "my.bib")
    assert shown.code == 0
    assert "note-without-entry" in shown.err
    checked = ldnbib("check", "my.bib")
    assert checked.code == 1
    assert "notes/goood.md" in checked.out
    assert "note-without-entry" in checked.out
    assert "'good'" in checked.out


def test_a_tag_that_is_not_in_the_vocabulary_is_a_warning_and_a_finding(ldnbib: Any) -> None:
    Path("my.bib").write_bytes(GOOD)
    Path("notes").mkdir()
    Path("notes/good.md").write_text(
        '+++\nconditions = ["fibromyalgya"]\n+++\n\nA summary.\n', encoding="utf-8"
    )
    checked = ldnbib("check", "my.bib")
    assert checked.code == 1
    assert "unknown-condition" in checked.out
    assert "'fibromyalgia'" in checked.out
    assert ldnbib("papers", "my.bib").code == 0


BROKEN = GOOD + b"@article{bad, title={Never closed, year={2014}\n"


def test_broken_entries_are_named_and_the_good_ones_exported(ldnbib: Any) -> None:
    Path("my.bib").write_bytes(BROKEN)
    result = ldnbib("export", "my.bib")
    assert result.code == 0
    assert "Younger" in result.out
    assert "my.bib:2" in result.err
    assert "error" in result.err


def test_strict_makes_broken_entries_an_error(ldnbib: Any) -> None:
    Path("my.bib").write_bytes(BROKEN)
    result = ldnbib("export", "my.bib", "--strict", "-o", "out.txt")
    assert result.code == 1
    assert "nothing written because of --strict" in result.err
    assert not Path("out.txt").exists()
