import pytest

from budgets.structure import CodeRule
from importers.departments import DepartmentNames, find_department, nearest_departments

COUNTY = (
    DepartmentNames("Community Services", "CS", ("Community & Human Services",)),
    DepartmentNames("Parks", "PK"),
    DepartmentNames("Public Health", "40"),
    DepartmentNames("Assessments"),
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("community  services", "Community Services"),
        ("cs", "Community Services"),
        ("CS Community Services", "Community Services"),
        ("CS - Community Services", "Community Services"),
        ("Community Services (CS)", "Community Services"),
        ("Community and Human Services", None),
        ("CS: Community & Human Services", "Community Services"),
        ("40 Public Health", "Public Health"),
        ("Public Health", "Public Health"),
        ("CS Parks", None),
        ("41 Public Health", None),
        ("Community Services (Parks)", None),
        ("Community", None),
        ("", None),
    ],
)
def test_knows_a_department_by_name_by_code_and_by_both(written, name):
    found = find_department(written, COUNTY)

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("64", "Parks"),
        ("0064", "Parks"),
        ("0064 - Parks", "Parks"),
        ("Parks (064)", "Parks"),
        ("800 Public Health", "Public Health"),
        ("0064 Public Health", None),
        ("9", None),
    ],
)
def test_knows_codes_by_the_rule_of_the_county(written, name):
    rule = CodeRule(ignore_leading_zeros=True)
    county = (("Parks", "64"), ("Public Health", "0800"), ("Jail", "009"), ("Courts", "0009"))

    found = find_department(written, [DepartmentNames(*each, rule=rule) for each in county])

    assert (found.name if found else None) == name


def test_a_code_with_zeros_is_another_one_where_no_rule_says_otherwise():
    assert find_department("0040 Public Health", COUNTY) is None


@pytest.mark.parametrize(
    ("written", "near"),
    [("CS Parks", {"Community Services", "Parks"}), ("Comunity Service", {"Community Services"}), ("Zebra", set())],
)
def test_names_the_departments_that_a_text_is_most_like(written, near):
    assert near <= set(nearest_departments(written, COUNTY)) or not near
    assert bool(nearest_departments(written, COUNTY)) is bool(near)
