"""LaTeX: a whole file for pdflatex, xelatex and lualatex, with no more packages than all have."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.documents.characters import clean
from ldn_bib.documents.links import ascii_url, safe_url
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    all_rows,
    fact_rows,
    front_lines,
    front_notes,
    has_summary_first,
    linked,
    table_labels,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldn_bib.documents.model import Document, Fact, Link, ListedPaper, Section

_CLASS = r"""\documentclass[a4paper]{article}
\usepackage{iftex}
\ifPDFTeX
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{textcomp}"""
# \ifcsname asks whether this LaTeX knows the character: \u8: and its bytes are inputenc's name.
_FALLBACK = r"""\newcommand*{\fallback}[3]{%
  \ifcsname u8:\detokenize{#1}\endcsname\else\DeclareUnicodeCharacter{#2}{#3}\fi}"""
_END = r"\fi"
# Both are in the tools that every LaTeX has.
_TABLES = r"""\usepackage{array}
\usepackage{longtable}"""
_LAYOUT = r"""\usepackage[margin=25mm]{geometry}
\usepackage[colorlinks,urlcolor=blue]{hyperref}
\setcounter{secnumdepth}{0}
\setlength{\parindent}{0pt}
\setlength{\parskip}{\medskipamount}
\sloppy
\newenvironment{references}{%
  \begin{list}{}{%
    \setlength{\leftmargin}{1.5em}%
    \setlength{\itemindent}{-\leftmargin}%
    \setlength{\labelwidth}{0pt}%
    \setlength{\labelsep}{0pt}%
    \setlength{\parsep}{\medskipamount}}%
}{\end{list}}
\newenvironment{facts}{%
  \setlength{\labelsep}{.5em}%
  \begin{description}%
  \setlength{\itemsep}{0pt}%
  \setlength{\parsep}{0pt}%
}{\end{description}}"""

# Innermost first.
_COMMANDS: dict[Mark, str] = {
    Mark.SUPERSCRIPT: "textsuperscript",
    Mark.SUBSCRIPT: "textsubscript",
    Mark.SMALL_CAPS: "textsc",
    Mark.UNDERLINE: "underline",
    Mark.BOLD: "textbf",
    Mark.ITALIC: "emph",
}
_ESCAPES: dict[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",  # no optional argument
    "]": "{]}",
    "\u00a0": "~",
    "\u202f": r"\,",
}
# Ligatures of T1 and of tlig: dashes, quotation marks; \/ keeps them apart in every engine.
_LIGATURE = re.compile(r"([-',<>])(?=\1)")
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_IN_ADDRESS = re.compile("[%#&]")

# What inputenc is sure to set up with T1 and TS1: Latin letters, dashes, quotation marks.
_SET_UP = re.compile(
    "[\x00-\xffĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŐőŒœŔŕŘřŚśŞşŠšŤťŢţŮůŰűŸŹźŻżŽž–—‘’‚“”„…]"
)
# Pairs of a character and its command in mathematics.
_SIGNS = r"""
α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu
ξ xi π pi ρ rho ς varsigma σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega Γ Gamma Δ Delta
Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega − mathord{-} ≤ leq ≥ geq ≠ neq ≈ approx
≡ equiv ∼ sim ∞ infty √ surd ∂ partial ∑ sum → rightarrow ← leftarrow ↔ leftrightarrow
⇒ Rightarrow ∈ in ⋅ cdot ′ prime
"""
_MATHS = dict(zip(_SIGNS.split()[::2], _SIGNS.split()[1::2], strict=True))


def write(document: Document) -> str:
    """Return the document as LaTeX, one paragraph a line.

    pdflatex has no letters but Latin ones: of the others, it sets Greek letters and signs of
    mathematics as such, and those that it does not know as ``[U+05D0]``.
    """
    body = "\n".join(_body(document))
    fallbacks = list(_fallbacks(body))
    preamble = [_CLASS, *([_FALLBACK, *fallbacks] if fallbacks else []), _END]
    if any(map(table_labels, document.sections)):
        preamble.append(_TABLES)
    preamble.append(_LAYOUT)
    return "\n".join((*preamble, "", body)) + "\n"


def escape(text: str) -> str:
    """Return text that LaTeX prints as it is, in NFC, which is all that pdflatex knows."""
    apart = _LIGATURE.sub(r"\1\0", unicodedata.normalize("NFC", clean(text)))
    return _SPECIAL.sub(_escaped, apart).replace("\0", r"\/")


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def _fallbacks(body: str) -> Iterator[str]:
    for character in sorted(set(_SET_UP.sub("", body))):
        code = f"{ord(character):04X}"
        category = unicodedata.category(character)
        if character in _MATHS:
            shown = f"\\ensuremath{{\\{_MATHS[character]}}}"
        elif category == "Zs":
            shown = r"\ "
        elif category == "Cf":
            shown = ""
        else:
            shown = f"[U+{code}]"
        yield f"\\fallback{{{character}}}{{{code}}}{{{shown}}}"


def _body(document: Document) -> Iterator[str]:
    title = escape(document.title).strip()
    if title:
        yield f"\\title{{{title}}}"
        yield "\\author{}"
        yield "\\date{}"
        yield ""
    yield "\\begin{document}"
    if title:
        yield "\\maketitle"
    for label, text in front_notes(document):
        yield ""
        yield f"\\textbf{{{label}:}} {escape(text).strip()}"
    yield from _paragraphs(front_lines(document))
    for section in document.sections:
        yield from _section(document, section)
    if document.about:
        yield ""
        yield f"\\section{{{ABOUT_HEADING}}}"
        yield from _described(
            (escape(fact.label), _inline(linked(fact.value))) for fact in document.about
        )
    if document.notes:
        yield ""
        yield "\\bigskip"
    yield from _paragraphs(document.notes)
    yield ""
    yield "\\end{document}"


def _section(document: Document, section: Section) -> Iterator[str]:
    if section.heading:
        yield ""
        yield f"\\section{{{escape(section.heading).strip()}}}"
    yield from _paragraphs([section.note])
    if not section.papers:
        return
    if labels := table_labels(section):
        yield from _table(document, labels, section.papers)
        return
    if has_summary_first(document):
        for paper in section.papers:
            yield from _plain_paper(document, paper)
        return
    yield ""
    yield "\\begin{references}"
    for number, paper in enumerate(section.papers):
        if number and not section.is_bare:
            yield ""
        yield from _paper(document, paper)
    yield "\\end{references}"


def _paper(document: Document, paper: ListedPaper) -> Iterator[str]:
    yield " ".join(("\\item", *map(_alert, paper.alerts), _phrase(paper.citation)))
    yield from _paragraphs([paper.summary, *paper.notices])
    yield from _described(_rows(paper, all_rows(document, paper)))


def _plain_paper(document: Document, paper: ListedPaper) -> Iterator[str]:
    """Return a paper for patients: its summary, and its citation small below it."""
    yield ""
    yield "\\bigskip"
    for alert in paper.alerts:
        yield ""
        yield _alert(alert)
    yield from _paragraphs([paper.summary])
    yield ""
    yield f"{{\\small {_phrase(paper.citation)}\\par}}"
    yield from _paragraphs(paper.notices)
    yield from _described(_rows(paper, all_rows(document, paper)))


def _table(
    document: Document, labels: Sequence[str], papers: Iterable[ListedPaper]
) -> Iterator[str]:
    """Return a table: across it what there is of a paper, below that the cells of its row."""
    number = len(labels)
    # the last column, for the longest text, is twice as wide as each other
    shares = [1 / (number + 1)] * (number - 1) + [2 / (number + 1)]
    columns = "".join(
        f">{{\\raggedright\\arraybackslash}}p{{\\dimexpr{share:.4f}\\linewidth-2\\tabcolsep\\relax}}"
        for share in shares
    )
    yield ""
    yield "{\\small\\renewcommand{\\arraystretch}{1.2}"
    yield f"\\begin{{longtable}}{{{columns}}}"
    yield "\\hline"
    heads = " & ".join(f"\\textbf{{{escape(label).strip()}}}" for label in labels)
    yield f"{heads} \\\\"
    yield "\\hline"
    yield "\\endhead"
    for paper in papers:
        yield _across(number, [*map(_alert, paper.alerts), _phrase(paper.citation)], "\\\\*")
        yield f"{' & '.join(escape(cell.value).strip() for cell in paper.row)} \\\\*"
        lines = [escape(text).strip() for text in (paper.summary, *paper.notices)]
        rows = _rows(paper, fact_rows(document, paper))
        lines += [f"\\textbf{{{label.strip()}:}} {value.strip()}" for label, value in rows]
        yield _across(number, lines, "\\\\")
        yield "\\hline"
    yield "\\end{longtable}}"


def _across(number: int, lines: Iterable[str], end: str) -> str:
    content = "\\par ".join(filter(None, lines))
    width = "p{\\dimexpr\\linewidth-2\\tabcolsep\\relax}"
    return f"\\multicolumn{{{number}}}{{{width}}}{{\\raggedright {content}}} {end}"


def _alert(text: str) -> str:
    return f"\\textbf{{{escape(text).strip()}}}"


def _rows(paper: ListedPaper, facts: Iterable[Fact]) -> list[tuple[str, str]]:
    rows = [(escape(row.label), escape(row.value)) for row in facts]
    if paper.links:
        rows.append(("Links", " · ".join(map(_link, paper.links))))
    return rows


def _described(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = list(pairs)
    if rows:
        yield "\\begin{facts}"
        for label, value in rows:
            yield f"\\item[{{{label.strip()}}}] {value.strip()}".rstrip()
        yield "\\end{facts}"


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    """Return each text as a paragraph, which an empty line opens."""
    for text in texts:
        if line := escape(text).strip():
            yield ""
            yield line


def _link(link: Link) -> str:
    url = safe_url(link.url)
    if url is None:
        return escape(f"{link.label}: {link.url}")
    return _reference(url, escape(link.label))


def _reference(url: str, content: str) -> str:
    address = _IN_ADDRESS.sub(r"\\\g<0>", ascii_url(url))
    return f"\\href{{{address}}}{{{content}}}"


def _inline(rich: RichText) -> str:
    # Neighbours merge first: a ligature may stand across two runs.
    runs = RichText.of(
        Run(clean(run.text), run.marks, safe_url(run.link) if run.link else None)
        for run in rich.runs
    ).runs
    pieces: list[str] = []
    for url, group in groupby(runs, key=lambda run: run.link):
        inner = "".join(map(_run, group))
        pieces.append(_reference(url, inner) if url else inner)
    return "".join(pieces)


def _run(run: Run) -> str:
    text = escape(run.text)
    for mark, command in _COMMANDS.items():
        if mark in run.marks:
            text = f"\\{command}{{{text}}}"
    return text


def _phrase(rich: RichText) -> str:
    return _inline(rich).strip()


WRITER = DocumentWriter(
    "latex", "LaTeX", ".tex", "application/x-latex", write, _phrase, is_whole=True
)
