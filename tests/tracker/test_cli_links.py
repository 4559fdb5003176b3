import json
from pathlib import Path

import pytest

from budgets.phases import Phase
from budgets.structure import ChartEntry
from importers.budget_sheets import BudgetAbout
from importers.templates import write_budget, write_plan
from tests.builders import BIENNIUM, a_framework, a_line, a_plan, an_action
from tests.importers.question_fixtures import changed
from tests.tracker.installations import bring_in, command, copy_of

CLINIC, BUSES = ChartEntry(code="DS_1", name="Mobile clinic"), ChartEntry(code="DS_2", name="Night buses")


COUNTY = """year_start = "01-01"
periods = [[2026-01-01, 2027-12-31]]
as_of = 2026-06-30
framework = "king_county"
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    (folder / "county.toml").write_text(COUNTY, encoding="utf-8")
    lines = [
        a_line("1000.00", phase=Phase.ADOPTED, package=CLINIC),
        a_line("300.00", phase=Phase.ADOPTED, package=BUSES),
    ]
    (folder / "book.xlsx").write_bytes(write_budget(lines, BudgetAbout(period=BIENNIUM)))
    plan = a_plan(
        an_action("PH-1", ask={"amount": 400, "decision_package": "DS_1"}),
        an_action("PH-2", title="Run more night buses", ask={"amount": 5000}),
    )
    (folder / "plan.xlsx").write_bytes(write_plan(plan, a_framework("LOS")))
    bring_in(folder, ("budget", "book.xlsx"), ("plan", "plan.xlsx"))
    return folder


@pytest.fixture
def run(form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy_of(form, tmp_path, monkeypatch)
    return command


LINK = ("link", "add", "--department", "Public Health", "--action", "PH-2", "--package", "DS_2")


def links(run, *words):
    return json.loads(run("link", "list", "--json", *words))["links"]


def test_a_link_is_made_listed_and_ended(run):
    said = run(*LINK, "--share", "25")
    assert "25 % of package DS_2 pays for PH-2" in said
    assert "$75.00, of which $75.00 are counted" in said

    (own,) = links(run)
    assert (own["claimed"], own["counted"], own["until"], own["basis"]) == ("75.00", "75.00", None, "entered")

    run("link", "end", str(own["link"]), "--reason", "the grant ran out")
    assert links(run) == []
    (ended,) = links(run, "--ended")
    assert ended["ended_why"] == "the grant ran out"


def test_a_link_is_weighed_to_the_cent_before_it_is_kept(run):
    run(*LINK, "--amount", "200")

    said = run("link", "add", "--department", "Public Health", "--action", "PH-1", "--package", "DS_2", "--share",
               "50", "--check")  # fmt: skip

    assert "come to $300.00, of which nobody claims $100.00" in said
    assert "It claims $150.00, of which" in said
    assert "$50.00 more would be claimed than there is" in said
    assert len(links(run)) == 1


def test_who_would_lose_by_a_link_is_named(run):
    run(*LINK, "--share", "100")
    more = (
        "link",
        "add",
        "--department",
        "Public Health",
        "--action",
        "PH-1",
        "--package",
        "DS_2",
        "--share",
        "50",
        "--check",
    )

    (fall,) = json.loads(run(*more, "--json"))["falls"]

    assert (fall["link"], fall["action"], fall["before"], fall["after"]) == (1, "PH-2", "300.00", "200.00")
    assert "Link 1, PH-2 (Public Health" in run(*more)


def test_suggests_with_reasons_and_links_only_what_is_confirmed(run):
    told = json.loads(run("link", "suggest", "--json"))

    assert told["sure"] == 1
    stated, alike = [row["suggestions"][0] for row in told["actions"]]
    assert (stated["keys"], stated["amount"], stated["sure"]) == ({"package": "DS_1"}, "400.00", True)
    assert (alike["keys"], alike["amount"], alike["sure"]) == ({"package": "DS_2"}, None, False)
    assert links(run) == []

    assert "1 link was made" in run("link", "suggest", "--confirm-sure")
    (own,) = links(run)
    assert (own["action"], own["counted"], own["basis"], own["until"]) == ("PH-1", "400.00", "stated", "2027-12-31")
    assert json.loads(run("link", "suggest", "--json"))["sure"] == 0


def test_those_that_are_chosen_by_their_key_are_linked_and_no_others(run):
    (sure,) = json.loads(run("link", "suggest", "--json"))["can_be_confirmed"]
    assert (sure["action"], sure["lines"], sure["claim"]) == ("PH-1", "package DS_1 Mobile clinic", "$400")
    assert f"{sure['key']} PH-1 (Public Health), $400 of package DS_1" in " ".join(run("link", "suggest").split())

    refused = run("link", "suggest", "--confirm", sure["key"], "--confirm", "nothere1", ends=2)
    assert "No sure suggestion has the key nothere1" in " ".join(refused.split())
    assert links(run) == []

    key = sure["key"].upper()
    assert "1 link was made" in run("link", "suggest", "--confirm", key, "--confirm", key)
    (own,) = links(run)
    assert (own["action"], own["counted"], own["basis"]) == ("PH-1", "400.00", "stated")
    run("link", "suggest", "--confirm", sure["key"], ends=2)


def test_all_and_some_are_not_confirmed_at_once(run):
    assert "one of the two" in run("link", "suggest", "--confirm-sure", "--confirm", "a", ends=2)


def test_only_the_rest_of_what_is_asked_is_suggested(run):
    run(*LINK, "--amount", "100")
    run("link", "add", "--department", "Public Health", "--action", "PH-1", "--package", "DS_2", "--amount", "150")

    (own,) = [each for each in json.loads(run("link", "suggest", "--json"))["actions"] if each["action"] == "PH-1"]

    assert (own["asked"], own["linked"], own["suggestions"][0]["amount"]) == ("400.00", "150.00", "250.00")
    assert "$150.00 of the $400.00 that it asks for are linked already" in " ".join(run("link", "suggest").split())


def test_what_plans_state_and_cannot_be_met_is_left_out_with_the_reason(run):
    run(*LINK[:6], "--package", "DS_1", "--share", "80")

    told = json.loads(run("link", "suggest", "--json"))

    (left_out,) = told["left_out"]
    assert (told["sure"], left_out["action"], left_out["beside"]) == (0, "PH-1", ["link 1 (PH-2)"])
    assert left_out["claimed"] == "400.00"
    assert float(left_out["counted"]) < 400
    said = " ".join(run("link", "suggest", "--confirm-sure").split())
    assert "0 links were made" in said
    assert "PH-1 (Public Health), $400 of package DS_1" in said
    assert "the same lines are claimed by link 1 (PH-2)" in said


def test_what_would_take_from_a_link_that_stands_is_told_and_not_confirmed(run):
    run(*LINK[:6], "--unit", "A80000", "--share", "100")

    told = json.loads(run("link", "suggest", "--json"))

    (left_out,) = told["left_out"]
    assert (told["sure"], left_out["claimed"], left_out["counted"]) == (0, "400.00", "285.71")
    # 1,000 under the package is shared by 1,000 and 400; the 300 beside it nobody else claims.
    assert [(fall["link"], fall["before"], fall["after"]) for fall in left_out["falls"]] == [(1, "1300.00", "1014.29")]
    suggestion = told["actions"][0]["suggestions"][0]
    assert (suggestion["offered"], suggestion["falls"]) == (None, left_out["falls"])
    assert "Link 1, PH-2 (Public Health, goal LOS): counted $1,014.29 beside it" in " ".join(
        run("link", "suggest").split()
    )
    assert "0 links were made" in run("link", "suggest", "--confirm-sure")


def test_the_days_of_a_link_are_told(run):
    run(*LINK, "--share", "25", "--since", "2026-07-01", "--until", "2027-06-30")

    (own,) = links(run)
    assert (own["since"], own["until"]) == ("2026-07-01", "2027-06-30")
    assert "2026-07-01" in run("link", "list")
    refused = run(
        *LINK[:6], "--unit", "A80000", "--share", "5", "--since", "2027-01-01", "--until", "2026-01-01", ends=1
    )
    assert "ends after it begins" in refused


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--share", "0.25"), "0.25 % or 25 %"),
        ((), "a share in percent or an amount in dollars"),
        (("--share", "5", "--unit", "A9"), "budget in the store names unit A9"),
    ],
)
def test_what_cannot_be_linked_is_refused_in_words(run, words, said):
    assert said in run(*LINK, *words, ends=1)
    assert links(run) == []


def test_a_link_is_ended_with_a_reason(run):
    run(*LINK, "--share", "25")

    assert "write why" in run("link", "end", "1", "--reason", " ", ends=1)


def test_a_period_that_is_not_there_is_named(run):
    assert "no budget period 1999" in run("link", "list", "--period", "1999", ends=2)


def test_a_workbook_of_links_says_what_it_would_do_before_it_is_kept(run, tmp_path: Path):
    run(*LINK, "--share", "50")
    run("link", "export", "links.xlsx")
    new = (("B", "Public Health"), ("C", "PH-1"), ("I", "DS_2"), ("J", "75 %"), ("M", "1/1/2026"))
    written = (tmp_path / "links.xlsx").read_bytes()
    (tmp_path / "more.xlsx").write_bytes(changed(written, *((f"Links!{column}3", text) for column, text in new)))

    told = json.loads(run("link", "import", "more.xlsx", "--check", "--json"))
    said = " ".join(run("link", "import", "more.xlsx", "--check").split())

    (row,) = told["links"]
    assert (row["cell"], row["claim"], row["in_place_of"]) == ("Links!C3", "75 %", None)
    assert (row["claimed"], row["counted"]) == ("225.00", "180.00")
    assert (told["budget"]["over_allocated_before"], told["budget"]["over_allocated_after"]) == ("0.00", "75.00")
    assert [(fall["link"], fall["before"], fall["after"]) for fall in told["budget"]["falls"]] == [
        (1, "150.00", "120.00")
    ]
    assert "claims $225.00, of which $180.00 are counted, $45.00 more than is left for it" in said
    assert "$75.00 more of the adopted 2026-2027 budget would be claimed than there is; now it is $0.00" in said
    assert len(links(run)) == 1

    assert "1 new and 0 changed links were kept, 1 known already" in run("link", "import", "more.xlsx")
    assert len(links(run)) == 2
    assert json.loads(run("link", "import", "more.xlsx", "--check", "--json"))["links"] == []
