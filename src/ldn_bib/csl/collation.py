"""Sort keys in the order of the Unicode Collation Algorithm.

The order is the one that citeproc-js asks of the machine: root collation of CLDR with the
letters that a language sorts for itself, at the first level (accents and case do not count),
marks of punctuation ignored, runs of digits as numbers. A space counts: it comes before every
letter and digit, so that *A Hansen* stands before *Ab Delrahman*.

Letters of Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic are in the tables; other scripts
sort by code point within their script. Chinese characters sort by code point, also where a
language has an order of its own (pinyin, JIS).

Sources: UTS #10, «Unicode Collation Algorithm»; UTS #35 part 5, «Collation».
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

# letters that differ at the first level, in order; each stands for its capital too
_LATIN: Final = (
    "aɐɑɒbʙƀɓƃcȼƈɕdȸʣʥʤɖɗƌȡeɇǝəɛɘɚɜɝɞʚɤfʩƒgɡɢǥɠʛɣƣhʜƕɦɧiıɪɨɩjȷɉʝɟʄkƙʞlʪʫʟƚɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋ"
    "oɶɔɵɷȣpƥɸqȹʠɋĸrʀɍɹɺɻɼɽɾɿʁsʂȿʃƪʅʆtʨƾʧŧƫƭʈȶʇuʉɥʮʯɯɰʊvʋʌwʍxyʏɏƴȝzƍƶȥʐʑɀʒƹƺʓþƿƻƨƽƅʔɂʕʡʢʖ"
    "ǀǁǂǃʗʘʬʭ"
)
_GREEK: Final = "αβγδεϝͷϛζͱηθιϳκϗλμνξοπϻϟϙρϼςͼͻͽτυφχψωϡͳϸ"
_CYRILLIC: Final = (
    "аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋійјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұѹфхӽӿҳһ"
    "ԧѡѿѽѻцҵчԭҷӌҹҽҿџшщъыьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ"
)
_ARMENIAN: Final = "աՠբգդեզէըթժիլխծկհձղճմյֈնշոչպջռսվտրցւփքօֆ"
_HEBREW: Final = "אבגדהוװױזחטיױײךלםןסעףץקרשת"
_ARABIC: Final = (
    "ءآأٲٱؤإٳئاٮبٻپڀةتثٹٺټٽٿجڃڄچڿڇحخځڂڅدذڈډڊڋڌڍڎڏڐۮرزڑڒړڔڕږڗژڙۯسشښڛڜۺصضڝڞۻطظڟعغڠۼفڡڢڣڤڥڦٯقڧڨك"
    "کڪګڬڭڮگڰڱڲڳڴػؼلڵڶڷڸمنںڻڼڽڹهھہۃۿەوۄۅۆۇۈۉۊۋۏىيیۍێېۑؽؾؿؠے"
)
# letter to the one that it equals at the first level, where Unicode has no decomposition
_EQUAL: Final = {
    **dict(zip("ðđħłøσכמנפצґ", "ddhloςךםןףץг", strict=True)),
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ŉ": "ʼn",
}
_SYMBOLS: Final = "`´^¯˘˙¨˝¸˛°©®←→↑↓↔∂∆∏∑+±÷×<=≠>¬|¦~−√∞≈≤≥"
_CURRENCIES: Final = "¤¢$£¥₤€"
# scripts that sort by code point, in order, by the first word of their characters' names
_SCRIPTS: Final = (
    *("COPTIC", "GLAGOLITIC", "GEORGIAN", "SYRIAC", "THAANA", "NKO", "TIFINAGH", "ETHIOPIC"),
    *("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA"),
    *("MALAYALAM", "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER", "MONGOLIAN"),
    *("CHEROKEE", "CANADIAN", "RUNIC", "HANGUL", "HIRAGANA", "BOPOMOFO", "YI", "CJK"),
)
_SMALL_KANA: Final = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))

# language to the letters that it sorts for itself: behind a letter (<, several in order) or
# equal to one (=); source: CLDR 48, common/collation
_TAILORED: Final = {
    "az": "c<ç g<ğ h<x<ı k<q o<ö s<ş u<ü z<w",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "t<þ y=ü=ű z<ä=æ<ö=ø=ő<å=aa",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "g=ǥ n=ŋ t=ŧ y=ü z<å<ä=æ<ö=ø",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ö=ø<å",
    "lt": "c<č i=y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<ī<y k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "nb": "t<þ y=ü=ű z<ä=æ=ę<ö=ø=ő=œ<å=aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ş=ș t<ţ=ț",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sv": "t<þ y=ü=ű z<å<ä=æ=ę<ö=ø=ő=œ=ô",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
_SAME_AS: Final = {
    "bs": "hr",
    "gl": "es",
    "nn": "nb",
    "no": "nb",
    "sl": "hr",
    "tl": "es",
}
# languages whose script comes before Latin
_SCRIPT_FIRST: Final = {
    **dict.fromkeys(("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"), "cyrillic"),
    "ar": "arabic",
    "el": "greek",
    "fa": "arabic",
    "he": "hebrew",
    "hi": "DEVANAGARI",
    "ko": "HANGUL",
    "th": "THAI",
    "zh": "CJK",
}

# first characters of weights; within a block the order of the tables
_IGNORED: Final = "\x00"
_SYMBOL: Final = 0x100
_OTHER_SYMBOL: Final = "\u07f0"
_CURRENCY: Final = 0x7F1
_NUMBER: Final = 0x800  # and the number of digits
_PREFERRED: Final = "\u09ff"
_LATIN_BLOCK: Final = 0xA00
_OTHER_LATIN: Final = "\u0bf0"
_BLOCKS: Final = {
    "greek": (0xC00, _GREEK),
    "cyrillic": (0xD00, _CYRILLIC),
    "armenian": (0x1100, _ARMENIAN),
    "hebrew": (0x1200, _HEBREW),
    "arabic": (0x1300, _ARABIC),
}
_SCRIPT_BLOCK: Final = 0x1400
_GEORGIAN: Final = "\u1000"  # before Armenian
_EARLY: Final = "\u0ff0"  # Coptic and Glagolitic, between Cyrillic and Georgian
_UNKNOWN: Final = "\u1ff0"
_RARE_CJK: Final = "\u1fe0"
_LAST: Final = 0x10FFF0  # a second character that sorts behind all others
_DIGITS: Final = re.compile("[0-9]+")
_MOST_DIGITS: Final = 254
_PRIVATE: Final = 0xF0000


class _Weights(dict[int, str]):
    """Code point to what stands for it in a key; filled as characters turn up."""

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first
        self._listed: dict[str, str] = {}
        for block, chars in ((_SYMBOL, _SYMBOLS), (_CURRENCY, _CURRENCIES), (_LATIN_BLOCK, _LATIN)):
            self._listed.update((char, chr(block + index)) for index, char in enumerate(chars))
        for name, (block, chars) in _BLOCKS.items():
            before = _PREFERRED if name == first else ""
            self._listed.update(
                (char, before + chr(block + index)) for index, char in enumerate(chars)
            )

    def __missing__(self, point: int) -> str:
        weight = self._weigh(chr(point))
        self[point] = weight
        return weight

    def weight(self, text: str) -> str:
        """The weights of several characters."""
        return "".join([self[ord(char)] for char in text])

    def _weigh(self, char: str) -> str:
        listed = self._listed.get(char)
        if listed is not None:
            return listed
        if char == " ":
            return self._listed["|"]
        equal = _EQUAL.get(char) or _SMALL_KANA.get(char)
        if equal is not None:
            return self.weight(equal)
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            return str(digit)
        category = unicodedata.category(char)
        if category[0] in "PZ" or category in ("Cc", "Cf", "Cs") or unicodedata.combining(char):
            return _IGNORED
        point = ord(char)
        if 0xAC00 <= point <= 0xD7A3:  # syllables; Unicode would take them apart
            return self._in_script("HANGUL", char)
        simpler = unicodedata.normalize("NFKD", char)
        if simpler != char:
            return self.weight(simpler.lower())
        if category[0] == "S":
            return _OTHER_SYMBOL + char
        if 0x30A1 <= point <= 0x30F6:
            return self[point - 0x60]
        return self._by_name(char)

    def _by_name(self, char: str) -> str:
        words = unicodedata.name(char, "").split(" ", 1)
        if words[0] in ("LATIN", "MODIFIER"):
            return _OTHER_LATIN + char
        if words[0] in _SCRIPTS:
            return self._in_script(words[0], char)
        known = _BLOCKS.get(words[0].lower())
        if known is not None:
            return chr(known[0] + 0xF0) + char
        return _UNKNOWN + chr(min(ord(char), _LAST - 1))

    def _in_script(self, script: str, char: str) -> str:
        if script == "CJK" and not "\u4e00" <= char <= "\u9fff":
            return _RARE_CJK + char
        if script == self._first:
            return _PREFERRED + char
        place = _SCRIPTS.index(script)
        if place < 2:
            return _EARLY + char
        return (_GEORGIAN if script == "GEORGIAN" else chr(_SCRIPT_BLOCK + place)) + char


class _Collation(NamedTuple):
    """The order of a language: weights, letters of several signs, its lower case."""

    weights: _Weights
    digraphs: re.Pattern[str] | None
    signs: dict[str, str]
    dotted: bool


@cache
def _weights(first: str) -> _Weights:
    return _Weights(first)


@cache
def _collation(language: str, script: str) -> _Collation:
    first = "" if script == "latn" else _SCRIPT_FIRST.get(language, "")
    source = "hr" if (language, script) == ("sr", "latn") else _SAME_AS.get(language, language)
    rules = _TAILORED.get(source)
    dotted = language in ("tr", "az")
    if rules is None:
        return _Collation(_weights(first), None, {}, dotted)
    weights = _Weights(first)
    signs: dict[str, str] = {}
    placed: list[tuple[str, str]] = []
    for rule in rules.split(" "):
        base, *behind = rule.split("<")
        first_sign, *equals = base.split("=")
        anchor = weights.weight(first_sign)
        placed += [(letter, anchor) for letter in equals]
        for place, letters in enumerate(behind):
            placed += [(letter, anchor + chr(_LAST + place)) for letter in letters.split("=")]
    for letter, weight in placed:
        if len(letter) > 1:
            signs[letter] = chr(_PRIVATE + len(signs))
            letter = signs[letter]
        weights[ord(letter)] = weight
    longest_first = sorted(signs, key=len, reverse=True)
    digraphs = re.compile("|".join(longest_first)) if signs else None
    return _Collation(weights, digraphs, signs, dotted)


def collation_of(lang: str) -> _Collation:
    """The order of a language tag; an unknown language has the root order."""
    language, *rest = lang.lower().replace("_", "-").split("-")
    return _collation(language, "latn" if "latn" in rest else "")


@lru_cache(maxsize=50_000)
def collation_key(text: str, lang: str = "en-US") -> str:
    """Return a key by which strings sort as a reader of a language expects.

    Keys compare with ``<`` and ``==``. Texts that differ in case, accents or punctuation alone
    have equal keys, as they have in citeproc-js, where the next key decides.

    Args:
        text: what is sorted by, as it is printed.
        lang: language tag of the style.
    """
    weights, digraphs, signs, dotted = collation_of(lang)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if dotted:
        text = text.replace("I", "ı").replace("İ", "i")
    text = text.lower()
    if digraphs is not None:
        text = digraphs.sub(lambda found: signs[found[0]], text)
    key = text.translate(weights)
    if _DIGITS.search(key):
        key = _DIGITS.sub(_number, key)
    return key.replace(_IGNORED, "") + weights[0x20] if key else ""


def _number(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0") or "0"
    return chr(_NUMBER + min(len(digits), _MOST_DIGITS)) + digits
