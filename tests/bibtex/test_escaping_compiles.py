"""What is written for signs beyond ASCII compiles without packages beyond LaTeX's own."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from ldn_bib.bibtex.escaping import escaper

SECONDS = 60
BLOCKS = [*range(0xA0, 0x400), *range(0x1E00, 0x3000), *range(0xFB00, 0xFB07)]
MORE = ["x\u0331", "Ki\u0361ev", "e\u0331\u0301", "5′′ α′", "10⁻³", "–- ““ ?“"]


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_every_command_is_known_to_plain_latex(tmp_path: Path) -> None:
    plain = escaper(ascii_only=True).plain
    signs = [chr(code) for code in BLOCKS if unicodedata.category(chr(code)) != "Cn"]
    texts = [written for text in signs + MORE if (written := plain(text)).isascii()]
    assert len(texts) > 900
    body = "\n\n".join(f"x{text}y" for text in texts)
    head = "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\begin{document}\n"
    (tmp_path / "a.tex").write_text(f"{head}{body}\n\\end{{document}}\n", encoding="ascii")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "a.tex"],
        cwd=tmp_path,
        capture_output=True,
        encoding="latin-1",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1000:]
