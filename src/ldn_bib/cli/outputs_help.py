"""Help that names every output there is: built-ins and plug-ins, looked up when it is shown."""

from __future__ import annotations

from typing import Any, Final

from typer.core import TyperCommand

from ldn_bib.csl.errors import one_of

DOCUMENTS: Final = "{documents}"
"""Stands in the help of an option for the names of all document writers."""

RECORDS: Final = "{records}"
"""Stands there for the names of all exchange formats that are written."""


class OutputsCommand(TyperCommand):
    """A command whose options' help may hold :data:`DOCUMENTS` and :data:`RECORDS`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help with the names of this installation."""
        for parameter in self.params:
            text = getattr(parameter, "help", None) or ""
            if DOCUMENTS in text or RECORDS in text:
                setattr(parameter, "help", _filled(text))  # noqa: B010 - not of every parameter
        super().format_help(ctx, formatter)


def _filled(text: str) -> str:
    from ldn_bib.exporting import document_names, record_names

    filled = text.replace(DOCUMENTS, one_of(document_names()))
    return filled.replace(RECORDS, one_of(record_names()))


__all__ = ["DOCUMENTS", "RECORDS", "OutputsCommand"]
