"""The home of questions about a file as forms: the decision, its candidates, and samples that help."""

from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.ids import question
from dashboards.reports import CandidateTold, QuestionTold


def question_list(questions: Sequence[QuestionTold], answers: Mapping[str, Sequence[str]]) -> list[Component]:
    """One control a question; an answer that was given before is offered first."""
    return [_question(each, answers.get(each.field, ())) for each in questions]


def _question(asked: QuestionTold, given: Sequence[str]) -> Component:
    if not asked.candidates:
        control = dmc.TextInput(id=question(asked.field), label=asked.message, value=given[0] if given else "")
        return html.Div(control, className="question")
    choices = [_candidate(candidate) for candidate in asked.candidates]
    value = given[0] if given else None
    group = dmc.RadioGroup(choices, id=question(asked.field), label=asked.message, value=value)
    return html.Div(group, className="question")


def _candidate(candidate: CandidateTold) -> Component:
    samples = formats.listed(candidate.samples[:3])
    radio: Component = dmc.Radio(
        label=candidate.value, value=candidate.value, description=f"such as {samples}" if samples else None, my=8
    )
    return radio
