"""Short names of styles that people say, and the ids they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        # medicine
        "vancouver": "nlm-citation-sequence",
        "vancouver-brackets": "nlm-citation-sequence-brackets",
        "vancouver-superscript": "nlm-citation-sequence-superscript",
        "vancouver-author-date": "nlm-name-year",
        "nlm": "nlm-citation-sequence",
        "citing-medicine": "nlm-citation-sequence",
        "ama": "american-medical-association",
        "lancet": "the-lancet",
        "nejm": "the-new-england-journal-of-medicine",
        # general
        "acs": "american-chemical-society",
        "asa": "american-sociological-association",
        "chicago": "chicago-author-date",
        "chicago-bibliography": "chicago-notes-bibliography",
        "cse": "cse-citation-sequence",
        "harvard": "harvard-cite-them-right",
        "mla": "modern-language-association",
        "mhra": "mhra-notes",
    }
)
"""Alias to id. Names that are ids already (``apa``, ``bmj``, ``ieee``, ``jama``, ``nature``)
need no row. The target may be a dependent style."""

LOCALES: Mapping[str, str] = MappingProxyType({"harvard": "en-GB", "mhra": "en-GB"})
"""Language of an alias whose style names none, but whose guide is written in one: British guides
ask for single quotation marks."""

COMMON: tuple[str, ...] = (*ALIASES, "apa", "bmj", "ieee", "jama", "nature", "science", "cell")
"""Names that suggestions prefer when two are equally near."""


@cache
def renamed_styles() -> Mapping[str, str]:
    """Former ids and their present ones, as ``renamed-styles.json`` of the package lists them."""
    import json

    from ldn_bib.csl.package import styles_folder

    text = (styles_folder() / "renamed-styles.json").read_text(encoding="utf-8")
    return MappingProxyType({str(old): str(new) for old, new in json.loads(text).items()})
