"""The home of commands that other packages bring: known by name, loaded when called, their failures told in words."""

import ast
import importlib.util
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from tracker.commands.failures import told

GROUP = "equity_tracker.commands"


def plugins() -> dict[str, EntryPoint]:
    """The commands that installed packages bring, by name; none of them is loaded."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}


def load(point: EntryPoint) -> Callable[..., object]:
    """The function behind a command of another package."""
    function: Callable[..., object] = point.load()
    return function


def first_sentence(point: EntryPoint) -> str:
    """What a command says of itself, read from its file without running it; empty where that is not found."""
    package, *inner = point.module.split(".")
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder).joinpath(*inner).with_suffix(".py")
        if not path.is_file():
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name == point.attr:
                return (ast.get_docstring(node) or "").partition("\n\n")[0]
    return ""


class CommandGroup(TyperGroup):
    """The product's own commands and those of other packages; every failure becomes a sentence and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - Typer keeps the type of its context to itself
        """All names, the product's own first."""
        own = super().list_commands(ctx)
        return [*own, *(name for name in plugins() if name not in own)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - as above
        """One command; that of another package is loaded now."""
        own = super().get_command(ctx, cmd_name)
        point = None if own else plugins().get(cmd_name)
        return _as_command(load(point), cmd_name) if point else own

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """List the commands for ``--help``; those of other packages by a stand-in, so that none is loaded."""
        brought = {name: point for name, point in plugins().items() if name not in self.commands}
        own = dict(self.commands)
        self.commands.update({name: _stand_in(name, first_sentence(point)) for name, point in brought.items()})
        super().format_commands(ctx, formatter)
        self.commands.clear()
        self.commands.update(own)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        """Run the command that was named."""
        with told():
            return super().invoke(ctx)


def _as_command(function: Callable[..., object], name: str) -> Any:  # noqa: ANN401 - as above
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name)(function)
    return typer.main.get_command(app)


def _stand_in(name: str, sentence: str) -> Any:  # noqa: ANN401 - as above
    def nothing() -> None:
        pass

    nothing.__doc__ = sentence
    return _as_command(nothing, name)
