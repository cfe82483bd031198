"""Finding a style: by file, id, alias, former id or title; near names where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ldn_bib.csl.aliases import ALIASES, COMMON, LOCALES, renamed_styles
from ldn_bib.csl.errors import StyleFileError, UnknownStyleError
from ldn_bib.csl.index import DEFAULT_CACHE, StyleInfo, all_styles
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.stylefile import (
    StyleHead,
    head_of,
    parse_style,
    read_head,
    read_style,
    short_id,
)

_PLAIN_NAME: Final = re.compile(r"(?!\.)[^/\\:\x00-\x1f]{1,200}\Z")
_GAPS: Final = re.compile(r"[\s_]+")
_WORDS: Final = re.compile(r"[\W_]+")
_ENOUGH: Final = 0.6


@dataclass(frozen=True, slots=True)
class Style:
    """A style that was found.

    Attributes:
        id: its short id, such as ``jama``; of a file its name without ``.csl``.
        path: the file to format with: of a dependent style its parent's.
        title: its title; empty where it has none.
        parent: short id of the parent of a dependent style, else None.
        default_locale: locale that the style asks for (a dependent one before its parent).
    """

    id: str
    path: Path
    title: str = ""
    parent: str | None = None
    default_locale: str | None = None


def find_style(name: str, folders: Iterable[Path] = (), *, cache: str = DEFAULT_CACHE) -> Style:
    """Find a style.

    Looked at in this order: a path to a file (it has a separator or ends with ``.csl``),
    ``<name>.csl`` in the given folders, aliases, independent styles, dependent styles,
    former ids, titles.

    Args:
        name: path, id, address, alias or title.
        folders: folders with additional styles; they win over packaged ones.
        cache: name of the folder for the index below the user's cache folder.

    Raises:
        UnknownStyleError: there is none; the error names near ones.
        StyleFileError: a file was found, but it is not a CSL 1.0 style, or the parent of a
            dependent style is missing.
    """
    folders = tuple(folders)
    if any(mark in name for mark in "/\\") or name.endswith(".csl"):
        path = Path(name)
        if _exists(path):
            return _from_file(path, folders, name)
        if not name.startswith(("http://", "https://")) and any(mark in name for mark in "/\\"):
            raise StyleFileError(name, "does not exist")
    for wanted in _spellings(short_id(name).removesuffix(".csl")):
        found = _by_name(wanted, folders)
        if found is not None:
            return found
    styles = all_styles(folders, cache=cache)
    by_title = _by_title(name, styles)
    if by_title is not None:
        found = _by_name(by_title, folders)
        if found is not None:
            return found
    raise UnknownStyleError(name, near_names(name, styles))


def style_names(folders: Iterable[Path] = ()) -> list[str]:
    """List aliases and ids of all styles, sorted, without reading any."""
    packaged = styles_folder()
    places = (*folders, packaged, packaged / "dependent")
    names = {path.stem for place in places for path in place.glob("*.csl")}
    return sorted(names.union(ALIASES))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _spellings(name: str) -> list[str]:
    """The name as given and as ids are spelt; none where it cannot be a file's name."""
    spellings = dict.fromkeys((name, _GAPS.sub("-", name.strip().casefold())))
    return [spelling for spelling in spellings if _PLAIN_NAME.match(spelling)]


def _by_name(name: str, folders: tuple[Path, ...]) -> Style | None:
    for folder in folders:
        path = folder / f"{name}.csl"
        if _exists(path):
            return _from_file(path, folders, str(path))
    found = _from_package(ALIASES.get(name, name))
    if found is not None and found.default_locale is None and name in LOCALES:
        return replace(found, default_locale=LOCALES[name])
    return found


def _from_package(name: str) -> Style | None:
    for _ in range(4):  # a former id may stand for a former id
        independent = styles_folder() / f"{name}.csl"
        if _exists(independent):
            head = read_head(independent)
            return Style(name, independent, head.title, None, head.default_locale)
        dependent = styles_folder() / "dependent" / f"{name}.csl"
        if _exists(dependent):
            return _dependent(name, dependent, read_head(dependent), ())
        if name not in renamed_styles():
            return None
        name = renamed_styles()[name]
    return None


def _from_file(path: Path, folders: tuple[Path, ...], shown: str) -> Style:
    head = head_of(parse_style(read_style(path, shown), shown))
    if head.parent is not None:
        return _dependent(path.stem, path, head, folders)
    return Style(path.stem, path, head.title, None, head.default_locale)


def _dependent(name: str, path: Path, head: StyleHead, folders: tuple[Path, ...]) -> Style:
    assert head.parent is not None  # noqa: S101 - callers look
    parent_name = short_id(head.parent)
    parent = None
    if _PLAIN_NAME.match(parent_name):
        # A folder's style may stand for the packaged one of the same name: look past itself.
        others = tuple(f for f in folders if not _same(f / f"{parent_name}.csl", path))
        parent = _parent(parent_name, others)
    if parent is None:
        raise StyleFileError(str(path), f"depends on {head.parent!r}, which does not exist")
    if parent.parent is not None:
        raise StyleFileError(
            str(path), f"depends on {head.parent!r}, which depends on another style itself"
        )
    return Style(
        name, parent.path, head.title, parent.id, head.default_locale or parent.default_locale
    )


def _parent(name: str, folders: tuple[Path, ...]) -> Style | None:
    for folder in folders:
        path = folder / f"{name}.csl"
        if _exists(path):
            head = head_of(parse_style(read_style(path), str(path)))
            return Style(name, path, head.title, head.parent, head.default_locale)
    return _from_package(name)


def _same(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return False


def _by_title(name: str, styles: list[StyleInfo]) -> str | None:
    wanted = " ".join(name.casefold().split())
    hits = [info for info in styles if wanted in (info.title.casefold(), info.short.casefold())]
    hits.sort(key=lambda info: (info.title.casefold() != wanted, info.parent is not None))
    return hits[0].id if hits and wanted else None


def near_names(name: str, styles: Iterable[StyleInfo], *, most: int = 3) -> list[str]:
    """Names near to one that does not exist: ids, aliases, and ids of styles so titled."""
    from difflib import SequenceMatcher

    wanted = _folded(name)[:100]
    if not wanted:
        return []
    known: dict[str, str] = {}
    for common in COMMON:
        known.setdefault(_folded(common), common)
    for info in styles:
        for spelling in (info.id, info.title, *info.aliases):
            known.setdefault(_folded(spelling), info.id)
    pairs = _pairs(wanted)
    shared = sorted(
        known,
        key=lambda spelling: 2 * len(pairs & _pairs(spelling)) / (len(pairs) + len(spelling)),
        reverse=True,
    )
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    scored: list[tuple[float, bool, str]] = []
    for spelling in shared[:150]:
        matcher.set_seq1(spelling)
        ratio = matcher.ratio()
        if ratio >= _ENOUGH:
            scored.append((-round(ratio, 2), known[spelling] not in COMMON, known[spelling]))
    best = -min((score for score, _, _ in scored), default=0.0)
    near = (style for score, _, style in sorted(scored) if -score >= best - 0.15)
    return list(dict.fromkeys(near))[:most]


def _folded(name: str) -> str:
    return _WORDS.sub(" ", name.casefold()).strip()


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}
