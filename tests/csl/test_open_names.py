"""Lists of names that end in «and others»."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.csl.personname import OpenNames, PersonName, read_names
from ldn_bib.csl.processor import Cite, Cluster, Processor


def people(*families: str) -> list[dict[str, Any]]:
    return [*({"family": family, "given": "Ida"} for family in families), {"literal": "others"}]


def test_the_mark_at_the_end_is_no_name() -> None:
    names = read_names(people("Roe", "Poe"))
    assert isinstance(names, OpenNames)
    assert [name.family for name in names] == ["Roe", "Poe"]
    assert names == (PersonName("Roe", "Ida"), PersonName("Poe", "Ida"))


@pytest.mark.parametrize(
    "value",
    [
        [{"literal": "others"}],
        [{"literal": "others"}, {"family": "Roe"}],
        [{"family": "Roe"}, {"literal": "Others"}],
        [{"family": "Roe"}, {"family": "others"}],
        [],
    ],
)
def test_what_is_no_mark(value: list[dict[str, str]]) -> None:
    names = read_names(value)
    assert not isinstance(names, OpenNames)
    assert len(names) == len(value)


@pytest.mark.parametrize(
    ("style", "families", "entry"),
    [
        ("vancouver", ("Roe",), "1. Roe I et al. On. 2000."),
        ("vancouver", ("Roe", "Poe"), "1. Roe I, Poe I, et al. On. 2000."),
        # six are named where there are more than six
        ("vancouver", tuple("ABCDEF"), "1. A I, B I, C I, D I, E I, F I, et al. On. 2000."),
        ("vancouver", tuple("ABCDEFG"), "1. A I, B I, C I, D I, E I, F I, et al. On. 2000."),
        ("apa", ("Roe", "Poe"), "Roe, I., Poe, I., et al. (2000). On."),
        # no ellipsis: nobody knows the last
        (
            "apa",
            tuple("ABCDEFGHIJKLMNOPQRSTUV"),
            "".join(f"{family}, I., " for family in "ABCDEFGHIJKLMNOPQRS") + "et al. (2000). On.",
        ),
    ],
)
def test_et_al_follows(style: str, families: tuple[str, ...], entry: str) -> None:
    item = {
        "id": "a",
        "type": "book",
        "title": "On",
        "author": people(*families),
        "issued": {"date-parts": [[2000]]},
    }
    processor = Processor(style)
    assert [str(one) for one in processor.bibliography([item]).entries] == [entry]
    (named,) = processor.citations([Cluster((Cite("a"),), mode="author-only")], [item])
    assert str(named).endswith("et al.")


def test_one_editor_and_others_are_several() -> None:
    item = {"id": "a", "type": "book", "title": "On", "editor": people("Roe")}
    (entry,) = Processor("vancouver").bibliography([item]).entries
    assert str(entry) == "1. Roe I et al., editors. On."


def test_a_list_sorts_by_those_that_are_named() -> None:
    items = [
        {"id": "open", "type": "book", "title": "B", "author": people("Roe")},
        {"id": "closed", "type": "book", "title": "A", "author": people("Roe")[:1]},
    ]
    order = [entry.id for entry in Processor("apa").bibliography(items).entries]
    assert order == ["closed", "open"]
