"""The default library keeps its own rules, and agrees with the facts it was made from."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import Entry

from ldn_bib.enrich.notes import KEYS, Note, read_notes
from ldn_bib.enrich.vocabulary import read_vocabulary
from ldn_bib.values.condition import Condition

ROOT = Path(__file__).parents[2]
REFERENCES = ROOT / "references"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

FIELDS = [
    *("author", "title", "journal", "shortjournal", "year", "month", "day", "volume", "number"),
    *("pages", "doi", "pmid", "pmcid", "issn", "eissn", "publisher", "language", "url"),
    "unverified",
]
"""Fields of an entry, in the order in which they stand."""

ADVICE = (
    r"you should|you can|you could|you may|your doctor|ask (a|the|your) doctor|recommended"
    r"|we recommend|should (take|try|use|start|stop|avoid)|must (take|try|use)|talk to|consult"
    r"|is (safe|effective|a cure)\b|cures?\b|works (well|for)|will (help|work|reduce|improve)"
    r"|proven (to|benefit)|guarantee\w*|miracle|breakthrough"
)
"""Words of advice or promise, which no summary and no finding may hold."""


@cache
def library() -> Library:
    text = (REFERENCES / "ldn.bib").read_text(encoding="utf-8")
    return parse_string(text, parse_stack=[])


def entries() -> dict[str, Entry]:
    return {entry.key: entry for entry in library().entries}


def value(entry: Entry, field: str) -> str | None:
    """Value of a field without the braces around it; None where there is none."""
    found = entry.fields_dict.get(field)
    return None if found is None else re.sub(r"^\{(.*)\}$", r"\1", str(found.value))


def plain(text: str) -> str:
    """Text without the little LaTeX that the file uses."""
    return text.replace(r"\&", "&").replace("{", "").replace("}", "").replace("--", "-")


def unverified(entry: Entry) -> list[str]:
    return [name for name in (value(entry, "unverified") or "").split(", ") if name]


def conditions() -> dict[str, Condition]:
    text = (REFERENCES / "conditions.toml").read_text(encoding="utf-8")
    read, findings = read_vocabulary(text, "conditions.toml")
    assert findings == []
    return read


def notes() -> dict[str, Note]:
    files = sorted((REFERENCES / "notes").iterdir())
    read, findings = read_notes((f.stem, f.name, f.read_text(encoding="utf-8")) for f in files)
    assert findings == []
    return read


KEYS_OF_PAPERS = sorted(path.stem for path in (REFERENCES / "notes").glob("*.md"))
each_paper = pytest.mark.parametrize("key", KEYS_OF_PAPERS)


# The bibliography


def test_every_block_is_understood_and_every_paper_has_a_note() -> None:
    assert library().failed_blocks == []
    assert len(library().entries) == 14
    assert sorted(entries()) == KEYS_OF_PAPERS == sorted(notes())


@each_paper
def test_fields_stand_in_one_order_and_are_laid_out_alike(key: str) -> None:
    entry = entries()[key]
    names = [field.key for field in entry.fields]
    assert names == [name for name in FIELDS if name in names]
    assert entry.entry_type == "article"
    rows = str(entry.raw).splitlines()
    assert rows[0] == f"@article{{{key},"
    assert rows[-1] == "}"
    for name, row in zip(names, rows[1:-1], strict=True):
        assert row.startswith(f"  {name:<12} = ")
        assert row.endswith(",")
        braced = row.removesuffix(",").endswith("}") and " = {" in row
        assert braced == (name != "month")


@each_paper
def test_facts_have_their_form(key: str) -> None:
    entry = entries()[key]
    for name in ("title", "journal", "shortjournal", "year", "volume", "number", "pages"):
        assert value(entry, name)
    assert re.fullmatch(r"20\d\d", value(entry, "year") or "")
    assert not (value(entry, "title") or "").endswith(".")
    assert re.fullmatch(r"10\.\d{4,9}/\S*[^\s.]", value(entry, "doi") or "10.1234/x")
    assert re.fullmatch(r"[1-9]\d{6,7}", value(entry, "pmid") or "1234567")
    assert re.fullmatch(r"PMC[1-9]\d{5,7}", value(entry, "pmcid") or "PMC123456")
    assert re.fullmatch(r"https://[^\s{}]+", value(entry, "url") or "https://x")
    assert value(entry, "language") == "eng"
    assert re.fullmatch(r"[A-Za-z]?\d+(--[A-Za-z]?\d+(\.e\d+)?)?", value(entry, "pages") or "")
    month = value(entry, "month")
    assert month is None or set(month.split(' # "--" # ')) <= set(MONTHS)
    assert month or not value(entry, "day")
    for name in [field.key for field in entry.fields]:
        assert (value(entry, name) or "").strip() == value(entry, name) != ""


@each_paper
@pytest.mark.parametrize("name", ["issn", "eissn"])
def test_issn_check_digits_are_right(key: str, name: str) -> None:
    issn = value(entries()[key], name)
    if issn is None:
        return
    assert re.fullmatch(r"\d{4}-\d{3}[\dX]", issn)
    digits = issn.replace("-", "")
    total = sum(
        weight * (10 if digit == "X" else int(digit))
        for weight, digit in zip(range(8, 0, -1), digits, strict=True)
    )
    assert total % 11 == 0


@each_paper
def test_unverified_names_fields_that_are_there(key: str) -> None:
    entry = entries()[key]
    names = unverified(entry)
    assert names == [name for name in FIELDS if name in names]
    assert all(value(entry, name) for name in names)
    assert names or "unverified" not in entry.fields_dict


def test_the_file_says_what_it_is() -> None:
    text = (REFERENCES / "ldn.bib").read_text(encoding="utf-8")
    head = text[: text.index("\n@")]
    assert all(line.startswith("%") for line in head.strip().splitlines())
    assert "@" not in head
    assert "unverified" in head


@pytest.mark.parametrize("file", sorted(REFERENCES.rglob("*.*")), ids=lambda path: path.name)
def test_files_are_clean_text(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)


# The vocabulary


@pytest.mark.parametrize("condition", conditions().values(), ids=lambda one: one.slug)
def test_conditions_are_complete(condition: Condition) -> None:
    assert condition.mesh_name
    assert re.fullmatch(r"D\d{6}", condition.mesh_id or "")
    assert condition.mondo_id is None or re.fullmatch(r"MONDO:\d{7}", condition.mondo_id)
    assert re.fullmatch(r"[A-Z][^.!?\n]+\.", condition.description)
    assert not re.search(ADVICE, condition.description, re.IGNORECASE)
    assert condition.label not in condition.synonyms


def test_identifiers_belong_to_one_condition_each() -> None:
    for name in ("label", "mesh_id", "mondo_id"):
        values = [found for one in conditions().values() if (found := getattr(one, name))]
        assert len(set(values)) == len(values)


def test_the_vocabulary_credits_its_sources() -> None:
    text = (REFERENCES / "conditions.toml").read_text(encoding="utf-8")
    head = text[: text.index("\n[[")].replace("\n# ", " ")
    for words in ("MeSH 2015", "National Library of Medicine", "release 2026-08-04", "CC0"):
        assert words in head


# The notes


@each_paper
def test_notes_are_complete_and_in_order(key: str) -> None:
    text = (REFERENCES / "notes" / f"{key}.md").read_text(encoding="utf-8")
    names = list(tomllib.loads(text.split("+++\n")[1]))
    assert names == [name for name in KEYS if name in names]
    note = notes()[key]
    assert note.conditions
    assert set(note.conditions) <= set(conditions())
    annotation = note.annotation
    assert annotation.design
    assert annotation.evidence
    assert annotation.evidence.note
    assert annotation.finding.endswith(".")
    assert annotation.reviewed


@each_paper
def test_summaries_are_short_plain_and_give_no_advice(key: str) -> None:
    annotation = notes()[key].annotation
    assert 60 <= len(annotation.summary.split()) <= 120
    for text in (annotation.summary, annotation.finding):
        assert not re.search(ADVICE, text, re.IGNORECASE)
        assert not re.search(r"[<>*_`#\[\]]", text)
    for sentence in re.split(r"(?<=[.?]) ", annotation.summary):
        assert len(sentence.split()) <= 45


@each_paper
def test_summaries_say_how_many_people_or_that_it_is_not_known(key: str) -> None:
    annotation = notes()[key].annotation
    known = r"67 people|one patient|not on record|no participants|no new patients"
    assert re.search(known, annotation.summary)


@each_paper
def test_levels_follow_the_design(key: str) -> None:
    annotation = notes()[key].annotation
    assert annotation.evidence
    levels = {
        "systematic-review": "3",
        "crossover-rct": "2",
        "crossover-trial": "3",
        "clinical-trial": "4",
        "case-report": "4",
        "narrative-review": "5",
    }
    assert annotation.evidence.level == levels[annotation.design or ""]
    assert annotation.evidence.note.endswith("Placed from the facts of the title and abstract.")


def test_the_licence_and_the_credits_are_stated() -> None:
    licence = (REFERENCES / "LICENSE").read_text(encoding="utf-8")
    assert "SPDX-License-Identifier: CC0-1.0" in licence
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in licence
    readme = (REFERENCES / "README.md").read_text(encoding="utf-8")
    for words in [*FIELDS, *(name for name in KEYS if name != "evidence"), "OCEBM 2011", "Mondo"]:
        assert words in readme


# Against the facts the files were made from, where those are at hand


def facts_folder() -> Path | None:
    named = os.environ.get("LDN_FACTS")
    folder = Path(named) if named else ROOT.parent / "shared" / "facts"
    return folder if (folder / "papers.json").is_file() else None


needs_facts = pytest.mark.skipif(
    facts_folder() is None, reason="no folder of facts; name one in LDN_FACTS"
)


def facts(name: str) -> str:
    folder = facts_folder()
    assert folder is not None
    return (folder / name).read_text(encoding="utf-8")


@cache
def papers() -> dict[str, dict[str, Any]]:
    return {paper["suggested_key"]: paper for paper in json.loads(facts("papers.json"))}


BIB_FIELDS = {
    "title": "title",
    "journal": "journal",
    "journal_abbrev_nlm": "shortjournal",
    "issn_print": "issn",
    "issn_electronic": "eissn",
    "volume": "volume",
    "issue": "number",
    "pages": "pages",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "publisher": "publisher",
    "language": "language",
}
"""Facts that are one text each, and the fields that hold them."""


def author_text(authors: list[Mapping[str, str | None]]) -> str:
    names = []
    for author in authors:
        initials = " ".join(f"{letter}." for letter in author["initials"] or "")
        names.append(f"{author['family']}, {author['given'] or initials}")
    return " and ".join(names)


def month_text(date: Mapping[str, Any]) -> str | None:
    if "month_range" in date:
        return ' # "--" # '.join(date["month_range"].lower().split("-"))
    return MONTHS[date["month"] - 1] if date["month"] else None


@needs_facts
def test_the_order_of_the_facts_is_kept() -> None:
    assert list(entries()) == list(papers())


@needs_facts
@each_paper
def test_the_bibliography_holds_the_facts_and_nothing_else(key: str) -> None:
    entry, given = entries()[key], papers()[key]["fields"]
    expected: dict[str, str | None] = {
        field: given[fact]["value"] for fact, field in BIB_FIELDS.items()
    }
    date = given["publication_date"]["value"]
    expected |= {"year": str(date["year"]), "month": month_text(date)}
    expected["day"] = str(date["day"]) if date["day"] else None
    authors = given["authors"]["value"]
    expected["author"] = author_text(authors) if authors else None
    urls = given["full_text_url"]["value"] or [None]
    expected["url"] = next((url for url in urls if url and "/pmc/" in url), urls[0])
    for field, wanted in expected.items():
        found = value(entry, field)
        if field in ("title", "journal", "pages") and found is not None:
            found = plain(found)
        assert found == wanted, field
    assert set(entry.fields_dict) - {"unverified"} == {f for f in expected if expected[f]}


@needs_facts
@each_paper
def test_recalled_facts_are_named_as_unverified(key: str) -> None:
    given = papers()[key]["fields"]
    recalled = {f for fact, f in BIB_FIELDS.items() if given[fact]["status"] == "recalled"}
    authors = given["authors"]
    unsure = any(a.get("given_confidence") == "recalled" for a in authors["value"] or ())
    if authors["status"] == "recalled" or unsure:
        recalled.add("author")
    if given["publication_date"]["status"] == "recalled":
        recalled |= {"year", "month", "day"}
    if given["full_text_url"]["status"] == "recalled":
        recalled.add("url")
    assert set(unverified(entries()[key])) == recalled


@needs_facts
@each_paper
def test_notes_agree_with_the_facts(key: str) -> None:
    note, given = notes()[key], papers()[key]
    assert list(note.conditions) == given["conditions"]
    assert note.annotation.design == given["design"]


@needs_facts
@each_paper
def test_figures_in_notes_stand_in_the_facts(key: str) -> None:
    annotation = notes()[key].annotation
    on_record = " ".join(papers()[key]["findings"]).replace("-", " ")
    numbers = set(re.findall(r"\d+(?:\.\d+)?", on_record))
    for text in (
        annotation.participants,
        annotation.dose,
        annotation.duration,
        annotation.comparator,
        annotation.finding,
        annotation.summary,
    ):
        # A case report has one patient, whether its facts use the figure or not.
        allowed = numbers | ({"1"} if annotation.design == "case-report" else set())
        assert set(re.findall(r"\d+(?:\.\d+)?", text)) <= allowed


@needs_facts
def test_the_vocabulary_agrees_with_the_facts() -> None:
    given = json.loads(facts("conditions.json"))["descriptors"]
    assert [
        (c.slug, c.label, c.mesh_name, c.mesh_id, c.mondo_id, c.icd11, c.broader)
        for c in conditions().values()
    ] == [
        (*(g[k] for k in ("slug", "label", "mesh_name", "mesh")), *map(g.get, REST)) for g in given
    ]
    for fact in given:
        assert set(fact.get("synonyms", [])) <= set(conditions()[fact["slug"]].names)


REST = ("mondo", "icd11", "broader")


def folded(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("–", "-")))


@needs_facts
def test_every_citation_of_the_page_has_its_paper() -> None:
    rows = [row.strip() for row in facts("page-chronic-pain.txt").splitlines()]
    by_citation = {paper["page_citation"]: key for key, paper in papers().items()}
    cited = [row for row in rows if re.search(r"\b\d+\(\d+\): ?e?\d", row, re.IGNORECASE)]
    cited += [row for row in rows if row in by_citation and row not in cited]
    assert {by_citation.get(row, row) for row in cited} == set(entries())
    for row in cited:
        entry = entries()[by_citation[row]]
        parts = [value(entry, "shortjournal"), value(entry, "year"), value(entry, "volume")]
        parts.append((value(entry, "pages") or "").split("--")[0])
        assert all(part and folded(part) in folded(row) for part in parts)
    titles = {folded(row) for row in rows}
    assert {folded(plain(value(e, "title") or "")) for e in entries().values()} <= titles


def text_files() -> list[Path]:
    files = [*REFERENCES.rglob("*"), *(ROOT / "docs").rglob("*"), *ROOT.glob("*.md")]
    return sorted(f for f in files if f.suffix in {".md", ".toml", ".bib", ".txt", ".html"})


@needs_facts
def test_no_words_of_the_page_stand_in_the_project() -> None:
    own = {
        folded(text) for p in papers().values() for text in (p["page_citation"], p["page_title"])
    }
    titles = " | ".join(own)
    shingles = set()
    for row in facts("page-chronic-pain.txt").splitlines():
        words = folded(row).split()
        if " ".join(words) in own:
            continue
        for at in range(len(words) - 7):
            shingle = " ".join(words[at : at + 8])
            if shingle not in titles:
                shingles.add(shingle)
    assert len(shingles) > 500
    files = text_files()
    assert len(files) >= 17
    for file in files:
        words = folded(file.read_text(encoding="utf-8")).split()
        here = {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}
        assert not here & shingles, file
