import pytest

from dashboards.pages.budget.callbacks import show_budget
from tests.dashboards.trees import links


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
