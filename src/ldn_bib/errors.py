"""Errors that reach a person: one sentence each, and the exit code that goes with it."""

from __future__ import annotations


class LdnBibError(Exception):
    """Base of all errors of this project; ``str(error)`` is one sentence for a person."""

    exit_code = 1


class NothingFoundError(LdnBibError):
    """The question was fine, the answer is empty, or findings forbid going on."""

    exit_code = 1


class UsageError(LdnBibError):
    """Wrong usage: an unknown style, key, condition or option, a style that is not CSL."""

    exit_code = 2


class FileError(LdnBibError):
    """A file that cannot be read, understood or written."""

    exit_code = 3


class SourceError(LdnBibError):
    """A service of the network, such as PubMed, from which there is no usable answer."""

    exit_code = 3


class UnreachableError(SourceError):
    """A service that gave no answer in all tries, or asks to come back later."""


class AnswerError(SourceError):
    """A service whose answer cannot be used: refused, broken, or not what was asked for."""


class TooLargeError(AnswerError):
    """A service whose answer is larger than one may be."""


class OfflineError(SourceError):
    """An answer that is not in the cache while the network is not to be asked."""


def did_you_mean(word: str, choices: list[str], *, most: int = 3) -> str:
    """Return ``"; did you mean 'a' or 'b'?"`` for near names, else an empty string."""
    from difflib import get_close_matches

    folded = {choice.casefold(): choice for choice in reversed(choices)}
    near = get_close_matches(word.casefold(), folded, n=most, cutoff=0.6)
    if not near:
        return ""
    return f"; did you mean {' or '.join(repr(folded[name]) for name in near)}?"
