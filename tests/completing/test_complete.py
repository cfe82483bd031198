"""What is missing is filled, what nobody had confirmed confirmed, what differs left and named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.completing.world import MITTENS, SOCKS, World, door

from ldn_bib.completing.complete import Completed, complete
from ldn_bib.completing.kept import open_kept
from ldn_bib.config import Config
from ldn_bib.errors import FileError, UnreachableError, UsageError

OURS = """% my list
@string{cold = "Journal of Cold Skin"}

@article{frost2021,
  author     = {Frost, YH and van der Eis, B. and Mueller, Karl}, % three of them
  title      = {Warm Socks and Cold Skin: A Randomised Trial},
  journal    = cold,
  year       = 2021,
  pages      = {101--109},
  doi        = {10.5555/COLD.1},
  url        = {https://example.org/},
  unverified = {author, Year, doi, url},
}

@comment{kept as it is}
"""


def run(
    folder: Path, text: str, world: World, *, replace: bool = False, only: tuple[str, ...] = ()
) -> Completed:
    file = folder / "own.bib"
    file.write_bytes(text.encode())
    services, _ = door(world, folder / "cache")
    kept = open_kept(str(file), config=Config())
    return complete(kept, services, replace=replace, only=only)


def said(done: Completed) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (str(change.kind), change.fact.name, change.fields)
        for one in done.completions
        for change in one.changes
    ]


def lines(done: Completed) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, once written."""
    assert done.kept.path is not None
    before = (done.kept.data or b"").decode().splitlines()
    done.write()
    after = done.kept.path.read_bytes().decode().splitlines()
    return [one for one in before if one not in after], [one for one in after if one not in before]


def test_one_field_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, OURS, World(SOCKS))
    assert [one for one in said(done) if one[0] == "confirmed"] == [
        ("confirmed", "author", ("author",)),
        ("confirmed", "date", ("Year",)),
        ("confirmed", "doi", ("doi",)),
    ]
    assert done.findings == []
    gone, come = lines(done)
    assert gone == ["  unverified = {author, Year, doi, url},"]
    assert come == [
        "  shortjournal = {J Cold Skin},",
        "  month      = mar,",
        "  volume     = 7,",  # as the year is written
        "  number     = 2,",
        "  pmid       = 90000001,",
        "  pmcid      = {PMC9000001},",
        "  issn       = {1234-5679},",
        "  publisher  = {Cold Press Ltd},",
        "  language   = {en},",
        "  unverified = {url},",
    ]


def test_what_is_complete_stays_as_it_is(tmp_path: Path) -> None:
    done = run(tmp_path, OURS, World(SOCKS))
    done.write()
    text = (tmp_path / "own.bib").read_text()
    again = run(tmp_path, text, World(SOCKS))
    assert again.edits == []
    assert (again.findings, again.failures) == ([], ())


def test_the_last_name_takes_the_field_with_it(tmp_path: Path) -> None:
    text = OURS.replace("author, Year, doi, url", "author")
    gone, come = lines(run(tmp_path, text, World(SOCKS), only=("author",)))
    assert (gone, come) == (["  unverified = {author},"], [])


def test_what_differs_is_left_and_named(tmp_path: Path) -> None:
    text = OURS.replace("101--109", "101--110").replace("author, Year, doi, url", "pages")
    done = run(tmp_path, text, World(SOCKS), only=("pages",))
    (found,) = done.findings
    assert found.code == "differs-from-source"
    assert found.message == (
        "pages is 101-110, but PubMed 90000001, Crossref 10.5555/cold.1 has 101-109"
    )
    assert (found.line, found.key, found.fields) == (4, "frost2021", ("pages",))
    assert done.edits == []


def test_what_differs_is_replaced_on_request_and_then_confirmed(tmp_path: Path) -> None:
    text = OURS.replace("101--109", "101--110").replace("author, Year, doi, url", "pages, url")
    done = run(tmp_path, text, World(SOCKS), only=("pages",), replace=True)
    assert lines(done) == (
        ["  pages      = {101--110},", "  unverified = {pages, url},"],
        ["  pages      = {101--109},", "  unverified = {url},"],
    )


def test_names_in_full_are_taken_on_request_only(tmp_path: Path) -> None:
    done = run(tmp_path, OURS, World(SOCKS), only=("author",))
    assert ("fuller", "author", ()) in said(done)
    done = run(tmp_path, OURS, World(SOCKS), only=("author",), replace=True)
    assert ("replaced", "author", ()) in said(done)
    _, come = lines(done)
    assert come[0] == (
        "  author     = {Frost, Yoon Hang John and van der Eis, Berta and Müller, Karl}, "
        "% three of them"
    )


def test_one_source_against_the_other(tmp_path: Path) -> None:
    """One that agrees is enough, but not for what nobody has confirmed."""
    odd = replace(SOCKS, crossref={"volume": "70"})
    known = OURS.replace("  year ", "  volume     = {7},\n  year ")
    done = run(tmp_path, known, World(odd), only=("volume",))
    assert said(done) == [("other", "volume", ())]
    assert (done.findings, done.edits) == ([], [])
    doubted = known.replace("author, Year, doi, url", "volume")
    done = run(tmp_path, doubted, World(odd), only=("volume",), replace=True)
    assert said(done) == [("conflict", "volume", ())]
    assert done.edits == []
    done = run(tmp_path, OURS, World(odd), only=("volume",))
    assert [str(one.message) for one in done.findings] == [
        "volume: the sources disagree: 7 ≠ 70 (PubMed 90000001, Crossref 10.5555/cold.1)"
    ]
    assert done.edits == []


def test_a_record_with_another_title_is_never_used(tmp_path: Path) -> None:
    text = OURS.replace("10.5555/COLD.1", "10.5555/cold.2")
    done = run(tmp_path, text, World(SOCKS, MITTENS))
    assert done.edits == []
    assert [one.message for one in done.findings] == [
        "PubMed 90000002, found by its DOI, is another paper: Mittens in the arctic night",
        "Crossref 10.5555/cold.2, found by its DOI, is another paper: Mittens In The Arctic Night",
    ]


def test_the_manner_of_the_file_is_kept(tmp_path: Path) -> None:
    """The ISSN that is there stays in its field; the other one gets its own."""
    text = OURS.replace("  url  ", "  eissn      = {2049-3630},\n  language   = {eng},\n  url  ")
    issns = [{"type": "electronic", "value": "2049-3630"}, {"type": "print", "value": "1234-5679"}]
    crossref = {"ISSN": ["1234-5679", "2049-3630"], "issn-type": issns}
    world = World(replace(SOCKS, crossref=crossref))
    world.bad["pubmed"] = b"<html>"
    done = run(tmp_path, text, world, only=("issn", "language"), replace=True)
    assert lines(done) == ([], [])
    empty = text.replace("  eissn      = {2049-3630},\n", "").replace("{eng}", "{ger}")
    other = "@misc{o,\n  eissn = {2049-3630},\n}\n"
    done = run(tmp_path, empty + other, world, only=("issn", "language"), replace=True)
    gone, come = lines(done)
    assert gone == ["  language   = {ger},"]
    assert come == [
        "  issn       = {1234-5679},",
        "  eissn      = {2049-3630},",
        "  language   = {eng},",
    ]


def test_a_file_of_biblatex_gets_its_fields(tmp_path: Path) -> None:
    text = (
        "@article{a,\n  title = {Warm socks and cold skin: a randomised trial},\n"
        "  date = {2021},\n  doi = {10.5555/Cold.1},\n  unverified = {date},\n}\n"
    )
    done = run(tmp_path, text, World(SOCKS), only=("journal", "date", "pmid"))
    gone, come = lines(done)
    assert gone == ["  date = {2021},", "  unverified = {date},"]
    assert come == [
        "  journaltitle = {Journal Of Cold Skin},",
        "  date = {2021-03},",
        "  pmid = {90000001},",
    ]


def test_a_paper_of_two_volumes_keeps_its_own_fields(tmp_path: Path) -> None:
    """What is replaced takes the fields with it that held a part of it."""
    text = OURS.replace("  pages      = {101--109},", "  eid        = {e5},\n  issue      = {3},")
    done = run(tmp_path, text, World(SOCKS), only=("pages", "number"), replace=True)
    gone, come = lines(done)
    assert gone == ["  eid        = {e5},", "  issue      = {3},"]
    assert come == ["  issue      = {2},", "  pages      = {101--109},"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path, line_end: str) -> None:
    text = "\ufeff" + OURS.replace("\n", line_end)
    done = run(tmp_path, text, World(SOCKS), only=("volume",))
    done.write()
    line = f"  volume     = 7,{line_end}"
    assert (tmp_path / "own.bib").read_bytes().decode() == text.replace(
        "  pages ", line + "  pages "
    )


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    done = run(tmp_path, OURS, World(SOCKS))
    file = tmp_path / "own.bib"
    file.write_text(OURS + "% mine\n")
    with pytest.raises(FileError, match="changed by somebody else"):
        done.write()
    assert file.read_text() == OURS + "% mine\n"


def test_an_entry_that_is_broken_is_not_changed(tmp_path: Path) -> None:
    text = OURS.replace("  year       = 2021,\n", "  year       = 2021\n")
    done = run(tmp_path, text, World(SOCKS))
    (one,) = done.completions
    assert not one.is_sound
    assert done.edits == []


def test_of_two_entries_with_one_key_the_first_is_completed(tmp_path: Path) -> None:
    done = run(tmp_path, OURS + OURS, World(SOCKS), only=("volume",))
    assert len(done.completions) == 1
    done.write()
    assert (tmp_path / "own.bib").read_text().count("volume") == 1


def test_what_a_source_says_cannot_break_the_file(tmp_path: Path) -> None:
    hostile = replace(SOCKS, crossref={"publisher": "}, evil = {x}\n@comment{ \\input{y} %$"})
    done = run(tmp_path, OURS, World(hostile), only=("publisher",))
    done.write()
    kept = open_kept(str(tmp_path / "own.bib"), config=Config())
    (entry,) = kept.library
    assert entry.item["publisher"] == "}, evil = {x} @comment{ \\input{y} %$"
    assert "evil" not in entry.item.get("custom", {})


def test_control_characters_of_a_source_reach_neither_terminal_nor_file(tmp_path: Path) -> None:
    hostile = replace(
        SOCKS,
        short="J\x9b31m Cold\u202e Skin",
        crossref={"publisher": "Cold\x1b[31m\x00 Press\u2028 Ltd\x9b"},
    )
    done = run(tmp_path, OURS, World(hostile), only=("publisher", "shortjournal"))
    values = [change.new for change in done.completions[0].changes]
    assert values == ["J31m Cold Skin", "Cold[31m Press Ltd"]
    done.write()
    written = (tmp_path / "own.bib").read_text(encoding="utf-8")
    assert all(char.isprintable() for line in written.split("\n") for char in line)


def test_a_service_that_is_down_is_named_and_the_other_one_used(tmp_path: Path) -> None:
    world = World(SOCKS)
    world.bad["pubmed"] = UnreachableError("PubMed is down")
    done = run(tmp_path, OURS, world, only=("volume",))
    assert done.failures == ("PubMed is down",)
    assert [change.sources for one in done.completions for change in one.changes] == [
        ("Crossref 10.5555/cold.1",)
    ]


def test_unknown_keys_and_fields(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"asked for 'volum'; did you mean 'volume'"):
        run(tmp_path, OURS, World(SOCKS), only=("volum",))
    kept = open_kept(str(tmp_path / "own.bib"), config=Config())
    services, transport = door(World(), tmp_path / "cache")
    with pytest.raises(UsageError, match="unknown key 'frost'"):
        complete(kept, services, ["frost"])
    assert transport.asked == []
