"""Addresses that work for few: of one computer, one network, or through a library's proxy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.verbatim import without_latex
from ldn_bib.values.finding import Severity

_HOST = re.compile(r"[a-z]+://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)", re.IGNORECASE)
_LOCAL = re.compile(
    r"""localhost|.*\.(?:localhost|local|localdomain|internal|lan|intranet|home\.arpa)
    |127(?:\.[0-9]+){3}|10(?:\.[0-9]+){3}|192\.168(?:\.[0-9]+){2}|169\.254(?:\.[0-9]+){2}
    |172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]+){2}|0\.0\.0\.0
    |\[(?:::1|f[cd][0-9a-f]{2}:.*|fe80:.*)\]|[^.\[\]]+""",
    re.VERBOSE,
)
# EZproxy of OCLC and what libraries call their own; WAM of Innovative begins with 0-
_PROXY = re.compile(
    r"""(?:^|[.-])(?:ez-?proxy[\w-]*|ezp|lib-?proxy[\w-]*|web-?proxy|libraryproxy|proxy[0-9]*
    |proxy-[\w-]+|[\w-]+-proxy)\.[^.]+\.[^.]+|\.idm\.oclc\.org$
    |^0-(?:www[.-]|[^.]+-(?:com|org|net|edu|gov|int)\.|.+\.(?:com|org|net|edu|gov|int)\.[^.]+\.)""",
    re.VERBOSE,
)
_LOGIN = re.compile(
    r"https?://[^/?#]+/login/?\?(q?)url=(https?(?::|%3A).+)", re.IGNORECASE | re.DOTALL
)
_ENCODED = re.compile(r"https?%3A%2F%2F", re.IGNORECASE)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an address that not everybody can open."""
    del context
    given = subject.given("URL", "url")
    if given is None:
        return
    text = without_latex(given.text)
    found = _HOST.match(text)
    if found is None:
        return
    host = found[1].lower().rstrip(".")
    if _LOCAL.fullmatch(host):
        yield Problem(f"{host} is known in one network only", field=given.name)
        return
    target = _target(text)
    if target or _PROXY.search(host):
        yield Problem(
            f"the address goes through the proxy {host}",
            field=given.name,
            fix=Fix(given.name, target) if target and text == given.text else None,
        )


def _target(address: str) -> str | None:
    """Where the login page of a proxy leads to; None where it is none."""
    login = _LOGIN.fullmatch(address)
    if login is None:
        return None
    target = login[2]
    if login[1] or _ENCODED.match(target):
        from urllib.parse import unquote

        target = unquote(target)
    return target if _HOST.match(target) and not any(map(str.isspace, target)) else None


RULE = Rule(
    code="URL006",
    name="url-proxy",
    severity=Severity.WARNING,
    summary="an address works in one network or through one library only",
    why="Everybody else gets a page to log in, or nothing.",
    example=Example(
        bad="url = {https://ezproxy.example.edu/login?url=https://example.org/pain}",
        good="url = {https://example.org/pain}",
    ),
    check=check,
    fixes=True,
)
