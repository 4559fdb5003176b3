import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from budgets.lines import BudgetLine
from budgets.phases import Direction, Phase
from budgets.structure import CodeRules
from plans.implementation import Action, FundingAsk
from tracker.demo.budget import BIENNIUM
from tracker.demo.county import demo_county
from tracker.demo.sketches import sketches
from tracker.suggesting import Spot, Suggester, Wish, suggester

HERE = Path(__file__).resolve()
PAID_BY = {title: code for department in sketches() for title, code in department.paid_by.items()}
LABELS = {
    "packages": {title: code for title, code in PAID_BY.items() if code.startswith("DS_")},
    "programs": {title: code for title, code in PAID_BY.items() if not code.startswith("DS_")},
}
PAGE = (HERE.parents[2] / "docs" / "explanation" / "suggestions.md").read_text(encoding="utf-8")
PARTS = ("unit", "program", "fund", "package")


class Case(NamedTuple):
    part: str
    code: str
    wish: Wish


class Quality(NamedTuple):
    first: int
    among_three: int
    of: int


def spots_of(lines: Iterable[BudgetLine]) -> list[Spot]:
    dollars: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    departments: dict[tuple[str, str], set[str]] = defaultdict(set)
    goals: dict[tuple[str, str], set[str]] = defaultdict(set)
    entries = {}
    for line in lines:
        for part in PARTS:
            entry = getattr(line, part)
            if entry is None:
                continue
            place = part, entry.identity
            entries[place] = entry
            dollars[place] += line.amount or 0
            departments[place].add(line.department.name if line.department and line.department.name else "")
            if line.goal and part == "package":
                goals[place].add(line.goal)
    return [
        Spot(part, key, entry.code, entry.name, frozenset(departments[part, key]), dollars[part, key],
             frozenset(goals[part, key]))
        for (part, key), entry in entries.items()
    ]  # fmt: skip


def hidden(action: Action) -> Action:
    return action.model_copy(update={"ask": FundingAsk(amount=action.ask.amount)})


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    county = demo_county()
    found: dict[str, list[Case]] = defaultdict(list)
    packages = {spot.said for spot in _spots() if spot.part == "package"}
    for plan in county.plans:
        for action in plan.actions:
            wish = Wish(plan.department, action, action.goal, action.ask.amount)
            blind = Wish(plan.department, hidden(action), action.goal, action.ask.amount)
            if action.ask.decision_package in packages:
                code = str(action.ask.decision_package)
                found["stated"].append(Case("package", code, wish))
            for kind, part in (("packages", "package"), ("programs", "program")):
                if action.title in LABELS[kind]:
                    found[kind].append(Case(part, LABELS[kind][action.title], blind))
    return found


def _spots() -> list[Spot]:
    book = next(book for book in demo_county().books if (book.period, book.phase) == (BIENNIUM, Phase.ADOPTED))
    return spots_of(line for line in book.lines if line.direction is Direction.EXPENDITURE)


@pytest.fixture(scope="module")
def suggesting() -> Suggester:
    titles = [action.title for plan in demo_county().plans for action in plan.actions]
    return suggester(_spots(), titles, CodeRules())


def quality(suggesting: Suggester, cases: list[Case]) -> Quality:
    places = []
    for case in cases:
        named = [one.selector.named for one in suggesting.of(case.wish)]
        places.append(named.index({case.part: case.code}) if {case.part: case.code} in named else None)
    return Quality(sum(place == 0 for place in places), sum(place in (0, 1, 2) for place in places), len(cases))


@pytest.mark.parametrize("kind", ["stated", "packages", "programs"])
def test_the_page_tells_how_good_suggestions_are(suggesting, cases, kind):
    told = quality(suggesting, cases[kind])

    row = re.search(rf"^\| `{kind}` \|.*$", PAGE, re.MULTILINE)
    assert row
    assert f"| {told.first} of {told.of} | {told.among_three} of {told.of} |" in row.group()


def test_every_label_is_an_action_of_the_demonstration(cases):
    assert len(cases["packages"]) == len(LABELS["packages"])
    assert len(cases["programs"]) == len(LABELS["programs"])
