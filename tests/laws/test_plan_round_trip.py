from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.plan_sheets import says_something
from importers.plan_workbook import read_plan
from importers.reading import Outcome, Surroundings
from importers.templates import next_plan_template, progress_template, write_plan
from plans.carrying import carry_over
from plans.framework import Framework, load_shipped
from plans.implementation import Action, Agreement, FundingAsk, ImplementationPlan, Partner, PartnerKind
from plans.measures import DatedTarget, Group, Measure, MeasureDirection, MeasuredValue, MeasureKind
from plans.progress import ActionStatus, ProgressUpdate

FRAMEWORK: Framework = load_shipped("king_county")
SURROUNDINGS = Surroundings(FRAMEWORK)

SHOWN = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"))
WORDS = st.text(SHOWN, min_size=1, max_size=12)
LIKE_OTHER_THINGS = st.sampled_from(
    [
        "=1+1",
        "007",
        "1.50",
        "#N/A",
        "TRUE",
        "2026-01-01",
        "1e5",
        "+1",
        "-",
        "n/a",
        "'quoted",
        "_x0041_",
        "a; b",
        'say "so"',
        "@x",
    ]
)
TEXTS = st.one_of(WORDS, LIKE_OTHER_THINGS, st.builds("{} {}".format, WORDS, WORDS))
NOTES = st.one_of(TEXTS, st.builds("{}\n{}".format, WORDS, WORDS))
NAMES = st.one_of(st.sampled_from(["Local 17", "Beans; Rice & Co", "Nuestras Familias", "=cmd", "007"]), WORDS)
OFFICES = st.sampled_from(["Chief of Staff", "Access & Outreach Manager", "Tribal Liaison", "Directora de Salud"])
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**13), max_value=10**13)
# A thousand and more are dollars that stand in the wrong column, and are asked about.
FTES = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**13), max_value=999)
SIZES = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**6)
DOLLARS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)
GOALS = st.none() | st.sampled_from([goal.code for goal in FRAMEWORK.goals])
TARGETS = st.lists(st.builds(DatedTarget, date=DAYS, value=NUMBERS), max_size=3)
KINDS_OF = {"Local 17": PartnerKind.COMMUNITY_ORGANIZATION, "=cmd": PartnerKind.AGENCY}


def maybe(strategy):
    return st.none() | strategy


UPDATES = st.builds(
    ProgressUpdate,
    action=st.just(""),
    as_of=maybe(DAYS),
    status=maybe(st.sampled_from(ActionStatus)),
    note=maybe(NOTES),
    blocked_reason=maybe(NOTES),
    reported_by=maybe(TEXTS),
).filter(says_something)
YES = st.just(value=True)
GROUPS = maybe(st.builds(Group, scheme=TEXTS, name=TEXTS))
VALUES = st.one_of(
    st.builds(
        MeasuredValue, as_of=DAYS, value=maybe(NUMBERS), group=GROUPS, n=maybe(st.integers(0, 10**9)), note=maybe(NOTES)
    ),
    st.builds(
        MeasuredValue, as_of=DAYS, value=st.none(), group=GROUPS, suppressed=st.just(value=True), note=maybe(NOTES)
    ),
)


@st.composite
def measures(draw):
    target = draw(maybe(NUMBERS))
    return Measure(
        code=draw(maybe(WORDS)),
        title=draw(TEXTS.filter(lambda text: text not in ("-", "n/a"))),
        goal=draw(GOALS),
        kind=draw(st.sampled_from(MeasureKind)),
        unit=draw(maybe(st.sampled_from(["%", "days", "households", "$"]))),
        direction=draw(maybe(st.sampled_from(MeasureDirection))),
        owner=draw(maybe(TEXTS)),
        basis=draw(maybe(NOTES)),
        baseline=draw(maybe(NUMBERS)),
        baseline_date=draw(maybe(DAYS)),
        target=target,
        target_date=draw(maybe(DAYS)),
        targets=() if target is None else tuple(draw(TARGETS)),
        values=tuple(draw(st.lists(VALUES, max_size=3))),
        reference_group=draw(maybe(TEXTS)),
        reporting_months=draw(maybe(st.integers(1, 24))),
        weight=draw(maybe(SIZES)),
        tolerance=draw(maybe(SIZES)),
    )


@st.composite
def actions(draw):
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    return Action(
        code=draw(maybe(WORDS)),
        title=draw(TEXTS),
        goal=draw(GOALS),
        strategy=draw(maybe(TEXTS)),
        determinants=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        policy_area=draw(maybe(TEXTS)),
        indicator=draw(maybe(TEXTS)),
        lead=draw(maybe(OFFICES)),
        partners=tuple(Partner(name=name, kind=KINDS_OF.get(name)) for name in names),
        start=draw(maybe(DAYS)),
        due=draw(maybe(DAYS)),
        due_text=draw(maybe(TEXTS)),
        status=draw(maybe(st.sampled_from(ActionStatus))),
        progress_note=draw(maybe(NOTES)),
        blocked_reason=draw(maybe(NOTES)),
        population=draw(maybe(TEXTS)),
        geography=draw(maybe(TEXTS)),
        ask=draw(
            st.builds(
                FundingAsk,
                amount=maybe(DOLLARS),
                fte=maybe(FTES),
                fund=maybe(TEXTS),
                appropriation_unit=maybe(TEXTS),
                decision_package=maybe(TEXTS),
                within_existing=st.booleans(),
                text=maybe(NOTES),
            )
        ),
        measures=tuple(draw(st.lists(measures(), max_size=2))),
        updates=tuple(draw(st.lists(UPDATES, max_size=2))),
    )


@st.composite
def plans(draw):
    found = draw(st.lists(actions(), min_size=1, max_size=3))
    seen: set[str] = set()
    whole = [joined(with_own_codes(action, seen)) for action in found]
    codes = [action.code for action in whole if action.code]
    of_plan = [with_own_code(measure, seen) for measure in draw(st.lists(measures(), max_size=1))]
    agreed = st.lists(st.sampled_from(codes), unique=True, max_size=2).map(tuple) if codes else st.just(())
    agreements = st.builds(
        Agreement,
        partner=TEXTS,
        title=TEXTS,
        start=maybe(DAYS),
        end=maybe(DAYS),
        county_promises=maybe(NOTES),
        partner_promises=maybe(NOTES),
        actions=agreed,
    )
    return ImplementationPlan(
        department=draw(st.sampled_from(["Public Health", "Señal y Vía", "=Parks"])),
        start=date(2026, 1, 1),
        end=date(2027, 12, 31),
        framework=f"{FRAMEWORK.code} {FRAMEWORK.version}",
        actions=tuple(whole),
        measures=tuple(of_plan),
        agreements=tuple(draw(st.lists(agreements, max_size=2))),
        as_of=draw(maybe(DAYS)),
    )


def with_own_code(record, seen):
    code = record.code
    if code is None or code.casefold() in seen:
        return record.model_copy(update={"code": None})
    seen.add(code.casefold())
    return record


def with_own_codes(action, seen):
    owned = with_own_code(action, seen)
    return owned.model_copy(update={"measures": tuple(with_own_code(measure, seen) for measure in owned.measures)})


def joined(action):
    return action.model_copy(
        update={
            "measures": tuple(each.model_copy(update={"action": action.code}) for each in action.measures),
            "updates": tuple(each.model_copy(update={"action": action.code or ""}) for each in action.updates),
        }
    )


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60)
@given(plans())
def test_the_template_gives_back_the_plan_that_was_written_into_it(plan):
    reading = read_plan(write_plan(plan, FRAMEWORK), "plan.xlsx", surroundings=SURROUNDINGS, answers={})

    assert reading.outcome is Outcome.READ, [str(issue) for issue in reading.issues]
    assert reading.plan == plan


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=40)
@given(plans())
def test_a_report_that_nobody_filled_in_changes_nothing(plan):
    reading = read_plan(progress_template(plan, FRAMEWORK), "plan.xlsx", surroundings=SURROUNDINGS, answers={})

    assert reading.outcome is Outcome.READ, [str(issue) for issue in reading.issues]
    assert reading.plan == plan


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=40)
@given(plans())
def test_a_plan_that_was_carried_over_is_read_as_it_was_carried(plan):
    following = carry_over(plan, date(2028, 1, 1), date(2029, 12, 31), FRAMEWORK)

    reading = read_plan(next_plan_template(following, FRAMEWORK), "p.xlsx", surroundings=SURROUNDINGS, answers={})

    assert reading.outcome is Outcome.READ, [str(issue) for issue in reading.issues]
    assert reading.plan == following


@settings(max_examples=20)
@given(NUMBERS, st.integers(0, 30))
def test_no_digit_of_a_number_is_lost(number, places):
    exact = number.scaleb(-places) + Decimal(1)
    measure = Measure(title="Days", baseline=exact)
    plan = ImplementationPlan(
        department="Parks",
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
        framework=f"{FRAMEWORK.code} {FRAMEWORK.version}",
        actions=(Action(title="Count"),),
        measures=(measure,),
    )

    reading = read_plan(write_plan(plan, FRAMEWORK), "plan.xlsx", surroundings=SURROUNDINGS, answers={})

    assert reading.plan is not None
    assert reading.plan.measures[0].baseline == exact
