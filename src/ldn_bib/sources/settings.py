"""Who asks: the contact address and the API key, which never leave the requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ldn_bib.errors import UsageError, did_you_mean

TOOL = "ldn-bib"
CONTACT_VARIABLE = "LDNBIB_CONTACT"
KEY_VARIABLE = "NCBI_API_KEY"
KEYS = ("contact", "api-key", "query")
"""Keys of the table."""

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_KEY = re.compile(r"[A-Za-z0-9_-]{8,128}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Who asks.

    Attributes:
        contact: e-mail address of the person.
        api_key: API key of NCBI; empty where there is none.
    """

    contact: str = field(repr=False)
    api_key: str = field(default="", repr=False)


def read_settings(
    contact: str | None, api_key: str | None, environ: Mapping[str, str], *, where: str = ""
) -> Settings:
    """Return the settings of a person; the environment goes before the file.

    Args:
        contact: ``contact`` of the table ``[online]`` of ``ldnbib.toml``.
        api_key: ``api-key`` of the same table.
        environ: the environment.
        where: the settings file, for messages; empty where there is none.

    Raises:
        UsageError: there is no contact address, or what is given cannot be one.
    """
    address = (environ.get(CONTACT_VARIABLE) or contact or "").strip()
    if not address:
        raise UsageError(
            "PubMed and Crossref ask for an e-mail address with every request, so that they can "
            f'write to you before they block a program; put [online] contact = "you@example.org" '
            f"into {where or 'ldnbib.toml'} or set {CONTACT_VARIABLE}"
        )
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise UsageError(
            f"the contact address {address!r} is not an e-mail address such as you@example.org"
        )
    key = (environ.get(KEY_VARIABLE) or api_key or "").strip()
    if key and not _KEY.fullmatch(key):
        raise UsageError(
            "the API key of NCBI, from [online] api-key or NCBI_API_KEY, is not one: "
            "a key is made of letters and digits only"
        )
    return Settings(address, key)


@dataclass(frozen=True, slots=True)
class OnlineTable:
    """The table ``[online]`` of ``ldnbib.toml``, as it is written there.

    Attributes:
        contact: e-mail address of the person; empty where it is not given.
        api_key: API key of NCBI; empty where it is not given.
        query: query of PubMed that finds papers for the library; empty where it is not given.
    """

    contact: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    query: str = ""


def read_table(table: Mapping[str, Any], place: Callable[[str], str]) -> OnlineTable:
    """Read the table ``[online]``.

    Args:
        table: its keys and values.
        place: gives the place of a key, for messages, as ``file:line``.

    Raises:
        UsageError: a key or a value is wrong; the place and the key are named.
    """
    for key, value in table.items():
        if key not in KEYS:
            hint = did_you_mean(key, list(KEYS)) or f"; there are {', '.join(KEYS)}"
            raise UsageError(f"{place(key)}: unknown key {key!r} in [online]{hint}")
        if not isinstance(value, str) or not value.strip():
            # not the value itself, which may be a secret
            raise UsageError(f"{place(key)}: key {key!r} of [online] wants text in quotes")
    given = {key.replace("-", "_"): value.strip() for key, value in table.items()}
    return OnlineTable(**given)
