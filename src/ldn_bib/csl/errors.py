"""Errors of the citation processor: each is one sentence for a person."""

from __future__ import annotations

from collections.abc import Sequence

from ldn_bib.csl.aliases import ALIASES


def one_of(names: Sequence[str]) -> str:
    """Join names for a sentence: ``'a'``, ``'a' or 'b'``, ``'a', 'b' or 'c'``."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


class CslError(Exception):
    """Base of all errors of this package; ``str(error)`` is one clear sentence."""


class UnknownStyleError(CslError):
    """No style has the name that was asked for.

    Attributes:
        name: what was asked for.
        suggestions: names near to it that exist, nearest first.
    """

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        message = f"unknown style {name!r}"
        if suggestions:
            shown = [
                f"{near!r} ({ALIASES[near]})" if near in ALIASES else repr(near)
                for near in suggestions
            ]
            message += f"; did you mean {one_of(shown)}?"
        else:
            message += "; no style has a name like it"
        super().__init__(message)


class UnknownLocaleError(CslError):
    """There is no locale with the name that was asked for.

    Attributes:
        name: what was asked for.
        suggestions: names near to it that exist, nearest first.
    """

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = (
            f"did you mean {one_of([repr(near) for near in suggestions])}?"
            if suggestions
            else "give a language tag such as 'en-GB'"
        )
        super().__init__(f"unknown locale {name!r}; {hint}")


class StyleFileError(CslError):
    """A file that should hold a style cannot be read or is not a CSL 1.0 style.

    Attributes:
        source: name of the file, or of what was read.
        reason: what is wrong, as the predicate of a sentence.
    """

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"style file {source!r} {reason}")


class ItemError(CslError):
    """What should be a CSL-JSON item is none.

    Attributes:
        kind: name of the type that it has instead.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"an item must be a mapping of CSL variables to values, not a {kind}")


class CitationError(CslError):
    """What should be a citation is none.

    Attributes:
        reason: what is wrong, as the predicate of a sentence.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"a citation {reason}")


class FormatError(CslError):
    """The engine failed on an item.

    Attributes:
        style: id of the style.
        item: id of the item; None where it cannot be told which one it was.
        reason: what the engine said.
    """

    def __init__(self, style: str, item: str | None, reason: str) -> None:
        self.style = style
        self.item = item
        self.reason = reason
        what = "the items" if item is None else f"item {item!r}"
        super().__init__(f"style {style!r} cannot format {what}: {reason}")
