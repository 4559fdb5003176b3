import pytest

from plans.groups import OMB_1997_ETHNICITY, OMB_1997_RACE, OMB_2024, SCHEMES
from plans.measures import Group


def test_the_directive_of_2024_has_seven_categories_of_which_people_choose_all_that_apply():
    assert [category.name for category in OMB_2024.categories] == [
        "American Indian or Alaska Native",
        "Asian",
        "Black or African American",
        "Hispanic or Latino",
        "Middle Eastern or North African",
        "Native Hawaiian or Pacific Islander",
        "White",
    ]
    assert OMB_2024.may_choose_several


def test_the_directive_of_1997_asks_for_ethnicity_apart_from_race():
    assert "Hispanic or Latino" not in [category.name for category in OMB_1997_RACE.categories]
    assert len(OMB_1997_ETHNICITY.categories) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("black", "Black or African American"),
        ("BLACK / AFRICAN AMERICAN", "Black or African American"),
        ("AI/AN", "American Indian or Alaska Native"),
        ("Latinx", "Hispanic or Latino"),
        ("Native Hawaiian or Other Pacific Islander", "Native Hawaiian or Pacific Islander"),
        ("Martian", None),
        ("", None),
    ],
)
def test_finds_a_group_in_the_words_of_a_file(text, name):
    assert OMB_2024.find(text) == (Group(scheme="OMB SPD 15 (2024)", name=name) if name else None)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_every_name_in_a_scheme_names_one_group(scheme):
    found = [(category.name, scheme.find(name)) for category in scheme.categories for name in category.names]

    assert [name for name, group in found if group is None or group.name != name] == []
