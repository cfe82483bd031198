"""What a library says about itself: good values whole, others left out with a finding."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.enrich.about import ABOUT_KEYS, TEXT_KEYS, read_about
from ldn_bib.enrich.vocabulary import read_vocabulary
from ldn_bib.library import Library
from ldn_bib.values.about import About


def test_every_attribute_has_its_key() -> None:
    assert sorted(ABOUT_KEYS) == sorted(About.__slots__)


def test_every_key_lands_in_its_place() -> None:
    text = """\ufeffsubject = "cold  ointments"
scope = "Papers."\r
included = \"\"\"
Trials, \\
long ones
and short ones.\"\"\"
excluded = "Letters."
search = "By hand."
searched = 2026-01-31
caution = "Off-label."
licence = "CC0 1.0"
licence_url = "https://example.org/cc0?v=1#a"
report = "https://example.org/issues"
site_url = "http://example.org/site"
[[condition]]
slug = "itch"
label = "Itch"
"""
    about, findings = read_about(text, "c.toml")
    assert findings == []
    assert about == About(
        subject="cold ointments",
        scope="Papers.",
        included="Trials, long ones and short ones.",
        excluded="Letters.",
        search="By hand.",
        searched=dt.date(2026, 1, 31),
        caution="Off-label.",
        licence="CC0 1.0",
        licence_url="https://example.org/cc0?v=1#a",
        report="https://example.org/issues",
        site_url="http://example.org/site/",
    )
    assert read_vocabulary(text, "c.toml")[1] == []


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ("subject = 7", "subject", "text in quotes, not 7"),
        ('scope = " "', "scope", "text in quotes"),
        ('included = ["a"]', "included", "text in quotes"),
        ('searched = "2026-01-31"', "searched", "a date without quotes"),
        ("searched = 2026-01-31T10:00:00", "searched", "a date without quotes"),
        ('licence_url = "javascript:alert(1)"', "licence_url", "http:// or https://"),
        ('licence_url = "https://"', "licence_url", "http:// or https://"),
        ('licence_url = "https://a b"', "licence_url", "http:// or https://"),
        ('licence_url = "ftp://example.org/"', "licence_url", "http:// or https://"),
        ('site_url = "//example.org"', "site_url", "http:// or https://"),
        ('site_url = "https://example.org/\\u0000"', "site_url", "http:// or https://"),
        ('site_url = "https://example.org/?a=1"', "site_url", "without ? and #"),
        (f'site_url = "{"x" * 400}"', "site_url", "…"),
    ],
)
def test_wrong_values_are_left_out_with_their_line(line: str, field: str, words: str) -> None:
    about, (finding,) = read_about(f'# top\nreport = "r"\n{line}\n', "c.toml")
    reads_report = field != "report"
    assert about == (About(report="r") if reads_report else About())
    assert (finding.code, finding.file, finding.line) == ("about-wrong-kind", "c.toml", 3)
    assert finding.fields == (field,)
    assert words in finding.message
    assert len(finding.message) < 200


def test_unknown_key_at_the_top_names_the_near_one() -> None:
    text = 'licnece = "CC0"\n[[condition]]\nslug = "a"\nlabel = "A"\n'
    _, findings = read_vocabulary(text, "c.toml")
    assert [(found.code, found.line) for found in findings] == [("condition-unknown-key", 1)]
    assert "'licence'" in findings[0].message


def quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(st.sampled_from(ABOUT_KEYS), TEXTS))
def test_any_text_is_taken_or_found_wrong(values: dict[str, str]) -> None:
    lines = [f"{key} = {quoted(value)}" for key, value in values.items()]
    about, findings = read_about("\n".join(lines), "c.toml")
    wrong = {finding.fields[0] for finding in findings}
    for key, value in values.items():
        found = getattr(about, key)
        if key in TEXT_KEYS:
            assert found == " ".join(value.split())
            assert (key in wrong) is not bool(found)
        else:
            assert bool(found) is not (key in wrong)
            assert not found or str(found).startswith(("http://", "https://"))


def test_shipped_library_says_all_but_a_search_date() -> None:
    library = Library.read(Path(__file__).parents[2] / "references" / "ldn.bib")
    about = library.about
    assert library.findings == ()
    assert about.searched is None
    assert "no database has been searched" in about.search
    assert "off-label" in about.caution
    assert all((about.scope, about.included, about.excluded, about.licence_url, about.report))


def test_another_library_says_nothing_of_ours_and_its_own_things(tmp_path: Path) -> None:
    path = tmp_path / "own.bib"
    path.write_text("@misc{a, title={T}}", encoding="utf-8")
    assert Library.read(path).about == About()
    beside = tmp_path / "conditions.toml"
    beside.write_text('scope = "Own."\nsearched = 1\n[[condition]]\nslug="a"\nlabel="A"\n', "utf-8")
    library = Library.read(path)
    assert library.about == About(scope="Own.")
    assert [(found.code, found.line) for found in library.findings] == [("about-wrong-kind", 2)]
