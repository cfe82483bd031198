"""Levels of evidence, by named scheme."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMES: dict[str, dict[str, str]] = {
    "OCEBM 2011": {
        "1": "Level 1",
        "2": "Level 2",
        "3": "Level 3",
        "4": "Level 4",
        "5": "Level 5",
    },
}
"""Scheme to its levels, best first.

OCEBM 2011: Oxford Centre for Evidence-Based Medicine, 2011 Levels of Evidence,
question «Does this intervention help?»; 1 is the strongest.
"""

DEFAULT_SCHEME = "OCEBM 2011"
"""The scheme of a note that nobody has filled in yet."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A level in a scheme, and why the paper stands there.

    Attributes:
        scheme: a key of :data:`SCHEMES`.
        level: a level of that scheme.
        note: one sentence on why, in plain words.
    """

    scheme: str
    level: str
    note: str = ""

    @property
    def rank(self) -> int:
        """Place in the scheme, 0 for the strongest; unknown levels come last."""
        levels = list(SCHEMES.get(self.scheme, {}))
        return levels.index(self.level) if self.level in levels else len(levels)

    @property
    def label(self) -> str:
        """Level and scheme for people, such as ``Level 2 (OCEBM 2011)``."""
        name = SCHEMES.get(self.scheme, {}).get(self.level, self.level)
        return f"{name} ({self.scheme})"
