"""Whether two values say the same, however they are written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.likeness import ALIKE, alike, is_fuller


def person(family: str, given_name: str = "") -> dict[str, str]:
    return {"family": family, "given": given_name} if given_name else {"family": family}


KIM = [person("Kim", "Yoon Hang John")]
EIS = [{"family": "Eis", "non-dropping-particle": "van der", "given": "B"}]


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("author", KIM, [person("Kim", "YH")]),
        ("author", KIM, [person("Kim", "Y. H. J.")]),
        ("author", KIM, [person("Kim", "Yoon-Hang")]),
        ("author", KIM, [person("Kim")]),
        ("author", KIM, [{"literal": "Kim"}]),
        ("author", EIS, [person("van der Eis", "Berta")]),
        ("author", [person("Müller", "K")], [person("Mueller", "Karl")]),
        ("author", [person("Sørensen", "Å")], [person("Sorensen", "Aage")]),
        ("author", [*KIM, {"literal": "others"}], [*KIM, person("West"), person("Ost")]),
        ("title", "TNF-α and Low-Dose X", "TNF-alpha and low dose X."),
        ("title", "Warm socks", "RETRACTED ARTICLE: Warm Socks"),
        ("title", "10<sup>3</sup> feet", "10 3 feet"),
        ("container-title", "Arthritis & Rheumatism", "Arthritis and rheumatism"),
        ("container-title", "The Senior Care Pharmacist", "Senior care pharmacist"),
        ("container-title", "Pain Medicine", "Pain medicine (Malden, Mass.)"),
        ("container-title", "Lipids", "Lipids : official journal of nothing"),
        ("container-title-short", "Curr. Rheumatol. Rev.", "Curr Rheumatol Rev"),
        ("publisher", "MDPI", "MDPI AG"),
        ("publisher", "SAGE Publications", "SAGE Publications Inc."),
        ("page", "177-80", "177-180"),
        ("page", "E393–E406", "e393-406"),
        ("page", "907-912", "907"),
        ("volume", "07", "7"),
        ("issue", "Suppl 1", "Supplement_1"),
        ("issue", "1-2", "1–2"),
        ("DOI", "10.4140/TCP.n.2019.43", "https://doi.org/10.4140/tcp.N.2019.43"),
        ("PMCID", "PMC7", "pmc7"),
        ("ISSN", "2639-9636, 2639-9644", "2639-9644"),
        ("language", "en-GB", "eng"),
        ("author", [person("Vogt", "Jürgen")], [person("Vogt", "Juergen")]),
        ("author", [{**KIM[0], "suffix": "Jr."}], [{**KIM[0], "suffix": "Jr"}]),
        ("ISBN", "978-3-16-148410-0, 3-16-148410-X", "9783161484100"),
        ("keyword", "Pain; cold skin", "cold skin, pain, wool"),
        ("keyword", "pain - chronic, other", "pain, chronic; other"),
        ("keyword", "pain - chronic", "pain, chronic;"),
        ("URL", "https://X.test/a-b/", "http://x.test/a-b"),
        ("URL", "https://doi.org/10.5555/A", "http://dx.doi.org/10.5555/a"),
        ("issued", {"date-parts": [[2019]]}, {"date-parts": [[2019, 10, 3]]}),
        ("issued", {"date-parts": [[2019, 1]]}, {"date-parts": [[2019, 1], [2019, 2]]}),
    ],
)
def test_the_same_said_otherwise(variable: str, ours: Any, theirs: Any) -> None:
    assert alike(variable, ours, theirs)
    assert alike(variable, theirs, ours)


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("author", KIM, [person("Kim", "YJ")]),
        ("author", KIM, [person("Kim", "Anna")]),
        ("author", KIM, [*KIM, person("West")]),
        ("author", [*KIM, {"literal": "others"}], [person("West"), person("Ost")]),
        ("author", [{"literal": "Cold Group"}], [{"literal": "Warm Group"}]),
        ("title", "Warm socks", "Warm socks: a trial"),
        ("container-title", "American Journal of Hospice and Palliative Medicine",
         "The American journal of hospice & palliative care"),
        ("publisher", "Elsevier", "Wiley"),
        ("publisher", "The Company", "Wiley"),
        ("page", "907-912", "907-913"),
        ("page", "907-912", "908-912"),
        ("volume", "7", "70"),
        ("DOI", "10.5555/a", "10.5555/b"),
        ("ISSN", "2639-9636", "2639-9644"),
        ("language", "en", "de"),
        ("language", "en-GB", "en-US"),
        ("author", [{**KIM[0], "suffix": "Jr."}], [{**KIM[0], "suffix": "III"}]),
        ("ISBN", "978-3-16-148410-0", "978-0-00-000000-2"),
        ("keyword", "pain, cold", "pain, wool"),
        ("URL", "https://x.test/a-b", "https://x.test/ab"),
        ("URL", "https://x.test/A", "https://x.test/a"),
        ("issued", {"date-parts": [[2019]], "season": 1}, {"date-parts": [[2019]], "season": 3}),
        ("issued", {"date-parts": [[2019]]}, {"date-parts": [[2020]]}),
        ("issued", {"date-parts": [[2019, 1, 2]]}, {"date-parts": [[2019, 1, 3]]}),
        ("issued", {"date-parts": [[2019, 1], [2019, 2]]}, {"date-parts": [[2019, 1], [2019, 3]]}),
    ],
)  # fmt: skip
def test_what_differs(variable: str, ours: Any, theirs: Any) -> None:
    assert not alike(variable, ours, theirs)
    assert not alike(variable, theirs, ours)


def test_names_that_say_more() -> None:
    assert is_fuller([person("Kim", "YH")], KIM)
    assert not is_fuller(KIM, [person("Kim", "YH")])
    assert not is_fuller("a", "ab")


@given(st.sampled_from(["title", "note", *ALIKE]), st.text(), st.text())
def test_likeness_has_no_direction_and_holds_for_itself(one: str, ours: str, theirs: str) -> None:
    assert alike(one, ours, ours)
    assert alike(one, ours, theirs) == alike(one, theirs, ours)


names = st.lists(
    st.fixed_dictionaries({"family": st.text(min_size=1), "given": st.text()}), max_size=3
)


@given(names, names)
def test_lists_of_names_have_no_direction_either(ours: Any, theirs: Any) -> None:
    assert alike("author", ours, ours)
    assert alike("author", ours, theirs) == alike("author", theirs, ours)
