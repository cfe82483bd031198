"""DOIs in the field of the address."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.verbatim import without_latex
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Severity


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an address that is a DOI."""
    del context
    given = subject.given("URL", "url")
    found = normalise_doi(without_latex(given.text)) if given else None
    if given is None or found is None:
        return
    other = subject.given("DOI", "doi")
    if other is None:
        yield Problem(
            f"the address is a DOI, which belongs into the field doi: {found}", field=given.name
        )
        return
    own = normalise_doi(without_latex(other.text))
    names = (given.name, other.name)
    if own is None:
        yield Problem(f"the address is the DOI {found}, unlike doi", given.name, fields=names)
    elif own.lower() == found.lower():
        yield Problem(
            "the address says again what the DOI says",
            field=given.name,
            fields=names,
            fix=Fix.remove(given.name),
            severity=Severity.INFO,
        )
    else:
        yield Problem(
            f"the address leads to another DOI, {found}, than {own}", given.name, fields=names
        )


RULE = Rule(
    code="URL005",
    name="url-doi",
    severity=Severity.WARNING,
    summary="the address is a DOI",
    why="A DOI is known as one only in its own field; there it is compared, looked up and made a "
    "link. An address that repeats it is printed twice.",
    example=Example(
        bad="doi = {10.1000/182}\nurl = {https://doi.org/10.1000/182}", good="doi = {10.1000/182}"
    ),
    check=check,
    fixes=True,
)
