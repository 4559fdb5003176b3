"""The home of the demonstration's funding links: packages pay for the actions that ask for them, and a few shares."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from budgets.selectors import LineSelector
from plans.implementation import Action
from plans.progress import ActionStatus
from tracker.alignment import SHARE_DECIMALS, Basis, FundingLink
from tracker.county import County
from tracker.demo.budget import BIENNIUM, PROGRAM_GOALS
from tracker.demo.plans import DROPPED
from tracker.demo.sketches import sketches
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
GIVEN_UP = "DS_203"
"""A package of which the council left nothing; two actions were to live on it."""
TENTH, HALF = Decimal("0.1"), Decimal("0.5")


def link_demo(uow: UnitOfWork, county: County) -> int:
    """Link the actions of the plans in force, once; gives how many links were made."""
    with uow:
        if any(kept.link.action != DROPPED.code for kept in uow.links.all()):
            return 0
        heads = [head.id for head in plans_in_force(uow.plans.published()) if head.period == BIENNIUM]
        plans = uow.plans.load(heads)
        packages = {entry.code for entry in uow.chart.entries(Dimension.PACKAGE).values()}
    wanted = [*_by_package(plans, packages), *_by_program(plans), *_given_up(plans), *_one_time(plans)]
    return len(link_actions(uow, LOCAL_USER, county, wanted))


def link_dropped(uow: UnitOfWork, county: County) -> None:
    """Link the action that only the older version of a plan has, once, while that version is in force."""
    with uow:
        heads = [head.id for head in plans_in_force(uow.plans.published())]
        plans = [kept for kept in uow.plans.load(heads) if DROPPED in kept.plan.actions]
        is_linked = any(kept.link.action == DROPPED.code for kept in uow.links.all())
    if plans and not is_linked:
        link = _link(plans[0], DROPPED, LineSelector(program="HC302"), share=PART_OF_PROGRAM)
        link_actions(uow, LOCAL_USER, county, [link])


def _given_up(plans: tuple[KeptPlan, ...]) -> Iterator[FundingLink]:
    """Half each of a package that the council struck, for two actions of its department that are in progress."""
    owner = next(one.name for one in sketches() if any(each.entry.code == GIVEN_UP for each in one.packages))
    plan = next(kept for kept in plans if kept.plan.department == owner)
    moving = [action for action in plan.plan.actions if action.current_status is ActionStatus.IN_PROGRESS]
    for action in [action for action in moving if not action.ask.decision_package][:2]:
        yield _link(plan, action, LineSelector(package=GIVEN_UP), share=HALF)


def _one_time(plans: tuple[KeptPlan, ...]) -> Iterator[FundingLink]:
    """A part of a one-time package, for an action of its department that names no end."""
    ending = {
        one.name: [each.entry.code for each in one.packages if str(each.entry.code).endswith("4")] for one in sketches()
    }
    for kept in plans:
        own = [action for action in kept.plan.actions if action.is_open and not action.due and not action.ask.amount]
        for action, code in zip(own[:1], ending[kept.plan.department][:1], strict=False):
            yield _link(kept, action, LineSelector(package=code), share=TENTH)


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
        action=action.name,
        selector=selector,
        share=share,
        amount=amount,
        basis=basis,
        since=BIENNIUM.start,
        until=BIENNIUM.end if amount is not None else None,
        note=NOTE,
    )
