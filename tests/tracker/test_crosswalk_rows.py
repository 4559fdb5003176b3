from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets.phases import Phase
from budgets.selectors import LineSelector
from importers.cells import CellRef
from importers.link_issues import LINK_ENDED
from tracker.alignment import FundingLink
from tracker.crosswalk_rows import BookUnderLinks, LinkIn, LinksIn
from tracker.funding_rows import Fall
from tracker.records import KeptLink
from tracker.rows import View

LINK = FundingLink(
    department="parks", action="P-1", selector=LineSelector(unit="A1"), share=Decimal("0.5"), since=date(2026, 1, 1)
)
BEFORE = KeptLink(id=4, link=LINK, by="Lee", at=datetime(2026, 3, 1, tzinfo=UTC))
ROW = LinkIn(CellRef("Links", 3, 3), "Parks", LINK, BEFORE, Decimal(100), Decimal(80))
FALL = Fall(3, "parks", "P-2", Decimal(60), Decimal(40))
BOOK = BookUnderLinks(View("2026-2027", Phase.ADOPTED), Decimal(0), Decimal(20), (FALL,))
ISSUE = LINK_ENDED.at(CellRef("Links", 2, 1), "2", by="Lee", why="said twice")
TOLD = LinksIn("links.xlsx", (ROW,), 2, (ISSUE,), BOOK)


@pytest.mark.parametrize(
    "other",
    [
        replace(TOLD, unchanged=3),
        replace(TOLD, issues=()),
        replace(TOLD, rows=(ROW, ROW)),
        replace(TOLD, rows=(replace(ROW, link=LINK.model_copy(update={"share": Decimal("0.6")})),)),
        replace(TOLD, rows=(replace(ROW, before=replace(BEFORE, id=5)),)),
        replace(TOLD, rows=(replace(ROW, before=None),)),
        replace(TOLD, rows=(replace(ROW, gross=Decimal(101)),)),
        replace(TOLD, rows=(replace(ROW, net=Decimal(79)),)),
        replace(TOLD, book=None),
        replace(TOLD, book=replace(BOOK, view=View("2026-2027", Phase.PROPOSED))),
        replace(TOLD, book=replace(BOOK, over_before=Decimal(1))),
        replace(TOLD, book=replace(BOOK, over_after=Decimal(21))),
        replace(TOLD, book=replace(BOOK, falls=())),
    ],
    ids=lambda other: ", ".join(name for name in ("unchanged", "rows", "issues", "book") if _differs(name, other)),
)
def test_all_that_is_told_of_a_workbook_is_in_its_fingerprint(other):
    assert other.fingerprint != TOLD.fingerprint


def _differs(name: str, other: LinksIn) -> bool:
    return bool(getattr(other, name) != getattr(TOLD, name))


def test_what_is_told_twice_has_one_fingerprint():
    assert replace(TOLD, rows=(replace(ROW),)).fingerprint == TOLD.fingerprint
