"""The home of the invented county as a whole: the same seed gives the same county, to the cent."""

from dataclasses import dataclass
from random import Random

from plans.framework import Framework, load_shipped
from plans.implementation import ImplementationPlan
from tracker.demo.budget import Book, books
from tracker.demo.plans import plans
from tracker.demo.sketches import sketches

COUNTY = "Cascara County"
FRAMEWORK = "king_county"
SEED = 20260630


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """Everything that the demonstration invents, as records."""

    framework: Framework
    books: tuple[Book, ...]
    plans: tuple[ImplementationPlan, ...]


def demo_county(seed: int = SEED) -> DemoCounty:
    """Invent the county: the same seed gives the same county, to the cent."""
    chance = Random(seed)  # noqa: S311 - numbers for a show, no secrets
    framework = load_shipped(FRAMEWORK)
    departments = sketches()
    return DemoCounty(framework, books(departments, chance), plans(departments, framework, chance))
