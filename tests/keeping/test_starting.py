from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib import config
from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.check import settings as check_settings
from ldn_bib.enrich.about import ABOUT_KEYS, read_about
from ldn_bib.enrich.notes import EVIDENCE_KEYS, KEYS, REQUIRED_KEYS, read_note
from ldn_bib.enrich.vocabulary import OTHER_KEYS, TEXT_KEYS, read_vocabulary
from ldn_bib.errors import FileError, UsageError
from ldn_bib.keeping.starting import Start, start_library, starting_files
from ldn_bib.sources import settings as online_settings
from ldn_bib.values.design import DESIGNS

EXAMPLE = re.compile(r"^# (?=[a-z_.-]+ = |\[\[)", re.MULTILINE)
WHOLE = Start(name="my.bib", subject="pain", pre_commit=True, action="owner/name@v1")


def with_examples(text: str) -> str:
    """The text with every example in use."""
    return EXAMPLE.sub("", text)


def test_the_settings_hold_what_they_have_to_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ldnbib.toml").write_text(starting_files(Start())["ldnbib.toml"])
    read = config.read_config(tmp_path / "ldnbib.toml")
    assert read == config.Config(
        path=tmp_path / "ldnbib.toml",
        library=tmp_path / "library.bib",
        conditions=tmp_path / "conditions.toml",
        notes=tmp_path / "notes",
    )


def test_the_settings_show_every_key_in_a_form_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ldnbib.toml"
    file.write_text(with_examples(starting_files(Start())["ldnbib.toml"]))
    shown = tomllib.loads(file.read_text())
    assert set(shown) == set(config.KEYS)
    assert set(shown["check"]) == set(check_settings.KEYS)
    assert set(shown["online"]) == set(online_settings.KEYS)
    read = config.read_config(file)
    online_settings.read_settings(read.online.contact, read.online.api_key, {})
    empty = config.Config()
    for one in dataclasses.fields(read):
        assert getattr(read, one.name) != getattr(empty, one.name), one.name


def test_the_vocabulary_is_sound_and_says_the_subject_only_if_there_is_one() -> None:
    text = starting_files(Start())["conditions.toml"]
    conditions, findings = read_vocabulary(text, "c")
    assert (list(conditions), findings) == (["chronic-pain"], [])
    assert read_about(text, "c")[0].subject == ""
    assert read_about(starting_files(WHOLE)["conditions.toml"], "c")[0].subject == "pain"


@pytest.mark.parametrize("start", [Start(), WHOLE])
def test_the_vocabulary_shows_every_key_in_a_form_that_is_read(start: Start) -> None:
    text = with_examples(starting_files(start)["conditions.toml"])
    about, findings = read_about(text, "c")
    assert findings == []
    assert all(getattr(about, key) for key in ABOUT_KEYS)
    conditions, findings = read_vocabulary(text, "c")
    assert findings == []
    assert conditions["fibromyalgia"].broader == "chronic-pain"
    used = {key for table in tomllib.loads(text)["condition"] for key in table}
    assert used == {*TEXT_KEYS, *OTHER_KEYS}


def test_a_note_that_was_only_copied_says_nothing_and_check_says_what_is_missing() -> None:
    note, findings = read_note(starting_files(Start())["notes/note-template.txt"], "doe2020.md")
    assert note is not None
    assert (note.conditions, note.annotation.design, note.annotation.reviewed) == ((), None, None)
    missing = [found.fields[0] for found in findings if found.code == "note-without-key"]
    assert missing == list(REQUIRED_KEYS)
    assert len(findings) == len(missing)


def test_the_note_shows_every_key_in_a_form_that_is_read() -> None:
    text = with_examples(starting_files(Start())["notes/note-template.txt"])
    note, findings = read_note(text, "doe2020.md")
    assert findings == []
    assert note is not None
    assert note.annotation.evidence is not None
    assert note.conditions == ("chronic-pain",)
    front = tomllib.loads(text.split("+++")[1])
    assert set(front) == set(KEYS)
    assert set(front["evidence"]) == set(EVIDENCE_KEYS)
    assert all(design in text for design in DESIGNS)


def test_the_library_holds_no_entry_and_nothing_is_found_in_it() -> None:
    entries, findings = read_bibtex(starting_files(WHOLE)["my.bib"], "my.bib")
    assert (list(entries), findings) == ([], [])


def test_the_template_of_notes_is_not_read_as_a_note() -> None:
    assert not any(path.endswith(".md") for path in starting_files(WHOLE))


def test_hooks_and_workflow_are_written_only_if_asked_for(tmp_path: Path) -> None:
    plain = {"ldnbib.toml", "library.bib", "conditions.toml", "notes/note-template.txt"}
    assert set(starting_files(Start())) == plain
    start_library(tmp_path, WHOLE)
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == plain - {"library.bib"} | {
        "my.bib",
        ".pre-commit-config.yaml",
        ".github/workflows/library.yml",
    }


def test_no_file_is_overwritten_and_all_that_are_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "ldnbib.toml").write_text("mine")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "note-template.txt").symlink_to("nowhere")
    with pytest.raises(FileError) as error:
        start_library(tmp_path, Start())
    assert f"{tmp_path / 'ldnbib.toml'}, {tmp_path / 'notes' / 'note-template.txt'} are there" in (
        str(error.value)
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ldnbib.toml", "notes"]
    assert (tmp_path / "ldnbib.toml").read_text() == "mine"


def test_what_is_written_goes_where_one_file_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").write_text("a file where the folder has to be")
    with pytest.raises(FileError, match="cannot make the folder"):
        start_library(tmp_path, Start())
    assert [path.name for path in tmp_path.iterdir()] == ["notes"]


@pytest.mark.parametrize(
    "name",
    ["", ".bib", "my", "my.txt", "../my.bib", "a/my.bib", "c:my.bib", "a\\b.bib", "a\nb.bib"],
)
def test_a_name_that_is_no_bib_file_of_the_folder_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be called"):
        starting_files(Start(name=name))


@pytest.mark.parametrize(
    "action", ["", "name@v1", "owner/name", "owner/name@", "o/n@v1 x", "o/n@v1\nx", "${{ x }}/n@v"]
)
def test_what_is_no_action_is_refused(action: str) -> None:
    with pytest.raises(UsageError, match="no action of GitHub"):
        starting_files(Start(action=action))


@given(st.text(max_size=60))
def test_any_subject_comes_back_or_is_refused(subject: str) -> None:
    try:
        text = starting_files(Start(subject=subject))["conditions.toml"]
    except UsageError:
        assert not " ".join(subject.split()).isprintable()
        return
    assert read_about(text, "c")[0].subject == " ".join(subject.split()).rstrip(". ")
    text.encode()


@pytest.mark.parametrize("name", ['a "b".bib', "§library.bib", "a'#.bib", "naïve.bib", "$x.bib"])
def test_any_name_comes_back(name: str, tmp_path: Path) -> None:
    start_library(tmp_path, Start(name=name))
    assert config.read_config(tmp_path / "ldnbib.toml").library == tmp_path / name
    assert (tmp_path / name).is_file()
