"""The last pass over a rendered stream: quotation marks, flip-flopping marks, punctuation.

Where two tokens meet, marks of punctuation merge as citeproc-js merges them: a mark is never
doubled, an exclamation or question mark swallows a full stop or colon, and so on. Inside one
token nothing is changed. Where the locale says so, a full stop, comma, question or exclamation
mark that follows a closing quotation mark moves inside it (CSL 1.0.2, «Style Options»,
``punctuation-in-quote``).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ldn_bib.csl.tokens import (
    BASELINE,
    BOLD,
    DOUBLE,
    FLIP_BOLD,
    FLIP_ITALIC,
    FLIP_SMALL_CAPS,
    GLUE,
    ITALIC,
    NAME_PARTICLE,
    NO_DECORATION,
    NOCASE,
    NODECOR,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    QUOTE,
    SINGLE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    TERM,
    UNDERLINE,
    YEAR_SUFFIX,
    Tokens,
)

_WRITTEN: Final = {SINGLE: "‘", -SINGLE: "’", DOUBLE: "“", -DOUBLE: "”"}
_SILENT: Final = frozenset(
    (NOCASE, -NOCASE, NAME_PARTICLE, -NAME_PARTICLE, YEAR_SUFFIX, -YEAR_SUFFIX, TERM)
)
_MARKS: Final = frozenset(".,:;!?")
_MEETING: Final = frozenset(".,:;!? \u00a0")
_GO_INSIDE: Final = frozenset(".,!?")

# two marks that meet, and the one that remains; pairs that are not here both remain
_MERGE: Final = {
    "..": ".",
    ",,": ",",
    "::": ":",
    ";;": ";",
    "!!": "!",
    "??": "?",
    "!.": "!",
    "!:": "!",
    "?.": "?",
    "?:": "?",
    ":!": "!",
    ":?": "?",
    ":.": ":",
    ";!": "!",
    ";?": "?",
    ";:": ";",
    ";.": ";",
}

# operator of field markup: what it sets, what it sets inside itself, what counts as itself
_FLIPS: Final = {
    FLIP_ITALIC: (ITALIC, NORMAL_STYLE, (ITALIC, OBLIQUE)),
    FLIP_BOLD: (BOLD, NORMAL_WEIGHT, (BOLD,)),
    FLIP_SMALL_CAPS: (SMALL_CAPS, NORMAL_VARIANT, (SMALL_CAPS,)),
}
_SET_BACK: Final = {
    FLIP_ITALIC: NORMAL_STYLE,
    FLIP_BOLD: NORMAL_WEIGHT,
    FLIP_SMALL_CAPS: NORMAL_VARIANT,
}
_RESETS: Final = frozenset((NORMAL_STYLE, NORMAL_WEIGHT, NORMAL_VARIANT))
_FAMILY: Final = {
    ITALIC: FLIP_ITALIC,
    OBLIQUE: FLIP_ITALIC,
    NORMAL_STYLE: FLIP_ITALIC,
    BOLD: FLIP_BOLD,
    NORMAL_WEIGHT: FLIP_BOLD,
    SMALL_CAPS: FLIP_SMALL_CAPS,
    NORMAL_VARIANT: FLIP_SMALL_CAPS,
    UNDERLINE: UNDERLINE,
    NO_DECORATION: UNDERLINE,
    SUPERSCRIPT: SUPERSCRIPT,
    SUBSCRIPT: SUPERSCRIPT,
    BASELINE: SUPERSCRIPT,
}


class Quotes(NamedTuple):
    """The quotation marks of a locale, outer and inner, and where punctuation goes."""

    open: str = "“"
    close: str = "”"
    open_inner: str = "‘"
    close_inner: str = "’"
    punctuation_inside: bool = False


def finish(tokens: Tokens, quotes: Quotes) -> Tokens:
    """Return the stream with plain operators only and punctuation merged."""
    out: Tokens = []
    last = ""  # last character printed
    inner = ""  # last character before the closing quotation marks that ended the text
    closing = -1  # index in out of the first of these marks; -1 where there are none
    depth = 0
    opened: list[int] = []
    state: dict[int, int] = {}
    saved: list[int] = []
    as_written = 0  # curly marks that stand as they are
    plain_states: list[tuple[dict[int, int], list[int]]] = []
    for token in tokens:
        if isinstance(token, str):
            if not token:
                continue
            start = 0
            if (last or closing >= 0) and token[0] in _MEETING:
                size = len(token)
                while start < size:
                    char = token[start]
                    if char not in _MARKS:
                        break
                    at_quote = closing >= 0 and last == ""
                    before = inner if at_quote else last
                    remains = _MERGE.get(before + char)
                    if at_quote and not quotes.punctuation_inside and remains != before:
                        break
                    if remains is None:
                        if at_quote and char in _GO_INSIDE:
                            out.insert(closing, char)
                            closing += 1
                            inner = char
                            start += 1
                            continue
                        break
                    if remains == before:
                        start += 1
                        continue
                    # the new mark swallows the one before it
                    if at_quote:
                        inner = _drop_last(out, closing - 1)
                    else:
                        last = _drop_last(out, len(out) - 1) if closing < 0 else _pop_mark(out)
                if last in (" ", "\u00a0") and start < size and token[start] == " ":
                    start += 1
                if start:
                    token = token[start:]
                    if not token:
                        continue
            out.append(token)
            if closing >= 0 and not (len(token) == 1 and token in _MARKS):
                closing = -1
            last = token[-1]
            continue
        if token == QUOTE or (token in _WRITTEN and token > 0 and depth):
            out.append(quotes.open_inner if depth % 2 else quotes.open)
            depth += 1
            last = out[-1][-1:] if isinstance(out[-1], str) else ""
            closing = -1
        elif token == -QUOTE or (-token in _WRITTEN and token < 0 and not as_written):
            depth = max(0, depth - 1)
            mark = quotes.close_inner if depth % 2 else quotes.close
            if closing < 0 or last != "":
                closing = len(out)
                inner = last
            out.append(mark)
            last = ""
        elif token in _SILENT:
            continue
        elif token == GLUE:
            closing = -1
            last = ""
        elif token in _WRITTEN and not depth:
            out.append(_WRITTEN[token])
            as_written += 1
            closing = -1
        elif -token in _WRITTEN and as_written:
            last = _WRITTEN[token]
            out.append(last)
            as_written -= 1
            closing = -1
        elif token == NODECOR:
            resets = [
                operator
                for family, operator in _SET_BACK.items()
                if state.get(family, 0) not in (0, operator)
            ]
            for operator in resets:
                out.append(operator)
            plain_states.append((dict(state), resets))
            for family in _SET_BACK:
                state[family] = 0
        elif token == -NODECOR:
            before_all, resets = plain_states.pop()
            state = before_all
            for operator in reversed(resets):
                out.append(-operator)
        elif token > 0:
            flip = _FLIPS.get(token)
            emitted = token
            if flip is not None:
                sets, turned, same = flip
                emitted = turned if state.get(token) in same else sets
            family = _FAMILY.get(emitted, 0)
            if emitted in _RESETS and state.get(family, 0) in (0, emitted):
                opened.append(0)  # nothing to set back
                saved.append(0)
                continue
            saved.append(state.get(family, 0))
            state[family] = emitted
            opened.append(emitted)
            out.append(emitted)
        else:
            emitted = opened.pop()
            before_it = saved.pop()
            if not emitted:
                continue
            state[_FAMILY.get(emitted, 0)] = before_it
            if out and out[-1] == emitted:
                out.pop()
            else:
                out.append(-emitted)
    return out


def _drop_last(out: Tokens, index: int) -> str:
    """Take the last character off the text at or before an index; give the one before it."""
    while index >= 0:
        token = out[index]
        if isinstance(token, str) and token:
            out[index] = token[:-1]
            rest = token[:-1]
            while not rest and index > 0:
                index -= 1
                token = out[index]
                rest = token if isinstance(token, str) else ""
            return rest[-1:]
        index -= 1
    return ""


def _pop_mark(out: Tokens) -> str:
    """Take off the single mark that stands behind closing quotation marks."""
    for index in range(len(out) - 1, -1, -1):
        if isinstance(out[index], str):
            del out[index]
            return ""
    return ""
