"""The home of the demonstration's budgets: books of lines, each made from the one before it as counties do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from budgets.lines import BudgetLine
from budgets.money import CENT, split
from budgets.period import BudgetPeriod
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry
from tracker.demo.general_fund import TRANSFERS, TREASURY, transfers_in, treasury_revenue
from tracker.demo.sketches import AS_OF, DepartmentSketch, PackageSketch, UnitSketch, chart_entry

ONE_YEAR = BudgetPeriod(start=date(2025, 1, 1), end=date(2025, 12, 31))
BIENNIUM = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))
SHARE_SPENT = Decimal("0.25")

CONTRACTS = chart_entry("53140 Community contracts")
ACCOUNTS = (
    (chart_entry("51100 Salaries and wages"), 40),
    (chart_entry("51300 Benefits"), 17),
    (chart_entry("52100 Supplies"), 5),
    (chart_entry("53100 Professional services"), 11),
    (CONTRACTS, 12),
    (chart_entry("55100 Central rates"), 9),
    (chart_entry("56700 Equipment and vehicles"), 6),
)
SALARIES = ACCOUNTS[0][0]
CATEGORIES = {
    "51": "Salaries and benefits",
    "52": "Supplies",
    "53": "Services",
    "55": "Services",
    "56": "Capital outlay",
}
OVERHEAD = chart_entry("59900 Overhead charged to other funds")
INTERNAL_SERVICE = "F55"
GENERAL_FUND = "F0010"

PROGRAM_GOALS = {
    "PH102": "LOS", "BH404": "LOS", "CY503": "CP", "EL143": "CP", "HR154": "WW", "IT164": "LOS",
    "MT904": "PPB", "RD702": "FSI", "FB181": "PPB", "SC134": "CE", "DJ115": "LOS", "PK802": "LOS",
}  # fmt: skip
"""Programs whose community contracts carry the code of a goal; all other lines of programs name none."""

FIXED = {"A01000": 4_446_000}
"""What a unit gets over the biennium as proposed, where that is told and not drawn."""

COUNCIL_CUTS = {"DS_201": "0.33", "DS_203": "0", "DS_303": "0.32", "DS_504": "0.36", "DS_603": "0.33", "DS_403": "0.5"}
"""What the council left of each package on its way from proposed to adopted: the cut that hits one goal."""

COUNCIL_PROGRAMS = {
    "CY503": "0.82",
    "DJ112": "0.985",
    "MT907": "0.97",
    "CC011": "0.99",
    "SW821": "1.01",
    "RD704": "1.03",
}
"""By how much the council changed whole programs."""

ONE_TIME = {"DS_104", "DS_204", "DS_404", "DS_504", "DS_902"}
"""Packages that are paid once: a grant, or a building. The ballots of the last one go on."""

REASONS = {
    "CP": "Partners asked for it at four hearings in the spring, and would carry most of it themselves.",
    "LOS": "The waiting list has doubled in two years, and is longest where incomes are lowest.",
    "CE": "A third of those who called in 2024 hung up before somebody spoke their language.",
    "FSI": "A survey of the sites found them out of reach for people who use wheelchairs or come by bus.",
    "PPB": "The review of 2024 found that the rule as it stands costs those most who have least.",
    "WW": "Pay and training differ by race and by job class; the pay review of 2024 names the classes.",
}
"""Why packages are asked for, by the goal that they name: invented."""

CUT_REASON = "Federal money for it ends in June 2026, and no other is in sight."

OMNIBUS_DAY = date(2025, 7, 15)
OMNIBUS = (("PH102", 350_000), ("MT907", -420_000), ("PH102", -60_000), ("CY503", 275_000))
"""What the ordinance of that day added to the contracts of programs in dollars; it touches one of them twice."""

OMNIBUS_MOVE = ("AS023", "RL191")
"""The program whose money that ordinance moved, and the one whose unit and department it went to."""

USUAL_GROWTH = Decimal("2.03")
"""Two years beside one, for what belongs to no unit alone: taxes, and both sides of a transfer."""

ASKED_FOR = Decimal("1.35")
"""Packages as requested, beside what the executive proposed."""


@dataclass(frozen=True, slots=True)
class Book:
    """The lines of one phase of one period.

    ``as_of`` is the day up to which amounts run, or on which an amendment was adopted; ``basis`` is of amendments.
    """

    period: BudgetPeriod
    phase: Phase
    lines: tuple[BudgetLine, ...]
    as_of: date | None = None
    basis: AmendmentBasis | None = None


def books(departments: Iterable[DepartmentSketch], chance: Random) -> tuple[Book, ...]:
    """All books, in the order in which a county makes them."""
    told = tuple(departments)
    year = tuple(_year_lines(told, chance))
    proposed = tuple(_proposed(told, year, chance))
    requested = tuple(_requested(proposed, chance))
    adopted = tuple(_adopted(proposed))
    return (
        Book(ONE_YEAR, Phase.ADOPTED, year),
        Book(ONE_YEAR, Phase.AMENDED, tuple(_omnibus(year)), OMNIBUS_DAY, AmendmentBasis.CHANGES),
        Book(ONE_YEAR, Phase.ACTUAL, tuple(_spent(year, Decimal(1), chance)), ONE_YEAR.end),
        Book(BIENNIUM, Phase.REQUESTED, requested),
        Book(BIENNIUM, Phase.PROPOSED, proposed),
        Book(BIENNIUM, Phase.ADOPTED, adopted),
        Book(BIENNIUM, Phase.ACTUAL, tuple(_spent(adopted, SHARE_SPENT, chance)), AS_OF),
    )


def _year_lines(departments: tuple[DepartmentSketch, ...], chance: Random) -> Iterator[BudgetLine]:
    for department in departments:
        for unit in department.units:
            yield from _spending(department, unit, chance)
            yield from _income(department, unit, chance)
    treasurer = next(department for department in departments if department.entry.code == TREASURY)
    yield from transfers_in(departments, ONE_YEAR.fiscal_years)
    yield from treasury_revenue(treasurer, departments, ONE_YEAR.fiscal_years)


def _spending(department: DepartmentSketch, unit: UnitSketch, chance: Random) -> Iterator[BudgetLine]:
    recovered = unit.annual // 10 if str(unit.fund.code).startswith(INTERNAL_SERVICE) else 0
    places = [(program, account) for program in unit.programs for account, _ in ACCOUNTS]
    sizes = {program.code: Decimal(chance.randint(60, 160)) for program in unit.programs}
    weights = [
        sizes[program.code] * share * chance.randint(80, 120) for program in unit.programs for _, share in ACCOUNTS
    ]
    people = iter(split(Decimal(unit.fte), list(sizes.values())))
    for (program, account), amount in zip(places, _whole(unit.annual + recovered, weights), strict=True):
        yield _line(
            department,
            unit,
            program=program,
            account=account,
            amount=amount,
            fte=next(people) if account == SALARIES else None,
            goal=PROGRAM_GOALS.get(str(program.code)) if account == CONTRACTS else None,
        )
    if recovered:
        yield _line(department, unit, program=unit.programs[0], account=OVERHEAD, amount=Decimal(-recovered))


def _income(department: DepartmentSketch, unit: UnitSketch, chance: Random) -> Iterator[BudgetLine]:
    share = Decimal("0.06") if unit.fund.code == GENERAL_FUND else Decimal("0.97")
    earned = [entry for entry in unit.revenue if not str(entry.name).startswith(TRANSFERS)]
    if not earned:
        return
    weights = [Decimal(chance.randint(30, 100)) for _ in earned]
    for entry, amount in zip(earned, _whole(int(unit.annual * share), weights), strict=True):
        yield _line(department, unit, account=entry, amount=amount, direction=Direction.REVENUE)


def _whole(total: int, weights: list[Decimal]) -> list[Decimal]:
    """Whole dollars that add up to the total."""
    return [part * 100 for part in split(Decimal(total) / 100, weights)]


def _line(
    department: DepartmentSketch, unit: UnitSketch, *, account: ChartEntry, amount: Decimal, **more: object
) -> BudgetLine:
    told = {
        "fiscal_years": ONE_YEAR.fiscal_years,
        "phase": Phase.ADOPTED,
        "direction": Direction.EXPENDITURE,
        "department": department.entry,
        "unit": unit.entry,
        "fund": unit.fund,
        "category": _category(account),
        "account": account,
        "amount": amount,
    }
    return BudgetLine.model_validate(told | more)


def _category(account: ChartEntry) -> ChartEntry | None:
    name = CATEGORIES.get(str(account.code)[:2])
    return ChartEntry(name=name) if name else None


def _proposed(
    departments: tuple[DepartmentSketch, ...], year: tuple[BudgetLine, ...], chance: Random
) -> Iterator[BudgetLine]:
    growth = {unit.entry.code: Decimal(chance.randint(1960, 2120)) / 1000 for one in departments for unit in one.units}
    for code, total in FIXED.items():
        chosen = [line for line in year if line.unit and line.unit.code == code]
        amounts = _whole(total, [line.amount or Decimal(0) for line in chosen])
        yield from (_moved(line, amount) for line, amount in zip(chosen, amounts, strict=True))
    for line in year:
        if line.unit and line.unit.code not in FIXED:
            times = USUAL_GROWTH if line.transfer else growth.get(line.unit.code, USUAL_GROWTH)
            yield _moved(line, _to_dollars((line.amount or Decimal(0)) * times))
    for department in departments:
        yield from (_package_line(department, package) for package in department.packages)


def _moved(line: BudgetLine, amount: Decimal) -> BudgetLine:
    return line.model_copy(update={"fiscal_years": BIENNIUM.fiscal_years, "phase": Phase.PROPOSED, "amount": amount})


def _omnibus(year: tuple[BudgetLine, ...]) -> Iterator[BudgetLine]:
    """The supplemental ordinance of the one-year budget: changes to add to what was adopted, and one program moved."""

    def amended(line: BudgetLine, amount: Decimal, **more: object) -> BudgetLine:
        return line.model_copy(update={"phase": Phase.AMENDED, "amount": amount, **more})

    contracts = {str(line.program.code): line for line in year if line.program and line.account == CONTRACTS}
    for code, amount in OMNIBUS:
        yield amended(contracts[code], Decimal(amount), fte=None)
    moved, to = OMNIBUS_MOVE
    home = contracts[to]
    for line in year:
        if line.program and line.program.code == moved:
            yield amended(line, -(line.amount or Decimal(0)), fte=None if line.fte is None else -line.fte)
            yield amended(line, line.amount or Decimal(0), department=home.department, unit=home.unit)


def _package_line(department: DepartmentSketch, package: PackageSketch) -> BudgetLine:
    unit, program = next(
        (unit, program) for unit in department.units for program in unit.programs if program.code == package.program
    )
    return _line(
        department,
        unit,
        program=program,
        account=CONTRACTS,
        amount=Decimal(package.amount),
        fte=package.fte or None,
        fiscal_years=BIENNIUM.fiscal_years,
        phase=Phase.PROPOSED,
        package=package.entry,
        goal=package.goal,
        reason=_reason(package),
        one_time=package.amount < 0 or package.entry.code in ONE_TIME,
    )


def _reason(package: PackageSketch) -> str | None:
    """Why a package is asked for; one in five says nothing, as in any county."""
    if str(package.entry.code).endswith("5") and package.amount > 0:
        return None
    return REASONS.get(package.goal or "", CUT_REASON if package.amount < 0 else None)


def _requested(proposed: tuple[BudgetLine, ...], chance: Random) -> Iterator[BudgetLine]:
    for line in proposed:
        more = ASKED_FOR if line.package and (line.amount or 0) > 0 else Decimal(chance.randint(995, 1060)) / 1000
        fair = line.direction is Direction.EXPENDITURE and not line.transfer
        amount = _to_dollars((line.amount or Decimal(0)) * (more if fair else 1))
        yield line.model_copy(update={"phase": Phase.REQUESTED, "amount": amount})


def _adopted(proposed: tuple[BudgetLine, ...]) -> Iterator[BudgetLine]:
    for line in proposed:
        left = Decimal(COUNCIL_CUTS.get(str(line.package.code), "1")) if line.package else _program_share(line)
        if left:
            amount = _to_dollars((line.amount or Decimal(0)) * left)
            yield line.model_copy(update={"phase": Phase.ADOPTED, "amount": amount})


def _program_share(line: BudgetLine) -> Decimal:
    return Decimal(COUNCIL_PROGRAMS.get(str(line.program.code), "1")) if line.program else Decimal(1)


def _spent(adopted: tuple[BudgetLine, ...], share: Decimal, chance: Random) -> Iterator[BudgetLine]:
    """What was spent and earned by account; packages are not followed in the ledger."""
    for line in adopted:
        if line.package is None:
            drawn = (line.amount or Decimal(0)) * share * chance.randint(900, 1030) / 1000
            amount = (drawn + Decimal(chance.randint(0, 99)) / 100).quantize(CENT)
            yield line.model_copy(update={"phase": Phase.ACTUAL, "amount": amount, "fte": None})


def _to_dollars(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)
