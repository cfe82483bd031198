from __future__ import annotations

from pathlib import Path

import pytest

from ldn_bib import Library
from ldn_bib.config import Config
from ldn_bib.errors import FileError
from ldn_bib.opening import open_library

ENTRY = "@article{a, author={B, C}, title={Chronic pain}, journal={J}, year={2001}}\n"
NOTE = '+++\nconditions = ["chronic-pain"]\ndesign = "cohort"\n+++\n\nA summary.\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_of_a_notebook(folder: Path) -> None:
    text = Library.read().with_condition("fibromyalgia").format(style="vancouver")
    assert len(text.splitlines()) == 7
    assert "Younger J, Noor N, McCue R, Mackey S." in text


def test_the_default_library_is_whole_and_enriched(folder: Path) -> None:
    library = Library.read()
    assert len(library) == 14
    assert library.findings == ()
    assert library.subject == "low-dose naltrexone"
    assert len(library.conditions or {}) == 10
    for entry in library:
        assert entry.annotation is not None, entry.key
        assert entry.annotation.summary
        assert entry.tags
        assert not any(tag.derived for tag in entry.tags)


def test_companions_beside_the_library_are_used(folder: Path) -> None:
    (folder / "my.bib").write_text(ENTRY, encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "a.md").write_text(NOTE, encoding="utf-8")
    (folder / "conditions.toml").write_text(
        '[[condition]]\nslug = "chronic-pain"\nlabel = "Long pain"\n', encoding="utf-8"
    )
    library = Library.read("my.bib")
    entry = library.get("a")
    assert [tag.label for tag in entry.tags] == ["Long pain"]
    assert entry.annotation is not None
    assert entry.annotation.design == "cohort"


def test_notes_of_the_settings_do_not_speak_for_another_library(folder: Path) -> None:
    for name in ("one.bib", "two.bib"):
        (folder / name).write_text(ENTRY, encoding="utf-8")
    (folder / "n").mkdir()
    (folder / "n" / "a.md").write_text(NOTE, encoding="utf-8")
    (folder / "ldnbib.toml").write_text('library = "one.bib"\nnotes = "n"\n', encoding="utf-8")
    assert Library.read().get("a").annotation is not None
    assert Library.read("two.bib").get("a").annotation is None
    assert [tag.derived for tag in Library.read("two.bib").get("a").tags] == [True]


def test_another_library_does_not_inherit_the_subject(folder: Path) -> None:
    (folder / "my.bib").write_text(ENTRY, encoding="utf-8")
    assert Library.read("my.bib").subject == ""


def test_a_byte_order_mark_before_json_is_no_obstacle(folder: Path) -> None:
    (folder / "my.json").write_bytes(b'\xef\xbb\xbf[{"id": "a", "type": "book", "title": "T"}]')
    assert Library.read("my.json").keys == ["a"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [("", []), ("% nothing yet\n", []), ("[]", []), ("@comment{nothing}\n", [])],
)
def test_an_empty_library_is_a_library(folder: Path, text: str, keys: list[str]) -> None:
    (folder / "e.bib").write_text(text, encoding="utf-8")
    assert open_library("e.bib", config=Config()).keys == keys


def test_a_file_of_another_kind_is_named(folder: Path) -> None:
    (folder / "refs.ris").write_text("TY  - JOUR\r\nTI  - X\r\nER  - \r\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"refs\.ris holds no entry that could be read"):
        Library.read("refs.ris")
