"""Names of languages in bibliographies, and their BCP 47 tags."""

from __future__ import annotations

import re
from collections.abc import Mapping

MEDLINE_CODE = 3
"""Letters of a MEDLINE language code (``eng``); its tag says the same, so it is not kept."""

LANGUAGES: Mapping[str, str] = {
    # babel 24 and polyglossia names, as biblatex's langid takes them
    "acadian": "fr-CA", "afrikaans": "af", "american": "en-US", "arabic": "ar",
    "australian": "en-AU", "austrian": "de-AT", "basque": "eu", "bokmal": "nb",
    "brazil": "pt-BR", "brazilian": "pt-BR", "british": "en-GB", "bulgarian": "bg",
    "canadian": "en-CA", "canadien": "fr-CA", "catalan": "ca", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "esperanto": "eo", "estonian": "et", "farsi": "fa", "finnish": "fi", "francais": "fr",
    "french": "fr", "galician": "gl", "german": "de", "germanb": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is", "indonesian": "id",
    "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la",
    "latvian": "lv", "lithuanian": "lt", "magyar": "hu", "malay": "ms", "mexican": "es-MX",
    "naustrian": "de-AT", "newzealand": "en-NZ", "ngerman": "de", "norsk": "nb",
    "norwegian": "no", "nswissgerman": "de-CH", "nynorsk": "nn", "persian": "fa",
    "polish": "pl", "portuges": "pt", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "serbian": "sr", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es",
    "swedish": "sv", "swissgerman": "de-CH", "thai": "th", "turkish": "tr",
    "ukenglish": "en-GB", "ukrainian": "uk", "usenglish": "en-US", "vietnamese": "vi",
    "welsh": "cy",
    # Names in the language itself, as reference managers store them
    "deutsch": "de", "français": "fr", "español": "es", "italiano": "it", "português": "pt",
    "nederlands": "nl", "svenska": "sv", "dansk": "da", "suomi": "fi", "polski": "pl",
    # MEDLINE's codes, ISO 639-2/B, which BCP 47 has shorter tags for
    "ara": "ar", "bul": "bg", "chi": "zh", "zho": "zh", "cze": "cs", "ces": "cs",
    "dan": "da", "dut": "nl", "nld": "nl", "eng": "en", "est": "et", "fin": "fi",
    "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "gre": "el", "ell": "el",
    "heb": "he", "hrv": "hr", "hun": "hu", "ice": "is", "isl": "is", "ita": "it",
    "jpn": "ja", "kor": "ko", "lat": "la", "lav": "lv", "lit": "lt", "nor": "no",
    "per": "fa", "fas": "fa", "pol": "pl", "por": "pt", "rum": "ro", "ron": "ro",
    "rus": "ru", "slo": "sk", "slk": "sk", "slv": "sl", "spa": "es", "srp": "sr",
    "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi",
}  # fmt: skip
"""Name or code in lower case to BCP 47 tag."""

_LONGEST = 100
_SEVERAL = re.compile(r"\s+and\s+|\s*[,;/]\s*", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def language_tag(text: str) -> str | None:
    """Return the BCP 47 tag of the first language named; None where none is known."""
    first = _SEVERAL.split(text.strip()[:_LONGEST], maxsplit=1)[0].removeprefix("lang")
    known = LANGUAGES.get(first.lower())
    if known or not _TAG.fullmatch(first):
        return known
    language, *rest = first.replace("_", "-").split("-")
    return "-".join(
        [language.lower(), *(part.upper() if len(part) == 2 else part for part in rest)]
    )
