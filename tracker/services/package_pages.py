"""The home of what pages ask of decision packages: their list, and everything about one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase

from budgets.phases import Direction
from importers.report import find_letter
from tracker.budget_rows import LinePage, LineRow
from tracker.errors import NotFoundError
from tracker.following import action_row
from tracker.package_rows import PackagePage, PackagePart, PackageRow, Reason
from tracker.records import Dimension, Kept, PackageSum
from tracker.rows import Cut, Source, View
from tracker.services.budget_pages import LinesAsked, lines
from tracker.services.looking import Look, of_direction
from tracker.services.package_asks import package_asks
from tracker.services.packages import FoundPackage, found_packages, is_asked
from tracker.services.question_pages import asked_for, completeness_of, package_subject, subject_answers
from tracker.sums import fte_years, money

LINES = 50


def packages(look: Look, view: View) -> tuple[PackageRow, ...]:
    """Every package in a book of the period, in the order of departments and codes."""
    return tuple(_row(look, view, found) for found in found_packages(look, view))


def package(look: Look, code: str, department: str | None, view: View, after: int) -> PackagePage:
    """Everything about one package; the code as anybody writes it, by the county's own rule.

    Without ``department`` (a key; empty: its lines name none) the code has to mean one package. Raises
    ``NotFoundError`` where it means none, and ``SeveralPackagesError`` where several departments use it.
    """
    key = look.rules_of.codes.package.identity(code)
    same = [found for found in found_packages(look, view) if found.key in {key, code}]
    own = [found for found in same if department is None or found.department_key == department]
    if not own:
        raise NotFoundError("decision package", code)
    if len(own) > 1:
        raise SeveralPackagesError(code, [_row(look, view, found) for found in own])
    found = own[0]
    return PackagePage(
        county=look.facts,
        view=view,
        package=_row(look, view, found),
        parts=tuple(_parts(look, view, found)),
        reasons=tuple(_reasons(look, view, found)),
        lines=_lines(look, view, found, after),
        answers=subject_answers(look, package_subject(found), view),
        actions=tuple(map(action_row, package_asks(look, view).of(found))),
        same_code=tuple(_row(look, view, other) for other in same if other is not found),
    )


class SeveralPackagesError(NotFoundError):
    """A code means a package of each of several departments."""

    def __init__(self, code: str, packages: Sequence[PackageRow]) -> None:
        super().__init__("one decision package", code)
        self.packages = tuple(packages)


def _row(look: Look, view: View, found: FoundPackage) -> PackageRow:
    period = look.period(view)
    asked = is_asked(look, view, found)
    is_told = asked and asked_for(look, period) is not None
    return PackageRow(
        key=found.key,
        code=found.code,
        titles=found.titles,
        department_key=found.department_key,
        department=found.department,
        by_phase=tuple((phase, found.spending.get(phase)) for phase in (look.phases(period) if period else ())),
        is_asked=asked,
        completeness=completeness_of(look, view, [package_subject(found)]) if is_told else None,
    )


def _lines(look: Look, view: View, found: FoundPackage, after: int) -> LinePage:
    where = ((Cut.DEPARTMENT, found.department_key or None), (Cut.PACKAGE, found.key))
    is_income = view.phase in found.phases and view.phase not in found.spending
    direction = Direction.REVENUE if is_income else Direction.EXPENDITURE
    return lines(look, LinesAsked(view, direction, where, after, LINES))


def _reasons(look: Look, view: View, found: FoundPackage) -> Iterator[Reason]:
    """Why a package is asked for: the reasons that its first lines give, or else what these say of themselves.

    Where the book of the view holds no line of it, the last book that does is read.
    """
    phase = view.phase if view.phase in found.phases else found.phases[-1]
    told = _lines(look, View(view.period, phase), found, 0)
    given = {line.reason: line for line in reversed(told.lines) if line.reason}
    said = {line.description: line for line in reversed(told.lines) if line.description}
    field = "reason" if given else "description"
    reports: dict[int, dict[str, object]] = {}
    for text, line in reversed((given or said).items()):
        number = line.source.import_id
        if number not in reports:
            reports[number] = look.uow.imports.report(number)
        yield Reason(text, _cell_of(line, reports[number], field), is_reason=bool(given))


def _cell_of(line: LineRow, report: Mapping[str, object], field: str) -> Source:
    """The cell of a text in the row of a line; that of its amount where the report does not tell the column."""
    row = int(line.source.cell.lstrip(ascii_uppercase))
    letter = find_letter(report, line.source.sheet, row, field)
    return replace(line.source, cell=f"{letter}{row}") if letter else line.source


def _parts(look: Look, view: View, found: FoundPackage) -> Iterator[PackagePart]:
    """What a package comes to in the book of a view, by unit, fund, and whether it lasts."""
    parts = look.book(view)
    numbers = look.numbers(Dimension.PACKAGE, found.key)
    of = look.naming(Dimension.DEPARTMENT)
    sums = look.uow.books.of_packages([part.id for part in parts], numbers) if parts and numbers else ()
    named: dict[tuple[Direction, str | None, str | None, bool | None], list[PackageSum]] = {}
    for each in sums:
        if (of(each.department).key or "") == found.department_key:
            unit, fund = (_label(look, *told) for told in ((Dimension.UNIT, each.unit), (Dimension.FUND, each.fund)))
            named.setdefault((each.direction, unit, fund, each.one_time), []).append(each)
    years = {way: fte_years(of_direction(look.totals(parts), way)) for way in Direction}
    for (direction, unit, fund, one_time), own in named.items():
        kept = [Kept(one.part, direction, one.fiscal_years, None, None, one.sum) for one in own]
        total = money(kept, years[direction])
        if total:
            yield PackagePart(direction, unit, fund, one_time, total)


def _label(look: Look, dimension: Dimension, number: int | None) -> str | None:
    return look.naming(dimension)(number).label or None
