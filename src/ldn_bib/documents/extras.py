"""The one sentence for writers whose library is not installed."""

from __future__ import annotations

from ldn_bib.errors import UsageError


def missing(doing: str, package: str, extra: str) -> UsageError:
    """Return the error that names what is missing and how to install it.

    Args:
        doing: what cannot be done without it, such as ``writing docx``.
        package: the library.
        extra: the extra of this package that brings it.
    """
    return UsageError(f"{doing} needs {package}; install it with: pip install 'ldn-bib[{extra}]'")
