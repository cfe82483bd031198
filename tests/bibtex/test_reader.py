"""From BibTeX text to entries: every trap by name, as input and item."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.growth import check_growth

from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.values.finding import Finding, Severity


def item(fields: str, head: str = "@article{k,") -> dict[str, Any]:
    """Read one entry and leave out what every item has."""
    (entry,) = read_bibtex(f"{head}\n  {fields}\n}}\n")[0]
    return {name: value for name, value in entry.item.items() if name not in ("id", "type")}


def read(text: str) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    entries, findings = read_bibtex(text, "refs.bib")
    return {entry.key: dict(entry.item) for entry in entries}, findings


TRAPS = {
    "a name list is split before it is decoded": (
        r'author = {{Pain Research Group} and M{\"u}ller, Karl}',
        {"author": [{"literal": "Pain Research Group"}, {"family": "Müller", "given": "Karl"}]},
    ),
    "a body alone in double braces is a literal": (
        "author = {{Pain and Distress Group}}",
        {"author": [{"literal": "Pain and Distress Group"}]},
    ),
    "AND in capitals separates names": (
        "author = {Doe, A AND Roe, B}",
        {"author": [{"family": "Doe", "given": "A"}, {"family": "Roe", "given": "B"}]},
    ),
    "and others is marked": (
        "author = {Doe, A and others}",
        {"author": [{"family": "Doe", "given": "A"}, {"literal": "others"}]},
    ),
    "Jr stands between family and given name": (
        "author = {King, Jr., Martin Luther}",
        {"author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]},
    ),
    "a particle is set apart": (
        "author = {Jan van der Berg}",
        {"author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]},
    ),
    "an annotation has two names": (
        "annote = {My view}, annotation = {My view}",
        {"annote": "My view"},
    ),
    "a second annotation adds to the first": (
        "annotation = {One}, annote = {Two}",
        {"annote": "One\n\nTwo"},
    ),
    "Greek letters are letters": (r"title = {The $\alpha$ effect}", {"title": "The α effect"}),
    "subscripts stay": (r"title = {H$_2$O}", {"title": "H<sub>2</sub>O"}),
    "TNF-alpha": (r"title = {TNF-$\alpha$}", {"title": "TNF-α"}),
    "braced words keep their case": (
        "title = {{CRPS} and {F}ibromyalgia}",
        {"title": '<span class="nocase">CRPS</span> and <span class="nocase">F</span>ibromyalgia'},
    ),
    "a title in double braces keeps its case": (
        "title = {{Low-Dose Naltrexone}}",
        {"title": '<span class="nocase">Low-Dose Naltrexone</span>'},
    ),
    "accents are no protection": (r"title = {{\"U}ber \c{c}a}", {"title": "Über ça"}),
    "emphasis becomes markup": (
        r"title = {\emph{In vivo} {\it x} \textit{y} \textsc{z}}",
        {
            "title": "<i>In vivo</i> <i>x</i> <i>y</i> "
            '<span style="font-variant: small-caps;">z</span>'
        },
    ),
    "dashes in a title": ("title = {A--B---C}", {"title": "A–B—C"}),
    "dashes in pages": ("pages = {10--19}", {"page": "10-19"}),
    "an en dash in pages": ("pages = {10–19}", {"page": "10-19"}),
    "a shortened page range stays short": ("pages = {529-38}", {"page": "529-38"}),
    "an article number stands for the pages": (
        "eid = {e123}",
        {"page": "e123", "custom": {"eid": "e123"}},
    ),
    "pages beat the article number": (
        "eid = {e123}, pages = {1--9}",
        {"page": "1-9", "custom": {"eid": "e123"}},
    ),
    "an address is not decoded": (
        r"url = {http://x.org/~me/a_b%20c?d=1\&e=2}",
        {"URL": "http://x.org/~me/a_b%20c?d=1&e=2"},
    ),
    "a DOI is not decoded": (
        r"doi = {10.1002/(SICI)1097-0142(19960401)77:7\_x~y--z}",
        {"DOI": "10.1002/(SICI)1097-0142(19960401)77:7_x~y--z"},
    ),
    "a DOI loses its resolver": ("doi = {https://doi.org/10.1000/182}", {"DOI": "10.1000/182"}),
    "numbers need no braces": (
        "year = 2013, volume = 7, number = 12",
        {"issued": {"date-parts": [[2013]]}, "volume": "7", "issue": "12"},
    ),
    "quotes delimit a value": ('note = "say {"}x{"} now"', {"note": 'say "x" now'}),
    "a month macro": ("year = 2013, month = JAN", {"issued": {"date-parts": [[2013, 1]]}}),
    "a month range": (
        "year = 2013, month = {May-Jun}",
        {"issued": {"date-parts": [[2013, 5], [2013, 6]]}},
    ),
    "a month range of macros": (
        'year = 2013, month = may # "--" # jun',
        {"issued": {"date-parts": [[2013, 5], [2013, 6]]}},
    ),
    "a day before a month macro": (
        'year = 2013, month = "10~" # jan',
        {"issued": {"date-parts": [[2013, 1, 10]]}},
    ),
    "a day of its own": (
        "year = 2013, month = feb, day = 7",
        {"issued": {"date-parts": [[2013, 2, 7]]}},
    ),
    "noopsort is no year": (
        r"year = {\noopsort{a}1973}",
        {"issued": {"date-parts": [[1973]]}},
    ),
    "in press": ("year = {in press}", {"issued": {"literal": "in press"}}),
    "about a year": (
        "year = {c. 1900}",
        {"issued": {"date-parts": [[1900]], "circa": True}},
    ),
    "empty fields are no fields": ('title = {}, note = "", volume = {1}', {"volume": "1"}),
    "names of fields have no case": ("TITLE = {A}, Journal = {B}",
        {"title": "A", "container-title": "B"}),
    "unknown fields are kept": (
        r"mood = {good \& {B}ad}, note = {n}",
        {"note": "n", "custom": {"mood": "good & Bad"}},
    ),
    "a file is named and never opened": (
        r"file = {:C\:/x_y/~a.pdf:PDF}",
        {"custom": {"file": r":C\:/x_y/~a.pdf:PDF"}},
    ),
    "the short journal": (
        r"journal = {Brain \& Pain}, shortjournal = {Br. Pain}",
        {"container-title": "Brain & Pain", "container-title-short": "Br. Pain"},
    ),
    "two ISSNs": (
        "issn = {1234-5679}, eissn = {2049-3630}",
        {"ISSN": "1234-5679, 2049-3630"},
    ),
    "identifiers of PubMed": (
        "pmid = {123}, pmcid = {456}",
        {"PMID": "123", "PMCID": "PMC456"},
    ),
    "eprint in PubMed": ("eprint = {123}, eprinttype = {pubmed}", {"PMID": "123"}),
    "eprint in PubMed Central": ("eprint = {PMC9}, eprinttype = {pmcid}", {"PMCID": "PMC9"}),
    "eprint in arXiv": (
        "eprint = {2101.00001}, archiveprefix = {arXiv}",
        {
            "archive": "arXiv",
            "archive_location": "2101.00001",
            "URL": "https://arxiv.org/abs/2101.00001",
            "custom": {"archiveprefix": "arXiv"},
        },
    ),
    "a language by name": (
        "langid = {ngerman}",
        {"language": "de", "custom": {"langid": "ngerman"}},
    ),
    "a language by MEDLINE's code": (
        "language = {eng}",
        {"language": "en"},
    ),
    "title and subtitle": ("title = {A}, subtitle = {B}", {"title": "A: B"}),
    "a question and its subtitle": ("title = {A?}, subtitle = {B}", {"title": "A? B"}),
    "biblatex's names": (
        "date = {2009-05/2009-06}, journaltitle = {J}, location = {Bern}, urldate = {2020-01-02}",
        {
            "issued": {"date-parts": [[2009, 5], [2009, 6]]},
            "container-title": "J",
            "publisher-place": "Bern",
            "accessed": {"date-parts": [[2020, 1, 2]]},
        },
    ),
    "an at sign at the start of a line": (
        "abstract = {a\n@article{x, y = {}}\n@b}",
        {"abstract": "a @article{x, y = {}} @b".replace("{", "").replace("}", "")},
    ),
    "white space is one space": ("title = {A\r\n\t  B}", {"title": "A B"}),
    "less than is a sign": ("title = {p < .05 & <b>}", {"title": "p < .05 & <b>"}),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "wanted"), TRAPS.values(), ids=list(TRAPS))
def test_trap(fields: str, wanted: dict[str, Any]) -> None:
    assert item(fields) == wanted


TYPES = {
    "a chapter": (
        "@inbook{k,",
        "title = {T}, booktitle = {{B}}, series = {S}, number = 4, editor = {Doe, A}",
        {
            "title": "T",
            "container-title": '<span class="nocase">B</span>',
            "collection-title": "S",
            "collection-number": "4",
            "editor": [{"family": "Doe", "given": "A"}],
        },
    ),
    "a volume of several": (
        "@book{k,",
        "title = {T}, maintitle = {M}, volume = 2",
        {"title": "M", "volume-title": "T", "volume": "2"},
    ),
    "a thesis": (
        "@mastersthesis{k,",
        "title = {T}, school = {ETH}",
        {"title": "T", "publisher": "ETH", "genre": "Master’s thesis"},
    ),
    "a thesis of biblatex": (
        "@thesis{k,",
        "type = {phdthesis}, institution = {ETH}",
        {"publisher": "ETH", "genre": "PhD thesis"},
    ),
    "a report": (
        "@techreport{k,",
        "number = {TR-1}, institution = {WHO}, type = {Working paper}",
        {"number": "TR-1", "publisher": "WHO", "genre": "Working paper"},
    ),
    "a conference": (
        "@inproceedings{k,",
        "booktitle = {Proc}, organization = {IEEE}, publisher = {ACM}, venue = {Rome}",
        {
            "container-title": "Proc",
            "publisher": "ACM",
            "event-place": "Rome",
            "custom": {"organization": "IEEE"},
        },
    ),
    "a web page": (
        "@misc{k,",
        r"howpublished = \url{http://x.org/~a_b}",
        {"URL": "http://x.org/~a_b"},
    ),
    "a compiler": (
        "@collection{k,",
        "editor = {Doe, A}, editortype = {compiler}",
        {
            "compiler": [{"family": "Doe", "given": "A"}],
            "custom": {"editortype": "compiler"},
        },
    ),
    "parentheses": ("@article(k,", "note = {a)}) @comment{", {"note": "a)"}),
    "a type in capitals": ("@ARTICLE{k,", "volume = 1", {"volume": "1"}),
}


@pytest.mark.parametrize(("head", "fields", "wanted"), TYPES.values(), ids=list(TYPES))
def test_type(head: str, fields: str, wanted: dict[str, Any]) -> None:
    assert item(fields, head) == wanted


def test_strings_are_joined_whatever_their_case() -> None:
    items, findings = read('@STRING{J = "Journal"}\n@article{a, journal = j # " of Pain"}')
    assert items["a"]["container-title"] == "Journal of Pain"
    assert findings == []


def test_a_string_used_before_it_is_defined_is_reported() -> None:
    items, (finding,) = read('@article{a,\n journal = jp}\n@string{jp = "Pain"}')
    assert items["a"]["container-title"] == "jp"
    assert (finding.code, finding.line, finding.fields) == ("undefined-macro", 2, ("journal",))
    assert "only in line 3" in finding.message


def test_an_undefined_string_stands_for_its_name() -> None:
    items, (finding,) = read("@article{a, journal = jp}")
    assert items["a"]["container-title"] == "jp"
    assert finding.message == "the macro 'jp' is not defined; its name is taken for its text"


def test_a_bare_month_name_is_no_undefined_string() -> None:
    items, findings = read("@article{a, year = 2013, month = January}")
    assert items["a"]["issued"] == {"date-parts": [[2013, 1]]}
    assert findings == []


def test_the_first_of_two_equal_fields_wins_and_the_second_is_reported() -> None:
    items, (finding,) = read("@article{a,\n title = {A},\n note = {title = {x}},\n Title = {B},\n}")
    assert items["a"]["title"] == "A"
    assert (finding.code, finding.key, finding.fields) == ("duplicate-field", "a", ("Title",))
    assert finding.place == "refs.bib:4"


def test_the_first_of_two_equal_keys_wins_and_the_second_is_reported() -> None:
    items, (finding,) = read("@misc{a, title = {A}}\n\n@misc{a, title = {B}}\n")
    assert items["a"]["title"] == "A"
    assert (finding.code, finding.line, finding.loses_entry) == ("duplicate-key", 3, True)
    assert finding.severity is Severity.ERROR
    assert "in line 1 is kept, the one in line 3 is left out" in finding.message


def test_a_repeated_entry_is_said_to_be_the_same() -> None:
    _, (finding,) = read("@misc{a, title = {A}}\n" * 2)
    assert (finding.severity, finding.loses_entry) == (Severity.WARNING, True)
    assert "byte for byte the same" in finding.message


def test_entries_without_keys_are_kept_under_keys_of_their_own() -> None:
    items, findings = read("@misc{, title = {A}}\n@misc{title = {B}} @misc{, title = {C}}")
    assert {key: value["title"] for key, value in items.items()} == {
        "entry-in-line-1": "A",
        "entry-in-line-2": "B",
        "entry-in-line-2-2": "C",
    }
    assert [finding.code for finding in findings] == ["missing-key"] * 3


def test_an_unknown_type_is_shown_as_a_document() -> None:
    items, (finding,) = read("@blogpost{a, title = {A}}")
    assert items["a"]["type"] == "document"
    assert items["a"]["custom"] == {"bibtex-type": "blogpost"}
    assert (finding.code, finding.severity) == ("unknown-entry-type", Severity.INFO)


def test_unverified_fields_are_on_the_entry_and_not_in_the_item() -> None:
    (entry,), findings = read_bibtex("@article{a, unverified = {author, doi}, doi = {10.1000/1}}")
    assert entry.unverified == ("author", "doi")
    assert entry.item == {"id": "a", "type": "article-journal", "DOI": "10.1000/1"}
    assert findings == []


def test_unknown_latex_is_reported_once_an_entry() -> None:
    items, (finding,) = read(r"@misc{a, title = {\foo{A} \baz B \foo}}")
    assert items["a"]["title"] == "A B"
    assert (finding.code, finding.severity) == ("unknown-latex", Severity.INFO)
    assert r"\foo, \baz" in finding.message


def test_a_bad_month_is_reported_and_the_year_kept() -> None:
    items, (finding,) = read("@misc{a, year = 2013, month = {Foo}}")
    assert items["a"]["issued"] == {"date-parts": [[2013]]}
    assert (finding.code, finding.fields) == ("odd-date", ("month",))


def test_too_many_commas_in_a_name_are_reported() -> None:
    _, (finding,) = read("@misc{a, author = {A, B, C, D}}")
    assert (finding.code, finding.fields) == ("odd-name", ("author",))


def test_findings_come_in_the_order_of_lines() -> None:
    text = "@foo{a, x = y}\n@misc{b, title = {B} year = {in}}\n@foo{c,\n x = 1, x = 2}\n"
    lines = [finding.line for finding in read(text)[1]]
    assert lines == [1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "text", ["", " \n", "% only a comment\n", "@comment{x}", '@string{a = "b"}']
)
def test_a_file_may_be_empty(text: str) -> None:
    assert read_bibtex(text) == ([], [])


@pytest.mark.parametrize(
    "text", ["hello world", "{" * 1000, "{\n  'json': 1\n}", "TY  - JOUR\nER  - "]
)
def test_a_text_without_any_entry_is_reported(text: str) -> None:
    entries, findings = read_bibtex(text, "x.txt")
    assert entries == []
    assert [(f.code, f.severity) for f in findings] == [("no-entries", Severity.ERROR)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_origins_are_exact(end: str, mark: str) -> None:
    raw = "@misc{b,\n  title = {B\n  C},\n}".replace("\n", end)
    text = f"{mark}% words{end}{end}{raw}{end}@misc{{c, x = {{}}}}"
    first, second = read_bibtex(text, "refs.bib")[0]
    assert first.origin.raw == raw
    assert (first.origin.file, first.origin.line, second.origin.line) == ("refs.bib", 3, 7)
    assert first.title == "B C"


def test_the_garbage_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read_bibtex("@misc{a}")
    assert gc.isenabled()
    gc.disable()
    try:
        read_bibtex("@misc{a}")
        assert not gc.isenabled()
    finally:
        gc.enable()


# Properties

GOOD = [
    f"@article{{good{number},\n  title = {{Good {number}}},\n  year = {{2013}},\n}}\n"
    for number in range(3)
]
WANTED = {f"good{number}": f"Good {number}" for number in range(3)}

SIGNS = [
    *'@{}(),="#%\\\n ~$-',
    "@article{",
    "title",
    "author",
    " = ",
    "a",
    "B",
    "1",
    "jan",
    " and ",
]
BIBTEX = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


@given(st.one_of(BIBTEX, st.text(max_size=60)))
@example("@article{a, author = {=}}")
@settings(deadline=None)
def test_any_text_is_read(text: str) -> None:
    entries, findings = read_bibtex(text, "x.bib")
    keys = [entry.key for entry in entries]
    assert len(set(keys)) == len(keys)
    assert all(entry.origin.raw in text for entry in entries if entry.origin.raw)
    assert all(finding.line and finding.line <= text.count("\n") + text.count("\r") + 1
               for finding in findings)  # fmt: skip


BROKEN = st.sampled_from(
    [
        "@article{bad, title = {Unclosed, year = 2001}\n",
        "@article{bad,\n title = {Unclosed,\n year = {2001},\n}\n",
        '@article{bad,\n title = "Unclosed,\n year = {2001},\n}\n',
        "@article{bad, title = {Whole}, year = {2001}\n",
        "@article{bad,\n title = {{{Unclosed},\n}\n",
        "@article{bad title = {X}}\n",
        "@article{bad, title = {X}}}\n",
        "@article{bad, title = {X} year {2001} , , }\n",
        "@article{bad, title\n",
        "@article{bad",
        "@article{",
        "@article",
        "@string{bad = {x\n",
        "@comment{bad\n",
        "@preamble{",
        "}}}\n",
        "{{{\n",
        "% @article{x,\n",
    ]
)


@given(st.lists(BROKEN, max_size=1), st.integers(0, 3))
@settings(deadline=None)
def test_a_broken_entry_never_costs_a_good_one(broken: list[str], place: int) -> None:
    texts = [*GOOD[:place], *(f"{text}\n" for text in broken), *GOOD[place:]]
    items, _ = read("".join(texts))
    assert {key: value["title"] for key, value in items.items() if key in WANTED} == WANTED


@given(st.integers(0, 120))
@settings(deadline=None)
def test_a_file_cut_short_keeps_all_entries_before_the_cut(cut: int) -> None:
    text = "".join(GOOD)
    text = text[: len(text) - cut]
    items, findings = read(text)
    whole = len(text) // len(GOOD[0])
    assert list(items)[:whole] == list(WANTED)[:whole]
    rest = text[whole * len(GOOD[0]) :]
    assert bool(findings) == ("@article" in rest and not rest.endswith("\n}"))


words = st.text(alphabet="abcdeéß ", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(words, words, st.integers(1000, 9999), st.sampled_from(["{%s}", '"%s"', " { %s } "]))
@settings(deadline=None)
def test_plain_values_come_back(title: str, journal: str, year: int, delimiters: str) -> None:
    fields = f"title = {delimiters % title}, journal = {delimiters % journal}, year = {year}"
    items, findings = read(f"@article{{k, {fields}}}")
    assert items["k"]["title"] == " ".join(title.split())
    assert items["k"]["container-title"] == " ".join(journal.split())
    assert items["k"]["issued"] == {"date-parts": [[year]]}
    assert findings == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda n: f"@a{{k,{'a = 1,' * n}}}", id="one field again and again"),
        pytest.param(lambda n: "@a{, x = {}}" * n, id="many entries without keys on one line"),
        pytest.param(lambda n: f"@a{{k, x = {'{a' * n}{'}' * n}}}", id="deep braces"),
        pytest.param(lambda n: f"@a{{k, author = {{{'A and ' * n}}}}}", id="many names"),
        pytest.param(lambda n: "@a{k, author = {" + "\u2003" * n + "}}", id="wide spaces"),
        pytest.param(lambda n: f"@a{{k, t = {'b # ' * n}c}}", id="a long sum"),
        pytest.param(
            lambda n: "".join(f"@a{{k{i}, crossref = {{k{i + 1}}}}}\n" for i in range(n)),
            id="a chain",
        ),
    ],
)
def test_hopeless_entries_are_read_in_linear_time(text: Callable[[int], str]) -> None:
    check_growth(read_bibtex, text)


@pytest.mark.parametrize(
    ("entry_type", "subtype", "csl"),
    [
        ("misc", "dataset", "dataset"),
        ("article", "magazine", "article-magazine"),
        ("article", "review-book", "review-book"),
        ("misc", "something else", "document"),
    ],
)
def test_a_subtype_may_name_the_type_that_csl_has(entry_type: str, subtype: str, csl: str) -> None:
    (entry,), _ = read_bibtex(f"@{entry_type}{{a, entrysubtype = {{{subtype}}}}}")
    assert entry.item["type"] == csl
    assert entry.item["custom"] == {"entrysubtype": subtype}
