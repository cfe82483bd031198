"""The page of one citation style that ``style show`` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_bib.csl.stylefacts import StyleFacts

_WIDTH = 88
_LABEL = 14
_SAMPLE = ("younger2013", "kim2020")


def style_page(name: str, *, locale: str | None = None) -> str:
    """Lay out the facts of a style and a sample of it, as plain text.

    Args:
        name: id, alias, title or path.
        locale: BCP 47 tag of the sample; None for the style's own.

    Raises:
        CslError: unknown style or locale, or a style that is not CSL.
    """
    from ldn_bib.csl.stylefacts import style_facts
    from ldn_bib.styling import style_folders

    facts = style_facts(name, style_folders())
    lines = [line for label, value in _facts(facts) for line in _row(label, value)]
    lines += ["", *_sample(name, facts, locale)]
    return "\n".join(lines)


def _facts(facts: StyleFacts) -> Iterator[tuple[str, str]]:
    yield "id", facts.id
    yield "title", facts.title
    yield "aliases", ", ".join(facts.aliases)
    yield "address", facts.address
    yield "parent", facts.parent or ""
    yield "class", f"{'note' if facts.is_note else 'in-text'}: {facts.kind}"
    yield "format", facts.citation_format
    yield "fields", ", ".join(facts.fields)
    yield "locale", facts.locale or "none of its own; en-US where none is asked for"
    yield "updated", facts.updated
    yield "rights", " ".join(filter(None, (facts.rights, facts.licence)))
    yield "file", str(facts.path)
    for address in facts.documentation:
        yield "guide", address
    if not facts.has_bibliography:
        yield "bibliography", "none: it formats citations only"
    else:
        yield "sorted by", ", ".join(facts.order) or "nothing: the order of citation stays"
    yield "tells apart", "; ".join(facts.disambiguation) or "nothing: like citations stay alike"
    yield "runs together", facts.collapsing


def _row(label: str, value: str) -> list[str]:
    if not value:
        return []
    return textwrap.wrap(
        " ".join(value.split()),
        width=_WIDTH,
        initial_indent=f"{label:<{_LABEL}}",
        subsequent_indent=" " * _LABEL,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sample(name: str, facts: StyleFacts, locale: str | None) -> Iterator[str]:
    from dataclasses import replace

    from ldn_bib import resources
    from ldn_bib.bibliography import write_bibliography
    from ldn_bib.citing import cite_library, inline_text
    from ldn_bib.library import Library
    from ldn_bib.styling import style_folders

    shipped = Library.read(resources.default_library(), derived_tags=False)
    library = replace(shipped, style_folders=style_folders()).with_keys(_SAMPLE)
    citation = cite_library(library, _SAMPLE, name, locale=locale)
    yield "In a note:" if facts.is_note else "In the text:"
    yield f"  {inline_text(citation)}"
    if facts.has_bibliography:
        yield "In the bibliography:"
        for line in write_bibliography(library, name, locale=locale).splitlines():
            yield f"  {line}"
