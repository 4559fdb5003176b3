"""The home of the demonstration's equity questions: two sets of them, and workbooks of answers as they come in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from importlib import resources
from pathlib import Path, PurePosixPath

from budgets.phases import Direction, Phase
from importers.departments import fold
from importers.question_sheets import AnswerSheet, AskedPackage, HeldAnswer
from importers.question_workbook import read_question_workbook
from importers.templates import answers_template, write_question_set
from plans.questions import AskedOf, Question, QuestionSet, load_shipped_questions, read_question_set
from tracker.county import County
from tracker.demo.budget import BIENNIUM, ONE_YEAR, Book
from tracker.permissions import LOCAL_USER
from tracker.services.questions import import_answers, load_questions, periods_named
from tracker.services.unit_of_work import UnitOfWork

ANSWERED_AT = datetime(2026, 5, 4, tzinfo=UTC)
SETS, ANSWERS = "questions/", "answers/"

SILENT = ("Assessments", "Superior Court")
"""The departments that sent no answers back."""

IN_PART = ("Metro Transit", "Local Services", "Human Resources")
"""Those whose packages are answered in part; of each, the first package is left open."""

ABOUT_THEMSELVES = ("County Council", "Elections", "Public Defense")
"""Those that answered about themselves alone, or have no package."""

LAST_TIME = ("Public Health", "Elections", "Metro Transit")
"""Those that answered the older questions of the year before."""

WORDS: Mapping[str, Sequence[str]] = {
    "D1": (
        "Renters and newcomers in the south of the county, by the 2024 survey; the east waits twice as long.",
        "Everybody, and worst those who do not read English: a third of calls are not answered in their language.",
    ),
    "D2": (
        "Community partnerships and communication, with the packages below and half of our contracts.",
        "Workplace and workforce; most of the dollars are in positions that exist already.",
    ),
    "D3": ("they advised us", "they decided with us", "they were informed"),
    "D4": ("Evening hours would go first, and with them people who work two jobs.",),
    "P1": (
        "Households below half of the median income gain. Nobody is known to be harmed.",
        "Speakers of Spanish, Somali and Vietnamese gain; other programs wait a year for their interpreters.",
    ),
    "P2": (
        "The gap in waiting time between the south and the rest of the county, by the quarterly report.",
        "The gap in take-up by language, by the yearly survey.",
    ),
    "P3": ("yes", "no"),
    "P4": ("narrows it", "not known", "narrows it"),
    "P5": ("Staff call those who wait and offer them the next county site.",),
    "Q5": ("yes", "no"),
}
"""Invented answers by question; those to the older questions are put together from them."""

OLDER_WORDS = "As told at the hearing of October 2024, in the annex to our budget."


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One workbook of answers: of whom, to which questions, and about which packages."""

    department: str
    place: int
    packages: tuple[AskedPackage, ...]


def older_questions() -> QuestionSet:
    """What was asked with the budget before: nine questions to departments."""
    return read_question_set((resources.files("tracker.demo") / "questions_2025.toml").read_text(encoding="utf-8"))


def questions() -> QuestionSet:
    """What is asked with the budget of the biennium: the example that comes along, as a version of the county's own."""
    told = {"version": "2026", "periods": (BIENNIUM.label,), "source": "Invented for the demonstration"}
    return load_shipped_questions("budget_equity").model_copy(update=told)


def question_files() -> Iterator[tuple[str, bytes]]:
    """The sets as files: the older one as text, the newer one as a workbook."""
    older = resources.files("tracker.demo") / "questions_2025.toml"
    yield f"{SETS}equity-questions-2025.toml", older.read_bytes()
    yield f"{SETS}equity-questions-2026-2027.xlsx", write_question_set(questions())


def answer_files(books: Iterable[Book]) -> Iterator[tuple[str, partial[bytes]]]:
    """Workbooks of answers as departments would send them back, each with what makes its bytes."""
    adopted = next(book for book in books if (book.period, book.phase) == (BIENNIUM, Phase.ADOPTED))
    named = {line.department.name for line in adopted.lines if line.department and line.department.name}
    for place, department in enumerate(sorted(named)):
        sheet = _Sheet(department, place, _packages(adopted, department))
        name = fold(department).replace(" ", "-")
        if department in LAST_TIME:
            yield f"{ANSWERS}{name}-2025.xlsx", partial(_older_workbook, sheet)
        if department not in SILENT:
            yield f"{ANSWERS}{name}-2026-2027.xlsx", partial(_workbook, sheet)


def ask_and_answer(folder: Path, paths: Iterable[str], uow: UnitOfWork, county: County, today: date) -> int:
    """Ask the questions and keep the answers as they stand on disk; how many answers were new."""
    around, kept = county.surroundings(county.own_framework()), 0
    for path in paths:
        content = (folder / PurePosixPath(path)).read_bytes()
        if path.startswith(SETS):
            chosen = _set_of(path, content)
            load_questions(uow, LOCAL_USER, county, chosen, periods_named(chosen.periods, around))
        elif path.startswith(ANSWERS):
            file = PurePosixPath(path).name, content
            kept += import_answers(uow, LOCAL_USER, county, file, today=today).kept
    return kept


def _set_of(path: str, content: bytes) -> QuestionSet:
    if path.endswith(".toml"):
        return read_question_set(content.decode("utf-8"))
    found, issues = read_question_workbook(content, path)
    if found is None:
        raise ValueError(f"{path} is no set of questions: {'; '.join(map(str, issues))}")
    return found


def _packages(book: Book, department: str) -> tuple[AskedPackage, ...]:
    totals: dict[str, tuple[str, Decimal]] = {}
    for line in book.lines:
        own = line.department is not None and line.department.name == department
        if own and line.package and line.package.code and line.direction is Direction.EXPENDITURE:
            before = totals.get(line.package.code, ("", Decimal(0)))[1]
            totals[line.package.code] = (line.package.name or "", before + (line.amount or 0))
    return tuple(AskedPackage(code.casefold(), code, *told) for code, told in sorted(totals.items()))


def _workbook(sheet: _Sheet) -> bytes:
    asked, held = questions(), dict[tuple[str, str], HeldAnswer]()
    for each in asked.of(AskedOf.DEPARTMENT):
        # A question that may stay open is left open by every other department.
        if each.required or sheet.place % 2:
            held["", each.code] = _answer(each, sheet.place)
    for number, package in enumerate(sheet.packages):
        if sheet.department not in ABOUT_THEMSELVES and not (sheet.department in IN_PART and number == 0):
            for each in asked.of(AskedOf.PACKAGE)[: 2 if sheet.department in IN_PART else None]:
                held[package.key, each.code] = _answer(each, sheet.place + number)
    return _written(sheet, asked, BIENNIUM.start, BIENNIUM.end, held)


def _older_workbook(sheet: _Sheet) -> bytes:
    asked = older_questions()
    held = {("", each.code): _answer(each, sheet.place) for each in asked.questions if each.required}
    return _written(sheet, asked, ONE_YEAR.start, ONE_YEAR.end, held)


def _written(
    sheet: _Sheet, asked: QuestionSet, start: date, end: date, held: Mapping[tuple[str, str], HeldAnswer]
) -> bytes:
    return answers_template(AnswerSheet(sheet.department, start, end, asked, sheet.packages, held))


def _answer(question: Question, place: int) -> HeldAnswer:
    words = WORDS.get(question.code, (OLDER_WORDS,))
    return HeldAnswer(0, words[place % len(words)], "whoever sends it", ANSWERED_AT)
