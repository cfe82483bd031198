from __future__ import annotations

import pytest

from ldn_bib.csl.processor import Cite, Cluster, Processor

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation collapse="year-suffix" disambiguate-add-year-suffix="true" {options}>
<layout prefix="(" suffix="{suffix}" delimiter="; "><group delimiter=", ">
<names variable="author"><name form="short"/></names>
<group font-style="italic" delimiter=" "><date variable="issued"><date-part name="year"/></date>
<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
</group></group></layout></citation></style>"""
ITEMS = [
    {
        "id": key,
        "type": "book",
        "title": key,
        "author": [{"family": "Novak", "given": "B"}],
        "issued": {"date-parts": [[2016]]},
    }
    for key in "abc"
]


def cited(*cites: Cite, options: str = "", suffix: str = ")") -> str:
    processor = Processor.from_xml(STYLE.format(options=options, suffix=suffix).encode())
    return str(processor.citations([Cluster(cites)], ITEMS, "abc")[0])


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        ((Cite("a"), Cite("b")), "(Novak, 2016a; b)"),
        # as if years alone were collapsed, where a cite has a locator
        ((Cite("a"), Cite("b", "7")), "(Novak, 2016a, 2016b p. 7)"),
        ((Cite("a", "3"), Cite("b")), "(Novak, 2016a p. 3, 2016b)"),
        ((Cite("a", "3"), Cite("b", "7")), "(Novak, 2016a p. 3, 2016b p. 7)"),
        ((Cite("c", suppress_author=True),), "(2016a)"),  # the first that is cited
    ],
)
def test_year_suffixes_collapse_inside_formatting(cites: tuple[Cite, ...], text: str) -> None:
    assert cited(*cites) == text


def test_ranges_of_year_suffixes() -> None:
    ranged = 'year-suffix-delimiter=","'
    assert cited(Cite("a"), Cite("b"), Cite("c"), options=ranged) == "(Novak, 2016a,b,c)"


def test_a_citation_ends_with_its_full_stop() -> None:
    assert cited(Cite("a"), suffix=". ") == "(Novak, 2016a."


def test_operators_nest_in_every_collapsed_cite() -> None:
    processor = Processor.from_xml(STYLE.format(options="", suffix=")").encode())
    cluster = Cluster((Cite("a", "1"), Cite("b", "2"), Cite("c", "3")))
    (tokens,) = processor.citation_tokens([cluster], ITEMS, "abc")
    opened: list[int] = []
    for token in tokens:
        if isinstance(token, int):
            if token > 0:
                opened.append(token)
            else:
                assert opened.pop() == -token
    assert opened == []
