from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from tests.bibtex.bibfiles import files

from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.check.context import Context
from ldn_bib.check.rule import Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.checking import check, fix
from ldn_bib.checking.filetext import FileText
from ldn_bib.checking.fixing import MOST_ROUNDS
from ldn_bib.config import Config
from ldn_bib.errors import FileError
from ldn_bib.values.finding import Severity


def subjects(text: str) -> list[Subject]:
    found = FileText(text)
    return [found.subject(entry) for entry in read_bibtex(text, "x.bib")[0]]


# The fields as the file spells them


def test_fields_stand_where_the_file_has_them() -> None:
    text = '%\n  @Article {a,\r\n Title = {Pain {B}\r\n more}, YEAR=2020,\n month = jan # "~1" }'
    (subject,) = subjects(text)
    assert (subject.type, subject.column, subject.is_sound) == ("article", 3, True)
    title, year, month = subject.fields
    assert (title.name, title.spelled, title.value) == ("title", "Title", "Pain {B}\r\n more")
    assert (title.line, title.column, title.is_plain) == (3, 11, True)
    assert title.text == "Pain {B} more"
    assert title.place(title.value.index("more")) == (4, 2)
    assert (year.value, year.raw, year.line, year.column) == ("2020", "2020", 4, 14)
    assert (month.value, month.is_plain) == ('jan # "~1"', False)


def test_several_entries_on_a_line_have_columns() -> None:
    one, two = subjects("@misc{a, title={T}}@misc{b, title={U}}")
    assert (one.column, two.column) == (1, 20)
    assert [subject.fields[0].column for subject in (one, two)] == [17, 36]


def test_an_entry_that_was_repaired_keeps_its_fields_and_is_not_sound() -> None:
    (subject,) = subjects("@misc{a,\n  title = {T}\n  volume {1},\n  note = free,\n}")
    assert not subject.is_sound
    assert [(field.name, field.value, field.line) for field in subject.fields] == [
        ("title", "T", 2),
        ("volume", "1", 3),
        ("note", "free", 4),
    ]


def test_an_entry_without_a_key_is_not_sound() -> None:
    (subject,) = subjects("@misc{, title = {T}}")
    assert not subject.is_sound


@given(files())
def test_every_field_stands_at_its_place(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for subject in subjects(text):
        for field in subject.fields:
            rest = "\n".join([lines[field.line - 1][field.column - 1 :], *lines[field.line :]])
            assert rest.startswith(field.value.replace("\r\n", "\n").replace("\r", "\n"))


# Running


def test_the_library_of_the_project_holds_what_is_known_to_be_open() -> None:
    path = Path(__file__).parents[1] / "references" / "ldn.bib"
    found = check(path, config=Config(), today=dt.date(2026, 11, 30)).found
    listed = {
        (one.finding.key, one.finding.code)
        for one in found
        if one.finding.severity is not Severity.INFO
    }
    assert ("aapract2021", "missing-field") in listed
    # what is not an open question about a fact would be a mistake in the file
    assert {code for _, code in listed} == {"missing-field", "unverified"}


def test_notes_beside_the_library_are_seen_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "my.bib").write_text("@misc{a, title = {T}}\n@misc{b, title = {U}}\n")
    front = "+++\r\nconditions = []\r\nreviewed = 2020-01-02\r\n+++\r\n\r\n\r\nToo short.\r\n"
    (tmp_path / "notes" / "a.md").write_bytes(front.encode())
    checked = check(tmp_path / "my.bib", config=Config(), today=dt.date(2026, 1, 15))
    note = checked.context.notes["a"]
    assert (note.reviewed, note.reviewed_line) == (dt.date(2020, 1, 2), 3)
    assert (note.summary, note.summary_line) == ("Too short.", 7)
    found = {one.finding.code: one.finding for one in checked.found}
    assert found["old-review"].place.endswith("a.md:3:1")
    assert found["summary-length"].place.endswith("a.md:7:1")
    assert found["entry-without-note"].key == "b"


def test_csl_json_has_variables_and_no_fields(tmp_path: Path) -> None:
    path = tmp_path / "my.json"
    path.write_text('[{"id": "a", "type": "book", "title": "T", "DOI": "10.1000/1"}]')
    (subject,) = check(path, config=Config()).context.subjects
    assert (subject.is_bibtex, subject.fields, subject.is_sound) == (False, (), False)
    given_ = subject.given("DOI", "doi")
    assert given_ is not None
    assert given_.text == "10.1000/1"


# Mending


def rule(*fixes: Fix) -> Rule:
    def run(subject: Subject, context: Context) -> Iterator[Problem]:
        del subject, context
        for one in fixes:
            yield Problem("m", one.field, fix=one)

    return Rule("TEXT999", "made-up", Severity.WARNING, "", "", check=run, fixes=True)


def mended(folder: Path, text: bytes, *rules: Rule) -> bytes:
    path = folder / "my.bib"
    path.write_bytes(text)
    fix(path, rules, config=Config()).save()
    return path.read_bytes()


def test_one_field_is_one_line_and_all_else_stays(tmp_path: Path) -> None:
    before = (
        b'\xef\xbb\xbf% \xc3\xbc words\r\n@Misc{a ,\r\n\tTITLE   =  {T.}  ,\r\n note="x"\r\n}\r\n'
    )
    after = mended(tmp_path, before, rule(Fix("title", "T")))
    assert after == before.replace(b"{T.}", b"{T}")
    assert mended(tmp_path, before, rule(Fix("note", "y"))) == before.replace(b'"x"', b'"y"')


def test_a_field_is_taken_out_or_renamed(tmp_path: Path) -> None:
    before = b"@misc{a,\n  title   = {T},\n  jornal  = {J},\n  url     = {u},\n}\n"
    assert mended(tmp_path, before, rule(Fix.remove("url"))) == before.replace(
        b"  url     = {u},\n", b""
    )
    assert mended(tmp_path, before, rule(Fix.rename("jornal", "journal"))) == before.replace(
        b"jornal  =", b"journal ="
    )


@pytest.mark.parametrize(
    ("fields", "one"),
    [
        (b"title = mac", Fix("title", "T")),
        (b'title = "a" # "b"', Fix("title", "T")),
        (b"title = {a}, title = {b}", Fix("title", "T")),
        (b"title = {a} note = {b}", Fix("title", "T")),
        (b"title = {a}", Fix("title", "{T")),
        (b"title = {a}", Fix("title", " ")),
        (b"title = {a}", Fix("title", "jan #", expression=True)),
        (b"title = {a}, note = {b}", Fix.rename("title", "NOTE")),
        (b"title = {a}", Fix("doi", "10.1000/1")),
    ],
)
def test_what_is_not_safe_is_left_alone(fields: bytes, one: Fix, tmp_path: Path) -> None:
    before = b"@misc{a,\n  " + fields + b",\n}\n"
    assert mended(tmp_path, before, rule(one)) == before


def test_an_expression_is_written_without_delimiters(tmp_path: Path) -> None:
    before = b"@misc{a, month = {January}}"
    after = mended(tmp_path, before, rule(Fix("month", "jan", expression=True)))
    assert after == b"@misc{a, month = jan}"


def turning(code: str, old: str, new: str) -> Rule:
    """A rule that wants one text in the place of another, everywhere in a title."""

    def run(subject: Subject, context: Context) -> Iterator[Problem]:
        del context
        title = subject.given("title", "title")
        if title and old in title.text:
            yield Problem("m", "title", fix=Fix("title", title.text.replace(old, new)))

    return Rule(code, code.lower(), Severity.WARNING, "", "", check=run, fixes=True)


def test_several_fixes_of_one_field_come_to_rest(tmp_path: Path) -> None:
    rules = turning("TEXT998", "a", "b"), turning("TEXT999", "b", "c")
    assert mended(tmp_path, b"@misc{a, title = {a b}}", *rules) == b"@misc{a, title = {c c}}"


def test_a_rule_that_never_rests_is_stopped(tmp_path: Path) -> None:
    after = mended(tmp_path, b"@misc{a, title = {T}}", turning("TEXT998", "T", "TT"))
    assert after == b"@misc{a, title = {" + b"T" * 2**MOST_ROUNDS + b"}}"


def test_two_rules_that_contradict_each_other_come_to_rest(tmp_path: Path) -> None:
    after = mended(
        tmp_path, b"@misc{a, title = {T}}", rule(Fix("title", "U")), rule(Fix("title", "V"))
    )
    assert after in (b"@misc{a, title = {U}}", b"@misc{a, title = {V}}")


def test_nothing_is_written_before_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    path.write_bytes(b"@misc{a,\n title = {T},\n}")
    fixed = fix(path, [rule(Fix("title", "U"))], config=Config())
    assert (fixed.has_changes, len(fixed.mended)) == (True, 1)
    assert path.read_bytes() == b"@misc{a,\n title = {T},\n}"
    lines = list(fixed.diff())
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "- title = {T},\n",
        "+ title = {U},\n",
    ]
    assert "\\ No newline at end of file\n" in "".join(lines)


def test_a_file_that_somebody_else_has_changed_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    path.write_bytes(b"@misc{a, title = {T}}")
    fixed = fix(path, [rule(Fix("title", "U"))], config=Config())
    path.write_bytes(b"@misc{a, title = {Other}}")
    with pytest.raises(FileError, match="changed by somebody else"):
        fixed.save()
    assert path.read_bytes() == b"@misc{a, title = {Other}}"


def test_csl_json_is_never_changed(tmp_path: Path) -> None:
    before = b'[{"id": "a", "title": "T"}]'
    assert mended(tmp_path, before, rule(Fix("title", "U"))) == before
