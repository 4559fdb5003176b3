"""What changed in the invented county: two steps of its biennium, and three keys."""

from dataclasses import replace
from decimal import Decimal

from budgets.changes import ChangeKind
from budgets.phases import Phase
from plans.progress import ActionStatus
from tests.dashboards.fakes.budget import a_line
from tests.dashboards.fakes.county import COUNTY, PERIODS, money
from tracker.budget_rows import LinePage
from tracker.change_rows import (
    BookSide,
    ChangesAsked,
    ChangesPage,
    CutChange,
    HitAction,
    KeyChange,
    LineSides,
    Step,
)
from tracker.records import KEYS
from tracker.rows import View
from tracker.sums import Slice

BOOKS = tuple(View(choice.key, phase) for choice in PERIODS for phase in choice.phases)
HEALTH = Slice("public health", "A80000", "Public Health")
NOTHING = Slice(None, None, None)


def a_change(of: Slice, before: str, after: str) -> CutChange:
    return CutChange(of, ChangeKind.CHANGED, money(before), money(after), Decimal(after) - Decimal(before), Decimal(0))


def a_side(phase: Phase, amount: str) -> BookSide:
    return BookSide(View("2026-2027", phase), money(amount), money(amount), (f"{phase}.xlsx",))


def a_step(before: tuple[Phase, str], after: tuple[Phase, str], *rows: CutChange) -> Step:
    return Step(a_side(*before), a_side(*after), rows)


STEPS = (
    a_step(
        (Phase.REQUESTED, "1000000"),
        (Phase.PROPOSED, "940000"),
        a_change(HEALTH, "500000", "430000"),
        a_change(NOTHING, "20000", "30000"),
    ),
    a_step((Phase.PROPOSED, "940000"), (Phase.ADOPTED, "950000"), a_change(HEALTH, "430000", "440000")),
)


def a_key(unit: str = "A80000", package: str | None = "DS_201") -> tuple[Slice, ...]:
    named = Slice(package.casefold(), package, "Doulas <b>for</b> all") if package else NOTHING
    place = Slice(unit.casefold(), unit, None)
    return HEALTH, place, Slice("f1800", "F1800", "Public Health Fund"), Slice("ph1", "PH1", "Clinics"), named


def an_action(code: str = "PH-1", **more: object) -> HitAction:
    action = HitAction(code, "Open two clinics", "Public Health", "public health", None, ActionStatus.BLOCKED, None)
    return replace(action, **more)  # type: ignore[arg-type]


CHANGED = KeyChange(
    ChangeKind.CHANGED, a_key(), None, money("70000"), money("10000"), Decimal(-60000), Decimal(-2), (an_action(),)
)
MOVED = KeyChange(
    ChangeKind.MOVED,
    a_key("A2", None),
    a_key("A1", None),
    money("40000"),
    money("41000"),
    Decimal(1000),
    Decimal(0),
    tuple(an_action(f"PH-{number}") for number in range(5)),
)
GONE = KeyChange(ChangeKind.GONE, (NOTHING,) * len(KEYS), None, money("500"), None, Decimal(-500), Decimal(0), ())
LINES = LinePage((a_line(),), 1, None)


def changes_page(asked: ChangesAsked) -> ChangesPage:
    page = ChangesPage(
        county=COUNTY,
        asked=replace(asked, before=asked.before or "2026-2027.requested", after=asked.after or "2026-2027.adopted"),
        steps=STEPS,
        yearly=False,
        slices=tuple((dimension, HEALTH if key else NOTHING) for dimension, key in asked.where),
        whole=(money("1000000"), money("950000")),
        keys=(CHANGED, MOVED, GONE),
        of=53,
        further=25,
        books=BOOKS,
    )
    if not asked.where:
        return page
    lines = LineSides((a_change(Slice("51100", "51100", "Salaries"), "10", "9"),), LINES, LINES)
    return replace(page, steps=(), lines=lines if len(asked.where) >= len(KEYS) else None)


def nothing_to_compare(asked: ChangesAsked) -> ChangesPage:
    page = changes_page(replace(asked, before=".adopted", after=".adopted"))
    return replace(page, steps=(), whole=(None, None), keys=(), of=0, further=None, books=(), missing=("no budget",))
