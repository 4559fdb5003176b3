"""The home of answers: which column or which value a person meant (contract: docs/reference/validate.md)."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from importers.headers import Heading
from importers.issues import ANSWER_NOT_UNDERSTOOD, Issue, Severity
from importers.reading import Answers, Candidate, Question, QuestionCode

T = TypeVar("T")

_COLUMN = re.compile(r"column:([A-Za-z]{1,3})")


@dataclass(slots=True)
class Asked:
    """What reading a table has brought up so far: issues, and decisions that are left to a person."""

    issues: list[Issue] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """The keys, of those that a file may have no use for, whose answers were used."""

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops the import."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def ask(self, code: QuestionCode, key: str, message: str, candidates: Sequence[Candidate] = ()) -> None:
        """Leave a decision to a person; the same key is asked once."""
        if all(question.field != key for question in self.questions):
            self.questions.append(Question(code, key, message, tuple(candidates)))


def columns_answered(answers: Answers, key: str, headings: Sequence[Heading], asked: Asked) -> list[Heading]:
    """The columns that the answers to a heading key name, each once."""
    named = [column_answered({key: (text,)}, key, headings, asked) for text in answers.get(key, ())]
    return list(dict.fromkeys(heading for heading in named if heading))


def column_answered(answers: Answers, key: str, headings: Sequence[Heading], asked: Asked) -> Heading | None:
    """The column that an answer to a heading key names, such as ``amount=Approved Amount``."""
    given = answers.get(key, ())
    if not given:
        return None
    found = _columns_named(given[-1], headings)
    if len(found) == 1:
        return found[0]
    if found:
        asked.ask(
            QuestionCode.COLUMN, key, f"Several columns are headed '{given[-1]}'. Which one?", candidates_of(found)
        )
        return None
    asked.issues.append(ANSWER_NOT_UNDERSTOOD.at(None, f"{key}={given[-1]}", field=(key,)))
    return None


def value_or_column(
    answers: Answers, key: str, headings: Sequence[Heading], read: Callable[[str], T | None], asked: Asked
) -> T | Heading | None:
    """What an answer to a key with closed values means: a value, a column, or, where it fits both, a question."""
    given = answers.get(key, ())
    if not given:
        return None
    text = given[-1]
    columns, value = _columns_named(text, headings), None if _is_forced(text) else read(text)
    if value is not None and columns:
        choices = [Candidate(text), *(Candidate(f"column:{heading.letters}") for heading in columns)]
        asked.ask(
            QuestionCode.VALUE_OR_COLUMN, key, f"'{text}' is both a value and the heading of a column. Which?", choices
        )
        return None
    if value is not None:
        return value
    return column_answered(answers, key, headings, asked)


def candidates_of(headings: Sequence[Heading]) -> list[Candidate]:
    """The answers that name these columns: the heading where it stands once, else the letters of the column."""
    texts = Counter(heading.text for heading in headings)
    return [
        Candidate(each.text if each.text and texts[each.text] == 1 else f"column:{each.letters}") for each in headings
    ]


def letters_forced(text: str) -> str | None:
    """The letters of the column that an answer such as ``column:H`` forces; None for any other answer."""
    forced = _COLUMN.fullmatch(text)
    return forced[1].upper() if forced else None


def _is_forced(text: str) -> bool:
    return text.startswith("@") or letters_forced(text) is not None


def _columns_named(text: str, headings: Sequence[Heading]) -> list[Heading]:
    if letters := letters_forced(text):
        return [heading for heading in headings if heading.letters == letters]
    wanted = text.removeprefix("@").strip()
    return [heading for heading in headings if heading.text == wanted and wanted]
