"""What is said of a style that is wrong, and that nothing is said of one that is right."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ldn_bib.csl.datakinds import describe, fits
from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.explain import explain
from ldn_bib.csl.grammar import style_roots
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.patterns import Values, attribute_values, content
from ldn_bib.csl.places import Places
from ldn_bib.csl.schema import validate_style
from ldn_bib.csl.stylecheck import StyleFinding, check_style
from ldn_bib.csl.stylefile import NAMESPACE, parse_style
from ldn_bib.csl.variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
)

WriteStyle = Callable[..., Path]

WHOLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info>
    <title>A style</title>
    <id>urn:test:whole</id>
    <updated>2025-01-01T00:00:00+00:00</updated>
  </info>
  <locale xml:lang="en"><terms><term name="at">@</term></terms></locale>
  <macro name="author">
    <names variable="author editor">
      <name and="text" initialize-with=". "><name-part name="family" text-case="uppercase"/></name>
      <et-al term="and others"/>
      <label form="short"/>
      <substitute><names variable="translator"/><text variable="title"/></substitute>
    </names>
  </macro>
  <macro name="issued">
    <choose>
      <if variable="issued" match="any"><date variable="issued" form="text"/></if>
      <else-if type="book chapter">
        <date variable="accessed"><date-part name="year"/></date>
      </else-if>
      <else><text term="no date" form="short"/></else>
    </choose>
  </macro>
  <citation et-al-min="3" et-al-use-first="1" collapse="year">
    <sort><key macro="author"/><key variable="issued" sort="descending"/></sort>
    <layout delimiter="; "><text macro="author"/><label variable="locator"/></layout>
  </citation>
  <bibliography hanging-indent="true" entry-spacing="0">
    <layout suffix=".">
      <group delimiter=" "><text macro="author"/><text macro="issued"/></group>
      <number variable="volume" form="ordinal"/><text value="x" font-style="italic"/>
    </layout>
  </bibliography>
</style>
"""


def said(text: str) -> list[str]:
    return [f"{found.code}: {found.message}" for found in check_style(text.encode())]


def test_a_good_style_has_no_findings() -> None:
    assert check_style(WHOLE.encode()) == []


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ('and="text"', 'adn="text"',
         "unknown-attribute: <name> has no attribute 'adn'; did you mean 'and'?"),
        ('and="text"', 'and="word"',
         "wrong-value: and='word' is not allowed on <name>; it takes symbol or text"),
        ('hanging-indent="true"', 'hanging-indent="yes"',
         "wrong-value: hanging-indent='yes' is not allowed on <bibliography>; "
         "it takes true or false"),
        ('et-al-min="3"', 'et-al-min="three"',
         "wrong-value: et-al-min='three' is not allowed on <citation>; it takes a whole number"),
        ('sort="descending"', 'sort="decending"',
         "wrong-value: sort='decending' is not allowed on <key>; did you mean 'descending'?"),
        ('<text variable="title"/>', '<text variable="titel"/>',
         "unknown-variable: there is no variable 'titel'; did you mean 'title'?"),
        ('variable="author editor"', 'variable="author title"',
         "wrong-variable: 'title' is a text variable, and <names> takes name variables"),
        ('<date variable="accessed">', '<date variable="author">',
         "wrong-variable: 'author' is a name variable, and <date> takes date variables"),
        ('type="book chapter"', 'type="book chaptre"',
         "unknown-type: there is no item type 'chaptre'; did you mean 'chapter'?"),
        ('term="no date"', 'term="no data"',
         "unknown-term: there is no term 'no data'; did you mean 'no date'?"),
        ('<text value="x"', '<text value="x" variable="title"',
         "clash: attributes 'variable' and 'value' exclude each other on <text>"),
        ('<text macro="author"/><label', '<text/><label',
         "missing-attribute: <text> needs one of the attributes 'macro', 'term', 'value' or "
         "'variable'"),
        ('<number variable="volume"', "<number",
         "missing-attribute: <number> needs the attribute 'variable'"),
        ('<text macro="author"/><label', '<txt macro="author"/><label',
         "unknown-element: CSL has no element <txt>; did you mean <text>?"),
        ('<et-al term="and others"/>', "<layout/>",
         "misplaced-element: <layout> has no place in <names>; it holds <name>, <et-al>, <label> "
         "or <substitute>"),
        ("    <updated>2025-01-01T00:00:00+00:00</updated>\n", "",
         "missing-element: <info> needs the element <updated>"),
        ("2025-01-01T00:00:00+00:00", "1 January 2025",
         "wrong-value: <updated> holds '1 January 2025'; it takes a date and time such as "
         "2024-05-31T12:00:00+00:00"),
        ('<date-part name="year"/>', "",
         "missing-element: <date> needs the element <date-part>, or the attribute 'form'"),
        ('<group delimiter=" ">', '<group delimiter=" ">and',
         "stray-text: <group> holds elements only, not the text 'and'"),
        ("<title>A style</title>", "<title>A style</title><title>Again</title>",
         "repeated-element: <info> may hold <title> only once"),
        ("</layout>\n  </bibliography>",
         '</layout><sort><key variable="issued"/></sort></bibliography>',
         "wrong-order: <sort> may not stand behind <layout> in <bibliography>"),
        ('<text variable="title"/></substitute>', '<x xmlns="urn:x"/></substitute>',
         "unknown-element: <x> is no element of CSL: it has another namespace"),
        ('name="at">@', 'name="ordinal-xx">@',
         "unknown-term: there is no term 'ordinal-xx'; CSL 1.0.2 does not list it"),
        # what the schema does not see
        ('<text macro="issued"/>', '<text macro="isued"/>',
         "missing-macro: there is no macro 'isued'; did you mean 'issued'?"),
        ('<text macro="issued"/>', "", "unused-macro: macro 'issued' is never used"),
        ('<text variable="title"/></substitute>', '<text macro="author"/></substitute>',
         "circle: macros call each other in a circle: author → author"),
        ('<macro name="issued">', '<macro name="author"><text value="x"/></macro>'
         '<macro name="issued">',
         "repeated-macro: there is a macro 'author' already, in line 9"),
        ('class="in-text"', 'class="in-text" default-locale="xx-YY"',
         "unknown-locale: unknown locale 'xx-YY'; give a language tag such as 'en-GB'"),
    ],
)  # fmt: skip
def test_each_mistake_is_said_in_words(before: str, after: str, finding: str) -> None:
    assert before in WHOLE
    assert finding in said(WHOLE.replace(before, after, 1))


def test_a_misspelt_attribute_is_one_finding_not_two() -> None:
    text = WHOLE.replace('<text variable="title"/>', '<text variabel="title"/>')
    assert said(text) == ["unknown-attribute: <text> has no attribute 'variabel'; did you mean "
                          "'variable'?"]  # fmt: skip


def test_all_mistakes_are_found_in_one_go_each_at_its_place() -> None:
    text = WHOLE.replace('and="text"', 'and="word"').replace('macro="issued"', 'macro="gone"')
    lines = text.splitlines()
    found = check_style(text.encode())
    assert [one.code for one in found] == ["wrong-value", "unused-macro", "missing-macro"]
    for one, marker in zip(
        found, ('and="word"', '<macro name="issued"', 'macro="gone"'), strict=True
    ):
        assert lines[one.line - 1][one.column - 1 :].startswith(marker)


def test_circles_name_the_way_round() -> None:
    text = WHOLE.replace('<text variable="title"/></substitute>', '<text macro="b"/></substitute>')
    text = text.replace("<citation", '<macro name="b"><text macro="author"/></macro><citation', 1)
    assert said(text) == ["circle: macros call each other in a circle: author → b → author"]


def test_macros_that_only_unused_ones_call_are_unused() -> None:
    text = WHOLE.replace(
        "<citation",
        '<macro name="a"><text macro="b"/></macro><macro name="b"><text value="x"/></macro>'
        "<citation",
        1,
    )
    assert said(text) == [
        "unused-macro: macro 'a' is never used",
        "unused-macro: macro 'b' is never used",
    ]


def test_a_term_that_neither_the_locale_nor_the_style_has() -> None:
    text = WHOLE.replace('term="no date" form="short"', 'term="book" form="verb"')
    assert said(text) == []
    text = WHOLE.replace('term="no date"', 'term="chair"').replace(
        'class="in-text"', 'class="in-text" default-locale="de"'
    )
    assert all(one.startswith("empty-term: term 'chair'") for one in said(text))


def test_a_large_style_in_one_line() -> None:
    parts = "".join(f'<text value="{number}" prefix="{number}"/>' for number in range(20_000))
    label = '<label variable="locator"/>'
    text = WHOLE.replace(label, f"{parts}<txt/>{label}").replace("\n", " ")
    (finding,) = check_style(text.encode())
    assert (finding.line, finding.column) == (1, text.index("<txt/>") + 1)


def test_a_dependent_style_needs_its_parent(
    write_dependent: WriteStyle, write_style: WriteStyle, folder: Path
) -> None:
    good = write_dependent("good", "http://www.zotero.org/styles/apa")
    assert check_style(good) == []
    orphan = write_dependent("orphan", "http://www.zotero.org/styles/apaa")
    (finding,) = check_style(orphan)
    assert (finding.code, finding.line, finding.column) == ("missing-parent", 6, 11)
    assert "'http://www.zotero.org/styles/apaa' is not installed; did you mean" in finding.message
    assert "'apa'" in finding.message
    grandchild = write_dependent("grandchild", "http://www.zotero.org/styles/jama")
    (finding,) = check_style(grandchild)
    assert "depends on another style itself, 'american-medical-association'" in finding.message
    child = write_dependent("child", "urn:test/own")
    assert [one.code for one in check_style(child, folders=[folder])] == ["missing-parent"]
    write_style("own")
    assert check_style(child, folders=[folder]) == []


def test_a_style_with_neither_citation_nor_parent(write_dependent: WriteStyle) -> None:
    path = write_dependent("none", "urn:x")
    text = path.read_text(encoding="utf-8").replace("independent-parent", "documentation")
    assert said(text) == [
        "missing-element: the style has neither a <citation> nor a parent that has one"
    ]


@pytest.mark.parametrize("data", [b"", b"no XML", b"<html/>", b"<style/>"])
def test_what_is_no_style_is_an_error(data: bytes) -> None:
    with pytest.raises(StyleFileError, match="journal"):
        check_style(data, name="journal")


def test_a_finding_prints_as_editors_read_it() -> None:
    assert str(StyleFinding(3, 7, "circle", "no")) == "3:7: circle: no"


def test_packaged_styles_have_no_findings() -> None:
    independent = sorted(styles_folder().glob("*.csl"))[::150]
    dependent = sorted((styles_folder() / "dependent").glob("*.csl"))[::1500]
    for path in (*independent, *dependent, styles_folder() / "apa.csl"):
        assert check_style(path) == [], path.name


def test_the_schema_and_the_table_of_variables_agree() -> None:
    independent, _ = style_roots()
    wanted = {"names": NAME_VARIABLES, "date": DATE_VARIABLES, "number": NUMBER_VARIABLES}
    found = {element: frozenset(_choices(content(independent), element)) for element in wanted}
    assert found == wanted
    text = frozenset(_choices(content(independent), "text"))
    assert text == TEXT_VARIABLES | NUMBER_VARIABLES


def _choices(pattern: Any, element: str) -> set[str]:
    from ldn_bib.csl.explain import _all_elements

    del pattern
    found: set[str] = set()
    for one in _all_elements()[element]:
        values = attribute_values(content(one)).get("variable")
        found |= values.choices if values is not None else set()
    return found


@pytest.mark.parametrize(
    ("value", "values", "expected"),
    [
        ("true", Values(kinds=frozenset(("boolean",))), True),
        ("True", Values(kinds=frozenset(("boolean",))), False),
        (" 3 ", Values(kinds=frozenset(("integer",))), True),
        ("0", Values(kinds=frozenset(("integer > 0",))), False),
        ("-1", Values(kinds=frozenset(("nonNegativeInteger",))), False),
        ("a  b", Values(frozenset("ab"), is_list=True), True),
        ("a c", Values(frozenset("ab"), is_list=True), False),
        ("", Values(frozenset("ab"), is_list=True), False),
        ("anything, at all", Values(kinds=frozenset(("text",))), True),
        ("two words", Values(kinds=frozenset(("NMTOKEN",))), False),
        ("en-GB", Values(kinds=frozenset(("language",))), True),
    ],
)
def test_values_fit_by_their_kind(value: str, values: Values, expected: bool) -> None:
    assert fits(value, values) is expected


def test_choices_are_listed_up_to_twelve() -> None:
    assert describe(Values(frozenset("ab"))) == "a or b"
    assert describe(Values(frozenset("abcdefghijklmnop"))).endswith("k, l and 4 more")


def test_columns_count_characters_across_lines_and_in_latin_1() -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\r\n<style xmlns="http://purl.org/net/xbiblio'
        '/csl" version="1.0"><!-- é --><text prefix="é=\'"\r\n  suffix=">"/></style>'
    )
    data = text.encode("iso-8859-1")
    root = parse_style(data, "latin")
    places = Places(data, root)
    line = text.splitlines()[1]
    assert places.of(root) == (2, 1)
    assert places.of(root[1]) == (2, line.index("<text") + 1)
    assert places.of(root[1], "prefix") == (2, line.index("prefix") + 1)
    assert places.of(root[1], "suffix") == (3, 3)


NAMES = [
    "text", "names", "name", "date", "date-part", "group", "choose", "if", "else", "layout", "sort",
    "key", "label", "locale", "macro", "citation", "title", "et-al", "nonsense",
]  # fmt: skip
ATTRIBUTES = [
    "variable", "macro", "term", "value", "form", "name", "delimiter", "prefix", "match", "plural",
    "text-case", "collapse", "nonsense",
]  # fmt: skip
VALUES = [
    "title", "author", "issued", "volume", "short", "long", "text", "numeric", "year", "true",
    "any", "3", "", "no such",
]  # fmt: skip


def mutate(root: Any, chance: random.Random) -> None:
    node = chance.choice(list(root.iter("{*}*")))
    parent = node.getparent()
    way = chance.randrange(6)
    if way == 0 and parent is not None:
        parent.remove(node)
    elif way == 1 and node.attrib and parent is not None:
        del node.attrib[chance.choice(list(node.attrib))]
    elif way == 2:
        node.set(chance.choice(ATTRIBUTES), chance.choice(VALUES))
    elif way == 3 and parent is not None:
        node.tag = f"{{{NAMESPACE}}}{chance.choice(NAMES)}"
    elif way == 4:
        child = etree.Element(f"{{{NAMESPACE}}}{chance.choice(NAMES)}")
        node.insert(chance.randrange(len(node) + 1), child)
    elif parent is not None:
        index = parent.index(node)
        parent.insert(chance.randrange(len(parent)), parent[index])


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_words_are_found_for_whatever_the_schema_does_not_allow(seed: int, times: int) -> None:
    """libxml2 judges; what is said in words must be something if and only if it says no."""
    root = etree.fromstring(WHOLE.encode())
    chance = random.Random(seed)
    for _ in range(times):
        mutate(root, chance)
    data = etree.tostring(root)
    again = parse_style(data, "mutant")
    wrong = [f"{one.code}: {one.message}" for one in explain(again)]
    assert bool(wrong) == bool(validate_style(data)), (wrong, data.decode())
    check_style(data)
