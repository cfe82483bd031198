"""Strategies that make BibTeX files in many hands: styles, line ends, marks, broken blocks."""

from __future__ import annotations

import codecs

from hypothesis import strategies as st

FIELD_NAMES = (
    "author", "title", "journal", "year", "volume", "pages", "doi", "note", "x-own",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        ("Word", "Two words", "A {B} c", '50\\% {\\"o}', "é–—", "1--5", "a, b = c", "")
    ),
    st.text(alphabet="ab é,=~'@%#-", max_size=12),
)
COMMENTS = st.sampled_from(
    ("% a comment", "free words", "@comment{kept {as} it is}", '@string{jan2 = "x"}',
     "@preamble{\"x\"}", "% @article{no, title = {X}}")
)  # fmt: skip
BROKEN = st.sampled_from(
    (
        "@article{broken1,\n  title = {never closed,\n  year = 2001\n",
        "@string{x {X}}",
        "@article{b2",
    )
)


@st.composite
def entry(draw: st.DrawFn, key: str) -> str:
    """One well-formed entry in one of the ways in which people write them."""
    kind = draw(st.sampled_from(("article", "Book", "MISC")))
    opener, closer = draw(st.sampled_from((("{", "}"), ("{", "}"), ("(", ")"))))
    names = draw(st.lists(st.sampled_from(FIELD_NAMES), unique=True, max_size=6))
    indent = draw(st.sampled_from(("\n  ", "\n\t", "\n", " ", "\n      ")))
    width = draw(st.sampled_from((0, 0, 8, 12)))
    gap = draw(st.sampled_from(("", " ")))
    quoted = draw(st.booleans())
    upper = draw(st.booleans())
    fields = []
    for name in names:
        value = draw(VALUES)
        written = f'"{value}"' if quoted and '"' not in value else f"{{{value}}}"
        if name == "year":
            written = draw(st.sampled_from((written, "2001")))
        if name == "note":
            written = draw(st.sampled_from((written, "jan", '"a" # jan # {b}', "{two\nlines}")))
        shown = name.upper() if upper else name
        fields.append(f"{indent}{shown:<{width}}{gap}={gap}{written}")
    end = draw(st.sampled_from(("", ","))) if fields else ""
    last = draw(st.sampled_from(("\n", "")))
    comment = draw(st.sampled_from(("", "", "\n  % inside\n")))
    return f"@{kind}{opener}{key},{comment}{','.join(fields)}{end}{last}{closer}"


@st.composite
def files(draw: st.DrawFn, *, broken: bool = True) -> str:
    """A file; entries are called ``k0``, ``k1`` and so on."""
    blocks: list[str] = []
    count = draw(st.integers(1, 4))
    for number in range(count):
        while draw(st.integers(0, 3)) == 3:
            blocks.append(draw(COMMENTS))
        blocks.append(draw(entry(f"k{number}")))
    if draw(st.booleans()):
        blocks.append(draw(COMMENTS))
    if broken and draw(st.integers(0, 3)) == 3:
        blocks.append(draw(BROKEN))
    gap = draw(st.sampled_from(("\n", "\n\n", "\n\n\n")))
    text = gap.join(blocks) + draw(st.sampled_from(("", "\n", "\n\n")))
    return text.replace("\n", draw(st.sampled_from(("\n", "\n", "\r\n", "\r"))))


def encoded(text: str, mark: bytes) -> bytes:
    """The bytes of a file with a byte order mark or without."""
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-8"
    return mark + text.encode(encoding)


MARKS = st.sampled_from((b"", b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE))
