"""Elements are compiled when they are first printed; what they print does not depend on when."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.processor import Cite, Cluster, Processor

ITEM = {
    "id": "a",
    "type": "book",
    "title": "Pain",
    "author": [{"family": f"Doe{number}", "given": "Jane"} for number in range(4)],
    "editor": [{"family": "Roe", "given": "Rex"}],
    "volume": "3",
    "issued": {"date-parts": [[2020]]},
}
MACROS = """
<macro name="who"><group delimiter=" | "><names variable="author"/><text macro="inner"/></group></macro>
<macro name="inner"><choose><if variable="volume"><names variable="editor"/><text value="v"/></if>
  <else><text value="never"/></else></choose></macro>
<macro name="other"><choose><if type="book"><text variable="volume"/><text variable="title"/></if>
  </choose></macro>
"""  # noqa: E501


def style(*, macros: str = MACROS, bibliography: str = '<text macro="who"/>') -> Processor:
    return Processor.from_xml(
        f"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"
        name-form="short"><info/>{macros}
        <citation et-al-min="3" et-al-use-first="1" name-delimiter="/"><layout>
        <text macro="who"/></layout></citation>
        <bibliography and="text" initialize-with="."><layout>{bibliography}</layout></bibliography>
        </style>""".encode()
    )


def cite(processor: Processor) -> str:
    return str(processor.citations([Cluster((Cite("a"),))], [ITEM])[0])


def list_it(processor: Processor) -> str:
    return str(processor.bibliography([ITEM]).entries[0])


@pytest.mark.parametrize("order", list(permutations((cite, list_it, cite, list_it), 3))[::5])
def test_areas_keep_their_options_whichever_is_printed_first(
    order: tuple[Callable[[Processor], str], ...],
) -> None:
    processor = style()
    wanted: dict[object, str] = {
        cite: "Doe0 et al. | Roev",
        list_it: "Doe0, Doe1, Doe2, and Doe3 | Roev",
    }
    for use in order:
        assert use(processor) == wanted[use]


@pytest.mark.parametrize(
    ("bibliography", "printed"),
    [
        # the branches of a choose take the delimiter of the group that they stand in
        (
            '<group delimiter=", "><choose><if type="book"><text variable="volume"/>'
            '<text variable="title"/></if></choose></group>',
            "3, Pain",
        ),
        # but a macro does not
        ('<group delimiter=", "><text macro="other"/></group>', "3Pain"),
        # of what stands in for names the first prints, in the branches of a choose too
        (
            '<names variable="translator"><substitute><choose><if type="book">'
            '<text variable="volume"/><text variable="title"/></if></choose></substitute></names>',
            "3",
        ),
        # but a macro is printed whole
        (
            '<names variable="translator"><substitute><text macro="other"/></substitute></names>',
            "3Pain",
        ),
        # names in a macro inherit from the names that they stand in for, here and nowhere else
        (
            '<names variable="translator"><name form="long"/><substitute><names variable="editor"/>'
            '</substitute></names><text value=" "/><names variable="author"><et-al/></names>',
            "R. Roe Doe0, Doe1, Doe2, and Doe3",
        ),
    ],
)
def test_elements_are_compiled_as_where_they_stand(bibliography: str, printed: str) -> None:
    processor = style(bibliography=bibliography)
    assert list_it(processor) == printed
    assert list_it(processor) == printed


def test_a_style_that_is_wrong_is_refused_before_anything_is_printed() -> None:
    wrong = '<macro name="x"><choose><if type="map"><text macro="gone"/></if></choose></macro>'
    with pytest.raises(StyleFileError, match="calls a macro 'gone' that is missing"):
        style(macros=MACROS + wrong)
