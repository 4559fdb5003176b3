"""The one door: every callback is registered here, with the permission that it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from dash import ClientsideFunction, Dash, Output
from dash.dependencies import DashDependency
from dash.exceptions import PreventUpdate

from tracker.permissions import Actor, Permission, require

P = ParamSpec("P")
R = TypeVar("R")
Running = Sequence[tuple[Output, Any, Any]]


@dataclass
class Wiring:
    """Registers callbacks on one app and remembers the permission of each, and which run in the browser alone."""

    app: Dash
    current_actor: Callable[[], Actor]
    guarded: dict[str, Permission] = field(default_factory=dict)
    in_browser: dict[str, str] = field(default_factory=dict)

    def on(
        self, *dependencies: DashDependency, needs: Permission, at_once: bool = True, running: Running = ()
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Run the function when ``dependencies`` change, if the actor holds ``needs``.

        ``at_once`` False is for callbacks that change something: they run only when their first input holds a press or
        a file. ``running`` names what
        is shown while the function works: output, value meanwhile, value after.
        """

        def register(function: Callable[P, R]) -> Callable[P, R]:
            @wraps(function)
            def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
                require(self.current_actor(), needs)
                # Dash calls back when a button comes onto the page, too: nobody has pressed it then.
                if not at_once and not args[0]:
                    raise PreventUpdate
                return function(*args, **kwargs)

            before = set(self.app.callback_map)
            self.app.callback(*dependencies, prevent_initial_call=not at_once, running=list(running) or None)(guarded)
            (name,) = set(self.app.callback_map) - before
            self.guarded[name] = needs
            return function

        return register

    def in_the_browser(self, function: str, *dependencies: DashDependency) -> None:
        """Run a function of assets/clientside.js; it sees what the browser has already, so it needs no permission."""
        before = set(self.app.callback_map)
        register: Callable[..., None] = self.app.clientside_callback
        register(ClientsideFunction("tracker", function), *dependencies)
        (name,) = set(self.app.callback_map) - before
        self.in_browser[name] = function
