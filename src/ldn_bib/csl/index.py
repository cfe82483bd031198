"""The listing of all styles: built once, kept on disk, rebuilt when the package changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ldn_bib.csl.aliases import ALIASES
from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.package import styles_folder, styles_version
from ldn_bib.csl.stylefile import head_of, parse_style, read_head, read_style, short_id

DEFAULT_CACHE: Final = "csl-styles"
"""Name of the folder below the user's cache folder."""

_FILE: Final = "styles-1.json"
_COLUMNS: Final = ("ids", "titles", "shorts", "parents")

Progress = Callable[[int, int], None]
"""Told how many of how many files are read."""


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """A style in the listing.

    Attributes:
        id: short id, such as ``jama``.
        title: title.
        short: abbreviated title; empty where there is none.
        parent: short id of the parent of a dependent style, else None.
        aliases: short names that stand for it.
    """

    id: str
    title: str
    short: str = ""
    parent: str | None = None
    aliases: tuple[str, ...] = ()


def cache_folder(name: str = DEFAULT_CACHE) -> Path | None:
    """Folder for caches of this user (``XDG_CACHE_HOME``, else the system's habit).

    Returns:
        The folder, which need not exist; None where the user has no home.
    """
    # Relative values are to be ignored: XDG Base Directory Specification 0.8, «Basics».
    for variable in ("XDG_CACHE_HOME", *(("LOCALAPPDATA",) if os.name == "nt" else ())):
        value = os.environ.get(variable, "")
        if value and Path(value).is_absolute():
            return Path(value) / name
    try:
        return Path.home() / ".cache" / name
    except RuntimeError:
        return None


def all_styles(
    folders: Iterable[Path] = (), *, cache: str = DEFAULT_CACHE, progress: Progress | None = None
) -> list[StyleInfo]:
    """List all styles, those of the given folders first.

    Args:
        folders: folders with additional styles; what is no style in them is left out.
        cache: name of the folder below the user's cache folder.
        progress: told of the progress when the index has to be built.
    """
    own = list(_own_styles(folders))
    taken = {info.id for info in own}
    return own + [info for info in _packaged(cache, progress) if info.id not in taken]


def search_styles(
    query: str,
    folders: Iterable[Path] = (),
    *,
    cache: str = DEFAULT_CACHE,
    progress: Progress | None = None,
) -> list[StyleInfo]:
    """Find styles whose id, titles or aliases hold all words of a query.

    Exact ids and aliases come first, then ids and aliases that start with the query, then
    ids that hold all words, then the rest; independent styles before dependent ones, shorter
    ids before longer ones.

    Args:
        query: words, in any case; an empty one finds every style.
        folders: folders with additional styles.
        cache: name of the folder below the user's cache folder.
        progress: told of the progress when the index has to be built.
    """
    words = query.casefold().split()
    phrase = "-".join(words)
    styles = all_styles(folders, cache=cache, progress=progress)
    if not words:
        return sorted(styles, key=lambda info: info.id)
    ranked: list[tuple[tuple[int, bool, int, str], StyleInfo]] = []
    for info in styles:
        names = (info.id.casefold(), *info.aliases)
        text = "\n".join((*names, info.title.casefold(), info.short.casefold()))
        if not all(word in text for word in words):
            continue
        if phrase in names:
            rank = 0
        elif any(name.startswith(phrase) for name in names):
            rank = 1
        else:
            rank = 2 if all(word in names[0] for word in words) else 3
        ranked.append(((rank, info.parent is not None, len(info.id), info.id), info))
    ranked.sort(key=lambda pair: pair[0])
    return [info for _, info in ranked]


def _own_styles(folders: Iterable[Path]) -> Iterable[StyleInfo]:
    seen: set[str] = set()
    for folder in folders:
        try:
            paths = sorted(folder.glob("*.csl"))
        except OSError:
            continue
        for path in paths:
            if path.stem in seen:
                continue
            try:
                head = head_of(parse_style(read_style(path), str(path)))
            except StyleFileError:
                continue
            seen.add(path.stem)
            parent = short_id(head.parent) if head.parent else None
            yield StyleInfo(path.stem, head.title, head.short, parent)


def _packaged(cache: str, progress: Progress | None) -> list[StyleInfo]:
    folder = cache_folder(cache)
    key = _key()
    columns = None if folder is None else _load(folder / _FILE, key)
    if columns is None:
        columns = _build(progress)
        if folder is not None:
            _save(folder, key, columns)
    aliases: dict[str, list[str]] = {}
    for alias, style in ALIASES.items():
        aliases.setdefault(style, []).append(alias)
    none: list[str] = []
    return [
        StyleInfo(style, title, short, parent or None, tuple(aliases.get(style, none)))
        for style, title, short, parent in zip(*columns, strict=True)
    ]


def _key() -> str:
    """What the index depends on: version, place and age of the package."""
    folder = styles_folder()
    ages = [place.stat().st_mtime_ns for place in (folder, folder / "dependent")]
    return f"{styles_version()} {folder} {ages}"


def _build(progress: Progress | None) -> list[list[str]]:
    folder = styles_folder()
    found = sorted(
        (entry.name[:-4], entry.path)
        for place in (folder, folder / "dependent")
        for entry in os.scandir(place)
        if entry.name.endswith(".csl")
    )
    rows: list[tuple[str, str, str, str]] = []
    for number, (style, path) in enumerate(found, 1):
        head = read_head(path)
        parent = short_id(head.parent) if head.parent else ""
        rows.append((style, head.title, head.short, parent))
        if progress is not None and (number % 500 == 0 or number == len(found)):
            progress(number, len(found))
    return [list(column) for column in zip(*rows, strict=True)]


def _load(path: Path, key: str) -> list[list[str]] | None:
    """Read the cache; None where there is none, it is stale or no good."""
    import json

    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or table.get("key") != key:
        return None
    # A column is one string, so that a damaged file cannot bring in other kinds.
    texts = [table.get(column) for column in _COLUMNS]
    columns = [text.split("\n") for text in texts if isinstance(text, str)]
    if len(columns) != len(_COLUMNS) or len({len(column) for column in columns}) != 1:
        return None
    return columns


def _save(folder: Path, key: str, columns: list[list[str]]) -> None:
    """Write the cache whole or not at all; a folder that cannot be written is no error."""
    import json
    from tempfile import NamedTemporaryFile

    table = {"key": key}
    table.update((name, "\n".join(column)) for name, column in zip(_COLUMNS, columns, strict=True))
    temporary = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix=".styles-", delete=False
        ) as file:
            temporary = Path(file.name)
            json.dump(table, file, ensure_ascii=False)
        temporary.replace(folder / _FILE)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
