"""Style files: the quick look at a trusted one, the guarded parse of any other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ldn_bib.csl.element import NAMESPACE
from ldn_bib.csl.errors import StyleFileError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES: Final = 10_000_000
"""Longest style file that is read, in bytes; the largest known style has 250,000."""

HEAD_BYTES: Final = 8192
"""Bytes that hold the whole ``info`` block of every packaged style (the longest takes 5,003)."""

_TITLE = re.compile(rb"<title(?:\s[^>]*)?>([^<]*)</title>")
_SHORT = re.compile(rb"<title-short(?:\s[^>]*)?>([^<]*)</title-short>")
_PARENT = re.compile(rb'<link\s[^>]*?rel="independent-parent"[^>]*>')
_HREF = re.compile(rb'href="([^"]*)"')
_LOCALE = re.compile(rb'<style\s[^>]*?default-locale="([^"]*)"')
_LAST_PART = re.compile(r"[^/:]+\Z")


@dataclass(frozen=True, slots=True)
class StyleHead:
    """What the ``info`` block of a style says.

    Attributes:
        title: title; empty where there is none.
        short: abbreviated title; empty where there is none.
        parent: id (usually an address) of the parent of a dependent style, else None.
        default_locale: the style's own locale, else None.
    """

    title: str
    short: str
    parent: str | None
    default_locale: str | None


def _text(found: re.Match[bytes] | None) -> str:
    if found is None:
        return ""
    text = found[1].decode("utf-8", "replace")
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return " ".join(text.split())


def read_head(path: str | Path) -> StyleHead:
    """Look at the start of a packaged style, without parsing it (some 20 µs).

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - called for 10,844 files
        head = file.read(HEAD_BYTES)
    head = head[: head.find(b"</info>")]
    parent = _PARENT.search(head)
    return StyleHead(
        _text(_TITLE.search(head)),
        _text(_SHORT.search(head)),
        _text(_HREF.search(parent[0])) or None if parent else None,
        _text(_LOCALE.search(head)) or None,
    )


def head_of(root: _Element) -> StyleHead:
    """Read the same facts from a parsed style."""
    info = root.find(f"{{{NAMESPACE}}}info")
    parent = None
    if info is not None:
        for link in info.iterfind(f"{{{NAMESPACE}}}link"):
            if link.get("rel") == "independent-parent":
                parent = link.get("href") or None

    def words(tag: str) -> str:
        found = None if info is None else info.findtext(f"{{{NAMESPACE}}}{tag}")
        return " ".join((found or "").split())

    return StyleHead(words("title"), words("title-short"), parent, root.get("default-locale"))


def short_id(style_id: str) -> str:
    """Last part of a style's id: ``apa`` of ``http://www.zotero.org/styles/apa``."""
    found = _LAST_PART.search(style_id.strip().rstrip("/"))
    return found[0] if found else ""


def read_style(path: Path, shown: str | None = None) -> bytes:
    """Read a style file.

    Args:
        path: the file.
        shown: what to call it in messages; its path where not given.

    Raises:
        StyleFileError: it does not exist, is no file, cannot be read, is empty or too large.
    """
    name = shown or str(path)
    try:
        if path.is_dir():
            raise StyleFileError(name, "is a folder")
        if not path.exists():
            raise StyleFileError(name, "does not exist")
        if not path.is_file():
            raise StyleFileError(name, "is not a regular file")
        if path.stat().st_size > MAX_BYTES:
            raise StyleFileError(name, f"is larger than any style ({MAX_BYTES:,} bytes)")
        data = path.read_bytes()
    except OSError as error:
        raise StyleFileError(name, f"cannot be read: {error.strerror or error}") from error
    if not data.strip():
        raise StyleFileError(name, "is empty")
    return data


def parse_style(data: bytes, name: str) -> _Element:
    """Parse a style with entities, DTDs and the network shut out.

    Args:
        data: the file's bytes.
        name: what to call it in messages.

    Returns:
        The root element, a ``style`` of CSL 1.0.

    Raises:
        StyleFileError: it is not well-formed XML, holds a DTD, or is not a CSL 1.0 style.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise StyleFileError(name, f"is not well-formed XML{where}: {_first(error)}") from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise StyleFileError(name, "holds a document type declaration, which no style needs")
    _check_root(root, name)
    return root


def _first(error: Exception) -> str:
    message = str(error).partition("\n")[0]
    return re.sub(r", line \d+, column \d+.*", "", message) or type(error).__name__


def _check_root(root: Any, name: str) -> None:
    namespace, _, tag = root.tag.rpartition("}")
    if namespace.removeprefix("{") != NAMESPACE:
        raise StyleFileError(name, f"is XML but not CSL: its outermost element is <{tag}>")
    if tag == "locale":
        raise StyleFileError(name, "is a CSL locale, not a style")
    if tag != "style":
        raise StyleFileError(name, f"is not a style: its outermost element is <{tag}>")
    version = root.get("version")
    if version is None:
        raise StyleFileError(name, "names no version, as in CSL 0.8; only CSL 1.0 is understood")
    if not is_understood(version):
        raise StyleFileError(name, f"is CSL {version}; only CSL 1.0 is understood")


def is_understood(version: str) -> bool:
    """Whether a style's version is one that is read: 1.0 and its minor ones."""
    return version == "1.0" or version.startswith("1.0.")


__all__ = [
    "HEAD_BYTES",
    "MAX_BYTES",
    "NAMESPACE",
    "StyleHead",
    "head_of",
    "is_understood",
    "parse_style",
    "read_head",
    "read_style",
    "short_id",
]
