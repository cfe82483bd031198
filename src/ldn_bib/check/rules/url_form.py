"""Addresses that are none: a broken scheme, spaces, LaTeX within."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.verbatim import without_latex
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Severity

SCHEMES = frozenset({"http", "https", "ftp", "ftps", "urn", "hdl", "info"})
"""Schemes of addresses that lead everybody to the same thing."""

LOCAL_SCHEMES = frozenset({"file", "chrome-extension", "moz-extension", "zotero", "about", "blob"})
"""Schemes of what stands on one computer."""

# a word with a colon, but not a host with a port
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?![0-9])")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:https?|ftps?)://(?:[^\s/?#@]*@)?[^\s/?#@:]", re.IGNORECASE)
_BROKEN = re.compile(r"(https?)(?::/(?!/)|//(?!/)|;//|:///+|:\\\\|:(?=www\.))", re.IGNORECASE)
_TWICE = re.compile(r"https?:/?/?(?=https?://)", re.IGNORECASE)
_TYPO = re.compile(r"(?:h?tt?ps?|hht+ps?|htt+ps?|htpps?|htps?)://", re.IGNORECASE)
_BARE = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[:/?#]|$)")
_PATH = re.compile(r"[A-Za-z]:[\\/]|/(?!/)|\\\\|~/|\.\.?/")
_BRACKETS = re.compile(r"<\s*(?:URL:\s*)?([^<>\s]+)\s*>", re.IGNORECASE)
_SPACE = re.compile(r"\s")


def check_scheme(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an address that does not begin as one."""
    del context
    given = subject.given("URL", "url")
    if given is None:
        return
    text = _plain(given.text)
    if normalise_doi(text):
        return
    mended = _mended(text)
    fix = Fix(given.name, mended) if mended and text == given.text else None
    if message := _fault(text):
        yield Problem(message, field=given.name, fix=fix)


def _plain(text: str) -> str:
    """An address without the LaTeX and the brackets around it."""
    text = without_latex(text)
    wrapped = _BRACKETS.fullmatch(text)
    return wrapped[1] if wrapped else text


def _fault(text: str) -> str | None:
    """What is wrong with the beginning of an address."""
    if _TWICE.match(text):
        return "the scheme stands there twice"
    if _BROKEN.match(text):
        return f"the address begins with “{text[:10]}” instead of “http://” or “https://”"
    if _PATH.match(text):
        return "this is a file on one computer"
    scheme = _SCHEME.match(text)
    if scheme is None:
        is_bare = _BARE.match(text) is not None
        return "the address has no “https://”" if is_bare else f"“{text[:60]}” is no address"
    name = scheme[1].lower()
    if name in LOCAL_SCHEMES:
        return "this is a file on one computer"
    if name not in SCHEMES:
        if _TYPO.match(text):
            return f"“{scheme[0]}” is misspelled"
        return f"“{scheme[0]}” is not the beginning of an address of the web"
    if name.startswith(("http", "ftp")) and not _HOST.match(text):
        return "the address names no server"
    return None


def _mended(text: str) -> str | None:
    """The address with a sound beginning, where it is clear which one is meant."""
    after = _TWICE.sub("", text, count=1)
    if after == text:
        after = _BROKEN.sub(lambda match: f"{match[1]}://", text, count=1)
    return after if after != text and _fault(after) is None else None


def check_space(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a space within an address, and for two addresses."""
    del context
    given = subject.given("URL", "url")
    if given is None or not _SPACE.search(_plain(given.text)):
        return
    words = given.text.split()
    space = _SPACE.search(given.field.value.strip()) if given.field else None
    several = sum(_WEB.match(word) is not None for word in words) > 1
    yield Problem(
        "several addresses stand here" if several else "a space stands within the address",
        field=given.name,
        offset=space.start() if space else 0,
    )


def check_markup(subject: Subject, context: Context) -> Iterator[Problem]:
    r"""Yield a problem for ``\url{…}``, ``\_`` and brackets in an address."""
    del context
    given = subject.given("URL", "url")
    if given is None:
        return
    text = _plain(given.text)
    if text == given.text:
        return
    kind = "LaTeX stands" if "\\" in given.text else "brackets stand"
    yield Problem(
        f"{kind} in the address; as it is, it is {text[:100]}",
        field=given.name,
        fix=Fix(given.name, text) if _plain(text) == text else None,
    )


RULES: tuple[Rule, ...] = (
    Rule(
        code="URL001",
        name="url-scheme",
        severity=Severity.WARNING,
        summary="an address does not begin with https:// or another sound scheme",
        why="No program makes a link of it that leads anywhere.",
        example=Example(
            bad="url = {http:/example.org/pain}", good="url = {http://example.org/pain}"
        ),
        check=check_scheme,
        fixes=True,
    ),
    Rule(
        code="URL002",
        name="url-space",
        severity=Severity.WARNING,
        summary="a space stands in an address",
        why="The link ends there: a line was broken, or two addresses stand in one field.",
        example=Example(
            bad="url = {https://example.org/a b}", good="url = {https://example.org/a%20b}"
        ),
        check=check_space,
    ),
    Rule(
        code="URL003",
        name="url-markup",
        severity=Severity.WARNING,
        summary="LaTeX or brackets stand in an address",
        why="Addresses are read as they stand, so that a backslash becomes a part of the link.",
        example=Example(
            bad=r"url = {https://example.org/a\_b}", good="url = {https://example.org/a_b}"
        ),
        check=check_markup,
        fixes=True,
    ),
)
