"""What a rule looks at: an entry with its fields as the file spells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ldn_bib.entry import Entry


class Field(NamedTuple):
    """A field of a BibTeX entry as it stands in the file.

    Attributes:
        name: name in lower case.
        spelled: name as the file spells it.
        value: text between the delimiters, byte for byte; the whole expression where it is
            made of several pieces or a macro.
        raw: the whole expression, with its delimiters.
        line: line of the first sign of ``value``, from 1.
        column: column of it, from 1, in code points.
        is_plain: whether the value is one piece in braces or quotes, or a number.
    """

    name: str
    spelled: str
    value: str
    raw: str
    line: int
    column: int
    is_plain: bool

    @property
    def text(self) -> str:
        """The value with each run of white space as one space, LaTeX left as it is."""
        return " ".join(self.value.split())

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset into ``value``."""
        before = self.value[:offset].replace("\r\n", "\n").replace("\r", "\n")
        lines = before.count("\n")
        if not lines:
            return self.line, self.column + len(before)
        return self.line + lines, len(before) - before.rfind("\n")


class Given(NamedTuple):
    """A value that an entry gives: from a field of a .bib file, or from a CSL-JSON variable.

    Attributes:
        text: the value; LaTeX where it is of a field.
        name: name of the field in lower case, or of the variable.
        field: the field; None in a library that is not BibTeX.
    """

    text: str
    name: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry and its fields.

    Attributes:
        entry: the entry as it was understood.
        type: entry type in lower case as the file spells it; empty for CSL-JSON.
        fields: the fields in the order of the file, repeats included; empty for CSL-JSON.
        column: column of the entry's first sign, from 1.
        is_sound: whether BibTeX itself could read the entry, so that it can be mended.
    """

    entry: Entry
    type: str = ""
    fields: tuple[Field, ...] = ()
    column: int | None = None
    is_sound: bool = False

    @property
    def key(self) -> str:
        """Citation key."""
        return self.entry.key

    @property
    def is_bibtex(self) -> bool:
        """Whether the entry comes from a BibTeX file, so that ``fields`` says what it holds."""
        return bool(self.type)

    def field(self, name: str) -> Field | None:
        """The first field of a name, in any case of letters; None where there is none."""
        wanted = name.lower()
        for field in self.fields:
            if field.name == wanted:
                return field
        return None

    def given(self, variable: str, *names: str) -> Given | None:
        """What the entry says under any of these field names, or under a CSL variable.

        Args:
            variable: CSL variable, such as ``DOI``; looked at where there are no fields.
            names: field names in lower case, the first one found counts.

        Returns:
            The value; None where there is none, or none that is text or a number.
        """
        if self.is_bibtex:
            for name in names:
                field = self.field(name)
                if field is not None and field.text:
                    return Given(field.text, field.name, field)
            return None
        value = self.entry.item.get(variable)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return Given(str(value), variable, None)
        return None
