"""An edit changes what it names; every other byte of the file stays."""

from __future__ import annotations

import codecs
import difflib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibtex.bibfiles import FIELD_NAMES, MARKS, VALUES, encoded, files

from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import RawEntry
from ldn_bib.bibtex.edits import (
    AddEntry,
    Edit,
    RemoveEntry,
    RemoveField,
    RenameKey,
    SetField,
    inverse,
    patched,
)
from ldn_bib.bibtex.expression import MONTH_MACROS, evaluate
from ldn_bib.bibtex.spans import entry_spans
from ldn_bib.bibtex.splice import apply, plan
from ldn_bib.errors import FileError, UsageError

FILE = """% A file
@string{pain = "Pain"}

@article{one,
  author  = {Roe, Ann},
  title   = {First},
  year    = 2001,
  month   = jan,
}

@book{two,
  TITLE="Second",
  YEAR="2002"
}
% the end
"""


def edited(text: str, *edits: Edit) -> str:
    return apply(text.encode(), edits).decode()


def changed(before: str, after: str) -> list[str]:
    """Lines that went and came, with - and +."""
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line[0] + line[2:].rstrip("\r\n") for line in lines if line[0] in "+-"]


def entries(text: str) -> list[RawEntry]:
    return [block for block in split_blocks(text)[0] if isinstance(block, RawEntry)]


def values(block: RawEntry) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in block.fields:
        found.setdefault(field.name.lower(), evaluate(field.value, MONTH_MACROS).text)
    return found


def decoded(source: bytes, mark: bytes) -> str:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-8"
    return source.removeprefix(mark).decode(encoding)


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (
            SetField("one", "title", "New"),
            ["-  title   = {First},", "+  title   = {New},"],
        ),
        (SetField("one", "YEAR", "2003"), ["-  year    = 2001,", "+  year    = 2003,"]),
        (SetField("one", "year", "in press"), ["-  year    = 2001,", "+  year    = {in press},"]),
        (SetField("one", "month", "feb"), ["-  month   = jan,", "+  month   = feb,"]),
        (
            SetField("one", "month", 'feb # "--" # mar', expression=True),
            ["-  month   = jan,", '+  month   = feb # "--" # mar,'],
        ),
        (SetField("two", "title", "New"), ['-  TITLE="Second",', '+  TITLE="New",']),
        (
            SetField("two", "title", 'A "b"'),
            ['-  TITLE="Second",', '+  TITLE={A "b"},'],
        ),
        (SetField("one", "doi", "10.1/x"), ["+  doi     = {10.1/x},"]),
        (SetField("one", "journal", "Pain"), ["+  journal = {Pain},"]),
        (SetField("one", "volume", "7"), ["+  volume  = 7,"]),
        (SetField("one", "shortjournal", "P"), ["+  shortjournal = {P},"]),
        (
            SetField("two", "doi", "10.1/x"),
            ['-  YEAR="2002"', '+  YEAR="2002",', '+  DOI="10.1/x"'],
        ),
        (SetField("two", "author", "Roe, Ann"), ['+  AUTHOR="Roe, Ann",']),
        (RemoveField("one", "title"), ["-  title   = {First},"]),
        (RemoveField("one", "month"), ["-  month   = jan,"]),
        (
            RemoveField("two", "year"),
            ['-  TITLE="Second",', '-  YEAR="2002"', '+  TITLE="Second"'],
        ),
        (RenameKey("one", "roe2001"), ["-@article{one,", "+@article{roe2001,"]),
    ],
)
def test_an_edit_changes_its_lines_only(edit: Edit, lines: list[str]) -> None:
    assert sorted(changed(FILE, edited(FILE, edit))) == sorted(lines)
    crlf = FILE.replace("\n", "\r\n")
    assert edited(crlf, edit) == edited(FILE, edit).replace("\n", "\r\n")


def test_a_field_stands_in_its_place_in_an_entry_that_is_in_order() -> None:
    text = "@article{a,\n  author = {Roe},\n  doi = {10.1/x}\n}\n"
    assert changed(text, edited(text, SetField("a", "title", "T"))) == ["+  title = {T},"]
    mixed = "@article{a,\n  doi = {10.1/x},\n  author = {Roe}\n}\n"
    assert edited(mixed, SetField("a", "title", "T")).endswith("{Roe},\n  title = {T}\n}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a}", "@misc{a,\n  title        = {T},\n}"),
        ("@misc{a,\n}", "@misc{a,\n  title        = {T},\n}"),
        ("@misc{a, year = 2001}", "@misc{a, title = {T}, year = 2001}"),
        ("@misc{a, author={Roe}}", "@misc{a, author={Roe}, title={T}}"),
        ("@misc(a, author={Roe},)", "@misc(a, author={Roe}, title={T},)"),
        (
            "@misc{a\n  , author = {Roe}\n  , year = 2001\n}",
            "@misc{a\n  , author = {Roe}\n  , title = {T}\n  , year = 2001\n}",
        ),
        (
            "@misc{a,\n  author = {Roe} % why\n}",
            "@misc{a,\n  author = {Roe}, % why\n  title = {T}\n}",
        ),
        (
            "@misc{a,\n  author = {Roe}, % why\n  year = {2001},\n}",
            "@misc{a,\n  author = {Roe}, % why\n  title = {T},\n  year = {2001},\n}",
        ),
        (
            "@misc{a,\n  Author =    {Roe},\n  Publisher = {P},\n}",
            "@misc{a,\n  Author =    {Roe},\n  Title =     {T},\n  Publisher = {P},\n}",
        ),
    ],
)
def test_an_added_field_looks_like_the_others(before: str, after: str) -> None:
    assert edited(before, SetField("a", "title", "T")) == after


def test_an_entry_without_fields_is_written_like_the_others_of_the_file() -> None:
    text = '@misc{a}\n@misc{b,\n\ttitle="T"\n}\n'
    assert edited(text, SetField("a", "note", "N")).startswith('@misc{a,\n\tnote="N"\n}\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{a, year = 2001, note = {x}}", "@misc{a, note = {x}}"),
        ("@misc{a, note = {x}, year = 2001}", "@misc{a, note = {x}}"),
        ("@misc{a, note = {x}, year = 2001,}", "@misc{a, note = {x},}"),
        ("@misc{a, year = 2001}", "@misc{a,}"),
        ("@misc{a,\n  note = {x},\n  year = 2001}", "@misc{a,\n  note = {x}}"),
        ("@misc{a,\n  year = 2001, % why\n  note = {x}}", "@misc{a,\n  % why\n  note = {x}}"),
        ("@misc{a, year = 2001,\n  note = {x}}", "@misc{a,\n  note = {x}}"),
        ("@misc{a,\n  year = {\n 2001},\n  note = {x}}", "@misc{a,\n  note = {x}}"),
        ("@misc{a,\n  year = 2001,\n  note = {x}, year = 2002\n}", "@misc{a,\n  note = {x}\n}"),
    ],
)
def test_a_field_goes_with_its_line_and_its_comma(before: str, after: str) -> None:
    assert edited(before, RemoveField("a", "year")) == after


def test_entries_come_and_go_between_the_same_empty_lines() -> None:
    new = "@misc{new,\n  title = {N},\n}"
    assert changed(FILE, edited(FILE, AddEntry(new))) == [
        "+", "+@misc{new,", "+  title = {N},", "+}",
    ]  # fmt: skip
    assert edited(edited(FILE, AddEntry(new)), RemoveEntry("new")) == FILE
    assert edited(edited(FILE, AddEntry(new, after="one")), RemoveEntry("new")) == FILE
    dense = "@misc{a,}\n@misc{b,}"
    assert edited(dense, AddEntry("@misc{c,}")) == "@misc{a,}\n@misc{b,}\n@misc{c,}"
    assert edited(dense, RemoveEntry("b")) == "@misc{a,}\n"
    assert edited(dense, RemoveEntry("a")) == "@misc{b,}"
    assert edited("", AddEntry("@misc{c,}")) == "@misc{c,}\n"
    assert edited("% mine\n", AddEntry("@misc{c,}")) == "% mine\n\n@misc{c,}\n"
    assert "@comment" in edited("@misc{a,}\n\n@comment{x}\n", AddEntry("@misc{c,}")).split("c,}")[1]


def test_a_new_key_is_followed_by_what_names_it() -> None:
    text = (
        "@inbook{b, crossref = {a}, xdata = {c,a}, title = {a}}\n@book{a, title = {A}}\n"
        "@comment{jabref-meta: groupstree:\n1 ExplicitGroup:a\\;0\\;b\\;a\\;;\n}\n"
    )
    after = edited(text, RenameKey("a", "new"))
    assert after == (
        "@inbook{b, crossref = {new}, xdata = {c,new}, title = {a}}\n@book{new, title = {A}}\n"
        "@comment{jabref-meta: groupstree:\n1 ExplicitGroup:a\\;0\\;b\\;new\\;;\n}\n"
    )
    assert edited(after, RenameKey("new", "a")) == text


def test_edits_are_made_one_after_the_other() -> None:
    after = edited(
        FILE,
        SetField("one", "doi", "10.1/x"),
        RenameKey("one", "three"),
        SetField("three", "doi", "10.2/y"),
        RemoveField("three", "year"),
        RemoveEntry("two"),
        AddEntry("@misc{one,\n  title = {Again},\n}"),
    )
    assert [block.key for block in entries(after)] == ["three", "one"]
    assert values(entries(after)[0]) == {
        "author": "Roe, Ann", "title": "First", "month": "jan", "doi": "10.2/y",
    }  # fmt: skip
    assert after.startswith("% A file\n")
    assert after.endswith("% the end\n")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (SetField("on", "title", "x"), "no entry 'on'; did you mean 'one'"),
        (SetField("one", "title", "x}{"), "brace without its partner"),
        (SetField("one", "title", "x y", expression=True), "no value of BibTeX"),
        (SetField("one", "a b", "x"), "cannot be the name of a field"),
        (RemoveField("one", "titel"), "no field 'titel'; did you mean 'title'"),
        (RemoveEntry("three"), "no entry 'three'"),
        (RenameKey("one", "two"), "has an entry 'two' already"),
        (RenameKey("one", "a b"), "cannot be a citation key"),
        (AddEntry("@misc{one,}"), "has an entry 'one' already"),
        (AddEntry("@misc{a,} @misc{b,}"), "one whole entry"),
        (AddEntry("@misc{a, title = {"), "one whole entry"),
        (AddEntry("@misc{a,}", after="x"), "no entry 'x'"),
    ],
)
def test_what_cannot_be_done_is_said(edit: Edit, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        edited(FILE, edit)


def test_a_broken_entry_is_not_touched_and_the_others_can_be() -> None:
    text = FILE + "@misc{bad,\n  title = {never closed,\n"
    with pytest.raises(UsageError, match="'bad' is broken"):
        edited(text, SetField("bad", "title", "x"))
    assert changed(text, edited(text, SetField("one", "title", "New"))) == [
        "-  title   = {First},", "+  title   = {New},",
    ]  # fmt: skip
    with pytest.raises(FileError, match="not valid UTF-8"):
        apply(FILE.encode() + b"\xe9", [SetField("one", "title", "x")])


@given(files(), MARKS, st.data())
@settings(deadline=None, max_examples=150)
def test_a_value_set_leaves_every_other_byte_and_can_be_set_back(
    text: str, mark: bytes, data: st.DataObject
) -> None:
    before = entries(text)
    target = data.draw(st.sampled_from([block for block in before if block.key.startswith("k")]))
    name = data.draw(st.sampled_from(FIELD_NAMES))
    value = data.draw(VALUES)
    edit = SetField(target.key, name, value)
    result = apply(encoded(text, mark), [edit])
    after_text = decoded(result, mark)
    after = entries(after_text)

    assert [block.key for block in after] == [block.key for block in before]
    changed_one = next(block for block in after if block.key == target.key)
    assert values(changed_one) == {**values(target), name: " ".join(value.split())}

    end = target.start + len(target.raw)
    assert after_text[: target.start] == text[: target.start]
    assert after_text[changed_one.start + len(changed_one.raw) :] == text[end:]
    others = [field for field in target.fields if field.name.lower() != name]
    assert [field for field in changed_one.fields if field.name.lower() != name] == others

    spans = entry_spans(target.raw)
    assert spans is not None
    for field in spans.fields:
        if field.name.lower() == name:
            old = target.raw[field.value : field.end]
            undo: Edit = SetField(target.key, name, old, expression=True)
            assert apply(result, [undo]) == encoded(text, mark)


@given(files(), st.data())
@settings(deadline=None, max_examples=150)
def test_any_edits_leave_what_they_do_not_name(text: str, data: st.DataObject) -> None:
    keys = [block.key for block in entries(text) if block.key.startswith("k")]
    edits: list[Edit] = []
    for key in keys:
        kind = data.draw(st.sampled_from(("stay", "stay", "set", "remove", "rename", "add", "go")))
        own = [field.name for block in entries(text) if block.key == key for field in block.fields]
        if kind == "set":
            edits.append(SetField(key, data.draw(st.sampled_from(FIELD_NAMES)), "new"))
        elif kind == "remove" and own:
            edits.append(RemoveField(key, data.draw(st.sampled_from(own))))
        elif kind == "rename":
            edits.append(RenameKey(key, f"{key}new"))
        elif kind == "add":
            edits.append(AddEntry(f"@misc{{{key}more,\n  note = {{x}},\n}}", after=key))
        elif kind == "go":
            edits.append(RemoveEntry(key))
    patches = plan(text, edits)
    result = patched(text, patches)
    assert patched(result, inverse(text, patches)) == text

    named = {edit.after if isinstance(edit, AddEntry) else edit.key for edit in edits}
    before = {block.key: block.raw for block in entries(text)}
    after = {block.key: block.raw for block in entries(result)}
    assert {key: raw for key, raw in before.items() if key not in named}.items() <= after.items()
    gone = {edit.key for edit in edits if isinstance(edit, RemoveEntry)}
    assert not gone & after.keys()
    new = {edit.new for edit in edits if isinstance(edit, RenameKey)}
    more = {f"{edit.after}more" for edit in edits if isinstance(edit, AddEntry)}
    assert new | more <= after.keys()
    assert [b.raw for b in split_blocks(result)[0] if not isinstance(b, RawEntry)] == [
        b.raw for b in split_blocks(text)[0] if not isinstance(b, RawEntry)
    ]
