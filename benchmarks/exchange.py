"""Measure reading and writing exchange formats against others, in one run.

    python benchmarks/exchange.py [--sizes 10000] [--runs 3] [--peers PYTHON] [--limit RATIO]

Every command is a process of its own, from start to end, on the same generated .bib file: ours
reads it, proposes tags and writes another format; bibtexparser parses it and does nothing else;
pandoc and citation-js turn it into CSL-JSON. CPU seconds are user and system time, memory is the
largest resident set. The commands take turns, and of several runs the best one counts. The last
column says how many times the time of bibtexparser a command takes; ``--limit`` makes it an
exit code for ours.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.engines import Measure, measure
from benchmarks.machine import machine

ROOT: Final = Path(__file__).resolve().parents[1]
FORMATS: Final = ("ris", "csl-json", "bibtex")
PEER: Final = "bibtexparser"
LIMIT: Final = 600.0

_PROGRAM: Final = "from ldn_bib.cli.main import main; main()"
_BIBTEXPARSER: Final = """
import sys
import bibtexparser
with open(sys.argv[1], encoding="utf-8") as file:
    bibtexparser.parse_string(file.read())
"""


def _pandoc(python: str) -> str:
    code = "import pypandoc; print(pypandoc.get_pandoc_path())"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def commands(bib: Path, peers: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What is measured, by name, and why the rest cannot run here."""
    found: dict[str, list[str]] = {PEER: [sys.executable, "-c", _BIBTEXPARSER, str(bib)]}
    missing: dict[str, str] = {}
    for name in FORMATS:
        export = ["export", str(bib), "--format", name, "--output", str(bib.with_name("out"))]
        found[f"ldnbib, {name}"] = [sys.executable, "-c", _PROGRAM, *export]
    pandoc = _pandoc(peers)
    if pandoc:
        formats = ["-f", "bibtex", "-t", "csljson", "-o", str(bib.with_name("out"))]
        found["pandoc, csl-json"] = [pandoc, *formats, str(bib)]
    else:
        missing["pandoc"] = "pypandoc-binary is not installed"
    script = ROOT / "tests/formats/interop/read.mjs"
    if not shutil.which("node"):
        missing["citation-js"] = "node is not installed"
    elif not (script.parent / "node_modules/@citation-js/core").is_dir():
        missing["citation-js"] = "run make interop"
    else:
        node = ["node", str(script), "citation-js", "bibtex", str(bib)]
        found["citation-js, csl-json"] = node
    return found, missing


def run(size: int, runs: int, peers: str, names: list[str] | None) -> dict[str, Measure]:
    """Measure every command on a file of some entries; the best run of each."""
    best: dict[str, Measure] = {}
    with tempfile.TemporaryDirectory() as folder:
        bib = Path(folder, "items.bib")
        # a process begins with the memory of the one that starts it: this one has to stay small
        items = [str(ROOT / "benchmarks/items.py"), str(size), str(bib.with_suffix(".json"))]
        subprocess.run([sys.executable, *items, str(bib)], check=True)
        known, missing = commands(bib, peers)
        for name, why in missing.items():
            best[name] = Measure(problem=why)
        for turn in range(runs):
            for name, command in known.items():
                if names and not any(name.startswith(one) for one in (PEER, "ldnbib", *names)):
                    continue
                if turn and (best[name].problem or not name.startswith((PEER, "ldnbib"))):
                    continue
                found = measure(command, LIMIT)
                if not turn or found.seconds < best[name].seconds:
                    best[name] = found
    return best


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000,), metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="runs of ours and bibtexparser")
    parser.add_argument("--peers", default=sys.executable, help="Python that has the peers")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="of the slower peers, only these")
    parser.add_argument("--limit", type=float, metavar="RATIO", help="exit code 1 above it")
    options = parser.parse_args()
    print(f"{machine()}; CPU seconds and peak memory of the whole process\n")
    print("| entries | command | CPU s | memory | times bibtexparser |\n|---:|---|---:|---:|---:|")
    worst = 0.0
    for size in options.sizes:
        best = run(size, options.runs, options.peers, options.only)
        base = best[PEER].seconds
        for name, found in best.items():
            if found.problem:
                print(f"| {size:,} | {name} | {found.problem} | – | – |")
                continue
            ratio = found.seconds / base if base else float("inf")
            if name.startswith("ldnbib"):
                worst = max(worst, ratio)
            cells = f"{found.seconds:.2f} | {found.megabytes:.0f} MB | {ratio:.2f}"
            print(f"| {size:,} | {name} | {cells} |", flush=True)
    if options.limit is not None and worst > options.limit:
        sys.exit(1)


if __name__ == "__main__":
    main()
