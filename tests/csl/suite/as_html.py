"""Finished token streams as the HTML that fixtures of the official suite are written in."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ldn_bib.csl import tokens as t

_SPAN: Final = '<span style="{}">'

# operator: what opens it, what closes it; operators that are not here print nothing
_TAGS: Final = {
    t.ITALIC: ("<i>", "</i>"),
    t.NORMAL_STYLE: (_SPAN.format("font-style:normal;"), "</span>"),
    t.OBLIQUE: ("<em>", "</em>"),
    t.BOLD: ("<b>", "</b>"),
    t.NORMAL_WEIGHT: (_SPAN.format("font-weight:normal;"), "</span>"),
    t.UNDERLINE: (_SPAN.format("text-decoration:underline;"), "</span>"),
    t.NO_DECORATION: (_SPAN.format("text-decoration:none;"), "</span>"),
    t.SMALL_CAPS: (_SPAN.format("font-variant:small-caps;"), "</span>"),
    t.NORMAL_VARIANT: (_SPAN.format("font-variant:normal;"), "</span>"),
    t.SUPERSCRIPT: ("<sup>", "</sup>"),
    t.SUBSCRIPT: ("<sub>", "</sub>"),
    t.BASELINE: (_SPAN.format("baseline"), "</span>"),
    t.BLOCK: ('\n\n    <div class="csl-block">', "</div>\n"),
    t.LEFT_MARGIN: ('\n    <div class="csl-left-margin">', "</div>"),
    t.RIGHT_INLINE: ('<div class="csl-right-inline">', "</div>\n  "),
    t.INDENT: ('<div class="csl-indent">', "</div>\n  "),
}
_OPEN: Final = {operator: tags[0] for operator, tags in _TAGS.items()}
_CLOSE: Final = {-operator: tags[1] for operator, tags in _TAGS.items()}

# blocks of raised letters and digits that this form prints as ordinary ones in <sup>
_RAISED: Final = (
    (0x00AA, 0x02E4),
    (0x1D2C, 0x1D61),
    (0x2070, 0x207F),
    (0x2120, 0x2122),
    (0x3192, 0x319F),
)
# modifier letters that Unicode gives no ordinary form for, and their ordinary form
_MODIFIERS: Final = {0x02C0: "ʔ", 0x02C1: "ʕ", 0x06E5: "و", 0x06E6: "ي"}


def _raised() -> dict[int, str]:
    table = {code: f"<sup>{letter}</sup>" for code, letter in _MODIFIERS.items()}
    for first, last in _RAISED:
        for code in range(first, last + 1):
            kind, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
            if kind == "<super>":
                text = "".join(chr(int(letter, 16)) for letter in letters.split())
                table[code] = f"<sup>{text}</sup>"
    return table


_ESCAPES: Final = {ord("&"): "&#38;", ord("<"): "&#60;", ord(">"): "&#62;", **_raised()}
_BLANK: Final = r"[ \t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_BLANKS: Final = re.compile(f"{_BLANK}{{2}}")
_NEEDED: Final = re.compile(f"{_BLANK}{{2}}|[{''.join(re.escape(chr(code)) for code in _ESCAPES)}]")


def escape(text: str) -> str:
    """Escape characters: entities by number, double blanks, raised letters and digits."""
    if _NEEDED.search(text) is None:
        return text
    return _BLANKS.sub("\u00a0 ", text).translate(_ESCAPES)


def to_html(tokens: t.Tokens) -> str:
    """Write a finished stream."""
    out: list[str] = []
    for token in tokens:
        if isinstance(token, str):
            out.append(escape(token))
        else:
            out.append(_OPEN.get(token, "") if token > 0 else _CLOSE.get(token, ""))
    return "".join(out)


def entry_html(entry: str) -> str:
    """Put one entry of a bibliography, already HTML, into its frame."""
    return f'  <div class="csl-entry">{entry}</div>\n'


def bibliography_html(entries: list[str]) -> str:
    """Put the entries of a bibliography, already HTML, into the frame."""
    return f"{BEGIN}{''.join(map(entry_html, entries))}{END}"


BEGIN: Final = '<div class="csl-bib-body">\n'
END: Final = "</div>"
