"""Mending what is safe to mend: one field, one line of the file, all other bytes untouched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.bibtex.edits import Edit, RemoveField, RenameField, SetField
from ldn_bib.bibtex.expression import well_formed
from ldn_bib.bibtex.field_style import is_balanced
from ldn_bib.bibtex.splice import apply
from ldn_bib.check.rule import Fix, Rule
from ldn_bib.check.run import Found
from ldn_bib.check.subject import Subject
from ldn_bib.checking.run import Checked, check
from ldn_bib.config import Config, find_config, read_config
from ldn_bib.opening import STDIN
from ldn_bib.saving import save

MOST_ROUNDS = 10
"""A field that is not at rest after so many rounds is left as it is then."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What mending comes to.

    Attributes:
        before: the library as it was.
        after: the library as it would be; ``before`` where nothing is mended.
        mended: what was found and is mended, in the order of the rounds.
    """

    before: Checked
    after: Checked
    mended: tuple[Found, ...]

    @property
    def has_changes(self) -> bool:
        """Whether the file would change."""
        return self.after.data != self.before.data

    def diff(self) -> Iterator[str]:
        """Lines of a unified diff, each with its line end."""
        import difflib

        name = self.before.library.source or ""
        texts = (decode_bytes(one.data, name)[0] for one in (self.before, self.after))
        old, new = (text.splitlines(keepends=True) for text in texts)
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
            yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"

    def save(self) -> None:
        """Write the file, if anything is mended.

        Raises:
            FileError: it was changed by somebody else since it was read, or cannot be written.
        """
        name = self.before.library.source
        if self.has_changes and name is not None and name != STDIN:
            save(Path(name), self.after.data, read=self.before.data)


def fix(
    path: str | PathLike[str] | None = None,
    rules: Sequence[Rule] | None = None,
    *,
    config: Config | None = None,
    today: dt.date | None = None,
) -> Fixed:
    """Mend what rules know how to mend; nothing is written before :meth:`Fixed.save`.

    Where two rules mend one field, the second one looks at what the first one made of it.

    Args:
        path: as for :func:`ldn_bib.checking.check`.
        rules: the rules that run; None for all.
        config: settings; None reads ``ldnbib.toml`` of this folder or one above it.
        today: the day that it is; None asks the clock.

    Raises:
        FileError: a file cannot be read.
        UsageError: the settings are not valid.
    """
    if config is None:
        config = read_config(find_config())
    before = now = check(path, rules, config=config, today=today)
    mended: list[Found] = []
    made: set[Edit] = set()
    for _ in range(MOST_ROUNDS):
        chosen = _chosen(now.found, made)
        if not chosen:
            break
        edits = [edit for _, edit in chosen]
        made.update(edits)
        mended += (found for found, _ in chosen)
        data = apply(now.data, edits, file=now.library.source or "")
        now = check(path, rules, config=config, today=today, data=data)
    return Fixed(before, now, tuple(mended))


def _chosen(found: Sequence[Found], made: set[Edit]) -> list[tuple[Found, Edit]]:
    """The first safe fix of each field, each with its edit."""
    taken: set[tuple[str, str]] = set()
    chosen: list[tuple[Found, Edit]] = []
    for one in found:
        wanted = one.problem.fix if one.problem else None
        if wanted is None or one.subject is None:
            continue
        places = {(one.subject.key, name.lower()) for name in (wanted.field, wanted.new_name or "")}
        edit = _edit(wanted, one.subject)
        if edit is not None and edit not in made and places.isdisjoint(taken):
            taken |= {(key, name) for key, name in places if name}
            chosen.append((one, edit))
    return chosen


def _edit(fix: Fix, subject: Subject) -> Edit | None:
    """What a fix comes to in the file; None where it would not be safe."""
    named = [field for field in subject.fields if field.name == fix.field.lower()]
    if not subject.is_sound or len(named) != 1 or not named[0].is_plain:
        return None
    if fix.new_name is not None:
        is_free = subject.field(fix.new_name) is None
        return RenameField(subject.key, named[0].spelled, fix.new_name) if is_free else None
    if fix.value is None:
        return RemoveField(subject.key, named[0].spelled)
    is_whole = well_formed(fix.value.strip()) if fix.expression else is_balanced(fix.value)
    if not is_whole or not fix.value.strip():
        return None
    return SetField(subject.key, named[0].spelled, fix.value, fix.expression)
