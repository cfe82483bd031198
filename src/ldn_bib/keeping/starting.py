"""A new library: settings, an empty file, a vocabulary, a note to copy, and checks if wanted."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from ldn_bib.config import NAME
from ldn_bib.errors import FileError, UsageError
from ldn_bib.output import make_folder
from ldn_bib.saving import save
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import DEFAULT_SCHEME, SCHEMES

DEFAULT_NAME = "library.bib"

FILES = {
    NAME: "ldnbib.toml",
    "conditions.toml": "conditions.toml",
    "notes/note-template.txt": "note-template.txt",  # a file .md would be read as a note
}
"""Files that every library begins with, beside the .bib file, and what each is made of."""

PRE_COMMIT = {".pre-commit-config.yaml": "pre-commit-config.yaml"}
WORKFLOW = {".github/workflows/library.yml": "workflow.yml"}

_STARTER = Path(__file__).parent / "starter"
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# owner and repository as GitHub allows them, a folder within it or none, a tag, branch or commit
_ACTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[\w.-]+(?:/[\w.-]+)*@[\w./-]+", re.ASCII)


class _Starter(Template):
    """A template whose marks are not those of a shell or of a workflow."""

    delimiter = "§"


@dataclass(frozen=True, slots=True)
class Start:
    """What a new library is to be.

    Attributes:
        name: name of the .bib file, without a folder.
        subject: what the library is about, in a few words; empty where it is not said yet.
        pre_commit: whether hooks for pre-commit are set up.
        action: the action that a workflow of GitHub uses, as ``owner/repository@tag``; None
            for no workflow.
    """

    name: str = DEFAULT_NAME
    subject: str = ""
    pre_commit: bool = False
    action: str | None = None


def starting_files(start: Start) -> dict[str, str]:
    """The files of a new library: path in its folder, with ``/``, to text.

    Raises:
        UsageError: the name, the subject or the action cannot be used.
    """
    name, subject = _checked_name(start.name), _checked_subject(start.subject)
    marks = {
        # a JSON string without control characters is a string of TOML too
        "library": json.dumps(name, ensure_ascii=False),
        "subject": _subject_line(subject),
        "designs": _designs(),
        "scheme": DEFAULT_SCHEME,
        "levels": ", ".join(SCHEMES[DEFAULT_SCHEME]),
        "action": _checked_action(start.action) if start.action is not None else "",
    }
    wanted = {NAME: FILES[NAME], name: "library.bib", **FILES}
    if start.pre_commit:
        wanted |= PRE_COMMIT
    if start.action is not None:
        wanted |= WORKFLOW
    return {path: _filled(source, marks) for path, source in wanted.items()}


def start_library(folder: Path, start: Start) -> tuple[Path, ...]:
    """Write the files of a new library; all of them or, where one cannot be written, none.

    Args:
        folder: where; it is made if it is not there.
        start: what the library is to be.

    Returns:
        The files, in the order in which they are written.

    Raises:
        UsageError: as in :func:`starting_files`.
        FileError: a file is there already, or cannot be written.
    """
    files = {folder / path: text for path, text in starting_files(start).items()}
    there = [str(path) for path in files if os.path.lexists(path)]
    if there:
        verb = "is" if len(there) == 1 else "are"
        raise FileError(f"{', '.join(there)} {verb} there already; nothing is written")
    written: list[Path] = []
    try:
        for path, text in files.items():
            make_folder(path.parent)
            save(path, text.encode(), read=None)
            written.append(path)
    except FileError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(written)


def _filled(source: str, marks: Mapping[str, str]) -> str:
    return _Starter((_STARTER / source).read_text(encoding="utf-8")).substitute(marks)


def _subject_line(subject: str) -> str:
    example = subject or "magnesium for migraine"
    return f"{'' if subject else '# '}subject = {json.dumps(example, ensure_ascii=False)}"


def _designs() -> str:
    """The designs that a note may name, over several lines of a comment."""
    import textwrap

    lines = textwrap.wrap(", ".join(DESIGNS), 90, break_on_hyphens=False)
    return "\n# ".join(lines)


def _checked_name(name: str) -> str:
    is_plain = not _NOT_PRINTED.search(name) and not set(name) & set("/\\:")
    if not is_plain or Path(name).suffix not in (".bib", ".bibtex"):
        raise UsageError(
            f"the library cannot be called {name!r}: give a file name without a folder that ends "
            f"in .bib, such as {DEFAULT_NAME}"
        )
    return name


def _checked_subject(subject: str) -> str:
    folded = " ".join(subject.split())
    if _NOT_PRINTED.search(folded):
        raise UsageError(f"the subject {subject!r} holds characters that cannot be printed")
    return folded.rstrip(". ")


def _checked_action(action: str) -> str:
    if not _ACTION.fullmatch(action):
        raise UsageError(
            f"{action!r} is no action of GitHub: give the repository that holds the action and a "
            "tag of it, as OWNER/REPOSITORY@TAG"
        )
    return action
