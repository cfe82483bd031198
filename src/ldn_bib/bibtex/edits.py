"""What can be changed in a BibTeX file, and what that comes to in its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias


class SetField(NamedTuple):
    """Give a field a value; one that is not there is added.

    Attributes:
        key: citation key of the entry.
        name: name of the field, in any case.
        value: text of the value as LaTeX, without delimiters; white space is folded.
        expression: whether ``value`` is an expression, written as it is (``jan``, ``"a" # b``).
    """

    key: str
    name: str
    value: str
    expression: bool = False


class RemoveField(NamedTuple):
    """Take a field out, with all its repeats."""

    key: str
    name: str


class RenameField(NamedTuple):
    """Give a field another name; its value and its place stay."""

    key: str
    name: str
    new: str


class RenameKey(NamedTuple):
    """Give an entry another key; ``crossref`` and its kin, and JabRef's groups, follow."""

    key: str
    new: str


class AddEntry(NamedTuple):
    """Add a whole entry behind another one.

    Attributes:
        text: the entry, from the ``@`` to its closing brace.
        after: key of the entry that it follows; None for the last entry of the file.
    """

    text: str
    after: str | None = None


class RemoveEntry(NamedTuple):
    """Take an entry out, with the empty lines behind it; comments stay."""

    key: str


Edit: TypeAlias = SetField | RemoveField | RenameField | RenameKey | AddEntry | RemoveEntry


class Patch(NamedTuple):
    """A stretch of text and what takes its place.

    Attributes:
        start: offset of its first sign.
        end: offset behind its last one.
        text: the new text.
    """

    start: int
    end: int
    text: str


def patched(text: str, patches: Sequence[Patch]) -> str:
    """Apply patches, which stand in order and do not overlap."""
    out: list[str] = []
    done = 0
    for patch in patches:
        out += (text[done : patch.start], patch.text)
        done = patch.end
    return "".join((*out, text[done:]))


def inverse(text: str, patches: Sequence[Patch]) -> list[Patch]:
    """Return the patches that turn the patched text into the text again."""
    undone: list[Patch] = []
    shift = 0
    for patch in patches:
        start = patch.start + shift
        undone.append(Patch(start, start + len(patch.text), text[patch.start : patch.end]))
        shift += len(patch.text) - (patch.end - patch.start)
    return undone
