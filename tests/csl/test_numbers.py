"""Numbers: numeric or not, plural or not, and how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import check_growth

from ldn_bib.csl.locale import Locale, build_locale
from ldn_bib.csl.numberfield import ENGLISH, NumberWords, read_number
from ldn_bib.csl.numbers import (
    format_number,
    format_page,
    is_numeric,
    is_plural,
    number_words,
    page_first,
    to_roman,
)
from ldn_bib.csl.pageranges import PAGE_FORMATS, shorten_range
from ldn_bib.csl.variables import NUMBER_VARIABLES

ENGLISH_LOCALE = build_locale("en-US")
FRENCH_LOCALE = build_locale("fr-FR")
NUMBER_LIKE = st.text(alphabet="0123456789ivxlabcdeNS -–,&;.\\/()pnosecf", max_size=30)
FORMS = ("numeric", "ordinal", "long-ordinal", "roman")


@pytest.mark.parametrize(
    "value",
    [
        *("5", "05", "0", "2nd", "L2", "L2d", "e123", "12a", "12a-c", "S1", "iv", "xl", "i-ix"),
        *("2-4", "2 - 4", "2–4", "5, 7", "1 & 2", "1&2", "1; 2", "1 and 2", "1, and 2", "5/6"),
        *("3\\-B", "3\\-5", "L2-L4", "100-104, 110", " 5 "),
    ],
)
def test_numeric(value: str) -> None:
    assert is_numeric(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", "second", "2 volumes", "5 ed.", "5th ed.", "1,2", "1.5", "1:2", "5(2)", "2 4"),
        *("annotated edition", "Suppl. 1", "12 (Suppl 3)", "a-c", "illustrated", "vi ed"),
        "version: 2002, amended effective June 1, 2010, and January 1, 2017",
    ],
)
def test_not_numeric(value: str) -> None:
    assert not is_numeric(value)


@pytest.mark.parametrize(
    ("value", "variable", "numeric"),
    [
        ("vol. 5", "volume", True),
        ("vol. 5", "edition", False),
        ("no. 5", "issue", True),
        ("5 no. 3", "volume", True),
        ("5 no. 3", "edition", False),
    ],
)
def test_a_label_within_the_value_is_the_variables_own(
    value: str, variable: str, numeric: bool
) -> None:
    assert is_numeric(value, variable) is numeric


@pytest.mark.parametrize(
    ("value", "variable", "plural"),
    [
        ("327", "page", False),
        ("327-330", "page", True),
        ("10–20", "page", True),
        ("i-ix", "page", True),
        ("327\\-30", "page", False),
        ("3\\-B", "page", False),
        ("Michaelson-Morely", "page", False),
        ("213 and 235", "locator", True),
        ("213, and 235", "locator", True),
        ("1, 2", "volume", True),
        ("1,2", "volume", False),
        ("5/6", "volume", False),
        ("5 no. 3-6", "volume", False),
        ("1", "number-of-volumes", False),
        ("2", "number-of-volumes", True),
        ("312", "number-of-pages", True),
        ("xii", "number-of-pages", False),
        ("2", "volume", False),
        ("", "page", False),
    ],
)
def test_plural(value: str, variable: str, plural: bool) -> None:
    assert is_plural(value, variable) is plural


def test_plural_with_the_locales_and() -> None:
    french = number_words(FRENCH_LOCALE)
    assert french.joiner == "et"
    assert is_plural("213 et 235", "locator", words=french)
    assert not is_plural("213 et 235", "locator", words=ENGLISH)


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        ("2", "numeric", "2"),
        ("2", "ordinal", "2nd"),
        ("2", "long-ordinal", "second"),
        ("2", "roman", "ii"),
        ("11", "long-ordinal", "11th"),
        ("42", "ordinal", "42nd"),
        ("113", "ordinal", "113th"),
        ("0", "ordinal", "0"),
        ("007", "ordinal", "007"),
        ("2nd", "ordinal", "2nd"),
        ("iv", "roman", "iv"),
        ("L2", "ordinal", "L2"),
        ("12a", "roman", "12a"),
        ("2 - 4", "numeric", "2–4"),
        ("2-4", "ordinal", "2nd–4th"),
        ("2-4", "roman", "ii–iv"),
        ("2-4", "long-ordinal", "second–fourth"),
        ("1,2", "numeric", "1,2"),
        ("1, 2", "ordinal", "1st, 2nd"),
        ("2, 4-6, 9", "roman", "ii, iv–vi, ix"),
        ("1&2", "numeric", "1 & 2"),
        ("1 & 2", "ordinal", "1st & 2nd"),
        ("a&b", "numeric", "a&b"),
        ("1, and 2", "numeric", "1, and 2"),
        ("1; 2", "numeric", "1; 2"),
        ("3\\-B", "numeric", "3-B"),
        ("3-B", "numeric", "3-B"),
        ("i-ix", "ordinal", "i–ix"),
        ("5 ed.", "ordinal", "5 ed."),
        ("second", "ordinal", "second"),
        ("5/6", "numeric", "5/6"),
        ("", "ordinal", ""),
    ],
)
def test_forms(value: str, form: str, written: str) -> None:
    assert format_number(value, form, ENGLISH_LOCALE) == written


@pytest.mark.parametrize(
    ("value", "variable", "form", "written"),
    [
        ("7, p. 3-8", "edition", "ordinal", "7th, pp. 3–8"),
        ("5 no. 3-6", "volume", "numeric", "5 nos. 3–6"),
        ("367-368, fig. 333", "locator", "numeric", "367–368, fig. 333"),
        ("vol. 5", "locator", "numeric", "5"),
        ("sec. 5", "page", "numeric", "sec. 5"),
        ("p. 5", "page", "numeric", "5"),
        ("10a-12b", "volume", "numeric", "10a–12b"),
        ("10a-12b", "chapter-number", "numeric", "10a-12b"),
        ("2-4", "supplement-number", "numeric", "2-4"),
    ],
)
def test_labels_and_ranges_depend_on_the_variable(
    value: str, variable: str, form: str, written: str
) -> None:
    assert format_number(value, form, ENGLISH_LOCALE, variable=variable) == written


def test_a_locator_that_names_its_label() -> None:
    field = read_number("fig. 3-5", "locator")
    assert (field.label, field.is_plural, field.is_numeric) == ("figure", True, True)
    assert read_number("no. 5", "number").label == "number"
    assert read_number("5", "locator").label == ""


def test_ranges_of_a_locator_follow_the_page_format_for_pages_alone() -> None:
    def written(label: str) -> str:
        return format_number(
            "321-325",
            "numeric",
            ENGLISH_LOCALE,
            variable="locator",
            label=label,
            page_format="chicago",
        )

    assert written("page") == "321–25"
    assert written("") == "321–25"
    assert written("chapter") == "321–325"


def test_gender_of_an_ordinal() -> None:
    assert format_number("1", "ordinal", FRENCH_LOCALE, "feminine") == "1ʳᵉ"
    assert format_number("1", "ordinal", FRENCH_LOCALE, "masculine") == "1ᵉʳ"
    assert format_number("2-3", "ordinal", FRENCH_LOCALE, "feminine") == "2ᵉ‑3ᵉ"


def test_an_ampersand_follows_the_locale() -> None:
    german = Locale("de")
    assert number_words(german) == NumberWords(terms=frozenset())
    assert format_number("1 & 2", "numeric", FRENCH_LOCALE) == "1 & 2"


# page, then: no format, expanded, minimal, minimal-two, chicago-15, chicago-16
PAGES = """
101-108     | 101–108     | 101–108     | 101–8   | 101–08  | 101–8     | 101–8
3-10        | 3–10        | 3–10        | 3–10    | 3–10    | 3–10      | 3–10
71-72       | 71–72       | 71–72       | 71–2    | 71–72   | 71–72     | 71–72
96-117      | 96–117      | 96–117      | 96–117  | 96–117  | 96–117    | 96–117
100-4       | 100–4       | 100–104     | 100–4   | 100–04  | 100–104   | 100–104
600-13      | 600–13      | 600–613     | 600–13  | 600–13  | 600–613   | 600–613
1002-1006   | 1002–1006   | 1002–1006   | 1002–6  | 1002–06 | 1002–6    | 1002–6
321-325     | 321–325     | 321–325     | 321–5   | 321–25  | 321–25    | 321–25
415-532     | 415–532     | 415–532     | 415–532 | 415–532 | 415–532   | 415–532
1536-538    | 1536–538    | 1536–1538   | 1536–8  | 1536–38 | 1536–38   | 1536–38
11564-11578 | 11564–11578 | 11564–11578 | 11564–78| 11564–78| 11564–78  | 11564–78
13792-13803 | 13792–13803 | 13792–13803 |13792–803|13792–803| 13792–803 | 13792–803
1496-504    | 1496–504    | 1496–1504   | 1496–504|1496–504 | 1496–1504 | 1496–504
12991-13001 | 12991–13001 | 12991–13001 |12991–3001|12991–3001|12991–13001|12991–3001
110-105     | 110–105     | 110–105     | 110–105 | 110–105 | 110–105   | 110–105
N110-N115   | N110–N115   | N110–N115   | N110–5  | N110–15 | N110–15   | N110–15
N110-5      | N110-5      | N110-5      | N110-5  | N110-5  | N110-5    | N110-5
N110-P5     | N110-P5     | N110-P5     | N110-P5 | N110-P5 | N110-P5   | N110-P5
e123-e125   | e123–e125   | e123–e125   | e123–5  | e123–25 | e123–25   | e123–25
xi-xv       | xi–xv       | xi–xv       | xi–xv   | xi–xv   | xi–xv     | xi–xv
327\\-30    | 327-30      | 327-30      | 327-30  | 327-30  | 327-30    | 327-30
142-145 & 235|142–145 & 235|142–145 & 235|142–5 & 235|142–45 & 235|142–45 & 235|142–45 & 235
1-3, 107-109| 1–3, 107–109| 1–3, 107–109|1–3, 107–9|1–3, 107–09|1–3, 107–9| 1–3, 107–9
01790       | 01790       | 01790       | 01790   | 01790   | 01790     | 01790
"""
FORMATS = ("", "expanded", "minimal", "minimal-two", "chicago-15", "chicago-16")


@pytest.mark.parametrize("line", PAGES.strip().splitlines())
def test_page_formats(line: str) -> None:
    value, *wanted = [cell.strip() for cell in line.replace("\\\\", "\\").split("|")]
    assert [format_page(value, name, "–") for name in FORMATS] == wanted
    assert format_page(value, "chicago", "–") == wanted[4]


def test_the_delimiter_of_pages_is_the_locales() -> None:
    assert format_page("1-2", "", "=") == "1=2"
    assert format_page("253 – 257, 300", "chicago", "‑") == "253‑57, 300"


def test_a_long_prefix_and_a_decreasing_range() -> None:
    assert format_page("8n11564-8n1568", "chicago", "–") == "8n11564–68"
    assert format_page("n11564-1568", "chicago", "–") == "n11564-1568"
    assert format_page("123N110 - N5, 000c23 - 22", "expanded", "–") == "123N110-N5, 000c23-22"


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        ("12-15", "12"),
        ("10–20", "10"),
        ("12, 15", "12"),
        ("12 & 15", "12"),
        (" 22 ", "22"),
        ("e12", "e12"),
        ("3\\-5", "3-5"),
        ("", ""),
    ],
)
def test_first_page(pages: str, first: str) -> None:
    assert page_first(pages) == first


@pytest.mark.parametrize(
    ("number", "roman"),
    [(1, "i"), (4, "iv"), (9, "ix"), (42, "xlii"), (1990, "mcmxc"), (3999, "mmmcmxcix")],
)
def test_roman(number: int, roman: str) -> None:
    assert to_roman(number) == roman


def _from_roman(roman: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    total = 0
    for sign, following in zip(roman, f"{roman[1:]} ", strict=True):
        value = values[sign]
        total += -value if value < values.get(following, 0) else value
    return total


@given(st.integers(1, 5999))
def test_roman_numerals_read_back(number: int) -> None:
    assert _from_roman(to_roman(number)) == number


@given(st.one_of(st.integers(max_value=0), st.integers(min_value=6000)))
def test_numbers_that_have_no_roman_form_stay_digits(number: int) -> None:
    assert to_roman(number) == str(number)


@given(
    st.one_of(NUMBER_LIKE, st.text(max_size=20)),
    st.sampled_from(sorted(NUMBER_VARIABLES)),
    st.sampled_from(FORMS),
    st.sampled_from(["", *sorted(PAGE_FORMATS)]),
    st.sampled_from(["", "page", "chapter", "sub verbo", "no label"]),
)
def test_any_text_can_be_written(
    value: str, variable: str, form: str, page_format: str, label: str
) -> None:
    written = format_number(
        value,
        form,
        FRENCH_LOCALE,
        variable=variable,
        label=label,
        page_format=page_format,
    )
    assert isinstance(written, str)
    assert isinstance(is_numeric(value, variable), bool)
    assert isinstance(page_first(value), str)
    if is_plural(value, variable, label):
        assert any(char.isdigit() or char in "ivxlcmIVXLCM" for char in value)


@given(NUMBER_LIKE)
def test_writing_loses_no_digit_and_no_letter(value: str) -> None:
    def kept(text: str) -> str:
        return "".join(char for char in text if char.isalnum())

    written = format_page(value, "", "–")
    if is_numeric(value, "page") and "." not in value:
        assert kept(written) == kept(value)


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.sampled_from(sorted(PAGE_FORMATS)))
def test_a_shortened_range_can_be_completed(first: int, last: int, page_format: str) -> None:
    low, high = sorted((first, last))
    shown, _ = shorten_range(str(low), str(high), page_format)
    full = str(high)
    assert full.endswith(shown)
    if low < high and len(str(low)) == len(full):
        assert shorten_range(str(low), shown, "expanded")[0] == full


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_a_format_once_applied_changes_no_more(first: int, last: int) -> None:
    for page_format in ("expanded", "minimal", "chicago-15"):
        low, high = sorted((first, last))
        once, _ = shorten_range(str(low), str(high), page_format)
        assert shorten_range(str(low), once, page_format)[0] == once


@pytest.mark.parametrize("piece", ["1 a ", "1-", "9", "1a-b"])
def test_time_grows_with_length_only(piece: str) -> None:
    def work(value: str) -> None:
        is_plural(value, "page")
        assert format_number(value, "roman", ENGLISH_LOCALE, variable="page")
        assert format_page(value, "chicago", "–")

    check_growth(work, lambda size: piece * size)
