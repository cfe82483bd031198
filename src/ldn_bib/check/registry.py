"""The rules: one line each, and the ways to name them on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from ldn_bib.check.rule import FAMILIES, Rule
from ldn_bib.errors import UsageError, did_you_mean

MODULES: tuple[str, ...] = (
    "dates",
    "doi",
    "empty_words",
    "et_al",
    "hidden_characters",
    "html_entities",
    "ignores",
    "initials_last",
    "initials_together",
    "isbn",
    "issn",
    "journal_agree",
    "journal_short",
    "key_pattern",
    "missing_and",
    "missing_field",
    "mojibake",
    "month_name",
    "name_capitals",
    "name_extras",
    "name_spellings",
    "notes",
    "pages",
    "pubmed_ids",
    "reading",
    "reading_notes",
    "same_identifier",
    "same_name",
    "same_title",
    "status_alert",
    "title_capitals",
    "title_full_stop",
    "title_markup",
    "title_shapes",
    "unbraced_body",
    "unknown_field",
    "unprotected_capitals",
    "unverified",
    "url_doi",
    "url_form",
    "url_proxy",
    "url_tracking",
)
"""Modules of :mod:`ldn_bib.check.rules`; each exports ``RULE``, or ``RULES`` for several."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by the order of :data:`FAMILIES` and their numbers."""
    found: list[Rule] = []
    for name in MODULES:
        module = import_module(f"ldn_bib.check.rules.{name}")
        several: tuple[Rule, ...] = module.RULES if hasattr(module, "RULES") else (module.RULE,)
        found += several
    families = list(FAMILIES)
    return tuple(sorted(found, key=lambda rule: (families.index(rule.family), rule.code)))


@cache
def by_name() -> dict[str, Rule]:
    """The rules by their names."""
    return {rule.name: rule for rule in rules()}


def code_of(name: str) -> str:
    """Code of a rule's name; the name itself where no rule has it."""
    rule = by_name().get(name)
    return rule.code if rule else name


def find(word: str) -> tuple[Rule, ...]:
    """The rules that a word names: a code, the beginning of one, or a name; any case.

    Raises:
        UsageError: no rule is named so; near ones are named.
    """
    wanted = word.strip()
    upper, lower = wanted.upper(), wanted.lower()
    named = by_name().get(lower)
    if named:
        return (named,)
    letters = upper.rstrip("0123456789")
    if letters in FAMILIES:
        found = tuple(
            rule for rule in rules() if rule.family == letters and rule.code.startswith(upper)
        )
        if found:
            return found
    choices = [*FAMILIES, *(rule.code for rule in rules()), *by_name()]
    hint = did_you_mean(wanted, choices) or "; `ldnbib check --list-rules` lists them"
    raise UsageError(f"unknown rule {wanted!r}{hint}")


def choose(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that are to run.

    Args:
        select: codes, families or names; empty for all rules.
        ignore: codes, families or names that are left out.

    Raises:
        UsageError: a word names no rule.
    """
    wanted = [rule.code for word in select for rule in find(word)]
    left_out = {rule.code for word in ignore for rule in find(word)}
    return tuple(
        rule
        for rule in rules()
        if rule.code not in left_out and (not wanted or rule.code in wanted)
    )
