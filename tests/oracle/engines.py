"""Answers of both engines on a style, citeproc-js's kept on disk."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import traceback
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version as version_of
from pathlib import Path
from types import FrameType
from typing import Any, Final

from tests.csl.suite.as_html import to_html
from tests.csl.suite.run import printed_entries
from tests.oracle import node
from tests.oracle.work import Item, document, for_oracle, style_path

Answer = dict[str, Any]

SECONDS: Final = 120
"""What either engine may take for a style."""

_BEFORE: Final = '  <div class="csl-entry">'
_BEHIND: Final = "</div>\n"


def cache_folder() -> Path:
    """Where citeproc-js's answers are kept, outside of the repository."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "ldn-bib" / "oracle"


def _key(xml: bytes, job: Answer, shared: bytes) -> str:
    made = hashlib.sha256(shared)
    for part in (xml, json.dumps(job["document"]).encode()):
        made.update(hashlib.sha256(part).digest())
    return made.hexdigest()


def oracle(styles: Sequence[str], given: Sequence[Item]) -> Iterator[tuple[str, Answer]]:
    """citeproc-js's answers, from disk where they are there, else asked for and kept.

    Yields:
        Style and answer: ``citations`` and ``bibliography`` (None without one), or ``error``.
    """
    items = for_oracle(given)
    code = (node.FOLDER / "oracle.js").read_bytes()
    locales = version_of("citeproc-py")
    shared = b"|".join(
        [node.version().encode(), locales.encode(), code, json.dumps(items).encode()]
    )
    jobs: dict[str, tuple[Path, Answer]] = {}
    for style in styles:
        path = style_path(style)
        xml = path.read_bytes()
        job = {"id": style, "style": str(path), "document": document(xml, given)}
        key = _key(xml, job, shared)
        kept = cache_folder() / key[:2] / f"{key}.z"
        if kept.is_file():
            yield style, json.loads(zlib.decompress(kept.read_bytes()))
        else:
            jobs[style] = kept, job | {"bibliography": True}
    for answer in node.ask([job for _, job in jobs.values()], items, seconds=SECONDS):
        style = str(answer["id"])
        kept = jobs[style][0]
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(f".{os.getpid()}")
        partial.write_bytes(zlib.compress(json.dumps(answer).encode()))
        partial.replace(kept)
        yield style, answer


class TooSlowError(Exception):
    """The engine has taken longer than it may."""


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"no result after {seconds} s")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def ours(style: str, given: Sequence[Item]) -> Answer:
    """Our engine's answer, in the form of citeproc-js's; what it raises is its ``error``."""
    from ldn_bib.csl.processor import Cite, Cluster, Processor

    path = style_path(style)
    try:
        with _limit(SECONDS):
            xml = path.read_bytes()
            engine = Processor.from_xml(xml, name=style)
            clusters = [
                Cluster(
                    tuple(
                        Cite(cite["id"], cite.get("locator", ""), cite.get("label", "page"))
                        for cite in citation["cites"]
                    ),
                    note_number=citation["note"],
                )
                for citation in document(xml, given)
            ]
            answer: Answer = {
                "citations": [to_html(made) for made in engine.citation_tokens(clusters, given)],
                "bibliography": None,
            }
            if b"<bibliography" in xml:
                entries = engine.bibliography_tokens(given).entries
                answer["bibliography"] = [
                    (name, f"{_BEFORE}{entry}{_BEHIND}")
                    for name, entry in printed_entries(entries, xml.decode())
                ]
            return answer
    except Exception as error:  # the engine's faults are what is counted here
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return {"error": f"{type(error).__name__}: {error} ({where})"}


def bare(entry: str) -> str:
    """An entry without the frame of the bibliography."""
    return entry.removeprefix(_BEFORE).removesuffix(_BEHIND)
