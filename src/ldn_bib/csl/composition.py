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


def present(value: Value, finished: Finish) -> Render:
    """A variable that counts as filled even where it is empty."""

    def render(ctx: Context) -> Tokens | None:
        ctx.called += 1
        ctx.filled += 1
        tokens = value(ctx)
        return finished(tokens, ctx) if tokens else None

    return render


def counted(value: Value, finished: Finish, variable: str) -> Render:
    """A variable: it makes a group around it fall silent where it is empty."""

    def render(ctx: Context) -> Tokens | None:
        ctx.called += 1
        if ctx.done is not None and variable in ctx.done:
            return None
        taken = ctx.taken
        if taken is not None and variable in taken:
            return None
        tokens = value(ctx)
        if not tokens:
            return None
        ctx.filled += 1
        if taken is not None:
            taken.append(variable)
        return finished(tokens, ctx)

    return render


def once(child: Render, variable: str) -> Render:
    """A variable that a cite prints once, however often the style asks for it."""

    def render(ctx: Context) -> Tokens | None:
        tokens = child(ctx)
        if tokens:
            ctx.done = {variable} if ctx.done is None else ctx.done | {variable}
        return tokens

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


def block(child: Render, display: int) -> Render:
    """An element that is a block of its own in an entry."""

    def render(ctx: Context) -> Tokens | None:
        tokens = child(ctx)
        return [display, *tokens, -display] if tokens else None

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


def group_of(make: Callable[[], Render], decorate: Decorate | None) -> Render:
    """A group: silent where it calls variables and all of them are empty.

    CSL 1.0.2, «Group»; a group that prints counts as a filled variable for the group around it.

    Args:
        make: compiles what is inside, when it is first needed.
        decorate: decoration of the group, or None.
    """
    inside: Render | None = None

    def render(ctx: Context) -> Tokens | None:
        nonlocal inside
        if inside is None:
            inside = make()
        called, filled = ctx.called, ctx.filled
        ctx.called = ctx.filled = 0
        whole = inside(ctx)
        if not whole or (ctx.called and not ctx.filled):
            ctx.called, ctx.filled = called + bool(ctx.called), filled + bool(ctx.filled)
            return None
        ctx.called, ctx.filled = called + 1, filled + 1
        return decorate(whole) if decorate is not None else whole

    return render
