"""Characters that nobody sees: controls, zero width, soft hyphens, private use, ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from ldn_bib.check.context import Context
from ldn_bib.check.mojibake import damages
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.texts import may_hold, texts_of
from ldn_bib.values.finding import Severity

NAMES: Mapping[str, str] = {
    "\u00ad": "a soft hyphen",
    "\u061c": "an Arabic letter mark",
    "\u180e": "a Mongolian vowel separator",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    "\u007f": "a control character",
}
"""Characters that are not seen, as the messages name them."""

IN_SCRIPTS = frozenset("\u061c\u180e\u200c\u200d\u200e\u200f")
"""Characters that some scripts and emoji need; beside Latin letters they are left over."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060\ufeff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff\U000e0000-\U000e007f]"
)
_SPACES = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_TAGS = range(0xE0000, 0xE0080)


def hidden(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per field; its fix takes out what is known to be of no use."""
    del context
    if not may_hold(subject, _HIDDEN):
        return
    for text in texts_of(subject):
        value = text.value
        found = [match for match in _HIDDEN.finditer(value) if not _is_needed(value, match.start())]
        if not found:
            continue
        # a control may be one half of a letter that was read wrongly
        is_safe = text.field is not None and not damages(value)
        kinds = list(dict.fromkeys(_kind(match[0]) for match in found))
        better = value
        for match in reversed(found):
            at = match.start()
            better = f"{better[:at]}{_instead(better, at)}{better[at + 1 :]}"
        yield Problem(
            f"{text.name} holds {', '.join(kinds)}",
            field=text.name,
            offset=found[0].start() if text.field else 0,
            fix=Fix(text.name, better) if is_safe and better != value else None,
        )


def _is_needed(value: str, at: int) -> bool:
    """Whether a character stands beside a script or an emoji that needs it."""
    if value[at] not in IN_SCRIPTS:
        return False
    beside = value[max(at - 2, 0) : at] + value[at + 1 : at + 3]
    return any(
        unicodedata.bidirectional(sign) in ("R", "AL", "AN")
        or unicodedata.category(sign) in ("So", "Mn", "Mc", "Sk")
        or 0x0900 <= ord(sign) < 0x1900
        for sign in beside
    )


def _kind(sign: str) -> str:
    code = ord(sign)
    if sign in NAMES:
        return f"{NAMES[sign]} (U+{code:04X})"
    if code < 0xA0:
        return f"a control character (U+{code:04X})"
    if code in _TAGS:
        return f"an invisible tag (U+{code:04X})"
    return f"a character of private use, which no font knows (U+{code:04X})"


def _instead(value: str, at: int) -> str:
    """What to write instead of a character."""
    sign = value[at]
    code = ord(sign)
    if 0x80 <= code < 0xA0:
        # what is a control in Latin-1 is a quotation mark or a dash in Windows-1252
        return bytes([code]).decode("cp1252", "replace").replace("\ufffd", "")
    if sign in _SPACES:
        beside = value[at - 1 : at] + value[at + 1 : at + 2]
        return "" if any(map(str.isspace, beside)) else " "
    if code in _TAGS or code < 0xE000 or sign == "\ufeff":
        return ""
    return sign


def direction(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each field whose text is shown in another order than it stands."""
    del context
    if not may_hold(subject, _BIDI):
        return
    for text in texts_of(subject):
        found = _OVERRIDE.search(text.value) or _BIDI.search(text.value)
        if found is None:
            continue
        # embeddings are right where a script runs from right to left
        if not _OVERRIDE.match(found[0]) and any(
            unicodedata.bidirectional(sign) in ("R", "AL") for sign in text.value
        ):
            continue
        yield Problem(
            f"{text.name} holds U+{ord(found[0]):04X}, which turns the order of the signs that "
            "are shown",
            field=text.name,
            offset=found.start() if text.field else 0,
        )


def ligatures(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per field with ligatures; its fix writes their letters."""
    del context
    if not may_hold(subject, _LIGATURE):
        return
    for text in texts_of(subject):
        found = _LIGATURE.search(text.value)
        if found is None:
            continue
        better = _LIGATURE.sub(_letters, text.value)
        yield Problem(
            f"{text.name} holds the ligature “{found[0]}” instead of the letters "
            f"“{_letters(found)}”",
            field=text.name,
            offset=found.start() if text.field else 0,
            fix=Fix(text.name, better) if text.field else None,
        )


def _letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


RULES = (
    Rule(
        code="TEXT002",
        name="hidden-character",
        severity=Severity.WARNING,
        summary="a character that nobody sees stands in a field",
        why="No search finds the word that holds it, and LaTeX may stop there. It usually came "
        "with text copied from a web page or a PDF.",
        example=Example(
            bad="title = {Pain\u200b after surgery}", good="title = {Pain after surgery}"
        ),
        check=hidden,
        fixes=True,
    ),
    Rule(
        code="TEXT003",
        name="text-direction",
        severity=Severity.WARNING,
        summary="a character turns the order in which text is shown",
        why="What a person reads is then not what a program reads; names and addresses can be "
        "forged in that way.",
        example=Example(
            bad="title = {Pain \u202eafter surgery}", good="title = {Pain after surgery}"
        ),
        check=direction,
    ),
    Rule(
        code="TEXT004",
        name="ligature",
        severity=Severity.INFO,
        summary="letters of a field are one character, as in “ﬁ”",
        why="No search finds the word. It usually came with text copied from a PDF.",
        example=Example(bad="title = {Pro\ufb01le of pain}", good="title = {Profile of pain}"),
        check=ligatures,
        fixes=True,
    ),
)
