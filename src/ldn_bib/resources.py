"""Where the files that come with the package lie: the default library and our own styles."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def folder(name: str) -> Path:
    """Return a folder of shipped files, ``references`` or ``styles``.

    An installed wheel carries them inside the package; in a checkout they stand at the top.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def default_library() -> Path:
    """Return the path of the library that ships with the package."""
    return folder("references") / "ldn.bib"
