"""ISBNs: their form and their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity
from ldn_bib.values.isbn import check_digit, is_valid, isbn_digits, without_label

_REMARK = re.compile(r"\([^()]*\)|\[[^][]*\]")
_BETWEEN = re.compile(r"\s*[,;/|]\s*|\s+and\s+|(?<=[0-9X])\s+(?=97[89]|[ep]?-?ISBN)", re.IGNORECASE)
_DASHES = re.compile(r"\s*[‐‑‒–—]\s*")
_PREFIXES = ("978", "979")
_OLD, _NEW = 10, 13


def _pieces(text: str) -> list[str]:
    """The numbers of a field, without remarks such as ``(pbk.)``."""
    plain = _REMARK.sub(" ", text)
    if isbn_digits(plain):
        return [plain.strip()]
    pieces = [piece.strip() for piece in _BETWEEN.split(plain) if piece.strip()]
    if all(map(isbn_digits, pieces)):
        return pieces
    words = plain.replace(",", " ").replace(";", " ").split()
    return words if len(words) > 1 and all(map(isbn_digits, words)) else pieces


def check_form(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for what is no ISBN, and for one with more than digits and hyphens."""
    del context
    given = subject.given("ISBN", "isbn")
    if given is None:
        return
    pieces = _pieces(given.text)
    odd = [piece for piece in pieces if isbn_digits(piece) is None]
    if odd or not pieces:
        shown = odd[0] if odd else given.text
        yield Problem(
            f"“{shown[:60]}” is no ISBN, which has {_OLD} or {_NEW} digits", field=given.name
        )
        return
    if len(pieces) > 1:
        return
    written = _DASHES.sub("-", without_label(given.text))
    if written.endswith("x"):
        written = f"{written[:-1]}X"
    if written != given.text and written.strip():
        # a label may stand before a label
        is_stable = without_label(written) == written
        yield Problem(
            f"only the number belongs here: {written}",
            field=given.name,
            fix=Fix(given.name, written) if is_stable else None,
            severity=Severity.INFO,
        )


def check_check_digit(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each ISBN whose last sign or whose first three do not fit."""
    del context
    given = subject.given("ISBN", "isbn")
    if given is None:
        return
    for piece in _pieces(given.text):
        digits = isbn_digits(piece)
        if digits is None:
            continue
        at = max(given.field.value.find(piece), 0) if given.field else 0
        if not is_valid(digits):
            right = check_digit(digits[:-1])
            number = without_label(piece)
            yield Problem(
                f"the check digit of {number} should be {right}, so that some digit is wrong",
                field=given.name,
                offset=at,
            )
        elif len(digits) == _NEW and not digits.startswith(_PREFIXES):
            yield Problem(
                f"{without_label(piece)} begins with neither 978 nor 979, as an ISBN does",
                field=given.name,
                offset=at,
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="ID009",
        name="isbn-form",
        severity=Severity.WARNING,
        summary="what stands in the field of the ISBN is not just its number",
        why="Shops and libraries are asked for what stands there; a number of any other length "
        "has lost or gained a digit.",
        example=Example(bad="isbn = {ISBN 978-0-306-40615-7}", good="isbn = {978-0-306-40615-7}"),
        check=check_form,
        fixes=True,
    ),
    Rule(
        code="ID010",
        name="isbn-check-digit",
        severity=Severity.WARNING,
        summary="the check digit of an ISBN is wrong",
        why="The last sign is computed from the others, so that the number is that of another "
        "book or of none.",
        example=Example(bad="isbn = {0-306-40615-3}", good="isbn = {0-306-40615-2}"),
        check=check_check_digit,
    ),
)
