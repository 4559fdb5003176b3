"""The home of the budget cycle as a calendar that any program of appointments reads (RFC 5545)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from importers.departments import fold
from importers.plain_words import plain_words
from tracker.cycle import MilestoneRow
from tracker.rows import CountyFacts

MEDIA = "text/calendar"
_PRODUCT = "-//equity-tracker//budget cycle//EN"


def calendar_feed(county: CountyFacts, rows: Sequence[MilestoneRow]) -> bytes:
    """Milestones as all-day events, the earliest first; the same milestones on the same day give the same bytes.

    An event is known by the key of its milestone, the first day of the budget's period and the county, so that a
    moved date moves the event that people have already. Its stamp is the day on which the county is looked at.
    """
    feed = Calendar()
    feed.add("prodid", _PRODUCT)
    feed.add("version", "2.0")
    feed.add("name", _line(f"{county.name}: budget cycle"))
    feed.add("x-wr-calname", _line(f"{county.name}: budget cycle"))
    for row in rows:
        feed.add_component(_event(row, county))
    return bytes(feed.to_ical())


def feed_name(county: CountyFacts) -> str:
    """The name of the file, such as ``cascara-county-budget-cycle.ics``."""
    return f"{_slug(county.name)}-budget-cycle.ics"


def _event(row: MilestoneRow, county: CountyFacts) -> Event:
    event = Event()
    event.add("uid", f"{row.key}.{row.period_start.isoformat()}@{_slug(county.name)}.equity-tracker")
    event.add("dtstamp", datetime.combine(county.as_of, time(), UTC))
    event.add("dtstart", row.first)
    # The end of an all-day event is the first day after it.
    event.add("dtend", row.last + timedelta(days=1))
    event.add("summary", _line(f"{row.name} ({_budget(row)})"))
    event.add("description", "\n".join(map(_line, _about(row, county))))
    event.add("categories", ["Budget cycle"])
    # A deadline takes nobody's day: free-busy times stay free.
    event.add("transp", "TRANSPARENT")
    return event


def _line(text: str) -> str:
    """A text as one line of plain words: an end of a line would end the property that it stands in."""
    return " ".join(plain_words(text).split())


def _budget(row: MilestoneRow) -> str:
    return f"budget {row.budget}" if row.budget else f"budget from {row.period_start.isoformat()}"


def _about(row: MilestoneRow, county: CountyFacts) -> list[str]:
    told = [row.who, f"Rule: {row.rule}" if row.rule else None]
    told += [f"Moved from {row.by_rule.isoformat()}: {row.moved_why}" if row.by_rule else None]
    told += [f"{county.name} is an invented county" if county.invented else None]
    return [f"{line}." for line in told if line]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "county"
