from dataclasses import replace
from datetime import date

from icalendar import Calendar

from budgets.calendar import cycle
from tests.builders import BIENNIUM
from tracker.cycle import MilestoneRow, milestone_row
from tracker.cycle_rules import read_cycle_rules, shipped_cycle
from tracker.exchange.calendar_feed import calendar_feed, feed_name
from tracker.rows import CountyFacts

COUNTY = CountyFacts(
    name="Alder & Birch County",
    as_of=date(2026, 6, 30),
    invented=False,
    framework_title="Goals",
    framework_version="1",
)


def rows(**changes: object) -> tuple[MilestoneRow, ...]:
    rules = read_cycle_rules(shipped_cycle("king_county"))
    found = (milestone_row(one, COUNTY.as_of) for one in cycle(rules, [BIENNIUM]))
    return tuple(replace(row, **changes) for row in found)  # type: ignore[arg-type]


def events(content: bytes):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_every_milestone_is_an_event_of_whole_days():
    found = events(calendar_feed(COUNTY, rows()))

    assert len(found) == len(rows()) == 11
    window = next(one for one in found if one["uid"].startswith("council-adopts.2026-01-01"))
    assert (window.decoded("dtstart"), window.decoded("dtend")) == (date(2025, 11, 15), date(2025, 12, 1))


def test_an_event_says_whose_budget_who_and_by_which_rule():
    known, unknown = (
        next(one for one in events(calendar_feed(COUNTY, rows())) if one["uid"].startswith(f"funds-named.{year}"))
        for year in (2026, 2028)
    )

    assert known["summary"] == "Council names the funds budgeted annually and biennially (budget 2026-2027)"
    assert unknown["summary"].endswith("(budget from 2028-01-01)")
    assert known["description"] == "Council.\nRule: at least 245 days before the current period ends."


def test_an_event_is_the_same_one_wherever_its_day_moves():
    before = {one["uid"] for one in events(calendar_feed(COUNTY, rows()))}
    moved = {one["uid"] for one in events(calendar_feed(COUNTY, rows(first=date(2026, 1, 2), last=date(2026, 1, 3))))}

    assert before == moved
    assert len(before) == 11
    assert "departments-submit.2028-01-01@alder-birch-county.equity-tracker" in before


def test_the_same_milestones_give_the_same_bytes():
    assert calendar_feed(COUNTY, rows()) == calendar_feed(COUNTY, rows())


def test_what_people_wrote_cannot_become_a_line_of_the_calendar():
    name = "Submit\r\nBEGIN:VALARM\r\n;,:\\ now"

    content = calendar_feed(COUNTY, rows(name=name)[:1])

    assert b"\r\nBEGIN:VALARM" not in content
    assert len(events(content)) == 1


def test_lines_are_no_longer_than_the_standard_allows():
    content = calendar_feed(COUNTY, rows(name="\N{LATIN SMALL LETTER E WITH ACUTE}" * 300))

    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_an_invented_county_says_so_in_every_event():
    found = events(calendar_feed(replace(COUNTY, invented=True), rows()))

    assert all("is an invented county" in one["description"] for one in found)


def test_the_file_is_named_for_the_county():
    assert feed_name(COUNTY) == "alder-birch-county-budget-cycle.ics"
    assert feed_name(replace(COUNTY, name="\N{GREEK SMALL LETTER OMEGA}")) == "county-budget-cycle.ics"


def test_no_text_ends_the_line_that_it_stands_in():
    hostile = "One\r\nBEGIN:VEVENT\rX:1\x00\x1b[2J\u2028\u202e; two, \\\\ three" + "\u00e9" * 200
    county = replace(COUNTY, name=hostile)

    content = calendar_feed(county, rows(name=hostile, who=hostile, rule=hostile))

    lines = content.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == len(rows())
    assert not any(set(line) & set(range(32)) for line in lines)
    assert max(map(len, lines)) <= 75
    assert events(content)[0]["summary"].startswith("One BEGIN:VEVENT X:1[2J ; two")
