from decimal import Decimal

import pytest

from importers.cells import CellRef
from importers.percents import PercentCell, Scale, read_unit, scales
from importers.plan_lists import join_names, split_names
from importers.plan_statuses import read_status
from importers.plan_values import read_ask, read_direction, read_kind, read_partners, read_people
from importers.values import one_line, read_number


@pytest.mark.parametrize(
    ("written", "lead", "partners", "several"),
    [
        ("Chief of Staff", "Chief of Staff", (), False),
        ("Access & Outreach Manager", "Access & Outreach Manager", (), False),
        ("Director, Housing", "Director, Housing", (), False),
        ("Parks and Recreation", "Parks and Recreation", (), False),
        ("Diversity, Equity and Inclusion Manager", "Diversity, Equity and Inclusion Manager", (), False),
        ("Chief of Staff; Deputy Director", "Chief of Staff", ("Deputy Director",), True),
        ("Tribal Liaison\nBudget Manager", "Tribal Liaison", ("Budget Manager",), True),
        ("Chief of Staff and Deputy Director", "Chief of Staff", ("Deputy Director",), True),
        ("Maria Lopez, John Smith", "Maria Lopez", ("John Smith",), True),
        ("Lead: HR / Partners: Local 17; IT", "HR", ("Local 17", "IT"), False),
        ("Finance, HR (lead)", "HR", ("Finance",), False),
    ],
)
def test_reads_who_leads_and_who_helps(written, lead, partners, several):
    said = read_people(written)

    assert (said.lead, said.partners, said.several) == (lead, partners, several)


@pytest.mark.parametrize(
    ("written", "perhaps"),
    [
        ("Ann and Bob", True),
        ("Ann, Bob", True),
        ("HR/Finance", True),
        ("Human Resources, Public Health", True),
        ("Director, Public Health", False),
        ("Access & Outreach Manager", False),
        ("Parks and Recreation", False),
        ("Ann Lee, Ph.D.", False),
        ("Maria Lopez, John Smith", False),
        ("Smith & Jones (Program Manager)", True),
        ("Ana Ruiz & Health", True),
        ("Ana Ruiz & Public Health", True),
        ("Ana Ruiz and Human Services", True),
        ("Human Services & Health", False),
        ("Early Learning & Child Care Services", False),
        ("Ana Ruiz and Bo Lee (Health)", True),
        ("Program Manager (HR) & Finance", True),
        ("Parks & Recreation (DNRP)", False),
        ("Access & Outreach Manager (HR)", False),
        ("Clinic Manager (HR & Finance)", False),
        ("The clinics " * 30, True),
    ],
)
def test_doubts_one_name_that_may_be_two(written, perhaps):
    assert read_people(written).perhaps_several is perhaps


@pytest.mark.parametrize("written", ["TBD", "to be determined", "?", "vacant", "Vacante", "por definir"])
def test_names_nobody_where_nobody_is_named(written):
    said = read_people(written)

    assert (said.lead, said.nobody) == (None, True)


def test_partners_are_parted_by_semicolons_and_commas_belong_to_names():
    written = "Assessment, Policy Development & Evaluation; Local 17; TBD"

    assert read_partners(written) == ("Assessment, Policy Development & Evaluation", "Local 17")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Not started", "not_started"),
        ("UNDERWAY", "in_progress"),
        ("on track", "in_progress"),
        ("Done", "completed"),
        ("on-hold", "deferred"),
        ("Withdrawn", "cancelled"),
        ("En curso", "in_progress"),
        ("Aplazado", "deferred"),
        ("", None),
    ],
)
def test_reads_statuses_in_two_languages(written, status):
    said = read_status(written)

    assert said is not None
    assert (said.status, said.doubtful) == (status, False)


def test_another_word_is_no_status_and_delayed_leans_to_one():
    delayed = read_status("Delayed")

    assert read_status("Waiting on budget office") is None
    assert delayed is not None
    assert (delayed.status, delayed.doubtful) == ("in_progress", True)


@pytest.mark.parametrize(
    ("written", "amount", "fte", "within"),
    [
        ("$250k", "250000", None, False),
        ("1.2M", "1200000", None, False),
        ("(5,000)", "-5000", None, False),
        (0.0, "0", None, False),
        (187450.5, "187450.5", None, False),
        ("0.5 FTE TLT", None, "0.5", False),
        ("$250k GF, 0.5 TLT", "250000", "0.5", False),
        ("within existing resources", None, None, True),
        ("Existing budget", None, None, True),
        ("n/a", None, None, False),
    ],
)
def test_reads_what_is_asked_for(written, amount, fte, within):
    said = read_ask(written)

    assert said.ask.amount == (None if amount is None else Decimal(amount))
    assert said.ask.fte == (None if fte is None else Decimal(fte))
    assert (said.ask.within_existing, said.unclear) == (within, False)


@pytest.mark.parametrize("written", ["TBD", "see DS_101", "12 months", "$40,000 - $60,000"])
def test_takes_no_amount_from_words(written):
    said = read_ask(written)

    assert (said.ask.amount, said.ask.text, said.unclear) == (None, written, True)


@pytest.mark.parametrize(
    ("written", "number", "percent", "words"),
    [
        ("1,250", "1250", False, False),
        ("45%", "45", True, False),
        ("(12)", "-12", False, False),
        ("30% or better", "30", True, True),
        (0.1 + 0.2, "0.3", False, False),
        (412500.0, "412500", False, False),
    ],
)
def test_reads_numbers_of_measures(written, number, percent, words):
    said = read_number(written)

    assert said is not None
    assert (str(said.number), said.percent, said.words) == (number, percent, words)


@pytest.mark.parametrize("written", ["TBD", "all", "2 of 14", "Q3", "1e5x", True, float("nan")])
def test_words_are_no_number(written):
    assert read_number(written) is None


def test_the_unit_may_stand_behind_its_number():
    said = read_number("30 days", "days")

    assert said is not None
    assert (said.number, said.words) == (Decimal(30), False)


@pytest.mark.parametrize(("written", "unit"), [("percent", "%"), ("%", "%"), ("days", "days"), ("-", None)])
def test_every_word_for_percent_is_one_unit(written, unit):
    assert read_unit(written) == unit


def test_reads_which_way_is_better():
    assert [read_direction(word) for word in ("Increase", "\u2193", "mantener", "maybe")] == [
        "increase",
        "decrease",
        "maintain",
        None,
    ]


def cells(*numbers, formatted=None):
    return [PercentCell(CellRef("Plan", row, 1), Decimal(number), formatted) for row, number in enumerate(numbers, 1)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (cells("0.45", "1", formatted=True), [Scale.SHARE, Scale.SHARE]),
        (cells("85", formatted=True), [Scale.UNCLEAR]),
        (cells("45", "100", "0"), [Scale.POINTS, Scale.POINTS, Scale.POINTS]),
        (cells("0.45", "0.8", "0.74", "1"), [Scale.SHARE] * 4),
        (cells("0.02", "45"), [Scale.UNCLEAR, Scale.POINTS]),
        (cells("0.45", "0.8", "0.74", "85"), [Scale.SHARE] * 3 + [Scale.UNCLEAR]),
        (cells("0.02"), [Scale.UNCLEAR]),
    ],
)
def test_tells_shares_from_points(found, expected):
    said = scales(found)

    assert [said[cell.at] for cell in found] == expected


def test_a_bare_number_among_formatted_ones_is_unclear():
    bare = PercentCell(CellRef("Plan", 9, 1), Decimal(85), formatted=False)

    assert scales([*cells("0.45", formatted=True), bare])[bare.at] is Scale.UNCLEAR


def test_folds_what_shows_nothing():
    assert one_line(" Chief\u00a0of\nStaff\u200b ") == "Chief of Staff"


def test_names_with_semicolons_come_back_from_one_cell():
    names = ("Local 17", "Beans; Rice & Co", 'The "Good" Food Bank')

    assert split_names(join_names(names)) == names


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Performance", "performance"), ("Desempe\u00f1o", "performance"), ("Poblaci\u00f3n", "population")],
)
def test_knows_the_kind_of_a_measure_in_two_languages(written, kind):
    assert read_kind(written) == kind
    assert read_kind("other") is None
