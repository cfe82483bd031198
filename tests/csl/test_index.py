from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_bib.csl import index
from ldn_bib.csl.aliases import ALIASES
from ldn_bib.csl.index import all_styles, cache_folder, search_styles

WriteStyle = Callable[..., Path]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two styles, and an empty cache folder."""
    package = tmp_path / "package"
    (package / "dependent").mkdir(parents=True)
    (package / "one.csl").write_text("<style><info><title>One &amp; only</title></info>")
    (package / "dependent" / "two.csl").write_text(
        "<style><info><title>Two</title><title-short>2</title-short>"
        '<link href="http://x.org/styles/one" rel="independent-parent"/></info>'
    )
    monkeypatch.setattr(index, "styles_folder", lambda: package)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return package


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each build of the index."""
    counted: list[int] = []
    build = index._build

    def counting(progress: index.Progress | None) -> list[list[str]]:
        counted.append(1)
        return build(progress)

    monkeypatch.setattr(index, "_build", counting)
    return counted


def cache_file() -> Path:
    folder = cache_folder()
    assert folder is not None
    return next(iter(folder.glob("*.json")))


def test_the_listing(small: Path) -> None:
    one, two = all_styles()[::-1] if all_styles()[0].id == "two" else all_styles()
    assert (one.id, one.title, one.short, one.parent) == ("one", "One & only", "", None)
    assert (two.id, two.title, two.short, two.parent) == ("two", "Two", "2", "one")


def test_the_listing_of_the_real_package() -> None:
    styles = {info.id: info for info in all_styles()}
    assert len(styles) > 10_000
    assert all(info.title for info in styles.values())
    assert not any("&amp;" in info.title for info in styles.values())
    assert styles["jama"].parent == "american-medical-association"
    assert styles["nlm-citation-sequence"].aliases == tuple(
        alias for alias, style in ALIASES.items() if style == "nlm-citation-sequence"
    )


def test_a_second_time_it_comes_from_the_cache(small: Path, builds: list[int]) -> None:
    first = all_styles()
    assert all_styles() == first
    assert len(builds) == 1
    assert [path.name for path in cache_file().parent.iterdir()] == [cache_file().name]


def test_a_package_that_changed_is_read_again(small: Path, builds: list[int]) -> None:
    all_styles()
    (small / "three.csl").write_text("<style><info><title>Three</title></info>")
    os.utime(small, (1, 1))
    assert {info.id for info in all_styles()} == {"one", "two", "three"}
    assert len(builds) == 2


def test_another_version_is_read_again(
    small: Path, builds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    all_styles()
    monkeypatch.setattr(index, "styles_version", lambda: "99")
    all_styles()
    assert len(builds) == 2


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"key": 1}',
    ],
)
def test_a_damaged_cache_is_built_anew(small: Path, builds: list[int], damage: bytes) -> None:
    good = all_styles()
    cache_file().write_bytes(damage)
    assert all_styles() == good
    assert all_styles() == good
    assert len(builds) == 2


@pytest.mark.parametrize(
    ("column", "value"), [("titles", None), ("titles", ["a", "b"]), ("ids", "one"), ("shorts", 3)]
)
def test_a_cache_with_a_bad_column_is_built_anew(
    small: Path, builds: list[int], column: str, value: object
) -> None:
    good = all_styles()
    table = json.loads(cache_file().read_text())
    cache_file().write_text(json.dumps({**table, column: value}))
    assert all_styles() == good
    assert len(builds) == 2


def test_a_cache_that_cannot_be_written_is_no_error(
    small: Path, builds: list[int], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert len(all_styles()) == 2
    assert len(all_styles()) == 2
    assert len(builds) == 2


def test_a_disk_that_fills_up_leaves_nothing_behind(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    assert len(all_styles()) == 2
    folder = cache_folder()
    assert folder is not None
    assert list(folder.iterdir()) == []


def test_a_cache_folder_of_another_name(small: Path, tmp_path: Path) -> None:
    all_styles(cache="elsewhere")
    assert len(list((tmp_path / "cache" / "elsewhere").iterdir())) == 1


def test_the_cache_folder_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path))
    if os.name != "nt":
        assert cache_folder("x") == tmp_path / ".cache" / "x"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("x") == tmp_path / "x"


def test_no_home_no_cache(small: Path, builds: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None
    assert len(all_styles()) == 2


def test_progress_is_told_when_it_is_built_and_only_then(small: Path) -> None:
    told: list[tuple[int, int]] = []
    all_styles(progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]
    all_styles(progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]


def test_styles_of_a_folder_come_first_and_hide_packaged_ones(
    small: Path, folder: Path, write_style: WriteStyle
) -> None:
    write_style("one", title="Ours")
    (folder / "broken.csl").write_text("not a style")
    styles = all_styles([folder, folder / "missing", folder])
    assert [(info.id, info.title) for info in styles] == [("one", "Ours"), ("two", "Two")]


def test_an_exact_alias_comes_first() -> None:
    found = search_styles("vancouver")
    assert found[0].id == "nlm-citation-sequence"
    assert len(found) > 20


def test_an_exact_id_comes_first() -> None:
    assert search_styles("apa")[0].id == "apa"
    assert search_styles("JAMA")[0].id == "jama"


def test_all_words_must_be_there_in_any_order() -> None:
    found = search_styles("Medicine england NEW")
    assert found[0].id == "the-new-england-journal-of-medicine"
    for info in found:
        text = f"{info.id} {info.title} {info.short}".casefold()
        assert all(word in text for word in ("new", "england", "medicine"))


def test_no_words_find_all_and_nonsense_finds_none() -> None:
    every = search_styles("  ")
    assert len(every) == len(all_styles())
    assert [info.id for info in every] == sorted(info.id for info in every)
    assert search_styles("xyzzy plugh") == []


def test_a_search_covers_the_given_folders(folder: Path, write_style: WriteStyle) -> None:
    write_style("own", title="Wholly invented way")
    assert [info.id for info in search_styles("invented wholly", [folder])] == ["own"]
