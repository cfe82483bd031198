"""The ``names`` element: lists of names, et al., labels and substitutes.

CSL 1.0.2, «Names».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ldn_bib.csl.context import CITATION, Context, NamesRecord, Render, SeenNames
from ldn_bib.csl.personal import FULL, INITIALS, SHORT, NameForm, literal_tokens, render_person
from ldn_bib.csl.personname import OpenNames, PersonName
from ldn_bib.csl.tokens import Tokens, plain

Decorate = Callable[[Tokens], Tokens]
Label = Callable[[str, bool], "Tokens | None"]
"""Takes a term and whether it is plural; gives the label with its affixes."""

CONTEXTUAL: Final = "contextual"
ALWAYS: Final = "always"
AFTER_INVERTED: Final = "after-inverted-name"


@dataclass(frozen=True, slots=True)
class NamesPlan:
    """A ``names`` element with everything that it inherits.

    Attributes:
        variables: the name variables.
        form: how one name is printed.
        level: SHORT, INITIALS or FULL, before disambiguation.
        count: whether the number of names is printed and not the names.
        delimiter: between names.
        names_delimiter: between lists.
        conjunction: text of ``and``; None for none.
        before_last, before_et_al: ``delimiter-precedes-last`` and ``-et-al``.
        et_al_min, et_al_use_first: limits; 0 for none.
        subsequent_min, subsequent_use_first: limits of later cites; 0 for the same as the first.
        use_last: whether the last name follows an ellipsis.
        sort_order: empty, ``first`` or ``all``.
        et_al: tokens of the et-al term; empty where it has none.
        name: decoration of each personal name, or None.
        corporate: decoration of each other name, or None.
        label: the label, or None; ``label_first`` tells where it stands.
        decorate: decoration of the whole, affixes included, or None.
        substitutes: what stands in for missing names, in order.
        common_term: whether two roles with the same names share a term.
    """

    variables: tuple[str, ...]
    form: NameForm
    level: int = FULL
    count: bool = False
    delimiter: str = ", "
    names_delimiter: str = ""
    conjunction: str | None = None
    before_last: str = CONTEXTUAL
    before_et_al: str = CONTEXTUAL
    et_al_min: int = 0
    et_al_use_first: int = 1
    subsequent_min: int = 0
    subsequent_use_first: int = 0
    use_last: bool = False
    sort_order: str = ""
    et_al: Tokens = field(default_factory=list)
    name: Decorate | None = None
    corporate: Decorate | None = None
    label: Label | None = None
    label_first: bool = False
    decorate: Decorate | None = None
    substitutes: tuple[Render, ...] = ()
    common_terms: Mapping[frozenset[str], str] = field(default_factory=dict)
    et_al_is_cjk: bool = False


def compile_names(plan: NamesPlan) -> Render:
    """Return the function that renders a ``names`` element."""
    variables = plan.variables
    substitutes = plan.substitutes

    def render(ctx: Context) -> Tokens | None:
        done = ctx.done
        if ctx.taken is not None:
            # a substitute prints each list once, however often it asks for it
            done = set(ctx.taken) if done is None else done.union(ctx.taken)
        ctx.called += 1
        lists = [
            (variable, names)
            for variable in variables
            if (done is None or variable not in done) and (names := ctx.item.names(variable))
        ]
        if lists:
            tokens = _render_lists(plan, ctx, lists)
            if tokens is not None:
                ctx.filled += 1
                if ctx.taken is not None:
                    ctx.taken.extend(variable for variable, _ in lists)
            return tokens
        if not substitutes:
            return None
        return _substitute(plan, ctx)

    return render


def _substitute(plan: NamesPlan, ctx: Context) -> Tokens | None:
    """Render the first substitute that prints; what it prints is not printed again."""
    outer = ctx.taken
    for child in plan.substitutes:
        called, filled = ctx.called, ctx.filled
        ctx.called = ctx.filled = 0
        taken: list[str] = []
        ctx.taken = taken
        tokens = child(ctx)
        ctx.taken = outer
        ctx.called, ctx.filled = called, filled
        if ctx.suppressed and not tokens:
            return None  # names that are left out need no substitute
        if not tokens:
            continue
        ctx.filled += 1
        ctx.done = set(taken) if ctx.done is None else ctx.done | set(taken)
        if ctx.first_names is None and not ctx.sorting:
            key = (plain(tokens),) if taken else ()
            ctx.first_names = NamesRecord(tokens, [tokens], plain(tokens), key, is_names=False)
            if ctx.substitute_author is not None:
                tokens = ctx.substitute_author(ctx.first_names)
            if ctx.cite is not None and ctx.cite.suppress_author:
                return None
        return tokens
    return None


def _render_lists(
    plan: NamesPlan, ctx: Context, lists: list[tuple[str, tuple[PersonName, ...]]]
) -> Tokens | None:
    if plan.count:
        total = sum(min(len(names), _limit(plan, ctx, len(names))) for _, names in lists)
        return [str(total)] if total or ctx.sorting else None
    term = ""
    if len(lists) == len(plan.variables) == 2 and plan.common_terms:
        (first, names), (second, others) = lists
        if names == others:
            term = plan.common_terms.get(frozenset((first, second)), "")
            if term:
                lists = [(term, names)]
    rendered: list[Tokens] = []
    for variable, names in lists:
        position = ctx.nameset
        ctx.nameset += 1
        each, has_et_al, last_alone = _shown(plan, ctx, names, position)
        tokens = _joined(plan, each, has_et_al=has_et_al, last_alone=last_alone, ctx=ctx)
        if ctx.first_names is None and not ctx.sorting:
            key = tuple([name.whole for name in names[: len(each)]])
            ctx.first_names = NamesRecord(tokens, each, plain(tokens), key)
            if ctx.substitute_author is not None:
                tokens = ctx.substitute_author(ctx.first_names)
        if ctx.cite is not None and ctx.cite.suppress_author and position == 0:
            ctx.suppressed = True
            tokens = []
        if plan.label is not None and not ctx.sorting and tokens:
            label = plan.label(variable, len(names) > 1 or isinstance(names, OpenNames))
            if label:
                tokens = [*label, *tokens] if plan.label_first else [*tokens, *label]
        if tokens:
            rendered.append(tokens)
    if not rendered:
        return None
    whole = rendered[0]
    for tokens in rendered[1:]:
        whole = [*whole, plan.names_delimiter, *tokens]
    return plan.decorate(whole) if plan.decorate is not None else whole


def _limits(plan: NamesPlan, ctx: Context) -> tuple[int, int, bool]:
    if ctx.name_limits is not None:
        return ctx.name_limits
    if ctx.area == CITATION and ctx.cite is not None and ctx.cite.position > 0:
        least = plan.subsequent_min or plan.et_al_min
        first = plan.subsequent_use_first or plan.et_al_use_first
        return least, first, plan.use_last
    return plan.et_al_min, plan.et_al_use_first, plan.use_last


def _limit(plan: NamesPlan, ctx: Context, total: int) -> int:
    least, first, _ = _limits(plan, ctx)
    return first if least and first and total >= least and first < total else total


def _shown(
    plan: NamesPlan, ctx: Context, names: tuple[PersonName, ...], position: int
) -> tuple[list[Tokens], bool, Tokens | None]:
    """The names that are printed, whether et al. follows, and the last name after an ellipsis."""
    total = len(names)
    is_open = isinstance(names, OpenNames)
    count = min(total, _limit(plan, ctx, total + is_open))
    disambiguation = ctx.disambiguation
    levels: list[int] = []
    if disambiguation is not None:
        if position < len(disambiguation.names) and ctx.name_limits is None:
            count = max(count, min(total, disambiguation.names[position]))
        if position < len(disambiguation.givens):
            levels = disambiguation.givens[position]
    if ctx.seen_names is not None and not ctx.sorting:
        has_initials = plan.form.initialize_with is not None
        one = _printer(plan, names, ctx.item.language)
        ctx.seen_names.append(SeenNames(count, names, plan.level, has_initials, one))
    use_last = _limits(plan, ctx)[2]
    is_all = plan.sort_order == "all" or ctx.sorting
    language = ctx.item.language
    each: list[Tokens] = []
    for index in range(count):
        level = plan.level
        if index < len(levels):
            level = max(level, levels[index])
        each.append(
            _one(
                plan,
                names[index],
                level,
                inverted=is_all or (plan.sort_order == "first" and index == 0),
                for_sort=ctx.sorting,
                language=language,
            )
        )
    if count >= total:
        return each, is_open and not ctx.sorting, None
    if use_last and total - count > 1 and not is_open:
        last = _one(
            plan,
            names[-1],
            plan.level,
            inverted=is_all,
            for_sort=ctx.sorting,
            language=language,
        )
        return each, False, last
    # sort keys leave the term out (CSL 1.0.2, «Sorting Macros»)
    return each, not ctx.sorting, None


def _printer(
    plan: NamesPlan, names: tuple[PersonName, ...], language: str
) -> Callable[[int, int], Tokens]:
    """What prints one name of a list with a level, as the list would have it."""
    is_all = plan.sort_order == "all"
    is_first = plan.sort_order == "first"

    def one(index: int, level: int) -> Tokens:
        inverted = is_all or (is_first and index == 0)
        level = max(plan.level, level)
        return _one(plan, names[index], level, inverted=inverted, for_sort=False, language=language)

    return one


def _one(
    plan: NamesPlan, name: PersonName, level: int, *, inverted: bool, for_sort: bool, language: str
) -> Tokens:
    if name.literal:
        tokens = list(literal_tokens(name))
        if plan.form.family is not None:
            tokens = plan.form.family(tokens)
        # affixes of ``name`` are meant for people, as in citeproc-js; its fonts are for all
        return plan.corporate(tokens) if plan.corporate is not None else tokens
    tokens = render_person(
        name, plan.form, level, inverted=inverted, for_sort=for_sort, language=language
    )
    return plan.name(tokens) if plan.name is not None else tokens


def _joined(
    plan: NamesPlan,
    each: list[Tokens],
    *,
    has_et_al: bool,
    last_alone: Tokens | None,
    ctx: Context,
) -> Tokens:
    delimiter = plan.delimiter
    shown = len(each)
    is_inverted = plan.sort_order == "all" or (plan.sort_order == "first" and shown == 1)
    tokens: Tokens = []
    if last_alone is not None:
        for one in each:
            tokens += [*one, delimiter]
        return [*tokens, "… ", *last_alone]
    if has_et_al:
        for number, one in enumerate(each):
            if number:
                tokens.append(delimiter)
            tokens += one
        if not plan.et_al or not each:
            return tokens
        with_delimiter = (
            plan.before_et_al == ALWAYS
            or (plan.before_et_al == CONTEXTUAL and shown > 1)
            or (plan.before_et_al == AFTER_INVERTED and is_inverted)
        )
        space = "" if plan.et_al_is_cjk else " "
        tokens = [*tokens, delimiter if with_delimiter else space, *plan.et_al]
        return plan.name(tokens) if plan.name is not None else tokens
    for number, one in enumerate(each):
        if number:
            if number == shown - 1 and plan.conjunction is not None and not ctx.sorting:
                with_delimiter = (
                    plan.before_last == ALWAYS
                    or (plan.before_last == CONTEXTUAL and shown > 2)
                    or (
                        plan.before_last == AFTER_INVERTED
                        and (
                            plan.sort_order == "all" or (plan.sort_order == "first" and number == 1)
                        )
                    )
                )
                # a term that brings its own white space stands as it is
                own_space = plan.conjunction[-1:].isspace()
                after = "" if own_space else " "
                if with_delimiter:
                    tokens += [delimiter, f"{plan.conjunction}{after}"]
                else:
                    tokens.append(f"{after}{plan.conjunction}{after}")
            else:
                tokens.append(delimiter)
        tokens += one
    return tokens


__all__ = ["FULL", "INITIALS", "SHORT", "NamesPlan", "compile_names"]
