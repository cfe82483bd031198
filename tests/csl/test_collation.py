"""Sort keys: the order in which a reader of a language expects texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.collation import collation_key


def ordered(texts: list[str], lang: str = "en-US") -> list[str]:
    """Texts in the order of their keys."""
    return sorted(texts, key=lambda text: collation_key(text, lang))


@pytest.mark.parametrize(
    "texts",
    [
        ["Aalto", "Álvarez", "Zebra"],
        ["Allabout", "Dale", "Dalebout"],
        ["A er", "A Hansen", "A kasernes", "Ab Delrahman", "B Gjengen"],
        ["item 2", "item 10", "item 101", "items"],
        ["vol. 007", "vol. 8"],
        ["$ sign", "1 one", "a letter"],
        ["apple", "Émile", "zoo", "άλφα", "βήτα", "яблоко", "שלום", "سلام", "가다", "あい", "中"],
        ["Oe", "Øf", "ög"],
        ["strasa", "Straße", "strasst"],
        ["Ænima", "Afternoon"],
        ["ёлка", "ель", "ем", "жар", "и", "й"],
        ["カア", "かい", "ガウ"],
        ["abc", "ab\u00adcd"],
    ],
)
def test_order(texts: list[str]) -> None:
    assert ordered(texts[::-1]) == texts
    assert len({collation_key(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("resume", "Résumé"),
        ("e\u0301tude", "étude"),
        ("’t Horvath", "t Horvath"),
        ("“Simple” title, here", "simple title here"),
        ("co-operation", "cooperation"),
        ("Straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("Øre", "ore"),
        ("007", "7"),
        ("٣", "3"),
        ("!", "—"),
    ],
)
def test_case_accents_and_punctuation_do_not_count(one: str, other: str) -> None:
    assert collation_key(one) == collation_key(other)


# a language and its letters in order
ALPHABETS = """
sv | Zorn Åberg Ärlig Öberg
fi | Zorn Åberg Ärlig Öberg
da | Zorn Ærlig Øberg Åberg
nb | Zorn Ærlig Øberg Aaberg
nn | Zorn Ærlig Øberg Åberg
de | Adam Ärzte Azur Zorn
es | Nunez Nzz Ñandu Oca
gl | Nunez Ñandu Oca
cs | Cyril Čapek Hus Chalupa Izák Řehoř Šimek Žák
sk | Cyril Čapek Hus Chalupa Izák Ôk
pl | Lach Łach Ma Sa Śa Za Źa Ża
hr | Cvet Čelik Ćosić Dvor Đuro Luka Ljubo
sr-Latn | Cvet Čelik Ćosić Dvor Đuro
hu | Ocs Öcs Pa Sas Szabó Tas
tr | Ci Çi Gi Ği Hi Isık İsa Oz Öz
ro | Az Ăb Âc Bo Iz Îa Sz Șa Tz Ța
is | Az Áb Ba Dz Ða Zz Þa Æb Öb
lv | Az Āb Ca Ča
lt | Cz Ča Sz Ša
et | Sz Ša Za Ža Ta Wu Õun Äär Öö Üü
vi | Az Ăb Âc Ba Dz Đa
uk | гам ґав дім apple
ru | арбуз яблоко apple zoo
el | άλφα ωμέγα apple
sq | Cz Ça Dz Dha
"""


@pytest.mark.parametrize("line", ALPHABETS.strip().splitlines())
def test_letters_that_a_language_sorts_for_itself(line: str) -> None:
    lang, words = line.split("|")
    texts = words.split()
    assert ordered(texts[::-1], lang.strip()) == texts


def test_a_dialect_sorts_as_its_language() -> None:
    assert collation_key("Åberg", "sv-SE") == collation_key("Åberg", "sv_FI")
    assert collation_key("Åberg", "xx-YY") == collation_key("Aberg", "en-US")


def test_serbian_begins_with_its_own_script() -> None:
    assert ordered(["apple", "боб"], "sr-Cyrl-RS") == ["боб", "apple"]
    assert ordered(["боб", "apple"], "sr-Latn-RS") == ["apple", "боб"]


@given(st.text(max_size=30), st.sampled_from(["en-US", "cs", "da-DK", "tr", "ja", "ru", ""]))
def test_any_text_has_a_key(text: str, lang: str) -> None:
    key = collation_key(text, lang)
    assert key == collation_key(text, lang)
    assert "\x00" not in key


@given(st.lists(st.text(max_size=10), max_size=6))
def test_keys_of_any_texts_can_be_sorted(texts: list[str]) -> None:
    assert sorted(ordered(texts)) == sorted(texts)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=10), st.text("xyz", max_size=3))
def test_a_beginning_comes_first(text: str, more: str) -> None:
    if text:
        assert collation_key(text) <= collation_key(text + more)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    keys = collation_key(f"no. {one}"), collation_key(f"no. {other}")
    assert (keys[0] < keys[1]) == (one < other)


@given(st.text(alphabet="abcXYZéÅ ", min_size=1, max_size=12))
def test_marks_change_nothing(text: str) -> None:
    assert collation_key(f"“{text}”!") == collation_key(text)
