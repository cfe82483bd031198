"""The styles of a .docx file, as a table, and the XML that word processors read them from.

Names of Word's own styles (``Title``, ``heading 1``, ``Bibliography``, ``Hyperlink``) are kept, so
that outlines, navigation panes and other templates know them. Sizes are shares of the size of the
text, lengths are points. Source: ECMA-376, part 1, 17.7 «Styles» and, for the order of elements,
17.3.1.26 ``pPr`` and 17.3.2.28 ``rPr``.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# In Word under this name, and under Liberation Sans, with the same widths, in LibreOffice.
FONT = "Arial"
INK = "20262D"
QUIET = "545D68"
ACCENT = "0B4F7D"
ALARM = "9B1C1C"
LINE = "C9CCC6"
TINT = "F3F4EE"
ALARM_TINT = "FBEEEE"


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How paragraphs of a style look.

    Attributes:
        name: its name.
        after: space below, in points.
        before: space above, in points.
        size: share of the size of the text.
        line: height of a line as a share of a single one.
        is_bold: whether it is bold.
        colour: of the characters, as hexadecimal RGB.
        left: indent of all lines, in points.
        hanging: how far the first line hangs out of it, in points.
        is_inside: whether it is indented as far again as the text behind a reference's label.
        hangs_label: whether the first line hangs out so far that a label stands before the text.
        keep_next: whether the next paragraph stays on its page.
        keep_lines: whether its lines stay on one page.
        outline: level in the outline, from 0; None for text.
        bar: colour of a thick bar on the left; empty for none.
        tint: colour behind it; empty for none.
        following: style of the next paragraph that a person types; empty for the same.
    """

    name: str
    after: float
    before: float = 0
    size: float = 1
    line: float = 1.2
    is_bold: bool = False
    colour: str = INK
    left: float = 0
    hanging: float = 0
    is_inside: bool = False
    hangs_label: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    bar: str = ""
    tint: str = ""
    following: str = ""


FACTS = 98.0
"""Width of the labels of facts, in points."""

# fmt: off
PARAGRAPHS = (
    ParagraphLook("Normal", 6, line=1.25),
    ParagraphLook("Title", 12, size=2, line=1.05, is_bold=True, keep_next=True, following="Normal"),
    ParagraphLook("heading 1", 6, before=22, size=1.4, line=1.1, is_bold=True, keep_next=True,
                  keep_lines=True, outline=0, following="Normal"),
    ParagraphLook("heading 2", 4, before=14, size=1.15, line=1.1, is_bold=True, keep_next=True,
                  keep_lines=True, outline=1, following="Normal"),
    ParagraphLook("Bibliography", 7, is_inside=True, hangs_label=True, keep_lines=True),
    ParagraphLook("Paper", 5, before=12, line=1.2, is_bold=True, is_inside=True, hangs_label=True,
                  keep_next=True, keep_lines=True),
    ParagraphLook("Summary", 6, is_inside=True, line=1.3),
    ParagraphLook("Lead Summary", 6, before=16, line=1.35),
    ParagraphLook("Source", 5, size=0.84, colour=QUIET, is_inside=True, hangs_label=True,
                  keep_lines=True),
    ParagraphLook("Fact", 2.5, size=0.92, left=FACTS, hanging=FACTS, is_inside=True,
                  keep_lines=True),
    ParagraphLook("Outer Fact", 4, size=0.92, left=FACTS, hanging=FACTS,
                  keep_lines=True),
    ParagraphLook("Links", 6, before=3, size=0.92, is_inside=True, keep_lines=True),
    ParagraphLook("Closing", 6, before=8, size=0.92),
    ParagraphLook("Section Note", 6, size=0.92, colour=QUIET, keep_next=True),
    ParagraphLook("Notice", 6, size=0.92, left=6, is_inside=True, bar=LINE, tint=TINT,
                  keep_lines=True),
    ParagraphLook("Remark", 8, before=4, left=9, bar=LINE, tint=TINT, keep_lines=True),
    ParagraphLook("Warning", 8, before=4, is_bold=True, left=9, bar=ACCENT, tint=TINT,
                  keep_lines=True),
    ParagraphLook("Alert", 6, before=12, is_bold=True, colour=ALARM, left=9, bar=ALARM,
                  tint=ALARM_TINT, keep_next=True, keep_lines=True),
    ParagraphLook("Table Head", 0, size=0.82, line=1.1, is_bold=True, keep_next=True),
    ParagraphLook("Table Text", 2, size=0.82, line=1.1),
    ParagraphLook("Table Reference", 2, size=0.82, line=1.1, is_inside=True, hangs_label=True),
    ParagraphLook("Table Fact", 1, size=0.82, line=1.1, left=80, hanging=80),
    ParagraphLook("Table Notice", 2, size=0.82, line=1.1, colour=QUIET),
    ParagraphLook("Table Alert", 3, size=0.82, line=1.1, is_bold=True, colour=ALARM,
                  keep_next=True),
    ParagraphLook("footer", 0, size=0.8, line=1, colour=QUIET),
)
# fmt: on

_CHARACTERS = f"""
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
 <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="character" w:styleId="Hyperlink">
 <w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>
 <w:rPr><w:color w:val="{ACCENT}"/><w:u w:val="single"/></w:rPr>
</w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="Label">
 <w:name w:val="Label"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>
 <w:rPr><w:color w:val="{QUIET}"/></w:rPr>
</w:style>"""
_TABLES = f"""
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
 <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
 <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
  <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
  <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
 </w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="EvidenceTable">
 <w:name w:val="Evidence Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
 <w:tblPr><w:tblBorders>
   <w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
   <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
   <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
  </w:tblBorders><w:tblCellMar>
   <w:top w:w="70" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
   <w:bottom w:w="60" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
 <w:tblStylePr w:type="firstRow"><w:tcPr>
   <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders>
   <w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>
  </w:tcPr></w:tblStylePr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
 <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>
</w:style>"""

# Styles of Word; all others are ours and say so.
_BUILT_IN = frozenset({"Normal", "Title", "heading 1", "heading 2", "Bibliography", "footer"})


def style_id(name: str) -> str:
    """Return the id of a style in the file, after its name, as Word makes them."""
    words = name.split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def styles_xml(size: float, label: float, language: str) -> str:
    """Return the part ``styles.xml``.

    Args:
        size: of the text, in points.
        label: room for the label of a reference, in points.
        language: BCP 47 tag of the text.
    """
    half_points = _half_points(size)
    tag = quoteattr(language)
    looks = "\n".join(_paragraph_style(look, size, label) for look in PARAGRAPHS)
    return f"""<w:styles xmlns:w="{NAMESPACE}">
<w:docDefaults>
 <w:rPrDefault><w:rPr>
  <w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>
  <w:color w:val="{INK}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>
  <w:lang w:val={tag} w:eastAsia={tag} w:bidi={tag}/>
 </w:rPr></w:rPrDefault>
 <w:pPrDefault/>
</w:docDefaults>
{looks}{_CHARACTERS}{_TABLES}
</w:styles>"""


def _paragraph_style(look: ParagraphLook, size: float, label: float) -> str:
    own = style_id(look.name)
    is_normal = look.name == "Normal"
    kind = ' w:default="1"' if is_normal else ""
    if look.name not in _BUILT_IN:
        kind += ' w:customStyle="1"'
    based = "" if is_normal else '<w:basedOn w:val="Normal"/>'
    following = f'<w:next w:val="{style_id(look.following)}"/>' if look.following else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{own}"><w:name w:val="{look.name}"/>'
        f"{based}{following}<w:qFormat/>"
        f"<w:pPr>{_paragraph_properties(look, label)}</w:pPr>"
        f"<w:rPr>{_run_properties(look, size)}</w:rPr>"
        "</w:style>"
    )


def _paragraph_properties(look: ParagraphLook, label: float) -> str:
    left = _twips(look.left + (label if look.is_inside else 0))
    hanging = _twips(label if look.hangs_label else look.hanging)
    parts = [
        "<w:keepNext/>" if look.keep_next else "",
        "<w:keepLines/>" if look.keep_lines else "",
        "<w:widowControl/>",
        _borders(look),
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/>' if look.tint else "",
        f'<w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}"'
        f' w:line="{round(look.line * 240)}" w:lineRule="auto"/>',
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/>' if left else "",
        f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "",
    ]
    return "".join(parts)


def _borders(look: ParagraphLook) -> str:
    """Return the borders; the tint reaches as far as they do, so unseen ones are its margins."""
    sides = {
        "top": (look.tint, 4, 3),
        "left": (look.bar, 24, 6),
        "bottom": (look.tint, 4, 3),
    }
    inner = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'
        for side, (colour, width, space) in sides.items()
        if colour
    )
    return f"<w:pBdr>{inner}</w:pBdr>" if inner else ""


def _run_properties(look: ParagraphLook, size: float) -> str:
    half_points = _half_points(size * look.size)
    bold = "<w:b/><w:bCs/>" if look.is_bold else ""
    return (
        f'{bold}<w:color w:val="{look.colour}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _half_points(points: float) -> int:
    return round(points * 2)


def _twips(points: float) -> int:
    return round(points * 20)
