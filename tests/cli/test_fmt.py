"""``ldnbib fmt``: in place, to another file, or only to look."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

MESSY = '@Article(a, year=2001, TITLE="T")\n@misc{b,\n  note = {x},\n}\n'
NEAT = """@article{a,
  title        = {T},
  year         = {2001},
}

@misc{b,
  note         = {x},
}
"""
LAID_OUT_B = "@misc{b,\n  note         = {x},\n}\n"


def test_a_file_is_laid_out_in_place_and_once_is_enough(ldnbib: Any) -> None:
    path = Path("my.bib")
    path.write_text(MESSY, encoding="utf-8")
    path.chmod(0o640)
    result = ldnbib("fmt", "my.bib")
    assert (result.code, result.out, result.err) == (0, "", "my.bib: 2 entries changed\n")
    assert path.read_text(encoding="utf-8") == NEAT
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    again = ldnbib("fmt", "my.bib")
    assert (again.code, again.err) == (0, "my.bib: nothing to change\n")


def test_check_writes_nothing_and_names_what_would_change(ldnbib: Any) -> None:
    path = Path("my.bib")
    path.write_text(MESSY.replace("@misc{b,\n  note = {x},\n}\n", LAID_OUT_B), encoding="utf-8")
    before = path.read_bytes()
    result = ldnbib("fmt", "my.bib", "--check")
    assert (result.code, result.out) == (1, "my.bib:1: a would change\n")
    assert path.read_bytes() == before
    path.write_text(NEAT, encoding="utf-8")
    assert ldnbib("fmt", "my.bib", "--check").code == 0
    path.write_text(NEAT.replace("\n\n", "\n\n\n"), encoding="utf-8")
    gaps = ldnbib("fmt", "my.bib", "--check")
    assert (gaps.code, gaps.out) == (1, "my.bib: empty lines between blocks would change\n")


def test_output_and_standard_input_leave_the_file_alone(ldnbib: Any) -> None:
    path = Path("my.bib")
    path.write_text(MESSY, encoding="utf-8")
    assert ldnbib("fmt", "my.bib", "--output", "tidy.bib").code == 0
    assert path.read_text(encoding="utf-8") == MESSY
    assert Path("tidy.bib").read_text(encoding="utf-8") == NEAT
    piped = ldnbib("fmt", "-", stdin=b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode())
    assert piped.out.encode() == b"\xef\xbb\xbf" + NEAT.replace("\n", "\r\n").encode()


def test_the_library_of_the_folder_is_taken_and_the_shipped_one_never(ldnbib: Any) -> None:
    alone = ldnbib("fmt")
    assert alone.code == 2
    assert "name a .bib file" in alone.err
    Path("my.bib").write_text(MESSY, encoding="utf-8")
    Path("ldnbib.toml").write_text('library = "my.bib"\n', encoding="utf-8")
    assert ldnbib("fmt").code == 0
    assert Path("my.bib").read_text(encoding="utf-8") == NEAT


def test_what_stays_is_said(ldnbib: Any) -> None:
    Path("my.bib").write_text(f"{NEAT}\n@misc{{c,\n  note={{x}}, % why\n}}\n", encoding="utf-8")
    result = ldnbib("fmt", "my.bib")
    assert result.code == 0
    assert "my.bib:10: c stays as it is: it holds a comment" in result.err


@pytest.mark.parametrize(
    ("content", "arguments", "code", "words"),
    [
        (b'[{"id": "a"}]', (), 3, "my.bib holds no BibTeX"),
        (b"@misc{a, note={\xe9}}", (), 3, "is not valid UTF-8"),
        (b"@misc{a,\n}\n", ("--check", "--output", "x"), 2, "--check writes nothing"),
        (None, (), 3, "cannot read my.bib"),
    ],
)
def test_errors(
    content: bytes | None, arguments: tuple[str, ...], code: int, words: str, ldnbib: Any
) -> None:
    if content is not None:
        Path("my.bib").write_bytes(content)
    result = ldnbib("fmt", "my.bib", *arguments)
    assert (result.code, result.out) == (code, "")
    assert words in result.err
    assert content is None or Path("my.bib").read_bytes() == content
