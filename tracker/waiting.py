"""The home of what a file that waits would do: what it changes, what it loses, what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass

from importers.reading import Answers
from tracker.rows import ImportRow


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the version in force and a file that waits, before and after as text."""

    record: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Money that an import in force holds under another name: which import, and the sentence with the ways on."""

    import_id: int
    message: str


@dataclass(frozen=True, slots=True)
class Filled:
    """On how many of its records a field is filled in the version in force, and on how many in a file."""

    field: str
    record: str
    before: int
    of_before: int
    after: int
    of_after: int


@dataclass(frozen=True, slots=True)
class Moved:
    """How the total of a book moves: dollars as text, None where no line of it has an amount.

    ``book`` is its phase, direction and fiscal years; ``difference`` is what it becomes less what it was, where both
    are known.
    """

    book: str
    before: str | None
    after: str | None
    difference: str | None


@dataclass(frozen=True, slots=True)
class KeyMoved:
    """What became of one key of a budget (budgets/changes.py); dollars as text, None where that side has none.

    ``key`` is what its lines name; ``came_from`` what they named before they moved.
    """

    became: str
    book: str
    key: str
    came_from: str | None
    before: str | None
    after: str | None
    difference: str

    @property
    def had_lines(self) -> bool:
        """Whether the version in force has lines for it, which may say no dollars."""
        return self.became != "added"

    @property
    def has_lines(self) -> bool:
        """Whether the file has lines for it, which may say no dollars."""
        return self.became != "gone"


@dataclass(frozen=True, slots=True)
class WholeGone:
    """A department, program or package of which a budget holds nothing any more; what moved is not counted.

    ``dollars`` and ``fte`` (an average over the years of the budget) are what it held, as text, None where no line said
    any. ``department`` is whose program or package it is. ``has_lines``: lines of it stand there, all with nothing.
    """

    dimension: str
    book: str
    name: str
    department: str | None
    dollars: str | None
    fte: str | None
    has_lines: bool


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """A budget in one direction of which nothing is in force, and the decision before it that it is compared with.

    ``imports`` are those in force of that decision. ``unnamed`` is what one of the two never names, such as accounts:
    lines are compared without it.
    """

    period: str
    phase: str
    direction: str
    earlier: str
    imports: tuple[int, ...]
    unnamed: tuple[str, ...] = ()

    def words(self, *, is_done: bool) -> str:
        """What it is compared with, and why; ``is_done`` says that it was accepted."""
        why = f"as no {self.phase} budget of it {'was' if is_done else 'is'} in force"
        rest = f" Left out, as one of the two never names it: {', '.join(self.unnamed)}." if self.unnamed else ""
        book = f"{self.phase.capitalize()} {self.direction}"
        return f"{book}: compared with {self.earlier} {self.period}, {why}.{rest}"


@dataclass(frozen=True, slots=True)
class KeyChanges:
    """How many keys of a budget were added, are gone, changed or moved, and the largest changes by name.

    ``whole`` is what is gone entirely, ``compared`` which budgets were held against the decision before them.
    """

    added: int = 0
    gone: int = 0
    changed: int = 0
    moved: int = 0
    largest: tuple[KeyMoved, ...] = ()
    whole: tuple[WholeGone, ...] = ()
    compared: tuple[HeldAgainst, ...] = ()

    @property
    def of(self) -> int:
        """How many there are."""
        return self.added + self.gone + self.changed + self.moved


@dataclass(frozen=True, slots=True)
class Differences:
    """What a file changes against the imports in force that it takes the place of, or the decision before it.

    Where it has neither, all of it is new: ``is_held`` says so.

    ``new`` and ``gone`` name records, ``filled`` are the fields that it loses, gains, or fills far more or less often.
    ``totals`` are those of each phase, direction and year; ``notes`` are sentences on whose place the file takes, and
    what it is taken for. ``keys`` is what became of the keys of a budget.
    """

    changes: tuple[Change, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    filled: tuple[Filled, ...] = ()
    against: tuple[int, ...] = ()
    totals: tuple[Moved, ...] = ()
    notes: tuple[str, ...] = ()
    keys: KeyChanges = KeyChanges()

    @property
    def is_held(self) -> bool:
        """Whether anything in force is compared with the file."""
        return bool(self.against or self.keys.compared)

    @property
    def lost(self) -> tuple[Filled, ...]:
        """The fields that are filled less often than before, or not at all."""
        return tuple(each for each in self.filled if each.after < each.before)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.new or self.gone or self.filled or self.keys.of)


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that waits for a person: what was read (the JSON of ``validate``), and what would change.

    While there are ``overlaps``, it cannot be accepted (docs/decisions/0012-overlaps.md). ``same_as`` is the import
    that published the same file with the same answers; ``also`` are imports of the same bytes with others.
    """

    row: ImportRow
    report: dict[str, object]
    answers: dict[str, tuple[str, ...]]
    same_as: int | None
    differences: Differences = Differences()
    overlaps: tuple[Overlap, ...] = ()
    also: tuple[int, ...] = ()

    @property
    def own_answers(self) -> dict[str, tuple[str, ...]]:
        """The answers that were given for this file, without those of a profile."""
        return own_answers(self.answers, self.report)


def own_answers(answers: Answers, report: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Of the answers that a file was read with, those that the profile of its report did not give."""
    used = report.get("profile")
    supplied = used["answers"] if isinstance(used, dict) else {}
    return {key: texts for key, texts in answers.items() if key not in supplied}
