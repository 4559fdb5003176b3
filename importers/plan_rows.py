"""The home of reading one row of a plan: cells by field become an action or a measure, with issues and sources."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from importers import plan_issues as kinds
from importers.cells import CellRef
from importers.date_orders import Dates
from importers.dates import DateDoubt, Span, TimeSaid
from importers.issues import Issue, IssueKind
from importers.percents import Scale, is_percent
from importers.plan_statuses import Legend, read_leading_status, read_status
from importers.plan_values import is_mark, read_ask, read_partners, read_people, read_yes
from importers.reading import RecordPath
from importers.values import has_point_or_thousands, one_line, read_note, read_number, read_text, text_of, trimmed
from importers.workbook import CellValue
from plans.framework import Framework, FrameworkEntry
from plans.implementation import Action, FundingAsk, Partner, PartnerKind
from plans.progress import ActionStatus

MARKS = "marks"
MOST_FTE = 1000
"""No action of a plan asks for so many people: such a number is dollars."""
NO_MARK = re.compile(r"(?:tbd|tba|n\.?/?a\.?|no|[-\u2013\u2014?]+|0)", re.IGNORECASE)
STATUS_WORDS = ", ".join(status.value.replace("_", " ") for status in ActionStatus)
_DATE_ISSUES: Mapping[DateDoubt, IssueKind] = {
    DateDoubt.IMPOSSIBLE: kinds.DATE_IMPOSSIBLE,
    DateDoubt.OUT_OF_RANGE: kinds.DATE_OUT_OF_RANGE,
    DateDoubt.UNCLEAR: kinds.DATE_UNCLEAR,
    DateDoubt.SEVERAL: kinds.DATES_SEVERAL,
    DateDoubt.ORDER: kinds.DATE_ORDER_UNCLEAR,
}


class Found(NamedTuple):
    """What a cell holds and where.

    ``dated`` is the last day that its heading names, as in "Target 2027"; ``span`` the time that it stands for.
    ``over`` when it speaks for a row without standing in it: merged over several, or a heading between the rows.
    """

    value: CellValue
    at: CellRef
    dated: date | None = None
    span: Span | None = None
    over: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in the cell."""
        return one_line(self.value) == ""


Row = Mapping[str, tuple[Found, ...]]
"""The cells of one row by the field that their column is read into; a field has several where headings are dated."""


def said_in(row: Row, name: str) -> str:
    """What the first cell of a field says, as texts compare; nothing where there is no such cell."""
    found = next(iter(row.get(name, ())), None)
    return one_line(found.value).casefold() if found else ""


@dataclass(slots=True)
class Notes:
    """What is collected while a file is read: its issues, and the cell of every record and field."""

    issues: list[Issue] = field(default_factory=list)
    sources: dict[RecordPath, CellRef] = field(default_factory=dict)
    _told: set[Issue] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Know what was told already: a long plan has thousands of issues, too many to look through for each."""
        self._told.update(self.issues)

    def tell(self, kind: IssueKind, found: Found, about: str, **facts: object) -> None:
        """Add an issue at a cell, about one field; a cell that speaks for several rows is told of once."""
        issue = kind.at(found.at, shown(found.value), field=(about,), **facts)
        if issue not in self._told:
            self._told.add(issue)
            self.issues.append(issue)


class Texts(NamedTuple):
    """How texts are read: words of people are folded to one line, cells of our own template stand as they are."""

    text: Callable[[object], str | None]
    note: Callable[[object], str | None]
    listed: Callable[[object], tuple[str, ...]]


AS_PEOPLE_WRITE = Texts(read_text, read_note, read_partners)


@dataclass(frozen=True, slots=True)
class RowContext:
    """What is the same for all rows of a table.

    ``dates`` say how dates are read, and ``legend`` is the letters that stand for statuses.
    """

    framework: Framework
    dates: Dates
    texts: Texts = AS_PEOPLE_WRITE
    scales: Mapping[CellRef, Scale] = field(default_factory=dict)
    partner_kinds: Mapping[str, PartnerKind] = field(default_factory=dict)
    legend: Legend = field(default_factory=dict)


def shown(value: CellValue) -> str:
    """What a cell holds as its sender sees it: dates month first."""
    if isinstance(value, date):
        return f"{value.month}/{value.day}/{value.year}"
    return text_of(value)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of one row into the fields of the record at ``path``.

    ``prefix`` stands before the record's own names for fields: ``measure.`` where a row holds a measure. ``told_as``
    says under which names issues speak of fields, where those differ.
    """

    row: Row
    path: RecordPath
    context: RowContext
    notes: Notes
    prefix: str = ""
    told_as: Mapping[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> Found | None:
        """The cell of a field when something stands in it."""
        return next((found for found in self.cells(name) if not found.is_blank), None)

    def cells(self, name: str) -> tuple[Found, ...]:
        """All cells of a field, blank or not."""
        return self.row.get(self.prefix + name, ())

    def found(self, name: str) -> Found | None:
        """The cell of a field, its place kept as the source of the field."""
        found = self.cell(name)
        if found is not None:
            self.notes.sources[(*self.path, *name.split("."))] = found.at
        return found

    def text(self, name: str) -> str | None:
        """A text where a dash or "n/a" says nothing."""
        found = self.found(name)
        return self.context.texts.text(found.value) if found else None

    def note(self, name: str) -> str | None:
        """A text of several words."""
        found = self.found(name)
        return self.context.texts.note(found.value) if found else None

    def tell(self, kind: IssueKind, found: Found, about: str, **facts: object) -> None:
        """Add an issue about a field of this row."""
        self.notes.tell(kind, found, self.told_as.get(about, self.prefix + about), **facts)

    def time(self, name: str) -> TimeSaid:
        """What a cell says about time, doubts told."""
        found = self.found(name)
        if found is None:
            return TimeSaid()
        said = self.context.dates.read(found.value, found.at)
        # Date cells with day and month exchanged are told once for their column, where the order of dates is found.
        if said.doubt and said.doubt is not DateDoubt.TURNED:
            about = "due" if name == "timeline" else name
            taken = shown(said.last) if said.last else ""
            self.tell(_DATE_ISSUES[said.doubt], found, about, taken=taken, why=self.context.dates.why)
        return said

    def day(self, name: str) -> date | None:
        """The day in a cell: the last one of what is meant."""
        return self.time(name).last

    def goal(self) -> str | None:
        """The code of the goal that the row names."""
        found, text = self.found("goal"), self.text("goal")
        if found is None or text is None:
            return None
        goal = self.context.framework.match_goal(text)
        if goal is not None:
            return goal.code
        if later := self.context.framework.match_earlier_goal(text):
            self.tell(kinds.GOAL_OF_EARLIER_VERSION, found, "goal", code=later.code, name=later.name)
            return later.code
        near = [f"{each.code} ({each.name})" for each in self.context.framework.nearest_goals(text)]
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        self.tell(kinds.GOAL_UNKNOWN, found, "goal", framework=self.context.framework.title, nearest=hint)
        return None

    def entry(self, name: str, match: Callable[[str], FrameworkEntry | None]) -> str | None:
        """A strategy or policy area as written, its code where it is written as one."""
        text = self.text(name)
        entry = match(text) if text else None
        return entry.code if entry and text and entry.code.casefold() == text.casefold() else text

    def status(self) -> ActionStatus | None:
        """The status that the row reports."""
        found = self.found("status")
        if found is None:
            return None if self.cells("status") else self._status_of_note()
        said = read_status(found.value, self.context.legend)
        if said is None:
            self.tell(kinds.STATUS_UNKNOWN, found, "status", choices=STATUS_WORDS)
            return None
        if said.doubtful and said.status:
            taken = said.status.value.replace("_", " ")
            self.tell(kinds.STATUS_DOUBTFUL, found, "status", taken=taken, choices=STATUS_WORDS)
        return said.status

    def _status_of_note(self) -> ActionStatus | None:
        """The status that a progress note begins with, where no column is there for statuses."""
        found = self.cell("progress_note")
        if found is None or self.context.texts is not AS_PEOPLE_WRITE:
            return None
        said = read_leading_status(text_of(found.value))
        if said is None:
            self.tell(kinds.STATUS_NOT_SAID, found, "status", choices=STATUS_WORDS)
        elif said.doubtful and said.status:
            taken = said.status.value.replace("_", " ")
            self.tell(kinds.STATUS_DOUBTFUL, found, "status", taken=taken, choices=STATUS_WORDS)
        return said.status if said else None

    def people(self) -> tuple[str | None, tuple[Partner, ...]]:
        """Who leads, and who helps."""
        found, names = self.found("lead"), self.found("partners")
        partners = self.context.texts.listed(names.value) if names else ()
        if found is None:
            return None, self.partners(partners)
        said = read_people(found.value)
        if said.several:
            self.tell(kinds.LEAD_SEVERAL, found, "lead", lead=said.lead)
        elif said.perhaps_several:
            self.tell(kinds.LEAD_PERHAPS_SEVERAL, found, "lead")
        elif said.nobody:
            self.tell(kinds.NOBODY_NAMED, found, "lead")
        alone = said.lead is not None and not said.partners
        lead = self.context.texts.text(found.value) if alone and not _is_marked(found.value) else said.lead
        return lead, self.partners(tuple(dict.fromkeys((*said.partners, *partners))))

    def partners(self, names: tuple[str, ...]) -> tuple[Partner, ...]:
        """Partners with their kinds, where the plan says them."""
        return tuple(Partner(name=name, kind=self.context.partner_kinds.get(name)) for name in names)

    def number(self, name: str, unit: str | None) -> Decimal | None:
        """The number of a measure in the first cell of a field that holds anything."""
        found = self.found(name)
        return self.number_in(found, name, unit) if found else None

    def whole_number(self, name: str, least: int = 0) -> int | None:
        """A count in a cell."""
        number = self.at_least(name, least)
        found = self.cell(name)
        if number is None or number == number.to_integral_value():
            return None if number is None else int(number)
        if found:
            self.tell(kinds.NUMBER_OUT_OF_RANGE, found, name, least=f"a whole number from {least} on")
        return None

    def at_least(self, name: str, least: int = 0) -> Decimal | None:
        """A number in a cell that may not be below another."""
        found, number = self.cell(name), self.number(name, None)
        if found and number is not None and number < least:
            self.tell(kinds.NUMBER_OUT_OF_RANGE, found, name, least=f"{least} or more")
            return None
        return number

    def number_in(self, found: Found, name: str, unit: str | None) -> Decimal | None:
        """The number of a measure in a cell, percentages in points."""
        if read_text(found.value) is None:
            return None
        said = read_number(found.value, unit)
        if said is None or (not self.context.dates.is_month_first and has_point_or_thousands(found.value)):
            self.tell(kinds.NUMBER_UNCLEAR, found, name)
            return None
        if said.words:
            self.tell(kinds.NUMBER_WITH_WORDS, found, name, taken=said.number)
        scale = Scale.POINTS if said.percent else self.context.scales.get(found.at, Scale.POINTS)
        if (said.percent or scale is not Scale.POINTS) and unit is not None and not is_percent(unit):
            self.tell(kinds.UNIT_DIFFERS, found, name, unit=unit)
            return None
        if scale is Scale.UNCLEAR:
            self.tell(kinds.PERCENT_UNCLEAR, found, name)
            return None
        return trimmed(said.number * 100) if scale is Scale.SHARE else said.number


def _is_marked(value: object) -> bool:
    return "(" in text_of(value) or ":" in text_of(value)


def read_action(reader: RowReader, title: str) -> Action:
    """Read the action of a row, without its measures and updates."""
    timeline = reader.time("timeline")
    start, due, due_text = _dates(reader, timeline)
    lead, partners = reader.people()
    framework = reader.context.framework
    return Action(
        code=reader.text("code"),
        title=title,
        goal=reader.goal(),
        strategy=reader.entry("strategy", framework.match_strategy),
        determinants=_listed(reader, "determinants"),
        policy_area=reader.entry("policy_area", framework.match_policy_area),
        indicator=reader.text("indicator"),
        lead=lead,
        partners=partners,
        start=start,
        due=due,
        due_text=due_text,
        status=reader.status(),
        progress_note=reader.note("progress_note"),
        blocked_reason=reader.note("blocked_reason"),
        population=reader.text("population"),
        geography=reader.text("geography"),
        ask=read_ask_cells(reader),
    )


def _listed(reader: RowReader, name: str) -> tuple[str, ...]:
    found = reader.found(name)
    return reader.context.texts.listed(found.value) if found else ()


def _dates(reader: RowReader, timeline: TimeSaid) -> tuple[date | None, date | None, str | None]:
    """Start, due, and due as written, from columns of their own or from one timeline."""
    starting, ending = reader.time("start"), reader.time("due")
    cell = reader.cell("due") or reader.cell("timeline")
    said = ending if reader.cell("due") else timeline
    if cell is None and not reader.cell("start"):
        marked = marked_span(reader)
        return marked.first if marked else None, marked.last if marked else None, reader.text("due_text")
    start = starting.first or (timeline.first if timeline.ranged else None)
    if starting.doubt is DateDoubt.SEVERAL:
        start = None
    written = reader.text("due_text")
    if cell is None:
        return start, None, written
    if start and said.last and said.last < start:
        reader.tell(kinds.DUE_BEFORE_START, cell, "due", start=shown(start))
    return start, said.last, written or (None if said.plain or _says_nothing(cell) else due_as_written(cell))


def marked_span(reader: RowReader) -> Span | None:
    """From the first to the last time that the row has a mark under; gaps and words in place of marks are told."""
    cells = [found for found in reader.cells(MARKS) if not found.is_blank and found.span]
    meant = sorted((found for found in cells if not NO_MARK.fullmatch(one_line(found.value))), key=_first_day)
    for found in cells:
        if not is_mark(found.value):
            reader.tell(kinds.MARK_WITH_WORDS, found, "due")
    if not meant:
        return None
    spans = [found.span for found in meant if found.span]
    reader.notes.sources[(*reader.path, "start")] = meant[0].at
    reader.notes.sources[(*reader.path, "due")] = meant[-1].at
    last = max(span.last for span in spans)
    if any(after.first > before.last + timedelta(days=1) for before, after in pairwise(spans)):
        reader.tell(kinds.MARKS_WITH_GAP, meant[-1], "due", first=shown(spans[0].first), last=shown(last))
    return Span(spans[0].first, last, full=False)


def _first_day(found: Found) -> date:
    return found.span.first if found.span else date.min


def _says_nothing(found: Found) -> bool:
    return read_text(found.value) is None


def due_as_written(found: Found) -> str:
    """The due date in the sender's words."""
    return one_line(shown(found.value))


class AskField(StrEnum):
    """The columns that say what an action asks for."""

    AMOUNT = "ask.amount"
    FTE = "ask.fte"
    FUND = "ask.fund"
    UNIT = "ask.appropriation_unit"
    PACKAGE = "ask.decision_package"
    WITHIN = "ask.within_existing"
    TEXT = "ask.text"


def read_ask_cells(reader: RowReader) -> FundingAsk:
    """What the row asks the budget for, from columns of numbers and from words about resources."""
    money = _amount(reader)
    words = _resources(reader)
    fte = _fte(reader)
    spoken = words if words.amount is not None or words.within_existing or words.fte is not None else FundingAsk()
    within = _within(reader) or money.within_existing or (spoken.within_existing and money.amount is None)
    return FundingAsk(
        amount=money.amount if money.amount is not None or reader.cell(AskField.AMOUNT) else spoken.amount,
        fte=fte if fte is not None else money.fte if money.fte is not None else spoken.fte,
        fund=reader.text(AskField.FUND),
        appropriation_unit=reader.text(AskField.UNIT),
        decision_package=reader.text(AskField.PACKAGE),
        within_existing=within,
        text=words.text or money.text,
    )


def _amount(reader: RowReader) -> FundingAsk:
    found = reader.found(AskField.AMOUNT)
    if found is None:
        return FundingAsk()
    if len([each for each in reader.cells(AskField.AMOUNT) if not each.is_blank]) > 1:
        return _added(reader, found)
    said = read_ask(found.value)
    if said.unclear or isinstance(found.value, bool | date):
        reader.tell(kinds.ASK_UNCLEAR, found, AskField.AMOUNT)
        return FundingAsk(text=said.ask.text)
    if said.words:
        taken = f"{said.ask.amount:,.2f}" if said.ask.amount is not None else f"{said.ask.fte} FTE"
        reader.tell(kinds.ASK_WITH_WORDS, found, AskField.AMOUNT, taken=taken)
    return said.ask


def _added(reader: RowReader, first: Found) -> FundingAsk:
    """The amounts of several years together; none where one of them is not plain dollars."""
    cells = [found for found in reader.cells(AskField.AMOUNT) if not found.is_blank]
    said = [(found, read_ask(found.value)) for found in cells]
    unclear = [found for found, each in said if each.unclear or each.words or each.ask.fte is not None]
    for found in unclear:
        reader.tell(kinds.ASK_UNCLEAR, found, AskField.AMOUNT)
    amounts = [each.ask.amount for _, each in said if each.ask.amount is not None]
    if unclear or not amounts:
        return FundingAsk()
    total = sum(amounts, Decimal(0))
    reader.tell(kinds.ASK_ADDED, first, AskField.AMOUNT, taken=total)
    return FundingAsk(amount=total)


def _fte(reader: RowReader) -> Decimal | None:
    found = reader.found(AskField.FTE)
    if found is None or read_text(found.value) is None:
        return None
    said = read_number(found.value, "FTE")
    if said is None or said.percent or said.words or said.number >= MOST_FTE:
        reader.tell(kinds.ASK_UNCLEAR, found, AskField.FTE)
        return None
    return said.number


def _within(reader: RowReader) -> bool:
    found = reader.found(AskField.WITHIN)
    if found is None:
        return False
    said = read_yes(found.value)
    if said is None:
        reader.tell(kinds.NOT_IN_LIST, found, AskField.WITHIN, thing="within existing resources", choices="yes, no")
    return bool(said)


def _resources(reader: RowReader) -> FundingAsk:
    """What words about resources say; in our own template they stand beside the numbers and are kept as they are."""
    found = reader.found(AskField.TEXT)
    if found is None:
        return FundingAsk()
    if reader.context.texts is not AS_PEOPLE_WRITE:
        return FundingAsk(text=reader.note(AskField.TEXT))
    said = read_ask(found.value)
    if said.unclear:
        reader.tell(kinds.ASK_TEXT_KEPT, found, AskField.AMOUNT)
        return FundingAsk(text=said.ask.text)
    return said.ask
