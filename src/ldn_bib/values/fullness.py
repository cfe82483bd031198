"""Two values of a variable that say the same, as one that says all that both of them say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ldn_bib.values.date import Date, DatePart
from ldn_bib.values.issn import split_issns
from ldn_bib.values.likeness import (
    FORMS,
    MARK,
    given_names,
    named,
    plain_keywords,
    same_name,
    same_text,
    split_isbns,
    written_names,
)
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.pages import Pages
from ldn_bib.values.sameness import folded

Join = Callable[[Any, Any], Any]


def joined(variable: str, ours: Any, theirs: Any) -> Any:
    """Return what two values that are alike say together; ours itself where theirs adds nothing.

    Theirs adds given names, a suffix, authors behind “and others”, parts of a date, a last page,
    an ISSN, ISBN or keyword, words of a publisher's name, the country of a language, or the mark
    of a retraction. Another spelling adds nothing.

    Args:
        variable: the CSL variable.
        ours: a value that is not empty.
        theirs: one that :func:`~ldn_bib.values.likeness.alike` takes for the same. Of lists of
            names the beginning is enough.
    """
    special = JOINS.get(variable)
    if special is not None:
        return special(ours, theirs)
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return joined_date(ours, theirs)
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        return joined_names(ours, theirs)
    return ours


def joined_names(ours: Sequence[Any], theirs: Sequence[Any]) -> Any:
    """Lists of names: each name as full as one of them has it; the list is as long as theirs.

    Where theirs ends in “and others”, what ours names behind stays.
    """
    one, is_open = named(ours)
    other, is_other_open = named(theirs)
    made = [joined_name(a, b) for a, b in zip(one, other, strict=False)]
    rest = [*other[len(one) :], *(one[len(other) :] if is_other_open else ())]
    stays_open = is_open if len(one) > len(other) and is_other_open else is_other_open
    end = next(names[-1:] for names in (ours, theirs) if named(names)[1]) if stays_open else ()
    whole = [*made, *rest, *end]
    return ours if whole == list(ours) else whole


def joined_name(ours: Any, theirs: Any) -> Any:
    """A name with the given names and the suffix of both; theirs where it is another person."""
    if not isinstance(ours, Mapping) or not isinstance(theirs, Mapping):
        return theirs
    if not same_name(ours, theirs):
        return theirs
    if "family" not in ours:
        return theirs if theirs.get("given") or theirs.get("suffix") else ours
    given = _given(str(ours.get("given") or ""), str(theirs.get("given") or ""))
    found = {"given": given, "suffix": ours.get("suffix") or theirs.get("suffix")}
    more = {name: text for name, text in found.items() if text and text != ours.get(name)}
    return {**ours, **more} if more else ours


def _given(ours: str, theirs: str) -> str:
    if not ours or not theirs or same_text(ours, theirs):
        return ours or theirs
    one, other = given_names(ours), given_names(theirs)
    pairs = list(zip(one, other, strict=False))
    if len(other) <= len(one) and all(len(b) <= len(a) for a, b in pairs):
        return ours
    if len(one) <= len(other) and all(len(a) <= len(b) for a, b in pairs):
        return theirs
    words = [[word for word in written_names(text) if folded(word)] for text in (ours, theirs)]
    ends = [words[0][len(words[1]) :], words[1][len(words[0]) :]]
    longest = [max(both, key=len) for both in zip(*words, strict=False)]
    found = [*longest, *ends[0], *ends[1]]
    return " ".join(f"{word}." if len(word) == 1 else word for word in found)


def joined_date(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Any:
    """A date with the month, the day, the end and the season of either."""
    one, other = Date.from_csl(ours), Date.from_csl(theirs)
    if one.start is None or other.start is None:
        return ours
    start, end = _part(one.start, other.start), _part(one.end, other.end)
    whole = Date(
        start,
        end,
        open_end=end is None and (one.open_end or other.open_end),
        season=one.season or (None if start and start.month else other.season),
        circa=one.circa and other.circa,
    )
    same = Date(one.start, one.end, one.open_end, one.season, one.circa)
    return ours if whole == same else whole.to_csl()


def _part(ours: DatePart | None, theirs: DatePart | None) -> DatePart | None:
    if ours is None or theirs is None:
        return ours or theirs
    if len(ours.parts) != len(theirs.parts):
        return max(ours, theirs, key=lambda part: len(part.parts))
    return theirs if ours.is_season and not theirs.is_season else ours


def _issns(ours: Any, theirs: Any) -> Any:
    numbers = split_issns(str(ours))
    more = [one for one in split_issns(str(theirs)) if one not in numbers]
    return ", ".join([*numbers, *more]) if more else ours


def _with_rest(split: Callable[[Any], Mapping[str, str]]) -> Join:
    def join(ours: Any, theirs: Any) -> Any:
        known = split(ours)
        more = [text for one, text in split(theirs).items() if one not in known]
        separator = "; " if ";" in str(ours) else ", "
        return separator.join([str(ours), *more]) if more else ours

    return join


def _keywords(ours: Any, theirs: Any) -> Any:
    known = plain_keywords(ours)
    more = [text for one, text in plain_keywords(theirs).items() if one not in known]
    # a comma inside a keyword is none between two where semicolons divide
    divided = ";" in str(ours) or any("," in text for text in more)
    return ("; " if divided else ", ").join([*known.values(), *more]) if more else ours


def _pages(ours: Any, theirs: Any) -> Any:
    one, other = Pages.parse(str(ours)), Pages.parse(str(theirs))
    return theirs if other.last and not one.last else ours


def _publisher(ours: Any, theirs: Any) -> Any:
    one, other = (set(folded(str(name)).split()) - FORMS for name in (ours, theirs))
    return theirs if one < other else ours


def _language(ours: Any, theirs: Any) -> Any:
    return theirs if "-" in str(theirs) and "-" not in str(ours) else ours


def _title(ours: Any, theirs: Any) -> Any:
    one, other = (MARK.match(strip_markup(str(title))) for title in (ours, theirs))
    return theirs if other and not one else ours


JOINS: Final[Mapping[str, Join]] = {
    "ISBN": _with_rest(split_isbns),
    "ISSN": _issns,
    "keyword": _keywords,
    "language": _language,
    "page": _pages,
    "publisher": _publisher,
    "title": _title,
}
"""Variables that have a way of their own to say more."""
