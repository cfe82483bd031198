"""A CSL-JSON item made ready: text, names and dates, each parsed once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ldn_bib.csl.datevalue import DateValue, read_date
from ldn_bib.csl.errors import ItemError
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.personname import PersonName, read_names
from ldn_bib.csl.plaintext import text_of
from ldn_bib.csl.tokens import Token
from ldn_bib.csl.variables import DATE_VARIABLES, NAME_VARIABLES

# variable to the names that CSL-JSON has had for it (CSL-JSON schema 1.0.2, and before)
_ALSO = {
    "container-title-short": ("journalAbbreviation",),
    "title-short": ("shortTitle",),
    "event-title": ("event",),
    "event": ("event-title",),
}


class Item:
    """An item as the engine reads it.

    Attributes:
        id: the item's id as text.
        raw: the CSL-JSON item.
        type: its CSL type.
        language: its ``language``, empty where there is none.
    """

    __slots__ = ("_dates", "_names", "_strings", "_tokens", "id", "language", "raw", "type")

    def __init__(self, raw: Mapping[str, Any]) -> None:
        """Take a CSL-JSON item.

        Raises:
            ItemError: it is no mapping.
        """
        if not isinstance(raw, Mapping):
            raise ItemError(type(raw).__name__)
        self.raw = raw
        self.id = text_of(raw.get("id"))
        kind = raw.get("type")
        self.type = kind if isinstance(kind, str) else ""
        language = raw.get("language")
        self.language = language if isinstance(language, str) else ""
        self._strings: dict[str, str | None] = {}
        self._tokens: dict[str, tuple[Token, ...]] = {}
        self._names: dict[str, tuple[PersonName, ...]] = {}
        self._dates: dict[str, DateValue | None] = {}

    def forget(self) -> None:
        """Drop what was parsed; it is parsed anew when it is asked for again."""
        self._strings, self._tokens, self._names, self._dates = {}, {}, {}, {}

    def text(self, variable: str) -> str | None:
        """Text of a variable; None where it is empty or no text."""
        try:
            return self._strings[variable]
        except KeyError:
            pass
        value = self.raw.get(variable)
        if value is None or value == "":
            for other in _ALSO.get(variable, ()):
                value = self.raw.get(other)
                if value:
                    break
        text: str | None = text_of(value)
        if not text or text.isspace():
            text = None
        if text is None and variable == "page-first":
            text = _page_first(self.text("page"))
        self._strings[variable] = text
        return text

    def tokens(self, variable: str) -> tuple[Token, ...]:
        """Tokens of a text variable; empty where it is empty."""
        try:
            return self._tokens[variable]
        except KeyError:
            text = self.text(variable)
            tokens = parse_field(text) if text is not None else ()
            self._tokens[variable] = tokens
            return tokens

    def names(self, variable: str) -> tuple[PersonName, ...]:
        """Names of a name variable; empty where there are none."""
        try:
            return self._names[variable]
        except KeyError:
            names = read_names(self.raw.get(variable))
            self._names[variable] = names
            return names

    def date(self, variable: str) -> DateValue | None:
        """Date of a date variable; None where there is none."""
        try:
            return self._dates[variable]
        except KeyError:
            date = read_date(self.raw.get(variable))
            self._dates[variable] = date
            return date

    def has(self, variable: str) -> bool:
        """Whether a variable is not empty."""
        if variable in NAME_VARIABLES:
            return bool(self.names(variable))
        if variable in DATE_VARIABLES:
            return self.date(variable) is not None
        return self.text(variable) is not None


def _page_first(page: str | None) -> str | None:
    if page is None:
        return None
    from ldn_bib.csl.numbers import page_first

    return page_first(page) or None
