"""Readers of others: each takes a file of ours and says what it read, as CSL-JSON items."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent
SECONDS: Final = 60

Item = dict[str, Any]


def _run(command: list[str]) -> str:
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    assert done.returncode == 0, f"{command[0]}: {done.stderr[-2000:]}"
    return done.stdout


def _node(reader: str, format_name: str, file: Path) -> list[Item]:
    found: list[Item] = json.loads(
        _run(["node", str(FOLDER / "read.mjs"), reader, format_name, str(file)])
    )
    return found


def citation_js(format_name: str, file: Path) -> list[Item]:
    """citation-js with its plug-ins (npm)."""
    return _node("citation-js", format_name, file)


def converter(format_name: str, file: Path) -> list[Item]:
    """biblatex-csl-converter, the reader of Fidus Writer (npm)."""
    return _node("biblatex-csl-converter", format_name, file)


_PANDOC: Final = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csl-json": "csljson",
    "ris": "ris",
    "endnote-xml": "endnotexml",
}


def pandoc(format_name: str, file: Path) -> list[Item]:
    """pandoc's readers (PyPI's pypandoc-binary)."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "-f", _PANDOC[format_name], "-t", "csljson", str(file)]
    found: list[Item] = json.loads(_run(command))
    return found


_BIBUTILS: Final = {
    "ris": "ris2xml",
    "endnote-xml": "endx2xml",
    "bibtex": "bib2xml",
    "biblatex": "biblatex2xml",
}


def bibutils(format_name: str, file: Path) -> list[Item]:
    """bibutils' converters to MODS (Debian), of which the facts that all have are read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(_run([_BIBUTILS[format_name], str(file)]).encode(), parser)
    space = {"m": "http://www.loc.gov/mods/v3"}

    def first(node: Any, path: str) -> str:
        found = node.xpath(path, namespaces=space)
        return "".join(found[0].itertext()).strip() if found else ""

    items: list[Item] = []
    for node in root.iterfind("m:mods", space):
        if str(node.get("ID")).startswith("jabref-meta"):
            continue  # biblatex2xml takes a comment for an entry
        start, end = first(node, ".//m:extent/m:start"), first(node, ".//m:extent/m:end")
        single = first(node, ".//m:detail[@type='page']/m:number")
        title = ": ".join(filter(None, [first(node, "m:titleInfo/m:title"),
                                        first(node, "m:titleInfo/m:subTitle")]))  # fmt: skip
        names = node.xpath("m:name[m:role/m:roleTerm='author']", namespaces=space)
        host = "m:relatedItem[@type='host']/m:titleInfo"
        book = ": ".join(filter(None, [first(node, f"{host}/m:title[text()]"),
                                       first(node, f"{host}/m:subTitle")]))  # fmt: skip
        date = first(node, ".//m:date") or first(node, ".//m:dateIssued")
        items.append(
            {
                "title": title,
                "author": [
                    {"family": first(name, "m:namePart[not(@type='given')]")} for name in names
                ],
                "issued": {"date-parts": [[date[:4]]]},
                "container-title": book,
                "volume": first(node, ".//m:detail[@type='volume']/m:number"),
                "page": "-".join(filter(None, [start, end])) or single,
                "DOI": first(node, "m:identifier[@type='doi']"),
            }
        )  # fmt: skip
    return items


def rispy_reader(format_name: str, file: Path) -> list[Item]:
    """The Python package rispy."""
    assert format_name == "ris"
    import rispy

    with file.open(encoding="utf-8") as stream:
        records = rispy.load(stream)
    return [
        {
            "title": one.get("title") or one.get("primary_title"),
            "author": [{"family": name.partition(",")[0]} for name in one.get("authors") or ()],
            "issued": {"date-parts": [[one.get("year", "")[:4]]]},
            "container-title": one.get("journal_name") or one.get("secondary_title"),
            "volume": one.get("volume"),
            "page": "-".join(filter(None, [one.get("start_page"), one.get("end_page")])),
            "DOI": one.get("doi"),
        }
        for one in records
    ]


def nbib_reader(format_name: str, file: Path) -> list[Item]:
    """The Python package nbib."""
    assert format_name == "nbib"
    import nbib

    return [
        {
            "title": one.get("title"),
            "author": [
                {"family": str(name.get("author", "")).partition(",")[0]}
                for name in one.get("authors") or ()
            ],
            "issued": {"date-parts": [[str(one.get("publication_date", ""))[:4]]]},
            "container-title": one.get("journal"),
            "volume": one.get("journal_volume"),
            "page": one.get("pages"),
            "DOI": one.get("doi"),
        }
        for one in nbib.read(file.read_text(encoding="utf-8"))
    ]  # fmt: skip


Peer = Callable[[str, Path], list[Item]]

READS: Final[Mapping[str, tuple[Peer, tuple[str, ...]]]] = {
    "citation-js": (citation_js, ("ris", "bibtex", "csl-json")),
    "biblatex-csl-converter": (converter, ("ris", "bibtex", "biblatex")),
    "pandoc": (pandoc, tuple(_PANDOC)),
    "bibutils": (bibutils, tuple(_BIBUTILS)),
    "rispy": (rispy_reader, ("ris",)),
    "nbib": (nbib_reader, ("nbib",)),
}
"""Each reader, and what it reads of ours."""


def missing(peer: str) -> str:
    """Why a reader cannot run here; empty where it can."""
    if peer in ("citation-js", "biblatex-csl-converter"):
        if shutil.which("node") is None:
            return "node is not installed"
        folder = "@citation-js" if peer == "citation-js" else peer
        if not (FOLDER / "node_modules" / folder).is_dir():
            return f"{peer} is not installed: run npm ci in {FOLDER}"
    if peer == "bibutils" and shutil.which("ris2xml") is None:
        return "bibutils is not installed"
    module = {"pandoc": "pypandoc", "rispy": "rispy", "nbib": "nbib"}.get(peer)
    if module is not None and find_spec(module) is None:
        return f"{module} is not installed"
    return ""


_DASHES = re.compile("[-‐‑–—]+")
_MARKS = re.compile(r"<[^>]*>|[{}]|\\[A-Za-z]+ ?")
_APART = re.compile(r"[\s,]+")


def facts(item: Mapping[str, Any]) -> dict[str, str]:
    """The facts of a paper that readers should have, in a form that can be compared.

    A fact that a reader does not look at is not there, if its items have no place for it.
    """
    found = {
        "title": " ".join(_MARKS.sub("", str(item.get("title") or "")).split()).rstrip("."),
        "families": " / ".join([_family(name) for name in item.get("author") or ()]),
        "year": _year(item.get("issued")),
        "container": str(item.get("container-title") or ""),
        "volume": str(item.get("volume") or ""),
        "page": _DASHES.sub("-", str(item.get("page") or "")),
        "DOI": str(item.get("DOI") or ""),
    }
    if "type" in item:
        found["kind"] = str(item["type"])
    return {name: value.replace("’", "'").casefold() for name, value in found.items()}


def _family(name: Mapping[str, str]) -> str:
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal")
    return _APART.sub("", "".join([name.get(part) or "" for part in parts]))


def _year(dates: Any) -> str:
    parts = dates.get("date-parts") if isinstance(dates, Mapping) else None
    if isinstance(parts, list) and parts and not isinstance(parts[0], list):
        parts = [parts]
    return str(parts[0][0]) if parts else str(dates or "")[:4] * isinstance(dates, str)
