"""Groups of JabRef 3 in a BibTeX file: one per condition; Zotero makes collections of them.

The tree stands in a comment, a line a group: its depth, its kind, its name, ``0`` for a group
that does not depend on the one above, then citation keys. Names and keys are escaped twice,
once within the group and once within the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ldn_bib.entry import Tag
from ldn_bib.formats.text import plain
from ldn_bib.values.condition import Condition

VERSION = "@comment{jabref-meta: groupsversion:3;}\n"
_ALONE = "0"


class Groups:
    """Collects the keys of each condition.

    Args:
        conditions: the vocabulary; groups stand in its order and under broader conditions.
    """

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        self.conditions = conditions
        self.keys: dict[str, list[str]] = {}
        self.labels: dict[str, str] = {}

    def add(self, key: str, tags: Sequence[Tag]) -> None:
        """Put a key into the groups of its tags."""
        for tag in tags:
            self.keys.setdefault(tag.slug, []).append(key)
            self.labels.setdefault(tag.slug, tag.label)

    def comments(self) -> Iterator[str]:
        """Yield the comments; nothing where there is no group."""
        if not self.keys:
            return
        lines = ["0 AllEntriesGroup:;"]
        lines += [f"{depth} ExplicitGroup:{self._group(slug)};" for depth, slug in self._tree()]
        yield f"\n{VERSION}"
        yield "\n@comment{jabref-meta: groupstree:\n" + "\n".join(lines) + "\n}\n"

    def _tree(self) -> list[tuple[int, str]]:
        """Depth and slug of every group, each below the broader one."""
        wanted: dict[str, None] = {}
        for slug in self.keys:
            for ancestor in reversed(self._ancestors(slug)):
                wanted[ancestor] = None
            wanted[slug] = None
        order = [slug for slug in self.conditions if slug in wanted]
        order += [slug for slug in wanted if slug not in self.conditions]
        below: dict[str, list[str]] = {}
        for slug in order:
            parents = self._ancestors(slug)
            below.setdefault(parents[0] if parents else "", []).append(slug)
        found: list[tuple[int, str]] = []
        waiting = [(1, slug) for slug in reversed(below.get("", []))]
        while waiting:
            depth, slug = waiting.pop()
            found.append((depth, slug))
            waiting += [(depth + 1, child) for child in reversed(below.get(slug, []))]
        return found

    def _ancestors(self, slug: str) -> list[str]:
        """Broader conditions, the nearest first; a circle ends where it closes."""
        found: list[str] = []
        broader = self._broader(slug)
        while broader:
            if broader in (slug, *found):
                return []
            found.append(broader)
            broader = self._broader(broader)
        return found

    def _broader(self, slug: str) -> str:
        condition = self.conditions.get(slug)
        broader = condition.broader if condition else None
        return broader if broader and broader in self.conditions else ""

    def _group(self, slug: str) -> str:
        condition = self.conditions.get(slug)
        label = plain(condition.label if condition else self.labels.get(slug, slug)) or slug
        # A comment ends where its braces do.
        name = label.replace("{", "(").replace("}", ")")
        cells = [name, _ALONE, *self.keys.get(slug, []), ""]
        return _quoted(";".join([_quoted(cell) for cell in cells]))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;")
