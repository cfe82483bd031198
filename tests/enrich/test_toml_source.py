"""Lines of keys are those of the text, whatever stands in the values."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.enrich.toml_source import TomlSyntaxError, parse_toml

DOCUMENT = '''\
# a comment with key = 1 and [table]
title = "a # b [c] = d"
"quoted key" = 1
text = """
fake = 1
[fake]
""" # end
literal = \'\'\'
fake = 2\'\'\'
list = [
  "a", # ] fake = 3
  { inner = "}" },
]
a.b.c = 1

[table]   # comment
key = 'it # is'

[[condition]]
slug = "one"
[condition.more]
deep = true
[[condition]]
slug = """two"""""

label = "x"
'''


def test_lines_of_every_kind_of_key() -> None:
    source = parse_toml(DOCUMENT)
    assert source.data == tomllib.loads(DOCUMENT)
    assert source.lines == {
        ("title",): 2,
        ("quoted key",): 3,
        ("text",): 4,
        ("literal",): 8,
        ("list",): 10,
        ("a",): 14,
        ("a", "b"): 14,
        ("a", "b", "c"): 14,
        ("table",): 16,
        ("table", "key"): 17,
        ("condition",): 19,
        ("condition", 0): 19,
        ("condition", 0, "slug"): 20,
        ("condition", 0, "more"): 21,
        ("condition", 0, "more", "deep"): 22,
        ("condition", 1): 23,
        ("condition", 1, "slug"): 24,
        ("condition", 1, "label"): 26,
    }


def test_what_has_no_line_gets_the_one_around_it() -> None:
    source = parse_toml('\nevidence = { scheme = "x" }\n')
    assert source.line("evidence", "scheme") == 2
    assert source.line("other") is None


@pytest.mark.parametrize(
    ("text", "line", "key", "reason"),
    [
        ('a = 1\nb = "x\n', 2, "b", "illegal character"),
        ("a = 1\na = 2\n", 2, "a", "cannot overwrite"),
        ("a = 1\nb =", 2, "b", "invalid value"),
        ("a = 1\nplain words\n", 2, None, "expected '='"),
        ("a = [1,\n2", 2, None, "unclosed array"),
        ("a = " + "[" * 20_000, None, None, "nested too deeply"),
        ("a = " + "1" * 5_000, None, None, "digits"),
    ],
)
def test_a_problem_names_line_key_and_reason(
    text: str, line: int | None, key: str | None, reason: str
) -> None:
    with pytest.raises(TomlSyntaxError) as caught:
        parse_toml(text)
    assert caught.value.line == line
    assert caught.value.key == key
    assert reason in caught.value.reason


@given(st.text(alphabet="ab.=[]{}\"'#\\\n ,1", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    rows = text.count("\n") + 1
    lines: list[int | None] = []
    try:
        source = parse_toml(text)
    except TomlSyntaxError as error:
        lines = [error.line]
    else:
        assert {path[0] for path in source.lines} == set(source.data)
        lines = list(source.lines.values())
    assert all(line is not None and 1 <= line <= rows for line in lines)
