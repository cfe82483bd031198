"""Citation keys that do not follow the pattern that ``ldnbib.toml`` sets."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a key that the pattern does not match as a whole."""
    pattern = context.key_pattern
    if pattern is not None and not pattern.fullmatch(subject.key):
        yield Problem(f"the key does not match the pattern {pattern.pattern!r}")


RULE = Rule(
    code="KEY001",
    name="key-pattern",
    severity=Severity.WARNING,
    summary="a citation key does not match `key-pattern` of `ldnbib.toml`",
    why="Keys of one form can be guessed and told apart; the rule rests where no pattern is set.",
    example=Example(
        bad='[check]\nkey-pattern = "[a-z]+[0-9]{4}[a-z]?"\n\nwith @article{Smith:2020, …}',
        good="@article{smith2020, …}",
        language="text",
    ),
    check=check,
)
