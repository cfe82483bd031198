"""The styles a person can choose from: the packaged ones, our own, and the folder's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib import resources
from ldn_bib.config import Config, find_config, read_config
from ldn_bib.errors import FileError

if TYPE_CHECKING:
    from ldn_bib.csl.index import StyleInfo
    from ldn_bib.csl.stylecheck import StyleFinding


def style_folders(config: Config | None = None) -> tuple[Path, ...]:
    """Return the folders looked in for styles before the packaged ones, in order."""
    if config is None:
        config = read_config(find_config())
    own = (config.styles,) if config.styles else ()
    return (*own, resources.folder("styles"))


def search_all_styles(
    words: str, *, progress: Callable[[int, int], None] | None = None
) -> list[StyleInfo]:
    """Find styles whose id, title or aliases hold all the words; no words find all."""
    from ldn_bib.csl.index import search_styles

    return search_styles(words, folders=style_folders(), progress=progress)


def check_style_file(path: Path) -> list[StyleFinding]:
    """Say what is wrong with a style file, in the order of its lines.

    Raises:
        FileError: the file cannot be read.
        StyleFileError: it is not XML, or not a CSL 1.0 style.
    """
    from ldn_bib.csl.errors import StyleFileError
    from ldn_bib.csl.stylecheck import check_style
    from ldn_bib.csl.stylefile import read_style

    try:
        data = read_style(path)
    except StyleFileError as error:
        if isinstance(error.__cause__, OSError) or not path.is_file():
            raise FileError(f"cannot read {path}: it {error.reason}") from error
        raise
    return check_style(data, folders=style_folders(), name=str(path))
