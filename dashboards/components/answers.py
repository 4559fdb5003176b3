"""The home of questions and answers on pages: how far somebody has answered, and every answer with who gave it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.components.parts import Child, Children, lines, quiet, status
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import ANSWERED, Mark
from plans.questions import Completeness, Question
from tracker.package_rows import AnswerRow, EarlierAnswer, QuestionRow


def far(told: Completeness | None) -> Mark:
    """How far questions are answered, as a mark; nothing required is a state of its own."""
    if told is None or not told.required:
        return ANSWERED["nothing"]
    if not told.lacking:
        return ANSWERED["all"]
    return ANSWERED["some" if told.required_answered else "none"]


def completeness_cell(told: Completeness | None) -> Children:
    """The mark, and beneath it how many of how many required questions."""
    if told is None or not told.required:
        return status(far(told))
    return lines(status(far(told)), quiet(required_words(told)))


def required_words(told: Completeness) -> str:
    """How many of the required questions are answered."""
    return formats.part_of(told.required_answered, told.required, "required")


def answer_table(rows: Sequence[QuestionRow]) -> Component:
    """The questions that are asked now, each with its answer."""
    headings = (Heading("Question", Column.NAME), Heading("Answer"), Heading("Who and when"))
    return table("Questions and answers", headings, [_row(row) for row in rows], css="answer-table")


def _row(row: QuestionRow) -> Row:
    held, earlier = row.held, len(row.answers) - 1
    asked = lines(
        html.Span([html.Span(row.question.code, className="code"), " ", html.Strong(row.question.text)]),
        quiet(row.question.help) if row.question.help else None,
    )
    if held is None:
        lacking: Component = (
            html.Span("not answered", className="lacking") if row.question.required else quiet("may stay open")
        )
        return Row((asked, lacking, _taken_back(row.answers)))
    before = formats.count(earlier, "answer before it", "answers before it") if earlier else ""
    return Row((asked, held.answer, lines(*_who(held), quiet(before) if before else None)))


def _taken_back(answers: Sequence[AnswerRow]) -> Children:
    return quiet(f"taken back by {answers[0].by}, {formats.day(answers[0].at.date())}") if answers else None


def _who(held: AnswerRow) -> list[Child]:
    told: list[Child] = [held.by, quiet(formats.moment(held.at))]
    if held.file is None:
        return told
    place = f"{held.cell} in {held.file}"
    if held.file_id is None:
        return [*told, quiet(place)]
    return [*told, html.A(place, href=f"/files/answers/{held.file_id}", className="source", download="")]


def earlier_table(rows: Sequence[EarlierAnswer]) -> Component:
    """Answers to questions of other versions, with the questions as they were asked then."""
    headings = (
        Heading("Question as it was asked", Column.NAME),
        Heading("Answer"),
        Heading("Who and when"),
        Heading("Version"),
    )
    drawn = [
        Row((html.Strong(row.question), row.held.answer, lines(*_who(row.held)), f"{row.title}, {row.version}"))
        for row in rows
    ]
    return table("Answers to other versions", headings, drawn, css="answer-table")


def question_table(questions: Sequence[Question], takes: Sequence[str]) -> Component:
    """What is asked, and how each question is answered; ``takes`` has the words for that, question by question."""
    headings = (Heading("Question", Column.NAME), Heading("Answered"), Heading("Needed"))
    drawn = [
        Row(
            (
                html.Span([html.Span(each.code, className="code"), " ", each.text]),
                how,
                "required" if each.required else quiet("may stay open"),
            )
        )
        for each, how in zip(questions, takes, strict=True)
    ]
    return table("Questions", headings, drawn)
