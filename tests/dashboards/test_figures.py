from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboards.drawing import SHAPES, Drawing
from dashboards.figures.flows import flow_chart, nodes_of
from dashboards.figures.gaps import gap_plot, gap_title, gap_words
from dashboards.figures.treemap import book_treemap, inner_boxes, squarify
from dashboards.figures.trends import runs, scale_of, trend
from tests.dashboards.fakes import CUTS, GAPS, MEASURES, TODAY, a_cut, a_measure
from tests.dashboards.fakes.funding import GENERAL
from tests.dashboards.trees import links, nodes, with_css, words
from tracker.aligned_money import AlignedMoney
from tracker.funding_rows import Flow, Place


def test_a_missing_value_is_a_gap():
    measure = a_measure("Supervisors of color", ("18", "19", None, None, "22"))

    assert [len(run) for run in runs(measure)] == [2, 1]


def test_a_report_left_out_is_a_gap_too():
    measure = a_measure(values=("18", "19", "20"))
    late = replace_day(measure, 2, date(2026, 6, 30))

    assert [len(run) for run in runs(late)] == [2, 1]


def replace_day(measure, place, when):
    values = list(measure.values)
    values[place] = values[place].model_copy(update={"as_of": when})
    return measure.model_copy(update={"values": tuple(values)})


def test_the_scale_holds_values_target_and_baseline():
    scale = scale_of(a_measure(values=("21", "31"), baseline="20", target="35"), TODAY)

    assert scale.low < 20
    assert scale.high > 35
    assert scale.first == date(2024, 6, 30)
    assert scale.last == TODAY


@pytest.mark.parametrize("values", [("5",), ("0", "0"), ("-3", "4")])
def test_a_trend_of_any_values_stays_in_its_frame(values):
    measure = a_measure(values=values, baseline=None, target=None)
    scale = scale_of(measure, TODAY)

    assert all(0 <= scale.down(value) <= 100 for run in runs(measure) for _, value in run)


def test_a_trend_without_a_value_says_so():
    assert words(trend(MEASURES[4], "no-data", TODAY)) == "no data yet"


def test_a_trend_is_labelled_with_its_last_value_and_its_target():
    told = words(trend(MEASURES[0], "on-track", TODAY))

    assert "31 %" in told
    assert "35 %" in told


def test_a_drawing_holds_only_shapes_that_the_browser_draws():
    (drawing,) = [node for node in nodes(trend(MEASURES[1], "off-track", TODAY)) if isinstance(node, Drawing)]

    assert {kind for kind, _ in drawing.shapes} <= SHAPES


def test_a_suppressed_group_is_told_in_words():
    told = gap_plot(GAPS, "%")

    assert "suppressed, fewer than 10" in words(told)
    assert len(with_css(told, "gap-dot")) == len(GAPS) - 1


def test_a_gap_is_told_with_its_change():
    assert gap_words(GAPS[0], "%") == "18 points below, 4 points closer than in 2024"


def test_a_gap_without_a_past_is_told_as_it_is():
    assert gap_words(replace(GAPS[0], closing=None), "%") == "18 points below"


def test_the_message_of_a_gap_plot_counts_the_closing_gaps():
    assert gap_title("Retention", GAPS) == "Retention: the gap is closing for three of four groups"


def drawn(rows=CUTS, of_what="Department"):
    return book_treemap(rows, of_what, lambda row: f"/budget?slice={row.key}")


def test_a_treemap_has_a_box_for_every_slice_that_leads_to_its_lines():
    wide, narrow = with_css(drawn(), "boxes")

    hrefs = [f"/budget?slice={row.key}" for row in CUTS]
    assert sorted(links(wide)) == sorted(links(narrow)) == sorted(hrefs)


def test_every_box_says_its_name_its_amount_and_its_share():
    (box, *_) = with_css(drawn([a_cut("a", "Parks", "75000"), a_cut("b", "Jobs", "25000")]), "box")

    assert getattr(box, "aria-label").replace("\N{NO-BREAK SPACE}", " ") == "Parks: $75 K, 75 % of what is drawn"
    assert box.title == getattr(box, "aria-label")


def test_a_treemap_on_a_phone_has_the_slices_alone():
    wide, narrow = with_css(drawn(), "boxes")

    assert with_css(wide, "box-part")
    assert not with_css(narrow, "box-part")


def test_a_box_without_a_name_says_what_its_lines_do_not_name():
    assert "Names no goal" in words(drawn([a_cut(None, None, "5")], "Goal"))


def test_where_a_name_has_no_room_its_code_stands_behind_it():
    labels = with_css(drawn([a_cut("parks", "Natural Resources and Parks", "5")]), "box-label")

    assert [words(label) for label in labels[:2]] == ["PARKS", "Natural Resources and Parks $5"]


def test_a_slice_below_zero_has_no_box():
    assert words(drawn([a_cut("a", "Reserve", "-5")])) == words(drawn([])) == "No slice of this budget is above zero."


def test_what_is_too_small_for_a_box_of_its_own_has_one_together():
    boxes = inner_boxes(a_cut("a", "Parks", "100", tuple(a_cut(f"u{at}", f"Unit {at}", "5") for at in range(20))))

    assert (boxes[-1].name, boxes[-1].amount) == ("8 others", Decimal(40))
    assert sum(box.amount for box in boxes) == Decimal(100)


amounts = st.lists(st.decimals("0.01", "9e9", places=2), min_size=1, max_size=40).map(
    lambda found: sorted(found, reverse=True)
)


@example([Decimal("13333333.33"), Decimal("0.01")], 2000.0, 2000.0)
@given(amounts, st.floats(10, 2000), st.floats(10, 2000))
def test_boxes_fill_their_frame_each_as_large_as_its_amount(found, width, height):
    places = squarify(found, width, height)

    whole, area = float(sum(found)), width * height
    # What is left is never thinner than a billionth of its frame: a cent beside millions may be that much too large.
    hair = max(1e-3, area * 1e-8)
    for amount, place in zip(found, places, strict=True):
        assert place.width * place.height == pytest.approx(area * float(amount) / whole, rel=1e-3, abs=hair)
        assert place.left >= -1e-6
        assert place.top >= -1e-6
        assert place.left + place.width <= width * (1 + 1e-6)
        assert place.top + place.height <= height * (1 + 1e-6)


def test_a_column_of_a_flow_is_as_high_as_its_dollars_and_stays_in_its_frame():
    nodes = nodes_of({"Parks": Decimal(100), "Transit": Decimal(300), "3 others": Decimal(900)})

    assert list(nodes) == ["Transit", "Parks", "3 others"]
    assert nodes["Transit"].height == pytest.approx(nodes["Parks"].height * 3)
    assert max(node.top + node.height for node in nodes.values()) == pytest.approx(100)


def test_small_names_of_a_flow_are_told_together():
    many = [
        Flow("LOS", Place(f"d{n}", f"Department {n:02d}"), GENERAL, AlignedMoney(tagged=Decimal(n + 1)))
        for n in range(20)
    ]

    told = words(flow_chart(many, {"LOS": "Leadership"}))

    assert "Department 19" in told
    assert "Department 03" not in told
    assert "12 others" in told


def test_a_flow_without_money_draws_nothing():
    assert next(node for node in nodes(flow_chart([], {})) if isinstance(node, Drawing)).shapes == []
