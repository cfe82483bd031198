"""Running one rule over a text, as the tests of the rules do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from ldn_bib.check.rule import Rule
from ldn_bib.check.run import Found
from ldn_bib.check.settings import CheckSettings
from ldn_bib.checking import check, fix
from ldn_bib.config import Config
from ldn_bib.values.finding import Finding

TODAY = dt.date(2026, 1, 15)

SOUND = {
    "author": "{Smith, Ann and Jones, Bo}",
    "title": "{Pain after surgery}",
    "journal": "{Journal of Pain}",
    "year": "{2020}",
}
"""Fields of the entry that a single field under test is put into, unless it is one of them."""


def entry(fields: str, kind: str = "article") -> str:
    """A sound entry with these fields (``doi = {…}``, one a line) instead of or beside its own."""
    given = {line.partition("=")[0].strip().lower() for line in fields.splitlines()}
    sound = "".join(f"  {name} = {value},\n" for name, value in SOUND.items() if name not in given)
    lines = [line.strip().rstrip(",") for line in fields.splitlines() if line.strip()]
    body = "".join(f"  {line},\n" for line in lines)
    return f"@{kind}{{smith2020,\n{sound}{body}}}\n"


def whole(text: str) -> str:
    """A file: the text itself where it is one, else an entry with these fields."""
    return text if text.lstrip().startswith(("@", "%", "#", "[")) else entry(text)


def all_found(
    rule: Rule, text: str, *, today: dt.date = TODAY, settings: CheckSettings | None = None
) -> list[Found]:
    """What a rule finds in a .bib file (or in a field), with its fixes.

    The rules on what is ignored look at what the others find, so that all of them run.
    """
    chosen = None if rule.family == "CHECK" else [rule]
    with TemporaryDirectory() as folder:
        path = Path(folder, "my.bib")
        path.write_bytes(whole(text).encode())
        config = Config(check_table=settings or CheckSettings())
        found = check(path, chosen, config=config, today=today).found
        return [one for one in found if one.rule == rule]


def findings(
    rule: Rule, text: str, *, today: dt.date = TODAY, settings: CheckSettings | None = None
) -> list[Finding]:
    """What a rule finds in a .bib file, or in fields such as ``doi = {…}``."""
    return [one.finding for one in all_found(rule, text, today=today, settings=settings)]


def messages(rule: Rule, text: str, *, today: dt.date = TODAY) -> list[str]:
    """The sentences of what a rule finds."""
    return [finding.message for finding in findings(rule, text, today=today)]


def fixed(
    rule: Rule, text: str, *, today: dt.date = TODAY, settings: CheckSettings | None = None
) -> str:
    """The .bib file after the fixes of a rule; no line that it does not name has changed."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "my.bib")
        path.write_bytes(whole(text).encode())
        config = Config(check_table=settings or CheckSettings())
        fix(path, [rule], config=config, today=today).save()
        return path.read_bytes().decode()
