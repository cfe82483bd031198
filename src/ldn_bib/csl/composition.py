"""How rendered pieces come together: in sequence, in groups, counted as variables.

CSL 1.0.2, «Group» and «Delimiter».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.decoration import Decorate, Finish
from ldn_bib.csl.tokens import Tokens

Value = Callable[[Context], "Tokens | None"]


def silent(ctx: Context) -> Tokens | None:
    """An element that never prints."""
    del ctx
    return None


def uncounted(value: Value, finished: Finish) -> Render:
    """A variable that does not make a group fall silent where it is empty."""

    def render(ctx: Context) -> Tokens | None:
        tokens = value(ctx)
        return finished(tokens, ctx) if tokens else None

    return render


def counted(value: Value, finished: Finish, variable: str) -> Render:
    """A variable: it makes a group around it fall silent where it is empty."""

    def render(ctx: Context) -> Tokens | None:
        ctx.called += 1
        if ctx.done is not None and variable in ctx.done:
            return None
        tokens = value(ctx)
        if not tokens:
            return None
        ctx.filled += 1
        if ctx.taken is not None:
            ctx.taken.append(variable)
        return finished(tokens, ctx)

    return render


def sequence(children: Sequence[Render], delimiter: str) -> Render:
    """Children one after another; None where none prints."""
    if len(children) == 1:
        return children[0]

    def render(ctx: Context) -> Tokens | None:
        whole: Tokens = []
        for child in children:
            tokens = child(ctx)
            if tokens:
                if whole and delimiter:
                    whole.append(delimiter)
                whole += tokens
        return whole or None

    return render


def first_of(children: Sequence[Render]) -> Render:
    """The first of the children that prints."""

    def render(ctx: Context) -> Tokens | None:
        for child in children:
            tokens = child(ctx)
            if tokens:
                return tokens
        return None

    return render


def group_of(children: Sequence[Render], delimiter: str, decorate: Decorate | None) -> Render:
    """A group: silent where it calls variables and all of them are empty.

    CSL 1.0.2, «Group»; a group that prints counts as a filled variable for the group around it.
    """

    def render(ctx: Context) -> Tokens | None:
        called, filled = ctx.called, ctx.filled
        ctx.called = ctx.filled = 0
        whole: Tokens = []
        for child in children:
            tokens = child(ctx)
            if tokens:
                if whole and delimiter:
                    whole.append(delimiter)
                whole += tokens
        suppressed = ctx.called and not ctx.filled
        if suppressed or not whole:
            ctx.called, ctx.filled = called + bool(ctx.called), filled
            return None
        ctx.called, ctx.filled = called + 1, filled + 1
        return decorate(whole) if decorate is not None else whole

    return render
