"""The home of our own layout of funding links: which part of the budget pays for which action, a row each."""

from importers.layouts.layout import CellKind, Column, SheetLayout, WorkbookLayout

BASES = ("stated", "suggested", "entered")
"""On whose word a link stands."""
_ONLY = "Only lines of this {}; blank: of any."

LINKS = SheetLayout(
    name="Links",
    help="One link a row: the action, the part of the budget by at least one code, and how much of it.",
    columns=(
        Column("number", "Link", "The number of a link that is there already; blank in a new row.", kind=CellKind.CODE),
        Column("department", "Department", "The department whose action it is.", required=True, width=28),
        Column("action", "Action", "The code of the action, or its title where it has none.", required=True, width=24),
        Column("lines_of", "Lines of department", _ONLY.format("department of the budget"), width=24),
        Column("unit", "Appropriation unit", _ONLY.format("appropriation unit"), kind=CellKind.CODE),
        Column("fund", "Fund", _ONLY.format("fund"), kind=CellKind.CODE),
        Column("program", "Program", _ONLY.format("program"), kind=CellKind.CODE),
        Column("account", "Account", _ONLY.format("account"), kind=CellKind.CODE),
        Column("package", "Decision package", _ONLY.format("decision package"), kind=CellKind.CODE),
        Column("share", "Share, in percent", "The share of these lines, as in 25; or an amount.", kind=CellKind.CODE),
        Column("amount", "Amount", "Or a fixed amount in dollars, for the time from and until.", kind=CellKind.MONEY),
        Column("basis", "Basis", "On whose word.", kind=CellKind.CHOICE, choices=BASES),
        Column("since", "From", "The day from which it holds.", required=True, kind=CellKind.DATE),
        Column("until", "Until", "The last day; blank: until it is ended. An amount needs one.", kind=CellKind.DATE),
        Column("note", "Note", "A note for those who read it later.", width=36),
        Column("counted", "Counted", "What of it is counted in the budget today. For information; it is not read.",
               kind=CellKind.MONEY),
    ),
)  # fmt: skip

CROSSWALK = WorkbookLayout(
    name="crosswalk",
    version="1",
    title="Funding links",
    purpose="Which part of the budget pays for which action. Change rows or add some.",
    sheets=(LINKS,),
)
