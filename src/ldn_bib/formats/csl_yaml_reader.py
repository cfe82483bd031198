"""CSL-YAML: the reader.

The parser's events are put together here, so that nothing is resolved that CSL does not ask
for: no objects, no dates, no ``no`` that means false. Aliases are never followed, because a few
of them can stand for more text than memory holds. What follows a break in the file is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats.csl_items import DATE_VARIABLES, MAX_DEPTH
from ldn_bib.formats.csl_json_reader import Element, read_items
from ldn_bib.formats.extras import missing
from ldn_bib.formats.markdown_text import from_markdown
from ldn_bib.formats.text import REPLACEMENT, mend
from ldn_bib.values.date import Date
from ldn_bib.values.finding import Finding, Severity

VERBATIM = frozenset(("type", "custom"))
"""Variables whose text is no Markdown."""

_LIST = "references"
_START = re.compile(
    r"^(?:references:[ \t]*(?:\[|#.*$|$)|-[ \t]+(?:id|type|title|author):[ \t])", re.MULTILINE
)
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")


def sniff(text: str) -> bool:
    """Tell whether a text is YAML with references."""
    return _START.search(text) is not None and not text.lstrip("\ufeff \n\r\t").startswith("{")


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read the list ``references`` of every document, or a document that is such a list.

    Args:
        text: the content of the file.
        file: its name, for messages; ``-`` for standard input.

    Returns:
        The entries in the order of the file, and what was found wrong with them.

    Raises:
        UsageError: the library for YAML is not installed.
    """
    tree = _Tree(file)
    tree.build(_printable(text.removeprefix("\ufeff"), tree))
    elements = [element for root in tree.roots for element in tree.elements(root)]
    if not elements and not tree.findings:
        message = f"there is no list {_LIST!r} in this YAML"
        tree.findings.append(Finding("no-references", message, Severity.ERROR, file=file))
    raw_items = [(_item(value), line) for value, line in elements]
    entries, findings = read_items(raw_items, file)
    return entries, tree.findings + findings


def _printable(text: str, tree: _Tree) -> str:
    found = _UNPRINTABLE.search(text)
    if not found:
        return text
    line = text.count("\n", 0, found.start()) + 1
    tree.report("bad-characters", "characters that YAML cannot hold became U+FFFD", line)
    return _UNPRINTABLE.sub(REPLACEMENT, mend(text))


@dataclass(slots=True)
class _Frame:
    """A list or a mapping that is being filled.

    Attributes:
        value: what is filled.
        key: the key that waits for its value; None where a key comes next.
        verbatim: whether numbers in it are numbers.
    """

    value: list[Any] | dict[str, Any]
    key: str | None = None
    verbatim: bool = False


@dataclass(slots=True)
class _Tree:
    """The documents of a file as lists, mappings and text."""

    file: str
    roots: list[Any] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _lines: dict[int, int] = field(default_factory=dict)

    def report(
        self, code: str, message: str, line: int, severity: Severity = Severity.WARNING
    ) -> None:
        self.findings.append(Finding(code, message, severity, file=self.file, line=line))

    def build(self, text: str) -> None:
        for event in self._events(text):
            name = type(event).__name__
            line = event.start_mark.line + 1
            if name == "AliasEvent":
                self.report(
                    "yaml-alias",
                    f"the alias *{event.anchor} is not followed, for safety",
                    line,
                    Severity.ERROR,
                )
                self._add(None)
            elif name == "ScalarEvent":
                self._add(self._scalar(event))
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                value: Any = {} if name.startswith("M") else []
                self._lines[id(value)] = line
                above = self._frames[-1] if self._frames else None
                verbatim = above is not None and (above.verbatim or above.key in VERBATIM)
                self._add(value)
                self._frames.append(_Frame(value, verbatim=verbatim))
                if len(self._frames) > MAX_DEPTH:
                    message = "lists and mappings nest too deep; from here on nothing is read"
                    self.report("broken-yaml", message, line, Severity.ERROR)
                    return
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                self._frames.pop()

    def _events(self, text: str) -> Iterator[Any]:
        """Events up to the first break; of the item that is broken what stands before it."""
        try:
            import yaml
        except ImportError as error:
            raise missing("reading csl-yaml", "PyYAML", "yaml") from error
        try:
            yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = min(mark.line + 1 if mark else 1, text.count("\n") + 1)
            reason = error.problem or error.context or "it cannot be parsed"
            self.report("broken-yaml", f"the YAML is broken: {reason}", line, Severity.ERROR)

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.tag is not None or event.style:
            return text
        if text in _NULLS:
            return None
        above = self._frames[-1] if self._frames else None
        if above is not None and (above.verbatim or above.key == "custom"):
            if text in _BOOLEANS:
                return _BOOLEANS[text]
            if _INTEGER.fullmatch(text):
                return int(text)
            if _FLOAT.fullmatch(text):
                return float(text)
        return text

    def _add(self, value: Any) -> None:
        if not self._frames:
            self.roots.append(value)
            return
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is None:
            frame.key = value if isinstance(value, str) else ""
        else:
            if frame.key or isinstance(value, str):
                frame.value[frame.key] = value
            frame.key = None

    def elements(self, root: Any) -> list[Element]:
        """Elements of the list of references in a document, with their lines."""
        found = root.get(_LIST) if isinstance(root, Mapping) else root
        if not isinstance(found, list):
            return []
        return [(value, self._lines.get(id(value))) for value in found]


def _item(raw: Any) -> Any:
    """Return an element with its text as CSL has it, and its dates as date-parts."""
    if not isinstance(raw, Mapping):
        return raw
    item: dict[str, Any] = {}
    for key, value in raw.items():
        if key in VERBATIM:
            item[key] = value
        elif key in DATE_VARIABLES:
            item[key] = _date(_text(value))
        else:
            item[key] = _text(value)
    return item


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return _part(value)
    if isinstance(value, Mapping):
        return {key: _part(part) for key, part in value.items()}
    if isinstance(value, list):
        return [
            {key: _part(part) for key, part in element.items()}
            if isinstance(element, Mapping)
            else _part(element)
            for element in value
        ]
    return value


def _part(value: Any) -> Any:
    # A block of text ends with a line end.
    return from_markdown(value.rstrip("\n")) if isinstance(value, str) else value


def _date(value: Any) -> Any:
    """Return a date in EDTF, or in years, months and days, as date-parts."""
    if isinstance(value, str):
        return Date.parse(value).to_csl()
    parts = [value] if isinstance(value, Mapping) else value
    if not (isinstance(parts, list) and parts and all(map(_has_year, parts))):
        return value
    known = [[part[key] for key in ("year", "month", "day") if part.get(key)] for part in parts]
    season = next((part["season"] for part in parts if part.get("season")), None)
    return {"date-parts": known} | ({"season": season} if season else {})


def _has_year(part: Any) -> bool:
    return isinstance(part, Mapping) and bool(part.get("year"))
