from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_bib.csl.engine import CITEPROC_PY
from ldn_bib.csl.engine import format_bibliography as format_with
from ldn_bib.csl.errors import (
    CslError,
    FormatError,
    StyleFileError,
    UnknownLocaleError,
    UnknownStyleError,
)
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.richtext import Mark
from ldn_bib.csl.variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    SYNONYMS,
    TEXT_VARIABLES,
)

WriteStyle = Callable[..., Path]
format_bibliography = partial(format_with, engine=CITEPROC_PY)

PAPER = {
    "id": "adler2013",
    "type": "article-journal",
    "title": "Warm baths",
    "author": [{"family": "Adler", "given": "Nora"}],
    "container-title": "Acta Imaginaria",
    "issued": {"date-parts": [[2013]]},
    "volume": "65",
    "page": "529-538",
}
EVERYTHING = "".join(
    [
        '<text variable="citation-number" suffix=" "/>',
        *(f'<names variable="{name}"/>' for name in sorted(NAME_VARIABLES)),
        *(
            f'<date variable="{name}" form="text" prefix="{name}="/>'
            for name in sorted(DATE_VARIABLES)
        ),
        *(
            f'<date variable="{name}"><date-part name="month"/><date-part name="year"/></date>'
            for name in sorted(DATE_VARIABLES)
        ),
        *(f'<text variable="{name}" prefix="|"/>' for name in sorted(TEXT_VARIABLES)),
        *(f'<number variable="{name}" prefix="|"/>' for name in sorted(NUMBER_VARIABLES)),
        '<choose><if is-numeric="volume" is-uncertain-date="issued">',
        '<text value="!"/></if></choose>',
    ]
)


@pytest.fixture
def show(write_style: WriteStyle) -> Callable[..., str]:
    """Format one item with the layout given and return its text."""

    def shown(layout: str, **item: Any) -> str:
        path = write_style("shown", layout)
        (entry,) = format_bibliography([{"id": "x", "type": "book", **item}], str(path))
        return str(entry)

    return shown


def test_the_order_of_the_items_stays_where_the_style_sorts_nothing() -> None:
    items = [{**PAPER, "id": name, "title": name} for name in "cab"]
    assert [entry.id for entry in format_bibliography(items, "vancouver")] == ["c", "a", "b"]


def test_the_style_sorts() -> None:
    items = [{**PAPER, "id": n, "author": [{"family": n}]} for n in ("Zorn", "Adler", "Mohr")]
    entries = format_bibliography(items, "apa")
    assert [entry.id for entry in entries] == ["Adler", "Mohr", "Zorn"]
    assert [str(entry).partition(" ")[0] for entry in entries] == ["Adler.", "Mohr.", "Zorn."]


def test_ids_come_back_as_they_were_given() -> None:
    ids = ["Smith2020", "smith2020", "SMITH2020", " x ", "", "ü:/\\", "item0", None, 7]
    items = [{**PAPER, "id": name, "title": f"T{n}"} for n, name in enumerate(ids)]
    entries = format_bibliography(items, "vancouver")
    assert [entry.id for entry in entries] == [*ids[:-2], "", "7"]
    assert [f"T{n}." in str(entry) for n, entry in enumerate(entries)] == [True] * len(ids)


def test_an_item_may_stand_in_the_list_twice() -> None:
    entries = format_bibliography([PAPER, PAPER], "vancouver")
    assert [entry.id for entry in entries] == ["adler2013", "adler2013"]


def test_no_items_no_entries() -> None:
    assert format_bibliography([], "apa") == []


def test_the_items_are_left_as_they_were() -> None:
    item = {**PAPER, "event": "E", "custom": {"a": 1}, "author": [{"literal": "A\n"}]}
    before = repr(item)
    format_bibliography([item], "apa")
    assert repr(item) == before


def test_marks_of_style_and_field(write_style: WriteStyle) -> None:
    path = write_style(
        "marks",
        '<text variable="title" font-style="italic"/>'
        '<text variable="volume" font-weight="bold" prefix=" "/>'
        '<text variable="note" prefix=" " text-decoration="underline"/>'
        '<text variable="genre" prefix=" " font-variant="small-caps"/>'
        '<text variable="page" vertical-align="sup"/>'
        '<text variable="issue" vertical-align="sub"/>',
    )
    item = {
        "id": "x",
        "title": "On <b>H<sub>2</sub>O</b>",
        "volume": 3,
        "note": "n",
        "genre": "g",
        "page": "7",
        "issue": "8",
    }
    (entry,) = format_bibliography([item], str(path))
    italic, bold, sub = Mark.ITALIC, Mark.BOLD, Mark.SUBSCRIPT
    assert [(run.text, set(run.marks)) for run in entry.content.runs] == [
        ("On ", {italic}),
        ("H", {italic, bold}),
        ("2", {italic, bold, sub}),
        ("O", {italic, bold}),
        (" ", set()),
        ("3", {bold}),
        (" ", set()),
        ("n", {Mark.UNDERLINE}),
        (" ", set()),
        ("g", {Mark.SMALL_CAPS}),
        ("7", {Mark.SUPERSCRIPT}),
        ("8", {sub}),
    ]
    assert str(entry) == "On H2O 3 n g78"


def test_nothing_is_escaped(show: Callable[..., str]) -> None:
    title = "A & B <em>&lt;</em> \"q\" 'r' *s* `t` <i>u"
    assert show('<text variable="title"/>', title=title) == title


def test_nocase_spans_guide_the_engine_and_do_not_show(show: Callable[..., str]) -> None:
    title = 'The role of <span class="nocase">pH</span> in <SPAN class="nocase">mRNA</SPAN>'
    shown = show('<text variable="title" text-case="uppercase"/>', title=title)
    assert "span" not in shown.casefold()
    assert show('<text variable="title"/>', title=title) == "The role of pH in mRNA"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ({"date-parts": [[2013, 2, 5]]}, "2013/2/5"),
        ({"date-parts": [["2013", "02"]]}, "2013/2"),
        ({"date-parts": [[2013.0]]}, "2013"),
        ({"date-parts": [[2013, None]]}, "2013"),
        ({"date-parts": [[2013, 99, 99]]}, "2013"),
        ({"date-parts": [[2013, 2, 50]]}, "2013/2"),
        ({"date-parts": [[2013], [2013]]}, "2013"),
        ({"date-parts": [[2013, 5], [2013, 5]]}, "2013/5"),
        ({"date-parts": [[2013, 5, 1], [2013, 5]]}, "2013/5"),
        ({"date-parts": [[2013], []]}, "2013"),
        ({"date-parts": [[2013], "x"]}, "2013"),
        ({"raw": "2013-02-05"}, "2013/2/5"),
        ({"raw": "2013-02-05T10:00:00Z"}, "2013/2/5"),
        ({"raw": "about 1900"}, "about 1900"),
        ({"literal": "Spring <i>term</i>"}, "Spring term"),
        ({"date-parts": [], "literal": "someday"}, "someday"),
        ({"date-parts": [["soon"]], "raw": "2014"}, "2014"),
        ({"season": "Michaelmas"}, "Michaelmas"),
        ("2013-02", "2013/2"),
        (2013, "2013"),
    ],
)
def test_dates_of_all_kinds(date: object, shown: str, show: Callable[..., str]) -> None:
    layout = (
        '<date variable="issued"><date-part name="year"/><date-part name="month" form="numeric" '
        'prefix="/"/><date-part name="day" prefix="/"/></date>'
    )
    assert show(layout, issued=date) == shown


@pytest.mark.parametrize(
    "date", [None, True, {}, [], [[2013]], {"date-parts": None}, {"date-parts": [[True]]}, {1: 2}]
)
def test_what_is_no_date_is_left_out(date: object, show: Callable[..., str]) -> None:
    layout = '<choose><if variable="issued"><text value="date"/></if></choose>'
    assert show(f'{layout}<text value="."/>', issued=date) == "."


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([[2013, 5], [2013, 6]], "2013 May-Jun"),
        ([[2013, 13]], "2013 Spring"),
        ([[2013, 24]], "2013 Winter"),
    ],
)
def test_dates_that_break_the_engine_are_given_as_text(
    parts: list[list[int]], shown: str, write_style: WriteStyle
) -> None:
    path = write_style(
        "ranges",
        '<text macro="when"/>',
        before='<macro name="when"><date variable="issued" delimiter=" "><date-part name="month" '
        'form="numeric"/><date-part name="year"/></date></macro>',
        sort='<sort><key macro="when"/></sort>',
    )
    items: list[dict[str, Any]] = [
        {"id": "x", "issued": {"date-parts": parts}},
        {"id": "y", "title": "no date"},
    ]
    entries = format_bibliography(items, str(path))
    assert [str(entry) for entry in entries] == [shown, ""]


@pytest.mark.parametrize(
    "style", ["vancouver", "ama", "apa", "mla", "chicago", "harvard", "nature", "bmj", "lancet"]
)
def test_a_range_within_a_year_keeps_its_year(style: str) -> None:
    item = {**PAPER, "DOI": "10.5555/2009", "issued": {"date-parts": [[2009, 5], [2009, 6]]}}
    (entry,) = format_bibliography([item], style)
    assert "2009" in str(entry).replace("10.5555/2009", "")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([{"family": "Adler", "given": "Nora"}], "Nora Adler"),
        ([{"family": "Berg", "non-dropping-particle": "van den"}], "van den Berg"),
        ([{"family": "King", "given": "M L", "suffix": "Jr"}], "M L King Jr"),
        ([{"literal": "A <i>Group</i>"}], "A Group"),
        ([{"given": "Plato"}], "Plato"),
        ([{"family": "Adler", "literal": "ignored"}], "Adler"),
        ([{"family": "Adler", "isInstitution": True, "ORCID": "0"}], "Adler"),
        ([{"family": 7, "given": None}], "7"),
        ([None, {}, {"family": ""}, 3, [], {"family": "Adler"}], "Adler"),
        ("A Group", "A Group"),
        ({"family": "Adler"}, "Adler"),
        (["A Group"], "A Group"),
    ],
)
def test_names_of_all_kinds(names: object, shown: str, show: Callable[..., str]) -> None:
    assert show('<names variable="author"/>', author=names) == shown


@pytest.mark.parametrize("names", [None, [], 7, True, [{}], "", {"family": None}])
def test_what_is_no_name_is_left_out(names: object, show: Callable[..., str]) -> None:
    layout = '<names variable="author"><substitute><text value="nobody"/></substitute></names>'
    assert show(layout, author=names) == "nobody"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "text"),
        (7, "7"),
        (1.5, "1.5"),
        (3.0, "3"),
        (["a", None, "b", 3], "a, b, 3"),
        ("two\nlines", "two lines"),
        ("a\x00b\x01c\x0fd", "abcd"),
        ("half \ud800", "half \ufffd"),
    ],
)
def test_text_of_all_kinds(value: object, shown: str, show: Callable[..., str]) -> None:
    assert show('<text variable="title"/>', title=value) == shown


@pytest.mark.parametrize("value", [None, True, False, "", " \n", [], {}, {"a": 1}, 10**50])
def test_what_is_no_text_is_left_out(value: object, show: Callable[..., str]) -> None:
    layout = '<choose><if variable="title"><text value="title"/></if></choose><text value="."/>'
    assert show(layout, title=value) == "."


@pytest.mark.parametrize(
    ("given_name", "name"), [*SYNONYMS.items(), ("event-title", "event"), ("DOI", "DOI")]
)
def test_former_names_of_variables(given_name: str, name: str, show: Callable[..., str]) -> None:
    assert show(f'<text variable="{name}"/>', **{given_name: "here"}) == "here"


def test_the_present_name_wins_over_the_former(show: Callable[..., str]) -> None:
    shown = show('<text variable="event-title"/>', **{"event": "old", "event-title": "new"})
    assert shown == "new"


@pytest.mark.parametrize("kind", [None, "", 7, "hologram", ["book"]])
def test_an_item_of_no_known_type_is_printed(kind: object) -> None:
    (entry,) = format_bibliography([{**PAPER, "type": kind}], "vancouver")
    assert "Adler N. Warm baths." in str(entry)


def test_an_item_without_anything_is_an_entry_too() -> None:
    (entry,) = format_bibliography([{}], "apa")
    assert entry.id == ""


def test_a_title_of_a_megabyte() -> None:
    title = "word " * 200_000
    (entry,) = format_bibliography([{**PAPER, "title": title}], "vancouver")
    assert len(str(entry)) > 999_000


def test_ten_thousand_authors() -> None:
    names = [{"family": f"F{n}", "given": "A B"} for n in range(10_000)]
    (entry,) = format_bibliography([{**PAPER, "author": names}], "vancouver")
    assert "F0 AB, F1 AB, F2 AB" in str(entry)


@pytest.mark.parametrize("item", [None, 7, "text", ["a"]])
def test_what_is_no_item_is_named(item: Any) -> None:
    with pytest.raises(CslError, match=f"item 2 is no CSL-JSON item but {type(item).__name__}"):
        format_bibliography([PAPER, item], "apa")


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    format_bibliography(
        [PAPER, PAPER], "apa", progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 2), (2, 2)]


def test_a_style_that_was_found_before() -> None:
    (entry,) = format_bibliography([PAPER], find_style("ama"))
    assert "Warm baths" in str(entry)


def test_a_style_of_a_folder(folder: Path, write_style: WriteStyle) -> None:
    write_style("mine", '<text variable="title" suffix="!"/>')
    assert str(format_bibliography([PAPER], "mine", folders=[folder])[0]) == "Warm baths!"


MONTH = '<date variable="issued"><date-part name="month"/></date>'
JUNE = {"issued": {"date-parts": [[2013, 6]]}}


def test_the_locale_of_the_call_comes_first(
    folder: Path, write_style: WriteStyle, write_dependent: WriteStyle
) -> None:
    write_style("base", MONTH)
    write_dependent("child", "urn:test:base", locale="fr-FR")

    def month(style: str, locale: str | None) -> str:
        return str(format_bibliography([JUNE], style, locale, folders=[folder])[0])

    assert month("base", None) == "June"
    assert month("base", "de") == "Juni"
    assert month("child", None) == "juin"
    assert month("child", "ES") == "junio"


def test_a_locale_that_nobody_knows_of_in_the_style_falls_back(
    folder: Path, write_style: WriteStyle, write_dependent: WriteStyle
) -> None:
    write_style("base", MONTH)
    write_dependent("child", "urn:test:base", locale="xx-YY")
    assert str(format_bibliography([JUNE], "child", folders=[folder])[0]) == "June"


def test_an_unknown_locale() -> None:
    with pytest.raises(UnknownLocaleError, match="unknown locale 'enn-US'; did you mean 'en-US'"):
        format_bibliography([PAPER], "apa", "enn-US")


def test_an_unknown_style() -> None:
    with pytest.raises(UnknownStyleError, match="'apaa'; did you mean 'apa'"):
        format_bibliography([PAPER], "apaa")


def test_a_style_without_a_bibliography_names_its_sibling() -> None:
    with pytest.raises(StyleFileError, match="'chicago-notes' has no bibliography") as caught:
        format_bibliography([PAPER], "chicago-notes")
    assert str(caught.value).endswith("'chicago-notes-bibliography' has one")


@pytest.mark.parametrize(
    ("layout", "before"),
    [
        ('<text macro="nowhere"/>', ""),
        ('<text macro="a"/>', '<macro name="a"><text macro="a"/></macro>'),
        ('<text macro="it\'s"/>', ""),
    ],
)
def test_a_failure_of_the_engine_is_an_error_of_ours(
    layout: str, before: str, write_style: WriteStyle
) -> None:
    path = write_style("broken", layout, before=before)
    with pytest.raises(FormatError) as caught:
        format_bibliography([PAPER], str(path))
    assert (caught.value.style, caught.value.item) == ("broken", "adler2013")
    assert str(caught.value).startswith(
        "style 'broken' cannot format item 'adler2013': citeproc-py failed with "
    )
    assert "\n" not in str(caught.value)


def test_a_failure_in_sorting_names_the_item(write_style: WriteStyle) -> None:
    path = write_style(
        "sorting",
        before='<macro name="k"><choose><if type="book"><text macro="nowhere"/></if></choose>'
        "</macro>",
        sort='<sort><key macro="k"/></sort>',
    )
    with pytest.raises(FormatError) as caught:
        format_bibliography([PAPER, {"id": "culprit", "type": "book"}], str(path))
    assert caught.value.item == "culprit"


def test_a_style_that_the_engine_cannot_load(write_style: WriteStyle) -> None:
    twice = '<locale xml:lang="en"><terms/></locale>' * 2
    with pytest.raises(StyleFileError, match="cannot be used"):
        format_bibliography([PAPER], str(write_style("twice", before=twice)))


def test_control_characters_of_a_style_do_not_show(write_style: WriteStyle) -> None:
    path = write_style("tabs", '<text variable="title" prefix="&#9;a&#10;b " suffix=" &#9;"/>')
    assert str(format_bibliography([PAPER], str(path))[0]) == "a b Warm baths"


def test_the_engines_warnings_stay_inside() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        format_bibliography([{**PAPER, "chair": [{"family": "X"}], "custom": 1}], "apa")
    assert caught == []


def test_strict_warnings_break_nothing_and_nothing_is_printed() -> None:
    script = (
        "from ldn_bib.csl.engine import format_bibliography\n"
        "format_bibliography([{'id': 'x', 'type': 'book', 'title': 't', 'scale': 'u',"
        " 'author': [{'family': 'F', 'x': 1}]}], 'apa')\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_importing_the_engine_loads_neither_lxml_nor_citeproc() -> None:
    script = (
        "import sys; from ldn_bib.csl import engine, finder, index, schema; "
        "sys.exit(any(n in sys.modules for n in ('lxml', 'citeproc', 'json', 'difflib')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["<i>a</i>", "</span>", '<span class="nocase">', "1-2", "12a", "", "-1", "s1"]
    )
)
VALUE = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "season", "raw", "circa"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
NAME = st.dictionaries(
    st.sampled_from(["family", "given", "literal", "suffix", "dropping-particle"]), SCALAR
)
POINT = st.lists(st.integers(-100, 3000) | st.integers(0, 32) | SCALAR, max_size=4)
DATE = st.fixed_dictionaries(
    {"date-parts": st.lists(POINT, max_size=3)},
    optional={"circa": SCALAR, "season": SCALAR, "literal": SCALAR, "raw": SCALAR},
)
ITEM = st.builds(
    lambda *parts: {key: value for part in parts for key, value in part.items()},
    st.dictionaries(st.sampled_from(sorted(TEXT_VARIABLES | NUMBER_VARIABLES)), VALUE, max_size=6),
    st.dictionaries(
        st.sampled_from(sorted(NAME_VARIABLES)), st.lists(NAME, max_size=3) | VALUE, max_size=3
    ),
    st.dictionaries(st.sampled_from(sorted(DATE_VARIABLES)), DATE | VALUE, max_size=3),
    st.dictionaries(st.sampled_from(["id", "type", "custom", "self", "key", "shortTitle"]), VALUE),
)


@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ITEM, min_size=1, max_size=2))
def test_any_item_is_printed_or_an_error_of_ours(
    write_style: WriteStyle, items: list[dict[str, Any]]
) -> None:
    style = find_style(str(write_style("everything", EVERYTHING)))
    entries = []
    with suppress(FormatError):
        entries = format_bibliography(items, style)
        assert len(entries) == len(items)
    for entry in entries:
        text = str(entry)
        text.encode("utf-8")
        assert not any(ord(character) < 32 for character in text)
