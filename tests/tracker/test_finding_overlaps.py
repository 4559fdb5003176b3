from decimal import Decimal

import pytest

from tracker import findings
from tracker.finding_overlaps import called_beside, same_dollars
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
    return [other.kind.code for other in same_dollars(found)[found[0].key]]


def test_one_cut_that_fills_four_rows_is_named_in_each_of_them():
    kinds = (findings.CUT, findings.UNDER_FUNDED, findings.WHILE_CUT, findings.DIFFER)
    found = [a_finding(kind) for kind in kinds]

    same = same_dollars(reversed(found))

    for own in found:
        assert same[own.key] == tuple(other for other in found if other is not own)


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
