"""Records of papers for reference managers, as texts for downloads: a paper, a list, all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ldn_bib import plugins
from ldn_bib.exporting import FORMATS as GROUP

if TYPE_CHECKING:
    from ldn_bib.entry import Entry
    from ldn_bib.formats.base import Format
    from ldn_bib.library import Library


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """A format that papers are offered in.

    Attributes:
        extension: ending of the file, without the dot.
        name: name of the registered format.
        title: name for people.
        between: what stands between two records of a file.
    """

    extension: str
    name: str
    title: str
    between: str = ""


FORMATS: tuple[RecordFormat, ...] = (
    RecordFormat("ris", "ris", "RIS"),
    RecordFormat("bib", "bibtex", "BibTeX", "\n"),
    RecordFormat("json", "csl-json", "CSL-JSON", ",\n"),
    RecordFormat("nbib", "nbib", "PubMed (nbib)"),
)
"""What is offered, in the order to offer it."""

_ARRAY = ("[\n", "\n]\n")


def records(entries: Iterable[Entry], library: Library) -> dict[str, str]:
    """Return papers as the text of one file per format, by the ending without its dot.

    A format that can hold none of them is absent. Line ends are those that the format wants.
    Collections, such as the groups of JabRef, are left out.

    Args:
        entries: the papers, in the order to write.
        library: where they come from; its vocabulary and its subject.

    Raises:
        UsageError: a format is not registered.
    """
    from ldn_bib.formats.base import WriteOptions

    papers = tuple(entries)
    options = WriteOptions(conditions=library.conditions or {}, title=library.subject)
    found: dict[str, str] = {}
    for form in FORMATS if papers else ():
        chosen = _format(form.name)
        pieces = chosen.written(papers, options) if chosen.write else iter(())
        if chosen.collections:
            # They stand behind the records, and a file that one is pasted into has its own.
            pieces = islice(pieces, len(papers))
        written = "".join(pieces)
        if written:
            found[form.extension] = written
    return found


@cache
def _format(name: str) -> Format:
    """Return a registered format; finding it anew takes longer than writing a paper."""
    found: Format = plugins.load(GROUP, name)
    return found


def joined(parts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return several results of :func:`records` as one file per format.

    That is quicker than to write the papers again. What a format lacks for one paper is left
    out of that format's file.
    """
    every = list(parts)
    found: dict[str, str] = {}
    for form in FORMATS:
        texts = [part[form.extension] for part in every if form.extension in part]
        if not texts:
            continue
        if form.name == "csl-json":
            start, end = _ARRAY
            bare = (text.removeprefix(start).removesuffix(end) for text in texts)
            found[form.extension] = start + form.between.join(bare) + end
        else:
            found[form.extension] = form.between.join(texts)
    return found
