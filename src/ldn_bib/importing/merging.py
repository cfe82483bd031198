"""What a record says beyond, and against, the paper that the library has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ldn_bib.values.date import Date
from ldn_bib.values.likeness import alike

# the key is the library's own, and what has no variable is no fact of the paper
_NEVER: Final = frozenset(("id", "custom", "source", "citation-key"))


@dataclass(frozen=True, slots=True)
class Difference:
    """A variable that two records do not agree on.

    Attributes:
        variable: the CSL variable.
        ours: the library's value; None where it has none.
        theirs: the record's value.
    """

    variable: str
    ours: Any
    theirs: Any

    @property
    def fills(self) -> bool:
        """Whether the library has nothing there."""
        return self.ours in (None, "", [], {})


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
    """What a record has that the library has not, or has otherwise, in the record's order.

    Values are compared by what they say: identifiers, dates, pages and names in their normal
    form, text without regard to case, markup and marks. A type that is less exact than the
    library's is no difference.
    """
    found: list[Difference] = []
    for variable, theirs_value in theirs.items():
        if variable in _NEVER or theirs_value in (None, "", [], {}):
            continue
        difference = Difference(variable, ours.get(variable), theirs_value)
        if difference.fills or not _same(variable, difference.ours, theirs_value):
            found.append(difference)
    return found


def merged(
    ours: Mapping[str, Any], found: list[Difference], *, prefer_new: bool = False
) -> dict[str, Any]:
    """The library's item with what was empty filled; with all differences where so asked."""
    made = dict(ours)
    for one in found:
        if one.fills or (prefer_new and one.variable != "type"):
            made[one.variable] = one.theirs
    return made


def shown(value: Any) -> str:
    """A value for a person, in one line."""
    if isinstance(value, Mapping):
        date = Date.from_csl(value)
        return str(date) if date is not None else str(dict(value))
    if isinstance(value, list | tuple):
        return "; ".join(_name(one) for one in value)
    return " ".join(str(value).split())


def _name(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(str(value[part]) for part in parts if value.get(part))
    rest = [str(value[part]) for part in ("given", "suffix") if value.get(part)]
    return ", ".join([family, *rest]) if family else str(value.get("literal") or " ".join(rest))


def _same(variable: str, ours: Any, theirs: Any) -> bool:
    if variable == "type":
        is_vaguer = str(theirs) in ("document", "article") or str(ours).startswith(str(theirs))
        return ours == theirs or is_vaguer
    return alike(variable, ours, theirs)
