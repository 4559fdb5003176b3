"""The home of measures as cards: a trend, its status, its arithmetic in words, its table and its sources."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address
from dashboards.components.bars import bullet_of
from dashboards.components.cards import card
from dashboards.components.parts import Child, lines, link, quiet, separated, source, status, unseen
from dashboards.components.tables import Column, Heading, Row, table, tucked_table
from dashboards.figures.gaps import gap_plot, gap_title, gap_words
from dashboards.figures.trends import trend
from dashboards.marks import MEASURE
from plans.measures import Measure, MeasureKind
from plans.progress import MeasureStatus
from tracker.rows import MeasureRow, View

_SHOWN = 8
_WORST_FIRST = (
    MeasureStatus.OFF_TRACK,
    MeasureStatus.AT_RISK,
    MeasureStatus.STALE,
    MeasureStatus.ON_TRACK,
    MeasureStatus.MET,
    MeasureStatus.NO_TARGET,
    MeasureStatus.NO_DATA,
)


def measure_parts(
    rows: Sequence[MeasureRow], title: str, today: date, view: View, *, with_department: bool
) -> list[Child]:
    """Performance measures under their title, then indicators of a population under one that tells them apart."""
    parts: list[Child] = []
    indicators = [row for row in rows if row.measure.kind is MeasureKind.POPULATION]
    performance = [row for row in rows if row.measure.kind is MeasureKind.PERFORMANCE]
    if performance:
        parts.append(html.H2(title, className="part-title"))
        parts.append(measure_cards(performance, today, view, with_department=with_department))
    if indicators:
        parts.append(html.H2("Population indicators, told apart from measures", className="part-title"))
        parts.append(measure_cards(indicators, today, view, with_department=with_department))
    return parts


def measure_cards(rows: Sequence[MeasureRow], today: date, view: View, *, with_department: bool) -> Component:
    """All measures side by side on their own scales, those in trouble first; many are folded away."""
    worst_first = sorted(rows, key=lambda row: (_WORST_FIRST.index(row.status), row.measure.title))
    where = [row.department if with_department else None for row in worst_first]
    drawn = [_card(row, today, view, place) for row, place in zip(worst_first, where, strict=True)]
    first = html.Div(drawn[:_SHOWN], className="cards cards-four")
    rest = drawn[_SHOWN:]
    if not rest:
        return first
    words = f"Show {formats.count(len(rest), 'more measure')}"
    more = html.Div(rest, className="cards cards-four")
    return html.Div([first, html.Details([html.Summary(words), more], className="tucked folded")])


def _card(row: MeasureRow, today: date, view: View, department: str | None) -> Component:
    mark = MEASURE[row.status]
    place = link(department, address("/department", view, key=row.department_key)) if department else None
    foot = html.Div([status(mark), place], className="measure-foot")
    return card(
        row.measure.title,
        trend(row.measure, mark.token, today),
        html.P(unseen(measure_sentence(row))),
        foot,
        html.P(_arithmetic(row), className="measure-note"),
        tucked_table(value_table(row.measure)),
        html.P(_sources(row), className="measure-sources"),
        about=row.measure.unit if row.measure.unit not in {"%", "$"} else None,
        css="measure",
        level=3,
    )


def measure_sentence(row: MeasureRow) -> str:
    """What the picture of a measure says, for those who do not see it."""
    measure, latest = row.measure, row.measure.latest
    if latest is None:
        return f"{measure.title} has no value yet."
    told = f"{measure.title} was {formats.quantity(latest.value, measure.unit)} on {formats.day(latest.as_of)}"
    if measure.target is not None:
        told += f"; the target is {formats.quantity(measure.target, measure.unit)}"
        told += f" by {formats.day(measure.target_date)}" if measure.target_date else ""
    return f"{told}; {MEASURE[row.status].word}."


def _arithmetic(row: MeasureRow) -> list[Child]:
    measure = row.measure
    start = formats.quantity(measure.baseline, measure.unit) if measure.baseline is not None else "no baseline"
    parts: list[Child] = [f"from {start}" if measure.baseline is not None else start]
    if measure.target is not None:
        by = f" by {formats.month(measure.target_date)}" if measure.target_date else ""
        parts.append(f"to {formats.quantity(measure.target, measure.unit)}{by}")
    if row.attainment is not None:
        due = f", expected {formats.percent(row.expected)}" if row.expected is not None else ""
        parts.append(f"{formats.percent(row.attainment)} of the way{due}")
    return [*separated([part for part in parts if isinstance(part, str)])]


def _sources(row: MeasureRow) -> list[Child]:
    cells: list[Component] = [source(row.source)]
    if row.latest_source is not None:
        cells.append(source(row.latest_source))
    return [quiet("Sources "), *separated(cells)]


def value_table(measure: Measure) -> Component:
    """Every value of a measure by its day; blank, zero and suppressed are told apart."""
    rows = [
        Row(
            (
                formats.day(value.as_of),
                "suppressed" if value.suppressed else formats.quantity(value.value, measure.unit),
            )
        )
        for value in reversed(measure.overall)
    ]
    if not rows:
        return html.P("No value was reported yet.", className="quiet")
    return table(f"Values of {measure.title}", (Heading("As of"), Heading("Value", Column.NUMBER)), rows)


def measure_table(rows: Sequence[MeasureRow], view: View) -> Component:
    """Measures as a table: where each began, stands and goes."""
    headings = (
        Heading("Measure", Column.NAME),
        Heading("Baseline", Column.NUMBER),
        Heading("Latest", Column.NUMBER),
        Heading("Target", Column.NUMBER),
        Heading("Progress", Column.WIDE),
        Heading("Status"),
        Heading("Source"),
    )
    return table("Measures", headings, [_row(row, view) for row in rows], css="measure-table")


def _row(row: MeasureRow, view: View) -> Row:
    measure, latest = row.measure, row.measure.latest
    said = formats.quantity(latest.value, measure.unit) if latest else formats.NO_DATA
    target = formats.quantity(measure.target, measure.unit) if measure.target is not None else "no target"
    start = formats.quantity(measure.baseline, measure.unit) if measure.baseline is not None else "no baseline"
    return Row(
        (
            lines(
                html.Strong(measure.title),
                link(row.department, address("/department", view, key=row.department_key), "quiet"),
            ),
            start,
            lines(said, quiet(formats.day(latest.as_of)) if latest else None),
            lines(target, quiet(formats.day(measure.target_date)) if measure.target_date else None),
            bullet_of(row.attainment, row.expected, MEASURE[row.status].token),
            status(MEASURE[row.status]),
            source(row.latest_source or row.source),
        )
    )


def gap_card(row: MeasureRow) -> Component:
    """How groups stand in one measure, against the group that the plan names."""
    first = row.disparities[0]
    about = f"{formats.as_of(first.as_of)}, {first.group.scheme}, against {first.reference.name}"
    headings = (
        Heading("Group"),
        Heading("Value", Column.NUMBER),
        Heading("People", Column.NUMBER),
        Heading("Gap"),
        Heading("Ratio", Column.NUMBER),
    )
    cells = [
        Row(
            (
                gap.group.name,
                "suppressed, fewer than 10" if gap.suppressed else formats.quantity(gap.value, row.measure.unit),
                "suppressed" if gap.suppressed else formats.number(gap.n),
                "reference" if gap.group == gap.reference else gap_words(gap, row.measure.unit),
                formats.number(gap.ratio, 2) if gap.ratio is not None else "no ratio",
            )
        )
        for gap in row.disparities
    ]
    return card(
        gap_title(row.measure.title, row.disparities),
        gap_plot(row.disparities, row.measure.unit),
        tucked_table(table(f"{row.measure.title}, by group", headings, cells)),
        html.P([quiet("Source "), source(row.latest_source or row.source)], className="measure-sources"),
        about=formats.sentence_case(about),
    )
