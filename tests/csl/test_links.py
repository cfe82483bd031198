"""Links of identifiers that styles print: only safe addresses, and never a change of the text."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.links import LINKED, LinkTo, begun_address, link_to
from ldn_bib.csl.processor import Cite, Cluster, Processor
from ldn_bib.csl.richtext import RichText
from ldn_bib.csl.tokens import LINK

ITEM: dict[str, Any] = {
    "id": "a",
    "type": "article-journal",
    "title": "On links",
    "author": [{"family": "Novak", "given": "Eva"}],
    "container-title": "Pain",
    "issued": {"date-parts": [[2020]]},
}
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout>{0}</layout></citation><bibliography><layout>{0}</layout></bibliography>
</style>"""


def printed(layout: str, **fields: Any) -> RichText:
    processor = Processor.from_xml(STYLE.format(layout).encode(), links=True)
    (entry,) = processor.bibliography([{**ITEM, **fields}]).entries
    return entry.content


def links(rich: RichText) -> list[tuple[str, str]]:
    return [(run.text, run.link) for run in rich.runs if run.link is not None]


@pytest.mark.parametrize(
    ("variable", "text", "address"),
    [
        ("DOI", "10.5555/abc", "https://doi.org/10.5555/abc"),
        ("DOI", "https://doi.org/10.5555/abc", "https://doi.org/10.5555/abc"),
        ("DOI", "http://dx.doi.org/10.5555/a%3Cb", "https://doi.org/10.5555/a%3Cb"),
        ("DOI", "doi: 10.5555/abc", "https://doi.org/10.5555/abc"),
        ("DOI", "10.1/(SICI)1<1::AID>3;2-#", "https://doi.org/10.1/(SICI)1%3C1::AID%3E3;2-%23"),
        ("DOI", "10/abc", "https://doi.org/10/abc"),
        ("DOI", "none", None),
        ("DOI", "10.5555/a b", None),
        ("PMID", "123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("PMID", "PMID: 123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("PMID", "0", None),
        ("PMID", "12 and 13", None),
        ("PMCID", "PMC45", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC45/"),
        ("PMCID", "45.2", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC45/"),
        ("PMCID", "PMCX", None),
        ("URL", " https://x.org/a'b?c=d#e ", "https://x.org/a'b?c=d#e"),
        ("URL", "http://x.org/ä\u2013%20", "http://x.org/%C3%A4%E2%80%93%20"),
        ("URL", "FTP://x.org/a", "FTP://x.org/a"),
        ("URL", 'https://x.org/"><script>', "https://x.org/%22%3E%3Cscript%3E"),
        ("URL", "javascript:alert(1)", None),
        ("URL", "JaVaScRiPt:https://x.org", None),
        ("URL", "java\nscript:alert(1)", None),
        ("URL", "data:text/html,x", None),
        ("URL", "file:///etc/passwd", None),
        ("URL", "https://", None),
        ("URL", "https:///x", None),
        ("URL", "//x.org", None),
        ("URL", "https://x.org/\u202egpj.exe", None),
        ("URL", "https://x.org/\ud800", None),
        ("URL", "", None),
    ],
)
def test_addresses(variable: str, text: str, address: str | None) -> None:
    link = link_to(variable, text)
    assert (link.address if link is not None else None) == address


@given(st.sampled_from(sorted(LINKED)), st.text() | st.text().map("https://x.org/".__add__))
def test_any_address_is_safe_and_plain(variable: str, text: str) -> None:
    link = link_to(variable, text)
    if link is not None:
        assert link == LINK
        assert urlsplit(link.address).scheme in ("http", "https", "ftp")
        assert urlsplit(link.address).netloc
        assert link.address.isascii()
        assert not set(link.address) & set(' "<>\\^`{|}\r\n\t')


def test_the_operator_is_one_of_the_stream() -> None:
    link = LinkTo("https://x.org")
    assert (link == LINK, -link == -LINK, hash(link) == hash(LINK)) == (True, True, True)


def test_where_an_address_begins() -> None:
    assert begun_address("Available from: https://doi.org/") == 16
    assert begun_address("see https://x.org, then ") == 24
    assert begun_address("doi:") == 4


@pytest.mark.parametrize(
    ("layout", "text", "linked"),
    [
        ('<text variable="DOI" prefix="doi:" suffix="."/>', "doi:10.5555/x.", "10.5555/x"),
        ('<text variable="DOI" prefix="at https://doi.org/"/>', None, "https://doi.org/10.5555/x"),
        ('<text value="http://dx.doi.org/"/><text variable="DOI"/>', None, None),
        ('<text variable="DOI" quotes="true" font-style="italic"/>', "“10.5555/x”", "10.5555/x"),
        ('<group prefix="&lt;" suffix="&gt;"><text variable="DOI"/></group>', None, "10.5555/x"),
        ('<text variable="title"/>', "On links", ""),
    ],
)
def test_the_part_of_the_text_that_is_a_link(layout: str, text: str, linked: str | None) -> None:
    rich = printed(layout, DOI="10.5555/x")
    if text is not None:
        assert str(rich) == text
    found = "".join(part for part, _ in links(rich))
    assert found == (str(rich) if linked is None else linked)
    assert {address for _, address in links(rich)} <= {"https://doi.org/10.5555/x"}


def test_a_prefix_is_not_doubled_in_the_address() -> None:
    rich = printed('<text variable="DOI" prefix="https://doi.org/"/>', DOI="https://doi.org/10.1/x")
    assert {address for _, address in links(rich)} == {"https://doi.org/10.1/x"}


def test_the_address_is_that_of_the_field_and_not_of_its_typography() -> None:
    rich = printed('<text variable="URL"/>', URL="https://x.org/it's")
    assert links(rich) == [("https://x.org/it’s", "https://x.org/it's")]


@pytest.mark.parametrize("style", ["apa", "vancouver", "nlm-citation-sequence", "mla", "ieee"])
@settings(max_examples=15)
@given(
    fields=st.dictionaries(
        st.sampled_from(sorted(LINKED)),
        st.sampled_from(
            [
                "10.5555/x.",
                "https://doi.org/10.5555/x",
                "7",
                "PMC7",
                "https://x.org/a?",
                "ftp://x/",
                "n/a",
                "javascript:alert(1)",
                "https://x.org/<b>",
            ]
        ),
    )
)
def test_links_change_no_character_and_no_mark(style: str, fields: dict[str, str]) -> None:
    item = {**ITEM, **fields, "accessed": {"date-parts": [[2021, 2, 3]]}}
    plain, linked = (_both(style, item, links) for links in (False, True))
    for one, other in zip(plain, linked, strict=True):
        bare = RichText.of(type(run)(run.text, run.marks) for run in other.runs)
        assert bare == one
        assert not links_of(one)


def links_of(rich: RichText) -> list[str]:
    return [run.link for run in rich.runs if run.link is not None]


@cache
def _processor(style: str, links: bool) -> Processor:
    return Processor(style, links=links)


def _both(style: str, item: dict[str, Any], links: bool) -> list[RichText]:
    processor = _processor(style, links)
    entries = [entry.content for entry in processor.bibliography([item]).entries]
    return entries + processor.citations([Cluster((Cite("a"),))], [item])


def test_citations_in_notes_have_links_too() -> None:
    processor = Processor("chicago-notes-bibliography", links=True)
    (note,) = processor.citations([Cluster((Cite("a"),), 1)], [{**ITEM, "DOI": "10.5555/x"}])
    assert links(note) == [("https://doi.org/10.5555/x", "https://doi.org/10.5555/x")]
