import random
from decimal import Decimal

import pytest

from tracker import findings
from tracker.finding_overlaps import ALONE, Beside, called_beside, same_dollars
from tracker.findings import Finding, FindingKind
from tracker.rows import Cut

PACKAGE, FUND = (Cut.PACKAGE, "ds_201"), (Cut.FUND, "f0010")


def a_finding(
    kind: FindingKind,
    action: str | None = "HS-04",
    dollars: str | None = "9916000",
    lines: tuple[tuple[Cut, str], ...] = (PACKAGE,),
    department: str = "human services",
    link: int | None = None,
) -> Finding:
    return Finding(
        kind=kind,
        about=(department, action or "", str(link or "")),
        said={},
        dollars=None if dollars is None else Decimal(dollars),
        department=department,
        action=action,
        lines=lines,
    )


def beside(*found: Finding) -> list[str]:
    """What the first of some findings is told beside."""
    own = same_dollars(found).get(found[0].key, ALONE)
    return [other.kind.code for each in own for other in each]


def test_one_cut_that_fills_four_rows_is_named_in_each_of_them():
    kinds = (findings.CUT, findings.UNDER_FUNDED, findings.WHILE_CUT, findings.DIFFER)
    found = [a_finding(kind) for kind in kinds]

    same = same_dollars(reversed(found))

    for own in found:
        assert same[own.key] == Beside(same=tuple(other for other in found if other is not own))


def test_another_amount_may_hold_some_of_the_same_dollars():
    cut, less = a_finding(findings.CUT), a_finding(findings.DIFFER, dollars="1")

    assert same_dollars([cut, less]) == {cut.key: Beside(others=(less,)), less.key: Beside(others=(cut,))}


def test_what_a_package_lost_is_what_each_of_its_actions_lost():
    change = a_finding(findings.UNEXPLAINED, action=None)

    assert beside(change, a_finding(findings.CUT), a_finding(findings.GONE, "HS-05")) == ["funding-gone", "funding-cut"]
    assert beside(a_finding(findings.CUT), change, a_finding(findings.GONE, "HS-05")) == ["unexplained-change"]


@pytest.mark.parametrize(
    "other",
    [
        a_finding(findings.UNDER_FUNDED, "HS-05"),
        a_finding(findings.UNDER_FUNDED, department="parks"),
        a_finding(findings.UNDER_FUNDED, dollars=None),
        a_finding(findings.CUT, link=2),
        a_finding(findings.UNEXPLAINED, action=None, lines=((Cut.PACKAGE, "ds_202"), FUND)),
        a_finding(findings.NO_PLAN, action=None, lines=((Cut.GOAL, "3"), FUND)),
    ],
    ids=["another action", "another department", "no dollars", "the same kind", "another package", "the same fund"],
)
def test_dollars_of_its_own_are_named_beside_nothing(other):
    assert beside(a_finding(findings.CUT, lines=(PACKAGE, FUND)), other) == []


def test_an_action_is_the_same_however_it_is_written():
    assert beside(a_finding(findings.CUT, "HS-04"), a_finding(findings.UNDER_FUNDED, "hs-04", lines=())) == [
        "under-funded-action"
    ]


def test_another_finding_is_called_by_its_action_where_that_is_another_one():
    cut, change = a_finding(findings.CUT), a_finding(findings.UNEXPLAINED, action=None)

    assert called_beside(cut, change) == "Funding cut HS-04"
    assert called_beside(change, cut) == "Council change without a statement"
    assert called_beside(a_finding(findings.UNDER_FUNDED, "hs-04"), cut) == "Under-funded action"


def may_share(one: Finding, other: Finding) -> bool:
    """The rule as docs/reference/findings.md says it, of any two."""
    if one.kind is other.kind or one.department != other.department:
        return False
    if one.action and other.action:
        return one.action.casefold() == other.action.casefold()
    narrow = ({line for line in each.lines if line[0] in (Cut.PACKAGE, Cut.PROGRAM)} for each in (one, other))
    return bool(set.intersection(*narrow)) or one.action == other.action is not None


@pytest.mark.parametrize("seed", range(5))
def test_beside_each_stand_all_that_a_look_at_every_pair_finds(seed):
    chance = random.Random(seed)
    places = [PACKAGE, FUND, (Cut.PROGRAM, "p1"), (Cut.PROGRAM, "p2")]
    found = [
        a_finding(
            chance.choice([findings.CUT, findings.GONE, findings.OVER, findings.UNEXPLAINED]),
            chance.choice([None, "A", "a", "B"]),
            chance.choice(["1", "2"]),
            tuple(chance.sample(places, chance.randrange(4))),
            chance.choice(["parks", "health"]),
            link,
        )
        for link in range(60)
    ]

    told = same_dollars(found)

    for own in found:
        near = {other.key for other in found if may_share(own, other)}
        alike = {other.key for other in found if other.key in near and other.dollars == own.dollars}
        beside = told.get(own.key, ALONE)
        assert {other.key for other in beside.same} == alike
        assert {other.key for other in beside.others} == near - alike
