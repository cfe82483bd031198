"""Styles that are broken or made to do harm: a clear error, or a sensible citation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.errors import CslError, StyleFileError
from ldn_bib.csl.processor import Cite, Cluster, Processor

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"'
INFO = "<info><title>A style</title></info>"
TITLE = '<text variable="title"/>'
ITEM = {
    "id": "doe2020",
    "type": "book",
    "title": "Pain",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Rex"}],
    "issued": {"date-parts": [[2020, 1, 2]]},
    "volume": "3",
}


def style(
    layout: str = TITLE,
    *,
    macros: str = "",
    root: str = "",
    citation: str = "",
    bibliography: str = "",
    sort: str = "",
) -> bytes:
    """A style, line 1 its head and macros, line 2 its citation, line 3 its bibliography."""
    return (
        f"{HEAD} {root}>{INFO}{macros}\n"
        f"<citation {citation}><layout>{layout}</layout></citation>\n"
        f"<bibliography {bibliography}>{sort}<layout>{layout}</layout></bibliography></style>"
    ).encode()


def macro(name: str, body: str) -> str:
    return f'<macro name="{name}">{body}</macro>'


def printed(xml: bytes) -> str:
    """The one entry of a bibliography; the item is cited as well."""
    processor = Processor.from_xml(xml)
    cites = Cluster((Cite("doe2020", locator="3"), Cite("doe2020")))
    assert len(processor.citations([cites], [ITEM])) == 1
    (entry,) = processor.bibliography([ITEM]).entries
    return str(entry)


def refusal(xml: bytes) -> str:
    """What a style is refused with, after the name of the file."""
    with pytest.raises(StyleFileError) as caught:
        Processor.from_xml(xml, name="x.csl")
    message = str(caught.value)
    assert message.startswith("style file 'x.csl' ")
    assert "\n" not in message
    return message.removeprefix("style file 'x.csl' ")


# -- the file ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is not well-formed XML (line 1): Document is empty"),
        (b"hello", "is not well-formed XML (line 1)"),
        (b'{"id": 1}', "is not well-formed XML (line 1)"),
        (b"\x00\x01\x02", "is not well-formed XML"),
        (b"<style><info>", "is not well-formed XML (line 1): Premature end of data"),
        (style().replace(b"A style", b"\xff\xfe"), "is not well-formed XML (line 1)"),
        (b'<?xml version="1.0" encoding="foo"?>' + style(), "Unsupported encoding: foo"),
        (style('<text value="&foo;"/>'), "Entity 'foo' not defined"),
        (b"<html><body/></html>", "is XML but not CSL: its outermost element is <html>"),
        (b'<locale xmlns="http://purl.org/net/xbiblio/csl"/>', "is a CSL locale, not a style"),
        (b'<macro xmlns="http://purl.org/net/xbiblio/csl"/>', "its outermost element is <macro>"),
    ],
)
def test_what_is_no_style_is_refused(data: bytes, reason: str) -> None:
    assert reason in refusal(data)


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("", "names no version, as in CSL 0.8; only CSL 1.0 is understood"),
        ('version="0.8.1"', "is CSL 0.8.1; only CSL 1.0 is understood"),
        ('version="1.1"', "is CSL 1.1; only CSL 1.0 is understood"),
    ],
)
def test_other_versions_are_refused(version: str, reason: str) -> None:
    assert refusal(style().replace(b'version="1.0"', version.encode())) == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_any_encoding_that_is_named_is_read(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>' + style('<text value="é"/>').decode()
    assert printed(text.encode(encoding)) == "é"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE style>",
        '<!DOCTYPE style SYSTEM "http://127.0.0.1:9/style.dtd">',
        '<!DOCTYPE style [<!ENTITY l9 "ha">]>',
        f'<!DOCTYPE style [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE style [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE style [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    ],
)
@pytest.mark.parametrize("used", [False, True])
def test_entities_are_not_expanded(doctype: str, used: bool) -> None:
    body = style("<text value='x'/>").replace(b"A style", b"&l9;" if used else b"A style")
    reason = refusal(doctype.encode() + body)
    assert "document type declaration" in reason or "is not well-formed XML" in reason
    assert "ha" not in reason.split()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_style_or_a_clear_error(data: bytes) -> None:
    with pytest.raises(StyleFileError):
        Processor.from_xml(data)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 900), st.integers(0, 20), st.binary(max_size=6))
def test_a_damaged_style_is_refused_or_prints(start: int, length: int, instead: bytes) -> None:
    whole = style(
        f'<text macro="m" prefix="("/><names variable="author">'
        f'<name et-al-min="2" et-al-use-first="1"/><substitute>{TITLE}</substitute></names>'
        '<choose><if type="book"><date variable="issued" form="text"/></if>'
        '<else><number variable="volume" form="ordinal"/></else></choose>',
        macros=macro("m", '<group delimiter=", "><text term="and"/></group>'),
        bibliography='entry-spacing="0" second-field-align="flush"',
    )
    damaged = whole[:start] + instead + whole[start + length :]
    reason, ids = "", []
    try:
        ids = [entry.id for entry in Processor.from_xml(damaged).bibliography([ITEM]).entries]
    except CslError as error:
        reason = str(error)
    assert (ids == [ITEM["id"]]) != bool(reason)


# -- its parts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (
            f"{HEAD}>{INFO}<bibliography><layout>{TITLE}</layout></bibliography></style>",
            "has no citation layout",
        ),
        (f"{HEAD}>{INFO}<citation/></style>", "has no citation layout"),
        (
            f'{HEAD}><info><link href="x/apa" rel="independent-parent"/></info></style>',
            "a dependent style has none of its own",
        ),
    ],
)
def test_a_style_needs_a_citation(xml: str, reason: str) -> None:
    assert reason in refusal(xml.encode())


@pytest.mark.parametrize("bibliography", ["", "<bibliography/>"])
def test_a_style_without_bibliography_has_citations(bibliography: str) -> None:
    xml = f"{HEAD}>{INFO}<citation><layout>{TITLE}</layout></citation>{bibliography}</style>"
    processor = Processor.from_xml(xml.encode(), name="x.csl")
    (cited,) = processor.citations([Cluster((Cite("doe2020"),))], [ITEM])
    assert str(cited) == "Pain"
    with pytest.raises(StyleFileError, match=r"style file 'x\.csl' has no bibliography"):
        processor.bibliography([ITEM])


def test_what_prints_nothing_is_said_so() -> None:
    assert printed(style("")) == "[CSL STYLE ERROR: reference with no printed form.]"


@pytest.mark.parametrize(
    ("macros", "sort", "circle"),
    [
        (macro("a", '<text macro="a"/>'), "", "a → a"),
        (macro("a", '<text macro="b"/>') + macro("b", '<text macro="a"/>'), "", "a → b → a"),
        (
            macro("a", '<group><text macro="b"/></group>')
            + macro(
                "b", '<names variable="author"><substitute><text macro="c"/></substitute></names>'
            )
            + macro("c", '<choose><if type="book"><text macro="b"/></if></choose>'),
            '<sort><key macro="a"/></sort>',
            "b → c → b",
        ),
    ],
)
def test_macros_in_a_circle_are_named(macros: str, sort: str, circle: str) -> None:
    reason = refusal(style(macros=macros, sort=sort))
    assert reason == f"has macros that call each other: {circle}"


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (style('\n<text macro="gone"/>'), 3),
        (style(macros=macro("a", '\n\n<text macro="gone"/>')), 3),
        (style(sort='<sort><key macro="gone"/></sort>'), 3),
        (style('<names variable="x"><substitute><text macro="gone"/></substitute></names>'), 2),
    ],
)
def test_a_missing_macro_is_named(xml: bytes, line: int) -> None:
    assert refusal(xml) == f"calls a macro 'gone' that is missing (line {line})"


MAY = "which may hold <choose>, <date>, <group>, <label>, <names>, <number> or <text>"


@pytest.mark.parametrize(
    ("layout", "reason"),
    [
        ("<foo/>", f"has <foo> in <layout> (line 2), {MAY}"),
        ("\n<group><foo/></group>", f"has <foo> in <group> (line 3), {MAY}"),
        ("<choose><if type='book'><foo/></if></choose>", f"has <foo> in <if> (line 2), {MAY}"),
        (
            "<names variable='author'><substitute><foo/></substitute></names>",
            f"has <foo> in <substitute> (line 2), {MAY}",
        ),
        (
            f"<choose>{TITLE}</choose>",
            "has <text> in <choose> (line 2), which may hold <else>, <else-if> or <if>",
        ),
        (
            "<names variable='author'><foo/></names>",
            "has <foo> in <names> (line 2), "
            "which may hold <et-al>, <label>, <name> or <substitute>",
        ),
        (
            f"<date variable='issued'>{TITLE}</date>",
            "has <text> in <date> (line 2), which may hold <date-part>",
        ),
        (
            f"<text value='x'>{TITLE}</text>",
            "has <text> in <text> (line 2), which holds no elements",
        ),
        (
            "<date variable='issued'><date-part name='hour'/></date>",
            "has a date part 'hour' (line 2); a date has day, month and year",
        ),
        (
            "<date variable='issued'><date-part/></date>",
            "has a date part '' (line 2); a date has day, month and year",
        ),
    ],
)
def test_elements_out_of_place_are_named(layout: str, reason: str) -> None:
    assert refusal(style(layout)) == reason


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (
            style('<names variable="author"><name et-al-min="x"/></names>'),
            "has et-al-min='x' in <name> (line 2), which must be a whole number",
        ),
        (style(root='et-al-use-first="-1"'), "has et-al-use-first='-1' in <style> (line 1)"),
        (style(citation='near-note-distance="²"'), "has near-note-distance='²' in <citation>"),
        (style(bibliography='entry-spacing="a"'), "has entry-spacing='a' in <bibliography>"),
        (style(bibliography='entry-spacing=""'), "has entry-spacing='' in <bibliography>"),
        (style(bibliography='line-spacing="1.5"'), "has line-spacing='1.5' in <bibliography>"),
        (
            style(bibliography=f'line-spacing="{"9" * 5000}"'),
            "has line-spacing='99999999999999999999…' in <bibliography> (line 3)",
        ),
        (
            style(sort='<sort><key variable="title" names-min="two"/></sort>'),
            "has names-min='two' in <key> (line 3)",
        ),
        (style(sort="<sort><key/></sort>"), "has a sort key without variable or macro (line 3)"),
        (style(macros=f"<macro>{TITLE}</macro>"), "has a macro without a name (line 1)"),
        (
            style(macros='<locale><terms><term name="ordinal-x">th</term></terms></locale>'),
            "has a term 'ordinal-x' (line 1); ordinals are named ordinal, and ordinal-00",
        ),
        (
            style(macros='<locale><date form="text"><date-part name="era"/></date></locale>'),
            "has a date part 'era' (line 1)",
        ),
    ],
)
def test_values_without_a_meaning_are_named(xml: bytes, reason: str) -> None:
    assert reason in refusal(xml)


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<text term="no-such-term"/><text variable="title"/>', "Pain"),
        ('<text term="and" form="no-such-form"/>', "And"),
        ('<text variable="no-such-variable"/><text variable="title"/>', "Pain"),
        ('<text variable="title" no-such-attribute="x"/>', "Pain"),
        ('<text variable="title" text-case="x" display="x" font-style="x"/>', "Pain"),
        ('<text/><number/><label/><names/><date/><text variable="title"/>', "Pain"),
        ('<date variable="issued" form="x"/><text variable="title"/>', "Pain"),
        ('<date variable="issued" form="text" date-parts="x"/><text value="p"/>', "p"),
        ('<number variable="volume" form="x"/>', "3"),
        (
            '<names variable="author"><name form="x" and="x" delimiter="-"/></names>',
            "Jane Doe-Rex Roe",
        ),
        ('<names variable="author"><institution/><name form="short"/></names>', "Doe, Roe"),
        ('<choose/><choose><if><text value="x"/></if></choose><text value="p"/>', "p"),
        ('<choose><if type="book" match="x"><text variable="title"/></if></choose>', "Pain"),
        ('<x:text xmlns:x="urn:x" value="no"/><text variable="title"/>', "Pain"),
        ('<!-- no --><?no no?><text variable="title"/>', "Pain"),
        ('<text variable="title" prefix="&lt;b&gt;"/>', "<b>Pain"),
    ],
)
def test_the_unknown_is_passed_over(layout: str, expected: str) -> None:
    assert printed(style(layout)) == expected


@pytest.mark.parametrize("locale", ["xx-YY", "../../etc/passwd", "en", "", "de-AT-1901"])
def test_an_unknown_locale_falls_back(locale: str) -> None:
    assert printed(style(root=f'default-locale="{locale}"')) == "Pain"


def test_blanks_around_a_number_do_not_matter() -> None:
    layout = '<names variable="author"><name et-al-min="1 " et-al-use-first=" 1"/></names>'
    assert printed(style(layout, bibliography='entry-spacing=" 0 "')) == "Jane Doe et al."


# -- size --------------------------------------------------------------------------------------


def nested(levels: int) -> str:
    return "<group>" * levels + TITLE + "</group>" * levels


def test_a_hundred_levels_are_printed() -> None:
    assert printed(style(nested(100))) == "Pain"


def chain(length: int, calls: int = 1) -> bytes:
    """Macros each of which calls the next one, once or more often."""
    macros = [macro(f"m{n}", f'<text macro="m{n + 1}"/>' * calls) for n in range(length)]
    return style('<text macro="m0"/>', macros="".join(macros) + macro(f"m{length}", TITLE))


def attributes(count: int) -> bytes:
    return style("<text " + " ".join(f'a{n}="1"' for n in range(count)) + "/>")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: style(nested(10_000)), "is not well-formed XML (line 2): Excessive depth"),
        (lambda: style(nested(200)), "no more than 150 can be printed"),
        (lambda: chain(5000), "nests its <citation> 10,005 levels deep, macros included"),
        (lambda: chain(30, calls=10), "asks for more than 100,000 elements for one item"),
        (lambda: style(TITLE * 100_001), "asks for more than 100,000 elements for one item"),
        (lambda: attributes(20_000), "has an element with 20,000 attributes (line 2)"),
    ],
    ids=["file", "groups", "macros", "doubling", "width", "attributes"],
)
def test_endless_work_is_refused(make: Callable[[], bytes], reason: str) -> None:
    assert reason in refusal(make())


def test_branches_that_exclude_each_other_do_not_add_up() -> None:
    """Macros of real styles double again and again; an item passes one branch of each."""
    names = '<names variable="editor"><substitute><text macro="m{}"/></substitute></names>'
    macros = "".join(
        macro(
            f"m{n}",
            f'<choose><if type="map">{names.format(n + 1)}</if>'
            f'<else><text macro="m{n + 1}"/></else></choose>',
        )
        for n in range(20)
    )
    assert printed(style('<text macro="m0"/>', macros=macros + macro("m20", TITLE))) == "Pain"


def test_a_style_of_five_megabytes_prints() -> None:
    macros = "".join(macro(f"m{n}", f'<text value="{"x" * 200}"/>') for n in range(21_000))
    xml = style('<text macro="m7"/>', macros=macros)
    assert len(xml) > 5_000_000
    assert printed(xml) == "x" * 200


def test_a_value_of_five_megabytes_prints() -> None:
    assert printed(style(f'<text value="{"x" * 5_000_000}"/>')) == "x" * 5_000_000
