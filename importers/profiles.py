"""The home of profiles: what a person said that headings mean, for the next file with the same ones."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from budgets.period import FiscalCalendar, possible_years
from importers.answers import letters_forced
from importers.issues import ANSWER_NOT_UNDERSTOOD, Severity, declare
from importers.lexicon import fold
from importers.reading import (
    Answers,
    Applied,
    BudgetReading,
    Candidate,
    HeadingProfile,
    Kind,
    Meaning,
    Outcome,
    PlanReading,
    Question,
    Reading,
    Surroundings,
    TableFound,
    in_any_year,
    shape_of,
)
from importers.workbook import Sheet, Workbook

ROWS_SEARCHED = 60
LAST_ANSWER = "the last answer"
VALUES = frozenset({"phase", "fiscal_year", "period", "department", "direction", "units", "basis", "signs"})
"""What a last answer may be offered for though no candidate of the file is that: words and years, not headings."""

READ_BY_PROFILE = declare(
    "read-by-profile",
    Severity.INFO,
    problem="The headings are those of an earlier file and were read as {by} said on {day}: {value}.",
    remedy="Nothing is to be done, unless a heading means something else here: then answer anew.",
)

R = TypeVar("R", BudgetReading, PlanReading)


@dataclass(frozen=True, slots=True)
class Place:
    """Rows that may be the headings of a table: what stands over each column, by its letters."""

    sheet: str
    rows: tuple[int, ...]
    headings: Mapping[str, str]

    @property
    def shape(self) -> tuple[str, ...]:
        """The headings as they are compared."""
        return shape_of(self.headings.values())

    def named(self, text: str) -> str | None:
        """The heading that an answer names, where it stands over one column alone."""
        letters = letters_forced(text)
        heading = self.headings.get(letters, "") if letters else text.removeprefix("@")
        alike = [each for each in self.headings.values() if fold(each) == fold(heading)]
        return heading if fold(heading) and alike == [heading] else None

    def standing(self, heading: str) -> list[str]:
        """A heading as it stands here, once for each column beneath it."""
        return [each for each in self.headings.values() if fold(each) == fold(heading)]

    def standing_in_any_year(self, heading: str) -> list[str]:
        """A heading of another year's file as it stands here, once for each column beneath it."""
        return [each for each in self.headings.values() if in_any_year(each) == in_any_year(heading)]

    def is_word_for_word(self, tables: Iterable[Iterable[str]]) -> bool:
        """Whether the headings are those of one of these tables, their years as well."""
        own = sorted(filter(None, map(fold, self.headings.values())))
        return any(own == sorted(map(fold, table)) for table in tables)


@dataclass(frozen=True, slots=True)
class Shapes:
    """How the headings of a file are seen by the reader of its kind.

    ``keys`` are the answers that may name headings. ``places_in`` gives the headings at and around rows of a sheet, and
    ``says_units`` whether the headings of a place speak of the units that an answer names, and nothing of others.
    """

    kind: Kind
    book: Workbook
    keys: frozenset[str]
    places_in: Callable[[Sheet, Iterable[int]], Iterator[Place]]
    says_units: Callable[[Place, str], bool]

    def places(self, sheets: Iterable[Sheet]) -> Iterator[Place]:
        """Every place of these sheets that may be headings."""
        for sheet in sheets:
            yield from self.places_in(sheet, range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1))

    def visible(self) -> Iterator[Sheet]:
        """The sheets that a reader looks at unasked."""
        return (sheet for sheet in self.book.sheets if not sheet.hidden)

    def place_of(self, table: TableFound) -> Place | None:
        """The headings of a table that was read."""
        sheet = self.book.sheet(table.sheet)
        places = self.places_in(sheet, table.header_rows) if sheet else ()
        return next((place for place in places if place.rows == table.header_rows), None)


def read_by_profile(shapes: Shapes, surroundings: Surroundings, answers: Answers, read: Callable[[Answers], R]) -> R:
    """Read a file with a profile of its headings beside the answers of a person, which go first.

    Last answers are offered first in what is left to be asked. A profile that does not fit what was read is not used.
    """
    reading = _read_with(shapes, surroundings, answers, read) or read(answers)
    meaning = _meaning(shapes, reading)
    last = _last(shapes, surroundings, meaning, reading)
    questions = tuple(_with_last_first(question, last, surroundings.calendar) for question in reading.questions)
    return replace(reading, meaning=meaning, questions=questions)


def words_of(answers: Answers) -> str:
    """Answers as one line, such as ``amount=Approved; fund=Fund No.``."""
    return "; ".join(f"{key}={', '.join(texts)}" for key, texts in sorted(answers.items()))


# -- using a profile


def _read_with(shapes: Shapes, surroundings: Surroundings, answers: Answers, read: Callable[[Answers], R]) -> R | None:
    profiles = [each for each in surroundings.remembered.profiles if each.kind is shapes.kind]
    found = _located(shapes, profiles, answers) if profiles else None
    if found is None:
        return None
    profile, places = found
    supplied = _supplied(shapes, profile.meaning, places, answers)
    if not supplied:
        return None
    reading: R = read({**supplied, **answers})
    if not _fits(shapes, profile, reading, supplied):
        return None
    issue = READ_BY_PROFILE.at(None, words_of(supplied), by=profile.by, day=f"{profile.at:%Y-%m-%d}")
    return replace(reading, applied=Applied(profile, supplied), issues=(*reading.issues, issue))


def _located(
    shapes: Shapes, profiles: Sequence[HeadingProfile], answers: Answers
) -> tuple[HeadingProfile, list[Place]] | None:
    """The one profile all of whose headings stand on the sheets that were chosen, and where; None for several."""
    chosen = [sheet for name in answers.get("sheet", ()) if (sheet := shapes.book.sheet(name))]
    wanted = {shape for profile in profiles for shape in profile.meaning.shapes}
    places = [place for place in shapes.places(chosen or shapes.visible()) if place.shape in wanted]
    there = {place.shape for place in places}
    fitting = [profile for profile in profiles if profile.meaning.shapes <= there]
    # A profile of two tables knows more than one of either of them.
    most = max((len(profile.meaning.shapes) for profile in fitting), default=0)
    best = [profile for profile in fitting if len(profile.meaning.shapes) == most]
    if len(best) != 1:
        return None
    return best[0], [place for place in places if place.shape in best[0].meaning.shapes]


def _supplied(
    shapes: Shapes, meaning: Meaning, places: Sequence[Place], answers: Answers
) -> dict[str, tuple[str, ...]]:
    """What a profile answers beside the answers of a person: neither what these settle, nor of a column they name."""
    own = {
        heading
        for key in shapes.keys & answers.keys()
        for text in answers[key]
        for place in places
        if (heading := place.named(text))
    }
    supplied: dict[str, tuple[str, ...]] = {}
    for key, texts in meaning.answers.items():
        if key in answers or key not in shapes.keys | {"units"}:
            continue
        if key == "units":
            if all(shapes.says_units(place, text) for place in places for text in texts):
                supplied[key] = texts
            continue
        standing = [_standing(text, places, meaning) for text in texts]
        if all(text and text.removeprefix("@") not in own for text in standing):
            supplied[key] = tuple(filter(None, standing))
    sheets = {place.sheet for place in places}
    if meaning.picks_sheet and "sheet" not in answers and len(sheets) == 1:
        supplied["sheet"] = tuple(sheets)
    return supplied


def _standing(text: str, places: Sequence[Place], meaning: Meaning) -> str | None:
    """An answer in the words of the headings here; None where they are not sure to be the same ones.

    In the headings of another year last year's budget may stand in the column that is named like this year's was.
    """
    same = all(place.is_word_for_word(meaning.tables) for place in places)
    heading = text.removeprefix("@")
    found = [place.standing(heading) if same else place.standing_in_any_year(heading) for place in places]
    if any(len(headings) > 1 for headings in found) or len({heading for each in found for heading in each}) != 1:
        return None
    heading = next(heading for each in found for heading in each)
    return f"@{heading}" if text.startswith("@") else heading


def _fits(shapes: Shapes, profile: HeadingProfile, reading: Reading, supplied: Collection[str]) -> bool:
    """Whether the tables that were read are those of the profile, and every answer of it was understood."""
    if any(issue.kind is ANSWER_NOT_UNDERSTOOD and set(issue.field) & set(supplied) for issue in reading.issues):
        return False
    if not reading.tables:
        return reading.outcome is Outcome.REJECTED
    places = [shapes.place_of(table) for table in reading.tables]
    return all(place is not None and place.shape in profile.meaning.shapes for place in places)


# -- what is kept


def _meaning(shapes: Shapes, reading: Reading) -> Meaning | None:
    """What the answers of a reading say of its headings; None where they were not found."""
    found = [shapes.place_of(table) for table in reading.tables]
    places = [place for place in found if place]
    if not places or len(places) < len(found):
        return None
    answers: dict[str, tuple[str, ...]] = {}
    for key, texts in sorted(reading.answers.items()):
        if key == "units":
            kept = [text if all(shapes.says_units(place, text) for place in places) else None for text in texts]
        elif key in shapes.keys:
            kept = [_kept(text, places) for text in texts]
        else:
            continue
        if all(kept):
            answers[key] = tuple(filter(None, kept))
    tables = {place.shape: tuple(sorted(filter(fold, place.headings.values()), key=fold)) for place in places}
    return Meaning(
        tables=tuple(tables[shape] for shape in sorted(tables)),
        answers=answers,
        picks_sheet=_picks_sheet(shapes, reading.answers.get("sheet", ()), tables),
    )


def _kept(text: str, places: Sequence[Place]) -> str | None:
    """An answer as a heading; None where it names none, or where the heading does not stand once in every table."""
    named = [place.named(text) for place in places]
    heading = next(filter(None, named), None)
    if heading is None or {each for each in named if each} != {heading}:
        return None
    if letters_forced(text):
        return f"@{heading}" if all(named) else None
    alone = all(len(place.standing(heading)) <= 1 for place in places)
    return text if alone else None


def _picks_sheet(shapes: Shapes, answered: Sequence[str], tables: Collection[tuple[str, ...]]) -> bool:
    """Whether one sheet was chosen, and its headings alone would have told which."""
    if len(answered) != 1:
        return False
    return {place.sheet for place in shapes.places(shapes.visible()) if place.shape in tables} == set(answered)


# -- what is offered


def _last(shapes: Shapes, surroundings: Surroundings, meaning: Meaning | None, reading: Reading) -> Answers:
    """The last answers for files with these headings."""
    known = {
        fingerprint: answers
        for (kind, fingerprint), answers in surroundings.remembered.last.items()
        if kind is shapes.kind
    }
    if not known or not reading.questions:
        return {}
    if meaning:
        return known.get(meaning.fingerprint, {})
    there = {Meaning((tuple(place.headings.values()),)).fingerprint for place in shapes.places(shapes.visible())}
    found = there & known.keys()
    return known[found.pop()] if len(found) == 1 else {}


def _with_last_first(question: Question, last: Answers, calendar: FiscalCalendar) -> Question:
    """A question that offers the last answer first, and says that it is that; it decides nothing."""
    value = _one_value(last.get(question.field, ()), calendar)
    if value is None:
        return question
    samples = next((each.samples for each in question.candidates if each.value == value), None)
    if samples is None and question.field not in VALUES:
        return question
    first = Candidate(value, (LAST_ANSWER, *(samples or ())))
    rest = (each for each in question.candidates if each.value != value)
    return replace(question, candidates=(first, *rest))


def _one_value(texts: Sequence[str], calendar: FiscalCalendar) -> str | None:
    """An answer as one value: that of a biennium as its label, where the label can mean nothing else."""
    if len(texts) <= 1:
        return texts[0] if texts else None
    years = sorted(int(text) for text in texts if text.isascii() and text.isdigit())
    label = f"{years[0]}-{years[-1]}" if len(years) == len(texts) else ""
    return label if label and list(possible_years(label, calendar)) == [tuple(years)] else None
