from dataclasses import replace

import pytest

from dashboards.app import put_together
from dashboards.pages.budget.callbacks import show_budget
from dashboards.pages.department.body import tell_department
from tests.dashboards.fakes import ADOPTED, FakeDesk, FakeQueries
from tests.dashboards.trees import links
from tracker.permissions import Actor, Permission


@pytest.fixture
def client(wiring):
    return wiring.app.server.test_client()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_budget_can_be_taken_along_from_its_page(client, ask, form):
    (href,) = [href for href in links(show_budget({}, ask=ask).body) if f"budget.{form}" in href]

    answer = client.get(href)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "address", ["/download/budget.exe", "/download/budget.csv?period=1999", "/download/budget.csv?cut=moon"]
)
def test_what_does_not_exist_cannot_be_taken_along(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/download/findings.CSV", "/download/budget.exe", "/download/plan/moon.xlsx"])
def test_a_form_that_is_none_is_told_in_words(client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert "there is no file of the kind" in answer.text


@pytest.mark.parametrize("purpose", ["progress", "next"])
def test_a_department_takes_its_plan_along_to_fill_it_in(client, purpose):
    answer = client.get(f"/download/plan/{purpose}.xlsx?key=transit")

    assert answer.status_code == 200
    assert f"transit {purpose}.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("address", ["/download/plan/progress.xlsx?key=moon", "/download/plan/moon.xlsx?key=transit"])
def test_a_template_that_nobody_can_fill_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_templates_are_for_those_who_may_see_imports():
    ask = FakeQueries()
    reader = Actor("a reader", frozenset({Permission.REPORT_READ}))
    wiring = put_together(ask, FakeDesk(ask), current_actor=lambda: reader)

    assert wiring.app.server.test_client().get("/download/plan/next.xlsx?key=transit").status_code == 403


@pytest.mark.parametrize("period", ["2028-2029", None])
def test_a_department_offers_the_template_of_its_next_plan_where_a_period_follows(ask, period):
    page = replace(ask.department("human-resources", ADOPTED), next_period=period)

    offered = links(tell_department(page, ADOPTED, {}).line)

    assert ("/download/plan/next.xlsx?key=human-resources" in offered) is (period is not None)


@pytest.mark.parametrize(("address", "events"), [("/calendar.ics", 11), ("/calendar.ics?period=2026-2027", 11)])
def test_the_budget_cycle_is_taken_along_as_a_calendar(client, address, events):
    answer = client.get(address)

    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert "cascara-county-budget-cycle.ics" in answer.headers["Content-Disposition"]
    assert answer.data.count(b"BEGIN:VEVENT") == events


def test_a_calendar_of_no_budget_is_not_found(client):
    assert client.get("/calendar.ics?period=1999").status_code == 404


def test_the_calendar_is_for_those_who_may_read():
    ask = FakeQueries()
    nobody = Actor("nobody", frozenset(Permission) - {Permission.REPORT_READ})
    wiring = put_together(ask, FakeDesk(ask), current_actor=lambda: nobody)

    assert wiring.app.server.test_client().get("/calendar.ics").status_code == 403
