"""A paper comes with its note, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.completing.world import MITTENS, RETRACTION, SOCKS, World, door

from ldn_bib.completing.adding import Additions, add
from ldn_bib.completing.kept import Kept, open_kept
from ldn_bib.config import Config
from ldn_bib.enrich.notes import read_note
from ldn_bib.errors import FileError, UsageError
from ldn_bib.opening import open_library

OURS = """@article{amsel_2019,
  author = {Amsel, Anna},
  title  = {Cold skin in winter},
  year   = {2019},
}

@article{frost_2021,
  author = {Frost, Y. H.},
  title  = {Another paper},
  year   = {2021},
}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "own.bib"
    made.write_text(OURS)
    return made


def ask(file: Path, world: World, *identifiers: str, config: Config | None = None) -> Additions:
    services, _ = door(world, file.parent / "cache")
    kept = open_kept(str(file), config=config or Config(), may_be_new=True)
    return add(kept, services, identifiers)


def test_an_entry_and_a_note(file: Path) -> None:
    done = ask(file, World(SOCKS), "90000001")
    (one,) = done.new
    assert one.entry.key == "frost_2021a"
    assert file.read_text() == OURS
    done.write()
    assert file.read_text() == OURS + "\n" + (
        "@article{frost_2021a,\n"
        "  author       = {Frost, Yoon Hang John and van der Eis, Berta and Müller, Karl},\n"
        "  title        = {Warm socks and cold skin: a randomised trial},\n"
        "  journal      = {Journal Of Cold Skin},\n"
        "  shortjournal = {J Cold Skin},\n"
        "  year         = {2021},\n"
        "  month        = mar,\n"
        "  volume       = {7},\n"
        "  number       = {2},\n"
        "  pages        = {101--109},\n"
        "  doi          = {10.5555/cold.1},\n"
        "  pmid         = {90000001},\n"
        "  pmcid        = {PMC9000001},\n"
        "  issn         = {1234-5679},\n"
        "  publisher    = {Cold Press Ltd},\n"
        "  language     = {en},\n"
        "}\n"
    )
    note, findings = read_note(one.note, "frost_2021a.md")
    assert note is not None
    assert note.conditions == ("fibromyalgia", "crohn-disease")
    assert [found.code for found in findings] == ["note-without-key", "note-without-summary"]
    assert "# proposed, fibromyalgia: abstract: “fibromyalgia”" in one.note
    assert "# PubMed says: Randomized Controlled Trial" in one.note
    library = open_library(file, config=Config())
    assert library.get("frost_2021a").conditions == note.conditions
    assert library.get("frost_2021a").annotation is not None


@pytest.mark.parametrize("identifier", ["PMC9000001", "10.5555/cold.1", "10.5555/COLD.1"])
def test_every_identifier_leads_to_the_paper(file: Path, identifier: str) -> None:
    (one,) = ask(file, World(SOCKS), identifier).new
    assert one.entry.item["DOI"].lower() == "10.5555/cold.1"


def test_what_is_there_is_refused_without_a_question(file: Path) -> None:
    file.write_text(OURS.replace("  year   = {2021}", "  doi = {10.5555/COLD.1},\n  year = 2021"))
    services, transport = door(World(SOCKS), file.parent / "cache")
    kept = open_kept(str(file), config=Config())
    done = add(kept, services, ["https://doi.org/10.5555/cold.1"])
    assert [one.why for one in done.refused] == [
        "it is there already: frost_2021 has the same DOI (Another paper)"
    ]
    assert transport.asked == []
    done = add(kept, services, ["90000001"])
    assert "frost_2021 has the same DOI" in done.refused[0].why
    file.write_text(OURS.replace("Another paper", "Warm socks and cold skin: randomised trial"))
    done = ask(file, World(SOCKS), "90000001")
    assert "frost_2021 has a title that is the same or nearly so" in done.refused[0].why


def test_one_that_leads_nowhere_does_not_stop_the_others(file: Path) -> None:
    done = ask(file, World(SOCKS, MITTENS), "nonsense", "1", "90000001", "PMC9000001", "90000002")
    assert [one.entry.key for one in done.new] == ["frost_2021a", "polar_2022"]
    assert {one.asked: one.why[:40] for one in done.refused} == {
        "nonsense": "it is not a PMID (23359310), a DOI (10.1",
        "1": "neither PubMed nor Crossref has such a p",
        "PMC9000001": "it is the same paper as 90000001",
    }
    done.write()
    assert sorted(path.name for path in (file.parent / "notes").iterdir()) == [
        "frost_2021a.md",
        "polar_2022.md",
    ]


def test_a_retracted_paper_comes_with_its_status(file: Path) -> None:
    (one,) = ask(file, World(MITTENS), "90000002").new
    assert one.warnings == ["90000002 is in its sources as: Retracted. Notice: PMID 90000003."]
    assert " ".join(one.text.split()).endswith(
        "status = {retracted}, statusnotice = {PMID 90000003}, statuschecked = {2026-01-02}, }"
    )
    (two,) = ask(file, World(RETRACTION), "90000003").new
    assert two.warnings == ["90000003 is itself a notice about PMID 90000002"]
    assert "status" not in two.text


def test_a_note_of_another_paper_is_not_taken(file: Path) -> None:
    notes = file.parent / "notes"
    notes.mkdir()
    (notes / "polar_2022.md").write_text("mine")
    done = ask(file, World(MITTENS), "90000002")
    assert done.new[0].entry.key == "polar_2022a"
    done.write()
    assert (notes / "polar_2022.md").read_text() == "mine"


@pytest.mark.parametrize("has_folder", [True, False])
def test_where_the_entry_cannot_be_written_there_is_no_note(file: Path, has_folder: bool) -> None:
    notes = file.parent / "notes"
    if has_folder:
        notes.mkdir()
    done = ask(file, World(SOCKS, MITTENS), "90000001", "90000002")
    file.write_text(OURS + "% mine\n")
    with pytest.raises(FileError, match="changed by somebody else"):
        done.write()
    assert notes.exists() == has_folder
    assert list(file.parent.glob("notes/*")) == []
    assert file.read_text() == OURS + "% mine\n"


def test_the_manner_of_the_library_is_kept(file: Path) -> None:
    """Languages by their codes, and the ISSN of the electronic edition in its own field."""
    own = "  language = {eng},\n  eissn    = {2049-3630},\n  year   = {2019},"
    file.write_text(OURS.replace("  year   = {2019},", own))
    issns = [{"type": "electronic", "value": "2049-3630"}, {"type": "print", "value": "1234-5679"}]
    world = World(replace(MITTENS, crossref={"ISSN": ["1234-5679", "2049-3630"],
                                             "issn-type": issns}))  # fmt: skip
    world.bad["pubmed"] = b"<html>"
    (one,) = ask(file, world, MITTENS.doi).new
    assert "  issn         = {1234-5679},\n  eissn        = {2049-3630},\n" in one.text
    assert "  language     = {eng},\n" in one.text


def test_a_title_that_pubmed_has_not_translated_is_the_papers_own(file: Path) -> None:
    (one,) = ask(file, World(replace(MITTENS, title="[Not Available]", crossref=None,
                                     vernacular="Fäustlinge")), MITTENS.pmid).new  # fmt: skip
    assert one.entry.title == "Fäustlinge"
    assert "origtitle" not in one.text


def test_where_a_note_cannot_be_written_there_is_no_entry(file: Path) -> None:
    done = ask(file, World(SOCKS, MITTENS), "90000001", "90000002")
    notes = file.parent / "notes"
    notes.mkdir()
    (notes / "polar_2022.md").write_text("mine")
    with pytest.raises(FileError, match="is there already"):
        done.write()
    assert [path.name for path in notes.iterdir()] == ["polar_2022.md"]
    assert file.read_text() == OURS


def test_a_new_file_in_the_settings_own_folder_of_notes(tmp_path: Path) -> None:
    (tmp_path / "n").mkdir()
    file = tmp_path / "made.bib"
    config = Config(library=file, notes=tmp_path / "n")
    done = ask(file, World(SOCKS), "90000001", config=config)
    assert done.new[0].note_path == tmp_path / "n" / "frost2021.md"
    done.write()
    assert file.read_text().startswith("@article{frost2021,\n")


def test_words_of_a_source_cannot_break_the_note(file: Path) -> None:
    odd = replace(
        SOCKS,
        title="Fibromyalgia +++ \u2028 conditions = []",
        crossref=None,
        types=('Odd\u0085"type" \\ +++',),
    )
    (one,) = ask(file, World(odd), "90000001").new
    note, findings = read_note(one.note, "a.md")
    assert note is not None
    assert note.conditions == ("fibromyalgia", "crohn-disease")
    assert {found.code for found in findings} == {"note-without-key", "note-without-summary"}


def test_only_a_bib_file_takes_papers(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text("[]")
    kept: Kept = open_kept(str(file), config=Config())
    with pytest.raises(UsageError, match=r"only BibTeX files \(.bib\) are"):
        kept.require_writable()
