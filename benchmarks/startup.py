"""Measure start-up and the 14 papers against an empty typer program, in one run.

Each command runs as a process of its own, in turn with its peer, and the CPU seconds
(user and system) that the operating system accounts to it are compared. Run it with
``make bench``; ``--markdown`` prints the rows of docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import environment, machine

EMPTY = """import typer
app = typer.Typer()
@app.callback(invoke_without_command=True)
def root(version: bool = typer.Option(False, "--version")) -> None:
    if version:
        typer.echo("0.1.0")
if __name__ == "__main__":
    app()
"""


def cpu_seconds(command: list[str]) -> float:
    """Run a command and return the CPU seconds it took, user and system."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="counted runs of each command")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    program = [sys.executable, "-m", "ldn_bib"]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        commands = {
            "empty typer program, `--version`": [sys.executable, str(empty), "--version"],
            "`ldnbib --version`": [*program, "--version"],
            "`ldnbib export --style vancouver`": [*program, "export", "--style", "vancouver"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(options.runs + 1):
            for name, command in commands.items():
                seconds = cpu_seconds(command)
                if turn:  # the first turn warms the disk cache
                    times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = next(iter(medians.values()))
    print(f"Machine: {machine()}; {options.runs} runs each, CPU seconds, median.\n")
    if options.markdown:
        print("| command | CPU s | times the empty program | s on top of it |")
        print("| --- | ---: | ---: | ---: |")
    for name, seconds in medians.items():
        row = (name, f"{seconds:.3f}", f"{seconds / base:.2f}", f"{seconds - base:+.3f}")
        print("| " + " | ".join(row) + " |" if options.markdown else "  ".join(row))


if __name__ == "__main__":
    main()
