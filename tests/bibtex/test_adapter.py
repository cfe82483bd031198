"""Our scanner gives what bibtexparser gives; bibtexparser's faults do not get through."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibtex.peer import split_well_formed

from ldn_bib.bibtex import tolerant
from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import RawEntry
from ldn_bib.bibtex.expression import plain_text
from ldn_bib.bibtex.orderly import next_orderly, orderly_fields
from ldn_bib.bibtex.tolerant import scan

KEYS = st.from_regex(r"[A-Za-zé][A-Za-z0-9:._+/'-]{0,8}", fullmatch=True)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9+-]{0,8}", fullmatch=True).filter(
    lambda name: name.lower() not in ("and",)
)
PLAIN = st.text(alphabet="ab é,=~\\'@%#\n\t-", max_size=12).map(lambda text: text.replace("\\", ""))


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(PLAIN, inner, PLAIN).map(lambda parts: f"{parts[0]}{{{parts[1]}}}{parts[2]}")


CONTENT = st.recursive(PLAIN, _nested, max_leaves=4)
PIECES = st.one_of(
    CONTENT.map(lambda text: f"{{{text}}}"),
    CONTENT.map(lambda text: f'"{text}"'),
    st.integers(0, 9999).map(str),
    st.sampled_from(["jan", "may", "myMacro"]),
)
VALUES = st.lists(PIECES, min_size=1, max_size=3).map(" # ".join)


@st.composite
def entries(draw: st.DrawFn) -> str:
    key = draw(KEYS)
    fields = draw(st.dictionaries(NAMES, VALUES, max_size=5))
    opener, closer = draw(st.sampled_from([("{", "}"), ("(", ")")]))
    body = "".join(f",\n  {name} = {value}" for name, value in fields.items())
    end = draw(st.sampled_from(["", ",", ",\n", "\n"]))
    kind = draw(st.sampled_from(["article", "Book", "MISC"]))
    return f"@{kind}{opener}{key}{body}{end if fields else ','}{closer}"


STRINGS = st.tuples(NAMES, PIECES).map(lambda pair: f"@string{{{pair[0]} = {pair[1]}}}")
OTHERS = st.sampled_from(["@comment{a {b} c}", '@preamble{"x"}', "just some words"])
FILES = st.lists(st.one_of(entries(), STRINGS, OTHERS), max_size=6).flatmap(
    lambda blocks: st.sampled_from(["\n", "\n\n", "\r\n", "\n  "]).map(
        lambda gap: gap.join(blocks) + gap
    )
)


@given(FILES)
@settings(deadline=None)
def test_both_paths_give_the_same_blocks(text: str) -> None:
    fast = split_well_formed(text)
    blocks, findings = scan(text)
    if fast is not None:
        assert fast == blocks
        assert findings == []
    assert split_blocks(text)[0] == blocks


ODD = st.sampled_from(
    ["}", "{", ",", ",,", "%x\n", "@", "@b{", '"', "#", " = {x}", "\n", "{{{{{x}}}}}", "é", "k = 1"]
)


@given(FILES, st.lists(st.tuples(st.integers(0, 400), ODD), max_size=3))
@settings(deadline=None)
def test_the_patterns_for_orderly_entries_change_nothing(
    text: str, slips: list[tuple[int, str]]
) -> None:
    for place, slip in slips:
        text = text[:place] + slip + text[place:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tolerant, "next_orderly", lambda _text, _pos: None)
        slow = scan(text)
    assert scan(text) == slow


def test_an_orderly_entry_is_read_at_once() -> None:
    text = '\n@a{k, t = {x {Y} z}, u = "v", n = {two  blanks}, year = 2013, w = {a word},\n}\n'
    found = next_orderly(text, 0)
    assert found is not None
    assert found.group(2, 3) == ("a", "k")
    assert orderly_fields(found[4]) == (
        ("t", "", "{x {Y} z}"),
        ("u", "", '"v"'),
        ("n", "", "{two  blanks}"),
        ("year", "", "2013"),
        ("w", "a word", ""),
    )
    assert text[found.end(1) :] == "\n"


def test_a_comma_behind_an_entry_is_no_oddity_but_more_fields_are() -> None:
    assert next_orderly("@a{k, t = {x}},\n@b{l, t = {y}}", 0) is not None
    assert next_orderly("@a{k, t = {x}}, year = 2013}", 0) is None


@given(FILES)
@settings(deadline=None)
def test_a_text_that_is_plain_to_see_is_what_the_value_says(text: str) -> None:
    for block in split_blocks(text)[0]:
        for field in block.fields if isinstance(block, RawEntry) else ():
            assert field.text in ("", plain_text(field.value))


@given(st.lists(entries(), min_size=1, max_size=5))
@settings(deadline=None)
def test_every_well_formed_entry_is_found(texts: list[str]) -> None:
    blocks, _ = split_blocks("\n\n".join(texts))
    assert [block.raw for block in blocks] == texts


ORDINARY = """% A library
@string{j = "Journal"}

@article{smith2013,
  author  = {Smith, J and M{\\"u}ller, K},
  title   = {A title with {CRPS}},
  journal = j # " of Pain",
  month   = jan,
  year    = 2013,
  pages   = "1--10",
}
@comment{jabref-meta: databaseType:bibtex;}
"""


def test_an_ordinary_file_takes_the_fast_path() -> None:
    text = ORDINARY.removeprefix("% A library\n")
    fast = split_well_formed(text)
    assert fast is not None
    assert fast == scan(text)[0]
    assert split_blocks(ORDINARY)[0] == scan(ORDINARY)[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("% @article{x, title = {X}}\n", id="an entry in a comment line"),
        pytest.param("@a{k, t = {x\n@article{y, z = {}}\n}}", id="an entry inside a value"),
        pytest.param("@a{k, t = {x\\\\}}", id="a backslash before a closing brace"),
        pytest.param('@a{k, t = "x {" y} z"}', id="a quote in braces in quotes"),
        pytest.param("@commentary{k, t = {x}}", id="a type that begins with comment"),
        pytest.param("@a{k, t = {x\\\ny}}\n@a{l, t = {x}}", id="a backslash before a line end"),
        pytest.param("me@x {y}", id="an address"),
        pytest.param("@a{k, t = {x}, t = {y}}", id="a repeated field"),
        pytest.param("@a\n{k, t = {x}}", id="a line end behind the type"),
    ],
)
def test_where_bibtexparser_bends_the_rules_the_scanner_is_asked(text: str) -> None:
    assert split_blocks(text) == scan(text)


def test_bibtexparser_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        blocks, findings = split_blocks("@article{a, title = {X} year {Y}}\n@article{b, x = {}}")
    assert caplog.records == []
    assert [block.key for block in blocks if isinstance(block, RawEntry)] == ["a", "b"]
    assert findings
