"""The home of how a page is told: a title, a line and a body from one question, or the sentence that says why not."""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from dash import Input, Output

from dashboards.address import Arguments, chosen_view
from dashboards.asking import Ask
from dashboards.components.cards import empty
from dashboards.components.parts import Child, Children, link
from dashboards.formats import sentence_case
from dashboards.still import Still
from dashboards.wiring import Wiring
from tracker.errors import NotFoundError
from tracker.permissions import Permission
from tracker.rows import View


class Told(NamedTuple):
    """What a page says: its sentence, the line beneath it, and everything else."""

    title: str
    line: Children
    body: Children


def view_of(arguments: Arguments, ask: Ask) -> View:
    """The period and phase in force for these arguments."""
    return chosen_view(arguments, ask.periods(), ask.default_view())


def not_there(error: NotFoundError) -> Told:
    """The page in place of one whose thing does not exist."""
    hint: list[Child] = ["It may have been renamed, or its file withdrawn. Go on from the ", link("overview", "/"), "."]
    return Told(
        f"{sentence_case(str(error))}", "This address names something that is not here.", empty("What now?", hint)
    )


def tell(
    wiring: Wiring, ids: tuple[str, str, str, str], needs: Permission, show: Callable[[dict[str, str]], Told]
) -> None:
    """Fill a page when its arguments arrive. ``ids``: arguments, title, line, body."""

    @wraps(show)
    def told(arguments: dict[str, str]) -> Told:
        try:
            found = show(arguments)
        except NotFoundError as error:
            found = not_there(error)
        return found._replace(line=Still(found.line), body=Still(found.body))

    store, title, line, body = ids
    outputs = Output(title, "children"), Output(line, "children"), Output(body, "children")
    wiring.on(*outputs, Input(store, "data"), needs=needs)(told)
