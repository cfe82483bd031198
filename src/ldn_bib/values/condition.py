"""A condition of the vocabulary, with its identifiers in MeSH and MONDO."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of the vocabulary of conditions.

    Attributes:
        slug: name in files and on the command line, such as ``crohn-disease``.
        label: name for people.
        description: one sentence on the condition, in plain words.
        mesh_name: MeSH descriptor name, as the National Library of Medicine prints it.
        mesh_id: MeSH descriptor identifier, ``D`` and digits.
        mondo_id: MONDO identifier, ``MONDO:`` and seven digits; None where there is none.
        icd11: ICD-11 code; None where not recorded.
        synonyms: other names, without the label and the MeSH name.
        broader: slug of the broader condition of the vocabulary.
    """

    slug: str
    label: str
    description: str = ""
    mesh_name: str | None = None
    mesh_id: str | None = None
    mondo_id: str | None = None
    icd11: str | None = None
    synonyms: tuple[str, ...] = ()
    broader: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this condition: label, MeSH name, synonyms, without repeats."""
        names = [self.label]
        if self.mesh_name:
            names.append(self.mesh_name)
        names.extend(self.synonyms)
        return tuple(dict.fromkeys(names))
