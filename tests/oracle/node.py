"""citeproc-js in a node process: jobs in, answers out."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ldn_bib.csl.package import locales_folder

FOLDER: Final = Path(__file__).resolve().parent

Job = Mapping[str, Any]
Answer = dict[str, Any]


class OracleError(RuntimeError):
    """The oracle cannot run."""


def missing() -> str:
    """Why the oracle cannot run here; empty where it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (FOLDER / "node_modules" / "citeproc").is_dir():
        return f"citeproc-js is not installed: run npm ci in {FOLDER}"
    return ""


def version() -> str:
    """Version of citeproc-js that is pinned."""
    package = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    found: str = package["dependencies"]["citeproc"]
    return found


def ask(
    jobs: Sequence[Job], items: Sequence[Mapping[str, Any]] = (), *, seconds: float = 120
) -> Iterator[Answer]:
    """Run jobs in a node process; ``oracle.js`` says what they hold.

    Args:
        jobs: the jobs.
        items: items for the jobs that bring none of their own.
        seconds: what a job may take; one that takes longer, or ends node, is answered with
            an ``error``, and the others go on in a new process.

    Yields:
        One answer for each job, in order, as soon as it is there.

    Raises:
        OracleError: the oracle is not installed.
    """
    reason = missing()
    if reason:
        raise OracleError(reason)
    waiting = list(jobs)
    while waiting:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "jobs.json"
            shared = {"locales": str(locales_folder()), "items": items, "jobs": waiting}
            path.write_text(json.dumps(shared, default=str), encoding="utf-8")
            for answer in _answers(path, seconds):
                waiting.pop(0)
                yield answer
        if waiting:
            yield {"id": waiting.pop(0)["id"], "error": f"node ended, or took over {seconds:g} s"}


def _answers(path: Path, seconds: float) -> Iterator[Answer]:
    command = ["node", str(FOLDER / "oracle.js"), str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        try:
            while True:
                watch = threading.Timer(seconds, process.kill)
                watch.start()
                line = process.stdout.readline()
                watch.cancel()
                if not line:
                    return
                if line.startswith("{"):
                    yield json.loads(line)
        finally:
            process.kill()
