"""The home of what the address of the linking workbench says: which action, which part of the budget, which filters."""

from budgets.lines import LineKey
from dashboards.address import Arguments, address, read_number
from tracker.errors import NotFoundError
from tracker.funding_rows import LinkRow
from tracker.linking_rows import LinkingAsked, LinkingPage
from tracker.rows import View

PATH = "/linking"
KEYS = {part: f"for_{part}" for part in LineKey._fields}
"""The arguments that hold what the form names of the budget."""
CUTS = {"department": "Department", "fund": "Fund", "package": "Decision package"}
AMOUNT = "for_amount"
"""The argument that holds what the form says in dollars."""
FORM = (*KEYS.values(), AMOUNT, "link", "end", "done", "of_link")


def read_wanted(arguments: Arguments, view: View) -> LinkingAsked:
    """What of the workbench is asked for."""
    cut = arguments.get("by", "department")
    return LinkingAsked(
        view=view,
        department=arguments.get("department"),
        goal=arguments.get("goal"),
        unlinked=arguments.get("unlinked") == "yes",
        of=arguments.get("of"),
        action=arguments.get("action"),
        cut=cut if cut in CUTS else "department",
        within=arguments.get("within"),
        unit=arguments.get("under"),
        words=arguments.get("words", ""),
    )


def way(arguments: Arguments, **changes: object) -> str:
    """The same workbench with something else chosen; what is said to be None is let go."""
    kept = {name: value for name, value in arguments.items() if name not in ("done", "of_link", "link")}
    return address(PATH, **{**kept, **changes})


def onward(arguments: Arguments, word: str) -> str:
    """Where a deed leads: the same workbench without what only that deed needed, and what was done."""
    kept = {name: value for name, value in arguments.items() if name not in FORM}
    # The number makes the address a new one each time, so that the page is told anew.
    times = (read_number(arguments.get("of_link", "")) or 0) + 1
    return address(PATH, **kept, done=word, of_link=times)


def named_link(told: LinkingPage, arguments: Arguments) -> LinkRow | None:
    """The link that the address names, to be looked at or to be ended. Raises ``NotFoundError``."""
    said = arguments.get("end") or arguments.get("link")
    if said is None or not told.has_book:
        return None
    found = next((row for row in told.links if row.id == read_number(said)), None)
    if found is None:
        raise NotFoundError("funding link", said)
    return found


def keys_of(arguments: Arguments) -> dict[str, str]:
    """What the address names of the budget, by the fields of a selector."""
    return {part: arguments[name] for part, name in KEYS.items() if arguments.get(name)}


def choosing(keys: dict[str, str], amount: str | None = None) -> dict[str, str | None]:
    """The arguments that choose a part of the budget, and dollars of it, in place of any other."""
    return {**{name: keys.get(part) for part, name in KEYS.items()}, AMOUNT: amount}
