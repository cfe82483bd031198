"""What a reference of its type cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

# CSL type to what it needs; any one variable of a group will do. After the required fields
# of BibTeX's entry types (btxdoc, 1988, section 3.1), with a date for its year.
_WORK = (("author", "editor"), ("title",), ("issued",))
REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "article-journal": (("author",), ("title",), ("container-title",), ("issued",)),
    "article-magazine": (("title",), ("container-title",), ("issued",)),
    "article-newspaper": (("title",), ("container-title",), ("issued",)),
    "book": (*_WORK, ("publisher",)),
    "chapter": (*_WORK, ("container-title",), ("publisher",)),
    "paper-conference": (("author",), ("title",), ("container-title", "event-title"), ("issued",)),
    "report": (*_WORK, ("publisher",)),
    "thesis": (("author",), ("title",), ("publisher",), ("issued",)),
}
OTHERWISE: tuple[tuple[str, ...], ...] = (("title",),)

CONTAINER: Mapping[str, str] = {
    "article-journal": "journal",
    "article-magazine": "journal",
    "article-newspaper": "journal",
    "chapter": "booktitle",
    "paper-conference": "booktitle",
}
"""CSL type to the field that holds the title of what the work stands in."""

PUBLISHER: Mapping[str, str] = {"thesis": "school", "report": "institution"}
"""CSL type to the field that names who published; ``publisher`` for all other types."""

FIELD: Mapping[str, str] = {"issued": "year", "event-title": "eventtitle"}
"""CSL variable to the field that holds it in a BibTeX file, where the names differ."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per missing field, named as a BibTeX file names it."""
    del context
    item = subject.entry.item
    kind = str(item.get("type"))
    for group in REQUIRED.get(kind, OTHERWISE):
        if not any(item.get(variable) for variable in group):
            fields = tuple(_field(variable, kind) for variable in group)
            yield Problem(f"no {' or '.join(fields)}", fields=fields)


def _field(variable: str, kind: str) -> str:
    if variable == "container-title":
        return CONTAINER[kind]
    if variable == "publisher":
        return PUBLISHER.get(kind, variable)
    return FIELD.get(variable, variable)


RULE = Rule(
    code="FIELD001",
    name="missing-field",
    severity=Severity.WARNING,
    summary="a field is missing that a reference of this type cannot do without",
    why="Styles leave out what is not there, and the reader cannot tell an article without an "
    "author from an entry that nobody finished.",
    example=Example(
        bad="@article{smith2020,\n  title = {Pain},\n  journal = {Pain},\n  year = {2020},\n}",
        good="@article{smith2020,\n  author = {Smith, Ann},\n  title = {Pain},\n"
        "  journal = {Pain},\n  year = {2020},\n}",
    ),
    check=check,
)
