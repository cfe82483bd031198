"""What a record says beyond, and against, the paper that the library has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ldn_bib.bibtex.fields import FIELDS, Kind
from ldn_bib.entry import Entry
from ldn_bib.formats.bibtex_dialect import TOLD_LISTS
from ldn_bib.formats.medline import PREFIX as MEDLINE
from ldn_bib.values.date import Date
from ldn_bib.values.fullness import joined
from ldn_bib.values.likeness import alike, same_text
from ldn_bib.values.sameness import folded
from ldn_bib.values.status import Status

# the key is the library's own; the others say where the record comes from
_NEVER: Final = frozenset(("id", "custom", "source", "citation-key"))
# when and how a program keeps its record, how a file spells what has a variable, and links
# between the entries of one file
_BOOKKEEPING: Final = frozenset(
    (
        "timestamp", "owner", "creationdate", "modificationdate", "date-added", "date-modified",
        "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "itemtype", "collections", "groups", "ldnbib",
        "sortkey", "presort", "crossref", "xdata", "xref", "entryset", "related", "ids",
        "options", "unverified", "type", "entrysubtype", "language", "langid",
    )
)  # fmt: skip
# lists of Zotero that stand in keyword and annote as well
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {}, ())
STATUS: Final = "status"
ANNOTE: Final = "annote"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two records do not agree on, or that only the second one says in full.

    Attributes:
        variable: the CSL variable, or a name that stands in ``custom``.
        ours: the library's value; None where it has none.
        theirs: the record's value.
        whole: what stands there once theirs is taken, where that is more than theirs alone: the
            parts that agree keep what only ours says.
        is_custom: whether it stands in ``custom``.
        is_written: whether a BibTeX file has a field for it.
    """

    variable: str
    ours: Any
    theirs: Any
    whole: Any = None
    is_custom: bool = False
    is_written: bool = True

    @property
    def fills(self) -> bool:
        """Whether the library has nothing there."""
        return self.ours in _NOTHING

    @property
    def taken(self) -> Any:
        """What stands there once theirs is taken."""
        return self.theirs if self.whole is None else self.whole

    def counts(self, *, prefer_new: bool) -> bool:
        """Whether it changes the library.

        Args:
            prefer_new: whether what differs takes the place of what the library has.
        """
        return self.is_written and (self.fills or (prefer_new and self.variable != "type"))


def facts_of(entry: Entry) -> Entry:
    """Return an entry with all that it says in its item.

    The summary and what the item has as an annotation stand as one text, ``annote`` in
    ``custom``, where it is compared as texts are. Lists in ``custom`` become texts, but for the
    collections.
    """
    item = dict(entry.item)
    custom = dict(_custom(item))
    told = [
        str(entry.annotation.summary if entry.annotation else ""),
        str(item.pop(ANNOTE, None) or ""),
        str(custom.pop(ANNOTE, None) or ""),
    ]
    for name in TOLD_LISTS - {"collections"}:
        if isinstance(custom.get(name), list):
            del custom[name]
    collections = custom.get("collections")
    texts: dict[str, Any] = {name: text for name, value in custom.items() if (text := _text(value))}
    if isinstance(collections, list):
        texts["collections"] = collections  # the writer makes groups of them
    note = " ".join(_different(told))
    item.pop("custom", None)
    if note:
        texts[ANNOTE] = note
    if texts:
        item["custom"] = texts
    return replace(entry, item=item, annotation=None)


def compare(ours: Entry, theirs: Entry) -> list[Difference]:
    """What a record has that a paper of the library has not, has otherwise, or has shorter.

    Args:
        ours: the paper.
        theirs: the record.
    """
    found = differences(facts_of(ours).item, facts_of(theirs).item)
    mine, status = ours.status, theirs.status
    if status is not None and (mine is None or _says_more(mine, status)):
        found.append(Difference(STATUS, mine, status))
    return found


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
    """What an item has that another has not, has otherwise, or has shorter, in its own order.

    Values are compared by what they say: identifiers, dates, pages and names in their normal
    form, text without regard to case, markup and marks. A type that is less exact than the
    library's is no difference.

    What stands in ``custom`` is compared name by name. Left out are the dates, owners, folders
    and links by which a program keeps its records, and MEDLINE's own fields (``MEDLINE-MH``,
    ``MEDLINE-GR`` and a dozen more for every paper): they come with new papers only, because
    they would hide in every preview what is said of the paper.
    """
    own = {str(name).lower(): value for name, value in _custom(ours).items()}
    found: list[Difference] = []
    for variable, value in theirs.items():
        if variable in _NEVER or value in _NOTHING:
            continue
        mine = ours.get(variable)
        if mine in _NOTHING and own.get(variable.lower()) not in _NOTHING:
            # BibTeX has no such variable: its reader keeps the field as it is
            found += _of_texts(variable, own[variable.lower()], _as_field(value), value)
        else:
            found += _of_variable(variable, mine, value)
    variables = {str(name).lower() for name in theirs}
    for key, value in _custom(theirs).items():
        name = str(key).lower()
        if _is_left_out(name) or name in variables or value in _NOTHING:
            continue
        mine = own.get(name)
        if mine in _NOTHING:
            found.append(Difference(name, None, value, is_custom=True))
        else:
            found += (
                replace(one, is_custom=True) for one in _of_texts(name, mine, _text(value), value)
            )
    return found


def merged(
    ours: Mapping[str, Any], found: Sequence[Difference], *, prefer_new: bool = False
) -> dict[str, Any]:
    """The library's item with what was empty filled; with all differences where so asked."""
    made = dict(ours)
    for one in found:
        if not one.counts(prefer_new=prefer_new) or isinstance(one.theirs, Status):
            continue
        if one.is_custom:
            _set_custom(made, {one.variable}, {one.variable: one.taken})
        else:
            _set_custom(made, _spelled_so(made, one.variable), {})
            made[one.variable] = one.taken
    return made


def _spelled_so(item: Mapping[str, Any], variable: str) -> Collection[str]:
    """Names in ``custom`` that say of a variable how its value is spelled, or what it is."""
    if variable == "page" and _custom(item).get("eid") == item.get("page"):
        return ("eid",)
    return ("language", "langid") if variable == "language" else ()


def _set_custom(item: dict[str, Any], names: Collection[str], texts: Mapping[str, Any]) -> None:
    """Put texts in the place of names that stand in ``custom``."""
    if not names:
        return
    kept = {key: value for key, value in _custom(item).items() if str(key).lower() not in names}
    item["custom"] = {**kept, **texts}
    if not item["custom"]:
        del item["custom"]


def merged_entry(ours: Entry, found: Sequence[Difference], *, prefer_new: bool = False) -> Entry:
    """The same for an entry, whose summary stands as ``annote`` then."""
    entry = facts_of(ours)
    statuses = [
        one.theirs
        for one in found
        if isinstance(one.theirs, Status) and one.counts(prefer_new=prefer_new)
    ]
    item = merged(entry.item, found, prefer_new=prefer_new)
    return replace(entry, item=item, status=statuses[-1] if statuses else entry.status)


def shown(value: Any) -> str:
    """A value for a person, in one line."""
    if isinstance(value, Status):
        return value.sentence
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


def _of_variable(variable: str, ours: Any, theirs: Any) -> Iterator[Difference]:
    if ours in _NOTHING:
        yield Difference(variable, None, theirs)
    elif variable == "type":
        is_vaguer = str(theirs) in ("document", "article") or str(ours).startswith(str(theirs))
        if ours != theirs and not is_vaguer:
            yield Difference(variable, ours, theirs)
    elif alike(variable, ours, theirs):
        whole = joined(variable, ours, theirs)
        if whole != ours:
            yield _difference(variable, ours, theirs, whole)
    elif isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        yield _difference(variable, ours, theirs, joined(variable, ours, theirs))
    else:
        yield Difference(variable, ours, theirs)


def _difference(variable: str, ours: Any, theirs: Any, whole: Any) -> Difference:
    return Difference(variable, ours, theirs, None if whole == theirs else whole)


def _of_texts(name: str, ours: Any, text: str, theirs: Any) -> Iterator[Difference]:
    """Compare what has no variable; a text that is a part of ours says no more than it."""
    mine = " ".join(_text(ours).split())
    text = " ".join(text.split())
    is_verbatim = name in FIELDS and FIELDS[name].kind is Kind.CUSTOM_VERBATIM
    if mine == text or (name == ANNOTE and folded(text) in folded(mine)):
        return
    if is_verbatim or not same_text(mine, text):
        yield Difference(name, ours, theirs)


def _is_left_out(name: str) -> bool:
    return name in _BOOKKEEPING or name.startswith(MEDLINE.lower())


def _custom(item: Mapping[str, Any]) -> Mapping[str, Any]:
    custom = item.get("custom")
    return custom if isinstance(custom, Mapping) else {}


def _text(value: Any) -> str:
    """What stands in ``custom`` as text; what has parts of its own has no text."""
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _as_field(value: Any) -> str:
    """A value as the field says it that the writer makes of it."""
    return " and ".join(map(_name, value)) if isinstance(value, list | tuple) else shown(value)


def _different(texts: Sequence[str]) -> list[str]:
    """Texts without those that stand in another one."""
    kept: list[str] = []
    for text in sorted(filter(None, texts), key=len, reverse=True):
        if not any(text in other for other in kept):
            kept.append(text)
    return [text for text in dict.fromkeys(texts) if text in kept]


def _says_more(ours: Status, theirs: Status) -> bool:
    return ours.kind is not theirs.kind or not set(theirs.notices) <= set(ours.notices)
