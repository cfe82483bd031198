"""The measurements: their items, and the process that measures."""

from __future__ import annotations

import sys

import pytest
from benchmarks.compile import chosen_styles, report, seconds_to_compile
from benchmarks.engines import Measure, cell, measure
from benchmarks.items import generate, to_bibtex


def test_items_are_always_the_same_and_a_longer_list_begins_with_a_shorter() -> None:
    assert generate(60) == generate(60)
    assert generate(60)[:20] == generate(20)
    assert generate(20, seed=2) != generate(20)


def test_items_are_varied() -> None:
    items = generate(1000)
    assert len({item["id"] for item in items}) == 1000
    kinds = [item["type"] for item in items]
    assert 0.7 < kinds.count("article-journal") / 1000 < 0.88
    assert len(set(kinds)) == 7
    firsts = [item["author"][0].get("family") for item in items if "author" in item]
    assert 50 < len(set(firsts)) < 400
    assert max(len(item.get("author", ())) for item in items) == 30
    assert any("author" not in item for item in items)
    assert any("issued" not in item for item in items)


def test_bibtex_holds_every_item() -> None:
    items = generate(200)
    text = to_bibtex(items)
    assert text.count("\n@") + text.startswith("@") == 200
    assert all(f"{{{item['id']}," in text for item in items)
    assert text.count("{") == text.count("}")


def test_a_process_is_measured() -> None:
    found = measure([sys.executable, "-c", "sum(range(10**6)); x = bytearray(50_000_000)"])
    assert found.problem == ""
    assert 0 < found.seconds < 20
    assert found.megabytes > 50


def test_a_slow_or_failing_process_has_a_problem_instead_of_figures() -> None:
    slow = measure([sys.executable, "-c", "while True: pass"], limit=0.5)
    assert slow.problem == "stopped after 0.5 s"
    failed = measure([sys.executable, "-c", "raise SystemExit('no style')"])
    assert failed.problem == "failed: no style"
    assert cell(failed, Measure(1, 1)) == "failed: no style"


def test_cells_hold_the_ratio_to_ours() -> None:
    own = Measure(0.5, 20)
    assert cell(own, own) == "0.50 s, 20 MB"
    assert cell(Measure(1.5, 99.6), own) == "1.50 s (3.0×), 100 MB"


def test_the_time_that_compiling_takes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = chosen_styles(None, ["apa", "vancouver", "chicago-notes-bibliography"])
    assert [style.id for style in chosen] == [
        "apa",
        "nlm-citation-sequence",
        "chicago-notes-bibliography",
    ]
    assert 20 <= len(chosen_styles(20, None)) < 40
    times = {style.id: seconds_to_compile(style, 5) for style in chosen}
    assert 0 < times["nlm-citation-sequence"] < times["chicago-notes-bibliography"]
    report(sorted((1000 * seconds, name) for name, seconds in times.items()), runs=5)
    lines = capsys.readouterr().out.splitlines()
    assert "Python 3" in lines[0]
    assert lines[-3].startswith("| chicago-notes-bibliography | ")
