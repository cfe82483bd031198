"""Citations: positions, the cites of a cluster, grouping and collapsing.

CSL 1.0.2, «Citation», «Cite Grouping», «Cite Collapsing», «Note Distance», and «Locators».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ldn_bib.csl.compile import Compiler
from ldn_bib.csl.context import (
    CITATION,
    FIRST,
    IBID,
    IBID_WITH_LOCATOR,
    SUBSEQUENT,
    CiteState,
    Context,
    Disambiguation,
)
from ldn_bib.csl.decoration import decoration
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.registry import Registered, Registry
from ldn_bib.csl.sorting import compile_sort, sort_by
from ldn_bib.csl.styletree import Element, StyleTree
from ldn_bib.csl.tokens import DISPLAY, YEAR_SUFFIX, Tokens, capitalised, plain

_DISPLAY: Final = frozenset(sign * op for op in DISPLAY.values() for sign in (1, -1))
_FINAL: Final = (".", ":", ";", "!", "?")
NO_FORM: Final = "[CSL STYLE ERROR: reference with no printed form.]"


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to an item in a citation.

    Attributes:
        id: the item's id.
        locator, label: where in the item, and what kind of place it is.
        prefix, suffix: text around the cite.
        suppress_author: leave out the names that it begins with.
        author_only: print nothing but these names.
        near_note, position: as the document says; None where they are to be worked out.
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    near_note: bool | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation: one or more cites at a place in a document.

    Attributes:
        cites: the cites.
        note_number: number of the note it stands in; 0 for running text.
        mode: empty, ``author-only``, ``suppress-author`` or ``composite``.
        infix: text between names and the rest of a composite citation.
    """

    cites: tuple[Cite, ...]
    note_number: int = 0
    mode: str = ""
    infix: str = ""


@dataclass(slots=True)
class _Rendered:
    row: Registered
    cite: Cite
    state: CiteState
    tokens: Tokens
    names: str
    is_plain: bool


class CitationWriter:
    """Writes the citations of a document in one style."""

    def __init__(self, compiler: Compiler, tree: StyleTree) -> None:
        area = tree.citation
        layout = area.find("layout")
        assert layout is not None  # noqa: S101 - checked when the tree was built
        compiler.enter(area)
        self.options = {**area.attrs}
        self.keys = compile_sort(compiler, area)
        self.body = compiler.area(area)
        self.delimiter = layout.get("delimiter")
        self.prefix = layout.get("prefix")
        suffix = layout.get("suffix")
        # a citation ends with its full stop: nothing that stands behind one is printed
        self.suffix = suffix[:1] if suffix[:1] in _FINAL else suffix
        self.decorate = decoration(layout, affixes=False)
        self.collapse = area.get("collapse")
        self.is_note = tree.is_note
        self.conditions = _disambiguation_tests(tree)
        self.has_display = any("display" in macro.attrs for macro in _all(tree.citation)) or any(
            "display" in element.attrs for macro in tree.macros.values() for element in _all(macro)
        )
        self.near_distance = _whole(area.get("near-note-distance"), 5)
        group = area.attrs.get("cite-group-delimiter")
        self.groups = group is not None or self.collapse.startswith("year")
        default = self.delimiter if self.is_note else ", "
        self.group_delimiter = group if group is not None else default
        self.suffix_delimiter = area.attrs.get(
            "year-suffix-delimiter", group if group is not None else self.delimiter
        )
        self.after_collapse = area.attrs.get("after-collapse-delimiter")

    # -- positions -----------------------------------------------------------------------------

    def states(self, clusters: Sequence[Cluster]) -> Iterator[list[CiteState]]:
        """Work out position, note distance and first note of every cite, in order."""
        first_note: dict[str, int] = {}
        last_note: dict[str, int] = {}
        everywhere: dict[bool, set[str]] = {True: set(), False: set()}
        latest: dict[bool, Cluster] = {}
        in_note: dict[int, int] = {}
        for cluster in clusters:
            states: list[CiteState] = []
            previous: Cite | None = None
            note = cluster.note_number
            # running text and notes are read apart, and so are their positions
            seen = everywhere[note > 0]
            before = latest.get(note > 0)
            if before is not None and before.note_number != note:
                # «ibid.» would be unclear behind a note with several citations
                before = before if in_note.get(before.note_number, 1) == 1 or not note else None
            in_note[note] = in_note.get(note, 0) + 1
            for index, cite in enumerate(cluster.cites):
                state = CiteState(cite.locator, cite.label or "page")
                state.suppress_author = cite.suppress_author
                if cite.position is not None:
                    state.position = cite.position
                elif cite.id in seen:
                    state.position = _position(cite, index, previous, before)
                if cite.near_note is not None:
                    state.near_note = cite.near_note
                elif cite.id in last_note and cite.position is None:
                    state.near_note = note - last_note[cite.id] <= self.near_distance
                if cite.id in seen or (cite.position or 0) > 0:
                    state.first_note = first_note.get(cite.id, 0)
                states.append(state)
                if cite.position is None:
                    seen.add(cite.id)
                    first_note.setdefault(cite.id, note)
                    last_note[cite.id] = note
                previous = cite
            latest[note > 0] = cluster
            yield states

    # -- writing -------------------------------------------------------------------------------

    def write(self, clusters: Sequence[Cluster], registry: Registry) -> list[Tokens]:
        """Return the tokens of each citation; they still have to be finished."""
        return [
            self.cluster(cluster, states, registry)
            for cluster, states in zip(clusters, self.states(clusters), strict=True)
        ]

    def cite_tokens(
        self,
        row: Registered,
        state: CiteState,
        disambiguation: Disambiguation | None,
        year_suffix: str,
        *,
        looking: bool = False,
    ) -> tuple[Tokens, Context]:
        """Render one cite without the affixes of the cluster."""
        ctx = Context(row.item, CITATION)
        ctx.cite = state
        ctx.number = row.number
        ctx.disambiguation = disambiguation
        ctx.year_suffix = year_suffix
        if looking:
            ctx.seen_names = []
        tokens = self.body(ctx) or []
        if self.has_display:
            tokens = [token for token in tokens if token not in _DISPLAY]
        return tokens, ctx

    def cluster(self, cluster: Cluster, states: Sequence[CiteState], registry: Registry) -> Tokens:
        """Render a citation."""
        pairs = [
            (registry.by_id[cite.id], cite, state)
            for cite, state in zip(cluster.cites, states, strict=True)
            if cite.id in registry.by_id
        ]
        if self.keys:
            # cites that no key sets apart stand as they do in the bibliography
            pairs.sort(key=lambda pair: pair[0].number)
            pairs = sort_by(pairs, self.keys, _sort_context)
        rendered = [self._one(row, cite, state, cluster) for row, cite, state in pairs]
        if self.groups and self.keys and not self.is_note:
            rendered = _grouped(rendered)
        tokens = (
            self._collapsed(rendered) if self.collapse or self.groups else self._joined(rendered)
        )
        if not tokens:
            return []
        if cluster.mode == "author-only":
            return tokens
        if self.prefix:
            tokens = [self.prefix, *tokens]
        if self.suffix:
            tokens = [*tokens, self.suffix]
        return self.decorate(tokens) if self.decorate is not None else tokens

    def _one(self, row: Registered, cite: Cite, state: CiteState, cluster: Cluster) -> _Rendered:
        tokens, ctx = self.cite_tokens(row, state, row.disambiguation, row.year_suffix)
        record = ctx.first_names
        names = record.text if record is not None and record.is_names else ""
        if cite.author_only or cluster.mode == "author-only":
            tokens = ctx.first_names.tokens if ctx.first_names is not None else tokens
        return _Rendered(row, cite, state, tokens, names, not (cite.prefix or cite.suffix))

    def _affixed(self, one: _Rendered, tokens: Tokens, *, is_first: bool = False) -> Tokens:
        prefix, suffix = one.cite.prefix, one.cite.suffix
        if not tokens and not prefix and not suffix:
            return [] if one.state.suppress_author else [NO_FORM]
        if self.is_note and (_ends_sentence(prefix) if prefix else is_first):
            tokens = capitalised(tokens)
        if prefix:
            head = list(parse_field(prefix))
            if prefix[-1].isalnum() or prefix[-1] in ".,;:!?)]’”":
                head.append(" ")
            tokens = [*head, *tokens]
        if suffix:
            tail = list(parse_field(suffix))
            if suffix[0].isalnum() or suffix[0] in "([“‘":
                tail.insert(0, " ")
            tokens = [*tokens, *tail]
        return tokens

    def _joined(self, rendered: Iterable[_Rendered]) -> Tokens:
        whole: Tokens = []
        for one in rendered:
            tokens = self._affixed(one, one.tokens, is_first=not whole)
            if whole:
                whole.append(self._splice(whole, tokens, self.delimiter))
            whole += tokens
        return whole

    @staticmethod
    def _splice(before: Tokens, after: Tokens, delimiter: str) -> str:
        """The delimiter between two cites, unless their affixes bring punctuation themselves."""
        if plain(after)[:1] in (",", ".", ";", ":", "!", "?"):
            return ""
        if plain(before)[-1:] == ",":
            return " "
        return delimiter

    # -- collapsing ----------------------------------------------------------------------------

    def _collapsed(self, rendered: list[_Rendered]) -> Tokens:
        if self.collapse == "citation-number":
            return self._numbers(rendered)
        return self._years(rendered)

    def _numbers(self, rendered: list[_Rendered]) -> Tokens:
        whole: Tokens = []
        index = 0
        after = ""
        while index < len(rendered):
            end = index
            if _collapsible(rendered[index]):
                while (
                    end + 1 < len(rendered)
                    and _collapsible(rendered[end + 1])
                    and rendered[end + 1].row.number == rendered[end].row.number + 1
                ):
                    end += 1
            if whole:
                following = self._affixed(rendered[index], rendered[index].tokens)
                whole.append(self._splice(whole, following, after or self.delimiter))
            after = ""
            if end - index >= 2:
                first, last = rendered[index], rendered[end]
                whole += [
                    *self._affixed(first, first.tokens),
                    "–",
                    *self._affixed(last, last.tokens),
                ]
                after = self.after_collapse or ""
                index = end + 1
            else:
                one = rendered[index]
                whole += self._affixed(one, one.tokens)
                if one.cite.locator:
                    after = self.after_collapse or ""
                index += 1
        return whole

    def _years(self, rendered: list[_Rendered]) -> Tokens:
        whole: Tokens = []
        index = 0
        before: list[_Rendered] = []
        while index < len(rendered):
            end = index
            while (
                end + 1 < len(rendered)
                and rendered[end + 1].names
                and rendered[end + 1].names == rendered[index].names
                and not rendered[end + 1].cite.prefix
                and not (rendered[end].cite.suffix and self.collapse)
            ):
                end += 1
            group = rendered[index : end + 1]
            tokens = self._group(group, is_first=not whole)
            if whole:
                whole.append(self._splice(whole, tokens, self._between(before)))
            whole += tokens
            before = group
            index = end + 1
        return whole

    def _between(self, before: list[_Rendered]) -> str:
        """What follows a group: the after-collapse delimiter where the style has one."""
        if self.after_collapse is None:
            return self.delimiter
        if len(before) > 1 or before[-1].cite.locator or self.collapse != "year-suffix":
            return self.after_collapse
        return self.delimiter

    def _group(self, group: list[_Rendered], *, is_first: bool = False) -> Tokens:
        whole = self._affixed(group[0], group[0].tokens, is_first=is_first)
        if not self.collapse:
            for one in group[1:]:
                whole = [*whole, self.group_delimiter, *self._affixed(one, one.tokens)]
            return whole
        parts: list[tuple[_Rendered, Tokens]] = [
            (group[0], self._without_names(group[0])),
            *((one, self._without_names(one)) for one in group[1:]),
        ]
        index = 1
        while index < len(parts):
            one, tokens = parts[index]
            head, suffix, tail = _split_suffix(tokens)
            before, before_suffix, _ = _split_suffix(parts[index - 1][1])
            if (
                self.collapse.startswith("year-suffix")
                and suffix
                and before_suffix
                and plain(head) == plain(before)
            ):
                run = self._suffix_run(parts, index)
                if run > index and self.collapse == "year-suffix-ranged":
                    last = _split_suffix(parts[run][1])[1]
                    whole = [*whole, "–", *last]
                    index = run + 1
                    continue
                whole = [*whole, self.suffix_delimiter, *suffix]
                if one.cite.locator:
                    whole += _balanced(tail)
                whole += _suffix_tail(one)
            elif tokens or one.cite.suffix:
                located = parts[index - 1][0].cite.locator and self.after_collapse
                delimiter = self.after_collapse if located else self.group_delimiter
                whole = [*whole, delimiter or "", *self._affixed(one, tokens)]
            index += 1
        return whole

    def _suffix_run(self, parts: list[tuple[_Rendered, Tokens]], index: int) -> int:
        """Last index up to which year suffixes follow one another from the one before."""
        run = index - 1
        while run + 1 < len(parts):
            one, following = parts[run][0], parts[run + 1][0]
            head, suffix, _ = _split_suffix(parts[run + 1][1])
            if (
                not suffix
                or plain(head) != plain(_split_suffix(parts[run][1])[0])
                or one.cite.locator
                or _order(following.row.year_suffix) != _order(one.row.year_suffix) + 1
                or following.cite.locator
                or following.cite.suffix
            ):
                break
            run += 1
        return run

    def _without_names(self, one: _Rendered) -> Tokens:
        state = replace(one.state, suppress_author=True)
        tokens, _ = self.cite_tokens(one.row, state, one.row.disambiguation, one.row.year_suffix)
        return tokens


def _ends_sentence(prefix: str) -> bool:
    """Whether a prefix is a sentence: several words, and a full stop or the like at the end."""
    text = prefix.strip().rstrip("”’\"'»)")
    return " " in text and text[-1:] in (".", "?", "!")


def _suffix_tail(one: _Rendered) -> Tokens:
    if not one.cite.suffix:
        return []
    return list(parse_field(one.cite.suffix))


def _order(suffix: str) -> int:
    number = 0
    for char in suffix:
        number = number * 26 + ord(char) - 96
    return number


def _split_suffix(tokens: Tokens) -> tuple[Tokens, Tokens, Tokens]:
    """Tokens before the year suffix, the suffix with its operators, and what follows."""
    if YEAR_SUFFIX not in tokens:
        return tokens, [], []
    start = tokens.index(YEAR_SUFFIX)
    end = tokens.index(-YEAR_SUFFIX, start)
    return tokens[:start], tokens[start : end + 1], tokens[end + 1 :]


def _balanced(tokens: Tokens) -> Tokens:
    """Tokens without the operators that close what was opened before them."""
    kept: Tokens = []
    depth = 0
    for token in tokens:
        if isinstance(token, int):
            if token < 0 and not depth:
                continue
            depth += 1 if token > 0 else -1
        kept.append(token)
    return kept


def _collapsible(one: _Rendered) -> bool:
    return not (one.cite.locator or one.cite.prefix or one.cite.suffix) and one.row.number > 0


def _grouped(rendered: list[_Rendered]) -> list[_Rendered]:
    """Bring cites with the same names together, in the order in which the names first come."""
    order: dict[str, list[_Rendered]] = {}
    for index, one in enumerate(rendered):
        order.setdefault(one.names or f"\0{index}", []).append(one)
    return [one for group in order.values() for one in group]


def _sort_context(pair: tuple[Registered, Cite, CiteState]) -> Context:
    ctx = Context(pair[0].item, CITATION)
    ctx.number = pair[0].number
    ctx.cite = pair[2]
    return ctx


def _position(cite: Cite, index: int, previous: Cite | None, before: Cluster | None) -> int:
    if index:
        same = previous if previous is not None and previous.id == cite.id else None
    elif before is not None and before.cites:
        only = before.cites[0] if len(before.cites) == 1 else None
        same = only if only is not None and only.id == cite.id else None
    else:
        same = None
    if same is None:
        return SUBSEQUENT
    if same.locator:
        if not cite.locator:
            return SUBSEQUENT
        if cite.locator == same.locator and cite.label == same.label:
            return IBID
        return IBID_WITH_LOCATOR
    return IBID_WITH_LOCATOR if cite.locator else IBID


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _all(child)


def _disambiguation_tests(tree: StyleTree) -> int:
    """How many tests for ``disambiguate`` there are; at most so many can tell cites apart."""
    areas = (tree.citation, *tree.macros.values())
    return sum("disambiguate" in element.attrs for area in areas for element in _all(area))


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


__all__ = ["FIRST", "CitationWriter", "Cite", "Cluster"]
