"""The file around a .docx document: an empty one with our own styles, its page, its bytes."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from ldn_bib.documents.archive import rezipped
from ldn_bib.documents.characters import clean
from ldn_bib.documents.docx_styles import NAMESPACE, styles_xml
from ldn_bib.documents.model import Audience

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from ldn_bib.documents.model import Document

BARE_TITLE = "Bibliography"

# Points. Patients read larger print.
_SIZES = {Audience.EVERYONE: 10.5, Audience.PATIENTS: 12.0, Audience.CLINICIANS: 10.0}
# A4, ISO 216, in millimetres.
_PAGE = (210, 297)
_MARGIN = 21
_FOOTER = 10
# A longer title would not stand on one line with the number of the page.
_LONGEST_FOOTER = 80
# python-docx allows no more.
_LONGEST_PROPERTY = 255
# The parts that a document needs; python-docx's template has others, a picture among them.
_KEPT_OF_PACKAGE = ("/officeDocument",)
_KEPT_OF_DOCUMENT = ("/styles", "/settings")
_SETTINGS = f"""<w:settings xmlns:w="{NAMESPACE}">
<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""


def empty_document(document: Document, label: float) -> WordDocument:
    """Return a document without text: its styles, settings, page, footer and properties.

    Args:
        document: what will stand in it.
        label: room for the label of a reference, in ems.
    """
    import docx

    made = docx.Document()
    _keep(made.part.package.rels, _KEPT_OF_PACKAGE)
    _keep(made.part.rels, _KEPT_OF_DOCUMENT)
    size = _SIZES[document.audience]
    _replace(made.styles.element, styles_xml(size, label * size, clean(document.language)))
    _replace(made.settings.element, _SETTINGS)
    _lay_page(made, clean(document.title).strip())
    _set_properties(made, document)
    return made


def packed(made: WordDocument) -> bytes:
    """Return the file, the same bytes for the same document."""
    buffer = io.BytesIO()
    made.save(buffer)
    return rezipped(buffer.getvalue())


def text_width(made: WordDocument) -> float:
    """Return the width between the margins, in points."""
    section = made.sections[0]
    widths = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (length.pt if length else 0.0 for length in widths)
    return page - left - right


def _keep(relationships: Relationships, kinds: tuple[str, ...]) -> None:
    for name in [name for name, one in relationships.items() if not one.reltype.endswith(kinds)]:
        del relationships[name]


def _replace(element: BaseOxmlElement, xml: str) -> None:
    from docx.oxml.parser import parse_xml

    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _lay_page(made: WordDocument, title: str) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    section = made.sections[0]
    section.page_width, section.page_height = map(Mm, _PAGE)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(_FOOTER)
    footer = section.footer.paragraphs[0]
    footer.style = made.styles["footer"]
    place = footer.paragraph_format.tab_stops
    place.add_tab_stop(Pt(text_width(made)), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{title if len(title) <= _LONGEST_FOOTER else ''}\t")
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple", {qn("w:instr"): instruction})
    paragraph.add_run("1")
    field.append(paragraph.runs[-1]._element)
    paragraph._element.append(field)


def _set_properties(made: WordDocument, document: Document) -> None:
    properties = made.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = (clean(document.title).strip() or BARE_TITLE)[:_LONGEST_PROPERTY]
    properties.language = clean(document.language)[:_LONGEST_PROPERTY]
    if document.generated:
        midnight = dt.datetime.combine(document.generated, dt.time(), dt.UTC)
        properties.created = properties.modified = midnight
