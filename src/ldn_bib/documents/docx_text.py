"""Text in a .docx file: runs with their marks, links, and the direction of a paragraph."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark, RichText
from ldn_bib.documents.characters import clean, is_right_to_left
from ldn_bib.documents.docx_styles import style_id
from ldn_bib.documents.links import ascii_url, safe_url
from ldn_bib.documents.words import linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun

    from ldn_bib.csl.richtext import Run as RichRun
    from ldn_bib.documents.model import Fact, Link

_ATTRIBUTES: dict[Mark, str] = {
    Mark.ITALIC: "italic",
    Mark.BOLD: "bold",
    Mark.UNDERLINE: "underline",
    Mark.SMALL_CAPS: "small_caps",
    Mark.SUPERSCRIPT: "superscript",
    Mark.SUBSCRIPT: "subscript",
}
"""Mark to what python-docx calls it on a font."""


class Pen:
    """Writes paragraphs into a document or the cell of a table."""

    def __init__(self, made: WordDocument) -> None:
        """Begin with a document that has no text yet."""
        self._made = made
        self._relationships: dict[str, str] = {}

    def text(self, place: WordDocument | _Cell, style: str, text: str) -> None:
        """Add a paragraph of plain text; none where the text is empty."""
        if clean(text).strip():
            self.rich(place, style, RichText.plain(clean(text).strip()))

    def texts(self, place: WordDocument | _Cell, style: str, texts: Iterable[str]) -> None:
        """Add a paragraph for each text."""
        for text in texts:
            self.text(place, style, text)

    def rich(
        self, place: WordDocument | _Cell, style: str, rich: RichText, *, label: str = ""
    ) -> None:
        """Add a paragraph of rich text, a label and a tab before it where it has one."""
        paragraph = self._paragraph(place, style, clean(str(rich)))
        if label:
            self._add_run(paragraph, f"{label}\t")
        self._add_rich(paragraph, rich)

    def fact(self, place: WordDocument | _Cell, style: str, fact: Fact) -> None:
        """Add a fact: its label, a tab, its value, in which addresses are links."""
        value = linked(clean(fact.value).strip())
        paragraph = self._paragraph(place, style, str(value))
        self._add_run(paragraph, clean(fact.label).strip())._element.style = "Label"
        self._add_run(paragraph, "\t")
        self._add_rich(paragraph, value)

    def links(self, place: WordDocument | _Cell, style: str, links: Iterable[Link]) -> None:
        """Add the links of a paper in one paragraph; none without links."""
        found = list(links)
        if not found:
            return
        paragraph = self._paragraph(place, style, clean(found[0].label))
        for number, link in enumerate(found):
            if number:
                self._add_run(paragraph, " · ")
            label, url = clean(link.label).strip(), safe_url(link.url)
            if url is None:
                self._add_run(paragraph, clean(f"{label}: {link.url}"))
            else:
                self._link(paragraph, [self._add_run(paragraph, label or url)], url)

    def _paragraph(self, place: WordDocument | _Cell, style: str, text: str) -> Paragraph:
        from docx.oxml.parser import OxmlElement

        paragraph = place.add_paragraph()
        # by id: python-docx looks a name up in the whole part each time
        properties = paragraph._element.get_or_add_pPr()
        properties.style = style_id(style)
        if is_right_to_left(text):
            properties.append(OxmlElement("w:bidi"))
        return paragraph

    def _add_run(self, paragraph: Paragraph, text: str) -> WordRun:
        run = paragraph.add_run(text)
        if is_right_to_left(text):
            run.font.rtl = True
        return run

    def _add_rich(self, paragraph: Paragraph, rich: RichText) -> None:
        for address, runs in groupby(rich.runs, key=lambda run: run.link):
            added = [self._add_marked(paragraph, run) for run in runs if clean(run.text)]
            url = safe_url(address) if address else None
            if url and added:
                self._link(paragraph, added, url)

    def _add_marked(self, paragraph: Paragraph, run: RichRun) -> WordRun:
        added = self._add_run(paragraph, clean(run.text))
        for mark in run.marks:
            setattr(added.font, _ATTRIBUTES[mark], True)
        return added

    def _link(self, paragraph: Paragraph, runs: Iterable[WordRun], url: str) -> None:
        """Move the last runs of a paragraph into a link."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement

        link = OxmlElement("w:hyperlink", {qn("r:id"): self._relationship(url)})
        for run in runs:
            run._element.style = "Hyperlink"
            link.append(run._element)
        paragraph._element.append(link)

    def _relationship(self, url: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        address = ascii_url(url)
        name = self._relationships.get(address)
        if name is None:
            # names of our own: python-docx reads all relationships to find the next free one
            name = f"link{len(self._relationships) + 1}"
            self._relationships[address] = name
            self._made.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True
            )
        return name
