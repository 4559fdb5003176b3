"""The home of telling what a book cut of links from what other links took of the same lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from tracker.finding_facts import Paid, Standing
from tracker.records import BookName, KeptLink
from tracker.services.laying import Books, paid_alone
from tracker.services.looking import Look

PaidByLink = Mapping[int, Mapping[Phase, Paid]]
_NOTHING = Paid(Decimal(0), Decimal(0))
_ROUNDING = Decimal(1)
"""A smaller fall may be cents that other links moved: the last cent of a line goes by the largest remainder."""


def alone(
    look: Look, period: BudgetPeriod, paid: PaidByLink, together: Iterable[Collection[int]], phases: tuple[Phase, ...]
) -> Mapping[int, Mapping[Phase, Decimal]]:
    """What links would be paid of books if no other link stood, where that may differ from what is counted.

    ``together`` are the links of each action; ``phases`` the earlier ones and, last, the one that is held against them.
    Looked up only of actions that get less, and where not all that their links claim is counted, or little is lost.
    """
    *earlier, judged = phases
    wanted: dict[int, set[Phase]] = defaultdict(set)
    for links in together:
        for phase in earlier:
            if _may_be_crowded([(paid.get(link, {}), phase, judged) for link in links]):
                for link in links:
                    wanted[link] |= {phase, judged} & paid.get(link, {}).keys()
    if not wanted:
        return {}
    books, kept = Books(look.uow, look.rules_of), {link.id: link for link in look.links if link.id in wanted}
    known: dict[object, Decimal] = {}

    def told(link: KeptLink, phase: Phase) -> Decimal:
        # Links that claim the same of the same lines are paid the same, and a county has many of them.
        claimed = phase, books.identity(link.link), link.link.share, link.link.amount
        if claimed not in known:
            known[claimed] = paid_alone(look.uow, books, BookName(period, phase), link)
        return known[claimed]

    return {number: {phase: told(kept[number], phase) for phase in own} for number, own in wanted.items()}


def standing(paid: PaidByLink, by_itself: Mapping[int, Mapping[Phase, Decimal]], phase: Phase) -> Standing:
    """What some links are paid of a book together, and what they would be if no other stood."""
    own = {link: sums[phase].net for link, sums in paid.items() if phase in sums}
    by_themselves = (by_itself.get(link, {}).get(phase, net) for link, net in own.items())
    return Standing(sum(own.values(), Decimal(0)), sum(by_themselves, Decimal(0)))


def _may_be_crowded(links: Iterable[tuple[Mapping[Phase, Paid], Phase, Phase]]) -> bool:
    both = [(own.get(before, _NOTHING), own.get(after, _NOTHING)) for own, before, after in links]
    fall = sum((before.net - after.net for before, after in both), Decimal(0))
    return fall > 0 and (fall < _ROUNDING or any(one.gross != one.net for pair in both for one in pair))
