"""The home of reading a measure from a row: baseline, targets and values, with their days."""

from datetime import date

from importers import plan_issues as kinds
from importers.percents import Scale, read_unit
from importers.plan_rows import AS_PEOPLE_WRITE, Found, RowReader
from importers.plan_sentences import Figure, read_figure, read_sentence
from importers.plan_values import read_direction, read_kind, says_not_yet
from importers.values import find_number, one_line, read_number, read_text, text_of
from plans.measures import DatedTarget, Measure, MeasureDirection, MeasuredValue, MeasureKind

NUMBERS = ("baseline", "target", "actual")


def read_measure(reader: RowReader, action: str | None) -> Measure | None:
    """Read the measure of a row; None where the row has none."""
    title = reader.text("title")
    if title is None:
        _tell_of_numbers_without_measure(reader)
        return None
    named = reader.found("title")
    if named and _names_nothing(named) and reader.context.texts is AS_PEOPLE_WRITE:
        reader.tell(kinds.MEASURE_UNCLEAR, named, "title")
        return None
    if not any(reader.cells(name) for name in NUMBERS) and reader.context.texts is AS_PEOPLE_WRITE:
        return _told_in_a_sentence(reader, title, action)
    unit = _unit(reader)
    start = reader.found("baseline")
    baseline = _number_with_day(reader, start, "baseline", unit) if start else None
    target_date = reader.day("target_date")
    targets = _targets(reader, unit, target_date)
    last = targets[-1] if targets else None
    return Measure(
        code=reader.text("code"),
        title=title,
        action=action,
        goal=reader.goal(),
        kind=_kind(reader),
        unit=unit,
        direction=_direction(reader),
        owner=reader.text("owner"),
        basis=reader.note("basis"),
        baseline=baseline.value if baseline else None,
        baseline_date=reader.day("baseline_date") or (baseline.day if baseline else None),
        target=last.value if last else None,
        target_date=last.date if last else target_date,
        targets=tuple(targets) if len(targets) > 1 else (),
        values=_values(reader, unit),
        reference_group=reader.text("reference_group"),
        reporting_months=reader.whole_number("reporting_months", 1),
        weight=reader.at_least("weight"),
        tolerance=reader.at_least("tolerance"),
    )


def _told_in_a_sentence(reader: RowReader, title: str, action: str | None) -> Measure:
    """A measure whose numbers stand in its text, where no column holds them."""
    found = reader.found("title")
    said = read_sentence(title, reader.context.dates)
    baseline, target = said.baseline, said.target
    if found and said.left:
        reader.tell(kinds.MEASURE_TEXT_LEFT, found, "title", left="; ".join(said.left))
    if found and (baseline or target):
        figures = (f"{name} {figure.value}" for name, figure in (("baseline", baseline), ("target", target)) if figure)
        reader.tell(kinds.MEASURE_IN_SENTENCE, found, "title", taken=", ".join(figures), title=said.title)
        for name in (name for name, figure in (("baseline", baseline), ("target", target)) if figure):
            reader.notes.sources[(*reader.path, name)] = found.at
    return Measure(
        code=reader.text("code"),
        title=said.title,
        action=action,
        goal=reader.goal(),
        kind=_kind(reader),
        unit=reader.text("unit") or said.unit,
        direction=_direction(reader),
        owner=reader.text("owner"),
        basis=reader.note("basis"),
        baseline=baseline.value if baseline else None,
        baseline_date=reader.day("baseline_date") or (baseline.day if baseline else None),
        target=target.value if target else None,
        target_date=reader.day("target_date") or (target.day if target else None),
    )


def _names_nothing(found: Found) -> bool:
    """Whether a date, a number or "to be determined" stands where a measure is named."""
    text = one_line(found.value)
    return not isinstance(found.value, str) or find_number(text) is not None or says_not_yet(text)


def _tell_of_numbers_without_measure(reader: RowReader) -> None:
    title = next(iter(reader.cells("title")), None)
    cells = (reader.cell(name) for name in ("baseline", "target", "actual"))
    if title and any(found and read_text(found.value) is not None for found in cells):
        reader.tell(kinds.MEASURE_WITHOUT_TEXT, title, "title")


def _unit(reader: RowReader) -> str | None:
    """The unit as written; ``%`` where there is none and a number bears the sign or is shown with it."""
    found = reader.found("unit")
    if found:
        ours = reader.context.texts is not AS_PEOPLE_WRITE
        return reader.text("unit") if ours else read_unit(found.value)
    cells = [reader.cell(name) for name in ("baseline", "target", "actual")]
    signed = any(
        "%" in text_of(cell.value)
        or reader.context.scales.get(cell.at) is Scale.SHARE
        or ((said := read_number(cell.value)) and said.percent)
        for cell in cells
        if cell
    )
    return "%" if signed else None


def _number_with_day(reader: RowReader, found: Found, name: str, unit: str | None) -> Figure | None:
    """The number in a cell, and its day: the one that stands beside it in brackets, else that of its heading."""
    said = read_number(found.value, unit)
    figure = read_figure(text_of(found.value), reader.context.dates) if said is None else None
    if figure is not None and (unit is None or figure.unit in (None, unit)):
        return figure
    value = reader.number_in(found, name, unit)
    return None if value is None else Figure(value, found.dated)


def _targets(reader: RowReader, unit: str | None, day: date | None) -> list[DatedTarget]:
    targets = []
    for found in reader.cells("target"):
        if found.is_blank:
            continue
        reader.notes.sources[(*reader.path, "target")] = found.at
        figure = _number_with_day(reader, found, "target", unit)
        if figure is not None:
            targets.append(DatedTarget(date=day or figure.day, value=figure.value))
    return sorted(targets, key=lambda target: target.date or date.min)


def _values(reader: RowReader, unit: str | None) -> tuple[MeasuredValue, ...]:
    values: list[MeasuredValue] = []
    day = reader.day("as_of")
    for found in reader.cells("actual"):
        value = None if found.is_blank else reader.number_in(found, "actual", unit)
        if value is None:
            continue
        as_of = day or found.dated
        if as_of is None:
            _tell_of_value_without_date(reader, found)
            continue
        reader.notes.sources[(*reader.path, "values", len(values))] = found.at
        values.append(MeasuredValue(as_of=as_of, value=value))
    return tuple(values)


def _tell_of_value_without_date(reader: RowReader, found: Found) -> None:
    """At the cell where the date belongs; where there is none, the heading has told it for all rows."""
    place = next(iter(reader.cells("as_of")), None)
    if place is not None:
        cell = place._replace(value=found.value)
        reader.tell(kinds.VALUE_WITHOUT_DATE, cell, "actual")


def _direction(reader: RowReader) -> MeasureDirection | None:
    found = reader.found("direction")
    if found is None or read_text(found.value) is None:
        return None
    direction = read_direction(found.value)
    if direction is None:
        choices = ", ".join(MeasureDirection)
        reader.tell(kinds.NOT_IN_LIST, found, "direction", thing="the direction", choices=choices)
    return direction


def _kind(reader: RowReader) -> MeasureKind:
    found = reader.found("kind")
    kind = read_kind(found.value) if found else MeasureKind.PERFORMANCE
    if kind is None and found:
        choices = ", ".join(MeasureKind)
        reader.tell(kinds.NOT_IN_LIST, found, "kind", thing="the kind of a measure", choices=choices)
    return kind or MeasureKind.PERFORMANCE
