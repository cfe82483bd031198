"""What a library says about itself: its subject, its limits, its licence, whom to write to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """Statements of the people who keep a library; each is empty where nobody said.

    Attributes:
        subject: what the library is about, in a few words, for titles.
        scope: what is collected, as sentences.
        included: what kinds of papers are in, as sentences.
        excluded: what is left out, as sentences.
        search: where and how papers were looked for, as sentences.
        searched: day of the last search.
        caution: what must be said in every list, such as that a use is off-label.
        licence: name of the licence of the lists, such as ``CC0 1.0``.
        licence_url: address of its text.
        report: how to report an error, as a sentence or an address.
        site_url: address where the site of the library stands, with a slash at its end.
    """

    subject: str = ""
    scope: str = ""
    included: str = ""
    excluded: str = ""
    search: str = ""
    searched: dt.date | None = None
    caution: str = ""
    licence: str = ""
    licence_url: str = ""
    report: str = ""
    site_url: str = ""
