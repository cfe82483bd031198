"""Broken and unusual files: what is kept, and what a person hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.growth import check_growth

from ldn_bib.bibtex.blocks import OtherKind, RawEntry, RawOther, RawString
from ldn_bib.bibtex.tolerant import scan
from ldn_bib.values.finding import Severity

GOOD = "@article{good,\n  title = {Good},\n  year = 2013,\n}\n"


def kept(text: str) -> dict[str, dict[str, str]]:
    """Key to field name to raw value."""
    return {
        block.key: {field.name: field.value for field in block.fields}
        for block in scan(text)[0]
        if isinstance(block, RawEntry)
    }


def codes(text: str) -> list[str]:
    return [finding.code for finding in scan(text)[1]]


GOOD_KEPT = {"good": {"title": "{Good}", "year": "2013"}}


@pytest.mark.parametrize(
    ("broken", "code", "wanted"),
    [
        pytest.param(
            "@article{a, title = {Unclosed, year = 2001}\n",
            "unclosed-brace",
            {"title": "{Unclosed}", "year": "2001"},
            id="a value without its brace on one line",
        ),
        pytest.param(
            "@article{a,\n title = {Unclosed,\n year = {2001},\n}\n",
            "unclosed-brace",
            {"title": "{Unclosed}", "year": "{2001}"},
            id="a value without its brace",
        ),
        pytest.param(
            "@article{a,\n title = {{Two} open,\n year = {2001},\n}\n",
            "unclosed-brace",
            {"title": "{{Two} open}", "year": "{2001}"},
            id="a value without its brace that holds braces",
        ),
        pytest.param(
            '@article{a,\n title = "Unclosed,\n year = {2001},\n}\n',
            "unclosed-brace",
            {"title": "{Unclosed}", "year": "{2001}"},
            id="a value without its quote",
        ),
        pytest.param(
            '@article{a,\n title = "Unclosed,\n year = {2001},\n note = "x",\n}\n',
            "unclosed-brace",
            {"title": "{Unclosed}", "year": "{2001}", "note": '"x"'},
            id="a value without its quote before another quote",
        ),
        pytest.param(
            "@article{a, title = {Whole}, year = {2001}\n",
            "unclosed-brace",
            {"title": "{Whole}", "year": "{2001}"},
            id="an entry without its brace",
        ),
        pytest.param(
            "@article{a,\n title = {Set \\{ of},\n year = {2001},\n}\n",
            "unclosed-brace",
            {"title": "{Set \\{ of}}", "year": "{2001}"},
            id="a backslash that hides no brace",
        ),
        pytest.param(
            "@article{a title = {X}}\n",
            "missing-comma",
            {"title": "{X}"},
            id="no comma behind the key",
        ),
        pytest.param(
            "@article{a, title = {X} year = 2001}\n",
            "missing-comma",
            {"title": "{X}", "year": "2001"},
            id="no comma between fields",
        ),
        pytest.param(
            "@article{a, title {X}, year 2001}\n",
            "missing-equals",
            {"title": "{X}", "year": "2001"},
            id="no equals sign",
        ),
        pytest.param(
            "@article{a, nonsense, title = {X}}\n",
            "missing-equals",
            {"title": "{X}"},
            id="a name without a value",
        ),
        pytest.param(
            "@article{a, title = , year = 2001}\n",
            "empty-value",
            {"title": "", "year": "2001"},
            id="nothing behind the equals sign",
        ),
        pytest.param(
            "@article{a, title = Some bare words, year = 2001}\n",
            "bare-value",
            {"title": "Some bare words", "year": "2001"},
            id="a value without delimiters",
        ),
        pytest.param(
            "@misc{a, url = \\url{http://x.org}, year = 2001}\n",
            "bare-value",
            {"url": "\\url{http://x.org}", "year": "2001"},
            id="a bare command",
        ),
        pytest.param(
            "@article{a, title = {X}}, year = 2001}\n",
            "stray-brace",
            {"title": "{X}", "year": "2001"},
            id="a brace too many",
        ),
        pytest.param(
            "@article{a, title = {X}, == , year = 2001}\n",
            "stray-text",
            {"title": "{X}", "year": "2001"},
            id="rubbish between fields",
        ),
    ],
)
def test_a_broken_entry_is_kept_and_costs_no_other(
    broken: str, code: str, wanted: dict[str, str]
) -> None:
    assert kept(GOOD + broken + GOOD.replace("good", "last")) == {
        **GOOD_KEPT,
        "a": wanted,
        "last": GOOD_KEPT["good"],
    }
    assert code in codes(GOOD + broken + GOOD.replace("good", "last"))
    assert kept(broken) == {"a": wanted}


def test_an_unclosed_brace_is_reported_with_its_place_and_reason() -> None:
    text = GOOD + "@article{a,\n  year = 1999,\n  title = {Unclosed,\n}\n" + GOOD
    (finding,) = scan(text, "refs.bib")[1]
    assert str(finding) == (
        "refs.bib:7:3: unclosed-brace: the value of 'title' is not closed before the next entry "
        "in line 9; the entry is kept with year, title"
    )
    assert (finding.severity, finding.key, finding.fields) == (Severity.ERROR, "a", ("title",))
    assert not finding.loses_entry


def test_an_entry_of_which_nothing_is_left_is_reported_as_lost() -> None:
    (finding,) = scan("@article{\n" + GOOD, "refs.bib")[1]
    assert (finding.code, finding.line, finding.loses_entry) == ("broken-block", 1, True)
    assert kept("@article{\n" + GOOD) == GOOD_KEPT


def test_an_entry_without_an_opening_brace_is_reported_as_lost() -> None:
    (finding,) = scan("@article key, title = x\n" + GOOD)[1]
    assert (finding.code, finding.loses_entry) == ("broken-block", True)


@pytest.mark.parametrize(
    "text",
    [
        "% @article{x, title = {X}}\n",
        "  % see @article{x}\n",
        "% @article{x,\n%   title = {X},\n% }\n",
        "mail me@x.org {or not}\n",
        "mail me@article{x, y}\n",
        "someone @ {home}\n",
        "see @team{x}\n",
        "@comment{ @article{x, title = {X}} }\n",
        "@COMMENT{jabref-meta: databaseType:bibtex;}\n",
        '@preamble{ "\\newcommand{\\x}{y}" }\n',
        '@string{x = "X"}\n',
        "@string(x = {X})\n",
    ],
)
def test_what_is_no_entry_makes_none(text: str) -> None:
    assert kept(text) == {}
    assert kept(text + GOOD) == GOOD_KEPT
    assert codes(text + GOOD) == []


def test_the_other_blocks_are_told_apart() -> None:
    text = '@comment{a {b}}@Preamble("x")@string(j = "J" # {x})@commentary{c, title = {X}}'
    comment, preamble, string, entry = scan(text)[0]
    assert isinstance(comment, RawOther)
    assert isinstance(preamble, RawOther)
    assert (comment.kind, preamble.kind) == (OtherKind.COMMENT, OtherKind.PREAMBLE)
    assert isinstance(string, RawString)
    assert (string.name, string.value, string.raw) == ("j", '"J" # {x}', '@string(j = "J" # {x})')
    assert isinstance(entry, RawEntry)
    assert entry.type == "commentary"


@pytest.mark.parametrize("head", ["article", "#article", "a@article", "@\\article", "@art@icle"])
def test_an_entry_whose_head_is_spoilt_is_reported_as_lost(head: str) -> None:
    (finding,) = scan(GOOD + GOOD.replace("@article", head).replace("good", "lost"))[1]
    assert (finding.code, finding.line, finding.loses_entry) == ("stray-text", 5, True)
    assert "'lost'" in finding.message


def test_a_broken_string_definition_is_reported() -> None:
    (finding,) = scan("@string{x {X}}\n" + GOOD)[1]
    assert (finding.code, finding.severity) == ("broken-block", Severity.ERROR)
    assert kept("@string{x {X}}\n" + GOOD) == GOOD_KEPT


@pytest.mark.parametrize(
    "value",
    [
        "{before\n@article{inner, title = {X}}\nafter}",
        "{before\n@ sign}",
        "{a @article{x} b}",
        '"before\n@article{inner, title = {X}}\nafter"',
        "{line one\\\\}",
        '"a {"} b"',
        '{50\\% {\\"o}}',
    ],
)
def test_legal_values_stay_whole(value: str) -> None:
    text = f"@article{{a,\n abstract = {value},\n year = 2001\n}}\n"
    assert kept(text + GOOD) == {"a": {"abstract": value, "year": "2001"}, **GOOD_KEPT}


def test_an_entry_inside_a_value_is_pointed_out() -> None:
    text = "@article{a,\n abstract = {x\n@article{inner, title = {X}}\ny}}\n"
    assert codes(text) == ["entry-inside-value"]


def test_parentheses_delimit_entries() -> None:
    text = '@article(a, title = {X)}, note = "y)")\n' + GOOD
    assert kept(text) == {"a": {"title": "{X)}", "note": '"y)"'}, **GOOD_KEPT}
    assert codes(text) == []


@pytest.mark.parametrize("key", ["key:with/odd+chars.2013", "müller2013", "O'Neil", "Ab_1-2"])
def test_keys_keep_their_characters_and_case(key: str) -> None:
    assert list(kept(f"@article{{{key}, title = {{X}}}}")) == [key]


@pytest.mark.parametrize(
    "text", ["@a{, title = {X}}", "@a{title = {X}}", '@a{title="X"}', "@a{title={X}}"]
)
def test_a_missing_key_is_empty_and_the_fields_stay(text: str) -> None:
    assert list(kept(text)) == [""]
    assert list(kept(text)[""]) == ["title"]


def test_comment_lines_and_spare_commas_inside_an_entry_are_passed_over() -> None:
    text = "@article{a,,\n % title = {Old},\n title = {New},, % why\n year = 2001 % when\n}"
    assert kept(text) == {"a": {"title": "{New}", "year": "2001"}}
    assert codes(text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_raw_text_are_exact(end: str) -> None:
    second = "@book{b,\n  title = {B\\\n  C},\n}".replace("\n", end)
    text = GOOD.replace("\n", end) + end + second + end + "@misc{c}"
    entries = [block for block in scan(text)[0] if isinstance(block, RawEntry)]
    assert [(entry.key, entry.line) for entry in entries] == [("good", 1), ("b", 6), ("c", 10)]
    assert [text[e.start : e.start + len(e.raw)] for e in entries] == [e.raw for e in entries]
    assert entries[1].raw == second


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda n: "{" * n, id="braces"),
        pytest.param(lambda n: "@a{b, c = " + "{" * n, id="braces in a value"),
        pytest.param(lambda n: "@article{a, title = {Unclosed\n" * n, id="unclosed entries"),
        pytest.param(lambda n: "@a{k, t = {\n" * n + "}" * n, id="entries closed at the end"),
        pytest.param(lambda n: '@a{k, t = "\n' * n, id="unclosed quotes"),
        pytest.param(lambda n: "%@" * n, id="a long comment"),
        pytest.param(lambda n: "@ " * n, id="signs without entries"),
        pytest.param(lambda n: " " * n + "@ " * n, id="signs behind a long gap"),
        pytest.param(lambda n: "@a{k, x" + "\n" * n, id="line ends"),
    ],
)
def test_hopeless_files_are_scanned_in_linear_time(text: Callable[[int], str]) -> None:
    check_growth(scan, text)
