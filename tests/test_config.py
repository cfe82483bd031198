from __future__ import annotations

from pathlib import Path

import pytest

from ldn_bib.config import NAME, Config, find_config, read_config
from ldn_bib.errors import FileError, UsageError
from ldn_bib.sources.settings import OnlineTable


def written(folder: Path, text: str) -> Path:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'library = "refs/my.bib"\nconditions = "v.toml"\nnotes = "n"\nstyles = "s"\n'
        'default-style = "apa"\n',
    )
    assert read_config(path) == Config(
        path=path,
        library=tmp_path / "refs/my.bib",
        conditions=tmp_path / "v.toml",
        notes=tmp_path / "n",
        styles=tmp_path / "s",
        default_style="apa",
    )


def test_no_file_gives_the_empty_settings() -> None:
    assert read_config(None) == Config()


def test_the_nearest_file_above_wins(tmp_path: Path) -> None:
    outer = written(tmp_path, "")
    inner_folder = tmp_path / "a" / "b"
    inner_folder.mkdir(parents=True)
    assert find_config(inner_folder) == outer.resolve()
    inner = written(tmp_path / "a", "")
    assert find_config(inner_folder) == inner.resolve()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('library = "a.bib"\nlibary = "b"\n', ":2: unknown key 'libary'; did you mean 'library'?"),
        ("default-style = 7\n", ":1: key 'default-style' wants text in quotes, not 7"),
        ('library = ["a"]\n', ":1: key 'library' wants text in quotes, not ['a']"),
        ('library = ""\n', ":1: key 'library' wants text in quotes, not ''"),
        ('styles = "s"\nlibrary = a.bib\n', ":2, key 'library': not valid TOML: invalid value"),
        ('styles = "s"\nnotes = "n\n', ":2, key 'notes': not valid TOML: illegal character"),
        ('[library]\nfile = "x"\n', ":1: key 'library' wants text in quotes"),
        ('notes = "a"\nnotes = "b"\n', ":2, key 'notes': not valid TOML: cannot overwrite"),
        ("what is this\n", ":1: not valid TOML: expected '='"),
    ],
)
def test_a_malformed_file_names_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert f"{path}{said}" in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b'library = "\xff"\n')
    with pytest.raises(FileError, match="it is not UTF-8 text"):
        read_config(path)


def test_the_table_online_holds_the_address_and_the_query(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[online]\ncontact = " me@example.org "\napi-key = "k0k0k0k0"\n'
        'query = "naltrexone[ti] AND pain"\n',
    )
    config = read_config(path)
    assert config.online == OnlineTable("me@example.org", "k0k0k0k0", "naltrexone[ti] AND pain")
    assert "me@example.org" not in repr(config)
    assert "k0k0k0k0" not in repr(config)
    assert read_config(None).online == OnlineTable()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[online]\nquery = "x"\ncontcat = "me@example.org"\n',
            "unknown key 'contcat' in [online]; did you mean 'contact'?",
        ),
        ("[online]\napi-key = 12345678\n", "key 'api-key' of [online] wants text in quotes"),
        ('online = "yes"\n', ":1: 'online' has to be a table, as under [online]"),
    ],
)
def test_a_wrong_key_of_the_table_online_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}:")
    assert said in str(caught.value)
    assert "12345678" not in str(caught.value)
