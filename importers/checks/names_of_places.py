"""The home of one check: the names of sheet and file, where they say other years, phases or directions than taken."""

from collections.abc import Iterator, Sequence

from importers.budget_issues import NAME_SAYS_OTHERWISE
from importers.facts import Scene
from importers.issues import Issue
from importers.labels import years_text
from importers.layouts.long_budget import Facts


def check_names_of_places(scene: Scene, facts: Sequence[Facts]) -> Iterator[Issue]:
    """A warning for each name that says one thing, where every column of amounts was taken for another."""
    for place, label in scene.name_labels():
        ways, phases = [each.direction.constant for each in facts], [each.phase.constant for each in facts]
        years = [each.years.constant for each in facts]
        said = ""
        if label.direction and all(ways) and label.direction not in ways:
            said, taken = str(label.direction), {str(each) for each in ways}
        elif label.phase and all(phases) and label.phase not in phases:
            said, taken = str(label.phase), {str(each) for each in phases}
        elif len(label.years) == 1 and all(years) and not any(set(label.years[0]) & set(each or ()) for each in years):
            said, taken = years_text(label.years[0]), {years_text(each or ()) for each in years}
        if said:
            shown = f"{place[0].upper()}{place[1:]}"
            yield NAME_SAYS_OTHERWISE.at(None, said, place=shown, said=said, taken=", ".join(sorted(taken)))
