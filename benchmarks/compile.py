"""Measure how long it takes to compile a style: from its file to a processor ready for items.

    python benchmarks/compile.py [--sample N | --styles ID ...] [--runs N] [--limit MILLISECONDS]

All packaged independent styles are compiled, or every n-th for a sample of about N. The time is
CPU time; reading the file, checking it, and the locale are included, loading Python and the
engine itself is not. A style is compiled ``--runs`` times and the best counts, so that what else
the machine does stays out. With ``--limit`` the exit code is 1 where a style takes longer.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import machine

from ldn_bib.csl.finder import Style, find_style
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.processor import Processor
from ldn_bib.csl.stylefile import read_head


def seconds_to_compile(style: Style, runs: int) -> float:
    """Compile a style several times; give the CPU seconds of the quickest."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        started = time.process_time()
        Processor(style)
        best = min(best, time.process_time() - started)
    return best


def chosen_styles(sample: int | None, names: list[str] | None) -> list[Style]:
    """The styles to measure."""
    if names:
        return [find_style(name) for name in names]
    paths = sorted(styles_folder().glob("*.csl"))
    step = max(1, len(paths) // sample) if sample else 1
    return [
        Style(path.stem, path, default_locale=read_head(path).default_locale)
        for path in paths[::step]
    ]


def report(times: list[tuple[float, str]], runs: int) -> None:
    """Print what was measured.

    Args:
        times: milliseconds and id of each style, the quickest first.
        runs: how many runs the best was taken of.
    """
    only = [taken for taken, _ in times]
    at_95 = only[min(len(only) - 1, round(0.95 * len(only)))]
    print(f"{machine()}; {len(times):,} styles, best of {runs}, CPU milliseconds\n")
    print("| median | 95 % | max |")
    print("| ---: | ---: | ---: |")
    print(f"| {statistics.median(only):.1f} | {at_95:.1f} | {only[-1]:.1f} |\n")
    print("| slowest | ms |")
    print("| --- | ---: |")
    for taken, name in reversed(times[-10:]):
        print(f"| {name} | {taken:.1f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--sample", type=int, metavar="N", help="about N styles, evenly spread")
    group.add_argument("--styles", nargs="+", metavar="ID", help="these styles only")
    parser.add_argument("--runs", type=int, default=3, help="runs of each; the best counts")
    parser.add_argument("--limit", type=float, metavar="MS", help="milliseconds a style may take")
    options = parser.parse_args()
    styles = chosen_styles(options.sample, options.styles)
    seconds_to_compile(styles[0], 1)  # loads what is loaded on first use
    times = sorted((1000 * seconds_to_compile(style, options.runs), style.id) for style in styles)
    report(times, options.runs)
    slowest, name = times[-1]
    if options.limit is not None and slowest > options.limit:
        raise SystemExit(f"{name} takes {slowest:.1f} ms, more than {options.limit:g}")


if __name__ == "__main__":
    main()
