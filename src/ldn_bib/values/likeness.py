"""Whether two values of a variable say the same, however they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ldn_bib.values.date import Date
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.isbn import isbn_digits
from ldn_bib.values.issn import split_issns
from ldn_bib.values.keywords import split_keywords
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.pages import Pages
from ldn_bib.values.sameness import folded, identifiers

_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i",
        "þ": "th", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
        "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ω": "omega",
    }
)  # fmt: skip
"""Letters that are no others with a mark, and those of Greek that are written as words."""

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_UMLAUT: Final = re.compile("[äöü]")
MARK: Final = re.compile(
    r"\W*(?:retracted|withdrawn)(?:\s+(?:article|paper|chapter))?\s*[:\])—–-]+\s*", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_SUBTITLE: Final = re.compile(r"\s*[:=;]\s")
_AND: Final = re.compile(r"\band\b")
_SUPPLEMENT: Final = re.compile(r"\b(?:supplement|suppl|supp)\b")
_ZEROS: Final = re.compile(r"\b0+(?=[0-9])")
FORMS: Final = frozenset(
    (
        "ag", "bv", "b", "v", "co", "company", "corp", "corporation", "gmbh", "inc",
        "incorporated", "kg", "limited", "llc", "ltd", "plc", "sa", "s", "the", "and",
    )
)  # fmt: skip
"""Words of a publisher's name that tell of its legal form only."""
_OTHERS: Final = "others"
_BETWEEN_NAMES: Final = re.compile(r"[\s.\-‐‑]+")
_MOST_INITIALS: Final = 4
_LAST_MONTH: Final = 12
_LIST_SEPARATOR: Final = re.compile(r"[,;]")
_TAG_SEPARATOR: Final = re.compile(r"[-_]")
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)

Alike = Callable[[Any, Any], bool]


def alike(variable: str, ours: Any, theirs: Any) -> bool:
    """Tell whether two values of a CSL variable say the same as far as both go.

    Case, markup, accents and marks do not count in text. Names may be shortened to initials,
    dates to years, last pages to their last digits.

    Args:
        variable: the CSL variable.
        ours: a value that is not empty.
        theirs: another one.
    """
    if ours == theirs:
        return True
    special = ALIKE.get(variable)
    if special is not None:
        return special(ours, theirs)
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return same_date(ours, theirs)
    if _is_list(ours) and _is_list(theirs):
        return same_names(ours, theirs)
    return same_text(ours, theirs)


def same_text(ours: Any, theirs: Any) -> bool:
    """Text without case, markup, accents, marks and spaces; an umlaut may be written out."""
    one, other = str(ours), str(theirs)
    if _plain(one) == _plain(other):
        return True
    lower = strip_markup(one).casefold(), strip_markup(other).casefold()
    if not any(map(_UMLAUT.search, lower)):
        return False
    return _plain(lower[0].translate(_UMLAUTS)) == _plain(lower[1].translate(_UMLAUTS))


def same_title(ours: Any, theirs: Any) -> bool:
    """Titles; the mark of a retraction that publishers set before one does not count."""
    one, other = (MARK.sub("", strip_markup(str(title)), count=1) for title in (ours, theirs))
    return same_text(one, other)


def same_journal(ours: Any, theirs: Any) -> bool:
    """Names of journals; PubMed puts places and subtitles behind them."""
    return not _journal(ours).isdisjoint(_journal(theirs))


def same_publisher(ours: Any, theirs: Any) -> bool:
    """Names of publishers; one may have the legal form, or more words, than the other."""
    one, other = (set(folded(str(name)).split()) - FORMS for name in (ours, theirs))
    return bool(one and other) and (one <= other or other <= one)


def same_number(ours: Any, theirs: Any) -> bool:
    """Numbers of volumes, issues and editions."""
    return _number(ours) == _number(theirs)


def same_pages(ours: Any, theirs: Any) -> bool:
    """Pages; one of them may be the first page alone."""
    one, other = (Pages.parse(str(pages).casefold()).expanded() for pages in (ours, theirs))
    if one == other:
        return True
    firsts = one.first is not None and one.first == other.first
    return firsts and len(one.ranges) == len(other.ranges) == 1 and not (one.last and other.last)


def same_issns(ours: Any, theirs: Any) -> bool:
    """ISSNs of one journal: one in common is enough."""
    return not set(split_issns(str(ours))).isdisjoint(split_issns(str(theirs)))


def same_isbns(ours: Any, theirs: Any) -> bool:
    """ISBNs of one book: one in common is enough."""
    return not set(split_isbns(ours)).isdisjoint(split_isbns(theirs))


def split_isbns(text: Any) -> dict[str, str]:
    """The ISBNs of a value without hyphens, in small letters, each with how it is written."""
    pieces = (piece.strip() for piece in _LIST_SEPARATOR.split(str(text)))
    return {(isbn_digits(one) or one).lower(): one for one in pieces if one}


def same_keywords(ours: Any, theirs: Any) -> bool:
    """Lists of keywords in any order; one may have more of them than the other."""
    one, other = (plain_keywords(words).keys() for words in (ours, theirs))
    if not one or not other:
        return same_text(ours, theirs)
    return one <= other or other <= one


def plain_keywords(text: Any) -> dict[str, str]:
    """The keywords of a value as they are compared, each with how it is written."""
    return {plain: word for word in split_keywords(str(text)) if (plain := _plain(word))}


def same_address(ours: Any, theirs: Any) -> bool:
    """Addresses; their scheme, the case of the host and a last slash do not count."""
    one, other = (normalise_doi(str(address).strip()) for address in (ours, theirs))
    if one and other:
        return one.lower() == other.lower()
    return _address(ours) == _address(theirs)


def same_language(ours: Any, theirs: Any) -> bool:
    """Tags or codes of one language; a tag may say where it is spoken."""
    one, other = (_TAG_SEPARATOR.split(str(tag).lower(), maxsplit=1) for tag in (ours, theirs))
    return one[0][:2] == other[0][:2] and (len(one) < 2 or len(other) < 2 or one[1] == other[1])


def same_date(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Dates as far as both go: 2019 and 2019-10 agree."""
    one, other = Date.from_csl(ours), Date.from_csl(theirs)
    if one.start is None or other.start is None:
        return folded(str(one)) == folded(str(other))
    if one.season and other.season and one.season != other.season:
        return False
    ends = one.end is None or other.end is None or _agree(one.end.parts, other.end.parts)
    return _agree(one.start.parts, other.start.parts) and ends


def same_names(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    """Lists of names; one that ends in “and others” goes as far as it goes."""
    one, is_open = named(ours)
    other, is_other_open = named(theirs)
    if (len(one) > len(other) and not is_other_open) or (len(other) > len(one) and not is_open):
        return False
    return all(map(same_name, one, other))


def named(names: Sequence[Any]) -> tuple[list[Any], bool]:
    """Return the names that a list has, and whether “and others” stands behind them."""
    is_open = bool(names) and _whole(names[-1]) == _OTHERS
    return list(names[:-1] if is_open else names), is_open


def same_name(ours: Any, theirs: Any) -> bool:
    """Names as far as both go: «Kim YH» and «Kim, Yoon Hang John» agree."""
    if not isinstance(ours, Mapping) or not isinstance(theirs, Mapping):
        return bool(ours == theirs)
    if not same_text(_family(ours), _family(theirs)):
        return False
    if "family" not in ours or "family" not in theirs:
        return True
    suffixes = [str(name["suffix"]) for name in (ours, theirs) if name.get("suffix")]
    if len(suffixes) > 1 and not same_text(*suffixes):
        return False
    return _same_given(str(ours.get("given") or ""), str(theirs.get("given") or ""))


def is_fuller(ours: Any, theirs: Any) -> bool:
    """Tell whether names that agree have more letters of given names than ours."""
    if not (_is_list(ours) and _is_list(theirs)):
        return False
    return _given_letters(theirs) > _given_letters(ours)


def _given_letters(names: Sequence[Any]) -> int:
    given = (str(name.get("given") or "") for name in names if isinstance(name, Mapping))
    return sum(char.isalpha() for text in given for char in text)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _plain(text: str) -> str:
    return "".join(folded(strip_markup(text).casefold().translate(_LETTERS)).split())


def _journal(name: Any) -> set[str]:
    """The ways in which a journal may be named."""
    whole = " ".join(strip_markup(str(name)).split()).replace("&", " and ")
    bare = _IN_BRACKETS.sub("", whole)
    found = {whole, bare, _SUBTITLE.split(bare, maxsplit=1)[0]}
    words = (_AND.sub(" ", folded(one).removeprefix("the ")) for one in found)
    return {plain for one in words if (plain := _plain(one))}


def _number(value: Any) -> str:
    text = folded(str(value).replace("_", " "))
    return "".join(_ZEROS.sub("", _SUPPLEMENT.sub("s", text)).split())


def _agree(one: Sequence[int], other: Sequence[int]) -> bool:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            # a season, which is written as a month, says nothing of the month
            return place == 1 and (a > _LAST_MONTH) != (b > _LAST_MONTH)
    return True


def _whole(name: Any) -> str:
    if not isinstance(name, Mapping):
        return folded(str(name))
    return folded(str(name.get("literal") or "")) if "family" not in name else ""


def _family(name: Mapping[str, Any]) -> str:
    parts = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(str(name[part]) for part in parts if name.get(part))
    return family or str(name.get("literal") or name.get("given") or "")


def _same_given(ours: str, theirs: str) -> bool:
    if not ours or not theirs:
        return True
    if same_text(ours, theirs):  # Yoon-Hang and Yoonhang
        return True
    one, other = given_names(ours), given_names(theirs)
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))


def given_names(text: str) -> list[str]:
    """Given names one by one as they are compared, initials that run together taken apart."""
    words = (folded(word.translate(_LETTERS)).replace(" ", "") for word in written_names(text))
    return [word for word in words if word]


def written_names(text: str) -> list[str]:
    """Given names one by one as they are written, initials that run together taken apart."""
    words: list[str] = []
    for word in _BETWEEN_NAMES.split(text):
        is_initials = word.isupper() and len(word) <= _MOST_INITIALS
        words += list(word) if is_initials else [word]
    return words


def _address(text: Any) -> str:
    bare = _SCHEME.sub("", str(text).strip(), count=1).rstrip("/")
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}"


def _same_identifier(variable: str) -> Alike:
    return lambda ours, theirs: identifiers({variable: ours}) == identifiers({variable: theirs})


ALIKE: Final[Mapping[str, Alike]] = {
    "DOI": _same_identifier("DOI"),
    "PMID": _same_identifier("PMID"),
    "PMCID": _same_identifier("PMCID"),
    "ISBN": same_isbns,
    "ISSN": same_issns,
    "URL": same_address,
    "keyword": same_keywords,
    "page": same_pages,
    "language": same_language,
    "title": same_title,
    "container-title": same_journal,
    "publisher": same_publisher,
    "volume": same_number,
    "issue": same_number,
    "edition": same_number,
}
"""Variables that have a way of their own to be compared."""
