"""Measure citation engines on the same items in one run: CPU seconds and peak memory.

    python benchmarks/engines.py [--sizes 100 1000 10000] [--styles ID ...] [--peers PYTHON]

Each engine formats the bibliography of all items in a process of its own, from start to end:
start-up, reading the items and the style, formatting, and writing the result. CPU seconds are
user and system time as the operating system accounts them to the process; memory is the largest
resident set. Python keeps its bytecode, as it does for what is installed. A peer that takes
longer than the limit is stopped. ``--peers`` names a Python that
has ``pypandoc-binary`` and ``typst`` installed, where this one has not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import environment, machine

from ldn_bib.csl.package import locales_folder, styles_folder

ROOT: Final = Path(__file__).resolve().parents[1]
STYLES: Final = ("nlm-citation-sequence", "apa", "chicago-author-date")
SIZES: Final = (100, 1_000, 10_000)
LIMIT: Final = 120.0

_OURS: Final = """
import json, sys
from html import escape
from ldn_bib.csl.processor import Processor
TAGS = {"italic": "i", "bold": "b", "underline": "u", "small-caps": "small",
        "superscript": "sup", "subscript": "sub"}
def line(content):
    for run in content.runs:
        tags = [TAGS[mark] for mark in run.marks]
        yield "".join([f"<{tag}>" for tag in tags] + [escape(run.text, False)]
                      + [f"</{tag}>" for tag in reversed(tags)])
with open(sys.argv[2], encoding="utf-8") as file:
    items = json.load(file)
entries = Processor(sys.argv[1]).bibliography(items).entries
with open(sys.argv[3], "w", encoding="utf-8") as file:
    file.writelines(f"<p>{''.join(line(entry.content))}</p>\\n" for entry in entries)
"""
_CITEPROC_PY: Final = """
import json, sys, warnings
warnings.simplefilter("ignore")
from citeproc import (
    Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
)
from citeproc.source.json import CiteProcJSON
with open(sys.argv[2], encoding="utf-8") as file:
    items = json.load(file)
style = CitationStylesStyle(sys.argv[4], validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
for item in items:
    bibliography.register(Citation([CitationItem(item["id"])]))
bibliography.sort()
with open(sys.argv[3], "w", encoding="utf-8") as file:
    file.writelines(f"{entry}\\n" for entry in bibliography.bibliography())
"""
_TYPST: Final = """
import sys, typst
text = typst.compile(sys.argv[1], format="html")
with open(sys.argv[2], "wb") as file:
    file.write(text if isinstance(text, bytes) else text.encode())
"""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be formatted.

    Attributes:
        style: id of the style.
        csl: its file.
        items: the items, CSL-JSON.
        bibtex: the items, BibTeX.
        folder: where scratch files go.
    """

    style: str
    csl: Path
    items: Path
    bibtex: Path
    folder: Path

    @property
    def result(self) -> Path:
        """File that the engine writes."""
        return self.folder / "result.html"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a process took.

    Attributes:
        seconds: CPU seconds, user and system.
        megabytes: largest resident set.
        problem: why it has no figures; empty where it has.
    """

    seconds: float = 0.0
    megabytes: float = 0.0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine to measure.

    Attributes:
        name: what the table calls it.
        missing: why it cannot run here; empty where it can.
        command: the command for a task.
    """

    name: str
    missing: str
    command: Callable[[Task], list[str]]


def measure(command: list[str], limit: float = LIMIT) -> Measure:
    """Run a command to its end, or to the limit in seconds of wall time."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
            env=environment(),
        )
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            process.kill()

        watch = threading.Timer(limit, stop)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if stopped.is_set():
            return Measure(problem=f"stopped after {limit:g} s")
        if process.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            last = lines[-1].strip() if lines else f"exit code {process.returncode}"
            return Measure(problem=f"failed: {last[:80]}")
    unit = 1 if platform.system() == "Darwin" else 1024
    return Measure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1_000_000)


def _answer_of(python: str, code: str) -> str:
    """What a line of Python prints; empty where it fails."""
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _ours(task: Task) -> list[str]:
    return [sys.executable, "-c", _OURS, task.style, str(task.items), str(task.result)]


def _citeproc_py(task: Task) -> list[str]:
    names = [task.style, str(task.items), str(task.result), str(task.csl.with_suffix(""))]
    return [sys.executable, "-c", _CITEPROC_PY, *names]


def _citeproc_js(task: Task) -> list[str]:
    job = {"id": task.style, "style": str(task.csl), "bibliography": True}
    path = task.folder / "jobs.json"
    shared = json.dumps({"locales": str(locales_folder()), "jobs": [job]})
    with task.items.open(encoding="utf-8") as items, path.open("w", encoding="utf-8") as file:
        file.write(f'{shared[:-1]}, "items": ')
        shutil.copyfileobj(items, file)
        file.write("}")
    return ["node", str(ROOT / "tests/oracle/oracle.js"), str(path)]


def _pandoc(binary: str) -> Callable[[Task], list[str]]:
    def command(task: Task) -> list[str]:
        formats = ["-f", "csljson", "-t", "html", "--citeproc", "--csl", str(task.csl)]
        return [binary, *formats, "-o", str(task.result), str(task.items)]

    return command


def _hayagriva(python: str) -> Callable[[Task], list[str]]:
    def command(task: Task) -> list[str]:
        style = task.folder / "style.csl"
        shutil.copyfile(task.csl, style)
        source = task.folder / "main.typ"
        source.write_text(
            f'#bibliography("{task.bibtex.name}", style: "{style.name}", full: true)\n',
            encoding="utf-8",
        )
        return [python, "-c", _TYPST, str(source), str(task.result)]

    return command


def engines(peers: str) -> list[Engine]:
    """Our engine first, then its peers."""
    oracle = ROOT / "tests/oracle/node_modules/citeproc"
    no_node = "" if shutil.which("node") else "node is not installed"
    no_js = no_node or ("" if oracle.is_dir() else "run npm ci in tests/oracle")
    pandoc = _answer_of(peers, "import pypandoc; print(pypandoc.get_pandoc_path())")
    typst = _answer_of(peers, "import typst; print('yes')")
    return [
        Engine("ldn-bib", "", _ours),
        Engine("citeproc-py", "", _citeproc_py),
        Engine("citeproc-js", no_js, _citeproc_js),
        Engine("pandoc", "" if pandoc else "pypandoc-binary is not installed", _pandoc(pandoc)),
        Engine("hayagriva", "" if typst else "typst is not installed", _hayagriva(peers)),
    ]


def prepare(style: str, size: int, folder: Path) -> Task:
    """Write the items of a task."""
    task = Task(
        style, styles_folder() / f"{style}.csl", folder / "items.json", folder / "items.bib", folder
    )
    # a process begins with the memory of the one that starts it: this one has to stay small
    script = str(ROOT / "benchmarks/items.py")
    subprocess.run(
        [sys.executable, script, str(size), str(task.items), str(task.bibtex)], check=True
    )
    return task


def cell(found: Measure, own: Measure) -> str:
    """Seconds, the ratio to ours, and memory."""
    if found.problem:
        return found.problem.replace("|", "/")
    ratio = f" ({found.seconds / own.seconds:.1f}×)" if not own.problem and found != own else ""
    return f"{found.seconds:.2f} s{ratio}, {found.megabytes:.0f} MB"


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--styles", nargs="+", default=STYLES, metavar="ID")
    parser.add_argument("--engines", nargs="+", metavar="NAME", help="only these, and ours")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds a process may take")
    parser.add_argument("--runs", type=int, default=1, help="runs of each; the best counts")
    parser.add_argument("--peers", default=sys.executable, help="Python that has the peers")
    options = parser.parse_args()
    known = engines(options.peers)
    chosen = [e for e in known if not options.engines or e.name in ("ldn-bib", *options.engines)]
    running = [engine for engine in chosen if not engine.missing]
    print(f"{machine()}; CPU seconds and peak memory of the whole process\n")
    print(f"| style | items | {' | '.join(engine.name for engine in running)} |")
    print(f"|---|---:|{'---:|' * len(running)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        measure(_ours(prepare(options.styles[0], 10, Path(folder))))  # warms caches
    hopeless: set[tuple[str, str]] = set()
    for style in options.styles:
        for size in sorted(options.sizes):
            with tempfile.TemporaryDirectory() as folder:
                task = prepare(style, size, Path(folder))
                found: list[Measure] = []
                for engine in running:
                    if (engine.name, style) in hopeless:
                        found.append(Measure(problem="not tried: fewer were too slow"))
                        continue
                    command = engine.command(task)
                    runs = [measure(command, options.limit) for _ in range(options.runs)]
                    best = min(runs, key=lambda one: (bool(one.problem), one.seconds))
                    if best.problem.startswith("stopped"):
                        hopeless.add((engine.name, style))
                    found.append(best)
            cells = " | ".join(cell(one, found[0]) for one in found)
            print(f"| {style} | {size:,} | {cells} |", flush=True)
    for engine in chosen:
        if engine.missing:
            print(f"\n{engine.name}: {engine.missing}")


if __name__ == "__main__":
    main()
