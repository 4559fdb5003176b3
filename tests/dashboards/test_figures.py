from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dashboards.drawing import SHAPES, Drawing
from dashboards.figures.gaps import gap_plot, gap_title, gap_words
from dashboards.figures.treemap import book_treemap, boxes_of, mixed
from dashboards.figures.trends import runs, scale_of, trend
from dashboards.theme import DARK, LIGHT
from tests.dashboards.fakes import CUTS, GAPS, MEASURES, TODAY, a_cut, a_measure
from tests.dashboards.trees import nodes, with_css, words


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


def test_a_treemap_has_a_box_for_every_slice_and_what_is_within_it():
    boxes = boxes_of(CUTS[:1], lambda row: f"/budget?slice={row.key}")

    assert boxes[0].label == "Public Health"
    assert {box.parent for box in boxes[1:]} == {boxes[0].name}
    assert {box.href for box in boxes} == {"/budget?slice=public-health"}


def test_a_treemap_on_a_phone_has_the_slices_alone():
    boxes = boxes_of(CUTS, lambda row: f"/budget?slice={row.key}", within=False)

    assert {box.parent for box in boxes} == {""}


def test_a_slice_below_zero_has_no_box():
    assert boxes_of([a_cut("a", "Reserve", "-5")], str) == []


def test_a_treemap_of_nothing_says_so():
    figure = book_treemap([], LIGHT, str)

    assert len(figure.data) == 0
    assert figure.layout.annotations[0].text == "No slice of this book is above zero"


def test_boxes_that_are_larger_than_what_they_stand_in_are_drawn_all_the_same():
    inner = (a_cut("x", "Grants", "90"), a_cut("y", "Services", "30"))

    figure = book_treemap([a_cut("a", "Parks", "100", inner)], LIGHT, str)

    assert figure.data[0].branchvalues == "remainder"


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_treemap_takes_the_colours_of_the_theme(tokens):
    figure = book_treemap(CUTS, tokens, str)

    assert figure.data[0].textfont.color == tokens.ink


def test_colours_are_mixed_channel_by_channel():
    assert mixed("#FF0000", "#0000FF", 0.25) == "#4000BF"


def test_no_money_is_lost_on_the_way_into_a_chart():
    boxes = boxes_of([a_cut("a", "Parks", "1234567.89")], str)

    assert Decimal(str(boxes[0].dollars)) == Decimal("1234567.89")


def test_what_is_too_small_for_a_box_of_its_own_has_one_together():
    inner = tuple(a_cut(f"unit {place}", f"Unit {place}", "5") for place in range(20))

    boxes = boxes_of([a_cut("a", "Parks", "100", inner)], str)

    assert (boxes[-1].label, boxes[-1].dollars) == ("8 others", 40.0)
    assert sum(box.dollars for box in boxes[1:]) == boxes[0].dollars
