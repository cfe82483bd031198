"""Locales: terms, dates and options of a language, with the style's own on top.

CSL 1.0.2, «Locale» and «Locale Fallback».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ldn_bib.csl.element import Element, read_element
from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.locales import installed_locales
from ldn_bib.csl.package import locales_folder
from ldn_bib.csl.plaintext import with_apostrophes
from ldn_bib.csl.styletree import to_element

TermKey = tuple[str, str, str]
"""Name, form (``long`` for none), gender form (empty for none)."""

FORM_FALLBACK: Final[Mapping[str, tuple[str, ...]]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}
"""A form to the forms that stand in for it, in order (CSL 1.0.2, «Terms»)."""

# names that older styles and locales use for a term
_RENAMED: Final[Mapping[str, str]] = {"sub verbo": "sub-verbo"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one form: its singular and plural, and a gender where it has one."""

    single: str
    multiple: str
    gender: str = ""


@dataclass(slots=True)
class Locale:
    """Everything that a language brings, ready for look-ups.

    Attributes:
        lang: language tag.
        terms: name, form and gender form to the term.
        dates: ``text`` and ``numeric`` to the date element.
        options: ``style-options``, such as ``punctuation-in-quote``.
        ordinals: what of a number matches, the digits that it matches and the gender, to the
            suffix; see :meth:`ordinal_suffix`.
    """

    lang: str
    terms: dict[TermKey, Term] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    ordinals: dict[tuple[str, int, str], str] = field(default_factory=dict)

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a full stop or comma goes inside a closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def limit_day_ordinals(self) -> bool:
        """Whether only the first day of a month is an ordinal."""
        return self.options.get("limit-day-ordinals-to-day-1") == "true"

    def find(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """Return a term, falling back by form; None where there is none."""
        name = _RENAMED.get(name, name)
        for candidate in FORM_FALLBACK.get(form, ("long",)):
            if gender:
                found = self.terms.get((name, candidate, gender))
                if found is not None:
                    return found
            found = self.terms.get((name, candidate, ""))
            if found is not None:
                return found
        return None

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """Return a term's text; None where there is none."""
        found = self.find(name, form)
        if found is None:
            return None
        return found.multiple if plural else found.single

    def gender_of(self, name: str) -> str:
        """Grammatical gender of a noun: ``masculine``, ``feminine`` or empty."""
        found = self.find(name)
        return found.gender if found is not None else ""

    def ordinal_suffix(self, number: int, gender: str = "") -> str:
        """Suffix of an ordinal number, such as ``st`` (CSL 1.0.2, «Ordinal Suffixes»).

        Args:
            number: the number.
            gender: gender of what is counted; where a language has no form for it, the
                neuter one stands in.
        """
        keys = (
            ("whole-number", number),
            ("last-two-digits", number % 100),
            ("last-digit", number % 10),
        )
        for wanted in (gender, "") if gender else ("",):
            for key in keys:
                suffix = self.ordinals.get((*key, wanted))
                if suffix is not None:
                    return suffix
        found = self.find("ordinal", "long", gender)
        return found.single if found is not None else ""


def _lang_chain(lang: str) -> Iterator[str]:
    """Dialect, primary dialect, en-US: the files that a locale is read from, most special first."""
    locales = installed_locales()
    language = lang.partition("-")[0]
    seen: list[str] = []
    for candidate in (lang, locales.primary.get(language, ""), "en-US"):
        if candidate in locales.names and candidate not in seen:
            seen.append(candidate)
    return iter(seen)


def _file_locale(lang: str) -> Element:
    data = (locales_folder() / f"locales-{lang}.xml").read_bytes()
    found = read_element(data)
    if found is not None:
        return found
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return to_element(etree.fromstring(data, parser))


@cache
def _installed(lang: str) -> Locale:
    """The locale of the installed files alone; not to be changed."""
    locale = Locale(lang)
    for file in reversed(list(_lang_chain(lang))):
        _merge(locale, _file_locale(file), is_file=True)
    return locale


def _merge(locale: Locale, element: Element, *, is_file: bool = False) -> None:
    """Lay a locale element over what is there; its own terms win."""
    for options in element.all("style-options"):
        locale.options.update(options.attrs)
    for date in element.all("date"):
        locale.dates[date.get("form")] = date
    terms = element.find("terms")
    if terms is None:
        return
    # a set of ordinals voids the one before it as a whole; one without a default is of CSL 1.0,
    # which had other rules, and changes no more than the words of rules that are there
    is_set = any(term.get("name") == "ordinal" for term in terms.all("term"))
    if is_set:
        locale.ordinals = {}
        for key in [key for key in locale.terms if key[0].startswith("ordinal")]:
            del locale.terms[key]
    if is_file:
        # a term in a form that the language lacks falls back to another form, not to English
        own = {_RENAMED.get(term.get("name"), term.get("name")) for term in terms.all("term")}
        for key in [key for key in locale.terms if key[0] in own]:
            del locale.terms[key]
    gendered: dict[tuple[str, str], dict[str, Term]] = {}
    for term in terms.all("term"):
        name = _RENAMED.get(term.get("name"), term.get("name"))
        single, multiple = term.find("single"), term.find("multiple")
        if single is None and multiple is None:
            text = with_apostrophes(term.text)
            value = Term(text, text, term.get("gender"))
        else:
            value = Term(
                with_apostrophes(single.text) if single else "",
                with_apostrophes(multiple.text) if multiple else "",
                term.get("gender"),
            )
        gender_form = term.get("gender-form")
        form = term.get("form", "long")
        locale.terms[name, form, gender_form] = value
        gendered.setdefault((name, form), {})[gender_form] = value
        if name.startswith("ordinal-"):
            digits = int(name.removeprefix("ordinal-"))
            default = "last-two-digits" if digits > 9 else "last-digit"
            rule = (term.get("match", default), digits, gender_form)
            if is_set or rule in locale.ordinals:
                locale.ordinals[rule] = value.single
    for (name, form), genders in gendered.items():
        if "" not in genders and (is_file or (name, form, "") not in locale.terms):
            # a language without a neuter: what has no gender takes the feminine form
            locale.terms[name, form, ""] = genders.get("feminine") or next(iter(genders.values()))


def build_locale(lang: str, overrides: Iterable[Element] = ()) -> Locale:
    """Build a locale from the installed files and the locale elements of a style.

    Args:
        lang: language tag; what has no file falls back to its primary dialect, then en-US.
        overrides: ``locale`` elements of the style; those without a language hold for all.

    Raises:
        StyleFileError: an ordinal term of the style has no number.
    """
    own = list(overrides)
    language = lang.partition("-")[0]
    files = _installed(lang)
    locale = Locale(
        lang, dict(files.terms), dict(files.dates), dict(files.options), dict(files.ordinals)
    )
    for wanted in (None, language, lang):
        for element in own:
            given = element.attrs.get("lang")
            if given == wanted or (given == "" and wanted is None):
                try:
                    _merge(locale, element)
                except ValueError as error:
                    raise StyleFileError(
                        "locale", f"has an ordinal without a number ({error})"
                    ) from error
        if wanted == lang == language:
            break
    return locale
