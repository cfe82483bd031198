"""Checking a style: what the schema does not allow, and what the schema cannot see.

CSL 1.0.2: «Macro», «Terms», «Dependent Styles», and the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ldn_bib.csl.errors import StyleFileError, UnknownLocaleError, UnknownStyleError, one_of
from ldn_bib.csl.explain import explain
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.locale import Locale, build_locale
from ldn_bib.csl.locales import resolve_locale
from ldn_bib.csl.places import Places
from ldn_bib.csl.schema import validate_style
from ldn_bib.csl.stylefile import NAMESPACE, head_of, parse_style, read_style, short_id
from ldn_bib.csl.styletree import to_element

_PREFIX: Final = f"{{{NAMESPACE}}}"
_DEFAULT_LOCALE: Final = "en-US"


@dataclass(frozen=True, slots=True, order=True)
class StyleFinding:
    """Something wrong with a style.

    Attributes:
        line: line, from 1; 0 where it is not known.
        column: column in characters, from 1; 0 where it is not known.
        code: what kind of fault it is, such as ``missing-macro``.
        message: what is wrong, as a sentence without a full stop.
    """

    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.code}: {self.message}"


def check_style(
    style: str | Path | bytes, *, folders: Iterable[Path] = (), name: str = "<style>"
) -> list[StyleFinding]:
    """Check a style against the schema of CSL 1.0.2 and beyond it.

    Args:
        style: path of the file, or its bytes.
        folders: folders with additional styles, where the parent of a dependent style may be.
        name: what to call a style that is given as bytes.

    Returns:
        What is wrong, in the order of the file; empty for a good style.

    Raises:
        StyleFileError: the file cannot be read, is not XML, or is not a CSL 1.0 style at all.
    """
    if isinstance(style, bytes):
        data, shown = style, name
    else:
        data, shown = read_style(Path(style)), str(style)
    root = parse_style(data, shown)
    places = Places(data, root)
    found = list(_by_schema(data, root, places))
    parent = head_of(root).parent
    if parent is not None:
        found += _parent_faults(root, parent, tuple(folders), places)
    elif root.find(f"{_PREFIX}citation") is None:
        message = "the style has neither a <citation> nor a parent that has one"
        found.append(StyleFinding(*places.of(root), "missing-element", message))
    else:
        found += _macro_faults(root, places)
        found += _term_faults(root, places)
    return sorted(set(found))


def _by_schema(data: bytes, root: Any, places: Places) -> Iterator[StyleFinding]:
    problems = validate_style(data)
    if not problems:
        return
    explained = False
    for mistake in explain(root):
        explained = True
        place = places.of(mistake.node, mistake.attribute)
        yield StyleFinding(*place, mistake.code, mistake.message)
    if not explained:
        for problem in problems:
            message = f"the schema of CSL 1.0.2 does not allow this: {problem.message}"
            yield StyleFinding(problem.line, problem.column, "not-allowed", message)


# -- macros ------------------------------------------------------------------------------------


def _macro_faults(root: Any, places: Places) -> Iterator[StyleFinding]:
    macros: dict[str, Any] = {}
    for macro in root.iterchildren(f"{_PREFIX}macro"):
        name = macro.get("name", "")
        if name in macros:
            place = places.of(macro)
            line = places.of(macros[name])[0]
            message = f"there is a macro {name!r} already, in line {line}"
            yield StyleFinding(*place, "repeated-macro", message)
        elif name:
            macros[name] = macro
    calls = {name: list(_calls(macro)) for name, macro in macros.items()}
    areas = [area for tag in ("citation", "bibliography") for area in root.iter(_PREFIX + tag)]
    used = [call for area in areas for call in _calls(area)]
    for called, node in [*used, *(call for made in calls.values() for call in made)]:
        if called not in macros:
            message = f"there is no macro {called!r}{_near(called, macros)}"
            yield StyleFinding(*places.of(node, "macro"), "missing-macro", message)
    reached: set[str] = set()
    waiting = [name for name, _ in used]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [called for called, _ in calls.get(name, ())]
    for name, macro in macros.items():
        if name not in reached:
            message = f"macro {name!r} is never used"
            yield StyleFinding(*places.of(macro), "unused-macro", message)
    for circle in _circles(calls):
        shown = " → ".join([*circle, circle[0]])
        message = f"macros call each other in a circle: {shown}"
        yield StyleFinding(*places.of(macros[circle[0]]), "circle", message)


def _calls(area: Any) -> Iterator[tuple[str, Any]]:
    for node in area.iter(f"{_PREFIX}text", f"{_PREFIX}key"):
        name = node.get("macro")
        if name:
            yield name, node


def _circles(calls: Mapping[str, list[tuple[str, Any]]]) -> Iterator[list[str]]:
    """The circles in which macros call each other; each one once."""
    done: set[str] = set()
    for start in calls:
        if start in done:
            continue
        path: dict[str, Iterator[tuple[str, Any]]] = {start: iter(calls[start])}
        while path:
            name = next(reversed(path))
            called = next(path[name], None)
            if called is None:
                done.add(name)
                del path[name]
            elif called[0] in path:
                names = list(path)
                yield names[names.index(called[0]) :]
            elif called[0] in calls and called[0] not in done:
                path[called[0]] = iter(calls[called[0]])


# -- terms -------------------------------------------------------------------------------------


def _term_faults(root: Any, places: Places) -> Iterator[StyleFinding]:
    overrides = [to_element(node) for node in root.iterchildren(f"{_PREFIX}locale")]
    try:
        lang = resolve_locale(root.get("default-locale") or _DEFAULT_LOCALE)
    except UnknownLocaleError as error:
        yield StyleFinding(*places.of(root, "default-locale"), "unknown-locale", str(error))
        lang = _DEFAULT_LOCALE
    try:
        locale = build_locale(lang, overrides)
    except StyleFileError:
        return  # an ordinal without its number, which the schema names
    for node in root.iter(f"{_PREFIX}text", f"{_PREFIX}et-al"):
        term = node.get("term")
        if term and not _is_known(locale, term, node.get("form", "long")):
            where = f"locale {lang} does not have it, nor does the style"
            message = f"term {term!r} prints nothing: {where}"
            yield StyleFinding(*places.of(node, "term"), "empty-term", message)


def _is_known(locale: Locale, term: str, form: str) -> bool:
    if locale.find(term, form) is not None:
        return True
    # the style may have it for other languages than its own
    return any(name == term for name, _, _ in locale.terms)


# -- dependent styles --------------------------------------------------------------------------


def _parent_faults(
    root: Any, parent: str, folders: tuple[Path, ...], places: Places
) -> Iterator[StyleFinding]:
    link = root.find(f"{_PREFIX}info/{_PREFIX}link[@rel='independent-parent']")
    try:
        found = find_style(short_id(parent), folders)
    except UnknownStyleError as error:
        near = one_of([repr(name) for name in error.suggestions]) if error.suggestions else ""
        hint = f"; did you mean {near}?" if near else ""
        message = f"the parent {parent!r} is not installed{hint}"
    except StyleFileError as error:
        message = f"the parent cannot be used: {error}"
    else:
        if found.parent is None:
            return
        message = f"the parent {parent!r} depends on another style itself, {found.parent!r}"
    yield StyleFinding(*places.of(link, "href"), "missing-parent", message)


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
