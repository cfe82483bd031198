"""Parameters of addresses that follow the reader and lead nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

# campaigns (Google, Matomo, HubSpot), clicks (Google, Meta, Microsoft, X, TikTok, Yandex,
# LinkedIn), readers of newsletters (Mailchimp, Marketo, Omeda, Vero, HubSpot, Drip), and what
# publishers hang on: ScienceDirect's dgcid, Google Scholar's casa_token, OpenURL's referrers
PREFIXES = ("utm_", "mtm_", "pk_", "hsa_")
_NAMES = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid li_fat_id igshid igsh
    mc_cid mc_eid mkt_tok oly_anon_id oly_enc_id vero_id vero_conv _hsenc _hsmi __s _openstat
    ml_subscriber ml_subscriber_hash rb_clickid wickedid ck_subscriber_id _ga _gl
    dgcid casa_token rfr_id rfr_dat wt.mc_id
"""
NAMES = frozenset(_NAMES.split())
"""Names of parameters in lower case."""

PAIRS = frozenset({"via=ihub", "via%3dihub"})
"""Whole parameters in lower case: ScienceDirect's mark of where a reader came from."""

_MOST_LIKELY = re.compile(r"[?&#;]")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_AND = re.compile(r"&amp;|&")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an address with such parameters."""
    del context
    given = subject.given("URL", "url")
    if given is None or _MOST_LIKELY.search(given.text) is None:
        return
    text = given.text
    # escapes are mended first, so that no half of one stays
    is_plain = "\\" not in text
    cleaned, gone = without_tracking(text if is_plain else text.replace("\\", ""))
    if gone:
        at = given.field.value.find(gone[0]) if given.field else 0
        yield Problem(
            f"the address follows its readers: {', '.join(map(_name, gone))}",
            field=given.name,
            offset=max(at, 0),
            fix=Fix(given.name, cleaned) if is_plain else None,
        )


def _name(parameter: str) -> str:
    return parameter.partition("=")[0].lstrip(";")


def without_tracking(address: str) -> tuple[str, list[str]]:
    """An address without parameters that only follow its readers, and those parameters."""
    front, hash_, fragment = address.partition("#")
    path, mark, query = front.partition("?")
    gone = [match[0] for match in _SESSION.finditer(path)]
    path = _SESSION.sub("", path) if gone else path
    if mark:
        kept = _kept(query, gone)
        path = f"{path}?{kept}" if kept or not gone else path
    if hash_:
        follows = list(filter(_is_tracking, _AND.split(fragment)))
        if fragment and len(follows) == len(_AND.split(fragment)):
            gone += follows
        else:
            path = f"{path}#{fragment}"
    return path, gone


def _kept(query: str, gone: list[str]) -> str:
    """A query without what only follows the reader, which is put into a list."""
    kept = ""
    pos = 0
    joint = ""
    for match in [*_AND.finditer(query), None]:
        parameter = query[pos : match.start() if match else len(query)]
        if _is_tracking(parameter):
            gone.append(parameter)
        else:
            kept += f"{joint if kept else ''}{parameter}"
        if match:
            joint, pos = match[0], match.end()
    return kept


def _is_tracking(parameter: str) -> bool:
    lower = parameter.lower()
    name = lower.partition("=")[0]
    return lower in PAIRS or name in NAMES or name.startswith(PREFIXES)


RULE = Rule(
    code="URL004",
    name="url-tracking",
    severity=Severity.INFO,
    summary="an address has parameters that only follow its readers",
    why="They tell a server who shared the link, make it longer, and two copies of one address "
    "no longer look alike.",
    example=Example(
        bad="url = {https://example.org/pain?id=7&utm_source=mail}",
        good="url = {https://example.org/pain?id=7}",
    ),
    check=check,
    fixes=True,
)
