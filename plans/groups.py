"""The home of the groups by which values are broken down: federal categories of race and ethnicity, old and new.

Sources: OMB, Statistical Policy Directive No. 15, as published on 29 March 2024 (89 FR 22182) and on 30 October
1997 (62 FR 58782). A series keeps the scheme in which it was collected: values of the two are never put into one row.
"""

from dataclasses import dataclass

from plans.matching import fold
from plans.measures import Group


@dataclass(frozen=True, slots=True)
class Category:
    """One group of a scheme, with the other words in which files name it."""

    name: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name first, then every other spelling."""
        return self.name, *self.also


@dataclass(frozen=True, slots=True)
class GroupScheme:
    """A way of dividing people into groups. Where people ``may_choose_several``, groups do not add up to everyone."""

    name: str
    categories: tuple[Category, ...]
    may_choose_several: bool

    def find(self, text: str) -> Group | None:
        """The group that a text names, without regard to case and punctuation; None where it names none."""
        words = fold(text)
        names = (one.name for one in self.categories if any(fold(name) == words for name in one.names))
        found = next(names, None)
        return Group(scheme=self.name, name=found) if found else None


_AMERICAN_INDIAN = Category(
    "American Indian or Alaska Native",
    ("American Indian", "American Indian/Alaska Native", "American Indian and Alaska Native", "AIAN", "AI/AN"),
)
_ASIAN = Category("Asian")
_BLACK = Category(
    "Black or African American", ("Black", "African American", "Black/African American", "Black and African American")
)
_HISPANIC = Category(
    "Hispanic or Latino",
    (
        "Hispanic",
        "Latino",
        "Latina",
        "Latinx",
        "Latine",
        "Latino/a",
        "Hispanic/Latino",
        "Hispanic/Latinx",
        "Latino/Hispanic",
    ),
)
_MENA = Category(
    "Middle Eastern or North African",
    ("MENA", "Middle Eastern", "Middle Eastern/North African", "Middle Eastern and North African"),
)
_PACIFIC_ISLANDER_NAMES = ("Pacific Islander", "Native Hawaiian", "NHPI", "Native Hawaiian/Pacific Islander")
_WHITE = Category("White")
_SEVERAL = Category("Two or more races", ("Multiracial", "Multiple races", "More than one race"))

OMB_2024 = GroupScheme(
    "OMB SPD 15 (2024)",
    (
        _AMERICAN_INDIAN,
        _ASIAN,
        _BLACK,
        _HISPANIC,
        _MENA,
        Category(
            "Native Hawaiian or Pacific Islander",
            (*_PACIFIC_ISLANDER_NAMES, "Native Hawaiian or Other Pacific Islander"),
        ),
        _WHITE,
    ),
    may_choose_several=True,
)
"""One question, seven minimum categories, all that apply."""

OMB_1997_RACE = GroupScheme(
    "OMB SPD 15 (1997), race",
    (
        _AMERICAN_INDIAN,
        _ASIAN,
        _BLACK,
        Category(
            "Native Hawaiian or Other Pacific Islander",
            (*_PACIFIC_ISLANDER_NAMES, "Native Hawaiian or Pacific Islander", "NHOPI"),
        ),
        _WHITE,
        _SEVERAL,
    ),
    may_choose_several=False,
)
"""Race, asked apart from ethnicity; who marked more than one race is told in a group of their own."""

OMB_1997_ETHNICITY = GroupScheme(
    "OMB SPD 15 (1997), ethnicity",
    (_HISPANIC, Category("Not Hispanic or Latino", ("Not Hispanic", "Non-Hispanic", "Non Hispanic or Latino"))),
    may_choose_several=False,
)

SCHEMES = (OMB_2024, OMB_1997_RACE, OMB_1997_ETHNICITY)
