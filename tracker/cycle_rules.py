"""The home of the files that tell a budget cycle: those that come along, and a county's own, with every mistake."""

from decimal import Decimal
from importlib import resources

from budgets.calendar import CycleRules
from plans.mistakes import DocumentKind, read_toml, toml_mistake

DEFAULT_CYCLE = "periods_alone"
_FOLDER = "budgets.cycles"

_TEXT = 'a text in quotes, such as "Council adopts the budget"'
_SWITCH = "true or false, without quotes"
_ANCHOR = '"previous_end", "start" or "end", in quotes'
_MONTH_DAY = 'month and day in quotes, such as "11-15"'
_WEEKDAY = 'a day of the week in quotes, such as "tuesday"'
_NTH = "1, 2, 3 or 4, or -1 for the last one, without quotes"
_MONTH = "the number of a month from 1 to 12, without quotes"
_PLUS = "a whole number of days from -31 to 31, without quotes"
_CLOSED = '"stays", "next_working_day" or "previous_working_day", in quotes'
_DUE = 'a rule for a day, such as due = { days = 155, before = "previous_end" }'
_UNTIL = 'the last day of a window, such as until = { month_day = "11-30" } or until = { days = 15 }'
_DAYS = "a whole number of days from 0 to 3660, without quotes"
_HOLIDAYS = 'a section for each: [[holidays]] and beneath it name = "Founders Day" and month_day = "05-02"'
_MILESTONES = "a section for each: [[milestones]] and beneath it key, name and due"
_YEARLY = {"month_day": _MONTH_DAY, "weekday": _WEEKDAY, "nth": _NTH, "month": _MONTH, "plus_days": _PLUS}
_DUE_FORMS = {
    **_YEARLY,
    "days": _DAYS,
    "before": _ANCHOR,
    "after": _ANCHOR,
    "years": "a whole number of years from 0 to 10, without quotes",
    "closed": _CLOSED,
}
_UNTIL_FORMS = {**_YEARLY, "days": _DAYS, "closed": _CLOSED}

CYCLE_FILE = DocumentKind(
    "a cycle file",
    CycleRules,
    {
        "code": 'a short name in quotes, such as "cascara"',
        "title": 'a text in quotes, such as "Cascara County"',
        "source": 'a text in quotes, such as "Ordinance 123"',
        "us_federal_holidays": _SWITCH,
        "holidays": _HOLIDAYS,
        "holidays.name": 'a text in quotes, such as "Founders Day"',
        "holidays.day": "a day without quotes, such as 2026-12-24",
        "holidays.from_year": "the first year that has it, without quotes, such as 2026",
        "holidays.observed": _SWITCH,
        **{f"holidays.{word}": form for word, form in _YEARLY.items()},
        "milestones": _MILESTONES,
        "milestones.key": 'small letters, digits and hyphens in quotes, such as "council-adopts"',
        "milestones.name": _TEXT,
        "milestones.who": 'a text in quotes, such as "Council"',
        "milestones.rule": 'the rule in words, in quotes, such as "mid to late November"',
        "milestones.due": _DUE,
        **{f"milestones.due.{word}": form for word, form in _DUE_FORMS.items()},
        "milestones.until": _UNTIL,
        **{f"milestones.until.{word}": form for word, form in _UNTIL_FORMS.items()},
        "milestones.ready": 'a list of "plan", "measures", "links" and "questions", such as ready = ["plan"]',
        "decisions": "a section for each: [[decisions]] and beneath it key, period_start and day",
        "decisions.key": 'the key of a milestone in quotes, such as "executive-proposes"',
        "decisions.period_start": "the first day of the budget's period without quotes, such as 2027-01-01",
        "decisions.day": "the day that was decided, without quotes, such as 2026-09-30",
        "decisions.until": "the last day of a window, without quotes, such as 2026-12-04",
        "decisions.why": 'a text in quotes, such as "Motion 16789"',
        "milestones.least_years": "a whole number of fiscal years from 1 to 10, without quotes",
    },
)


class CycleRulesError(ValueError):
    """A text tells no budget cycle; ``problems`` are sentences without their full stops, all of them."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(f"this is not a budget cycle: {'; '.join(problems)}")


def read_cycle_rules(text: str) -> CycleRules:
    """Read a budget cycle from TOML, as the shipped ones are written. Raises ``CycleRulesError``."""
    try:
        told = read_toml(text, Decimal)
    # Not TOMLDecodeError alone: a number of thousands of digits, or brackets in brackets without end, raise these.
    except (ValueError, RecursionError) as error:
        raise CycleRulesError((toml_mistake(error, text),)) from error
    if problems := CYCLE_FILE.all_mistakes(told):
        raise CycleRulesError(problems)
    return CycleRules.model_validate(told)


def shipped_cycles() -> tuple[str, ...]:
    """The names of the cycles that come with the product."""
    files = resources.files(_FOLDER).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def shipped_cycle(name: str) -> str:
    """The text of a cycle that comes with the product, such as ``king_county``, to read or to copy."""
    return (resources.files(_FOLDER) / f"{name}.toml").read_text(encoding="utf-8")
