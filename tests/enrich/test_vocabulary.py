"""The vocabulary: good files whole, faulty ones with a finding for each fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.enrich.vocabulary import read_vocabulary
from ldn_bib.errors import FileError
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Finding, Severity

GOOD = """\
[[condition]]
slug = "orofacial-pain"
label = "Orofacial pain"
description = "Pain in the face."
mesh_name = "Facial Pain"
mesh_id = "D005157"
broader = "chronic-pain"
note = "for editors"

[[condition]]
slug = "chronic-pain"
label = "Chronic pain"
mondo_id = "MONDO:0000001"
icd11 = "MG30"
synonyms = ["long-term pain", "long-term pain", " persistent pain "]
"""


def read(text: str) -> tuple[dict[str, Condition], list[Finding]]:
    return read_vocabulary(text, "conditions.toml")


def test_every_key_lands_in_its_place() -> None:
    conditions, findings = read(GOOD)
    assert findings == []
    assert list(conditions.values()) == [
        Condition(
            "orofacial-pain",
            "Orofacial pain",
            "Pain in the face.",
            mesh_name="Facial Pain",
            mesh_id="D005157",
            broader="chronic-pain",
        ),
        Condition(
            "chronic-pain",
            "Chronic pain",
            mondo_id="MONDO:0000001",
            icd11="MG30",
            synonyms=("long-term pain", "persistent pain"),
        ),
    ]


def test_byte_order_mark_and_crlf_change_nothing() -> None:
    assert read("\ufeff" + GOOD.replace("\n", "\r\n")) == read(GOOD)


@pytest.mark.parametrize(
    ("text", "code", "line", "field", "words"),
    [
        ('color = 1\n[[condition]]\nslug="a"\nlabel="A"', "condition-unknown-key", 1, "color", ""),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nsynonym=[]',
            "condition-unknown-key",
            4,
            "synonym",
            "synonyms",
        ),
        ('[[condition]]\nslug="a"', "condition-without-label", 1, "label", "'a'"),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nbroader="b"',
            "unknown-broader-condition",
            4,
            "broader",
            "'b'",
        ),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nbroader="a"',
            "circular-broader-condition",
            4,
            "broader",
            "a → a",
        ),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nmesh_id="X1"',
            "condition-wrong-form",
            4,
            "mesh_id",
            "'X1'",
        ),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nmondo_id="1"',
            "condition-wrong-form",
            4,
            "mondo_id",
            "MONDO:",
        ),
        ('[[condition]]\nslug="a"\nlabel="A"\nicd11=3', "condition-wrong-kind", 4, "icd11", "3"),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nsynonyms="b"',
            "condition-wrong-kind",
            4,
            "synonyms",
            "list",
        ),
        (
            '[[condition]]\nslug="a"\nlabel="A"\nsynonyms=["b", 1]',
            "condition-wrong-kind",
            4,
            "synonyms",
            "list",
        ),
    ],
)
def test_a_fault_is_found_and_the_condition_kept(
    text: str, code: str, line: int, field: str, words: str
) -> None:
    conditions, findings = read(text)
    assert [(found.code, found.line, found.fields) for found in findings] == [
        (code, line, (field,))
    ]
    assert words in findings[0].message
    assert findings[0].file == "conditions.toml"
    assert list(conditions) == ["a"]
    assert conditions["a"].broader is None
    assert conditions["a"].mesh_id is None


@pytest.mark.parametrize("slug", ['"../../etc"', '"A"', '"a b"', '""', "7", '"a-"'])
def test_a_condition_without_a_usable_slug_is_left_out(slug: str) -> None:
    conditions, findings = read(f'[[condition]]\nslug = {slug}\nlabel = "A"\n')
    assert conditions == {}
    assert "condition-without-slug" in {found.code for found in findings}
    assert all(found.line == 2 for found in findings if found.code == "condition-without-slug")


def test_the_first_of_two_slugs_stays() -> None:
    conditions, findings = read(
        '[[condition]]\nslug="a"\nlabel="A"\n[[condition]]\nslug="a"\nlabel="B"'
    )
    assert conditions["a"].label == "A"
    assert str(findings[0]) == (
        "conditions.toml:5: duplicate-condition: "
        "the slug 'a' stands on line 2 too; this one is left out"
    )
    assert findings[0].severity is Severity.ERROR


def test_a_circle_is_named_once_and_cut() -> None:
    text = "".join(
        f'[[condition]]\nslug="{slug}"\nlabel="L"\nbroader="{broader}"\n'
        for slug, broader in [("tail", "a"), ("a", "b"), ("b", "c"), ("c", "a")]
    )
    conditions, findings = read(text)
    assert [found.code for found in findings] == ["circular-broader-condition"]
    assert "a → b → c → a" in findings[0].message
    assert findings[0].line == 8
    assert [condition.broader for condition in conditions.values()] == ["a", None, None, None]


def test_near_slugs_are_named_for_an_unknown_broader_one() -> None:
    _, findings = read(
        '[[condition]]\nslug="pain"\nlabel="Pain"\n'
        '[[condition]]\nslug="a"\nlabel="A"\nbroader="pains"\n'
    )
    assert findings[0].message.endswith("; did you mean 'pain'?")


@pytest.mark.parametrize("text", ["", "\n# nothing\n"])
def test_an_empty_file_is_a_finding(text: str) -> None:
    conditions, findings = read(text)
    assert conditions == {}
    assert [found.code for found in findings] == ["empty-vocabulary"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[condition]]\nslug = "a"\nlabel = "A\n',
            "conditions.toml:3:11: this is not valid TOML at the key 'label': ",
        ),
        ("\x00", "conditions.toml:1:1: this is not valid TOML: "),
        (
            '\ncondition = "fibromyalgia"\n',
            "conditions.toml:2: 'condition' has to be written as [[condition]] tables",
        ),
        ("[condition]\nslug = 'a'\n", "conditions.toml:1: 'condition' has to be written"),
    ],
)
def test_a_file_that_cannot_be_understood_names_its_place(text: str, message: str) -> None:
    with pytest.raises(FileError) as caught:
        read(text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def toml_text(text: str) -> str:
    """Write a basic TOML string."""
    escaped = "".join(
        f"\\u{ord(char):04x}" if ord(char) < 32 or char in '"\\\x7f' else char for char in text
    )
    return f'"{escaped}"'


SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool)
CONDITIONS = st.builds(
    Condition,
    slug=SLUGS,
    label=WORDS,
    description=WORDS,
    mesh_name=st.none() | WORDS,
    mesh_id=st.none() | st.from_regex(r"D[0-9]{6}", fullmatch=True),
    mondo_id=st.none() | st.from_regex(r"MONDO:[0-9]{7}", fullmatch=True),
    icd11=st.none() | WORDS,
    synonyms=st.lists(WORDS, unique=True, max_size=3).map(tuple),
)


@given(st.lists(CONDITIONS, min_size=1, max_size=4, unique_by=lambda condition: condition.slug))
def test_what_is_written_is_read(conditions: list[Condition]) -> None:
    lines = []
    for condition in conditions:
        lines.append("[[condition]]")
        for key in ("slug", "label", "description", "mesh_name", "mesh_id", "mondo_id", "icd11"):
            value = getattr(condition, key)
            if value is not None:
                lines.append(f"{key} = {toml_text(value)}")
        lines.append(f"synonyms = [{', '.join(map(toml_text, condition.synonyms))}]")
    read_back, findings = read("\n".join(lines))
    assert findings == []
    assert list(read_back.values()) == conditions


@given(st.text(alphabet='[]condit="slugabe\n#.-{}', max_size=80))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    message = ""
    try:
        conditions, findings = read(text)
    except FileError as error:
        message = str(error)
    else:
        assert conditions or findings
    assert not message or message.startswith("conditions.toml:")
    assert "\n" not in message
