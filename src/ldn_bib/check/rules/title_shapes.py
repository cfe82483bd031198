"""What was copied into titles: blanks, hyphens of line ends, quotation marks, braces, additions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.titles import bare, source, titles_of
from ldn_bib.check.words import is_english
from ldn_bib.values.finding import Severity

_SPACES = re.compile(
    r"(?<=[^\s])[ \t\u00a0]*(?:[ \t]{2}|[ \t]\u00a0|\u00a0[ \t]|\u00a0{2})[ \t\u00a0]*(?=[^\s])"
)

FOLLOWERS = frozenset((
    "and", "or", "to", "versus", "vs", "nor", "but", "as", "than", "through", "into", "und",
    "oder", "bis", "sowie", "beziehungsweise", "bzw", "et", "ou", "ni", "y", "o", "e", "u",
    "ed", "en", "of", "och", "og", "eller", "tai", "ja", "i", "a", "till", "til", "naar",
))  # fmt: skip
"""Words before which a hyphen may stand alone: «short- and long-term», «Kurz- und Langzeit»."""

_HYPHEN = re.compile(r"(?<![\w-])[^\W\d_]*[a-zß-ÿ]{2}-\s+(?P<next>[a-zß-ÿ]{2,})(?![\w-])")

_QUOTED = re.compile(
    r"\A\s*(?:\"[^\"]+\"|``(?:(?!``|'').)+''|“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|''(?:(?!'').)+'')\s*\Z",
    re.DOTALL,
)

MEDIA = (
    "internet",
    "online",
    "electronic resource",
    "electronic version",
    "website",
    "web site",
    "webpage",
    "web page",
    "pdf",
)
"""What some styles print in brackets behind a title by themselves."""

MOST_IN_BRACES = 10
"""Titles in braces that are told one by one; more are a habit of the program that wrote them."""

_MEDIUM = re.compile(rf"\s*\[\s*(?:{'|'.join(MEDIA)})\s*\](?P<end>[\s.]*)\Z", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"\[\s*(?:article|text|abstract|book|chapter) in [^\W\d_]+(?:[ ,]+[^\W\d_]+)*\s*\]",
    re.IGNORECASE,
)


def spaces(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per title with several blanks on end within a line."""
    del context
    for title in titles_of(subject):
        value = source(title)
        found = (
            _SPACES.search(value) if "  " in value or "\u00a0" in value or "\t" in value else None
        )
        if found:
            yield Problem(
                "there are several blanks on end in the title",
                field=title.name,
                offset=found.start() if title.field else 0,
                fix=Fix(title.name, _SPACES.sub(" ", value)) if title.field else None,
            )


def hyphens(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each hyphen that seems to come from the end of a line."""
    del context
    for title in titles_of(subject):
        if "- " not in title.text:
            continue
        value = source(title)
        for match in _HYPHEN.finditer(value):
            if match["next"] in FOLLOWERS:
                continue
            yield Problem(
                f"“{' '.join(match[0].split())}” looks like a word that was divided at the end of "
                "a line",
                field=title.name,
                offset=match.start() if title.field else 0,
            )


def quotes(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each title that stands wholly in quotation marks."""
    del context
    for title in titles_of(subject):
        if title.text[0] in "\"`“„«'" and _QUOTED.match(title.text):
            yield Problem("the title stands in quotation marks", field=title.name)


def braces(context: Context) -> Iterator[Problem]:
    """Yield a problem for each title of several words that stands wholly in braces of its own.

    Where a program wrote all titles so there is one problem for all of them.
    """
    wrapped = [
        (subject, title.name)
        for subject in context.subjects
        for title in titles_of(subject)
        if _is_wrapped(title.text) and is_english(subject) and len(bare(title.text).split()) > 1
    ]
    together = len(wrapped) > MOST_IN_BRACES
    for subject, name in wrapped[:1] if together else wrapped:
        more = f", and so do {len(wrapped) - 1} more titles" if together else ""
        yield Problem(
            f"the title stands wholly in braces, so that no style can change its capitals{more}",
            field=name,
            subject=subject,
        )


def _is_wrapped(text: str) -> bool:
    if not text.startswith("{") or text.startswith("{\\"):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth <= 0:
            return at == len(text) - 1
    return False


def additions(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each title with a remark in brackets that is not its own."""
    del context
    for title in titles_of(subject):
        if "[" not in title.text:
            continue
        value = source(title)
        medium = _MEDIUM.search(value)
        found = medium or _LANGUAGE.search(value)
        if not found or not value[: found.start()].strip():
            continue
        fix = None
        if medium and title.field:
            fix = Fix(title.name, value[: medium.start()] + medium["end"].replace(".", ""))
        shown = found[0].strip(" .\n\t")
        yield Problem(
            f"“{shown}” is no part of the title",
            field=title.name,
            offset=found.end() - len(found[0].lstrip()) if title.field else 0,
            fix=fix,
        )


def _example(bad: str, good: str) -> Example:
    return Example(f"title = {{{bad}}}", f"title = {{{good}}}")


RULES = (
    Rule(
        "TITLE005",
        "title-spaces",
        Severity.INFO,
        "several blanks stand on end in a title",
        "LaTeX prints one of them, other programs print them all, and no search finds the words.",
        _example("Pain  after surgery", "Pain after surgery"),
        spaces,
        fixes=True,
    ),
    Rule(
        "TITLE006",
        "title-hyphen",
        Severity.INFO,
        "a word of a title seems to be divided as at the end of a line",
        "It was probably copied from print; no search finds the word.",
        _example("Pain in pa- tients after surgery", "Pain in patients after surgery"),
        hyphens,
    ),
    Rule(
        "TITLE007",
        "title-in-braces",
        Severity.INFO,
        "a title stands wholly in braces",
        "No style can then write it as the others; only names and abbreviations need braces.",
        _example("{Effects of LDN in adults}", "Effects of {LDN} in adults"),
        check_all=braces,
    ),
    Rule(
        "TITLE008",
        "title-in-quotes",
        Severity.INFO,
        "a title stands wholly in quotation marks",
        "Styles that put titles in quotation marks print them twice. Where the title is a "
        "quotation they are right.",
        _example("“Pain after surgery”", "Pain after surgery"),
        quotes,
    ),
    Rule(
        "TITLE009",
        "title-addition",
        Severity.INFO,
        "a remark of a catalogue stands in a title",
        "Styles print such remarks by themselves, from the fields for address and language.",
        _example("Pain after surgery [Internet]", "Pain after surgery"),
        additions,
        fixes=True,
    ),
)
