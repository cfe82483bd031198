from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.latex import escape, write
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section

URL = "https://example.org/?a=1&b=%20_~#é"
ADDRESS = r"https://example.org/?a=1\&b=\%20_~\#\%C3\%A9"
HOSTILE = st.text(st.sampled_from("\\{}$&#%_~^`\"'<>|[]-,?! \n\x00aé\u0301\u00a0\u202fβש\u202e"))
TEXT = st.text() | HOSTILE
RUN = st.builds(
    Run,
    TEXT,
    st.frozensets(st.sampled_from(list(Mark))),
    st.none() | st.sampled_from([URL, "javascript:alert(1)"]),
)
SYMBOLS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}
SHAPES = {"emph", "textbf", "textsc", "underline", "textsubscript", "textsuperscript"}
SPECIALS = set('$&#%_^`"<>|[]')
LIGATURES = ("--", "''", ",,")  # those of < and > are commands
TOKEN = re.compile(
    r"\\href\{(?P<address>(?:\\.|[^{}])*)\}"
    r"|\\(?P<symbol>text(?:backslash|ascii[a-z]+|quotedbl|less|greater|bar))\{\}"
    r"|\\(?P<shape>[a-z]+)(?=\{)"
    r"|\\(?P<sign>[^a-z])"
    r"|\{(?P<kept>[\[\]])\}"
    r"|(?P<brace>[{}])"
    r"|(?P<text>.)"
)


def visible(latex: str) -> str:
    """Text that LaTeX prints for a phrase of ours; fails where it would read anything else."""
    out = ""
    depth = place = 0
    while place < len(latex):
        token = TOKEN.match(latex, place)
        assert token, f"not LaTeX: {latex[place : place + 20]!r}"
        place = token.end()
        if token["symbol"]:
            out += SYMBOLS[token["symbol"]]
        elif token["shape"]:
            assert token["shape"] in SHAPES
        elif token["sign"]:
            assert token["sign"] in "{}$&#%_,/"
            out += {",": "\u202f", "/": ""}.get(token["sign"], token["sign"])
        elif token["kept"]:
            out += token["kept"]
        elif token["brace"]:
            depth += 1 if token["brace"] == "{" else -1
            assert depth >= 0
        elif token["text"]:
            assert token["text"] not in SPECIALS
            assert latex[token.start() : token.start() + 2] not in LIGATURES
            out += token["text"].replace("~", "\u00a0")
    assert depth == 0
    return out


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())


def body(latex: str) -> list[str]:
    return latex.partition("\\begin{document}\n")[2].splitlines()


def written(*runs: Run) -> str:
    return write(bibliography_document([FormattedEntry("k", RichText.of(runs))]))


def test_hostile_bibliography(bibliography: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_bibliography.tex", write(bibliography))


def test_hostile_reading_list(listed: Document, golden: Callable[[str, str], None]) -> None:
    golden("hostile_reading_list.tex", write(listed))


@pytest.mark.parametrize("name", ["bibliography", "listed"])
def test_environments_close_and_lists_have_items(name: str, request: pytest.FixtureRequest) -> None:
    latex = write(request.getfixturevalue(name))
    open_: list[str] = []
    for command, environment in re.findall(r"^\\(begin|end)\{(\w+)\}$", latex, re.MULTILINE):
        if command == "begin":
            open_.append(environment)
        else:
            assert open_.pop() == environment
    assert open_ == []
    assert latex.endswith("\\end{document}\n")
    for start in re.finditer(r"^\\begin\{(?:references|facts)\}\n", latex, re.MULTILINE):
        assert latex.startswith("\\item", start.end())


def test_a_ligature_across_runs_is_kept_apart() -> None:
    runs = Run("a-"), Run("-b", link="javascript:x"), Run("''"), Run("<<")
    assert "a-\\/-b'\\/'\\textless{}\\/\\textless{}\n" in written(*runs)


@given(TEXT)
@example("--- '' ,, << >> `` ?` !`")
@example("a\u0301 \u037e \u1fef")
def test_escaped_text_comes_back(text: str) -> None:
    assert folded(visible(escape(text))) == folded(text)


@given(st.lists(RUN, max_size=6))
@settings(deadline=None)
def test_visible_text_is_the_text_of_the_runs(runs: list[Run]) -> None:
    rich = RichText.of(runs)
    lines = body(written(*runs))
    (item,) = [line for line in lines if line.startswith("\\item ")]
    meant = "".join(unicodedata.normalize("NFC", clean(run.text)) for run in rich.runs)
    assert " ".join(visible(item[6:]).split()) == " ".join(meant.split())
    assert lines == ["", "\\begin{references}", item, "\\end{references}", "", "\\end{document}"]


@given(TEXT, TEXT, TEXT)
@settings(max_examples=100, deadline=None)
def test_every_other_text_is_escaped_too(one: str, two: str, three: str) -> None:
    paper = ListedPaper(
        "k",
        RichText.plain("c"),
        summary=f"s{two}",
        facts=(Fact(f"f{one}", f"v{two}"),),
        links=(Link(three, URL), Link(two, f"data:{one}")),
        notices=(f"n{one}",),
    )
    section = Section(f"h{three}", (paper,), note=f"o{one}")
    latex = write(Document("T", (section,), scope=f"p{two}", notes=(f"e{three}",)))
    lines = [line for line in body(latex) if line and not re.match(r"\\(begin|end)\{\w+\}$", line)]
    assert lines[0] == "\\maketitle"
    heading = re.fullmatch(r"\\section\{(.*)\}", lines[2])
    assert lines[4] == "\\item c"
    fact = re.fullmatch(r"\\item\[\{(.*?)\}\] (v.*)", lines[7])
    assert heading
    assert fact
    assert lines[9] == "\\bigskip"
    texts = [lines[1], heading[1], lines[3], *lines[5:7], fact[1], fact[2], lines[10]]
    meant = [f"p{two}", f"h{three}", f"o{one}", f"s{two}", f"n{one}", f"f{one}", f"v{two}"]
    assert [folded(visible(text)) for text in texts] == [folded(t) for t in [*meant, f"e{three}"]]
    links = lines[8].removeprefix("\\item[{Links}] ")
    assert links.startswith(f"\\href{{{ADDRESS}}}{{")
    assert folded(visible(links)) == folded(f"{three} · {two}: data:{one}")


def test_marks_nest_and_the_link_stands_outside() -> None:
    runs = (
        Run("a", frozenset({Mark.ITALIC, Mark.BOLD}), URL),
        Run("b", frozenset({Mark.SMALL_CAPS}), URL),
        Run("c", frozenset({Mark.UNDERLINE})),
        Run("2", frozenset({Mark.SUBSCRIPT})),
        Run("+", frozenset({Mark.SUPERSCRIPT})),
    )
    assert (
        f"\\item \\href{{{ADDRESS}}}{{\\emph{{\\textbf{{a}}}}\\textsc{{b}}}}"
        "\\underline{c}\\textsubscript{2}\\textsuperscript{+}\n"
    ) in written(*runs)


def test_a_citation_in_brackets_is_no_label() -> None:
    assert "\\item {[}1{]} A.\n" in written(Run("[1] A."))


def test_characters_that_pdflatex_may_not_know_are_declared_once() -> None:
    latex = written(Run("Müller–Łoś β β ≤ ש\u200f"))
    assert re.findall(r"^\\fallback.*$", latex, re.MULTILINE) == [
        r"\fallback{β}{03B2}{\ensuremath{\beta}}",
        r"\fallback{ש}{05E9}{[U+05E9]}",
        "\\fallback{\u200f}{200F}{}",
        r"\fallback{≤}{2264}{\ensuremath{\leq}}",
    ]
    assert "fallback" not in written(Run("Müller–Łoś"))


def test_nothing_gives_a_document_without_an_empty_list() -> None:
    latex = write(bibliography_document([]))
    assert "\\begin{references}\n" not in latex
    assert body(latex) == ["", "\\end{document}"]


def test_hostile_document_has_balanced_braces_and_environments(hostile: Document) -> None:
    latex = write(hostile)
    depth = 0
    for sign in re.sub(r"\\[\\{}]", "", latex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert latex.count("\\begin{document}\n") == latex.count("\\end{document}\n") == 1
    assert all(
        address.startswith("https://example.org/")
        for address in re.findall(r"\\href\{([^}]*)\}", latex)
    )


def test_hostile_document_is_set_by_pdflatex(hostile: Document, tmp_path: Path) -> None:
    program = shutil.which("pdflatex")
    if program is None:
        pytest.skip("pdflatex is not installed")
    (tmp_path / "list.tex").write_text(write(hostile), encoding="utf-8")
    options = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "-draftmode"]
    made = subprocess.run(
        [program, *options, "list.tex"], cwd=tmp_path, capture_output=True, timeout=100, check=False
    )
    assert made.returncode == 0, made.stdout.decode(errors="replace")[-2000:]


def test_patients_read_the_summary_first_and_the_citation_small() -> None:
    paper = ListedPaper("k", RichText.plain("1. Cited."), summary="Summed up.", alerts=("R.",))
    document = Document("", (Section("", (paper,)),), audience=Audience.PATIENTS)
    lines = [line for line in body(write(document)) if line]
    assert lines[1:4] == ["\\textbf{R.}", "Summed up.", "{\\small 1. Cited.\\par}"]


def test_rows_of_clinicians_make_one_table_a_section() -> None:
    row = (Fact("Design", "a & b"), Fact("Dose", "2 mg"))
    papers = tuple(ListedPaper(key, RichText.plain(f"{key}."), row=row) for key in "ab")
    latex = write(Document("", (Section("H", papers),), audience=Audience.CLINICIANS))
    assert latex.count("\\begin{longtable}") == latex.count("\\end{longtable}") == 1
    assert "\\textbf{Design} & \\textbf{Dose} \\\\\n" in latex
    assert latex.count("a \\& b & 2 mg \\\\*\n") == 2
    assert "longtable" not in write(Document("", (Section("H", ()),)))
