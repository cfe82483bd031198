"""Style sheets and scripts without what only their authors read: comments, indents, empty lines.

It is no parser: it takes whole lines and white space around punctuation of style sheets, and our
own files are written so that this is safe. A script has no comment behind code and no text that
goes on over several lines.
"""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(r"^[ ]*/\*.*?\*/[ ]*$", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"^[ ]*//.*$", re.MULTILINE)
# a quoted text, which stays, or white space around punctuation
_SPACED: Final = re.compile(r"(\"[^\"]*\")|\s*([{};,])\s*|(?<=[\w-])(:) ")


def slimmed(name: str, text: str) -> str:
    """Return a file of the site as it is sent; what is neither style sheet nor script stays."""
    if name.endswith(".css"):
        return _style_sheet(text)
    if name.endswith(".js"):
        return _lines(_LINE.sub("", _BLOCK.sub("", text)))
    return text


def _style_sheet(text: str) -> str:
    tight = _SPACED.sub(
        lambda found: found[1] or found[2] or found[3], _lines(_BLOCK.sub("", text))
    )
    return tight.replace(";}", "}").strip() + "\n"


def _lines(text: str) -> str:
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())
