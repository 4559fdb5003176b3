"""The home of lists of decision packages: each with its amounts from phase to phase, and how far it is answered."""

from collections.abc import Sequence

from dash.development.base_component import Component

from budgets.phases import Phase
from dashboards import formats
from dashboards.address import UNNAMED, address
from dashboards.components.answers import completeness_cell
from dashboards.components.parts import Child, Children, lines, link, quiet
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import PHASE
from tracker.package_rows import PackageRow
from tracker.rows import View


def package_way(row: PackageRow, view: View) -> str:
    """The address of a package: its department and its code, as two departments may use one code."""
    return address("/package", view, code=row.key, department=row.department_key or UNNAMED)


def answer_way(row: PackageRow, view: View) -> str:
    """The address at which a package's questions are answered."""
    return address("/questions", view, department=row.department_key or UNNAMED, package=row.key)


def told_phases(rows: Sequence[PackageRow]) -> list[Phase]:
    """The phases in which any of the packages has spending, in the order of the cycle."""
    return [phase for phase in Phase if any(row.money(phase) for row in rows)]


def package_table(rows: Sequence[PackageRow], phases: Sequence[Phase], view: View, *, is_asked: bool) -> Component:
    """Packages as a table; with ``is_asked`` how far each is answered."""
    headings = [Heading("Decision package", Column.NAME), Heading("Department")]
    headings += [Heading(PHASE[phase], Column.NUMBER) for phase in phases]
    headings += [Heading("From first to last", Column.NUMBER)] if len(phases) > 1 else []
    headings += [Heading("Equity questions")] if is_asked else []
    drawn = [_row(row, phases, view, is_asked=is_asked) for row in rows]
    return table("Decision packages", headings, drawn, css="package-table")


def _row(row: PackageRow, phases: Sequence[Phase], view: View, *, is_asked: bool) -> Row:
    several = formats.count(len(row.titles) - 1, "other title", "other titles") if len(row.titles) > 1 else None
    cells: list[Children] = [
        lines(link(row.name, package_way(row, view)), quiet(several) if several else None),
        row.department or quiet("names none"),
        *(_money(row, phase) for phase in phases),
    ]
    if len(phases) > 1:
        cells.append(_change(row, phases))
    if is_asked:
        cells.append(completeness_cell(row.completeness) if row.is_asked else quiet("not in this budget"))
    return Row(tuple(cells))


def _money(row: PackageRow, phase: Phase) -> Child:
    money = row.money(phase)
    return formats.dollars(money.amount) if money else quiet("none")


def _change(row: PackageRow, phases: Sequence[Phase]) -> Child:
    """The difference between the first and the last of the phases, both of which hold the package; else what is so."""
    first, last = row.money(phases[0]), row.money(phases[-1])
    if first is None or last is None:
        return quiet("new" if last else "gone" if first else "none")
    if first.amount is None or last.amount is None:
        return quiet(formats.NO_DATA)
    return formats.change_short(last.amount - first.amount)
