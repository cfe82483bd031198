"""``ldnbib check``: options, outputs, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

BAD = """\
@article{a,
  author     = {Smith, Ann},
  title      = {Pain},
  journal    = {Pain},
  year       = {2020},
  unverified = {title},
}

@article{b,
  title      = {Sleep.},
  journal    = {Sleep},
  year       = {2021},
}
"""


@pytest.fixture(autouse=True)
def library(ldnbib: Any) -> Path:
    del ldnbib  # it has made the folder that is worked in
    path = Path("my.bib")
    path.write_text(BAD, encoding="utf-8")
    return path


def codes(out: str) -> list[str]:
    return [line.split()[1] for line in out.splitlines()]


def test_findings_are_listed_by_place_with_their_codes(ldnbib: Any) -> None:
    result = ldnbib("check", "my.bib")
    assert result.code == 1
    assert "my.bib:6:17: FACT001 a: not yet confirmed: title [unverified]\n" in result.out
    assert "my.bib:9:1: FIELD001 b: no author [missing-field]\n" in result.out
    assert result.err.endswith("findings in 2 papers of my.bib\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--select", "FACT001"), ["FACT001"]),
        (("--select", "FACT,missing-field"), ["FACT001", "FIELD001"]),
        (("--select", "fact001", "--select", "FIELD001"), ["FACT001", "FIELD001"]),
        (("--select", "FACT,FIELD001", "--ignore", "unverified"), ["FIELD001"]),
        (("--select", "KEY"), []),
    ],
)
def test_rules_are_selected_and_ignored(
    options: tuple[str, ...], expected: list[str], ldnbib: Any
) -> None:
    result = ldnbib("check", "my.bib", *options)
    assert codes(result.out) == expected
    assert result.code == (1 if expected else 0)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--select", "FACTS"), "unknown rule 'FACTS'; did you mean 'FACT'"),
        (("--ignore", "unverifed"), "unknown rule 'unverifed'; did you mean 'unverified'"),
        (("--explain", "X1"), "unknown rule 'X1'"),
        (("--output-format", "jsn"), "unknown output format 'jsn'; did you mean 'json'"),
        (("--fail-on", "bad"), "unknown severity 'bad'; there are error, warning, info"),
        (("--fix", "--diff"), "--diff writes nothing"),
        (("--statistics", "--output-format", "json"), "--statistics is text"),
        (("--diff", "--output-format", "sarif"), "--diff is text"),
        (("--diff", "--statistics"), "--diff shows changes"),
    ],
)
def test_wrong_usage_is_one_sentence(options: tuple[str, ...], sentence: str, ldnbib: Any) -> None:
    result = ldnbib("check", "my.bib", *options)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 1), (("--fail-on", "error"), 0), (("--fail-on", "info"), 1)],
)
def test_the_exit_code_follows_the_severity(
    options: tuple[str, ...], code: int, ldnbib: Any
) -> None:
    assert ldnbib("check", "my.bib", "--select", "FACT,CHECK", *options).code == code


def test_a_retracted_paper_fails_the_check(ldnbib: Any, library: Path) -> None:
    library.write_text(BAD.replace("unverified = {title}", "status = {retracted}"))
    result = ldnbib("check", "my.bib", "--select", "STATUS", "--fail-on", "error")
    assert (result.code, codes(result.out)) == (1, ["STATUS001"])


@pytest.mark.parametrize("name", ["github", "json", "sarif"])
def test_outputs_for_programs_hold_the_findings_and_nothing_else(name: str, ldnbib: Any) -> None:
    result = ldnbib("check", "my.bib", "--select", "FACT", "--output-format", name)
    assert result.code == 1
    if name == "github":
        assert result.out.startswith("::warning file=my.bib,line=6,col=17,title=FACT001 ")
    else:
        assert "FACT001" in json.dumps(json.loads(result.out))


def test_a_library_of_csl_json_is_not_mended_and_that_is_said(ldnbib: Any) -> None:
    text = '[{"id": "a", "type": "article-journal", "title": "Pain.", "DOI": "doi:10.1000/1"}]'
    Path("my.json").write_text(text)
    result = ldnbib("check", "my.json", "--fix", "--select", "ID,TITLE")
    assert (result.code, codes(result.out)) == (1, ["ID002", "TITLE001"])
    assert "only .bib files are mended" in result.err
    assert Path("my.json").read_text() == text


def test_statistics_rules_and_explanations(ldnbib: Any) -> None:
    assert "1  FACT001  unverified\n" in ldnbib("check", "my.bib", "--statistics").out
    listed = ldnbib("check", "--list-rules", "--select", "DUP")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.out.splitlines()] == [
        "DUP001",
        "DUP002",
        "DUP003",
        "DUP004",
    ]
    assert ldnbib("check", "--explain", "unverified").out.startswith("FACT001 unverified")


# Settings


def test_settings_are_read_and_the_command_line_goes_first(ldnbib: Any) -> None:
    Path("ldnbib.toml").write_text(
        'library = "my.bib"\n[check]\nselect = ["FACT", "KEY", "FIELD001"]\n'
        'ignore = ["FIELD001"]\nfail-on = "error"\nkey-pattern = "[a-z]{2}"\n',
        encoding="utf-8",
    )
    result = ldnbib("check")
    assert (result.code, codes(result.out)) == (0, ["KEY001", "FACT001", "KEY001"])
    result = ldnbib("check", "--ignore", "KEY", "--fail-on", "warning")
    assert (result.code, codes(result.out)) == (1, ["FACT001"])
    assert codes(ldnbib("check", "--select", "FIELD001").out) == ["FIELD001"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("check = 1\n", "ldnbib.toml:1: 'check' has to be a table, as under [check]"),
        ("[check]\n\nselct = []\n", "ldnbib.toml:3: unknown key 'selct' in [check]"),
        ('[check]\nselect = ["NOPE9"]\n', "unknown rule 'NOPE9'"),
    ],
)
def test_settings_that_are_wrong(text: str, sentence: str, ldnbib: Any) -> None:
    Path("ldnbib.toml").write_text(text, encoding="utf-8")
    result = ldnbib("check", "my.bib")
    assert result.code == 2
    assert sentence in result.err


# Mending


def test_fix_changes_one_line_and_lists_what_stays(ldnbib: Any, library: Path) -> None:
    result = ldnbib("check", "my.bib", "--fix", "--select", "TITLE001,FACT")
    assert library.read_text(encoding="utf-8") == BAD.replace("{Sleep.}", "{Sleep}")
    assert codes(result.out) == ["FACT001"]
    assert "mended: my.bib:10:22: TITLE001 b: " in result.err
    assert result.code == 1
    again = ldnbib("check", "my.bib", "--fix", "--select", "TITLE001")
    assert (again.code, again.out) == (0, "")


def test_diff_writes_nothing(ldnbib: Any, library: Path) -> None:
    result = ldnbib("check", "my.bib", "--diff", "--select", "TITLE001")
    assert result.code == 1
    assert "-  title      = {Sleep.},\n+  title      = {Sleep},\n" in result.out
    assert library.read_text(encoding="utf-8") == BAD
    assert ldnbib("check", "my.bib", "--diff", "--select", "FACT").code == 0


def test_standard_input_is_checked_and_not_mended(ldnbib: Any) -> None:
    result = ldnbib("check", "-", "--select", "FACT", stdin=BAD.encode())
    assert (result.code, codes(result.out)) == (1, ["FACT001"])
    assert ldnbib("check", "-", "--fix", stdin=BAD.encode()).code == 2
    shown = ldnbib("check", "-", "--diff", "--select", "TITLE001", stdin=BAD.encode())
    assert "+  title      = {Sleep},\n" in shown.out


def test_without_a_file_or_settings_nothing_is_mended(ldnbib: Any) -> None:
    result = ldnbib("check", "--fix")
    assert result.code == 2
    assert "name a .bib file" in result.err
