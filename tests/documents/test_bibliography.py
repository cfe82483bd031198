from __future__ import annotations

from ldn_bib.csl.richtext import FormattedEntry, RichText
from ldn_bib.documents.bibliography import bibliography_document


def test_bare_bibliography_has_the_citations_in_their_order_and_nothing_else() -> None:
    formatted = [FormattedEntry(key, RichText.plain(f"{key}.")) for key in "ba"]
    document = bibliography_document(formatted)
    assert document.title == ""
    assert [section.heading for section in document.sections] == [""]
    assert [(paper.key, str(paper.citation)) for paper in document.papers] == [
        ("b", "b."),
        ("a", "a."),
    ]
    assert document.sections[0].is_bare
