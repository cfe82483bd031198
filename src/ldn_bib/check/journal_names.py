"""Names of journals: what is abbreviated, and which names are of one journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ldn_bib.check.journals import folded
from ldn_bib.check.subject import Subject

ABBREVIATED: Mapping[str, str] = {
    "academy": "Acad", "advances": "Adv", "african": "Afr", "american": "Am",
    "anaesthesia": "Anaesth", "anesthesia": "Anesth", "annals": "Ann", "archives": "Arch",
    "association": "Assoc", "asian": "Asian", "biological": "Biol", "biology": "Biol",
    "british": "Br", "bulletin": "Bull", "canadian": "Can", "chemical": "Chem",
    "chemistry": "Chem", "chinese": "Chin", "clinical": "Clin", "communications": "Commun",
    "current": "Curr", "dermatology": "Dermatol", "diseases": "Dis", "endocrinology": "Endocrinol",
    "epidemiology": "Epidemiol", "european": "Eur", "experimental": "Exp",
    "gastroenterology": "Gastroenterol", "immunology": "Immunol", "internal": "Intern",
    "international": "Int", "investigation": "Invest", "journal": "J", "medical": "Med",
    "medicine": "Med", "metabolism": "Metab", "molecular": "Mol", "national": "Natl",
    "neurological": "Neurol", "neurology": "Neurol", "neuroscience": "Neurosci",
    "nutrition": "Nutr", "oncology": "Oncol", "opinion": "Opin", "pathology": "Pathol",
    "pediatrics": "Pediatr", "pharmaceutical": "Pharm", "pharmacology": "Pharmacol",
    "physiology": "Physiol", "proceedings": "Proc", "psychiatry": "Psychiatry",
    "psychological": "Psychol", "psychology": "Psychol", "quarterly": "Q", "reports": "Rep",
    "research": "Res", "review": "Rev", "reviews": "Rev", "rheumatic": "Rheum",
    "rheumatology": "Rheumatol", "science": "Sci", "sciences": "Sci", "scientific": "Sci",
    "social": "Soc", "society": "Soc", "surgery": "Surg", "therapeutics": "Ther",
    "therapy": "Ther", "transactions": "Trans", "university": "Univ",
}  # fmt: skip
"""Words that ISO 4 (List of Title Word Abbreviations) shortens in names of several words."""

SHORT = frozenset((
    "Acad", "Adv", "Anesth", "Anaesth", "Assoc", "Behav", "Biochem", "Biol", "Biomed", "Br",
    "Bull", "Cardiol", "Chem", "Chin", "Clin", "Commun", "Curr", "Dermatol", "Dis",
    "Endocrinol", "Environ", "Epidemiol", "Eur", "Exp", "Gastroenterol", "Genet", "Gynecol",
    "Hematol", "Hosp", "Immunol", "Inst", "Int", "Intern", "J", "Lett", "Metab", "Mol",
    "Natl", "Neurol", "Neurosci", "Nurs", "Nutr", "Obstet", "Oncol", "Ophthalmol", "Opin",
    "Orthop", "Palliat", "Pathol", "Pediatr", "Pharm", "Pharmacol", "Pharmacother", "Physiol",
    "Proc", "Psychiatr", "Psychol", "Psychopharmacol", "Radiol", "Rehabil", "Rep", "Res",
    "Rev", "Rheum", "Rheumatol", "Sci", "Soc", "Surg", "Syst", "Technol", "Ther", "Toxicol",
    "Univ", "Urol", "Virol",
))  # fmt: skip
"""Words of abbreviated names that are no words of their own in English."""

_SMALL_WORDS = frozenset(
    ("the", "a", "of", "and", "for", "in", "on", "le", "la", "der", "die", "das")
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SUBTITLE = re.compile(r"\s+[:=]\s.*|: .*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "article")


class Named(NamedTuple):
    """The names that an entry gives its journal.

    Attributes:
        subject: the entry.
        full: the name; not abbreviated as far as the entry knows.
        short: the abbreviation; empty where the entry gives none.
        field: the field that holds the name.
    """

    subject: Subject
    full: str
    short: str
    field: str


def named(subject: Subject) -> Named | None:
    """The names of the journal of an entry; None for other works and for inherited names."""
    item = subject.entry.item
    full = item.get("container-title")
    if item.get("type") not in JOURNALS or not isinstance(full, str) or not full.strip():
        return None
    short = item.get("container-title-short")
    short = short if isinstance(short, str) else ""
    if not subject.is_bibtex:
        return Named(subject, full, short, "container-title")
    for name in ("journal", "journaltitle"):
        if subject.field(name) is not None:
            return Named(subject, full, short, name)
    return None


def words(name: str) -> list[str]:
    """The words of a name that count: no articles, no prepositions."""
    return [word for word in _WORD.findall(name) if word.lower() not in _SMALL_WORDS]


def looks_short(name: str) -> bool:
    """Whether a name of several words has one that only stands in abbreviations."""
    found = words(name)
    if len(found) < 2 or any(word.lower() in ABBREVIATED for word in found if len(word) > 3):
        return False
    return any(word in SHORT for word in found)


def shortenable(name: str) -> str | None:
    """The first word of a name of several words that would be shortened in an abbreviation."""
    found = words(name)
    if len(found) < 2:
        return None
    for word in found:
        short = ABBREVIATED.get(word.lower())
        if short and short.lower() != word.lower():
            return word
    return None


def essence(name: str) -> str:
    """A name for comparing: no article, no place in brackets, no subtitle."""
    bare = _SUBTITLE.sub("", _IN_BRACKETS.sub("", name)) or name
    text = folded(bare)
    return text.removeprefix("the ")


def is_short_of(short: str, full: str) -> bool:
    """Whether each word of one name begins one of the other, in order: «Pain Med», «Pain Medicine».

    The first letters alone do too: «JAMA» goes with «Journal of the American Medical Association».
    """
    long = [word.lower() for word in words(full)]
    if short.isupper() and short.lower() == "".join(word[0] for word in long):
        return True
    rest = iter(long)
    return all(any(_begins(part.lower(), word) for word in rest) for part in words(short))


def _begins(part: str, word: str) -> bool:
    """Whether the letters of an abbreviation stand in a word in order, the first one first."""
    if part[0] != word[0]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in part)


def all_named(subjects: tuple[Subject, ...]) -> Iterator[Named]:
    """The names of all journals of a library."""
    for subject in subjects:
        found = named(subject)
        if found:
            yield found
