"""CSL-JSON that is broken or made to do harm, through the program: an answer or one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

DOE: dict[str, Any] = {
    "id": "doe2020",
    "type": "article-journal",
    "title": "Pain",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2020, 1, 2]]},
    "container-title": "Journal",
    "volume": "3",
    "page": "1-3",
}
STYLES = ["apa", "nlm-citation-sequence", "chicago-notes-bibliography"]
OUTPUTS = ["text", "html", "markdown", "rst", "latex", "rtf", "ris", "csl-json"]

ODD: list[dict[str, Any]] = [
    {**DOE, "id": 1},
    {**DOE, "id": 2.0, "type": None},
    {"id": "bare"},
    {**DOE, "id": "unknown", "type": "no-such-type"},
    {**DOE, "id": "kinds", "title": 5, "author": "WHO", "issued": "2020", "page": {"a": [1]}},
    {**DOE, "id": "more", "title": True, "author": [1, None, [], {"family": None}], "issued": [1]},
    {**DOE, "id": "nothing", "title": None, "author": None, "issued": None, "volume": []},
    {**DOE, "id": "control", "title": "a\x00b\x1b[31mc\x9b", "publisher": "\x01"},
    {
        **DOE,
        "id": "halves",
        "title": "\ud83d",
        "author": [{"family": "D\ud83de", "given": "\ud83d"}],
    },
    {**DOE, "id": "entity", "title": "<!DOCTYPE x [<!ENTITY y (z)>]>&y; &lt;b&gt;"},
    {**DOE, "id": "tags", "title": "<i>" * 500 + "deep" + "</b>" * 500 + "</i>" * 100},
    {**DOE, "id": "huge", "volume": 10**300, "issue": 1e308, "issued": {"date-parts": [[10**40]]}},
    {**DOE, "id": "dates", "issued": {"date-parts": [[2020, 99, 99], [None]]}},
    {**DOE, "id": "season", "issued": {"raw": "9" * 1000, "season": {}}, "accessed": {"raw": "x"}},
    {**DOE, "id": "custom", "custom": [1], "no-such-variable": {"a": {"b": None}}},
]


def written(folder: Path, text: str) -> Path:
    path = folder / "items.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("style", STYLES)
def test_odd_items_are_all_formatted(style: str, ldnbib: Any, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(ODD))
    result = ldnbib("export", path, "--style", style)
    assert result.code == 0
    assert len(result.out.splitlines()) == len(ODD)
    assert "&y; &lt;" in result.out
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in result.out.replace("\n", ""))
    assert all(line.startswith("ldnbib: ") for line in result.err.splitlines())


@pytest.mark.parametrize("output", OUTPUTS)
def test_odd_items_in_every_format(output: str, ldnbib: Any, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(ODD))
    result = ldnbib("export", path, "--format", output)
    assert result.code == 0
    assert result.out.count("Journal") >= len(ODD) - 1


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("item", ODD, ids=lambda item: str(item["id"]))
def test_odd_items_are_cited(item: dict[str, Any], style: str, ldnbib: Any, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(ODD))
    cite = f"see {item['id']}, p. 5; \x1b more"
    result = ldnbib("cite", cite, "--style", style, "--library", path)
    assert result.code == 0
    assert "more" in result.out
    assert "\x1b" not in result.out


def test_what_is_left_out_is_said(ldnbib: Any, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps([DOE, DOE, None, 5, "x", [DOE]]))
    result = ldnbib("export", path, "--style", "apa")
    assert (result.code, result.out.count("\n")) == (0, 1)
    assert "a second item has the id 'doe2020'" in result.err
    assert result.err.count("is not an object and is left out") == 4


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", 1, "holds no entries"),
        ("[]", 1, "holds no entries"),
        ('[{"id": "a"', 3, "is not valid JSON: expecting ',' delimiter in line 1"),
        ('{"a": 1} x', 3, "is not valid JSON: extra data in line 1"),
        ('[{"title": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}]", 3, "nested too deep"),
        ("[" * 100_000, 3, "holds no entry that could be read"),
    ],
    ids=["empty", "none", "cut off", "more", "deep object", "deep list"],
)
def test_what_is_no_csl_json_is_refused(
    text: str, code: int, said: str, ldnbib: Any, tmp_path: Path
) -> None:
    result = ldnbib("export", written(tmp_path, text), "--style", "apa")
    assert (result.code, result.out) == (code, "")
    assert said in result.err.splitlines()[-1]


def test_numbers_that_no_float_and_no_integer_holds(ldnbib: Any, tmp_path: Path) -> None:
    odd = f'"volume": 1e999, "issue": NaN, "page": Infinity, "edition": {"9" * 10_000}'
    path = written(tmp_path, f'[{{"id": "a", "type": "book", "title": "T", {odd}}}]')
    result = ldnbib("export", path, "--style", "apa")
    assert result.code == 0
    assert result.out.startswith("T (999")


@pytest.mark.parametrize("style", STYLES)
def test_thousands_of_authors_and_a_title_of_a_megabyte(
    style: str, ldnbib: Any, tmp_path: Path
) -> None:
    authors = [{"family": f"Doe{number}", "given": "Jane"} for number in range(10_000)]
    items = [
        {**DOE, "author": authors},
        {**DOE, "id": "b", "author": authors},
        {**DOE, "id": "c", "title": "word " * 200_000},
    ]
    result = ldnbib("export", written(tmp_path, json.dumps(items)), "--style", style)
    assert (result.code, result.err) == (0, "")
    assert len(result.out) > 1_000_000


@pytest.mark.parametrize(
    ("cite", "code"),
    [
        ("doe2020, " + "9" * 50_000, 0),
        ("doe2020 " + "a " * 30_000, 0),
        ("a " * 30_000 + "doe2020", 0),
        ("doe2020, p. 1" + "; 1" * 20_000, 0),
        (";" * 50_000, 2),
        ("a " * 30_000, 2),
        ("a" * 100_000, 2),
        ("", 2),
        ("\udcff", 2),
        ("doe2020, \udcff", 0),
    ],
    ids=lambda value: str(value)[:12].encode("ascii", "backslashreplace").decode(),
)
def test_cites_of_any_text(cite: str, code: int, ldnbib: Any, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps([DOE]))
    result = ldnbib("cite", cite, "--style", "apa", "--library", path)
    assert result.code == code
    assert ("Doe" in result.out) == (code == 0)
    assert result.err.count("\n") == (code != 0)
