"""The commands: each is loaded when somebody runs it or asks what it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

COMMANDS: Final[Mapping[str, str]] = {
    "export": "export",
    "import": "import_",
    "cite": "cite",
    "reading-list": "reading_list",
    "site": "site",
    "papers": "papers",
    "show": "show",
    "search": "search",
    "conditions": "conditions",
    "styles": "styles",
    "style": "style",
    "check": "check",
    "fmt": "fmt",
    "complete": "complete",
    "add": "add",
    "status": "status",
    "new": "new",
    "init": "init",
    "stats": "stats",
    "diff": "diff",
}
"""Name of a command to its module in ``ldn_bib.cli``, in the order in which help lists them."""


class Lazy(MutableMapping[str, Any]):
    """The commands by name; a module is imported when its command is taken."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        """Take the names of the modules by the names of the commands."""
        self._modules = modules
        self._made: dict[str, Any] = dict.fromkeys(modules)

    def __getitem__(self, name: str) -> Any:
        """Return a command.

        Raises:
            KeyError: there is none with that name.
        """
        found = self._made[name]
        if found is None:
            program = typer.Typer(rich_markup_mode=None)
            import_module(f"ldn_bib.cli.{self._modules[name]}").register(program)
            found = self._made[name] = typer.main.get_group(program).commands[name]
        return found

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class LazyGroup(TyperGroup):
    """The program as a group of commands that load when they are wanted."""

    def __init__(self, **settings: Any) -> None:
        """Take what typer gives; the commands are those of the table."""
        super().__init__(**{**settings, "commands": None})
        self.commands = Lazy(COMMANDS)

    def list_commands(self, ctx: object) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(self.commands)
