"""The home of the demonstration's funding links: packages pay for the actions that ask for them, and a few shares."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from budgets.selectors import LineSelector
from plans.implementation import Action
from tracker.alignment import SHARE_DECIMALS, Basis, FundingLink
from tracker.county import County
from tracker.demo.budget import BIENNIUM, PROGRAM_GOALS
from tracker.permissions import LOCAL_USER
from tracker.records import Dimension, KeptPlan
from tracker.services.linking import link_actions
from tracker.services.unit_of_work import UnitOfWork
from tracker.standing import plans_in_force

NOTE = "Invented for the demonstration"
PART_OF_PROGRAM = Decimal("0.02")
"""What an action takes of a program for which no package was asked."""
EVERY = 9
"""Of the actions that ask for money without naming a package, one in so many is linked to a program."""
FIXED = Decimal(250_000)


def link_demo(uow: UnitOfWork, county: County) -> int:
    """Link the actions of the plans in force, once; gives how many links were made."""
    with uow:
        if uow.links.all():
            return 0
        heads = [head.id for head in plans_in_force(uow.plans.published()) if head.period == BIENNIUM]
        plans = uow.plans.load(heads)
        packages = {entry.code for entry in uow.chart.entries(Dimension.PACKAGE).values()}
    wanted = [*_by_package(plans, packages), *_by_program(plans)]
    return len(link_actions(uow, LOCAL_USER, county, wanted))


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
    """A share, or a fixed amount, of programs for some actions that ask and name no package."""
    programs = sorted(PROGRAM_GOALS)
    for number, kept in enumerate(plans):
        own = [action for action in kept.plan.actions if action.ask.amount and not action.ask.decision_package]
        for place, action in enumerate(own[::EVERY]):
            selector = LineSelector(program=programs[(number + place) % len(programs)])
            if place % 3 == 1:
                yield _link(kept, action, selector, amount=FIXED)
            else:
                yield _link(kept, action, selector, share=PART_OF_PROGRAM * (place + 1))


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
        action=action.code or action.title,
        selector=selector,
        share=share,
        amount=amount,
        basis=basis,
        since=BIENNIUM.start,
        until=BIENNIUM.end if amount is not None else None,
        note=NOTE,
    )
