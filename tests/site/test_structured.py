from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.awkward import AWKWARD, CONDITIONS
from tests.formats.items import entries

from ldn_bib.entry import Entry
from ldn_bib.formats.json_ld import thing
from ldn_bib.site.structured import paper_data, script_json
from ldn_bib.values.status import Status, StatusKind


class _Script(HTMLParser):
    """What a browser takes for the contents of the scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.contents.append(data)


def in_page(data: str) -> tuple[list[str], str]:
    reader = _Script()
    reader.feed(f'<script type="application/ld+json">{data}</script>')
    reader.close()
    return reader.tags, "".join(reader.contents)


@pytest.mark.parametrize("entry", AWKWARD, ids=lambda entry: entry.key)
def test_the_data_are_those_of_the_format(entry: Entry) -> None:
    data = json.loads(paper_data(entry, CONDITIONS))
    assert data.pop("@context") == "https://schema.org"
    assert data == thing(entry, CONDITIONS)


def test_the_page_and_a_retraction_are_named() -> None:
    entry = Entry({"id": "a", "type": "book"}, status=Status(StatusKind.RETRACTED))
    data = json.loads(paper_data(entry, {}, page_url="https://example.org/papers/a.html"))
    assert data["creativeWorkStatus"] == "Retracted"
    assert data["subjectOf"]["url"] == "https://example.org/papers/a.html"


@pytest.mark.parametrize(
    "title",
    ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b", "&lt;/script>", "]]>"],
)
def test_a_hostile_title_stays_inside_the_script(title: str) -> None:
    data = paper_data(Entry({"id": "a", "type": "book", "title": title}), {})
    tags, contents = in_page(data)
    assert tags == ["script"]
    assert json.loads(contents) == json.loads(data)
    assert json.loads(data)["name"] == title.replace("\u2028", " ")


@given(st.text())
def test_any_text_comes_back_and_none_of_it_means_anything_to_html(text: str) -> None:
    written = script_json({"name": text})
    assert json.loads(written) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(written)


@given(entries())
@settings(max_examples=40)
def test_whatever_the_paper_the_page_has_one_script(entry: Entry) -> None:
    tags, contents = in_page(paper_data(entry, {}))
    assert tags == ["script"]
    assert json.loads(contents)["@type"]
