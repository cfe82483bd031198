"""The layout: one for every file, and nothing that a reader sees changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibtex.bibfiles import MARKS, encoded, files
from tests.formats.awkward import AWKWARD
from tests.growth import check_growth

from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import RawEntry
from ldn_bib.bibtex.layout import BROKEN, COMMENTED, Change, lay_out, lay_out_bytes
from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.errors import FileError
from ldn_bib.formats import biblatex, bibtex
from ldn_bib.formats.base import DEFAULTS

MESSY = """

@string{p = "Pain"}
@string(q = {Quiet})
% above one
@Article (one, YEAR=2001, title="First {A} b" , month = jan # " 5",
   abstract = {One
      line.

      Another.},
journal=p
)


words on their own   @misc{two,}% behind two
@comment{jabref-meta:   x;}
"""
NEAT = """@string{p = "Pain"}
@string(q = {Quiet})

% above one
@article{one,
  title        = {First {A} b},
  journal      = p,
  year         = {2001},
  month        = jan # " 5",
  abstract     = {One line.

Another.},
}

words on their own
@misc{two,
}% behind two

@comment{jabref-meta:   x;}
"""
SHIPPED = Path(__file__).parents[2] / "references" / "ldn.bib"


def test_a_messy_file_is_laid_out() -> None:
    layout = lay_out(MESSY)
    assert layout.text == NEAT
    assert layout.changed == (Change("one", 6), Change("two", 15))
    assert layout.left == ()
    again = lay_out(NEAT)
    assert (again.text, again.changed) == (NEAT, ())


def test_the_shipped_library_and_what_we_write_are_laid_out_already() -> None:
    shipped = SHIPPED.read_bytes()
    assert lay_out_bytes(shipped, "x")[0] == shipped
    for form in (bibtex.FORMAT, biblatex.FORMAT):
        assert form.write is not None
        text = "".join(form.write(AWKWARD, DEFAULTS))
        assert lay_out(text).text == text


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("@misc{a,\n  note={x}, % why\n year=2001\n}", COMMENTED),
        ("@misc{a,\n  % was: note = {y},\n  note={x}\n}", COMMENTED),
        ("@misc{a,\n  note = {x}\n  % last\n}", COMMENTED),
        ("@misc{a,\n  note={x}\n  year=2001\n}", BROKEN),
        ("@misc{, note={x}}", BROKEN),
        ("@misc{a,\n  note={never closed,\n  year=2001", BROKEN),
    ],
)
def test_an_entry_that_cannot_be_laid_out_stays(entry: str, why: str) -> None:
    layout = lay_out(f"\n\n{entry}\n\n\n@book{{b,}}\n")
    assert layout.text == f"{entry}\n\n@book{{b,\n}}\n"
    assert [left.why for left in layout.left] == [why]
    assert [change.key for change in layout.changed] == ["b"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('"x"', "{x}"),
        ("{ a\n\tb }", "{a b}"),
        ("2001", "{2001}"),
        ("jan", "jan"),
        ('jan#"--"#feb', 'jan # "--" # feb'),
        ('"a {"} b"', '{a {"} b}'),
        ("{}", "{}"),
    ],
)
def test_values(value: str, written: str) -> None:
    assert f"note         = {written},\n" in lay_out(f"@misc{{a, note = {value}}}").text


def test_repeated_fields_keep_their_order() -> None:
    text = lay_out("@misc{a, note={1}, title={t}, NOTE={2}, title={u}}").text
    assert [line.split("{")[1] for line in text.splitlines()[1:-1]] == [
        "t},", "u},", "1},", "2},",
    ]  # fmt: skip


def test_line_ends_and_marks_stay_and_what_is_no_bibtex_is_refused() -> None:
    source = encoded(MESSY.replace("\n", "\r\n"), b"\xff\xfe")
    data, _ = lay_out_bytes(source, "x")
    assert data == encoded(NEAT.replace("\n", "\r\n"), b"\xff\xfe")
    assert lay_out_bytes(b"", "x")[0] == b""
    with pytest.raises(FileError, match=r"x\.json holds no BibTeX"):
        lay_out_bytes(b'[{"id": "a"}]', "x.json")


@given(files(), MARKS)
@settings(deadline=None, max_examples=150)
def test_a_second_time_changes_nothing_and_the_first_nothing_that_is_read(
    text: str, mark: bytes
) -> None:
    source = encoded(text, mark)
    data, layout = lay_out_bytes(source, "x")
    again, second = lay_out_bytes(data, "x")
    assert again == data
    assert second.changed == ()
    assert second.left == tuple(
        Change(left.key, new.line, left.why)
        for left, new in zip(layout.left, second.left, strict=True)
    )
    before, after = read_bibtex(text)[0], read_bibtex(layout.text)[0]
    assert [entry.item for entry in after] == [entry.item for entry in before]
    assert _others(layout.text) == _others(text)
    assert _words_between(layout.text) == _words_between(text)


LEFT = (
    "@article{x, title={never closed,",
    "@misc{x,\n  note={y}, % why\n}",
    "@misc{x, a={y} b={z}}",
)
OTHERS = ("@misc{y,\n}", "@misc{y, note = {z}}", "% words", '@string{s = "t"}', "@comment{c}", "")
LINE_ENDS = st.sampled_from(("\n", "\r\n", "\r"))


@st.composite
def _left_entry(draw: st.DrawFn) -> str:
    lines = draw(st.sampled_from(LEFT)).split("\n")
    ends = [draw(LINE_ENDS) for _ in lines[1:]]
    blanks = draw(st.text(alphabet=" \t\u00a0", max_size=3))
    return "".join(map("".join, zip(lines, [*ends, blanks], strict=True)))


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_what_is_left_stays_byte_for_byte(data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.one_of(_left_entry(), st.sampled_from(OTHERS)), min_size=1))
    text = "".join([f"{part}{data.draw(LINE_ENDS)}" for part in parts])
    layout = lay_out(text)
    rest = layout.text
    left = [part for part in parts if part.startswith("@") and _is_left(part)]
    assert len(layout.left) == len(left)
    for part in left:
        _, found, rest = rest.partition(part)
        assert found
        assert rest.startswith(("\n", "\r"))
    again = lay_out(layout.text)
    assert (again.text, again.changed) == (layout.text, ())


def _is_left(part: str) -> bool:
    return "\n".join(part.rstrip().splitlines()) in LEFT


def _others(text: str) -> list[str]:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return [block.raw for block in split_blocks(unified)[0] if not isinstance(block, RawEntry)]


def _words_between(text: str) -> list[str]:
    found: list[str] = []
    end = 0
    for block in split_blocks(text)[0]:
        found += text[end : block.start].split()
        end = block.start + len(block.raw)
    return found + text[end:].split()


@pytest.mark.parametrize("filler", [" ", "\n", " \n", "{}"])
def test_time_grows_with_length_only(filler: str) -> None:
    def text(size: int) -> str:
        between = filler * size
        return f"@misc{{a, note = {{x{between}y}}}}{between}@misc{{b,}}\n"

    done = lay_out(text(1000)).text
    assert lay_out(done).text == done
    check_growth(lay_out, text)
