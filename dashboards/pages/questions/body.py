"""The parts of the page of budget equity questions, from its data."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import formats
from dashboards.address import address, read_number
from dashboards.components.answers import (
    answer_table,
    completeness_cell,
    earlier_table,
    question_table,
    required_words,
)
from dashboards.components.cards import card, empty, notice
from dashboards.components.head import made_line
from dashboards.components.issues import fault_list
from dashboards.components.packages import answer_way, package_table, told_phases
from dashboards.components.parts import Child, icon, link, quiet
from dashboards.components.tables import Column, Heading, Row, table
from dashboards.marks import PHASE
from dashboards.pages.telling import Told
from importers.question_sheets import how_to_answer
from plans.questions import AskedOf, together
from tracker.package_rows import AskedSet, DepartmentAnswers, PackageRow, QuestionsPage, SubjectAnswers
from tracker.rows import View
from tracker.services.questions import AnswersIn

_ABOUT = {AskedOf.DEPARTMENT: "Asked of each department", AskedOf.PACKAGE: "Asked of each decision package"}


def tell_questions(told: QuestionsPage) -> Told:
    """What is asked for a period, and how far every department has answered."""
    if told.asked is None:
        return _nothing_asked(told)
    complete = sum(not row.whole.lacking for row in told.departments)
    title = f"{formats.part_of(complete, len(told.departments), 'departments')} have answered every required question"
    line = made_line(
        formats.sentence_case(formats.as_of(told.county.as_of)),
        formats.period(told.view.period),
        f"{required_words(told.whole)} questions answered",
        f"packages of the {PHASE[told.phase].lower()} budget" if told.phase else "no budget names a package yet",
    )
    parts: list[Child] = []
    if told.without_department:
        parts.append(notice(_nobodys(told)))
    parts.append(_departments(told))
    parts += [_asked(told, about) for about in AskedOf if told.of(about)]
    return Told(title, line, parts)


def _nothing_asked(told: QuestionsPage) -> Told:
    period = formats.period(told.view.period) if told.view.period else "any period"
    way: list[Child] = [
        "A set of questions is a workbook or a toml file of the county's own. One comes along as an example: ",
        html.Span("equity-tracker questions load budget_equity --period 2026-2027", className="code"),
        ".",
    ]
    return Told(
        f"No budget equity questions are asked for {period}",
        made_line(formats.sentence_case(formats.as_of(told.county.as_of))),
        [empty("What now?", way)],
    )


def _nobodys(told: QuestionsPage) -> str:
    many = formats.count(told.without_department, "decision package stands", "decision packages stand")
    amount = (
        f", {formats.dollars_short(told.without_department_amount)} in all," if told.without_department_amount else ""
    )
    return f"{many}{amount} on lines that name no department: nobody is asked about them."


def _departments(told: QuestionsPage) -> Component:
    headings = (
        Heading("Department", Column.NAME),
        Heading("About itself"),
        Heading("Packages complete", Column.NUMBER),
        Heading("About its packages"),
    )
    rows = [_department(row, told.view) for row in told.departments]
    own = together(row.own for row in told.departments)
    packages = together(row.packages for row in told.departments)
    count, whole = (
        sum(getattr(row, name) for row in told.departments) for name in ("packages_complete", "package_count")
    )
    foot = (Row(("All departments", required_words(own), formats.part_of(count, whole), required_words(packages))),)
    return card(
        "Department by department",
        table("How far departments have answered", headings, rows, foot=foot),
        about="Each leads to its answers, its packages, and its workbook",
        css="card-table",
    )


def _department(row: DepartmentAnswers, view: View) -> Row:
    packages = formats.part_of(row.packages_complete, row.package_count) if row.package_count else quiet("none")
    return Row(
        (
            link(row.name, address("/questions", view, department=row.key)),
            completeness_cell(row.own),
            packages,
            completeness_cell(row.packages) if row.package_count else quiet("no packages"),
        )
    )


def _asked(told: QuestionsPage, about: AskedOf) -> Component:
    questions = told.of(about)
    drawn = question_table(questions, [how_to_answer(each) for each in questions])
    return card(_ABOUT[about], drawn, about=_named(told.asked) if told.asked else None, css="card-table")


def _named(asked: AskedSet) -> str:
    return f"{asked.title}, version {asked.version}, loaded by {asked.by} on {formats.day(asked.at.date())}"


def tell_department(told: SubjectAnswers, packages: Sequence[PackageRow], done: str | None) -> Told:
    """What a department is asked about itself, its packages, and what it has answered."""
    if told.asked is None:
        return _not_asked(told)
    asked = [row for row in packages if row.is_asked]
    complete = sum(row.completeness is not None and not row.completeness.lacking for row in asked)
    of = formats.part_of(complete, len(asked), "packages") if asked else "no packages"
    title = f"{told.name} has answered {_far(told)} about itself" + (f"; {of} complete" if asked else "")
    key, view = told.subject.department, told.view
    take = html.A(
        [icon("save"), " workbook to answer in"],
        href=address("/download/questions.xlsx", view, department=key),
        download="",
    )
    line = made_line(
        link(told.name, address("/department", view, key=key)), formats.period(view.period), _named(told.asked), take
    )
    parts: list[Child] = [_saved(done), card("About the department", answer_table(told.rows), css="card-table")]
    if asked:
        drawn = package_table(asked, told_phases(asked), view, is_asked=True)
        about = "Each leads to its page, where its questions are answered"
        parts.append(card("Its decision packages", drawn, about=about, css="card-table"))
    return Told(title, line, [part for part in [*parts, _earlier(told)] if part is not None])


def tell_package_answers(told: SubjectAnswers, way: str, done: str | None) -> Told:
    """What is asked about one package, and what was answered."""
    if told.asked is None:
        return _not_asked(told)
    view = told.view
    line = made_line(
        link("the package and its money", way),
        link(told.department, address("/questions", view, department=told.subject.department))
        if told.department
        else None,
        formats.period(view.period),
        _named(told.asked),
    )
    parts = [_saved(done), card("About the package", answer_table(told.rows), css="card-table"), _earlier(told)]
    return Told(f"{told.name}: {_far(told)} answered", line, [part for part in parts if part is not None])


def tell_which(code: str, packages: Sequence[PackageRow], view: View) -> Told:
    """Which package a code means, where several departments use it."""
    ways = [
        html.Li(link(f"{row.name}, {row.department or 'no department'}", answer_way(row, view))) for row in packages
    ]
    return Told(
        f"{len(packages)} departments use the code {code} for a decision package",
        made_line(formats.period(view.period)),
        [card("Whose questions are meant?", html.Ul(ways, className="found"))],
    )


def tell_faults(told: AnswersIn) -> Component:
    """Why nothing of a workbook was kept: every fault with its cell, and what to do."""
    return fault_list(told.file, told.reading.issues)


def _far(told: SubjectAnswers) -> str:
    far = told.completeness
    return formats.part_of(far.required_answered, far.required, "required questions")


def _not_asked(told: SubjectAnswers) -> Told:
    period = formats.period(told.view.period)
    parts = [
        empty("What now?", f"Nothing is asked for {period}; what was asked for others stands there."),
        _earlier(told),
    ]
    return Told(
        f"{told.name} is asked nothing for {period}",
        made_line(formats.sentence_case(formats.as_of(told.county.as_of))),
        [part for part in parts if part is not None],
    )


def _saved(done: str | None) -> Component | None:
    if done is None:
        return None
    return notice(saved_words(read_number(done) or 0))


def saved_words(number: int) -> str:
    """How many answers were kept, of those that were sent."""
    if not number:
        return "Nothing was changed: all answers stand."
    return f"{formats.count(number, 'answer was', 'answers were')} saved."


def _earlier(told: SubjectAnswers) -> Component | None:
    if not told.earlier:
        return None
    about = "Each with the question as it was asked then; they count for nothing that is asked now"
    return card("Answers to other versions", earlier_table(told.earlier), about=about, css="card-table")
