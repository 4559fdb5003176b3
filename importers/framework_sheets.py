"""The home of a framework as the rows of our own workbook: what the reader of that workbook reads again."""

from collections.abc import Iterable, Mapping

from importers.layouts import framework as layout
from importers.layouts.layout import Record
from importers.plan_lists import join_names
from plans.framework import Framework, FrameworkEntry, Goal


def framework_records(framework: Framework) -> Mapping[str, list[Record]]:
    """The rows of every sheet of the framework layout; a form has one."""
    return {
        layout.ABOUT.name: [_about(framework)],
        layout.GOALS.name: [_goal(goal) for goal in framework.goals],
        layout.STRATEGIES.name: _entries(framework.strategies),
        layout.POLICY_AREAS.name: _entries(framework.policy_areas),
        layout.DETERMINANTS.name: _entries(framework.determinants),
        layout.CROSSWALK.name: [
            {"from_version": change.from_version, "old": change.old, "new": join_names(change.new)}
            for change in framework.crosswalk
        ],
    }


def _about(framework: Framework) -> Record:
    return {
        "code": framework.code,
        "title": framework.title,
        "version": framework.version,
        "adopted": framework.adopted,
        "source": framework.source,
    }


def _goal(goal: Goal) -> Record:
    return {
        "code": goal.code,
        "name": goal.name,
        "short_name": goal.short_name,
        "also": join_names(goal.also),
        "description": goal.description,
    }


def _entries(entries: Iterable[FrameworkEntry]) -> list[Record]:
    return [
        {
            "code": entry.code,
            "name": entry.name,
            "also": join_names(entry.also),
            "goal": entry.goal,
            "description": entry.description,
        }
        for entry in entries
    ]
