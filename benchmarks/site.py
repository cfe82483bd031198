"""Measure the build of a site of generated papers, and whether its pages stay small.

    python benchmarks/site.py [--papers 5000] [--seconds 60] [--page 60000] [--folder FOLDER]

CPU seconds are user and system time of one process on one core, from the papers to the last
file. The second build finds nothing to write. The exit code is 1 if the first build takes longer
than ``--seconds``, if a page is larger than ``--page`` bytes, or if the second one writes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import machine
from tests.site.generated import generated_library

from ldn_bib.library import Library
from ldn_bib.site.build import Built, build_site

URL: Final = "https://example.org/"


def build(library: Library, folder: Path) -> tuple[Built, float]:
    """Build a site; what was done, and the CPU seconds it took."""
    begin = time.process_time()
    built = build_site(library, folder, base_url=URL)
    return built, time.process_time() - begin


def largest(folder: Path, pattern: str) -> tuple[int, str]:
    """The size and the name of the largest file."""
    sizes = ((path.stat().st_size, path.relative_to(folder)) for path in folder.rglob(pattern))
    size, name = max(sizes)
    return size, str(name)


def run(papers: int, folder: Path) -> tuple[float, int, int]:
    """Build twice and print what it took: seconds, largest page, files of the second build."""
    library = generated_library(papers)
    first, seconds = build(library, folder)
    second, again = build(library, folder)
    page, name = largest(folder, "*.html")
    data, script = largest(folder / "data", "*.js")
    print(f"{machine()}; {papers:,} papers, {first.pages:,} pages, {first.written:,} files\n")
    print("| | |\n|---|---:|")
    print(f"| first build | {seconds:.1f} s CPU |")
    print(f"| second build, {second.written} files written | {again:.1f} s CPU |")
    print(f"| largest page, {name} | {page / 1000:.1f} kB |")
    print(f"| largest script of data, {script} | {data / 1000:.1f} kB |")
    return seconds, page, second.written


def main() -> None:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--papers", type=int, default=5000, metavar="N")
    parser.add_argument("--seconds", type=float, default=60.0, help="exit code 1 above it")
    parser.add_argument("--page", type=int, default=60_000, help="bytes; exit code 1 above them")
    parser.add_argument("--folder", type=Path, help="an empty folder to keep the site in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        seconds, page, rewritten = run(options.papers, options.folder or Path(temporary, "site"))
    if seconds > options.seconds or page > options.page or rewritten:
        sys.exit(1)


if __name__ == "__main__":
    main()
