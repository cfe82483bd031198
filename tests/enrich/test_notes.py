"""Notes: what a person writes is read whole, and each slip is named with its line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.enrich.notes import Note, read_note, read_notes
from ldn_bib.entry import Annotation
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import SCHEMES, Evidence
from ldn_bib.values.finding import Severity

GOOD = """\
+++
conditions = ["fibromyalgia", "inflammation"]
design = "crossover-rct"
participants = "10 people"
dose = "4.5 mg a day"
duration = "8 weeks"
comparator = "placebo"
finding = "Pain fell."
reviewed = 2026-11-22

[evidence]
scheme = "OCEBM 2011"
level = "2"
note = "Small."
+++

A summary that goes
over two lines.
"""

WHOLE = Note(
    key="key2020",
    conditions=("fibromyalgia", "inflammation"),
    annotation=Annotation(
        design="crossover-rct",
        participants="10 people",
        dose="4.5 mg a day",
        duration="8 weeks",
        comparator="placebo",
        evidence=Evidence("OCEBM 2011", "2", "Small."),
        finding="Pain fell.",
        summary="A summary that goes over two lines.",
        reviewed=dt.date(2026, 11, 22),
    ),
    file="notes/key2020.md",
    conditions_line=2,
)

MINIMAL = """\
+++
conditions = []
design = "rct"
evidence = { scheme = "OCEBM 2011", level = "2" }
finding = "F."
reviewed = 2026-11-22
+++
Summary.
"""


def with_line(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new)


def test_every_key_lands_in_its_place() -> None:
    assert read_note(GOOD, "notes/key2020.md") == (WHOLE, [])


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        "\n\n" + GOOD.replace("+++\n", "+++  \n"),
        GOOD.removesuffix("\n"),
        GOOD.replace(
            '[evidence]\nscheme = "OCEBM 2011"\nlevel = "2"\nnote = "Small."',
            'evidence.scheme = "OCEBM 2011"\nevidence.level = "2"\nevidence.note = "Small."',
        ),
    ],
)
def test_byte_order_mark_line_ends_and_blanks_change_nothing(text: str) -> None:
    note, findings = read_note(text, "notes/key2020.md")
    assert findings == []
    assert note is not None
    assert note.annotation == WHOLE.annotation
    assert note.conditions == WHOLE.conditions


def test_what_is_left_out_stays_empty() -> None:
    note, findings = read_note(MINIMAL, "a.md")
    assert findings == []
    assert note is not None
    assert note.key == "a"
    assert note.annotation.participants == ""
    assert note.annotation.evidence == Evidence("OCEBM 2011", "2")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "field", "words"),
    [
        (
            'finding = "F."',
            'finding = "F."\ndoes = "1 mg"',
            "note-unknown-key",
            6,
            "does",
            "'dose'",
        ),
        ('design = "rct"', 'design = "RTC"', "note-unknown-design", 3, "design", "'rct'"),
        ('design = "rct"', "design = 3", "note-wrong-kind", 3, "design", "text"),
        ('design = "rct"\n', "", "note-without-key", 1, "design", "'design'"),
        ("conditions = []\n", "", "note-without-key", 1, "conditions", "'conditions'"),
        ("conditions = []", 'conditions = "a"', "note-wrong-kind", 2, "conditions", "list"),
        ("conditions = []", "conditions = [1]", "note-wrong-kind", 2, "conditions", "list"),
        (
            "conditions = []",
            'conditions = ["a", "a"]',
            "note-repeated-condition",
            2,
            "conditions",
            "2 times",
        ),
        (
            "OCEBM 2011",
            "OCEBM 2009",
            "note-unknown-scheme",
            4,
            "evidence.scheme",
            "known: OCEBM 2011",
        ),
        ('level = "2"', 'level = "9"', "note-unknown-level", 4, "evidence.level", "1, 2, 3, 4, 5"),
        ('level = "2"', "level = 2", "note-wrong-kind", 4, "evidence.level", "not 2"),
        (
            'level = "2"',
            'levle = "2", level = "2"',
            "note-unknown-key",
            4,
            "evidence.levle",
            "'level'",
        ),
        (', level = "2"', "", "note-without-key", 4, "evidence.level", "'level'"),
        ("2026-11-22", '"2026-11-22"', "note-wrong-kind", 6, "reviewed", "date"),
        ("2026-11-22", "2026-11-22T10:00:00", "note-wrong-kind", 6, "reviewed", "date"),
        ('"F."', '"""F\n."""', "note-not-one-line", 5, "finding", "one line"),
    ],
)
def test_a_slip_is_named_with_its_line_and_key(
    old: str, new: str, code: str, line: int, field: str, words: str
) -> None:
    note, findings = read_note(with_line(old, new), "notes/a.md")
    assert [(found.code, found.line, found.fields) for found in findings] == [
        (code, line, (field,))
    ]
    assert words in findings[0].message
    assert (findings[0].file, findings[0].key) == ("notes/a.md", "a")
    assert note is not None
    assert note.annotation.summary == "Summary."


def test_evidence_of_the_wrong_kind_is_left_out() -> None:
    note, findings = read_note(MINIMAL.replace("evidence = {", "evidence = 1 #"), "a.md")
    assert [found.code for found in findings] == ["note-wrong-kind"]
    assert note is not None
    assert note.annotation.evidence is None


def test_a_missing_summary_is_named() -> None:
    note, findings = read_note(MINIMAL.replace("Summary.", " "), "a.md")
    assert [(found.code, found.line) for found in findings] == [("note-without-summary", 7)]
    assert note is not None
    assert note.annotation.summary == ""


def test_paragraphs_are_joined_and_named() -> None:
    note, findings = read_note(MINIMAL.replace("Summary.", "\nOne\ntwo.\n \n\nThree."), "a.md")
    assert [(found.code, found.line) for found in findings] == [("note-several-paragraphs", 13)]
    assert note is not None
    assert note.annotation.summary == "One two. Three."


@pytest.mark.parametrize(
    "text", ["", "A summary alone.\n", "---\nconditions: []\n---\nYAML.\n", "First.\n+++\n+++\n"]
)
def test_a_file_without_front_matter_is_a_finding(text: str) -> None:
    note, findings = read_note(text, "a.md")
    assert note is None
    assert [(found.code, found.line) for found in findings] == [("note-without-front-matter", 1)]
    assert findings[0].severity is Severity.ERROR


def test_front_matter_that_is_not_closed_is_a_finding() -> None:
    note, findings = read_note("+++\nconditions = []\n", "a.md")
    assert note is None
    assert "not closed" in findings[0].message


def test_front_matter_that_is_not_toml_is_a_finding_with_its_place() -> None:
    note, findings = read_note("\n" + with_line('"rct"', "rct"), "a.md")
    assert note is None
    assert [(found.code, found.line, found.column, found.fields) for found in findings] == [
        ("malformed-note", 4, 10, ("design",))
    ]


def test_markup_and_control_characters_stay_text() -> None:
    body = "a <b>bold</b> &amp; \x07 \x85 \u2028 end"
    note, findings = read_note(MINIMAL.replace("Summary.", body), "a.md")
    assert findings == []
    assert note is not None
    assert note.annotation.summary == body


def test_notes_come_by_key_and_the_first_of_two_stays() -> None:
    notes, findings = read_notes(
        [("a", "a.md", MINIMAL), ("b", "b.md", "no"), ("a", "other/a.md", GOOD)]
    )
    assert list(notes) == ["a"]
    assert notes["a"].annotation.design == "rct"
    assert [(found.code, found.file) for found in findings] == [
        ("note-without-front-matter", "b.md"),
        ("duplicate-note", "other/a.md"),
    ]


def toml_text(text: str) -> str:
    """Write a basic TOML string."""
    escaped = "".join(
        f"\\u{ord(char):04x}" if ord(char) < 32 or char in '"\\\x7f' else char for char in text
    )
    return f'"{escaped}"'


def write(note: Note) -> str:
    """Write a note as a person would."""
    annotation = note.annotation
    assert annotation.evidence
    assert annotation.reviewed
    lines = [
        "+++",
        f"conditions = [{', '.join(map(toml_text, note.conditions))}]",
        f"design = {toml_text(annotation.design or '')}",
        f"reviewed = {annotation.reviewed.isoformat()}",
        f"finding = {toml_text(annotation.finding)}",
    ]
    lines += [
        f"{key} = {toml_text(value)}"
        for key in ("participants", "dose", "duration", "comparator")
        if (value := getattr(annotation, key))
    ]
    lines.append(f"evidence.scheme = {toml_text(annotation.evidence.scheme)}")
    lines.append(f"evidence.level = {toml_text(annotation.evidence.level)}")
    lines.append(f"evidence.note = {toml_text(annotation.evidence.note)}")
    return "\n".join([*lines, "+++", "", annotation.summary, ""])


LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")).map(
    lambda text: text.strip(" \t")
)
BODY = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1)
    .map(lambda text: text.strip(" \t"))
    .filter(bool)
)
NOTES = st.builds(
    Note,
    key=st.just("key"),
    conditions=st.lists(
        st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True), unique=True, max_size=3
    ).map(tuple),
    annotation=st.builds(
        Annotation,
        design=st.sampled_from(list(DESIGNS)),
        participants=LINE,
        dose=LINE,
        duration=LINE,
        comparator=LINE,
        evidence=st.builds(
            Evidence,
            scheme=st.just("OCEBM 2011"),
            level=st.sampled_from(list(SCHEMES["OCEBM 2011"])),
            note=LINE,
        ),
        finding=LINE,
        summary=BODY,
        reviewed=st.dates(min_value=dt.date(1000, 1, 1)),
    ),
    file=st.just("key.md"),
    conditions_line=st.just(2),
)


@given(NOTES, st.booleans())
def test_what_is_written_is_read(note: Note, crlf: bool) -> None:
    text = write(note)
    read, findings = read_note(text.replace("\n", "\r\n") if crlf else text, "key.md")
    assert findings == []
    assert read == note


@given(st.text(alphabet='+\n=" []{}#designevc.1', max_size=60))
def test_any_text_is_read_with_findings_in_the_file(text: str) -> None:
    _, findings = read_note(text, "a.md")
    assert findings
    assert all(1 <= (found.line or 1) <= text.count("\n") + 1 for found in findings)
