"""Broken files of our own making: what is kept, what is named, and how the shell says it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from ldn_bib.cli.main import main
from ldn_bib.errors import LdnBibError, UsageError
from ldn_bib.importing.reading import read_records
from ldn_bib.importing.run import read_all

BROKEN = Path(__file__).with_name("broken")
BLANK = ("empty.bib", "empty.json", "empty.ris", "empty.xml",
         "white-space.bib", "white-space.json", "white-space.ris", "white-space.xml")  # fmt: skip
NO_ITEMS = "csl-is-other-json.json"


@dataclass(frozen=True)
class Broken:
    """What a file comes to: its format, the titles that are kept, codes and lines of findings."""

    name: str
    format: str
    titles: tuple[str, ...]
    findings: tuple[tuple[str, int | None], ...] = ()

    @property
    def data(self) -> bytes:
        return (BROKEN / self.name).read_bytes()


# an empty title is a paper whose title is lost, but not the rest
FILES = (
    Broken("bibtex-bom-twice.bib", "bibtex", ("Cold skin",), ()),
    Broken("bibtex-duplicate-keys.bib", "bibtex", ("Cold skin",), (("duplicate-key", 7),)),
    Broken("bibtex-is-ris.bib", "ris", ("Cold skin",), ()),
    Broken("bibtex-latin-1.bib", "bibtex", ("Cold skin", "Warm skin"), (("wrong-encoding", 7),)),
    Broken("bibtex-mixed-line-ends.bib", "bibtex", ("Cold skin", "Warm skin"), ()),
    Broken("bibtex-truncated.bib", "bibtex", ("Cold skin", ""), (("unclosed-brace", 7),)),
    Broken(
        "bibtex-unclosed-brace.bib",
        "bibtex",
        ('Cold <span class="nocase">skin</span>', "Warm skin"),
        (("unclosed-brace", 3),),
    ),
    Broken(
        "csl-aliases.yaml",
        "csl-yaml",
        ("Cold skin", "Warm skin"),
        (("wrong-kind", 6), ("yaml-alias", 9)),
    ),
    Broken(
        "csl-broken-in-the-middle.json",
        "csl-json",
        ("Cold skin", "Dry skin"),
        (("broken-json", 3),),
    ),
    Broken("csl-duplicate-ids.json", "csl-json", ("Cold skin",), (("duplicate-key", 3),)),
    Broken("csl-lone-surrogate.json", "csl-json", ("Cold \ufffd skin",), (("bad-characters", 2),)),
    Broken("csl-nan.json", "csl-json", ("Cold skin", "Warm skin"), (("wrong-kind", 2),)),
    Broken("csl-nested-deep.json", "csl-json", ("Cold skin", "Warm skin"), (("broken-json", 3),)),
    Broken(
        "csl-not-an-object.json",
        "csl-json",
        ("Cold skin", "Warm skin"),
        (("not-an-item", 3), ("not-an-item", 4)),
    ),
    Broken(
        "csl-python-object.yaml", "csl-yaml", ("Cold skin", "Warm skin"), (("converted-kind", 2),)
    ),
    Broken("csl-tabs.yaml", "csl-yaml", ("Cold skin",), (("empty-record", 5), ("broken-yaml", 6))),
    Broken("csl-text-after-list.json", "csl-json", ("Cold skin",), (("broken-json", 4),)),
    Broken(
        "csl-trailing-comma.json", "csl-json", ("Cold skin", "Warm skin"), (("trailing-comma", 3),)
    ),
    Broken("csl-truncated.json", "csl-json", ("Cold skin",), (("broken-json", 3),)),
    Broken("csl-truncated.yaml", "csl-yaml", ("Cold skin", ""), (("broken-yaml", 7),)),
    Broken("csl-unknown-type.json", "csl-json", ("Cold skin", "Warm skin"), (("unknown-type", 2),)),
    Broken(
        "csl-wrong-kinds.json",
        "csl-json",
        ("", "Warm skin"),
        (("missing-id", 2), ("missing-type", 2), ("wrong-kind", 2), ("converted-kind", 2)),
    ),
    Broken("endnote-billion-laughs.xml", "endnote-xml", (), (("xml-entities", 3),)),
    Broken(
        "endnote-control-characters.xml",
        "endnote-xml",
        ("Cold skin", "Warm skin"),
        (("incomplete-record", 3), ("control-characters", 6), ("broken-xml", 6)),
    ),
    Broken("endnote-empty-record.xml", "endnote-xml", ("Cold skin",), (("empty-record", 3),)),
    Broken("endnote-external-entity.xml", "endnote-xml", (), (("xml-entities", 3),)),
    Broken("endnote-says-latin-1.xml", "endnote-xml", ("Cold skin",), ()),
    Broken(
        "endnote-styled-text.xml",
        "endnote-xml",
        ("Cold <i>skin</i> and <sup><b>2</b></sup> more",),
        (),
    ),
    Broken(
        "endnote-text-before-declaration.xml",
        "endnote-xml",
        ("Cold skin",),
        (("incomplete-record", 5), ("broken-xml", 8)),
    ),
    Broken(
        "endnote-truncated.xml",
        "endnote-xml",
        ("Cold skin", "W"),
        (("incomplete-record", 9), ("broken-xml", 12)),
    ),
    Broken(
        "endnote-two-roots.xml",
        "endnote-xml",
        ("Cold skin", "Warm skin"),
        (("several-documents", 10),),
    ),
    Broken(
        "endnote-unclosed-tag.xml",
        "endnote-xml",
        ("Cold skin", "Warm skin"),
        (("incomplete-record", 3), ("broken-xml", 6)),
    ),
    Broken(
        "endnote-undeclared-entity.xml",
        "endnote-xml",
        ("Cold\u00a0skin & more", "Warm skin"),
        (("incomplete-record", 3), ("broken-xml", 6)),
    ),
    Broken(
        "endnote-unknown-type.xml",
        "endnote-xml",
        ("Cold skin", "Warm skin"),
        (("unknown-type", 3), ("missing-type", 9)),
    ),
    Broken("endnote-wrong-root.xml", "endnote-xml", (), (("no-records", None),)),
    Broken(
        "nbib-blank-line-and-repeats.nbib",
        "nbib",
        ("Cold skin",),
        (("duplicate-field", 3), ("blank-line", 5), ("stray-line", 7), ("duplicate-record", 9)),
    ),
    Broken("nbib-continuation-first.nbib", "nbib", ("Cold skin in winter",), (("stray-line", 1),)),
    Broken(
        "nbib-truncated.nbib",
        "nbib",
        ("Cold skin in winter", "Warm sk"),
        (("cut-record", 13),),
    ),
    Broken("nbib-without-pmid.nbib", "nbib", ("Cold skin",), (("missing-pmid", 1),)),
    Broken("nbib-without-title.nbib", "nbib", ("", "Warm skin"), (("missing-title", 1),)),
    Broken("pubmed-billion-laughs.xml", "pubmed-xml", (), (("xml-entities", 3),)),
    Broken("pubmed-empty-set.xml", "pubmed-xml", (), (("no-record", None),)),
    Broken(
        "pubmed-truncated.xml",
        "pubmed-xml",
        ("Cold skin", ""),
        (("missing-title", 12), ("broken-xml", 16)),
    ),
    Broken("pubmed-two-sets.xml", "pubmed-xml", ("Cold skin", "Warm skin"), ()),
    Broken(
        "pubmed-without-title.xml",
        "pubmed-xml",
        ("", "Warm skin"),
        (("missing-title", 3), ("missing-pmid", 12)),
    ),
    Broken("ris-bad-values.ris", "ris", ("Cold skin",), (("bad-doi", 5),)),
    Broken("ris-bom-twice.ris", "ris", ("Cold skin",), ()),
    Broken("ris-control-characters.ris", "ris", ("Cold skin",), (("control-characters", 3),)),
    Broken("ris-er-only.ris", "ris", (), (("no-records", None),)),
    Broken("ris-is-bibtex.ris", "bibtex", ("Cold skin",), ()),
    Broken("ris-latin-1.ris", "ris", ("Cold skin",), (("wrong-encoding", 2),)),
    Broken(
        "ris-line-before-record.ris",
        "ris",
        ("Cold skin", "Warm skin"),
        (("text-outside-record", 1), ("text-outside-record", 10)),
    ),
    Broken("ris-lost-characters.ris", "ris", ("Cold skin",), (("replacement-character", 2),)),
    Broken("ris-mixed-encodings.ris", "ris", ("Cold skin", "Warm skin"), (("wrong-encoding", 9),)),
    Broken("ris-mixed-line-ends.ris", "ris", ("Cold skin", "Warm skin"), ()),
    Broken("ris-nul.ris", "ris", ("Cold skin",), (("control-characters", 3),)),
    Broken("ris-truncated.ris", "ris", ("Cold skin", "Warm skin"), (("missing-end", 8),)),
    Broken(
        "ris-unknown-tags.ris", "ris", ("Cold skin",), (("unknown-type", 1), ("unknown-tag", 5))
    ),
    Broken(
        "ris-utf-16-odd.ris",
        "ris",
        ("Cold skin",),
        (("replacement-character", 7), ("text-outside-record", 7)),
    ),
    Broken("ris-utf-16.ris", "ris", ("Cold skin",), ()),
    Broken(
        "ris-without-er.ris",
        "ris",
        ("Cold skin", "Warm skin"),
        (("missing-end", 1), ("missing-end", 7)),
    ),
    Broken(
        "ris-without-type.ris",
        "ris",
        ("Cold skin", "Warm skin"),
        (("missing-type", 1), ("missing-type", 8)),
    ),
    Broken(
        "text-one-broken-reference.txt", "pubmed-text", ("Cold skin",), (("unread-reference", 2),)
    ),
    Broken("text-without-citations.txt", "pubmed-text", (), (("no-record", None),)),
    Broken("zotero-external-entity.rdf", "zotero-rdf", (), (("xml-entities", 2),)),
    Broken("zotero-truncated.rdf", "zotero-rdf", ("Cold skin", "Warm skin"), (("broken-xml", 13),)),
    Broken(
        "zotero-unbound-prefix.rdf", "zotero-rdf", ("Cold skin", "Warm skin"), (("broken-xml", 10),)
    ),
    Broken(
        "zotero-unknown-type.rdf",
        "zotero-rdf",
        ("Cold skin",),
        (("unknown-type", 7), ("not-a-reference", 11)),
    ),
)
READABLE = tuple(broken for broken in FILES if broken.titles)
UNREADABLE = tuple(broken for broken in FILES if not broken.titles)
NAMES = [broken.name for broken in FILES]

# what is not UTF-8, or no text of a library: read when it is imported, refused as a library
NO_LIBRARY = ("bibtex-is-ris.bib", "bibtex-latin-1.bib", NO_ITEMS)
EMPTY_LIBRARY = tuple(name for name in BLANK if name.endswith((".bib", ".json")))


def test_each_file_is_in_the_table() -> None:
    assert sorted(path.name for path in BROKEN.iterdir()) == sorted([*NAMES, *BLANK, NO_ITEMS])


@pytest.mark.parametrize("broken", FILES, ids=NAMES)
def test_what_can_be_read_is_kept_and_the_rest_is_named(broken: Broken) -> None:
    entries, findings, format_name = read_records(broken.data, broken.name)
    assert format_name == broken.format
    assert tuple(entry.title for entry in entries) == broken.titles
    told = sorted(((found.code, found.line) for found in findings), key=lambda pair: pair[1] or 0)
    assert tuple(told) == broken.findings
    assert {found.file for found in findings} <= {broken.name}
    assert len({entry.key for entry in entries}) == len(entries)


ITEMS: Mapping[str, Mapping[str, object]] = {
    "ris-utf-16.ris": {"author": [{"family": "Ångström", "given": "Åsa"}]},
    "ris-latin-1.ris": {"author": [{"family": "Müller", "given": "Anna"}]},
    "endnote-says-latin-1.xml": {"author": [{"family": "Ämsel", "given": "Anna"}]},
    "endnote-styled-text.xml": {
        "author": [{"family": "Amsel", "given": "Anna"}],
        "issued": {"date-parts": [[2019]]},
    },
    "ris-bad-values.ris": {"issued": {"literal": "soon"}},
    "nbib-without-title.nbib": {"PMID": "10000001", "container-title-short": "J Cold"},
    "csl-python-object.yaml": {"id": "amsel2019", "note": "true"},
    "csl-unknown-type.json": {"type": "document", "custom": {"type": "hologram"}},
    "bibtex-truncated.bib": {"id": "amsel2019"},
}


@pytest.mark.parametrize("name", ITEMS)
def test_values_beside_the_fault_are_whole(name: str) -> None:
    entries, _, _ = read_records((BROKEN / name).read_bytes(), name)
    wanted = ITEMS[name]
    assert {variable: entries[0].item.get(variable) for variable in wanted} == wanted


def test_letters_of_two_encodings_in_one_file() -> None:
    entries, _, _ = read_records((BROKEN / "ris-mixed-encodings.ris").read_bytes(), "x.ris")
    families = [entry.item["author"][0]["family"] for entry in entries]
    assert families == ["Ämsel", "Büche"]


def run(arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the program as a person does, in a folder with the broken files."""
    for name in ("cache", "bib"):
        (folder / name).mkdir(exist_ok=True)
    monkeypatch.chdir(BROKEN)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setattr(sys, "argv", ["ldnbib", *arguments])
    with pytest.raises(SystemExit) as stop:  # any other exception would be a traceback
        main()
    code = stop.value.code
    assert code is None or isinstance(code, int)
    return code or 0


Capture = pytest.CaptureFixture[bytes]


@pytest.mark.parametrize("broken", READABLE, ids=[broken.name for broken in READABLE])
def test_import_takes_what_can_be_read(
    broken: Broken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture
) -> None:
    target = tmp_path / "new.bib"
    assert run(["import", broken.name, "--into", str(target), "--yes"], tmp_path, monkeypatch) == 0
    said = capfdbinary.readouterr().err.decode()
    _, findings, _ = read_records(broken.data, broken.name)
    for found in findings:
        assert str(found) in said or found.severity == "info"
    entries, wrong, _ = read_records(target.read_bytes(), target.name)
    assert [found for found in wrong if found.severity == "error"] == []
    assert len(entries) == len(broken.titles)


REFUSED: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((name, (f"{name} is empty",)) for name in BLANK),
    (NO_ITEMS, (f"{NO_ITEMS} holds JSON, but no CSL-JSON", "a list of items, one item")),
    *(
        (
            broken.name,
            (
                f"{broken.name} holds no record that could be read as {broken.format}; ",
                *(f"{broken.name}:{line}: {code}: " for code, line in broken.findings if line),
            ),
        )
        for broken in UNREADABLE
    ),
    ("endnote-wrong-root.xml", ("it has no <record>; other formats for --format: ", "pubmed-xml")),
)


@pytest.mark.parametrize(("name", "parts"), REFUSED)
def test_import_of_what_cannot_be_read(
    name: str,
    parts: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: Capture,
) -> None:
    target = tmp_path / "new.bib"
    assert run(["import", name, "--into", str(target), "--yes"], tmp_path, monkeypatch) == 3
    said = capfdbinary.readouterr().err.decode()
    assert said.startswith("ldnbib: ")
    assert said.count("\n") == 1
    assert [part for part in parts if part not in said] == []
    assert not target.exists()


WRONG_FORMATS: tuple[tuple[str, str, int, str], ...] = (
    ("ris", "bibtex-duplicate-keys.bib", 3, "it looks like "),
    ("bibtex", "ris-truncated.ris", 3, "it looks like ris: leave --format out, or name that"),
    ("endnote-xml", "csl-truncated.json", 3, "it looks like csl-json"),
    ("csl-json", "ris-truncated.ris", 3, "it looks like ris"),
    ("zotero-rdf", "endnote-truncated.xml", 3, "it looks like endnote-xml"),
    ("pubmed-xml", "zotero-truncated.rdf", 3, "it looks like zotero-rdf"),
    ("csl-yaml", "ris-truncated.ris", 3, "it looks like ris"),
    ("pubmed-text", "ris-truncated.ris", 3, "it looks like ris"),
    ("nbib", "ris-truncated.ris", 0, "it is read as nbib because --format says so"),
    ("csl-yaml", "csl-truncated.json", 0, "the text looks like csl-json"),
    ("riss", "ris-truncated.ris", 2, "no reader for the format 'riss'; did you mean 'ris'?"),
    ("docx", "ris-truncated.ris", 2, "no reader for the format 'docx'; there are biblatex, "),
)


@pytest.mark.parametrize(("format_name", "name", "code", "part"), WRONG_FORMATS)
def test_a_wrong_format_is_named(
    format_name: str,
    name: str,
    code: int,
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: Capture,
) -> None:
    target = tmp_path / "new.bib"
    arguments = ["import", name, "--format", format_name, "--into", str(target), "--yes"]
    assert run(arguments, tmp_path, monkeypatch) == code
    assert part in capfdbinary.readouterr().err.decode()
    assert target.exists() == (code == 0)


@pytest.mark.parametrize("format_name", ["ris", "nbib", "bibtex", "csl-json", "endnote-xml"])
def test_no_file_raises_another_error_in_any_format(format_name: str) -> None:
    for path in BROKEN.iterdir():
        try:
            entries, _, used = read_records(path.read_bytes(), path.name, format_name)
        except LdnBibError:
            continue
        assert used == format_name
        assert all(entry.key for entry in entries)


LIBRARIES = [
    name for name in sorted([*NAMES, *BLANK, NO_ITEMS]) if name.endswith((".bib", ".json"))
]


@pytest.mark.parametrize("name", LIBRARIES)
def test_export_of_a_broken_library(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: Capture
) -> None:
    wanted = 3 if name in NO_LIBRARY else 1 if name in EMPTY_LIBRARY else 0
    assert run(["export", name, "--format", "ris"], tmp_path, monkeypatch) == wanted
    out, err = capfdbinary.readouterr()
    assert bool(out) == (wanted == 0)
    if wanted:
        assert err.decode().startswith(f"ldnbib: {name}")
        return
    broken = next(broken for broken in FILES if broken.name == name)
    assert out.count(b"TY  - ") == len(broken.titles)
    quiet = ("converted-kind",)  # nothing is lost
    told = [code for code, _ in broken.findings if code not in quiet]
    assert [code for code in told if code.encode() not in err] == []


def test_one_blank_file_among_others_is_named() -> None:
    files = [str(BROKEN / "ris-truncated.ris"), str(BROKEN / "empty.ris")]
    read = read_all(files)
    assert [entry.title for entry in read.records] == ["Cold skin", "Warm skin"]
    assert {name: str(error) for name, error in read.unread.items()} == {
        files[1]: f"{files[1]} is empty"
    }
    with pytest.raises(LdnBibError, match=r"empty\.ris is empty"):
        read_all(files[1:])


def test_a_file_in_no_known_format() -> None:
    with pytest.raises(UsageError, match=r"in which format notes\.xyz is; name it with --format: "):
        read_records(b"Dear colleague\n", "notes.xyz")
