"""The fields ``status``, ``statusnotice`` and ``statuschecked``: what happened to a publication.

No dialect of BibTeX has fields for it. ``status`` is one of the words of
:class:`~ldn_bib.values.status.StatusKind`, ``statusnotice`` holds DOIs or ``PMID 123`` with
commas between, ``statuschecked`` a day as ``YYYY-MM-DD``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ldn_bib.values.status import Status, StatusKind

STATUS_FIELDS = ("status", "statusnotice", "statuschecked")
"""The fields, in the order to write them."""

_KINDS = {kind.value: kind for kind in StatusKind}


def read_status(fields: Mapping[str, str]) -> Status | None:
    """Return the status that the fields of an entry tell of.

    Args:
        fields: lower-case name to value.

    Returns:
        The status; None where ``status`` is missing or none of our words, as in files of other
        programs, or where ``statuschecked`` is no day.
    """
    kind = _KINDS.get(fields.get("status", "").strip().lower())
    if kind is None:
        return None
    day = fields.get("statuschecked", "").strip()
    try:
        checked = dt.date.fromisoformat(day) if day else None
    except ValueError:
        return None
    notices = tuple(filter(None, map(str.strip, fields.get("statusnotice", "").split(","))))
    return Status(kind, notices, checked)


def status_fields(status: Status) -> dict[str, str]:
    """Return the fields that tell of a status, name to value; the inverse of reading."""
    values = (
        status.kind.value,
        ", ".join(status.notices),
        status.checked.isoformat() if status.checked else "",
    )
    return {name: value for name, value in zip(STATUS_FIELDS, values, strict=True) if value}
