"""Built pages, parsed, and the links that lead from them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import html


def pages_of(folder: Path) -> dict[str, Any]:
    """Address to parsed page, for all pages of a site."""
    return {
        path.relative_to(folder).as_posix(): html.fromstring(path.read_bytes())
        for path in sorted(folder.rglob("*.html"))
    }


def inner_links(address: str, page: Any) -> Iterator[tuple[str, str]]:
    """Targets within the site and fragments of what a page links to or loads."""
    for element in page.iter("a", "link", "script", "img", "form"):
        for name in ("href", "src", "action"):
            value = element.get(name)
            if value is None or element.get("rel") == "canonical":
                continue
            if urlsplit(value).scheme or value.startswith("//"):
                continue
            path, fragment = urldefrag(value)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(path)))
            yield (target if path else address), unquote(fragment)


def with_class(page: Any, name: str) -> list[Any]:
    """Elements with a class."""
    return [one for one in page.iter() if name in (one.get("class") or "").split()]
