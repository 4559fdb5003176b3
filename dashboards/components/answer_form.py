"""The home of questions as a form: one control for each, with the answer that holds."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards.ids import answer_to
from plans.questions import Question
from tracker.package_rows import QuestionRow

NO_ANSWER = ""


def answer_form(rows: Sequence[QuestionRow]) -> list[Component]:
    """A control for each question."""
    return [
        html.Div(_control(row.question, row.held.answer or "" if row.held else ""), className="question")
        for row in rows
    ]


def _control(question: Question, answer: str) -> Component:
    must = "" if question.required else " (may stay open)"
    label = f"{question.code} {question.text}{must}"
    if question.answers:
        choices = [dmc.Radio(label=each, value=each, my=8) for each in question.answers]
        choices.append(dmc.Radio(label="no answer", value=NO_ANSWER, my=8))
        group: Component = dmc.RadioGroup(
            choices, id=answer_to(question.code), label=label, description=question.help, value=answer
        )
        return group
    area: Component = dmc.Textarea(
        id=answer_to(question.code),
        label=label,
        description=question.help,
        value=answer,
        autosize=True,
        minRows=2,
    )
    return area
