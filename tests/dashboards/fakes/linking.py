"""The linking workbench of the invented county."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from budgets.selectors import LineSelector
from importers.cells import CellRef
from importers.link_issues import LINK_CODE_UNKNOWN, LINK_ENDED
from plans.progress import ActionStatus
from tests.dashboards.fakes.county import ADOPTED, COUNTY, at
from tests.dashboards.fakes.funding import LINKS, a_link_row
from tracker.alignment import Basis, FundingLink
from tracker.crosswalk_rows import BookUnderLinks, LinkIn, LinksIn
from tracker.funding_rows import Fall
from tracker.linking_rows import Branch, LinkAction, LinkingPage, SureLink, SureLinks
from tracker.records import KeptLink
from tracker.rows import View
from tracker.suggesting import Sign, Suggestion

ACTION = LinkAction(
    department="Transit",
    department_key="transit",
    name="MT-LOS-02",
    title="Run more night routes",
    goal="3",
    status=ActionStatus.IN_PROGRESS,
    asked=Decimal(250_000),
    within_existing=False,
    named=("package DS_501",),
    links=0,
    linked=None,
    source=at("B8"),
)
STATED = Suggestion(
    selector=LineSelector(package="DS_501"),
    label="package DS_501 Night service",
    sign=Sign.STATED,
    score=1.0,
    reasons=("The plan names package DS_501 Night service",),
    dollars=Decimal(4_000_000),
    amount=Decimal(250_000),
)
ALIKE = Suggestion(
    selector=LineSelector(program="MT901"),
    label="program MT901 Bus Operations",
    sign=Sign.ALIKE,
    score=0.4,
    reasons=("Words in common: night",),
    dollars=Decimal(90_000_000),
    amount=None,
)
SURE = SureLink(
    link=FundingLink(
        department="transit",
        action="MT-LOS-02",
        selector=STATED.selector,
        amount=STATED.amount,
        basis=Basis.STATED,
        since=date(2026, 1, 1),
        until=date(2027, 12, 31),
    ),
    department="Transit",
    title=ACTION.title,
    goal=ACTION.goal,
    label=STATED.label,
    reasons=STATED.reasons,
    gross=Decimal(250_000),
    net=Decimal(250_000),
)
LEFT_OUT = replace(SURE, title="Run it twice", net=Decimal(100_000), beside=("link 4 (MT-LOS-05)", "MT-LOS-03"))
SURE_LINKS = SureLinks((SURE,), (LEFT_OUT,))
ENDED = a_link_row(
    9,
    ended_by="local user",
    ended_at=datetime(2026, 5, 1, 9, 0, tzinfo=UTC),
    ended_why="said twice",
    gross=None,
    net=None,
)
BRANCHES = tuple(
    Branch(
        part="department",
        code=None,
        name=f"Department {number}",
        keys={"department": f"Department {number}"},
        dollars=Decimal(1_000_000 - number),
        left=Decimal(900_000),
        opens=f"department {number}",
    )
    for number in range(12)
)
LINKING = LinkingPage(
    county=COUNTY,
    view=ADOPTED,
    has_book=True,
    departments=(("transit", "Transit"), ("parks", "Parks")),
    goals=(("3", "Workforce"),),
    actions=(
        ACTION,
        *(
            LinkAction(
                "Parks",
                "parks",
                f"PK-{number}",
                f"Plant tree {number}",
                None,
                None,
                None,
                within_existing=True,
                named=(),
                links=1,
                linked=Decimal(5),
                source=at("B9"),
            )
            for number in range(14)
        ),
    ),
    unlinked=1,
    of=15,
    chosen=None,
    suggested=(STATED, ALIKE),
    trail=(),
    branches=BRANCHES,
    links=(*LINKS, ENDED),
)
EMPTY_LINKING = LinkingPage(COUNTY, ADOPTED, False, (), (), (), 0, 0, None, (), (), (), ())  # noqa: FBT003


def links_in(file: str, data: bytes, view: View) -> LinksIn:
    """What comes of a workbook of links of the invented county, by what is in it."""
    if data == b"wrong":
        at = CellRef("Links", 4, 5)
        return LinksIn(file, unchanged=2, issues=(LINK_CODE_UNKNOWN.at(at, "A9", nearest="; the nearest are A1000"),))
    if data == b"same":
        return LinksIn(file, unchanged=2)
    before = KeptLink(id=4, link=SURE.link.model_copy(update={"amount": Decimal(200_000)}), by="x", at=ENDED.at)
    changed = LinkIn(CellRef("Links", 3, 3), "Transit", SURE.link, before, Decimal(250_000), Decimal(250_000))
    unpaid = replace(changed, at=CellRef("Links", 6, 3), before=None, gross=None, net=None)
    new = LinkIn(CellRef("Links", 5, 3), "Transit", SURE.link, None, Decimal(1000), Decimal("899.5"))
    fall = Fall(3, "Transit", "MT-LOS-03", Decimal(600), Decimal("310.5"), "PPB")
    book = BookUnderLinks(view, Decimal(5), Decimal("105.5"), (fall,))
    ended = LINK_ENDED.at(CellRef("Links", 2, 1), "2", by="x", why="said twice")
    return LinksIn(file, (changed, new, unpaid), 2, (ended,), None if data == b"no book" else book)
