"""The home of what the amounts of a table are: fiscal year, phase, direction, units, and who says so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import compress
from typing import TypeVar

from budgets.period import possible_years, years_of_labels
from budgets.phases import AmendmentBasis, Direction, Phase
from budgets.structure import ChartEntry
from importers.answers import Asked, value_or_column
from importers.columns import Columns, Words
from importers.headers import Heading, Table
from importers.issues import (
    AMENDED_ARE_LEVELS,
    ANSWER_CONTRADICTS_FILE,
    COLUMN_WITHOUT_PHASE,
    PHASES_DIFFER,
    UNITS_DIFFER,
    UNKNOWN_DIRECTION,
    UNKNOWN_PHASE,
    UNKNOWN_YEAR,
    IssueKind,
)
from importers.labels import (
    Label,
    Years,
    read_direction_cell,
    read_label,
    read_phase_cell,
    read_units,
    read_year_cell,
    years_text,
)
from importers.layouts.long_budget import Fact, Facts
from importers.lexicon import Lexicon, fold
from importers.matching import CODE_AND_NAME
from importers.reading import Answers, Candidate, QuestionCode
from importers.values import text_of

HALF = 0.5
MOST_UNITS = 3
BIENNIUM = 2

Totals = Mapping[tuple[Years, Phase, Direction], tuple[int | None, Decimal | None]]
"""Sums over lines by fiscal years, phase and direction: cents and FTE, None where no line says any."""

T = TypeVar("T")
Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Scene:
    """What facts are found in: the columns of a table, the words, a person's answers, and the name of the file."""

    columns: Columns
    words: Words
    answers: Answers
    file: str

    @property
    def table(self) -> Table:
        """The table."""
        return self.columns.table

    def label(self, text: str) -> Label:
        """What a text says."""
        return read_label(text, self.words.lexicon, self.words.calendar)

    def amount_label(self) -> Label:
        """What the heading of the amounts says of them."""
        if self.columns.label is not None:
            return self.columns.label
        return self.label(self.columns.heading("amount").text) if "amount" in self.columns.used else Label()

    def lets(self, key: str, answered: object) -> bool:
        """Whether an answer can be about another of several columns of amounts: one says the same, or says nothing."""
        said = [getattr(one.label, key) for one in self.columns.several if one.label is not self.columns.label]
        if key == "years":
            return any(not years or any(_agrees(each, answered) for each in years) for years in said)
        return any(each in (None, answered) for each in said)

    def title_labels(self) -> list[Label]:
        """What the texts above the table say, where they speak of a budget: a date of printing is no fiscal year.

        Of several columns of amounts a title with another year is not about this one.
        """
        labels = []
        own = self.columns.label.years if self.columns.label else ()
        for _, text in self.table.titles():
            label = self.label(text)
            if own and label.years and set(own).isdisjoint(label.years):
                label = replace(label, years=(), phases=frozenset())
            lexicon = self.words.lexicon
            is_of_budget = lexicon.members_in("title_words", text) or lexicon.begins_word("title_starts", text)
            if label.directions or is_of_budget:
                labels.append(label)
        return labels

    def name_labels(self) -> list[tuple[str, Label]]:
        """What the names of the sheet and the file hint at: good for a suggestion, never for a decision."""
        stem = self.file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or self.file
        return [
            ("the name of the sheet", self.label(fold(self.table.sheet.name))),
            ("the name of the file", self.label(fold(stem))),
        ]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person said that the amounts are; None where nothing was said, or a column was named."""

    years: Years | None = None
    phase: Phase | None = None
    direction: Direction | None = None
    department: str | None = None


def read_answers(scene: Scene, asked: Asked) -> Answered:
    """The answers that have closed values; where an answer names a column instead, that column is used."""
    lexicon, calendar = scene.words.lexicon, scene.words.calendar
    headings = {heading.text for heading in scene.table.headings}
    one_year = _value(scene, "fiscal_year", lambda text: _one(possible_years(text, calendar)), asked)
    several = {
        year for text in scene.answers.get("fiscal_year", ()) for year in _one(possible_years(text, calendar)) or ()
    }
    period = scene.answers.get("period", ())
    of_period = _one(possible_years(period[-1], calendar)) if period else None
    return Answered(
        years=tuple(sorted(several)) if one_year else of_period,
        phase=_value(scene, "phase", lambda text: read_phase_cell(text, lexicon), asked),
        direction=_value(scene, "direction", lambda text: read_direction_cell(text, lexicon), asked),
        # Two answers are the columns of its code and its name (importers/matching.py), and no value.
        department=_value(scene, "department", lambda text: None if text in headings else text, asked)
        if len(set(scene.answers.get("department", ()))) < CODE_AND_NAME
        else None,
    )


def _value(scene: Scene, key: str, read: Callable[[str], T | None], asked: Asked) -> T | None:
    meant = value_or_column(scene.answers, key, scene.table.headings, read, asked)
    if not isinstance(meant, Heading):
        return meant
    used = scene.columns.used
    for name in [name for name, column in used.items() if column == meant.column]:
        del used[name]
    used["department.name" if key == "department" else key] = meant.column
    return None


def _one(readings: Sequence[Years]) -> Years | None:
    return readings[0] if len(readings) == 1 else None


def find_facts(scene: Scene, kept: Sequence[bool], answered: Answered, asked: Asked) -> Facts:
    """Fiscal years, phase and direction of the rows that are kept; what nobody says is asked."""
    years, labels = find_years(scene, kept, answered.years, asked)
    return Facts(
        years=years,
        phase=find_phase(scene, kept, labels, answered.phase, asked),
        direction=find_direction(scene, kept, answered.direction, asked),
        department=ChartEntry(name=answered.department) if answered.department else None,
    )


def find_units(scene: Scene, asked: Asked) -> int:
    """What one of the file's amounts is in dollars; words such as "in thousands" are a question, never believed."""
    given = scene.answers.get("units", ())
    if given:
        member = read_units(given[-1], scene.words.lexicon)
        if member is not None:
            return member
    texts = [*(text for _, text in scene.table.titles()), *scene.table.notes(), *_unit_cells(scene)]
    unread = _unread_numbers(scene.columns)
    texts += [heading.text for heading in scene.table.headings if heading.column not in unread]
    labels = [*map(scene.label, texts), *(label for _, label in scene.name_labels())]
    said = sorted({unit for label in labels for unit in label.units})
    _check_units_alike(scene, asked)
    if said:
        candidates = [Candidate(str(unit)) for unit in [*said, 1]]
        asked.ask(QuestionCode.UNITS, "units", "The file speaks of larger units. How many dollars is one?", candidates)
    return 1


def _unread_numbers(columns: Columns) -> set[int]:
    """Columns of numbers that are not read: their headings speak of other things."""
    read = {*columns.used.values(), *columns.of_numbers}
    return {each for each, profile in columns.profiles.items() if profile.is_numeric and each not in read}


def _unit_cells(scene: Scene) -> list[str]:
    """The cells of a column that says, row by row, in which units its amounts are."""
    found: list[str] = []
    for column in scene.columns.of_texts():
        texts = scene.table.distinct(column) - {""}
        if len(texts) <= MOST_UNITS and all(scene.words.lexicon.member("units", text_of(each)) for each in texts):
            found += map(text_of, texts)
    return found


def _check_units_alike(scene: Scene, asked: Asked) -> None:
    """An error where the headings of some columns of amounts speak of larger units, and of others do not."""
    headings = [each.heading("amount") for each in scene.columns.each() if "amount" in each.used]
    units = [scene.label(heading.text).units for heading in headings]
    for heading, own in zip(headings, units, strict=True):
        if own != units[0]:
            asked.issues.append(UNITS_DIFFER.at(scene.table.at(heading), heading.text, field=("units",)))


def find_years(
    scene: Scene, kept: Sequence[bool], answered: Years | None, asked: Asked
) -> tuple[Fact[Years], list[Label | None]]:
    """The fiscal years of each row, or of all alike; beside them the labels of a year column that says phases."""
    if "fiscal_year" in scene.columns.used:
        values = scene.columns.cells("fiscal_year")
        texts = {value: text_of(value) for value in scene.columns.distinct("fiscal_year")}
        labels = {text: read_year_cell(text, scene.words.lexicon, scene.words.calendar) for text in texts.values()}
        years = _settled(labels, scene, answered, asked)
        by_value = {value: years[text] for value, text in texts.items()}
        fact = Fact(cells=[by_value[value] for value in values])
        _check_cells(scene, "fiscal_year", fact, kept, UNKNOWN_YEAR, asked)
        _check_answer(scene, "fiscal_year", fact, kept, answered, asked)
        _check_heading(scene, "fiscal_year", _one(scene.amount_label().years), fact, kept, asked)
        return fact, [labels[texts[value]] for value in values] if any(map(_says_phase, labels.values())) else []
    stated = _stated_years(scene, answered)
    if answered and stated and not set(stated) <= set(answered) and not scene.lets("years", answered):
        _contradicted(scene, "fiscal_year", years_text(stated), years_text(answered), asked)
    years_of_all = stated or answered
    if not years_of_all:
        hints = [
            Candidate(years_text(years), (place,)) for place, label in scene.name_labels() for years in label.years
        ]
        asked.ask(QuestionCode.FISCAL_YEAR, "fiscal_year", "Which fiscal year are the amounts for?", _once(hints))
    return Fact(constant=years_of_all), []


def _settled(
    labels: dict[str, Label | None], scene: Scene, answered: Years | None, asked: Asked
) -> dict[str, Years | None]:
    """One reading for each label: by itself, by the labels beside it, or by the answer; else it is asked."""
    beside = years_of_labels((text for text in labels if text), scene.words.calendar)
    settled: dict[str, Years | None] = {}
    for text, label in labels.items():
        readings = beside.get(text) or (label.years if label else ())
        within = [years for years in readings if answered and set(years) <= set(answered)]
        matching = [years for years in within if years == answered or len(within) == 1]
        if len(readings) > 1 and not matching:
            candidates = [Candidate(years_text(years), (text,)) for years in readings]
            asked.ask(QuestionCode.FISCAL_YEAR, "fiscal_year", f"Which fiscal year does '{text}' mean?", candidates)
        settled[text] = matching[0] if matching else _one(readings)
        if len(readings) > 1 and not matching:
            settled[text] = readings[0]
    return settled


def _stated_years(scene: Scene, answered: Years | None) -> Years | None:
    readings = scene.amount_label().years
    within = [years for years in readings if answered and set(years) <= set(answered)]
    own = _one(readings) or _one(within)
    if own or readings:
        return own
    # A title over more years than a biennium tells what the report is about, and not the years of one amount.
    said = {label.years for label in scene.title_labels() if label.years and len(label.years[0]) <= BIENNIUM}
    return _one(said.pop()) if len(said) == 1 else None


def find_phase(
    scene: Scene, kept: Sequence[bool], labels: Sequence[Label | None], answered: Phase | None, asked: Asked
) -> Fact[Phase]:
    """The phase of each row, or of all alike."""
    if "phase" in scene.columns.used:
        fact = Fact(cells=_understood(scene, "phase", read_phase_cell))
        _check_cells(scene, "phase", fact, kept, UNKNOWN_PHASE, asked)
        _check_answer(scene, "phase", fact, kept, answered, asked)
        _check_heading(scene, "phase", scene.amount_label().phase, fact, kept, asked)
        _check_labels(scene, labels, fact.cells or (), kept, asked)
        return fact
    if labels and all(label and label.phase for label, keep in zip(labels, kept, strict=True) if keep):
        fact = Fact(cells=[label.phase if label else None for label in labels])
        _check_answer(scene, "phase", fact, kept, answered, asked, shown_in="fiscal_year")
        return fact
    if _is_unsaid_among_said(scene):
        heading = scene.columns.heading("amount")
        asked.issues.append(COLUMN_WITHOUT_PHASE.at(scene.table.at(heading), heading.text, field=("phase",)))
        return Fact()
    constant = _constant(scene, "phase", scene.amount_label().phase, answered, Phase, asked)
    _check_labels(scene, labels, [constant] * len(labels), kept, asked)
    return Fact(constant=constant)


def _is_unsaid_among_said(scene: Scene) -> bool:
    """Whether this column says no phase, another one does, and columns of several years do not.

    One answer would then be about different books: the adopted one of last year and the proposed one of this year.
    """
    unsaid = [one.label for one in scene.columns.several if one.label.phase is None]
    own = scene.columns.label
    return own in unsaid and len(unsaid) < len(scene.columns.several) and len({label.years for label in unsaid}) > 1


def find_direction(scene: Scene, kept: Sequence[bool], answered: Direction | None, asked: Asked) -> Fact[Direction]:
    """Whether the money of each row, or of all alike, goes out or comes in."""
    if "direction" in scene.columns.used:
        fact = Fact(cells=_understood(scene, "direction", read_direction_cell))
        _check_cells(scene, "direction", fact, kept, UNKNOWN_DIRECTION, asked)
        _check_answer(scene, "direction", fact, kept, answered, asked)
        _check_heading(scene, "direction", scene.amount_label().direction, fact, kept, asked)
        return fact
    return Fact(constant=_constant(scene, "direction", scene.amount_label().direction, answered, Direction, asked))


def find_basis(answers: Answers, totals: Totals, asked: Asked) -> AmendmentBasis | None:
    """Whether amended books hold whole amounts or changes: as answered, as their size shows, or else asked.

    Where the file holds the book before it, too, and is about as large, the amended one is a whole book. Changes of
    half of all the money would be as large; no county makes them.
    """
    given = answers.get("basis", ())
    if given and given[-1] in tuple(AmendmentBasis):
        return AmendmentBasis(given[-1])
    if _are_as_large_as_others(totals):
        asked.issues.append(AMENDED_ARE_LEVELS.at(None, field=("basis",)))
        return AmendmentBasis.LEVELS
    candidates = [Candidate(basis) for basis in AmendmentBasis]
    message = "Are these the whole amounts after the amendment, or the changes that it makes?"
    asked.ask(QuestionCode.BASIS, "basis", message, candidates)
    return None


def check_day(basis: AmendmentBasis | None, day: date | None, asked: Asked) -> None:
    """Ask for the day of an amendment that holds changes: amendments are added up, and the day tells them apart."""
    if basis is AmendmentBasis.CHANGES and day is None:
        message = "On which day was this amendment adopted? Each is added to the ones before it."
        asked.ask(QuestionCode.DAY, "as_of", message)


def _are_as_large_as_others(totals: Totals) -> bool:
    amended = {
        (years, way): abs(cents or 0) for (years, phase, way), (cents, _) in totals.items() if phase is Phase.AMENDED
    }
    others = [(way, abs(cents or 0)) for (_, phase, way), (cents, _) in totals.items() if phase is not Phase.AMENDED]
    return all(
        any(other == way and 0 < HALF * size <= cents <= size / HALF for other, size in others)
        for (_, way), cents in amended.items()
    )


def _constant(
    scene: Scene, key: str, own: Member | None, answered: Member | None, members: type[Member], asked: Asked
) -> Member | None:
    said = {found for label in scene.title_labels() for found in (getattr(label, f"{key}s"))}
    stated = own or (next(iter(said)) if len(said) == 1 else None)
    if stated and answered and stated != answered and not scene.lets(key, answered):
        _contradicted(scene, key, stated, answered, asked)
    if stated or answered:
        return stated or answered
    hints = [Candidate(each, (place,)) for place, label in scene.name_labels() for each in getattr(label, f"{key}s")]
    message = {
        "phase": "In which phase of the budget are these amounts?",
        "direction": "Do these amounts go out (expenditure) or come in (revenue)?",
    }[key]
    asked.ask(QuestionCode(f"which-{key}"), key, message, _once([*hints, *(Candidate(member) for member in members)]))
    return None


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.value, candidate)
    return list(first.values())


def _says_phase(label: Label | None) -> bool:
    return label is not None and label.phase is not None


def _understood(scene: Scene, name: str, read: Callable[[str, Lexicon], T | None]) -> list[T | None]:
    """Every cell of a field as understood, each different one once."""
    known = {value: read(text_of(value), scene.words.lexicon) for value in scene.columns.distinct(name)}
    return [known[value] for value in scene.columns.cells(name)]


def _check_cells(scene: Scene, name: str, fact: Fact[T], kept: Sequence[bool], kind: IssueKind, asked: Asked) -> None:
    cells = fact.cells or []
    if None not in cells:
        return
    column, values = scene.columns.place(name), scene.columns.cells(name)
    for index, (value, keep) in enumerate(zip(cells, kept, strict=True)):
        if keep and value is None:
            cell = scene.table.sheet.at(scene.table.first_row + index, column)
            asked.issues.append(kind.at(cell, text_of(values[index]), field=(name,)))


def _check_answer(
    scene: Scene,
    name: str,
    fact: Fact[T],
    kept: Sequence[bool],
    answered: T | None,
    asked: Asked,
    shown_in: str = "",
) -> None:
    """An answer must not contradict what the cells say; the first cell that differs is shown."""
    cells = fact.cells or []
    if answered is None or all(_agrees(value, answered) for value in set(cells)):
        return
    column = scene.columns.place(shown_in or name)
    values = scene.columns.cells(shown_in or name)
    for index, (value, keep) in enumerate(zip(cells, kept, strict=True)):
        if keep and not _agrees(value, answered):
            cell = scene.table.sheet.at(scene.table.first_row + index, column)
            shown = text_of(values[index])
            answer = _answer_text(answered)
            asked.issues.append(ANSWER_CONTRADICTS_FILE.at(cell, shown, field=(name,), answer=answer))
            return


def _check_heading(
    scene: Scene, name: str, of_heading: object, fact: Fact[T], kept: Sequence[bool], asked: Asked
) -> None:
    """The heading of the amounts and a column beside them may say two things; then a person must say which is right."""
    said = set(compress(fact.cells or (), kept))
    if of_heading is None or name in scene.answers or all(_agrees(value, of_heading) for value in said):
        return
    amount, column = scene.columns.heading("amount"), scene.columns.heading(name)
    message = (
        f"The heading '{amount.text}' says one {name.replace('_', ' ')} and the column '{column.text}' another. "
        "Which is right?"
    )
    samples = scene.columns.profiles[column.column].samples()
    asked.ask(QuestionCode.COLUMN, name, message, [Candidate(f"column:{column.letters}", samples)])


def _check_labels(
    scene: Scene,
    labels: Sequence[Label | None],
    phases: Sequence[Phase | None],
    kept: Sequence[bool],
    asked: Asked,
) -> None:
    """A year cell such as "FY26 Proposed" must not say another phase than its row is read with."""
    for index, (label, phase, keep) in enumerate(zip(labels, phases, kept, strict=False)):
        if keep and label and phase and label.phase not in (None, phase):
            cell = scene.table.sheet.at(scene.table.first_row + index, scene.columns.used["fiscal_year"])
            shown = text_of(scene.columns.cells("fiscal_year")[index])
            asked.issues.append(PHASES_DIFFER.at(cell, shown, field=("fiscal_year", "phase"), phase=phase))


def _agrees(said: object, answered: object) -> bool:
    """Whether a cell and an answer can both be right: one year of a biennium that was answered can."""
    if isinstance(said, tuple) and isinstance(answered, tuple):
        return set(said) <= set(answered)
    return said is None or said == answered


def _contradicted(scene: Scene, key: str, stated: str, answered: str, asked: Asked) -> None:
    cell = scene.table.at(scene.columns.heading("amount")) if "amount" in scene.columns.used else None
    asked.issues.append(ANSWER_CONTRADICTS_FILE.at(cell, stated, field=(key,), answer=answered))


def _answer_text(answered: object) -> str:
    return years_text(answered) if isinstance(answered, tuple) else str(answered)
