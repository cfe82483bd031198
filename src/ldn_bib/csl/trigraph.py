"""Citation labels made from names and year, such as ``Doe65`` or ``DoRo65``.

CSL 1.0.2, «citation-label»; the default pattern is that of citeproc-js: four letters of one
family name, two of each of two, one of each of three or four, then the year in two digits.
"""

from __future__ import annotations

from typing import Final

from ldn_bib.csl.item import Item
from ldn_bib.csl.markup import clean
from ldn_bib.csl.variables import NAME_VARIABLES

_LETTERS: Final = {1: 4, 2: 2}


def label_of(item: Item) -> str:
    """The item's own label, else one made from names and year."""
    return clean(item.text("citation-label") or citation_label(item))


def citation_label(item: Item) -> str:
    """Make the label of an item."""
    names = item.names("author")
    if not names:
        for variable in sorted(NAME_VARIABLES):
            names = item.names(variable)
            if names:
                break
    count = min(len(names), 4)
    size = _LETTERS.get(count, 1)
    letters = "".join(
        (name.family or name.literal).replace(" ", "")[:size] for name in names[:count]
    )
    date = item.date("issued")
    year = f"{abs(date.start[0]) % 100:02d}" if date is not None and date.start else ""
    return f"{letters}{year}"
