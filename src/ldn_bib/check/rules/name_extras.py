"""What stands in a name and is none: degrees, titles, digits, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.bodies import BODY
from ldn_bib.check.context import Context
from ldn_bib.check.people import Person, names_of
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

DEGREES = frozenset((
    "BSc", "DPhil", "DSc", "Dr", "Drs", "MBChB", "MSc", "PharmD", "PhD", "Ph.D", "PhDs",
    "Prof", "Professor", "Dipl.-Ing", "Dr.med", "Prof.Dr", "DrPH", "EdD", "PsyD", "MPhil",
    "BPharm", "MPharm",
))  # fmt: skip
"""Degrees and titles that cannot be initials, without a full stop at their end."""

CAPITAL_DEGREES = frozenset((
    "BA", "BS", "DC", "DDS", "DMD", "DNP", "DO", "DPT", "DVM", "FACC", "FACP", "FACR", "FACS",
    "FAAN", "FRCA", "FRCP", "FRCPC", "FRCS", "LAc", "MA", "MBA", "MBBS", "MD", "MHS", "MPH",
    "MS", "MSN", "MSW", "ND", "NP", "OTR", "PA", "PT", "RD", "RN", "RPh",
))  # fmt: skip
"""Degrees that are initials elsewhere; they count behind a full given name only."""

_WORD = re.compile(r"[^\s,~]+")
_DEGREE = re.compile(
    r"(?<![\w.-])(?:[BDM]Sc|Ph\.?\s?D|D\.?Phil|Dr|Drs|Prof|MBCh|Pharm|DrPH|[EP][ds]y?D|M\.?D|[A-Z]{2,5}\b)"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DIGIT = re.compile(r"(?<!\\)\d")
_ORDINAL = re.compile(r"(?<!\w)[2-9](?:nd|rd|th)(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"&#\w+;|\\(?:char|symbol|U)\W?\{?\w+\}?|[?&][a-z]+=\S*")


def degrees(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for the first degree or title of each list."""
    del context
    for names in names_of(subject, _DEGREE.search):
        for person in names.people:
            word = None if person.is_whole and names.field is not None else _degree(person)
            if word:
                yield Problem(
                    f"“{word}” in “{person.text}” is no part of a name",
                    field=names.name,
                    offset=person.offset,
                )
                break


def _degree(person: Person) -> str | None:
    words = _WORD.findall(person.text)
    for word in words:
        bare = word.rstrip(".,")
        if bare in DEGREES and len(words) > 1:
            return str(word)
    last = words[-1] if len(words) > 2 else ""
    if last.replace(".", "") in CAPITAL_DEGREES and _is_behind_a_given_name(person, last):
        return last
    return None


def _is_behind_a_given_name(person: Person, degree: str) -> bool:
    """Whether a word cannot be the initials themselves, as it is in «García López, MA»."""
    parts = person.parts
    if len(parts) == 1:
        words = parts[0].split()[:-1]
        return len(words) > 1 and "." not in degree and all(map(_is_word, words[:2]))
    if len(parts) == 2:
        given = parts[1].split()[:-1]
        return any(map(_is_word, given))
    # «Smith, Ann, MD» and not «Smith, Jr, MD»
    return any(_is_word(word) and word not in ("Jr", "Sr") for word in parts[1].split())


def _is_word(word: str) -> bool:
    return len(word) > 2 and word[1:].islower() and word not in ("Jun", "Sen")


def digits(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each name with an address or a digit in it."""
    del context
    for names in names_of(subject, _SUSPICIOUS.search):
        for person in names.people:
            mail = _MAIL.search(person.text)
            if mail:
                yield Problem(
                    f"the e-mail address “{mail[0]}” stands among the names",
                    field=names.name,
                    offset=person.offset + mail.start() if names.field else 0,
                )
            elif not person.is_whole and person.given and _has_digit(person.text):
                yield Problem(
                    f"there is a digit in the name “{person.text}”",
                    field=names.name,
                    offset=person.offset,
                )


_SUSPICIOUS = re.compile(r"[\d@]")


def _has_digit(text: str) -> bool:
    if not _DIGIT.search(text) or BODY.search(text):
        return False
    return _DIGIT.search(_ORDINAL.sub("", _CODE.sub("", text))) is not None


DEGREE_RULE = Rule(
    code="NAME007",
    name="name-degree",
    severity=Severity.WARNING,
    summary="a degree or a title stands in a name",
    why="It is taken for a given name or for the family name, and printed with its initials.",
    example=Example(bad="author = {Smith, Ann, MD, PhD}", good="author = {Smith, Ann}"),
    check=degrees,
)
DIGIT_RULE = Rule(
    code="NAME008",
    name="name-digit",
    severity=Severity.WARNING,
    summary="a digit or an e-mail address stands in a name",
    why="The mark of an affiliation or a footnote was probably copied with the name.",
    example=Example(bad="author = {Smith1, Ann}", good="author = {Smith, Ann}"),
    check=digits,
)
RULES = (DEGREE_RULE, DIGIT_RULE)
