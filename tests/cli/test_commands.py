"""What each command prints on the papers that come with the program, and on a person's own."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
import typer.main

from ldn_bib.cli.app import app
from ldn_bib.cli.commands import COMMANDS

KEYS = [
    "kim2019", "bostick2019", "soin2021", "trofimovitch2019", "hatfield2020", "metyas2018",
    "parkitny2017", "younger2013", "younger2009", "patten2018", "younger2014", "kim2020",
    "srinivasan2021", "aapract2021",
]  # fmt: skip
OWN = """@article{smith2020, author={Smith, Ann}, title={Fibromyalgia in practice},
  journal={Pain}, year={2020}, doi={10.1000/xyz}}
@book{jones1999, author={Jones, Bo}, title={Knots}, publisher={Rope}, year={1999}}
"""


def test_the_bibliography_has_every_paper_once_in_the_order_of_the_file(ldnbib: Any) -> None:
    result = ldnbib("export", "--style", "vancouver")
    lines = result.out.splitlines()
    assert (result.code, result.err, len(lines)) == (0, "", 14)
    assert all(line.startswith(f"{number}.") for number, line in enumerate(lines, 1))
    assert "Kim YHJ" in lines[0]
    assert "e01475" in lines[13]


@pytest.mark.parametrize(
    "style",
    ["vancouver", "ama", "apa", "mla", "chicago", "harvard", "ieee", "nature", "bmj", "lancet",
     "nejm", "jama", "nlm", "ldn", "ldn-brief"],
)  # fmt: skip
def test_every_style_that_people_name_formats_every_paper(style: str, ldnbib: Any) -> None:
    result = ldnbib("export", "--style", style)
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) == 14
    assert "None" not in result.out
    assert "undefined" not in result.out


def test_unverified_is_printed_by_no_export(ldnbib: Any) -> None:
    for name in ("text", "html", "markdown", "ris", "csl-json"):
        result = ldnbib("export", "--format", name)
        assert result.code == 0
        assert "unverified" not in result.out, name
    lists = ldnbib("reading-list", "--all")
    assert "unverified" not in lists.out


def test_selecting(ldnbib: Any) -> None:
    def keys(*arguments: str) -> list[str]:
        result = ldnbib("export", "--format", "csl-json", *arguments)
        assert result.code == 0, result.err
        return [item["id"] for item in json.loads(result.out)]

    assert keys() == KEYS
    assert keys("--key", "younger2013", "--key", "kim2019") == ["kim2019", "younger2013"]
    assert keys("--condition", "burning-mouth-syndrome") == ["aapract2021"]
    assert keys("--condition", "fibromyalgia", "--since", "2018") == [
        "trofimovitch2019", "metyas2018", "patten2018",
    ]  # fmt: skip
    assert keys("--since", "2021", "--sort", "key") == [
        "aapract2021", "soin2021", "srinivasan2021",
    ]  # fmt: skip


def test_output_is_written_whole_and_the_ending_tells_the_format(ldnbib: Any) -> None:
    result = ldnbib("export", "--output", "refs.ris")
    assert (result.code, result.out, result.err) == (0, "", "")
    written = Path("refs.ris").read_bytes()
    assert written.startswith(b"TY  - JOUR\r\n")
    assert written.count(b"\r\nER  - \r\n\r\n") == 14
    assert [path.name for path in Path().iterdir()] == ["refs.ris"]
    assert stat.S_IMODE(Path("refs.ris").stat().st_mode) & 0o400


def test_a_style_for_records_is_said_to_be_unused(ldnbib: Any) -> None:
    result = ldnbib("export", "--format", "ris", "--style", "apa")
    assert result.code == 0
    assert "ris carries no citation style" in result.err


def test_standard_input_in_both_formats(ldnbib: Any) -> None:
    from_bib = ldnbib("export", "-", "--format", "csl-json", stdin=OWN.encode())
    assert [item["id"] for item in json.loads(from_bib.out)] == ["smith2020", "jones1999"]
    again = ldnbib("export", "-", "--format", "csl-json", stdin=from_bib.out.encode())
    assert json.loads(again.out) == json.loads(from_bib.out)


def test_a_library_is_told_by_its_content_not_its_ending(ldnbib: Any) -> None:
    Path("refs.bib").write_text('[{"id": "x", "type": "book", "title": "T"}]', encoding="utf-8")
    Path("refs.json").write_text(OWN, encoding="utf-8")
    assert ldnbib("papers", "refs.bib").out.splitlines()[1].startswith("x ")
    assert "smith2020" in ldnbib("papers", "refs.json").out


def test_settings_of_the_folder_name_library_style_and_styles(ldnbib: Any) -> None:
    Path("refs").mkdir()
    Path("refs/my.bib").write_text(OWN, encoding="utf-8")
    Path("mystyles").mkdir()
    shipped = Path(__file__).parents[2] / "styles" / "ldn-brief.csl"
    Path("mystyles/apa.csl").write_bytes(shipped.read_bytes())
    Path("ldnbib.toml").write_text(
        'library = "refs/my.bib"\ndefault-style = "apa"\nstyles = "mystyles"\n', encoding="utf-8"
    )
    result = ldnbib("export")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == "Smith A. Pain 2020"
    other = ldnbib("export", "-", stdin=b"@misc{z, title={Zed}, year={2001}}")
    assert "Zed" in other.out
    assert "Smith" not in other.out


def test_own_papers_get_proposed_conditions_with_the_reason(ldnbib: Any) -> None:
    Path("my.bib").write_text(OWN, encoding="utf-8")
    assert re.search(r"smith2020 .* fibromyalgia\*", ldnbib("papers", "my.bib").out)
    shown = ldnbib("show", "smith2020", "my.bib").out
    assert "Fibromyalgia (fibromyalgia), proposed from title: “Fibromyalgia”" in shown
    without = ldnbib("papers", "my.bib", "--no-derived-tags").out
    assert "fibromyalgia*" not in without


def test_show_has_everything_on_record(ldnbib: Any) -> None:
    shown = ldnbib("show", "younger2009").out
    for words in (
        "Fibromyalgia symptoms are reduced by low-dose naltrexone: a pilot study",
        "Fibromyalgia (fibromyalgia)",
        "Level 3 (OCEBM 2011)",
        "placebo",
        "https://pubmed.ncbi.nlm.nih.gov/19453963/",
        "PMC2891387",
        "10.1111/j.1526-4637.2009.00613.x",
    ):
        assert words in shown
    assert "unconfirmed   author, doi" in ldnbib("show", "srinivasan2021").out


def test_conditions_with_mesh_and_counts(ldnbib: Any) -> None:
    lines = ldnbib("conditions").out.splitlines()
    assert len(lines) == 11
    row = next(line for line in lines if line.startswith("fibromyalgia"))
    assert row.split() == ["fibromyalgia", "Fibromyalgia", "D005356", "Fibromyalgia", "7"]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["amitriptyline"], ["srinivasan2021"]),
        (["YOUNGER", "Pilot"], ["parkitny2017", "younger2009"]),
        (["crohn’s", "inflammation", "2018"], ["patten2018"]),
        (["PMC3962576"], ["younger2014"]),
    ],
)
def test_search_finds_all_words(words: list[str], keys: list[str], ldnbib: Any) -> None:
    lines = ldnbib("search", *words).out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == keys


def test_check_lists_code_key_and_fields(ldnbib: Any) -> None:
    result = ldnbib("check")
    assert result.code == 1
    lines = result.out.splitlines()
    unverified = {line.partition("FACT001 ")[2] for line in lines if "FACT001" in line}
    assert "trofimovitch2019: not yet confirmed: author, doi, pmid [unverified]" in unverified
    assert len(unverified) == 8
    assert sum("FIELD001 aapract2021: no author [missing-field]" in line for line in lines) == 1
    assert all(re.match(r".*ldn\.bib:\d+:\d+: [A-Z]+\d{3} ", line) for line in lines)
    assert result.err.startswith("12 findings in 14 papers of ")


def test_check_of_a_library_without_faults(ldnbib: Any) -> None:
    Path("my.bib").write_text(OWN, encoding="utf-8")
    result = ldnbib("check", "my.bib")
    assert (result.code, result.out) == (0, "")
    assert result.err == "0 findings in 2 papers of my.bib\n"


def test_reading_lists_for_all_conditions(ldnbib: Any) -> None:
    result = ldnbib("reading-list", "--all", "--format", "html", "--output-dir", "lists")
    assert (result.code, result.out) == (0, "")
    assert result.err == "10 reading lists in lists\n"
    names = sorted(path.name for path in Path("lists").iterdir())
    assert len(names) == 10
    assert "reading-list-fibromyalgia.html" in names
    page = Path("lists/reading-list-fibromyalgia.html").read_text(encoding="utf-8")
    for key in ("younger2013", "younger2009", "parkitny2017", "metyas2018"):
        assert key in page


def test_a_reading_list_is_ordered_by_evidence_then_newest(ldnbib: Any) -> None:
    out = ldnbib("reading-list", "fibromyalgia", "--style", "ldn").out
    headings = re.findall(r"^Level \d", out, re.MULTILINE)
    assert headings == ["Level 2", "Level 3", "Level 4", "Level 5"]
    flat = " ".join(out.split())
    order = [flat.index(title) for title in (
        "daily pain levels", "Reduced Pro-Inflammatory", "a pilot study",
        "Low Dose Naltrexone in the Treatment", "Pharmacology Update", "The Safety and Efficacy",
        "novel anti-inflammatory",
    )]  # fmt: skip
    assert order == sorted(order)
    numbers = re.findall(r"^(\d+)\. ", out, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 8)]
    for words in ("low-dose naltrexone", "not medical advice", "By study design", "1 January 2026"):
        assert words in out


def test_an_empty_condition_is_said_to_be_empty(ldnbib: Any) -> None:
    Path("my.bib").write_text(OWN, encoding="utf-8")
    result = ldnbib("reading-list", "crohn-disease", "--library", "my.bib")
    assert result.code == 0
    assert "no paper in my.bib is tagged crohn-disease" in result.err


def test_styles_are_searched_by_id_title_and_alias(ldnbib: Any) -> None:
    found = ldnbib("styles", "vancouver")
    assert found.out.splitlines()[1].startswith("nlm-citation-sequence ")
    assert "ldn-brief" in ldnbib("styles", "ldn").out
    first = ldnbib("styles", "--most", "3")
    assert len(first.out.splitlines()) == 4
    assert re.match(r"3 of \d+ styles; --all lists every one", first.err)


def test_every_command_and_option_has_help_and_every_command_examples(ldnbib: Any) -> None:
    group: Any = typer.main.get_command(app)
    assert len(group.commands) == len(COMMANDS)
    commands: list[tuple[tuple[str, ...], Any]] = [
        ((name,), command) for name, command in group.commands.items()
    ]
    for names, command in commands:  # those of a group join the list behind it
        inside = getattr(command, "commands", {})
        commands += [((*names, name), made) for name, made in inside.items()]
        shown = " ".join(names)
        assert command.help, shown
        assert "Examples:" in command.epilog, shown
        for parameter in command.params:
            if parameter.name != "help":
                assert parameter.help, f"{shown} {parameter.name}"
        result = ldnbib(*names, "--help")
        assert result.code == 0
        assert f"ldnbib {shown}" in result.out
    assert ("style", "check") in [names for names, _ in commands]


def test_version_and_usage_errors(ldnbib: Any) -> None:
    from ldn_bib import __version__

    assert ldnbib("--version").out == f"ldnbib {__version__}\n"
    assert ldnbib("exprot").code == 2
    assert "'export'" in ldnbib("exprot").err
    assert ldnbib("export", "--stlye", "apa").code == 2
    assert ldnbib("export", "--since", "soon").code == 2


def test_completion_offers_slugs_keys_and_styles() -> None:
    from ldn_bib.cli import options
    from ldn_bib.cli.export import complete_format

    assert options.complete_condition("fib") == ["fibromyalgia"]
    assert options.complete_key("younger") == ["younger2013", "younger2009", "younger2014"]
    assert "vancouver" in options.complete_style("vanc")
    assert options.complete_sort("ne") == ["newest"]
    assert complete_format("ri") == ["ris"]
