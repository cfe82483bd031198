"""Run one fixture on the engine and give the string that the official runner would compare.

``citation``: each list of ``CITATION-ITEMS`` is rendered by itself, at the positions that its
cites name (first where they name none), numbers and disambiguation being those of all items of
``INPUT``. Without such lists all items make one citation, in the order of the bibliography.
``CITATIONS`` are replayed (:mod:`tests.csl.suite.document`). ``bibliography``: all items, or the
last set of ``BIBENTRIES``, or what ``CITATIONS`` cite; ``-nosort`` leaves them in their order,
``-header`` prints the facts of the bibliography instead of its entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, Protocol

from lxml import etree
from tests.csl.suite.as_html import BEGIN, END, bibliography_html, to_html
from tests.csl.suite.document import Placed, Rendered, moved_items, replay, rewritten
from tests.csl.suite.fixture import Fixture, Record, ids_of

from ldn_bib.csl import tokens as t

NO_FORM: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What the official runner's processor prints for a citation that renders nothing."""

_POSITIONAL: Final = re.compile(r"\bposition\s*=|\bet-al-subsequent-")
_COUNTED: Final = re.compile(r"<style\b[^>]*class=[\"']note[\"'].*\bdisambiguate\s*=", re.DOTALL)
_ADDS_NAMES: Final = re.compile(r"\bdisambiguate-add-(?:names|givenname)\s*=\s*[\"']true")
_YEAR_LETTER: Final = re.compile(r"(?<=[0-9])[a-z]{1,2}\b")
_LAYOUT: Final = re.compile(r"<citation\b.*?<layout\b([^>]*)>", re.DOTALL)
_AFFIX: Final = re.compile(r"\b(prefix|suffix)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class UnsupportedFixtureError(ValueError):
    """The fixture asks for something that this runner or the engine does not offer."""


class Bibliography(Protocol):
    """What the engine says of a bibliography."""

    @property
    def entries(self) -> Sequence[tuple[str, t.Tokens]]: ...
    @property
    def hanging_indent(self) -> bool: ...
    @property
    def second_field_align(self) -> str: ...
    @property
    def entry_spacing(self) -> int: ...
    @property
    def line_spacing(self) -> int: ...


class Engine(Protocol):
    """A style, ready to format."""

    def bibliography_tokens(
        self, items: Sequence[Record], nosort: bool = False
    ) -> Bibliography: ...

    def citation_tokens(
        self, clusters: Sequence[Any], items: Sequence[Record], uncited: Sequence[str] = ()
    ) -> list[t.Tokens]: ...


class Processors(Protocol):
    """What the engine's module offers."""

    def open(self, xml: bytes, name: str) -> Engine:
        """Compile a style."""
        ...

    def cluster(self, cites: Iterable[Record], note: int, properties: Record, fixed: bool) -> Any:
        """Make a citation; ``fixed`` takes the cites' positions as they stand."""
        ...


class Ours:
    """The engine of this project."""

    def __init__(self) -> None:
        self._module: Any = import_module("ldn_bib.csl.processor")

    def open(self, xml: bytes, name: str) -> Engine:
        """Compile a style."""
        engine: Engine = self._module.Processor.from_xml(xml, name=name)
        return engine

    def cluster(self, cites: Iterable[Record], note: int, properties: Record, fixed: bool) -> Any:
        """Make a citation."""
        made = [self._module.Cite(str(cite["id"]), **_facts(cite, fixed)) for cite in cites]
        texts = {key: str(properties[key]) for key in ("mode", "infix") if properties.get(key)}
        return self._module.Cluster(tuple(made), note_number=note, **texts)


def _facts(cite: Record, fixed: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {
        key: str(cite[key]) for key in ("locator", "label", "prefix", "suffix") if cite.get(key)
    }
    if "locator" in facts:
        facts["locator"] = facts["locator"].rstrip()
    facts["suppress_author"] = bool(cite.get("suppress-author"))
    facts["author_only"] = bool(cite.get("author-only"))
    if fixed:
        facts["position"] = int(cite.get("position") or 0)
        facts["near_note"] = bool(cite.get("near-note"))
    return facts


def run_fixture(fixture: Fixture, processors: Processors | None = None) -> str:
    """Give the string that a fixture comes out as.

    Args:
        fixture: the fixture.
        processors: the engine; this project's own where not given.

    Raises:
        UnsupportedFixtureError: the fixture asks for what is not offered here.
        Exception: whatever the engine raises.
    """
    unknown = fixture.flags - {"nosort", "header"}
    if unknown:
        raise UnsupportedFixtureError(f"output format or flag {', '.join(sorted(unknown))}")
    made = processors or Ours()
    engine = made.open(fixture.style.strip().encode(), fixture.name)
    if fixture.mode == "bibliography":
        return _bibliography(fixture, engine)
    if fixture.mode != "citation":
        raise UnsupportedFixtureError(f"mode {fixture.mode!r}")
    if fixture.transactions is not None:
        return _document(fixture, engine, made)
    return _clusters(fixture, engine, made)


def _clusters(fixture: Fixture, engine: Engine, made: Processors) -> str:
    items = fixture.items
    registered = list(fixture.entries[-1]) if fixture.entries else ids_of(items)
    clusters = fixture.clusters
    if clusters is None:
        order = _bibliography_order(fixture, engine, _select(items, registered))
        clusters = (tuple({"id": item} for item in order),)
    # the first citation, which is not printed, registers all items in their order
    first = made.cluster(({"id": item} for item in registered), 0, {}, fixed=True)
    rest = [made.cluster(cites, 0, {}, fixed=True) for cites in clusters]
    rendered = engine.citation_tokens([first, *rest], items, uncited=registered)[1:]
    return "\n".join(_citation_html(tokens, fixture.style) for tokens in rendered)


def _document(fixture: Fixture, engine: Engine, made: Processors) -> str:
    assert fixture.transactions is not None
    states = replay(fixture.transactions)
    about, document = states[-1]
    numbered = numbers_citations(fixture.style)

    def rendered(placed: Sequence[Placed], pool: Sequence[Record]) -> Rendered:
        clusters = [
            made.cluster(one.cites, one.note, one.properties, fixed=False) for one in placed
        ]
        streams = engine.citation_tokens(clusters, pool)
        texts = [_citation_html(tokens, fixture.style) for tokens in streams]
        ids = _cited(placed)
        if numbered:
            ids = _bibliography_order(fixture, engine, _select(pool, ids))
        return Rendered(placed, texts, ids)

    items = fixture.items
    before: Rendered | None = None
    if fixture.later_items is not None:
        before = rendered(document, items)
        items = fixture.later_items
    elif len(states) > 1:
        before = rendered(states[-2][1], items)
    after = rendered(document, items)
    marked = {about}
    if before is not None:
        touched = moved_items(
            about,
            before,
            after,
            numbered=numbered,
            positioned=_POSITIONAL.search(fixture.style) is not None,
            counted=_COUNTED.search(fixture.style) is not None,
        )
        if _ADDS_NAMES.search(fixture.style):
            touched |= _renamed(before, after, items, engine, made)
        marked = rewritten(about, before, after, touched)
    return "\n".join(
        f"{'>>' if placed.id in marked else '..'}[{index}] {text}"
        for index, (placed, text) in enumerate(zip(document, after.texts, strict=True))
    )


def _renamed(
    before: Rendered, after: Rendered, items: Sequence[Record], engine: Engine, made: Processors
) -> set[str]:
    """Items whose added names are worked out again, since a new item looks like them.

    Two items look alike when each, alone in a document, comes out the same; names have been
    added where an item comes out otherwise among the others, years' letters apart.
    """
    new = set(after.order) - set(before.order)
    if not new:
        return set()

    def looks(name: str, among: Sequence[str]) -> str:
        cluster = made.cluster([{"id": name, "position": 1}], 0, {}, fixed=True)
        tokens = engine.citation_tokens([cluster], _select(items, among), uncited=among)[0]
        return _YEAR_LETTER.sub("", t.plain(tokens))

    alone = {name: looks(name, [name]) for name in after.order}
    taken = {alone[name] for name in new}
    return {
        name
        for name in after.order
        if name not in new and alone[name] in taken and looks(name, after.order) != alone[name]
    }


def _bibliography(fixture: Fixture, engine: Engine) -> str:
    items: Sequence[Record] = fixture.items
    if fixture.entries:
        items = _select(items, fixture.entries[-1])
    elif fixture.transactions is not None:
        items = _select(items, _cited(replay(fixture.transactions)[-1][1]))
    bibliography = engine.bibliography_tokens(items, nosort="nosort" in fixture.flags)
    if "header" in fixture.flags:
        return header(bibliography)
    chosen = selection(fixture.section) if fixture.section else None
    by_id = {str(item["id"]): item for item in items}
    kept = [one for one in bibliography.entries if chosen is None or chosen(by_id[one[0]])]
    return bibliography_html([entry for _, entry in printed_entries(kept, fixture.style)])


def printed_entries(entries: Sequence[tuple[str, t.Tokens]], style: str) -> list[tuple[str, str]]:
    """Id and HTML of the entries that are printed.

    An entry without a form is left out, but says so by its number where the style numbers
    its citations.
    """
    numbered = numbers_citations(style)
    printed: list[tuple[str, str]] = []
    for name, tokens in entries:
        if t.plain(tokens) not in ("", NO_FORM):
            printed.append((name, to_html(tokens)))
        elif numbered:
            printed.append((name, f"{len(printed) + 1}. {NO_FORM}"))
    return printed


def header(bibliography: Bibliography) -> str:
    """The facts of a bibliography, one a line, in alphabetical order of their names."""
    align = bibliography.second_field_align
    facts: dict[str, str] = {
        "bibend": END,
        "bibliography_errors": "",
        "bibstart": BEGIN,
        "done": "false",
        "entry_ids": ",".join(name for name, _ in bibliography.entries),
        "entryspacing": str(bibliography.entry_spacing),
        "linespacing": str(bibliography.line_spacing),
        "maxoffset": str(max((_offset(entry) for _, entry in bibliography.entries), default=0)),
        "second-field-align": align or "false",
    }
    if bibliography.hanging_indent:
        facts["hangingindent"] = "true"
    return "".join(f"{key}: {facts[key]}\n" for key in sorted(facts)).strip()


def _offset(entry: t.Tokens) -> int:
    """Characters of an entry's first field, where it stands in the margin."""
    if t.LEFT_MARGIN not in entry:
        return 0
    start, end = entry.index(t.LEFT_MARGIN), entry.index(-t.LEFT_MARGIN)
    return len(t.plain(entry[start:end]))


def selection(section: Mapping[str, Any]) -> Callable[[Record], bool]:
    """Make a test of items from a ``BIBSECTION``.

    ``include`` takes items that match any of its conditions, ``exclude`` leaves those out,
    ``select`` takes items that match all; ``quash`` leaves out what matches all of its own.
    An empty value matches a field that is missing; a list holds a value that it contains.
    """

    def matches(condition: Record, item: Record) -> bool:
        wanted, held = condition.get("value"), item.get(condition["field"])
        if not wanted:
            return not held
        if wanted is True:
            return bool(held)
        if isinstance(held, str):
            return bool(wanted == held)
        return isinstance(held, list) and wanted in held

    def keeps(item: Record) -> bool:
        if "include" in section:
            kept = any(matches(condition, item) for condition in section["include"])
        elif "exclude" in section:
            kept = not any(matches(condition, item) for condition in section["exclude"])
        elif "select" in section:
            kept = all(matches(condition, item) for condition in section["select"])
        else:
            kept = True
        quash = section.get("quash")
        return kept and not (quash and all(matches(condition, item) for condition in quash))

    return keeps


def numbers_citations(style: str) -> bool:
    """Whether a style prints numbers of items in its citations, in a macro or directly."""
    root = etree.fromstring(style.strip().encode())
    macros = {macro.get("name"): macro for macro in root.iter("{*}macro")}
    waiting = list(root.iterfind("{*}citation/{*}layout"))
    seen: set[str] = set()
    while waiting:
        for element in waiting.pop().iter("{*}text", "{*}number"):
            if element.get("variable") == "citation-number":
                return True
            name = element.get("macro")
            if name in macros and name not in seen:
                seen.add(name)
                waiting.append(macros[name])
    return False


def _citation_html(tokens: t.Tokens, style: str) -> str:
    if t.plain(tokens):
        return to_html(tokens)
    layout = _LAYOUT.search(style)
    affixes = {
        found[1]: found[2] or found[3] or ""
        for found in _AFFIX.finditer(layout[1] if layout else "")
    }
    return f"{affixes.get('prefix', '')}{NO_FORM}{affixes.get('suffix', '')}"


def _select(items: Sequence[Record], ids: Iterable[str]) -> list[Record]:
    """Items by their ids, in the order of the ids, each once."""
    by_id = {str(item["id"]): item for item in items}
    return [by_id[name] for name in dict.fromkeys(ids)]


def _cited(document: Iterable[Placed]) -> list[str]:
    return list(dict.fromkeys(str(cite["id"]) for placed in document for cite in placed.cites))


def _bibliography_order(fixture: Fixture, engine: Engine, items: Sequence[Record]) -> list[str]:
    """The order of the bibliography where the style sorts one, else that of the items."""
    ids = ids_of(items)
    bibliography = fixture.style.partition("<bibliography")[2]
    if "<sort" not in bibliography:
        return ids
    entries = engine.bibliography_tokens(items).entries
    return list(dict.fromkeys([name for name, _ in entries] + ids))
