"""The home of one check of plans: a blank where nearly every row has a day or a figure."""

from collections.abc import Iterable, Iterator

from importers import plan_issues as kinds
from importers.cells import addresses
from importers.issues import Issue
from importers.plan_rows import Row, said_in

FEWEST_ROWS = 10
SELDOM = 0.02
FIELDS = ("start", "due", "measure.baseline", "measure.target")


def check_plan_gaps(rows: Iterable[Row]) -> Iterator[Issue]:
    """One issue for each field that is blank in hardly a row: its day or figure may stand one column to the side.

    ``rows`` are those of all tables that hold the same; one row in fifty may be blank, or one alone of ten or more.
    """
    held = [row for row in rows if said_in(row, "title") or said_in(row, "measure.title")]
    for name in FIELDS:
        cells = [row[name][0] for row in held if len(row.get(name, ())) == 1]
        gaps = [found.at for found in cells if found.is_blank]
        if len(cells) >= FEWEST_ROWS and 0 < len(gaps) <= max(len(cells) * SELDOM, 1):
            about = {"count": len(cells) - len(gaps), "rows": len(cells), "cells": addresses(gaps)}
            yield kinds.GAP_AMONG_ROWS.at(gaps[0], field=(name,), **about)
