from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

from budgets.phases import Phase
from importers.crosswalk_workbook import CrosswalkRow
from importers.issues import Issue
from importers.templates import write_crosswalk
from plans.questions import AskedOf
from tests.builders import BIENNIUM
from tests.memory import MemoryUnitOfWork
from tests.plans.test_questions import a_set
from tests.store.test_links import a_link
from tests.store.test_uploads import COUNTY
from tracker.equity_answers import Subject
from tracker.errors import TrackerError
from tracker.permissions import LOCAL_USER
from tracker.rows import View
from tracker.services.crosswalk import check_links, import_links, take_links
from tracker.services.findings import NewWaiver, take_waiver_back, waive_finding
from tracker.services.linking import end_link, link_action
from tracker.services.questions import Answering, answer_questions, load_questions
from tracker.services.unit_of_work import UnitOfWork

TODAY = date(2026, 9, 30)
WAIVER = NewWaiver("2026-2027", "ab12", "Kim", "Ill", date(2026, 12, 31))
ANSWERS = Answering(1, "2026-2027", Subject(AskedOf.DEPARTMENT, "parks"), {"D1": "Yes"}, 0)
LINKS, VIEW = ("links.xlsx", write_crosswalk([])), View("", Phase.ADOPTED)
SUBJECTS = frozenset({"alignment", "books", "findings", "imports", "links", "plans", "questions"})


class TakingTurns(MemoryUnitOfWork):
    """A store that must not be looked at before whoever changes it has taken a turn."""

    is_taken = False

    def __enter__(self):
        self.is_taken = False
        return super().__enter__()

    def raise_data_version(self):
        self.is_taken = True
        super().raise_data_version()

    def __getattribute__(self, name):
        if name in SUBJECTS:
            assert object.__getattribute__(self, "is_taken"), f"{name} was looked at before its turn"
        return object.__getattribute__(self, name)


@pytest.mark.parametrize(
    "deed",
    [
        lambda uow: link_action(uow, LOCAL_USER, COUNTY, a_link()),
        lambda uow: end_link(uow, LOCAL_USER, COUNTY, 1, "no more"),
        lambda uow: load_questions(uow, LOCAL_USER, COUNTY, a_set(), [BIENNIUM]),
        lambda uow: answer_questions(uow, LOCAL_USER, COUNTY, ANSWERS, today=TODAY),
        lambda uow: waive_finding(uow, LOCAL_USER, COUNTY, WAIVER, today=TODAY),
        lambda uow: take_waiver_back(uow, LOCAL_USER, COUNTY, "2026-2027", "ab12", today=TODAY),
        lambda uow: import_links(uow, LOCAL_USER, COUNTY, LINKS),
        lambda uow: take_links(uow, LOCAL_USER, COUNTY, LINKS, VIEW, today=TODAY, seen=""),
    ],
    ids=["link", "end", "load", "answer", "waive", "take back", "import links", "take links"],
)
def test_who_changes_something_looks_only_when_nobody_else_changes_it(deed: Callable[[UnitOfWork], object]):
    uow = TakingTurns()

    with suppress(TrackerError):
        deed(uow)

    assert uow.is_taken


class Turn(MemoryUnitOfWork):
    """A store that knows whether somebody has his turn."""

    is_taken = False

    def __enter__(self):
        self.is_taken = True
        return super().__enter__()


@pytest.mark.parametrize(
    "deed",
    [
        lambda uow: import_links(uow, LOCAL_USER, COUNTY, LINKS),
        lambda uow: check_links(uow, LOCAL_USER, COUNTY, LINKS, VIEW, today=TODAY),
        lambda uow: take_links(uow, LOCAL_USER, COUNTY, LINKS, VIEW, today=TODAY, seen=""),
    ],
    ids=["import", "check", "take"],
)
def test_a_workbook_of_links_is_opened_before_others_have_to_wait(deed: Callable[[UnitOfWork], object], monkeypatch):
    uow, opened = Turn(), list[bool]()

    def read(_data: bytes, _file: str) -> tuple[tuple[CrosswalkRow, ...], tuple[Issue, ...]]:
        opened.append(uow.is_taken)
        return (), ()

    monkeypatch.setattr("tracker.services.crosswalk.read_crosswalk", read)

    with suppress(TrackerError):
        deed(uow)

    assert opened == [False]
