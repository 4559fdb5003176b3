"""The home of what services ask of a store: one change, whole or not at all, and what is kept by subject."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from budgets.lines import PartName
from budgets.period import BudgetPeriod
from budgets.phases import Direction
from budgets.structure import ChartEntry
from importers.cells import CellRef
from importers.lines import BookLines
from importers.reading import Answers, HeadingProfile, Kind, RecordPath
from plans.framework import Framework
from plans.implementation import ImplementationPlan
from plans.questions import QuestionSet
from tracker.aligning import Aligned, CellKey, Size, SumKey
from tracker.alignment import FundingLink
from tracker.equity_answers import AnswerFile, KeptAnswer, KeptQuestions, NewAnswer, Subject
from tracker.finding_history import KeptRound, KeptWaiver, NewRound, Seen, Span, Waiver
from tracker.records import (
    BookName,
    Dimension,
    ImportRecord,
    Kept,
    KeptLine,
    KeptLink,
    KeptPlan,
    KeptProfile,
    KeySums,
    LinkedAction,
    NewImport,
    PackageSum,
    Part,
    PartKey,
    PlanHead,
    Sides,
)

Filter = Mapping[Dimension, Collection[int | None]]
"""By dimension, the numbers of the chart entries that a line may name; None in it: the line names none."""


class Imports(Protocol):
    """Files that came in."""

    def add(self, new: NewImport) -> int:
        """Keep a file as a draft, and give its number."""

    def replace(self, number: int, new: NewImport) -> None:
        """Keep what was read of a draft anew."""

    def publish(self, number: int, *, by: str, at: datetime, differences: object = None) -> None:
        """Say that a draft is published, and keep what it changed, as JSON."""

    def keep_differences(self, number: int, differences: object) -> None:
        """Keep what a published import changed, as JSON, in place of what was kept."""

    def withdraw(self, number: int, *, by: str, at: datetime, why: str) -> None:
        """Say that a published import is withdrawn."""

    def discard(self, number: int, *, by: str, at: datetime) -> None:
        """Say that a draft is discarded."""

    def get(self, number: int) -> ImportRecord:
        """One import; raises ``NotFoundError``."""

    def all(self) -> tuple[ImportRecord, ...]:
        """Every import, the newest first."""

    def same(self, kind: Kind, sha256: str, answers: Answers, layout: tuple[str, str]) -> tuple[ImportRecord, ...]:
        """The imports of the same file: same bytes, answers, layout and layout version; the newest first."""

    def report(self, number: int) -> dict[str, object]:
        """What was read, as `validate` says it."""

    def differences(self, number: int) -> object:
        """What an import changed when it was published, as JSON; None where nothing stood before it."""

    def surroundings(self, number: int) -> object:
        """What the reader knew, as JSON."""

    def original(self, number: int) -> tuple[str, bytes]:
        """The name and the bytes of the file as it came."""


class Frameworks(Protocol):
    """Frameworks in versions."""

    def in_force(self) -> Framework | None:
        """The framework in force; None where none was loaded."""

    def put_in_force(self, framework: Framework, *, by: str, at: datetime) -> None:
        """Keep a framework and make it the one in force."""

    def versions(self) -> tuple[Framework, ...]:
        """Every version that was loaded, the first one first."""


class Plans(Protocol):
    """Plans by department and period."""

    def highest_version(self, department_key: str, period: BudgetPeriod) -> int:
        """The highest version ever given to this plan; 0: there is none."""

    def published(self) -> tuple[PlanHead, ...]:
        """Every published plan, also those that a newer version took the place of."""

    def publish(
        self,
        import_id: int,
        head: tuple[str, BudgetPeriod, int],
        plan: ImplementationPlan,
        sources: Mapping[RecordPath, CellRef],
    ) -> None:
        """Keep a plan as the version of a department key and period that ``head`` says."""

    def load(self, numbers: Collection[int]) -> tuple[KeptPlan, ...]:
        """The plans of these numbers, whole, in the order of their departments."""


class Books(Protocol):
    """Parts of books and what they add up to."""

    def highest_version(self, name: PartName) -> int:
        """The highest version ever given to a part of the same name; 0: none."""

    def published(self) -> tuple[Part, ...]:
        """Every part of a published import, also those that a newer version took the place of."""

    def of_imports(self, numbers: Collection[int]) -> tuple[Part, ...]:
        """Every part that these imports brought, whatever became of them since."""

    def publish(self, import_id: int, parts: Sequence[PartName], versions: Sequence[int], lines: BookLines) -> None:
        """Keep lines, and what they add up to, as parts of these names and versions."""

    def totals(
        self, parts: Collection[int], outer: Dimension | None = None, inner: Dimension | None = None
    ) -> tuple[Kept, ...]:
        """The kept totals of these parts, whole or by one or two dimensions."""

    def of_packages(self, parts: Collection[int], packages: Collection[int | None]) -> tuple[PackageSum, ...]:
        """What the lines of these packages add up to, by department, unit, fund, and whether they are one-time."""

    def filled(self, parts: Collection[int]) -> Mapping[str, int]:
        """On how many lines of these parts each field of which no total is kept is filled: account, FTE and others."""


class Lines(Protocol):
    """The lines of parts of books."""

    def count(self, parts: Collection[int], direction: Direction, where: Filter) -> int:
        """How many lines there are."""

    def page(
        self, parts: Collection[int], direction: Direction, where: Filter, *, after: int, size: int
    ) -> tuple[KeptLine, ...]:
        """The next ``size`` lines after a number."""


class Comparing(Protocol):
    """Two books beside each other, key by key; a key is all of a line's but its account."""

    def count(self, sides: Sides, where: Filter) -> int:
        """How many keys do not come to the same in both books."""

    def whole(self, sides: Sides, where: Filter) -> KeySums:
        """What all lines that a filter leaves come to, under no key."""

    def page(self, sides: Sides, where: Filter, *, skip: int, size: int | None) -> tuple[KeySums, ...]:
        """Keys that do not come to the same, the largest difference first; ``size`` None: all from ``skip`` on."""

    def one_sided(
        self, sides: Sides, where: Filter, alike: Collection[Mapping[Dimension, int | None]]
    ) -> tuple[KeySums, ...]:
        """Keys that stand in one of the books alone and agree with one of these in all that it names."""

    def accounts(self, sides: Sides, where: Filter) -> tuple[KeySums, ...]:
        """What each account comes to where that is not the same; meant for the lines of one key."""

    def every_key(self, parts: Collection[int]) -> Iterator[PartKey]:
        """What every whole key comes to in each of these parts: as much work as there are lines."""


class Chart(Protocol):
    """The chart of accounts as files have it."""

    def entries(self, dimension: Dimension) -> Mapping[int, ChartEntry]:
        """Every entry of a dimension, by its number."""


class Links(Protocol):
    """Funding links."""

    def add(self, link: FundingLink, *, by: str, at: datetime) -> int:
        """Keep a link, and give its number."""

    def end(self, number: int, *, by: str, at: datetime, why: str) -> None:
        """Say that a link counts no more."""

    def get(self, number: int) -> KeptLink:
        """One link; raises ``NotFoundError``."""

    def counting(self, period: BudgetPeriod | None) -> Sequence[LinkedAction]:
        """The links that stand and count in the books of a period (None: of any), in the order of their making."""

    def all(self) -> tuple[KeptLink, ...]:
        """Every link, also those that were ended, in the order in which they were made."""


class Alignment(Protocol):
    """What links claim of books, and what is kept of it. Only expenditure is looked at."""

    def cells(self, parts: Collection[int], where: Filter) -> Mapping[CellKey, Size]:
        """What the expenditure of parts comes to, by cell; ``where`` names dimensions of cells only."""

    def by_account(
        self, parts: Collection[int], where: Filter, accounts: Collection[int]
    ) -> Mapping[CellKey, Mapping[int, Size]]:
        """What the lines of parts that name one of these accounts come to, by cell and account."""

    def books(self) -> Mapping[BookName, str]:
        """The books of which sums are kept, each with the fingerprint of what they were made of."""

    def keep(self, book: BookName, made_of: str, sums: Mapping[SumKey, Aligned]) -> None:
        """Keep the sums of a book, in place of earlier ones."""

    def change(self, book: BookName, changes: Mapping[SumKey, Aligned]) -> None:
        """Add to the sums of a book; a sum that comes to nothing goes."""

    def forget(self, book: BookName) -> None:
        """Let the sums of a book go."""

    def sums(
        self, books: Collection[BookName], by: Collection[str], *, naming: Mapping[str, bool] | None = None
    ) -> Mapping[BookName, Mapping[SumKey, Aligned]]:
        """The kept sums of books, added up by these fields of ``SumKey``; the others are None.

        ``naming`` says which of them must be named by what is added up (True), or must not be (False).
        """


class Profiles(Protocol):
    """What headings mean, and what was answered last for files that have them."""

    def all(self) -> tuple[KeptProfile, ...]:
        """Every profile, by kind, in the order in which their headings were first seen."""

    def keep(self, profile: HeadingProfile, import_id: int | None) -> None:
        """Keep a profile, in place of an earlier one of the same headings."""

    def remove(self, kind: Kind, fingerprint: str) -> None:
        """Let a profile go, where there is one; last answers stay."""

    def last(self) -> Mapping[tuple[Kind, str], Answers]:
        """The last answers for files with these headings, by kind and fingerprint."""

    def remember(self, kind: Kind, fingerprint: str, answers: Answers) -> None:
        """Keep the last answers for files with these headings."""

    def forget(self, kind: Kind, fingerprint: str) -> None:
        """Let the last answers go."""


class Questions(Protocol):
    """Budget equity questions in versions, and what was answered."""

    def sets(self) -> tuple[KeptQuestions, ...]:
        """Every version of every set, the first one first."""

    def put(self, questions: QuestionSet, *, by: str, at: datetime) -> int:
        """Keep a set, a newer text of the same version in place of the older; its number."""

    def ask(self, set_id: int, period: BudgetPeriod, *, by: str, at: datetime) -> None:
        """Say that a set is asked for a period from now on."""

    def asked(self) -> Mapping[BudgetPeriod, int]:
        """By period, the number of the set that is asked for it."""

    def give(self, answers: Sequence[NewAnswer]) -> None:
        """Keep answers, beside those before."""

    def keep_file(self, file: AnswerFile, *, by: str, at: datetime) -> int:
        """Keep a workbook of answers as it came, the same bytes once; its number."""

    def file(self, number: int) -> AnswerFile:
        """A workbook of answers as it came; raises ``NotFoundError``."""

    def answers(self, period: BudgetPeriod) -> tuple[KeptAnswer, ...]:
        """Of each question of a period the last answer, also one that took another back; the first one first."""

    def history(self, period: BudgetPeriod, subject: Subject) -> tuple[KeptAnswer, ...]:
        """Every answer about one subject, the first one first."""

    def is_answered(self, set_id: int) -> bool:
        """Whether anybody ever answered a set."""


class Findings(Protocol):
    """Waivers of findings and their history, by period."""

    def waive(self, waiver: Waiver, *, by: str, at: datetime) -> int:
        """Keep a waiver, and give its number."""

    def take_back(self, number: int, *, by: str, at: datetime) -> None:
        """Say that a waiver counts no more; raises ``NotFoundError``."""

    def waivers(self, period: BudgetPeriod) -> tuple[KeptWaiver, ...]:
        """Every waiver of a period, also those that were taken back or ran out, the first one first."""

    def standing(self, period: BudgetPeriod) -> Mapping[str, Seen]:
        """The findings that the last round left open, by their keys."""

    def keep_round(self, new: NewRound, opened: Sequence[Seen], resolved: Sequence[str], still_open: int) -> int:
        """Keep a round: what it opened, the keys of what it resolved, and how many are open; gives its number."""

    def rounds(self, period: BudgetPeriod) -> tuple[KeptRound, ...]:
        """Every round of a period, the last one first."""

    def spans(self, period: BudgetPeriod) -> tuple[Span, ...]:
        """From when to when each finding of a period was there, in the order in which they came up."""


class UnitOfWork(Protocol):
    """One change: everything in it is kept with ``commit``, or nothing."""

    @property
    def alignment(self) -> Alignment:
        """What links claim of books."""

    @property
    def books(self) -> Books:
        """Budgets."""

    @property
    def chart(self) -> Chart:
        """The chart of accounts."""

    @property
    def comparing(self) -> Comparing:
        """Two books beside each other."""

    @property
    def findings(self) -> Findings:
        """Waivers and the history of findings."""

    @property
    def frameworks(self) -> Frameworks:
        """The shared goals."""

    @property
    def imports(self) -> Imports:
        """Files that came in."""

    @property
    def lines(self) -> Lines:
        """Budget lines."""

    @property
    def links(self) -> Links:
        """Funding links."""

    @property
    def plans(self) -> Plans:
        """Implementation plans."""

    @property
    def profiles(self) -> Profiles:
        """What headings mean."""

    @property
    def questions(self) -> Questions:
        """Budget equity questions and their answers."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Keep everything."""

    def data_version(self) -> int:
        """The number that every publication raises."""

    def raise_data_version(self) -> None:
        """Say that pages may show something else from now on."""
