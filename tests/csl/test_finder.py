from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_bib.csl.errors import CslError, StyleFileError, UnknownStyleError
from ldn_bib.csl.finder import find_style, style_names
from ldn_bib.csl.package import styles_folder

WriteStyle = Callable[..., Path]


def test_a_path_comes_before_everything(
    folder: Path, write_style: WriteStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_style("apa", title="Not that APA")
    assert find_style(str(path)).path == path
    monkeypatch.chdir(folder)
    assert find_style("apa.csl").title == "Not that APA"
    assert find_style("./apa.csl").title == "Not that APA"


def test_a_file_in_the_working_folder_is_no_style_without_its_ending(
    folder: Path, write_style: WriteStyle, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_style("apa", title="Not that APA")
    monkeypatch.chdir(folder)
    assert find_style("apa").title != "Not that APA"


def test_given_folders_come_before_aliases_and_packaged_styles(
    folder: Path, write_style: WriteStyle
) -> None:
    write_style("vancouver", title="Our Vancouver")
    assert find_style("vancouver", [folder]).title == "Our Vancouver"
    assert find_style("vancouver.csl", [folder]).title == "Our Vancouver"
    assert find_style("vancouver").id == "nlm-citation-sequence"


def test_the_first_folder_wins(folder: Path, tmp_path: Path, write_style: WriteStyle) -> None:
    path = write_style("mine", title="First")
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.csl").write_text(path.read_text().replace("First", "Second"))
    assert find_style("mine", [tmp_path / "missing", folder, other]).title == "First"
    assert find_style("mine", [other, folder]).title == "Second"


def test_an_independent_style() -> None:
    style = find_style("nature")
    assert (style.id, style.parent, style.default_locale) == ("nature", None, "en-GB")
    assert style.title == "Nature"
    assert style.path == styles_folder() / "nature.csl"


def test_a_dependent_style_is_formatted_with_its_parent() -> None:
    style = find_style("jama")
    assert style.id == "jama"
    assert style.parent == "american-medical-association"
    assert style.path == styles_folder() / "american-medical-association.csl"
    assert style.title.startswith("JAMA")


def test_every_packaged_dependent_style_leads_to_a_parent() -> None:
    paths = sorted((styles_folder() / "dependent").glob("*.csl"))
    assert len(paths) > 7000
    parents = {find_style(path.stem).path for path in paths}
    assert all(parent.parent == styles_folder() and parent.is_file() for parent in parents)


def test_a_former_id() -> None:
    assert find_style("national-library-of-medicine").id == "nlm-citation-sequence"


@pytest.mark.parametrize(
    "name",
    [
        "American Medical Association",
        "american_medical_association",
        "AMERICAN-MEDICAL-ASSOCIATION",
        "http://www.zotero.org/styles/american-medical-association",
        "https://www.zotero.org/styles/american-medical-association",
        "american-medical-association.csl",
        "ama manual of style 11th edition",
        "AMA",
    ],
)
def test_other_spellings_of_a_name(name: str) -> None:
    assert find_style(name).id == "american-medical-association"


def test_a_title_finds_a_style_of_a_folder(folder: Path, write_style: WriteStyle) -> None:
    write_style("own", title="Our own Way &amp; Theirs")
    assert find_style("our own way & theirs", [folder]).id == "own"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("vancouvr", "vancouver"),
        ("chicgo", "chicago"),
        ("american medical asociation", "american-medical-association"),
        ("haward", "harvard"),
        ("jamma", "jama"),
        ("natur", "nature"),
        ("lancett", "lancet"),
        ("ieeee", "ieee"),
        ("nejmm", "nejm"),
        ("new england jornal of medecine", "the-new-england-journal-of-medicine"),
        ("apa stile 7th edition", "apa"),
        ("nlm citation sequance", "nlm-citation-sequence"),
    ],
)
def test_misspellings_name_what_was_meant(name: str, near: str) -> None:
    with pytest.raises(UnknownStyleError) as caught:
        find_style(name)
    assert caught.value.suggestions[0] == near
    assert 1 <= len(caught.value.suggestions) <= 3
    assert all(find_style(suggested) for suggested in caught.value.suggestions)


def test_the_sentence_names_the_thing_and_the_choices() -> None:
    with pytest.raises(UnknownStyleError) as caught:
        find_style("vancouvr")
    assert str(caught.value).startswith(
        "unknown style 'vancouvr'; did you mean 'vancouver' (nlm-citation-sequence)"
    )
    assert str(caught.value).endswith("?")


def test_a_misspelt_style_of_a_folder_is_suggested(folder: Path, write_style: WriteStyle) -> None:
    write_style("wunderbar", title="Wunderbar")
    with pytest.raises(UnknownStyleError) as caught:
        find_style("wunderbarr", [folder])
    assert caught.value.suggestions[0] == "wunderbar"


@pytest.mark.parametrize("name", ["", " ", "qqqqzzzzxxxx", "…", "\x00", "a" * 5000, "\udcff"])
def test_names_like_nothing(name: str) -> None:
    with pytest.raises(UnknownStyleError) as caught:
        find_style(name)
    assert "no style has a name like it" in str(caught.value)


@pytest.mark.parametrize("name", ["../secret", "sub/../../secret", "..\\secret", "..", "."])
def test_a_name_cannot_leave_its_folder(name: str, folder: Path, write_style: WriteStyle) -> None:
    write_style("secret").rename(folder.parent / "secret.csl")
    with pytest.raises(CslError):
        find_style(name, [folder])


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(StyleFileError, match=r"style file 'no/such\.csl' does not exist"):
        find_style("no/such.csl")


def test_a_dependent_file_finds_its_parent_beside_it(
    folder: Path, write_style: WriteStyle, write_dependent: WriteStyle
) -> None:
    parent = write_style("base")
    write_dependent("child", "urn:test:base", title="Child", locale="de-DE")
    style = find_style("child", [folder])
    assert (style.id, style.path, style.parent) == ("child", parent, "base")
    assert (style.title, style.default_locale) == ("Child", "de-DE")


def test_a_dependent_file_finds_a_packaged_or_renamed_parent(write_dependent: WriteStyle) -> None:
    path = write_dependent("child", "http://www.zotero.org/styles/vancouver-superscript")
    assert find_style(str(path)).parent == "nlm-citation-sequence-superscript"


def test_a_dependent_file_may_bear_the_name_of_its_parent(
    folder: Path, write_dependent: WriteStyle
) -> None:
    write_dependent("apa", "http://www.zotero.org/styles/apa", locale="fr-FR")
    style = find_style("apa", [folder])
    assert style.path == styles_folder() / "apa.csl"
    assert style.default_locale == "fr-FR"


@pytest.mark.parametrize("parent", ["urn:test:nowhere", "..", "http://x.org/../y", "/"])
def test_a_parent_that_is_not_there(parent: str, folder: Path, write_dependent: WriteStyle) -> None:
    write_dependent("child", parent)
    with pytest.raises(StyleFileError, match="which does not exist"):
        find_style("child", [folder])


def test_parents_in_a_circle(folder: Path, write_dependent: WriteStyle) -> None:
    write_dependent("one", "urn:test:two")
    write_dependent("two", "urn:test:one")
    with pytest.raises(StyleFileError, match="depends on 'urn:test:two', which depends on another"):
        find_style("one", [folder])


def test_names_for_completion(folder: Path, write_style: WriteStyle) -> None:
    write_style("own")
    names = style_names([folder])
    assert {"own", "vancouver", "apa", "jama"} <= set(names)
    assert names == sorted(names)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40))
def test_any_name_gives_a_style_or_an_error_of_ours(folder: Path, name: str) -> None:
    with suppress(CslError):
        assert find_style(name, [folder]).path.is_file()
