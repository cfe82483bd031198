"""Pages: their order, their form, and article numbers among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Given, Subject
from ldn_bib.values.finding import Severity

_DASHES = "-‐‑‒–—―−"
_RANGE = re.compile(
    rf"""(?P<letters>[A-Za-z]{{0,3}})(?P<first>[0-9]{{1,9}})(?P<rest>\.?[A-Za-z]?[0-9]{{0,4}})
    (?P<dash>\s*(?:-{{1,3}}|[{_DASHES}])\s*)
    (?P<last_letters>[A-Za-z]{{0,3}})(?P<last>[0-9]{{1,9}})(?P<last_rest>\.?[A-Za-z]?[0-9]{{0,4}})
    """,
    re.VERBOSE,
)
_SOUND = re.compile(r"([0-9]+)(?:--([0-9]+))?")
_LABEL = re.compile(
    r"(?:pp\.?\s*|p\.\s*|p\s+|pgs?\.?\s+|pages?\.?:?\s+)(?=[A-Za-z]{0,3}[0-9])", re.I
)
_PIECE = re.compile(r"[^,;]+")
_DASH_MACRO = re.compile(r"\{\\textendash(?:\{\})?\}|\\textendash(?:\{\}|\s+|(?![A-Za-z]))")
_LATEX = re.compile(r"[\\{}$]")
_ARTICLE_NUMBER = re.compile(r"[eE][0-9]+(?:\.[0-9]+)?|[A-Za-z]{2,4}[0-9]{4,}|[0-9]{6,}")

PARTS = frozenset(
    {
        "article",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "suppperiodical",
        "proceedings",
    }
)
"""Entry types in whose pages a hyphen joins two pages; a manual counts 3-12 for a page."""


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of pages as it is written.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        letters: letters before both numbers, such as ``S``.
        first: digits of the first page.
        rest: what follows them.
        dash: what stands between the pages, with its spaces.
        last: digits of the last page.
        last_rest: what follows them.
        has_letters: whether the letters stand before the last page too.
    """

    start: int
    end: int
    letters: str
    first: str
    rest: str
    dash: str
    last: str
    last_rest: str
    has_letters: bool

    @property
    def written_out(self) -> str | None:
        """Digits of the last page in full; None where it would come before the first."""
        missing = max(0, len(self.first) - len(self.last))
        digits = self.first[:missing] + self.last
        return digits if int(digits) > int(self.first) else None

    @property
    def is_shortened(self) -> bool:
        """Whether digits or letters that both pages share are left out of the last one."""
        is_short = len(self.last) < len(self.first) or not self.has_letters
        return is_short and self.written_out is not None

    @property
    def is_reversed(self) -> bool:
        """Whether the last page comes before the first, read in any way."""
        return self.written_out is None and int(self.last) < int(self.first)

    def joined(self, dash: str, last: str) -> str:
        """The stretch with another dash and another last page."""
        return f"{self.letters}{self.first}{self.rest}{dash}{last}{self.last_rest}"

    @property
    def last_as_written(self) -> str:
        """The last page without what follows its digits."""
        return f"{self.letters if self.has_letters else ''}{self.last}"


def _pages(subject: Subject) -> Given | None:
    given = subject.given("page", "pages")
    if given is None or _LATEX.search(given.text) is None:
        return given
    plain = _DASH_MACRO.sub("–", given.text)
    return None if _LATEX.search(plain) else Given(plain, given.name, given.field)


def _ranges(subject: Subject, text: str) -> list[Range]:
    """The stretches that are surely two pages; all else is left alone."""
    sound = _SOUND.fullmatch(text)
    if sound and (not sound[2] or (len(sound[1]) == len(sound[2]) and sound[1] <= sound[2])):
        return []  # most are so, and nothing is to be found in them
    found = []
    for piece in _PIECE.finditer(text):
        words = piece[0]
        start = len(words) - len(words.lstrip())
        label = _LABEL.match(words, start)
        start = label.end() if label else start
        match = _RANGE.fullmatch(words, start, len(words.rstrip()))
        if match is None or not _is_range(subject, match):
            continue
        found.append(
            Range(
                start=piece.start() + start,
                end=piece.start() + match.end(),
                letters=match["letters"],
                first=match["first"],
                rest=match["rest"],
                dash=match["dash"],
                last=match["last"],
                last_rest=match["last_rest"],
                has_letters=match["last_letters"] == match["letters"],
            )
        )
    return found


def _is_range(subject: Subject, match: re.Match[str]) -> bool:
    if match["last_letters"] not in ("", match["letters"]):
        return False
    # 2019-0123 is the number of an article
    if match["last"].startswith("0") and not match["first"].startswith("0"):
        return False
    is_hyphen = match["dash"].strip() in ("-", "‐", "‑")
    return not is_hyphen or not subject.is_bibtex or subject.type in PARTS


def _replaced(text: str, ranges: list[Range], written: Callable[[Range], str]) -> str:
    """The pages with some stretches written in another way."""
    for one in reversed(ranges):
        text = f"{text[: one.start]}{written(one)}{text[one.end :]}"
    return text


def check_reversed(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each stretch that ends before it begins."""
    del context
    given = _pages(subject)
    if given is None:
        return
    for one in _ranges(subject, given.text):
        if one.is_reversed:
            yield Problem(
                f"the pages run backwards, from {one.letters}{one.first} to {one.last_as_written}",
                field=given.name,
            )


def check_shortened(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for stretches such as 907--12."""
    del context
    given = _pages(subject)
    if given is None or given.field is None:
        return
    ranges = [one for one in _ranges(subject, given.text) if one.is_shortened]
    if ranges:
        yield Problem(
            f"the last page is shortened: {ranges[0].last_as_written} stands for "
            f"{ranges[0].letters}{ranges[0].written_out}",
            field=given.name,
            fix=Fix(given.name, _replaced(given.text, ranges, _written_out)),
        )


def _written_out(one: Range) -> str:
    return one.joined(one.dash, f"{one.letters}{one.written_out}")


def check_dash(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for pages that are joined with something else than ``--``."""
    del context
    given = _pages(subject)
    if given is None or given.field is None:
        return
    ranges = [one for one in _ranges(subject, given.text) if one.dash != "--"]
    if ranges:
        yield Problem(
            f"pages are joined with “--”, not with “{ranges[0].dash}”",
            field=given.name,
            fix=Fix(given.name, _replaced(given.text, ranges, _dashed)),
        )


def _dashed(one: Range) -> str:
    return one.joined("--", one.last_as_written)


def check_article_number(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for the number of an article in the field of the pages."""
    del context
    field = subject.field("pages")
    if field is None or subject.type != "article" or subject.field("eid"):
        return
    if _ARTICLE_NUMBER.fullmatch(field.text):
        yield Problem(
            f"{field.text} looks like an article number; eid is the field for it", field="pages"
        )


def check_label(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for “p.” or “pp.” before pages."""
    del context
    given = subject.given("page", "pages")
    if given is None:
        return
    text = _PIECE.sub(_without_label, given.text)
    if text != given.text:
        yield Problem(
            "only the pages belong here, without a word before them",
            field=given.name,
            fix=Fix(given.name, text),
        )


def _without_label(piece: re.Match[str]) -> str:
    words = piece[0].lstrip()
    space = piece[0][: len(piece[0]) - len(words)]
    while label := _LABEL.match(words):
        words = words[label.end() :]
    return space + words


RULES: tuple[Rule, ...] = (
    Rule(
        code="PAGE001",
        name="pages-reversed",
        severity=Severity.WARNING,
        summary="the last page comes before the first",
        why="Two digits or the two pages have changed places, and the pages lead nowhere.",
        example=Example(bad="pages = {912--907}", good="pages = {907--912}"),
        check=check_reversed,
    ),
    Rule(
        code="PAGE002",
        name="pages-shortened",
        severity=Severity.INFO,
        summary="the last page leaves out digits that it shares with the first",
        why="Each style shortens pages in its own way, and can do so only when they stand in full.",
        example=Example(bad="pages = {907--12}", good="pages = {907--912}"),
        check=check_shortened,
        fixes=True,
    ),
    Rule(
        code="PAGE003",
        name="pages-dash",
        severity=Severity.INFO,
        summary="pages are not joined with two hyphens",
        why="LaTeX makes a dash of two hyphens; one stays a hyphen, and other dashes are lost in "
        "old programs.",
        example=Example(bad="pages = {907-912}", good="pages = {907--912}"),
        check=check_dash,
        fixes=True,
    ),
    Rule(
        code="PAGE004",
        name="pages-article-number",
        severity=Severity.INFO,
        summary="what stands in the field of the pages looks like the number of an article",
        why="Styles that know eid print it without “p.”; BibTeX's own four styles do not know "
        "it, so that a library for them may ignore this rule.",
        example=Example(bad="pages = {e01475}", good="eid = {e01475}"),
        check=check_article_number,
    ),
    Rule(
        code="PAGE005",
        name="pages-label",
        severity=Severity.WARNING,
        summary="“p.” or “pp.” stands before the pages",
        why="Styles put it there themselves, so that it would stand there twice.",
        example=Example(bad="pages = {pp. 907--912}", good="pages = {907--912}"),
        check=check_label,
        fixes=True,
    ),
)
