"""The home of questions about a file as forms: the decision, its candidates, and columns that were not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.parts import Child, icon, quiet
from dashboards.ids import question, unread
from dashboards.reports import CandidateTold, ProfileTold, QuestionTold
from importers.profiles import LAST_ANSWER

_WORDS = {
    "fte": "FTE",
    "ask.fte": "ask, FTE",
    "goal": "goal",
    "one_time": "one-time mark",
    "package": "decision package",
    "transfer": "transfer mark",
    "unit": "appropriation unit",
}

_NOT_HEADINGS = frozenset({"sheet", "units"})
_OPEN = frozenset({"as_of", "department", "fiscal_year", "period"})
"""Questions that take other answers than those that are listed."""


@dataclass(frozen=True, slots=True)
class UnreadColumn:
    """A column that was not read; ``answer`` is how an answer names it, None where no answer can."""

    sheet: str
    letter: str
    heading: str
    samples: tuple[str, ...]
    may_be_money: bool
    answer: str | None


def field_words(field: str) -> str:
    """A field as people say it, such as "ask, amount" for ``ask.amount``."""
    return _WORDS.get(field) or field.replace("_", " ").replace(".", ", ")


def question_list(questions: Sequence[QuestionTold], answers: Mapping[str, Sequence[str]]) -> list[Component]:
    """One control a question; an answer that was given before is offered first."""
    return [_question(each, answers.get(each.field, ())) for each in questions]


def profile_note(used: ProfileTold) -> list[Component]:
    """By whose answers headings were read, and each of these answers."""
    words = (
        f"Its headings are those of an earlier file: it was read by answers of {used.by}, {formats.moment(used.at)}."
    )
    answers = [
        html.Div([html.Dt(formats.sentence_case(field_words(key))), html.Dd(_as_said(key, texts))])
        for key, texts in used.answers.items()
    ]
    return [html.P(words), html.Dl(answers, className="facts facts-wide")]


def _as_said(key: str, texts: Sequence[str]) -> str:
    return formats.listed([text if key in _NOT_HEADINGS else formats.quoted(text.removeprefix("@")) for text in texts])


def unread_list(columns: Sequence[UnreadColumn], keys: Sequence[str]) -> list[Component]:
    """The columns that were not read, those that may be money first, each with what it can be said to be."""
    ordered = sorted(columns, key=lambda column: not column.may_be_money)
    drawn: list[Component] = []
    asked: set[str] = set()
    for column in ordered:
        # Several tables may have a column of one heading: one answer says what all of them are.
        is_first = column.answer is not None and column.answer not in asked
        drawn.append(_unread(column, keys if is_first else ()))
        asked.add(column.answer or "")
    return drawn


def _unread(column: UnreadColumn, keys: Sequence[str]) -> Component:
    name = f"{column.letter} {formats.quoted(column.heading)}" if column.heading else f"{column.letter}, no heading"
    said: list[Child] = [html.Strong(name), quiet(f" on {column.sheet}")]
    if column.may_be_money:
        said.append(html.Span([icon("rise"), "may be money"], className="status status-at-risk"))
    samples = formats.listed(column.samples[:3])
    words = html.Div([html.P(said), html.P(quiet(f"such as {samples}" if samples else "blank"))])
    if column.answer is None or not keys:
        return html.Div(words, className="unread")
    choice = dmc.Select(
        id=unread(column.answer),
        data=[{"value": key, "label": field_words(key)} for key in keys],
        label=f"Read column {column.letter} as",
        placeholder="not read",
        clearable=True,
        searchable=True,
    )
    return html.Div([words, choice], className="unread")


def _question(asked: QuestionTold, given: Sequence[str]) -> Component:
    if asked.field in _OPEN and asked.candidates and all(each.samples for each in asked.candidates):
        return html.Div(_open_choice(asked, given), className="question")
    if not asked.candidates:
        control = dmc.TextInput(id=question(asked.field), label=asked.message, value=given[0] if given else "")
        return html.Div(control, className="question")
    choices = [_candidate(candidate) for candidate in asked.candidates]
    value = given[0] if given else None
    group = dmc.RadioGroup(choices, id=question(asked.field), label=asked.message, value=value)
    return html.Div(group, className="question")


def _open_choice(asked: QuestionTold, given: Sequence[str]) -> Component:
    """A field to type into, with what may be meant beneath it: a last answer is seldom the next one."""
    hints = [f"{each.value} ({formats.listed(each.samples[:3])})" for each in asked.candidates]
    control: Component = dmc.Autocomplete(
        id=question(asked.field),
        label=asked.message,
        description=f"such as {formats.listed(hints)}",
        data=[each.value for each in asked.candidates],
        value=given[0] if given else "",
    )
    return control


def _candidate(candidate: CandidateTold) -> Component:
    radio: Component = dmc.Radio(
        label=candidate.value, value=candidate.value, description=_description(candidate.samples), my=8
    )
    return radio


def _description(samples: Sequence[str]) -> str | None:
    last = LAST_ANSWER if LAST_ANSWER in samples else ""
    rest = formats.listed([sample for sample in samples if sample != LAST_ANSWER][:3])
    return "; ".join(filter(None, (last, f"such as {rest}" if rest else ""))) or None
