"""The papers of a site: addresses, names of authors and what every list says of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.documents.characters import clean
from ldn_bib.documents.designs import design_words
from ldn_bib.documents.html import WRITER as HTML_WRITER
from ldn_bib.documents.links import notice_links, paper_links
from ldn_bib.searching import fold
from ldn_bib.site.item_text import people
from ldn_bib.site.pages import Html
from ldn_bib.site.paths import Names, plain_name
from ldn_bib.values.date import Date
from ldn_bib.values.markup import parse_markup, strip_markup
from ldn_bib.values.name import Name
from ldn_bib.values.status import StatusKind

if TYPE_CHECKING:
    from ldn_bib.documents.model import Link
    from ldn_bib.entry import Entry

NO_TITLE: Final = "Untitled paper"
FREE: Final = "Free full text"
MOST_AUTHORS: Final = 3  # of a byline; a fourth makes it end in “et al.”
LONGEST_TITLE: Final = 600  # characters, in lists; its own page has the whole
LONGEST_SUMMARY: Final = 280
CHUNK: Final = 25
"""Papers whose records stand in one file for the client."""

_MARKS: Final[Mapping[str, Mark]] = {
    "i": Mark.ITALIC,
    "b": Mark.BOLD,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "sc": Mark.SMALL_CAPS,
}


@dataclass(frozen=True, slots=True)
class Author:
    """A name that papers print, and the file of its page.

    Attributes:
        name: in natural order.
        sort_name: family name first.
        file: name of the page, without folder and ending.
    """

    name: str
    sort_name: str
    file: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, as all its places on the site have it in common.

    Attributes:
        entry: the paper.
        file: name of its page and downloads, without folder and ending.
        title: its title without markup; never empty.
        authors: its authors, each once.
        byline: the names of the authors for lists.
        journal: where it appeared; empty where that is not known.
        links: links out of the site.
        chunk: number of the file that holds its records for the client, from 0.
    """

    entry: Entry
    file: str
    title: str
    authors: tuple[Author, ...]
    byline: str
    journal: str
    links: tuple[Link, ...]
    chunk: int

    @property
    def address(self) -> str:
        """Address of its page, from the root."""
        return f"papers/{self.file}.html"

    @property
    def summary(self) -> str:
        """Its plain-language summary; empty where there is none."""
        return self.entry.annotation.summary if self.entry.annotation else ""

    @property
    def design(self) -> str:
        """Slug of its design; empty where there is none on record."""
        return (self.entry.annotation.design if self.entry.annotation else None) or ""

    @property
    def level(self) -> str:
        """Level of evidence for people; empty where there is none on record."""
        evidence = self.entry.annotation.evidence if self.entry.annotation else None
        return evidence.label if evidence else ""

    @property
    def kind(self) -> str:
        """Design and level of evidence for people, as far as they are on record."""
        parts = (design_words(self.design) if self.design else "", self.level)
        return " · ".join(filter(None, parts))

    @property
    def is_free(self) -> bool:
        """Whether there is a link to the free full text."""
        return any(link.label.startswith(FREE) for link in self.links)

    @property
    def alerts(self) -> tuple[str, ...]:
        """Sentences that must be seen first, such as a retraction."""
        status = self.entry.status
        return (status.sentence,) if status is not None and status.is_alert else ()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show quietly, such as a correction."""
        status = self.entry.status
        is_corrected = status is not None and status.kind is StatusKind.CORRECTED
        return (status.sentence,) if status is not None and is_corrected else ()

    @property
    def title_html(self) -> Html:
        """The title with its markup."""
        return Html(NO_TITLE) if self.title == NO_TITLE else title_html(self.entry.title)

    @property
    def short_title(self) -> Html:
        """The title for lists: one of extreme length loses its markup and its end."""
        if len(self.title) <= LONGEST_TITLE:
            return self.title_html
        return title_html(clip(self.title, LONGEST_TITLE), markup=False)


def newest_first(entry: Entry) -> tuple[bool, int, int, int, str]:
    """Key that sorts the newest paper first and those without a date last."""
    issued = entry.item.get("issued")
    start = Date.from_csl(issued).start if isinstance(issued, Mapping) else None
    if start is None:
        return (True, 0, 0, 0, entry.key)
    return (False, -start.year, -(start.month or 0), -(start.day or 0), entry.key)


def shelve(entries: Sequence[Entry]) -> list[Paper]:
    """Return the papers newest first, with addresses that follow from their keys.

    Of several entries with one key the first stays.
    """
    unique = {entry.key: entry for entry in reversed(entries)}
    files, people = Names(), _People()
    # keys that are file names already come first: no other key takes the address of one
    names = {
        key: files.of(key) for key in sorted(unique, key=lambda key: (key != plain_name(key), key))
    }
    ordered = sorted(unique.values(), key=newest_first)
    return [
        _paper(entry, names[entry.key], people.of(entry), place // CHUNK)
        for place, entry in enumerate(ordered)
    ]


def authors_of(papers: Iterable[Paper]) -> dict[Author, list[Paper]]:
    """Return the papers of each author, the authors by name."""
    groups: dict[Author, list[Paper]] = {}
    for paper in papers:
        for author in paper.authors:
            groups.setdefault(author, []).append(paper)
    keys = {author: (fold(author.sort_name), author.sort_name) for author in groups}
    return {author: groups[author] for author in sorted(groups, key=keys.__getitem__)}


def title_html(text: str, *, markup: bool = True) -> Html:
    """Return a title as HTML; only CSL's own marks become elements, all else is text."""
    assert HTML_WRITER.inline is not None  # noqa: S101 - the writer is ours
    runs = parse_markup(text) if markup else [(text, frozenset())]
    rich = RichText.of(
        Run(run, frozenset(_MARKS[mark] for mark in marks if mark in _MARKS)) for run, marks in runs
    )
    return Html(HTML_WRITER.inline(rich))


def clip(text: str, longest: int) -> str:
    """Shorten text at the end of a word, with an ellipsis, to a number of characters."""
    if len(text) <= longest:
        return text
    head = text[:longest].rpartition(" ")[0]
    # a text without spaces is cut where it must be
    kept = head if len(head) > longest // 2 else text[: longest - 1]
    return f"{kept.rstrip(' ,;:.')}…"


def _paper(entry: Entry, file: str, authors: tuple[Author, ...], chunk: int) -> Paper:
    journal = entry.item.get("container-title") or entry.item.get("container-title-short")
    return Paper(
        entry=entry,
        file=file,
        title=clean(strip_markup(entry.title)).strip() or NO_TITLE,
        authors=authors,
        byline=_byline(entry),
        journal=clean(strip_markup(journal)).strip() if isinstance(journal, str) else "",
        links=(
            *notice_links(entry.status.notices if entry.status else ()),
            *paper_links(entry.item, url_is_free=entry.annotation is not None),
        ),
        chunk=chunk,
    )


def _byline(entry: Entry) -> str:
    names = [
        clean(name.short) for name in people(entry.item, "author") or people(entry.item, "editor")
    ]
    shown = ", ".join(names[:MOST_AUTHORS])
    return f"{shown} et al." if len(names) > MOST_AUTHORS else shown


class _People:
    """Gives each spelling of a name one author; accents, case and full stops do not tell apart."""

    def __init__(self) -> None:
        self._files = Names()
        self._known: dict[str, Author] = {}

    def of(self, entry: Entry) -> tuple[Author, ...]:
        """Return the authors of a paper, each once."""
        return tuple(dict.fromkeys(map(self._author, people(entry.item, "author"))))

    def _author(self, name: Name) -> Author:
        sort_name = clean(name.inverted())
        key = " ".join(fold(sort_name).replace(".", " ").split())
        if key not in self._known:
            self._known[key] = Author(clean(str(name)), sort_name, self._files.of(sort_name))
        return self._known[key]
