"""What the readers of files find: a rule for each of their findings, so that it has a code.

The functions of these rules are the readers themselves; the table gives what they find a code,
a name that can be selected and ignored, and documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_bib.check.rule import Example, Rule
from ldn_bib.values.finding import Severity


class Read(NamedTuple):
    """A finding of a reader: code of the rule, what is found, why it matters, an example."""

    code: str
    severity: Severity
    summary: str
    why: str
    example: Example


def rules_of(table: Mapping[str, Read]) -> tuple[Rule, ...]:
    """The rules that stand for findings of the readers."""
    return tuple(
        Rule(
            code=read.code,
            name=name,
            severity=read.severity,
            summary=read.summary,
            why=read.why,
            example=read.example,
        )
        for name, read in table.items()
    )


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_LOST = "What cannot be read is missing from every list, and nobody is told there."
_GUESS = "Programs repair this in different ways, or stop at it."
_JSON = "json"
_HEAD = "  author = {Smith, Ann},\n  title = {Pain},\n  journal = {Pain},\n  year = {2020}"


def _entry(more: str = "", key: str = "smith2020", head: str = _HEAD) -> str:
    return f"@article{{{key},\n{head}{f',{chr(10)}  {more}' if more else ''},\n}}\n"


_GOOD = _entry()

READ: Mapping[str, Read] = {
    # any file
    "replacement-character": Read(
        "FILE001",
        _W,
        "the file holds U+FFFD, where a character was lost",
        "Some program read the file in a wrong encoding and could not keep a letter; only the "
        "source says which one.",
        Example(bad=_entry("note = {M\ufffdller}"), good=_entry("note = {Müller}")),
    ),
    "broken-block": Read(
        "FILE002",
        _E,
        "a block of the file cannot be read at all",
        _LOST,
        Example(bad="@article\n" + _GOOD, good=_GOOD),
    ),
    "unclosed-brace": Read(
        "FILE003",
        _E,
        "a brace or a quote is never closed",
        "Everything up to the next entry may have been swallowed.",
        Example(
            bad="@article{smith2020,\n  title = {Pain,\n  year = {2020},\n}\n\n" + _entry("", "b"),
            good=_GOOD,
        ),
    ),
    "stray-brace": Read(
        "FILE004",
        _W,
        "a brace closes nothing",
        "An entry before it may have ended too early, without its last fields.",
        Example(bad=_GOOD + "}\n", good=_GOOD),
    ),
    "stray-text": Read(
        "FILE005",
        _W,
        "text stands where a field or an entry should",
        "It may be the rest of a field that lost its name; nothing of it is read.",
        Example(bad=_entry("lost words, note = {x}"), good=_GOOD),
    ),
    "missing-comma": Read(
        "FILE006",
        _W,
        "a comma is missing between two fields",
        "BibTeX stops reading the entry there.",
        Example(bad=_entry("volume = {1}\n  number = {2}"), good=_entry("volume = {1}")),
    ),
    "missing-equals": Read(
        "FILE007",
        _W,
        "“=” is missing behind the name of a field",
        "BibTeX stops reading the entry there.",
        Example(bad=_entry("volume {1}"), good=_entry("volume = {1}")),
    ),
    "bare-value": Read(
        "FILE008",
        _W,
        "a value has neither braces nor quotes",
        _GUESS,
        Example(bad=_entry("note = free full text"), good=_entry("note = {free full text}")),
    ),
    "empty-value": Read(
        "FILE009",
        _W,
        "a field has no value",
        _GUESS,
        Example(bad=_entry("volume = "), good=_entry("volume = {1}")),
    ),
    "entry-inside-value": Read(
        "FILE010",
        _W,
        "a value holds what looks like an entry",
        "A closing brace is probably missing before it, and an entry was swallowed.",
        Example(bad=_entry("note = {x\n@article{other2020,\n  year = 2020}\n}"), good=_GOOD),
    ),
    "duplicate-field": Read(
        "FILE011",
        _W,
        "a field stands twice in one entry",
        "The first value is kept here; other programs take the last one.",
        Example(bad=_entry("volume = {1},\n  volume = {2}"), good=_entry("volume = {1}")),
    ),
    "undefined-macro": Read(
        "FILE012",
        _W,
        "a macro is used that no @string defines",
        "BibTeX leaves the value empty.",
        Example(
            bad=_entry("series = lncs"), good='@string{lncs = "LNCS"}\n' + _entry("series = lncs")
        ),
    ),
    "missing-key": Read(
        "FILE013",
        _W,
        "an entry has no citation key",
        "Nothing can cite it, and it has no note.",
        Example(bad=_entry(key=""), good=_GOOD),
    ),
    "no-entries": Read(
        "FILE014", _E, "no entry stands in the file", _LOST, Example("just words", language="text")
    ),
    "crossref-missing": Read(
        "FILE015",
        _W,
        "an entry refers to one that is not there",
        "The fields that it should inherit are missing.",
        Example(bad=_entry("crossref = {nowhere}"), good=_GOOD),
    ),
    "crossref-circle": Read(
        "FILE016",
        _W,
        "entries inherit from each other in a circle",
        "Which of them has the fields cannot be told.",
        Example(bad=_entry("crossref = {smith2020}"), good=_GOOD),
    ),
    "odd-name": Read(
        "FILE017",
        _W,
        "a name cannot be taken apart into given and family name",
        "It is kept whole, so that styles cannot turn or shorten it.",
        Example(bad="author = {Smith, Ann, Jr, MD}", good="author = {Smith, Jr, Ann}"),
    ),
    "odd-date": Read(
        "FILE018",
        _W,
        "a date cannot be read",
        "What stands there is left out of every citation and of the order by date.",
        Example(bad="month = {foo}", good="month = {5}"),
    ),
    "and-others": Read(
        "FILE019",
        _I,
        "a list of names ends with “and others”",
        "Styles print et al. by themselves; who the others are is lost for search and index.",
        Example(bad="author = {Smith, Ann and others}", good="author = {Smith, Ann and Jones, Bo}"),
    ),
    "unknown-latex": Read(
        "FILE020",
        _I,
        "a LaTeX command is not known",
        "It is shown as it stands in every output that is not LaTeX.",
        Example(bad=r"note = {\myown{x}}", good=r"note = {\'a}"),
    ),
    "unknown-entry-type": Read(
        "FILE021",
        _I,
        "the type of an entry is not known",
        "It is shown as a document of no special kind, without what its type would add.",
        Example(
            bad="@leaflet{a,\n  title = {Pain},\n}\n", good="@booklet{a,\n  title = {Pain},\n}\n"
        ),
    ),
    # CSL-JSON
    "broken-json": Read(
        "FILE030",
        _E,
        "the JSON cannot be read to its end",
        _LOST,
        Example('[{"id": "a"', "", _JSON),
    ),
    "trailing-comma": Read(
        "FILE031",
        _W,
        "a comma stands before a closing bracket",
        "JSON does not allow it, and most programs refuse the file.",
        Example('[{"id": "a",}]', '[{"id": "a"}]', _JSON),
    ),
    "not-an-item": Read(
        "FILE032", _W, "a value in the list is no item", _LOST, Example("[1]", "[]", _JSON)
    ),
    "empty-record": Read("FILE033", _W, "an item is empty", _LOST, Example("[{}]", "[]", _JSON)),
    "missing-id": Read(
        "FILE034",
        _W,
        "an item has no id",
        "Nothing can cite it, and it has no note.",
        Example('[{"type": "book"}]', '[{"id": "a", "type": "book"}]', _JSON),
    ),
    "missing-type": Read(
        "FILE035",
        _W,
        "an item has no type",
        "Styles lay out each type in its own way; without one it is shown as a document.",
        Example('[{"id": "a"}]', '[{"id": "a", "type": "book"}]', _JSON),
    ),
    "unknown-type": Read(
        "FILE036",
        _W,
        "an item has a type that CSL does not have",
        "It is shown as a document of no special kind.",
        Example('[{"id": "a", "type": "leaflet"}]', '[{"id": "a", "type": "pamphlet"}]', _JSON),
    ),
    "wrong-kind": Read(
        "FILE037",
        _W,
        "a variable has a value of the wrong kind",
        "It is left out.",
        Example('[{"id": "a", "title": [1]}]', '[{"id": "a", "title": "Pain"}]', _JSON),
    ),
    "converted-kind": Read(
        "FILE038",
        _I,
        "a variable had a value of another kind, which was converted",
        "Other programs may refuse the item.",
        Example('[{"id": "a", "title": 1984}]', '[{"id": "a", "title": "1984"}]', _JSON),
    ),
    "bad-characters": Read(
        "FILE039",
        _W,
        "a variable holds characters that cannot be written as text",
        "They became U+FFFD; only the source says what stood there.",
        Example('[{"id": "a", "title": "\\ud800"}]', '[{"id": "a", "title": "Pain"}]', _JSON),
    ),
    "duplicate-key": Read(
        "DUP001",
        _E,
        "two entries have one citation key",
        "Only the first one is kept; what cites the key may mean the other.",
        Example(bad=_GOOD + "\n" + _GOOD, good=_GOOD + "\n" + _entry(key="smith2020b")),
    ),
}
"""Code of a reader's finding to the rule that stands for it."""

RULES: tuple[Rule, ...] = rules_of(READ)
