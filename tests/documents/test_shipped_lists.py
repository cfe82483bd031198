"""Reading lists of the shipped library, as a reader sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_bib.bibliography import document_writer, reading_lists
from ldn_bib.documents.grouping import layout_of
from ldn_bib.documents.html import content_security_policy, stylesheet
from ldn_bib.library import Library

LISTS = {
    "fibromyalgia_for_everyone": ("fibromyalgia", "everyone"),
    "fibromyalgia_for_patients": ("fibromyalgia", "patients"),
    "fibromyalgia_for_clinicians": ("fibromyalgia", "clinicians"),
    "burning_mouth_for_everyone": ("burning-mouth-syndrome", "everyone"),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.read(Path(__file__).parents[2] / "references" / "ldn.bib")


@pytest.mark.parametrize("output", ["text", "markdown", "html"])
@pytest.mark.parametrize("name", LISTS)
def test_list_is_as_its_golden_file(
    name: str, output: str, library: Library, golden: Callable[[str, str], None]
) -> None:
    slug, audience = LISTS[name]
    layout = layout_of(audience=audience)
    day = dt.date(2026, 11, 23)
    documents = reading_lists(library, [slug], generated=day, layout=layout)
    writer = document_writer(output)
    made = str(writer.write(documents[slug]))
    if output == "html":
        made = made.replace(stylesheet(), "/* page.css */")
        made = made.replace(content_security_policy(), "(policy)")
    golden(f"{name}{writer.extension}", made)


@pytest.mark.parametrize("audience", ["everyone", "patients", "clinicians"])
@pytest.mark.parametrize("output", ["text", "markdown", "rst", "latex", "rtf", "html"])
def test_every_list_says_what_it_is(audience: str, output: str, library: Library) -> None:
    slugs = [slug for slug, entries in library.by_condition().items() if entries]
    documents = reading_lists(library, slugs, layout=layout_of(audience=audience))
    for document in documents.values():
        text = str(document_writer(output).write(document))
        together = "".join(text.split()).replace("\\u8217?", "’").replace("{}", "")
        for sentence in (
            "This list holds",
            "By study design:",
            "No search date is on record.",
            "Last reviewed",
            "creativecommons.org/publicdomain/zero/1.0/",
            "Report an error",
            "off-label",
            "It is not medical advice",
        ):
            assert "".join(sentence.split()) in together
