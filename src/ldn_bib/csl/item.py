"""A CSL-JSON item made ready: text, names and dates, each parsed once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ldn_bib.csl.datevalue import DateValue, read_date
from ldn_bib.csl.errors import ItemError
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.notevariables import with_note_variables
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
# what may be there under another name, or as part of another variable
_STOOD_IN_FOR: Final = frozenset((*_ALSO, "page-first"))
_NO_DATE: Final = DateValue()


class Item:
    """An item as the engine reads it.

    Attributes:
        id: the item's id as text.
        raw: the CSL-JSON item, with the variables that its note holds.
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
        note = raw.get("note")
        if isinstance(note, str) and ":" in note:
            raw = with_note_variables(raw, note)
        self.raw = raw
        self.id = text_of(raw.get("id"))
        kind = raw.get("type")
        self.type = kind if isinstance(kind, str) else ""
        language = raw.get("language")
        self.language = language if isinstance(language, str) else ""
        self._strings: dict[str, str] = {}  # empty where there is none
        self._tokens: dict[str, tuple[Token, ...]] = {}
        self._names: dict[str, tuple[PersonName, ...]] = {}
        self._dates: dict[str, DateValue] = {}

    def forget(self) -> None:
        """Drop what was parsed; it is parsed anew when it is asked for again."""
        self._strings, self._tokens, self._names, self._dates = {}, {}, {}, {}

    def text(self, variable: str) -> str | None:
        """Text of a variable; None where it is empty or no text."""
        if variable not in self.raw and variable not in _STOOD_IN_FOR:
            return None
        found = self._strings.get(variable)
        if found is not None:
            return found or None
        value = self.raw.get(variable)
        if value is None or value == "":
            for other in _ALSO.get(variable, ()):
                value = self.raw.get(other)
                if value:
                    break
        text = value if isinstance(value, str) else "" if value is None else text_of(value)
        if not text or text.isspace():
            text = _page_first(self.text("page")) if variable == "page-first" else ""
        self._strings[variable] = text
        return text or None

    def tokens(self, variable: str) -> tuple[Token, ...]:
        """Tokens of a text variable; empty where it is empty."""
        tokens = self._tokens.get(variable)
        if tokens is None:
            if variable not in self.raw and variable not in _STOOD_IN_FOR:
                return ()
            text = self.text(variable)
            tokens = parse_field(text) if text is not None else ()
            self._tokens[variable] = tokens
        return tokens

    def names(self, variable: str) -> tuple[PersonName, ...]:
        """Names of a name variable; empty where there are none."""
        names = self._names.get(variable)
        if names is None:
            if variable not in self.raw:
                return ()
            names = read_names(self.raw.get(variable))
            self._names[variable] = names
        return names

    def date(self, variable: str) -> DateValue | None:
        """Date of a date variable; None where there is none."""
        found = self._dates.get(variable)
        if found is None:
            if variable not in self.raw:
                return None
            found = read_date(self.raw.get(variable)) or _NO_DATE
            self._dates[variable] = found
        return found if found is not _NO_DATE else None

    def has(self, variable: str) -> bool:
        """Whether a variable is not empty."""
        if variable in NAME_VARIABLES:
            return bool(self.names(variable))
        if variable in DATE_VARIABLES:
            return self.date(variable) is not None
        return self.text(variable) is not None


def _page_first(page: str | None) -> str:
    if page is None:
        return ""
    from ldn_bib.csl.numbers import page_first

    return page_first(page)
