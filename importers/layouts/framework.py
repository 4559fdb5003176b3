"""The home of our own framework layout: reader, template, help and documentation all follow this table."""

from importers.layouts.layout import CellKind, Column, SheetLayout, WorkbookLayout

NAME_HELP = "The name as people read it."
ALSO_HELP = "Other words that plans use for it, parted by semicolons."

ABOUT = SheetLayout(
    name="About",
    help="What the framework is called.",
    columns=(
        Column("code", "Code", "A short name, such as cascara-equity.", required=True, kind=CellKind.CODE),
        Column("title", "Title", "The name as people read it.", required=True),
        Column("version", "Version", "Such as 2026; plans keep the version that they were written for.", required=True),
        Column("adopted", "Adopted", "The day on which the county adopted it.", kind=CellKind.DATE),
        Column("source", "Source", "Where it can be read."),
    ),
    is_form=True,
)

_CODE = Column("code", "Code", "As plans refer to it; each stands once.", required=True, kind=CellKind.CODE, width=12)
_NAME = Column("name", "Name", NAME_HELP, required=True, width=52)
_ALSO = Column("also", "Also called", ALSO_HELP, width=40)
_DESCRIPTION = Column("description", "Description", "What it means.", width=60)
_GOAL = Column("goal", "Goal", "The code of the goal that it belongs to, if any.", kind=CellKind.CODE)

GOALS = SheetLayout(
    name="Goals",
    help="The shared goals, in the order in which people read them.",
    columns=(
        _CODE,
        _NAME,
        Column("short_name", "Short name", "For charts and menus.", width=24),
        _ALSO,
        _DESCRIPTION,
    ),
)


def _entries(name: str, help_text: str) -> SheetLayout:
    return SheetLayout(name, help_text, (_CODE, _NAME, _ALSO, _GOAL, _DESCRIPTION), required=False)


STRATEGIES = _entries("Strategies", "How the goals are to be reached.")
POLICY_AREAS = _entries("Policy areas", "The fields of policy that actions belong to.")
DETERMINANTS = _entries("Determinants", "The determinants of equity.")

CROSSWALK = SheetLayout(
    name="Crosswalk",
    help="Where the codes of older versions went.",
    columns=(
        Column("from_version", "From version", "The older version.", required=True, kind=CellKind.CODE),
        Column("old", "Old code", "The code there.", required=True, kind=CellKind.CODE),
        Column("new", "New codes", "Parted by semicolons; blank: dropped.", kind=CellKind.CODE, width=24),
    ),
    required=False,
)

FRAMEWORK = WorkbookLayout(
    name="framework",
    version="1",
    title="Equity framework",
    purpose="The county's shared goals, and the words beside them.",
    sheets=(ABOUT, GOALS, STRATEGIES, POLICY_AREAS, DETERMINANTS, CROSSWALK),
)
