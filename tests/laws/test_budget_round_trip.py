from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.lines import BudgetLine
from budgets.period import BudgetPeriod
from budgets.phases import Direction, Phase
from budgets.structure import ChartEntry
from importers.budget_sheets import BudgetAbout
from importers.budget_workbook import read_budget
from importers.reading import Outcome, Surroundings
from importers.templates import write_budget
from plans.framework import load_shipped

SURROUNDINGS = Surroundings(load_shipped("king_county"))
BIENNIUM = BudgetPeriod(start=date(2026, 1, 1), end=date(2027, 12, 31))

SHOWN = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"))
WORDS = st.text(SHOWN, min_size=1, max_size=8).map(lambda text: f"a{text}")
CODES = st.one_of(st.sampled_from(["0010", "000000010", "F0010", "1E5", "=1+1", "007"]), WORDS)
NAMES = st.one_of(st.sampled_from(["General Fund", "=cmd", "Señal y Vía", "#N/A"]), WORDS)
DOLLARS = st.decimals(min_value=-(10**11), max_value=10**11, places=2, allow_nan=False, allow_infinity=False)
FTE = st.decimals(min_value=0, max_value=10**4, places=2, allow_nan=False, allow_infinity=False)


def maybe(strategy):
    return st.none() | strategy


CODED = st.builds(ChartEntry, code=CODES, name=maybe(NAMES))


@st.composite
def lines(draw):
    return BudgetLine(
        fiscal_years=draw(st.sampled_from([(2026,), (2027,), (2026, 2027)])),
        phase=draw(st.sampled_from(Phase)),
        direction=draw(st.sampled_from(Direction)),
        amount=draw(DOLLARS),
        fte=draw(maybe(FTE)),
        department=draw(maybe(CODED)),
        division=draw(maybe(CODED)),
        unit=draw(maybe(CODED)),
        fund=draw(maybe(CODED)),
        program=draw(maybe(CODED)),
        account=draw(maybe(CODED)),
        category=draw(maybe(CODED)),
        package=draw(maybe(CODED)),
        goal=draw(maybe(CODES)),
        description=draw(maybe(NAMES)),
        reason=draw(maybe(NAMES)),
        transfer=draw(st.booleans()),
        one_time=draw(maybe(st.booleans())),
    )


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.lists(lines(), min_size=1, max_size=4))
def test_the_template_gives_back_the_lines_that_were_written_into_it(written):
    data = write_budget(written, BudgetAbout(period=BIENNIUM, county="Cascara County"))

    reading = read_budget(data, "budget.xlsx", surroundings=SURROUNDINGS, answers={"basis": ("levels",)})

    assert reading.layout == "standard_budget"
    assert reading.outcome is Outcome.READ, [str(issue) for issue in reading.issues]
    assert [line.record for line in reading.lines] == written


def test_no_cent_is_lost_in_a_large_amount():
    line = BudgetLine(
        fiscal_years=(2026,), phase=Phase.ADOPTED, direction=Direction.EXPENDITURE, amount=Decimal("1234567890123.45")
    )

    reading = read_budget(
        write_budget([line], BudgetAbout(period=BIENNIUM)), "budget.xlsx", surroundings=SURROUNDINGS, answers={}
    )

    assert [read.record.amount for read in reading.lines] == [line.amount]
