"""What the sources say of each fact of an entry: it fills, confirms, differs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ldn_bib.completing.facts import Fact
from ldn_bib.completing.gather import Gathered, Witness
from ldn_bib.importing.merging import shown
from ldn_bib.values.date import Date
from ldn_bib.values.issn import split_issns
from ldn_bib.values.likeness import alike, is_fuller

_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {}, ())


class Kind(StrEnum):
    """What a source does to a fact."""

    FILLED = "filled"
    """The entry lacks it, or a part of it."""
    REPLACED = "replaced"
    """The entry had another value, which was to be replaced."""
    CONFIRMED = "confirmed"
    """The entry has it as not confirmed, and a source says the same."""
    CONFLICT = "conflict"
    """What the sources say is not what the entry has."""
    DISAGREEMENT = "disagreement"
    """The sources do not say the same, so that nothing is filled."""
    FULLER = "fuller"
    """A source has names in full that the entry has shortened."""
    OTHER = "other"
    """One source says what the entry has, another one does not."""


CHANGING: Final = frozenset((Kind.FILLED, Kind.REPLACED, Kind.CONFIRMED))
"""What is written."""
CONFLICTS: Final = frozenset((Kind.CONFLICT, Kind.DISAGREEMENT))
"""What a person has to settle."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of an entry, and what the sources say of it.

    Attributes:
        kind: what they do to it.
        fact: the fact.
        old: the entry's value; None where it has none.
        new: the value of the sources.
        sources: who says so, such as ``PubMed 123``.
        fields: the fields that are confirmed, as the file spells them.
    """

    kind: Kind
    fact: Fact
    old: Any
    new: Any
    sources: tuple[str, ...]
    fields: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether the file changes because of it."""
        return self.kind in CHANGING

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to settle it."""
        return self.kind in CONFLICTS

    @property
    def sentence(self) -> str:
        """What a finding says of a conflict."""
        who = ", ".join(self.sources)
        if self.kind is Kind.DISAGREEMENT:
            return f"{self.fact.name}: the sources disagree: {shown(self.new)} ({who})"
        return f"{self.fact.name} is {shown(self.old)}, but {who} has {shown(self.new)}"


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one source says of a fact."""

    source: str
    value: Any


def label_of(witness: Witness) -> str:
    """Return a source for people, such as ``PubMed 123``; with how it was found if in doubt."""
    name = f"{witness.record.source} {witness.record.identifier}"
    return name if witness.is_certain else f"{name}, found by its citation"


def changes_of(
    gathered: Gathered,
    facts: Sequence[Fact],
    fields: Mapping[str, str],
    *,
    replace: bool = False,
) -> list[Change]:
    """Return what the sources say of an entry; of a fact that is as they have it, nothing.

    Args:
        gathered: the entry and the records about it.
        facts: the facts that are looked at.
        fields: what stands in the fields of the entry, by lower-case name.
        replace: whether what the sources have otherwise takes the place of what is there.
    """
    item = gathered.entry.item
    kind = str(item.get("type") or "")
    found: list[Change] = []
    for fact in facts:
        claims = _claims(gathered, fact) if fact.is_of(kind) else []
        if not claims:
            continue
        doubted = [name for name in gathered.entry.unverified if name.lower() in fact.fields]
        ours = item.get(fact.variable)
        if ours in _EMPTY:
            found.append(_filled(fact, claims, doubted, replace=replace))
        else:
            found += _compared(fact, ours, claims, doubted, fields, replace=replace)
    return found


def _claims(gathered: Gathered, fact: Fact) -> list[_Claim]:
    """What the sources say of a fact, the preferred one first."""
    claims = [
        _Claim(label_of(witness), value)
        for source in fact.order
        for witness in gathered.witnesses
        if witness.record.source == source and (value := fact.of(witness.record.item)) not in _EMPTY
    ]
    return claims[:1] if fact.is_alone else claims


def _filled(
    fact: Fact, claims: Sequence[_Claim], doubted: Collection[str], *, replace: bool
) -> Change:
    best = claims[0].value
    same = tuple(one.source for one in claims if alike(fact.variable, best, one.value))
    if len(same) == len(claims) or replace:
        return Change(Kind.FILLED, fact, None, best, same, tuple(doubted))
    said = " ≠ ".join(shown(one.value) for one in claims)
    return Change(Kind.DISAGREEMENT, fact, None, said, tuple(one.source for one in claims))


def _compared(
    fact: Fact,
    ours: Any,
    claims: Sequence[_Claim],
    doubted: Sequence[str],
    fields: Mapping[str, str],
    *,
    replace: bool,
) -> list[Change]:
    same = [one for one in claims if alike(fact.variable, ours, one.value)]
    others = [one for one in claims if one not in same]
    if others and (doubted or not same):
        value = others[0].value
        sources = tuple(one.source for one in others if alike(fact.variable, value, one.value))
        if replace and not same:
            return [Change(Kind.REPLACED, fact, ours, value, sources, tuple(doubted))]
        return [Change(Kind.CONFLICT, fact, ours, value, sources)]
    found: list[Change] = []
    sources = tuple(one.source for one in same)
    missing = tuple(name for name in doubted if name.lower() not in fields)
    more = _more(fact, ours, same, missing, replace=replace)
    if more is not None:
        found.append(more)
    confirmed = tuple(
        name
        for name in doubted
        if name not in missing
        and any(_confirms(fact, name.lower(), fields, ours, one.value) for one in same)
    )
    if confirmed:
        found.append(Change(Kind.CONFIRMED, fact, ours, ours, sources, confirmed))
    if others:
        told = tuple(one.source for one in others)
        found.append(Change(Kind.OTHER, fact, ours, others[0].value, told))
    return found


def _more(
    fact: Fact, ours: Any, same: Sequence[_Claim], missing: tuple[str, ...], *, replace: bool
) -> Change | None:
    """What a source that agrees has beyond our value: month and day, names in full."""
    if fact.variable == "issued":
        one = same[0]
        if _goes_further(ours, one.value):
            return Change(Kind.FILLED, fact, ours, one.value, (one.source,), missing)
        return None
    fuller = next((one for one in same if is_fuller(ours, one.value)), None)
    if fuller is None:
        return None
    kind = Kind.REPLACED if replace else Kind.FULLER
    return Change(kind, fact, ours, fuller.value, (fuller.source,))


def _goes_further(ours: Any, theirs: Any) -> bool:
    one, other = Date.from_csl(ours), Date.from_csl(theirs)
    if one.start is None or other.start is None or one.end is not None or one.open_end:
        return False
    if one.season or one.circa or one.literal:
        return False
    return len(other.start.parts) > len(one.start.parts)


def _confirms(fact: Fact, field: str, fields: Mapping[str, str], ours: Any, theirs: Any) -> bool:
    """Tell whether a value that agrees with ours as far as both go says as much as one field."""
    if fact.variable == "ISSN":
        value = split_issns(fields.get(field, ""))
        return bool(value) and set(value) <= set(split_issns(str(theirs)))
    if fact.variable != "issued":
        return True
    one, other = Date.from_csl(ours).start, Date.from_csl(theirs).start
    if one is None or other is None:
        return False
    part = {"year": 1, "month": 2, "day": 3, "date": len(one.parts)}[field]
    return one.parts[:part] == other.parts[:part] and len(other.parts) >= part
