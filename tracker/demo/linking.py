"""The home of the demonstration's funding links: packages pay for the actions that ask for them, and a few shares."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from budgets.selectors import LineSelector
from plans.implementation import Action
from tracker.alignment import SHARE_DECIMALS, Basis, FundingLink
from tracker.county import County
from tracker.demo.actions import PACKAGE
from tracker.demo.budget import ACCOUNTS, BIENNIUM, SALARIES
from tracker.demo.plans import DROPPED
from tracker.demo.sketches import DepartmentSketch, sketches
from tracker.permissions import LOCAL_USER
from tracker.records import Dimension, KeptPlan
from tracker.services.linking import link_actions
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import plans_in_force

NOTE = "Invented for the demonstration"
PART_OF_PROGRAM = Decimal("0.01")
"""What an action takes of a program that pays for it where its plan says no amount."""
FIXED_EVERY, SHORT_EVERY = 3, 4
"""Of actions that a program pays, one in so many is linked to an amount, and one in so many to less than it asks."""
SHORT = Decimal("0.6")
HUNDREDTH_OF_PERCENT = Decimal("0.0001")
CLAIMED_TWICE = "MT901"
"""A program of which a share is linked, though packages inside it are linked whole."""


def link_demo(uow: UnitOfWork, county: County) -> int:
    """Link the actions of the plans in force, once; gives how many links were made."""
    with uow:
        if any(kept.link.action != DROPPED.code for kept in uow.links.all()):
            return 0
        heads = [head.id for head in plans_in_force(uow.plans.published()) if head.period == BIENNIUM]
        plans = uow.plans.load(heads)
        packages = {entry.code for entry in uow.chart.entries(Dimension.PACKAGE).values()}
    wanted = [*_by_package(plans, packages), *_by_program(plans)]
    return len(link_actions(uow, LOCAL_USER, county, wanted))


def link_dropped(uow: UnitOfWork, county: County) -> None:
    """Link the action that only the older version of a plan has, once, while that version is in force."""
    with uow:
        heads = [head.id for head in plans_in_force(uow.plans.published())]
        plans = [kept for kept in uow.plans.load(heads) if DROPPED in kept.plan.actions]
        is_linked = any(kept.link.action == DROPPED.code for kept in uow.links.all())
    if plans and not is_linked:
        link = _link(plans[0], DROPPED, LineSelector(program="HC303"), share=PART_OF_PROGRAM)
        link_actions(uow, LOCAL_USER, county, [link])


def _by_package(plans: tuple[KeptPlan, ...], packages: set[str | None]) -> Iterator[FundingLink]:
    """Each package is divided among the actions that name it, in equal parts."""
    asking: dict[str, list[tuple[KeptPlan, Action]]] = defaultdict(list)
    for kept in plans:
        for action in kept.plan.actions:
            if action.ask.decision_package in packages and action.ask.decision_package:
                asking[action.ask.decision_package].append((kept, action))
    for package, own in asking.items():
        share = (Decimal(1) / len(own)).quantize(Decimal(1).scaleb(-SHARE_DECIMALS), rounding=ROUND_DOWN)
        for kept, action in own:
            yield _link(kept, action, LineSelector(package=package), share=share, basis=Basis.STATED)


def _by_program(plans: tuple[KeptPlan, ...]) -> Iterator[FundingLink]:
    """A share, or a fixed amount, of the program that does the work of an action, close to what the action asks for."""
    departments = {department.name: department for department in sketches()}
    paid = [(kept, action, departments[kept.plan.department]) for kept in plans for action in kept.plan.actions]
    asking = [
        (kept, action, department)
        for kept, action, department in paid
        if not action.ask.within_existing and not department.paid_by.get(action.title, PACKAGE).startswith(PACKAGE)
    ]
    for place, (kept, action, department) in enumerate(asking):
        program, asked = department.paid_by[action.title], action.ask.amount
        selector, whole = _of_program(department, program)
        if asked is None:
            yield _link(kept, action, selector, share=PART_OF_PROGRAM)
        elif place % FIXED_EVERY == 1:
            yield _link(kept, action, selector, amount=asked)
        else:
            wanted = asked * (SHORT if place % SHORT_EVERY == 0 else 1)
            yield _link(kept, action, selector, share=_share(wanted, whole))


def _of_program(department: DepartmentSketch, program: str) -> tuple[LineSelector, Decimal]:
    """The lines of a program that an action lives on, and about how many dollars they have over the biennium.

    Of a program to which a package adds money that is its salaries, so that the package is not claimed twice; but for
    one program of which somebody did not think of that.
    """
    unit = next(each for each in department.units if program in {entry.code for entry in each.programs})
    whole = Decimal(unit.annual) * len(BIENNIUM.fiscal_years) / len(unit.programs)
    if program == CLAIMED_TWICE or program not in {package.program for package in department.packages}:
        return LineSelector(program=program), whole
    share = dict(ACCOUNTS)[SALARIES]
    return LineSelector(program=program, account=SALARIES.code), whole * share / sum(dict(ACCOUNTS).values())


def _share(wanted: Decimal, whole: Decimal) -> Decimal:
    return (wanted / whole).quantize(HUNDREDTH_OF_PERCENT, rounding=ROUND_UP)


def _link(
    kept: KeptPlan,
    action: Action,
    selector: LineSelector,
    *,
    share: Decimal | None = None,
    amount: Decimal | None = None,
    basis: Basis = Basis.ENTERED,
) -> FundingLink:
    return FundingLink(
        department=kept.plan.department,
        action=action.name,
        selector=selector,
        share=share,
        amount=amount,
        basis=basis,
        since=BIENNIUM.start,
        until=BIENNIUM.end if amount is not None else None,
        note=NOTE,
    )
