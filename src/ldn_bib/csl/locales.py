"""Locales: which there are, and which one a name means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ldn_bib.csl.errors import UnknownLocaleError


@dataclass(frozen=True, slots=True)
class Locales:
    """The locales that are installed.

    Attributes:
        names: their language tags, such as ``de-AT``.
        primary: language to its primary dialect, such as ``de`` to ``de-DE``.
    """

    names: tuple[str, ...]
    primary: dict[str, str]


@cache
def installed_locales() -> Locales:
    """The locales that citeproc-py brings along."""
    import json

    from ldn_bib.csl.package import locales_folder

    table = json.loads((locales_folder() / "locales.json").read_text(encoding="utf-8"))
    return Locales(tuple(table["language-names"]), dict(table["primary-dialects"]))


def resolve_locale(name: str) -> str:
    """Return the language tag that a person means, in its usual spelling.

    A language alone or a dialect without a file (``de``, ``de-LU``) gives what CSL 1.0.2,
    «Locale Fallback», falls back to: the primary dialect.

    Raises:
        UnknownLocaleError: nothing is known of the language.
    """
    locales = installed_locales()
    wanted = name.strip().replace("_", "-").casefold()
    by_folded = {known.casefold(): known for known in locales.names}
    if wanted in by_folded:
        return by_folded[wanted]
    language = wanted.partition("-")[0]
    if language in locales.primary:
        return locales.primary[language]

    from difflib import get_close_matches

    near = get_close_matches(wanted, [*by_folded, *locales.primary], n=3, cutoff=0.5)
    raise UnknownLocaleError(name, [by_folded.get(found, found) for found in near])
