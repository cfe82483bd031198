"""CSL-JSON items as the schema of CSL 1.0.2 wants them, from items as they are found."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ldn_bib.formats.text import mend
from ldn_bib.values.date import Date, plain_date, plain_parts
from ldn_bib.values.keywords import join_keywords
from ldn_bib.values.name import Name, is_usual


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Tables after csl-data.json of the CSL schema, tag v1.0.2.

TYPES = _words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event "
    "figure graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software "
    "song speech standard thesis treaty webpage"
)
"""Types of an item."""

NAME_VARIABLES = _words(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editorial-director executive-producer guest host illustrator "
    "interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator"
)
"""Variables that hold a list of names."""

DATE_VARIABLES = _words("accessed available-date event-date issued original-date submitted")
"""Variables that hold a date."""

NUMBER_VARIABLES = _words(
    "chapter-number citation-number collection-number edition first-reference-note-number "
    "issue locator number number-of-pages number-of-volumes page page-first part printing "
    "supplement volume part-number printing-number supplement-number"
)
"""Variables that may hold a number; here they always hold text."""

TEXT_VARIABLES = _words(
    "abstract annote archive archive-place archive_collection archive_location authority "
    "call-number citation-key citation-label collection-title container-title "
    "container-title-short dimensions division DOI event event-place event-title genre ISBN "
    "ISSN journalAbbreviation jurisdiction keyword language medium note original-publisher "
    "original-publisher-place original-title part-title PMCID PMID publisher "
    "publisher-place references reviewed-genre reviewed-title scale section shortTitle "
    "source status title title-short URL version volume-title volume-title-short year-suffix"
)
"""Variables that hold text only."""

SCHEMA_NAMES: Mapping[str, str] = {
    "part-number": "part",
    "printing-number": "printing",
    "supplement-number": "supplement",
}
"""Variables of the specification (Appendix IV) that the schema spells otherwise."""

OLD_NAMES: Mapping[str, str] = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    **{schema: name for name, schema in SCHEMA_NAMES.items()},
}
"""Names that mean a variable of the specification."""

FALLBACK_TYPE = "document"
"""Type of an item that has none, or none that CSL knows."""

MAX_DEPTH = 64
"""How deep lists and objects in ``custom`` may nest."""

_LISTS = frozenset(("ISBN", "ISSN"))
_PARTICLE_KEYS = ("non-dropping-particle", "dropping-particle")


@dataclass(slots=True)
class Problems:
    """What was wrong with an item.

    Attributes:
        changed: variables whose value had the wrong kind and was turned into the right one.
        dropped: variables whose value could not be used.
        bad_characters: variables that held a character which cannot be encoded.
    """

    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    bad_characters: list[str] = field(default_factory=list)


def clean_item(raw: Mapping[str, Any]) -> tuple[dict[str, Any], Problems]:
    """Return the item with every variable of the right kind, and what had to be done.

    ``id`` and ``type`` are left as they are. Numbers become text; empty values go; old names
    of variables become the ones of CSL 1.0.2; variables that CSL does not know go to
    ``custom``.
    """
    problems = Problems()
    item: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    later: list[tuple[str, Any]] = []
    for key, value in raw.items():
        # there is nothing to clean in most values; what prints holds no lone surrogate
        is_plain = value.__class__ is str and value and key in _PLAIN and value.isprintable()
        if is_plain or key in ("id", "type"):
            item[key] = value
        elif key in OLD_NAMES:
            later.append((key, value))
        elif key == "custom":
            if isinstance(value, Mapping):
                custom.update(_plain_json(value, key, problems))
            else:
                problems.dropped.append(key)
        elif key in _KNOWN:
            _put(item, key, _clean(key, value, problems))
        else:
            name = mend(key)
            custom.setdefault(name, _plain_json(value, name, problems))
    for key, value in later:
        text = _clean(key, value, problems)
        if text is not None and item.setdefault(OLD_NAMES[key], text) != text:
            custom.setdefault(key, text)
    if custom:
        item["custom"] = custom
    return item, problems


def _put(item: dict[str, Any], key: str, value: object) -> None:
    if value is not None:
        item[key] = value


def _clean(key: str, value: object, problems: Problems) -> object:
    """Return a value of the right kind, or None; an empty one is no value."""
    if value.__class__ is str and value and key in _TEXTS:
        return _clean_text(key, value, problems)
    if value in ("", [], {}):
        return None
    if value is None:
        problems.dropped.append(key)
        return None
    if key in NAME_VARIABLES:
        return _clean_names(key, value, problems)
    if key in DATE_VARIABLES:
        return _clean_date(key, value, problems)
    if key == "categories":
        return _clean_categories(value, problems)
    return _clean_text(key, value, problems)


def _clean_text(key: str, value: object, problems: Problems) -> str | None:
    if isinstance(value, str):
        mended = mend(value)
        if mended != value:
            problems.bad_characters.append(key)
        return mended
    if isinstance(value, list):
        # Crossref answers with lists of titles and of ISSNs.
        texts = [text for text in map(_number_text, value) if text]
        if texts:
            problems.changed.append(key)
            if key == "keyword":
                return mend(join_keywords(texts))
            return mend((", " if key in _LISTS else "; ").join(texts))
    text = _number_text(value)
    if not text:
        problems.dropped.append(key)
        return None
    if key not in NUMBER_VARIABLES:
        problems.changed.append(key)
    return text


def _number_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    # inf and nan fail the comparison, and so do ints that str() cannot write.
    return str(value) if abs(value) < 1e300 else ""


def _clean_names(key: str, value: object, problems: Problems) -> list[dict[str, Any]] | None:
    if isinstance(value, str | Mapping):
        problems.changed.append(key)
        value = [value]
    if not isinstance(value, list | tuple):
        problems.dropped.append(key)
        return None
    names = []
    for raw in value:
        if is_clean(raw):
            names.append({"family": raw["family"], "given": raw["given"]})
            continue
        name = _clean_name(key, raw, problems)
        if name:
            names.append(name)
        elif key not in problems.dropped:
            problems.dropped.append(key)
    return names or None


def _clean_name(key: str, raw: object, problems: Problems) -> dict[str, Any]:
    if isinstance(raw, str):
        if key not in problems.changed:
            problems.changed.append(key)
        return _mended(Name.parse(raw).to_csl(), key, problems)
    if not isinstance(raw, Mapping):
        return {}
    name = _mended(Name.from_csl(raw).to_csl(), key, problems)
    if any(not isinstance(raw.get(part, ""), str) for part in _NAME_PARTS):
        problems.changed.append(key)
    _split_family(name)
    _split_given(name)
    if raw.get("static-ordering") in (True, 1, "true", "1"):
        name["static-ordering"] = True
    return name


def is_clean(name: Any) -> bool:
    """Whether a name is a family and a given name in which there is nothing to clean."""
    if name.__class__ is not dict or len(name) != 2:
        return False
    family: Any = name.get("family")
    given: Any = name.get("given")
    both_text = family.__class__ is str and given.__class__ is str
    return both_text and is_usual(family, given)


_NAME_PARTS = ("family", "given", "suffix", "literal", *_PARTICLE_KEYS)


def _mended(name: dict[str, Any], key: str, problems: Problems) -> dict[str, Any]:
    fixed = {part: mend(value) if isinstance(value, str) else value for part, value in name.items()}
    if fixed != name:
        problems.bad_characters.append(key)
    return fixed


def _split_family(name: dict[str, Any]) -> None:
    """Turn words in lower case before the family name into its particle."""
    words = name.get("family", "").split(" ")
    start = 0
    while start < len(words) and words[start].islower():
        start += 1
    if 0 < start < len(words) and not any(key in name for key in _PARTICLE_KEYS):
        name["non-dropping-particle"] = " ".join(words[:start])
        name["family"] = " ".join(words[start:])


def _split_given(name: dict[str, Any]) -> None:
    """Turn what follows a comma in the given name into the suffix."""
    given, comma, suffix = name.get("given", "").partition(",")
    if comma and given.strip() and suffix.strip(" !") and "suffix" not in name:
        name["given"] = given.rstrip()
        name["suffix"] = suffix.lstrip("! ").rstrip()
        # ",!" is how citeproc-js asks for the comma.
        if suffix.startswith("!"):
            name["comma-suffix"] = True


def _clean_date(key: str, value: object, problems: Problems) -> dict[str, Any] | None:
    if isinstance(value, Mapping):
        parts = plain_parts(value)
        if parts and _is_clean(parts):
            return {"date-parts": [list(parts)]}
        date = Date.from_csl(value)
        given = value.get("date-parts")
        if given is not None and not isinstance(given, list | tuple):
            problems.changed.append(key)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        date = Date.parse(_number_text(value))
        problems.changed.append(key)
    else:
        date = Date(None)
    cleaned = date.to_csl()
    if "literal" in cleaned:
        mended = mend(cleaned["literal"])
        if mended != cleaned["literal"]:
            problems.bad_characters.append(key)
            cleaned["literal"] = mended
    if not (date.start or date.literal):
        problems.dropped.append(key)
        return None
    return cleaned


@lru_cache(maxsize=4096)
def _is_clean(parts: tuple[int, ...]) -> bool:
    """Whether the parts of a date come out as they go in."""
    return plain_date(parts).to_csl() == {"date-parts": [list(parts)]}


def _clean_categories(value: object, problems: Problems) -> list[str] | None:
    if isinstance(value, str):
        value = [value]
        problems.changed.append("categories")
    if not isinstance(value, list | tuple):
        problems.dropped.append("categories")
        return None
    kept = [mend(word) for word in value if isinstance(word, str)]
    if len(kept) != len(value):
        problems.changed.append("categories")
    return kept or None


def _plain_json(value: Any, key: str, problems: Problems, depth: int = 0) -> Any:
    """Return a value that JSON can hold, whatever it is and however deep."""
    if isinstance(value, str):
        mended = mend(value)
        if mended != value and key not in problems.bad_characters:
            problems.bad_characters.append(key)
        return mended
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if isinstance(value, int) or math.isfinite(value):
            return value if abs(value) < 1e300 else None
        return None
    if depth >= MAX_DEPTH:
        if key not in problems.dropped:
            problems.dropped.append(key)
        return None
    if isinstance(value, Mapping):
        return {
            mend(str(name)): _plain_json(inner, key, problems, depth + 1)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain_json(inner, key, problems, depth + 1) for inner in value]
    return str(value)


_TEXTS = (NUMBER_VARIABLES | TEXT_VARIABLES) - NAME_VARIABLES - DATE_VARIABLES - {"categories"}
_PLAIN = _TEXTS - OLD_NAMES.keys() - {"id", "type", "custom"}
_KNOWN = NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES | {"categories"}
