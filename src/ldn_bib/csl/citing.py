"""Citations: the cites of a cluster, grouping and collapsing.

CSL 1.0.2, «Citation», «Cite Grouping», «Cite Collapsing», and «Locators».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from ldn_bib.csl.cites import AUTHOR_ONLY, COMPOSITE, SUPPRESS_AUTHOR, Cite, Cluster
from ldn_bib.csl.compile import Compiler
from ldn_bib.csl.context import CITATION, CiteState, Context, Disambiguation
from ldn_bib.csl.decoration import decoration
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.narrative import NamesInText, with_infix
from ldn_bib.csl.positions import cite_states
from ldn_bib.csl.registry import Registered, Registry
from ldn_bib.csl.sorting import compile_sort, sort_by
from ldn_bib.csl.styletree import StyleTree
from ldn_bib.csl.tokens import YEAR_SUFFIX, Tokens, capitalised, plain

_FINAL: Final = (".", ":", ";", "!", "?")
NO_FORM: Final = "[CSL STYLE ERROR: reference with no printed form.]"
_Pair = tuple[Registered, Cite, CiteState]


class Parts(NamedTuple):
    """A citation, before it is finished.

    Attributes:
        names: names that stand before it in the text, with their infix; empty for none.
        cites: the cites with the affixes of the style.
    """

    names: Tokens
    cites: Tokens


@dataclass(slots=True, eq=False)
class _Rendered:
    row: Registered
    cite: Cite
    state: CiteState
    tokens: Tokens
    names: str


class CitationWriter:
    """Writes the citations of a document in one style."""

    def __init__(self, compiler: Compiler, tree: StyleTree) -> None:
        area = tree.citation
        layout = area.find("layout")
        assert layout is not None  # noqa: S101 - checked when the tree was built
        self.narrative = NamesInText(compiler, tree)
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
        self.conditions = tree.traits.conditions
        self.near_distance = _whole(area.get("near-note-distance"), 5)
        group = area.attrs.get("cite-group-delimiter")
        self.groups = group is not None or self.collapse.startswith("year")
        default = self.delimiter if self.is_note else ", "
        self.group_delimiter = group if group is not None else default
        self.suffix_delimiter = area.attrs.get(
            "year-suffix-delimiter", group if group is not None else self.delimiter
        )
        self.after_collapse = area.attrs.get("after-collapse-delimiter")

    def states(self, clusters: Sequence[Cluster]) -> Iterator[list[CiteState]]:
        """Work out position, note distance and first note of every cite, in order."""
        return cite_states(clusters, self.near_distance)

    # -- writing -------------------------------------------------------------------------------

    def write(self, clusters: Sequence[Cluster], registry: Registry) -> list[Parts]:
        """Return the parts of each citation; they still have to be finished."""
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
        return tokens, ctx

    def cluster(self, cluster: Cluster, states: Sequence[CiteState], registry: Registry) -> Parts:
        """Render a citation."""
        pairs = [
            (registry.by_id[cite.id], cite, state)
            for cite, state in zip(cluster.cites, states, strict=True)
            if cite.id in registry.by_id
        ]
        count = 0
        while count < len(pairs) and (pairs[count][1].author_only or cluster.mode == AUTHOR_ONLY):
            count += 1
        names = self._names(pairs[:count])
        rendered = [self._one(*pair) for pair in self._sorted(pairs[count:])]
        if cluster.mode == COMPOSITE and rendered:
            first = pairs[count]
            names = self.narrative.of(first[0], first[2], self)
            if not self.is_note:
                rendered = self._after_names(rendered, first[1])
        elif cluster.mode == SUPPRESS_AUTHOR and rendered and not self.is_note:
            rendered = self._after_names(rendered, rendered[0].cite)
        elif names and rendered and pairs[count][1].suppress_author:
            rendered = self._after_names(rendered, pairs[count][1])
        if names:
            names = with_infix(names, cluster.infix)
        if self.groups and self.keys and not self.is_note:
            rendered = _grouped(rendered)
        tokens = (
            self._collapsed(rendered) if self.collapse or self.groups else self._joined(rendered)
        )
        if not tokens:
            return Parts(names or ([NO_FORM] if count else []), [])
        tokens = [*_before(cluster.prefix), *tokens, *_behind(cluster.suffix)]
        if self.prefix:
            tokens = [self.prefix, *tokens]
        if self.suffix:
            tokens = [*tokens, self.suffix]
        return Parts(names, self.decorate(tokens) if self.decorate is not None else tokens)

    def _sorted(self, pairs: list[_Pair]) -> list[_Pair]:
        if not self.keys:
            return pairs
        # cites that no key sets apart stand as in the bibliography in groups, else as cited
        if self.groups or self.collapse:
            pairs = sorted(pairs, key=lambda pair: pair[0].number)
        return sort_by(pairs, self.keys, _sort_context)

    def _names(self, pairs: Iterable[_Pair]) -> Tokens:
        """The names of cites of which nothing else is printed; the same names stand once."""
        whole: Tokens = []
        seen: set[str] = set()
        for row, cite, state in pairs:
            names = self.narrative.of(row, state, self)
            text = plain(names)
            if text and (text not in seen or cite.prefix or cite.suffix):
                seen.add(text)
                delimiter = [self.narrative.delimiter] if whole else []
                whole += [*delimiter, *_before(cite.prefix), *names, *_behind(cite.suffix)]
        return whole

    def _after_names(self, rendered: list[_Rendered], first: Cite) -> list[_Rendered]:
        """Cites behind the names of one of them: that one first, and the names left out."""
        lead = next(one for one in rendered if one.cite is first)
        has_names = plain(self._without_names(lead)) != plain(lead.tokens)
        if not (has_names or lead.cite.suppress_author):
            return rendered
        same = [
            one for one in rendered if one is not lead and lead.names and one.names == lead.names
        ]
        others = [one for one in rendered if one is not lead and one not in same]
        for one in (lead, *same):
            one.tokens = self._without_names(one)
            one.state = replace(one.state, suppress_author=True)
        return [lead, *same, *others]

    def _one(self, row: Registered, cite: Cite, state: CiteState) -> _Rendered:
        if cite.author_only:
            return _Rendered(row, cite, state, self.narrative.of(row, state, self), "")
        tokens, ctx = self.cite_tokens(row, state, row.disambiguation, row.year_suffix)
        record = ctx.first_names
        names = record.text if record is not None and record.is_names else ""
        return _Rendered(row, cite, state, tokens, names)

    def _affixed(self, one: _Rendered, tokens: Tokens, *, is_first: bool = False) -> Tokens:
        prefix, suffix = one.cite.prefix, one.cite.suffix
        if not tokens and not prefix and not suffix:
            return [] if one.state.suppress_author else [NO_FORM]
        if self.is_note and (_ends_sentence(prefix) if prefix else is_first):
            tokens = capitalised(tokens)
        return [*_before(prefix), *tokens, *_behind(suffix)]

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
        if _last_character(before) == ",":
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
                and self._belong_together(rendered[index], rendered[end + 1])
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

    def _belong_together(self, one: _Rendered, other: _Rendered) -> bool:
        """Whether cites have the same names or, printing none, are the same up to the letter."""
        if one.names or other.names:
            return one.names == other.names
        if not self.collapse.startswith("year-suffix"):
            return False
        head, suffix = _split_suffix(one.tokens)
        other_head, other_suffix = _split_suffix(other.tokens)
        return bool(suffix and other_suffix) and plain(head) == plain(other_head)

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
                whole += [self.group_delimiter, *self._affixed(one, one.tokens)]
            return whole
        parts: list[tuple[_Rendered, Tokens]] = [
            (group[0], self._without_names(group[0])),
            *((one, self._without_names(one)) for one in group[1:]),
        ]
        # CSL 1.0.2, "Cite Collapsing": years stand again where a cite has a locator
        letters = self.collapse.startswith("year-suffix")
        letters = letters and not any(one.cite.locator for one in group)
        index = 1
        while index < len(parts):
            one, tokens = parts[index]
            head, suffix = _split_suffix(tokens)
            before, before_suffix = _split_suffix(parts[index - 1][1])
            if letters and suffix and before_suffix and plain(head) == plain(before):
                ranged = self.collapse == "year-suffix-ranged"
                run = self._suffix_run(parts, index) if ranged else index
                if run > index:
                    last = _split_suffix(parts[run][1])[1]
                    whole += ["–", *last]
                    index = run + 1
                    continue
                whole += [self.suffix_delimiter, *suffix]
                whole += _suffix_tail(one)
            elif tokens or one.cite.suffix:
                located = parts[index - 1][0].cite.locator and self.after_collapse
                delimiter = self.after_collapse if located else self.group_delimiter
                whole += [delimiter or "", *self._affixed(one, tokens)]
            index += 1
        return whole

    def _suffix_run(self, parts: list[tuple[_Rendered, Tokens]], index: int) -> int:
        """Last index up to which year suffixes follow one another from the one before."""
        run = index - 1
        while run + 1 < len(parts):
            one, following = parts[run][0], parts[run + 1][0]
            head, suffix = _split_suffix(parts[run + 1][1])
            if (
                not suffix
                or plain(head) != plain(_split_suffix(parts[run][1])[0])
                or _order(following.row.year_suffix) != _order(one.row.year_suffix) + 1
                or following.cite.suffix
            ):
                break
            run += 1
        return run

    def _without_names(self, one: _Rendered) -> Tokens:
        state = replace(one.state, suppress_author=True)
        tokens, _ = self.cite_tokens(one.row, state, one.row.disambiguation, one.row.year_suffix)
        return tokens


def _before(prefix: str) -> Tokens:
    """A prefix that a document gives, and the space that it leaves to be added."""
    if not prefix:
        return []
    space = prefix[-1].isalnum() or prefix[-1] in ".,;:!?)]’”"
    return [*parse_field(prefix), " "] if space else list(parse_field(prefix))


def _behind(suffix: str) -> Tokens:
    """A suffix that a document gives, and the space that it leaves to be added."""
    if not suffix:
        return []
    space = suffix[0].isalnum() or suffix[0] in "([“‘"
    return [" ", *parse_field(suffix)] if space else list(parse_field(suffix))


def _last_character(tokens: Tokens) -> str:
    """The last character printed; found from the end, as a citation may have thousands of cites."""
    for token in reversed(tokens):
        if isinstance(token, str) and token:
            return token[-1]
    return ""


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


def _split_suffix(tokens: Tokens) -> tuple[Tokens, Tokens]:
    """Tokens before the year suffix, and the suffix with its operators."""
    if YEAR_SUFFIX not in tokens:
        return tokens, []
    start = tokens.index(YEAR_SUFFIX)
    end = tokens.index(-YEAR_SUFFIX, start)
    return tokens[:start], tokens[start : end + 1]


def _collapsible(one: _Rendered) -> bool:
    return not (one.cite.locator or one.cite.prefix or one.cite.suffix) and one.row.number > 0


def _grouped(rendered: list[_Rendered]) -> list[_Rendered]:
    """Bring cites with the same names together, in the order in which the names first come."""
    order: dict[str, list[_Rendered]] = {}
    for index, one in enumerate(rendered):
        order.setdefault(one.names or f"\0{index}", []).append(one)
    return [one for group in order.values() for one in group]


def _sort_context(pair: _Pair) -> Context:
    ctx = Context(pair[0].item, CITATION)
    ctx.number = pair[0].number
    ctx.disambiguation = pair[0].expanded
    ctx.cite = pair[2]
    return ctx


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


__all__ = ["NO_FORM", "CitationWriter", "Parts"]
